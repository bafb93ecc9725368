"""Editors are shown what they have to keep up: contacts, summaries, their drafts."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from tests.raw_blocks import paragraph, stream

REPORT = "/admin/reports/upkeep/"


@pytest.fixture
def editor(sign_in):
    return sign_in("editor", "add", "change", "publish", language="fi")


def days(number):
    return timezone.localdate() + timedelta(days=number)


def hours(number):
    return timezone.now() + timedelta(hours=number)


@pytest.fixture
def duties(make_contact, make_meeting, make_project, submit):
    """Contacts and meetings, some of which there is something to do with."""
    contact = make_contact("Vanha", review_date=days(-3))
    submit(contact, "sv")
    make_contact("Tänään", review_date=days(0))
    make_contact("Tuore", review_date=days(30))
    make_contact("Ilman päivää")
    make_contact("Luonnos", review_date=days(-3), live=False)
    project = make_project("Hanke")
    past = {"project": project, "starts_at": hours(-72), "ends_at": hours(-70)}
    make_meeting("Pidetty", **past)
    make_meeting("Luvattu", **past, summary_due=days(-1))
    make_meeting("Tehty", **past, summary=stream(paragraph("<p>Näin kävi.</p>")))
    make_meeting("Peruttu", **past, status="cancelled")
    make_meeting("Tuleva", project=project, starts_at=hours(72))


def panels(client):
    soup = BeautifulSoup(client.get("/admin/").content.decode(), "html.parser")
    return {
        panel.h2.get_text(strip=True): [
            (
                row.a.get_text(strip=True),
                row.select_one(".translation-overdue") is not None,
            )
            for row in panel.select(".translation-waiting li")
        ]
        for panel in soup.select("[id^=upkeep-].w-panel")
    }


def test_the_home_page_shows_what_is_to_keep_up(duties, editor, sign_in, make_article):
    client = editor
    make_article("Kesken", live=False, owner=client.user)
    make_article("Julkaistu", owner=client.user)
    make_article("Toisen", live=False)
    changed = make_article("Muutettu")
    changed.title = "Muutettu taas"
    changed.save_revision(user=client.user)

    assert panels(client) == {
        "Contacts to review": [("Vanha", True), ("Tänään", False)],
        "Meetings without a summary": [("Luvattu", True), ("Pidetty", False)],
        "My drafts": [("Muutettu taas", False), ("Kesken", False)],
    }
    # Those who only translate keep up nothing of it: it is the original's.
    assert panels(sign_in("translator", "change")) == {}


def test_the_report_has_all_of_a_duty(duties, editor, sign_in):
    client = editor

    def titles(**asked):
        pages = client.get(REPORT, asked).context["object_list"]
        return {page.title for page in pages}

    assert titles(duty="contacts") == {"Vanha", "Tänään"}
    assert titles(duty="summaries") == {"Pidetty", "Luvattu"}
    assert titles() == {"Vanha", "Tänään", "Pidetty", "Luvattu"}
    soup = BeautifulSoup(client.get(REPORT).content.decode(), "html.parser")
    link = soup.select_one("table.listing td.title a")
    assert link["lang"] == "fi"
    assert sign_in("translator", "change").get(REPORT).status_code == 200


def test_however_much_waits_the_home_page_costs_the_same(
    duties, editor, make_contact, django_assert_max_num_queries
):

    def count():
        editor.get("/admin/")
        with django_assert_max_num_queries(45) as captured:
            editor.get("/admin/")
        return len(captured)

    few = count()
    for number in range(5):
        make_contact(f"Neuvonta {number}", review_date=days(-number))

    assert count() == few
