"""Readings become draft pages, translations of drafts, or change earlier drafts."""

from dataclasses import dataclass, field
from html import unescape
from typing import Any

from django.contrib.auth.models import User
from django.utils.html import strip_tags
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale

from articles.importing.belongings import (
    add_contact_version,
    find_or_make_contact,
    find_project,
    find_publisher,
    find_series,
    find_topic,
    names_project,
    plain,
)
from articles.importing.blocks import RawBlock, block_of
from articles.importing.elements import BODY_KINDS, Element, Reading
from articles.importing.identity import keep_identity
from articles.importing.pictures import Shelf
from articles.models import (
    ArticleContact,
    ArticleIndexPage,
    ArticlePage,
    ArticleTopic,
    ContactPage,
    ImportRecord,
    PageTask,
)
from translation.adoption import Adoption, adopt, align_stream, raw_stream

SLUG_LENGTH = 80
Kind = PageTask.Kind


@dataclass
class Draft:
    """A page made from a reading, and the account of what each part became.

    ``became`` holds, by element, the place its words went to; ``dropped`` the words
    that went nowhere, with the reason; ``tasks`` kind, block id and note.
    """

    reading: Reading
    page: ArticlePage
    became: dict[int, str] = field(default_factory=dict)
    dropped: list[dict[str, Any]] = field(default_factory=list)
    tasks: list[tuple[str, str, str]] = field(default_factory=list)
    adoption: Adoption | None = None

    @property
    def language(self) -> str:
        """The language of the text."""
        return self.reading.language

    def drop(self, element: Element, text: str, reason: str) -> None:
        """Note words that do not go on, with the reason in stable English words."""
        self.dropped.append(
            {"lines": list(element.lines), "text": text, "reason": reason}
        )

    def add_task(self, kind: str, note: str, block_id: str = "") -> None:
        """Leave something for an editor to settle."""
        self.tasks.append((kind, block_id, note))


def slug_of(title: str) -> str:
    """Return a title as the last part of an address, cut between words."""
    slug = slugify(title)
    if len(slug) <= SLUG_LENGTH:
        return slug
    return slug[: SLUG_LENGTH + 1].rpartition("-")[0] or slug[:SLUG_LENGTH]


def make_draft(
    reading: Reading, *, shelf: Shelf, slug: str = "", user: User | None = None
) -> Draft:
    """Save a reading as a draft article in its own language."""
    section = ArticleIndexPage.objects.get(locale__language_code=reading.language)
    pictures = shelf.keep(reading)
    blocks, block_ids = _blocks(reading, pictures)
    page = _article(reading, section.locale, slug, blocks, pictures)
    page.slug = find_available_slug(section, page.slug)
    page.owner = user
    draft = Draft(reading, page)
    _file_fields(draft, block_ids)
    _file_belongings(draft, user)
    section.add_child(instance=page)
    page.save_revision(user=user, log_action=True)
    return draft


# What of a page a changed text changes, beside its body and its lead picture.
_WORDS = (
    "title",
    "subtitle",
    "lead",
    "byline",
    "lead_image_caption",
    "lead_image_credit",
    "funding_note",
    "published_at",
    "content_updated_at",
)


def update_draft(
    page: ArticlePage, reading: Reading, *, shelf: Shelf, user: User | None = None
) -> Draft:
    """Save a changed text as a new draft of the original it was imported to.

    Blocks keep their identity, and the page its address; what readers see stays until
    the draft is published.
    """
    page = page.get_latest_revision_as_object()
    pictures = shelf.keep(reading)
    blocks, block_ids = _blocks(reading, pictures)
    kept = keep_identity(raw_stream(page, "body"), blocks)
    like = _article(reading, page.locale, page.slug, kept, pictures)
    for name in _WORDS:
        setattr(page, name, getattr(like, name))
    page.body = like.body
    if like.lead_image_id and like.lead_image_id != page.lead_image_id:
        page.lead_image, page.lead_image_alt = like.lead_image, like.lead_image_alt
    page.lead_image_alt = page.lead_image_alt or like.lead_image_alt
    draft = Draft(reading, page)
    _file_fields(draft, _ids_after(block_ids, blocks, kept))
    _file_belongings(draft, user)
    if not page.live:
        page.save(clean=False)
    page.save_revision(user=user, log_action=True)
    return draft


def make_translation(
    source: Draft,
    reading: Reading,
    *,
    slug: str = "",
    existing: ArticlePage | None = None,
    user: User | None = None,
) -> Draft:
    """Save a reading as the translation of a draft, made through wagtail-localize.

    ``existing`` is the page the text was imported to before it was known to be a
    version of this one; it is kept.  Words without a counterpart in the source are
    left to a translator, with a task that holds them.
    """
    locale = Locale.objects.get(language_code=reading.language)
    blocks, block_ids = _blocks(reading, {})
    original = raw_stream(source.page, "body")
    aligned, _unmatched = align_stream(original, blocks)
    shown = _take_pictures(original, aligned)
    like = _article(reading, locale, slug, aligned, {})
    draft = Draft(reading, like)
    _file_fields(draft, _ids_after(block_ids, blocks, aligned))
    _pair_contacts(source, draft, like, user)
    _note_own_pictures(source, draft, shown)
    if existing and existing.translation_key != source.page.translation_key:
        existing.translation_key = source.page.translation_key
        existing.save(update_fields=["translation_key"])
    draft.adoption = adopt(source.page, like, user=user)
    draft.page = ArticlePage.objects.get(
        translation_key=source.page.translation_key, locale=locale
    )
    if not draft.page.live:
        draft.page.published_at = like.published_at
        draft.page.content_updated_at = like.content_updated_at
        draft.page.save(clean=False)
        draft.page.save_revision(user=user)
    _note_unaligned(draft)
    return draft


def keep_record(draft: Draft, source_name: str, digest: str) -> ImportRecord:
    """Keep the text, what became of it, and the tasks, with the page.

    They stand in the place of those of an earlier state of the text: what was left to
    settle in that and is no more is settled.
    """
    draft.page.import_records.all().delete()
    known = {(task.kind, task.note): task for task in draft.page.page_tasks.all()}
    wanted = {(str(kind), note): block_id for kind, block_id, note in draft.tasks}
    for key, task in known.items():
        if key not in wanted and task.kind in _OF_THE_TEXT and not task.done:
            task.done = True
            task.save()
    record = ImportRecord.objects.create(
        page=draft.page,
        source_name=source_name,
        digest=digest,
        language_code=draft.language,
        text=draft.reading.text,
        elements=[
            {
                "kind": element.kind,
                "lines": list(element.lines),
                "text": element.text,
                "confidence": element.confidence,
                "became": draft.became.get(number, ""),
            }
            for number, element in enumerate(draft.reading.elements)
        ],
        dropped=draft.dropped,
    )
    PageTask.objects.bulk_create(
        PageTask(page=draft.page, kind=kind, block_id=block_id, note=note)
        for kind, block_id, note in draft.tasks
        if (str(kind), note) not in known
    )
    return record


def _ids_after(
    ids: dict[int, str], blocks: list[RawBlock], kept: list[RawBlock]
) -> dict[int, str]:
    """Return the ids of the elements' blocks after these were given others."""
    new = {block["id"]: after["id"] for block, after in zip(blocks, kept, strict=True)}
    return {number: new[old] for number, old in ids.items()}


def _take_pictures(original: list[RawBlock], aligned: list[RawBlock]) -> set[str]:
    """Show in a translation's figures the pictures of the original's.

    Its own words for them have no place without a picture.  Returns the ids of the
    figures that have one.
    """
    images = {
        block["id"]: block["value"]["image"]["image"]
        for block in original
        if block["type"] == "figure"
    }
    for block in aligned:
        if block["type"] == "figure":
            block["value"]["image"]["image"] = images.get(block["id"])
    return {key for key, image in images.items() if image}


def _note_own_pictures(source: Draft, draft: Draft, shown: set[str]) -> None:
    """Leave a task for each picture that the original does not have at its place."""
    for number, element in enumerate(draft.reading.elements):
        place = element.data.get("picture")
        if place is None or not draft.reading.pictures[place].data:
            continue
        block_id = draft.became[number].removeprefix("block ")
        is_lead = element.data["lead_image"]
        if not (source.page.lead_image_id if is_lead else block_id in shown):
            note = _(
                "The picture is in this language’s file only: add it to the original."
            )
            draft.add_task(Kind.PICTURE_MISSING, note, "" if is_lead else block_id)


def _blocks(
    reading: Reading, pictures: dict[int, int]
) -> tuple[list[RawBlock], dict[int, str]]:
    """Return the blocks of the body and, by element, the id of its block."""
    blocks, ids = [], {}
    for number, element in enumerate(reading.elements):
        if element.kind in BODY_KINDS and not element.data.get("lead_image"):
            block = block_of(element, pictures)
            blocks.append(block)
            ids[number] = block["id"]
    return blocks, ids


def _article(
    reading: Reading,
    locale: Locale,
    slug: str,
    blocks: list[RawBlock],
    pictures: dict[int, int],
) -> ArticlePage:
    byline = reading.byline or {}
    picture = next((e.data for e in reading.body if e.data.get("lead_image")), {})
    page = ArticlePage(
        title=reading.title[:255],
        slug=slug or slug_of(reading.title),
        subtitle=reading.subtitle[:255],
        lead=reading.lead,
        byline=", ".join(filter(None, [byline.get("name"), byline.get("role")])),
        lead_image_id=pictures.get(picture.get("picture", -1)),
        lead_image_alt=picture.get("alt_text", "")[:255],
        lead_image_caption=picture.get("caption", "")[:500],
        lead_image_credit=picture.get("credit", "")[:255],
        funding_note=reading.funding,
        published_at=reading.published_at,
        content_updated_at=reading.updated_at or reading.published_at,
        locale=locale,
        live=False,
    )
    stream = page._meta.get_field("body").stream_block
    page.body = stream.to_python(blocks)
    return page


# Where the words of the elements that are single fields of the page go.
_FIELDS = {
    "title": "title",
    "subtitle": "subtitle",
    "lead": "lead",
    "published": "times",
    "byline": "byline",
    "funding": "funding note",
}
_TASK_KINDS = {"future-date": Kind.DATE_FUTURE}
# Tasks that a changed text may have settled.
_OF_THE_TEXT = {
    Kind.PICTURE_MISSING,
    Kind.LINK_LOST,
    Kind.TITLE_CUT,
    Kind.DATE_MISSING,
    Kind.DATE_FUTURE,
    Kind.HEADING_CHECK,
    Kind.LANGUAGE_CHECK,
    Kind.NOT_ALIGNED,
}


def _file_fields(draft: Draft, block_ids: dict[int, str]) -> None:
    """Account for the elements that are fields and blocks, and for all doubts."""
    for number, element in enumerate(draft.reading.elements):
        if number in block_ids:
            draft.became[number] = f"block {block_ids[number]}"
        elif element.data.get("lead_image"):
            draft.became[number] = "lead picture"
        elif element.kind in _FIELDS:
            draft.became[number] = _FIELDS[element.kind]
        elif element.kind in ("area", "type_label"):
            draft.drop(element, element.text, f"{element.kind}: not used on the site")
            draft.became[number] = "dropped"
    draft.dropped += [
        {"lines": list(d.lines), "text": d.text, "reason": d.reason}
        for d in draft.reading.dropped
    ]
    for doubt in draft.reading.doubts:
        kind = _TASK_KINDS.get(doubt.kind, doubt.kind)
        draft.add_task(
            kind if kind in Kind.values else Kind.OTHER,
            doubt.note,
            block_ids.get(doubt.element, "") if doubt.element is not None else "",
        )


def _file_belongings(draft: Draft, user: User | None) -> None:
    """Join the page to its snippets, project and contacts, found or made."""
    page, reading = draft.page, draft.reading
    project = find_project(reading)
    if project and page.project and page.project != project.page:
        project = None  # an editor, or an earlier state of the text, chose another
    if project:
        page.project = project.page
        if not project.certain:
            draft.add_task(
                Kind.PROJECT_PROPOSED,
                _("“%(project)s” was proposed because of: %(clue)s")
                % {"project": project.page.title, "clue": project.clue},
            )
    topics = []
    named = {
        relation.contact.translation_key for relation in page.article_contacts.all()
    }
    for number, element in enumerate(reading.elements):
        if element.kind == "contact":
            contact = find_or_make_contact(element, reading.language, user)
            if contact.page.translation_key not in named:
                page.article_contacts.add(
                    ArticleContact(
                        contact=contact.page,
                        role=contact.role,
                        locale=page.locale,
                        sort_order=page.article_contacts.count(),
                    )
                )
            if contact.other_number:
                draft.add_task(
                    Kind.CONTACT_CHECK,
                    _("%(name)s: the text gives the number %(number)s")
                    % {"name": contact.page.title, "number": contact.other_number},
                )
            _file_contact(draft, number, element)
        elif element.kind == "publisher":
            publisher = find_publisher(element.text, reading.language)
            page.publisher = publisher or page.publisher
            _file_snippet(draft, number, element, publisher, "publisher")
        elif element.kind == "series_footer":
            series = find_series(element.data["series"], reading.language)
            page.series = series or page.series
            _file_snippet(draft, number, element, series, "series")
        elif element.kind in ("keywords", "topics"):
            for word in element.data["items"]:
                topic = find_topic(word, reading.language)
                if topic:
                    topics.append(topic)
                elif not names_project(word, project.page if project else None):
                    draft.add_task(Kind.TOPIC_PROPOSED, word)
            draft.became[number] = "topics, project and tasks"
    chosen = {relation.topic_id for relation in page.article_topics.all()}
    for topic in dict.fromkeys(topics):
        if topic.pk in chosen:
            continue
        page.article_topics.add(
            ArticleTopic(
                topic=topic,
                locale=page.locale,
                sort_order=page.article_topics.count(),
            )
        )


def _file_snippet(
    draft: Draft, number: int, element: Element, snippet: Any, name: str
) -> None:
    if snippet:
        draft.became[number] = f"{name} {snippet.pk}"
        if plain(element.text) != plain(str(snippet)):
            draft.drop(element, element.text, f"{name}: the {name} says it itself")
        return
    draft.became[number] = "dropped"
    draft.drop(element, element.text, f"{name}: none of that name")
    kind = Kind.SERIES_CHECK if name == "series" else Kind.OTHER
    draft.add_task(kind, element.text)


def _file_contact(draft: Draft, number: int, element: Element) -> None:
    """Account for a contact; what has no field of its own is dropped or a task."""
    draft.became[number] = "contact"
    data = element.data
    if data.get("lead_in"):
        draft.drop(element, data["lead_in"], "contact lead-in: a heading says it")
    for organisation in data.get("organisations", {}).values():
        draft.drop(element, organisation, "organisation of the contact")
    if data.get("note"):
        draft.add_task(Kind.CONTACT_CHECK, data["note"])


def _pair_contacts(
    source: Draft, draft: Draft, like: ArticlePage, user: User | None
) -> None:
    """Put the roles of a translation's contacts where the source has its own."""
    language = draft.language
    elements = {
        plain(element.data.get("email") or element.data.get("name", "")): element
        for element in draft.reading.contacts
    }
    numbers = {
        id(element): number for number, element in enumerate(draft.reading.elements)
    }
    relations = list(source.page.article_contacts.all())
    for relation in relations:
        contact = relation.contact.specific
        element = elements.pop(plain(contact.email), None) or elements.pop(
            plain(contact.title), None
        )
        if element is None:
            continue
        role = element.data.get("roles", {}).get(language, "")
        unit = element.data.get("units", {}).get(language, "")
        exists = ContactPage.objects.filter(
            translation_key=contact.translation_key, locale__language_code=language
        ).exists()
        if relation.role:
            like.article_contacts.add(
                ArticleContact(
                    contact=contact,
                    role=role,
                    locale=like.locale,
                    translation_key=relation.translation_key,
                    sort_order=relation.sort_order,
                )
            )
        elif not exists:
            add_contact_version(contact, language, role, unit, user)
        _file_contact(draft, numbers[id(element)], element)
    for element in elements.values():
        draft.became[numbers[id(element)]] = "task"
        draft.add_task(Kind.CONTACT_CHECK, element.text)
    for number, element in enumerate(draft.reading.elements):
        if number in draft.became:
            continue
        # Publisher, series and topics come with the source, in this language.
        draft.became[number] = "comes with the original"
        draft.drop(element, element.text, f"{element.kind}: comes with the original")


def _note_unaligned(draft: Draft) -> None:
    """Leave a task for each place of the translation that nothing could fill."""
    adoption = draft.adoption
    assert adoption is not None  # noqa: S101 (only called for translations)
    notes = {path: "" for path, *_ in adoption.missing}
    notes |= {
        path: " ".join(unescape(strip_tags(text)) for text in texts)
        for path, texts in adoption.unplaced.items()
    }
    for path, words in notes.items():
        name, _dot, rest = path.partition(".")
        block_id = rest.partition(".")[0] if name == "body" else ""
        draft.add_task(
            Kind.NOT_ALIGNED, f"{name}: {words}".strip(": ") or name, block_id
        )
