"""The series begins with its topics, publisher and funding in three languages."""

import pytest

from articles.models import Funding, Publisher, Series, Topic

LANGUAGES = {"fi", "sv", "en"}
models = pytest.mark.parametrize("model", [Topic, Series, Publisher, Funding])


@models
def test_every_seeded_snippet_is_there_in_every_language(db, model):
    found = {}
    for snippet in model.objects.select_related("locale"):
        assert snippet.live
        languages = found.setdefault(snippet.translation_key, set())
        languages.add(snippet.locale.language_code)

    assert found
    assert all(languages == LANGUAGES for languages in found.values())


@models
def test_no_seeded_text_is_empty(db, model):
    names = ("name", "slug", "intro", "programme", "statement")
    for snippet in model.objects.all():
        for name in names:
            assert getattr(snippet, name, "-").strip()


def test_seeded_topics_have_a_page_in_every_language(db, read):
    slugs = {
        code: list(
            Topic.objects.filter(locale__language_code=code).values_list(
                "slug", flat=True
            )
        )
        for code in LANGUAGES
    }
    for code, section in (("fi", "aiheet"), ("sv", "amnen"), ("en", "topics")):
        slug = slugs[code][0]
        html = read(f"/{code}/{section}/{slug}/")
        assert html.html["lang"] == code
        assert len(html.select("link[rel=alternate]")) >= 3


def test_slugs_are_written_without_accents(db):
    for slug in Topic.objects.values_list("slug", flat=True):
        assert slug.isascii()
        assert slug == slug.lower()
