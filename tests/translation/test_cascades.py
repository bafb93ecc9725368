"""Unpublishing, deleting and moving one version: the other languages are thought of."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from articles.models import ProjectIndexPage


def post(client, name, *args, **data):
    return client.post(
        reverse(f"wagtailadmin_pages:{name}", args=args),
        data,
        headers={"Accept-Language": "en"},
        follow=True,
    )


def fetch(client, name, *args):
    url = reverse(f"wagtailadmin_pages:{name}", args=args)
    return BeautifulSoup(
        client.get(url, headers={"Accept-Language": "en"}, follow=True).content,
        "html.parser",
    )


def boxes(soup):
    return {
        box["value"]: box.has_attr("disabled")
        for box in soup.find_all("input", {"name": "languages"})
    }


class TestUnpublishing:
    def test_the_question_offers_the_live_languages(
        self, article, swedish_version, english, admin_client
    ):
        translate_object(article, [english])

        soup = fetch(admin_client, "unpublish", article.pk)

        assert boxes(soup) == {"sv": False}
        assert "Finnish and Swedish" in soup.text

    def test_chosen_languages_go_with_it(
        self, article, swedish_version, admin_client, row, client
    ):
        post(admin_client, "unpublish", article.pk, languages=["sv"])

        assert not row(article).live
        assert not row(swedish_version).live

    def test_what_is_not_chosen_stays(
        self, article, swedish_version, admin_client, row
    ):
        post(admin_client, "unpublish", article.pk)

        assert not row(article).live
        assert row(swedish_version).live

    def test_without_the_right_in_one_language_nothing_happens(
        self, article, swedish_version, sign_in, row
    ):
        author = sign_in("author", "change", "publish", language="fi")

        assert boxes(fetch(author, "unpublish", article.pk)) == {"sv": True}
        post(author, "unpublish", article.pk, languages=["sv"])

        assert row(article).live
        assert row(swedish_version).live

    def test_pages_under_them_go_along_where_asked(
        self, make_project, make_meeting, submit, admin_client, row
    ):
        project = make_project()
        meeting = make_meeting(project=project)
        theirs = submit(project, "sv")
        there = submit(meeting, "sv")

        post(
            admin_client,
            "unpublish",
            project.pk,
            languages=["sv"],
            include_descendants="on",
        )

        for page in (project, meeting, theirs, there):
            assert not row(page).live


class TestDeleting:
    def test_the_question_names_what_is_lost(
        self, article, swedish_version, admin_client
    ):
        soup = fetch(admin_client, "delete", article.pk)

        assert boxes(soup) == {"sv": False}
        assert "translated segments lose their original" in soup.text

    def test_chosen_languages_go_with_it(self, article, swedish_version, admin_client):
        post(admin_client, "delete", article.pk, languages=["sv"])

        assert not Page.objects.filter(translation_key=article.translation_key)

    def test_what_is_not_chosen_stays_live_and_editable(
        self, article, swedish_version, admin_client, row
    ):
        post(admin_client, "delete", article.pk)

        assert row(swedish_version).live
        edit = reverse("wagtailadmin_pages:edit", args=[swedish_version.pk])
        assert b"page-edit-form" in admin_client.get(edit).content

    def test_words_of_a_deleted_version_come_back(
        self, article, swedish_version, swedish, admin_client, submit, words
    ):
        soup = fetch(admin_client, "delete", swedish_version.pk)
        assert "They are kept" in soup.text
        before = set(StringTranslation.objects.values_list("pk", "data"))

        post(admin_client, "delete", swedish_version.pk)

        assert not Page.objects.filter(pk=swedish_version.pk)
        assert set(StringTranslation.objects.values_list("pk", "data")) == before
        translate_object(article, [swedish])
        made = Translation.objects.get(source__object_id=article.translation_key)
        assert made.enabled
        assert words(made, "lead") == ["sv: Ingressi"]

    def test_without_the_right_in_one_language_nothing_is_deleted(
        self, article, swedish_version, sign_in, row
    ):
        author = sign_in("author", "add", "change", "publish", language="fi")

        post(author, "delete", article.pk, languages=["sv"])

        assert row(article).live
        assert row(swedish_version).live

    def test_a_page_in_one_language_is_asked_for_as_ever(self, article, admin_client):
        soup = fetch(admin_client, "delete", article.pk)

        assert boxes(soup) == {}
        assert "Are you sure you want to delete this page?" in soup.text


class TestMoving:
    @pytest.fixture
    def place(self, make_project, submit):
        """A project with its Swedish version, from which a meeting is moved."""
        project = make_project("Vanha hanke")
        return project, submit(project, "sv")

    @pytest.fixture
    def goal(self, make_project):
        return make_project("Uusi hanke")

    @pytest.fixture
    def meeting(self, place, make_meeting, submit):
        meeting = make_meeting("Tapaaminen", project=place[0])
        return meeting, submit(meeting, "sv")

    def test_versions_move_with_their_original_and_leave_redirects(
        self, meeting, goal, submit, admin_client, row, client
    ):
        theirs = submit(goal, "sv")
        before = [page.get_url() for page in meeting]

        soup = fetch(admin_client, "move_confirm", meeting[0].pk, goal.pk)
        assert "These versions move with it: Swedish" in soup.text
        post(admin_client, "move_confirm", meeting[0].pk, goal.pk)

        for page, url, parent in zip(meeting, before, (goal, theirs), strict=True):
            assert row(page).get_parent().pk == parent.pk
            assert client.get(url).url == row(page).get_url()

    def test_a_missing_parent_refuses_the_whole_move(
        self, meeting, place, goal, admin_client, row
    ):
        answer = post(admin_client, "move_confirm", meeting[0].pk, goal.pk)

        assert "Nothing was moved" in answer.content.decode()
        assert row(meeting[0]).get_parent().pk == place[0].pk
        assert row(meeting[1]).get_parent().pk == place[1].pk
        assert not Redirect.objects.exists()

    def test_a_missing_right_refuses_the_whole_move(
        self, meeting, place, goal, submit, sign_in, row
    ):
        submit(goal, "sv")
        author = sign_in("author", "add", "change", "publish", language="fi")

        answer = post(author, "move_confirm", meeting[0].pk, goal.pk)

        assert "you may not move it there" in answer.content.decode()
        assert row(meeting[0]).get_parent().pk == place[0].pk
        assert row(meeting[1]).get_parent().pk == place[1].pk

    def test_a_translation_does_not_move_alone(
        self, meeting, place, goal, submit, admin_client, row
    ):
        theirs = submit(goal, "sv")

        answer = post(admin_client, "move_confirm", meeting[1].pk, theirs.pk)

        assert "Move the original" in answer.content.decode()
        assert row(meeting[1]).get_parent().pk == place[1].pk

    def test_the_list_moves_versions_along_too(
        self, meeting, goal, submit, admin_client, row
    ):
        theirs = submit(goal, "sv")
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])

        admin_client.post(f"{url}?id={meeting[0].pk}", {"chooser": goal.pk})

        assert row(meeting[0]).get_parent().pk == goal.pk
        assert row(meeting[1]).get_parent().pk == theirs.pk

    def test_another_order_under_the_same_page_moves_nothing_else(
        self, place, goal, row
    ):
        section = ProjectIndexPage.objects.get(locale__language_code="fi")
        order = [page.pk for page in section.get_children()]

        row(goal).move(place[0], pos="left")

        assert [page.pk for page in section.get_children()] == order[::-1]
        assert row(place[1]).get_parent().locale.language_code == "sv"


def test_new_addresses_leave_redirects_in_each_language(
    article,
    swedish_version,
    edit,
    translate,
    made_for,
    admin_client,
    row,
    client,
    django_capture_on_commit_callbacks,
):
    old = article.get_url(), swedish_version.get_url()

    with django_capture_on_commit_callbacks(execute=True):
        edit(article, slug="uusi-osoite", **{"body-count": "0"})
    made = made_for(swedish_version)
    for segment in made.source.stringsegment_set.select_related("string", "context"):
        text = segment.string.data
        is_address = segment.context.path == "slug"
        translate(made, {text: "ny-adress" if is_address else f"sv: {text}"})
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(
            reverse("translation:together", args=[article.pk]),
            {"languages": ["sv"], "publish": "1"},
        )

    assert row(swedish_version).slug == "ny-adress"
    assert client.get(old[0]).url == row(article).get_url()
    assert client.get(old[1]).url == row(swedish_version).get_url()
