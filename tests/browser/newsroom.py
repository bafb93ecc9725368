"""A newsroom with every kind of page in three languages, for tests that look at all."""

import dataclasses
import datetime
import io
import uuid

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from wagtail.models import Page

from articles.models import (
    ArticleContact,
    ArticleCorrection,
    ArticlePage,
    ArticleTopic,
    ContactPage,
    EasyReadingPage,
    Funding,
    MeetingPage,
    Place,
    ProjectCity,
    ProjectContact,
    ProjectPage,
    ProjectTopic,
    Publisher,
    Series,
    TimelineEvent,
    Topic,
)
from espoo.models import Picture
from espoo.pictures import make_renditions
from tests.raw_blocks import (
    facts,
    figure,
    heading,
    links,
    page_link,
    paragraph,
    quote,
    stream,
    table,
)

LANGUAGES = ("fi", "sv", "en")
SECTIONS = {
    "article list": ("artikkelit", "artiklar", "articles"),
    "project list": ("hankkeet", "projekt", "projects"),
    "meeting list": ("tapaamiset", "moten", "meetings"),
    "topic list": ("aiheet", "amnen", "topics"),
    "contact list": ("yhteystiedot", "kontakt", "contact"),
    "archive": ("arkisto", "arkiv", "archive"),
    "about": ("tietoa", "om", "about"),
    "accessibility statement": ("saavutettavuus", "tillganglighet", "accessibility"),
    "privacy notice": ("tietosuoja", "dataskydd", "privacy"),
    "feedback": ("palaute", "respons", "feedback"),
    "search": ("haku", "sok", "search"),
}
# Words as long as the languages have them, so that lines must break inside.
WORDS = {
    "fi": {
        "title": "Yhdenvertaisuussuunnittelutyöryhmä kokoontui kirjastossa",
        "lead": "Asukkaat kertoivat, miten kansainvälisyysyhteistyö näkyy arjessa.",
        "text": "Kokouksessa puhuttiin kotoutumisesta, kielistä ja naapuriavusta.",
        "heading": "Kaupunginosayhdistysten toiveet",
        "quote": "Kun tiesin, kenelle soittaa, kaikki helpottui",
        "role": "maahanmuuttopalvelupäällikkö",
        "caption": "Osallistujia kirjaston pihalla",
        "table": "Osallistujat kielittäin",
        "column": "Osallistujamäärä",
        "hit": "kirjastossa",
    },
    "sv": {
        "title": "Jämlikhetsplaneringsarbetsgruppen möttes på biblioteket",
        "lead": "Invånarna berättade hur internationaliseringssamarbetet syns.",
        "text": "På mötet talade man om integration, språk och grannhjälp.",
        "heading": "Stadsdelsföreningarnas önskemål",
        "quote": "När jag visste vem jag skulle ringa blev allt lättare",
        "role": "invandrarserviceansvarig",
        "caption": "Deltagare på bibliotekets gård",
        "table": "Deltagare enligt språk",
        "column": "Deltagarantal",
        "hit": "biblioteket",
    },
    "en": {
        "title": "The equality planning group met in the library",
        "lead": "Residents told how internationalisation shows in everyday life.",
        "text": "The meeting talked about settling in, languages and good neighbours.",
        "heading": "What neighbourhood associations hope for",
        "quote": "Once I knew whom to call, everything became easier",
        "role": "head of immigrant services",
        "caption": "Participants in the yard of the library",
        "table": "Participants by language",
        "column": "Participants",
        "hit": "library",
    },
}


@dataclasses.dataclass(frozen=True)
class Newsroom:
    """The addresses of each kind of page by language, and of what is not a page.

    ``gone`` are addresses of removed pages, ``elsewhere`` those under which only the
    other two languages have a page.  ``lacking`` are such pages, by the language that
    lacks and then by their own.
    """

    kinds: dict[str, dict[str, str]]
    gone: dict[str, str]
    elsewhere: dict[str, str]
    lacking: dict[str, dict[str, str]]


def section(kind, language):
    """Return the section page of a kind."""
    slug = SECTIONS[kind][LANGUAGES.index(language)]
    return Page.objects.get(url_path=f"/{language}/{slug}/").specific


def add(parent, model, **fields):
    """Add a published page in the language of its parent."""
    page = model(locale=parent.locale, live=True, **fields)
    parent.add_child(instance=page)
    return page


def versions(model, parents, fields=None, **shared):
    """Add a page in each language of ``parents``; return the pages by language.

    ``fields`` gives what is a language's own.
    """
    key = uuid.uuid4()
    return {
        language: add(
            parent,
            model,
            translation_key=key,
            **{"title": WORDS[language]["title"]}
            | shared
            | (fields(language) if fields else {}),
        )
        for language, parent in parents.items()
    }


def build():
    """Build the newsroom in the database; about a hundred pages."""
    room = _Builder()
    room.add_snippets()
    room.add_contacts()
    room.add_projects()
    room.add_articles()
    room.add_meetings()
    return Newsroom(
        kinds=room.addresses(),
        gone=room.gone(),
        elsewhere=room.elsewhere(),
        lacking={
            missing: {code: page.get_url() for code, page in pages.items()}
            for missing, pages in room.lacking.items()
        },
    )


class _Builder:
    """Builds part by part: what comes later names what came before."""

    def __init__(self):
        self.pages = {}
        self.sections = {
            kind: {code: section(kind, code) for code in LANGUAGES} for kind in SECTIONS
        }

    def keep(self, kind, pages):
        self.pages[kind] = pages
        return pages

    def add_snippets(self):
        data = io.BytesIO()
        Image.new("RGB", (96, 64), "teal").save(data, "JPEG")
        file = SimpleUploadedFile("yard.jpg", data.getvalue(), "image/jpeg")
        self.picture = Picture.objects.create(title="Yard", file=file)
        # What follows a commit does not come in a test, which makes none.
        make_renditions.call(self.picture.pk)
        keys = [uuid.uuid4() for _ in range(5)]
        self.topic, self.place, self.funding, self.series, self.publisher = (
            {
                code: model.objects.create(
                    locale=self.sections["feedback"][code].locale,
                    translation_key=key,
                    **fields(WORDS[code]),
                )
                for code in LANGUAGES
            }
            for key, (model, fields) in zip(
                keys,
                [
                    (Topic, lambda w: {"name": w["heading"], "intro": w["lead"]}),
                    (Place, lambda w: {"name": "Espoo", "access": w["text"]}),
                    (
                        Funding,
                        lambda w: {
                            "programme": w["heading"],
                            "statement": w["text"],
                            "emblem": self.picture,
                            "emblem_alt": w["caption"],
                        },
                    ),
                    (Series, lambda w: {"name": w["heading"], "intro": w["lead"]}),
                    (Publisher, lambda w: {"name": w["role"]}),
                ],
                strict=True,
            )
        )

    def add_contacts(self):
        self.contacts = self.keep(
            "contact",
            versions(
                ContactPage,
                self.sections["contact list"],
                lambda code: {
                    "role": WORDS[code]["role"],
                    "unit": WORDS[code]["heading"],
                },
                title="Aino Esimerkki",
                languages=["fi", "en"],
                email="aino.esimerkki@example.org",
                phone="+358450001234",
            ),
        )
        # Named in every language, though only Finnish tells the role.
        self.finnish_contact = add(
            self.sections["contact list"]["fi"],
            ContactPage,
            title="Onni Esimerkki",
            role=WORDS["fi"]["role"],
            unit=WORDS["fi"]["heading"],
            email="onni.esimerkki@example.org",
        )

    def add_projects(self):
        self.projects = self.keep(
            "project",
            versions(
                ProjectPage,
                self.sections["project list"],
                lambda code: {
                    "aim": WORDS[code]["lead"],
                    "brief": f"{WORDS[code]['text']}\n{WORDS[code]['quote']}.",
                    "body": self.body(code),
                    "funding": self.funding[code],
                },
                official_name="Neighbours Across Borders",
                tagline="Nobody settles in alone",
                official_language="en",
                start_year=2023,
                end_year=2025,
                state="ended",
            ),
        )
        for code, project in self.projects.items():
            row = {"page": project, "locale": project.locale}
            ProjectCity.objects.create(
                **row, name="Tartu", country="Estonia", is_lead=True
            )
            ProjectCity.objects.create(**row, name="Espoo", country="Finland")
            TimelineEvent.objects.create(
                **row, year=2024, month=5, text=WORDS[code]["text"]
            )
            ProjectTopic.objects.create(**row, topic=self.topic[code])
            ProjectContact.objects.create(**row, contact=self.contacts[code])
        self.running = versions(
            ProjectPage,
            self.sections["project list"],
            lambda code: {"title": WORDS[code]["heading"], "aim": WORDS[code]["text"]},
            start_year=2025,
        )

    def body(self, code, *targets):
        """Return a body with a block of every type; ``targets`` are linked."""
        words = WORDS[code]
        inside = " ".join(page_link(page, page.title) for page in targets)
        return stream(
            paragraph(
                f"<p>{words['text']} {inside} <b>{words['caption']}</b>"
                f' <a href="https://example.org/{words["role"]}/">example.org</a></p>'
                f"<ul><li>{words['heading']}</li><li>{words['role']}</li></ul>"
            ),
            heading(words["heading"]),
            quote(words["quote"], role=words["role"]),
            heading(words["role"].capitalize(), "h3"),
            paragraph(f"<p>{words['lead']}</p>"),
            heading(words["caption"]),
            figure(
                self.picture.pk,
                words["caption"],
                caption=words["caption"],
                credit="Aino Esimerkki",
            ),
            heading(words["table"]),
            table(
                words["table"],
                [words["role"].capitalize(), words["column"], words["heading"]],
                ["Suomi", "21", words["text"]],
                ["Svenska", "13", words["text"]],
            ),
            facts(words["column"], f"<p>{words['text']}</p>"),
            heading(words["column"]),
            links(
                *((page.title, page.pk, "") for page in targets),
                ("example.org", None, "https://example.org/"),
            ),
        )

    def add_articles(self):
        lists = self.sections["article list"]
        now = timezone.now()
        self.lacking = {
            missing: versions(
                ArticlePage,
                {code: lists[code] for code in LANGUAGES if code != missing},
                lambda code: {
                    "title": WORDS[code]["caption"],
                    "lead": WORDS[code]["lead"],
                },
                slug=f"without-{missing}",
                published_at=now - datetime.timedelta(days=20),
            )
            for missing in LANGUAGES
        }
        foreign = [next(iter(pages.values())) for pages in self.lacking.values()]
        full = self.keep(
            "article",
            versions(
                ArticlePage,
                lists,
                lambda code: {
                    "subtitle": WORDS[code]["heading"],
                    "lead": WORDS[code]["lead"],
                    "brief": f"{WORDS[code]['text']}\n{WORDS[code]['quote']}.",
                    "lead_image_alt": WORDS[code]["caption"],
                    "lead_image_caption": WORDS[code]["caption"],
                    "series": self.series[code],
                    "publisher": self.publisher[code],
                    "body": self.body(code, self.projects[code], *foreign),
                },
                lead_image=self.picture,
                lead_image_credit="Onni Esimerkki",
                byline="Aino Esimerkki",
                project=self.projects["fi"],
                source_url="https://example.org/where/it/was/first/published/",
                rights_note="© Example",
                published_at=now - datetime.timedelta(days=1000),
                content_updated_at=now - datetime.timedelta(days=900),
            ),
        )
        plain = self.keep(
            "article without a picture",
            versions(
                ArticlePage,
                lists,
                lambda code: {
                    "title": WORDS[code]["heading"],
                    "lead": WORDS[code]["lead"],
                    "series": self.series[code],
                    "body": stream(paragraph(f"<p>{WORDS[code]['text']}</p>")),
                },
                published_at=now - datetime.timedelta(days=2),
            ),
        )
        for code in LANGUAGES:
            for page in (full[code], plain[code]):
                row = {"page": page, "locale": page.locale}
                ArticleTopic.objects.create(**row, topic=self.topic[code])
            row = {"page": full[code], "locale": full[code].locale}
            ArticleCorrection.objects.create(
                **row, date=datetime.date(2026, 3, 4), text=WORDS[code]["text"]
            )
            ArticleContact.objects.create(**row, contact=self.contacts[code])
            ArticleContact.objects.create(**row, contact=self.finnish_contact)
        self.keep(
            "easy page",
            {
                code: add(
                    full[code],
                    EasyReadingPage,
                    title=WORDS[code]["heading"],
                    lead=WORDS[code]["lead"],
                    body=stream(
                        paragraph(f"<p>{WORDS[code]['text']}</p>"),
                        heading(WORDS[code]["caption"]),
                        figure(self.picture.pk, WORDS[code]["caption"]),
                    ),
                )
                for code in LANGUAGES
            },
        )

    def add_meetings(self):
        now = timezone.now()
        open_to_all = {
            "mode": "both",
            "languages": ["fi", "sv", "en"],
            "registration": "open",
            "registration_url": "https://example.org/register/",
            "join_url": "https://example.org/join/",
        }
        last_year = timezone.localdate().year - 1
        states = {
            "upcoming": open_to_all | {"registration_deadline": self.later(20)},
            "moved": {"status": "moved", "registration": "full"},
            "moved online": {"status": "moved_online"},
            "postponed": {"status": "postponed"},
            "cancelled": {"status": "cancelled"},
            "going on": open_to_all
            | {"starts_at": now - datetime.timedelta(minutes=5), "ends_at": None},
            "past": {"starts_at": self.later(-40), "attendance": 47},
            "past, summary promised": {
                "starts_at": self.later(-30),
                "summary_due": timezone.localdate(),
            },
            "season only": {
                "precision": "season",
                "year": last_year + 2,
                "season": "autumn",
                "starts_at": None,
                "ends_at": None,
            },
        }
        for state, fields in states.items():
            times = {"starts_at": self.later(30), "ends_at": self.later(30, hours=2)}
            if state.startswith("past"):
                times["ends_at"] = fields["starts_at"] + datetime.timedelta(hours=2)
            self.keep(
                f"meeting, {state}",
                versions(
                    MeetingPage,
                    self.running,
                    lambda code, state=state: {
                        "lead": WORDS[code]["lead"],
                        "place": self.place[code],
                        "body": stream(paragraph(f"<p>{WORDS[code]['text']}</p>")),
                        "summary": self.body(code) if state == "past" else "[]",
                    },
                    **times | fields,
                ),
            )

    def later(self, days, hours=0):
        return timezone.now() + datetime.timedelta(days=days, hours=hours)

    def addresses(self):
        """Return the addresses of each kind that is a page, and its further states."""
        kinds = {"home": {code: f"/{code}/" for code in LANGUAGES}}
        for kind, pages in {**self.sections, **self.pages}.items():
            kinds[kind] = {code: page.get_url() for code, page in pages.items()}
        year = self.pages["article"]["fi"].published_at.year
        under = {
            "archive year": ("archive", lambda code: f"{year}/"),
            "topic": ("topic list", lambda code: f"{self.topic[code].slug}/"),
            "article list with other languages": (
                "article list",
                lambda code: "?others=1",
            ),
            "search with hits": ("search", lambda code: f"?q={WORDS[code]['hit']}"),
            "search without hits": ("search", lambda code: "?q=qwertyuiop"),
            "feedback about a page": (
                "feedback",
                lambda code: f"?about={kinds['article'][code]}",
            ),
            "feedback received": ("feedback", lambda code: "?thanks=feedback"),
            "usefulness counted": ("feedback", lambda code: "?thanks=useful"),
        }
        for kind, (parent, rest) in under.items():
            kinds[kind] = {code: kinds[parent][code] + rest(code) for code in LANGUAGES}
        return kinds

    def gone(self):
        """Return addresses of pages that were removed in every language."""
        removed = versions(
            ArticlePage,
            self.sections["article list"],
            slug="removed",
            lead="x",
        )
        addresses = {code: page.get_url() for code, page in removed.items()}
        for page in removed.values():
            page.delete()
        return addresses

    def elsewhere(self):
        """Return addresses under which only the other languages have a page."""
        lists = self.sections["article list"]
        return {code: f"{lists[code].get_url()}without-{code}/" for code in LANGUAGES}
