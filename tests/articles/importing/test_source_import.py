"""The five real texts of the series become pages."""

from pathlib import Path

import pytest
from wagtail_localize.models import Translation

from articles.importing.run import Options, Source, import_texts
from articles.models import ArticlePage, ContactPage, ImportRecord, PageTask

SOURCES = Path(__file__).resolve().parents[4] / "shared" / "source-articles"
pytestmark = [pytest.mark.needs_shared, pytest.mark.django_db]


@pytest.fixture
def imported():
    """Import all five texts and return their pages by file name."""
    files = sorted(SOURCES.glob("*.txt"))
    if len(files) < 5:
        pytest.skip("the real source texts are not beside this repository")

    def run(**options):
        sources = [Source(file.name, file.read_bytes()) for file in files]
        report = import_texts(sources, Options(**options))
        assert [file.status for file in report.files] == ["imported"] * 5
        return {
            file.name.removesuffix(".txt"): ArticlePage.objects.get(pk=file.page)
            for file in report.files
        }

    return run


def test_the_pair_is_one_article_with_every_segment_filled(imported):
    pages = imported()

    finnish, swedish = pages["fi_active-ngos"], pages["sv_active-ngos"]
    assert finnish.translation_key == swedish.translation_key
    translation = Translation.objects.get(
        source__object_id=finnish.translation_key, target_locale=swedish.locale
    )
    total, done = translation.get_progress()
    assert done == total
    assert [b.block_type for b in finnish.body] == [b.block_type for b in swedish.body]
    assert [b.id for b in finnish.body] == [b.id for b in swedish.body]
    assert len({page.translation_key for page in pages.values()}) == 4


def test_the_pair_shares_one_contact_with_the_launch(imported):
    pages = imported()

    keys = {
        pages[name].article_contacts.get().contact.translation_key
        for name in ("fi_active-ngos", "sv_active-ngos", "fi_active-ngos-launch")
    }
    assert len(keys) == 1
    contacts = ContactPage.objects.filter(translation_key__in=keys)
    assert {str(contact.phone) for contact in contacts} == {"+358438273457"}
    english = contacts.get(locale__language_code="en")
    assert english.role == "NGO cooperation coordinator"
    assert english.unit == "Immigrant Services"
    assert pages["sv_active-ngos"].article_contacts.get().role == "Projektkoordinator"
    assert (
        pages["fi_active-ngos"].article_contacts.get().role == "Projektikoordinaattori"
    )


def test_the_national_text_is_not_filed_under_the_series(imported):
    page = imported()["sv_organisations-and-authorities"]

    assert page.series is None
    assert page.publisher is None
    kinds = [block.block_type for block in page.body]
    assert kinds.count("heading") == 2
    links = next(block.value for block in page.body if block.block_type == "links")
    assert [(link["text"], link["url"]) for link in links["links"]] == [
        ("Partnerskapsprogram", ""),
        ("Stödförintegration.fi", ""),
        ("Toimeksi.fi", ""),
    ]
    lost = PageTask.objects.filter(page=page, kind=PageTask.Kind.LINK_LOST)
    assert lost.count() == 3


def test_the_meetings_text_keeps_its_times_publisher_and_topic(imported):
    page = imported()["sv_town-hall-meetings"]

    assert page.published_at.isoformat() == "2021-01-19T05:32:00+00:00"
    assert page.content_updated_at.isoformat() == "2021-08-31T03:33:00+00:00"
    assert str(page.publisher) == "Esbo stad"
    assert str(page.series) == "Internationella Esbo"
    assert [str(t.topic) for t in page.article_topics.all()] == [
        "Internationella ärenden"
    ]


def test_the_launch_has_a_place_for_its_picture(imported):
    page = imported()["fi_active-ngos-launch"]

    figure = next(block for block in page.body if block.block_type == "figure")
    assert figure.value["image"] is None
    task = PageTask.objects.get(page=page, kind=PageTask.Kind.PICTURE_MISSING)
    assert task.block_id == figure.id


def test_texts_are_filed_under_the_project_they_name(
    imported, make_project, translated
):
    project = make_project(
        "Aktiiviset järjestöt", official_name="Active NGOs – Wings to empower Citizens"
    )
    translated(project, "sv", title="Active NGOs")

    pages = imported()

    keys = {
        name: page.project and page.project.translation_key
        for name, page in pages.items()
    }
    assert keys == {
        "fi_active-ngos-launch": project.translation_key,
        "fi_active-ngos": project.translation_key,
        "sv_active-ngos": project.translation_key,
        "sv_organisations-and-authorities": None,
        "sv_town-hall-meetings": None,
    }
    launch = PageTask.objects.filter(page=pages["fi_active-ngos-launch"])
    assert not launch.filter(kind=PageTask.Kind.PROJECT_PROPOSED).exists()
    assert not launch.filter(note="Aktiiviset järjestöt").exists()
    proposed = PageTask.objects.filter(kind=PageTask.Kind.PROJECT_PROPOSED)
    assert [task.page_id for task in proposed] == [pages["fi_active-ngos"].pk]


def test_no_line_is_lost(imported):
    imported()

    for record in ImportRecord.objects.all():
        accounted = {n for e in record.elements if e["became"] for n in e["lines"]}
        accounted |= {n for drop in record.dropped for n in drop["lines"]}
        lines = enumerate(record.text.splitlines(), start=1)
        assert {n for n, line in lines if line.strip()} <= accounted


def test_readers_see_the_published_pair_in_both_languages(imported, client):
    pair = ("fi_active-ngos.txt", "sv_active-ngos.txt")

    pages = imported(pairs=[pair], publish=True)

    for name, words in (
        ("fi_active-ngos", "Asiantuntijat kaventavat kuilua"),
        ("sv_active-ngos", "Experter överbryggar klyftan"),
    ):
        response = client.get(pages[name].get_url())
        assert response.status_code == 200
        assert words in response.content.decode()
