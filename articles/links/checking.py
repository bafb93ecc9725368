"""One check of all links of what readers read; what is broken is kept until mended."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from django.test import RequestFactory
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import get_language_from_path, override
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from articles.links import finding
from articles.links.fetching import Answer, Fetcher, ask_all
from articles.links.finding import Link, anchors_of, links_of
from articles.models import BrokenLink
from translation.keys import key_from
from translation.versions import readable, readable_versions

Kind, Reason = BrokenLink.Kind, BrokenLink.Reason
_CHUNK = 200
# The name of the view that shows pages: every address that is nobody else's.
_PAGES = "wagtail_serve"


@dataclass
class Checked:
    """How many links were looked at, how many are broken, and how many are new."""

    links: int = 0
    broken: int = 0
    new: int = 0
    mended: int = 0


@dataclass
class _Found:
    """A link of a page, and what is wrong with it, once that is known."""

    page_id: int
    link: Link
    kind: str
    name: str = ""
    answer: Answer = field(default_factory=Answer)

    @property
    def key(self) -> tuple[int, str, str]:
        return (self.page_id, self.kind, digest_of(self.link.target))


def digest_of(target: str) -> str:
    """Return what stands for a target in the database."""
    return hashlib.sha256(target.encode()).hexdigest()


def check(
    fetcher: Fetcher | None,
    *,
    at_once: int = 8,
    pause: float = 1,
    tell: Callable[[int, int, str], Any] = lambda done, number, what: None,
) -> Checked:
    """Check the links of all pages that readers may read; keep what is broken.

    Without a fetcher only those that stay on the site; what was known of the others
    is kept.
    """
    found = list(_all_links())
    _look_at_pages([one for one in found if one.kind == Kind.PAGE])
    _look_at_documents([one for one in found if one.kind == Kind.DOCUMENT])
    for one in found:
        if one.kind == Kind.OWN:
            one.answer = _own(one.link.target)
    if fetcher:
        _ask(
            [one for one in found if one.kind == Kind.ADDRESS],
            fetcher,
            at_once,
            pause,
            tell,
        )
    kinds = [kind for kind in Kind.values if fetcher or kind != Kind.ADDRESS]
    return _keep(found, kinds)


def _all_links() -> Iterable[_Found]:
    pages = readable(Page.objects.filter(depth__gt=1)).order_by("pk")
    for page in pages.specific().iterator(chunk_size=_CHUNK):
        anchors: set[str] | None = None
        for link in links_of(page):
            kind = _kind(link)
            if not kind:
                continue
            one = _Found(page.pk, link, kind)
            if kind == Kind.ANCHOR:
                anchors = anchors_of(page) if anchors is None else anchors
                if link.target not in anchors:
                    one.answer = Answer(Reason.MISSING)
            yield one


def _kind(link: Link) -> str:
    if link.kind != finding.ADDRESS:
        return link.kind
    try:
        if finding.own_path(link.target) is not None:
            return Kind.OWN
        return Kind.ADDRESS if finding.is_web(link.target) else ""
    except ValueError:
        return Kind.ADDRESS  # asking says that it is none


def _look_at_pages(found: list[_Found]) -> None:
    """Find the links to pages that nobody can read; as many queries for any number."""
    ids = {key_from(one.link.target) for one in found}
    known = {
        pk: (key, title)
        for pk, key, title in Page.objects.filter(pk__in=ids).values_list(
            "pk", "translation_key", "draft_title"
        )
    }
    read = readable_versions(key for key, _title in known.values())
    for one in found:
        key, one.name = known.get(key_from(one.link.target), (None, ""))
        if key is None:
            one.answer = Answer(Reason.GONE)
        elif key not in read:
            one.answer = Answer(Reason.DRAFT)


def _look_at_documents(found: list[_Found]) -> None:
    model = get_document_model()
    ids = {key_from(one.link.target) for one in found}
    known = {document.pk: document for document in model.objects.filter(pk__in=ids)}
    for one in found:
        document = known.get(key_from(one.link.target))
        if document is None:
            one.answer = Answer(Reason.GONE)
        elif not document.file.storage.exists(document.file.name):
            one.name, one.answer = document.title, Answer(Reason.GONE)


def _own(address: str) -> Answer:
    """Tell whether an address of this site, written out, shows anything."""
    path = finding.own_path(address) or "/"
    code = get_language_from_path(path) or settings.LANGUAGE_CODE
    # The language of an address is that of the pages looked for.
    with override(code):
        try:
            if resolve(path).url_name != _PAGES:
                return Answer()
        except Resolver404:
            pass
        request = RequestFactory(headers={"Host": _host()}).get(path)
        if Page.find_for_request(request, path.removeprefix(f"/{code}/")):
            return Answer()
    if Redirect.objects.filter(old_path=Redirect.normalise_path(path)).exists():
        return Answer()
    return Answer(Reason.MISSING)


def _host() -> str:
    site = Site.objects.filter(is_default_site=True).first()
    return site.hostname if site else "localhost"


def _ask(
    found: list[_Found],
    fetcher: Fetcher,
    at_once: int,
    pause: float,
    tell: Callable[[int, int, str], Any],
) -> None:
    by_address: dict[str, list[_Found]] = {}
    for one in found:
        by_address.setdefault(one.link.target.partition("#")[0], []).append(one)
    answers = ask_all(by_address, fetcher, at_once=at_once, pause=pause)
    for number, (address, answer) in enumerate(answers, start=1):
        tell(number, len(by_address), f"{answer.reason or 'ok'} {address}")
        for one in by_address[address]:
            one.answer = answer


@transaction.atomic
def _keep(found: list[_Found], kinds: list[str]) -> Checked:
    """Write what is broken, with the day on which it was found first."""
    now, today = timezone.now(), timezone.localdate()
    broken = {one.key: one for one in reversed(found) if not one.answer.works}
    known = {
        (row.page_id, row.kind, row.digest): row
        for row in BrokenLink.objects.filter(kind__in=kinds)
    }
    mended = [row.pk for key, row in known.items() if key not in broken]
    BrokenLink.objects.filter(pk__in=mended).delete()
    rows = [
        BrokenLink(
            page_id=one.page_id,
            kind=one.kind,
            target=one.link.target,
            digest=key[2],
            name=one.name[:255],
            text=one.link.text[:255],
            field=one.link.field,
            block=one.link.block,
            reason=one.answer.reason,
            status=one.answer.status,
            first_failed=today,  # where it was broken before, that day is kept
            checked_at=now,
        )
        for key, one in broken.items()
    ]
    BrokenLink.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["page", "kind", "digest"],
        update_fields=[
            "name",
            "text",
            "field",
            "block",
            "reason",
            "status",
            "checked_at",
        ],
    )
    return Checked(
        links=len(found),
        broken=len(rows),
        new=len(broken.keys() - known.keys()),
        mended=len(mended),
    )
