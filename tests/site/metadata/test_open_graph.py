"""What a page tells where it is shared, and which version is for whom none suits."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.utils import translation
from django.utils.translation import gettext

from tests.site.metadata.read_by_machines import BASE, tags, things

LANGUAGES = ["fi", "sv", "en"]


def test_article_tells_what_it_is_when_it_is_shared(make_article, translated, read):
    article = make_article(
        "Järjestöt & “kaupunki”",
        lead="Lyhyesti.",
        slug="jarjestot",
        published_at=datetime(2021, 1, 20, 12, 22, tzinfo=UTC),
        content_updated_at=datetime(2021, 8, 31, 9, 0, tzinfo=UTC),
    )
    translated(article, "sv")
    translated(article, "en", live=False)

    html = read(article)

    found = tags(html)
    assert found["og:title"] == article.title
    assert found["og:type"] == "article"
    assert found["og:url"] == f"{BASE}/fi/artikkelit/jarjestot/"
    assert found["og:description"] == "Lyhyesti."
    assert found["og:locale"] == "fi_FI"
    with translation.override("fi"):
        assert found["og:site_name"] == gettext("International Espoo")
    others = html.select("meta[property='og:locale:alternate']")
    assert [one["content"] for one in others] == ["sv_FI"]
    published = datetime.fromisoformat(found["article:published_time"])
    assert published == article.published_at
    updated = datetime.fromisoformat(found["article:modified_time"])
    assert updated == article.content_updated_at


def test_long_lead_is_shortened_where_it_is_shared(make_article, read):
    told = tags(read(make_article(lead="sana " * 200)))["og:description"]

    assert len(told) <= 200
    assert told.endswith("…")


@pytest.mark.parametrize("code", LANGUAGES)
def test_other_pages_tell_what_they_are_too(db, read, code):
    found = tags(read(f"/{code}/"))

    assert found["og:type"] == "website"
    assert found["og:url"] == f"{BASE}/{code}/"
    assert found["og:locale"].startswith(code)


def test_topic_is_shared_by_its_own_name(make_topic, read):
    make_topic("Kielikahvila", slug="kielikahvila", intro="Kahvia ja kieliä.")

    found = tags(read("/fi/aiheet/kielikahvila/"))

    assert found["og:title"] == "Kielikahvila"
    assert found["og:description"] == "Kahvia ja kieliä."
    assert found["og:url"] == f"{BASE}/fi/aiheet/kielikahvila/"


def test_page_that_is_not_there_tells_nothing_of_itself(db, read):
    html = read("/fi/ei-ole/", status=404)

    assert tags(html) == {}
    assert html.select("script[type='application/ld+json']") == []


def test_choice_of_language_tells_what_it_is(db, read):
    call_command("make_social_cards", verbosity=0)

    html = read("/")

    found = tags(html)
    assert html.select_one("link[rel=canonical]")["href"] == f"{BASE}/"
    assert (found["og:title"], found["og:url"]) == (html.title.text, f"{BASE}/")
    assert found["og:locale"] == "en_GB"
    assert f"-{LANGUAGES[0]}-" in found["og:image"]
    assert things(html)["WebSite"]["name"] == html.title.text


# Which version for whom none suits


def default(html):
    return html.select_one("link[hreflang=x-default]")["href"]


def test_original_is_for_whom_no_language_suits(make_article, translated, read):
    article = make_article("Associations", language="en", slug="associations")
    finnish = translated(article, "fi", slug="jarjestot")

    english = f"{BASE}/en/articles/associations/"
    assert default(read(article)) == default(read(finnish)) == english


def test_front_page_leads_on_to_the_choice_of_language(db, read):
    assert {default(read(f"/{code}/")) for code in LANGUAGES} == {f"{BASE}/"}
