"""Who goes through the admin: an administrator, a publisher, a translator."""

import pytest


@pytest.fixture
def admin(admin_client):
    admin_client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return admin_client


@pytest.fixture
def publisher(member_of):
    return member_of("Publishers sv")


@pytest.fixture
def translator(member_of):
    return member_of("Translators sv")
