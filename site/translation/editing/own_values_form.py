"""The form in which a version gets a picture or an address of its own."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.images.widgets import AdminImageChooser
from wagtail.whitelist import check_url

from translation.editing.own_values import PICTURE, OwnValue


class PictureField(forms.ModelChoiceField):
    """A picture of the library, which is fetched together with all others."""

    widget = AdminImageChooser

    def prepare_value(self, value: Any) -> Any:
        """Return the picture itself, where it is known, instead of its id."""
        return value


class OwnValuesForm(forms.Form):
    """One field for each picture and address; empty means the original's."""

    def __init__(self, values: Sequence[OwnValue], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for value in values:
            if value.kind == PICTURE:
                self.fields[value.name] = PictureField(
                    queryset=get_image_model().objects.all(),
                    required=False,
                    label=value.label,
                    initial=value.own,
                    help_text=_("In the original: “%(title)s”")
                    % {"title": value.original or "–"},
                )
            else:
                self.fields[value.name] = forms.CharField(
                    required=False,
                    max_length=2000,
                    label=value.label,
                    widget=forms.TextInput(attrs={"inputmode": "url"}),
                    validators=[check_address],
                    initial=value.own,
                    help_text=_("In the original: %(address)s")
                    % {"address": value.original},
                )

    def values(self) -> dict[str, Any]:
        """Return what was given and is valid, by field name; None for the original's.

        Fields that were not sent are left out.
        """
        return {
            name: getattr(value, "pk", value) or None
            for name, value in self.cleaned_data.items()
            if name in self.data
        }


def check_address(address: str) -> None:
    """Raise ValidationError for what a link must not lead to (``javascript:``)."""
    known = ("http://", "https://", "mailto:", "tel:", "/", "#")
    if check_url(address) is None or not address.lower().startswith(known):
        raise ValidationError(
            _("Begin the address with https:// (or mailto: or tel:).")
        )
