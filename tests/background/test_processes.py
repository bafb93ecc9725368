"""Real processes on the database of the tests: a killed worker, the public role."""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings as site
from django.core.management import call_command
from django.db import connection
from django_tasks_db.models import DBTaskResult

from background.models import Posted, Worker
from background.postbox import take_in
from duties.models import Feedback
from search.models import SearchedFor
from tests.background.sleeper import sleep_at_first

pytestmark = pytest.mark.postgresql


@pytest.fixture
def committed(db):
    """Return a function that carries out another one outside this test's transaction.

    What it writes is there for other processes, and gone afterwards.
    """

    def carry_out(story):
        try:
            story()
        finally:
            for model in (DBTaskResult, Feedback, Posted, SearchedFor, Worker):
                model.objects.all().delete()
            connection.close()

    with ThreadPoolExecutor(1) as thread:  # it has a connection of its own
        yield lambda story: thread.submit(carry_out, story).result()


def address(user=""):
    """Return the address of the database of this test, for another user or our own."""
    database = connection.settings_dict
    host, port = database["HOST"], database["PORT"]
    own = f"{database['USER']}@" if database["USER"] else ""
    if user:
        own, host = f"{user}:secret@", host or "127.0.0.1"
    place = f"{host}:{port}" if port else host
    return f"postgres://{own}{place}/{database['NAME']}"


def manage(*arguments, **environment):
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=site.PROJECT_DIR,
        env=os.environ | {"DATABASE_URL": address()} | environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_task_of_a_killed_worker_is_taken_up_by_another(committed, later, tmp_path):
    def work(*options):
        return manage("db_worker", "--interval", "0.1", *options, TASKS="database")

    def story():
        mark = tmp_path / "begun"
        key = sleep_at_first.enqueue(str(mark)).id
        first = work()
        try:
            until = time.monotonic() + 120
            while not mark.exists() and time.monotonic() < until:
                assert first.poll() is None
                time.sleep(0.1)
        finally:
            first.kill()
            first.wait()
        assert DBTaskResult.objects.get(pk=key).status == "RUNNING"

        second = work("--silence", "2", "--max-tasks", "1")
        try:
            assert second.wait(timeout=120) == 0
        finally:
            second.kill()

        task = DBTaskResult.objects.get(pk=key)
        assert (task.status, task.return_value) == ("SUCCESSFUL", "done"), (
            task.traceback
        )
        assert len(set(task.worker_ids)) == 2
        assert not Worker.objects.filter(pk=task.worker_ids[1]).exists()

    committed(story)


ASK = """
import json
from django.db import DatabaseError, connections
from django.test import Client
from wagtail.models import Page
client = Client(raise_request_exception=False, headers={"user-agent": "Firefox"})
answers = {}
pages = [page.get_url() for page in Page.objects.live().filter(depth__gt=1)]
files = ["/", "/robots.txt", "/sitemap.xml", "/sitemap-pages-1.xml"]
files += ["/fi/haku/?q=koulu", "/fi/syote.xml", "/en/calendar.ics"]
staff = ["/fi/ei-ole/", "/admin/", "/admin/login/", "/draft/x/", "/fi/_util/login/"]
for path in [*pages, *files, *staff]:
    answers[path] = client.get(path, HTTP_HOST="localhost", follow=True).status_code
form = {"topic": "error", "message": "A date is wrong."}
sent = client.post("/en/send/feedback/", form, HTTP_HOST="localhost",
                   HTTP_SEC_FETCH_SITE="same-origin")
answers["sent"] = sent.status_code
refused = 0
for name, statements in {
    "default": [
        "UPDATE wagtailcore_page SET title = 'x'",
        "DELETE FROM duties_usefulness",
        "INSERT INTO background_posted SELECT * FROM background_posted",
        "SELECT password FROM auth_user",
        "SELECT message FROM duties_feedback",
    ],
    "write": [
        "UPDATE background_posted SET kind = 'x'",
        "DELETE FROM background_posted",
        "SELECT * FROM background_posted",
        "SELECT * FROM wagtailcore_page",
        "INSERT INTO duties_usefulness (page_id, yes, no) VALUES (1, 1, 1)",
    ],
}.items():
    for statement in statements:
        try:
            with connections[name].cursor() as cursor:
                cursor.execute(statement)
        except DatabaseError as error:
            refused += "permission denied" in str(error)
print(json.dumps([answers, refused, dict(client.cookies)]))
"""


def test_public_role_reads_everything_public_and_can_only_post(committed, monkeypatch):
    users = {"reader": "espoo_test_reader", "writer": "espoo_test_writer"}
    monkeypatch.setenv("READER_PASSWORD", "secret")
    monkeypatch.setenv("WRITER_PASSWORD", "secret")

    def story():
        for _ in range(2):  # it is safe to repeat
            call_command("database_users", "--apply", **users)

        process = manage(
            *("shell", "--no-imports", "-c", ASK),
            ROLE="public",
            DATABASE_URL=address(users["reader"]),
            DATABASE_WRITE_URL=address(users["writer"]),
            KEEP_PAGES="0",
        )
        said, _ = process.communicate(timeout=300)
        answers, refused, cookies = json.loads(said.splitlines()[-1])

        assert answers.pop("sent") == 303
        staff = {
            path
            for path in answers
            if path.startswith(("/admin", "/draft", "/fi/_", "/fi/ei"))
        }
        assert {path: answers.pop(path) for path in staff} == dict.fromkeys(staff, 404)
        assert {path: code for path, code in answers.items() if code != 200} == {}
        assert len(answers) > 30
        assert refused == 10
        assert cookies == {}

        assert not Feedback.objects.exists()
        Posted.objects.create(kind="feedback", data={"topic": "x", "message": "forged"})
        assert take_in() == 3
        assert [one.message for one in Feedback.objects.all()] == ["A date is wrong."]
        assert [(one.query, one.times) for one in SearchedFor.objects.all()] == [
            ("koulu", 1)
        ]
        # What is no feedback is left with its problem.
        assert "topic" in Posted.objects.get().problem

    committed(story)
