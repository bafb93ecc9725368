""" "In brief": up to three sentences that say what a text means for its reader."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_SENTENCES = 3


def at_most_three_lines(value: str) -> None:
    """Raise a ValidationError when more than three lines are filled."""
    if len(sentences(value)) > MOST_SENTENCES:
        raise ValidationError(_("Write at most three sentences, one on each line."))


def sentences(value: str) -> list[str]:
    """Return the filled lines of a text, in order."""
    return [line.strip() for line in value.splitlines() if line.strip()]


class BriefField(models.TextField):
    """The sentences of "In brief", one on each line."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("verbose_name", _("in brief"))
        kwargs.setdefault("blank", True)
        kwargs.setdefault("help_text", _("Up to three sentences, one on each line."))
        kwargs.setdefault("validators", [at_most_three_lines])
        super().__init__(**kwargs)
