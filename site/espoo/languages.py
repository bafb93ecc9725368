"""Languages people speak, and their names in each language of the site."""

from collections.abc import Iterable
from typing import Any

from babel import Locale as BabelLocale
from babel import UnknownLocaleError
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# Offered where a person's or a meeting's languages are chosen; the most spoken
# mother tongues in Espoo (Statistics Finland, table 11rm) and the site's own.
# fmt: off
SPOKEN = [
    "fi", "sv", "en", "et", "ru", "uk", "ar", "fa", "so", "ku", "sq", "zh", "es",
    "fr", "de", "vi", "hi", "bn", "ne", "tr", "pt", "th", "pl",
]
# fmt: on


def language_name(code: str, in_language: str | None = None) -> str:
    """Return the name of the language ``code`` in another language.

    ``in_language`` defaults to the active one.  An unknown code comes back as it is.
    """
    try:
        names = BabelLocale.parse(in_language or get_language() or "en").languages
    except (ValueError, UnknownLocaleError):
        return code
    return names.get(code, code)


def own_name(code: str) -> str:
    """Return what the language calls itself, as the settings spell it."""
    return dict(settings.WAGTAIL_CONTENT_LANGUAGES).get(code) or language_name(
        code, code
    )


def language_choices() -> list[tuple[str, str]]:
    """Return the choices of ``LanguagesField``, named in the active language."""
    return [(code, language_name(code)) for code in SPOKEN]


class LanguagesField(models.JSONField):
    """A list of language codes in the order of ``SPOKEN``, e.g. ``["fi", "en"]``."""

    description = _("languages")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, *args: Any, **kwargs: Any) -> forms.Field:
        """Return tick boxes, one a language."""
        return forms.MultipleChoiceField(
            choices=language_choices,
            widget=forms.CheckboxSelectMultiple,
            required=not self.blank,
            label=kwargs.get("label") or str(self.verbose_name).capitalize(),
            help_text=self.help_text,
        )

    def clean(self, value: Iterable[str], model_instance: models.Model | None) -> list:
        """Return the codes in their order.  Raises ValidationError for others."""
        value = list(value or [])
        if unknown := [code for code in value if code not in SPOKEN]:
            raise ValidationError(
                _("Unknown language: %(codes)s"),
                params={"codes": ", ".join(map(str, unknown))},
            )
        return [code for code in SPOKEN if code in value]
