"""Tell in the privacy notices what is kept of searches.

Notices that nobody has edited yet are completed; one that has a revision is its
editor's, who is told in docs/operations.md what to add.
"""

import json
import uuid

from django.db import migrations

# By slug: the heading before which it belongs, its heading, and the text.
NOTICES = {
    "tietosuoja": (
        "Ihmiset teksteissä ja yhteystiedoissa",
        "Haku",
        "Hakusanoista lasketaan, montako kertaa päivässä niitä on haettu milläkin "
        "kielellä ja löytyikö mitään. Hakijasta ei tallenneta mitään, eikä hakuja, "
        "joissa on numeroita tai @-merkki, tallenneta lainkaan. Toimitus näkee "
        "hakusanat vasta, kun samaa on haettu kolme kertaa. Laskelmat poistetaan "
        "90 päivän kuluttua.",
    ),
    "dataskydd": (
        "Människor i texter och kontaktuppgifter",
        "Sökning",
        "Av sökorden räknas hur många gånger om dagen de har sökts på varje språk och om "
        "något hittades. Om den som söker sparas ingenting, och sökningar med siffror "
        "eller tecknet @ sparas inte alls. Redaktionen ser ett sökord först när det har "
        "sökts tre gånger. Uppgifterna raderas efter 90 dagar.",
    ),
    "privacy": (
        "People in texts and contacts",
        "Search",
        "Of what is searched for, the site counts how many times a day it was searched "
        "for in each language, and whether anything was found. Nothing is kept of who "
        "searched, and searches with digits or an @ are not kept at all. The editors see "
        "a search only when it was made three times. The counts are deleted after 90 "
        "days.",
    ),
}


def block(kind, value):
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def add_paragraphs(apps, schema_editor):
    StandardPage = apps.get_model("duties", "StandardPage")
    notices = StandardPage.objects.filter(
        slug__in=NOTICES, depth=3, latest_revision__isnull=True
    )
    for page in notices:
        before, heading, text = NOTICES[page.slug]
        blocks = list(page.body.raw_data)
        place = next(
            (
                number
                for number, one in enumerate(blocks)
                if one["type"] == "heading" and one["value"]["text"] == before
            ),
            None,
        )
        if place is None:
            continue
        blocks[place:place] = [
            block("heading", {"text": heading, "level": "h2"}),
            block("paragraph", f"<p>{text}</p>"),
        ]
        page.body = json.dumps(blocks)
        page.save()


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0005_staff_permissions"),
        ("duties", "0002_standing_pages"),
    ]

    operations = [
        migrations.RunPython(add_paragraphs, migrations.RunPython.noop),
    ]
