"""Search finds what readers of the language may read, or leads on."""

import pytest
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import PageViewRestriction

from tests.search.page.results import PAGES, found


def told(html):
    return " ".join(html.select_one("[role=status]").text.split())


# What is found


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("fi", "Yhteinen festivaali"),
        ("sv", "Gemensam festivaali"),
        ("en", "Common festivaali"),
    ],
)
def test_finds_its_own_language_only(three_languages, read, language, title):
    assert found(read(PAGES[language], q="festivaali")) == [title]


def test_finds_words_of_the_lead_and_other_kinds_of_page(
    make_article, make_project, make_contact, read
):
    make_article("Artikkeli", lead="Kesän festivaali")
    make_project("Hanke festivaali")
    make_contact("Henkilö", unit="Festivaali")

    expected = ["Artikkeli", "Hanke festivaali", "Henkilö"]
    assert found(read(PAGES["fi"], q="festivaali")) == expected


def test_every_word_must_be_found(make_article, read):
    make_article("Festivaali torilla")
    make_article("Festivaali puistossa")

    assert found(read(PAGES["fi"], q="torilla festivaali")) == ["Festivaali torilla"]


def test_drafts_private_pages_and_aliases_are_not_found(
    make_article, add_alias, publish, read
):
    make_article("Festivaali luonnoksena", live=False)
    closed = make_article("Festivaali suljettuna")
    PageViewRestriction.objects.create(
        page=closed, restriction_type=PageViewRestriction.LOGIN
    )
    public = make_article("Festivaali julkisena")
    publish(public, title="Festivaali julkisena")
    add_alias(public, "sv")

    assert found(read(PAGES["fi"], q="festivaali")) == ["Festivaali julkisena"]
    assert found(read(PAGES["sv"], q="festivaali")) == []


def test_section_pages_are_no_results(db, read):
    assert found(read(PAGES["fi"], q="artikkelit")) == []


def test_phrase_and_minus_are_obeyed(make_article, read):
    make_article("Suuri kaupungin festivaali")
    make_article("Kaupungin suuri festivaali")

    assert found(read(PAGES["fi"], q='"suuri festivaali"')) == [
        "Kaupungin suuri festivaali"
    ]
    assert found(read(PAGES["fi"], q="festivaali -kaupungin")) == []


# Pages of results


@pytest.mark.parametrize("number", ["abc", "-1", "0", "999999", "1" * 400, "", "1.5"])
def test_impossible_page_number_gives_a_page(three_languages, read, number):
    html = read(PAGES["fi"], q="festivaali", page=number)

    assert found(html) == ["Yhteinen festivaali"]


def test_results_are_paged_and_keep_the_query(make_article, read):
    for number in range(12):
        make_article(f"Festivaali {number}")

    first = read(PAGES["fi"], q="festivaali")
    link = first.select_one("a[rel=next]")["href"]
    second = read(PAGES["fi"] + link)

    assert (len(found(first)), len(found(second))) == (10, 2)
    assert not set(found(first)) & set(found(second))
    assert second.select_one("ol.results")["start"] == "11"


# What each result tells


def test_result_tells_its_type_and_date(festivals, read):
    item = next(
        one
        for one in read(PAGES["fi"], q="festivaali").select(".results li")
        if one.h2.text == "Juttu 2"
    )

    with translation.override("fi"):
        kind = gettext("Article")
    assert item.select_one(".meta").text.split() == [kind, "3.5.2021"]
    assert item.time["datetime"] == "2021-05-03"


def test_words_are_marked_in_title_and_text(make_article, read):
    make_article("Festivaalit kaupungissa", lead="Ohjelmaa festivaaleilla.")

    item = read(PAGES["fi"], q="festivaali").select_one(".results li")

    assert [mark.text for mark in item.h2.select("mark")] == ["Festivaalit"]
    assert "festivaaleilla" in [mark.text for mark in item.select("p mark")]


# Little or nothing found


@pytest.mark.parametrize("language", PAGES)
def test_nothing_found_is_said_in_the_language(db, read, language):
    html = read(PAGES[language], q="xyzzy")

    with translation.override(language):
        sentence = gettext("Nothing found in English for “%(query)s”.")
    assert told(html) == sentence % {"query": "xyzzy"}


def test_misspelt_query_that_finds_nothing_is_put_right_and_said_so(make_article, read):
    make_article("Festivaali torilla")

    html = read(PAGES["fi"], q="festivali")

    assert found(html) == ["Festivaali torilla"]
    with translation.override("fi"):
        nothing = gettext("Nothing found in English for “%(query)s”.")
    assert told(html).startswith(nothing % {"query": "festivali"})
    assert "festivaali" in told(html)
    assert html.select_one("input[type=search]")["value"] == "festivali"


def test_likelier_word_is_offered_where_little_is_found(make_article, read):
    make_article("Festivali")
    for number in range(5):
        make_article(f"Festivaali {number}")

    html = read(PAGES["fi"], q="festivali")

    assert found(html) == ["Festivali"]


def test_nothing_found_leads_on(make_article, make_topic, read):
    make_article("Uutinen")
    make_topic("Musiikki")

    html = read(PAGES["fi"], q="xyzzy")

    links = [link["href"] for link in html.main.select("a")]
    assert {
        "/fi/aiheet/musiikki/",
        "/fi/artikkelit/uutinen/",
        "/fi/yhteystiedot/",
    } <= {*links}


def test_empty_search_leads_on_and_tells_how_to_search(make_topic, read):
    make_topic("Musiikki")

    html = read(PAGES["fi"])

    assert html.select_one("a[href='/fi/aiheet/musiikki/']")
    assert not html.select_one("[role=status]")
    assert html.select_one(".search-help").text
