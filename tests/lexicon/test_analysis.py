"""Forms of a word lead to its dictionary form, and compounds to their members."""

import subprocess
import sys

import pytest
import simplemma

from lexicon.analysis import fingerprint, heavy_mark, light
from lexicon.dictionaries import LANGUAGES, dictionary


@pytest.mark.parametrize(
    ("language", "form", "lemma"),
    [
        ("fi", "kouluissa", "koulu"),
        ("fi", "espoossa", "espoo"),
        ("fi", "sateen", "sade"),
        ("fi", "järjestöyhteistyötä", "järjestöyhteistyö"),
        ("fi", "ngo:iden", "ngo"),
        ("fi", "eu:n", "eu"),
        ("fi", "1990-luvulla", "1990-luku"),
        ("fi", "talossammekin", "talo"),
        ("sv", "föreningarna", "förening"),
        ("sv", "esbos", "esbo"),
        ("sv", "fritt", "fri"),
        ("sv", "brist", "brist"),
        ("sv", "medlingsverksamheten", "medlingsverksamhet"),
        ("en", "children", "child"),
        ("en", "ngos", "ngo"),
        ("en", "residents'", "resident"),
        ("en", "city's", "city"),
        ("en", "building", "build"),
        ("en", "cancelled", "cancel"),
        ("en", "felt", "feel"),
        ("en", "organization", "organisation"),
        ("en", "co-operation", "cooperation"),
        ("en", "it'll", "it"),
        ("en", "it'll", "will"),
        ("en", "we've", "have"),
        ("en", "didn't", "do"),
        ("en", "didn't", "not"),
        ("en", "can't", "can"),
        ("en", "wanna", "want"),
        ("en", "dont", "not"),
        ("en", "ive", "have"),
        ("en", "fri", "friday"),
        ("en", "intl", "international"),
        ("en", "24hrs", "hour"),
        ("en", "24hrs", "24hrs"),
        ("en", "neighborhoods", "neighbourhood"),
        ("en", "organizers", "organiser"),
    ],
)
def test_a_form_leads_to_its_dictionary_form(language, form, lemma):
    assert lemma in light(form, language).lemmas


@pytest.mark.parametrize(
    ("language", "compound", "members"),
    [
        ("fi", "järjestöyhteistyö", {"järjestö", "yhteistyö"}),
        ("fi", "kaupunginkirjastossa", {"kaupunki", "kirjasto"}),
        ("fi", "asukasilta", {"asukas", "ilta"}),
        ("sv", "medlingsverksamhet", {"medling", "verksamhet"}),
        ("sv", "samarbetsavtal", {"samarbete", "avtal"}),
        ("sv", "kvinnoförening", {"kvinna", "förening"}),
        ("sv", "arbetsplatser", {"arbete", "plats"}),
        ("sv", "uppbyggandet", {"byggande"}),
        ("sv", "utbildningarna", {"bildning"}),
        ("sv", "genomförde", {"föra"}),
    ],
)
def test_a_compound_is_found_by_its_members(language, compound, members):
    assert members <= set(light(compound, language).members)


@pytest.mark.parametrize(
    ("word", "not_a_member"),
    [
        ("samarbetsavtal", "simma"),
        ("förening", "för"),
        ("planering", "ring"),
        ("uppgift", "gift"),
        ("avtal", "tal"),
        ("inslag", "slag"),
    ],
)
def test_swedish_words_are_not_taken_apart_where_they_are_one(word, not_a_member):
    assert not_a_member not in light(word, "sv").members


@pytest.mark.parametrize(("word", "other"), [("four", "for"), ("morning", "mourning")])
def test_english_words_that_look_alike_stay_apart(word, other):
    assert other not in light(word, "en").lemmas
    assert word not in light(other, "en").lemmas


@pytest.mark.parametrize("pair", [("säde", "sade"), ("näin", "nain"), ("hän", "han")])
def test_dots_make_another_word(pair):
    dotted, plain = (light(form, "fi") for form in pair)

    assert not set(dotted.lemmas) & set(plain.lemmas)


def test_forms_of_an_unknown_name_belong_together():
    one, other = light("zyzzyvassa", "fi"), light("zyzzyvasta", "fi")

    assert set(one.lemmas) & set(other.lemmas)


def test_a_language_without_rules_keeps_its_words_as_they_are():
    assert light("здравствуйте", "ru").lemmas == ("здравствуйте",)
    assert fingerprint("ru") == "none"


@pytest.mark.parametrize(
    "form", ["12", "a", "'", "-", ":", "a:", "-a", "a-", "äää" * 26]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_any_form_has_an_analysis(form, language):
    assert light(form, language).lemmas


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("fi", ["kouluissa", "kaupungin", "kirjastoista", "palveluja", "ihmisten"]),
        ("sv", ["skolorna", "kommunens", "biblioteken", "tjänsterna", "människorna"]),
        ("en", ["schools", "municipalities", "libraries", "services", "people"]),
    ],
)
def test_the_files_say_what_the_dictionary_of_the_library_says(language, forms):
    for form in forms:
        theirs = simplemma.lemmatize(form, language, low_memory=True)
        assert dictionary(language).lemmas(form)[0] == theirs.lower()


# The heavy analyser is hidden from this process as if it were not installed.
WITHOUT_HEAVY = """
import sys
sys.path[:0] = [".", "site"]
from importlib import metadata

class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("pypykko", "kfst", "kfst_rs"):
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Hidden())
version = metadata.version
def hidden(name):
    if name == "pypykko":
        raise metadata.PackageNotFoundError(name)
    return version(name)
metadata.version = hidden

import django, os
os.environ["DJANGO_SETTINGS_MODULE"] = "espoo.settings"
django.setup()
from lexicon import analysis, refining
assert analysis.light("kouluissa", "fi").lemmas == ("koulu",)
assert analysis.heavy_mark("fi") == ""
assert analysis.fingerprint("fi") == analysis.light_mark("fi")
assert not refining.waiting("fi")
refining.refine.func()
from django.core.management import call_command
call_command("refine_words")
"""


def test_everything_works_without_the_heavy_analyser():
    ended = subprocess.run(
        [sys.executable, "-c", WITHOUT_HEAVY], capture_output=True, text=True
    )

    assert ended.returncode == 0, ended.stderr
    assert "nothing to refine" in ended.stdout


def test_a_process_that_serves_readers_never_loads_the_heavy_analyser():
    program = (
        "import sys; sys.path[:0] = ['.', 'site']\n"
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'espoo.settings'\n"
        "import espoo.wsgi, espoo.urls\n"
        "from lexicon import analysis, refining, spelling\n"
        "analysis.light('kouluissa', 'fi'), analysis.fingerprint('fi')\n"
        "spelling.is_known('koulu', 'fi')\n"
        "heavy = {'pypykko', 'kfst', 'kfst_rs', 'lexicon.finnish'}\n"
        "assert not heavy & set(sys.modules)\n"
    )

    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True
    )

    assert ended.returncode == 0, ended.stderr


@pytest.mark.skipif(not heavy_mark("fi"), reason="the extra finnish is not installed")
def test_the_analyser_mark_changes_with_the_heavy_analyser():
    assert fingerprint("fi").endswith(heavy_mark("fi"))
    assert heavy_mark("sv") == ""
