"""The words of a draft's title stand beside the lexemes, which a draft leaves alone."""

from django.db import migrations, models

from search.terms import draft_words


def write_words(apps, schema_editor):
    entries = apps.get_model("search", "Entry").objects.exclude(draft_title="")
    for entry in entries.only("draft_title").iterator():
        entry.draft_title = draft_words(entry.draft_title, "")
        entry.save(update_fields=["draft_title"])


class Migration(migrations.Migration):
    # PostgreSQL makes no index of a table whose rows the same transaction changed.
    atomic = False

    dependencies = [
        ("search", "0009_privacy_of_limits"),
    ]

    operations = [
        migrations.AlterField(
            model_name="entry",
            name="draft_title",
            field=models.TextField(blank=True),
        ),
        migrations.RunPython(write_words, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=~models.Q(draft_title=""),
                fields=["id"],
                name="search_entry_drafts",
            ),
        ),
    ]
