from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0003_terms"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchedFor",
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
                ("language", models.CharField(max_length=12, verbose_name="language")),
                ("query", models.CharField(max_length=60, verbose_name="search")),
                ("day", models.DateField(db_index=True, verbose_name="day")),
                (
                    "times",
                    models.PositiveIntegerField(default=0, verbose_name="times"),
                ),
                (
                    "in_vain",
                    models.PositiveIntegerField(
                        default=0, verbose_name="times without results"
                    ),
                ),
            ],
            options={
                "verbose_name": "search that readers made",
                "verbose_name_plural": "searches that readers made",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("language", "query", "day"),
                        name="searched_for_once_a_day",
                    )
                ],
            },
        ),
    ]
