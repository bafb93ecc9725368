"""The five real texts, read in place where they lie beside the repository."""

import pytest

pytestmark = pytest.mark.needs_shared


def doubts(reading):
    return [doubt.kind for doubt in reading.doubts]


def count(reading, kind):
    return len(reading.of_kind(kind))


@pytest.mark.parametrize("name", ["fi_active-ngos", "sv_active-ngos"])
def test_active_ngos_has_its_time_series_funding_and_structure(read_source, name):
    reading = read_source(name)

    assert reading.language == name[:2]
    assert reading.published_at.isoformat() == "2021-01-20T14:22:00+02:00"
    assert reading.series_footer.data["series"].casefold().endswith(("espoo", "esbo"))
    assert "URBACT III" in reading.funding
    assert (count(reading, "heading"), count(reading, "quote")) == (2, 3)
    assert [entry.reason for entry in reading.dropped] == ["share link"] * 2


def test_active_ngos_align_block_by_block(read_source):
    finnish, swedish = read_source("fi_active-ngos"), read_source("sv_active-ngos")

    kinds = [element.kind for element in finnish.body]
    assert kinds == [element.kind for element in swedish.body]
    assert len(kinds) == 14


@pytest.mark.parametrize(
    "name", ["fi_active-ngos", "sv_active-ngos", "fi_active-ngos-launch"]
)
def test_three_groupings_are_one_phone_of_one_person(read_source, name):
    (contact,) = read_source(name).contacts

    assert contact.data["phone"] == "+358438273457"
    assert contact.data["name"] == "Maria Tiilikkala"
    assert contact.data["email"].startswith("maria.")


def test_quotes_name_their_speakers(read_source):
    speakers = [
        e.data["speaker"] for e in read_source("fi_active-ngos").of_kind("quote")
    ]

    assert speakers == ["Said Aden", "Aden", "Maria Tiilikkala"]


def test_launch_has_subtitle_placeholder_bilingual_contact_and_keywords(read_source):
    reading = read_source("fi_active-ngos-launch")

    assert reading.subtitle.startswith("Active NGOs")
    assert reading.first("figure").data["caption"].startswith("”Järjestöjen talo”")
    (contact,) = reading.contacts
    assert contact.data["roles"]["en"] == "NGO cooperation coordinator"
    assert contact.data["units"]["en"] == "Immigrant Services"
    assert contact.data["organisation"] == "Espoon kaupunki"
    assert reading.keywords[-1] == "Aktiiviset järjestöt"
    assert len(reading.keywords) == 5
    assert reading.series_footer is None
    assert doubts(reading) == ["picture-missing", "contact-check", "date-missing"]


def test_town_hall_has_publisher_both_times_contact_and_topic(read_source):
    reading = read_source("sv_town-hall-meetings")

    assert reading.publisher == "Esbo stad"
    assert reading.published_at.isoformat() == "2021-01-19T07:32:00+02:00"
    assert reading.updated_at.isoformat() == "2021-08-31T06:33:00+03:00"
    assert (count(reading, "heading"), count(reading, "quote")) == (2, 1)
    assert reading.contacts[0].data["name"] == "Hanna Eskelinen"
    assert reading.contacts[0].data["phone"] == ""
    assert reading.keywords == ["Internationella ärenden"]
    assert reading.series_footer.data["series"] == "Internationella Esbo"
    assert doubts(reading).count("link-lost") == 1


def test_organisations_has_no_series_two_headings_three_lost_links(read_source):
    reading = read_source("sv_organisations-and-authorities")

    assert reading.series_footer is None
    assert reading.publisher == ""
    assert count(reading, "heading") == 2
    assert [entry.reason for entry in reading.dropped] == ["skip link"]
    (links,) = reading.read_more
    assert [link["text"] for link in links.data["links"]] == [
        "Partnerskapsprogram",
        "Stödförintegration.fi",
        "Toimeksi.fi",
    ]
    assert [link["url"] for link in links.data["links"]] == ["", "", ""]
    assert links.data["links"][1]["proposed_url"] == "https://stödförintegration.fi"
    assert doubts(reading) == ["link-lost"] * 3 + ["date-missing"]
