"""What is exported from one site is the same on another one."""

import json
import os
import subprocess
import sys

import pytest
from django.core.management import call_command

from articles.models import ArticleContact, ArticlePage, ContactPage
from tests.articles.exporting import sites
from tests.raw_blocks import figure, page_link, paragraph, stream
from translation.publishing import publish_together


def data_of(path):
    """Return the data of an exported folder, but for its time and names of files."""
    data = json.loads((path / "export.json").read_text())
    del data["made"]
    for picture in data["pictures"].values():
        del picture["name"]
    return data


@pytest.fixture
def other_site(empty_database, tmp_path):
    """Return a function that brings an export into a database with nothing in it.

    It runs in a process of its own and returns what that site shows.
    """

    def bring(export, key):
        environment = os.environ | {
            "DATABASE_URL": empty_database,
            "DATA_DIR": str(tmp_path / "other"),
            # Nothing is done when it is committed: here nothing ever is.
            "TASKS": "database",
            "REFINE_WORDS": "0",
        }
        subprocess.run(
            [sys.executable, sites.__file__, export, tmp_path, key],
            env=environment,
            check=True,
        )
        return json.loads((tmp_path / "shown.json").read_text())

    return bring


def test_an_export_gives_equal_pages_on_an_empty_site(
    demo_project, other_site, tmp_path, picture, publish
):
    article = ArticlePage.objects.get(locale__language_code="fi")
    link = page_link(demo_project)
    article.body = stream(
        *json.loads(json.dumps(article.body.get_prep_value())),
        paragraph(f"<p>Katso {link}.</p>"),
        figure(picture.pk, "Kuva sinisestä"),
    )
    article = publish(article)
    article.lead = "Luonnos, jota kukaan ei vielä lue."
    article.save_revision()
    here = sites.shown()
    call_command("export_articles", tmp_path / "one", all=True, verbosity=0)

    there = other_site(tmp_path / "one", str(article.translation_key))

    assert len(here["keys"]) == 19
    assert there["keys"].keys() == here["keys"].keys()
    assert set(there["keys"].values()).isdisjoint(here["keys"].values())
    for name, html in here["html"].items():
        assert there["html"][name] == html
    assert there["work"] == here["work"]
    # Each field, block id, translation key, segment, draft and picture.
    one, two = data_of(tmp_path / "one"), data_of(tmp_path / "again")
    for name in one:
        assert two[name] == one[name]
    files = [
        sorted(file.name for file in (tmp_path / name / "media").iterdir())
        for name in ("one", "again")
    ]
    assert files[0] == files[1]
    # What was translated goes on being so: a change makes it lag behind.
    assert there["after"] == sites.after_a_change(str(article.translation_key))
    assert there["after"].items().isdisjoint(there["work"].items())


def test_what_is_there_already_stays_as_it_is(
    make_contact, make_article, tmp_path, capsys, publish
):
    contact = make_contact(role="neuvoja")
    article = make_article(article_contacts=[ArticleContact(contact=contact)])
    call_command("export_articles", tmp_path / "x.zip", id=[article.pk], verbosity=0)
    publish(contact, role="toinen rooli")

    call_command("import_articles", from_export=tmp_path / "x.zip")

    assert "2 pages are here already" in capsys.readouterr().out
    assert ContactPage.objects.get().role == "toinen rooli"


def test_a_text_that_only_some_may_read_is_a_draft_on_the_other_site(
    make_contact, tmp_path, empty_site, db
):
    contact = make_contact(role="neuvoja")
    contact.view_restrictions.create(restriction_type="login")
    call_command("export_articles", tmp_path / "x", all=True, verbosity=0)
    empty_site()

    call_command("import_articles", from_export=tmp_path / "x", verbosity=0)

    assert not ContactPage.objects.get().live


@pytest.mark.pair
def test_finnish_alone_is_a_draft_on_the_other_site(
    make_article, submit, tmp_path, empty_site, capsys
):
    article = make_article(live=False)
    version = submit(article, "sv", live=False)
    publish_together([article, version])
    folder = tmp_path / "x"
    call_command("export_articles", folder, all=True, verbosity=0)
    data = json.loads((folder / "export.json").read_text())
    data["pages"] = [page for page in data["pages"] if page["name"].endswith("/fi")]
    (folder / "export.json").write_text(json.dumps(data))
    empty_site()

    call_command("import_articles", from_export=folder)

    assert not ArticlePage.objects.get().live
    assert "a draft here" in capsys.readouterr().out
