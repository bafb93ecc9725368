"""What an operator is given names every setting and every command there is."""

import configparser
import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from monitoring.timers import LONGEST, TOLD

REPOSITORY = Path(__file__).resolve().parents[2]
UNITS = REPOSITORY / "deploy" / "systemd"
ASKED = re.compile(
    r"""env\.(?:str|bool|int|list|json|db|email_url|float)\(\s*["']([A-Z_0-9]+)["']"""
)


def variables():
    """Return what the settings and gunicorn read of the environment."""
    found = {
        name
        for file in (REPOSITORY / "site").rglob("*.py")
        for name in ASKED.findall(file.read_text())
    }
    gunicorn = (REPOSITORY / "deploy" / "gunicorn.conf.py").read_text()
    found |= set(re.findall(r'environ\.get\("([A-Z_]+)"', gunicorn))
    parts = re.search(
        r"names = \[(.*?)\]", (REPOSITORY / "site/espoo/scaling.py").read_text()
    )
    return found | {f"MEDIA_S3_{one}" for one in re.findall(r'"(\w+)"', parts[1])}


def test_every_setting_is_in_the_example_and_the_docs():
    example = (REPOSITORY / "deploy" / "espoo.env.example").read_text()
    shown = set(re.findall(r"^#?([A-Z_0-9]+)=", example, re.MULTILINE))
    docs = (REPOSITORY / "docs" / "operations.md").read_text()
    read = variables()

    assert {"DATABASE_URL", "MEDIA_S3_HOST", "BIND", "BACKUP_KEEP"} <= read
    assert shown == read
    undocumented = {one for one in read if not re.search(rf"\b{one}\b", docs)}
    assert {one for one in undocumented if not one.startswith("MEDIA_S3_")} == set()


def unit(file):
    parser = configparser.RawConfigParser(strict=False, comment_prefixes=("#",))
    parser.optionxform = str
    parser.read_string(file.read_text())
    return parser


def test_each_timer_runs_a_command_and_each_command_has_a_timer():
    timers = {file.stem.removeprefix("espoo@") for file in UNITS.glob("*.timer")}

    assert timers == set(LONGEST)
    assert timers <= set(get_commands())
    assert set(TOLD) <= timers


@pytest.mark.parametrize(
    "file", sorted(UNITS.glob("*.service")), ids=lambda one: one.name
)
def test_no_service_can_write_beyond_its_data(file):
    service = unit(file)["Service"]

    assert service["User"] == "espoo"
    assert service["ProtectSystem"] == "strict"
    assert service["ReadWritePaths"] == "/var/lib/espoo"
    assert service["NoNewPrivileges"] == "yes"
    assert service["CapabilityBoundingSet"] == ""
