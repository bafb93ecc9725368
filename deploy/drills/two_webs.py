"""Publish on one web machine, read on another one, behind nginx.

    python deploy/drills/two_webs.py [FOLDER] [--times 20]

The first machine has ROLE=all and the primary database; the second has ROLE=public, a
streaming replica through a user that can only read, and no way to write but posting.
Both share a Redis.  nginx stands in front with the configuration of deploy/nginx.
Prints one line for each thing that must hold, with figures, and ends with 1 if one
does not.
"""

import argparse
import contextlib
import json
import os
import re
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from people import Browser, Report
from servers import Servers, free_port, fresh, servers

MOST_SECONDS = 2.0
API = "/admin/api/main/pages/"
PASSWORD = "a drill's own password"
PREPARE = """
import json
from django.contrib.auth import get_user_model
from articles.models import ArticlePage
get_user_model().objects.create_superuser("drill", password={password!r})
originals = ArticlePage.objects.live().filter(locale__language_code="fi")
pages = list(originals.order_by("pk"))
found = []
for number in range({times}):
    page = ArticlePage.objects.get(pk=pages[number % len(pages)].pk)
    found.append([page.pk, page.get_url(), page.get_parent().get_url()])
print(json.dumps(found))
"""
DRAFT = """
import sys
from articles.models import ArticlePage
for line in sys.stdin:
    pk, title = line.split(" ", 1)
    page = ArticlePage.objects.get(pk=pk).get_latest_revision_as_object()
    page.title = title.strip()
    page.save_revision()
    print("saved", flush=True)
"""


def main() -> int:
    """Return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--times", type=int, default=20, help="how many publications")
    options = parser.parse_args()
    folder = options.folder or fresh("two-webs")
    with servers(folder) as ours:
        return drill(ours, options.times)


def drill(ours: Servers, times: int) -> int:
    """Start everything, try everything, and return the exit code."""
    primary, replica, redis, one, other, front = (free_port() for _ in range(6))
    data_dir = ours.folder / "data"
    owner = ours.new_postgres(primary)
    ours.start(
        "redis-server", "--port", redis, "--bind", "127.0.0.1", "--save", "", port=redis
    )
    common = {
        "DATA_DIR": str(data_dir),
        "DEBUG": "0",
        "SEARCHES_PER_MINUTE": "0",
        "SUGGESTIONS_PER_MINUTE": "0",
        "SECRET_KEY": os.urandom(40).hex(),
        "ALLOWED_HOSTS": "localhost",
        "BASE_URL": f"https://localhost:{front}",
        "BEHIND_PROXY": "1",
        "REDIS_URL": f"redis://127.0.0.1:{redis}/0",
        "TASKS": "database",
        "REFINE_WORDS": "0",
        # What is tried here is not how people sign in.
        "SECOND_FACTOR_REQUIRED": "0",
    }
    full = common | {"DATABASE_URL": owner, "DEMO": "1"}
    manage = (sys.executable, "manage.py")
    ours.run(*manage, "compilemessages", **full)
    ours.run(*manage, "set_up", **full)
    ours.run(*manage, "collectstatic", "--noinput", "-v", "0", **full)
    ours.run(*manage, "write_error_pages", **full)
    ours.run(*manage, "database_users", "--apply", **full)
    # What it has asked for would change pages while they are looked at.
    ours.run(*manage, "db_worker", "--batch", "--queue-name", "*", **full)
    code = PREPARE.format(password=PASSWORD, times=times)
    pages = json.loads(
        ours.run(*manage, "shell", "--no-imports", "-c", code, **full).splitlines()[-1]
    )
    ours.replica(primary, replica)
    public = common | {
        "DEMO": "1",
        "ROLE": "public",
        "DATABASE_URL": f"postgres://espoo_reader@127.0.0.1:{replica}/site",
        "DATABASE_WRITE_URL": f"postgres://espoo_writer@127.0.0.1:{primary}/site",
    }
    ours.gunicorn(one, **full)
    ours.gunicorn(other, **public)
    ours.start(
        *manage, "db_worker", "--queue-name", "*", "--interval", "0.2", port=0, **full
    )
    ours.nginx(front, data_dir, readers=other, staff=one)
    report = Report()
    reader, editor = Browser(front), Browser(front)
    read_all(report, reader, pages)
    keep(report, reader, pages[0][1])
    refusals(report, reader)
    publish(report, ours, reader, editor, pages, full)
    feedback(report, ours, reader, full)
    return 1 if report.failed else 0


def read_all(report: Report, reader: Browser, pages: list[list[str]]) -> None:
    """Every address of the sitemap is answered, without a cookie."""
    index = reader.ask("/sitemap.xml")
    parts = re.findall(r"<loc>https://localhost:\d+(.*?)</loc>", index.body)
    paths = [
        path
        for part in parts
        for path in re.findall(
            r"<loc>https://localhost:\d+(.*?)</loc>", reader.ask(part).body
        )
    ]
    answers = [reader.ask(path) for path in paths]
    good = sum(one.status == 200 for one in answers)
    report.say(
        good == len(paths) > 0,
        f"the public role answers {good} of {len(paths)} addresses",
    )
    report.say(not reader.cookies, "no answer sets a cookie")
    varied = {
        name.strip()
        for path, one in zip(paths, answers, strict=True)
        if path != "/"  # it leads to the reader's language, and is not kept
        for name in one.headers.get("vary", "").split(",")
    }
    report.say(varied <= {"", "Accept-Encoding"}, f"pages vary by {sorted(varied)}")


def keep(report: Report, reader: Browser, path: str) -> None:
    """What nginx keeps: by address, without cookies, with 304, one at a time."""
    first = reader.ask(path)
    again = reader.ask(path)
    report.say(
        again.headers["x-cache"] == "HIT",
        f"a second reader: {again.headers['x-cache']}",
    )
    tracked = Browser(reader.port, {"_ga": "1", "consent": "yes"}).ask(path)
    report.say(
        tracked.headers["x-cache"] == "HIT", "cookies of others make no difference"
    )
    etag = first.headers["etag"]
    same = reader.ask(path, headers={"If-None-Match": etag})
    report.say((same.status, same.body) == (304, ""), f"304 for {etag}")
    zipped = reader.ask(path, headers={"Accept-Encoding": "gzip"})
    weak = reader.ask(
        path,
        headers={"Accept-Encoding": "gzip", "If-None-Match": zipped.headers["etag"]},
    )
    report.say(
        (zipped.headers.get("content-encoding"), weak.status) == ("gzip", 304),
        "the same for what is sent compressed",
    )
    time.sleep(1.1)
    later = reader.ask(path)
    report.say(
        later.headers["x-cache"] == "REVALIDATED",
        f"after a second nginx asks whether it is right: {later.headers['x-cache']}",
    )
    missing = f"{path}?page={os.urandom(2).hex()}"  # never asked before
    with ThreadPoolExecutor(20) as crowd:
        got = list(
            crowd.map(lambda _: reader.ask(missing).headers["x-cache"], range(20))
        )
    report.say(
        got.count("MISS") == 1,
        f"of 20 who ask at once {got.count('MISS')} is passed on",
    )


def refusals(report: Report, reader: Browser) -> None:
    """What nginx and gunicorn refuse by themselves is refused in the reader's words."""
    large = {"X-Large": "x" * 30_000}
    many = {f"X-{number}": "1" for number in range(90)}
    swedish = {"Accept-Language": "sv-FI,sv;q=0.9"}
    cases = [
        ("a long address", "fi", reader.ask("/fi/" + "x" * 9_000)),
        ("a long query", "sv", reader.ask("/sv/?q=" + "x" * 9_000)),
        ("one nearly as long", "en", reader.ask("/en/" + "x" * 8_000 + "/")),
        ("a large header", "sv", reader.ask("/", headers=swedish | large)),
        ("many headers", "en", reader.ask("/en/none/", headers=many)),
        ("a large body", "en", reader.ask("/en/", "POST", {"a": "x" * 2_000_000})),
        ("broken UTF-8", "sv", reader.ask("/sv/%ff%fe/")),
        ("NUL", "fi", reader.ask("/fi/%00/")),
    ]
    for what, code, answer in cases:
        policy = answer.headers.get("content-security-policy", "")
        report.say(
            400 <= answer.status < 500
            and f' lang="{code}"' in answer.body
            and "default-src 'none'" in policy
            and "nosniff" in answer.headers.get("x-content-type-options", ""),
            f"{what} is refused with {answer.status}, in {code}",
        )


def publish(
    report: Report,
    ours: Servers,
    reader: Browser,
    editor: Browser,
    pages: list[list[str]],
    environment: dict[str, str],
) -> None:
    """What is published on one machine is read from the other one."""
    signed = editor.sign_in("drill", PASSWORD)
    report.say(signed == 302, f"an editor signs in: {signed}")
    drafts = ours.start_talk(DRAFT, **environment)
    seen: list[float] = []
    for number, (key, path, parent) in enumerate(pages):
        title = f"Drill {number} {os.urandom(3).hex()}"
        drafts.tell(f"{key} {title}")
        with crowd_at(reader, (path, parent)):  # nginx has it as it was, and no older
            answer = editor.ask(f"{API}{key}/action/publish/", "POST", {})
            acknowledged = time.monotonic()
        if answer.status != 200:
            report.say(False, f"publishing {path}: {answer.status} {answer.body[:300]}")
            continue
        wanted = {path: title}
        while wanted and time.monotonic() - acknowledged < 15:
            for one in list(wanted):
                if wanted[one] in reader.ask(one).body:
                    del wanted[one]
            time.sleep(0.02)
        seen.append(time.monotonic() - acknowledged)
    if seen:
        report.say(
            max(seen) <= MOST_SECONDS and len(seen) == len(pages),
            f"published on one, read on the other (n={len(seen)}): median"
            f" {statistics.median(seen):.2f} s, worst {max(seen):.2f} s",
        )


@contextlib.contextmanager
def crowd_at(reader: Browser, paths: tuple[str, ...]) -> Iterator[None]:
    """Have addresses read all the time, from before until after what is done here."""
    ending = threading.Event()

    def read() -> None:
        while not ending.is_set():
            for path in paths:
                reader.ask(path)

    thread = threading.Thread(target=read)
    thread.start()
    time.sleep(0.5)
    try:
        yield
    finally:
        ending.set()
        thread.join()


def feedback(
    report: Report, ours: Servers, reader: Browser, environment: dict[str, str]
) -> None:
    """A reader's message comes from the public role to the primary."""
    began = time.monotonic()
    sent = reader.ask(
        "/en/send/feedback/", "POST", {"topic": "error", "message": "A drill."}
    )
    code = "from duties.models import Feedback; print(Feedback.objects.count())"
    count = ""
    while count != "1" and time.monotonic() - began < 60:
        said = ours.run(
            *(sys.executable, "manage.py", "shell", "--no-imports", "-c", code),
            **environment,
        )
        count = said.splitlines()[-1]
    report.say((sent.status, count) == (303, "1"), "feedback arrives at the primary")
    report.say(not reader.cookies, "and sets no cookie")


if __name__ == "__main__":
    sys.exit(main())
