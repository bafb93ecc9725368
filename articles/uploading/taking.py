"""From uploaded files to rows that wait for their review, and from those to drafts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.models import Page

from articles.importing.elements import Reading
from articles.importing.manifest import Entry
from articles.importing.report import FileReport, Report
from articles.importing.reviewing import LEAVE_OUT, Decisions
from articles.importing.run import (
    Options,
    Source,
    Text,
    earlier_name,
    import_texts,
    look_at,
)
from articles.models import ImportRecord, TextUpload, UploadedText

# A text that belongs to a page that was imported earlier names it so.
WITH_PAGE = "page:"
_DONE = ("imported", "updated", "unchanged")


@dataclass
class Looked:
    """A file that was looked at: its row, its report and what was read in it."""

    row: UploadedText
    file: FileReport
    reading: Reading | None = None


@dataclass
class Proposal:
    """Texts that seem to be one article, and why; ``pages`` were imported earlier."""

    names: list[str]
    pages: dict[int, str]
    reasons: list[str]


@dataclass
class Review:
    """What is found in the files of an upload."""

    texts: list[Looked] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)

    @property
    def pages(self) -> dict[int, str]:
        """The titles of the earlier pages that a text may belong to, by key."""
        return {
            key: title for one in self.proposals for key, title in one.pages.items()
        }


def take(user: User, files: Iterable[tuple[str, bytes]]) -> TextUpload:
    """Keep files until they are looked through, and guess what belongs together.

    Of a file that cannot be read only the reason is kept.
    """
    TextUpload.objects.forget()
    with transaction.atomic():
        upload = TextUpload.objects.create(user=user)
        rows = [
            UploadedText.objects.create(upload=upload, name=name, data=data)
            for name, data in _named(files)
        ]
        report, texts = look_at(
            [Source(row.name, row.data) for row in rows], Options(update=True)
        )
        articles = _articles(report, texts)
        for row, file in zip(rows, report.files, strict=True):
            row.language = file.language
            row.article = articles.get(row.name, "")
            row.is_taken = file.status in ("imported", "updated")
            if file.status in ("refused", "changed"):
                row.problem, row.data = file.message, b""
            row.save()
    return upload


def _named(files: Iterable[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Return the files with names without folders, each another one."""
    named: dict[str, bytes] = {}
    for name, data in files:
        name = PurePosixPath(PureWindowsPath(name).name).name[-200:] or "text"
        unique, number = name, 2
        while unique in named:
            unique, number = f"{name} ({number})", number + 1
        named[unique] = data
    return list(named.items())


def _articles(report: Report, texts: dict[str, Text]) -> dict[str, str]:
    """Return, by the name of a text, what the versions of its article share."""
    articles: dict[str, str] = {}
    for group in report.groups:
        if not group.joined:
            continue
        earlier = [texts[n] for n in group.files if texts[n].report is None]
        own = [n for n in group.files if texts[n].report is not None]
        shared = f"{WITH_PAGE}{earlier[0].page_id}" if earlier else ""
        for name in own:
            articles[name] = shared or str(len(set(articles.values())) + 1)
            shared = articles[name]
    keys: dict[Any, str] = {}
    for name, text in texts.items():
        if text.report is None:
            continue
        articles.setdefault(name, str(len(set(articles.values())) + 1))
        page = text.page()
        if page:
            # The versions of one page stay together.
            articles[name] = keys.setdefault(page.translation_key, articles[name])
    return articles


def review(upload: TextUpload) -> Review:
    """Return what is found in the files, with what was decided so far."""
    rows = list(upload.texts.all())
    readable = [row for row in rows if not row.problem]
    # What is to be left out is still shown, to be taken in again.
    options = _options(readable, upload.user, without=LEAVE_OUT)
    report, texts = look_at(_sources(readable), options)
    files = {file.name: file for file in report.files}
    found = Review()
    for row in rows:
        if row.problem:
            file = FileReport(row.name, "refused", row.problem)
            found.texts.append(Looked(row, file))
            continue
        text = texts.get(row.name)
        found.texts.append(Looked(row, files[row.name], text.reading if text else None))
    for group in report.groups:
        if len(group.files) < 2:
            continue
        earlier = [texts[n] for n in group.files if texts[n].report is None]
        pages = {
            text.page_id: f"{text.record.page.draft_title} ({text.reading.language})"
            for text in earlier
            if text.record and text.page_id
        }
        own = [n for n in group.files if texts[n].report is not None]
        found.proposals.append(Proposal(own, pages, group.reasons))
    return found


def bring_in(upload: TextUpload, user: User) -> list[FileReport]:
    """Import what is taken of an upload, as was decided; return what became of each.

    What was imported is kept no longer; what was refused stays to be decided anew.
    """
    with transaction.atomic():
        # A button pressed twice imports once.
        upload = TextUpload.objects.select_for_update().get(pk=upload.pk)
        rows = [row for row in upload.texts.all() if row.is_taken and not row.problem]
        options = _options(rows, user)
        options.guess = False
        options.pairs = _pairs(rows)
        report = import_texts(_sources(rows), options)
        done = [file for file in report.files if file.status in _DONE]
        upload.outcome += [
            {
                "name": file.name,
                "status": file.status,
                "language": file.language,
                "title": file.title,
                "page": file.page,
                "tasks": len(file.tasks),
            }
            for file in done
        ]
        upload.save()
        upload.texts.filter(name__in=[file.name for file in done]).delete()
        if not any(file.status not in _DONE for file in report.files):
            upload.texts.all().delete()
    return report.files


def pages_of(upload: TextUpload) -> dict[int, Page]:
    """Return the pages that came of an upload, by key."""
    keys = [one["page"] for one in upload.outcome]
    return Page.objects.select_related("locale").in_bulk(keys)


def _sources(rows: Iterable[UploadedText]) -> list[Source]:
    # PostgreSQL's driver gives a memoryview.
    return [Source(row.name, bytes(row.data)) for row in rows]


def _options(rows: Iterable[UploadedText], user: User, without: str = "") -> Options:
    """Return what was decided about the files, but for decisions of one kind."""
    return Options(
        manifest={row.name: Entry(language=row.language) for row in rows},
        decisions={
            row.name: Decisions(
                {int(n): kind for n, kind in row.kinds.items() if kind != without},
                {int(place): text for place, text in row.alt_texts.items()},
            )
            for row in rows
        },
        update=True,
        user=user,
    )


def _pairs(rows: Iterable[UploadedText]) -> list[tuple[str, ...]]:
    """Return the names of the texts of each article, those of earlier ones included."""
    pairs: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        pairs[row.article].append(row.name)
    for article, names in pairs.items():
        if article.startswith(WITH_PAGE):
            page = article.removeprefix(WITH_PAGE)
            names += map(earlier_name, ImportRecord.objects.filter(page=page))
    return [tuple(names) for names in pairs.values()]
