"""The head of the page of results, and what the page costs, whatever it shows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Topic
from lexicon.models import Term
from tests.search.page.results import PAGES

# The head


def test_results_are_kept_out_of_search_engines_and_the_page_itself_is_not(db, read):
    def robots(html):
        return [tag["content"] for tag in html.select("meta[name=robots]")]

    assert robots(read(PAGES["fi"])) == []
    html = read(PAGES["fi"], q="kissa")
    assert robots(html) == ["noindex, follow"]
    assert html.select_one("link[rel=canonical]")["href"].endswith(PAGES["fi"])
    assert "kissa" in html.title.text


def test_links_to_other_languages_take_the_search_along(db, read):
    html = read(PAGES["fi"], q="town hall", year="2024", topic="kielet", page="2")

    for place in (".languages a", "footer .other-languages a"):
        links = {link["lang"]: link["href"] for link in html.select(place)}
        assert links == {
            "sv": "/sv/sok/?q=town+hall&year=2024",
            "en": "/en/search/?q=town+hall&year=2024",
        }
    alternates = [link["href"] for link in html.select("link[hreflang]")]
    assert not any("?" in address for address in alternates)


def test_page_has_one_heading_and_one_search_form(festivals, read):
    html = read(PAGES["fi"], q="festivaali")

    assert len(html.select("h1")) == 1
    assert len(html.select("form[role=search]")) == 1


# What it costs

BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0"}
MOST_QUERIES = 8
RESULTS = {
    "much": {"q": "festivaali"},
    "second page": {"q": "festivaali", "page": "2"},
    "beyond the last page": {"q": "festivaali", "page": "900"},
    "by date": {"q": "festivaali", "order": "date"},
    "facets": {"q": "festivaali", "type": "article", "year": "2024"},
    "phrase and minus": {"q": '"festivaali 1" -muu'},
    "recommended": {"q": "neuvonta"},
    "little": {"q": "pormestari"},
    "little, beyond the last page": {"q": "pormestari", "page": "900"},
    "misspelt, and found when put right": {"q": "festivali"},
    "misspelt, and still not found": {"q": "festivali xyzzy"},
    "only in other languages": {"q": "entresse"},
    "a term": {"q": "kielikahvila"},
    "a topic": {"q": "naapuruus"},
    "nothing": {"q": "xyzzy"},
    "nothing by date": {"q": "xyzzy", "order": "date"},
    "nothing with these facets": {"q": "festivaali", "topic": "ei-ole"},
    "no word": {"q": "!!"},
    "no query": {},
}


@pytest.fixture
def full_site(festivals, make_article, make_topic, promote):
    """Something to show in each part of the page of results."""
    for number in range(12):
        make_article(f"Festivaali {number}")
    promote("neuvonta", make_article("Pormestari", lead="Kysy häneltä"))
    make_article("Entresse på svenska", language="sv")
    make_article("Ett nytt språkkafé", language="sv")
    topic = make_topic("Naapuruus")
    make_topic("Grannskap", language="sv", of=topic)
    make_article("Om grannskap", language="sv")
    Term.objects.create(fi="kielikahvila", sv="språkkafé")


def test_page_of_results_costs_eight_queries_whatever_it_shows(full_site, client):
    costs = {}
    for name, parameters in RESULTS.items():
        client.get(PAGES["fi"], parameters, headers=BROWSER)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(PAGES["fi"], parameters, headers=BROWSER)
        assert response.status_code == 200
        costs[name] = len(queries)

    assert {name: cost for name, cost in costs.items() if cost > MOST_QUERIES} == {}
    assert max(costs.values()) == MOST_QUERIES


def test_first_page_of_results_after_a_change_of_terms_costs_two_queries_more(
    full_site, client, django_assert_max_num_queries
):
    client.get(PAGES["fi"], {"q": "xyzzy"}, headers=BROWSER)
    Term.objects.first().save()
    Topic.objects.first().save()

    with django_assert_max_num_queries(MOST_QUERIES + 2):
        client.get(PAGES["fi"], {"q": "xyzzy"}, headers=BROWSER)


def test_what_the_cases_above_show_is_there(full_site, read):
    def parts(**parameters):
        html = read(PAGES["fi"], **parameters)
        shown = {
            "results": ".results li",
            "facets": "form.facets",
            "recommended": ".promoted a",
            "elsewhere": ".found-elsewhere a",
            "ways on": ".topic-links a",
        }
        return {name for name, selector in shown.items() if html.select(selector)}

    assert parts(q="festivaali") == {"results", "facets"}
    assert parts(q="neuvonta") == {"recommended", "ways on"}
    assert parts(q="festivali") == {"results"}
    assert parts(q="entresse") == {"elsewhere", "ways on"}
    assert parts(q="kielikahvila") == {"elsewhere", "ways on"}
    assert parts(q="naapuruus") == {"results", "elsewhere"}
    assert parts(q="xyzzy") == {"ways on"}
