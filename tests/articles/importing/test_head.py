"""The head of a text: labels, title, publisher, times, byline and lead picture."""

import pytest

ALL = ["fi", "sv", "en"]
TITLES = {
    "fi": "Kirjaston kielikahvila avaa ovensa",
    "sv": "Bibliotekets språkcafé öppnar dörrarna",
    "en": "The library's language café opens its doors",
}
LEADS = {"fi": "Espoon uusi", "sv": "Det nya", "en": "The new"}
PUBLISHED = "2026-09-04T09:05:00+03:00"


def kinds(reading):
    return {doubt.kind for doubt in reading.doubts}


@pytest.mark.parametrize("language", ALL)
def test_skip_link_is_dropped_and_the_title_follows(read_sample, language):
    reading = read_sample("skip_link", language)

    assert [entry.reason for entry in reading.dropped] == ["skip link"]
    assert reading.title == TITLES[language]


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("fi", "Tiedote"),
        ("sv", "Artikelkategorier: Bibliotek"),
        ("en", "Press release"),
    ],
)
def test_type_label_is_kept_apart_from_the_title(read_sample, language, label):
    reading = read_sample("type_label", language)

    assert (reading.type_label, reading.title) == (label, TITLES[language])


@pytest.mark.parametrize("language", ALL)
def test_share_links_are_dropped_and_tell_the_language(read_sample, language):
    reading = read_sample("share_list", language)

    assert [entry.reason for entry in reading.dropped] == ["share link"] * 2
    assert reading.language == language
    assert reading.language_scores[language] >= 3 + 2


@pytest.mark.parametrize(
    ("language", "publisher"),
    [("fi", "Espoon kaupunki"), ("sv", "Esbo stad"), ("en", "City of Espoo")],
)
def test_sole_bullet_before_the_date_is_the_publisher(read_sample, language, publisher):
    reading = read_sample("publisher", language)

    assert reading.publisher == publisher
    assert reading.lead.startswith(LEADS[language])


@pytest.mark.parametrize(
    ("language", "publisher"), [("fi", "Espoon kaupunki"), ("sv", "Esbo stad")]
)
def test_agency_publishers_run_together_are_one(read_sample, language, publisher):
    reading = read_sample("publisher_agency", language)

    assert (reading.publisher, reading.title) == (publisher, TITLES[language])


@pytest.mark.parametrize("rule", ["published_label", "date_old"])
@pytest.mark.parametrize("language", ALL)
def test_date_line_gives_the_time_in_helsinki(read_sample, rule, language):
    reading = read_sample(rule, language)

    assert reading.published_at.isoformat() == PUBLISHED
    assert reading.updated_at is None


@pytest.mark.parametrize("language", ALL)
def test_update_glued_to_the_time_is_read(read_sample, language):
    reading = read_sample("updated_label", language)

    assert reading.published_at.isoformat() == PUBLISHED
    assert reading.updated_at.isoformat() == "2026-10-01T14:30:00+03:00"


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_agency_date_line_holds_seconds_publisher_and_type(read_sample, language):
    reading = read_sample("date_agency", language)

    assert reading.published_at.isoformat() == "2026-09-04T09:05:30+03:00"
    assert reading.publisher == {"fi": "Espoon kaupunki", "sv": "Esbo stad"}[language]
    assert reading.type_label == {"fi": "Tiedote", "sv": "Pressmeddelande"}[language]


@pytest.mark.parametrize("language", ALL)
def test_date_may_be_the_very_last_line(read_sample, language):
    reading = read_sample("date_last_line", language)

    assert reading.published_at.isoformat() == PUBLISHED
    assert len(reading.body) == 1


@pytest.mark.parametrize("language", ALL)
def test_event_date_is_no_publication_date_and_no_heading(read_sample, language):
    reading = read_sample("date_event", language)

    assert reading.published_at.isoformat() == PUBLISHED
    assert [element.kind for element in reading.body] == ["paragraph", "paragraph"]


@pytest.mark.parametrize("language", ALL)
def test_impossible_date_is_dropped_and_asked_for(read_sample, language):
    reading = read_sample("date_impossible", language)

    assert reading.published_at is None
    assert [entry.reason for entry in reading.dropped] == ["impossible date"]
    assert [d.kind for d in reading.doubts].count("date-missing") == 1


@pytest.mark.parametrize(
    ("language", "role"), [("fi", "kirjastonjohtaja"), ("en", "Library Director")]
)
def test_byline_date_does_not_replace_the_date_line(read_sample, language, role):
    reading = read_sample("byline", language)

    assert reading.byline == {
        "name": "Aino Esimerkki",
        "role": role,
        "date": "2026-05-07",
    }
    assert reading.published_at.isoformat() == PUBLISHED


@pytest.mark.parametrize("language", ALL)
def test_line_under_the_title_is_the_subtitle(read_sample, language):
    reading = read_sample("subtitle", language)

    assert reading.subtitle.endswith("Language and Coffee")
    assert reading.lead.startswith(LEADS[language])


@pytest.mark.parametrize("language", ALL)
def test_title_that_may_be_cut_is_kept_and_flagged(read_sample, language):
    reading = read_sample("title_cut", language)

    assert "title-cut" in kinds(reading)
    assert reading.title == reading.text.split("\n")[0]


@pytest.mark.parametrize("language", ALL)
def test_line_right_under_the_date_is_the_alt_text(read_sample, language):
    reading = read_sample("alt_text", language)

    figure = reading.first("figure")
    assert figure.data["lead_image"]
    assert figure.data["alt_text"] == reading.text.split("\n")[3]
    assert figure.data["credit"] == "Aino Esimerkki"
    assert "picture-missing" in kinds(reading)


@pytest.mark.parametrize("language", ALL)
def test_sentence_that_is_there_twice_is_alt_text_and_caption(read_sample, language):
    reading = read_sample("caption_twice", language)

    (figure,) = reading.of_kind("figure")
    assert figure.data["alt_text"] == figure.data["caption"] == figure.text
    assert figure.lines == (4, 5)
