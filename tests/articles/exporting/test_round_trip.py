"""What is exported from one site is the same on another one."""

import json
import re

import pytest
from django.core.management import call_command
from wagtail.models import Page
from wagtail_localize.models import (
    StringTranslation,
    Translation,
    TranslationSource,
)

from articles.exporting.selection import KINDS
from articles.models import ArticleContact, ArticlePage, ContactPage
from tests.raw_blocks import figure, page_link, paragraph, stream
from translation.lag import progress_of
from translation.publishing import publish_together

# What differs from site to site: names of renditions, times of cards, csrf.
OWN = [
    (re.compile(r"/media/[^\s\"')]+"), "/media/x"),
    (re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"'), ""),
    (re.compile(r'name="page" value="\d+"'), ""),
    (re.compile(r"\?v=[0-9a-f]+"), ""),
]


def pages():
    """Return all pages that are exported, by key and language."""
    kinds = tuple(KINDS.values())
    found = Page.objects.filter(alias_of=None).select_related("locale")
    return {
        (str(page.translation_key), page.locale.language_code): page.specific
        for page in found
        if issubclass(page.specific_class, kinds)
    }


def shown(client, page):
    """Return what a reader of a page is sent, apart from what each site names anew."""
    html = client.get(page.get_url(), headers={"Accept-Language": "fi"})
    assert html.status_code == 200
    text = html.content.decode()
    for pattern, instead in OWN:
        text = pattern.sub(instead, text)
    return text.replace(f"/pages/{page.pk}/", "/pages/0/")


def data_of(path):
    """Return the data of an exported folder, but for its time and names of files."""
    data = json.loads((path / "export.json").read_text())
    del data["made"]
    for picture in data["pictures"].values():
        del picture["name"]
    return data


def test_an_export_gives_equal_pages_on_an_empty_site(
    demo_project, empty_site, client, tmp_path, picture, publish, swedish
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
    before = pages()
    assert len(before) == 19
    html = {name: shown(client, page) for name, page in before.items()}
    work = {
        (made.source.object_id, made.target_locale_id): progress_of([made])[made.pk]
        for made in Translation.objects.filter(enabled=True)
    }
    call_command("export_articles", tmp_path / "one", all=True, verbosity=0)

    empty_site()
    StringTranslation.objects.all().delete()
    TranslationSource.objects.all().delete()
    assert not pages()
    call_command("import_articles", from_export=tmp_path / "one", verbosity=0)

    after = pages()
    assert after.keys() == before.keys()
    assert {page.pk for page in after.values()}.isdisjoint(
        page.pk for page in before.values()
    )
    # Each field, block id, translation key, segment, draft and picture.
    call_command("export_articles", tmp_path / "two", all=True, verbosity=0)
    one, two = data_of(tmp_path / "one"), data_of(tmp_path / "two")
    for name in one:
        assert two[name] == one[name]
    files = [
        sorted(file.name for file in (tmp_path / name / "media").iterdir())
        for name in ("one", "two")
    ]
    assert files[0] == files[1]
    for name, page in after.items():
        assert shown(client, page) == html[name], page
    assert {
        (made.source.object_id, made.target_locale_id): progress_of([made])[made.pk]
        for made in Translation.objects.filter(enabled=True)
    } == work
    # What was translated goes on being so.
    original = ArticlePage.objects.get(locale__language_code="fi")
    publish(original, lead="Aivan uusi ingressi.")
    made = Translation.objects.get(
        source__object_id=original.translation_key, target_locale=swedish
    )
    before = work[original.translation_key, swedish.pk].lagging
    assert progress_of([made])[made.pk].lagging == before + 1


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
