"""Words of a file replace nobody's work: conflicts, rights, locks, the history."""

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from tests.raw_blocks import paragraph, stream
from tests.translation.exchange.conftest import as_upload, told
from tests.translation.exchange.programs import (
    TRANSLATE,
    marked,
    translate_docx,
    translate_po,
    translate_xliff,
)
from tests.translators_screen import Screen
from translation import handing_in
from translation.exchange.files import KINDS
from translation.exchange.rows import rows_of
from translation.models import Standing

CHOOSE = "/admin/translation/files/choose/"


@pytest.fixture
def swedish_rich(rich, submit):
    """The live Swedish version of the article with all kinds of tags."""
    return submit(rich, "sv", {"Toinen lause.": "Andra meningen."})


def write(version, original, words, user=None):
    """Write words on the site, as somebody does on the translators' screen."""
    row = StringTranslation.objects.get(
        translation_of__data=original,
        context__object_id=version.translation_key,
        locale=version.locale,
    )
    row.data, row.last_translated_by, row.tool_name = words, user, ""
    row.save()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_was_written_on_the_site_meanwhile_stays_until_somebody_chooses(
    swedish_rich, file_of, send, kept, kind
):
    data = TRANSLATE[kind](file_of(swedish_rich, kind))
    write(swedish_rich, "Toinen lause.", "Nytt på sajten.")

    said = send(swedish_rich, data)

    assert "changed on the site since the file was made" in said
    assert "Nytt på sajten." in said
    assert marked("Toinen lause.") in said
    assert kept(swedish_rich)["Toinen lause."] == "Nytt på sajten."


def chosen(said, choice):
    """The form of the page that asks, with one choice for all."""
    soup = BeautifulSoup(said, "html.parser")
    form = soup.find("form", action=CHOOSE)
    data = {one["name"]: one["value"] for one in form.find_all("input", type="hidden")}
    names = {one["name"] for one in form.find_all("input", type="radio")}
    assert names
    return data | dict.fromkeys(names, choice)


@pytest.mark.parametrize(
    ("choice", "stays"),
    [("mine", marked("Toinen lause.")), ("theirs", "Nytt på sajten.")],
)
def test_whoever_uploads_later_sees_both_and_chooses(
    swedish_rich, file_of, send, kept, translator, choice, stays
):
    data = translate_xliff(file_of(swedish_rich, "xliff"), only="Toinen")
    write(swedish_rich, "Toinen lause.", "Nytt på sajten.")
    said = send(swedish_rich, data)

    translator.post(CHOOSE, chosen(said, choice))

    assert kept(swedish_rich)["Toinen lause."] == stays


def test_what_is_written_while_somebody_chooses_is_not_replaced(
    swedish_rich, file_of, send, kept, translator
):
    data = translate_xliff(file_of(swedish_rich, "xliff"), only="Toinen")
    write(swedish_rich, "Toinen lause.", "Nytt på sajten.")
    form = chosen(send(swedish_rich, data), "mine")
    write(swedish_rich, "Toinen lause.", "Ännu nyare.")

    answer = translator.post(CHOOSE, form).content.decode()

    assert "Ännu nyare." in answer
    assert kept(swedish_rich)["Toinen lause."] == "Ännu nyare."


def test_a_choice_is_checked_as_a_file_is(swedish_rich, made_for, translator, kept):
    made = made_for(swedish_rich)

    row = next(one for one in rows_of(made) if one.source == "Toinen lause.")
    form = {
        f"choice-{made.pk}-{row.id}": "mine",
        f"words-{made.pk}-{row.id}": "<script>x</script>",
        f"base-{made.pk}-{row.id}": row.base,
        "choice-999999-000000000000": "mine",
        "choice-x": "mine",
    }

    answer = translator.post(CHOOSE, form).content.decode()

    assert "Nothing was taken" in answer
    assert kept(swedish_rich)["Toinen lause."] == "Andra meningen."


def test_who_uploads_twice_corrects_what_they_uploaded(version, file_of, send, kept):
    data = translate_xliff(file_of(version, "xliff"), only="Toinen")
    send(version, data)

    assert "1 segment taken" in send(version, data.replace(b"sv: To", b"sv 2: To"))
    assert kept(version)["Toinen lause."] == "sv 2: Toinen lause."


def test_two_translators_with_the_same_file_do_not_replace_each_other(
    version, file_of, send, kept, publisher
):
    data = translate_xliff(file_of(version, "xliff"), only="Toinen")
    send(version, data, client=publisher)

    said = send(version, data.replace(b"sv: To", b"sv 2: To"))

    assert "Those of publisher:" in said
    assert kept(version)["Toinen lause."] == "sv: Toinen lause."


@pytest.mark.parametrize(
    ("kind", "lost"),
    [("xliff", b'extradata="base-'), ("po", b"#. [")],
)
def test_a_program_that_loses_our_marks_replaces_nothing_unseen(
    swedish_rich, file_of, send, kept, kind, lost
):
    data = TRANSLATE[kind](file_of(swedish_rich, kind), only="Toinen")
    data = data.replace(lost, lost.replace(b"[", b"(").replace(b"extradata", b"x"))

    said = send(swedish_rich, data)

    assert "changed on the site since" in said
    assert kept(swedish_rich)["Toinen lause."] == "Andra meningen."


def test_a_part_whose_original_changed_is_told_with_its_words(
    rich, swedish_rich, file_of, send, kept, publish
):
    data = translate_xliff(file_of(swedish_rich, "xliff"))
    raw = rich.body.get_prep_value()
    raw[-1]["value"] = "<p>Kolmas lause.</p>"
    rich.body = rich.body.stream_block.to_python(raw)
    publish(rich)

    said = send(swedish_rich, data)

    assert "11 segments are as they were" in said
    assert "Its original has changed since, or is gone." in said
    assert "sv: Toinen lause." in said
    assert "Kolmas lause." not in kept(swedish_rich)


def test_a_program_that_changes_the_original_puts_nothing_beside_it(
    version, file_of, send, kept
):
    data = translate_xliff(file_of(version, "xliff"), only="Toinen")
    changed = data.replace(b">Toinen lause.<", b">Jotain muuta.<")

    assert "another original for it than the site" in send(version, changed)
    assert kept(version) == {}


def test_words_that_are_too_long_for_their_place_are_left(version, file_of, send, kept):
    data = translate_xliff(file_of(version, "xliff"))
    long = data.replace(b"sv: asukas", b"sv: " + b"a" * 300)

    said = send(version, long)

    assert "11 segments taken" in said
    assert "It is longer than 255 characters." in said
    assert "asukas" not in kept(version)


def test_emptied_words_are_not_removed_from_the_site(swedish_rich, file_of, send, kept):
    data = file_of(swedish_rich, "xliff").replace(b"Andra meningen.", b"")

    send(swedish_rich, data)

    assert kept(swedish_rich)["Toinen lause."] == "Andra meningen."


# Rights, locks, standing


def test_nothing_is_taken_past_a_lock(
    version, file_of, send, all_of_it, django_user_model
):
    other = django_user_model.objects.create_user("other")
    Page.objects.filter(pk=version.pk).update(
        locked=True, locked_by=other, locked_at=timezone.now()
    )
    data = translate_xliff(file_of(version, "xliff"))
    before = all_of_it()

    assert "locked" in send(version, data)
    assert all_of_it() == before


def test_nothing_is_taken_into_a_translation_that_was_stopped(
    version, made, file_of, translator, all_of_it
):

    data = translate_xliff(file_of(version, "xliff"))
    made.enabled = False
    made.save()
    before = all_of_it()

    answer = translator.post(
        "/admin/translation/files/upload/", {"file": as_upload(data)}
    )

    assert "its translation was stopped" in told(answer)
    assert all_of_it() == before


def test_a_translator_of_another_language_is_refused(
    version, made, file_of, sign_in, all_of_it
):

    finnish = sign_in("finnish", "change", language="fi")
    data = translate_xliff(file_of(version, "xliff"))
    before = all_of_it()

    alone = finnish.post(
        f"/admin/translation/{made.pk}/file/", {"file": as_upload(data)}
    )
    many = finnish.post("/admin/translation/files/upload/", {"file": as_upload(data)})
    out = finnish.get(f"/admin/translation/{made.pk}/file/xliff/")

    assert alone.status_code == out.status_code == 302
    assert "You may not translate the text of this file." in told(many)
    assert all_of_it() == before


def test_what_was_approved_is_in_work_again(swedish_rich, file_of, send, made_for):
    made = made_for(swedish_rich)
    standing = Standing.of(made)
    standing.review = Standing.Review.APPROVED
    standing.save()
    data = translate_xliff(file_of(swedish_rich, "xliff"), only="Toinen")

    assert "in work again" in send(swedish_rich, data)
    standing.refresh_from_db()
    assert standing.review == Standing.Review.NONE
    handing_in.hand_in(made, user=standing.changed_by)


@pytest.mark.parametrize(
    ("kind", "tool"), [("xliff", "XLIFF"), ("docx", "Word"), ("po", "PO")]
)
def test_the_history_says_what_came_from_where(
    version, file_of, send, admin_client, kind, tool
):
    send(version, TRANSLATE[kind](file_of(version, kind)))

    url = f"/admin/pages/{version.pk}/history/"
    shown = admin_client.get(url, headers={"Accept-Language": "en"}).content.decode()

    assert f"Imported (Swedish) 12 segments – {tool}" in " ".join(shown.split())


def test_readers_see_nothing_of_an_upload(swedish_rich, file_of, send, read):
    send(swedish_rich, translate_xliff(file_of(swedish_rich, "xliff")))

    assert "Andra meningen." in read(swedish_rich).get_text()


def test_what_was_uploaded_can_be_published(
    make_article, submit, file_of, send, publisher, row
):
    version = submit(make_article("Juttu", body=stream(paragraph())), "sv", live=False)
    send(version, translate_docx(file_of(version, "docx"), only="Espoossa"))

    Screen(publisher, version).send(action="publish")

    assert "sv: Espoossa toimii" in str(row(version).body)


def test_the_old_address_of_po_files_still_takes_them(
    version, made, file_of, translator, kept
):

    url = f"/admin/localize/translate/{made.pk}/pofile/"
    data = translate_po(translator.get(f"{url}download/").content)

    translator.post(f"{url}upload/", {"file": as_upload(data)})

    assert len(kept(version)) == 12
