"""Blocks keep their translated words however they are moved about in the editor."""

import pytest
from wagtail.test.utils.form_data import rich_text

from articles.models import ArticlePage
from tests.raw_blocks import paragraph, stream
from translation.lag import progress_of

TEXTS = ["<p>Yksi lause.</p>", "<p>Toinen lause.</p>", "<p>Kolmas lause.</p>"]


@pytest.fixture
def article(make_article):
    return make_article("Järjestöt", body=stream(*map(paragraph, TEXTS)))


@pytest.fixture
def write(edit, row):
    """Return a function that publishes an article with blocks, each (id, text)."""
    features = ArticlePage.body.field.stream_block.child_blocks["paragraph"].features

    def send(article, *blocks):
        data = {"body-count": str(len(blocks))}
        for number, (pk, text) in enumerate(blocks):
            data |= {
                f"body-{number}-id": pk,
                f"body-{number}-type": "paragraph",
                f"body-{number}-order": str(number),
                f"body-{number}-deleted": "",
                f"body-{number}-value": rich_text(text, features=features),
            }
        _soup, status = edit(article, **data)
        assert status == 302
        return row(article)

    return send


@pytest.fixture
def progress(swedish_version, made_for):
    """Return a function that says how far the translation is now."""

    def read():
        made = made_for(swedish_version)
        return progress_of([made])[made.pk]

    return read


def blocks_of(article):
    return [(block.id, block.value.source) for block in article.body]


def test_moved_blocks_keep_their_words(article, progress, write):
    first, second, third = blocks_of(article)

    moved = write(article, third, first, second)

    assert [pk for pk, _text in blocks_of(moved)] == [third[0], first[0], second[0]]
    assert progress().is_complete


def test_a_changed_block_alone_waits_for_its_translator(article, progress, write):
    first, second, third = blocks_of(article)

    write(article, first, (second[0], "<p>Aivan muuta.</p>"), third)

    assert (progress().missing, progress().lagging) == (1, 1)


def test_a_copied_block_has_the_words_of_the_other(
    article, progress, write, made_for, swedish_version, words
):
    first, second, third = blocks_of(article)
    total = progress().total

    copied = write(article, first, second, third, ("", first[1]))

    assert progress().total == total + 1
    assert progress().is_complete
    path = f"body.{blocks_of(copied)[3][0]}"
    assert words(made_for(swedish_version), path) == ["sv: Yksi lause."]


def test_a_block_made_anew_with_its_text_keeps_the_words(article, progress, write):
    first, second, third = blocks_of(article)

    write(article, ("", second[1]), first, third)

    assert progress().is_complete
