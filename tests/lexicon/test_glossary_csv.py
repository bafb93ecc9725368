"""The glossary goes out as a file and comes in again, whole or not at all."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile

from lexicon import glossary_csv
from lexicon.models import Term

SCREEN, DOWNLOAD = "/admin/glossary/", "/admin/glossary/csv/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def upload(admin_client):
    def send(data):
        if isinstance(data, str):
            data = data.encode()
        file = SimpleUploadedFile("g.csv", data, "text/csv")
        response = admin_client.post(
            SCREEN, {"file": file}, headers={"Accept-Language": "en"}, follow=True
        )
        soup = BeautifulSoup(response.content.decode(), "html.parser")
        return response.status_code, " ".join(soup.get_text().split())

    return send


def test_the_file_brings_back_the_glossary_as_it_was(admin_client, upload):
    before = list(Term.objects.order_by("pk").values())
    file = admin_client.get(DOWNLOAD)

    assert file["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in file["Content-Disposition"]
    code, said = upload(file.content)

    assert code == 200
    assert f"Terms added: 0. Terms changed: {len(before)}." in said
    assert list(Term.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_rows_are_added_and_changed_whatever_the_spreadsheet_puts_between(
    upload, delimiter
):
    old = Term.objects.get(fi="osallisuus")
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["id", "fi", "sv", "sv_forbidden", "is_name"])
    writer.writerow([old.pk, "osallisuus", "delaktighet", "inklusion; innanförskap", 0])
    writer.writerow(["", "Kylämaja", "Kylämaja", "Bystugan", "kyllä"])
    writer.writerow(["", "", "", "", ""])
    code, said = upload("\ufeff" + out.getvalue())

    assert code == 200, said
    assert "Terms added: 1. Terms changed: 1." in said
    changed = Term.objects.get(pk=old.pk)
    assert changed.forbidden("sv") == ["inklusion", "innanförskap"]
    assert changed.en == old.en  # the file has no such column
    assert Term.objects.get(fi="Kylämaja").is_name


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("", "The first row has to name the columns"),
        ("suomi,ruotsi\na,b", "The first row has to name the columns"),
        ("fi,sv\nuusi,ny\n,\nyksi", "Row 4: it does not have as many cells"),
        ("id,fi\n,uusi\n99999,a", "Row 3: there is no term with the id 99999."),
        ("id,fi\n,uusi\nx,a", "Row 3: there is no term with the id x."),
        ("fi,note\nuusi,\n,vain huomautus", "Row 3: it has no term in any language."),
        ("fi,sv\nuusi,ny\nuusi,ny", "Row 3: the glossary or the file has this term"),
        ("fi,is_name\nuusi,\ntoinen,ehkä", "“ehkä” in is_name is neither 1 nor 0."),
        ("fi,sv\nuusi,ny\n" + "a" * 256 + ",b", "Row 3: Finnish: Ensure this value"),
        ("fi\nuusi\xe4".encode("latin-1"), "The file is not in UTF-8."),
        ('fi\n"uusi', "The file is not a table in CSV."),
        (b"\x00\x01\x02", "The first row has to name"),
        ("fi\n" + "a" * glossary_csv.MOST_BYTES, "The file is larger than 1 MB."),
    ],
)
def test_a_file_with_an_error_is_not_taken_at_all(upload, data, why):
    before = list(Term.objects.order_by("pk").values())
    code, said = upload(data)

    assert code == 400
    assert why in said
    assert list(Term.objects.order_by("pk").values()) == before


def test_no_file_is_told(admin_client):
    response = admin_client.post(SCREEN, headers={"Accept-Language": "en"})

    assert response.status_code == 400
    assert "Choose a file." in response.content.decode()


def test_a_cell_never_begins_a_formula_and_comes_back_as_it_was(upload):
    Term.objects.create(fi="=1+1", note="-x")
    text = glossary_csv.write(Term.objects.filter(fi="=1+1"))

    assert "'=1+1" in text
    _code, said = upload(text)
    assert "changed: 1" in said
    assert Term.objects.filter(fi="=1+1", note="-x").count() == 1


def test_the_list_of_terms_leads_to_the_file(admin_client):
    assert SCREEN in admin_client.get("/admin/snippets/lexicon/term/").content.decode()


def test_those_who_may_not_keep_the_glossary_get_neither(client, sign_in):
    reader = sign_in("reader", "change")
    assert User.objects.get(username="reader")

    for url in (SCREEN, DOWNLOAD):
        assert "do not have permission" in reader.get(url, follow=True).content.decode()
