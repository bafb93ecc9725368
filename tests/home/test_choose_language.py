"""The bare address leads to a language that the reader asks for and that exists."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Page


def answer(client, wanted):
    return client.get("/", headers={"Accept-Language": wanted} if wanted else {})


@pytest.mark.parametrize(
    ("wanted", "url"),
    [
        ("fi", "/fi/"),
        ("sv", "/sv/"),
        ("sv-FI", "/sv/"),
        ("en-GB", "/en/"),
        ("EN-us", "/en/"),
        ("sv;q=0.5, en;q=0.9, fi;q=0.1", "/en/"),
        ("de, sv;q=0.8, *;q=0.1", "/sv/"),
        ("so, ar;q=0.9, en;q=0.2", "/en/"),
    ],
)
def test_reader_is_led_to_the_language_asked_for(db, client, wanted, url):
    response = answer(client, wanted)

    assert response.status_code == 302
    assert response["Location"] == url


@pytest.mark.parametrize(
    "wanted", ["", "de", "*", "fi;q=0", "not a language;;", "," * 9]
)
def test_reader_chooses_where_nothing_matches(db, client, wanted):
    response = answer(client, wanted)
    html = BeautifulSoup(response.content.decode(), "html.parser")

    assert response.status_code == 200
    assert [(a["href"], a["hreflang"], a.text) for a in html.select("main a")] == [
        ("/fi/", "fi", "Suomi"),
        ("/sv/", "sv", "Svenska"),
        ("/en/", "en", "English"),
    ]
    assert [part["lang"] for part in html.select("main section")] == ["fi", "sv", "en"]


@pytest.mark.parametrize("wanted", ["fi", "de"])
def test_caches_keep_the_languages_apart(db, client, wanted):
    assert "Accept-Language" in answer(client, wanted)["Vary"]


def test_language_without_a_published_front_page_is_not_chosen(db, client):
    Page.objects.get(slug="sv", depth=2).unpublish()

    assert answer(client, "sv, en;q=0.5")["Location"] == "/en/"
    html = BeautifulSoup(answer(client, "sv").content.decode(), "html.parser")
    assert [a["href"] for a in html.select("main a")] == ["/fi/", "/en/"]


def test_address_can_be_asked_for_but_not_written_to(db, client):
    assert client.head("/", headers={"Accept-Language": "fi"}).status_code == 302
    assert client.post("/").status_code == 405
