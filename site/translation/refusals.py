"""What is refused so that no wrong language goes live."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


class Refusal(ValidationError):
    """Something that is not done, and why.

    ``messages`` say why, in the language of whoever tried.  It is no PermissionDenied:
    Wagtail's admin answers that with a sentence of its own, which explains nothing.
    """

    @property
    def message_dict(self) -> dict[str, list[str]]:
        """The messages as a form and Wagtail's API ask for them."""
        return {NON_FIELD_ERRORS: self.messages}


class PublishingRefused(Refusal):
    """A version was to go live that is not fit for its readers."""


class NotForTranslationError(Refusal):
    """A page was to be translated that is not translated, or not from there."""
