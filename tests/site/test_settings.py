"""The site starts from an empty environment, and hardened only when told everything."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client, override_settings
from django.utils import translation
from django.utils.translation import gettext

from articles.models import EasyReadingPage
from tests.raw_blocks import paragraph, stream

ROOT = settings.PROJECT_DIR
HARDENED = {
    "DEBUG": "0",
    "SECRET_KEY": "k" * 20 + "0123456789abcdefghijklmnopqrstuvwxyz-_=+",
    "ALLOWED_HOSTS": "site.example",
    "BASE_URL": "https://site.example",
}
ASK = (
    "import json; from django.conf import settings;"
    " print(json.dumps([settings.DEBUG, settings.DATABASES['default']['ENGINE'],"
    " settings.ALLOWED_HOSTS, settings.SECRET_KEY]))"
)


@pytest.fixture
def manage(tmp_path):
    """Return a function that runs manage.py in an environment of its own."""

    def run(*arguments, **environment):
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env={
                "PATH": os.environ["PATH"],
                "DATA_DIR": str(tmp_path / "data"),
                "PYTHONIOENCODING": "utf-8",
                **environment,
            },
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_empty_environment_gives_a_local_site_on_sqlite(manage):
    result = manage("shell", "--no-imports", "-c", ASK)

    assert result.returncode == 0, result.stderr
    debug, engine, hosts, _key = json.loads(result.stdout)
    assert (debug, engine, hosts) == (True, "django.db.backends.sqlite3", ["*"])


def test_local_secret_key_is_made_once_and_kept_to_the_owner(manage, tmp_path):
    first, second = (manage("shell", "--no-imports", "-c", ASK) for _ in range(2))

    key = json.loads(first.stdout)[3]
    assert len(key) > 50
    assert json.loads(second.stdout)[3] == key
    assert (tmp_path / "data" / "secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL"])
def test_hardened_site_does_not_start_without(manage, name):
    result = manage("check", **{k: v for k, v in HARDENED.items() if k != name})

    assert result.returncode != 0
    last = result.stderr.strip().splitlines()[-1]
    assert name in last
    others = {"SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL"} - {name}
    assert not any(other in last for other in others)


def test_hardened_site_names_all_that_is_missing_at_once(manage):
    last = manage("check", DEBUG="0").stderr.strip().splitlines()[-1]

    assert "SECRET_KEY, ALLOWED_HOSTS, BASE_URL" in last


def test_hardened_site_is_not_served_without_encryption(manage):
    result = manage("check", **HARDENED | {"BASE_URL": "http://site.example"})

    assert result.returncode != 0
    assert "https://" in result.stderr


def test_hardened_site_passes_the_checks_of_deployment(manage):
    result = manage("check", "--deploy", "--fail-level", "WARNING", **HARDENED)

    assert result.returncode == 0, result.stderr


def test_sqlite_lets_readers_go_on_while_one_writes(manage):
    ask = (
        "from django.db import connection as c; cursor = c.cursor();"
        " print([cursor.execute('PRAGMA ' + p).fetchone()[0]"
        " for p in ('journal_mode', 'foreign_keys', 'synchronous')])"
    )

    result = manage("shell", "--no-imports", "-c", ask)

    assert result.stdout.strip() == "['wal', 1, 1]", result.stderr


NOTICE = "This is a demonstration. It is not published by the City of Espoo."


@pytest.fixture
def addresses(
    make_article,
    make_project,
    make_meeting,
    make_contact,
    make_topic,
    make_page,
    translated,
):
    """An address of every kind of page, by language."""
    project = make_project()
    pages = [
        make_article(body=stream(paragraph())),
        project,
        make_meeting(project=project),
        make_contact(),
    ]
    make_topic("Kielikahvila", slug="kielikahvila")
    easy = make_page(EasyReadingPage, "Selko", parent=pages[0])
    found = {
        "fi": [*(page.get_url() for page in pages), easy.get_url()],
        "sv": [translated(page, "sv").get_url() for page in pages],
        "en": [translated(page, "en").get_url() for page in pages],
    }
    found["fi"] += ["/fi/aiheet/kielikahvila/", "/fi/artikkelit/", "/fi/hankkeet/"]
    found["fi"] += ["/fi/tapaamiset/", "/fi/aiheet/", "/fi/yhteystiedot/", "/fi/haku/"]
    for code, urls in found.items():
        urls += [f"/{code}/", f"/{code}/nothing-here/"]
    return found


def test_demonstration_says_so_on_every_page_in_its_language(addresses):
    with override_settings(DEMO=True):
        client = Client()
        for code, urls in addresses.items():
            with translation.override(code):
                notice = gettext(NOTICE)
            for url in urls:
                response = client.get(url)
                assert notice in response.content.decode(), url
                assert "noindex" in response["X-Robots-Tag"]


def test_demonstration_says_so_where_the_language_is_chosen(db):
    with override_settings(DEMO=True):
        response = Client().get("/")

    assert "noindex" in response["X-Robots-Tag"]
    assert NOTICE in response.content.decode()


def test_site_itself_says_nothing_of_a_demonstration(addresses):
    with override_settings(DEMO=False):
        client = Client()
        for code, urls in addresses.items():
            with translation.override(code):
                notice = gettext(NOTICE)
            for url in urls:
                response = client.get(url)
                assert notice not in response.content.decode(), url
                assert "X-Robots-Tag" not in response


def test_pages_are_framed_by_nobody_but_previews_by_the_editor(
    make_article, client, admin_client
):
    article = make_article()

    page = client.get(article.get_url())
    preview = admin_client.get(f"/admin/pages/{article.pk}/edit/preview/")

    assert page["X-Frame-Options"] == "DENY"
    assert preview["X-Frame-Options"] == "SAMEORIGIN"


def test_further_languages_come_from_the_environment(manage):
    ask = "from django.conf import settings; print(settings.LANGUAGES[3:])"

    result = manage("shell", "--no-imports", "-c", ask, EXTRA_LANGUAGES="ar,so")

    assert result.stdout.strip() == "[('ar', 'العربية'), ('so', 'Soomaali')]"


def test_unknown_language_is_refused(manage):
    result = manage("check", EXTRA_LANGUAGES="xx")

    assert result.returncode != 0
    assert "EXTRA_LANGUAGES" in result.stderr
