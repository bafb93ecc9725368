"""Those who change one page at the same moment take turns, and nothing is lost."""

import json
import os
import subprocess
import sys

import pytest

from tests.site import at_once

# It asks a database, if not that of the tests.
pytestmark = pytest.mark.django_db


def test_saves_and_publications_at_the_same_moment_lose_nothing(
    empty_database, tmp_path
):
    environment = {
        "DATABASE_URL": empty_database,
        "DATA_DIR": str(tmp_path / "other"),
        "SECOND_FACTOR_REQUIRED": "0",
        "REFINE_WORDS": "0",
    }
    report = tmp_path / "report.json"
    subprocess.run(
        [sys.executable, at_once.__file__, report],
        env=os.environ | environment,
        check=True,
    )
    told = json.loads(report.read_text())

    # One has saved; the other's text is kept, and both are shown side by side.
    assert len(set(told["led"])) == 2
    assert "edit" in told["led"]
    saved = told["two saved"]
    assert len(set(saved["history"]) & {"anna@example.org", "bertil@example.org"}) == 2
    winner = ("anna", "bertil")[told["led"].index("edit")]
    assert saved["newest"] == f"{winner}@example.org"
    # What was published meanwhile is live, and the draft saved meanwhile the newest.
    published = told["one published"]
    assert published["live"]
    assert published["has a newer draft"]
    assert published["newest"] == "cecilia@example.org"
