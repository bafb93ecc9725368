"""Every text of the interface is there in Finnish and Swedish, and none is unsure."""

import re
from collections import Counter

import polib
import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, ngettext

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
languages = pytest.mark.parametrize("language", ["fi", "sv"])


def catalog(language):
    return polib.pofile(
        str(settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.po")
    )


def texts_of(entry):
    """Return each original of an entry beside its translation, where it has one."""
    pairs = [(entry.msgid, entry.msgstr)]
    if entry.msgid_plural:
        singular, *plurals = entry.msgstr_plural.values()
        pairs = [(entry.msgid, singular)]
        pairs += [(entry.msgid_plural, plural) for plural in plurals]
    return [(source, target) for source, target in pairs if target]


@languages
def test_every_message_is_translated_for_sure(language):
    messages = catalog(language)

    assert len(messages) > 50
    assert [entry.msgid for entry in messages.untranslated_entries()] == []
    assert [entry.msgid for entry in messages.fuzzy_entries()] == []
    assert messages.obsolete_entries() == []


@languages
def test_translations_keep_the_places_for_values(language):
    # A singular may spell its number out: "yksi artikkeli" for "{{ n }} article".
    wrong = [
        (source, target)
        for entry in catalog(language)
        for source, target in texts_of(entry)
        if Counter(PLACEHOLDER.findall(source)) != Counter(PLACEHOLDER.findall(target))
        and not (entry.msgid_plural and source == entry.msgid)
    ]

    assert wrong == []


@languages
def test_translations_begin_and_end_as_their_originals_do(language):
    wrong = [
        source
        for entry in catalog(language)
        for source, target in texts_of(entry)
        if (source[0].isspace(), source[-1].isspace())
        != (target[0].isspace(), target[-1].isspace())
    ]

    assert wrong == []


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
