"""The version of the content, with its one row."""

from django.db import migrations, models


def add_row(apps, schema_editor):
    apps.get_model("freshness", "ContentVersion").objects.create(pk=1)


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="ContentVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveBigIntegerField(default=1)),
            ],
            options={"verbose_name": "content version"},
        ),
        migrations.RunPython(add_row, migrations.RunPython.noop),
    ]
