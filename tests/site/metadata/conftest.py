"""The site's public address, and publishing with the cards that follow."""

import pytest

from tests.site.metadata.read_by_machines import BASE


@pytest.fixture(autouse=True)
def _public_address(settings):
    settings.BASE_URL = BASE


@pytest.fixture
def publish_with_card(publish, django_capture_on_commit_callbacks):
    """Return a function that publishes a page or topic and does what follows."""

    def make(page, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            return publish(page, **fields)

    return make
