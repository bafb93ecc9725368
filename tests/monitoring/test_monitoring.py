"""Operators see how the site is, and nobody's data leaves it."""

import json
import logging
import subprocess
import sys
from datetime import timedelta

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from monitoring import configuration, logs, timers
from monitoring.models import Run

pytestmark = pytest.mark.django_db


def ask(path, **headers):
    # By a host that is not ours, and without https: as a probe asks.
    return Client(headers={"host": "10.0.0.9:8000", **headers}).get(path)


def test_questions_are_answered_by_any_host_and_never_kept(settings):
    settings.ALLOWED_HOSTS = ["espoo.example"]
    settings.SECURE_SSL_REDIRECT = True
    settings.KEEP_PAGES = 60
    for path in ("/-/live", "/-/ready", "/-/timers"):
        answer = ask(path)
        assert (answer.status_code, answer.json()["well"]) == (200, True), path
        assert answer["Cache-Control"] == "no-store"
    # And nothing else is.
    assert Client(headers={"host": "10.0.0.9"}).get("/-/other").status_code != 200


def test_a_site_without_database_lives_and_is_not_ready(monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("password of user espoo at 10.1.2.3")

    monkeypatch.setattr(connection, "cursor", away)

    assert ask("/-/live").status_code == 200
    for path in ("/-/ready", "/-/timers"):
        answer = ask(path)
        assert answer.status_code == 503
        assert answer.json()["database"] == "OperationalError"
        assert "10.1.2.3" not in answer.content.decode()


def test_no_disk_or_a_missing_migration_is_not_ready_and_no_cache_is(monkeypatch):
    monkeypatch.setattr("monitoring.health.cache.get", lambda name: None)
    answer = ask("/-/ready")
    assert (answer.status_code, answer.json()["cache"]) == (200, "no answer")

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'monitoring'")
    monkeypatch.setattr("monitoring.health.LEAST_DISK", 1 << 60)
    answer = ask("/-/ready")
    assert answer.status_code == 503
    assert answer.json()["migrations"] == "1 not applied"
    assert answer.json()["disk"].endswith("MB free")


def test_a_timer_is_late_when_its_command_has_not_gone_well_for_long(monkeypatch):
    ran = []
    monkeypatch.setattr(
        "monitoring.management.commands.on_time.call_command",
        lambda *args: ran.append(args),
    )
    call_command("on_time", "check_links", "--later")
    assert ran == [("check_links", "--later")]
    assert timers.late() == []

    def fails(*args):
        raise CommandError("no")

    monkeypatch.setattr("monitoring.management.commands.on_time.call_command", fails)
    with pytest.raises(CommandError):
        call_command("on_time", "backup")
    Run.objects.filter(pk="check_links").update(
        succeeded_at=timezone.now() - timedelta(days=3)
    )

    answer = ask("/-/timers")

    assert answer.status_code == 503
    assert answer.json() == {"well": False, "backup": "late", "check_links": "late"}


@pytest.mark.parametrize(
    ("sent", "is_kept"),
    [
        ("abc-DEF_12345", True),
        ("short", False),
        ("a" * 65, False),
        ("a b c d e f", False),
    ],
)
def test_each_answer_has_an_id(sent, is_kept):
    answer = Client(headers={"x-request-id": sent}).get("/robots.txt")

    assert (answer["X-Request-ID"] == sent) is is_kept
    assert logs.request_id.get() == answer["X-Request-ID"]
    assert len(answer["X-Request-ID"]) >= 8


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Not Found: /fi/haku/?query=Matti+M", "Not Found: /fi/haku/"),
        ("to matti.m@example.org failed", "to [e-mail] failed"),
        ("from 192.0.2.77 port 1", "from [address] port 1"),
        ("from 2001:db8:0:1:1:1:1:1", "from [address]"),
        ("at 12:30:05 in 3.11.2", "at 12:30:05 in 3.11.2"),
    ],
)
def test_persons_are_taken_out(text, written):
    assert logs.without_persons(text) == written


def test_a_line_of_json_has_its_request_and_no_person():
    said = logs.logging_of("json")
    assert logs.logging_of("text") is None
    assert said["handlers"]["out"]["filters"] == ["anonymous"]
    try:
        raise ValueError("unknown reader matti@example.org")
    except ValueError:
        record = logging.LogRecord(
            "django.request", 40, "", 1, "Bad: %s", ("/a?q=Matti",), sys.exc_info()
        )
    record.request = "<request of 192.0.2.77>"
    token = logs.request_id.set("abcdefgh")
    logs.Anonymous().filter(record)
    logs.request_id.reset(token)

    line = json.loads(logs.formatter().format(record))

    assert (line["message"], line["request_id"]) == ("Bad: /a", "abcdefgh")
    assert "unknown reader [e-mail]" in line["exc_info"]
    assert "request" not in line
    assert line["level"] == "ERROR"


def test_sentry_is_told_of_no_person():
    event = {
        "request": {
            "url": "https://e.example/fi/?q=Matti",
            "method": "GET",
            "headers": {"Cookie": "a"},
            "env": {"REMOTE_ADDR": "192.0.2.77"},
        },
        "user": {"ip_address": "192.0.2.77"},
        "exception": {"values": [{"value": "no matti@example.org"}]},
    }

    told = configuration.without_request(event, {})

    assert told == {
        "request": {"url": "https://e.example/fi/", "method": "GET"},
        "exception": {"values": [{"value": "no [e-mail]"}]},
    }


def test_an_unknown_form_of_logs_is_refused():
    env = environ.Env()
    env.ENVIRON = {"LOG_FORMAT": "xml"}
    with pytest.raises(ImproperlyConfigured, match="text, json"):
        configuration.logging_setting(env)


def test_metrics_are_counted_and_served_on_this_machine_only(tmp_path, settings):
    settings.METRICS_DIR = ""
    with pytest.raises(CommandError, match="METRICS_DIR"):
        call_command("serve_metrics")
    settings.METRICS_DIR = str(tmp_path)
    for address in ("0.0.0.0", "8.8.8.8", "espoo"):
        with pytest.raises(CommandError):
            call_command("serve_metrics", address=address)
    counted = """
import os
os.environ["PROMETHEUS_MULTIPROC_DIR"] = {folder!r}
import urllib.request
from django.conf import settings
settings.METRICS_DIR = {folder!r}
from django.http import HttpResponse
from django.test import RequestFactory
from monitoring.middleware import watched
site = watched(lambda request: HttpResponse())
for path in ("/-/live", "/robots.txt", "/fi/"):
    site(RequestFactory().get(path))
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
registry = CollectorRegistry()
MultiProcessCollector(registry)
print(generate_latest(registry).decode())
"""
    done = subprocess.run(
        [
            *(sys.executable, "manage.py", "shell", "--no-imports", "-c"),
            counted.format(folder=str(tmp_path)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    line = 'espoo_request_seconds_count{method="GET",site="readers",status="200"} 2.0'
    assert line in done.stdout, done.stderr
