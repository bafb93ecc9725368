"""What feedback may be about."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FeedbackTopic(models.TextChoices):
    """The choices of the form, in its order."""

    ERROR = "error", _("There is an error on the site")
    MISSING = "missing", _("Something is missing")
    ACCESSIBILITY = "accessibility", _("The site is hard to use or not accessible")
    OTHER = "other", _("Something else")
