"""An exported page can be read without any program."""

import pytest

from articles.exporting.markdown import from_html, markdown_of, plain
from tests.raw_blocks import (
    facts,
    figure,
    heading,
    links,
    paragraph,
    quote,
    stream,
    table,
)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (
            "<p>Yksi <b>lihava </b>sana.</p><p>Toinen.</p>",
            "Yksi **lihava** sana.\n\nToinen.",
        ),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("<ol><li>a</li><li>b <i>c</i></li></ol>", "1. a\n2. b *c*"),
        (
            '<p><a href="https://example.org/">tästä</a>!</p>',
            "[tästä](https://example.org/)!",
        ),
        ("<p>2 * 3 &lt; 7</p>", r"2 \* 3 \< 7"),
        ("<p>a<br/>b</p>", "a  \nb"),
        ("", ""),
    ],
)
def test_rich_text_becomes_markdown(html, text):
    assert from_html(html) == text


@pytest.mark.parametrize(
    ("text", "line"),
    [("# ei otsikko", r"\# ei otsikko"), ("1. luku", r"1\. luku"), ("a  b", "a b")],
)
def test_plain_words_are_no_marks(text, line):
    assert plain(text) == line


def test_every_block_is_in_the_text(make_article, picture):
    article = make_article(
        body=stream(
            heading("Otsikko", "h3"),
            paragraph("<p>Kappale.</p>"),
            quote("Sitaatti", "Aino", "asukas"),
            figure(picture.pk, "Sininen", caption="Kuvateksti"),
            facts("Tietoa", "<p>Kuusi.</p>"),
            table("Taulu", ["A", "B"], ["1", "2"]),
            links(("Lue", None, "https://example.org/"), title="Lisää"),
        )
    )

    text = markdown_of(article)

    for part in (
        "# Järjestöt ja kaupunki",
        "### Otsikko",
        "Kappale.",
        "> Sitaatti\n> – Aino, asukas",
        "![Sininen](../../media/picture",
        "Kuvateksti",
        "### Tietoa\n\nKuusi.",
        "| A | B |\n| --- | --- |\n| 1 | 2 |",
        "### Lisää\n\n- [Lue](https://example.org/)",
    ):
        assert part in text
