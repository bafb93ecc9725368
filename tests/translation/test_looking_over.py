"""Translators see the glossary beside a segment, and what the checks found in it."""

import pytest
from bs4 import BeautifulSoup

from lexicon.models import Term
from tests.raw_blocks import paragraph, stream
from tests.translators_screen import ENGLISH, Screen

ORIGINAL = "Osallisuutta lisää 25 ihmistä."
RIGHT = "25 personer ökar delaktigheten."
WRONG = "26 personer ökar gemenskapen."
LINKED = 'Katso <a id="a1">kartta</a>.'


@pytest.fixture
def version(make_article, submit):
    Term.objects.filter(fi="osallisuus").update(is_watched=True)
    article = make_article(
        "Kartta",
        body=stream(
            paragraph(f"<p>{ORIGINAL}</p>"),
            paragraph('<p>Katso <a href="https://example.org">kartta</a>.</p>'),
        ),
    )
    words = {
        "Kartta": "Karta",
        "Lyhyesti siitä, mistä on kyse.": "I korthet om det som saken gäller.",
        ORIGINAL: RIGHT,
        LINKED: 'Se <a id="a1">kartan</a>.',
    }
    return submit(article, "sv", words, live=False)


def findings(row):
    return [
        " ".join(one.get_text().split())
        for one in row.select(".translation-findings li")
    ]


def test_the_glossary_stands_beside_the_segment(translator, version):
    Term.objects.filter(fi="osallisuus").update(
        sv_variants="medverkan",
        sv_forbidden="inklusion",
        note="Laajempi kuin osallistuminen.",
    )
    row = Screen(translator, version).row("Osallisuutta")
    terms = row.select_one("[id^=terms-]")

    said = " ".join(terms.get_text().split())
    assert "osallisuus delaktighet or medverkan not inklusion" in said
    assert "Laajempi kuin" in said
    assert terms["id"] in row.textarea["aria-describedby"].split()
    assert terms.dt["lang"] == "fi"
    assert terms.dd.span["lang"] == "sv"


def test_what_is_right_has_no_finding(translator, version):
    screen = Screen(translator, version)

    assert not screen.soup.select(".translation-findings")
    assert "checks found" not in screen.soup.get_text()


def test_findings_stand_at_the_field_after_saving(translator, version):
    screen = Screen(translator, version).write({ORIGINAL: WRONG}).send()
    row = screen.row("Osallisuutta")

    assert findings(row) == [
        "Check, Number: The number 25 of the original is missing.",
        "Check, Number: The original does not have the number 26.",
        "Check, Term: For “osallisuus” the glossary has “delaktighet”.",
    ]
    described = row.textarea["aria-describedby"].split()
    said = row.select_one(".translation-findings").find_parent(id=True)
    assert said["id"] in described
    assert "something to look at in 1 segment." in screen.soup.get_text()


def test_a_lost_link_is_found(translator, version):
    screen = Screen(translator, version).write({"Katso": "Se kartan."}).send()

    assert findings(screen.row("Katso")) == [
        "Check, Link: The link a1 of the original is missing here."
    ]


def test_findings_are_told_at_hand_in_and_keep_nothing_back(
    translator, publisher, version
):
    screen = Screen(translator, version)
    screen.write({ORIGINAL: WRONG}).send(action="hand-in")

    assert "Handed in for review." in screen.said
    assert "The checks found something to look at in 1 segment." in screen.said

    seen = Screen(publisher, version)
    links = seen.soup.select(
        "#translation-form .translation-steps a[href*='#segment-']"
    )
    assert [link.get_text() for link in links] == [WRONG]
    seen.send(action="publish")
    assert "is published in Swedish" in seen.said
    assert "something to look at in 1 segment" in seen.said


def test_the_languages_together_tell_of_findings(translator, publisher, version):
    Screen(translator, version).write({ORIGINAL: WRONG}).send()
    page = publisher.get(f"/admin/translation/together/{version.pk}/", headers=ENGLISH)
    soup = BeautifulSoup(page.content.decode(), "html.parser")

    said = " ".join(soup.select_one(".translation-languages").get_text().split())
    assert (
        said.count("Warning: the checks found something to look at in 1 segment") == 1
    )


def test_the_slug_is_no_text_to_check(translator, version):
    screen = Screen(translator, version)
    box = screen.soup.select_one("[aria-labelledby=part-slug] textarea")["name"]
    screen.form[box] = "karta-26-26"
    screen.send()

    assert "1 change saved." in screen.said
    assert not screen.soup.select(".translation-findings")


def test_a_longer_text_costs_no_more_queries(
    translator, make_article, submit, django_assert_max_num_queries
):
    counts = []
    for size in (2, 12):
        texts = [f"<p>Osallisuutta lisää {n} ihmistä.</p>" for n in range(size)]
        article = make_article(f"Kartta {size}", body=stream(*map(paragraph, texts)))
        version = submit(article, "sv", live=False)
        url = f"/admin/pages/{version.pk}/edit/"
        translator.get(url)
        with django_assert_max_num_queries(100) as queries:
            translator.get(url)
        counts.append(len(queries))
        glossary = [one for one in queries if "lexicon_term" in one["sql"]]
        words = [one for one in queries if "lexicon_word" in one["sql"]]
        assert (len(glossary), len(words)) == (1, 2)
    assert counts[0] == counts[1]
