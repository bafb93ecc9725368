"""The hardening of the site."""

from django.apps import AppConfig


class HardeningConfig(AppConfig):
    """Its name, and what is mended in the libraries when the site starts."""

    name = "hardening"

    def ready(self) -> None:
        from hardening.uploads import refuse_bombs, remove_traces

        refuse_bombs()
        remove_traces()
