"""One import: many texts in, linked draft pages and a report out."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect

from articles.importing.drafts import (
    Draft,
    keep_record,
    make_draft,
    make_translation,
    update_draft,
)
from articles.importing.earlier import records_near
from articles.importing.elements import NotAnArticle, Reading
from articles.importing.grouping import propose_groups, same_article
from articles.importing.manifest import Entry
from articles.importing.pictures import Shelf
from articles.importing.publishing import Deadline, publish_group
from articles.importing.reading import read_bytes, read_text
from articles.importing.report import FileReport, GroupReport, Report
from articles.importing.reviewing import Decisions, decide
from articles.models import ArticlePage, ImportRecord, PageTask
from background.progress import Bar, unseen
from translation.publishing import translation_of
from translation.roles import refuse_locked

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
    """A text that takes part in grouping: a new file, or one imported before.

    ``record`` is of this very text, ``replaces`` of the state before it was changed.
    """

    name: str
    reading: Reading
    digest: str = ""
    record: ImportRecord | None = None
    replaces: ImportRecord | None = None
    report: FileReport | None = None

    @property
    def page_id(self) -> int | None:
        """The page an earlier import made of it."""
        known = self.record or self.replaces
        return known.page_id if known else None

    def page(self) -> ArticlePage | None:
        """Return that page as it is in the database, None for a new text."""
        return ArticlePage.objects.get(pk=self.page_id) if self.page_id else None


@dataclass
class Options:
    """How to import.

    ``pairs`` are names of files that are one article; with ``guess``, others are
    proposed.  With ``update``, a text that was imported in another state changes the
    draft; else it is refused.  With ``publish``, ``deadline`` lets a text go live in
    one language of the pair alone.  ``decisions`` are, by name, what a person said of
    what was found in a text.
    """

    language: str | None = None
    pairs: Sequence[tuple[str, ...]] = ()
    manifest: Mapping[str, Entry] = field(default_factory=dict)
    decisions: Mapping[str, Decisions] = field(default_factory=dict)
    guess: bool = True
    update: bool = False
    publish: bool = False
    deadline: Deadline | None = None
    dry_run: bool = False
    user: User | None = None


class _Undo(Exception):
    pass


def import_texts(
    sources: Iterable[Source], options: Options, bar: Bar = unseen
) -> Report:
    """Import the texts and return what became of each.

    Each group of language versions is one transaction: all of its pages or none.  A
    file that cannot be read is reported and does not stop the others.  ``bar`` shows
    how many texts have been read, and how many groups imported.
    """
    report = Report(dry_run=options.dry_run)
    shelf = Shelf(options.user, closed=options.dry_run)
    try:
        with transaction.atomic():
            _import(sources, options, report, shelf, bar)
            if options.dry_run:
                raise _Undo
    except _Undo:
        pass
    except BaseException:
        shelf.clear()
        raise
    return report


def look_at(
    sources: Iterable[Source], options: Options
) -> tuple[Report, dict[str, Text]]:
    """Return what is found in the texts, and which belong together; save nothing.

    The second value holds by name each text that could be read, and after those the
    earlier ones, which have no report.
    """
    report = Report(dry_run=True)
    texts = _read_all(sources, options, report)
    report.groups = [
        group
        for group, names in _grouped(texts, options)
        if any(texts[name].report for name in names)
    ]
    return report, texts


def earlier_name(record: ImportRecord) -> str:
    """Return the name by which a text that was imported earlier takes part."""
    return f"{record.source_name} (#{record.page_id})"


def _import(
    sources: Iterable[Source],
    options: Options,
    report: Report,
    shelf: Shelf,
    bar: Bar,
) -> None:
    texts = _read_all(sources, options, report, bar)
    groups = list(_grouped(texts, options))
    for group, names in bar(groups, len(groups), "Importing texts"):
        members = [texts[name] for name in names]
        if all(member.report is None for member in members):
            continue
        report.groups.append(group)
        _import_group(members, group, options, report, shelf)


def _read_all(
    sources: Iterable[Source], options: Options, report: Report, bar: Bar = unseen
) -> dict[str, Text]:
    """Read the texts into the report; return them and earlier ones by name."""
    sources = list(sources)
    readings: dict[str, Reading] = {}
    for source in bar(sources, len(sources), "Reading texts"):
        file = FileReport(source.name, "imported")
        report.files.append(file)
        entry = options.manifest.get(source.name, Entry())
        try:
            readings[source.name] = decide(
                read_bytes(source.data, language=entry.language or options.language),
                options.decisions.get(source.name, Decisions()),
            )
        except NotAnArticle as error:
            file.status, file.message = "refused", str(error)
    known = _imported_before(sources, readings.values())
    texts: dict[str, Text] = {}
    for source, file in zip(sources, report.files, strict=True):
        if source.name not in readings:
            continue
        text = _recognise(source, readings[source.name], options, file, texts, known)
        if text:
            texts[source.name] = text
    # An earlier text may be the version of a new one that was missing.
    for earlier in known.values():
        assert earlier.record is not None  # noqa: S101 (it was imported)
        texts.setdefault(earlier_name(earlier.record), earlier)
    return texts


def _recognise(
    source: Source,
    reading: Reading,
    options: Options,
    file: FileReport,
    texts: Mapping[str, Text],
    known: dict[str, Text],
) -> Text | None:
    """Return what a text is beside the others; None, with the reason, if it is none."""
    if earlier := known.pop(source.digest, None):
        _describe_page(file, earlier)
        file.status = "unchanged"
        earlier.name, earlier.report = source.name, file
        return earlier
    file.language, file.title = reading.language, reading.title
    for other in [*texts.values(), *known.values()]:
        if not same_article(reading, other.reading):
            continue
        file.status = "changed"
        if other.record and other.report is None and options.update:
            del known[other.digest]
            _describe_page(file, other)
            file.status, file.title = "updated", reading.title
            return Text(
                source.name,
                reading,
                source.digest,
                replaces=other.record,
                report=file,
            )
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


def _imported_before(
    sources: Iterable[Source], readings: Iterable[Reading]
) -> dict[str, Text]:
    """Return earlier texts that may be these or belong to them, by digest."""
    records = records_near(
        [reading.text for reading in readings], [source.digest for source in sources]
    )
    return {
        record.digest: Text(
            record.source_name,
            read_text(record.text, record.language_code),
            record.digest,
            record,
        )
        for record in records
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
    for proposal in propose_groups(free) if options.guess else ():
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
    members: list[Text],
    group: GroupReport,
    options: Options,
    report: Report,
    shelf: Shelf,
) -> None:
    """Import the texts of one group, all or none, and publish them if asked to."""
    if len(members) > 1 and not group.joined:
        return  # only proposed: each text is imported by itself
    problem = _mismatch(members)
    if problem:
        _refuse(members, problem)
        return
    mark = shelf.mark()
    try:
        with transaction.atomic():
            pages = _save(members, group, options, shelf)
    except (ValidationError, DatabaseError) as error:
        shelf.clear(mark)
        _refuse(members, " ".join(getattr(error, "messages", [str(error)])))
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
    members: list[Text], group: GroupReport, options: Options, shelf: Shelf
) -> list[ArticlePage]:
    """Save what is new of a group and return its pages, the original first."""
    for member in members:
        page = member.page() if member.replaces else None
        if page and options.user:
            refuse_locked(options.user, page)
    members = sorted(members, key=_original_first)
    original, others = _original(members, options, shelf)
    pages = [original.page]
    for member in others:
        entry = options.manifest.get(member.name, Entry())
        existing = member.page()
        key = original.page.translation_key
        joined = existing is not None and existing.translation_key == key
        if existing and joined and not member.replaces:
            pages.append(existing)
            continue
        _refuse_second(original.page, member)
        if existing and existing.live and not joined:
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
        if not group.decided and not joined:
            draft.add_task(PageTask.Kind.PAIR_PROPOSED, "; ".join(group.reasons))
        _finish(draft, member, entry)
        pages.append(draft.page)
    return pages


def _original_first(member: Text) -> tuple[bool, bool, int]:
    """Sort originals before the rest, what is new last, then by language."""
    page = member.page()
    return (
        page is None,
        page is not None and translation_of(page) is not None,
        ORIGINALS.index(member.reading.language),
    )


def _original(
    members: list[Text], options: Options, shelf: Shelf
) -> tuple[Draft, list[Text]]:
    """Save the original of a group; return it, and the texts that are its versions."""
    first, *others = members
    page = first.page()
    made = translation_of(page) if page else None
    if page and made:
        # A version was changed alone: its original is not among the texts.
        source = made.source.get_source_instance()
        return Draft(first.reading, _as_translated(source)), members
    if page and not first.replaces:
        return Draft(first.reading, _as_translated(page)), others
    entry = options.manifest.get(first.name, Entry())
    if page:
        draft = update_draft(page, first.reading, shelf=shelf, user=options.user)
    else:
        draft = make_draft(
            first.reading, shelf=shelf, slug=entry.slug, user=options.user
        )
    _finish(draft, first, entry)
    if page and page.live:
        # Versions follow what is published; the new draft is not yet.
        return Draft(first.reading, page), others
    return draft, others


def _as_translated(page: ArticlePage) -> ArticlePage:
    """Return an original as its versions follow it: as published, else its draft."""
    return page if page.live else page.get_latest_revision_as_object()


def _refuse_second(original: ArticlePage, member: Text) -> None:
    """Raise ValidationError where the original has another text in that language."""
    other = (
        ArticlePage.objects.filter(
            translation_key=original.translation_key,
            locale__language_code=member.reading.language,
        )
        .exclude(pk=member.page_id)
        .filter(Q(live=True) | Q(import_records__isnull=False))
        .first()
    )
    if other:
        raise ValidationError(
            _("“%(title)s” is the version in that language already.")
            % {"title": other.draft_title}
        )


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
