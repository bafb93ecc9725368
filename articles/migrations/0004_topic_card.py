"""Give each topic a card of its own for where it is shared."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_archive_and_corrections"),
    ]

    operations = [
        migrations.CreateModel(
            name="TopicCard",
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
                (
                    "file",
                    models.FileField(max_length=200, upload_to="", verbose_name="file"),
                ),
                (
                    "topic",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="card",
                        to="articles.topic",
                        verbose_name="topic",
                    ),
                ),
            ],
            options={
                "verbose_name": "social card of a topic",
                "verbose_name_plural": "social cards of topics",
            },
        ),
    ]
