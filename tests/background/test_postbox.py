"""What the public role has posted is taken in, or waits."""

import pytest
from django.db import OperationalError

from background import postbox
from background.models import Posted


@pytest.mark.parametrize(
    ("error", "waits"), [(OperationalError("away"), True), (ValueError("bad"), False)]
)
def test_what_the_database_could_not_take_is_taken_in_later(
    db, monkeypatch, error, waits
):
    def fails(**data):
        raise error

    Posted.objects.create(kind="feedback", data={})
    monkeypatch.setattr(postbox, "_taker", lambda kind: fails)

    if waits:
        with pytest.raises(OperationalError):
            postbox.take_in()
    else:
        postbox.take_in()

    assert Posted.objects.filter(problem="").exists() == waits
