"""The memory offers what was published before, and never saves it unseen."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.raw_blocks import paragraph, stream
from tests.translators_screen import ENGLISH, Screen
from translation.memory import tmx
from translation.memory.matching import find
from translation.memory.models import MemoryImport, MemoryPair
from translation.memory.numbers import renumbered

KNOWN = "Järjestöt ja kaupunki tapaavat kaksi kertaa vuodessa."
WORDS = "Organisationerna och staden träffas två gånger om året."
MEMORY = "/admin/translation/memory/"


@pytest.fixture
def text(make_article, submit):
    """Return a function that makes a Swedish version of one paragraph."""

    def make(original, words=None, *, title="Toinen", live=True):
        article = make_article(title, body=stream(paragraph(f"<p>{original}</p>")))
        known = {original: words} if words else None
        return submit(article, "sv", known, live=live)

    return make


@pytest.fixture
def without_words(text, made_for):
    """Return a function that makes a draft whose paragraph is not translated."""

    def make(original):
        version = text(original, live=False)
        made = made_for(version)
        segments = made.source.stringsegment_set.filter(
            context__path__startswith="body"
        )
        for segment in segments:
            segment.string.translations.filter(context=segment.context).delete()
        return version

    return make


def offers(row):
    return [
        " ".join(one.get_text().split())
        for one in row.select(".translation-matches li")
    ]


# What is found


def test_what_was_published_is_found_again(text):
    version = text(KNOWN, WORDS)

    [match] = find([KNOWN], "fi", "sv")[KNOWN]
    assert (match.percent, match.words) == (100, WORDS)
    assert (match.where, match.when) == (version.title, version.last_published_at)


def test_what_is_nearly_the_same_is_found_with_its_percentage(text):
    text(KNOWN, WORDS)
    asked = KNOWN.replace("kaksi", "kolme")

    [match] = find([asked], "fi", "sv")[asked]
    assert 75 <= match.percent < 100
    assert (match.words, match.original) == (WORDS, KNOWN)


def test_what_is_another_text_is_not_found(text):
    text(KNOWN, WORDS)

    assert find(["Aivan muuta asiaa koskeva lause tässä."], "fi", "sv") == {}
    assert find([KNOWN], "fi", "en") == {}
    assert find(["", "2024"], "fi", "sv") == {}


def test_drafts_and_words_not_yet_published_are_not_offered(text, made_for, translate):
    text("Vain luonnos tästä asiasta.", "Bara ett utkast.", live=False)
    version = text(KNOWN, WORDS, title="Kolmas")
    translate(made_for(version), {KNOWN: "Nya ord som ingen har publicerat."})

    found = find([KNOWN, "Vain luonnos tästä asiasta."], "fi", "sv")
    assert found == {}


def test_what_is_published_or_withdrawn_later_is_known_at_once(text):
    assert find([KNOWN], "fi", "sv") == {}
    version = text(KNOWN, WORDS)
    assert find([KNOWN], "fi", "sv")
    version.unpublish()
    assert find([KNOWN], "fi", "sv") == {}


def test_other_numbers_are_put_in_and_it_is_no_exact_match(text):
    text("Vuonna 2023 kävijöitä oli 450.", "År 2023 var besökarna 450.")
    asked = "Vuonna 2024 kävijöitä oli 512."

    [match] = find([asked], "fi", "sv")[asked]
    assert match.words == "År 2024 var besökarna 512."
    assert (match.percent, match.has_new_numbers) == (98, True)


@pytest.mark.parametrize(
    ("old", "new", "words", "expected"),
    [
        ("5 ja 7", "6 ja 8", "5 och 7", "6 och 8"),
        ("5 ja 7", "6 ja 8", "7 och 5", "8 och 6"),
        ("5 ja 5", "6 ja 8", "5 och 5", None),
        ("5 ja 7", "6 tai 8", "5 och 7", None),
        ("5 ja 7", "6 ja 8", "fem och 7", None),
        ("1,5", "2,5", "1.5", None),
        ("ei", "ei", "inga", "inga"),
    ],
)
def test_numbers_go_where_they_surely_belong(old, new, words, expected):
    assert renumbered(old, new, words) == expected


def test_of_the_same_words_one_is_offered_and_no_more_than_three(text):
    for number in range(3):
        text(KNOWN, WORDS, title=f"Sama {number}")
    for number in range(4):
        text(KNOWN, f"{WORDS} {number}", title=f"Eri {number}")

    matches = find([KNOWN], "fi", "sv")[KNOWN]
    assert len(matches) == 3
    assert len({match.words for match in matches}) == 3


def test_tags_of_another_text_are_left_out(text):
    text(f'{KNOWN} <a href="https://example.org">Lue</a>', None)
    MemoryPair.objects.all()
    known = f'{KNOWN} <a id="a1">Lue</a>'

    [exact] = find([known], "fi", "sv")[known]
    asked = f"{KNOWN} Lue"
    [plain] = find([asked], "fi", "sv")[asked]
    assert '<a id="a1">' in exact.words
    assert "<a" not in plain.words
    assert plain.percent == 99


def test_the_number_of_queries_does_not_grow(text, django_assert_max_num_queries):
    for number in range(4):
        text(f"{KNOWN} Osa {number}.", f"{WORDS} Del {number}.", title=f"Osa {number}")
    asked = [f"{KNOWN} Osa {number}." for number in range(4)]
    find(asked[:1], "fi", "sv")

    with django_assert_max_num_queries(5):
        assert len(find(asked, "fi", "sv")) == 4


# On the screen


def test_an_empty_segment_shows_what_was_translated_before(
    translator, text, without_words
):
    text(KNOWN, WORDS, title="Ensimmäinen")
    row = Screen(translator, without_words(KNOWN)).row("Järjestöt ja")

    [shown] = offers(row)
    today = timezone.localdate()
    assert WORDS in shown
    assert "100 % the same. sv: Ensimmäinen" in shown
    assert str(today.year) in shown
    button = row.select_one("button[name=use]")
    assert row.select_one(f"#{button['aria-describedby']}").get_text() == WORDS
    assert row.textarea.get_text(strip=True) == ""


def test_a_segment_with_words_shows_none(translator, text):
    text(KNOWN, WORDS, title="Ensimmäinen")
    screen = Screen(translator, text(KNOWN, "Något annat."))

    assert offers(screen.row("Järjestöt ja")) == []


def test_use_fills_the_box_without_script_and_saves_nothing_of_it(
    translator, text, without_words, made_for, words
):
    text(KNOWN, WORDS, title="Ensimmäinen")
    version = without_words(KNOWN)
    screen = Screen(translator, version)
    key = screen.row("Järjestöt ja").select_one("button[name=use]")["value"]
    screen.write({"Lyhyesti": "I korthet."}).send(use=key)

    row = screen.row("Järjestöt ja")
    assert row.textarea.get_text(strip=True) == WORDS
    assert "not saved yet" in row.get_text()
    made = made_for(version)
    path = made.source.stringsegment_set.get(string__data=KNOWN).context.path
    assert words(made, path) == [None]
    assert words(made, "lead") == ["I korthet."]  # what was written is kept

    screen.send()
    assert words(made, path) == [WORDS]


def test_an_unknown_offer_changes_nothing(translator, text, without_words):
    text(KNOWN, WORDS, title="Ensimmäinen")
    screen = Screen(translator, without_words(KNOWN))
    screen.send(use="1-x")

    assert screen.response.status_code == 200
    assert screen.row("Järjestöt ja").textarea.get_text(strip=True) == ""


# Files


def test_what_goes_out_comes_in_again(text, admin_user):
    text(f"{KNOWN} <b>Tervetuloa</b> &amp; hei", f"{WORDS} <b>Välkomna</b> &amp; hej")
    data = tmx.write("fi", "sv")

    assert b'<bpt i="1">&lt;b&gt;</bpt>' in data
    count = tmx.take(data, "Takaisin", user=admin_user)
    pairs = set(MemoryPair.objects.values_list("source", "target"))
    assert count == len(pairs)
    assert (f"{KNOWN} Tervetuloa & hei", f"{WORDS} Välkomna & hej") in pairs


TMX = """<?xml version="1.0"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="fi-FI" datatype="plaintext"/><body>
<tu><tuv xml:lang="fi-FI">
<seg>Tämä on <bpt i="1">\\b</bpt>vanha<ept i="1"/> teksti.</seg></tuv>
<tuv xml:lang="SV"><seg>Det här är en gammal text.</seg></tuv>
<tuv xml:lang="de"><seg>Ein alter Text.</seg></tuv></tu>
</body></tmx>"""


def test_pairs_from_outside_are_offered_with_their_source(db):
    assert tmx.take(TMX.encode(), "Käännöstoimisto", user=None) == 1

    [match] = find(["Tämä on vanha teksti."], "fi", "sv")["Tämä on vanha teksti."]
    assert match.words == "Det här är en gammal text."
    assert (match.percent, match.where, match.is_outside) == (
        100,
        "Käännöstoimisto",
        True,
    )


def test_a_file_of_the_same_name_replaces_the_earlier_one(db):
    tmx.take(TMX.encode(), "Toimisto", user=None)
    tmx.take(TMX.replace("gammal", "åldrig").encode("utf-16"), "Toimisto", user=None)

    assert MemoryImport.objects.count() == 1
    assert [pair.target for pair in MemoryPair.objects.all()] == [
        "Det här är en åldrig text."
    ]


BOMB = """<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>
<tmx version="1.4"><body><tu><tuv xml:lang="fi">
<seg>&b;</seg></tuv></tu></body></tmx>"""
FETCH = """<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<tmx version="1.4"><body><tu><tuv xml:lang="fi">
<seg>&a;</seg></tuv></tu></body></tmx>"""


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("", "The submitted file is empty."),
        ("ei mitään", "The file is not in TMX."),
        ("<html></html>", "The file is not in TMX."),
        (TMX[:-20], "The file is not in TMX."),
        (BOMB, "The file defines or fetches entities"),
        (FETCH, "The file defines or fetches entities"),
        (TMX.replace("SV", "no"), "has no pair of texts in two of the languages"),
    ],
)
def test_a_file_with_an_error_is_told_and_nothing_is_kept(admin_client, data, why):
    tmx.take(TMX.encode(), "Toimisto", user=None)
    file = SimpleUploadedFile("m.tmx", data.encode())
    sent = {"name": "Toimisto", "file": file}
    response = admin_client.post(MEMORY, sent, headers=ENGLISH)

    assert response.status_code == 400
    assert why in response.content.decode()
    assert MemoryPair.objects.count() == 1


def test_too_large_and_too_many_are_refused(admin_client, monkeypatch):
    monkeypatch.setattr(tmx, "MOST_BYTES", 100)
    for limit, why in (("MOST_BYTES", "larger than"), ("MOST_UNITS", "more than 0")):
        monkeypatch.setattr(tmx, limit, 100 if limit == "MOST_BYTES" else 0)
        file = SimpleUploadedFile("m.tmx", TMX.encode())
        response = admin_client.post(
            MEMORY, {"name": "x", "file": file}, headers=ENGLISH
        )
        assert response.status_code == 400
        assert why in response.content.decode()
        monkeypatch.setattr(tmx, "MOST_BYTES", 10_000)


def test_staff_import_export_and_remove(sign_in):
    staff = sign_in("staff", "change")
    staff.user.groups.add(Group.objects.get(name="Communications staff"))
    file = SimpleUploadedFile("m.tmx", TMX.encode())
    shown = staff.post(MEMORY, {"name": "Toimisto", "file": file}, follow=True)

    soup = BeautifulSoup(shown.content.decode(), "html.parser")
    assert "1 pair imported." in soup.get_text()
    assert soup.select_one("table.listing th[scope=row]").get_text() == "Toimisto"
    exported = staff.get(f"{MEMORY}fi/sv/")
    assert exported["Content-Disposition"] == 'attachment; filename="memory-fi-sv.tmx"'
    staff.post(MEMORY, {"remove": MemoryImport.objects.get().pk})
    assert not MemoryPair.objects.exists()
    assert staff.get(f"{MEMORY}fi/xx/", follow=True).status_code == 404


def test_translators_have_no_way_to_the_files(translator):
    for url in (MEMORY, f"{MEMORY}fi/sv/"):
        said = translator.get(url, follow=True, headers=ENGLISH).content.decode()
        assert "do not have permission" in said
