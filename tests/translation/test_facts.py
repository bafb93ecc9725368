"""Facts reach readers of every language with the publication; words do not."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail_localize.models import OverridableSegment, SegmentOverride

from articles.models import ArticleTopic, MeetingPage, Place
from tests.raw_blocks import figure, paragraph, stream

Status, Mode = MeetingPage.Status, MeetingPage.Mode


@pytest.fixture
def meeting(make_meeting, make_project, submit):
    project = make_project()
    submit(project, "sv")
    return make_meeting(project=project, lead="Tervetuloa")


@pytest.fixture
def swedish_meeting(meeting, submit):
    return submit(meeting, "sv")


def test_a_meeting_cancelled_in_finnish_is_cancelled_in_swedish(
    meeting, swedish_meeting, publish, read
):
    assert "Inställ" not in read(swedish_meeting).get_text()

    publish(meeting, status=Status.CANCELLED, lead="Peruttu kokous")

    page = read(swedish_meeting).get_text()
    assert "Inställ" in page or "inställ" in page
    assert "Peruttu" not in page
    assert "sv: Tervetuloa" in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("starts_at", timezone.now() + timedelta(days=60)),
        ("mode", Mode.BOTH),
        ("registration_url", "https://example.org/uusi"),
        ("join_url", "https://example.org/linkki"),
        ("attendance", 41),
    ],
)
def test_each_fact_of_a_meeting(meeting, swedish_meeting, publish, row, field, value):
    publish(meeting, **{field: value})

    assert getattr(row(swedish_meeting), field) == value


def test_the_revision_that_is_live_says_the_same(
    meeting, swedish_meeting, publish, row
):
    publish(meeting, status=Status.CANCELLED)

    assert (
        row(swedish_meeting).get_latest_revision_as_object().status == Status.CANCELLED
    )


def test_a_draft_of_the_original_changes_no_fact(meeting, swedish_meeting, row):
    meeting.status = Status.CANCELLED
    meeting.save_revision()

    assert row(swedish_meeting).status == Status.PLANNED


def test_an_older_revision_of_a_version_is_published_with_todays_facts(
    meeting, swedish_meeting, publish, row
):
    old = swedish_meeting.get_latest_revision()
    publish(meeting, status=Status.CANCELLED)

    old.publish()

    assert row(swedish_meeting).status == Status.CANCELLED


def test_another_place_is_named_in_each_language(
    meeting, swedish_meeting, publish, row, finnish, swedish
):
    place = Place.objects.create(name="Iso Omena", locale=finnish)
    there = Place.objects.create(
        name="Stora äpplet", locale=swedish, translation_key=place.translation_key
    )

    publish(meeting, place=place)

    assert row(swedish_meeting).place_id == there.pk


def test_a_place_without_a_name_in_the_language_is_the_originals(
    meeting, swedish_meeting, publish, row, finnish
):
    place = Place.objects.create(name="Iso Omena", locale=finnish)

    publish(meeting, place=place)

    assert row(swedish_meeting).place_id == place.pk


def test_phone_and_mail_of_a_contact(make_contact, submit, publish, row):
    contact = make_contact(role="Koordinaattori")
    version = submit(contact, "sv")

    publish(contact, phone="+358401234567", email="uusi@example.org", role="Muu")

    after = row(version)
    assert (str(after.phone), after.email) == ("+358401234567", "uusi@example.org")
    assert after.role == "sv: Koordinaattori"


def test_a_topic_taken_away_goes_and_one_added_comes(
    make_article, make_topic, submit, publish, row
):
    topics = [make_topic(f"Aihe {n}") for n in range(2)]
    theirs = [make_topic(f"Ämne {n}", language="sv", of=topics[n]) for n in range(2)]
    article = make_article()
    article.article_topics = [ArticleTopic(topic=topics[0], locale=article.locale)]
    article.save()
    version = submit(publish(article), "sv")

    article = row(article)
    article.article_topics = [ArticleTopic(topic=topics[1], locale=article.locale)]
    publish(article)

    shown = [one.topic_id for one in row(version).article_topics.all()]
    assert shown == [theirs[1].pk]


def test_pictures_follow_unless_a_version_has_its_own(
    make_article, picture, submit, publish, row, made_for
):
    def other():
        twin = type(picture).objects.get(pk=picture.pk)
        twin.pk = None
        twin.save()
        return twin

    article = make_article(
        lead_image=picture,
        lead_image_alt="Ranta",
        body=stream(figure(picture.pk, "Ranta"), paragraph("<p>Teksti.</p>")),
    )
    version = submit(article, "sv")
    new, newest = other(), other()
    raw = article.body.get_prep_value()
    raw[0]["value"]["image"]["image"] = new.pk

    article = publish(
        article, lead_image=new, body=article.body.stream_block.to_python(raw)
    )

    after = row(version)
    assert after.lead_image_id == new.pk
    assert after.body[0].value["image"].pk == new.pk
    assert after.body.get_prep_value()[0]["value"]["image"]["alt_text"] == "sv: Ranta"

    segment = OverridableSegment.objects.get(context__path="lead_image")
    SegmentOverride.objects.create(
        locale=version.locale, context=segment.context, data_json=str(picture.pk)
    )
    publish(article, lead_image=newest)

    assert row(version).lead_image_id == new.pk
