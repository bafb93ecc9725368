"""Pages that many tests share.  Front and section pages come from the migrations."""

import io
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission, User
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone, translation
from PIL import Image
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail.test.utils.form_data import querydict_from_html
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from articles.models import (
    ArticleIndexPage,
    ArticlePage,
    ContactIndexPage,
    ContactPage,
    MeetingPage,
    ProjectIndexPage,
    ProjectPage,
    Topic,
)
from espoo.models import Picture

REPOSITORY = Path(__file__).resolve().parents[1]
pytest_plugins = ["tests.migrated_database"]


# The longest modules, so that no process waits for another at the end.
LONG = ("test_roles_matrix.py", "test_translation_story.py", "test_load_demo.py")


def pytest_collection_modifyitems(config, items):
    """Begin with what takes longest.

    On PostgreSQL, leave out what asks no database: it is the same on SQLite.  On
    SQLite, skip what is about PostgreSQL.
    """
    items.sort(key=lambda item: item.path.name not in LONG)
    if connection.vendor == "sqlite":
        for item in items:
            if item.get_closest_marker("postgresql"):
                item.add_marker(pytest.mark.skip(reason="make test-postgres runs it"))
        return
    asks = [
        item
        for item in items
        if "db" in item.fixturenames
        or item.get_closest_marker("django_db")
        or item.get_closest_marker("postgresql")
    ]
    config.hook.pytest_deselected(items=[one for one in items if one not in asks])
    items[:] = asks


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Let nothing be skipped in CI, where all that a test needs is there.

    It runs the tests on PostgreSQL too, by themselves.
    """
    outcome = yield
    report = outcome.get_result()
    may_lack = item.get_closest_marker("needs_shared") or item.get_closest_marker(
        "postgresql"
    )
    if report.skipped and os.environ.get("CI") and not may_lack:
        report.outcome = "failed"
        report.longrepr = f"Skipped in CI: {report.longrepr}"


@pytest.fixture(autouse=True)
def _english_again():
    """Start and leave every test in English: a request activates its own language."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _one_language_is_enough(request, monkeypatch):
    """Let a test publish Finnish alone, unless it is about the pair (marked so)."""
    if not request.node.get_closest_marker("pair"):
        monkeypatch.setattr("translation.pair.check", lambda *args: None)


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    """Keep uploads of a test out of the site's own, and out of the next test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()  # Wagtail remembers there which sizes of a picture exist


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """Hash passwords quickly: a third of a second for each user tells no test more."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _nothing_kept(settings):
    """Make each page anew, as most tests are about what it says, not how quickly."""
    settings.KEEP_PAGES = 0


@pytest.fixture(autouse=True)
def _no_limits(settings, monkeypatch):
    """Tests ask quicker than readers; where one is refused, no new minute begins."""
    settings.PER_MINUTE = dict.fromkeys(settings.PER_MINUTE, 0)
    noon = SimpleNamespace(time=lambda: 1_800_000_000.0)
    monkeypatch.setattr("hardening.limits.time", noon)


@pytest.fixture(autouse=True)
def _no_heavy_analyser(settings):
    """Start no other process from a test; those that need it ask for it."""
    settings.REFINE_WORDS = False


def _locale(code: str) -> Locale:
    return Locale.objects.get(language_code=code)


@pytest.fixture
def finnish(db):
    return _locale("fi")


@pytest.fixture
def swedish(db):
    return _locale("sv")


@pytest.fixture
def english(db):
    return _locale("en")


@pytest.fixture
def make_page(db) -> Callable:
    """Return a function that adds a page of a type under the right section."""

    sections = {
        ArticlePage: ArticleIndexPage,
        ProjectPage: ProjectIndexPage,
        ContactPage: ContactIndexPage,
    }

    def make(model, title, *, language="fi", parent=None, live=True, **fields):
        if parent is None:
            parent = sections[model].objects.get(locale__language_code=language)
        page = model(title=title, locale=parent.locale, live=live, **fields)
        parent.add_child(instance=page)
        page.save_revision(clean=False)
        return model.objects.get(pk=page.pk)

    return make


@pytest.fixture
def make_article(make_page):
    def make(title="Järjestöt ja kaupunki", **fields):
        fields.setdefault("lead", "Lyhyesti siitä, mistä on kyse.")
        return make_page(ArticlePage, title, **fields)

    return make


@pytest.fixture
def make_project(make_page):
    def make(title="Aktiiviset järjestöt", **fields):
        return make_page(ProjectPage, title, **fields)

    return make


@pytest.fixture
def make_contact(make_page):
    def make(title="Town Hall", **fields):
        fields.setdefault("email", "contact@example.org")
        return make_page(ContactPage, title, **fields)

    return make


@pytest.fixture
def make_meeting(make_page, make_project):
    def make(title="Leppävaaran tulevaisuus", *, project=None, **fields):
        project = project or make_project("Town Hall -tapaamiset")
        if fields.get("precision", "time") == "time":
            fields.setdefault("starts_at", timezone.now() + timedelta(days=30))
        return make_page(MeetingPage, title, parent=project, **fields)

    return make


@pytest.fixture
def make_topic(db):
    def make(name="Kielikahvila", *, language="fi", of=None, **fields):
        if of:
            fields["translation_key"] = of.translation_key
        return Topic.objects.create(name=name, locale=_locale(language), **fields)

    return make


@pytest.fixture
def translated(db) -> Callable:
    """Return a function that adds the version of a page in another language."""

    def make(page, language, *, live=True, **fields):
        copy = page.copy_for_translation(_locale(language))
        for name, value in fields.items():
            setattr(copy, name, value)
        copy.live = live
        copy.save()
        return copy

    return make


@pytest.fixture
def add_alias(db) -> Callable:
    """Return a function that repeats a page as a live alias in another language.

    None can be made any more; a database may hold some from before.
    """

    def make(page, language):
        alias = page.copy_for_translation(_locale(language))
        alias.alias_of, alias.live = page, True
        alias.save(update_fields=["alias_of", "live"])
        return alias

    return make


@pytest.fixture
def read(client) -> Callable:
    """Return a function that fetches a page as a reader and parses its HTML."""

    def fetch(page, /, *, status=200, **data):
        url = page if isinstance(page, str) else page.get_url()
        response = client.get(url, data)
        assert response.status_code == status
        return BeautifulSoup(response.content.decode(), "html.parser")

    return fetch


@pytest.fixture
def publish() -> Callable:
    """Return a function that publishes a page or snippet as it is in memory."""

    def make(instance, **fields):
        for name, value in fields.items():
            setattr(instance, name, value)
        instance.save_revision().publish()
        return type(instance).objects.get(pk=instance.pk)

    return make


@pytest.fixture
def submit(db) -> Callable:
    """Return a function that has a page translated as translators do it.

    The words given stand for those of the original, wherever they occur; what has no
    words gets a mark of the language before it.
    """

    def make(page, language, words=None, *, live=True):
        locale = _locale(language)
        translate_object(page, [locale])
        made = Translation.objects.get(
            source__object_id=page.translation_key, target_locale=locale
        )
        for segment in made.source.stringsegment_set.select_related("string"):
            text = segment.string.data
            if segment.context.path == "slug":
                new = f"{text}-{language}"
            else:
                new = (words or {}).get(text, f"{language}: {text}")
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                defaults={"data": new},
            )
        made.save_target(publish=False)
        version = page.get_translation(locale)
        if live:
            version.latest_revision.publish()
        return type(page).objects.get(pk=version.pk)

    return make


@pytest.fixture
def picture(db) -> Picture:
    """A small picture in the library."""
    data = io.BytesIO()
    Image.new("RGB", (1300, 860), "teal").save(data, "JPEG")
    file = SimpleUploadedFile("picture.jpg", data.getvalue(), "image/jpeg")
    return Picture.objects.create(title="Picture", file=file)


@pytest.fixture
def edit(admin_client) -> Callable:
    """Return a function that sends the editor's form of a page and gives the answer.

    Fields that are not named keep what the form shows; streams are not in its HTML
    and are named each time.
    """

    def send(page, *, action="publish", **fields):
        url = f"/admin/pages/{page.pk}/edit/"
        english = {"Accept-Language": "en"}
        form = querydict_from_html(
            admin_client.get(url, headers=english).content.decode(),
            form_id="page-edit-form",
        )
        data = form.dict() | fields
        if action:
            data[f"action-{action}"] = f"action-{action}"
        response = admin_client.post(url, data, headers=english)
        return BeautifulSoup(
            response.content.decode(), "html.parser"
        ), response.status_code

    return send


@pytest.fixture
def sign_in(db):
    """Return a function that signs a person in with rights on a language."""

    def make(name, *rights, language="sv", email=""):
        user = User.objects.create_user(name, email=email)
        group = Group.objects.create(name=f"Group of {name}")
        group.permissions.add(
            Permission.objects.get(
                content_type__app_label="wagtailadmin", codename="access_admin"
            )
        )
        home = Page.objects.get(depth=2, locale__language_code=language)
        for right in rights:
            if right == "override":
                group.permissions.add(Permission.objects.get(codename="override"))
                continue
            GroupPagePermission.objects.create(
                group=group,
                page=home,
                permission=Permission.objects.get(codename=f"{right}_page"),
            )
        user.groups.add(group)
        client = Client(headers={"Accept-Language": "en"})
        client.force_login(user)
        client.user = user
        return client

    return make


@pytest.fixture
def translator(sign_in):
    return sign_in("translator", "change")


@pytest.fixture
def publisher(sign_in):
    return sign_in("publisher", "change", "publish")
