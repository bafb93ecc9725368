"""An easy-language text stands beside its page, in the same language only."""

import pytest
from django.utils import translation
from django.utils.translation import gettext
from wagtail_localize.models import TranslationSource

from articles.models import EasyReadingPage
from tests.raw_blocks import paragraph, stream


@pytest.fixture(params=["article", "project"])
def standard(request, make_article, make_project):
    return make_article() if request.param == "article" else make_project()


@pytest.fixture
def make_easy(make_page):
    def make(parent, **fields):
        body = stream(paragraph("<p>Lyhyt lause.</p>"))
        return make_page(
            EasyReadingPage, "Selkosivu", parent=parent, body=body, **fields
        )

    return make


def test_both_texts_lead_to_each_other(standard, make_easy, read):
    easy = make_easy(standard)

    there = read(standard).select_one(".easy-link a")
    assert there["href"] == easy.get_url()
    with translation.override("fi"):
        assert gettext("Read in easy language") in there.text

    html = read(easy)
    back = [a["href"] for a in html.select("main article.easy > p a")]
    assert back == [standard.get_url()]
    with translation.override("fi"):
        label = gettext("This text is in easy language.")
    assert html.select_one(".easy-label").text == label


def test_draft_is_not_linked(standard, make_easy, read):
    make_easy(standard, live=False)

    assert read(standard).select_one(".easy-link") is None


def test_translation_of_the_page_has_no_easy_text_of_its_own(
    make_article, make_easy, translated, read
):
    article = make_article()
    easy = make_easy(article)
    version = translated(article, "sv")

    assert read(version).select_one(".easy-link") is None
    missing = read(easy).select("nav.languages li")[1]
    assert missing.select_one(".missing") is not None
    assert missing.a["href"] == version.get_url()


def test_it_is_never_submitted_for_translation(
    make_article, make_easy, admin_client, swedish
):
    easy = make_easy(make_article())

    response = admin_client.post(
        f"/admin/localize/submit/page/{easy.pk}/", {"locales": [swedish.pk]}
    )

    assert response.status_code == 302
    assert not EasyReadingPage.objects.exclude(pk=easy.pk).exists()
    assert not TranslationSource.objects.exists()
