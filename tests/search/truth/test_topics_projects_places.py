"""Topics, contacts, projects and places: pages are found by the names they have now."""

from articles.models import EasyReadingPage, Place, Topic, TopicIndexPage
from search.matching import find
from search.parsing import parse
from tests.search.truth.finding import counted, found

# Topics


def test_a_renamed_topic_is_found_by_its_new_name_with_its_pages(
    make_article, make_topic
):
    topic = make_topic("Kielikahvila")
    article = make_article("Artikkeli")
    article.article_topics.create(topic=topic)
    article.save()
    assert sorted(found("kielikahvila")) == ["Artikkeli", "Kielikahvila"]

    topic.name = "Juttukerho"
    topic.save()

    assert found("kielikahvila") == []
    assert sorted(found("juttukerho")) == ["Artikkeli", "Juttukerho"]
    assert (counted("kielikahvila"), counted("juttukerho")) == (0, 2)


def test_a_draft_of_a_topic_changes_nothing(make_topic, make_article):
    topic = make_topic("Kielikahvila")
    topic.name = "Juttukerho"
    topic.save_revision()

    assert (found("kielikahvila"), found("juttukerho")) == (["Kielikahvila"], [])


def test_a_withdrawn_topic_is_no_result_no_word_and_no_facet(make_article, make_topic):
    topic = make_topic("Kielikahvila")
    article = make_article("Artikkeli")
    article.article_topics.create(topic=topic)
    article.save()

    topic.unpublish()
    assert found("kielikahvila") == []
    assert find(parse("artikkeli", "fi")).facets["topic"] == {}

    topic.refresh_from_db()
    topic.save_revision().publish()
    assert sorted(found("kielikahvila")) == ["Artikkeli", "Kielikahvila"]
    assert find(parse("artikkeli", "fi")).facets["topic"] == {"kielikahvila": 1}

    Topic.objects.get(pk=topic.pk).delete()
    assert found("kielikahvila") == []
    assert counted("kielikahvila") == 0
    assert found("artikkeli") == ["Artikkeli"]


def test_topics_are_found_while_their_section_can_be_read(make_topic, finnish):
    make_topic("Kielikahvila")
    section = TopicIndexPage.objects.get(locale=finnish)

    section.unpublish()
    assert found("kielikahvila") == []

    section.save_revision().publish()
    (hit,) = find(parse("kielikahvila", "fi")).hits
    assert (hit.kind, hit.url) == ("topic", "/fi/aiheet/kielikahvila/")


# Contacts, projects, places


def test_a_withdrawn_contact_is_found_in_no_language(make_contact, translated, publish):
    contact = make_contact("Neuvonta")
    translated(contact, "sv")
    assert found("neuvonta", "sv") == ["Neuvonta"]

    publish(contact, withdrawn=True)

    assert (found("neuvonta"), found("neuvonta", "sv")) == ([], [])
    assert counted("neuvonta", "sv") == 0


def test_a_renamed_project_names_its_facet_anew(make_article, make_project, publish):
    project = make_project("Vanha hanke")
    make_article("Artikkeli", project=project)

    publish(project, title="Uusi hanke", slug="uusi-hanke")

    results = find(parse("artikkeli", "fi"))
    assert results.facets["project"] == {"uusi-hanke": 1}
    assert results.names["project"] == {"uusi-hanke": "Uusi hanke"}


def test_the_project_of_an_article_is_the_version_its_readers_meet(
    make_article, make_project, translated
):
    project = make_project("Hanke")
    swedish_project = translated(project, "sv", live=False, title="Projektet", slug="p")
    article = make_article("Artikkeli", project=project)
    translated(article, "sv", title="Artikeln")
    assert find(parse("artikeln", "sv")).facets["project"] == {"hanke": 1}

    swedish_project.save_revision().publish()
    assert find(parse("artikeln", "sv")).facets["project"] == {"p": 1}

    swedish_project.refresh_from_db()
    swedish_project.delete()
    assert find(parse("artikeln", "sv")).facets["project"] == {"hanke": 1}


def test_a_project_that_nobody_may_read_is_no_facet(make_article, make_project):
    project = make_project("Hanke")
    make_article("Artikkeli", project=project)

    project.unpublish()

    assert find(parse("artikkeli", "fi")).facets["project"] == {}


def test_a_meeting_is_found_by_the_name_its_place_has(make_meeting, finnish):
    place = Place.objects.create(name="Kulttuurikeskus", locale=finnish)
    make_meeting("Avajaiset", place=place)
    assert found("kulttuurikeskus") == ["Avajaiset"]

    place.name = "Monitoimitalo"
    place.save()

    assert (found("kulttuurikeskus"), found("monitoimitalo")) == ([], ["Avajaiset"])


def test_an_easy_language_text_belongs_to_its_project(make_page, make_project):
    project = make_project("Hanke")
    make_page(EasyReadingPage, "Helppo festivaali", parent=project)

    results = find(parse("festivaali", "fi"))

    assert results.facets["kind"] == {"easy": 1}
    assert results.facets["project"] == {"hanke": 1}
