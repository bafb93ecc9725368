"""The form of a request, by itself and as a part of submitting for translation."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Locale

from translation.requests.asking import translators_of
from translation.requests.models import TranslationRequest, is_past
from translation.words import language_name


class PersonField(forms.ModelChoiceField):
    """Offers people by their names; nobody is a choice too."""

    def __init__(self, queryset: Any, **kwargs: Any) -> None:
        super().__init__(
            queryset,
            required=False,
            empty_label=gettext_lazy("Anyone"),
            help_text=gettext_lazy(
                "Left open, it waits for all who translate into this language."
            ),
            **kwargs,
        )

    def label_from_instance(self, person: Any) -> str:
        return get_user_display_name(person)


def not_past(day: datetime.date) -> None:
    """Raise ValidationError where the day is before today."""
    if is_past(day):
        raise ValidationError(_("This day has passed. Choose today or a later day."))


def due_field(**kwargs: Any) -> forms.DateField:
    """Return the field for the deadline."""
    return forms.DateField(
        label=gettext_lazy("Deadline"),
        required=False,
        widget=AdminDateInput(),
        **kwargs,
    )


def instruction_field() -> forms.CharField:
    """Return the field for the instruction."""
    return forms.CharField(
        label=gettext_lazy("Instruction"),
        help_text=gettext_lazy(
            "What the translator should know. It stands above the text."
        ),
        required=False,
        max_length=TranslationRequest._meta.get_field("instruction").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RequestForm(forms.Form):
    """Who translates a version, by when, and what to mind."""

    def __init__(
        self, version: Any, asked: TranslationRequest | None, *args: Any
    ) -> None:
        self.was_due = asked.due if asked else None
        super().__init__(*args)
        if asked:
            self.initial = {
                "assignee": asked.assignee_id,
                "due": asked.due,
                "instruction": asked.instruction,
            }
        self.fields["assignee"] = PersonField(
            translators_of(version), label=gettext_lazy("Translator")
        )
        self.fields["due"] = due_field()
        self.fields["instruction"] = instruction_field()

    def clean_due(self) -> datetime.date | None:
        """Return the deadline; a new one must not have passed."""
        due = self.cleaned_data["due"]
        if due and due != self.was_due:
            not_past(due)
        return due


def add_request(form: forms.Form, places: Mapping[Locale, Any]) -> None:
    """Add a request to the form that submits a text for translation.

    ``places`` are the languages, each with that whose writers translate into it.
    """
    for locale, place in places.items():
        form.fields[_assignee_in(locale)] = PersonField(
            translators_of(place),
            label=_("Translator (%(language)s)")
            % {"language": language_name(locale.language_code)},
        )
    form.fields["due"] = due_field(validators=[not_past])
    form.fields["instruction"] = instruction_field()


def request_in(form: forms.Form, locale: Locale) -> dict[str, Any]:
    """Return what a valid form asks of one language."""
    return {
        "assignee": form.cleaned_data[_assignee_in(locale)],
        "due": form.cleaned_data["due"],
        "instruction": form.cleaned_data["instruction"],
    }


def _assignee_in(locale: Locale) -> str:
    return f"assignee_{locale.language_code}"
