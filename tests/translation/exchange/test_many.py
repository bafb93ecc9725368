"""Many texts at once: chosen by language, project and state, out and in as archives."""

import io
import zipfile

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from tests.raw_blocks import page_link, paragraph, stream
from tests.translation.exchange.conftest import as_upload, told
from tests.translation.exchange.programs import TRANSLATE, zipped_files

FILES = "/admin/translation/files/"


@pytest.fixture
def drafts(swedish):
    """Return a function that has pages translated into Swedish, without words."""

    def make(*pages):
        for page in pages:
            translate_object(page, [swedish])
        return [page.get_translation(swedish) for page in pages]

    return make


@pytest.fixture
def listed(translator):
    """Return a function that gives the titles on the list."""

    def get(**asked):
        html = translator.get(FILES, asked).content.decode()
        soup = BeautifulSoup(html, "html.parser")
        return [link.get_text() for link in soup.select("td.title a")]

    return get


@pytest.fixture
def project(make_project):
    return make_project("Hanke")


def test_only_texts_with_something_to_translate_are_listed(
    make_article, drafts, submit, listed
):
    drafts(make_article("Kesken"))
    submit(make_article("Valmis"), "sv")

    assert listed() == ["Kesken"]
    assert listed(complete="on") == ["Kesken", "sv: Valmis"]


def test_a_project_brings_what_belongs_to_it(
    make_article, make_meeting, project, drafts, listed
):
    meeting = make_meeting("Tapaaminen", project=project)
    inside = make_article("Hankkeen juttu", project=project)
    mentions = make_article(
        "Vain linkki", body=stream(paragraph(f"<p>{page_link(project)}</p>"))
    )
    version, *_others = drafts(project, meeting, inside, mentions)
    call_command("rebuild_references_index", verbosity=0)

    belongs = ["Hanke", "Hankkeen juttu", "Tapaaminen"]
    assert sorted(listed(page=project.pk)) == belongs
    assert sorted(listed(page=version.pk)) == belongs


def test_only_the_languages_one_may_translate_are_listed(
    make_article, drafts, english, listed
):
    article = make_article("Juttu")
    drafts(article)
    translate_object(article, [english])

    assert listed() == ["Juttu"]
    assert listed(language="sv") == ["Juttu"]
    assert listed(language="en") == []


@pytest.mark.parametrize(
    "asked",
    [{"page": "x"}, {"page": "999999"}, {"language": "xx"}, {"p": "99"}, {"p": "x"}],
)
def test_a_question_that_makes_no_sense_is_answered(
    make_article, drafts, translator, asked
):
    drafts(make_article("Juttu"))

    assert translator.get(FILES, asked).status_code == 200


def test_an_empty_list_says_what_to_do(db, translator):
    assert "There is nothing for you to translate here." in (
        translator.get(FILES).content.decode()
    )


def names(answer):
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return sorted(archive.namelist())


@pytest.mark.parametrize("kind", sorted(TRANSLATE))
def test_an_archive_of_a_project_comes_back_translated(
    make_article, project, drafts, translator, kind
):
    pages = drafts(project, make_article("Juttu 1"), make_article("Juttu 2"))
    answer = translator.post(f"{FILES}download/", {"kind": kind, "all": "1"})
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        done = {
            name: TRANSLATE[kind](archive.read(name)) for name in archive.namelist()
        }
    assert len(done) == 3

    result = translator.post(
        f"{FILES}upload/", {"file": as_upload(zipped_files(done), "all.zip")}
    )

    assert result.status_code == 200
    for page in pages:
        made = Translation.objects.get(source__object_id=page.translation_key)
        total, translated = made.get_progress()
        assert total == translated
        assert f"sv: {page.title}" in StringTranslation.objects.filter(
            context__object_id=page.translation_key
        ).values_list("data", flat=True)


def test_the_chosen_texts_only_are_in_the_archive(make_article, drafts, translator):
    one, _other = drafts(make_article("Juttu 1"), make_article("Juttu 2"))
    made = Translation.objects.get(source__object_id=one.translation_key)

    answer = translator.post(
        f"{FILES}download/", {"kind": "xliff", "text": [made.pk, "x", "999999"]}
    )

    assert names(answer) == ["juttu-1.sv.xlf"]


def test_texts_of_the_same_title_have_files_of_their_own(
    make_article, drafts, translator
):
    drafts(make_article("Sama", slug="a"), make_article("Sama", slug="b"))

    answer = translator.post(f"{FILES}download/", {"kind": "po", "all": "1"})

    assert names(answer) == ["sama.sv.2.po", "sama.sv.po"]


def test_nobody_takes_along_what_they_may_not_translate(
    make_article, drafts, english, translator
):
    article = make_article("Juttu")
    translate_object(article, [english])
    made = Translation.objects.get(source__object_id=article.translation_key)

    answer = translator.post(f"{FILES}download/", {"kind": "po", "text": [made.pk]})

    assert "Choose at least one text." in told(answer)


def test_one_wrong_file_of_many_keeps_no_other_out(
    make_article, drafts, translator, file_of, kept
):
    right, wrong = drafts(make_article("Oikea"), make_article("Väärä"))
    files = [
        as_upload(TRANSLATE["xliff"](file_of(right, "xliff")), "right.xlf"),
        as_upload(TRANSLATE["xliff"](file_of(wrong, "xliff"))[:-9], "wrong.xlf"),
        as_upload(b"", "empty.xlf"),
    ]

    said = told(translator.post(f"{FILES}upload/", {"file": files}))

    assert "no well-formed XML" in said
    assert "no file for translations" in said
    assert kept(right)["Oikea"] == "sv: Oikea"
    assert kept(wrong) == {}


def test_no_file_is_told(db, translator):
    for address in ("upload", "choose"):
        assert told(translator.post(f"{FILES}{address}/"))


def test_the_list_costs_the_same_however_long(
    make_article, drafts, translator, django_assert_max_num_queries
):
    drafts(*(make_article(f"Juttu {n}") for n in range(8)))
    translator.get(FILES)

    with django_assert_max_num_queries(30):
        translator.get(FILES)


def test_a_deleted_version_is_left_out(make_article, drafts, translator, listed):
    one, other = drafts(make_article("Juttu 1"), make_article("Juttu 2"))
    Page.objects.get(pk=one.pk).delete()

    assert listed() == ["Juttu 2"]
    answer = translator.post(f"{FILES}download/", {"kind": "po", "all": "1"})
    assert names(answer) == ["juttu-2.sv.po"]
    assert other.pk
