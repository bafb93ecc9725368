"""What people search for is counted, and nobody can be known from it."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import RequestFactory
from django.utils import timezone

from search.models import SearchedFor
from search.models.statistics import count, is_counted

SEARCH = "/fi/haku/"
REPORT = "/admin/reports/searches/"
BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0"}


@pytest.fixture
def search(client, db):
    """Return a function that searches as a reader with a browser does."""

    def make(query, url=SEARCH, headers=BROWSER, **parameters):
        response = client.get(url, {"q": query} | parameters, headers=headers)
        assert response.status_code == 200

    return make


def kept():
    return {
        (row.language, row.query): (row.times, row.in_vain)
        for row in SearchedFor.objects.all()
    }


def test_search_is_counted_by_language_and_what_found_nothing_apart(
    make_article, search
):
    make_article("Kielikahvila")

    search("Kielikahvila ")
    search("kielikahvila")
    search("kielikahvila", "/sv/sok/")

    assert kept() == {
        ("fi", "kielikahvila"): (2, 0),
        ("sv", "kielikahvila"): (1, 1),
    }


@pytest.mark.parametrize(
    "query",
    [
        "040 123 4567",
        "matti@example.org",
        "matti@",
        "010190-123A",
        "koulu 2024",
        "٠٤٠١٢٣",
        "???",
        "sana " * 20,
    ],
)
def test_what_may_be_personal_is_never_kept(search, query):
    search(query)

    assert kept() == {}


def test_case_spaces_and_quotation_marks_make_no_difference(db):
    for typed in ("  Town   HALL ", '"town hall"', "=town hall"):
        count(typed, "en", 1)

    assert kept() == {("en", "town hall"): (3, 0)}


@pytest.mark.parametrize(
    "parameters", [{"page": "2"}, {"type": "article"}, {"order": "date"}]
)
def test_going_on_with_a_search_counts_nothing(search, parameters):
    search("kielikahvila", **parameters)

    assert kept() == {}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"User-Agent": "curl/8.5"},
        {"User-Agent": "python-requests/2.32"},
        BROWSER | {"Sec-Purpose": "prefetch"},
    ],
)
def test_programs_are_not_counted(search, headers):
    search("kielikahvila", headers=headers)

    assert kept() == {}


def test_head_and_previews_are_not_counted():
    head = RequestFactory().head(SEARCH, headers=BROWSER)
    preview = RequestFactory().get(SEARCH, headers=BROWSER)
    preview.is_preview = True

    assert not is_counted(head)
    assert not is_counted(preview)
    assert is_counted(RequestFactory().get(SEARCH, headers=BROWSER))


def test_counting_costs_one_query(db, django_assert_num_queries):
    for _repeat in range(2):
        with django_assert_num_queries(1):
            count("kielikahvila", "fi", 0)


def test_only_words_language_and_day_are_kept():
    names = {field.name for field in SearchedFor._meta.get_fields()}

    assert names == {"id", "language", "query", "day", "times", "in_vain"}


def test_searches_are_forgotten_after_ninety_days(db):
    today = timezone.localdate()
    for days in (90, 91):
        SearchedFor.objects.create(
            language="fi",
            query=f"sana{'n' * (days - 90)}",
            day=today - datetime.timedelta(days=days),
            times=3,
        )

    call_command("forget_searches", verbosity=0)

    assert [row.query for row in SearchedFor.objects.all()] == ["sana"]


@pytest.fixture
def searches(db):
    for _repeat in range(3):
        count("kielikahvila", "fi", 4)
        count("språkkafé", "sv", 0)
    count("harvinainen", "fi", 0)
    count("harvinainen", "fi", 0)


def rows(client, **parameters):
    html = client.get(REPORT, parameters, headers={"Accept-Language": "en"})
    assert html.status_code == 200
    return html.content.decode()


def test_report_shows_what_three_searched_for_and_nothing_rarer(searches, admin_client):
    html = rows(admin_client)

    assert "kielikahvila" in html
    assert "språkkafé" in html
    assert "harvinainen" not in html


def test_report_tells_languages_apart(searches, admin_client):
    html = rows(admin_client, language="sv")

    assert "språkkafé" in html
    assert "kielikahvila" not in html


def test_report_tells_what_found_nothing(searches, admin_client):
    html = rows(admin_client, found="nothing")

    assert "språkkafé" in html
    assert "kielikahvila" not in html


def test_report_leaves_out_what_is_too_old_to_be_kept(searches, admin_client):
    old = timezone.localdate() - datetime.timedelta(days=91)
    SearchedFor.objects.filter(language="fi").update(day=old)

    assert "kielikahvila" not in rows(admin_client)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_report_can_be_taken_along_without_what_few_searched_for(
    searches, admin_client, kind
):
    response = admin_client.get(REPORT, {"export": kind})

    data = (
        b"".join(response.streaming_content) if response.streaming else response.content
    )
    assert response.status_code == 200
    if kind == "csv":
        assert "kielikahvila,fi,3,0" in data.decode()
        assert "harvinainen" not in data.decode()


@pytest.mark.parametrize(
    ("group", "status"), [("Communications staff", 200), (None, 302)]
)
def test_report_is_for_communications_staff(
    searches, client, django_user_model, group, status
):
    user = django_user_model.objects.create_user("writer", password="writer")
    if group:
        user.groups.add(Group.objects.get(name=group))
    client.force_login(user)

    assert client.get(REPORT).status_code == status


def test_report_stands_in_the_menu_and_wagtails_empty_one_does_not(admin_client, db):
    html = admin_client.get("/admin/", headers={"Accept-Language": "en"})

    assert REPORT in html.content.decode()
    assert "search-terms" not in html.content.decode()


@pytest.mark.parametrize(
    ("url", "minute"),
    [
        ("/fi/tietosuoja/", "enintään minuutin"),
        ("/sv/dataskydd/", "högst en minut"),
        ("/en/privacy/", "for a minute at most"),
    ],
)
def test_privacy_notice_tells_what_is_kept(db, read, url, minute):
    text = read(url).main.text

    assert "90" in text
    assert "@" in text
    assert text.count(minute) == 1
