"""Break one part after the other while readers come, and see what they get.

    python deploy/drills/faults.py [FOLDER] [--seconds 60] [--only NAME ...]

One machine with everything: PostgreSQL, Redis, gunicorn, a worker for tasks, and nginx
with the configuration of deploy/nginx.  Prints one line for each thing that must hold,
with figures, and ends with 1 if one does not.
"""

import argparse
import json
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from machine import INDEX, Machine
from people import Report
from servers import (
    family,
    fresh,
    servers,
    tell_all,
)

PUBLICATIONS = 100
# Texts that nobody has asked for yet: nothing is kept of them.
SEARCHES = {"fi": "/fi/haku/?q=", "sv": "/sv/sok/?q=", "en": "/en/search/?q="}
TASKS = """
from background import later
from espoo.models import Picture
from espoo.pictures import make_renditions
for picture in Picture.objects.all()[:5]:
    later.do(make_renditions, picture.pk)
"""
OPEN_TASKS = """
from django_tasks_db.models import DBTaskResult
from collections import Counter
print(dict(Counter(DBTaskResult.objects.values_list("status", flat=True))))
"""

# Publishes a contact's new number, which is one fact in all languages, for each line.
PUBLISH = """
import sys
from articles.models import ContactPage
for line in sys.stdin:
    key, number = line.split()
    page = ContactPage.objects.get(pk=key).get_latest_revision_as_object()
    page.phone = number
    page.save_revision().publish()
    print("published", flush=True)
"""
CONTACTS = """
import json
from articles.models import ContactPage
contacts = ContactPage.objects.live()
print(json.dumps([one.pk for one in contacts.filter(locale__language_code="fi")
                  if one.get_translations().live().count() == 2]))
"""
# What each contact says: in all languages as readers see it, and in its newest drafts.
SAID = """
import json
from articles.models import ContactPage
said = {}
for page in ContactPage.objects.filter(pk__in=%s):
    versions = [page, *page.get_translations()]
    drafts = [one.get_latest_revision_as_object() for one in versions]
    said[page.pk] = [sorted({str(one.specific.phone) for one in some})
                     for some in (versions, drafts)]
print(json.dumps(said))
"""


def away(
    report: Report,
    machine: Machine,
    seconds: float,
    what: str,
    stop: Callable[[], None],
    start: Callable[[], None],
) -> None:
    """The database is away for a while."""
    with machine.readers() as readers:
        time.sleep(3)
        stop()
        time.sleep(min(seconds / 2, 8))
        polite = []
        for code, search in SEARCHES.items():
            status, headers, body, took = machine.ask(search + os.urandom(3).hex())
            tells = f'lang="{code}"' in body and "retry-after" in headers
            polite.append(
                (status == 503 and tells and took < 10, status, round(took, 1))
            )
        time.sleep(max(0.0, seconds - min(seconds / 2, 8)))
        start()
        healed = machine.seconds_until_well()
        time.sleep(2)
    report.say(not readers.failed(), f"{what}: {readers.told()}")
    report.say(
        all(good for good, *_rest in polite),
        f"{what}: searches in fi, sv, en are answered"
        f" {', '.join(f'{status} in {took} s' for _good, status, took in polite)}",
    )
    report.say(healed <= 5, f"{what}: well again {healed:.1f} s after it was back")


def database_stopped(report: Report, machine: Machine, seconds: float) -> None:
    """PostgreSQL is stopped, and refuses at once."""
    away(
        report,
        machine,
        seconds,
        "database stopped",
        machine.stop_postgres,
        machine.start_postgres,
    )


def database_hanging(report: Report, machine: Machine, seconds: float) -> None:
    """PostgreSQL says nothing: neither yes nor no."""
    stopped: list[int] = []

    def stop() -> None:
        stopped.extend(machine.postgres_family())
        tell_all(stopped, signal.SIGSTOP)

    away(
        report,
        machine,
        seconds,
        "database hanging",
        stop,
        lambda: tell_all(stopped, signal.SIGCONT),
    )


def workers_killed(report: Report, machine: Machine, seconds: float) -> None:
    """A web worker is killed every two seconds."""
    killed = 0
    with machine.readers() as readers:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            time.sleep(2)
            workers = family(machine.web.pid)[1:]
            tell_all(workers[:1], signal.SIGKILL)
            killed += 1
    report.say(not readers.failed(), f"{killed} web workers killed: {readers.told()}")


def workers_frozen(report: Report, machine: Machine, seconds: float) -> None:
    """No web process does anything for ten seconds."""
    with machine.readers() as readers:
        time.sleep(3)
        all_of_it = family(machine.web.pid)
        tell_all(all_of_it, signal.SIGSTOP)
        time.sleep(10)
        status, _headers, body, took = machine.ask(SEARCHES["sv"] + "x")
        tell_all(all_of_it, signal.SIGCONT)
        time.sleep(5)
    report.say(not readers.failed(), f"web frozen for 10 s: {readers.told()}")
    report.say(
        status in (200, 503) and 'lang="sv"' in body,
        f"web frozen: a search is answered {status} in {took:.1f} s",
    )


def redis_killed(report: Report, machine: Machine, seconds: float) -> None:
    """The shared cache is gone, and comes back empty."""
    with machine.readers() as readers:
        time.sleep(3)
        machine.redis.kill()
        time.sleep(seconds / 3)
        search = machine.ask(SEARCHES["en"] + os.urandom(3).hex())[0]
        machine.redis = machine.start_redis()
        time.sleep(3)
    report.say(
        not readers.failed() and search == 200,
        f"Redis killed: {readers.told()}; a search is answered {search}",
    )


def task_worker_killed(report: Report, machine: Machine, seconds: float) -> None:
    """The worker is killed in the middle of its tasks, which another one takes up."""
    with machine.readers() as readers:
        machine.shell(TASKS)
        time.sleep(0.5)
        machine.worker.kill()
        machine.worker = machine.start_worker()
        until = time.monotonic() + 120
        said = ""
        while time.monotonic() < until:
            said = machine.shell(OPEN_TASKS)
            if "READY" not in said and "RUNNING" not in said:
                break
            time.sleep(1)
    done = "READY" not in said and "RUNNING" not in said and "FAILED" not in said
    report.say(
        not readers.failed() and done,
        f"task worker killed: {readers.told()}; tasks by state: {said}",
    )


def all_killed(report: Report, machine: Machine, seconds: float) -> None:
    """Everything is killed, again and again, during a hundred publications."""
    chance = random.Random(2)
    contacts = json.loads(machine.shell(CONTACTS))
    last: dict[int, str] = {}  # what was said to be published
    open_: dict[int, str] = {}  # what was asked for when everything was killed
    acknowledged = kills = 0
    wrong: list[str] = []
    while acknowledged < PUBLICATIONS:
        publisher = machine.ours.start_talk(PUBLISH, **machine.site)
        timer = threading.Timer(chance.uniform(6, 12), machine.kill_everything)
        publisher.tell(f"{contacts[0]} +358981600000")  # it is ready
        last[contacts[0]] = "+358981600000"
        timer.start()
        open_ = {}
        while timer.is_alive() and acknowledged < PUBLICATIONS:
            key = contacts[acknowledged % len(contacts)]
            number = f"+3589816{10000 + acknowledged}"
            open_ = {key: number}
            if publisher.tell(f"{key} {number}").strip() != "published":
                break
            last[key], open_ = number, {}
            acknowledged += 1
        timer.join()
        publisher.process.kill()
        kills += 1
        machine.start_everything()
        said = json.loads(machine.shell(SAID % list(last)))
        for key, number in last.items():
            live, drafts = said[str(key)]
            right = {number, open_.get(key)}
            # Of the one that was not acknowledged, the draft may stand alone.
            if len(live) != 1 or not {*live, *drafts} <= right:
                wrong.append(f"{key}: {live}, {drafts}, not {right}")
            else:
                last[key] = live[0]
    report.say(
        not wrong,
        f"everything killed {kills} times during {acknowledged} publications:"
        f" {len(wrong)} lost or half applied {wrong[:3]}",
    )
    differ = machine.shell(INDEX)
    report.say(
        differ == "0", f"rows of the search's index that were not true: {differ}"
    )


DRILLS = {
    one.__name__: one
    for one in (
        database_stopped,
        database_hanging,
        workers_killed,
        workers_frozen,
        redis_killed,
        task_worker_killed,
        all_killed,
    )
}


def main() -> int:
    """Return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--seconds", type=float, default=60, help="of each outage")
    parser.add_argument("--only", action="append", choices=DRILLS, default=[])
    options = parser.parse_args()
    folder = options.folder or fresh("faults")
    report = Report()
    with servers(folder) as ours:
        machine = Machine(ours)
        print(f"{len(machine.paths)} addresses, all read before", flush=True)
        for name, drill in DRILLS.items():
            if name in options.only or not options.only:
                drill(report, machine, options.seconds)
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
