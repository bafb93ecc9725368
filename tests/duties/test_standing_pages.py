"""Pages about the site stand in three languages and in the foot of every page."""

import pytest
from wagtail.models import Page

from duties.models import AccessibilityStatementPage, StandardPage
from tests.raw_blocks import heading, paragraph, stream

PAGES = {
    "about": ("/fi/tietoa/", "/sv/om/", "/en/about/"),
    "feedback": ("/fi/palaute/", "/sv/respons/", "/en/feedback/"),
    "accessibility": (
        "/fi/saavutettavuus/",
        "/sv/tillganglighet/",
        "/en/accessibility/",
    ),
    "privacy": ("/fi/tietosuoja/", "/sv/dataskydd/", "/en/privacy/"),
    "archive": ("/fi/arkisto/", "/sv/arkiv/", "/en/archive/"),
}
EVERY = [url for urls in PAGES.values() for url in urls]


@pytest.mark.parametrize("url", EVERY)
def test_page_answers_in_the_language_of_its_address(db, read, url):
    html = read(url)

    assert html.html["lang"] == url.split("/")[1]
    assert len(html.find_all("h1")) == 1


@pytest.mark.parametrize("urls", PAGES.values(), ids=PAGES)
def test_versions_know_each_other(db, urls):
    pages = [Page.objects.get(url_path=url) for url in urls]

    assert len({page.translation_key for page in pages}) == 1


@pytest.mark.parametrize("number", [0, 1, 2])
def test_every_page_links_them_in_its_foot(make_article, translated, read, number):
    code = ("fi", "sv", "en")[number]
    article = make_article()
    pages = {"fi": article, "sv": translated(article, "sv")}
    pages["en"] = translated(article, "en")
    urls = [group[number] for group in PAGES.values()]

    for page in (f"/{code}/", pages[code]):
        foot = [a["href"] for a in read(page).select(".site-footer a")]
        assert set(urls) <= set(foot)
    missing = read(f"/{code}/nothing-here/", status=404)
    assert set(urls) <= {a["href"] for a in missing.select(".site-footer a")}


def test_page_that_is_not_published_is_not_linked(db, read):
    Page.objects.get(url_path="/sv/om/").unpublish()

    assert read("/sv/").select(".site-footer a[href='/sv/om/']") == []


def test_standing_pages_are_not_in_the_menu(db, read):
    menu = [a["href"] for a in read("/en/").select("ul.menu a")]

    assert not set(menu) & set(EVERY)


def test_standard_page_shows_its_lead_and_body(make_page, read, finnish):
    home = Page.objects.get(url_path="/fi/").specific
    page = make_page(
        StandardPage,
        "Ohje",
        parent=home,
        lead="Lyhyesti",
        body=stream(heading("Otsikko"), paragraph("<p>Teksti</p>")),
    )

    html = read(page)

    assert html.select_one(".lead").text == "Lyhyesti"
    assert html.h2.text == "Otsikko"
    assert "Teksti" in html.main.text


# The parts of the model statement: Implementing Decision (EU) 2018/1523, annex.
PARTS = {
    "fi": ["306/2019", "osittain", "Traficom", "14 päivän", "22.11.2026", "3.1.2"],
    "sv": ["306/2019", "delvis", "Traficom", "14 dagar", "22.11.2026", "3.1.2"],
    "en": ["306/2019", "partially", "Traficom", "14 days", "22 November 2026", "3.1.2"],
}


@pytest.mark.parametrize(("code", "number"), [("fi", 0), ("sv", 1), ("en", 2)])
def test_statement_has_every_part_of_the_model(db, read, code, number):
    html = read(PAGES["accessibility"][number])

    text = html.main.text
    needed = (
        PARTS[code] if code == "en" else [p for p in PARTS[code] if p[0] not in "od"]
    )
    assert [part for part in needed if part not in text] == []
    assert len(html.main.select("h2")) >= 5
    hrefs = [a["href"] for a in html.main.select("a")]
    assert PAGES["feedback"][number] in hrefs
    assert "mailto:saavutettavuus@traficom.fi" in hrefs
    assert "tel:+358295345000" in hrefs


# What the model wants and the law of Finland adds, in the words of each language.
ANSWERS = {
    "fi": [
        "pyytää tietoa tai sisältöä",
        "ylläpitäjä vastaa",
        "Anna palautetta ensin meille",
        "ilmoituksen",
        "digitaalisen esteettömyyden ja saavutettavuuden valvontayksikkö",
    ],
    "sv": [
        "be om information eller innehåll",
        "ansvarar för tillgängligheten",
        "Ge först respons till oss",
        "anmälan",
        "enheten för tillsyn över digital tillgänglighet",
    ],
    "en": [
        "ask for information or content",
        "is responsible for",
        "Give feedback to us first",
        "notify",
        "Digital Accessibility Supervision Unit",
    ],
}


@pytest.mark.parametrize(("code", "number"), [("fi", 0), ("sv", 1), ("en", 2)])
def test_statement_says_who_answers_and_to_whom_to_turn_next(db, read, code, number):
    html = read(PAGES["accessibility"][number])

    text = " ".join(html.main.text.split())
    assert [words for words in ANSWERS[code] if words not in text] == []
    (authority,) = html.select(".authority a[href^=http]")
    assert authority["href"].startswith("https://www.saavutettavuusvaatimukset.fi/")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("full", "fully compliant"),
        ("partial", "partially compliant"),
        ("none", "not compliant"),
    ],
)
def test_statement_says_how_far_the_site_complies(db, read, publish, status, words):
    page = AccessibilityStatementPage.objects.get(locale__language_code="en")
    publish(
        page,
        status=status,
        disproportionate_burden="<p>Too much</p>",
        method="outside",
        reviewed_on="2026-12-24",
    )

    text = read("/en/accessibility/").main.text

    assert f"This website is {words}" in text
    assert "Too much" in text
    assert "outside expert" in text
    assert "24 December 2026" in text


def test_fully_compliant_site_lists_no_shortcomings(db, read, publish):
    page = AccessibilityStatementPage.objects.get(locale__language_code="en")
    publish(page, status="full", non_compliant="", out_of_scope="")

    html = read("/en/accessibility/")

    assert "Content that is not accessible" not in html.main.text


def test_standing_pages_are_not_submitted_for_translation(db, admin_client):
    page = StandardPage.objects.get(slug="tietoa")

    response = admin_client.get(f"/admin/localize/submit/page/{page.pk}/")

    assert response.status_code == 302
    assert response["Location"].endswith(f"/admin/pages/{page.pk}/edit/")


def test_tree_is_sound(db):
    assert not any(Page.find_problems())
