"""Where what is found is read, from what the search's own statement brings."""

from functools import lru_cache

from wagtail.documents import get_document_model
from wagtail.models import Page

from articles.models import TopicIndexPage

# What ``address`` needs to know of a thing found, in its order.
Place = tuple[int | None, str | None, str | None, int | None, str | None]


@lru_cache(maxsize=1)
def _routes() -> TopicIndexPage:
    return TopicIndexPage()


def address(
    page_id: int | None,
    url_path: str | None,
    topic_slug: str | None,
    document_id: int | None,
    file: str | None,
) -> str:
    """Return the address of a page, of a topic under its section, or of a document.

    No query: Wagtail keeps the roots of the languages in its cache.  Empty for a page
    that is outside every site.
    """
    if document_id:
        return get_document_model()(pk=document_id, file=file).url
    url = Page(pk=page_id, url_path=url_path).get_url() or ""
    if topic_slug and url:
        url += _routes().reverse_subpage("topic", kwargs={"slug": topic_slug})
    return url
