"""A wrong file is refused with a reason, and the database stays as it was."""

import io
import zipfile

import pytest
from wagtail_localize.operations import translate_object

from tests.translation.exchange.conftest import as_upload, told
from tests.translation.exchange.programs import (
    in_docx,
    translate_docx,
    translate_po,
    translate_xliff,
    zipped_files,
)

LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE xliff [<!ENTITY a "ha">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><xliff>&b;</xliff>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE xliff [<!ENTITY a SYSTEM
"file:///etc/hostname">]><xliff>&a;</xliff>"""
DEEP = b"<xliff><file><trans-unit><target>" + b"<mrk>" * 5000 + b"</mrk>" * 5000
DEEP += b"</target></trans-unit></file></xliff>"

# What no program writes
ANY_TEXT = {
    "empty": (b"", "no file for translations"),
    "text": (b"Hei", "no file for translations"),
    "nul": (b"\0" * 1000, "no file for translations"),
    "nul in a po": (b'msgid "a"\nmsgstr "\0"\n', "no file for translations"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\xff" * 100, "no file for translations"),
    "old Word": (b"\xd0\xcf\x11\xe0" + b"x" * 600, "old Word file (.doc), or it has"),
    "path": (b"/etc/hostname", "no file for translations"),
    "entities": (LAUGHS, "declares a document type"),
    "entity outside": (OUTSIDE, "declares a document type"),
    "broken": (b"<xliff><file>", "no well-formed XML"),
    "encoding": (b'<?xml version="1.0" encoding="x"?><xliff/>', "no well-formed XML"),
    "html": (b"<html></html>", "but not XLIFF"),
    "xliff 2": (b'<xliff version="2.0"/>', "Save it as XLIFF 1.2"),
    "no text": (b'<xliff version="1.2"/>', "no text in it"),
    "deep": (DEEP, "nested too deep"),
    "many units": (
        b"<xliff><file>" + b"<trans-unit/>" * 5001 + b"</file></xliff>",
        "more than 5000 segments",
    ),
    "many entries": (
        b"\n\n".join(b'msgid "%d"\nmsgstr ""' % n for n in range(5002)),
        "more than 5000 segments",
    ),
    "no owner": (b'msgid ""\nmsgstr ""\n', "which text it belongs to"),
    "not po": (b"\xff msgid", "not a PO file"),
    "too large": (b"<" + b" " * (6 * 1024 * 1024), "too large"),
    "cut off": (b"PK\x03\x04 no", "archive is broken"),
}


@pytest.mark.parametrize("name", ANY_TEXT)
def test_any_other_file_is_refused(version, send, all_of_it, name):
    data, reason = ANY_TEXT[name]
    before = all_of_it()

    assert reason in send(version, data)
    assert all_of_it() == before


def replace(old, new):
    return lambda data: data.replace(old, new)


def last(old, new):
    """Replace only the last one, which stands in a translation."""
    return lambda data: new.join(data.rsplit(old, 1))


def twice(data):
    start, end = data.index(b"<trans-unit"), data.index(b"</body>")
    units = data[start:end]
    return data[:end] + units.replace(b"sv: Toinen", b"sv: Kolmas") + data[end:]


TAGS = "tags of the original (bold, links) are missing"
XLIFFS = {
    "another language": (
        replace(b'target-language="sv"', b'target-language="et"'),
        "in another language (et)",
    ),
    "another original": (
        replace(b'source-language="fi"', b'source-language="de-AT"'),
        "in another language (de-AT)",
    ),
    "no owner": (replace(b'original="', b'original="x'), "belongs to another text"),
    "lost link": (
        last(b'<g id="a1" ctype="x-html-a">ohje</g>', b"ohje"),
        TAGS,
    ),
    "lost bold": (
        last(b'<g id="b1" ctype="x-html-b">heti</g>', b"heti"),
        TAGS,
    ),
    "another link": (last(b'id="a1"', b'id="a2"'), TAGS),
    "made-up bold": (
        last(b"sv: Toinen", b'sv: <g id="b1">Toinen</g>'),
        TAGS,
    ),
    "made-up break": (last(b"sv: Toinen", b'sv: <x id="br1"/>Toinen'), TAGS),
    "a code of others": (last(b"sv: Toinen", b'sv: <ph id="1"/>Toinen'), TAGS),
    "a code around others": (
        last(b"sv: Toinen", b'sv: <bpt id="1">x</bpt>Toinen'),
        TAGS,
    ),
    "tags as text": (last(b"sv: Toinen", b"sv: &lt;b&gt;Toinen&lt;/b&gt;"), TAGS),
    "script as text": (
        last(b"sv: Toinen", b"&lt;script&gt;alert(1)&lt;/script&gt;Toinen"),
        TAGS,
    ),
    "twice with other words": (twice, "stands in the file twice"),
}


@pytest.mark.parametrize("name", XLIFFS)
def test_one_wrong_part_of_an_xliff_keeps_all_of_it_out(
    version, file_of, send, all_of_it, name
):
    change, reason = XLIFFS[name]
    data = translate_xliff(file_of(version, "xliff"))
    changed = change(data)
    assert changed != data
    before = all_of_it()

    assert reason in send(version, changed)
    assert all_of_it() == before


POS = {
    "lost link": (last(b'<a id=\\"a1\\">ohje</a>', b"ohje"), TAGS),
    "link to elsewhere": (last(b'id=\\"a1\\"', b'href=\\"//x\\"'), TAGS),
    "script": (last(b"sv: Toinen", b"<script>x</script>"), TAGS),
    "another language": (replace(b"Language: sv", b"Language: fi"), "another language"),
    "another text": (replace(b"TranslationID: ", b"TranslationID: 1"), "another text"),
    "broken": (last(b"msgctxt", b"hei"), "not a PO file"),
}


@pytest.mark.parametrize("name", POS)
def test_one_wrong_part_of_a_po_keeps_all_of_it_out(
    version, file_of, send, all_of_it, name
):
    change, reason = POS[name]
    data = translate_po(file_of(version, "po"))
    changed = change(data)
    assert changed != data
    before = all_of_it()

    assert reason in send(version, changed)
    assert all_of_it() == before


def in_text(change):
    return lambda data: in_docx(data, change)


def with_password(data):
    """Mark the text as encrypted, as an archive says it."""
    place = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    return data[: place + 8] + b"\x01" + data[place + 9 :]


def corrupt(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.getinfo("word/document.xml")
    middle = part.header_offset + 60 + part.compress_size // 2
    return data[:middle] + b"\xff" * 40 + data[middle + 40 :]


WORDS = {
    "broken text": (in_text(lambda text: text[:-40]), "Word file is broken"),
    "entities": (in_text(lambda text: LAUGHS), "Word file is broken"),
    "no text": (in_text(replace(b"-0]", b"]")), "table of the file is missing"),
    "no owner": (in_text(replace(b" fi sv}", b"}")), "which text it belongs to"),
    "another language": (in_text(replace(b" fi sv}", b" fi en}")), "another language"),
    "lost link": (in_text(last(b'&lt;a id="a1"&gt;ohje&lt;/a&gt;', b"ohje")), TAGS),
    "password": (with_password, "has a password"),
    "corrupt": (corrupt, "Word file is broken"),
    "bomb": (
        in_text(replace(b"</w:body>", b" " * (21 * 1024 * 1024) + b"</w:body>")),
        "too large",
    ),
}


@pytest.mark.parametrize("name", WORDS)
def test_a_wrong_word_file_is_refused(version, file_of, send, all_of_it, name):
    change, reason = WORDS[name]
    data = translate_docx(file_of(version, "docx"))
    changed = change(data)
    assert changed != data
    before = all_of_it()

    assert reason in send(version, changed)
    assert all_of_it() == before


def test_macros_and_pictures_of_a_word_file_are_never_opened(version, file_of, send):
    data = translate_docx(file_of(version, "docx"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["word/vbaProject.bin"] = b"\xd0\xcf\x11\xe0macro"
    files["word/media/image1.png"] = b"no picture"

    assert "12 segments taken" in send(version, zipped_files(files), name="a.docm")


def test_a_file_of_another_text_is_refused(
    version, make_article, submit, file_of, send, all_of_it
):
    other = submit(make_article("Muu juttu"), "sv")
    before = all_of_it()

    assert "belongs to another text" in send(version, file_of(other, "xliff"))
    assert all_of_it() == before


def test_a_file_in_another_language_of_the_text_is_refused(
    rich, version, english, file_of, send, all_of_it
):
    translate_object(rich, [english])
    data = translate_xliff(file_of(rich.get_translation(english), "xliff"))
    before = all_of_it()

    assert "belongs to another text" in send(version, data)
    assert all_of_it() == before


def test_a_file_of_50_megabytes_is_refused(version, made, translator, all_of_it):
    before = all_of_it()

    answer = translator.post(
        f"/admin/translation/{made.pk}/file/",
        {"file": as_upload(b"<xliff>" + b"x" * 50 * 1024 * 1024)},
    )

    assert "too large" in told(answer)
    assert all_of_it() == before


# Archives


def bomb():
    return zipped_files({f"{n}.xlf": b" " * 4_900_000 for n in range(20)})


def lying_bomb():
    """An archive that says its file is small."""
    data = bytearray(zipped_files({"a.xlf": b" " * 6_000_000}))
    size = (6_000_000).to_bytes(4, "little")
    return bytes(data.replace(size, (10).to_bytes(4, "little")))


def locked_archive():
    data = zipped_files({"a.xlf": b"<xliff/>"})
    place = data.index(b"PK\x01\x02")
    return data[: place + 8] + b"\x01" + data[place + 9 :]


ARCHIVES = {
    "bomb": (bomb, "too large"),
    "lying bomb": (lying_bomb, "broken"),
    "one large file": (lambda: zipped_files({"a.xlf": b" " * 6_000_000}), "too large"),
    "many files": (
        lambda: zipped_files({f"{n}.xlf": b"" for n in range(301)}),
        "more than 300 files",
    ),
    "archive in an archive": (
        lambda: zipped_files({"a.zip": zipped_files({"b.xlf": b"<xliff/>"})}),
        "An archive stands in another one",
    ),
    "password": (locked_archive, "has a password"),
    "empty": (lambda: zipped_files({}), "no file for translations"),
    "folders only": (lambda: zipped_files({"a/": b""}), "archive is empty"),
    "other files": (lambda: zipped_files({"a.exe": b"MZ"}), "no file for translations"),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_a_wrong_archive_is_refused(version, translator, all_of_it, name):
    make, reason = ARCHIVES[name]
    before = all_of_it()

    answer = translator.post(
        "/admin/translation/files/upload/", {"file": as_upload(make(), "a.zip")}
    )

    assert answer.status_code == 200
    assert reason in told(answer)
    assert all_of_it() == before


@pytest.mark.parametrize(
    "name", ["../../../etc/cron.d/x.xlf", "/etc/x.xlf", "C:\\x.xlf", "..\\..\\x.xlf"]
)
def test_the_names_in_an_archive_lead_nowhere(
    version, file_of, translator, kept, name, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    data = zipped_files({name: translate_xliff(file_of(version, "xliff"))})

    answer = translator.post(
        "/admin/translation/files/upload/", {"file": as_upload(data, "a.zip")}
    )

    assert len(kept(version)) == 12
    assert "x.xlf" in told(answer)
    assert ".." not in told(answer)
    assert list(tmp_path.rglob("*.xlf")) == []
