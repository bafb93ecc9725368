"""Let administrators see the tasks that wait or have failed, and have them done again."""

from django.db import migrations

from translation import roles


def give_right(apps, schema_editor):
    right = "django_tasks_database.dbtaskresult.view_dbtaskresult"
    groups = apps.get_model("auth", "Group").objects
    for group in groups.filter(name=roles.ADMINISTRATORS):
        group.permissions.add(roles.permission(apps, right))


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0005_memory_rights"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [
        migrations.RunPython(give_right, migrations.RunPython.noop),
    ]
