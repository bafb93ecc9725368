"""What a reader finds on a project."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from articles.models import Funding, ProjectCity, ProjectPage, TimelineEvent
from translation.publishing import publish_translation, translation_of
from translation.refusals import PublishingRefused


def test_official_name_and_tagline_are_marked_with_their_language(make_project, read):
    project = make_project(
        official_name="Active NGOs",
        tagline="Building cities together",
        official_language="en",
    )

    header = read(project).select_one("main header")

    assert header.select_one(".official-name")["lang"] == "en"
    assert header.select_one(".tagline")["lang"] == "en"


def test_official_name_in_the_reader_s_language_needs_no_mark(
    make_project, translated, read
):
    project = make_project(official_name="Active NGOs", official_language="en")

    name = read(translated(project, "en")).select_one(".official-name")

    assert not name.has_attr("lang")


def test_cities_are_named_in_each_language(make_project, submit, read):
    project = make_project()
    riga = ProjectCity(name="Riika", country="Latvia", sort_order=1)
    espoo = ProjectCity(name="Espoo", country="Suomi", is_lead=True, sort_order=0)
    for city in (riga, espoo):
        city.page = project
        city.save()
    words = {"Riika": "Riga", "Latvia": "Lettland", "Espoo": "Esbo", "Suomi": "Finland"}

    version = submit(ProjectPage.objects.get(pk=project.pk), "sv", words)

    def cities(page):
        items = read(page).select("section[aria-labelledby=cities] li")
        return [item.text.split(" –")[0] for item in items]

    assert cities(project) == ["Espoo (Suomi)", "Riika (Latvia)"]
    assert cities(version) == ["Esbo (Finland)", "Riga (Lettland)"]
    assert version.cities.get(name="Esbo").is_lead


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ({"year": 2019}, "2019"),
        ({"year": 2019, "month": 3}, "maaliskuu 2019"),
        ({"year": 2019, "month": 3, "day": 7}, "7.3.2019"),
    ],
)
def test_event_is_dated_as_exactly_as_is_known(make_project, read, date, shown):
    project = make_project()
    TimelineEvent.objects.create(page=project, text="Alkoi", **date)

    event = read(project).select_one(".timeline li")

    assert event.select_one(".timeline-date").text.lower() == shown


@pytest.mark.parametrize(
    "date", [{"day": 5}, {"month": 2, "day": 30}], ids=["no month", "no such day"]
)
def test_event_on_no_real_day_is_refused(make_project, finnish, date):
    event = TimelineEvent(
        page=make_project(), locale=finnish, year=2021, text="Outo", **date
    )

    with pytest.raises(ValidationError) as refused:
        event.full_clean()

    assert "day" in refused.value.message_dict


def test_project_cannot_end_before_it_starts(make_project, edit):
    project = make_project(start_year=2018, end_year=2021)

    html, status = edit(project, end_year="2017", **{"body-count": "0"})

    assert status == 200
    assert "The last year cannot be before the first." in html.text
    project.refresh_from_db()
    assert project.end_year == 2021


def test_years_are_written_without_a_thousands_separator(make_project, read):
    project = make_project(start_year=2018, end_year=2021, state="ended")

    html = read(project)

    assert "2018–2021" in html.select_one("header .meta").text
    assert "2021" in html.select_one("header .notice").text


def test_running_project_is_not_said_to_have_ended(make_project, read):
    project = make_project(start_year=2018, end_year=2021, state="running")

    assert read(project).select_one("header .notice") is None


def test_articles_are_listed_in_the_reader_s_language(
    make_project, make_article, translated, read
):
    project = make_project()
    version = translated(project, "sv")
    article = make_article("Suomeksi", project=project)
    translated(article, "sv", title="På svenska")
    make_article("Luonnos", project=project, live=False)
    make_article("Egen", language="sv", project=version)

    def titles(page):
        section = read(page).select_one("section[aria-labelledby=articles]")
        return {a.text for a in section.select(".teaser a")}

    assert titles(project) == {"Suomeksi"}
    assert titles(version) == {"På svenska", "Egen"}


def test_meetings_to_come_stand_before_those_that_were(
    make_project, make_meeting, read
):
    project = make_project()
    now = timezone.now()
    for title, days in [("Vanha", -9), ("Hiljan", -3), ("Myöhemmin", 9), ("Pian", 3)]:
        make_meeting(title, project=project, starts_at=now + timedelta(days=days))

    section = read(project).select_one("section[aria-labelledby=meetings]")

    assert [a.text for a in section.select(".teaser a")] == [
        "Pian",
        "Myöhemmin",
        "Hiljan",
        "Vanha",
    ]


def test_funding_is_in_the_language_of_the_page(
    make_project, finnish, swedish, submit, read
):
    funding = Funding.objects.create(
        programme="URBACT", statement="EU rahoittaa.", locale=finnish
    )
    project = make_project(funding=funding)

    version = submit(project, "sv", live=False)
    made = translation_of(version)
    with pytest.raises(PublishingRefused, match="URBACT"):
        publish_translation(made)
    version = publish_translation(made, reason="Brådskande")

    assert read(version).select_one(".funding") is None

    submit(funding, "sv", {"EU rahoittaa.": "EU finansierar."})
    publish_translation(made)
    assert "EU finansierar." in read(version).select_one(".funding").text


def test_ended_projects_stand_last(make_project, read):
    make_project("Päättynyt", state="ended", start_year=2025)
    make_project("Käynnissä", state="running", start_year=2019)

    titles = [a.text for a in read("/fi/hankkeet/").select(".teaser a")]

    assert titles == ["Käynnissä", "Päättynyt"]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_state_is_told_in_the_reader_s_language(
    make_project, translated, read, language
):
    project = make_project(state="planned")
    page = project if language == "fi" else translated(project, language)

    with translation.override(language):
        assert project.get_state_display() in read(page).select_one("header .meta").text
