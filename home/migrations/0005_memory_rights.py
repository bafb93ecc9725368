"""Let staff keep the translation memory, and publishers of a language see it."""

from django.db import migrations

from translation import roles

MEMORY = "translation.memoryimport"


def give_rights(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    keep = roles.every(["view", "add", "delete"], [MEMORY])
    for group in groups.all():
        if group.name in (roles.COMMUNICATIONS, roles.ADMINISTRATORS):
            group.permissions.add(*(roles.permission(apps, one) for one in keep))
        elif group.name.startswith("Publishers "):
            group.permissions.add(roles.permission(apps, keep[0]))


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0004_own_groups_only"),
        ("translation", "0006_translation_memory"),
    ]

    operations = [migrations.RunPython(give_rights, migrations.RunPython.noop)]
