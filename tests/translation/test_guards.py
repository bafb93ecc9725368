"""No way through the admin destroys a translation, or publishes what is not fit."""

import json
from datetime import timedelta

import polib
import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, Task, Workflow, WorkflowTask
from wagtail.test.utils.form_data import querydict_from_html
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from articles.models import ArticlePage, ArticleTopic
from tests.raw_blocks import heading, paragraph, stream
from translation.lag import lags_of, progress_of
from translation.publishing import publish_translation
from translation.refusals import PublishingRefused
from translation.stopping import stop, take_up_again

ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def admin(admin_client):
    admin_client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return admin_client


@pytest.fixture
def draft(article, swedish):
    translate_object(article, [swedish])
    return article.get_translation(swedish)


@pytest.fixture
def publisher(member_of):
    return member_of("Publishers sv")


@pytest.fixture
def translator(member_of):
    return member_of("Translators sv")


@pytest.fixture
def communications(member_of):
    return member_of("Communications staff")


def told(response):
    """What the person is told, by the messages of the answer and of where it leads."""
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def lock(page, user):
    Page.objects.filter(pk=page.pk).update(
        locked=True, locked_by=user, locked_at=timezone.now()
    )


# Converting, stopping, subtrees


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_version_becomes_a_copy(swedish_version, admin, method, row):
    before = row(swedish_version)

    response = getattr(admin, method)(
        f"/admin/localize/page/{swedish_version.pk}/convert_to_alias/"
    )

    assert response.status_code == 302
    assert "never shows another language" in told(response)
    after = row(swedish_version)
    assert (after.title, after.alias_of_id) == (before.title, None)
    assert Translation.objects.filter(enabled=True).exists()


def test_the_old_form_field_for_copies_does_nothing(swedish_version, admin, row):
    admin.post(
        f"/admin/pages/{swedish_version.pk}/edit/", {"localize-convert-to-alias": "1"}
    )

    assert row(swedish_version).alias_of_id is None


def test_stopping_names_what_is_lost_before_it_stops(
    swedish_version, made_for, publisher
):
    made = made_for(swedish_version)
    done = progress_of([made])[made.pk].done
    url = f"/admin/localize/translate/{made.pk}/disable/"

    asked = publisher.get(url)

    assert f"{done} translated segments" in asked.content.decode()
    assert "Readers go on reading it" in asked.content.decode()
    made.refresh_from_db()
    assert made.enabled

    publisher.post(url)

    made.refresh_from_db()
    assert not made.enabled


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_translator_stops_nothing(swedish_version, made_for, translator, method):
    made = made_for(swedish_version)

    response = getattr(translator, method)(
        f"/admin/localize/translate/{made.pk}/disable/"
    )

    assert response.status_code == 302
    made.refresh_from_db()
    assert made.enabled


def test_what_is_taken_up_again_keeps_the_words_written_meanwhile(
    swedish_version, made_for, publish, row, admin
):
    made = made_for(swedish_version)
    stop(made, swedish_version)
    publish(row(swedish_version), lead="Skriven för hand")

    asked = admin.get(f"/admin/translation/{made.pk}/take-up-again/")
    answer = admin.post(f"/admin/translation/{made.pk}/take-up-again/")

    assert asked.status_code == 200
    assert answer.status_code == 302
    made.refresh_from_db()
    assert made.enabled
    publish_translation(made)
    assert row(swedish_version).lead == "Skriven för hand"


def test_what_changed_meanwhile_lags_when_taken_up_again(
    article, swedish_version, made_for, publish
):
    made = made_for(swedish_version)
    stop(made, swedish_version)
    publish(article, lead="Aivan toinen ingressi")

    take_up_again(made, swedish_version)

    (lag,) = lags_of([made_for(swedish_version)])
    assert (lag.source_text, lag.text) == ("Ingressi", "sv: Ingressi")


def test_blocks_made_anew_meanwhile_take_the_place_of_the_old(
    article, swedish_version, made_for, publish, row, words
):
    made = made_for(swedish_version)
    stop(made, swedish_version)
    version = row(swedish_version)
    version.body = stream(heading("Ny rubrik"), paragraph("<p>Ett.</p><p>Två.</p>"))
    publish(version)

    take_up_again(made, row(swedish_version))

    made = made_for(swedish_version)
    (path,) = made.source.stringsegment_set.filter(
        context__path__startswith=f"body.{article.body[0].id}"
    ).values_list("context__path", flat=True)
    assert words(made, path) == ["Ny rubrik"]


def test_the_old_form_field_for_restarting_overwrites_nothing(
    swedish_version, made_for, admin
):
    made = made_for(swedish_version)
    stop(made, swedish_version)

    admin.post(
        f"/admin/pages/{swedish_version.pk}/edit/",
        {"localize-restart-translation": "", "body-count": "0"},
    )

    made.refresh_from_db()
    assert not made.enabled


def test_the_editor_of_a_stopped_version_offers_to_take_it_up_again(
    swedish_version, made_for, admin
):
    made = made_for(swedish_version)
    stop(made, swedish_version)

    html = admin.get(f"/admin/pages/{swedish_version.pk}/edit/").content.decode()

    assert f"/admin/translation/{made.pk}/take-up-again/" in html
    assert "localize-restart-translation" not in html
    assert "localize-convert-to-alias" not in html


def test_no_subtree_is_submitted(make_project, make_meeting, admin, swedish):
    project = make_project()
    make_meeting(project=project)

    admin.post(
        f"/admin/localize/submit/page/{project.pk}/",
        {"locales": [swedish.pk], "include_subtree": "on"},
    )

    assert Translation.objects.count() == 1


# Submitting


def test_the_language_of_a_missing_parent_is_not_offered_and_why(
    make_meeting, make_project, communications, swedish
):
    meeting = make_meeting(project=make_project("Hanke"))
    url = f"/admin/localize/submit/page/{meeting.pk}/"

    html = communications.get(url).content.decode()
    posted = communications.post(url, {"locales": [swedish.pk]})

    assert "translate “Hanke” first" in html
    assert posted.status_code == 200
    assert not Translation.objects.exists()


def test_a_translation_leads_to_its_original(article, swedish_version, admin, english):
    url = f"/admin/localize/submit/page/{swedish_version.pk}/"

    response = admin.post(url, {"locales": [english.pk]})

    assert response["Location"] == f"/admin/localize/submit/page/{article.pk}/"
    assert "is a translation" in told(response)
    assert Translation.objects.count() == 1


def test_communications_staff_ask_for_a_language_they_do_not_write(
    article, communications, swedish
):
    response = communications.post(
        f"/admin/localize/submit/page/{article.pk}/", {"locales": [swedish.pk]}
    )

    assert response.status_code == 302
    assert not article.get_translation(swedish).live


def test_a_language_asked_for_after_a_stop_is_made_from_the_words_of_today(
    article, swedish_version, made_for, publish, admin, english
):
    stop(made_for(swedish_version), swedish_version)
    publish(article, title="Uusi otsikko")

    admin.post(f"/admin/localize/submit/page/{article.pk}/", {"locales": [english.pk]})

    made = Translation.objects.get(target_locale=english)
    assert made.source.stringsegment_set.filter(string__data="Uusi otsikko").exists()


def test_what_is_refused_while_submitting_is_told(article, admin, swedish, monkeypatch):
    def refuse(*args, **kwargs):
        raise PublishingRefused("Because.")

    monkeypatch.setattr(
        "wagtail_localize.views.submit_translations.translate_object", refuse
    )

    response = admin.post(
        f"/admin/localize/submit/page/{article.pk}/", {"locales": [swedish.pk]}
    )

    assert response.status_code == 200
    assert "Because." in response.content.decode()


def test_translators_of_snippets_are_communications_staff(
    make_topic, translator, communications
):
    url = f"/admin/localize/submit/snippet/articles/topic/{make_topic().pk}/"

    assert translator.get(url).status_code == 302
    assert communications.get(url).status_code == 200


def test_updating_by_hand_is_explained(article, swedish_version, made_for, admin):
    source = made_for(swedish_version).source
    url = f"/admin/localize/update/{source.pk}/"

    response = admin.post(url, {"publish_translations": "on"})

    assert response["Location"] == f"/admin/pages/{article.pk}/edit/"
    assert "by themselves" in told(response)


# What is closed


def test_single_segments_are_not_written_past_the_editor(
    swedish_version, made_for, admin
):
    made = made_for(swedish_version)
    segment = made.source.stringsegment_set.first()

    response = admin.put(
        f"/admin/localize/translate/{made.pk}/strings/{segment.pk}/edit/",
        "value=x",
        content_type="application/x-www-form-urlencoded",
        follow=True,
    )

    assert response.status_code == 404
    assert not StringTranslation.objects.filter(data="x").exists()


def test_what_readers_wrote_is_not_listed_for_translators(translator):
    response = translator.get(
        "/admin/localize/api/snippets/duties/feedback/", follow=True
    )

    assert response.status_code == 404


def test_no_machine_translates_by_default(swedish_version, made_for, publisher):
    url = f"/admin/localize/translate/{made_for(swedish_version).pk}/machine_translate/"

    assert publisher.post(url, follow=True).status_code == 404


@pytest.mark.parametrize(
    "route", ["pofile/download/", "preview/", "disable/", "pofile/upload/"]
)
def test_a_deleted_version_is_not_found(swedish_version, made_for, admin, route):
    made = made_for(swedish_version)
    swedish_version.delete()
    method = admin.post if "upload" in route else admin.get

    response = method(f"/admin/localize/translate/{made.pk}/{route}", follow=True)

    assert response.status_code == 404


# Publishing by every other way


def bulk(client, *pages, **data):
    ids = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"/admin/bulk/wagtailcore/page/publish/?{ids}", data)


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


def test_the_api_makes_no_copy_in_another_language(article, admin):
    response = admin.post(
        f"/admin/api/main/pages/{article.pk}/action/copy_for_translation/",
        {"locale": "sv", "alias": True},
        content_type="application/json",
        follow=True,
    )

    assert response.status_code == 404
    assert not article.get_translations().exists()


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


def test_no_form_offers_to_fill_a_language_from_another(admin, swedish):
    html = admin.get(f"/admin/locales/edit/{swedish.pk}/").content.decode()

    assert "sync_from" not in html


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


# Copies, deletion


def test_a_copied_page_is_a_text_of_its_own(article, swedish_version, swedish, admin):
    topics = article.article_topics.count()
    response = admin.post(
        f"/admin/pages/{article.pk}/copy/",
        {
            "new_title": "Kopio",
            "new_slug": "kopio",
            "new_parent_page": article.get_parent().pk,
        },
    )

    assert response.status_code == 302
    copy = ArticlePage.objects.get(slug="kopio")
    assert copy.translation_key != article.translation_key
    assert not copy.live
    assert copy.article_topics.count() == topics
    translate_object(copy, [swedish])
    made = Translation.objects.get(source__object_id=copy.translation_key)
    assert progress_of([made])[made.pk].done == 0
    assert Page.objects.get(pk=swedish_version.pk).live


def test_a_copied_translation_is_a_text_of_its_own(swedish_version, admin):
    admin.post(
        f"/admin/pages/{swedish_version.pk}/copy/",
        {
            "new_title": "Kopia",
            "new_slug": "kopia",
            "new_parent_page": swedish_version.get_parent().pk,
        },
    )

    copy = ArticlePage.objects.get(slug="kopia")
    assert not Translation.objects.filter(source__object_id=copy.translation_key)


def test_children_of_a_copy_are_its_own(article, make_topic, admin):
    topic = make_topic()
    article.article_topics = [ArticleTopic(topic=topic, locale=article.locale)]
    article.save_revision().publish()

    admin.post(
        f"/admin/pages/{article.pk}/copy/",
        {
            "new_title": "Kopio",
            "new_slug": "kopio",
            "new_parent_page": article.get_parent().pk,
        },
    )

    copy = ArticlePage.objects.get(slug="kopio")
    (one,) = article.article_topics.all()
    (other,) = copy.article_topics.all()
    assert one.translation_key != other.translation_key


def test_a_deleted_version_keeps_its_words_and_comes_back_with_them(
    article, swedish_version, admin, swedish, words
):
    admin.post(f"/admin/pages/{swedish_version.pk}/delete/")
    assert not Page.objects.filter(pk=swedish_version.pk).exists()

    admin.post(f"/admin/localize/submit/page/{article.pk}/", {"locales": [swedish.pk]})

    made = Translation.objects.get(enabled=True)
    assert words(made, "lead") == ["sv: Ingressi"]


def test_polib_takes_no_name_of_a_file_for_its_text(tmp_path):
    file = tmp_path / "secret.po"
    file.write_text('msgid "secret"\nmsgstr "words"\n')

    with pytest.raises(OSError, match="Syntax error"):
        polib.pofile(f"{file}\n")


def test_a_translator_reads_the_original_though_it_is_a_draft(
    make_article, swedish, translator, made_for
):
    original = make_article("Luonnos", live=False, lead="Vasta luonnos")
    translate_object(original, [swedish])
    made = made_for(original.get_translation(swedish))

    read = translator.get(f"/admin/translation/{made.pk}/original/")

    assert "Vasta luonnos" in read.content.decode()
    assert translator.get(f"/admin/pages/{original.pk}/edit/").status_code == 302
    assert translator.get(f"/admin/pages/{original.pk}/view_draft/").status_code == 302
