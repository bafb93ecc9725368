"""Fills the glossary with what the project knows, from ``glossary.csv``."""

import csv
from pathlib import Path
from typing import Any

from django.db import migrations

GLOSSARY = Path(__file__).resolve().parents[1] / "glossary.csv"
LANGUAGES = ("fi", "sv", "en")


def fill(apps: Any, schema_editor: Any) -> None:
    term_model = apps.get_model("lexicon", "Term")
    with GLOSSARY.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            term = term_model(note=row["note"])
            for language in LANGUAGES:
                first, *others = (one.strip() for one in row[language].split(";"))
                setattr(term, language, first)
                setattr(term, f"{language}_variants", "\n".join(others))
            term.save()


class Migration(migrations.Migration):
    dependencies = [("lexicon", "0001_words_and_terms")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
