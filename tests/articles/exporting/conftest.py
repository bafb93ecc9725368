"""A project of the demo content, as it is built everywhere."""

import shutil

import pytest
from django.db.models import F

from articles.models import (
    ArticleContact,
    ArticlePage,
    ArticleTopic,
    ContactPage,
    EasyReadingPage,
    MeetingPage,
    Place,
    ProjectContact,
    ProjectPage,
    ProjectTopic,
)
from espoo.management import demo_site
from espoo.models import Picture

PROJECT = "town-hall-meetings"
PARTS = [
    "contacts/editorial-desk",
    "contacts/town-hall-desk",
    f"projects/{PROJECT}",
    f"meetings/{PROJECT}/employment",
    f"meetings/{PROJECT}/future-of-leppavaara",
    "articles/town-hall-pilot",
    "images",
]
# The demo's other pages, to which links lead.
NOT_HERE = "page:articles/languages-in-figures"


@pytest.fixture
def demo_project(db, tmp_path, monkeypatch, make_page):
    """Build a project with meetings, contacts, topics and an article, three languages.

    And an easy-language page, which is nobody's translation.
    """
    folder = tmp_path / "demo"
    for part in PARTS:
        shutil.copytree(demo_site.DEMO_DIR / part, folder / part)
    shutil.copy(demo_site.DEMO_DIR / "snippets.toml", folder)
    for file in folder.rglob("*.txt"):
        lines = file.read_text().splitlines(keepends=True)
        file.write_text("".join(line for line in lines if NOT_HERE not in line))
    monkeypatch.setattr(demo_site, "DEMO_DIR", folder)
    demo_site.DemoSite().build()
    # The demo leaves the order of rows to the database.
    for rows in (ArticleContact, ArticleTopic, ProjectContact, ProjectTopic):
        rows.objects.update(sort_order=F("pk"))
    project = ProjectPage.objects.get(locale__language_code="fi")
    make_page(EasyReadingPage, "Helposti", parent=project, lead="Lyhyt teksti.")
    return project


@pytest.fixture
def empty_site():
    """Return a function that leaves of a site what its migrations made of it."""

    def empty():
        for kind in (ArticlePage, EasyReadingPage, MeetingPage, ProjectPage):
            for page in kind.objects.all():
                kind.objects.get(pk=page.pk).delete()
        for page in ContactPage.objects.all():
            ContactPage.objects.get(pk=page.pk).delete()
        Place.objects.all().delete()
        Picture.objects.all().delete()

    return empty
