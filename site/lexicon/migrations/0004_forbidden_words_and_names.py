"""Let the glossary say what is a name, what to warn of, and what never to write."""

from typing import Any

from django.db import migrations, models

LANGUAGES = ("fi", "sv", "en")
# Words of many meanings: a text without them is seldom wrong.
UNWATCHED = {
    "Aktiiviset järjestöt -hanke",
    "Espoon kaupunki",
    "aihe",
    "ajankohtaista",
    "artikkelisarja",
    "asukas",
    "espoolainen",
    "hanke",
    "hyvä käytäntö",
    "ilmoittaudu",
    "ilmoittautuminen",
    "jaa",
    "julkaistu",
    "järjestö",
    "järjestötalo",
    "järjestöyhteistyö",
    "kansalaisjärjestö",
    "kolmas sektori",
    "kaupunkisuunnittelu",
    "kotoutuminen",
    "kotouttaminen",
    "kumppanuus",
    "kuntalainen",
    "kuuntele",
    "lisätietoja",
    "maahanmuuttaja",
    "neuvonta",
    "neuvontapuhelin",
    "osallistuminen",
    "osallisuus",
    "palvelutori",
    "pilottihanke",
    "päivitetty",
    "rekisteröity yhdistys",
    "tapahtuma",
    "tiedote",
    "uutinen",
    "vaikuttaminen",
    "vieraskielinen",
    "yhdistys",
    "äidinkieli",
}
# Further words for terms of the first glossary, by the Finnish term.
VARIANTS = {
    "kaupunginvaltuusto": {"fi": ["valtuusto"], "sv": ["fullmäktige"]},
    "osarahoitus": {"sv": ["delfinansiera"], "en": ["part-finance", "co-finance"]},
    "paikallinen työryhmä": {"fi": ["URBACT Local Group"]},
    "Iso-Britannia": {"sv": ["UK"]},
}
# Names in Finnish, Swedish and English.
NAMES = [
    ("Kansainvälinen Espoo", "Internationella Esbo", "International Espoo"),
    ("Meidän Espoo", "Vårt Esbo", "Our Espoo"),
    ("Hello Espoo", "Hello Espoo", "Hello Espoo"),
    ("Aktiiviset järjestöt; Active NGOs", "Active NGOs", "Active NGOs"),
    ("Facebook", "Facebook", "Facebook"),
]


def note_names(apps: Any, schema_editor: Any) -> None:
    """Take for a name what begins with a capital in all three languages."""
    term_model = apps.get_model("lexicon", "Term")
    for term in term_model.objects.all():
        words = [getattr(term, language) for language in LANGUAGES]
        if all(word[:1].isupper() for word in words):
            term.is_name = True
            term.save(update_fields=["is_name"])


def add_what_is_known(apps: Any, schema_editor: Any) -> None:
    """Fill the new fields of terms that are as they were seeded; add more names."""
    term_model = apps.get_model("lexicon", "Term")
    for term in term_model.objects.all():
        term.is_watched = term.fi not in UNWATCHED
        for language, words in VARIANTS.get(term.fi, {}).items():
            field = f"{language}_variants"
            lines = [*getattr(term, field).splitlines(), *words]
            setattr(term, field, "\n".join(dict.fromkeys(lines)))
        term.save()
    for names in NAMES:
        if term_model.objects.filter(fi=names[0].partition("; ")[0]).exists():
            continue
        term = term_model(is_name=True)
        for language, name in zip(LANGUAGES, names, strict=True):
            first, _sign, variant = name.partition("; ")
            setattr(term, language, first)
            setattr(term, f"{language}_variants", variant)
        term.save()


def forbidden(name: str, label: str) -> migrations.AddField:
    """Add the field for words that must not be used in a language."""
    return migrations.AddField(
        model_name="term",
        name=f"{name}_forbidden",
        field=models.TextField(blank=True, verbose_name=label),
    )


class Migration(migrations.Migration):
    dependencies = [("lexicon", "0003_staff_permissions")]

    operations = [
        forbidden("fi", "not in Finnish"),
        forbidden("sv", "not in Swedish"),
        forbidden("en", "not in English"),
        migrations.AddField(
            model_name="term",
            name="is_name",
            field=models.BooleanField(
                default=False,
                help_text="The name of an organisation or a place: kept as it is, or "
                "written as it is given here for the language.",
                verbose_name="protected name",
            ),
        ),
        migrations.AddField(
            model_name="term",
            name="is_watched",
            field=models.BooleanField(
                default=True,
                help_text="Translators are warned where the original has it and the "
                "translation has none of these words.",
                verbose_name="warn where it is missing",
            ),
        ),
        migrations.RunPython(note_names, migrations.RunPython.noop),
        migrations.RunPython(add_what_is_known, migrations.RunPython.noop),
    ]
