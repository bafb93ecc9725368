"""The index can be built anew, also after a run that was cut off, and says when."""

import io

import pytest
from django.core import checks
from django.core.management import call_command
from django.db import connection
from wagtail.images import get_image_model
from wagtail.models import Page

from lexicon.models import Word
from search.management.commands import update_index
from search.matching import find
from search.models import Entry, Rebuild
from search.parsing import parse
from search.storage import storage
from search.storage.wanted import EntryTerms


def rebuild(**options):
    said = io.StringIO()
    call_command("update_index", stdout=said, **options)
    return said.getvalue()


def found(text):
    return [hit.title for hit in find(parse(text, "fi")).hits]


def warnings():
    return {
        warning.id
        for warning in checks.run_checks()
        if warning.id.startswith("search.")
    }


def test_what_was_lost_is_found_again(make_article, make_topic):
    make_article("Festivaali")
    make_topic("Kielikahvila")
    Entry.objects.all().delete()
    assert found("festivaali") == []

    rebuild()

    assert (found("festivaali"), found("kielikahvila")) == (
        ["Festivaali"],
        ["Kielikahvila"],
    )


def test_what_is_wrong_is_put_right(make_article):
    article = make_article("Festivaali")
    Page.objects.filter(pk=article.pk).update(title="Karnevaali")
    Word.objects.filter(form="festivaali").update(count=9)
    storage().write([EntryTerms(Entry.objects.get(page=article).pk, {}, frozenset())])

    rebuild()

    assert (found("festivaali"), found("karnevaali")) == ([], ["Karnevaali"])
    counts = dict(Word.objects.filter(language="fi").values_list("form", "count"))
    assert (counts["festivaali"], counts["karnevaali"]) == (0, 1)


def test_what_no_entry_has_any_more_is_swept_away(make_article):
    make_article("Festivaali")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_entry WHERE title = 'Festivaali'")

    rebuild()

    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM search_terms")
        assert cursor.fetchone()[0] == Entry.objects.count()


def test_a_run_that_was_cut_off_goes_on_where_it_stopped(make_article, monkeypatch):
    for number in range(6):
        make_article(f"Festivaali {number}")
    written = []
    real = update_index.write_pages

    def write(pks):
        if len(written) == 3:
            raise KeyboardInterrupt
        written.append(list(pks))
        real(pks)

    monkeypatch.setattr(update_index, "write_pages", write)
    with pytest.raises(KeyboardInterrupt):
        rebuild(chunk_size=2)
    assert warnings() == {"search.W001", "search.W003"}
    assert Rebuild.objects.get().done == {"pages": written[-1][-1]}

    stopped = [pk for chunk in written for pk in chunk]
    written.clear()
    monkeypatch.setattr(
        update_index, "write_pages", lambda pks: (written.append(pks), real(pks))
    )
    said = rebuild(chunk_size=100)

    assert "Going on" in said
    rest = [pk for chunk in written for pk in chunk]
    everything = Page.objects.filter(depth__gt=1).order_by("pk")
    assert [*stopped, *rest] == list(everything.values_list("pk", flat=True))
    assert not Rebuild.objects.exists()
    assert warnings() == set()


def test_a_run_can_start_over(make_article):
    make_article("Festivaali")
    Entry.objects.all().delete()
    last = Page.objects.order_by("pk").last().pk
    Rebuild.objects.create(done={"pages": last})

    rebuild(start_over=True)

    assert found("festivaali") == ["Festivaali"]


def test_progress_is_told_and_can_be_silenced(make_article):
    pages = Page.objects.filter(depth__gt=1).count()

    assert f"pages: {pages} of {pages}" in rebuild()
    assert rebuild(verbosity=0) == ""


def test_pictures_and_documents_are_indexed_as_wagtail_does_it(picture):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM wagtailsearch_indexentry")
    assert list(get_image_model().objects.search("picture")) == []

    rebuild()

    assert list(get_image_model().objects.search("picture")) == [picture]


def test_the_check_warns_of_another_version_of_the_analyser(make_article):
    rebuild()
    assert warnings() == set()

    Entry.objects.filter(locale__language_code="sv").update(analyser="of old")

    (warning,) = (one for one in checks.run_checks() if one.id == "search.W002")
    assert "sv" in warning.msg
    assert "update_index" in warning.hint


def test_words_that_are_understood_better_are_written_anew(make_article):
    from lexicon.signals import words_refined

    make_article("Bussien", lead="Muuta")
    Word.objects.filter(form="bussien").update(lemmas="linja-auto")
    assert found("linja-auto") == []

    words_refined.send(sender=None, language="fi", forms={"bussien", "tuntematon"})

    assert found("linja-auto") == ["Bussien"]
