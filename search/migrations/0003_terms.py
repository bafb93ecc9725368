"""The table of lexemes, which each database keeps in its own way (search.storage)."""

from django.db import migrations

CREATE = {
    "postgresql": [
        """
        CREATE TABLE search_terms (
            entry_id bigint PRIMARY KEY REFERENCES search_entry (id)
                ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
            terms tsvector NOT NULL
        )
        """,
        # The vectors stand aside: a search reads the index and hardly ever a vector.
        "ALTER TABLE search_terms SET (toast_tuple_target = 128)",
        # Without a list of pending changes, which every search would have to read.
        """
        CREATE INDEX search_terms_terms ON search_terms
            USING gin (terms) WITH (fastupdate = off)
        """,
    ],
    # To the tokenizer "ascii" every letter beyond ASCII is a letter, and å is not a.
    "sqlite": [
        """
        CREATE VIRTUAL TABLE search_terms
            USING fts5 (terms, tokenize = "ascii tokenchars '_-'")
        """,
    ],
}


def create(apps, schema_editor):
    for statement in CREATE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE search_terms")


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0002_entries"),
    ]

    operations = [
        migrations.RunPython(create, drop),
    ]
