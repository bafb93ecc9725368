"""A list without anything says so, in the language of its page."""

import pytest
from django.utils import translation
from django.utils.translation import gettext

from articles.models import (
    ArchivePage,
    ArticleIndexPage,
    ContactIndexPage,
    MeetingIndexPage,
    ProjectIndexPage,
    Topic,
    TopicIndexPage,
)

EMPTY = {
    ArchivePage: "There are no articles here yet.",
    ArticleIndexPage: "There are no articles here yet.",
    ContactIndexPage: "There are no contacts here yet.",
    MeetingIndexPage: "The next meeting has not been set.",
    ProjectIndexPage: "There are no projects here yet.",
    TopicIndexPage: "There are no topics here yet.",
}


def said(html):
    return " ".join(html.main.text.split())


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("model", EMPTY, ids=lambda model: model.__name__)
def test_empty_section_says_so(db, read, model, language):
    Topic.objects.all().delete()

    html = read(model.objects.get(locale__language_code=language))

    with translation.override(language):
        assert gettext(EMPTY[model]) in said(html)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_project_topic_and_contact_without_anything_say_so(
    make_project, make_topic, make_contact, read, language
):
    make_topic("Kielikahvila", slug="kielikahvila", language=language)
    section = TopicIndexPage.objects.get(locale__language_code=language)
    project = read(make_project(language=language))
    topic = read(section.topic_url("kielikahvila"))
    contact = read(make_contact(language=language))

    with translation.override(language):
        assert gettext("The project has no meetings.") in said(project)
        for html in (project, topic):
            assert gettext("There are no articles here yet.") in said(html)
        assert gettext("No page names this contact at the moment.") in said(contact)
