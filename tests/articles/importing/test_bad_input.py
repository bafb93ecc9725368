"""What is no article is refused with a sentence, and odd text does not take long."""

from datetime import datetime

import pytest

from articles.importing.elements import HELSINKI
from articles.importing.reading import NotAnArticle, read_bytes, read_text

HEAD = "Otsikko on tässä\n\n4.9.2026 9.05\n\nTämä on ingressi, jossa on lause.\n\n"
BODY = (
    "Tämä on leipäteksti, ja siinä on niin monta sanaa, että se kelpaa jo artikkeliksi."
)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\t\n ", "empty"),
        ("\u200b\n\u00a0".encode(), "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        ((HEAD + BODY).encode("utf-16-le"), "binary"),
        ((HEAD + BODY).encode("utf-16"), "UTF-16"),
        ((HEAD + BODY).encode("latin-1"), "line 1 "),
        ((HEAD + "a\x00b" + BODY).encode(), "binary"),
        (b"\x01\x02\x03\x04 \x05\x06", "control"),
        (b"Vain otsikko", "too short"),
        (("pitkä sana " * 100).encode(), "title"),
        (("Otsikko\n\n" + "Vain linkki tänne\n\n" * 20).encode(), "list of links"),
    ],
)
def test_input_that_is_no_article_is_refused_with_a_reason(data, message):
    with pytest.raises(NotAnArticle, match=message) as refusal:
        read_bytes(data)

    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_listing_page_is_refused(read_sample, language):
    with pytest.raises(NotAnArticle, match="list of articles"):
        read_sample("listing", language)


def test_nul_in_a_text_is_refused():
    with pytest.raises(NotAnArticle, match="binary"):
        read_text(HEAD + "\x00" + BODY)


def test_unknown_language_is_an_error():
    with pytest.raises(ValueError, match="Unknown language"):
        read_text(HEAD + BODY, "de")


def test_byte_order_mark_and_windows_line_ends_are_read():
    reading = read_bytes(("\ufeff" + HEAD + BODY).replace("\n", "\r\n").encode())

    assert reading.title == "Otsikko on tässä"
    assert reading.text == HEAD + BODY


def test_decomposed_letters_are_composed():
    assert read_text(HEAD.replace("ä", "a\u0308") + BODY).title == "Otsikko on tässä"


def test_fixed_space_stays_inside_numbers_only():
    reading = read_text(HEAD + BODY + "\n\nNoin 3\u00a0000 sanaa\u00a0on paljon.")

    assert reading.body[-1].text == "Noin 3\u00a0000 sanaa on paljon."


def test_said_language_wins_and_is_doubted():
    reading = read_text(HEAD + BODY, "sv")

    assert reading.language == "sv"
    assert "language-check" in [d.kind for d in reading.doubts if d.element is None]


def test_date_in_the_future_is_kept_and_doubted():
    reading = read_text(HEAD + BODY, now=datetime(2026, 9, 1, tzinfo=HELSINKI))

    assert reading.published_at is not None
    assert [doubt.kind for doubt in reading.doubts] == ["future-date"]


@pytest.mark.parametrize(
    "filler",
    [
        "sana ja toinen, " * 60_000,
        "Tämä on kappale, ja se on pitkä.\n\n" * 28_000,
        "0 1 " * 250_000,
        "”a” " * 250_000,
        "a.b@c-" * 160_000,
        "(" * 1_000_000,
        "Lisätietoja: " + "Aino Esimerkki, " * 60_000,
        "a" + " " * 1_000_000 + "b.",
    ],
    ids=[
        "paragraph",
        "paragraphs",
        "digits",
        "quotes",
        "at",
        "brackets",
        "names",
        "spaces",
    ],
)
def test_a_megabyte_is_read(filler):
    reading = read_text(HEAD + filler + "\n\n" + BODY)

    assert reading.title
