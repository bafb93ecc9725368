"""What readers find is true at once, whatever changes a page or who may read it."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
)
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from articles.models import (
    ArticleTopic,
    EasyReadingPage,
    Place,
    Topic,
    TopicIndexPage,
)
from lexicon.models import Word
from search.matching import Chosen, find
from search.models import Entry
from search.parsing import parse
from translation.publishing import publish_together, publish_translation
from translation.refusals import PublishingRefused


def found(text, language="fi"):
    return [hit.title for hit in find(parse(text, language)).hits]


def counted(form, language="fi"):
    words = Word.objects.filter(language=language, form=form)
    return sum(words.values_list("count", flat=True))


def lexemes():
    """Return how many entries have lexemes, whether or not the entry exists."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM search_terms")
        return cursor.fetchone()[0]


@pytest.fixture
def document(db):
    return get_document_model().objects.create(
        title="Kestävyysraportti", file=ContentFile(b"x", name="raportti.txt")
    )


@pytest.fixture
def linking(make_article, document):
    """An article whose text links to the document."""
    link = f'<p><a linktype="document" id="{document.pk}">Lue</a></p>'
    return make_article("Linkki", body=[("paragraph", link)])


def test_a_published_page_is_found_and_its_draft_is_not(make_article, publish):
    article = make_article("Festivaali")
    article.title = "Karnevaali"
    article.save_revision()

    assert (found("festivaali"), found("karnevaali")) == (["Festivaali"], [])

    article.get_latest_revision().publish()

    assert (found("festivaali"), found("karnevaali")) == ([], ["Karnevaali"])


def test_words_of_drafts_are_never_counted(make_article):
    draft = make_article("Karnevaali", live=False)
    assert counted("karnevaali") == 0

    draft.get_latest_revision().publish()
    assert counted("karnevaali") == 1

    draft.refresh_from_db()
    draft.title = "Kongressi"
    draft.save_revision()
    assert (counted("karnevaali"), counted("kongressi")) == (1, 0)

    draft.unpublish()
    assert (counted("karnevaali"), counted("kongressi")) == (0, 0)


def test_an_unpublished_page_is_gone_and_one_published_again_is_back(make_article):
    article = make_article("Festivaali")

    article.unpublish()
    assert found("festivaali") == []

    article.get_latest_revision().publish()
    assert found("festivaali") == ["Festivaali"]


def test_what_a_schedule_publishes_and_takes_off_is_found_so_long(make_article):
    now = timezone.now()
    article = make_article("Festivaali", live=False)
    article.go_live_at = now - datetime.timedelta(minutes=5)
    article.save_revision(approved_go_live_at=article.go_live_at)
    assert found("festivaali") == []

    call_command("publish_scheduled", verbosity=0)
    assert found("festivaali") == ["Festivaali"]

    Page.objects.filter(pk=article.pk).update(expire_at=now - datetime.timedelta(1))
    call_command("publish_scheduled", verbosity=0)
    assert found("festivaali") == []


def test_deleting_a_page_takes_all_below_it_too(make_project, make_meeting):
    before, stored = Entry.objects.count(), lexemes()
    project = make_project("Festivaalihanke")
    make_meeting("Festivaalin avajaiset", project=project)
    assert counted("avajaiset") == 1

    project.refresh_from_db()
    project.delete()

    assert found("avajaiset") == []
    assert counted("avajaiset") == 0
    assert (Entry.objects.count(), lexemes()) == (before, stored)


def test_a_copy_is_found_as_it_was_published(make_article):
    article = make_article("Festivaali")
    article.copy(update_attrs={"slug": "luonnos"}, keep_live=False)
    assert found("festivaali") == ["Festivaali"]

    article.copy(update_attrs={"slug": "kaksonen", "title": "Festivaali 2"})
    assert sorted(found("festivaali")) == ["Festivaali", "Festivaali 2"]


def test_an_alias_repeats_another_page_and_is_not_found(make_article, add_alias):
    article = make_article("Festivaali")

    article.create_alias(update_slug="kaksonen")
    add_alias(article, "sv")

    assert found("festivaali") == ["Festivaali"]
    assert found("festivaali", "sv") == []


def test_a_restriction_hides_a_page_and_all_below_it(make_project, make_meeting):
    project = make_project("Festivaalihanke")
    meeting = make_meeting("Avajaiset", project=project)

    for page in (meeting, project, project.get_parent()):
        restriction = PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.LOGIN
        )
        assert found("avajaiset") == []
        assert counted("avajaiset") == 0

        restriction.delete()
        assert found("avajaiset") == ["Avajaiset"]
        assert counted("avajaiset") == 1


def test_a_restriction_of_an_outer_page_still_holds_when_an_inner_one_goes(
    make_project, make_meeting
):
    meeting = make_meeting("Avajaiset", project=make_project())
    inner, _outer = (
        PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.LOGIN
        )
        for page in (meeting, meeting.get_parent())
    )

    inner.delete()

    assert found("avajaiset") == []


def test_deleting_a_restricted_page_bears_its_restriction(make_article):
    article = make_article("Festivaali")
    PageViewRestriction.objects.create(
        page=article, restriction_type=PageViewRestriction.LOGIN
    )

    article.delete()

    assert found("festivaali") == []


def test_a_subtree_is_readable_where_it_was_moved_to(make_project, make_meeting):
    closed, open_ = make_project("Suljettu"), make_project("Avoin")
    PageViewRestriction.objects.create(
        page=closed, restriction_type=PageViewRestriction.LOGIN
    )
    meeting = make_meeting("Avajaiset", project=open_)

    meeting.move(closed, pos="last-child")
    assert found("avajaiset") == []

    Page.objects.get(pk=meeting.pk).move(
        Page.objects.get(pk=open_.pk), pos="last-child"
    )
    hits = find(parse("avajaiset", "fi"))
    assert [hit.url for hit in hits.hits] == ["/fi/hankkeet/avoin/avajaiset/"]
    assert hits.facets["project"] == {"avoin": 1}


def test_the_address_is_where_a_page_stands_now(make_project, make_meeting, publish):
    project = make_project("Hanke")
    make_meeting("Avajaiset", project=project)

    publish(project, slug="uusi")

    (hit,) = find(parse("avajaiset", "fi")).hits
    assert hit.url == "/fi/hankkeet/uusi/avajaiset/"


def test_a_page_is_found_in_the_language_it_is_in_now(make_article, swedish):
    article = make_article("Festivaali")

    article.locale = swedish
    article.save(update_fields=["locale"])

    assert (found("festivaali"), found("festivaali", "sv")) == ([], ["Festivaali"])
    assert (counted("festivaali"), counted("festivaali", "sv")) == (0, 1)


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


def test_a_document_is_found_by_its_title_in_the_languages_that_link_to_it(
    linking, document, translated
):
    assert found("kestävyysraportti") == ["Kestävyysraportti"]
    assert found("kestävyysraportti", "sv") == []

    translated(linking, "sv")
    (hit,) = find(parse("kestävyysraportti", "sv")).hits
    assert (hit.kind, hit.url) == ("document", document.url)


def test_a_renamed_document_is_found_by_its_new_title(linking, document):
    document.title = "Vuosikertomus"
    document.save()

    assert (found("kestävyysraportti"), found("vuosikertomus")) == (
        [],
        ["Vuosikertomus"],
    )


def test_a_document_that_no_readable_page_links_to_is_not_found(linking, document):
    linking.unpublish()
    assert found("kestävyysraportti") == []

    linking.get_latest_revision().publish()
    assert found("kestävyysraportti") == ["Kestävyysraportti"]

    page = type(linking).objects.get(pk=linking.pk)
    page.body = []
    page.save_revision().publish()
    assert found("kestävyysraportti") == []
    assert counted("kestävyysraportti") == 0


def test_a_deleted_document_is_not_found_and_its_page_still_is(linking, document):
    document.delete()

    assert (found("kestävyysraportti"), found("linkki")) == ([], ["Linkki"])
    linking.save_revision().publish()  # the text still links to what is gone
    assert found("linkki") == ["Linkki"]


def test_a_document_whose_last_page_is_deleted_is_not_found(linking):
    linking.delete()

    assert found("kestävyysraportti") == []


def test_documents_of_a_closed_collection_are_not_found(
    linking, document, django_capture_on_commit_callbacks
):
    root = Collection.get_first_root_node()
    closed = root.add_child(name="Suljettu")
    restriction = CollectionViewRestriction.objects.create(
        collection=closed, restriction_type=CollectionViewRestriction.LOGIN
    )
    document.collection = closed
    document.save()
    assert found("kestävyysraportti") == []

    restriction.delete()
    assert found("kestävyysraportti") == ["Kestävyysraportti"]

    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert found("kestävyysraportti") == []


def test_documents_are_closed_with_the_collection_theirs_is_moved_into(
    linking, document, django_capture_on_commit_callbacks
):
    root = Collection.get_first_root_node()
    closed, inner = root.add_child(name="Suljettu"), root.add_child(name="Sisempi")
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type=CollectionViewRestriction.LOGIN
    )
    document.collection = inner
    document.save()

    with django_capture_on_commit_callbacks(execute=True):
        inner = Collection.objects.get(pk=inner.pk)
        inner.save()
        inner.move(Collection.objects.get(pk=closed.pk), "sorted-child")

    assert found("kestävyysraportti") == []


def test_a_translation_is_found_when_it_is_published(make_article, submit):
    article = make_article("Festivaali")

    draft = submit(article, "sv", {"Festivaali": "Karneval"}, live=False)
    assert found("karneval", "sv") == []

    draft.latest_revision.publish()
    assert found("karneval", "sv") == ["Karneval"]


def test_a_fact_carried_to_a_live_translation_is_found_at_once(
    make_meeting, make_project, submit, publish, finnish, swedish
):
    project = make_project()
    submit(project, "sv")
    meeting = make_meeting("Avajaiset", project=project)
    submit(meeting, "sv", {"Avajaiset": "Invigning"})
    place = Place.objects.create(name="Kulttuurikeskus", locale=finnish)
    key = place.translation_key
    Place.objects.create(name="Kulturhuset", locale=swedish, translation_key=key)
    day = meeting.starts_at + datetime.timedelta(days=400)

    publish(meeting, place=place, starts_at=day, ends_at=None)

    (hit,) = find(parse("kulturhuset", "sv")).hits
    assert (hit.title, hit.date) == ("Invigning", timezone.localdate(day))


def test_a_topic_given_to_the_original_is_one_of_its_live_translation(
    make_article, make_topic, submit, publish
):
    topic = make_topic("Kielikahvila", slug="kielikahvila")
    make_topic("Språkkafé", language="sv", of=topic, slug="sprakkafe")
    article = make_article("Festivaali")
    submit(article, "sv", {"Festivaali": "Festival"})

    article.article_topics = [ArticleTopic(topic=topic, locale=article.locale)]
    publish(article)

    by_topic = find(parse("festival", "sv"), Chosen(topic="sprakkafe"))
    assert [hit.title for hit in by_topic.hits] == ["Festival"]


def test_versions_published_together_are_found_at_once_and_a_refused_group_is_not(
    make_article, submit, english
):
    article = make_article("Festivaali", live=False)
    swedish = submit(article, "sv", {"Festivaali": "Musikfest"}, live=False)
    translate_object(article, [english])
    unfinished = article.get_translation(english)

    with pytest.raises(PublishingRefused):
        publish_together([article, swedish, unfinished])
    assert (found("festivaali"), found("musikfest", "sv")) == ([], [])
    assert (counted("festivaali"), counted("musikfest", "sv")) == (0, 0)

    publish_together([article, swedish])
    assert (found("festivaali"), found("musikfest", "sv")) == (
        ["Festivaali"],
        ["Musikfest"],
    )


def test_a_live_translation_is_found_by_its_new_words_once_they_are_published(
    make_article, submit, publish
):
    article = make_article("Festivaali")
    submit(article, "sv", {"Festivaali": "Musikfest"})

    publish(article, title="Karnevaali")
    assert found("musikfest", "sv") == ["Musikfest"]
    assert found("karnevaali", "sv") == []

    submit(article, "sv", {"Karnevaali": "Karneval"}, live=False)
    assert found("karneval", "sv") == []

    made = Translation.objects.get(source__object_id=article.translation_key)
    publish_translation(made)
    assert (found("musikfest", "sv"), found("karneval", "sv")) == ([], ["Karneval"])


def test_an_easy_language_text_belongs_to_its_project(make_page, make_project):
    project = make_project("Hanke")
    make_page(EasyReadingPage, "Helppo festivaali", parent=project)

    results = find(parse("festivaali", "fi"))

    assert results.facets["kind"] == {"easy": 1}
    assert results.facets["project"] == {"hanke": 1}


def test_a_rolled_back_save_leaves_nothing(make_article):
    before, stored = Entry.objects.count(), lexemes()
    with transaction.atomic():
        make_article("Festivaali")
        assert found("festivaali") == ["Festivaali"]
        transaction.set_rollback(True)

    assert found("festivaali") == []
    assert (Entry.objects.count(), lexemes()) == (before, stored)
    assert counted("festivaali") == 0


def test_what_editors_send_by_the_form_is_found(make_article, edit):
    article = make_article("Festivaali")

    form = {"title": "Karnevaali", "body-count": "0"}
    edit(article, action="", **form)
    assert found("karnevaali") == []

    edit(article, **form)
    assert found("karnevaali") == ["Karnevaali"]


def test_only_the_words_of_a_text_are_found_line_by_line(make_article):
    body = [
        ("heading", {"text": "Ohjelma", "level": "h3"}),
        ("paragraph", "<p>Ensin kahvia</p><ul><li>sitten</li><li>musiikkia</li></ul>"),
    ]
    article = make_article("Artikkeli", body=body)

    text = Entry.objects.get(page=article).text

    assert text.splitlines() == ["Ohjelma", "Ensin kahvia", "sitten", "musiikkia"]


def test_a_meeting_is_dated_by_its_day(make_meeting):
    starts_at = timezone.make_aware(datetime.datetime(2031, 5, 6, 17, 0))
    make_meeting("Avajaiset", starts_at=starts_at)

    results = find(parse("avajaiset", "fi"))

    assert results.hits[0].date == datetime.date(2031, 5, 6)
    assert results.facets["year"] == {"2031": 1}


def test_section_pages_are_no_results_but_staff_find_them(db):
    call_command("update_index", verbosity=0)

    assert "Artikkelit" not in found("artikkelit")
    assert "Artikkelit" in [page.title for page in Page.objects.search("artikkelit")]


def test_saving_a_note_on_a_page_never_brings_in_what_is_only_in_memory(make_article):
    article = make_article("Festivaali")
    article.title = "Karnevaali"

    article.save(update_fields=["locked"])
    article.save(update_fields=["show_in_menus", "slug"])

    assert (found("festivaali"), found("karnevaali")) == (["Festivaali"], [])
