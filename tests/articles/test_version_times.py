"""Times of publication and update belong to one language version, for good."""

import datetime

import pytest
from django.utils import timezone

from articles.models import ArticlePage

THEN = datetime.datetime(2021, 1, 20, 14, 22, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def draft(make_article):
    return make_article(live=False)


def stored(page):
    page = ArticlePage.objects.get(pk=page.pk)
    return page.published_at, page.content_updated_at


def test_draft_has_no_times(draft):
    assert stored(draft) == (None, None)


def test_first_publishing_sets_both(draft, publish):
    before = timezone.now()
    publish(draft)

    published, updated = stored(draft)

    assert before <= published == updated <= timezone.now()


def test_later_publishing_keeps_both(draft, publish):
    page = publish(draft)
    first = stored(page)

    publish(page, title="Toinen otsikko")

    assert stored(page) == first


def test_times_of_an_imported_text_are_kept_when_it_is_published(draft, publish):
    later = THEN + datetime.timedelta(days=200)

    publish(draft, published_at=THEN, content_updated_at=later)

    assert stored(draft) == (THEN, later)


def test_unpublishing_and_publishing_again_keeps_both(draft, publish):
    page = publish(draft, published_at=THEN)
    page.unpublish()

    publish(ArticlePage.objects.get(pk=page.pk))

    assert stored(page) == (THEN, THEN)


def test_older_revision_brings_no_older_times(draft, publish):
    unpublished = draft.latest_revision
    publish(draft, published_at=THEN, title="Uusi")

    unpublished.publish()

    assert ArticlePage.objects.get(pk=draft.pk).title == "Järjestöt ja kaupunki"
    assert stored(draft) == (THEN, THEN)


def test_translation_has_times_of_its_own(draft, publish, submit):
    article = publish(draft, published_at=THEN)

    version = submit(article, "sv", live=False)
    assert stored(version) == (None, None)

    version.latest_revision.publish()
    assert stored(version)[0].date() == timezone.now().date()
    assert stored(article) == (THEN, THEN)


def test_update_of_the_original_leaves_the_translation_s_times(draft, publish, submit):
    article = publish(draft)
    version = submit(article, "sv")
    publish(version, published_at=THEN, content_updated_at=THEN)

    publish(article, title="Uusi otsikko")
    submit(article, "sv")

    assert stored(version) == (THEN, THEN)


def test_copy_has_no_times(draft, publish):
    article = publish(draft, published_at=THEN)

    copy = article.copy(update_attrs={"slug": "kopio"}, keep_live=False)

    assert stored(copy) == (None, None)


def test_editor_can_change_both(draft, publish, edit):
    publish(draft)

    edit(
        draft,
        published_at="2021-01-20 14:22",
        content_updated_at="2021-08-31 06:33",
        **{"body-count": "0"},
    )

    published, updated = stored(draft)
    assert published == THEN
    assert timezone.localtime(updated).isoformat() == "2021-08-31T06:33:00+03:00"


@pytest.mark.parametrize(
    ("language", "published", "updated"),
    [
        ("fi", "20.1.2021 klo 14.22", "31.8.2021"),
        ("sv", "20.1.2021 kl. 14.22", "31.8.2021"),
        ("en", "20 January 2021 at 14:22", "31 August 2021"),
    ],
)
def test_reader_sees_both_as_the_language_writes_them(
    make_article, read, language, published, updated
):
    page = make_article(
        language=language,
        published_at=THEN,
        content_updated_at=datetime.datetime(2021, 8, 31, 3, tzinfo=datetime.UTC),
    )

    times = read(page).select("header .meta time")

    assert [time.text for time in times] == [published, updated]
    assert times[0]["datetime"] == "2021-01-20T14:22:00+02:00"


def test_update_on_the_day_of_publication_is_not_shown(make_article, read):
    page = make_article(
        published_at=THEN, content_updated_at=THEN + datetime.timedelta(hours=2)
    )

    assert len(read(page).select("header .meta time")) == 1
