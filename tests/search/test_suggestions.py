"""The box suggests words and titles that readers can find, whatever is typed."""

import pytest
from wagtail.models import PageViewRestriction

from search.suggestions import MOST

PAGES = {
    "fi": "/fi/haku/suggestions/",
    "sv": "/sv/sok/suggestions/",
    "en": "/en/search/suggestions/",
}


@pytest.fixture
def suggest(client, db):
    def ask(typed, language="fi"):
        response = client.get(PAGES[language], {"q": typed})
        assert response.status_code == 200
        return response.json()["suggestions"]

    return ask


def test_titles_are_suggested_by_their_first_letters(make_article, suggest):
    make_article("Kielikahvila avautui Leppävaarassa")

    assert "Kielikahvila avautui Leppävaarassa" in suggest("kielikahvila av")


def test_topics_are_suggested(make_topic, suggest):
    make_topic("Musiikki")

    assert "Musiikki" in suggest("musi")


def test_words_of_texts_are_suggested(make_article, suggest):
    make_article("Uutinen", lead="Kaupungissa on festivaali.")

    assert "festivaali" in suggest("festi")


def test_only_the_last_word_is_completed(make_article, suggest):
    make_article("Uutinen", lead="Kaupungissa on festivaali.")

    assert "iloinen festivaali" in suggest("iloinen festi")


def test_who_types_without_dots_gets_the_dotted(make_article, suggest):
    make_article("Järjestöt")

    assert "Järjestöt" in suggest("jarj")


def test_forms_of_one_word_are_one_suggestion(make_article, suggest):
    make_article("Uutinen", lead="Festivaalit ja festivaalien festivaali.")

    assert suggest("festiva") == ["festivaali"]


def test_drafts_and_private_pages_are_never_suggested(make_article, suggest):
    make_article("Salaisuus luonnoksessa", live=False)
    closed = make_article("Salaisuus suljettuna")
    PageViewRestriction.objects.create(
        page=closed, restriction_type=PageViewRestriction.LOGIN
    )

    assert suggest("salai") == []


def test_other_languages_are_not_suggested(make_article, suggest):
    make_article("Festivaali")

    assert suggest("festi", "sv") == []


def test_there_are_at_most_a_handful(make_article, suggest):
    for number in range(12):
        make_article(f"Festivaali {number}", lead=f"festivaalisana{'n' * number}")

    assert len(suggest("festi")) == MOST == 6


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "f",
        " ",
        '"',
        "\0",
        "a" * 10_000,
        "fe%",
        "fe_",
        "👩‍👩‍👧",
        "-",
        "مدينة",
        "\udcff",
    ],
)
def test_whatever_is_typed_gives_a_list(make_article, suggest, typed):
    make_article("Xylofoni")

    assert suggest(typed.encode("utf-8", "replace").decode()) == []


def test_they_cost_two_queries_of_their_own(
    make_article, client, django_assert_max_num_queries
):
    make_article("Festivaali")
    client.get(PAGES["fi"], {"q": "festi"})

    # Three more find the page that they belong to.
    with django_assert_max_num_queries(5):
        client.get(PAGES["fi"], {"q": "festi"})


def test_they_may_be_kept_for_a_minute_and_are_no_page(suggest, client):
    response = client.get(PAGES["fi"], {"q": "festi"})

    assert response["Cache-Control"] == "public, max-age=60"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Content-Type"] == "application/json"
