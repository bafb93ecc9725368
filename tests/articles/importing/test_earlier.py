"""Among many imported texts, those that may be states of a new one are found."""

import pytest

from articles.importing import earlier
from articles.models import ImportRecord


@pytest.fixture
def record(make_article):
    page = make_article()

    def make(name, text):
        return ImportRecord.objects.create(
            page=page, source_name=name, digest=name, language_code="fi", text=text
        )

    return make


def test_the_nearest_come_first_and_the_same_file_always(record, monkeypatch):
    monkeypatch.setattr(earlier, "NEAREST", 2)
    text = "Sello 2025, contact@example.org ja Leppävaara"
    far = record("far", "Matinkylässä avattiin kirjasto.")
    near = record("near", "Sello, Leppävaara")
    nearest = record("nearest", "Uusi teksti: 2025, contact@example.org, Sello")

    found = earlier.records_near([text], [])
    assert set(found) == {near, nearest}
    assert set(earlier.records_near([text], ["far"])) == {far, near, nearest}


def test_numbers_addresses_and_names_stay_in_a_translation():
    finnish = earlier.traces_of("Iso Omenassa 12.5. klo 17, a@example.org, Espoo")
    swedish = earlier.traces_of("I Iso Omena den 12.5 kl. 17, a@example.org, Espoo")

    assert {"12", "17", "a@example.org", "Espoo"} <= finnish & swedish
