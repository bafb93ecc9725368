"""Who asks for a language gets it from the original, page by page, or reads why not."""

import pytest
from wagtail_localize.models import Translation

from tests.translation.guards.messages import told
from translation.refusals import PublishingRefused
from translation.stopping import stop


@pytest.fixture
def communications(member_of):
    return member_of("Communications staff")


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


def test_no_subtree_is_submitted(make_project, make_meeting, admin, swedish):
    project = make_project()
    make_meeting(project=project)

    admin.post(
        f"/admin/localize/submit/page/{project.pk}/",
        {"locales": [swedish.pk], "include_subtree": "on"},
    )

    assert Translation.objects.count() == 1
