"""The one way in which language versions go live.

Whatever publishes (a button, a form, a bulk action, a schedule, a workflow, a command)
ends in ``save()`` of a live page or snippet, and there ``guard`` asks this module.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import ForeignKey
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.coreutils import find_available_slug
from wagtail.fields import StreamField
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page, TranslatableMixin
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import RelatedObjectSegment, StringSegment, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import StringValue

from translation import pair
from translation.lag import lags_of, progress_of
from translation.models import Proposal, PublishedBehind, Standing
from translation.refusals import PublishingRefused
from translation.turns import turn, turn_at
from translation.words import string_values

# Object and language of a version: its translation key and the id of its locale.
Version = tuple[UUID, int]

_passing: ContextVar[frozenset[Version]] = ContextVar("passing", default=frozenset())


def translation_of(instance: TranslatableMixin) -> Translation | None:
    """Return the translation that makes this page or snippet, or None."""
    return (
        Translation.objects.filter(
            source__object_id=instance.translation_key,
            target_locale_id=instance.locale_id,
            enabled=True,
        )
        .select_related("source__object", "source__locale", "target_locale")
        .first()
    )


def version_of(instance: TranslatableMixin) -> Version:
    """Return what tells a version from all others."""
    return (UUID(str(instance.translation_key)), instance.locale_id)


def is_passing(instance: TranslatableMixin) -> bool:
    """Tell whether this version is being published through here just now."""
    return version_of(instance) in _passing.get()


@contextmanager
def passing(instances: Iterable[TranslatableMixin]) -> Iterator[None]:
    """Let versions be saved as live ones, together, without comparing their words.

    For what publishes them here, and for what was published before, elsewhere.
    """
    token = _passing.set(_passing.get() | {version_of(one) for one in instances})
    try:
        yield
    finally:
        _passing.reset(token)


def obstacles(made: Translation) -> list[str]:
    """Return, for people, what keeps a translation from being published."""
    return unfinished(made) + [
        _("“%(name)s” is not ready in this language.") % {"name": name}
        for name in unready_related(made)
    ]


def unfinished(made: Translation) -> list[str]:
    """Return, for people, how many segments lack words or lag behind."""
    found = []
    progress = progress_of([made])[made.pk]
    new = progress.missing - progress.lagging
    if new:
        found.append(
            ngettext(
                "%(n)d segment is not translated.",
                "%(n)d segments are not translated.",
                new,
            )
            % {"n": new}
        )
    if progress.lagging:
        found.append(
            ngettext(
                "The original of %(n)d segment has changed.",
                "The originals of %(n)d segments have changed.",
                progress.lagging,
            )
            % {"n": progress.lagging}
        )
    if progress.unreviewed:
        found.append(
            ngettext(
                "%(n)d of them has proposed words that nobody has accepted yet.",
                "%(n)d of them have proposed words that nobody has accepted yet.",
                progress.unreviewed,
            )
            % {"n": progress.unreviewed}
        )
    return found


def unready_related(made: Translation) -> list[str]:
    """Return the names of snippets that the text shows and that lag in its language."""
    names = []
    segments = RelatedObjectSegment.objects.filter(
        source_id=made.source_id
    ).select_related("object__content_type")
    related = {segment.object_id: segment.object for segment in segments}
    works = list(
        Translation.objects.filter(
            source__object_id__in=related,
            target_locale_id=made.target_locale_id,
            enabled=True,
        ).select_related("source")
    )
    progress = progress_of(works)
    behind = {
        work.source.object_id for work in works if not progress[work.pk].is_complete
    }
    for key, one in related.items():
        version = one.get_instance_or_none(made.target_locale)
        is_live = version is not None and getattr(version, "live", True)
        if key in behind or not is_live:
            original = one.get_instance_or_none(made.source.locale)
            names.append(str(version or original))
    return names


def publish_together(
    versions: Sequence[DraftStateMixin],
    *,
    user: User | None = None,
    reason: str = "",
    approved: bool = False,
) -> None:
    """Publish language versions of one text: all, or none and PublishingRefused.

    Originals first.  ``reason`` publishes translations although words of them are
    missing or behind; it is logged and shown.  Whether the user may is asked by
    Wagtail for each version, unless all of them were ``approved``.
    """
    with ExitStack() as stack:
        for key in sorted({version.translation_key for version in versions}):
            stack.enter_context(turn(type(versions[0]), translation_key=key))
        stack.enter_context(passing(versions))
        for version in sorted(versions, key=lambda one: bool(translation_of(one))):
            version.refresh_from_db()
            made = translation_of(version)
            if made:
                publish_translation(made, user=user, reason=reason, approved=approved)
            elif not version.live or version.has_unpublished_changes:
                version.get_latest_revision().publish(
                    user=user, skip_permission_checks=approved
                )


def publish_translation(
    made: Translation,
    *,
    user: User | None = None,
    reason: str = "",
    approved: bool = False,
) -> DraftStateMixin:
    """Publish a translation with the words and facts it has now; return the version.

    Raises PublishingRefused where words are missing or behind and no reason is given.
    With one, earlier words stay, and parts that never had words in this language are
    left out: another language's are never shown in their place.
    """
    with turn_at(made):
        why_not = obstacles(made)
        if why_not and not reason:
            raise PublishingRefused(why_not)
        version = build(made)
        revision = version.save_revision(user=user, changed=True)
        with passing([version]):
            revision.publish(user=user, skip_permission_checks=approved)
        version = type(version)._default_manager.get(pk=version.pk)
        if isinstance(version, Page):
            _note_override(version, why_not, reason, user)
        Standing.objects.update_or_create(
            translation=made,
            defaults={
                "review": "",
                "comment": "",
                "outdated_since": None,
                "changed_by": user,
            },
        )
        return version


def _note_override(
    version: Page, why_not: list[str], reason: str, user: User | None
) -> None:
    PublishedBehind.objects.filter(page=version.pk).delete()
    if not why_not:
        return
    PublishedBehind.objects.create(page_id=version.pk, reason=reason, created_by=user)
    log(
        instance=version,
        action="translation.override",
        user=user,
        data={
            "language": version.locale.language_code,
            "reason": reason,
            "obstacles": why_not,
        },
    )


def build(made: Translation, *, with_proposals: bool = False) -> TranslatableMixin:
    """Return the version as its segments make it now, unsaved.

    A segment that lags keeps its earlier words.  What has none in this language is
    left out.  Proposed words, which nobody has accepted, are for looking at only.
    """
    source, locale = made.source, made.target_locale
    original = source.as_instance()
    version = source.get_translated_instance(locale)
    copy_synchronised_fields(original, version)
    earlier = {
        (lag.context_id, lag.string_id): lag.text for lag in lags_of([made]) if lag.text
    }
    if with_proposals:
        proposals = Proposal.objects.filter(translation=made)
        earlier |= {(one.context_id, one.string_id): one.text for one in proposals}
    wordless = list(
        StringSegment.objects.filter(source=source)
        .annotate_translation(locale)
        .filter(translation__isnull=True)
        .select_related("context")
    )
    instead = {
        (segment.context.path, segment.order): earlier.get(
            (segment.context_id, segment.string_id), ""
        )
        for segment in wordless
    }
    segments = [
        segment
        if not isinstance(segment, StringSegmentValue)
        or (segment.path, segment.order) not in instead
        else StringSegmentValue(
            segment.path,
            StringValue(instead[segment.path, segment.order]),
            attrs=segment.attrs,
        ).with_order(segment.order)
        for segment in source._get_segments_for_translation(locale, fallback=True)
    ]
    ingest_segments(original, version, source.locale, locale, segments)
    for field in version._meta.get_fields():
        if isinstance(field, StreamField):
            # What localize wrote is in the blocks, and not yet in their raw data,
            # from which the alternative texts of pictures are read.
            stream = getattr(version, field.name)
            raw = stream.get_prep_value()
            setattr(version, field.name, stream.stream_block.to_python(raw))
    related = RelatedObjectSegment.objects.filter(source=source)
    missing = {path for (path, _order), text in instead.items() if not text} | {
        segment.context.path
        for segment in related.select_related("context", "object")
        if not segment.object.has_translation(locale)
    }
    for path in missing:
        _leave_out(version, path)
    if isinstance(version, Page):
        version.alias_of = None
        version.slug = find_available_slug(
            version.get_parent(),
            slugify(version.slug) or slugify(version.title),
            ignore_page_id=version.pk,
        )
    return version


def _leave_out(version: TranslatableMixin, path: str) -> None:
    """Take away the block, child or reference that has no words in this language."""
    name, _dot, rest = path.partition(".")
    field = version._meta.get_field(name)
    if not rest:
        # Words of a plain field are empty already; the form asks for the title.
        if isinstance(field, ForeignKey) and field.null:
            setattr(version, name, None)
        return
    head = rest.partition(".")[0]
    if isinstance(field, StreamField):
        stream = getattr(version, name)
        raw = [block for block in stream.get_prep_value() if block["id"] != head]
        setattr(version, name, stream.stream_block.to_python(raw))
    else:
        manager = getattr(version, name)
        manager.set(
            [child for child in manager.all() if str(child.translation_key) != head]
        )


def save_draft(made: Translation, *, user: User | None = None) -> None:
    """Save what the segments make now as a draft of a live version.

    The row that readers see stays as it is.
    """
    version = build(made)
    version.save_revision(user=user, changed=True, clean=False)


def guard(instance: DraftStateMixin) -> None:
    """Raise PublishingRefused where a live row would show what is not fit to be read.

    Asked before every save of a live page or snippet, whatever saves it.
    """
    if is_passing(instance):
        pair.check(instance, _passing.get())
        return
    stored = type(instance)._base_manager.filter(pk=instance.pk, live=True).first()
    if stored is None:
        pair.check(instance, _passing.get())
    made = translation_of(instance)
    if made is None:
        return
    if stored and stored.live_revision_id == instance.live_revision_id:
        # Not a publication: facts may change, words may not.
        if string_values(stored) != string_values(instance):
            raise PublishingRefused(
                _("The words of a live version change only when it is published.")
            )
        return
    if why_not := obstacles(made):
        raise PublishingRefused(why_not)
    if texts_of(instance) != texts_of(build(made)):
        raise PublishingRefused(
            _("This draft is older than its translation. Publish the translation.")
        )


def texts_of(instance: TranslatableMixin) -> dict[str, list[str]]:
    """Return the words of a version; its address may have had to give way."""
    return {
        path: texts for path, texts in string_values(instance).items() if path != "slug"
    }
