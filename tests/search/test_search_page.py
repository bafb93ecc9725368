"""Search finds what readers of the language may read, and bears whatever is typed."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.translation import gettext
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import PageViewRestriction

from articles.models import ArticleTopic, Topic
from lexicon.models import Term

PAGES = {"fi": "/fi/haku/", "sv": "/sv/sok/", "en": "/en/search/"}


def titles(html):
    return [link.text for link in html.select(".results h2 a")]


def found(html):
    return sorted(titles(html))


def told(html):
    return " ".join(html.select_one("[role=status]").text.split())


@pytest.fixture
def three_languages(make_article, translated):
    article = make_article("Yhteinen festivaali", lead="Ohjelma")
    translated(article, "sv", title="Gemensam festivaali")
    translated(article, "en", title="Common festivaali")


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("fi", "Yhteinen festivaali"),
        ("sv", "Gemensam festivaali"),
        ("en", "Common festivaali"),
    ],
)
def test_finds_its_own_language_only(three_languages, read, language, title):
    assert found(read(PAGES[language], q="festivaali")) == [title]


def test_finds_words_of_the_lead_and_other_kinds_of_page(
    make_article, make_project, make_contact, read
):
    make_article("Artikkeli", lead="Kesän festivaali")
    make_project("Hanke festivaali")
    make_contact("Henkilö", unit="Festivaali")

    expected = ["Artikkeli", "Hanke festivaali", "Henkilö"]
    assert found(read(PAGES["fi"], q="festivaali")) == expected


def test_every_word_must_be_found(make_article, read):
    make_article("Festivaali torilla")
    make_article("Festivaali puistossa")

    assert found(read(PAGES["fi"], q="torilla festivaali")) == ["Festivaali torilla"]


def test_drafts_private_pages_and_aliases_are_not_found(
    make_article, add_alias, publish, read
):
    make_article("Festivaali luonnoksena", live=False)
    closed = make_article("Festivaali suljettuna")
    PageViewRestriction.objects.create(
        page=closed, restriction_type=PageViewRestriction.LOGIN
    )
    public = make_article("Festivaali julkisena")
    publish(public, title="Festivaali julkisena")
    add_alias(public, "sv")

    assert found(read(PAGES["fi"], q="festivaali")) == ["Festivaali julkisena"]
    assert found(read(PAGES["sv"], q="festivaali")) == []


def test_section_pages_are_no_results(db, read):
    assert found(read(PAGES["fi"], q="artikkelit")) == []


@pytest.mark.parametrize("number", ["abc", "-1", "0", "999999", "1" * 400, "", "1.5"])
def test_impossible_page_number_gives_a_page(three_languages, read, number):
    html = read(PAGES["fi"], q="festivaali", page=number)

    assert found(html) == ["Yhteinen festivaali"]


def test_results_are_paged_and_keep_the_query(make_article, read):
    for number in range(12):
        make_article(f"Festivaali {number}")

    first = read(PAGES["fi"], q="festivaali")
    link = first.select_one("a[rel=next]")["href"]
    second = read(PAGES["fi"] + link)

    assert (len(found(first)), len(found(second))) == (10, 2)
    assert not set(found(first)) & set(found(second))
    assert second.select_one("ol.results")["start"] == "11"


@pytest.mark.parametrize("language", PAGES)
def test_nothing_found_is_said_in_the_language(db, read, language):
    html = read(PAGES[language], q="xyzzy")

    with translation.override(language):
        sentence = gettext("Nothing found in English for “%(query)s”.")
    assert told(html) == sentence % {"query": "xyzzy"}


@pytest.mark.parametrize("language", PAGES)
def test_every_page_has_a_form_that_leads_to_its_language(db, read, language):
    form = read(f"/{language}/").select_one("form[role=search]")

    assert form["action"] == PAGES[language]
    assert form.label["for"] == form.input["id"]


def test_what_was_typed_stands_in_the_box(db, read):
    html = read(PAGES["fi"], q='kissa "koira" <b>')

    boxes = [box["value"] for box in html.select("input[type=search]")]
    assert boxes == ['kissa "koira" <b>']


@pytest.fixture
def festivals(make_article, make_project, make_topic, make_contact):
    """Three articles of two years, two topics and a project, and a contact."""
    project = make_project("Kansainväliset tapahtumat")
    topics = [make_topic("Musiikki"), make_topic("Tanssi")]
    for number, (year, topic) in enumerate(
        [(2024, topics[0]), (2024, topics[1]), (2021, topics[1])]
    ):
        article = make_article(
            f"Juttu {number}",
            lead="Festivaalista kerrotaan.",
            project=project if number else None,
            published_at=datetime.datetime(year, 5, 1 + number, tzinfo=datetime.UTC),
        )
        ArticleTopic.objects.create(page=article, topic=topic)
        article.save_revision().publish()
    make_contact("Festivaalin yhteyshenkilö")


def choices(html, name):
    options = html.select(f"select[name={name}] option[value]")
    return {one["value"]: one.text for one in options if one["value"]}


def test_facets_tell_how_many_results_each_choice_leaves(festivals, read):
    html = read(PAGES["fi"], q="festivaali")

    assert found(html) == [
        "Festivaalin yhteyshenkilö",
        "Juttu 0",
        "Juttu 1",
        "Juttu 2",
    ]
    assert choices(html, "type") == {
        "article": "Artikkelit (3)",
        "contact": "Yhteystiedot (1)",
    }
    assert choices(html, "topic") == {
        "tanssi": "Tanssi (2)",
        "musiikki": "Musiikki (1)",
    }
    assert choices(html, "year") == {"2024": "2024 (2)", "2021": "2021 (1)"}


def test_chosen_facet_narrows_and_can_be_taken_away(festivals, read):
    html = read(PAGES["fi"], q="festivaali", topic="tanssi", year="2024")

    assert found(html) == ["Juttu 1"]
    chosen = html.select(".chosen a")
    assert ["Tanssi" in chosen[0].text, "2024" in chosen[1].text] == [True, True]
    assert found(read(PAGES["fi"] + chosen[0]["href"])) == ["Juttu 0", "Juttu 1"]
    selected = html.select("form.facets option[selected]")
    assert [one["value"] for one in selected] == ["tanssi", "2024"]


def test_facets_are_a_form_without_scripts(festivals, read):
    form = read(PAGES["fi"], q="festivaali").select_one("form.facets")

    assert form["method"] == "get"
    assert form.select_one("input[name=q]")["value"] == "festivaali"
    for select in form.select("select"):
        assert form.select_one(f"label[for={select['id']}]").text
    assert form.select_one("button[type=submit]").text


@pytest.mark.parametrize(
    "parameters",
    [
        {"year": "abc"},
        {"year": "99999999999999999999"},
        {"type": "'; --"},
        {"topic": "a" * 5000},
        {"project": "\0"},
        {"year": "-1", "topic": "ei-ole", "type": "<b>", "order": "x"},
    ],
)
def test_unknown_facet_finds_nothing_and_leads_back(festivals, read, parameters):
    html = read(PAGES["fi"], q="festivaali", **parameters)

    if "\0" in parameters.values():  # nothing is left of it
        assert len(found(html)) == 4
        return
    assert found(html) == []
    back = html.select(".chosen a")[-1]
    assert len(found(read(PAGES["fi"] + back["href"]))) == 4


def test_results_stand_newest_first_where_the_reader_asks(festivals, read):
    html = read(PAGES["fi"], q="festivaali", order="date", type="article")

    assert titles(html) == ["Juttu 1", "Juttu 0", "Juttu 2"]
    assert html.select_one("#choose-order option[selected]")["value"] == "date"


def test_pages_keep_what_was_chosen(make_article, read):
    for number in range(12):
        make_article(f"Festivaali {number}")

    first = read(PAGES["fi"], q="festivaali", type="article", order="date")
    second = read(PAGES["fi"] + first.select_one("a[rel=next]")["href"])

    assert second.select_one("#choose-order option[selected]")["value"] == "date"
    assert len(found(second)) == 2
    assert second.select_one(".chosen")


def test_result_tells_its_type_and_date(festivals, read):
    item = next(
        one
        for one in read(PAGES["fi"], q="festivaali").select(".results li")
        if one.h2.text == "Juttu 2"
    )

    with translation.override("fi"):
        kind = gettext("Article")
    assert item.select_one(".meta").text.split() == [kind, "3.5.2021"]
    assert item.time["datetime"] == "2021-05-03"


def test_words_are_marked_in_title_and_text(make_article, read):
    make_article("Festivaalit kaupungissa", lead="Ohjelmaa festivaaleilla.")

    item = read(PAGES["fi"], q="festivaali").select_one(".results li")

    assert [mark.text for mark in item.h2.select("mark")] == ["Festivaalit"]
    assert "festivaaleilla" in [mark.text for mark in item.select("p mark")]


def test_misspelt_query_that_finds_nothing_is_put_right_and_said_so(make_article, read):
    make_article("Festivaali torilla")

    html = read(PAGES["fi"], q="festivali")

    assert found(html) == ["Festivaali torilla"]
    with translation.override("fi"):
        nothing = gettext("Nothing found in English for “%(query)s”.")
    assert told(html).startswith(nothing % {"query": "festivali"})
    assert "festivaali" in told(html)
    assert html.select_one("input[type=search]")["value"] == "festivali"


def test_likelier_word_is_offered_where_little_is_found(make_article, read):
    make_article("Festivali")
    for number in range(5):
        make_article(f"Festivaali {number}")

    html = read(PAGES["fi"], q="festivali")

    assert found(html) == ["Festivali"]


def test_nothing_found_leads_on(make_article, make_topic, read):
    make_article("Uutinen")
    make_topic("Musiikki")

    html = read(PAGES["fi"], q="xyzzy")

    links = [link["href"] for link in html.main.select("a")]
    assert {
        "/fi/aiheet/musiikki/",
        "/fi/artikkelit/uutinen/",
        "/fi/yhteystiedot/",
    } <= {*links}


def test_empty_search_leads_on_and_tells_how_to_search(make_topic, read):
    make_topic("Musiikki")

    html = read(PAGES["fi"])

    assert html.select_one("a[href='/fi/aiheet/musiikki/']")
    assert not html.select_one("[role=status]")
    assert html.select_one(".search-help").text


def test_phrase_and_minus_are_obeyed(make_article, read):
    make_article("Suuri kaupungin festivaali")
    make_article("Kaupungin suuri festivaali")

    assert found(read(PAGES["fi"], q='"suuri festivaali"')) == [
        "Kaupungin suuri festivaali"
    ]
    assert found(read(PAGES["fi"], q="festivaali -kaupungin")) == []


# Other languages


def elsewhere(html):
    return [
        (link["lang"], link["hreflang"], link.text)
        for link in html.select(".found-elsewhere a")
    ]


def test_what_other_languages_have_is_told_where_little_is_found(make_article, read):
    make_article("Entresse på svenska", language="sv")
    make_article("Entresse in English", language="en")

    html = read(PAGES["fi"], q="entresse")

    assert sorted(elsewhere(html)) == [
        ("en", "en", "Entresse in English"),
        ("sv", "sv", "Entresse på svenska"),
    ]


def test_versions_of_what_is_shown_are_not_told_again(three_languages, read):
    html = read(PAGES["fi"], q="festivaali")

    assert found(html) == ["Yhteinen festivaali"]
    assert elsewhere(html) == []


def test_page_in_two_other_languages_is_told_once(three_languages, read):
    html = read(PAGES["fi"], q="common")

    assert len(elsewhere(html)) == 1


def test_other_languages_are_left_alone_where_much_is_found(make_article, read):
    make_article("Festivaali på svenska", language="sv")
    for number in range(3):
        make_article(f"Festivaali {number}")

    assert elsewhere(read(PAGES["fi"], q="festivaali")) == []


def test_known_term_is_looked_for_by_its_name_in_the_other_language(make_article, read):
    Term.objects.all().delete()
    Term.objects.create(fi="kielikahvila", sv="språkkafé", en="language café")
    make_article("Ett nytt språkkafé", language="sv")

    html = read(PAGES["fi"], q="kielikahvila")

    assert elsewhere(html) == [("sv", "sv", "Ett nytt språkkafé")]


def test_topic_is_looked_for_by_its_name_in_the_other_language(
    make_article, make_topic, read
):
    topic = make_topic("Naapuruus")
    make_topic("Grannskap", language="sv", of=topic)
    make_article("Om grannskap", language="sv")

    html = read(PAGES["fi"], q="naapuruus xyzzy")

    assert elsewhere(html) == []
    assert ("sv", "sv", "Om grannskap") in elsewhere(read(PAGES["fi"], q="naapuruus"))


# Recommended pages


@pytest.fixture
def promote(db):
    def make(query, page, description=""):
        SearchPromotion.objects.create(
            query=Query.get(query), page=page, description=description
        )

    return make


def recommended(html):
    return [link.text for link in html.select(".promoted a")]


def test_promoted_page_comes_first_in_its_language_only(make_article, promote, read):
    promote("Neuvonta", make_article("Kysy meiltä"), "Vastaamme arkisin.")

    html = read(PAGES["fi"], q=" neuvonta ")

    assert recommended(html) == ["Kysy meiltä"]
    assert "Vastaamme arkisin." in html.select_one(".promoted").text
    assert recommended(read(PAGES["sv"], q="neuvonta")) == []
    assert recommended(read(PAGES["fi"], q="neuvonta kysy")) == []


def test_promoted_pages_stand_in_the_order_of_the_editors(make_article, promote, read):
    pages = [make_article(title) for title in ("Toinen", "Ensimmäinen")]
    for number, page in enumerate(pages):
        promote("neuvonta", page)
        SearchPromotion.objects.filter(page=page).update(sort_order=1 - number)

    assert recommended(read(PAGES["fi"], q="neuvonta")) == ["Ensimmäinen", "Toinen"]


def test_promoted_page_that_nobody_may_read_is_not_shown(make_article, promote, read):
    promote("neuvonta", make_article("Luonnos", live=False))

    assert recommended(read(PAGES["fi"], q="neuvonta")) == []


def test_staff_promote_pages_in_the_admin(db, client, django_user_model):
    user = django_user_model.objects.create_user("writer", password="writer")
    user.groups.add(Group.objects.get(name="Communications staff"))
    client.force_login(user)

    assert client.get("/admin/searchpicks/").status_code == 200


# The head, and what a page costs


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
