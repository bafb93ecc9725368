"""What each check finds in a pair of texts, and what it lets pass."""

import pytest

from lexicon.terminology import Entry, Glossary
from translation.checking.checks import check
from translation.checking.sides import Side

GLOSSARY = Glossary(
    [
        Entry(
            {"fi": ("osallisuus",), "sv": ("delaktighet",), "en": ("participation",)},
            forbidden={"sv": ("inklusion",)},
        ),
        Entry({"fi": ("Espoo",), "sv": ("Esbo",), "en": ("Espoo",)}, is_name=True),
        Entry({"fi": ("Kylämaja",)}, is_name=True),
        Entry(
            {"fi": ("Kotoutumisentukena.fi",), "sv": ("Stödförintegration.fi",)},
            is_name=True,
        ),
    ]
)
RIGHT = [
    # Numbers, in figures and in words
    ("fi", "Yli 3 000 ihmistä", "sv", "Över 3000 människor"),
    ("fi", "Osuus oli 8,3 %", "en", "The share was 8.3%"),
    ("fi", "Kävijöitä oli 1 384.", "en", "There were 1,384 visitors."),
    ("fi", "Kieliä on 15.", "en", "There are fifteen languages."),
    ("sv", "Tre år", "fi", "3 vuotta"),
    ("fi", "Neuvoja 20 kielellä", "sv", "Råd på tjugo språk"),
    # Phones
    ("fi", "Soita 043 827 3457", "sv", "Ring +358 438 273 457"),
    ("fi", "Soita 09 816 21", "en", "Call +358 9 81621"),
    # Dates and times in each language's own form
    ("fi", "12.3.2025 klo 17.30", "sv", "12.3.2025 kl. 17.30"),
    ("fi", "12.3.2025 klo 17.30", "sv", "den 12 mars 2025 kl. 17.30"),
    ("fi", "12.3.2025 klo 17.30", "en", "12 March 2025 at 5.30 pm"),
    ("fi", "12.3.2025 klo 17.30", "en", "12 March 2025, 17:30"),
    ("fi", "12. maaliskuuta klo 9–12", "en", "March 12, 9 am–12 pm"),
    ("fi", "1.–3.6.2026", "sv", "den 1–3 juni 2026"),
    ("fi", "tammi–toukokuussa 2022", "en", "from January to May 2022"),
    ("fi", "ma–to klo 10–16", "en", "Mon–Thu 10 am–4 pm"),
    ("fi", "maanantaisin", "sv", "på måndagar"),
    ("en", "You may march there", "fi", "Sinne saa marssia"),
    # Addresses
    ("fi", "Kirjoita: a.b@espoo.fi.", "sv", "Skriv: A.B@espoo.fi."),
    ("fi", "Katso www.espoo.fi/fi", "sv", "Se https://espoo.fi/sv"),
    ("fi", "Kotoutumisentukena.fi kertoo", "sv", "Stödförintegration.fi berättar"),
    # Names
    ("fi", "tapasi Said Adenin Lontoossa", "sv", "träffade Said Aden i London"),
    ("fi", "hanke alkoi Brightonissa", "en", "it began in Brighton"),
    ("fi", "matka Ranskaan", "en", "a trip to France"),
    ("fi", "ilta Kylämajassa", "sv", "kväll på Kylämaja"),
    ("fi", "asukas Espoossa", "sv", "invånare i Esbo"),
    # Terms
    ("fi", "Osallisuutta lisätään", "sv", "Delaktigheten ökar"),
    ("fi", "osallisuusmalli", "en", "a model"),
    # Brackets and quotation marks
    ("fi", "a) ensin (näin)", "sv", "a) först (så)"),
    ("fi", "”Hyvä”, hän sanoi", "en", "“Good,” they said"),
    ("fi", "”Alku jatkuu", "sv", "”Början fortsätter"),
    # Unchanged on purpose
    ("fi", "InfoFinland", "sv", "InfoFinland"),
    ("fi", "Nuorten polku ry", "sv", "Nuorten polku ry"),
    ("fi", "2024", "en", "2024"),
    # Spaces and dashes
    ("fi", "Auki 10–16, 25 %", "en", "Open 10–16, 25%"),
    ("fi", "<b>Lue</b> <a id='a1'>tästä</a>", "sv", "<b>Läs</b> <a id='a1'>här</a>"),
]
WRONG = [
    ("number", "fi", "25 ihmistä", "sv", "26 människor"),
    ("number", "fi", "Osuus 8,3 %", "en", "A share of 8,3%"),
    ("number", "fi", "Vuonna 2021", "sv", "År"),
    ("phone", "fi", "Soita 043 827 3457", "sv", "Ring 043 827 3475"),
    ("date", "fi", "12.3.2025", "sv", "13.3.2025"),
    ("date", "fi", "12.3.2025", "en", "12.3.2025"),
    ("date", "fi", "12.3.2025", "fi", "12-03-2025"),
    ("date", "fi", "elokuussa", "sv", "i september"),
    ("date", "fi", "tiistaina", "sv", "på onsdag"),
    ("time", "fi", "klo 17.30", "sv", "kl. 17.00"),
    ("time", "fi", "klo 17.30", "sv", "klo 17.30"),
    ("time", "sv", "kl. 17.30", "fi", "klo 17:30"),
    ("time", "fi", "klo 17", "en", "5 am"),
    ("email", "fi", "a.b@espoo.fi", "sv", "ab@espoo.fi"),
    ("address", "fi", "espoo.fi/fi/neuvonta", "sv", "esbo.com"),
    ("address", "fi", "espoo.fi/fi/neuvonta", "sv", "espoo.fi/sv/neuvnota"),
    ("name", "fi", "kertoo Maria Tiilikkala", "sv", "säger Maria Tiilikala"),
    ("name", "fi", "kertoo Maria Tiilikkala", "sv", "säger Maria"),
    ("name", "fi", "Asuu Espoossa", "sv", "Bor här"),
    ("name", "fi", "ilta Kylämajassa", "sv", "kväll i Bystugan"),
    ("term", "fi", "Osallisuutta lisätään", "sv", "Jämlikheten ökar"),
    ("term", "fi", "Työ jatkuu", "sv", "Arbetet för inklusionen fortsätter"),
    ("bracket", "fi", "Kylä (talo)", "sv", "By (hus"),
    ("link", "fi", '<a id="a1">Lue</a>', "sv", "Läs"),
    ("link", "fi", '<a id="a1">Lue</a>', "sv", '<a id="a2">Läs</a>'),
    ("link", "fi", '<a id="a1">L</a>', "sv", '<a id="a1">L</a> <a id="a1">L</a>'),
    ("tag", "fi", "<b>Huom</b> tämä", "sv", "Obs detta"),
    ("same", "fi", "Tervetuloa kaikki asukkaat", "sv", "Tervetuloa kaikki asukkaat"),
    ("repeated", "fi", "Hän on täällä", "sv", "Hon är är här"),
    ("space", "fi", "Hei taas", "sv", "Hej  igen"),
    ("space", "fi", "Hei, sinä", "sv", "Hej , du"),
    ("space", "fi", "Hei, sinä", "sv", "Hej,du"),
    ("space", "fi", "25 %", "en", "25 %"),
    ("space", "en", "25%", "fi", "25%"),
    ("dash", "fi", "Auki 10–16", "sv", "Öppet 10-16"),
    ("dash", "fi", "Talo – koti", "sv", "Hus - hem"),
    ("quote", "fi", "”Hyvä”", "sv", "“Bra”"),
    ("quote", "fi", "”Hyvä”", "en", "”Good”"),
    ("quote", "fi", "”Hyvä”", "sv", "”Bra"),
    ("quote", "fi", "”Hyvä”", "sv", "” Bra”"),
    ("quote", "fi", "”Hyvä”", "sv", "Bra"),
]


def found(source, text, target, words):
    return check(Side(text, source), Side(words, target), GLOSSARY)


@pytest.mark.parametrize(("source", "text", "target", "words"), RIGHT)
def test_what_is_right_passes(source, text, target, words):
    assert [one.message for one in found(source, text, target, words)] == []


@pytest.mark.parametrize(("kind", "source", "text", "target", "words"), WRONG)
def test_what_is_wrong_is_found(kind, source, text, target, words):
    assert kind in [one.kind for one in found(source, text, target, words)]


def test_a_finding_says_where_it_is_and_in_which_language():
    one, other = found("fi", "<b>25</b> ihmistä", "sv", "Ca <b>26</b> människor")

    assert (one.message, one.in_source, one.start, one.end) == (
        "The number 25 of the original is missing.",
        True,
        0,
        2,
    )
    assert (other.in_source, other.start, other.end) == (False, 3, 5)


@pytest.mark.parametrize(("text", "words"), [("", "Hej"), ("Hei", ""), ("Hei", " ")])
def test_nothing_is_found_where_a_side_is_empty(text, words):
    assert found("fi", text, "sv", words) == []


def test_a_language_without_rules_is_checked_for_what_all_share():
    kinds = {one.kind for one in found("fi", "25 (kpl)", "et", "26 (tk")}

    assert kinds == {"number", "bracket"}
