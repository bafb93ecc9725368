"""The feedback form."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from duties.topics import FeedbackTopic

LONGEST_MESSAGE = 5000


def own_address(path: str) -> str:
    """Return a path if it can be an address of this site in some language, else ''."""
    codes = "|".join(re.escape(code) for code, _name in settings.LANGUAGES)
    return path if re.fullmatch(rf"/(?:{codes})/[\w\-/.%]{{0,1000}}", path) else ""


class FeedbackForm(forms.Form):
    """What a reader fills in.  Only the topic and the message are required.

    ``website`` is shown to no reader; a machine that fills it is not listened to.
    """

    # The browser's own messages are in its own language, not that of the page.
    use_required_attribute = False

    topic = forms.ChoiceField(
        label=_("What is your feedback about?"),
        choices=[("", _("Choose")), *FeedbackTopic.choices],
        error_messages={"required": _("Choose what your feedback is about.")},
    )
    message = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Do not write personal identity codes or other sensitive details."),
        error_messages={
            "required": _("Write your message."),
            "max_length": _(
                "The message is too long: %(show_value)s characters. Write at most "
                "%(limit_value)s."
            ),
        },
    )
    email = forms.EmailField(
        label=_("Your e-mail address (not required)"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Only if you want an answer. We answer within 14 days."),
        error_messages={
            "invalid": _("Write the e-mail address in the form name@example.fi.")
        },
    )
    about = forms.CharField(required=False, widget=forms.HiddenInput)
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A browser would cut off silently what is pasted in; we say it is too long.
        del self.fields["message"].widget.attrs["maxlength"]

    def clean_about(self) -> str:
        """Return the page it is about, or '' for what is no address of this site."""
        return own_address(self.cleaned_data["about"])

    @property
    def mistakes(self) -> list[tuple[str, str]]:
        """The mistakes in the order of the fields, each with its field's anchor."""
        return [
            (self[name].auto_id, str(message))
            for name in self.fields
            for message in self.errors.get(name, [])
        ]
