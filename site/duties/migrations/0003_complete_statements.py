"""Say in the accessibility statements what else may be asked for, and who answers.

The model of Decision (EU) 2018/1523 wants both.  Complaints go to Traficom, which
took over the supervision on 1.1.2025 (HE 71/2024), and whose pages in Swedish and
English stand under one address with the Finnish ones.  A text that an editor has
changed stays as it is.
"""

from django.db import migrations
from django.db.models import F, Value
from django.db.models.functions import Replace

CHANGES = {
    "fi": {
        "feedback": (
            "Vastaamme saavutettavuuspalautteeseen 14 päivän kuluessa.</p>",
            "Voit myös pyytää tietoa tai sisältöä, joka ei ole sinulle saavutettavaa "
            "tai jota saavutettavuusvaatimukset eivät koske.</p><p>Sivuston ylläpitäjä "
            "vastaa saavutettavuudesta ja palautteen käsittelystä. Vastaamme "
            "saavutettavuuspalautteeseen 14 päivän kuluessa.</p>",
        ),
        "enforcement": (
            "<p>Jos et ole tyytyväinen vastaukseen tai et saa vastausta 14 päivän "
            "kuluessa, voit tehdä kantelun Liikenne- ja viestintävirasto Traficomille. "
            "Sen sivulla kerrotaan, miten kantelu tehdään ja miten asia käsitellään."
            "</p>",
            "<p>Anna palautetta ensin meille. Jos et ole tyytyväinen vastaukseen tai et "
            "saa vastausta 14 päivän kuluessa, voit tehdä ilmoituksen (kantelun tai "
            "selvityspyynnön) Liikenne- ja viestintävirasto Traficomille. Se valvoo "
            "saavutettavuusvaatimusten toteutumista. Traficomin sivulla kerrotaan, "
            "miten ilmoitus tehdään ja miten asia käsitellään.</p>",
        ),
    },
    "sv": {
        "feedback": (
            "Vi svarar på respons om tillgänglighet inom 14 dagar.</p>",
            "Du kan också be om information eller innehåll som inte är tillgängligt för "
            "dig eller som inte omfattas av tillgänglighetskraven.</p><p>Den som driver "
            "webbplatsen ansvarar för tillgängligheten och för att responsen behandlas. "
            "Vi svarar på respons om tillgänglighet inom 14 dagar.</p>",
        ),
        "enforcement": (
            "<p>Om du inte är nöjd med svaret eller inte får något svar inom 14 dagar "
            "kan du lämna in ett klagomål till Transport- och kommunikationsverket "
            "Traficom. På verkets webbplats står hur ett klagomål lämnas in och hur "
            "ärendet behandlas.</p>",
            "<p>Ge först respons till oss. Om du inte är nöjd med svaret eller inte får "
            "något svar inom 14 dagar kan du göra en anmälan (ett klagomål eller en "
            "begäran om utredning) till Transport- och kommunikationsverket Traficom. "
            "Verket övervakar att tillgänglighetskraven följs. På verkets webbplats står "
            "hur en anmälan görs och hur ärendet behandlas.</p>",
        ),
        "authority_url": (
            "https://www.tillganglighetskrav.fi/",
            "https://www.saavutettavuusvaatimukset.fi/sv",
        ),
    },
    "en": {
        "feedback": (
            "We answer feedback on accessibility within 14 days.</p>",
            "You can also ask for information or content that is not accessible to you "
            "or that the accessibility requirements do not cover.</p><p>The publisher "
            "of the site is responsible for its accessibility and for handling "
            "feedback. We answer feedback on accessibility within 14 days.</p>",
        ),
        "enforcement": (
            "<p>If you are not satisfied with the answer, or do not receive one within "
            "14 days, you can file a complaint with the Finnish Transport and "
            "Communications Agency Traficom. Its site tells how to file a complaint and "
            "how the matter is handled.</p>",
            "<p>Give feedback to us first. If you are not satisfied with the answer, or "
            "do not receive one within 14 days, you can notify the Finnish Transport "
            "and Communications Agency Traficom (a complaint or a request for "
            "clarification). It supervises compliance with the accessibility "
            "requirements. Its site tells how to file a notification and how the matter "
            "is handled.</p>",
        ),
        "authority_url": (
            "https://www.webaccessibility.fi/",
            "https://www.saavutettavuusvaatimukset.fi/en",
        ),
    },
}


def change(apps, old, new):
    """Put the one text of each pair for the other, where it stands."""
    statements = apps.get_model("duties", "AccessibilityStatementPage").objects
    for code, fields in CHANGES.items():
        for name, pair in fields.items():
            unchanged = statements.filter(
                locale__language_code=code, **{f"{name}__endswith": pair[old]}
            )
            unchanged.update(
                **{name: Replace(F(name), Value(pair[old]), Value(pair[new]))}
            )


def complete(apps, schema_editor):
    change(apps, 0, 1)


def take_back(apps, schema_editor):
    change(apps, 1, 0)


class Migration(migrations.Migration):
    dependencies = [("duties", "0002_standing_pages")]

    operations = [migrations.RunPython(complete, take_back)]
