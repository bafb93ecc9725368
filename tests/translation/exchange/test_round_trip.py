"""What goes out comes back: each kind of file, on a text with all kinds of tags."""

import re
from xml.etree import ElementTree

import polib
import pytest
from wagtail_localize.models import StringTranslation

from tests.translation.exchange.programs import (
    TRANSLATE,
    XLIFF,
    in_docx,
    marked,
    translate_docx,
    translate_po,
    translate_xliff,
    units,
)
from translation.exchange.files import KINDS
from translation.exchange.rows import rows_of
from translation.models import Proposal

ALL_KINDS = sorted(KINDS)


def proposed(made, row):
    """Take the words of a segment away, and let a machine propose them."""
    proposal = Proposal.objects.create(
        translation=made,
        context_id=row.context_id,
        string_id=row.translation_of_id,
        text=row.data,
        kind=Proposal.Kind.MACHINE,
        origin="DeepL",
    )
    row.delete()
    return proposal


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_every_word_comes_back_with_its_tags(version, file_of, send, kept, kind):
    data = TRANSLATE[kind](file_of(version, kind))

    assert "12 segments taken" in send(version, data)

    words = kept(version)
    assert words == {original: marked(original) for original in words}
    assert words['Lue <a id="a1">ohje</a>, <b>heti</b>.']
    assert words["Ensin<br/>sitten 3 &lt; 5."]
    assert words["Järjestöt &amp; kaupunki"]


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_a_file_that_nobody_touched_changes_nothing(
    rich, submit, file_of, send, all_of_it, kind
):
    version = submit(rich, "sv")
    before = all_of_it()

    assert "no new words" in send(version, file_of(version, kind))
    assert all_of_it() == before


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_a_file_says_the_same_whoever_asks_and_when(version, file_of, kind, made):
    assert [row.id for row in rows_of(made)] == [row.id for row in rows_of(made)]
    one, other = (
        KINDS[kind].read(file_of(version, kind)),
        KINDS[kind].read(file_of(version, kind)),
    )
    assert one == other


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_one_changed_part_is_the_only_one_taken(
    rich, submit, file_of, send, kept, kind
):
    version = submit(rich, "sv")
    data = TRANSLATE[kind](file_of(version, kind), only="Toinen")
    data = data.replace(b"sv: Toinen", b"sv, uusi: Toinen")
    if kind == "docx":
        data = in_docx(
            data, lambda text: text.replace(b"sv: Toinen", b"sv, uusi: Toinen")
        )

    assert "1 segment taken" in send(version, data)
    assert kept(version)["Toinen lause."] == "sv, uusi: Toinen lause."


def test_the_address_is_proposed_from_the_title_of_the_file(
    version, file_of, send, words, made
):
    data = translate_docx(file_of(version, "docx"), only="kaupunki")

    send(version, data)

    assert words(made, "slug") == ["sv-jarjestot-kaupunki"]


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_the_address_of_a_page_is_not_in_the_file(version, file_of, kind):
    rows = KINDS[kind].read(file_of(version, kind))[0].rows

    assert len(rows) == 12
    assert "slug" not in {row.place for row in rows}


# What changed in the original


def test_xliff_brings_the_earlier_words_of_what_changed(lagging, file_of):
    _root, found = units(file_of(lagging, "xliff"))
    unit = next(one for one in found.values() if one.get("resname") == "lead")

    assert unit.find("x:target", XLIFF).get("state") == "needs-adaptation"
    assert unit.find("x:target", XLIFF).text == "sv: Ingressi"
    earlier = unit.find("x:alt-trans", XLIFF)
    assert earlier.find("x:source", XLIFF).text == "Ingressi"
    assert earlier.find("x:target", XLIFF).text == "sv: Ingressi"


def test_xliff_says_how_each_part_stands(rich, submit, translator, file_of, made_for):
    version = submit(rich, "sv")

    def states():
        _root, found = units(file_of(version, "xliff"))
        return {one.find("x:target", XLIFF).get("state") for one in found.values()}

    assert states() == {"final"}
    made = made_for(version)
    row = made.target_locale.string_translations.filter(context__path="lead").get()
    proposal = proposed(made, row)
    assert states() == {"final", "needs-review-translation"}
    proposal.delete()
    assert states() == {"final", "needs-translation"}


def test_earlier_words_that_still_hold_count_once_the_translator_says_so(
    lagging, file_of, send, words, made_for
):
    data = file_of(lagging, "xliff")

    assert "no new words" in send(lagging, data)
    assert words(made_for(lagging), "lead") == [None]

    data = data.replace(b'state="needs-adaptation"', b'state="translated"')
    assert "2 segments taken" in send(lagging, data)
    assert words(made_for(lagging), "lead") == ["sv: Ingressi"]


def test_po_marks_what_changed_as_uncertain(lagging, file_of, send, words, made_for):
    data = file_of(lagging, "po")
    entry = polib.pofile(data.decode()).find("lead", by="msgctxt")

    assert entry.fuzzy
    assert entry.previous_msgid == "Ingressi"
    assert entry.msgstr == "sv: Ingressi"
    assert "2 segments are marked as unfinished" in send(lagging, data)
    assert words(made_for(lagging), "lead") == [None]

    certain = data.replace(b"#, fuzzy\n", b"")
    assert "2 segments taken" in send(lagging, certain)


def test_word_shows_what_changed_beside_an_empty_cell(
    lagging, file_of, send, words, made_for
):
    data = file_of(lagging, "docx")
    rows = {row.place: row for row in KINDS["docx"].read(data)[0].rows}

    assert rows["Lead"].words == ""
    data = translate_docx(data, only="Aivan uusi")
    assert "1 segment taken" in send(lagging, data)
    assert words(made_for(lagging), "lead") == ["sv: Aivan uusi ingressi"]


# What programs do to a file


def in_sentences(unit):
    """As memoQ and Trados do."""
    target = unit.find("x:target", XLIFF)
    mark = ElementTree.Element(f"{{{XLIFF['x']}}}mrk", mtype="seg", mid="1")
    mark.text, target.text = target.text, None
    mark[:] = list(target)
    target[:] = [mark]
    source = unit.find("x:source", XLIFF)
    seg = ElementTree.Element(f"{{{XLIFF['x']}}}seg-source")
    seg.text = source.text
    unit.insert(1, seg)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: re.sub(rb"<(/?)(?=[a-z])", rb"<\1xlf:", data).replace(
            b"xmlns=", b"xmlns:xlf="
        ),
        lambda data: data.replace(b'target-language="sv"', b'target-language="sv-FI"'),
        lambda data: data.replace(b'target-language="sv"', b""),
        lambda data: data.replace(b"<trans-unit ", b'<trans-unit memo="7" '),
        lambda data: data.replace(b' state="translated"', b""),
        lambda data: data.replace(
            b' state="translated"', b' state="needs-translation"'
        ),
        lambda data: data.replace(b' state="translated"', b' state="signed-off"'),
        lambda data: data.replace(b' version="1.2"', b""),
        lambda data: data.replace(b"><", b">\n<").replace(b"<source>\n", b"<source>"),
        lambda data: data.decode().encode("utf-8-sig"),
        lambda data: (
            data.decode()
            .replace("encoding='utf-8'", "encoding='utf-16'")
            .encode("utf-16")
        ),
        lambda data: re.sub(rb' extradata="[^"]*"', b"", data),
    ],
)
def test_xliff_is_read_as_programs_write_it(version, file_of, send, change):
    data = change(translate_xliff(file_of(version, "xliff"), only="Ensin"))

    assert "2 segments taken" in send(version, data)


def test_sentences_in_marks_are_joined(version, file_of, send, kept):
    data = translate_xliff(file_of(version, "xliff"), change=in_sentences)

    assert "12 segments taken" in send(version, data)
    assert kept(version)["Ensin<br/>sitten 3 &lt; 5."] == (
        "sv: Ensin<br/>sitten 3 &lt; 5."
    )


def test_units_may_stand_in_another_order(version, file_of, send):
    root, _units = units(translate_xliff(file_of(version, "xliff")))
    body = root.find(".//x:body", XLIFF)
    body[:] = reversed(body)
    assert "12 segments taken" in send(version, ElementTree.tostring(root))


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ('state="needs-review-translation"', "2 segments are marked as unfinished"),
        ('state="needs-review-adaptation"', "2 segments are marked as unfinished"),
        (
            'state="needs-translation" state-qualifier="mt-suggestion"',
            "2 segments are marked as unfinished",
        ),
        ('state="translated" state-qualifier="mt-suggestion"', "2 segments taken"),
    ],
)
def test_what_a_translator_calls_unfinished_is_left(
    version, file_of, send, state, told
):
    data = translate_xliff(file_of(version, "xliff"), only="Ensin")
    data = data.replace(b'state="translated"', state.encode())

    assert told in send(version, data)


def test_a_program_that_knows_states_says_which_words_are_done(
    version, file_of, send, kept
):
    """As Weblate and Virtaal write what needs editing."""
    data = translate_xliff(file_of(version, "xliff"))
    head, _state, rest = data.partition(b'state="translated"')

    said = send(version, head + b'state="needs-translation"' + rest)

    assert "11 segments taken" in said
    assert "1 segment is marked as unfinished" in said
    assert "Järjestöt &amp; kaupunki" not in kept(version)


def test_a_program_that_knows_no_states_may_change_what_was_final(
    lagging, file_of, send
):
    data = file_of(lagging, "xliff")
    assert b'<target state="final">sv: Ensin<' in data
    data = data.replace(b">sv: Ensin<", b">Till att b&#246;rja med<")
    data = data.replace(
        b'"needs-adaptation">sv: Ingressi<', b'"needs-adaptation">Ny ingress<'
    )

    assert "2 segments taken" in send(lagging, data)


@pytest.mark.parametrize(
    ("kind", "confirm"),
    [
        ("xliff", (b'"needs-review-translation"', b'"translated"')),
        ("po", (b"#, fuzzy\n", b"")),
        ("docx", (b"", b"")),
    ],
)
def test_what_a_machine_proposed_counts_once_a_translator_confirms_it(
    rich, submit, made_for, file_of, send, kind, confirm
):
    version = submit(rich, "sv")
    rows = StringTranslation.objects.filter(
        context__path="lead", context__object_id=version.translation_key
    )
    proposed(made_for(version), rows.get())
    data = file_of(version, kind)

    assert "no new words" in send(version, data)
    assert not rows.exists()

    send(version, data.replace(*confirm))
    confirmed = kind != "docx"  # a Word table does not show what is only proposed
    assert rows.exists() is confirmed


def test_tracked_changes_of_word_count_as_accepted(version, file_of, send, kept):
    data = translate_docx(file_of(version, "docx"), only="Toinen")

    def tracked(text):
        return text.replace(
            b"<w:t>sv: Toinen lause.</w:t></w:r>",
            b"<w:t>sv: </w:t></w:r><w:del><w:r><w:t>Vanha</w:t></w:r></w:del>"
            b"<w:ins><w:r><w:t>Toinen</w:t></w:r></w:ins><w:r><w:t> lause.</w:t></w:r>",
        )

    assert "1 segment taken" in send(version, in_docx(data, tracked))
    assert kept(version)["Toinen lause."] == "sv: Toinen lause."


def test_lines_of_word_are_lines_only_where_the_original_has_some(
    version, file_of, send, kept
):
    data = translate_docx(file_of(version, "docx"))

    def with_breaks(text):
        text = text.replace(b"sv: Toinen", b"sv:</w:t><w:br/><w:t>Toinen")
        return text.replace(b"sv: Ensin</w:t><w:br/>", b"sv: Ensin</w:t><w:br/>")

    send(version, in_docx(data, with_breaks))

    assert kept(version)["Toinen lause."] == "sv: Toinen lause."
    assert kept(version)["Ensin<br/>sitten 3 &lt; 5."] == (
        "sv: Ensin<br/>sitten 3 &lt; 5."
    )


def test_curly_quotation_marks_of_word_do_no_harm(version, file_of, send, kept):
    data = translate_docx(file_of(version, "docx"), only="Lue")
    curly = in_docx(data, lambda text: text.replace(b'id="a1"', "id=”a1”".encode()))

    assert "1 segment taken" in send(version, curly)
    original = 'Lue <a id="a1">ohje</a>, <b>heti</b>.'
    assert kept(version)[original] == marked(original)


def test_po_of_localize_itself_is_taken(version, made, send):
    po = made.export_po()
    for entry in po:
        entry.msgstr = marked(entry.msgid) if entry.msgctxt == "lead" else ""

    assert "1 segment taken" in send(version, str(po).encode())


def test_po_edited_elsewhere_is_taken(version, file_of, send, kept):
    data = translate_po(file_of(version, "po"), only="Kahvi")
    data = data.replace(b"sv: Kahvi &amp; tee", b"Kaffe & te")

    assert "1 segment taken" in send(version, data)
    assert kept(version)["Kahvi &amp; tee"] == "Kaffe &amp; te"
