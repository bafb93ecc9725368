"""What is refused is refused with a page, in the language of the address."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import translation

HOMES = ["fi", "sv", "en"]


@pytest.mark.parametrize("code", HOMES)
@pytest.mark.parametrize(
    ("status", "asked"),
    [
        (400, {"method": "GET", "path": "", "headers": {"Host": "evil.example"}}),
        (405, {"method": "GET", "path": "send/useful/"}),
    ],
)
def test_refusals_are_pages_in_the_language_of_the_address(
    db, settings, code, status, asked
):
    settings.ALLOWED_HOSTS = ["testserver"]
    path = f"/{code}/"
    if status == 405:
        with translation.override(code):
            path = reverse("useful")
    response = Client().generic(asked["method"], path, headers=asked.get("headers", {}))

    html = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == status
    assert html.html["lang"] == code
    assert html.h1.text in html.title.text


@pytest.mark.parametrize("code", HOMES)
def test_a_form_without_its_token_is_refused_in_words(db, code):
    response = Client(enforce_csrf_checks=True).post(f"/{code}/", {"a": 1})

    html = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 403
    assert html.html["lang"] == code
