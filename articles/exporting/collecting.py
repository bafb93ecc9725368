"""What an export says: pages, snippets and translations as data, and which files."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import OverridableSegment, Translation

from articles.exporting import fields
from articles.exporting.fields import Record
from translation.editing.own_values import PICTURE, own_values
from translation.keys import key_from
from translation.lag import lags_of
from translation.models import PairOverride
from translation.publishing import translation_of

FORMAT = "international-espoo"
VERSION = 1
# What is kept of a picture beside its file.
_PICTURE = (
    "title",
    "description",
    "focal_point_x",
    "focal_point_y",
    "focal_point_width",
    "focal_point_height",
)


@dataclass
class Export:
    """The data of an export and the rows whose files go with it, by their names."""

    data: Record
    pages: list[Page] = field(default_factory=list)
    files: dict[str, Any] = field(default_factory=dict)


class Collector:
    """Gathers what pages say, and what they refer to on the way."""

    def __init__(self) -> None:
        self.references: dict[str, Record] = {}
        self.snippets: dict[str, models.Model] = {}
        self.files: dict[str, dict[str, Any]] = {name: {} for name in fields.files()}
        self._named: dict[tuple[type[models.Model], Any], str | None] = {}

    def name(self, model: type[models.Model], pk: Any) -> str | None:
        """Return the name of what a page refers to; None where it is not there."""
        if (model, pk) not in self._named:
            row = model._default_manager.filter(pk=key_from(str(pk))).first()
            self._named[model, pk] = self._name(row) if row else None
        return self._named[model, pk]

    def _name(self, row: Any) -> str:
        if fields.is_file(type(row)):
            name = fields.name_of_file(row)
            kind = next(k for k, m in fields.files().items() if isinstance(row, m))
            self.files[kind].setdefault(name, row)
            return name
        name = name_of(row)
        if isinstance(row, Page):
            self.references[name] = {"path": row.url_path, "title": row.title}
        else:
            self.snippets[name] = row
        return name


def name_of(row: Any) -> str:
    """Return what a page or snippet is called in an export."""
    return f"{row.translation_key}/{row.locale.language_code}"


def collect(pages: Iterable[Page], tell: Callable[[str], Any] = str) -> Export:
    """Return all that is to be known of the pages, in their order.

    ``tell`` hears of each page.
    """
    collector = Collector()
    chosen = [page.specific for page in pages]
    records = []
    for page in chosen:
        records.append(_page(page, collector))
        tell(f"{page.locale.language_code}: {page.draft_title}")
    snippets: dict[str, Record] = {}
    while more := collector.snippets.keys() - snippets.keys():
        for name in sorted(more):  # snippets name pictures, perhaps other snippets
            snippets[name] = _snippet(collector.snippets[name], collector)
    data = {
        "format": FORMAT,
        "version": VERSION,
        "made": timezone.now().isoformat(timespec="seconds"),
        "site": settings.BASE_URL,
        "snippets": [snippets[name] for name in sorted(snippets)],
        "pages": records,
        "references": dict(sorted(collector.references.items())),
    }
    files: dict[str, Any] = {}
    for kind, rows in collector.files.items():
        data[kind] = {name: _file(row, name) for name, row in sorted(rows.items())}
        files |= {data[kind][name]["file"]: row for name, row in rows.items()}
    return Export(data, chosen, files)


def _file(row: Any, name: str) -> Record:
    ending = row.file.name.rpartition(".")[2].lower()
    known = {key: getattr(row, key) for key in _PICTURE if hasattr(row, key)}
    return {
        "file": f"media/{name}.{ending}",
        "name": row.file.name.rpartition("/")[2],
        **known,
    }


def _snippet(snippet: Any, collector: Collector) -> Record:
    return {
        "model": snippet._meta.label,
        "name": name_of(snippet),
        "live": snippet.live,
        **fields.write(snippet, collector.name),
    }


def _page(page: Any, collector: Collector) -> Record:
    parent = page.get_parent()
    collector.name(Page, parent.pk)
    record: Record = {
        "type": page._meta.label,
        "name": name_of(page),
        "parent": name_of(parent),
        "live": page.live,
        "restricted": _is_closed(page),
        "first_published_at": _time(page.first_published_at),
        "last_published_at": _time(page.last_published_at),
        **fields.write(page, collector.name),
    }
    if page.has_unpublished_changes and page.latest_revision:
        draft = page.get_latest_revision_as_object()
        written = fields.write(draft, collector.name)
        if page.live or written != {key: record[key] for key in written}:
            record["draft"] = written
    if made := translation_of(page):
        record |= _translation(made, collector)
    if promise := PairOverride.objects.filter(page=page.pk).first():
        record["promise"] = {
            "reason": promise.reason,
            "due": promise.due.isoformat(),
        }
    return record


def _translation(made: Translation, collector: Collector) -> Record:
    """Return what is kept of a translation beside the version that it makes."""
    words: dict[str, list[str]] = {}
    earlier = []
    lags = {(lag.context_id, lag.string_id): lag for lag in lags_of([made])}
    segments = made.source.stringsegment_set.annotate_translation(made.target_locale)
    for segment in segments.select_related("context").order_by("order"):
        texts = words.setdefault(segment.context.path, [])
        if lag := lags.get((segment.context_id, segment.string_id)):
            earlier.append(
                {
                    "path": segment.context.path,
                    "place": len(texts),
                    "original": lag.source_text,
                    "words": lag.text,
                    "since": lag.since.isoformat(),
                }
            )
        texts.append(segment.translation or "")
    paths = dict(
        OverridableSegment.objects.filter(source=made.source).values_list(
            "pk", "context__path"
        )
    )
    own = {}
    for value in own_values(made):
        if value.own is not None:
            is_picture = value.kind == PICTURE
            own[paths[value.pk]] = (
                {"picture": collector.name(type(value.own), value.own.pk)}
                if is_picture
                else {"address": value.own}
            )
    return {
        "original": made.source.locale.language_code,
        "words": words,
        "earlier": earlier,
        "own": own,
    }


def _is_closed(page: Page) -> bool:
    return PageViewRestriction.objects.filter(
        page__in=page.get_ancestors(inclusive=True)
    ).exists()


def _time(time: datetime.datetime | None) -> str | None:
    return time.isoformat() if time else None
