"""What stands around the text of an article: age, corrections, contents, ways on."""

import datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from articles.models import ArticleCorrection, ArticleTopic, Series
from tests.raw_blocks import heading, paragraph, stream


def days_ago(number):
    return timezone.now() - datetime.timedelta(days=number)


@pytest.fixture
def series(finnish):
    return Series.objects.create(name="Sarja", locale=finnish)


def steps(html):
    return {a["rel"][0]: a.text for a in html.select(".series-steps a")}


def test_article_leads_to_its_neighbours_in_the_series(make_article, series, read):
    articles = [
        make_article(f"Osa {age}", series=series, published_at=days_ago(age))
        for age in (4, 1, 3, 2)
    ]
    make_article("Muu", published_at=days_ago(2.5))
    make_article("Luonnos", series=series, live=False, published_at=days_ago(1.5))
    by_title = {article.title: article for article in articles}

    assert steps(read(by_title["Osa 4"])) == {"next": "Osa 3"}
    assert steps(read(by_title["Osa 2"])) == {"prev": "Osa 3", "next": "Osa 1"}
    assert steps(read(by_title["Osa 1"])) == {"prev": "Osa 2"}


def test_articles_of_one_moment_are_all_on_the_way(make_article, series, read):
    moment = days_ago(1)
    articles = [
        make_article(f"Osa {n}", series=series, published_at=moment) for n in range(3)
    ]

    assert steps(read(articles[1])) == {"prev": "Osa 0", "next": "Osa 2"}


def test_neighbours_are_of_the_same_language(make_article, translated, series, read):
    first = make_article("Ensimmäinen", series=series, published_at=days_ago(3))
    second = make_article("Toinen", series=series, published_at=days_ago(2))
    translated(first, "sv", published_at=days_ago(1))

    assert steps(read(second)) == {"prev": "Ensimmäinen"}


def test_article_outside_a_series_has_no_neighbours(make_article, read):
    make_article("Toinen")

    assert steps(read(make_article())) == {}


def related(html):
    return [a.text.strip() for a in html.select(".related h3 a")]


@pytest.fixture
def with_topics(make_article):
    def make(title, *topics, **fields):
        article = make_article(title, **fields)
        for topic in topics:
            ArticleTopic.objects.create(page=article, topic=topic)
        return article

    return make


def test_related_articles_share_topics_the_most_shared_first(
    with_topics, make_topic, read
):
    one, two, three = (make_topic(name) for name in ("Yksi", "Kaksi", "Kolme"))
    article = with_topics("Tämä", one, two)
    with_topics("Yhteinen yksi", one, published_at=days_ago(1))
    with_topics("Yhteiset kaksi", one, two, published_at=days_ago(9))
    with_topics("Ei yhteistä", three)
    with_topics("Luonnos", one, live=False)

    assert related(read(article)) == ["Yhteiset kaksi", "Yhteinen yksi"]


def test_at_most_four_related_articles_are_shown(with_topics, make_topic, read):
    topic = make_topic("Yksi")
    article = with_topics("Tämä", topic)
    for age in range(6):
        with_topics(f"Artikkeli {age}", topic, published_at=days_ago(age))

    assert related(read(article)) == [f"Artikkeli {age}" for age in range(4)]


def test_article_without_topics_has_no_related_ones(make_article, read):
    make_article("Toinen")

    assert related(read(make_article())) == []


def contents(html):
    return [(a["href"], a.text) for a in html.select("nav.contents a")]


def test_long_article_has_a_table_of_contents_that_leads_to_its_headings(
    make_article, read
):
    body = stream(*(heading(f"Otsikko {n}") for n in range(4)), heading("Ali", "h3"))
    html = read(make_article(body=body))

    assert [text for _href, text in contents(html)] == [
        f"Otsikko {n}" for n in range(4)
    ]
    for href, text in contents(html):
        assert html.select_one(f"h2[id='{href[1:]}']").text == text


def test_anchor_of_a_heading_stays_when_text_is_added_before_it(
    make_article, publish, read
):
    blocks = [heading(f"Otsikko {n}") for n in range(4)]
    article = make_article(body=stream(*blocks))
    before = contents(read(article))
    body = list(article.body.raw_data)

    article = publish(
        article, body=stream(paragraph(), *(dict(block) for block in body))
    )

    assert contents(read(article)) == before


def test_short_article_has_no_table_of_contents(make_article, read):
    body = stream(*(heading(f"Otsikko {n}") for n in range(3)), heading("Ali", "h3"))

    assert contents(read(make_article(body=body))) == []


OLD = "This article is more than two years old."


@pytest.fixture
def english_article(make_article):
    def make(**fields):
        return make_article("Organisations", language="en", **fields)

    return make


@pytest.mark.parametrize(
    ("published", "updated", "is_old"),
    [(729, 729, False), (732, 732, True), (900, 10, False), (900, 800, True)],
)
def test_article_says_that_it_is_old_after_two_years_without_an_update(
    english_article, read, published, updated, is_old
):
    article = english_article(
        published_at=days_ago(published), content_updated_at=days_ago(updated)
    )

    assert (OLD in read(article).main.text) is is_old


def test_correction_is_dated_and_shown_in_each_language(make_article, submit, read):
    article = make_article()
    ArticleCorrection.objects.create(
        page=article, date=datetime.date(2026, 3, 4), text="Luku oli väärin."
    )
    article.save_revision().publish()

    swedish = submit(
        type(article).objects.get(pk=article.pk),
        "sv",
        {"Luku oli väärin.": "Siffran var fel."},
    )

    for page, text in [(article, "Luku oli väärin."), (swedish, "Siffran var fel.")]:
        note = read(page).select_one(".corrections")
        assert text in note.text
        assert note.time["datetime"] == "2026-03-04"


def test_article_without_corrections_says_nothing_of_them(make_article, read):
    assert read(make_article()).select_one(".corrections") is None


def test_sharing_is_by_plain_links_to_the_article(make_article, read, settings):
    settings.BASE_URL = "https://site.example"
    article = make_article("Työ & arki: 100 %", slug="tyo")
    address = "https://site.example/fi/artikkelit/tyo/"

    links = [urlsplit(a["href"]) for a in read(article).select(".share a")]

    queries = {link.netloc or link.scheme: parse_qs(link.query) for link in links}
    assert queries["mailto"] == {"subject": ["Työ & arki: 100 %"], "body": [address]}
    assert queries["www.facebook.com"] == {"u": [address]}
    assert queries["www.linkedin.com"] == {"url": [address]}
    assert {link.scheme for link in links} == {"mailto", "https"}


def test_buttons_that_need_a_script_are_hidden_without_it(make_article, read):
    share = read(make_article()).select_one(".share")

    buttons = share.select("button")
    assert len(buttons) == 2
    assert all(button.parent.has_attr("hidden") for button in buttons)
    assert share.select_one("[role=status]").text == ""


def test_article_tells_beside_its_times_in_which_languages_it_is(
    make_article, translated, read
):
    article = make_article()
    assert read(article).select(".page-head .meta a") == []

    swedish = translated(article, "sv", slug="artikeln")
    translated(article, "en", slug="draft", live=False)

    links = read(article).select(".page-head .meta a")
    assert [(a["href"], a["lang"], a["hreflang"], a.text) for a in links] == [
        (swedish.get_url(), "sv", "sv", "Svenska")
    ]


def test_series_in_another_language_is_marked_and_the_sentence_is_not(
    make_article, english, read
):
    series = Series.objects.create(
        name="International Espoo", intro="About the city.", locale=english
    )

    part = read(make_article(series=series)).select_one("section.series")

    assert "lang" not in part.attrs
    assert [(one["lang"], one.text) for one in part.select("[lang]")] == [
        ("en", "International Espoo"),
        ("en", "About the city."),
    ]
