"""Lists, the API, workflows and the page's own form publish nothing that is not fit."""

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, Task, Workflow, WorkflowTask
from wagtail.test.utils.form_data import querydict_from_html
from wagtail_localize.operations import translate_object

from tests.translation.guards.messages import told
from translation.publishing import publish_translation


@pytest.fixture
def draft(article, swedish):
    translate_object(article, [swedish])
    return article.get_translation(swedish)


def lock(page, user):
    Page.objects.filter(pk=page.pk).update(
        locked=True, locked_by=user, locked_at=timezone.now()
    )


def bulk(client, *pages, **data):
    ids = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"/admin/bulk/wagtailcore/page/publish/?{ids}", data)


# Lists


def test_publishing_a_list_tells_of_each_page_that_is_refused(
    draft, make_article, admin, row
):
    other = make_article("Toinen", live=False)

    response = bulk(admin, draft, other)

    assert row(other).live
    assert not row(draft).live
    assert "was not published" in told(response)
    assert "1 page has been published" in told(response)


def test_publishing_a_list_publishes_the_words_of_today(
    swedish_version, made_for, translate, admin, row
):
    translate(made_for(swedish_version), {"Ingressi": "Ny ingress"})

    bulk(admin, swedish_version)

    assert row(swedish_version).lead == "Ny ingress"


def test_publishing_a_list_tells_of_a_page_that_is_not_finished(make_article, admin):
    page = make_article("Kesken", lead="", live=False)

    response = bulk(admin, page)

    assert response.status_code == 302
    assert "was not published" in told(response)


@pytest.mark.pair
def test_both_languages_chosen_in_a_list_go_live_together(
    make_article, submit, admin, row
):
    original = make_article("Järjestöt", live=False)
    version = submit(original, "sv", live=False)

    bulk(admin, version, original)

    assert row(original).live
    assert row(version).live


# The API, earlier drafts, workflows


@pytest.mark.parametrize("who", ["bulk", "api"])
def test_nobody_publishes_what_somebody_else_locked(
    make_article, admin_user, member_of, row, who
):
    page = make_article("Lukittu", live=False)
    lock(page, admin_user)
    client = member_of("Communications staff")

    if who == "bulk":
        response = bulk(client, page)
        assert "locked" in told(response)
    else:
        response = client.post(f"/admin/api/main/pages/{page.pk}/action/publish/")
        assert response.status_code == 400
        assert "locked" in response.content.decode()
    assert not row(page).live


def test_the_api_publishes_no_unfinished_translation(draft, admin, row):
    response = admin.post(f"/admin/api/main/pages/{draft.pk}/action/publish/")

    assert response.status_code == 400
    assert "not translated" in json.dumps(response.json())
    assert not row(draft).live


def test_an_older_draft_of_a_translation_is_not_published(
    swedish_version, made_for, translate, admin, row
):
    older = row(swedish_version).latest_revision
    made = made_for(swedish_version)
    translate(made, {"Ingressi": "Ny ingress"})
    publish_translation(made)

    admin.post(
        f"/admin/api/main/pages/{swedish_version.pk}/action/revert_to_page_revision/",
        {"revision_id": older.pk},
        content_type="application/json",
    )
    response = admin.post(f"/admin/api/main/pages/{swedish_version.pk}/action/publish/")

    assert response.status_code == 400
    assert row(swedish_version).lead == "Ny ingress"


def test_reverting_a_translation_shows_the_translators_screen(swedish_version, admin):
    revision = swedish_version.latest_revision_id

    response = admin.get(
        f"/admin/pages/{swedish_version.pk}/revisions/{revision}/revert/"
    )

    assert "translation-form" in response.content.decode()


def test_a_workflow_does_not_publish_an_unfinished_translation(
    draft, admin, admin_user, row
):
    workflow = Workflow.objects.create(name="Approval")
    task = GroupApprovalTask.objects.create(name="Look")
    WorkflowTask.objects.create(
        workflow=workflow, task=Task.objects.get(pk=task.pk), sort_order=0
    )
    state = workflow.start(row(draft), admin_user)

    response = admin.post(
        f"/admin/pages/workflow/action/{draft.pk}/approve/{state.current_task_state.pk}/",
    )

    assert response.status_code == 302
    assert "not translated" in told(response)
    assert not row(draft).live


def test_a_script_is_answered_in_json(draft, admin, admin_user, row):
    workflow = Workflow.objects.create(name="Approval")
    task = GroupApprovalTask.objects.create(name="Look")
    WorkflowTask.objects.create(
        workflow=workflow, task=Task.objects.get(pk=task.pk), sort_order=0
    )
    state = workflow.start(row(draft), admin_user)

    response = admin.post(
        f"/admin/pages/workflow/action/{draft.pk}/approve/{state.current_task_state.pk}/",
        headers={"X-Requested-With": "XMLHttpRequest"},
    )

    assert response.status_code == 409
    assert "not translated" in response.json()["messages"][0]


def test_a_page_that_fails_to_publish_leaves_nothing_behind(
    article, swedish_version, edit, monkeypatch, row
):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("translation.signals.carry", fail)

    with pytest.raises(RuntimeError):
        edit(article, lead="Uusi", **{"body-count": "0"})

    assert row(article).lead == "Ingressi"


# The page's own form


@pytest.mark.pair
class TestPairAtTheForm:
    """Who publishes one language alone is told at the form, with what they typed."""

    def form(self, client, page, **fields):
        url = f"/admin/pages/{page.pk}/edit/"
        html = client.get(url).content.decode()
        data = querydict_from_html(html, form_id="page-edit-form").dict() | fields
        data |= {"body-count": "0", "action-publish": "action-publish"}
        return client.post(url, data)

    def test_the_form_says_so_and_leads_to_both(self, make_article, admin, row):
        page = make_article("Järjestöt", live=False)

        response = self.form(admin, page, lead="Kirjoitettu juuri")

        soup = BeautifulSoup(response.content.decode(), "html.parser")
        assert response.status_code == 200
        assert "Svenska is missing" in soup.text
        assert soup.find("a", href=f"/admin/translation/together/{page.pk}/")
        assert soup.find("textarea", id="id_lead").text.strip() == "Kirjoitettu juuri"
        assert not row(page).live

    def test_a_draft_is_saved_as_ever(self, make_article, edit, row):
        page = make_article("Järjestöt", live=False)

        edit(page, action="", lead="Kesken", **{"body-count": "0"})

        assert row(page).get_latest_revision_as_object().lead == "Kesken"

    def test_nor_is_it_scheduled_alone(self, make_article, admin, row):
        page = make_article("Järjestöt", live=False)
        later = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")

        self.form(admin, page, go_live_at=later)

        assert not row(page).scheduled_revision
