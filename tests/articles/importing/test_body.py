"""The body of a text: headings, quotes, figures, lists, links and languages."""

import pytest

ALL = ["fi", "sv", "en"]


def kinds(reading):
    return [doubt.kind for doubt in reading.doubts]


def body_kinds(reading):
    return [element.kind for element in reading.body]


@pytest.mark.parametrize("language", ALL)
def test_host_name_does_not_disqualify_a_heading(read_sample, language):
    (heading,) = read_sample("heading", language).of_kind("heading")

    assert "." in heading.text
    assert heading.data == {"level": 2}


@pytest.mark.parametrize("language", ALL)
def test_heading_above_a_quote_is_doubted(read_sample, language):
    reading = read_sample("heading_before_quote", language)

    assert body_kinds(reading)[:2] == ["heading", "quote"]
    assert reading.body[0].confidence < 0.9
    assert "heading-check" in kinds(reading)


@pytest.mark.parametrize("language", ALL)
def test_line_with_an_address_or_a_lost_link_is_no_heading(read_sample, language):
    assert body_kinds(read_sample("not_heading", language)) == ["paragraph"] * 2


@pytest.mark.parametrize("language", ["sv", "en"])
def test_line_that_ends_in_a_preposition_has_lost_a_link(read_sample, language):
    assert "link-lost" in kinds(read_sample("not_heading", language))


@pytest.mark.parametrize(
    ("language", "text", "role"),
    [
        (
            "fi",
            "Jokainen kieli on ovi, ja ”Kielten talo” on avain",
            "kirjastonhoitaja",
        ),
        ("sv", "Varje språk är en dörr", "projektledare för språkcaféet"),
        ("en", "Every language is a door", "project manager of the café"),
    ],
)
def test_quote_has_speaker_and_role(read_sample, language, text, role):
    (quote,) = read_sample("quote", language).of_kind("quote")

    assert quote.data["text"] == text
    assert (quote.data["speaker"], quote.data["role"]) == ("Aino Esimerkki", role)


@pytest.mark.parametrize("language", ALL)
def test_quote_may_name_the_speaker_shortly(read_sample, language):
    (quote,) = read_sample("quote_verb_after", language).of_kind("quote")

    assert (quote.data["speaker"], quote.data["role"]) == ("Esimerkki", "")
    assert not set(quote.data["text"]) & set("”“‘’")


@pytest.mark.parametrize("language", ALL)
def test_dash_opens_a_quote_with_attribution(read_sample, language):
    (quote,) = read_sample("quote_dash", language).of_kind("quote")

    assert quote.data["speaker"] == "Aino Esimerkki"
    assert quote.data["text"][0].isalpha()


@pytest.mark.parametrize(
    ("language", "role"),
    [("fi", "Kirjastonhoitaja"), ("sv", "Bibliotekarien"), ("en", "The librarian")],
)
def test_dash_quote_takes_its_speaker_from_the_line_before(read_sample, language, role):
    reading = read_sample("quote_dash_before", language)

    assert body_kinds(reading)[:2] == ["paragraph", "quote"]
    quote = reading.body[1]
    assert (quote.data["speaker"], quote.data["role"]) == ("Aino Esimerkki", role)


@pytest.mark.parametrize("language", ALL)
def test_quoted_name_does_not_make_a_quote(read_sample, language):
    assert not read_sample("quote_inside", language).of_kind("quote")


@pytest.mark.parametrize("language", ALL)
def test_caption_without_its_picture_leaves_a_placeholder(read_sample, language):
    reading = read_sample("caption", language)

    (figure,) = reading.of_kind("figure")
    assert figure.text.endswith(figure.data["caption"])
    assert (figure.data["credit"], figure.data["lead_image"]) == ("", False)
    assert kinds(reading) == ["picture-missing"]


@pytest.mark.parametrize(
    ("language", "credit"),
    [
        ("fi", "Aino Esimerkki"),
        ("sv", "Esbo stad / Aino Esimerkki"),
        ("en", "Aino Esimerkki"),
    ],
)
def test_label_with_a_name_is_a_credit(read_sample, language, credit):
    (figure,) = read_sample("credit", language).of_kind("figure")

    assert (figure.data["caption"], figure.data["credit"]) == ("", credit)


@pytest.mark.parametrize("language", ALL)
def test_credit_glued_to_the_caption_is_split_off(read_sample, language):
    (figure,) = read_sample("credit_glued", language).of_kind("figure")

    assert figure.data["caption"].endswith(".")
    assert figure.data["credit"] == "Aino Esimerkki"


@pytest.mark.parametrize("language", ALL)
def test_bullets_parted_by_blank_lines_are_one_list(read_sample, language):
    reading = read_sample("list", language)

    (found,) = reading.of_kind("list")
    assert (len(found.data["items"]), found.data["ordered"]) == (2, False)
    assert not reading.of_kind("topics")


@pytest.mark.parametrize("language", ALL)
def test_numbers_parted_by_blank_lines_are_one_list(read_sample, language):
    (found,) = read_sample("list_numbered", language).of_kind("list")

    assert (len(found.data["items"]), found.data["ordered"]) == (3, True)
    assert not found.data["items"][0].startswith("1")


@pytest.mark.parametrize("language", ALL)
def test_service_number_stays_in_its_sentence(read_sample, language):
    reading = read_sample("service_number", language)

    phones = [phone for e in reading.body for phone in e.data.get("phones", [])]
    assert phones == [{"text": "09 816 0000", "number": "+35898160000"}]
    assert not reading.contacts


@pytest.mark.parametrize("language", ALL)
def test_link_residue_is_taken_out_and_the_link_is_missed(read_sample, language):
    reading = read_sample("external_link", language)

    assert "(" not in reading.body[0].text
    assert reading.body[0].data["removed"]
    assert kinds(reading) == ["link-lost"]


@pytest.mark.parametrize("rule", ["lost_link", "lost_link_spaces"])
@pytest.mark.parametrize("language", ALL)
def test_odd_space_marks_a_lost_link_and_is_mended(read_sample, rule, language):
    reading = read_sample(rule, language)

    assert kinds(reading) == ["link-lost"]
    assert reading.doubts[0].element == reading.elements.index(reading.body[0])
    assert " ," not in reading.body[0].text
    assert "  " not in reading.body[0].text


@pytest.mark.parametrize(
    ("language", "proposed"),
    [
        ("fi", "https://esimerkki.fi"),
        ("sv", "https://förexempel.fi"),
        ("en", "https://example.org"),
    ],
)
def test_read_more_lines_are_links_without_address(read_sample, language, proposed):
    reading = read_sample("read_more", language)

    (links,) = reading.read_more
    assert [link["url"] for link in links.data["links"]] == ["", ""]
    assert links.data["links"][1]["proposed_url"] == proposed
    assert kinds(reading) == ["link-lost", "link-lost"]


@pytest.mark.parametrize(
    ("language", "url"), [("fi", ""), ("sv", ""), ("en", "https://example.org/guide")]
)
def test_read_more_on_one_line_is_one_link(read_sample, language, url):
    (links,) = read_sample("read_more_line", language).read_more

    assert [link["url"] for link in links.data["links"]] == [url]


@pytest.mark.parametrize("language", ALL)
def test_read_more_inside_a_sentence_is_left(read_sample, language):
    reading = read_sample("read_more_sentence", language)

    assert not reading.read_more
    assert body_kinds(reading) == ["paragraph"] * 2


@pytest.mark.parametrize(
    ("language", "foreign"), [("fi", "en"), ("sv", "fi"), ("en", "sv")]
)
def test_block_in_another_language_is_marked(read_sample, language, foreign):
    reading = read_sample("foreign_block", language)

    assert reading.language == language
    assert [e.data.get("lang") for e in reading.body] == [foreign, None]
    assert "language-check" in kinds(reading)


@pytest.mark.parametrize("language", ALL)
def test_text_without_blank_lines_has_a_paragraph_per_line(read_sample, language):
    reading = read_sample("one_line_paragraphs", language)

    assert body_kinds(reading) == ["heading", "paragraph"]
    assert len(reading.contacts[0].lines) == 3
