"""Make the archive and the pages about the site, in three languages.

Each is an original of its own in its language; the versions are linked by key.
"""

import datetime
import json
import uuid

from django.db import migrations
from django.utils import timezone

LANGUAGES = ("fi", "sv", "en")
PREPARED_ON = datetime.date(2026, 11, 22)
AUTHORITY = {
    "authority_url": "https://www.saavutettavuusvaatimukset.fi/",
    "authority_email": "saavutettavuus@traficom.fi",
    "authority_phone": "+358 29 534 5000",
}

# Headings and the paragraphs under them.
ABOUT = {
    "fi": {
        "title": "Tietoa sarjasta",
        "slug": "tietoa",
        "lead": "Kansainvälinen Espoo kertoo kaupungin kansainvälisestä työstä ja "
        "ihmisistä, jotka tekevät sitä: hankkeista, tapaamisista ja arjesta, jota "
        "eletään monella kielellä.",
        "body": [
            ("Kenelle sarja on",),
            (
                "Sarja on kaikille espoolaisille. Se on tehty erityisesti niille, "
                "jotka haluavat tietää, miten kaupunki ottaa eri kieliä puhuvat "
                "asukkaat mukaan ja mitä muilta Euroopan kaupungeilta opitaan.",
            ),
            ("Kielet",),
            (
                "Artikkelit julkaistaan suomeksi ja ruotsiksi ja useimmat myös "
                "englanniksi. Jokainen kieliversio on tarkoitettu itsenäisesti "
                "luettavaksi. Jos sivua ei ole jollakin kielellä, kerromme sen "
                "suoraan ja ohjaamme versioon, joka on olemassa.",
                "Osasta sivuja on selkokielinen teksti. Se on oma tekstinsä eikä "
                "tavallisen tekstin käännös.",
            ),
            ("Miten teksteihin voi luottaa",),
            (
                "Jokaisessa artikkelissa kerrotaan, kuka sen julkaisee ja milloin se "
                "on julkaistu ja päivitetty. Yli kaksi vuotta vanhassa artikkelissa "
                "on huomautus, että tiedot voivat olla vanhentuneita.",
                "Kun korjaamme virheen, kerromme artikkelin alussa, mitä korjattiin "
                "ja milloin. Sama merkintä tehdään kaikkiin kieliversioihin.",
            ),
            ("Miten voit vaikuttaa",),
            (
                "Kerro virheestä, ehdota aihetta tai kysy. Palautelomakkeen linkki "
                "on jokaisen sivun lopussa.",
            ),
        ],
    },
    "sv": {
        "title": "Om serien",
        "slug": "om",
        "lead": "Internationella Esbo berättar om stadens internationella arbete och "
        "om människorna som gör det: projekt, möten och en vardag som levs på många "
        "språk.",
        "body": [
            ("Vem serien är till för",),
            (
                "Serien är till för alla Esbobor. Den är gjord särskilt för dem som "
                "vill veta hur staden tar med invånare som talar olika språk och vad "
                "man lär sig av andra städer i Europa.",
            ),
            ("Språken",),
            (
                "Artiklarna publiceras på finska och svenska, de flesta också på "
                "engelska. Varje språkversion är tänkt att läsas för sig. Om en sida "
                "saknas på ett språk säger vi det rakt ut och visar vägen till en "
                "version som finns.",
                "Till en del av sidorna finns en text på lätt språk. Den är en egen "
                "text och ingen översättning av den vanliga texten.",
            ),
            ("Hur du kan lita på texterna",),
            (
                "Varje artikel berättar vem som har publicerat den och när den har "
                "publicerats och uppdaterats. I en artikel som är över två år gammal "
                "står det att uppgifterna kan vara föråldrade.",
                "När vi rättar ett fel berättar vi i början av artikeln vad som har "
                "rättats och när. Samma anmärkning görs i alla språkversioner.",
            ),
            ("Hur du kan påverka",),
            (
                "Berätta om ett fel, föreslå ett ämne eller fråga. Länken till "
                "responsformuläret finns i slutet av varje sida.",
            ),
        ],
    },
    "en": {
        "title": "About the series",
        "slug": "about",
        "lead": "International Espoo tells about the city’s international work and "
        "the people who do it: projects, meetings and everyday life in many "
        "languages.",
        "body": [
            ("Who it is for",),
            (
                "The series is for everyone who lives in Espoo. It is made above all "
                "for those who want to know how the city includes residents who "
                "speak different languages, and what it learns from other cities in "
                "Europe.",
            ),
            ("Languages",),
            (
                "The articles are published in Finnish and Swedish, most of them in "
                "English too. Each language version is meant to be read on its own. "
                "If a page does not exist in a language, we say so and lead to a "
                "version that does.",
                "Some pages have a text in easy language. It is a text of its own "
                "and no translation of the standard one.",
            ),
            ("How far you can rely on the texts",),
            (
                "Every article says who publishes it and when it was published and "
                "updated. An article that is more than two years old says that its "
                "details may be out of date.",
                "When we correct a mistake, we say at the top of the article what "
                "was corrected and when. The same note stands in every language "
                "version.",
            ),
            ("How you can have a say",),
            (
                "Tell us about a mistake, suggest a subject or ask a question. The "
                "link to the feedback form is at the end of every page.",
            ),
        ],
    },
}

PRIVACY = {
    "fi": {
        "title": "Tietosuoja",
        "slug": "tietosuoja",
        "lead": "Tätä sivustoa voi lukea kertomatta itsestään mitään. Tässä on kaikki, "
        "mitä sivusto silti käsittelee, ja miksi.",
        "body": [
            ("Lukeminen",),
            (
                "Sivusto ei aseta lukijoille evästeitä, ei tallenna mitään lukijan "
                "laitteelle eikä seuraa kävijöitä. Sivuilla ei ole ulkopuolisten "
                "palvelujen osia, kuten kävijälaskureita, karttoja tai "
                "jakopainikkeita. Jakolinkit ovat tavallisia linkkejä: ne kertovat "
                "palvelulle jotakin vasta, jos avaat linkin.",
                "Valittu kieli näkyy sivun osoitteesta. Sitä ei tallenneta.",
            ),
            ("Palaute",),
            (
                "Palautteesta tallennetaan aihe, viesti, sivu jota se koskee, kieli "
                "ja lähetysaika sekä sähköpostiosoite, jos annat sen. Osoitetta "
                "käytetään vain vastaamiseen. Laitteesi IP-osoitetta ei tallenneta "
                "palautteeseen.",
                "Väärinkäytön estämiseksi laitteen osoitteesta muodostetaan tunniste, "
                "josta osoitetta ei voi lukea. Se säilyy palvelimen muistissa enintään "
                "kymmenen minuuttia.",
                "Palaute poistetaan vuoden kuluttua lähettämisestä.",
            ),
            ("Oliko tästä hyötyä?",),
            (
                "Vastauksista tallennetaan vain, montako kyllä- ja ei-vastausta sivu "
                "on saanut.",
            ),
            ("Ihmiset teksteissä ja yhteystiedoissa",),
            (
                "Työntekijän nimi, tehtävä ja työyhteystiedot julkaistaan, kun ne "
                "tarvitaan palvelun hoitamiseen. Tiedot tarkistetaan määräajoin ja "
                "poistetaan, kun niitä ei enää tarvita. Asukkaiden ja järjestöjen "
                "ihmisten lausunnot ja kuvat julkaistaan heidän luvallaan.",
            ),
            ("Käsittelyn peruste ja oikeutesi",),
            (
                "Tietoja käsitellään yleistä etua koskevan tehtävän hoitamiseksi (EU:n "
                "yleinen tietosuoja-asetus, 6 artiklan 1 kohdan e alakohta).",
                "Voit pyytää saada nähdä sinua koskevat tiedot, pyytää niiden "
                "oikaisemista tai poistamista ja vastustaa niiden käsittelyä. Lähetä "
                "pyyntö palautelomakkeella. Voit myös tehdä valituksen "
                "tietosuojavaltuutetulle.",
            ),
            ("Kuka vastaa tiedoista",),
            (
                "Tämä on esittelysivusto, jota Espoon kaupunki ei julkaise. Sivuston "
                "ylläpitäjä vastaa tiedoista. Ennen käyttöönottoa tähän merkitään "
                "rekisterinpitäjä ja tietosuojavastaavan yhteystiedot.",
            ),
        ],
    },
    "sv": {
        "title": "Dataskydd",
        "slug": "dataskydd",
        "lead": "Du kan läsa den här webbplatsen utan att berätta något om dig själv. "
        "Här står allt som webbplatsen ändå behandlar och varför.",
        "body": [
            ("När du läser",),
            (
                "Webbplatsen ställer inga kakor, sparar ingenting på din enhet och "
                "följer inte besökarna. På sidorna finns inga delar från utomstående "
                "tjänster, såsom besöksräknare, kartor eller delningsknappar. "
                "Delningslänkarna är vanliga länkar: tjänsten får veta något först om "
                "du öppnar länken.",
                "Det valda språket syns i sidans adress. Det sparas inte.",
            ),
            ("Respons",),
            (
                "Av responsen sparas ämnet, meddelandet, sidan som den gäller, språket "
                "och tiden samt din e-postadress om du ger den. Adressen används bara "
                "för att svara dig. Enhetens IP-adress sparas inte med responsen.",
                "För att hindra missbruk bildas av enhetens adress en kod som adressen "
                "inte kan läsas ur. Den finns i serverns minne i högst tio minuter.",
                "Responsen raderas ett år efter att den har skickats.",
            ),
            ("Hade du nytta av sidan?",),
            ("Av svaren sparas bara hur många ja och nej en sida har fått.",),
            ("Människor i texter och kontaktuppgifter",),
            (
                "En anställds namn, uppgift och kontaktuppgifter i arbetet publiceras "
                "när de behövs för att sköta tjänsten. Uppgifterna granskas regelbundet "
                "och tas bort när de inte längre behövs. Uttalanden av och bilder på "
                "invånare och personer i föreningar publiceras med deras tillstånd.",
            ),
            ("Grunden för behandlingen och dina rättigheter",),
            (
                "Uppgifterna behandlas för att utföra en uppgift av allmänt intresse "
                "(EU:s allmänna dataskyddsförordning, artikel 6.1 e).",
                "Du kan be att få se uppgifterna om dig, be att de rättas eller raderas "
                "och motsätta dig att de behandlas. Skicka din begäran med "
                "responsformuläret. Du kan också lämna in ett klagomål till "
                "dataombudsmannen.",
            ),
            ("Vem som ansvarar för uppgifterna",),
            (
                "Det här är en demonstration som inte publiceras av Esbo stad. Den som "
                "driver webbplatsen ansvarar för uppgifterna. Innan webbplatsen tas i "
                "bruk antecknas här den personuppgiftsansvarige och dataskyddsombudets "
                "kontaktuppgifter.",
            ),
        ],
    },
    "en": {
        "title": "Privacy",
        "slug": "privacy",
        "lead": "You can read this site without telling anything about yourself. This "
        "is all that the site handles nevertheless, and why.",
        "body": [
            ("Reading",),
            (
                "The site sets no cookies on readers, stores nothing on your device "
                "and follows no visitors. Its pages hold no parts of outside services, "
                "such as visitor counters, maps or share buttons. The links for "
                "sharing are plain links: a service learns something only if you open "
                "one.",
                "The language you chose stands in the address of the page. It is not "
                "stored.",
            ),
            ("Feedback",),
            (
                "What is kept of feedback is its topic, the message, the page it is "
                "about, the language, the time, and your e-mail address if you give "
                "it. The address is used only to answer you. The IP address of your "
                "device is not kept with the feedback.",
                "To prevent misuse, a code is made of the address of your device, from "
                "which the address cannot be read. It is in the server’s memory for "
                "ten minutes at most.",
                "Feedback is deleted a year after it was sent.",
            ),
            ("Was this useful?",),
            (
                "What is kept of the answers is how many times yes and how many times "
                "no a page has received.",
            ),
            ("People in texts and contacts",),
            (
                "The name, role and work contact details of staff are published where "
                "they are needed for the service. The details are checked regularly "
                "and removed when they are no longer needed. Statements and pictures "
                "of residents and people in associations are published with their "
                "permission.",
            ),
            ("Basis and your rights",),
            (
                "The data are processed for a task carried out in the public interest "
                "(General Data Protection Regulation of the EU, Article 6(1)(e)).",
                "You can ask to see the data about you, ask for them to be corrected "
                "or deleted, and object to their processing. Send your request by the "
                "feedback form. You can also complain to the Data Protection "
                "Ombudsman.",
            ),
            ("Who is responsible",),
            (
                "This is a demonstration that the City of Espoo does not publish. "
                "Whoever runs the site is responsible for the data. Before the site is "
                "taken into use, the controller and the contact details of the data "
                "protection officer are entered here.",
            ),
        ],
    },
}

STATEMENT = {
    "fi": {
        "title": "Saavutettavuus",
        "slug": "saavutettavuus",
        "organisation": "Kansainvälinen Espoo -sivuston ylläpitäjä",
        "scope": "Tämä saavutettavuusseloste koskee Kansainvälinen Espoo -sivustoa "
        "suomeksi, ruotsiksi ja englanniksi. Sivusto on esittelyversio, jota Espoon "
        "kaupunki ei julkaise; ennen käyttöönottoa kaupunki arvioi sen ja päivittää "
        "tämän selosteen.",
        "non_compliant": "<ul>"
        "<li>Sivustoa ei ole vielä kokeiltu yhdessä apuvälineiden käyttäjien kanssa. "
        "Siksi kaikkia puutteita ei vielä tunneta, emmekä sano sivuston täyttävän "
        "vaatimuksia kokonaan.</li>"
        "<li>Muunkielisiä nimiä ja ilmauksia ei ole tekstin sisällä aina merkitty omalla "
        "kielellään, joten ruudunlukija voi ääntää ne väärin (WCAG 3.1.2, osien kieli)."
        "</li></ul>",
        "out_of_scope": "<p>Sivustolta on linkkejä muiden palveluihin. Emme vastaa niiden "
        "saavutettavuudesta.</p>",
        "alternatives": "<p>Jos jokin sisältö ei ole sinulle saavutettava, pyydä se "
        "palautelomakkeella muussa muodossa.</p>",
        "method_note": "<p>Sivuston tekijät ovat arvioineet esittelyversiota itse "
        "rakentaessaan sitä. Saavutettavuutta ei ole vielä tarkastettu kokonaisuutena."
        "</p>",
        "feedback": "<p>Huomasitko puutteen? Kerro siitä, niin teemme parhaamme sen "
        "korjaamiseksi. Vastaamme saavutettavuuspalautteeseen 14 päivän kuluessa.</p>",
        "enforcement": "<p>Jos et ole tyytyväinen vastaukseen tai et saa vastausta 14 "
        "päivän kuluessa, voit tehdä kantelun Liikenne- ja viestintävirasto Traficomille. "
        "Sen sivulla kerrotaan, miten kantelu tehdään ja miten asia käsitellään.</p>",
        "authority": "Liikenne- ja viestintävirasto Traficom, digitaalisen "
        "esteettömyyden ja saavutettavuuden valvontayksikkö",
    },
    "sv": {
        "title": "Tillgänglighet",
        "slug": "tillganglighet",
        "organisation": "Den som driver webbplatsen Internationella Esbo",
        "scope": "Det här tillgänglighetsutlåtandet gäller webbplatsen Internationella "
        "Esbo på finska, svenska och engelska. Webbplatsen är en demonstration som inte "
        "publiceras av Esbo stad; innan den tas i bruk bedömer staden den och uppdaterar "
        "utlåtandet.",
        "non_compliant": "<ul>"
        "<li>Webbplatsen har ännu inte prövats tillsammans med personer som använder "
        "hjälpmedel. Därför är alla brister inte kända, och vi säger inte att "
        "webbplatsen uppfyller kraven helt.</li>"
        "<li>Namn och uttryck på andra språk har inte alltid märkts ut i löpande text, så "
        "en skärmläsare kan uttala dem fel (WCAG 3.1.2, språk för delar).</li></ul>",
        "out_of_scope": "<p>Webbplatsen har länkar till andras tjänster. Vi ansvarar inte "
        "för deras tillgänglighet.</p>",
        "alternatives": "<p>Om ett innehåll inte är tillgängligt för dig, be om det i en "
        "annan form med responsformuläret.</p>",
        "method_note": "<p>De som byggt webbplatsen har själva bedömt "
        "demonstrationsversionen under arbetet. Tillgängligheten har ännu inte granskats "
        "som helhet.</p>",
        "feedback": "<p>Har du märkt en brist? Berätta om den så gör vi vårt bästa för "
        "att rätta till den. Vi svarar på respons om tillgänglighet inom 14 dagar.</p>",
        "enforcement": "<p>Om du inte är nöjd med svaret eller inte får något svar inom "
        "14 dagar kan du lämna in ett klagomål till Transport- och "
        "kommunikationsverket Traficom. På verkets webbplats står hur ett klagomål "
        "lämnas in och hur ärendet behandlas.</p>",
        "authority": "Transport- och kommunikationsverket Traficom, enheten för tillsyn "
        "över digital tillgänglighet",
        "authority_url": "https://www.tillganglighetskrav.fi/",
    },
    "en": {
        "title": "Accessibility",
        "slug": "accessibility",
        "organisation": "The publisher of the site International Espoo",
        "scope": "This accessibility statement applies to the site International Espoo "
        "in Finnish, Swedish and English. The site is a demonstration that the City of "
        "Espoo does not publish; before it is taken into use, the city assesses it and "
        "brings this statement up to date.",
        "non_compliant": "<ul>"
        "<li>The site has not yet been tried together with people who use assistive "
        "technologies. Not all shortcomings are therefore known, and we do not say that "
        "the site meets the requirements in full.</li>"
        "<li>Names and phrases in other languages are not always marked within running "
        "text, so a screen reader may pronounce them wrongly (WCAG 3.1.2, Language of "
        "Parts).</li></ul>",
        "out_of_scope": "<p>The site links to services of others. We are not responsible "
        "for their accessibility.</p>",
        "alternatives": "<p>If something is not accessible to you, ask for it in another "
        "form through the feedback form.</p>",
        "method_note": "<p>The makers of the site assessed this demonstration "
        "themselves while building it. Its accessibility has not yet been audited as a "
        "whole.</p>",
        "feedback": "<p>Have you noticed a shortcoming? Tell us, and we do our best to "
        "put it right. We answer feedback on accessibility within 14 days.</p>",
        "enforcement": "<p>If you are not satisfied with the answer, or do not receive "
        "one within 14 days, you can file a complaint with the Finnish Transport and "
        "Communications Agency Traficom. Its site tells how to file a complaint and how "
        "the matter is handled.</p>",
        "authority": "Finnish Transport and Communications Agency Traficom, Digital "
        "Accessibility Supervision Unit",
        "authority_url": "https://www.webaccessibility.fi/",
    },
}

ARCHIVE = {
    "fi": {"title": "Arkisto", "slug": "arkisto"},
    "sv": {"title": "Arkiv", "slug": "arkiv"},
    "en": {"title": "Archive", "slug": "archive"},
}

FEEDBACK = {
    "fi": {
        "title": "Palaute",
        "slug": "palaute",
        "intro": "<p>Kerro virheestä, puuttuvasta tiedosta tai siitä, mikä oli hankalaa. "
        "Nimeä tai kirjautumista ei tarvita.</p>",
    },
    "sv": {
        "title": "Respons",
        "slug": "respons",
        "intro": "<p>Berätta om ett fel, om något som saknas eller om vad som var "
        "svårt. Du behöver varken ange ditt namn eller logga in.</p>",
    },
    "en": {
        "title": "Feedback",
        "slug": "feedback",
        "intro": "<p>Tell us about a mistake, about something missing or about what was "
        "hard. You need neither give your name nor sign in.</p>",
    },
}


def body(parts):
    """Return a stream: by turns a heading and the paragraphs under it."""
    blocks = []
    for number, texts in enumerate(parts):
        if number % 2 == 0:
            blocks.append(("heading", {"text": texts[0], "level": "h2"}))
        else:
            blocks += [("paragraph", f"<p>{text}</p>") for text in texts]
    return json.dumps(
        [
            {"type": kind, "value": value, "id": str(uuid.uuid4())}
            for kind, value in blocks
        ]
    )


def with_body(fields):
    return {**fields, "body": body(fields["body"])}


def statement(fields):
    return {**AUTHORITY, "status": "partial", "prepared_on": PREPARED_ON, **fields}


# In the order of the foot of the page.
PAGES = [
    ("duties", "StandardPage", {c: with_body(ABOUT[c]) for c in LANGUAGES}),
    ("articles", "ArchivePage", ARCHIVE),
    ("duties", "FeedbackPage", FEEDBACK),
    (
        "duties",
        "AccessibilityStatementPage",
        {c: statement(STATEMENT[c]) for c in LANGUAGES},
    ),
    ("duties", "StandardPage", {c: with_body(PRIVACY[c]) for c in LANGUAGES}),
]
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
STEP = 4  # characters of one step in treebeard's materialised path


def next_path(Page, parent):
    """Return the path after the last child of a page, in treebeard's base 36."""
    paths = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1)
    last = paths.order_by("-path").values_list("path", flat=True).first()
    number = int(last[-STEP:], 36) + 1 if last else 1
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return parent.path + digits.rjust(STEP, "0")


def make_pages(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    ContentType = apps.get_model("contenttypes", "ContentType")
    homes = {
        home.slug: home for home in Page.objects.filter(depth=2, slug__in=LANGUAGES)
    }
    now = timezone.now()
    for app_label, model_name, by_language in PAGES:
        key = uuid.uuid4()
        kind, _ = ContentType.objects.get_or_create(
            app_label=app_label, model=model_name.lower()
        )
        for code, home in homes.items():
            fields = by_language[code]
            if Page.objects.filter(
                path__startswith=home.path, depth=3, slug=fields["slug"]
            ).exists():
                continue  # an editor's own page is not replaced
            apps.get_model(app_label, model_name).objects.create(
                path=next_path(Page, home),
                depth=home.depth + 1,
                numchild=0,
                draft_title=fields["title"],
                url_path=f"{home.url_path}{fields['slug']}/",
                locale=home.locale,
                translation_key=key,
                content_type=kind,
                live=True,
                first_published_at=now,
                last_published_at=now,
                **fields,
            )
    count_children(Page)


def count_children(Page):
    for home in Page.objects.filter(depth=2):
        children = Page.objects.filter(path__startswith=home.path, depth=3)
        Page.objects.filter(pk=home.pk).update(numchild=children.count())


def remove_pages(apps, schema_editor):
    """Remove all pages of these types, since the types themselves go next."""
    Page = apps.get_model("wagtailcore", "Page")
    for app_label, model_name in {(app, model) for app, model, _fields in PAGES}:
        model = apps.get_model(app_label, model_name)
        keys = list(model.objects.values_list("pk", flat=True))
        model.objects.all().delete()
        Page.objects.filter(pk__in=keys).delete()
    count_children(Page)


class Migration(migrations.Migration):
    dependencies = [
        ("duties", "0001_initial"),
        ("articles", "0003_archive_and_corrections"),
        ("home", "0002_language_trees"),
    ]

    operations = [migrations.RunPython(make_pages, remove_pages)]
