"""One import: many texts in, linked draft pages and a report out."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect

from articles.importing.drafts import Draft, keep_record, make_draft, make_translation
from articles.importing.elements import NotAnArticle, Reading
from articles.importing.grouping import propose_groups, same_article
from articles.importing.manifest import Entry
from articles.importing.publishing import Deadline, publish_group
from articles.importing.reading import read_bytes, read_text
from articles.importing.report import FileReport, GroupReport, Report
from articles.models import ArticlePage, ImportRecord, PageTask

# A group's original is the text in the first of these languages that it has.
ORIGINALS = ("fi", "sv", "en")


@dataclass(frozen=True)
class Source:
    """One file: its name in the report, and its bytes."""

    name: str
    data: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass
class Text:
    """A text that takes part in grouping: a new file, or one imported before."""

    name: str
    reading: Reading
    digest: str = ""
    record: ImportRecord | None = None
    report: FileReport | None = None

    @property
    def page_id(self) -> int | None:
        """The page an earlier import made of it."""
        return self.record.page_id if self.record else None


@dataclass
class Options:
    """How to import.

    ``pairs`` are names of files that are one article.  With ``publish``, ``deadline``
    lets a text go live in one language of the pair alone.
    """

    language: str | None = None
    pairs: Sequence[tuple[str, ...]] = ()
    manifest: Mapping[str, Entry] = field(default_factory=dict)
    publish: bool = False
    deadline: Deadline | None = None
    dry_run: bool = False
    user: User | None = None


class _Undo(Exception):
    pass


def import_texts(sources: Iterable[Source], options: Options) -> Report:
    """Import the texts and return what became of each.

    Each group of language versions is one transaction: all of its pages or none.  A
    file that cannot be read is reported and does not stop the others.
    """
    report = Report(dry_run=options.dry_run)
    try:
        with transaction.atomic():
            _import(sources, options, report)
            if options.dry_run:
                raise _Undo
    except _Undo:
        pass
    return report


def _import(sources: Iterable[Source], options: Options, report: Report) -> None:
    known = _imported_before()
    texts: dict[str, Text] = {}
    for source in sources:
        file = FileReport(source.name, "imported")
        report.files.append(file)
        text = _read(source, options, file, texts, known)
        if text:
            texts[source.name] = text
    # An earlier text may be the version of a new one that was missing.
    for earlier in known.values():
        texts.setdefault(f"{earlier.name} (#{earlier.page_id})", earlier)
    for group, names in _grouped(texts, options):
        members = [texts[name] for name in names]
        if all(member.report is None for member in members):
            continue
        report.groups.append(group)
        _import_group(members, group, options, report)


def _read(
    source: Source,
    options: Options,
    file: FileReport,
    texts: Mapping[str, Text],
    known: dict[str, Text],
) -> Text | None:
    """Return the text of a file; None, with the reason in the report, if it is none."""
    if earlier := known.pop(source.digest, None):
        _describe_page(file, earlier)
        file.status = "unchanged"
        earlier.name, earlier.report = source.name, file
        return earlier
    entry = options.manifest.get(source.name, Entry())
    try:
        reading = read_bytes(source.data, language=entry.language or options.language)
    except NotAnArticle as error:
        file.status, file.message = "refused", str(error)
        return None
    file.language, file.title = reading.language, reading.title
    for other in [*texts.values(), *known.values()]:
        if not same_article(reading, other.reading):
            continue
        file.status = "changed"
        if other.record:
            _describe_page(file, other)
            file.message = _(
                "It was imported from %(name)s on %(date)s. Change the page itself, "
                "or delete it and import again."
            ) % {
                "name": other.record.source_name,
                "date": date_format(other.record.created_at),
            }
        else:
            file.message = _("The same text is in %(name)s.") % {"name": other.name}
        return None
    return Text(source.name, reading, source.digest, report=file)


def _describe_page(file: FileReport, text: Text) -> None:
    assert text.record is not None  # noqa: S101 (only called for imported texts)
    page = text.record.page
    file.language, file.page = text.record.language_code, page.pk
    file.title, file.address = page.title, page.get_url() or page.url_path


def _imported_before() -> dict[str, Text]:
    """Return the texts of earlier imports, by digest."""
    return {
        record.digest: Text(
            record.source_name,
            read_text(record.text, record.language_code),
            record.digest,
            record,
        )
        for record in ImportRecord.objects.select_related("page")
    }


def _grouped(
    texts: Mapping[str, Text], options: Options
) -> list[tuple[GroupReport, list[str]]]:
    """Return the groups in the order of their first file, each text in one."""
    decided: list[list[str]] = [
        [name for name in pair if name in texts] for pair in options.pairs
    ]
    by_group: dict[str, list[str]] = {}
    for name, entry in options.manifest.items():
        if entry.group and name in texts:
            by_group.setdefault(entry.group, []).append(name)
    decided += by_group.values()
    taken = {name for names in decided for name in names}
    groups = [
        (GroupReport(names, decided=True, confident=True, joined=True), names)
        for names in decided
        if names
    ]
    free = {name: text.reading for name, text in texts.items() if name not in taken}
    for proposal in propose_groups(free):
        group = GroupReport(
            list(proposal.names),
            decided=False,
            confident=proposal.confident,
            score=proposal.score,
            reasons=proposal.reasons,
            joined=proposal.confident,
        )
        groups.append((group, list(proposal.names)))
        if proposal.confident:
            taken |= set(proposal.names)
    groups = (
        [entry for entry in groups if entry[0].joined]
        + [
            (GroupReport([name], decided=False, confident=False), [name])
            for name in texts
            if name not in taken
        ]
        + [entry for entry in groups if not entry[0].joined]
    )
    order = {name: number for number, name in enumerate(texts)}
    return sorted(
        groups,
        key=lambda entry: (
            not entry[0].joined and len(entry[1]) > 1,
            min(order[name] for name in entry[1]),
        ),
    )


def _import_group(
    members: list[Text], group: GroupReport, options: Options, report: Report
) -> None:
    """Import the texts of one group, all or none, and publish them if asked to."""
    if len(members) > 1 and not group.joined:
        return  # only proposed: each text is imported by itself
    problem = _mismatch(members)
    if problem:
        _refuse(members, problem)
        return
    try:
        with transaction.atomic():
            pages = _save(members, group, options)
    except (ValidationError, DatabaseError) as error:
        _refuse(members, str(error))
        return
    if options.publish:
        if len(members) > 1 and not group.decided:
            group.published = False
            group.message = _("Say with --pair that these texts are one article.")
        else:
            outcome = publish_group(pages, options.deadline, options.user)
            group.published, group.message = outcome.published, outcome.message


def _mismatch(members: list[Text]) -> str:
    languages = [member.reading.language for member in members]
    twice = [code for code, n in Counter(languages).items() if n > 1]
    if twice:
        return _("Two texts of one article are in the same language: %(language)s.") % {
            "language": ", ".join(twice)
        }
    return ""


def _refuse(members: list[Text], message: str) -> None:
    for member in members:
        if member.report and member.record is None:
            member.report.status, member.report.message = "refused", message


def _save(
    members: list[Text], group: GroupReport, options: Options
) -> list[ArticlePage]:
    """Save what is new of a group and return its pages, the original first."""
    members = sorted(members, key=_original_first)
    first, *others = members
    original = _original(first, options)
    pages = [original.page]
    for member in others:
        entry = options.manifest.get(member.name, Entry())
        existing = (
            ArticlePage.objects.get(pk=member.record.page_id) if member.record else None
        )
        if existing and existing.translation_key == original.page.translation_key:
            pages.append(existing)
            continue
        if existing and existing.live:
            raise ValidationError(
                _("“%(title)s” is published already and cannot be joined.")
                % {"title": existing.title}
            )
        draft = make_translation(
            original,
            member.reading,
            slug=entry.slug,
            existing=existing,
            user=options.user,
        )
        if not group.decided:
            draft.add_task(PageTask.Kind.PAIR_PROPOSED, "; ".join(group.reasons))
        _finish(draft, member, entry)
        pages.append(draft.page)
    return pages


def _original_first(member: Text) -> tuple[bool, int]:
    """Sort what is imported already before the rest, then by language."""
    joined = member.record is not None
    return not joined, ORIGINALS.index(member.reading.language)


def _original(member: Text, options: Options) -> Draft:
    if member.record:
        page = ArticlePage.objects.get(pk=member.record.page_id)
        return Draft(member.reading, page.get_latest_revision_as_object())
    entry = options.manifest.get(member.name, Entry())
    draft = make_draft(member.reading, slug=entry.slug, user=options.user)
    _finish(draft, member, entry)
    return draft


def _finish(draft: Draft, member: Text, entry: Entry) -> None:
    """Keep the record and the old addresses, and describe the page in the report."""
    if member.record:
        PageTask.objects.bulk_create(
            PageTask(page=draft.page, kind=kind, block_id=block_id, note=note)
            for kind, block_id, note in draft.tasks
            if kind in (PageTask.Kind.NOT_ALIGNED, PageTask.Kind.PAIR_PROPOSED)
        )
    else:
        keep_record(draft, member.name, member.digest)
    for address in entry.old:
        Redirect.add_redirect(address, redirect_to=draft.page, is_permanent=True)
    file = member.report
    if file is None:
        return
    file.page = draft.page.pk
    file.address = draft.page.get_url() or draft.page.url_path
    file.elements = dict(Counter(e.kind for e in draft.reading.elements))
    file.dropped = draft.dropped
    file.tasks = [
        {"kind": str(kind), "block": block_id, "note": note}
        for kind, block_id, note in draft.tasks
    ]
    if draft.adoption:
        file.filled = draft.adoption.filled
        file.missing = [path for path, *_ in draft.adoption.missing]
