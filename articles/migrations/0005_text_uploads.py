"""Keep uploaded texts until they are looked through; pictures to describe."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_topic_card"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="pagetask",
            name="kind",
            field=models.CharField(
                choices=[
                    ("picture-missing", "Picture missing"),
                    ("picture-alt", "Describe the picture"),
                    ("link-lost", "Link lost"),
                    ("title-cut", "Title may be cut"),
                    ("date-missing", "Date missing"),
                    ("date-future", "Date in the future"),
                    ("contact-check", "Check the contact"),
                    ("heading-check", "Check the heading"),
                    ("language-check", "Check the language"),
                    ("topic-proposed", "Topic proposed"),
                    ("project-proposed", "Project proposed"),
                    ("series-check", "Check the series"),
                    ("pair-missing", "Language version missing"),
                    ("pair-proposed", "Check that the versions belong together"),
                    ("not-aligned", "Left to a translator"),
                    ("other", "Check"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
        migrations.CreateModel(
            name="TextUpload",
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
                ("created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
                ("outcome", models.JSONField(default=list)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UploadedText",
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
                ("name", models.CharField(max_length=255)),
                ("data", models.BinaryField()),
                ("problem", models.TextField(blank=True)),
                ("is_taken", models.BooleanField(default=True)),
                ("language", models.CharField(blank=True, max_length=10)),
                ("article", models.CharField(blank=True, max_length=40)),
                ("kinds", models.JSONField(default=dict)),
                ("alt_texts", models.JSONField(default=dict)),
                (
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="articles.textupload",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
    ]
