"""A copied page is a text of its own, and a deleted version keeps its words."""

import pytest
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from articles.models import ArticlePage, ArticleTopic
from translation.lag import progress_of

# Copies


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


# Deletion


def test_a_deleted_version_keeps_its_words_and_comes_back_with_them(
    article, swedish_version, admin, swedish, words
):
    admin.post(f"/admin/pages/{swedish_version.pk}/delete/")
    assert not Page.objects.filter(pk=swedish_version.pk).exists()

    admin.post(f"/admin/localize/submit/page/{article.pk}/", {"locales": [swedish.pk]})

    made = Translation.objects.get(enabled=True)
    assert words(made, "lead") == ["sv: Ingressi"]


@pytest.mark.parametrize(
    "route", ["pofile/download/", "preview/", "disable/", "pofile/upload/"]
)
def test_a_deleted_version_is_not_found(swedish_version, made_for, admin, route):
    made = made_for(swedish_version)
    swedish_version.delete()
    method = admin.post if "upload" in route else admin.get

    response = method(f"/admin/localize/translate/{made.pk}/{route}", follow=True)

    assert response.status_code == 404
