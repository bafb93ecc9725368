"""Tell in the privacy notices how searches are limited.

As in 0006: in notices that nobody has edited, at the end of what is said of searching.
"""

import json
import uuid

from django.db import migrations

# By slug: the heading of the part, and the text.
NOTICES = {
    "tietosuoja": (
        "Haku",
        "Liian tiheä hakeminen estetään samanlaisella tunnisteella kuin palautteen "
        "väärinkäyttö. Se muodostetaan laitteen osoitteesta, mutta osoitetta ei voi lukea "
        "siitä. Se säilyy palvelimen muistissa enintään minuutin.",
    ),
    "dataskydd": (
        "Sökning",
        "Alltför täta sökningar förhindras med en likadan kod som missbruk av responsen. "
        "Koden bildas av enhetens adress, men adressen kan inte läsas ur den. Den finns i "
        "serverns minne i högst en minut.",
    ),
    "privacy": (
        "Search",
        "Searching too often is prevented with the same kind of code as misuse of "
        "feedback. It is made of the address of your device, but the address cannot be "
        "read from it. It is in the server’s memory for a minute at most.",
    ),
}


def add_paragraphs(apps, schema_editor):
    StandardPage = apps.get_model("duties", "StandardPage")
    notices = StandardPage.objects.filter(
        slug__in=NOTICES, depth=3, latest_revision__isnull=True
    )
    for page in notices:
        heading, text = NOTICES[page.slug]
        blocks = list(page.body.raw_data)
        for number, one in enumerate(blocks):
            if one["type"] == "heading" and one["value"]["text"] == heading:
                paragraph = {"type": "paragraph", "value": f"<p>{text}</p>"}
                blocks.insert(number + 2, paragraph | {"id": str(uuid.uuid4())})
                page.body = json.dumps(blocks)
                page.save()
                break


class Migration(migrations.Migration):
    dependencies = [("search", "0008_facts_beside_terms")]

    operations = [migrations.RunPython(add_paragraphs, migrations.RunPython.noop)]
