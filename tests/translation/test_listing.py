"""Lists and headers say where each language stands, at a constant cost."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from wagtail_localize.models import StringTranslation
from wagtail_localize.operations import translate_object

from articles.models import ArticleIndexPage
from translation.models import PairOverride, Standing
from translation.publishing import publish_translation
from translation.standings import Kind, states_of

MOST_QUERIES = 45
REPORT = "/admin/localize/reports/translations/"


@pytest.fixture
def admin(admin_client):
    admin_client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return admin_client


@pytest.fixture
def draft(article, swedish):
    translate_object(article, [swedish])
    return article.get_translation(swedish)


def state(instance, language):
    states = states_of([instance])[instance.translation_key]
    return {one.language: one for one in states}[language]


def without(made, path):
    StringTranslation.objects.filter(
        locale=made.target_locale, context__path=path
    ).delete()


def test_a_language_that_is_not_there_is_missing(article):
    assert state(article, "sv").kind == Kind.MISSING
    assert state(article, "fi").kind == Kind.LIVE


def test_a_draft_says_how_much_of_it_is_done(draft, made_for, translate):
    translate(made_for(draft), {"Ingressi": "Ingress"})

    assert state(draft, "sv").text == "draft, 1 of 6 segments"


def test_a_version_says_how_much_of_it_is_behind_and_since_when(
    article, swedish_version, publish
):
    publish(article, lead="Uusi", title="Toinen")

    one = state(article, "sv")
    assert one.kind == Kind.LAGGING
    assert one.text.startswith("2 segments behind since ")


def test_what_is_translated_waits_to_be_published(
    article, swedish_version, publish, made_for, translate
):
    publish(article, lead="Uusi")
    translate(made_for(swedish_version), {"Uusi": "Ny"})

    assert state(article, "sv").text == "translated, not published yet"


def test_a_version_handed_in_is_in_review(draft, made_for, translate):
    made = made_for(draft)
    Standing.objects.create(translation=made, review=Standing.Review.READY)

    assert state(draft, "sv").kind == Kind.REVIEW


def test_the_day_of_an_exception_is_said(make_article):
    page = make_article(live=False)
    PairOverride.objects.create(page=page, reason="Kiire", due=date(2030, 5, 17))

    one = state(page, "sv")
    assert one.kind == Kind.OVERRIDDEN
    assert "17/5/2030" in one.text


def test_the_reason_for_publishing_behind_is_said(
    article, swedish_version, publish, made_for
):
    publish(article, lead="Uusi")
    publish_translation(made_for(swedish_version), reason="Brådskande")

    assert "Brådskande" in state(article, "sv").text


def rows(client, url):
    soup = BeautifulSoup(client.get(url).content.decode(), "html.parser")
    return {
        row.select_one(".title").get_text(" ", strip=True): row
        for row in soup.select("table.listing tbody tr")
        if row.select_one(".title")
    }


def listing_of(page):
    return f"/admin/pages/{page.get_parent().pk}/"


def row_of(client, url, title):
    return next(row for name, row in rows(client, url).items() if title in name)


def test_the_list_of_pages_shows_every_language_and_leads_to_it(
    article, swedish_version, admin, publish
):
    publish(article, lead="Uusi")

    row = row_of(admin, listing_of(article), "Järjestöt")

    text = row.get_text(" ", strip=True)
    assert "1 segment behind" in text
    assert "request a translation" in text
    assert row.find("a", href=f"/admin/pages/{swedish_version.pk}/edit/")
    assert row.find(
        "a", href=f"/admin/localize/submit/page/{article.pk}/?select_locale=en"
    )


def test_a_translator_sees_where_all_languages_stand_and_opens_their_own(
    article, swedish_version, made_for, member_of
):
    made = made_for(swedish_version)
    row = row_of(
        member_of("Translators sv"), listing_of(swedish_version), "sv: Järjestöt"
    )

    assert "Suomi : live" in row.get_text(" ", strip=True)
    assert not row.find("a", href=f"/admin/pages/{article.pk}/edit/")
    assert row.find("a", href=f"/admin/translation/{made.pk}/original/")
    assert row.find("a", href=f"/admin/pages/{swedish_version.pk}/edit/")
    assert "request a translation" not in row.text


def test_pages_written_separately_are_not_asked_for(admin):
    section = ArticleIndexPage.objects.get(locale__language_code="fi")

    html = admin.get(listing_of(section)).content.decode()

    assert "/localize/submit/" not in html


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_header_of_a_page_says_where_the_others_stand(
    article, swedish_version, admin, publish, language
):
    publish(article, lead="Uusi")
    page = article if language == "fi" else swedish_version

    html = admin.get(f"/admin/pages/{page.pk}/edit/").content.decode()

    assert "Svenska: 1 segment behind" in html
    assert f"/admin/translation/together/{page.pk}/" in html


def test_the_list_of_snippets_shows_every_language(make_topic, submit, admin):
    topic = make_topic("Kielikahvila")
    submit(topic, "sv")

    row = row_of(admin, "/admin/snippets/articles/topic/?locale=fi", "Kielikahvila")

    assert "Svenska : live" in row.get_text(" ", strip=True)


@pytest.fixture
def queries(admin, django_assert_max_num_queries):
    """Return a function that counts what a list asks of the database."""

    def count(url):
        admin.get(url)  # what is kept between requests is there
        with django_assert_max_num_queries(MOST_QUERIES) as captured:
            assert admin.get(url).status_code == 200
        return len(captured)

    return count


@pytest.fixture
def many(make_article, submit):
    """Return a function that makes articles with a Swedish draft each."""

    def make(numbers):
        for number in numbers:
            submit(make_article(f"Juttu {number}"), "sv", live=False)

    return make


def test_fifty_translated_rows_cost_what_five_cost(many, admin, queries):
    section = ArticleIndexPage.objects.get(locale__language_code="fi")
    url = f"/admin/pages/{section.pk}/"
    many(range(5))
    few = queries(url)

    many(range(5, 50))

    assert len(rows(admin, url)) == 50
    assert queries(url) == few


@pytest.mark.parametrize("group", ["Communications staff", "Translators sv"])
def test_a_list_costs_those_who_may_not_publish_the_same_however_long(
    many, member_of, group, django_assert_max_num_queries
):
    client = member_of(group)
    section = ArticleIndexPage.objects.get(locale__language_code="sv")
    url = f"/admin/pages/{section.pk}/"

    def count():
        client.get(url)
        with django_assert_max_num_queries(MOST_QUERIES) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    many(range(2))
    few = count()
    many(range(2, 5))
    assert count() == few

    for draft in section.get_children().specific():
        draft.latest_revision.publish()
    assert count() == few


def test_the_report_stands_in_the_menu(admin):
    assert REPORT in admin.get("/admin/").content.decode()
