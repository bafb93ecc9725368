"""An address that was given out leads to its page, wherever that has moved."""

import pytest

from articles.models import ArticleIndexPage, EasyReadingPage, ProjectIndexPage

LANGUAGES = ["fi", "sv", "en"]


@pytest.fixture
def family(make_page, make_project, make_meeting, translated):
    """A project with a meeting and an easy text, in three languages: code to pages."""
    project = make_project("Hanke", slug="hanke-fi")
    meeting = make_meeting("Tapaaminen", project=project, slug="tapaaminen-fi")
    found = {"fi": [project, meeting]}
    for code in ("sv", "en"):
        found[code] = [
            translated(project, code, slug=f"hanke-{code}"),
            translated(meeting, code, slug=f"tapaaminen-{code}"),
        ]
    for code, pages in found.items():
        easy = make_page(
            EasyReadingPage, "Selko", parent=pages[0], slug=f"selko-{code}"
        )
        pages.append(easy)
    return found


def assert_leads(client, old, page):
    response = client.get(old)
    assert response.status_code == 301, old
    assert response["Location"].endswith(page.get_url())
    assert client.get(response["Location"]).status_code == 200


def test_new_slug_leads_on_in_every_language_with_all_that_stands_below(
    family, publish, client, django_capture_on_commit_callbacks
):
    before = {
        code: [page.get_url() for page in pages] for code, pages in family.items()
    }

    with django_capture_on_commit_callbacks(execute=True):
        for code, (project, *_below) in family.items():
            publish(project, slug=f"uusi-{code}")

    for code, pages in family.items():
        for old, page in zip(before[code], pages, strict=True):
            page = type(page).objects.get(pk=page.pk)
            assert f"/uusi-{code}/" in page.get_url()
            assert_leads(client, old, page)


@pytest.mark.parametrize("code", LANGUAGES)
def test_section_that_is_renamed_takes_its_pages_along(
    family, publish, client, django_capture_on_commit_callbacks, code
):
    before = [page.get_url() for page in family[code]]
    section = ProjectIndexPage.objects.get(locale__language_code=code)

    with django_capture_on_commit_callbacks(execute=True):
        publish(section, slug="uusi")

    for old, page in zip(before, family[code], strict=True):
        assert_leads(client, old, type(page).objects.get(pk=page.pk))


@pytest.mark.parametrize("code", LANGUAGES)
def test_page_that_is_moved_takes_its_children_along(
    family, make_page, client, django_capture_on_commit_callbacks, code
):
    project, meeting, easy = family[code]
    before = [page.get_url() for page in family[code]]
    # Any place will do that is not under the same section.
    elsewhere = ArticleIndexPage.objects.get(locale__language_code=code)

    with django_capture_on_commit_callbacks(execute=True):
        project.move(elsewhere, pos="last-child")

    for old, page in zip(before, (project, meeting, easy), strict=True):
        moved = type(page).objects.get(pk=page.pk)
        assert moved.get_url().startswith(elsewhere.get_url())
        assert_leads(client, old, moved)


def test_slug_that_changes_in_one_language_moves_no_other(
    family, publish, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        publish(family["sv"][0], slug="nytt")

    for code in ("fi", "en"):
        for page in family[code]:
            assert client.get(page.get_url()).status_code == 200
