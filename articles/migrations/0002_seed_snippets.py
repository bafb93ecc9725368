"""Give the series its publisher, funding and topics, in three languages."""

import uuid

from django.db import migrations
from django.utils import timezone

LANGUAGES = ("fi", "sv", "en")

SERIES = [
    {
        "fi": {
            "name": "Kansainvälinen Espoo",
            "intro": "Sarjassa kerrotaan kaupungin kansainvälisestä toiminnasta ja "
            "hankkeista, joita Espoossa on meneillään.",
        },
        "sv": {
            "name": "Internationella Esbo",
            "intro": "Serien berättar om verksamhet och initiativ som för fram Esbos "
            "invånare och tar dem med.",
        },
        "en": {
            "name": "International Espoo",
            "intro": "The series tells about the city’s international work and the "
            "people who take part in it.",
        },
    },
]

PUBLISHERS = [
    {
        "fi": {"name": "Espoon kaupunki"},
        "sv": {"name": "Esbo stad"},
        "en": {"name": "City of Espoo"},
    },
]

FUNDINGS = [
    {
        "fi": {
            "programme": "URBACT III",
            "fund": "Euroopan aluekehitysrahasto (EAKR)",
            "statement": "Euroopan aluekehitysrahasto rahoittaa hanketta osittain "
            "URBACT III -ohjelmasta.",
        },
        "sv": {
            "programme": "URBACT III",
            "fund": "Europeiska regionala utvecklingsfonden (Eruf)",
            "statement": "Europeiska regionala utvecklingsfonden delfinansierar "
            "projektet genom programmet URBACT III.",
        },
        "en": {
            "programme": "URBACT III",
            "fund": "European Regional Development Fund (ERDF)",
            "statement": "The project is part-financed by the European Regional "
            "Development Fund through the URBACT III programme.",
        },
    },
]

# Name, slug and introduction in Finnish, Swedish and English.
TOPICS = [
    (
        ("Kansainväliset asiat", "kansainvaliset-asiat"),
        "Espoon yhteydet muihin kaupunkeihin ja maihin.",
        ("Internationella ärenden", "internationella-arenden"),
        "Esbos kontakter med andra städer och länder.",
        ("International affairs", "international-affairs"),
        "Espoo’s ties with other cities and countries.",
    ),
    (
        ("Järjestöt", "jarjestot"),
        "Yhdistykset ja järjestöt, jotka tekevät työtä asukkaiden kanssa.",
        ("Organisationer", "organisationer"),
        "Föreningar och organisationer som arbetar tillsammans med invånarna.",
        ("NGOs", "ngos"),
        "Associations and organisations that work with residents.",
    ),
    (
        ("Osallisuus", "osallisuus"),
        "Miten asukkaat voivat vaikuttaa kaupungin asioihin.",
        ("Delaktighet", "delaktighet"),
        "Hur invånarna kan påverka stadens ärenden.",
        ("Participation", "participation"),
        "How residents can have a say in the city’s affairs.",
    ),
    (
        ("Kotoutuminen", "kotoutuminen"),
        "Espooseen muuttaneen arki, neuvonta ja uudet verkostot.",
        ("Integration", "integration"),
        "Vardag, rådgivning och nya nätverk för den som har flyttat till Esbo.",
        ("Integration", "integration"),
        "Everyday life, advice and new networks for people who have moved to Espoo.",
    ),
    (
        ("Vapaaehtoistyö", "vapaaehtoistyo"),
        "Asukkaat, jotka auttavat toisiaan.",
        ("Frivilligarbete", "frivilligarbete"),
        "Invånare som hjälper varandra.",
        ("Volunteering", "volunteering"),
        "Residents who help one another.",
    ),
    (
        ("Työllisyys", "tyollisyys"),
        "Työnhaku, osaaminen ja ensimmäinen työpaikka Suomessa.",
        ("Sysselsättning", "sysselsattning"),
        "Att söka jobb, kunnande och det första jobbet i Finland.",
        ("Employment", "employment"),
        "Looking for work, skills and a first job in Finland.",
    ),
    (
        ("Varhaiskasvatus ja koulutus", "varhaiskasvatus-ja-koulutus"),
        "Päiväkodit, koulut ja tieto niistä usealla kielellä.",
        ("Småbarnspedagogik och utbildning", "smabarnspedagogik-och-utbildning"),
        "Daghem, skolor och information om dem på flera språk.",
        ("Early education and schools", "early-education-and-schools"),
        "Day care, schools and information about them in several languages.",
    ),
    (
        ("Kaupunkisuunnittelu", "kaupunkisuunnittelu"),
        "Kaupunkikeskusten ja asuinalueiden tulevaisuus.",
        ("Stadsplanering", "stadsplanering"),
        "Framtiden för stadscentrumen och bostadsområdena.",
        ("Urban planning", "urban-planning"),
        "The future of the city centres and neighbourhoods.",
    ),
    (
        ("Terveys ja hyvinvointi", "terveys-ja-hyvinvointi"),
        "Palvelut, jotka auttavat voimaan hyvin.",
        ("Hälsa och välmående", "halsa-och-valmaende"),
        "Tjänster som hjälper invånarna att må bra.",
        ("Health and wellbeing", "health-and-wellbeing"),
        "Services that help people stay well.",
    ),
    (
        ("Kielet", "kielet"),
        "Espoossa puhutut kielet ja palvelut eri kielillä.",
        ("Språk", "sprak"),
        "Språken som talas i Esbo och service på olika språk.",
        ("Languages", "languages"),
        "The languages spoken in Espoo and services in different languages.",
    ),
    (
        ("Digitaaliset palvelut", "digitaaliset-palvelut"),
        "Verkkopalvelut, chatit ja konekäännökset.",
        ("Digitala tjänster", "digitala-tjanster"),
        "Webbtjänster, chattar och maskinöversättning.",
        ("Digital services", "digital-services"),
        "Online services, chats and machine translation.",
    ),
    (
        ("EU-yhteistyö", "eu-yhteistyo"),
        "Euroopan unionin ohjelmat, joissa Espoo on mukana.",
        ("EU-samarbete", "eu-samarbete"),
        "EU-program som Esbo deltar i.",
        ("EU cooperation", "eu-cooperation"),
        "The European Union programmes that Espoo takes part in.",
    ),
]


def seed(apps, schema_editor):
    Locale = apps.get_model("wagtailcore", "Locale")
    locales = {
        code: Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES
    }
    now = timezone.now()

    def add(model_name, by_language):
        key = uuid.uuid4()
        for code, values in by_language.items():
            apps.get_model("articles", model_name).objects.create(
                locale=locales[code],
                translation_key=key,
                live=True,
                first_published_at=now,
                last_published_at=now,
                **values,
            )

    for series in SERIES:
        add("Series", series)
    for publisher in PUBLISHERS:
        add("Publisher", publisher)
    for funding in FUNDINGS:
        add("Funding", funding)
    for fi, fi_intro, sv, sv_intro, en, en_intro in TOPICS:
        add(
            "Topic",
            {
                code: {"name": name, "slug": slug, "intro": intro}
                for code, (name, slug), intro in (
                    ("fi", fi, fi_intro),
                    ("sv", sv, sv_intro),
                    ("en", en, en_intro),
                )
            },
        )


def unseed(apps, schema_editor):
    """Leave the snippets: pages may refer to them by now."""


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [migrations.RunPython(seed, unseed)]
