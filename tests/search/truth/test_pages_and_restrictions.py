"""A page is found by its published words, as long as everybody may read it."""

import datetime

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from search.matching import find
from search.models import Entry
from search.parsing import parse
from tests.search.truth.finding import counted, found


def lexemes():
    """Return how many entries have lexemes, whether or not the entry exists."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM search_terms")
        return cursor.fetchone()[0]


# Published, withdrawn, deleted


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


def test_a_rolled_back_save_leaves_nothing(make_article):
    before, stored = Entry.objects.count(), lexemes()
    with transaction.atomic():
        make_article("Festivaali")
        assert found("festivaali") == ["Festivaali"]
        transaction.set_rollback(True)

    assert found("festivaali") == []
    assert (Entry.objects.count(), lexemes()) == (before, stored)
    assert counted("festivaali") == 0


# Copies, addresses, languages


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


# Restrictions


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


# Ways of saving


def test_what_editors_send_by_the_form_is_found(make_article, edit):
    article = make_article("Festivaali")

    form = {"title": "Karnevaali", "body-count": "0"}
    edit(article, action="", **form)
    assert found("karnevaali") == []

    edit(article, **form)
    assert found("karnevaali") == ["Karnevaali"]


def test_saving_a_note_on_a_page_never_brings_in_what_is_only_in_memory(make_article):
    article = make_article("Festivaali")
    article.title = "Karnevaali"

    article.save(update_fields=["locked"])
    article.save(update_fields=["show_in_menus", "slug"])

    assert (found("festivaali"), found("karnevaali")) == (["Festivaali"], [])


# What is kept of a page


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
