"""What is not fit for readers of a language does not go live, whatever publishes it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, PageLogEntry
from wagtail_localize.models import (
    LocaleSynchronization,
    StringTranslation,
    Translation,
)
from wagtail_localize.operations import translate_object

from articles.models import ArticleTopic
from tests.raw_blocks import page_link, paragraph, stream
from translation.models import PairOverride, PublishedBehind
from translation.publishing import publish_together, publish_translation
from translation.refusals import NotForTranslationError, PublishingRefused


@pytest.fixture
def draft(article, swedish):
    """The Swedish version as it is after submitting: a draft without words."""
    translate_object(article, [swedish])
    return article.get_translation(swedish)


def without(made, path):
    StringTranslation.objects.filter(
        locale=made.target_locale, context__path__startswith=path
    ).delete()


def test_submitting_shows_readers_nothing(draft, client):
    assert not draft.live
    assert client.get(draft.get_url()).status_code == 404


def test_an_incomplete_version_is_refused_by_its_revision(draft, row):
    with pytest.raises(PublishingRefused):
        draft.latest_revision.publish()

    assert not row(draft).live


def test_an_incomplete_version_is_refused_by_localize_itself(draft, made_for, row):
    with pytest.raises(PublishingRefused):
        made_for(draft).save_target(publish=True)

    assert not row(draft).live


def test_a_lagging_version_is_refused(article, swedish_version, publish, made_for, row):
    publish(article, lead="Aivan toinen ingressi")

    with pytest.raises(PublishingRefused) as refused:
        publish_translation(made_for(swedish_version))

    assert "1" in refused.value.messages[0]
    assert row(swedish_version).lead == "sv: Ingressi"


def test_a_draft_save_of_a_live_version_leaves_its_readers_alone(
    article, swedish_version, made_for, translate, row
):
    made = made_for(swedish_version)
    translate(made, {"Ingressi": "Ny ingress"})

    made.save_target(publish=False)

    assert row(swedish_version).lead == "sv: Ingressi"
    assert row(swedish_version).get_latest_revision_as_object().lead == "Ny ingress"


def test_words_of_a_live_row_cannot_be_saved_past_publication(swedish_version):
    swedish_version.lead = "Suomea"

    with pytest.raises(PublishingRefused):
        swedish_version.save()


def test_with_a_reason_earlier_words_stay_and_wordless_parts_are_left_out(
    article, swedish_version, publish, made_for, row
):
    made = made_for(swedish_version)
    publish(article, lead="Aivan toinen ingressi")
    without(made, f"body.{article.body[0].id}")

    publish_translation(made, reason="Brådskande")

    after = row(swedish_version)
    assert after.lead == "sv: Ingressi"
    assert [block.block_type for block in after.body] == ["paragraph"]
    assert PublishedBehind.objects.get(page=after).reason == "Brådskande"
    (entry,) = PageLogEntry.objects.filter(action="translation.override")
    assert entry.data["reason"] == "Brådskande"


def test_the_reason_is_forgotten_when_all_words_are_there(
    article, swedish_version, publish, made_for, translate
):
    made = made_for(swedish_version)
    publish(article, lead="Uusi")
    publish_translation(made, reason="Brådskande")
    translate(made, {"Uusi": "Ny"})

    publish_translation(made)

    assert not PublishedBehind.objects.exists()


def test_a_snippet_that_is_not_ready_counts(
    make_article, make_topic, submit, made_for, row
):
    topic = make_topic("Uusi aihe")
    topic.save_revision().publish()
    article = make_article()
    article.article_topics = [ArticleTopic(topic=topic, locale=article.locale)]
    article.save()
    version = submit(article, "sv", live=False)

    with pytest.raises(PublishingRefused) as refused:
        publish_translation(made_for(version))

    assert "Uusi aihe" in " ".join(refused.value.messages)


def test_no_language_is_filled_with_copies(swedish, finnish):
    with pytest.raises(PublishingRefused):
        LocaleSynchronization.objects.create(locale=swedish, sync_from=finnish)


def test_no_alias_in_another_language_goes_live(article, swedish):
    with pytest.raises(PublishingRefused):
        article.copy_for_translation(swedish, alias=True)

    assert not Page.objects.filter(alias_of=article).exists()


def test_chains_are_refused(article, swedish_version, english, submit):
    with pytest.raises(NotForTranslationError):
        translate_object(swedish_version, [english])

    submit(article, "en")


def test_what_stands_under_an_untranslated_page_waits(
    make_meeting, make_project, swedish
):
    meeting = make_meeting(project=make_project("Hanke"))

    with pytest.raises(NotForTranslationError, match="Hanke"):
        translate_object(meeting, [swedish])

    assert not Page.objects.filter(alias_of__isnull=False).exists()
    assert not Translation.objects.exists()


def test_a_slug_is_proposed_from_the_translated_title_until_one_is_written(
    article, draft, made_for, translate, words
):
    made = made_for(draft)
    translate(made, {"Järjestöt": "Föreningar i Esbo"})
    assert words(made, "slug") == ["foreningar-i-esbo"]

    translate(made, {"Järjestöt": "Föreningarna"})
    assert words(made, "slug") == ["foreningarna"]

    translate(made, {article.slug: "egen"})
    translate(made, {"Järjestöt": "Någonting annat"})
    assert words(made, "slug") == ["egen"]


@pytest.fixture
def finnish_draft(make_article):
    return make_article("Järjestöt", live=False)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.mark.pair
class TestPair:
    """Finnish and Swedish go live together."""

    def test_one_alone_is_refused(self, finnish_draft, row):
        with pytest.raises(PublishingRefused, match="Svenska"):
            finnish_draft.get_latest_revision().publish()

        assert not row(finnish_draft).live

    def test_both_together(self, finnish_draft, submit, row):
        version = submit(finnish_draft, "sv", live=False)

        publish_together([version, finnish_draft])

        assert row(finnish_draft).live
        assert row(version).live

    def test_all_or_none(self, finnish_draft, swedish, row):
        translate_object(finnish_draft, [swedish])
        version = finnish_draft.get_translation(swedish)

        with pytest.raises(PublishingRefused):
            publish_together([finnish_draft, version])

        assert not row(finnish_draft).live
        assert not row(version).live

    def test_the_second_follows_the_first(self, finnish_draft, submit, row, today):
        version = submit(finnish_draft, "sv", live=False)
        PairOverride.objects.create(page=finnish_draft, reason="Kiire", due=today)
        finnish_draft.get_latest_revision().publish()
        PairOverride.objects.all().delete()

        publish_together([version])

        assert row(version).live

    def test_not_with_a_day_that_has_passed(self, finnish_draft, today):
        PairOverride.objects.create(
            page=finnish_draft, reason="Kiire", due=today - timedelta(days=1)
        )

        with pytest.raises(PublishingRefused):
            finnish_draft.get_latest_revision().publish()

    def test_english_may_be_missing(self, finnish_draft, submit, row):
        versions = [finnish_draft, submit(finnish_draft, "sv", live=False)]
        submit(finnish_draft, "en", live=False)

        publish_together(versions)

        assert row(finnish_draft).live

    def test_english_alone_is_refused_unless_both_announce_it(
        self, make_article, submit, row
    ):
        english = make_article("Town Hall in English", language="en", live=False)
        with pytest.raises(PublishingRefused):
            english.get_latest_revision().publish()
        call = make_article(
            "Kutsu",
            body=stream(paragraph(f"<p>{page_link(english)}</p>")),
            live=False,
        )
        publish_together([call, submit(call, "sv", live=False)])

        english.get_latest_revision().publish()

        assert row(english).live

    def test_pages_written_separately_are_no_pair(self, make_page, finnish_draft):
        section = finnish_draft.get_parent().specific

        section.save_revision().publish()

        assert section.live
