"""An export back into a site: pages equal to those that were exported, or nothing."""

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Locale, Page
from wagtail.signals import page_published
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    Translation,
    TranslationSource,
)

from articles.exporting import fields
from articles.exporting.archive import OpenExport, WrongExport, as_file
from articles.exporting.fields import Record
from articles.exporting.selection import KINDS
from espoo.models import Picture
from translation.adoption import fill_segments
from translation.models import Lag, PairOverride
from translation.publishing import passing
from translation.refusals import PublishingRefused

# A picture of more is refused: no camera makes one, and none could be shown.
MOST_PIXELS = 100_000_000


@dataclass
class Restored:
    """What became of an export: pages made, pages that were there, and notes."""

    made: list[Page] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Restorer:
    """One run of bringing an export in.

    What the site has already, by translation key and language, stays as it is; so do
    snippets of the same name, whose empty fields are filled.
    """

    def __init__(
        self,
        export: OpenExport,
        *,
        user: User | None = None,
        tell: Callable[[str], Any] = str,
    ) -> None:
        self.export = export
        self.user = user
        self.tell = tell
        self.result = Restored()
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self.ids: dict[tuple[type[models.Model], str], int] = {}
        self.written: list[Any] = []
        self.records: list[tuple[Page, Record]] = []

    def run(self) -> Restored:
        """Bring everything in, or raise WrongExport and change nothing."""
        data = self.export.data
        try:
            with transaction.atomic():
                for kind, model in fields.files().items():
                    for name, row in data[kind].items():
                        self._file(model, name, row)
                for record in data["snippets"]:
                    self._snippet(record)
                self._pages(data["pages"])
        except BaseException as error:
            for row in self.written:
                row.file.storage.delete(row.file.name)
            if isinstance(error, LookupError | TypeError | ValueError | AttributeError):
                if isinstance(error, WrongExport):
                    raise
                raise _unfit(error) from error
            raise
        return self.result

    # What pages refer to

    def find(self, model: type[models.Model], name: Any) -> int | None:
        """Return the key that something has here; None where it is not here."""
        if (model, name) not in self.ids:
            found = self._find(model, str(name))
            if found is None:
                return None
            self.ids[model, name] = found
        return self.ids[model, name]

    def _find(self, model: type[models.Model], name: str) -> int | None:
        if fields.is_file(model):
            rows = model._default_manager.filter(file_hash=name)
            return rows.order_by("pk").values_list("pk", flat=True).first()
        key, code = self._parts(name)
        there = model._default_manager.filter(
            translation_key=key, locale__language_code=code
        )
        if pk := there.values_list("pk", flat=True).first():
            return pk
        if not issubclass(model, Page):
            return None
        # Front and section pages have keys of their own on every site.
        path = self.export.data["references"].get(name, {}).get("path", "")
        at = model._default_manager.filter(url_path=path)
        return at.values_list("pk", flat=True).first()

    def _parts(self, name: str) -> tuple[str, str]:
        key, slash, code = name.partition("/")
        if not slash or len(key) != 36:
            raise ValueError(name)
        return key, code

    def _locale(self, name: str) -> Locale:
        code = self._parts(name)[1]
        if code not in self.locales:
            raise WrongExport(
                _("This site has no content in the language “%(code)s”.")
                % {"code": code}
            )
        return self.locales[code]

    def _file(self, model: type[Any], name: str, record: Record) -> None:
        if self.find(model, name):
            return
        values = {
            key: value
            for key, value in record.items()
            if key not in ("file", "name") and hasattr(model, key)
        }
        if issubclass(model, Picture):
            self._check_picture(record)
        with as_file(self.export, record) as file:
            row = model(**values, file=file, uploaded_by_user=self.user)
            row.file_hash = name
            row.file_size = _size(file)
            row.save()
        self.written.append(row)
        self.ids[model, name] = row.pk

    def _check_picture(self, record: Record) -> None:
        try:
            with self.export.open(record["file"]) as file, Image.open(file) as image:
                pixels = image.width * image.height
        except (UnidentifiedImageError, Image.DecompressionBombError, OSError):
            pixels = 0
        if not 0 < pixels <= MOST_PIXELS:
            raise WrongExport(
                _("%(name)s is no picture that can be shown. Nothing was imported.")
                % {"name": record["name"]}
            )

    def _snippet(self, record: Record) -> None:
        model: type[Any] = apps.get_model(record["model"])
        if model._meta.app_label != "articles" or issubclass(model, Page):
            raise ValueError(record["model"])
        name = record["name"]
        if self.find(model, name):
            return
        locale = self._locale(name)
        fresh = model(translation_key=self._parts(name)[0], locale=locale, live=False)
        fields.read(fresh, record, self.find)
        known = self._known_snippet(fresh)
        if known:
            self._fill(known, fresh)
        else:
            with passing([fresh]):
                fresh.live = bool(record["live"])
                fresh.save()
            revision = fresh.save_revision(user=self.user, clean=False)
            if fresh.live:
                model.objects.filter(pk=fresh.pk).update(
                    live_revision=revision, has_unpublished_changes=False
                )
            log(instance=fresh, action="wagtail.create", user=self.user)
        self.ids[model, name] = (known or fresh).pk

    def _known_snippet(self, fresh: Any) -> Any:
        """Return the snippet that says the same here under another key."""
        same = {"locale": fresh.locale}
        for name in ("slug", "name", "programme"):
            if value := getattr(fresh, name, ""):
                found = type(fresh)._default_manager.filter(**same, **{name: value})
                return found.order_by("pk").first()
        return None

    def _fill(self, known: Any, fresh: Any) -> None:
        empty = [
            one.attname
            for one in fields.fields_of(type(known))
            if not getattr(known, one.attname) and getattr(fresh, one.attname)
        ]
        for name in empty:
            setattr(known, name, getattr(fresh, name))
        if empty:
            with passing([known]):
                known.save()
            revision = known.save_revision(user=self.user, clean=False)
            if known.live:
                type(known).objects.filter(pk=known.pk).update(
                    live_revision=revision, has_unpublished_changes=False
                )

    # Pages

    def _pages(self, records: list[Record]) -> None:
        for record in records:
            self._add(record)
        # Links may lead from any page to any, so texts follow when all pages are there.
        for page, record in self.records:
            self._fill_page(page, record)
        for page, record in self.records:
            if promise := record.get("promise"):
                PairOverride.objects.create(
                    page_id=page.pk,
                    reason=promise["reason"],
                    due=datetime.date.fromisoformat(promise["due"]),
                )
        self._publish()
        for page, record in self.records:
            if "original" in record:
                self._translate(page, record)
        for page, record in self.records:
            self._set_draft(page, record)
        self.result.made = [_row(page) for page, _record in self.records]

    def _add(self, record: Record) -> None:
        """Make a page with an address and no words, so that others can name it."""
        model: type[Any] | None = next(
            (kind for kind in KINDS.values() if kind._meta.label == record["type"]),
            None,
        )
        if model is None:
            raise ValueError(record["type"])
        name = record["name"]
        key, _code = self._parts(name)
        title = str(record["fields"]["title"])
        there = Page.objects.filter(translation_key=key, locale=self._locale(name))
        if there.exists():
            self.result.kept.append(title)
            return
        parent_id = self.find(Page, record["parent"])
        if parent_id is None:
            raise WrongExport(
                _("There is no page for “%(title)s” to stand under (%(path)s).")
                % {
                    "title": title,
                    "path": self.export.data["references"]
                    .get(record["parent"], {})
                    .get("path", record["parent"]),
                }
            )
        parent = Page.objects.get(pk=parent_id)
        wanted = str(record["fields"]["slug"])
        slug = find_available_slug(parent, wanted)
        if slug != wanted:
            self._note(_("the address is taken; it stands at “%(slug)s”"), title, slug)
        page = model(
            title=title,
            draft_title=title,
            slug=slug,
            translation_key=key,
            locale=self.locales[_code],
            live=False,
            owner=self.user,
        )
        # The words that its checks ask for come when all pages are there.
        page.full_clean = lambda *args, **kwargs: None
        parent.add_child(instance=page)
        self.ids[Page, name] = self.ids[model, name] = page.pk
        self.records.append((model.objects.get(pk=page.pk), record))
        self.tell(f"{_code}: {title}")

    def _note(self, text: str, title: str, slug: str = "") -> None:
        self.result.notes.append(f"{title}: {text % {'slug': slug}}")

    def _fill_page(self, page: Any, record: Record) -> None:
        slug = page.slug
        lacking = fields.read(page, record, self.find)
        for name in dict.fromkeys(lacking):
            what = str(page._meta.get_field(name).related_model._meta.verbose_name)
            self._note(_("%(slug)s is not here and was left out"), page.title, what)
        page.slug, page.draft_title = slug, page.title
        page.save(clean=False)

    def _publish(self) -> None:
        """Show to readers what they were shown before, all languages of a text at once.

        What is not fit for it here stays a draft.
        """
        texts: dict[str, list[tuple[Page, Record]]] = {}
        for page, record in self.records:
            texts.setdefault(str(page.translation_key), []).append((page, record))
        for rows in texts.values():
            shown = [(page, one) for page, one in rows if self._may_show(page, one)]
            with passing([page for page, _record in shown]):
                for page, record in shown:
                    self._show(page, record)
        for page, record in self.records:
            revision = page.save_revision(user=self.user, clean=False, changed=False)
            values: Record = {"has_unpublished_changes": not page.live}
            if page.live:
                values["live_revision"] = revision
                for name in ("first_published_at", "last_published_at"):
                    values[name] = _time(record[name])
            Page.objects.filter(pk=page.pk).update(**values)
            log(instance=page, action="wagtail.create", user=self.user)
            if page.live:
                page = _row(page)
                page_published.send(sender=type(page), instance=page, revision=revision)

    def _may_show(self, page: Page, record: Record) -> bool:
        if record["live"] and record["restricted"]:
            self._note(_("only some could read it; it is a draft here"), page.title)
            return False
        return bool(record["live"])

    def _show(self, page: Any, record: Record) -> None:
        page.live = True
        page.first_published_at = _time(record["first_published_at"])
        page.last_published_at = _time(record["last_published_at"])
        try:
            with transaction.atomic():
                page.save()
        except (ValidationError, PublishingRefused) as refusal:
            page.live = False
            reasons = " ".join(refusal.messages)
            self._note(_("a draft here: %(slug)s"), page.title, reasons)

    def _translate(self, page: Page, record: Record) -> None:
        """Make a version the translation of its original, with the segments it had."""
        original = Page.objects.filter(
            translation_key=page.translation_key,
            locale__language_code=record["original"],
        ).first()
        if original is None or original.locale_id == page.locale_id:
            raise ValueError(record["name"])
        source, _made = TranslationSource.update_or_create_from_instance(
            original.specific
        )
        translation, _made = Translation.objects.get_or_create(
            source=source, target_locale=page.locale
        )
        fill_segments(translation, record["words"], user=self.user, tool_name="Import")
        self._keep_earlier_words(translation, record["earlier"])
        overridable = OverridableSegment.objects.filter(source=source)
        for segment in overridable.select_related("context"):
            own = record["own"].get(segment.context.path)
            if not own:
                continue
            value = own.get("address") or self.find(Picture, own.get("picture"))
            if value:
                SegmentOverride.objects.update_or_create(
                    locale=page.locale,
                    context=segment.context,
                    defaults={"data_json": json.dumps(value)},
                )

    def _keep_earlier_words(self, made: Translation, earlier: list[Record]) -> None:
        places: dict[str, list[Any]] = {}
        for segment in made.source.stringsegment_set.select_related("context").order_by(
            "order"
        ):
            places.setdefault(segment.context.path, []).append(segment)
        for one in earlier:
            segment = places[one["path"]][one["place"]]
            Lag.objects.update_or_create(
                translation=made,
                context_id=segment.context_id,
                string_id=segment.string_id,
                defaults={
                    "source_text": one["original"],
                    "text": one["words"],
                    "since": _time(one["since"]),
                },
            )

    def _set_draft(self, page: Page, record: Record) -> None:
        if "draft" not in record:
            return
        draft = _row(page).get_latest_revision_as_object()
        slug = draft.slug
        fields.read(draft, record["draft"], self.find)
        draft.slug = slug
        draft.save_revision(user=self.user, clean=False)


def _row(page: Page) -> Any:
    return type(page).objects.get(pk=page.pk)


def _size(file: Any) -> int:
    file.seek(0, 2)
    size = int(file.tell())
    file.seek(0)
    return size


def _time(text: str | None) -> datetime.datetime | None:
    return datetime.datetime.fromisoformat(text) if text else None


def _unfit(error: Exception) -> WrongExport:
    return WrongExport(
        _("The export cannot be read (%(reason)s). Nothing was imported.")
        % {"reason": f"{type(error).__name__}: {error}"}
    )
