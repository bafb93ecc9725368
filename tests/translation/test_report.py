"""The report has every text with its languages, and finds, counts and exports them."""

import csv
import io
from datetime import date, timedelta

import openpyxl
import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from translation.models import Lag, PairOverride, Standing
from translation.overview.choosing import in_order
from translation.overview.reading import read_texts
from translation.requests.asking import ask
from translation.requests.models import TranslationRequest

REPORT = "/admin/localize/reports/translations/"
# What the issue allows for a hundred rows.
MOST_QUERIES = 12


@pytest.fixture
def admin(admin_client):
    admin_client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return admin_client


def titles(client, **filters):
    response = client.get(REPORT, filters)
    assert response.status_code == 200
    return [text.title for text in response.context["object_list"]]


def row_of(client, title, **filters):
    soup = BeautifulSoup(client.get(REPORT, filters).content.decode(), "html.parser")
    return next(
        row
        for row in soup.select("table.listing tbody tr")
        if row.select_one(".title").get_text(strip=True) == title
    )


@pytest.fixture
def texts(make_article, submit, publish, made_for, english):
    """One text for each state of its Swedish version, named by the state."""
    made = {"missing": make_article("missing")}
    for name, live, review in [
        ("draft", False, ""),
        ("live", True, ""),
        ("review", False, "ready"),
        ("returned", False, "returned"),
    ]:
        made[name] = make_article(name)
        version = submit(made[name], "sv", live=live)
        Standing.objects.update_or_create(
            translation=made_for(version), defaults={"review": review}
        )
    made["lagging"] = make_article("lagging")
    submit(made["lagging"], "sv")
    publish(made["lagging"], lead="Uusi")
    made["overridden"] = make_article("overridden")
    PairOverride.objects.create(
        page=made["overridden"], reason="x", due=date(2030, 5, 17)
    )
    return made


def of(article):
    """Return the translation of an article into Swedish."""
    return Translation.objects.get(
        source__object_id=article.translation_key,
        target_locale__language_code="sv",
    )


def our(found):
    """Return the titles of the texts made here; the site has snippets of its own."""
    names = ["missing", "draft", "live", "review", "returned", "lagging", "overridden"]
    return [title for title in found if title in names]


def test_each_state_is_shown_found_and_counted(texts, admin):
    for name in texts:
        assert our(titles(admin, language="sv", state=name)) == [name]
    # In any language: all of them are missing in English.
    assert set(our(titles(admin, state="missing"))) == set(texts)

    assert "2 segments behind" not in row_of(admin, "lagging").get_text()
    lagging = row_of(admin, "lagging").get_text(" ", strip=True)
    assert "1 segment behind since" in lagging
    assert "Lead" in lagging
    assert "missing, follows by 17/5/2030" in row_of(admin, "overridden").get_text()

    response = admin.get(REPORT, {"content_type": "articles.articlepage"})
    counted = dict(_counts(response))
    assert counted["Swedish"] == {
        "missing": 1,
        "draft": 1,
        "review": 1,
        "returned": 1,
        "lagging": 1,
        "waiting": 0,
        "overridden": 1,
        "live": 1,
    }
    assert counted["English"]["missing"] == 7
    # The number leads to its texts, with the other filters kept.
    soup = BeautifulSoup(response.content.decode(), "html.parser")
    link = soup.select_one(".overview-counts a[href*='state=review']")
    found = admin.get(link["href"]).context["object_list"]
    assert [text.title for text in found] == ["review"]


def _counts(response):
    for name, row in response.context["counts"]:
        yield name, {kind.value: number for kind, number, _url in row}


def test_snippets_that_readers_see_have_their_rows(make_topic, submit, admin):
    topic = make_topic("Kielikahvila")
    submit(topic, "sv")

    assert titles(admin, content_type="articles.topic", q="kielikahvila") == [
        "Kielikahvila"
    ]
    row = row_of(admin, "Kielikahvila", q="kielikahvila")
    assert row.select_one(".title a")["lang"] == "fi"
    version = topic.get_translation(of(topic).target_locale)
    assert row.find("a", href=f"/admin/snippets/articles/topic/edit/{version.pk}/")
    assert row.find("a", href=lambda url: url and "submit/snippet" in url)


def test_a_request_is_shown_with_its_words_and_found_by_whose_it_is(
    texts, member_of, admin_user, admin, django_capture_on_commit_callbacks
):
    translator = member_of("Translators sv", first_name="Maija")
    past = timezone.localdate() - timedelta(days=1)
    later = timezone.localdate() + timedelta(days=9)
    with django_capture_on_commit_callbacks(execute=True):
        for name, person, due in [
            ("draft", translator.user, later),
            ("lagging", translator.user, past),
            ("review", None, None),
        ]:
            ask(of(texts[name]), user=admin_user, assignee=person, due=due)

    row = row_of(admin, "lagging").get_text(" ", strip=True)
    assert "Maija" in row
    assert "overdue" in row
    assert "Words: 1 new, 0 nearly the same, 0 repeated." in row
    assert "overdue" not in row_of(admin, "draft").get_text()

    # The soonest deadline first, what has none last.
    assert titles(translator, whose="mine") == ["lagging", "draft"]
    assert titles(admin, whose="mine") == []
    assert titles(admin, whose="by-me", state="review") == ["review"]
    assert titles(admin, whose="nobody") == ["review"]
    assert titles(admin, whose="overdue") == ["lagging"]
    assert titles(admin, whose="overdue", language="en") == []
    assert our(titles(admin))[:2] == ["lagging", "draft"]

    link = row_of(admin, "draft").find("a", href=lambda url: url and "/request/" in url)
    assert admin.get(link["href"]).status_code == 200
    assert not row_of(translator, "draft").find(
        "a", href=lambda url: url and "/request/" in url
    )


def test_texts_are_found_by_project_type_age_and_words(
    texts, make_project, make_article, make_meeting, admin
):
    project = make_project("Aktiiviset järjestöt")
    make_article("Hankkeen juttu", project=project)
    make_meeting("Hankkeen tapaaminen", project=project)

    found = titles(admin, project=str(project.translation_key))
    assert set(found) == {
        "Aktiiviset järjestöt",
        "Hankkeen juttu",
        "Hankkeen tapaaminen",
    }
    assert titles(admin, content_type="articles.meetingpage") == ["Hankkeen tapaaminen"]
    assert titles(admin, q="HANKKEEN j") == ["Hankkeen juttu"]

    Lag.objects.update(since=timezone.now() - timedelta(days=40))
    assert our(titles(admin, language="sv", state="lagging", age="30")) == ["lagging"]
    assert our(titles(admin, language="sv", state="lagging", age="90")) == []
    # A question that makes no sense is not an error.
    assert titles(admin, state="nonsense", age="x", project="x", p="99")


def test_texts_are_sorted(make_article, swedish):
    now = timezone.now()
    for title, age, due in [("b", 1, 2), ("a", 2, None), ("c", 3, 5)]:
        article = make_article(title)
        translate_object(article, [swedish])
        day = due and timezone.localdate() + timedelta(days=due)
        TranslationRequest.objects.create(translation=of(article), due=day)
        changed = now - timedelta(days=age)
        Page.objects.filter(pk=article.pk).update(latest_revision_created_at=changed)
    found = [one for one in read_texts() if one.title in "abc"]

    for ordering, expected in {
        "title": "abc",
        "-title": "cba",
        "changed": "cab",
        "-changed": "bac",
        "due": "bca",
        # What has no deadline stands last this way too.
        "-due": "cba",
        None: "bca",
    }.items():
        assert "".join(one.title for one in in_order(found, ordering)) == expected


def test_the_files_have_every_row_in_the_language_of_the_person(
    texts, admin, admin_user, make_article
):
    ask(of(texts["draft"]), user=admin_user, assignee=admin_user, due=date(2030, 5, 17))
    make_article("=1+1")
    admin.defaults["HTTP_ACCEPT_LANGUAGE"] = "fi"

    response = admin.get(REPORT, {"export": "csv"})
    text = b"".join(response.streaming_content).decode()
    rows = {row["Otsikko"]: row for row in csv.DictReader(io.StringIO(text))}

    assert set(texts) < set(rows)
    # A spreadsheet would count what begins so.
    assert "'=1+1" in rows
    assert "17.5.2030" in rows["draft"].values()

    response = admin.get(REPORT, {"export": "xlsx", "q": "draft"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    heading, row = book.active.values
    assert heading[0] == "Otsikko"
    assert row[0] == "draft"
    assert date(2030, 5, 17) in [
        getattr(one, "date", lambda one=one: one)() for one in row
    ]


@pytest.mark.parametrize("group", ["Administrators", "Translators sv"])
def test_a_hundred_rows_cost_what_three_cost(
    make_article, submit, member_of, admin_user, group, django_assert_max_num_queries
):
    client = member_of(group)

    def count():
        client.get(REPORT)  # what is kept between requests is there
        with django_assert_max_num_queries(MOST_QUERIES) as captured:
            response = client.get(REPORT)
        return len(captured), len(response.context["object_list"])

    def make(numbers):
        for number in numbers:
            article = make_article(f"Juttu {number}")
            submit(article, "sv", live=number % 2 == 0)
            if number % 3 == 0:
                ask(of(article), user=admin_user, assignee=client.user)

    make(range(3))
    few, _rows = count()
    make(range(3, 20))
    # Beside what the migrations made there are more than a hundred texts.
    for number in range(100):
        make_article(f"Lisää {number}")

    assert count() == (few, 100)


@pytest.mark.parametrize("group", ["Administrators", "Translators sv"])
def test_choosing_a_project_costs_no_more(
    make_project, make_article, member_of, group, django_assert_max_num_queries
):
    client = member_of(group)
    project = make_project("Hanke")
    make_article("Juttu", project=project)
    asked = {"project": str(project.translation_key)}
    client.get(REPORT, asked)

    with django_assert_max_num_queries(MOST_QUERIES):
        response = client.get(REPORT, asked)

    assert {one.title for one in response.context["object_list"]} == {"Hanke", "Juttu"}
