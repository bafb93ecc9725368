"""Back up a site while it is written to, restore it on an empty machine, compare all.

    python deploy/drills/restore.py [FOLDER] [--articles 1000] [--sqlite]

Makes articles in three languages and pictures, then has writers add, change and delete
articles and pictures while a backup is made.  That is restored into a new database and
an empty DATA_DIR, and every row and file is compared with what stood there at the
backup's point.  A second backup, made in peace, is restored over the first, and pages
are compared with those of the original.  Prints what held, and how long it took; ends
with 1 if something did not hold.
"""

import argparse
import hashlib
import json
import os
import sys
import tarfile
import time
from pathlib import Path

from people import Report
from servers import BIN, Servers, free_port, fresh, servers

MANAGE = (sys.executable, "manage.py")
MOST_SECONDS = 300
PICTURES = """
import io, os
from django.core.files.base import ContentFile
from PIL import Image
from espoo.models import Picture
for number in range({number}):
    made = io.BytesIO()
    Image.frombytes("RGB", (200, 150), os.urandom(90000)).save(made, "JPEG")
    Picture.objects.create(
        title=f"drill {{number}}",
        file=ContentFile(made.getvalue(), name=f"drill-{{number}}.jpg"),
    )
"""
# Writes until it is stopped, and says how often.
WRITER = """
import io, os, random, sys, threading
from django.core.files.base import ContentFile
from PIL import Image
from articles.models import ArticlePage
from espoo.models import Picture
done = 0
ending = threading.Event()
threading.Thread(target=lambda: (sys.stdin.readline(), ending.set())).start()
keys = list(ArticlePage.objects.live().values_list("pk", flat=True)[:500])
while not ending.is_set():
    made = io.BytesIO()
    Image.frombytes("RGB", (80, 60), os.urandom(14400)).save(made, "JPEG")
    picture = Picture.objects.create(
        title="drill", file=ContentFile(made.getvalue(), name="writer.jpg")
    )
    page = ArticlePage.objects.get(pk=random.choice(keys))
    page.title = f"Drill {os.urandom(4).hex()}"
    page.lead_image, page.lead_image_alt = picture, "A drill"
    page.save_revision().publish()
    if done % 2:
        Picture.objects.order_by("?").first().delete()
    done += 1
print(done, flush=True)
"""
PAGES = """
import hashlib, json
from django.test import Client
from translation.versions import readable
from wagtail.models import Page
from urllib.parse import urlsplit
pages = readable(Page.objects.filter(depth__gt=1)).order_by("pk")
keys = list(pages.values_list("pk", flat=True))
step = max(1, len(keys) // {number})
found = {{}}
client = Client(headers={{"host": "localhost"}})
for page in Page.objects.filter(pk__in=keys[::step]).order_by("pk"):
    path = urlsplit(page.get_url()).path
    answer, again = (client.get(path, secure=True) for _ in range(2))
    # A form has the time in it: it differs from itself.
    same = answer.content == again.content
    digest = hashlib.sha256(answer.content).hexdigest() if same else ""
    found[path] = [answer.status_code, digest]
print(json.dumps(found))
"""
FACTS = """
import json
from backups.databases import facts
now = facts()
print(json.dumps({"rows": now.rows, "files": now.files}))
"""


def main() -> int:
    """Return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--articles", type=int, default=1000, help="in all languages")
    parser.add_argument("--pages", type=int, default=100, help="how many to compare")
    parser.add_argument("--sqlite", action="store_true")
    options = parser.parse_args()
    folder = options.folder
    if folder is None:
        folder = fresh("restore")
        folder.parent.chmod(0o711)  # PostgreSQL's own user goes through it
    with servers(folder) as ours:
        return drill(ours, options.articles, options.pages, options.sqlite)


def drill(ours: Servers, articles: int, pages: int, sqlite: bool) -> int:
    """Make, write, back up, restore and compare; return the exit code."""
    report = Report()
    port = free_port()
    if sqlite:
        urls = [f"sqlite:///{ours.folder / name}/db.sqlite3" for name in ("one", "two")]
    else:
        owner = ours.new_postgres(port)
        urls = [owner, owner.replace("/site", "/restored")]
        command = (BIN / "createdb", "-h", "127.0.0.1", "-p", port, "-U", "owner")
        ours.run(*command, "restored")
    common = {
        "DEBUG": "0",
        "SEARCHES_PER_MINUTE": "0",
        "SUGGESTIONS_PER_MINUTE": "0",
        "SECRET_KEY": os.urandom(40).hex(),
        "ALLOWED_HOSTS": "localhost",
        "BASE_URL": "https://localhost",
        "REFINE_WORDS": "0",
        "KEEP_PAGES": "0",
        "DEMO": "1",
    }
    one, two = (
        common | {"DATABASE_URL": url, "DATA_DIR": str(ours.folder / name)}
        for url, name in zip(urls, ("one", "two"), strict=True)
    )
    ours.run(*MANAGE, "compilemessages", **one)
    ours.run(*MANAGE, "migrate", "-v", "0", **one)
    ours.run(*MANAGE, "collectstatic", "--noinput", "-v", "0", **one)
    ours.run(*MANAGE, "collectstatic", "--noinput", "-v", "0", **two)
    ours.run(*MANAGE, "generate_content", -(-articles // 3), "--yes", "-v", "0", **one)
    ours.run(*MANAGE, "update_index", "-v", "0", **one)
    shell(ours, PICTURES.format(number=min(200, articles)), **one)
    file, written = back_up(ours, one)
    with tarfile.open(file) as tar:
        stream = tar.extractfile("manifest.json")
        manifest = json.loads(stream.read() if stream else b"")
    size = file.stat().st_size / 1e6
    report.say(written > 0, f"{written} writes meanwhile, backup of {size:.0f} MB")
    report.say(not manifest["lacking"], "each row of the backup has its file")

    began = time.monotonic()
    ours.run(*MANAGE, "restore", file, **two)
    seconds = time.monotonic() - began
    number = manifest["rows"]["articles_articlepage"][0]
    report.say(
        seconds <= MOST_SECONDS,
        f"{number} articles restored into an empty database in {seconds:.0f} s",
    )
    compare(ours, report, manifest, two)

    file = Path(ours.run(*MANAGE, "backup", **one).strip())
    name = "db.sqlite3" if sqlite else "restored"
    began = time.monotonic()
    ours.run(*MANAGE, "restore", file, "--over", name, **two)
    again = time.monotonic() - began
    report.say(True, f"another one restored over it in {again:.0f} s")
    left, right = (
        json.loads(shell(ours, PAGES.format(number=pages), **site).splitlines()[-1])
        for site in (one, two)
    )
    differ = [path for path in left if left[path] != right.get(path)]
    same = len(left) - len(differ)
    alone = sum(not digest for _status, digest in left.values())
    good = sum(status == 200 for status, _digest in right.values())
    report.say(
        same == good == len(left) == len(right) > 0,
        f"{same} of {len(left)} pages are the same to a byte {differ}, of them {alone}"
        " forms, of which the status is compared",
    )
    return 1 if report.failed else 0


def back_up(ours: Servers, site: dict[str, str]) -> tuple[Path, int]:
    """Return the backup made while two write, and how often they wrote."""
    writers = [ours.start_talk(WRITER, **site) for _ in range(2)]
    time.sleep(8)  # they are at it by now
    began = time.monotonic()
    file = Path(ours.run(*MANAGE, "backup", **site).strip())
    print(f"      backup made in {time.monotonic() - began:.0f} s", flush=True)
    return file, sum(int(one.tell("enough")) for one in writers)


def compare(
    ours: Servers, report: Report, manifest: dict, site: dict[str, str]
) -> None:
    """Rows and files of the restored site are those of the backup's point."""
    now = json.loads(shell(ours, FACTS, **site).splitlines()[-1])
    # What the restored site writes itself, after it has compared every row: the version
    # of its content, and the index where that lagged behind a page just published.
    own = {
        *("freshness_contentversion", "lexicon_word", "search_entry"),
        "wagtailsearch_indexentry",
    }
    differ = [
        table
        for table, rows in manifest["rows"].items()
        if now["rows"].get(table) != rows and table not in own
    ]
    rows = sum(count for count, _digest in manifest["rows"].values())
    report.say(not differ, f"{rows} rows in {len(manifest['rows'])} tables {differ}")
    folder = Path(site["DATA_DIR"])
    wrong = [
        name
        for name, (_size, digest) in manifest["files"].items()
        if name.startswith("media/")
        and hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest
    ]
    lost = [name for name in now["files"] if not (folder / "media" / name).exists()]
    report.say(
        not wrong and not lost,
        f"{len(manifest['files']) - 1} files, and each row of files has its own",
    )


def shell(ours: Servers, code: str, **site: str) -> str:
    """Return what code says in a site."""
    return ours.run(*MANAGE, "shell", "--no-imports", "-c", code, **site)


if __name__ == "__main__":
    sys.exit(main())
