"""What the checks find in a page, and what they leave alone."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from articles.models import ArticleContact, ArticlePage, EasyReadingPage, MeetingPage
from articles.writing.checking import look_at
from articles.writing.findings import Check
from articles.writing.sentences import LIMITS, sentences
from tests.raw_blocks import (
    block,
    facts,
    figure,
    heading,
    links,
    paragraph,
    quote,
    stream,
    table,
)

TODAY = timezone.localdate()


def agreed(**consent):
    """A quotation whose permission is recorded so."""
    one = quote()
    one["value"]["consent"] = consent
    return one


def link(href, text):
    return paragraph(f'<p>Katso <a href="{href}">{text}</a> ensin.</p>')


def words(number, end="."):
    return " ".join(["Sana", *["sana"] * (number - 1)]) + end


@pytest.fixture
def found(make_article):
    """Return a function that gives what is found in a body, as (check, place)."""

    def look(*blocks, check=None, language="fi", **fields):
        page = make_article(
            language=language, body=stream(*blocks), live=False, **fields
        )
        return [
            finding
            for finding in look_at(page)
            if check is None or finding.check == check
        ]

    return look


CASES = [
    # Headings
    (Check.HEADING, [heading(level="h3"), paragraph()], 1),
    (Check.HEADING, [heading(), heading(level="h3"), paragraph()], 0),
    (Check.HEADING, [heading(), heading("Toinen"), paragraph()], 1),
    (Check.HEADING, [paragraph(), heading()], 1),
    (Check.HEADING, [paragraph("<p><b>Mitä seuraavaksi</b></p><p>Näin.</p>")], 1),
    (Check.HEADING, [paragraph("<p><b>Tärkeää.</b></p><p>Näin <b>se</b> on</p>")], 0),
    # Link texts
    (Check.LINK, [link("https://example.org/a", "täällä")], 1),
    (Check.LINK, [link("https://example.org/a", "Läs mer.")], 1),
    (Check.LINK, [link("https://example.org/a", "www.example.org/a")], 1),
    (Check.LINK, [link("https://example.org/a", "https://example.org/a")], 1),
    (Check.LINK, [link("https://helloespoo.fi/", "HelloEspoo.fi")], 0),
    (
        Check.LINK,
        [
            link("https://example.org/a", "Tapaamiset"),
            link("https://example.org/b", "tapaamiset"),
        ],
        1,
    ),
    (
        Check.LINK,
        [
            link("https://example.org/a", "Tapaamiset"),
            links(("Tapaamiset", None, "https://example.org/a/")),
        ],
        0,
    ),
    (Check.LINK, [links(("here", None, "https://example.org/"))], 1),
    # Phone numbers
    (Check.PHONE, [paragraph("<p>Soita 045 000 1234.</p>")], 1),
    (Check.PHONE, [facts(html="<p>Soita +358 45 000 1234.</p>")], 1),
    (Check.PHONE, [link("tel:+358450001234", "045 000 1234")], 0),
    (Check.PHONE, [paragraph("<p>Laki 423/2003, 66 700 asukasta, 2021.</p>")], 0),
    # Old addresses
    (Check.ADDRESS, [link("https://www.espoo.fi/fi-FI/Jarjestot", "Järjestöt")], 1),
    (Check.ADDRESS, [link("https://www.esbo.fi/x/Nyheter(190674)", "Nyheter")], 1),
    (Check.ADDRESS, [link("https://www.espoo.fi/fi/artikkelit/a", "Artikkeli")], 0),
    (Check.ADDRESS, [link("https://example.org/fi-FI/a", "Muualla")], 0),
    # Sentences, each language at its limit and above it
    (Check.SENTENCE, [paragraph(f"<p>{words(LIMITS['fi'])}</p>")], 0),
    (Check.SENTENCE, [paragraph(f"<p>{words(LIMITS['fi'] + 1)}</p>")], 1),
    (Check.SENTENCE, [paragraph(f"<p>{words(20)} {words(20)}</p>")], 0),
    (Check.SENTENCE, [paragraph(f"<ul><li>{words(20, '')}</li>" * 2 + "</ul>")], 0),
    (Check.SENTENCE, [table(words(40), ["a"], [words(40)])], 0),
    # Guiding texts, in whatever holds words
    (Check.GUIDE, [paragraph("<p>[[Kerro ensin, mitä tapahtui.]]</p>")], 1),
    (Check.GUIDE, [paragraph("<p>Alku jäi pois: tapahtui.]]</p>")], 1),
    (Check.GUIDE, [heading("[[Otsikko")], 1),
    (Check.GUIDE, [table("Luvut", ["Vuosi"], ["[[2021]]"])], 1),
    (Check.GUIDE, [links(("[[Linkki]]", None, "https://example.org/"))], 1),
    (Check.GUIDE, [paragraph("<p>Lain [3 §] kohta [1] ja [2].</p>")], 0),
    # Permissions
    (Check.CONSENT, [quote()], 1),
    (Check.CONSENT, [agreed(state="given", given_by="Aino Esimerkki")], 0),
    (Check.CONSENT, [agreed(state="not-needed", note="Johtajan lausunto")], 0),
    (Check.CONSENT, [agreed(state="given", until=f"{TODAY - timedelta(1)}")], 1),
    (Check.CONSENT, [agreed(state="given", until=f"{TODAY}")], 1),
    (Check.CONSENT, [agreed(state="given", until=f"{TODAY + timedelta(61)}")], 0),
]


@pytest.mark.parametrize(("check", "blocks", "count"), CASES)
def test_a_check_finds_what_is_wrong_and_nothing_else(found, check, blocks, count):
    findings = found(*blocks, check=check)

    assert len(findings) == count
    for finding in findings:
        assert finding.what
        assert finding.why
        assert finding.way_out
        assert finding.stops == (check == Check.GUIDE)
        assert finding.place.anchor.startswith("#block-")
        assert "%" not in finding.what


@pytest.mark.parametrize(
    ("language", "length", "count"),
    [("sv", 32, 0), ("sv", 33, 1), ("en", 35, 0), ("en", 36, 1)],
)
def test_each_language_has_its_own_limit(found, language, length, count):
    body = paragraph(f"<p>{words(length)}</p>")

    assert len(found(body, check=Check.SENTENCE, language=language)) == count


def test_a_guide_is_named_by_its_own_words(found):
    for text, words in [
        ("Alku. [[Kerro lisää]] Loppu.", "“Kerro lisää”"),
        ("Alku. [[Kerro lisää", "“Kerro lisää”"),
        ("Kerro lisää]] Loppu.", "“Kerro lisää”"),
    ]:
        [finding] = found(paragraph(f"<p>{text}</p>"), check=Check.GUIDE)
        assert words in finding.what


@pytest.mark.parametrize(
    "text",
    ["sana " * 100_000, "[" * 200_000, "]" * 200_000, "[[ " * 100_000, "a" * 200_000],
    ids=["words", "opened", "closed", "pairs", "one word"],
)
def test_a_very_long_text_is_looked_at_to_its_end(found, text):
    """A check that went over it again for each character would never end."""
    assert not found(paragraph(f"<p>{text}</p>"), check=Check.GUIDE)


def test_easy_language_asks_for_shorter_sentences(make_article, make_page):
    page = make_page(
        EasyReadingPage, "Selkokielellä", parent=make_article(), lead=words(16)
    )

    assert [one.place.field for one in look_at(page)] == ["lead"]


def test_a_sentence_ends_where_people_hear_its_end():
    text = "Tapaaminen on 6. lokakuuta klo 17.30. ”Tule mukaan!” Olet tervetullut"

    assert sentences(text) == [
        "Tapaaminen on 6. lokakuuta klo 17.30.",
        "”Tule mukaan!",
        "Olet tervetullut",
    ]


def test_pictures_are_described_and_agreed_to(found, picture):
    picture.consent, picture.consent_note = "not-needed", "Piirros"
    picture.save()
    cases = [
        ("", "", True, "not described"),
        ("IMG_2041.jpg", "", False, "name of a file"),
        ("Kaksi naista", "Kaksi naista.", False, "repeats the caption"),
    ]
    for alt, caption, stops, what in cases:
        [finding] = found(figure(picture.pk, alt, caption=caption))
        assert what in finding.what
        assert finding.stops == stops

    assert found(figure(picture.pk, decorative=True)) == []
    [finding] = found(lead_image=picture)
    assert finding.place.anchor == "#id_lead_image_alt"

    picture.consent, picture.consent_until = "given", TODAY - timedelta(1)
    picture.save()
    [finding] = found(figure(picture.pk, "Kaksi naista"), lead_image_alt="x")
    assert "expired" in finding.what
    assert finding.url == f"/admin/images/{picture.pk}/"


def test_a_meeting_is_not_called_for_a_day_that_has_passed(make_meeting):
    held = {"starts_at": timezone.now() - timedelta(days=3), "lead": "Tule."}
    page = make_meeting(**held)

    assert [one.check for one in look_at(page)] == [Check.DATE]

    page.status = MeetingPage.Status.CANCELLED
    assert look_at(page) == []
    page.status, page.summary_due = MeetingPage.Status.PLANNED, date(2099, 1, 1)
    assert look_at(page) == []
    assert look_at(make_meeting("Tuleva", lead="Tule.")) == []
    assert [one.check for one in look_at(make_meeting("Lyhyt"))] == [Check.LEAD]


def test_contacts_past_their_review_are_named(make_article, make_contact):
    due = make_contact("Neuvonta", review_date=TODAY - timedelta(days=1))
    fresh = make_contact("Toimitus", review_date=TODAY)
    page = make_article()
    for contact in (due, fresh):
        page.article_contacts.add(ArticleContact(contact=contact, locale=page.locale))

    [finding] = look_at(page)

    assert "Neuvonta" in finding.what
    assert finding.url == f"/admin/pages/{due.pk}/edit/"
    assert [one.check for one in look_at(due)] == [Check.CONTACT]
    assert look_at(fresh) == []


def test_an_address_of_ours_that_moved_is_old(found, settings):
    settings.BASE_URL = "https://kansainvalinen.example"
    Redirect.add_redirect("/fi/artikkelit/vanha", "/fi/artikkelit/uusi")
    base = f"{settings.BASE_URL}/fi/artikkelit"

    findings = found(link(f"{base}/vanha/", "Vanha"), link(f"{base}/uusi/", "Uusi"))

    assert [(one.check, "Vanha" in one.what) for one in findings] == [
        (Check.ADDRESS, True)
    ]


def test_rows_under_a_page_are_read_too(make_article):
    page = make_article()
    text = "[[Mitä korjattiin?]]"
    page.corrections.create(date=TODAY, text=text, locale=page.locale)
    page.save(clean=False)

    [finding] = look_at(ArticlePage.objects.get(pk=page.pk))

    assert (finding.check, finding.place.field) == (Check.GUIDE, "corrections")


def test_what_is_looked_at_costs_the_same_however_much_there_is(
    make_article, make_contact, picture, django_assert_num_queries
):
    def page_with(count):
        page = make_article(
            f"Sivu {count}",
            body=stream(
                *[figure(picture.pk, "Talo") for _ in range(count)],
                *[quote() for _ in range(count)],
                *[link("http://localhost:8000/fi/vanha/", "a") for _ in range(count)],
            ),
        )
        for number in range(count):
            contact = make_contact(f"{count} {number}")
            page.article_contacts.add(
                ArticleContact(contact=contact, locale=page.locale)
            )
        page.save()
        return ArticlePage.objects.select_related("locale").get(pk=page.pk)

    few, many = page_with(1), page_with(8)
    queries = 7
    with django_assert_num_queries(queries):
        look_at(few)
    with django_assert_num_queries(queries):
        look_at(many)


def test_a_block_that_we_do_not_know_is_left_alone(found):
    assert found(block("paragraph", "")) == []
