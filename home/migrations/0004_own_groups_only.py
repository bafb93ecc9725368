"""Remove the groups and the workflow that Wagtail brings, where nobody uses them.

Its Editors and Moderators may write and publish every language, and its workflow would
be offered beside handing in, to people who cannot finish it.  The workflow itself stays:
it is only not asked for any more.
"""

from django.db import migrations

GROUPS = ["Editors", "Moderators"]


def remove(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Group.objects.filter(name__in=GROUPS, user=None).delete()
    if not Group.objects.filter(name="Moderators").exists():
        apps.get_model("wagtailcore", "WorkflowPage").objects.filter(
            page__depth=1, workflow__name="Moderators approval"
        ).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_groups"),
        ("lexicon", "0003_staff_permissions"),
        ("search", "0005_staff_permissions"),
    ]

    operations = [migrations.RunPython(remove, migrations.RunPython.noop)]
