"""Inline tags are told from text, compared with the original's and kept whole."""

import pytest

from translation.exchange import codes


@pytest.mark.parametrize(
    ("words", "tags"),
    [
        ("", {}),
        ("Vain tekstiä 3 < 5 ja 5 > 3", {}),
        ("<b>a</b> <b>b</b>", {("b", ""): 2}),
        ('<a id="a1">a</a>', {("a", "a1"): 1}),
        ("<a id=”a1”>a</a>", {("a", "a1"): 1}),  # as Word writes it
        ("<i>a <b>b</b></i>", {("i", ""): 1, ("b", ""): 1}),
        ("a<br/>b<br>c", {}),
        ("&lt;b&gt; on tekstiä", {}),
    ],
)
def test_tags_are_counted(words, tags):
    assert codes.tags_of(words) == tags


@pytest.mark.parametrize(
    "words",
    [
        "<b>a",
        "a</b>",
        "<b><i>a</b></i>",
        "<script>x</script>",
        '<b onclick="x">a</b>',
        '<a href="javascript:x">a</a>',
        "<!-- a -->",
        "<?php x ?>",
        "<!DOCTYPE x>",
        "<g>a</g>",
        "<b>" * 10_000 + "</b>" * 10_000,
    ],
)
def test_what_is_no_inline_tag_is_wrong(words):
    with pytest.raises(codes.WrongTags):
        codes.tags_of(words)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("a <b>b</b>\n c", "a b c"),
        ("Kahvi &amp; tee", "Kahvi & tee"),
        ("<b" * 50_000, "<b" * 50_000),
    ],
)
def test_the_text_of_any_words_is_told(words, text):
    assert codes.text_of(words) == text


@pytest.mark.parametrize(
    ("words", "shows"),
    [("&lt;b&gt;a&lt;/b&gt;", True), ("3 &lt; 5", False), ("<b>a</b>", False)],
)
def test_a_tag_that_is_written_as_text_is_seen(words, shows):
    assert codes.shows_tags(words) is shows
