"""A translation is found by its words once they are published, and by today's facts."""

import datetime

import pytest
from django.utils import timezone
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from articles.models import ArticleTopic, Place
from search.matching import Chosen, find
from search.parsing import parse
from tests.search.truth.finding import counted, found
from translation.publishing import publish_together, publish_translation
from translation.refusals import PublishingRefused


def test_a_translation_is_found_when_it_is_published(make_article, submit):
    article = make_article("Festivaali")

    draft = submit(article, "sv", {"Festivaali": "Karneval"}, live=False)
    assert found("karneval", "sv") == []

    draft.latest_revision.publish()
    assert found("karneval", "sv") == ["Karneval"]


def test_a_fact_carried_to_a_live_translation_is_found_at_once(
    make_meeting, make_project, submit, publish, finnish, swedish
):
    project = make_project()
    submit(project, "sv")
    meeting = make_meeting("Avajaiset", project=project)
    submit(meeting, "sv", {"Avajaiset": "Invigning"})
    place = Place.objects.create(name="Kulttuurikeskus", locale=finnish)
    key = place.translation_key
    Place.objects.create(name="Kulturhuset", locale=swedish, translation_key=key)
    day = meeting.starts_at + datetime.timedelta(days=400)

    publish(meeting, place=place, starts_at=day, ends_at=None)

    (hit,) = find(parse("kulturhuset", "sv")).hits
    assert (hit.title, hit.date) == ("Invigning", timezone.localdate(day))


def test_a_topic_given_to_the_original_is_one_of_its_live_translation(
    make_article, make_topic, submit, publish
):
    topic = make_topic("Kielikahvila", slug="kielikahvila")
    make_topic("Språkkafé", language="sv", of=topic, slug="sprakkafe")
    article = make_article("Festivaali")
    submit(article, "sv", {"Festivaali": "Festival"})

    article.article_topics = [ArticleTopic(topic=topic, locale=article.locale)]
    publish(article)

    by_topic = find(parse("festival", "sv"), Chosen(topic="sprakkafe"))
    assert [hit.title for hit in by_topic.hits] == ["Festival"]


def test_versions_published_together_are_found_at_once_and_a_refused_group_is_not(
    make_article, submit, english
):
    article = make_article("Festivaali", live=False)
    swedish = submit(article, "sv", {"Festivaali": "Musikfest"}, live=False)
    translate_object(article, [english])
    unfinished = article.get_translation(english)

    with pytest.raises(PublishingRefused):
        publish_together([article, swedish, unfinished])
    assert (found("festivaali"), found("musikfest", "sv")) == ([], [])
    assert (counted("festivaali"), counted("musikfest", "sv")) == (0, 0)

    publish_together([article, swedish])
    assert (found("festivaali"), found("musikfest", "sv")) == (
        ["Festivaali"],
        ["Musikfest"],
    )


def test_a_live_translation_is_found_by_its_new_words_once_they_are_published(
    make_article, submit, publish
):
    article = make_article("Festivaali")
    submit(article, "sv", {"Festivaali": "Musikfest"})

    publish(article, title="Karnevaali")
    assert found("musikfest", "sv") == ["Musikfest"]
    assert found("karnevaali", "sv") == []

    submit(article, "sv", {"Karnevaali": "Karneval"}, live=False)
    assert found("karneval", "sv") == []

    made = Translation.objects.get(source__object_id=article.translation_key)
    publish_translation(made)
    assert (found("musikfest", "sv"), found("karneval", "sv")) == ([], ["Karneval"])
