"""An author publishes a small edit: the translations stay right, and it is logged."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import querydict_from_html

from translation.lag import is_small_edit, lags_of
from translation.standings import Kind, states_of

LABEL = "Publish, translations stay right"


@pytest.fixture
def form(admin_client):
    def fetch(page):
        return admin_client.get(
            f"/admin/pages/{page.pk}/edit/", headers={"Accept-Language": "en"}
        ).content.decode()

    return fetch


@pytest.fixture
def press(admin_client, form):
    """Return a function that changes the lead and presses one of the buttons."""

    def send(page, lead, label=LABEL):
        html = form(page)
        button = next(
            one
            for one in BeautifulSoup(html, "html.parser").find_all("button")
            if one.get("name") == "action-publish" and one.text.strip() == label
        )
        data = querydict_from_html(html, form_id="page-edit-form").dict()
        data |= {"lead": lead, "body-count": "0", button["name"]: button["value"]}
        return admin_client.post(f"/admin/pages/{page.pk}/edit/", data)

    return send


@pytest.fixture
def original(make_article):
    return make_article("Järjestöt", lead="Ingressi, jossa on kirjotusvirhe")


@pytest.fixture
def swedish(original, submit):
    return submit(original, "sv")


def kind_of(page):
    states = states_of([page])[page.translation_key]
    return next(one.kind for one in states if one.language == "sv")


def test_the_translations_stay_right_and_nothing_lags(
    original, swedish, press, made_for, row, admin_user
):
    words = swedish.lead

    press(original, "Ingressi, jossa on kirjoitusvirhe")

    assert row(original).lead == "Ingressi, jossa on kirjoitusvirhe"
    assert row(swedish).lead == words
    assert not lags_of([made_for(swedish)])
    assert kind_of(original) == Kind.LIVE
    entry = PageLogEntry.objects.get(action="translation.small_edit")
    assert (entry.page_id, entry.user, entry.data["language"]) == (
        original.pk,
        admin_user,
        "sv",
    )


def test_publish_says_nothing_of_the_kind(original, swedish, press, made_for):
    press(original, "Aivan muuta", label="Publish")

    assert lags_of([made_for(swedish)]).count() == 1
    assert kind_of(original) == Kind.LAGGING


def test_the_next_publication_is_an_ordinary_one(original, swedish, press, made_for):
    press(original, "Pieni muutos")
    assert not is_small_edit()

    press(original, "Aivan muuta", label="Publish")

    assert lags_of([made_for(swedish)]).count() == 1


def test_an_error_leaves_nothing_behind(original, swedish, press, monkeypatch):
    def fail(*args):
        raise RuntimeError("The power went off.")

    monkeypatch.setattr("translation.signals.carry", fail)

    with pytest.raises(RuntimeError):
        press(original, "Pieni muutos")

    assert not is_small_edit()


def test_only_a_live_original_of_translations_offers_it(
    original, swedish, make_article, submit, form
):
    alone = make_article("Yksin")
    draft = make_article("Luonnos", live=False)
    submit(draft, "sv", live=False)

    assert LABEL in form(original)
    assert LABEL not in form(swedish)
    assert LABEL not in form(alone)
    assert LABEL not in form(draft)


def test_who_may_not_publish_is_not_offered_it(original, swedish, sign_in):
    author = sign_in("author", "add", "change", language="fi")
    original.owner = author.user
    original.save(update_fields=["owner"])

    answer = author.get(f"/admin/pages/{original.pk}/edit/")

    assert answer.status_code == 200
    assert LABEL not in answer.content.decode()
