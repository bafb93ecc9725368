"""List the quotations on published originals, as no permission is recorded for any."""

from django.db import migrations

STREAMS = {
    "ArticlePage": ["body"],
    "ProjectPage": ["body"],
    "MeetingPage": ["body", "summary"],
}


def record(apps, schema_editor):
    QuoteConsent = apps.get_model("articles", "QuoteConsent")
    Translation = apps.get_model("wagtail_localize", "Translation")
    made = set(
        Translation.objects.filter(enabled=True).values_list(
            "source__object_id", "target_locale_id"
        )
    )
    for name, fields in STREAMS.items():
        for page in (
            apps.get_model("articles", name).objects.filter(live=True).iterator()
        ):
            if (page.translation_key, page.locale_id) in made:
                continue
            quotes = [
                block
                for field in fields
                for block in getattr(page, field).raw_data
                if block["type"] == "quote" and block.get("id")
            ]
            QuoteConsent.objects.bulk_create(
                QuoteConsent(
                    page_id=page.pk,
                    block_id=block["id"],
                    speaker=block["value"].get("speaker") or "",
                )
                for block in quotes
            )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_consents_and_shared_previews"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [migrations.RunPython(record, migrations.RunPython.noop)]
