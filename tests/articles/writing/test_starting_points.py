"""A new page may begin with a ready structure, whose guides never reach readers."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Locale

from articles.models import ArticleIndexPage, MeetingPage, ProjectIndexPage
from articles.writing.checking import look_at
from articles.writing.findings import Check
from articles.writing.starting_points import POINTS, fill
from espoo.blocks import BodyBlock
from tests.raw_blocks import paragraph, stream

ADD = "/admin/pages/add/articles"


@pytest.fixture
def opened(admin_client):
    """Return a function that opens a screen of the admin and parses it."""

    def get(path, **data):
        answer = admin_client.get(path, data, headers={"Accept-Language": "en"})
        assert answer.status_code == 200
        return BeautifulSoup(answer.content.decode(), "html.parser")

    return get


def section(model, language="fi"):
    return model.objects.get(locale__language_code=language)


def offered(screen):
    return [link["href"] for link in screen.select(".writing-points a")]


def test_whoever_adds_an_article_chooses_first_and_may_choose_nothing(opened):
    path = f"{ADD}/articlepage/{section(ArticleIndexPage).pk}/"

    screen = opened(path, next="/admin/")

    addresses = [f"{path}?next=%2Fadmin%2F&start={key}" for key in ("news", "story")]
    assert offered(screen) == [*addresses, f"{path}?next=%2Fadmin%2F&start=empty"]
    assert not screen.select("[name=title]")
    for asked in ("empty", "nothing-of-ours", "call"):
        form = opened(path, start=asked)
        assert "[[" not in form.select_one("[name=lead]").get_text()


def test_the_form_speaks_the_language_of_the_tree(opened):
    begins = {"fi": "[[Kerro", "sv": "[[Berätta", "en": "[[Say"}
    for language, words in begins.items():
        path = f"{ADD}/articlepage/{section(ArticleIndexPage, language).pk}/"

        form = opened(path, start="news")

        assert form.select_one("[name=lead]").get_text().strip().startswith(words)


def test_a_meeting_that_was_held_gets_its_summary_from_the_same_choice(
    opened, make_project, make_meeting
):
    project = make_project()
    long_ago = timezone.now() - timedelta(days=9)
    held = make_meeting("Pidetty", project=project, starts_at=long_ago)
    told = {"summary": stream(paragraph()), "starts_at": long_ago}
    make_meeting("Kerrottu", project=project, **told)
    make_meeting("Peruttu", project=project, starts_at=long_ago, status="cancelled")
    make_meeting("Tuleva", project=project)

    screen = opened(f"{ADD}/meetingpage/{project.pk}/")
    [link] = screen.select(".writing-held a")
    address, _mark, asked = link["href"].partition("?")
    form = opened(address, start=asked.removeprefix("start="))

    assert address == f"/admin/pages/{held.pk}/edit/"
    assert "[[Kuka tekee mit" in str(form.select_one("#page-edit-form"))
    assert not MeetingPage.objects.get(pk=held.pk).summary


def test_a_project_has_a_starting_point_too(opened):
    path = f"{ADD}/projectpage/{section(ProjectIndexPage).pk}/"

    assert len(offered(opened(path))) == 2


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.key)
@pytest.mark.parametrize("language", ["fi", "sv", "en", "ar"])
def test_every_text_is_a_guide_that_keeps_the_page_from_readers(db, point, language):
    code = "en" if language == "ar" else language
    page = point.model(title="x", locale=Locale.objects.get(language_code=code))
    page.locale.language_code = language

    fill(page, point.key)

    stopping = [one for one in look_at(page) if one.stops]
    assert {one.check for one in stopping} == {Check.GUIDE}
    fields = {
        name for name in ("lead", "aim", "body", "summary") if hasattr(page, name)
    }
    filled = {name for name in fields if getattr(page, name)}
    assert filled <= {one.place.field for one in stopping}
    for name in filled:
        value = getattr(page, name)
        if isinstance(value, StreamValue):
            BodyBlock().clean(value)  # nothing else is wrong with it


def test_what_is_written_already_stays(make_article):
    page = make_article(lead="Oma alku")

    fill(page, "news")

    assert page.lead == "Oma alku"
    assert page.body


def test_nothing_publishes_a_guiding_text(make_article, publish):
    page = make_article(live=False)
    fill(page, "story")

    with pytest.raises(ValidationError) as refused:
        publish(page)

    assert "guiding text" in str(refused.value)
    assert not type(page).objects.get(pk=page.pk).live


def test_a_guiding_text_does_not_keep_a_meeting_from_being_cancelled(
    make_meeting, publish
):
    page = make_meeting()
    MeetingPage.objects.filter(pk=page.pk).update(lead="[[Kerro]]")
    page.refresh_from_db()

    with pytest.raises(ValidationError):
        publish(page)
    assert publish(page, status="cancelled").status == "cancelled"
