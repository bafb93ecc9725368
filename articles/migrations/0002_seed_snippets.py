"""Give the series its publisher, funding and topics, in three languages."""

import uuid

from django.db import migrations
from django.utils import timezone

LANGUAGES = ("fi", "sv", "en")

SERIES = [
    {
        "fi": {
            "name": "Kansainvälinen Espoo",
            "intro": "Sarja kertoo, mitä Espoo tekee yhdessä muiden maiden ja "
            "kaupunkien kanssa ja mitkä hankkeet ovat juuri nyt käynnissä.",
        },
        "sv": {
            "name": "Internationella Esbo",
            "intro": "Serien berättar vad som är på gång i staden och vilka initiativ "
            "som får invånarna att själva vara med.",
        },
        "en": {
            "name": "International Espoo",
            "intro": "A series about Espoo's life across borders: its projects, its "
            "partners and the residents who come from all over the world.",
        },
    }
]

PUBLISHERS = [
    {
        "fi": {"name": "Espoon kaupunki"},
        "sv": {"name": "Esbo stad"},
        "en": {"name": "City of Espoo"},
    }
]

FUNDINGS = [
    {
        "fi": {
            "programme": "URBACT III",
            "fund": "Euroopan aluekehitysrahasto (EAKR)",
            "statement": "Hanke on osa URBACT III -ohjelmaa ja saa osan "
            "rahoituksestaan Euroopan aluekehitysrahastosta.",
        },
        "sv": {
            "programme": "URBACT III",
            "fund": "Europeiska regionala utvecklingsfonden (Eruf)",
            "statement": "Projektet hör till programmet URBACT III och får en del av "
            "sin finansiering från Europeiska regionala "
            "utvecklingsfonden.",
        },
        "en": {
            "programme": "URBACT III",
            "fund": "European Regional Development Fund (ERDF)",
            "statement": "The project is part of the URBACT III programme and "
            "receives part of its funding from the European Regional "
            "Development Fund.",
        },
    }
]

TOPICS = [
    {
        "fi": {
            "name": "Kansainväliset asiat",
            "slug": "kansainvaliset-asiat",
            "intro": "Espoo tekee yhteistyötä yli rajojen ja palvelee asukkaita, "
            "jotka ovat muuttaneet eri puolilta maailmaa. Täältä löydät "
            "molemmat.",
        },
        "sv": {
            "name": "Internationella ärenden",
            "slug": "internationella-arenden",
            "intro": "Esbo samarbetar över gränserna och betjänar invånare som har "
            "flyttat hit från hela världen. Här hittar du båda.",
        },
        "en": {
            "name": "International affairs",
            "slug": "international-affairs",
            "intro": "Espoo works across borders and serves residents who have moved "
            "here from all over the world. Here you will find both.",
        },
    },
    {
        "fi": {
            "name": "Kotoutuminen",
            "slug": "kotoutuminen",
            "intro": "Kotoutuminen on asukkaan oma matka uuteen kotikaupunkiin. "
            "Kaupunki ja järjestöt auttavat matkalla.",
        },
        "sv": {
            "name": "Integration",
            "slug": "integration",
            "intro": "Integrationen är invånarens egen väg in i en ny hemstad. Staden "
            "och organisationerna hjälper till på vägen.",
        },
        "en": {
            "name": "Integration",
            "slug": "integration",
            "intro": "Integration is a resident's own way into a new home city. The "
            "city and NGOs help along the way.",
        },
    },
    {
        "fi": {
            "name": "Järjestöt",
            "slug": "jarjestot",
            "intro": "Espoossa toimii noin 3\xa0000 järjestöä. Näissä jutuissa "
            "kerrotaan, mitä ne tekevät yhdessä kaupungin kanssa.",
        },
        "sv": {
            "name": "Organisationer",
            "slug": "organisationer",
            "intro": "I Esbo verkar omkring 3\xa0000 organisationer. Här berättar vi "
            "vad de gör tillsammans med staden.",
        },
        "en": {
            "name": "NGOs",
            "slug": "ngos",
            "intro": "About 3,000 non-governmental organisations are active in Espoo. "
            "These stories tell what they do together with the city.",
        },
    },
    {
        "fi": {
            "name": "Osallisuus",
            "slug": "osallisuus",
            "intro": "Tapoja vaikuttaa kotikaupunkiin, myös englanniksi ja ilman "
            "kansalaisuutta.",
        },
        "sv": {
            "name": "Delaktighet",
            "slug": "delaktighet",
            "intro": "Sätt att påverka sin hemstad, också på engelska och utan "
            "medborgarskap.",
        },
        "en": {
            "name": "Participation",
            "slug": "participation",
            "intro": "Ways of having a say in your home city, in English too and "
            "without citizenship.",
        },
    },
    {
        "fi": {
            "name": "Vapaaehtoistyö",
            "slug": "vapaaehtoistyo",
            "intro": "Vapaaehtoiset vastaavat puhelimeen, kuljettavat ruokaa ja "
            "tuovat yhteen ihmisiä. Lue, mihin heidän aikansa on riittänyt.",
        },
        "sv": {
            "name": "Frivilligarbete",
            "slug": "frivilligarbete",
            "intro": "Frivilliga svarar i telefon, kör ut mat och för människor "
            "samman. Läs om vad deras tid har räckt till.",
        },
        "en": {
            "name": "Volunteering",
            "slug": "volunteering",
            "intro": "Volunteers answer phones, deliver food and bring people "
            "together. Read what their time has made possible.",
        },
    },
    {
        "fi": {
            "name": "Neuvonta",
            "slug": "neuvonta",
            "intro": "Mistä saa neuvoa ja millä kielellä? Juttuja palveluista, jotka "
            "vastaavat arjen kysymyksiin.",
        },
        "sv": {
            "name": "Rådgivning",
            "slug": "radgivning",
            "intro": "Var får man råd, och på vilket språk? Om tjänster som svarar på "
            "vardagens frågor.",
        },
        "en": {
            "name": "Advice",
            "slug": "advice",
            "intro": "Where can you get advice, and in which language? Stories about "
            "services that answer everyday questions.",
        },
    },
    {
        "fi": {
            "name": "Kielet",
            "slug": "kielet",
            "intro": "Espoossa puhutaan yli 150 äidinkieltä. Kielet näkyvät "
            "palveluissa, luvuissa ja käännöksissä.",
        },
        "sv": {
            "name": "Språk",
            "slug": "sprak",
            "intro": "I Esbo talas fler än 150 modersmål. Språken syns i servicen, i "
            "siffrorna och i översättningarna.",
        },
        "en": {
            "name": "Languages",
            "slug": "languages",
            "intro": "More than 150 mother tongues are spoken in Espoo. They show in "
            "services, in figures and in translations.",
        },
    },
    {
        "fi": {
            "name": "Työllisyys",
            "slug": "tyollisyys",
            "intro": "Työ on monelle tärkein askel uudessa maassa. Täällä kerrotaan "
            "palveluista ja siitä, mitä asukkaat ovat niistä sanoneet.",
        },
        "sv": {
            "name": "Sysselsättning",
            "slug": "sysselsattning",
            "intro": "För många är arbetet det viktigaste steget i ett nytt land. Här "
            "kan du läsa om tjänsterna och om vad invånarna har sagt om "
            "dem.",
        },
        "en": {
            "name": "Employment",
            "slug": "employment",
            "intro": "For many people, work is the most important step in a new "
            "country. Read about the services and what residents have said "
            "about them.",
        },
    },
    {
        "fi": {
            "name": "Digitaaliset palvelut",
            "slug": "digitaaliset-palvelut",
            "intro": "Verkkosivuja, chatteja ja käännöskokeiluja: miten tieto löytyy "
            "silloin, kun sitä tarvitaan.",
        },
        "sv": {
            "name": "Digitala tjänster",
            "slug": "digitala-tjanster",
            "intro": "Webbplatser, chattar och översättningsförsök: hur information "
            "går att hitta när den behövs.",
        },
        "en": {
            "name": "Digital services",
            "slug": "digital-services",
            "intro": "Websites, chats and translation trials: how information can be "
            "found when it is needed.",
        },
    },
    {
        "fi": {
            "name": "Kansalaisuus",
            "slug": "kansalaisuus",
            "intro": "Uusia kansalaisia juhlitaan Espoossa yhdessä. Täällä kerrotaan "
            "juhlista ja luvuista niiden takana.",
        },
        "sv": {
            "name": "Medborgarskap",
            "slug": "medborgarskap",
            "intro": "I Esbo firas nya medborgare tillsammans. Här kan du läsa om "
            "festerna och om siffrorna bakom dem.",
        },
        "en": {
            "name": "Citizenship",
            "slug": "citizenship",
            "intro": "Espoo celebrates its new citizens together. Read about the "
            "festivities and the figures behind them.",
        },
    },
    {
        "fi": {
            "name": "Kaupunkisuunnittelu",
            "slug": "kaupunkisuunnittelu",
            "intro": "Espoolla on viisi kaupunkikeskusta ja paljon rakennettavaa. "
            "Näin asukkaat ovat mukana suunnittelussa.",
        },
        "sv": {
            "name": "Stadsplanering",
            "slug": "stadsplanering",
            "intro": "Esbo har fem stadscentrum och mycket kvar att bygga. Så här är "
            "invånarna med i planeringen.",
        },
        "en": {
            "name": "Urban planning",
            "slug": "urban-planning",
            "intro": "Espoo has five city centres and much to build. This is how "
            "residents take part in planning.",
        },
    },
    {
        "fi": {
            "name": "EU-yhteistyö",
            "slug": "eu-yhteistyo",
            "intro": "Eurooppalaiset verkostot tuovat Espooseen ideoita ja vievät "
            "espoolaisia ratkaisuja muualle.",
        },
        "sv": {
            "name": "EU-samarbete",
            "slug": "eu-samarbete",
            "intro": "Europeiska nätverk för idéer till Esbo och lösningar från Esbo "
            "ut i världen.",
        },
        "en": {
            "name": "EU cooperation",
            "slug": "eu-cooperation",
            "intro": "European networks bring ideas to Espoo and take solutions from "
            "Espoo elsewhere.",
        },
    },
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

    for model_name, seeds in (
        ("Series", SERIES),
        ("Publisher", PUBLISHERS),
        ("Funding", FUNDINGS),
        ("Topic", TOPICS),
    ):
        for by_language in seeds:
            add(model_name, by_language)


def unseed(apps, schema_editor):
    """Leave the snippets: pages may refer to them by now."""


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [migrations.RunPython(seed, unseed)]
