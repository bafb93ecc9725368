"""Measure this site beside a bare one and beside files: `make bench`.

    python deploy/bench [FOLDER] [--rounds 4] [--changes 100] [--size N]

Starts PostgreSQL, nginx and gunicorn in a folder of their own; needs wrk too.  One run
measures everything in turns, so the ratios hold on a busy machine; times alone do not.
With sizes, the smallest first, it measures at last how pages grow costly with that many
articles a language.  Prints Markdown.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

from asking import (
    Line,
    Place,
    interleaved,
    processor_ms,
    requests_per_second,
    seconds_until,
)
from servers import ROOT, Servers, free_port, fresh, servers

HERE = Path(__file__).parent
# A larger site has a database server.
MOST_EMBEDDED = 10_000
# Of each load.  One differs from the next by a tenth, so there are many short ones.
SECONDS = 2
MANAGE = (sys.executable, "manage.py")
# The pages that readers read, by kind, in the demo.
FIND = """
import json
from articles.models import *
from home.models import HomePage
fi = {"locale__language_code": "fi"}
kinds = {
    "article": ArticlePage, "home": HomePage, "list": ArticleIndexPage,
    "project": ProjectPage, "meeting": MeetingPage, "contact": ContactPage,
}
found = {name: kind.objects.live().filter(**fi).first().get_url()
         for name, kind in kinds.items()}
topics = TopicIndexPage.objects.filter(**fi).first()
found["topic"] = topics.topic_url(Topic.objects.filter(**fi).first().slug)
found["search"] = "/fi/haku/?q=yhteisty%C3%B6"
print(json.dumps(found))
"""
# Publishes a contact's new number, for each line it is told: a fact, which reaches
# every language at once.  Says where which words must then be read.
PUBLISH = """
import json, sys
from articles.models import ContactPage
contacts = ContactPage.objects.live().select_related("locale")
pages = [page for page in contacts.filter(locale__language_code="fi").order_by("pk")
         if page.get_translations().live().count() == 2]
for number, _line in enumerate(sys.stdin):
    page = pages[number % len(pages)].get_latest_revision_as_object()
    page.phone = f"+3589816{20000 + number}"
    page.save_revision().publish()
    versions = contacts.filter(translation_key=page.translation_key)
    words = page.phone.as_rfc3966
    print(json.dumps({one.get_url(): words for one in versions}
                     | {one.get_parent().get_url(): words for one in versions}),
          flush=True)
"""


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--changes", type=int, default=100)
    parser.add_argument("--size", type=int, action="append", default=[])
    options = parser.parse_args()
    folder = options.folder or fresh("bench")
    with servers(folder) as ours:
        measure(ours, options)


def measure(ours: Servers, options: argparse.Namespace) -> None:
    """Start everything, and print one table after the other."""
    database, uncached, cached, bare, front = (free_port() for _ in range(5))
    owner = ours.new_postgres(database)
    site = {
        "DATABASE_URL": owner,
        "DATA_DIR": str(ours.folder / "data"),
        "DEBUG": "0",
        "SEARCHES_PER_MINUTE": "0",
        "SUGGESTIONS_PER_MINUTE": "0",
        "DEMO": "1",
        "SECRET_KEY": os.urandom(40).hex(),
        "ALLOWED_HOSTS": "localhost",
        "BASE_URL": f"https://localhost:{front}",
        "BEHIND_PROXY": "1",
        "REFINE_WORDS": "0",
    }
    for command in (("compilemessages",), ("set_up",), ("collectstatic", "--noinput")):
        ours.run(*MANAGE, *command, **site)
    pages = json.loads(shell(ours, FIND, site))
    nothing_kept = site | {"KEEP_PAGES": "0"}
    blog = bare_blog(ours, database)
    first = ours.gunicorn(uncached, **nothing_kept)
    ours.gunicorn(cached, **site)
    second = ours.start(
        *("env", "--chdir", blog["folder"], sys.executable, "-m", "gunicorn"),
        *("-c", ROOT / "deploy/gunicorn.conf.py", "bare.wsgi"),
        port=bare,
        BIND=f"127.0.0.1:{bare}",
        **blog["environment"],
    )
    ours.nginx(front, ours.folder / "data", readers=cached, staff=cached)
    pages["blog post"], pages["blog list"] = blog["post"], blog["list"]

    own = {name: path for name, path in pages.items() if not name.startswith("blog")}
    code = (HERE / "counting.py").read_text()
    counted = json.loads(
        shell(ours, code, nothing_kept | {"ADDRESSES": json.dumps(own)})
    )
    posts = {name: pages[name] for name in ("blog post", "blog list")}
    counted |= json.loads(
        subprocess.run(
            [*MANAGE, "shell", "-c", code],
            cwd=blog["folder"],
            env=os.environ | blog["environment"] | {"ADDRESSES": json.dumps(posts)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()[-1]
    )
    places = {
        name: Place(bare if name in posts else uncached, path)
        for name, path in pages.items()
    }
    workers = {uncached: first.pid, bare: second.pid}
    spent = interleaved(
        options.rounds,
        {
            name: lambda place=place: processor_ms(place, workers[place.port], 40)
            for name, place in places.items()
        },
    )
    floor = spent["blog post"]
    print("\n## Uncached\n")
    print("| page | queries cold | warm | processor ms | x blog post | bytes |")
    print("|---|---|---|---|---|---|")
    for name, one in counted.items():
        print(
            f"| {name} | {one['cold']} | {one['warm']} | {spent[name]:.1f}"
            f" | {spent[name] / floor:.2f} | {one['bytes']} |"
        )
    under_load(ours, options, pages["article"], front, uncached)
    until_seen(ours, options, site, front)
    if options.size:
        grown(ours, options.size, site, database)


def grown(ours: Servers, sizes: list[int], site: dict[str, str], port: int) -> None:
    """Print what pages cost the database on ever larger sites."""
    ours.run("createdb", "-h", "127.0.0.1", "-p", port, "-U", "owner", "growth")
    large = site | {
        "DATABASE_URL": f"postgres://owner@127.0.0.1:{port}/growth",
        # The explorer is asked for by somebody who signs in with nothing.
        "SECOND_FACTOR_REQUIRED": "0",
    }
    ours.run(*MANAGE, "migrate", "-v", "0", **large)
    print("\n## Growth\n", flush=True)
    print(ours.run(sys.executable, HERE / "growth.py", *sizes, **large))
    if not (small := [size for size in sizes if size <= MOST_EMBEDDED]):
        return
    embedded = {
        name: value for name, value in site.items() if name != "DATABASE_URL"
    } | {"DATA_DIR": str(ours.folder / "embedded")}
    ours.run(*MANAGE, "migrate", "-v", "0", **embedded)
    ours.run(*MANAGE, "collectstatic", "--noinput", "-v", "0", **embedded)
    print(f"\n## SQLite with {max(small)} articles a language\n", flush=True)
    print(ours.run(sys.executable, HERE / "embedded.py", max(small), **embedded))


def under_load(
    ours: Servers,
    options: argparse.Namespace,
    article: str,
    front: int,
    uncached: int,
) -> None:
    """Print how many requests a second are answered, with and without what is kept."""
    kept = Place(front, article, tls=True)
    body = Line(front, tls=True).get(article)
    file = ours.folder / "data/static/bench.html"
    file.write_bytes(body)
    same = Place(front, "/static/bench.html", tls=True)
    places = {
        "a static file in nginx": same,
        "the article, kept by nginx": kept,
        "the article, made anew": Place(uncached, article),
    }
    found = interleaved(
        options.rounds * 4,
        {
            name: lambda place=place: requests_per_second(place, SECONDS)
            for name, place in places.items()
        },
    )
    floor = found["a static file in nginx"]
    print(f"\n## Under load ({len(body)} bytes, 16 connections, TLS in nginx)\n")
    print("| what | requests a second | x file |")
    print("|---|---|---|")
    for name, number in found.items():
        print(f"| {name} | {number:.0f} | {number / floor:.3f} |")


def until_seen(
    ours: Servers, options: argparse.Namespace, site: dict[str, str], front: int
) -> None:
    """Print how soon a publication is read, in all languages, on page and list."""
    publisher = ours.start_talk(PUBLISH, **site)
    line = Line(front, tls=True)
    seconds = []
    for number in range(options.changes):
        wanted = json.loads(publisher.tell(str(number)))
        seconds.append(seconds_until(line, wanted))
    print(f"\n## From publishing to being read (n = {len(seconds)})\n")
    print("Six addresses each: a contact and the list of them, in three languages.\n")
    print("| median s | worst s |")
    print("|---|---|")
    print(f"| {statistics.median(seconds):.2f} | {max(seconds):.2f} |")


def shell(ours: Servers, code: str, environment: dict[str, str]) -> str:
    """Return the last line that code prints in the site."""
    said = ours.run(*MANAGE, "shell", "--no-imports", "-c", code, **environment)
    return said.splitlines()[-1]


def bare_blog(ours: Servers, database: int) -> dict:
    """Make what `wagtail start` makes, with a blog; return where it is."""
    folder = ours.folder / "blog"
    folder.mkdir()
    wagtail = Path(sys.executable).with_name("wagtail")
    ours.run(wagtail, "start", "bare", folder)
    shutil.copytree(HERE / "blog", folder / "blog")
    with (folder / "bare/settings/local.py").open("w") as local:
        local.write(
            f"""INSTALLED_APPS = ["blog", *__import__(
    "bare.settings.base", fromlist=["base"]).INSTALLED_APPS]
DATABASES = {{"default": {{
    "ENGINE": "django.db.backends.postgresql", "NAME": "blog", "USER": "owner",
    "HOST": "127.0.0.1", "PORT": {database}, "CONN_MAX_AGE": None}}}}
SECRET_KEY = "bench"
ALLOWED_HOSTS = ["localhost"]
STORAGES = {{
    "default": {{"BACKEND": "django.core.files.storage.FileSystemStorage"}},
    "staticfiles": {{
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}}}
"""
        )
    ours.run(
        *("createdb", "-h", "127.0.0.1", "-p", database, "-U", "owner", "blog"),
    )
    environment = {
        "DJANGO_SETTINGS_MODULE": "bare.settings.production",
        "PYTHONPATH": str(folder),
    }

    def manage(*arguments: str) -> str:
        done = subprocess.run(
            [*MANAGE, *arguments],
            cwd=folder,
            env=os.environ | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(done.stderr[-2000:])
        return done.stdout

    manage("makemigrations", "blog", "-v", "0")
    manage("migrate", "-v", "0")
    code = (HERE / "blog/fill.py").read_text()
    post, index = manage("shell", "--no-imports", "-c", code).split()[-2:]
    return {
        "folder": folder,
        "environment": environment,
        "post": post.removeprefix("http://localhost"),
        "list": index.removeprefix("http://localhost"),
    }


if __name__ == "__main__":
    main()
