"""Readers search, narrow and order by forms that need no scripts."""

import pytest

from tests.search.page.results import PAGES, found, titles

# The form


@pytest.mark.parametrize("language", PAGES)
def test_every_page_has_a_form_that_leads_to_its_language(db, read, language):
    form = read(f"/{language}/").select_one("form[role=search]")

    assert form["action"] == PAGES[language]
    assert form.label["for"] == form.input["id"]


def test_what_was_typed_stands_in_the_box(db, read):
    html = read(PAGES["fi"], q='kissa "koira" <b>')

    boxes = [box["value"] for box in html.select("input[type=search]")]
    assert boxes == ['kissa "koira" <b>']


# Facets and order


def choices(html, name):
    options = html.select(f"select[name={name}] option[value]")
    return {one["value"]: one.text for one in options if one["value"]}


def test_facets_tell_how_many_results_each_choice_leaves(festivals, read):
    html = read(PAGES["fi"], q="festivaali")

    assert found(html) == [
        "Festivaalin yhteyshenkilö",
        "Juttu 0",
        "Juttu 1",
        "Juttu 2",
    ]
    assert choices(html, "type") == {
        "article": "Artikkelit (3)",
        "contact": "Yhteystiedot (1)",
    }
    assert choices(html, "topic") == {
        "tanssi": "Tanssi (2)",
        "musiikki": "Musiikki (1)",
    }
    assert choices(html, "year") == {"2024": "2024 (2)", "2021": "2021 (1)"}


def test_chosen_facet_narrows_and_can_be_taken_away(festivals, read):
    html = read(PAGES["fi"], q="festivaali", topic="tanssi", year="2024")

    assert found(html) == ["Juttu 1"]
    chosen = html.select(".chosen a")
    assert ["Tanssi" in chosen[0].text, "2024" in chosen[1].text] == [True, True]
    assert found(read(PAGES["fi"] + chosen[0]["href"])) == ["Juttu 0", "Juttu 1"]
    selected = html.select("form.facets option[selected]")
    assert [one["value"] for one in selected] == ["tanssi", "2024"]


def test_facets_are_a_form_without_scripts(festivals, read):
    form = read(PAGES["fi"], q="festivaali").select_one("form.facets")

    assert form["method"] == "get"
    assert form.select_one("input[name=q]")["value"] == "festivaali"
    for select in form.select("select"):
        assert form.select_one(f"label[for={select['id']}]").text
    assert form.select_one("button[type=submit]").text


@pytest.mark.parametrize(
    "parameters",
    [
        {"year": "abc"},
        {"year": "99999999999999999999"},
        {"type": "'; --"},
        {"topic": "a" * 5000},
        {"project": "\0"},
        {"year": "-1", "topic": "ei-ole", "type": "<b>", "order": "x"},
    ],
)
def test_unknown_facet_finds_nothing_and_leads_back(festivals, read, parameters):
    html = read(PAGES["fi"], q="festivaali", **parameters)

    if "\0" in parameters.values():  # nothing is left of it
        assert len(found(html)) == 4
        return
    assert found(html) == []
    back = html.select(".chosen a")[-1]
    assert len(found(read(PAGES["fi"] + back["href"]))) == 4


def test_results_stand_newest_first_where_the_reader_asks(festivals, read):
    html = read(PAGES["fi"], q="festivaali", order="date", type="article")

    assert titles(html) == ["Juttu 1", "Juttu 0", "Juttu 2"]
    assert html.select_one("#choose-order option[selected]")["value"] == "date"


def test_pages_keep_what_was_chosen(make_article, read):
    for number in range(12):
        make_article(f"Festivaali {number}")

    first = read(PAGES["fi"], q="festivaali", type="article", order="date")
    second = read(PAGES["fi"] + first.select_one("a[rel=next]")["href"])

    assert second.select_one("#choose-order option[selected]")["value"] == "date"
    assert len(found(second)) == 2
    assert second.select_one(".chosen")
