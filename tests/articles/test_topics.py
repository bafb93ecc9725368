"""A topic is exchanged for the reader's own, and has a page in each language."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail_localize.models import Translation

from articles.models import (
    ArticlePage,
    ArticleTopic,
    ProjectTopic,
    Topic,
    TopicIndexPage,
)
from translation.publishing import publish_translation, translation_of
from translation.refusals import PublishingRefused


@pytest.fixture
def topic(make_topic):
    return make_topic("Kielikahvila", slug="kielikahvila", intro="Mukaan päätöksiin.")


@pytest.fixture
def article(make_article, topic):
    article = make_article("Suomeksi")
    ArticleTopic.objects.create(page=article, topic=topic)
    return ArticlePage.objects.get(pk=article.pk)


def topics(html):
    return [(a["href"], a.text) for a in html.select("nav.topics a")]


def test_translated_article_has_the_topic_of_its_own_language(
    article, topic, make_topic, submit, read
):
    swedish = make_topic(
        "Språkkafé", of=topic, language="sv", slug="sprakkafe", intro="Var med."
    )

    version = submit(article, "sv")

    assert version.article_topics.get().topic_id == swedish.pk
    assert topics(read(article)) == [("/fi/aiheet/kielikahvila/", "Kielikahvila")]
    assert topics(read(version)) == [("/sv/amnen/sprakkafe/", "Språkkafé")]


def test_translating_an_article_leaves_the_published_topic_as_it_was(
    article, topic, make_topic, submit
):
    swedish = make_topic(
        "Språkkafé", of=topic, language="sv", slug="sprakkafe", intro="Var med."
    )

    submit(article, "sv")

    swedish = Topic.objects.get(pk=swedish.pk)
    assert swedish.live
    assert (swedish.name, swedish.slug, swedish.intro) == (
        "Språkkafé",
        "sprakkafe",
        "Var med.",
    )
    made = Translation.objects.get(source__object_id=topic.translation_key)
    assert made.get_progress() == (3, 3)


def test_topic_without_a_version_keeps_the_article_back_and_is_never_shown(
    article, topic, swedish, submit, read
):
    version = submit(article, "sv", live=False)
    made = translation_of(version)

    with pytest.raises(PublishingRefused, match="Kielikahvila"):
        publish_translation(made)
    version = publish_translation(made, reason="Brådskande")

    assert not topic.get_translation(swedish).live
    assert topics(read(version)) == []


def test_page_of_a_topic_lists_its_own_language(
    article, topic, make_topic, make_project, make_article, submit, read
):
    make_topic("Språkkafé", of=topic, language="sv", slug="sprakkafe", intro="Var med.")
    project = make_project("Hanke")
    ProjectTopic.objects.create(page=project, topic=topic)
    hidden = make_article("Luonnos", live=False)
    ArticleTopic.objects.create(page=hidden, topic=topic)
    submit(article, "sv", {"Suomeksi": "På svenska"})

    finnish, swedish = read("/fi/aiheet/kielikahvila/"), read("/sv/amnen/sprakkafe/")

    assert finnish.h1.text == "Kielikahvila"
    assert "Mukaan päätöksiin." in finnish.main.text
    assert [a.text for a in finnish.select(".teaser a")] == ["Hanke", "Suomeksi"]
    assert [a.text for a in swedish.select(".teaser a")] == ["På svenska"]
    assert finnish.select("nav.breadcrumb a")[-1]["href"] == "/fi/aiheet/"


def test_topic_in_draft_is_nowhere(article, topic, read):
    topic.unpublish()

    assert topics(read(article)) == []
    assert "Kielikahvila" not in read("/fi/aiheet/").main.text
    read("/fi/aiheet/kielikahvila/", status=404)


def test_topic_is_not_found_under_another_language(topic, read):
    read("/sv/amnen/kielikahvila/", status=404)


def test_name_gives_the_slug(make_topic):
    assert make_topic("Yhteistyö kaupungissa").slug == "yhteistyo-kaupungissa"


def test_slug_is_used_once_in_a_language(topic, make_topic):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_topic("Toinen", slug="kielikahvila")
    make_topic("Samma", slug="kielikahvila", language="sv")


def test_editor_is_told_that_a_slug_is_taken(topic, finnish):
    with pytest.raises(ValidationError):
        Topic(name="Toinen", slug="kielikahvila", locale=finnish).full_clean()


@pytest.mark.parametrize("times", [1, 2])
def test_address_of_a_topic_leads_on_when_it_changes(topic, publish, client, times):
    for number in range(times):
        topic = publish(topic, slug=f"uusi-{number}")

    response = client.get("/fi/aiheet/kielikahvila/")

    assert response.status_code == 301
    assert response["Location"].endswith(f"/fi/aiheet/uusi-{times - 1}/")
    assert client.get(response["Location"]).status_code == 200


def test_address_that_comes_back_is_the_topic_again(topic, publish, read):
    publish(topic, slug="uusi")
    publish(topic, slug="kielikahvila")

    assert read("/fi/aiheet/kielikahvila/").h1.text == "Kielikahvila"


def test_draft_of_a_topic_moves_nothing(topic, client, read):
    topic.slug = "uusi"
    topic.save_revision()

    assert read("/fi/aiheet/kielikahvila/").h1.text == "Kielikahvila"
    assert not Redirect.objects.exists()


def test_topics_move_with_their_list(
    topic, publish, client, django_capture_on_commit_callbacks
):
    section = TopicIndexPage.objects.get(slug="aiheet")

    with django_capture_on_commit_callbacks(execute=True):
        publish(section, slug="teemat")

    response = client.get("/fi/aiheet/kielikahvila/")
    assert response.status_code == 301
    assert response["Location"].endswith("/fi/teemat/kielikahvila/")
