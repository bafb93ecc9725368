"""The app by which operators see how the site is."""

from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "monitoring"
