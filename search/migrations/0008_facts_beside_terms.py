"""PostgreSQL keeps what a search needs of an entry beside the entry's lexemes.

It is found there without a look into another table for each of the pages that a common
word is on.  Triggers let it follow the entry and its topics, whoever changes them.
"""

from django.db import migrations

COLUMNS = "kind, readable, day, year, project_id"
FACTS = f"""
    SELECT {COLUMNS}, ARRAY(
        SELECT topic_id FROM search_entrytopic WHERE entry_id = entry.id ORDER BY 1
    )
    FROM search_entry AS entry
"""
CREATE = [
    """
    ALTER TABLE search_terms
        ADD kind varchar(10), ADD readable boolean, ADD day integer,
        ADD year smallint, ADD project_id integer, ADD topics bigint[]
    """,
    # The rows stay narrow, with all but the vectors in them.
    "ALTER TABLE search_terms ALTER topics SET STORAGE PLAIN",
    # Made anew after the rows were: that is faster than to change it for each.
    "DROP INDEX search_terms_terms",
    f"""
    UPDATE search_terms SET ({COLUMNS}, topics) = ({FACTS} WHERE entry.id = entry_id)
    """,
    """
    CREATE INDEX search_terms_terms ON search_terms
        USING gin (terms) WITH (fastupdate = off)
    """,
    f"""
    CREATE FUNCTION search_terms_begin() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        SELECT facts.* INTO NEW.kind, NEW.readable, NEW.day, NEW.year, NEW.project_id,
            NEW.topics
        FROM ({FACTS} WHERE entry.id = NEW.entry_id) AS facts;
        RETURN NEW;
    END
    $$
    """,
    """
    CREATE TRIGGER search_terms_begin BEFORE INSERT ON search_terms
        FOR EACH ROW EXECUTE FUNCTION search_terms_begin()
    """,
    """
    CREATE FUNCTION search_terms_follow_entry() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE search_terms
        SET kind = NEW.kind, readable = NEW.readable, day = NEW.day, year = NEW.year,
            project_id = NEW.project_id
        WHERE entry_id = NEW.id;
        RETURN NULL;
    END
    $$
    """,
    f"""
    CREATE TRIGGER search_terms_follow AFTER UPDATE ON search_entry
        FOR EACH ROW WHEN (
            ({", ".join(f"OLD.{one}" for one in COLUMNS.split(", "))}) IS DISTINCT FROM
            ({", ".join(f"NEW.{one}" for one in COLUMNS.split(", "))})
        ) EXECUTE FUNCTION search_terms_follow_entry()
    """,
    """
    CREATE FUNCTION search_terms_follow_topics() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE search_terms SET topics = ARRAY(
            SELECT topic_id FROM search_entrytopic AS topic
            WHERE topic.entry_id = search_terms.entry_id ORDER BY 1
        )
        WHERE entry_id IN (NEW.entry_id, OLD.entry_id);
        RETURN NULL;
    END
    $$
    """,
    """
    CREATE TRIGGER search_terms_follow AFTER INSERT OR UPDATE OR DELETE
        ON search_entrytopic
        FOR EACH ROW EXECUTE FUNCTION search_terms_follow_topics()
    """,
]
DROP = [
    "DROP FUNCTION search_terms_follow_topics, search_terms_follow_entry,"
    " search_terms_begin CASCADE",
    """
    ALTER TABLE search_terms
        DROP kind, DROP readable, DROP day, DROP year, DROP project_id, DROP topics
    """,
]


def create(apps, schema_editor):
    _execute(schema_editor, CREATE)


def drop(apps, schema_editor):
    _execute(schema_editor, DROP)


def _execute(schema_editor, statements):
    if schema_editor.connection.vendor == "postgresql":
        for statement in statements:
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0007_newest_entries"),
    ]

    operations = [
        migrations.RunPython(create, drop),
    ]
