"""The tail of a text, in any order: contacts, funding, series, keywords, topics."""

import pytest

from articles.importing.phones import find_phones, to_e164

ALL = ["fi", "sv", "en"]


@pytest.mark.parametrize(
    ("language", "role"),
    [
        ("fi", "Projektikoordinaattori"),
        ("sv", "Projektkoordinator"),
        ("en", "Project Coordinator"),
    ],
)
def test_inline_contact_has_role_name_email_and_phone(read_sample, language, role):
    (contact,) = read_sample("contact_inline", language).contacts

    assert (contact.data["name"], contact.data["role"]) == ("Aino Esimerkki", role)
    assert contact.data["email"] == "aino.esimerkki@example.org"
    assert contact.data["phone"] == "+358438160000"
    assert contact.data["lead_in"]
    assert contact.data["note"] == ""


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_english_halves_of_a_contact_fill_the_english_fields(read_sample, language):
    (contact,) = read_sample("contact_block", language).contacts

    assert contact.data["roles"]["en"] == "Language coordinator"
    assert contact.data["units"]["en"] == "Library Services"
    assert contact.data["organisations"]["en"] == "City of Espoo"
    assert contact.data["role"] == contact.data["roles"][language]
    assert set(contact.data["roles"]) == {language, "en"}


def test_contact_block_in_one_language_fills_that_language(read_sample):
    (contact,) = read_sample("contact_block", "en").contacts

    assert contact.data["roles"] == {"en": "Language coordinator"}
    assert contact.data["unit"] == "Library Services"
    assert contact.data["organisation"] == "City of Espoo"


@pytest.mark.parametrize("language", ALL)
def test_lead_in_takes_the_contact_after_a_blank_line(read_sample, language):
    (contact,) = read_sample("contact_two_lines", language).contacts

    assert contact.data["name"] == "Aino Esimerkki"
    assert contact.data["role"]
    assert contact.data["phone"] == ""
    assert contact.data["email"] == "aino.esimerkki@example.org"


@pytest.mark.parametrize(
    ("language", "organisation"), [("sv", "Esbo stad"), ("en", "City of Espoo")]
)
def test_lead_in_in_capitals_names_the_organisation(
    read_sample, language, organisation
):
    (contact,) = read_sample("contact_capitals", language).contacts

    assert contact.data["organisation"] == organisation
    assert contact.data["phone"] == "+358438160000"


@pytest.mark.parametrize("language", ALL)
def test_masked_address_is_read(read_sample, language):
    (contact,) = read_sample("contact_masked", language).contacts

    assert contact.data["email"] == "aino.esimerkki@example.org"


@pytest.mark.parametrize("language", ALL)
def test_address_without_its_host_stays_as_a_note(read_sample, language):
    reading = read_sample("contact_host_lost", language)

    assert reading.contacts[0].data["email"] == ""
    assert reading.contacts[0].data["note"] == "aino.esimerkki(at)"
    assert "contact-check" in [doubt.kind for doubt in reading.doubts]


@pytest.mark.parametrize("language", ALL)
def test_contacts_may_follow_each_other(read_sample, language):
    contacts = read_sample("contact_several", language).contacts

    assert [c.data["name"] for c in contacts] == ["Aino Esimerkki", "Otto Malli"]
    assert [len(c.lines) for c in contacts] == [2, 1]


@pytest.mark.parametrize(
    "written",
    [
        "+358 438 160 000",
        "043 816 0000",
        "0438160000",
        "+358 (0)43 816 0000",
        "p. 043\u00a0816\u00a00000",
        "tfn 043-8160000",
    ],
)
def test_every_grouping_of_a_number_is_the_same_number(written):
    assert [phone.number for phone in find_phones(written)] == ["+358438160000"]


@pytest.mark.parametrize(
    "text",
    ["vuonna 2026", "laki 423/2003", "66 700 asukasta", "klo 09.15", "04-09-2026", "0"],
)
def test_figures_that_are_no_telephone_numbers(text):
    assert find_phones(text) == []


def test_bracketed_area_code_is_read():
    assert to_e164("(09) 81 621") == "+358981621"


@pytest.mark.parametrize(
    ("language", "items"),
    [
        ("fi", ["kielet", "kirjastot", "kahvilat"]),
        ("sv", ["språk", "bibliotek", "caféer"]),
        ("en", ["languages", "libraries", "cafés"]),
    ],
)
def test_keywords_follow_their_label(read_sample, language, items):
    assert read_sample("keywords", language).keywords == items


@pytest.mark.parametrize(
    ("language", "items"),
    [
        ("fi", ["Kielet", "HelloEspoo", "Kirjastot"]),
        ("sv", ["Språk", "InfoFinland", "Bibliotek"]),
        ("en", ["Languages", "HelloEspoo", "Libraries"]),
    ],
)
def test_keywords_run_together_are_split_but_not_names(read_sample, language, items):
    assert read_sample("keywords_run_together", language).keywords == items


@pytest.mark.parametrize("language", ALL)
def test_bullet_after_the_last_paragraph_is_a_topic(read_sample, language):
    reading = read_sample("topic_bullet", language)

    assert len(reading.keywords) == 1
    assert not reading.of_kind("list")


@pytest.mark.parametrize(
    ("language", "area"),
    [("fi", "Koko Espoo"), ("sv", "Hela Esbo"), ("en", "The whole Espoo")],
)
def test_area_is_kept_apart_from_the_body(read_sample, language, area):
    reading = read_sample("area_line", language)

    assert reading.area == area
    assert len(reading.body) == 1


@pytest.mark.parametrize(
    ("language", "series"),
    [
        ("fi", "kansainvälinen Espoo"),
        ("sv", "Internationella Esbo"),
        ("en", "International Espoo"),
    ],
)
def test_footer_names_the_series(read_sample, language, series):
    footer = read_sample("series_footer", language).series_footer

    assert footer.data["series"] == series
    assert footer.data["intro"]


@pytest.mark.parametrize("language", ALL)
def test_funding_keeps_its_wording(read_sample, language):
    reading = read_sample("funding", language)

    assert reading.funding == reading.text.strip().split("\n")[-1]
    assert len(reading.body) == 1


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("fi", ["keywords", "contact", "funding", "series_footer"]),
        ("sv", ["funding", "topics", "series_footer", "contact"]),
        ("en", ["series_footer", "funding", "contact", "keywords"]),
    ],
)
def test_tail_is_read_in_any_order(read_sample, language, order):
    reading = read_sample("tail_any_order", language)

    assert [element.kind for element in reading.elements][-4:] == order
