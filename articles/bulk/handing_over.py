"""One person in place of another, wherever the first is named or linked to."""

import json
import re
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.widgets import AdminPageChooser
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, ReferenceIndex

from articles.bulk.changing import (
    Outcome,
    change_texts,
    originals_by_page,
    originals_of,
    refusal,
    would_change,
)
from articles.bulk.facts import tell_refusals
from articles.bulk.pages import PagesAction
from articles.exporting.fields import children_of, in_rich_text, in_stream
from articles.models import ContactPage
from articles.models.contact import NamedContact
from translation.keys import key_from
from translation.versions import best_version, readable

# The key of each version of the one who goes, with that of the one who comes.
Keys = dict[int, int]


def keys_from(old: Sequence[Page], new: Page) -> Keys:
    """Return which version comes for which: the same language, or else the original."""
    versions = {
        page.locale.language_code: page
        for page in Page.objects.filter(
            translation_key=new.translation_key
        ).select_related("locale")
    }
    keys = {}
    for page in versions_of(old):
        comes = best_version(versions, page.locale.language_code)
        keys[page.pk] = comes.pk if comes else new.pk
    return keys


def versions_of(pages: Iterable[Page]) -> list[Page]:
    """Return all languages of pages."""
    keys = {page.translation_key for page in pages}
    found = Page.objects.filter(translation_key__in=keys).order_by("path")
    return list(found.select_related("locale"))


def hand_over(page: Any, *, keys: Keys) -> bool:
    """Exchange contacts in an unsaved page: its contacts, links and chosen pages.

    Somebody who is named already is not named twice.
    """

    def exchange(model: type[models.Model], pk: Any) -> Any:
        return keys.get(key_from(str(pk)), pk) if issubclass(model, Page) else pk

    changed = False
    for field in page._meta.concrete_fields:
        value = field.value_from_object(page)
        if isinstance(field, StreamField):
            raw = list(value.get_prep_value())
            new = in_stream(field.stream_block, raw, exchange)
            if new != raw:
                setattr(page, field.name, field.stream_block.to_python(new))
                changed = True
        elif isinstance(field, RichTextField):
            new = in_rich_text(value or "", exchange)
            if new != (value or ""):
                setattr(page, field.name, new)
                changed = True
    for relation in children_of(type(page)):
        if issubclass(relation.related_model, NamedContact):
            changed |= _exchange_rows(page, relation.name, keys)
    return changed


def _exchange_rows(page: Any, relation: str, keys: Keys) -> bool:
    rows = list(getattr(page, relation).all())
    if not any(row.contact_id in keys for row in rows):
        return False
    comes = set(keys.values())
    named = {
        one.translation_key
        for one in Page.objects.filter(
            pk__in=[row.contact_id for row in rows if row.contact_id not in keys]
        )
    }
    is_there = Page.objects.filter(pk__in=comes, translation_key__in=named).exists()
    kept = []
    for row in rows:
        if row.contact_id in keys:
            if is_there:
                continue
            row.contact_id, is_there = keys[row.contact_id], True
        kept.append(row)
    setattr(page, relation, kept)
    return True


def texts_naming(contacts: Sequence[Page]) -> list[Page]:
    """Return the originals of all pages that name or link to any of the contacts.

    Wagtail's index knows what stands in the rows of pages; drafts are looked through.
    """
    versions = versions_of(contacts)
    if not versions:
        return []
    keys = {page.pk: 0 for page in versions}
    pages = ContentType.objects.get_for_model(Page)
    indexed = ReferenceIndex.objects.filter(
        base_content_type=pages,
        to_content_type=pages,
        to_object_id__in=[str(pk) for pk in keys],
    ).values_list("object_id", flat=True)
    ids = {int(pk) for pk in indexed if pk.isdigit()}
    looked_through = [
        page
        for page in Page.objects.filter(pk__in=_drafts_with(keys)).specific()
        if page.pk not in ids and would_change(page, partial(hand_over, keys=keys))
    ]
    found = list(Page.objects.filter(pk__in=ids, depth__gt=1).specific())
    own = {page.pk for page in versions}
    naming = [page for page in (*found, *looked_through) if page.pk not in own]
    return sorted(originals_of(naming), key=lambda page: page.path)


def _drafts_with(numbers: Iterable[int]) -> list[int]:
    """Return the pages in whose drafts any of the numbers stands at all; one query.

    Most drafts are left out by that, and need not be looked through.
    """
    number = re.compile(rf"(?<!\d)(?:{'|'.join(map(str, numbers))})(?!\d)")
    drafts = Page.objects.filter(has_unpublished_changes=True, depth__gt=1)
    contents = drafts.values_list("pk", "latest_revision__content")
    return [
        pk
        for pk, content in contents.iterator(chunk_size=100)
        if number.search(json.dumps(content))
    ]


class HandOverForm(forms.Form):
    """Who comes in place of the chosen contacts."""

    contact = forms.ModelChoiceField(
        ContactPage.objects.all(),
        label=gettext_lazy("Who comes instead"),
        widget=AdminPageChooser(target_models=[ContactPage]),
    )

    def clean_contact(self) -> ContactPage:
        """Refuse somebody whom readers would not find."""
        contact: ContactPage = self.cleaned_data["contact"]
        versions = ContactPage.objects.filter(translation_key=contact.translation_key)
        if contact.withdrawn or not readable(versions).exists():
            raise ValidationError(
                _("Publish this contact first: readers would find nobody.")
            )
        return contact


class HandOver(PagesAction):
    """Replaces the chosen contacts by another everywhere, after naming every page."""

    display_name = gettext_lazy("Hand over")
    action_type = "hand_over"
    aria_label = gettext_lazy("Replace the selected contacts by another everywhere")
    action_priority = 72
    icon = "user"
    template_name = "articles/bulk/hand_over.html"
    form_class = HandOverForm

    def check_perm(self, page: Page) -> bool:
        """Tell whether a page is a contact: each text that names it is asked for."""
        return issubclass(page.specific_class or Page, ContactPage)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name every page that would be changed, and those that would not."""
        context = super().get_context_data(**kwargs)
        texts = texts_naming([one["item"] for one in context["items"]])
        versions = versions_of(texts)
        originals = originals_by_page(versions)
        refusals = {page.pk: refusal(self.request.user, page) for page in texts}
        rows = [
            {
                "page": version,
                "code": version.locale.language_code,
                "refusal": refusals[originals[version.pk].pk],
            }
            for version in versions
            if originals[version.pk].pk in refusals and not version.alias_of_id
        ]
        return context | {"rows": rows}

    def form_valid(self, form: forms.Form) -> Any:
        contact = form.cleaned_data["contact"]
        objects, _without = self.get_actionable_objects()
        if contact.translation_key in {page.translation_key for page in objects}:
            form.add_error("contact", _("Choose somebody else."))
            return self.form_invalid(form)
        return super().form_valid(form)

    def get_execution_context(self) -> dict[str, Any]:
        self.outcome = Outcome()
        return super().get_execution_context() | {
            "outcome": self.outcome,
            "contact": self.cleaned_form.cleaned_data["contact"],
        }

    @classmethod
    def execute_action(
        cls,
        objects: Sequence[Page],
        user: User | None = None,
        outcome: Outcome | None = None,
        contact: Page | None = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        """Hand over; return how many pages are different, in all languages."""
        if user is None or contact is None or outcome is None or not objects:
            return 0, 0
        done = change_texts(
            texts_naming(objects),
            partial(hand_over, keys=keys_from(objects, contact)),
            user=user,
            action="articles.hand_over",
            data={
                "from": ", ".join(page.title for page in objects),
                "to": contact.title,
            },
        )
        outcome.changed, outcome.refused = done.changed, done.refused
        return len(done.changed), 0

    def get_success_message(
        self, num_parent_objects: int, num_child_objects: int
    ) -> str | None:
        tell_refusals(self.request, self.outcome)
        count = len(self.outcome.changed)
        return ngettext(
            "%(n)d page was changed. The same action leads back.",
            "%(n)d pages were changed. The same action leads back.",
            count,
        ) % {"n": count}
