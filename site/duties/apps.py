"""The app for what the site owes its readers: who we are, access, privacy, answers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DutiesConfig(AppConfig):
    name = "duties"
    verbose_name = _("duties to readers")
