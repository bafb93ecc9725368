"""Let Wagtail's own groups of staff keep the glossary."""

from django.db import migrations

GROUPS = ["Editors", "Moderators"]
ACTIONS = ["add", "change", "delete", "view"]


def give_permissions(apps, schema_editor):
    """Give the groups the permissions, which Django itself makes only after migrating."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    Group = apps.get_model("auth", "Group")
    groups = list(Group.objects.filter(name__in=GROUPS))
    content_type, _made = ContentType.objects.get_or_create(
        app_label="lexicon", model="term"
    )
    for action in ACTIONS:
        permission, _made = Permission.objects.get_or_create(
            content_type=content_type,
            codename=f"{action}_term",
            defaults={"name": f"Can {action} term"},
        )
        for group in groups:
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("lexicon", "0002_glossary"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0001_squashed_0016_change_page_url_path_to_text_field"),
    ]

    operations = [
        migrations.RunPython(give_permissions, migrations.RunPython.noop),
    ]
