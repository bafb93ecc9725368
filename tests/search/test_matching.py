"""What a query finds, in which order, and what the facets count; on both databases."""

import datetime

import pytest
from django.utils import timezone

from search.matching import Chosen, find, find_each
from search.parsing import parse, parse_all

EXACT, INFLECTED, MEMBER, FUZZY = 1, 2, 3, 4


def search(text, language="fi", **options):
    return find(parse(text, language), **options)


def titles(text, language="fi", **options):
    return [hit.title for hit in search(text, language, **options).hits]


def tiers(text, language="fi"):
    return {hit.title: hit.tier for hit in search(text, language).hits}


@pytest.fixture
def years_ago():
    def ago(years):
        return timezone.now() - datetime.timedelta(days=round(years * 365.25))

    return ago


def test_an_inflected_word_finds_the_page_and_stands_below_the_exact_one(make_article):
    make_article("Yksi", lead="Puhutaan yhdessä kouluissa.")
    make_article("Kaksi", lead="Uusi koulu avataan.")

    assert tiers("koulu") == {"Yksi": INFLECTED, "Kaksi": EXACT}
    assert titles("koulu") == ["Kaksi", "Yksi"]


def test_a_title_counts_more_than_a_lead_and_a_lead_more_than_the_text(make_article):
    paragraph = [("paragraph", "<p>Festivaali pidetään kesällä.</p>")]
    make_article("Tekstissä", lead="Muuta", body=paragraph)
    make_article("Ingressissä", lead="Festivaali pidetään kesällä.")
    make_article("Festivaali", lead="Muuta")

    assert titles("festivaali") == ["Festivaali", "Ingressissä", "Tekstissä"]


def test_a_topic_counts_as_much_as_a_lead(make_article, make_topic):
    body = [("paragraph", "<p>Kielikahvila on auki.</p>")]
    make_article("Tekstissä", lead="Muuta", body=body)
    tagged = make_article("Aiheena", lead="Muuta")
    tagged.article_topics.create(topic=make_topic("Kielikahvila"))
    tagged.save()

    assert titles("kielikahvila") == ["Kielikahvila", "Aiheena", "Tekstissä"]


def test_a_fresher_page_stands_a_little_higher(make_article, years_ago):
    make_article("Vanha", lead="Festivaali", published_at=years_ago(6))
    make_article("Uusi", lead="Festivaali", published_at=years_ago(0))
    make_article("Keskimmäinen", lead="Festivaali", published_at=years_ago(3))

    assert titles("festivaali") == ["Uusi", "Keskimmäinen", "Vanha"]


def test_an_old_exact_hit_stands_above_a_new_inflected_one(make_article, years_ago):
    make_article("Vanha", lead="Uusi koulu", published_at=years_ago(20))
    make_article("Uusi", lead="Uusissa kouluissa", published_at=years_ago(0))

    assert titles("koulu") == ["Vanha", "Uusi"]


def test_by_date_the_newest_comes_first_and_what_has_no_date_last(
    make_article, make_contact, years_ago
):
    make_article("Koulu", published_at=years_ago(2))
    make_article("Toinen", lead="Kouluissa", published_at=years_ago(1))
    make_contact("Koulu")

    assert titles("koulu", order="date") == ["Toinen", "Koulu", "Koulu"]
    assert search("koulu", order="date").hits[-1].date is None


def test_pages_of_results_follow_each_other_without_gap_or_repeat(make_article):
    for _number in range(7):
        make_article("Sama otsikko")

    all_hits = [hit.entry_id for hit in search("otsikko").hits]
    parts = [
        hit.entry_id
        for start in (0, 3, 6)
        for hit in search("otsikko", start=start, stop=start + 3).hits
    ]

    assert len(all_hits) == 7
    assert parts == all_hits
    assert search("otsikko", start=10**6, stop=10**6 + 10).hits == []
    assert search("otsikko", start=10**6, stop=10**6 + 10).total == 7


def test_all_words_must_be_found(make_article):
    make_article("Festivaali torilla")
    make_article("Festivaali puistossa")

    assert titles("festivaali puisto") == ["Festivaali puistossa"]


def test_a_word_with_a_minus_must_not_be_found_in_any_form(make_article):
    make_article("Festivaali torilla")
    make_article("Festivaali puistossa")

    assert titles("festivaali -puisto") == ["Festivaali torilla"]
    assert titles('festivaali -"puistossa"') == ["Festivaali torilla"]


def test_a_phrase_is_found_as_it_stands_and_never_across_two_texts(make_article):
    make_article("Espoon kaupunki", lead="Tarina jatkuu.")
    make_article("Kaupungin Espoo", lead="Espoon uusi kaupunki")

    assert titles('"espoon kaupunki"') == ["Espoon kaupunki"]
    assert titles('"kaupunki tarina"') == []


def test_a_phrase_is_found_after_a_very_frequent_word(make_article):
    words = "ja " * 600 + "uusi kirjasto"
    make_article("Pitkä", body=[("paragraph", f"<p>{words}</p>")])

    assert titles('"uusi kirjasto"') == ["Pitkä"]


def test_a_very_long_text_is_found_by_its_last_word(make_article):
    words = " ".join(f"sana{number % 3_000}" for number in range(40_000))
    make_article("Pitkä", body=[("paragraph", f"<p>{words} loppu</p>")])

    assert titles("loppu") == ["Pitkä"]


def test_a_text_too_long_for_any_index_can_be_saved_and_is_found_by_its_title(
    make_article,
):
    words = " ".join(f"{number:08x}" * 10 for number in range(6_000))
    body = [("paragraph", f"<p>{words}</p>")]
    make_article("Endless", language="en", body=body)

    assert titles("endless", "en") == ["Endless"]


def test_dots_are_letters(make_article):
    make_article("Säde")
    make_article("Sade")

    assert titles("säde") == ["Säde"]
    assert titles("sade") == ["Sade"]


def test_each_language_is_searched_by_itself(make_article, translated):
    article = make_article("Festivaali")
    translated(article, "sv", title="Festivaali")

    assert [hit.language for hit in search("festivaali", "sv").hits] == ["sv"]


def test_mail_addresses_and_phone_numbers_are_found_as_people_write_them(make_contact):
    make_contact(
        "Neuvonta", email="neuvonta.palvelu@example.org", phone="+358401234567"
    )
    make_contact("Toinen", email="toinen@example.org", phone="+358407654321")

    assert titles("neuvonta.palvelu@example.org") == ["Neuvonta"]
    for number in ("040 123 4567", "+358 40 123 4567", "0401234567"):
        assert titles(number) == ["Neuvonta"], number


def test_facets_count_what_each_choice_would_leave(
    make_article, make_project, make_topic, years_ago
):
    project = make_project("Hanke")
    one, other = make_topic("Kieli"), make_topic("Kulttuuri")
    for number, (chosen_topics, year, its_project) in enumerate(
        [([one], 1, project), ([one, other], 2, None), ([other], 2, project)]
    ):
        article = make_article(
            f"Festivaali {number}", published_at=years_ago(year), project=its_project
        )
        for topic in chosen_topics:
            article.article_topics.create(topic=topic)
        article.save()
    first, second = str(years_ago(1).year), str(years_ago(2).year)

    everything = search("festivaali")
    assert everything.total == 3
    assert everything.facets["topic"] == {"kieli": 2, "kulttuuri": 2}
    assert everything.facets["year"] == {first: 1, second: 2}
    assert everything.facets["project"] == {project.slug: 2}
    assert everything.facets["kind"] == {"article": 3}
    assert everything.names["topic"] == {"kieli": "Kieli", "kulttuuri": "Kulttuuri"}
    assert everything.names["project"] == {project.slug: "Hanke"}

    narrowed = search("festivaali", chosen=Chosen(topic="kieli", year=second))
    assert [hit.title for hit in narrowed.hits] == ["Festivaali 1"]
    assert narrowed.total == 1
    # Its own facet shows what else could be chosen; the other facets, what is left.
    assert narrowed.facets["topic"] == {"kieli": 1, "kulttuuri": 2}
    assert narrowed.facets["year"] == {first: 1, second: 1}
    assert narrowed.facets["project"] == {}
    assert narrowed.facets["kind"] == {"article": 1}

    by_project = search(
        "festivaali", chosen=Chosen(project=project.slug, kind="article")
    )
    assert by_project.total == 2


@pytest.mark.parametrize(
    "chosen",
    [
        Chosen(kind="xyzzy"),
        Chosen(topic="'; DROP TABLE search_entry; --"),
        Chosen(project="a\0b"),
        Chosen(year="abc"),
        Chosen(year="99999999999999999999"),
        Chosen(year="²⁰²⁴"),
        Chosen(year="-1"),
    ],
)
def test_a_facet_that_does_not_exist_leaves_nothing(make_article, chosen):
    make_article("Festivaali")

    assert search("festivaali", chosen=chosen).total == 0


def test_several_queries_are_one_statement_and_answered_one_by_one(
    make_article, translated, django_assert_num_queries
):
    article = make_article("Festivaali", lead="Muuta")
    translated(article, "sv", title="Fest", lead="Festival i stan")
    translated(article, "en", title="Festival", lead="Elsewhere")
    make_article("Town", lead="A festival", language="en")
    find(parse("festival", "en"))  # Wagtail reads the roots of the languages
    queries = parse_all([("sv", "festival"), ("en", ""), ("en", "festival")])

    with django_assert_num_queries(1):
        found = find_each(queries, stop=1)

    assert [[hit.title for hit in one.hits] for one in found] == [
        ["Fest"],
        [],
        ["Festival"],
    ]
    assert [one.total for one in found] == [1, 0, 2]
    assert found[0].hits[0].key == found[2].hits[0].key
    assert find_each([]) == []


def test_a_search_is_one_statement_whatever_it_shows(
    make_article, make_topic, django_assert_num_queries
):
    topic = make_topic("Festivaali")
    article = make_article("Festivaali")
    article.article_topics.create(topic=topic)
    article.save()
    query = parse('festivaali "festivaali" -muu', "fi")
    find(query)  # Wagtail reads the roots of the languages, and keeps them

    with django_assert_num_queries(1):
        found = find(query, Chosen(kind="topic"))

    assert [hit.url for hit in found.hits] == ["/fi/aiheet/festivaali/"]
    with django_assert_num_queries(0):
        find(parse("", "fi"))


def test_reading_a_query_is_one_question_to_the_vocabulary(
    db, django_assert_num_queries
):
    with django_assert_num_queries(1):
        parse("yksi kaksi kolme -neljä viisi-kuusi", "fi")
