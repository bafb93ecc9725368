"""Make the groups: communications staff, administrators, and those of each language."""

from django.conf import settings
from django.db import migrations

from translation import roles

SNIPPETS = [
    f"articles.{name}" for name in ("topic", "series", "publisher", "funding", "place")
]
TASKS = "articles.pagetask"
FEEDBACK = "duties.feedback"
USEFULNESS = "duties.usefulness"
TERMS = "lexicon.term"
PROMOTIONS = "wagtailsearchpromotions.searchpromotion"
SEARCHED_FOR = "search.searchedfor"
EVERY_ACTION = ["view", "add", "change", "delete"]
WITH_DRAFTS = [*EVERY_ACTION, "publish", "lock", "unlock"]
MEDIA = roles.every(
    ["add", "change", "choose"], ["wagtailimages.image", "wagtaildocs.document"]
)
SITE = [
    "auth.user",
    "auth.group",
    "wagtailcore.locale",
    "wagtailcore.site",
    "wagtailcore.workflow",
    "wagtailcore.task",
    "wagtailredirects.redirect",
    "translation.pairoverride",
]


def make_groups(apps, schema_editor):
    homes = apps.get_model("home", "HomePage").objects.select_related("locale")
    main = homes.get(locale__language_code=settings.LANGUAGE_CODE)
    roles.make_group(
        apps,
        roles.COMMUNICATIONS,
        [
            roles.ENTER,
            roles.SUBMIT,
            *roles.every(WITH_DRAFTS, SNIPPETS),
            *roles.every(EVERY_ACTION, [TASKS]),
            *roles.every(EVERY_ACTION, [TERMS]),
            *roles.every(["add", "change", "delete"], [PROMOTIONS]),
            *roles.every(["view", "change"], [FEEDBACK]),
            *roles.every(["view"], [USEFULNESS, SEARCHED_FOR, roles.PAIR_OVERRIDE]),
        ],
        pages={
            main.pk: [
                roles.ADD,
                roles.CHANGE,
                roles.PUBLISH,
                roles.LOCK,
                roles.UNLOCK,
            ]
        },
        collections=MEDIA,
    )
    for home in homes.order_by("path"):
        roles.make_language_groups(apps, home)
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    roles.make_group(
        apps,
        roles.ADMINISTRATORS,
        [
            roles.ENTER,
            roles.SUBMIT,
            roles.OVERRIDE,
            *roles.every(WITH_DRAFTS, SNIPPETS),
            *roles.every(EVERY_ACTION, [TASKS, TERMS, FEEDBACK, USEFULNESS, *SITE]),
            *roles.every(["add", "change", "delete"], [PROMOTIONS]),
            *roles.every(["view"], [SEARCHED_FOR]),
        ],
        pages={
            root.pk: [
                roles.ADD,
                roles.CHANGE,
                roles.PUBLISH,
                roles.LOCK,
                roles.UNLOCK,
                roles.DELETE,
            ]
        },
        collections=[
            *MEDIA,
            *roles.every(["delete"], ["wagtailimages.image", "wagtaildocs.document"]),
            *roles.every(["add", "change", "delete"], ["wagtailcore.collection"]),
        ],
    )


def remove_groups(apps, schema_editor):
    """Remove the groups made here, and only those that nobody is in."""
    groups = apps.get_model("auth", "Group").objects
    codes = apps.get_model("wagtailcore", "Locale").objects.values_list(
        "language_code", flat=True
    )
    names = [roles.COMMUNICATIONS, roles.ADMINISTRATORS]
    for code in codes:
        names += [f"Translators {code}", f"Publishers {code}"]
    groups.filter(name__in=names, user=None).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_language_trees"),
        ("articles", "0003_archive_and_corrections"),
        ("duties", "0002_standing_pages"),
        ("lexicon", "0002_glossary"),
        ("search", "0004_searched_for"),
        ("translation", "0003_standings"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtailsearchpromotions", "0008_query_verbose_name"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
