"""Importing texts in the admin: upload, look through, drafts."""

import datetime
import json

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from articles.importing.run import Options, Source, import_texts
from articles.models import (
    ArticlePage,
    ImportRecord,
    PageTask,
    TextUpload,
    UploadedText,
)
from articles.models.upload import KEPT
from espoo.models import Picture
from tests.articles.importing.conftest import SOURCES
from tests.articles.importing.test_files import COMPOUND, OLD_WORD, SECRET, png
from tests.articles.importing.test_import import TEXTS
from tests.articles.uploading.conftest import ADDRESS
from tests.office_files import docx, odt, parts_of

LANGUAGES = ("fi", "sv", "en")
CAFE = {code: (TEXTS / f"language-cafe_{code}.txt").read_text() for code in LANGUAGES}
CHOIR = (TEXTS / "choir_fi.txt").read_text()


def words(text, **extra):
    return docx(*parts_of(text), **extra)


def with_picture(text, alt=""):
    parts = parts_of(text)
    return docx(*parts[:5], ("picture", png(), alt), *parts[5:])


def draft_in(language):
    page = ArticlePage.objects.get(locale__language_code=language)
    return page.get_latest_revision_as_object()


def contents():
    """Return what every article says, apart from what is made anew each time."""
    found = []
    for page in ArticlePage.objects.order_by("locale__language_code", "title"):
        page = page.get_latest_revision_as_object()
        stream = json.loads(json.dumps(page.body.get_prep_value()))

        def bare(value):
            if isinstance(value, dict):
                return {n: bare(one) for n, one in value.items() if n != "id"}
            return [bare(one) for one in value] if isinstance(value, list) else value

        names = ("title", "slug", "subtitle", "lead", "byline", "funding_note")
        found.append(
            {name: getattr(page, name) for name in names}
            | {
                "times": (page.published_at, page.content_updated_at),
                "body": bare(stream),
                "publisher": str(page.publisher),
                "series": str(page.series),
                "project": str(page.project),
                "topics": [str(one.topic) for one in page.article_topics.all()],
                "contacts": [
                    (str(one.contact), one.role) for one in page.article_contacts.all()
                ],
                "versions": page.get_translations().count(),
                "tasks": sorted(
                    PageTask.objects.filter(page=page.pk).values_list("kind", "note")
                ),
            }
        )
    return found


def by_the_command(sources, pair):
    """Return what the command makes of texts; nothing of it stays."""
    with transaction.atomic():
        import_texts(sources, Options(pairs=[pair]))
        made = contents()
        transaction.set_rollback(True)
    return made


def test_three_word_files_become_linked_drafts_that_no_reader_sees(importer, client):
    importer.upload({f"{code}.docx": words(text) for code, text in CAFE.items()})

    assert importer.status == 200
    assert not ArticlePage.objects.exists()
    importer.send("import", n1__article="1", n2__article="1")

    assert "3 texts were imported. Nothing is published yet." in importer.text
    finnish, swedish, english = (draft_in(code) for code in LANGUAGES)
    assert finnish.translation_key == swedish.translation_key
    assert finnish.translation_key == english.translation_key
    assert not ArticlePage.objects.filter(live=True).exists()
    assert client.get(finnish.get_url()).status_code == 404
    assert finnish.owner == importer.user
    links = [a["href"] for a in importer.soup.select(".uploading-outcome a")]
    assert f"/admin/translation/together/{finnish.pk}/" in links


@pytest.mark.parametrize("make", ["docx", "odt", "pasted"])
def test_files_become_the_same_pages_as_by_the_command(importer, make):
    by_command = by_the_command(
        [Source(f"{code}.txt", CAFE[code].encode()) for code in ("fi", "sv")],
        ("fi.txt", "sv.txt"),
    )
    maker = {"docx": docx, "odt": odt}.get(make)

    if maker:
        importer.upload(
            {f"{code}.x": maker(*parts_of(CAFE[code])) for code in ("fi", "sv")}
        )
    else:
        importer.upload(text=CAFE["fi"], text_2=CAFE["sv"])
    importer.send("import")

    assert contents() == by_command


@pytest.mark.needs_shared
def test_files_of_the_source_texts_become_the_same_pages_as_by_the_command(importer):
    files = sorted(SOURCES.glob("*.txt"))
    if len(files) < 5:
        pytest.skip("the real source texts are not beside this repository")
    by_command = by_the_command(
        [Source(file.name, file.read_bytes()) for file in files],
        ("fi_active-ngos.txt", "sv_active-ngos.txt"),
    )

    importer.upload({f"{f.stem}.docx": words(f.read_text("utf-8-sig")) for f in files})
    importer.send("import")

    assert len(by_command) == 5
    assert contents() == by_command


def test_the_review_shows_what_was_found_doubted_and_left_out(importer):
    comment = '<x xmlns:w="w"><w:t>Tarkista tämä</w:t></x>'
    importer.upload({"a.docx": words(CAFE["fi"], extra={"word/comments.xml": comment})})

    assert "Tarkista tämä (a comment)" in importer.text
    assert "Check that the contact is still current" in importer.text
    rows = importer.soup.select(".uploading-elements tbody tr")
    kinds = [row.find_all("td")[1].get_text(" ", strip=True) for row in rows]
    assert "title" in kinds
    assert "contact" in kinds
    chosen = [option["value"] for option in importer.soup.select("option[selected]")]
    assert {"fi", "article", "heading", "quote"} <= set(chosen)


def test_proposed_versions_are_named_with_the_reasons(importer):
    importer.upload({f"{code}.docx": words(CAFE[code]) for code in ("fi", "sv")})

    assert "These seem to be one article: fi.docx, sv.docx." in importer.text
    assert "same e-mail aino.esimerkki@example.org" in importer.text


def test_what_an_element_is_can_be_changed_and_taken_back(importer):
    importer.upload({"a.docx": words(CAFE["fi"])})
    heading = importer.soup.find("option", selected=True, value="heading").parent
    line = heading["name"].rpartition("-")[2]

    importer.send("update", **{f"n0__kind_{line}": "leave-out"})
    assert (
        importer.soup.find("select", {"name": heading["name"]}).find(
            "option", selected=True
        )["value"]
        == "leave-out"
    )
    importer.send("update", **{f"n0__kind_{line}": "subheading"})
    importer.send("import")

    levels = [
        b.value["level"] for b in draft_in("fi").body if b.block_type == "heading"
    ]
    assert "h3" in levels


def test_what_is_left_out_is_accounted_for(importer):
    importer.upload({"a.docx": words(CAFE["fi"])})
    quote = importer.soup.find("option", selected=True, value="quote").parent
    line = int(quote["name"].rpartition("-")[2])

    importer.send("import", **{f"n0__kind_{line}": "leave-out"})

    assert "quote" not in [block.block_type for block in draft_in("fi").body]
    dropped = ImportRecord.objects.get().dropped
    assert [line] in [one["lines"] for one in dropped]


def test_pictures_join_the_library_and_need_a_description(importer):
    importer.upload({"a.docx": with_picture(CAFE["fi"])})
    assert importer.soup.select_one("img[src^='data:image/jpeg']")
    importer.send("import")

    page = draft_in("fi")
    figure = next(block for block in page.body if block.block_type == "figure")
    picture = Picture.objects.get()
    assert figure.value["image"].pk == picture.pk
    assert picture.uploaded_by_user == importer.user
    assert PageTask.objects.filter(kind=PageTask.Kind.PICTURE_ALT).exists()
    assert page.get_publishing_errors()


def test_a_picture_is_described_in_the_review_in_each_language(importer):
    files = {f"{code}.docx": with_picture(CAFE[code]) for code in ("fi", "sv")}
    importer.upload(files)

    importer.send(
        "import", n0__alt_0="Ihmisiä pöydän ääressä", n1__alt_0="Folk vid ett bord"
    )

    assert Picture.objects.count() == 1
    alts = {}
    for code in ("fi", "sv"):
        body = draft_in(code).body
        figure = next(block for block in body if block.block_type == "figure")
        alts[code] = figure.value["image"].contextual_alt_text
    assert alts == {"fi": "Ihmisiä pöydän ääressä", "sv": "Folk vid ett bord"}
    assert not draft_in("fi").get_publishing_errors()
    assert not PageTask.objects.filter(kind=PageTask.Kind.PICTURE_ALT).exists()


def test_a_picture_of_an_import_that_fails_leaves_no_file(
    importer, monkeypatch, settings
):
    from django.core.exceptions import ValidationError

    from articles.importing import run

    def fail(*args, **kwargs):
        raise ValidationError("It cannot be saved.")

    monkeypatch.setattr(run, "keep_record", fail)
    importer.upload({"a.docx": with_picture(CAFE["fi"])})

    importer.send("import")

    assert "It cannot be saved." in importer.soup.get_text()
    assert not Picture.objects.exists()
    assert not [p for p in settings.MEDIA_ROOT.rglob("*") if p.is_file()]
    # Nothing is lost: it can be tried again.
    assert UploadedText.objects.count() == 1


def test_two_files_of_one_language_are_no_article(importer):
    importer.upload({"a.docx": words(CAFE["fi"]), "b.docx": words(CHOIR)})

    importer.send("import", n1__article="1")

    assert importer.status == 422
    assert "a.docx, b.docx are of one article and in one language" in importer.text
    assert not ArticlePage.objects.exists()


def test_a_file_may_be_left_out(importer):
    importer.upload({"a.docx": words(CAFE["fi"]), "b.docx": words(CHOIR)})

    importer.send("import", n1__becomes="")

    assert ArticlePage.objects.count() == 1
    assert not UploadedText.objects.exists()


def test_the_language_can_be_changed(importer):
    importer.upload({"a.docx": words(CHOIR)})

    importer.send("update", n0__language="en")
    assert "reads like" in importer.text
    importer.send("import")

    assert ArticlePage.objects.get().locale.language_code == "en"


def test_a_version_that_comes_later_joins_the_page_it_belongs_to(importer):
    importer.upload({"fi.docx": words(CAFE["fi"])})
    importer.send("import")

    importer.upload({"sv.docx": words(CAFE["sv"])})
    assert "Imported earlier: " in importer.text
    importer.send("import")

    assert draft_in("fi").translation_key == draft_in("sv").translation_key


def test_a_changed_file_changes_the_draft_and_says_so_before(importer):
    importer.upload({"fi.docx": words(CAFE["fi"])})
    importer.send("import")
    before = [block.id for block in draft_in("fi").body]
    title = CAFE["fi"].splitlines()[0]

    importer.upload({"fi.docx": words(CAFE["fi"].replace(title, f"{title} taas"))})
    assert "An earlier state of this text was imported." in importer.text
    importer.send("import")

    assert draft_in("fi").title == f"{title} taas"
    assert [block.id for block in draft_in("fi").body] == before


def test_the_same_file_again_changes_nothing(importer):
    importer.upload({"fi.docx": words(CAFE["fi"])})
    importer.send("import")

    importer.upload({"fi.docx": words(CAFE["fi"])})

    assert "nothing has changed" in importer.text
    assert ArticlePage.objects.count() == 1


BAD = {
    "empty": ("a.docx", b"", "is empty"),
    "password": ("a.docx", COMPOUND + SECRET, "password"),
    "old Word": ("a.doc", COMPOUND + OLD_WORD, "old format of Word"),
    "damaged": ("a.docx", b"PK\x03\x04 x", "damaged"),
    "picture": ("a.png", png(), "binary data"),
    "too large": ("a.docx", b"PK" + b"\x00" * 21_000_000, "larger than 20 MB"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(importer, name):
    file, data, reason = BAD[name]

    importer.upload({file: data})

    assert importer.status == 422
    assert reason in importer.text
    assert not UploadedText.objects.exists()


def test_nothing_at_all_is_asked_for_again(importer):
    importer.upload()

    assert importer.status == 422
    assert "Choose a file or paste a text." in importer.text


def test_more_files_than_may_be_sent_at_once_are_refused(importer):
    importer.upload({f"{n}.txt": CHOIR.encode() for n in range(13)})

    assert "At most 12 files at once." in importer.text


def test_a_bad_file_does_not_stop_the_others(importer):
    importer.upload({"bad.doc": COMPOUND + OLD_WORD, "good.docx": words(CHOIR)})

    assert "old format of Word" in importer.text
    importer.send("import")

    assert ArticlePage.objects.count() == 1


def test_two_files_of_one_name_and_folders_in_names_are_taken(importer):
    importer.upload({"../../a.docx": words(CHOIR)})
    importer.send("import")

    assert ImportRecord.objects.get().source_name == "a.docx"


@pytest.mark.parametrize(
    "fields",
    [
        {"n0__language": "xx"},
        {"n0__article": "page:1"},
        {"n0__article": "99"},
        {"n0__becomes": "meeting"},
    ],
)
def test_what_was_not_offered_is_refused(importer, fields):
    importer.upload({"a.docx": words(CHOIR)})

    importer.send("import", **fields)

    assert importer.status == 422
    assert not ArticlePage.objects.exists()


def test_files_are_thrown_away_when_asked(importer):
    importer.upload({"a.docx": words(CHOIR)})

    importer.send("discard")

    assert not TextUpload.objects.exists()
    assert not UploadedText.objects.exists()


def test_nobody_else_reads_an_upload_not_even_administrators(importer, somebody):
    importer.upload({"a.docx": words(CHOIR)})

    other = somebody("Administrators", name="other")
    other.open(importer.address)

    assert other.status == 404


def test_who_may_add_articles_finds_the_import_in_the_menu(importer):
    assert ADDRESS in str(importer.open("/admin/"))


@pytest.mark.parametrize("group", ["Translators sv", "Publishers fi", "Publishers sv"])
def test_who_may_not_add_articles_may_not_import(somebody, group):
    person = somebody(group)

    assert ADDRESS not in str(person.open("/admin/"))
    person.open()
    assert "do not have permission" in person.soup.get_text()
    person.upload({"a.docx": words(CHOIR)})
    assert not TextUpload.objects.exists()


def test_an_upload_is_gone_after_a_day(importer):
    importer.upload({"a.docx": words(CHOIR)})
    old = timezone.now() - KEPT - datetime.timedelta(minutes=1)
    TextUpload.objects.update(created_at=old)

    importer.open(importer.address)
    assert importer.status == 404
    call_command("forget_uploads")

    assert not UploadedText.objects.exists()


def test_what_was_imported_is_kept_no_longer(importer):
    importer.upload({"a.docx": words(CHOIR)})
    importer.send("import")

    assert not UploadedText.objects.exists()
    importer.open(importer.address)
    assert "Nothing is published yet." in importer.text


def test_tasks_and_reasons_are_in_the_language_of_who_imports(somebody):
    finnish = somebody("Communications staff", language="fi")

    finnish.open()

    assert finnish.soup.html["lang"] == "fi"
