"""Word and OpenDocument files: what is read of them, and which are refused."""

import io
import struct
import zipfile
import zlib

import pytest
from PIL import Image

from articles.importing.blocks import block_of, html_of
from articles.importing.elements import NotAnArticle
from articles.importing.marks import Mark
from articles.importing.reading import read_bytes, read_text
from tests.articles.importing.conftest import SOURCES
from tests.office_files import docx, odt, packed, parts_of

BOTH = pytest.mark.parametrize("make", [docx, odt], ids=["docx", "odt"])
LEAD = "Kielikahvila on auki joka torstai, ja siellä on käynyt viidessä vuodessa tuhat."
LONG = (
    "Kahvilassa puhutaan suomea ja viittä muuta kieltä, ja jokaisessa pöydässä on "
    "vapaaehtoinen, joka auttaa alkuun niitä, jotka tulevat ensimmäistä kertaa."
)


def png(width=60, height=40, colour="teal"):
    data = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(data, "PNG")
    return data.getvalue()


def huge_png(width, height):
    """A picture that is small as a file and says that it is large."""

    def chunk(kind, data):
        sum_of = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + sum_of

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\x00"))
        + chunk(b"IEND", b"")
    )


def text_with(*parts):
    """The parts of an article in which these stand after the first paragraph."""
    return [("title", "Kielikahvila täyttää viisi vuotta"), LEAD, *parts, LONG]


def kinds(reading):
    return [element.kind for element in reading.elements]


def blocks(reading):
    return [block_of(element)["value"] for element in reading.body]


def notes(reading, kind):
    return [doubt.note for doubt in reading.doubts if doubt.kind == kind]


@BOTH
def test_headings_keep_their_levels_whatever_they_look_like(make):
    reading = read_bytes(
        make(
            *text_with(
                ("h2", "Miksi juuri kahvila?"), LONG, ("h3", "vain pieni otsikko.")
            )
        )
    )

    found = reading.of_kind("heading")
    assert [(e.text, e.data["level"]) for e in found] == [
        ("Miksi juuri kahvila?", 2),
        ("vain pieni otsikko.", 3),
    ]


@BOTH
def test_the_title_of_a_file_stands_above_what_stands_before_it(make):
    reading = read_bytes(
        make(
            "Sisäinen luonnos",
            ("title", "Kielikahvila täyttää\nviisi vuotta"),
            ("subtitle", "Juhlat ovat torstaina kirjastossa!"),
            LEAD,
            LONG,
        )
    )

    assert reading.title == "Kielikahvila täyttää viisi vuotta"
    assert reading.subtitle == "Juhlat ovat torstaina kirjastossa!"
    assert reading.lead == LEAD


@BOTH
def test_the_only_heading_of_the_first_level_is_the_title(make):
    reading = read_bytes(
        make(("h1", "Kahvila"), LEAD, ("h2", "Miksi"), LONG, ("h2", "Miten"), LONG)
    )

    assert reading.title == "Kahvila"
    assert [e.data["level"] for e in reading.of_kind("heading")] == [2, 2]


@BOTH
def test_words_keep_their_links_and_stress(make):
    reading = read_bytes(
        make(
            *text_with(
                [
                    "Lue sivu ja sivu: ",
                    ("sivu", "https://example.org/a?b=1&c=2"),
                    ", ",
                    ("tärkeää", "b"),
                    " ja ",
                    ("pientä", "i"),
                    ". Soita 09 816 42410.",
                ]
            )
        )
    )

    assert blocks(reading)[0] == (
        '<p>Lue sivu ja sivu: <a href="https://example.org/a?b=1&amp;c=2">sivu</a>, '
        '<b>tärkeää</b> ja <i>pientä</i>. Soita <a href="tel:+358981642410">'
        "09 816 42410</a>.</p>"
    )


@BOTH
@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc", "#top"])
def test_a_link_that_leads_nowhere_in_public_is_none(make, address):
    reading = read_bytes(make(*text_with(["Lue ", ("tämä", address), " sivu."])))

    assert blocks(reading)[0] == "<p>Lue tämä sivu.</p>"


@BOTH
def test_a_paragraph_that_is_bold_from_end_to_end_is_plain(make):
    reading = read_bytes(make(*text_with([(LONG, "b")])))

    assert "<b>" not in blocks(reading)[0]


@BOTH
def test_a_link_in_the_lead_is_left_to_the_editor(make):
    reading = read_bytes(
        make(
            ("title", "Kielikahvila"),
            [LEAD, " Lue ", ("lisää", "https://example.org/"), "."],
            LONG,
        )
    )

    assert "https://example.org/" in notes(reading, "link-lost")[0]


@BOTH
def test_lists_are_lists_of_their_kind_with_their_links(make):
    reading = read_bytes(
        make(
            *text_with(
                ("bullet", ["kieli: ", ("suomi", "https://example.org/fi")]),
                ("bullet", "ruotsi"),
                LONG,
                ("number", "ensin"),
            )
        )
    )

    assert blocks(reading)[0] == (
        '<ul><li>kieli: <a href="https://example.org/fi">suomi</a></li>'
        "<li>ruotsi</li></ul>"
    )
    assert blocks(reading)[2] == "<ol><li>ensin</li></ol>"


@BOTH
@pytest.mark.parametrize(
    "parts",
    [
        [("quote", "”Nyt puhun joka päivä.”"), ("quote", "– Maija Esimerkki, vetäjä")],
        [("quote", "Nyt puhun joka päivä.\nMaija Esimerkki, vetäjä")],
        [("quote", "”Nyt puhun joka päivä”, sanoo Maija Esimerkki, vetäjä.")],
    ],
)
def test_a_quote_names_its_speaker_below_or_after_it(make, parts):
    reading = read_bytes(make(*text_with(*parts)))

    value = blocks(reading)[0]
    assert value["text"].rstrip(".") == "Nyt puhun joka päivä"
    assert (value["speaker"], value["role"]) == ("Maija Esimerkki", "vetäjä")


@BOTH
def test_a_quote_of_nobody_is_a_quote_with_a_doubt(make):
    reading = read_bytes(make(*text_with(("quote", "Nyt puhun suomea joka päivä."))))

    assert blocks(reading)[0]["speaker"] == ""
    assert notes(reading, "quote-check")


@BOTH
def test_a_table_keeps_its_cells_and_takes_the_caption_above_it(make):
    rows = [["Vuosi", "Kävijöitä"], ["2020", "120"], ["2021", ""]]
    reading = read_bytes(
        make(*text_with(("caption", "Kävijät vuosittain"), ("table", rows)))
    )

    assert blocks(reading)[0] == {
        "columns": [
            {"type": "text", "heading": "Vuosi"},
            {"type": "text", "heading": "Kävijöitä"},
        ],
        "rows": [{"values": ["2020", "120"]}, {"values": ["2021", ""]}],
        "caption": "Kävijät vuosittain",
    }
    assert notes(reading, "table-check")


@BOTH
def test_a_table_of_one_column_is_a_frame_around_text(make):
    reading = read_bytes(make(*text_with(("table", [[LONG], [LEAD]]))))

    assert kinds(reading)[2:] == ["paragraph"] * 3


@BOTH
def test_pictures_come_with_caption_credit_and_description(make):
    reading = read_bytes(
        make(
            ("title", "Kielikahvila täyttää viisi vuotta"),
            ("picture", png(), "Ihmisiä pöydän ääressä"),
            LEAD,
            LONG,
            ("picture", png(colour="red")),
            ("caption", "Kuva 1. Juhlat pihalla. Kuva: Aino Esimerkki"),
            LONG,
        )
    )

    lead, figure = (e.data for e in reading.of_kind("figure"))
    assert (lead["lead_image"], lead["alt_text"]) == (True, "Ihmisiä pöydän ääressä")
    assert (figure["lead_image"], figure["alt_text"]) == (False, "")
    assert (figure["caption"], figure["credit"]) == (
        "Juhlat pihalla.",
        "Aino Esimerkki",
    )
    assert [picture.data for picture in reading.pictures] == [png(), png(colour="red")]
    assert len(notes(reading, "picture-alt")) == 2


@BOTH
def test_a_description_that_a_program_made_up_is_none(make):
    made_up = "A group of people. Description automatically generated"
    reading = read_bytes(make(*text_with(("picture", png(), made_up))))

    assert reading.pictures[0].alt_text == ""


@BOTH
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (huge_png(10_000, 10_000), "million pixels"),
        (huge_png(60_000, 60_000), "million pixels"),
        (b"\xd7\xcd\xc6\x9a a metafile", "browsers do not show"),
    ],
    ids=["100 megapixels", "3600 megapixels", "metafile"],
)
def test_a_picture_that_cannot_be_shown_is_left_out_with_the_reason(make, data, words):
    reading = read_bytes(make(*text_with(("picture", data))))

    assert words in notes(reading, "picture-missing")[0]
    assert reading.pictures[0].data == b""
    assert reading.of_kind("figure")


@BOTH
def test_every_line_of_a_file_is_accounted_for(make):
    reading = read_bytes(
        make(
            ("title", "Kielikahvila\ntäyttää viisi"),
            ("picture", png()),
            LEAD,
            ("h2", "Otsikko"),
            ("bullet", "yksi\nkaksi"),
            ("table", [["a", "b"], ["c", "d"]]),
            ("caption", "Taulukko 1"),
            ("quote", "Sitaatti on tässä\n– Maija Esimerkki"),
            LONG,
        )
    )

    accounted = {n for e in reading.elements for n in e.lines}
    accounted |= {n for d in reading.dropped for n in d.lines}
    lines = enumerate(reading.text.splitlines(), start=1)
    assert {n for n, line in lines if line.strip()} <= accounted


def test_comments_headers_and_macros_are_left_out_and_named():
    word = '<x xmlns:w="w"><w:t>Tarkista tämä</w:t></x>'
    data = docx(
        *text_with(),
        extra={
            "word/comments.xml": word,
            "word/header1.xml": word.replace("Tarkista", "Ylätunniste"),
            "word/vbaProject.bin": b"\x00" * 100,
        },
    )

    reading = read_bytes(data)

    reasons = {dropped.reason for dropped in reading.dropped}
    assert reasons == {"comment", "header or footer of pages", "macros are never run"}
    assert "Tarkista" not in reading.text


SECRET = "EncryptedPackage".encode("utf-16-le")
OLD_WORD = "WordDocument".encode("utf-16-le")
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'


def bomb():
    """A small zip file whose document unpacks to more than an article."""
    return packed({"[Content_Types].xml": "", "word/document.xml": b" " * 8_000_000})


def media_bomb():
    return packed(
        {
            "[Content_Types].xml": "",
            "word/document.xml": "<x/>",
            **{f"word/media/{n}.png": b"\x00" * 30_000_000 for n in range(5)},
        }
    )


def bent(data, at):
    """A file of which one byte is another."""
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def encrypted_odt():
    manifest = "<manifest:encryption-data/>"
    return odt(*text_with(), extra={"META-INF/manifest.xml": manifest})


REFUSED = {
    "empty": (lambda: b"", "empty"),
    "password, Word": (lambda: COMPOUND + SECRET, "password"),
    "password, OpenDocument": (encrypted_odt, "password"),
    "old Word": (lambda: COMPOUND + OLD_WORD, "old format of Word"),
    "old Excel": (lambda: COMPOUND, "neither a Word file"),
    "PDF": (lambda: b"%PDF-1.7 x", "PDF"),
    "RTF": (lambda: b"{\\rtf1 x}", "RTF"),
    "picture": (lambda: png(), "binary data"),
    "other zip": (lambda: packed({"x.txt": "x"}), "neither a Word file"),
    "spreadsheet": (
        lambda: packed({"[Content_Types].xml": "", "xl/workbook.xml": "<x/>"}),
        "neither a Word file",
    ),
    "cut": (lambda: docx(*text_with())[:700], "damaged"),
    "only a head": (lambda: b"PK\x03\x04", "damaged"),
    "bent": (lambda: bent(docx(*text_with()), 900), "damaged"),
    "no document": (
        lambda: packed({"[Content_Types].xml": "", "word/x.xml": "<x/>"}),
        "damaged",
    ),
    "no content": (
        lambda: packed({"mimetype": "application/vnd.oasis.opendocument.text"}),
        "damaged",
    ),
    "broken XML": (
        lambda: docx(*text_with(), extra={"word/document.xml": "<w:document>"}),
        "damaged",
    ),
    "entities, Word": (
        lambda: docx(*text_with(), extra={"word/document.xml": LAUGHS}),
        "damaged",
    ),
    "entities, OpenDocument": (
        lambda: odt(*text_with(), extra={"content.xml": LAUGHS}),
        "damaged",
    ),
    "entities, UTF-16": (
        lambda: odt(*text_with(), extra={"content.xml": LAUGHS.encode("utf-16")}),
        "damaged",
    ),
    "deep": (
        lambda: odt(
            *text_with(),
            extra={"content.xml": "<a>" * 50_000 + "</a>" * 50_000},
        ),
        "damaged",
    ),
    "bomb": (bomb, "too large"),
    "bomb of pictures": (media_bomb, "too large"),
    "too many bytes": (lambda: b"PK" + b"\x00" * 21_000_000, "too large"),
    "too many words": (lambda: b"sana " * 500_000, "too large"),
    "nothing in it": (lambda: docx(), "empty"),
    "too short": (lambda: docx("Otsikko", "Ei tekstiä."), "too short"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_readable_article_is_refused_in_a_sentence(name):
    make, words = REFUSED[name]

    with pytest.raises(NotAnArticle) as refused:
        read_bytes(make())

    assert words in str(refused.value)
    assert str(refused.value).endswith((".", ")"))


def test_a_picture_that_is_only_linked_is_not_fetched(monkeypatch):
    def fetch(*args, **kwargs):
        raise AssertionError("something outside the file was asked for")

    monkeypatch.setattr("socket.socket.connect", fetch)
    word = docx(*text_with(("picture", png())))
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        files = {
            name: package.read(name).decode("latin-1") for name in package.namelist()
        }
    files["word/document.xml"] = files["word/document.xml"].replace("r:embed", "r:link")
    files["word/_rels/document.xml.rels"] = files[
        "word/_rels/document.xml.rels"
    ].replace('"media/image0.png"', '"http://example.org/a.png" TargetMode="External"')
    linked = packed({name: text.encode("latin-1") for name, text in files.items()})

    reading = read_bytes(linked)

    assert "only links to it" in notes(reading, "picture-missing")[0]


@BOTH
@pytest.mark.needs_shared
@pytest.mark.parametrize(
    "name",
    [
        "fi_active-ngos",
        "fi_active-ngos-launch",
        "sv_active-ngos",
        "sv_organisations-and-authorities",
        "sv_town-hall-meetings",
    ],
)
def test_a_file_made_from_a_source_text_is_read_as_the_text_is(make, name):
    path = SOURCES / f"{name}.txt"
    if not path.exists():
        pytest.skip("the real source texts are not beside this repository")
    text = path.read_text("utf-8-sig")

    def content(reading):
        return [(e.kind, e.text, e.confidence, e.data) for e in reading.elements]

    assert content(read_bytes(make(*parts_of(text)))) == content(read_text(text))


@pytest.mark.parametrize(
    ("text", "marks", "html"),
    [
        ("a < b", [], "a &lt; b"),
        ("sana ja sana", [Mark("sana", 1, bold=True)], "sana ja <b>sana</b>"),
        # An occurrence that was taken out since is the last there is.
        ("vain sana", [Mark("sana", 3, bold=True)], "vain <b>sana</b>"),
        ("ei mitään", [Mark("sana", 0, bold=True)], "ei mitään"),
        (
            "lue sivu nyt",
            [Mark("sivu", 0, href="https://x.fi/"), Mark("sivu nyt", 0, bold=True)],
            'lue <a href="https://x.fi/"><b>sivu</b></a><b> nyt</b>',
        ),
        (
            "kirjoita a@b.fi",
            [Mark("a@b.fi", 0, href="mailto:c@d.fi")],
            'kirjoita <a href="mailto:c@d.fi">a@b.fi</a>',
        ),
    ],
)
def test_marks_become_html(text, marks, html):
    assert html_of(text, marks) == html
