"""Search finds what readers of the language may read, and bears whatever is typed."""

import pytest
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import PageViewRestriction

PAGES = {"fi": "/fi/haku/", "sv": "/sv/sok/", "en": "/en/search/"}
BAD_QUERIES = {
    "empty": "",
    "spaces": "   ",
    "one quotation mark": '"',
    "one apostrophe": "'",
    "NUL": "a\0b",
    "control characters": "\x1b[0m\r\n\t",
    "very long": "a" * 10_000,
    "very long words": "sana " * 2_000,
    "operators": "AND OR NOT NEAR(a b) -x +y",
    "signs": "()*:^~!&|<>{}[]\\/?%_@#$;",
    "colon": "title:*",
    "markup": "<script>alert(1)</script>",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈",
    "right to left": "مدينة إسبو",
    "lone surrogate": "%ED%A0%80",
    "SQL": "'; DROP TABLE wagtailcore_page; --",
    "template": "{{ 7|add:7 }}{% now 'Y' %}",
}


def found(html):
    return sorted(link.text for link in html.select(".results a"))


@pytest.fixture
def three_languages(make_article, translated):
    article = make_article("Yhteinen festivaali", lead="Ohjelma")
    translated(article, "sv", title="Gemensam festivaali")
    translated(article, "en", title="Common festivaali")


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
    make_article, swedish, publish, read
):
    make_article("Festivaali luonnoksena", live=False)
    closed = make_article("Festivaali suljettuna")
    PageViewRestriction.objects.create(
        page=closed, restriction_type=PageViewRestriction.LOGIN
    )
    public = make_article("Festivaali julkisena")
    publish(public, title="Festivaali julkisena")
    public.copy_for_translation(swedish, alias=True)

    assert found(read(PAGES["fi"], q="festivaali")) == ["Festivaali julkisena"]
    assert found(read(PAGES["sv"], q="festivaali")) == []


def test_section_pages_are_no_results(db, read):
    assert found(read(PAGES["fi"], q="artikkelit")) == []


@pytest.mark.parametrize("query", BAD_QUERIES.values(), ids=BAD_QUERIES)
def test_whatever_is_typed_gives_a_page(three_languages, client, query):
    response = client.get(PAGES["fi"], {"q": query})

    assert response.status_code == 200
    assert "<script>alert(1)" not in response.content.decode()


def test_bytes_that_are_no_text_give_a_page(db, client):
    assert client.get(PAGES["fi"] + "?q=%ff%fe%00&page=%ff").status_code in (200, 400)


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


@pytest.mark.parametrize("language", PAGES)
def test_nothing_found_is_said_in_the_language(db, read, language):
    status = read(PAGES[language], q="xyzzy").select_one("[role=status]")

    with translation.override(language):
        sentence = gettext("Nothing found in English for “%(query)s”.")
    assert " ".join(status.text.split()) == sentence % {"query": "xyzzy"}


@pytest.mark.parametrize("language", PAGES)
def test_every_page_has_a_form_that_leads_to_its_language(db, read, language):
    form = read(f"/{language}/").select_one("form[role=search]")

    assert form["action"] == PAGES[language]
    assert form.label["for"] == form.input["id"]


def test_what_was_typed_stands_in_the_box(db, read):
    html = read(PAGES["fi"], q='kissa "koira" <b>')

    boxes = {box["value"] for box in html.select("input[type=search]")}
    assert boxes == {'kissa "koira" <b>'}
