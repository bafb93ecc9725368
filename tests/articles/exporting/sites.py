"""What a site holds and shows, in a form in which two sites can be compared.

As a program of its own it is the other site: ``sites.py EXPORT FOLDER`` brings an
export into the database of DATABASE_URL, exports everything to the folder ``again`` in
FOLDER, and writes what it shows to ``shown.json`` there.
"""

import json
import os
import re
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]
# What differs from site to site: names of renditions, times of cards, csrf.
OWN = [
    (re.compile(r"/media/[^\s\"')]+"), "/media/x"),
    (re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"'), ""),
    (re.compile(r'name="page" value="\d+"'), ""),
    (re.compile(r"\?v=[0-9a-f]+"), ""),
]


def pages():
    """Return all pages that are exported, by key and language."""
    from wagtail.models import Page

    from articles.exporting.selection import KINDS

    kinds = tuple(KINDS.values())
    found = Page.objects.filter(alias_of=None).select_related("locale")
    return {
        f"{page.translation_key}/{page.locale.language_code}": page.specific
        for page in found
        if issubclass(page.specific_class, kinds)
    }


def html_of(page):
    """Return what a reader of a page is sent, apart from what each site names anew."""
    from django.test import Client

    answer = Client().get(page.get_url(), headers={"Accept-Language": "fi"})
    assert answer.status_code == 200, page
    text = answer.content.decode()
    for pattern, instead in OWN:
        text = pattern.sub(instead, text)
    return text.replace(f"/pages/{page.pk}/", "/pages/0/")


def work():
    """Return where each translation stands, by its page and language."""
    from wagtail_localize.models import Translation

    from translation.lag import progress_of

    made = Translation.objects.filter(enabled=True)
    progress = progress_of(made)
    return {
        f"{one.source.object_id}/{one.target_locale.language_code}": str(
            progress[one.pk]
        )
        for one in made.select_related("source", "target_locale")
    }


def shown():
    """Return all that can be compared without reading an export."""
    found = pages()
    return {
        "keys": {name: page.pk for name, page in found.items()},
        "html": {name: html_of(page) for name, page in found.items()},
        "work": work(),
    }


def after_a_change(key: str):
    """Publish another lead of the original; return where its translations stand."""
    original = pages()[f"{key}/fi"]
    original.lead = "Aivan uusi ingressi."
    original.save_revision().publish()
    return {name: done for name, done in work().items() if name.startswith(key)}


def main(export: str, folder: str, key: str) -> None:
    """Be the other site."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    setup_test_environment(debug=False)
    assert not pages()
    call_command("import_articles", from_export=Path(export), verbosity=0)
    told = shown()
    call_command("export_articles", Path(folder) / "again", all=True, verbosity=0)
    told["after"] = after_a_change(key)
    (Path(folder) / "shown.json").write_text(json.dumps(told))


if __name__ == "__main__":
    sys.path[:1] = [str(REPOSITORY / "site"), str(REPOSITORY)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "espoo.settings")
    main(*sys.argv[1:])
