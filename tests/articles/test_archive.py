"""The archive holds every article of a language by year and month."""

import datetime

import pytest
from django.utils import timezone

from articles.models import ArchivePage

ARCHIVES = {"fi": "/fi/arkisto/", "sv": "/sv/arkiv/", "en": "/en/archive/"}


def at(*numbers):
    return timezone.make_aware(datetime.datetime(*numbers))


@pytest.fixture
def articles(make_article):
    return [
        make_article("Tammikuu", published_at=at(2021, 1, 20, 14, 22)),
        make_article("Uusivuosi", published_at=at(2021, 1, 1, 0, 30)),
        make_article("Kesäkuu", published_at=at(2021, 6, 3)),
        make_article("Vanha", published_at=at(2019, 12, 31, 23, 30)),
        make_article("Luonnos", published_at=at(2018, 5, 5), live=False),
    ]


def test_years_stand_newest_first_with_their_numbers(articles, read):
    rows = [
        (li.a["href"], li.a.text, li.span.text.strip("()").split()[0])
        for li in read("/fi/arkisto/").select(".archive-years li")
    ]

    assert rows == [
        ("/fi/arkisto/2021/", "2021", "3"),
        ("/fi/arkisto/2019/", "2019", "1"),
    ]


def test_year_holds_its_months_newest_first(articles, read):
    html = read("/fi/arkisto/2021/")

    months = [
        (
            section.h2.text,
            [a.text for a in section.select("a")],
        )
        for section in html.select("main section[aria-labelledby^=month]")
    ]
    assert months == [
        ("Kesäkuu 2021 (1)", ["Kesäkuu"]),
        ("Tammikuu 2021 (2)", ["Tammikuu", "Uusivuosi"]),
    ]
    assert "2021" in html.h1.text
    assert "2021" in html.title.text


@pytest.mark.parametrize("year", ["2018", "2020", "1000", "0000", "21", "20210", "x"])
def test_year_without_articles_is_not_found(articles, read, year):
    read(f"/fi/arkisto/{year}/", status=404)


def test_year_is_linked_in_the_languages_that_have_articles_of_it(
    articles, translated, read
):
    translated(articles[0], "sv", published_at=at(2021, 2, 1))

    html = read("/fi/arkisto/2021/")

    hrefs = {link["hreflang"]: link["href"] for link in html.select("link[hreflang]")}
    assert hrefs["sv"].endswith("/sv/arkiv/2021/")
    assert "en" not in hrefs
    read("/en/archive/2021/", status=404)


@pytest.mark.parametrize(("language", "url"), ARCHIVES.items())
def test_empty_archive_says_so(db, read, language, url):
    html = read(url)

    assert html.html["lang"] == language
    assert len(html.select(".archive-years li")) == 1
    assert html.select(".archive-years a") == []


def test_list_of_articles_leads_to_the_archive_which_is_not_in_the_menu(db, read):
    html = read("/sv/artiklar/")

    assert html.select_one(".archive-link a")["href"] == "/sv/arkiv/"
    assert html.select("ul.menu a[href='/sv/arkiv/']") == []


def test_archive_costs_the_same_however_much_it_holds(
    articles, make_article, client, django_assert_max_num_queries
):
    def cost(url):
        client.get(url)
        with django_assert_max_num_queries(40) as queries:
            client.get(url)
        return len(queries)

    urls = ["/fi/arkisto/", "/fi/arkisto/2021/"]
    before = [cost(url) for url in urls]
    for year in range(2000, 2022):
        make_article(f"Artikkeli {year}", published_at=at(year, 3, 3))
        make_article(f"Toinen {year}", published_at=at(2021, year % 12 + 1, 3))

    assert [cost(url) for url in urls] == before


def test_years_move_with_the_archive(
    articles, publish, client, django_capture_on_commit_callbacks
):
    archive = ArchivePage.objects.get(slug="arkisto")

    with django_capture_on_commit_callbacks(execute=True):
        publish(archive, slug="vuodet")

    response = client.get("/fi/arkisto/2021/")
    assert response.status_code == 301
    assert response["Location"].endswith("/fi/vuodet/2021/")
