"""Make the front page and the sections of each language, linked by translation key."""

import uuid

from django.db import migrations
from django.utils import timezone

HOME_TITLES = {
    "fi": "Kansainvälinen Espoo",
    "sv": "Internationella Esbo",
    "en": "International Espoo",
}
# App and model, then title and slug in each language; the order is the menu's.
SECTIONS = [
    (
        ("articles", "ArticleIndexPage"),
        {
            "fi": ("Artikkelit", "artikkelit"),
            "sv": ("Artiklar", "artiklar"),
            "en": ("Articles", "articles"),
        },
    ),
    (
        ("articles", "ProjectIndexPage"),
        {
            "fi": ("Hankkeet", "hankkeet"),
            "sv": ("Projekt", "projekt"),
            "en": ("Projects", "projects"),
        },
    ),
    (
        ("articles", "MeetingIndexPage"),
        {
            "fi": ("Tapaamiset", "tapaamiset"),
            "sv": ("Möten", "moten"),
            "en": ("Meetings", "meetings"),
        },
    ),
    (
        ("articles", "TopicIndexPage"),
        {
            "fi": ("Aiheet", "aiheet"),
            "sv": ("Ämnen", "amnen"),
            "en": ("Topics", "topics"),
        },
    ),
    (
        ("articles", "ContactIndexPage"),
        {
            "fi": ("Yhteystiedot", "yhteystiedot"),
            "sv": ("Kontakt", "kontakt"),
            "en": ("Contact", "contact"),
        },
    ),
    (
        ("search", "SearchPage"),
        {
            "fi": ("Haku", "haku"),
            "sv": ("Sök", "sok"),
            "en": ("Search", "search"),
        },
    ),
]
STEP = 4  # characters of one step in treebeard's materialised path


def make_trees(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    HomePage = apps.get_model("home", "HomePage")
    ContentType = apps.get_model("contenttypes", "ContentType")

    def content_type(app_label, model_name):
        return ContentType.objects.get_or_create(
            app_label=app_label, model=model_name.lower()
        )[0]

    root = Page.objects.get(depth=1)
    # Wagtail's own welcome page.
    Page.objects.filter(depth=2, slug="home").delete()
    now = timezone.now()
    published = {
        "live": True,
        "first_published_at": now,
        "last_published_at": now,
    }
    home_key = uuid.uuid4()
    section_keys = [uuid.uuid4() for _ in SECTIONS]
    homes = {}
    for number, (code, title) in enumerate(HOME_TITLES.items(), start=1):
        locale, _ = Locale.objects.get_or_create(language_code=code)
        home_path = root.path + str(number).zfill(STEP)
        homes[code] = HomePage.objects.create(
            path=home_path,
            depth=2,
            numchild=len(SECTIONS),
            title=title,
            draft_title=title,
            slug=code,
            url_path=f"/{code}/",
            locale=locale,
            translation_key=home_key,
            content_type=content_type("home", "HomePage"),
            **published,
        )
        for position, ((app_label, model_name), names) in enumerate(SECTIONS):
            section_title, slug = names[code]
            apps.get_model(app_label, model_name).objects.create(
                path=home_path + str(position + 1).zfill(STEP),
                depth=3,
                numchild=0,
                title=section_title,
                draft_title=section_title,
                slug=slug,
                url_path=f"/{code}/{slug}/",
                locale=locale,
                translation_key=section_keys[position],
                content_type=content_type(app_label, model_name),
                show_in_menus=model_name != "SearchPage",
                **published,
            )
    root.numchild = Page.objects.filter(depth=2).count()
    root.save(update_fields=["numchild"])
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": "localhost",
            "port": 80,
            "root_page_id": homes["fi"].pk,
            "site_name": "",
        },
    )


def remove_trees(apps, schema_editor):
    """Remove the pages made here, and only if nothing was added under them."""
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    if Page.objects.filter(depth__gt=3).exists():
        raise RuntimeError("There are pages under the sections: remove them first.")
    Site.objects.all().delete()
    Page.objects.filter(depth__gt=1).delete()
    Page.objects.filter(depth=1).update(numchild=0)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("articles", "0001_initial"),
        ("search", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(make_trees, remove_trees)]
