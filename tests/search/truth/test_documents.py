"""A document is found while a page that can be read links to it, and it is open."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from search.matching import find
from search.parsing import parse
from tests.search.truth.finding import counted, found


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
