"""An address without a page says in its language what there is instead."""

from datetime import datetime

import pytest
from django.utils import timezone, translation
from django.utils.translation import gettext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from translation.models import GonePage


def links(html):
    return [(a["href"], a["hreflang"]) for a in html.select("main .versions a")]


def test_finnish_slug_in_the_swedish_tree_leads_to_the_finnish_page(make_article, read):
    article = make_article("Järjestöt", slug="jarjestot")

    html = read("/sv/artiklar/jarjestot/", status=404)

    assert html.html["lang"] == "sv"
    assert links(html) == [(article.get_url(), "fi")]
    link = html.select_one("main .versions a span")
    assert (link.text, link["lang"]) == ("Järjestöt", "fi")
    with translation.override("sv"):
        assert html.h1.text == gettext("This page is not available in English yet.")
        assert gettext("You can read it in Finnish.") in html.main.text


def test_address_with_only_its_language_changed_leads_to_the_page(make_article, read):
    article = make_article(slug="jarjestot")

    html = read("/en/artikkelit/jarjestot/", status=404)

    assert links(html) == [(article.get_url(), "fi")]


def test_unpublished_version_leads_to_the_versions_that_live(
    make_article, translated, read
):
    article = make_article()
    swedish = translated(article, "sv", slug="utkast", live=False)
    english = translated(article, "en", slug="associations")

    html = read(swedish.get_url(), status=404)

    assert links(html) == [(article.get_url(), "fi"), (english.get_url(), "en")]
    with translation.override("sv"):
        assert gettext("You can read it in Finnish or English.") in html.main.text


def test_switcher_leads_to_the_versions_too(make_article, read):
    article = make_article(slug="jarjestot")

    html = read("/sv/artiklar/jarjestot/", status=404)

    assert html.select_one(".languages a[hreflang=fi]")["href"] == article.get_url()


def test_page_that_exists_here_under_another_slug_is_offered_as_such(
    make_article, translated, read
):
    article = make_article(slug="jarjestot")
    swedish = translated(article, "sv", slug="foreningar")

    html = read("/sv/artiklar/jarjestot/", status=404)

    assert (swedish.get_url(), "sv") in links(html)
    with translation.override("sv"):
        assert html.h1.text == gettext("Page not found")


def test_section_of_another_language_is_found(db, read):
    assert ("/sv/artiklar/", "sv") in links(read("/sv/artikkelit/", status=404))


def test_same_slug_under_another_section_is_another_page(make_article, read):
    make_article(slug="jarjestot")

    assert links(read("/sv/projekt/jarjestot/", status=404)) == []


def test_versions_nobody_may_read_are_not_named(make_article, translated, read):
    article = make_article(slug="salainen", live=False)
    closed = translated(article, "sv", slug="stangd")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")

    assert links(read("/en/articles/salainen/", status=404)) == []
    assert links(read(article.get_url(), status=404)) == []


def test_missing_page_is_kept_out_of_search_engines(make_article, read):
    make_article(slug="jarjestot")

    html = read("/sv/artiklar/jarjestot/", status=404)

    assert html.select_one("meta[name=robots]")["content"] == "noindex"
    assert html.select("link[rel=canonical], link[hreflang]") == []


def test_absence_costs_the_same_however_many_pages_there_are(
    make_article, translated, client, django_assert_max_num_queries
):
    def cost():
        client.get("/sv/artiklar/yhteinen/")
        with django_assert_max_num_queries(30) as queries:
            assert client.get("/sv/artiklar/yhteinen/").status_code == 404
        return len(queries)

    make_article(slug="yhteinen")
    few = cost()
    for number in range(6):
        article = make_article(f"Muu {number}")
        translated(article, "en", slug=f"yhteinen-{number}")
    article = make_article("Toinen", slug="toinen")
    translated(article, "en", slug="yhteinen")

    assert cost() == few


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_removed_page_is_gone_in_its_language(make_article, translated, read, language):
    page = make_article(slug="jarjestot")
    if language != "fi":
        page.unpublish()
        page = translated(page, language, slug="x")
    url = page.get_url()
    page.delete()

    html = read(url, status=410)

    assert html.html["lang"] == language
    with translation.override(language):
        assert html.h1.text == gettext("The page has been removed")


def test_unpublished_page_is_gone_and_comes_back(make_article, publish, read):
    article = make_article()
    article.unpublish()
    read(article.get_url(), status=410)

    publish(article)

    read(article.get_url())
    assert not GonePage.objects.exists()


def test_page_that_was_never_published_is_simply_not_there(make_article, read):
    draft = make_article(live=False)
    url = draft.get_url()
    draft.delete()

    read(url, status=404)


def test_version_removed_in_one_language_names_the_others(
    make_article, translated, read
):
    article = make_article()
    swedish = translated(article, "sv", slug="foreningar")
    url = swedish.get_url()
    swedish.delete()

    assert links(read(url, status=404)) == [(article.get_url(), "fi")]


def test_removed_page_that_is_redirected_leads_on(make_article, client):
    article, other = make_article("Vanha"), make_article("Uusi")
    url = article.get_url()
    article.delete()
    Redirect.objects.create(old_path=url.rstrip("/"), redirect_page=other)

    response = client.get(url)

    assert response.status_code == 301
    assert response["Location"].endswith(other.get_url())


def test_removal_is_told_with_debug_too(make_article, client, settings):
    settings.DEBUG = True
    article = make_article(slug="jarjestot")

    response = client.get("/sv/artiklar/jarjestot/")

    assert article.get_url() in response.content.decode()


@pytest.mark.parametrize("path", ["/fi/ä/", "/fi/a/b/c/d/e/f/", "/sv/" + "x" * 3000])
def test_odd_addresses_are_not_found(db, client, path):
    assert client.get(path, follow=True).status_code == 404


def test_descendants_of_a_removed_page_are_gone_too(make_project, make_meeting, read):
    project = make_project()
    meeting = make_meeting(project=project)
    urls = [meeting.get_url(), project.get_url()]
    Page.objects.get(pk=project.pk).delete()

    for url in urls:
        read(url, status=410)


# Addresses that are no pages: topics, years, files


def test_topic_of_another_language_is_named(make_topic, read):
    make_topic("Kielikahvila", slug="kielikahvila")

    html = read("/sv/amnen/kielikahvila/", status=404)

    assert html.html["lang"] == "sv"
    assert links(html) == [("/fi/aiheet/kielikahvila/", "fi")]
    assert html.select_one("main .versions span").text == "Kielikahvila"
    assert html.select_one(".languages a[hreflang=fi]")["href"].endswith(
        "kielikahvila/"
    )
    with translation.override("sv"):
        assert html.h1.text == gettext("This page is not available in English yet.")
        assert gettext("You can read it in Finnish.") in html.main.text


def test_topic_that_has_another_slug_here_is_offered(make_topic, read):
    topic = make_topic("Kielikahvila", slug="kielikahvila")
    make_topic("Språkkafé", of=topic, language="sv", slug="sprakkafe")

    html = read("/sv/amnen/kielikahvila/", status=404)

    assert ("/sv/amnen/sprakkafe/", "sv") in links(html)
    with translation.override("sv"):
        assert html.h1.text == gettext("Page not found")


def test_topic_in_draft_names_its_published_versions(make_topic, read):
    topic = make_topic("Kielikahvila", slug="kielikahvila")
    make_topic("Språkkafé", of=topic, language="sv", slug="sprakkafe", live=False)
    make_topic("Luonnos", slug="luonnos", live=False)

    html = read("/sv/amnen/sprakkafe/", status=404)

    assert links(html) == [("/fi/aiheet/kielikahvila/", "fi")]
    assert links(read("/sv/amnen/luonnos/", status=404)) == []


def test_year_with_articles_in_another_language_only_is_named(make_article, read):
    make_article(published_at=timezone.make_aware(datetime(2021, 1, 20)))

    html = read("/en/archive/2021/", status=404)

    assert links(html) == [("/fi/arkisto/2021/", "fi")]
    assert html.select_one("main .versions span").text.split()[-1] == "2021"


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("/fi/arkisto/1999/", "/fi/arkisto/"),
        ("/fi/arkisto/2021/3/", "/fi/arkisto/"),
        ("/sv/amnen/okand/", "/sv/amnen/"),
        ("/en/articles/no-such-article/", "/en/articles/"),
    ],
)
def test_unknown_address_in_a_section_leads_to_the_section(db, read, path, section):
    html = read(path, status=404)

    assert section in [a["href"] for a in html.select("main a")]


def test_unknown_address_in_no_section_names_none(db, read):
    html = read("/fi/ei-ole/", status=404)

    assert [a["href"] for a in html.select("main a")] == ["/fi/"]


@pytest.mark.parametrize("name", ["flode.xml", "kalender.ics"])
def test_file_of_what_is_missing_here_names_the_page(make_project, read, name):
    project = make_project("Järjestöt", slug="jarjestot")

    html = read(f"/sv/projekt/jarjestot/{name}", status=404)

    assert links(html) == [(project.get_url(), "fi")]


def test_feed_of_a_topic_that_is_missing_here_names_the_topic(make_topic, read):
    make_topic("Kielikahvila", slug="kielikahvila")

    html = read("/sv/amnen/kielikahvila/flode.xml", status=404)

    assert links(html) == [("/fi/aiheet/kielikahvila/", "fi")]
