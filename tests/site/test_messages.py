"""Every text of the interface is there in Finnish and Swedish, and none is unsure."""

import json
import re
from collections import Counter
from pathlib import Path

import polib
import pytest
import wagtail
from bs4 import BeautifulSoup
from django.apps import apps
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext

OWN, WAGTAIL = (Path(folder) for folder in settings.LOCALE_PATHS)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
TAG = re.compile(r"<[^<>]+>")
languages = pytest.mark.parametrize("language", ["fi", "sv"])
domains = pytest.mark.parametrize("domain", ["django", "djangojs"])
locked_wagtail = pytest.mark.skipif(
    wagtail.VERSION >= (8, 0),
    reason="what Wagtail lacks is kept for the locked version, not for the coming one",
)


def messages_of(folder, language, domain="django"):
    """Return the entries of a catalog; none where there is no such file."""
    path = Path(folder) / language / "LC_MESSAGES" / f"{domain}.po"
    return polib.pofile(str(path)) if path.exists() else []


def catalogs(language):
    """Return all catalogs of the project: its own words, and what Wagtail lacks."""
    return [
        messages_of(OWN, language),
        messages_of(WAGTAIL, language),
        messages_of(WAGTAIL, language, "djangojs"),
    ]


def texts_of(entry):
    """Return each original of an entry beside its translation, where it has one."""
    pairs = [(entry.msgid, entry.msgstr)]
    if entry.msgid_plural:
        singular, *plurals = entry.msgstr_plural.values()
        pairs = [(entry.msgid, singular)]
        pairs += [(entry.msgid_plural, plural) for plural in plurals]
    return [(source, target) for source, target in pairs if target]


def keys(entries):
    return {
        (entry.msgctxt, entry.msgid, entry.msgid_plural)
        for entry in entries
        if not entry.obsolete
    }


def translated(entries):
    return keys(entry for entry in entries if entry.translated())


def of_upstream(language, domain):
    """Return the catalogs of the apps that Wagtail and wagtail-localize bring."""
    return [
        messages_of(Path(app.path) / "locale", language, domain)
        for app in apps.get_app_configs()
        if app.name.startswith("wagtail")
    ]


@languages
def test_every_message_is_translated_for_sure(language):
    for messages in catalogs(language):
        assert len(messages) > 5
        assert [entry.msgid for entry in messages.untranslated_entries()] == []
        assert [entry.msgid for entry in messages.fuzzy_entries()] == []
        assert messages.obsolete_entries() == []


@languages
def test_translations_keep_the_places_for_values(language):
    # A singular may spell its number out: "yksi artikkeli" for "{{ n }} article".
    wrong = [
        (source, target)
        for messages in catalogs(language)
        for entry in messages
        for source, target in texts_of(entry)
        if Counter(PLACEHOLDER.findall(source)) != Counter(PLACEHOLDER.findall(target))
        and not (entry.msgid_plural and source == entry.msgid)
    ]

    assert wrong == []


@languages
def test_translations_keep_the_tags(language):
    wrong = [
        (source, target)
        for messages in catalogs(language)
        for entry in messages
        for source, target in texts_of(entry)
        if Counter(TAG.findall(source)) != Counter(TAG.findall(target))
    ]

    assert wrong == []


@languages
def test_translations_begin_and_end_as_their_originals_do(language):
    wrong = [
        source
        for messages in catalogs(language)
        for entry in messages
        for source, target in texts_of(entry)
        if (source[0].isspace(), source[-1].isspace())
        != (target[0].isspace(), target[-1].isspace())
    ]

    assert wrong == []


@locked_wagtail
@domains
@languages
def test_what_wagtail_has_not_translated_is_translated_here(language, domain):
    """A message of one app serves all, so only what none of them translates lacks."""
    originals = set().union(*map(keys, of_upstream("en", domain)))
    there = set().union(*map(translated, of_upstream(language, domain)))
    here = translated(messages_of(WAGTAIL, language, domain))

    assert len(originals) > 100
    assert originals - there - here - keys(messages_of(OWN, language, domain)) == set()


@locked_wagtail
@domains
@languages
def test_nothing_is_translated_in_place_of_wagtail_without_need(language, domain):
    originals = set().union(*map(keys, of_upstream("en", domain)))
    there = set().union(*map(translated, of_upstream(language, domain)))
    here = keys(messages_of(WAGTAIL, language, domain))

    assert here - originals == set()
    assert here & there == set()


@pytest.mark.parametrize(
    ("language", "search", "network"),
    [
        ("fi", "Hae kaikilta sivuilta…", "Verkkovirhe."),
        ("sv", "Sök bland alla sidor…", "Ett nätverksfel inträffade."),
    ],
)
def test_admin_and_its_scripts_say_what_wagtail_lacks(
    admin_client, language, search, network
):
    admin_client.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    home = BeautifulSoup(admin_client.get("/admin/").content, "html.parser")
    script = admin_client.get(reverse("wagtailadmin_javascript_catalog"))
    _, words = script.content.decode().split("const newcatalog = ")
    words, _ = json.JSONDecoder().raw_decode(words)

    assert home.find("input", {"name": "q"})["placeholder"] == search
    assert words["A network error occurred."] == network


@pytest.mark.parametrize(
    ("language", "skip", "none"),
    [
        ("fi", "Siirry sisältöön", "Täällä ei ole vielä artikkeleita."),
        ("sv", "Gå till innehållet", "Här finns inga artiklar ännu."),
        ("en", "Skip to content", "There are no articles here yet."),
    ],
)
def test_site_speaks_with_the_words_agreed_on(language, skip, none):
    with translation.override(language):
        assert gettext("Skip to content") == skip
        assert gettext("There are no articles here yet.") == none


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        ("fi", "1 artikkeli", "2 artikkelia"),
        ("sv", "1 artikel", "2 artiklar"),
        ("en", "1 article ", "2 articles "),
    ],
)
def test_numbers_take_the_right_form(language, one, two):
    with translation.override(language):
        texts = [
            ngettext(
                "%(n)s article is only in another language.",
                "%(n)s articles are only in other languages.",
                number,
            )
            % {"n": number}
            for number in (1, 2)
        ]

    assert texts[0].startswith(one)
    assert texts[1].startswith(two)


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("fi", ["suomi", "ruotsi", "englanti"]),
        ("sv", ["finska", "svenska", "engelska"]),
        ("en", ["Finnish", "Swedish", "English"]),
    ],
)
def test_languages_are_called_by_their_names(language, names):
    """Our catalogs stand before Django's, whose language names the screens show."""
    with translation.override(language):
        assert [
            translation.get_language_info(code)["name_translated"]
            for code in ("fi", "sv", "en")
        ] == names
