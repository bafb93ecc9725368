"""Without a browser these tests are skipped and say why; in CI they fail."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

ONE = "tests/browser/test_answering_back.py::test_link_is_copied_and_the_reader_told"


@pytest.fixture
def run_without_browser(tmp_path):
    """Return a function that runs one of these tests where no browser is found."""

    def run(**environment):
        bare = {
            name: value
            for name, value in os.environ.items()
            if name not in ("CI", "PYTEST_ADDOPTS")
            and not name.startswith("PYTEST_XDIST")
        }
        nowhere = {"PATH": str(tmp_path), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)}
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", ONE],
            cwd=settings.PROJECT_DIR,
            env=bare | nowhere | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_tests_are_skipped_with_a_reason(run_without_browser):
    result = run_without_browser()

    assert "No Chromium to test with" in result.stdout
    assert "1 skipped" in result.stdout
    assert result.returncode == 0


def test_nothing_is_skipped_in_ci(run_without_browser):
    result = run_without_browser(CI="1")

    assert "Skipped in CI" in result.stdout
    assert "No Chromium to test with" in result.stdout
    assert result.returncode == 1
