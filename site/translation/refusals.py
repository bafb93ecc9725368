"""What is refused so that no wrong language goes live."""

from django.core.exceptions import PermissionDenied, ValidationError


class PublishingRefused(ValidationError):
    """A version was to go live that is not fit for its readers.

    ``messages`` say why, in the language of whoever publishes.
    """


class NotForTranslationError(PermissionDenied):
    """A page was to be translated that is not translated, or not from there."""
