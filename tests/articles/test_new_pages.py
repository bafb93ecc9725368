"""Whoever writes a new page gets its form, before there is anything to save."""

import pytest
from django.urls import reverse

from articles.models import (
    ArticleIndexPage,
    ArticlePage,
    ContactIndexPage,
    ContactPage,
    EasyReadingPage,
    MeetingPage,
    ProjectIndexPage,
    ProjectPage,
)


@pytest.fixture
def parents(make_article, make_project):
    """Return where a page of each type is added."""
    return {
        ArticlePage: ArticleIndexPage.objects.get(locale__language_code="fi"),
        ContactPage: ContactIndexPage.objects.get(locale__language_code="fi"),
        ProjectPage: ProjectIndexPage.objects.get(locale__language_code="fi"),
        EasyReadingPage: make_article(),
        MeetingPage: make_project(),
    }


@pytest.mark.parametrize(
    "model", [ArticlePage, ContactPage, EasyReadingPage, MeetingPage, ProjectPage]
)
def test_the_form_for_a_new_page_opens(admin_client, parents, model):
    meta = model._meta
    path = reverse(
        "wagtailadmin_pages:add",
        args=[meta.app_label, meta.model_name, parents[model].pk],
    )

    answer = admin_client.get(path, {"start": "empty"})

    assert answer.status_code == 200
    assert 'name="title"' in answer.content.decode()


def test_an_address_has_no_dots_on_its_letters(admin_client, parents):
    form = admin_client.get(
        reverse(
            "wagtailadmin_pages:add",
            args=["articles", "articlepage", parents[ArticlePage].pk],
        ),
        {"start": "empty"},
    ).content.decode()
    page = ArticlePage(title="Järjestöt ja århundradet", lead="Lyhyesti.")

    parents[ArticlePage].add_child(instance=page)

    assert 'data-controller="w-slug' in form
    assert "allow-unicode" not in form  # which lets the form's script keep the dots
    assert page.slug == "jarjestot-ja-arhundradet"
