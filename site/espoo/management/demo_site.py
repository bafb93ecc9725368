"""Builds the demo pages from the texts in site/demo/."""

import datetime
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.core.files.images import ImageFile
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Locale, Orderable, Page, TranslatableMixin

from articles.models import (
    ArticleContact,
    ArticleIndexPage,
    ArticlePage,
    ArticleTopic,
    ContactIndexPage,
    ContactPage,
    EasyReadingPage,
    Funding,
    MeetingPage,
    Place,
    ProjectCity,
    ProjectContact,
    ProjectIndexPage,
    ProjectPage,
    ProjectTopic,
    Publisher,
    Series,
    TimelineEvent,
    Topic,
)
from espoo.consent import Consent
from espoo.management.demo_text import DemoText, read
from espoo.models import Picture
from translation.adoption import adopt, adopt_children, align_stream, raw_stream
from translation.models import PairOverride
from translation.publishing import publish_together

DEMO_DIR = settings.PROJECT_DIR / "site" / "demo"
Snippet = TypeVar("Snippet", bound=TranslatableMixin)
Child = TypeVar("Child", bound=Orderable)
LANGUAGES = ("fi", "sv", "en")
SECTIONS: dict[str, type[Page]] = {
    "articles": ArticleIndexPage,
    "projects": ProjectIndexPage,
    "contacts": ContactIndexPage,
}


class DemoSite:
    """One run of the building.

    A page that is there already, by its slug under the same parent, stays as it is.
    """

    def __init__(self, tell: Callable[[str], None] | None = None) -> None:
        self.tell = tell or (lambda text: None)
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self.originals: dict[str, Page] = {}
        self.new: list[tuple[str, dict[str, DemoText]]] = []
        self.snippets = tomllib.loads((DEMO_DIR / "snippets.toml").read_text())

    def build(self) -> int:
        """Make what is missing, and return the number of new pages."""
        for kind in ("contacts", "projects", "meetings", "articles"):
            for key, texts in _families(DEMO_DIR / kind):
                self._add_original(f"{kind}/{key}", texts)
        # Links may point from any page to any, so bodies follow when all pages exist.
        for key, texts in self.new:
            self._fill(key, texts)
        made = 0
        for key, texts in self.new:
            pages = [self.originals[key]]
            pages += [self._add_version(key, texts, code) for code in list(texts)[1:]]
            for page in pages:
                self._set_times(page, texts[page.locale.language_code])
            publish_together(pages)
            made += len(pages)
            self.tell(f"{key}: {', '.join(texts)}")
        return made + self._add_easy_pages()

    # Originals

    def _add_original(self, key: str, texts: dict[str, DemoText]) -> None:
        language, text = next(iter(texts.items()))
        parent = self._parent(key, language)
        found = parent.get_children().filter(slug=_slug(text)).first()
        if found:
            self.originals[key] = found.specific
            return
        kind = key.partition("/")[0]
        make = {
            "contacts": self._contact,
            "projects": self._project,
            "meetings": self._meeting,
            "articles": self._article,
        }[kind]
        page = make(text, self.locales[language], None)
        page.live = False
        parent.add_child(instance=page)
        self.originals[key] = page
        self.new.append((key, texts))

    def _parent(self, key: str, language: str) -> Page:
        kind, _slash, rest = key.partition("/")
        if kind == "meetings":
            project = self.originals["projects/" + rest.partition("/")[0]]
            return project.get_translation(self.locales[language]).specific
        return SECTIONS[kind].objects.get(locale=self.locales[language])

    def _fill(self, key: str, texts: dict[str, DemoText]) -> None:
        """Give an original its body, in which links need the ids of the pages."""
        # Read anew: pages have been added under it since, and the row counts them.
        page = self.originals[key] = self.originals[key].specific_class.objects.get(
            pk=self.originals[key].pk
        )
        text = next(iter(texts.values()))
        _set_streams(page, self._streams(text))
        page.save(clean=False)
        page.save_revision(log_action=True)

    def _streams(self, text: DemoText) -> dict[str, list[dict[str, Any]]]:
        def page_id(key: str) -> int:
            return self.originals[key].pk

        return {
            "body": text.blocks(page_id, self._picture_id),
            "summary": text.blocks(page_id, self._picture_id, summary=True),
        }

    # Other languages

    def _add_version(self, key: str, texts: dict[str, DemoText], code: str) -> Page:
        """Make the version in another language, through wagtail-localize."""
        source = self.originals[key]
        make = {
            ContactPage: self._contact,
            ProjectPage: self._project,
            MeetingPage: self._meeting,
            ArticlePage: self._article,
        }[type(source)]
        like = make(texts[code], self.locales[code], source)
        streams = self._streams(texts[code])
        for name in streams:
            if hasattr(source, name):
                aligned, unmatched = align_stream(
                    raw_stream(source, name), streams[name]
                )
                if unmatched:
                    raise ValueError(f"{texts[code].file}: {name} {unmatched}")
                streams[name] = aligned
        _set_streams(like, streams)
        adoption = adopt(source, like, tool_name="Demo")
        if not adoption.is_complete:
            raise ValueError(f"{texts[code].file}: {adoption.missing}")
        return source.get_translation(self.locales[code]).specific

    def _set_times(self, page: Page, text: DemoText) -> None:
        if text.one("Published"):
            page.published_at = _local_time(text.one("Published"))
            page.content_updated_at = (
                _local_time(text.one("Updated"))
                if text.one("Updated")
                else page.published_at
            )
        if text.one("Missing-due"):
            PairOverride.objects.get_or_create(
                page_id=page.pk,
                defaults={
                    "reason": text.one("Missing-reason"),
                    "due": datetime.date.fromisoformat(text.one("Missing-due")),
                },
            )
        page.save(clean=False)
        page.save_revision(log_action=True)

    # The kinds of page

    def _contact(
        self, text: DemoText, locale: Locale, source: ContactPage | None
    ) -> ContactPage:
        return ContactPage(
            title=text.one("Name"),
            slug=_slug(text),
            role=text.one("Role"),
            unit=text.one("Unit"),
            languages=text.keys("Languages"),
            email=text.one("Email"),
            phone=text.one("Phone"),
            review_date=_date(text.one("Review-date")),
            locale=locale,
        )

    def _project(
        self, text: DemoText, locale: Locale, source: ProjectPage | None
    ) -> ProjectPage:
        page = ProjectPage(
            title=text.one("Title"),
            slug=_slug(text),
            official_name=text.one("Official-name"),
            tagline=text.one("Tagline"),
            official_language=text.one("Official-language"),
            aim=text.one("Aim"),
            brief="\n".join(text.many("Brief")),
            locale=locale,
        )
        page.cities = _in_order(
            self._city(value, locale) for value in text.many("City")
        )
        page.timeline = _in_order(
            self._event(value, locale) for value in text.many("Timeline")
        )
        if source:
            adopt_children(source.cities.all(), page.cities.all())
            adopt_children(source.timeline.all(), page.timeline.all())
            self._add_roles(page, "project_contacts", source, text)
            return page
        page.state = text.one("State", ProjectPage.State.RUNNING)
        page.start_year = _number(text.one("Start-year"))
        page.end_year = _number(text.one("End-year"))
        page.funding = self._funding(text.one("Funding"), locale)
        page.project_topics = self._topics(ProjectTopic, text, locale)
        page.project_contacts = self._contacts(ProjectContact, text, locale)
        return page

    def _city(self, value: str, locale: Locale) -> ProjectCity:
        name, country, *lead = [part.strip() for part in value.split("|")]
        return ProjectCity(
            name=name,
            country=country,
            is_lead=bool(lead and lead[0]),
            locale=locale,
        )

    def _event(self, value: str, locale: Locale) -> TimelineEvent:
        date, _bar, words = value.partition("|")
        year, month, day = [*map(int, date.strip().split("-")), None, None][:3]
        return TimelineEvent(
            year=year, month=month, day=day, text=words.strip(), locale=locale
        )

    def _meeting(
        self, text: DemoText, locale: Locale, source: MeetingPage | None
    ) -> MeetingPage:
        page = MeetingPage(
            title=text.one("Title"),
            slug=_slug(text),
            lead=text.one("Lead"),
            locale=locale,
        )
        if source:
            return page
        page.precision = text.one("Precision")
        page.year = _number(text.one("Year"))
        page.month = _number(text.one("Month"))
        page.season = text.one("Season")
        page.mode = text.one("Mode")
        page.status = text.one("Status", MeetingPage.Status.PLANNED)
        page.languages = text.keys("Languages")
        page.attendance = _number(text.one("Attendance"))
        page.place = self._place(text.one("Place"), locale)
        return page

    def _article(
        self, text: DemoText, locale: Locale, source: ArticlePage | None
    ) -> ArticlePage:
        page = ArticlePage(
            title=text.one("Title"),
            slug=_slug(text),
            subtitle=text.one("Subtitle"),
            lead=text.one("Lead"),
            brief="\n".join(text.many("Brief")),
            lead_image_alt=text.one("Image-alt"),
            lead_image_caption=text.one("Image-caption"),
            lead_image_credit=text.one("Image-credit"),
            byline=text.one("Byline"),
            funding_note=text.one("Funding-note"),
            rights_note=text.one("Rights-note"),
            locale=locale,
        )
        if source:
            self._add_roles(page, "article_contacts", source, text)
            return page
        page.source_url = text.one("Source-url")
        if text.one("Image"):
            page.lead_image_id = self._picture_id(text.one("Image"))
        if text.one("Project"):
            page.project = self.originals["projects/" + text.one("Project")]
        page.publisher = self._snippet(Publisher, "city-of-espoo", locale)
        page.series = self._snippet(Series, "international-espoo", locale)
        page.article_topics = self._topics(ArticleTopic, text, locale)
        page.article_contacts = self._contacts(ArticleContact, text, locale)
        return page

    def _add_easy_pages(self) -> int:
        made = 0
        for key, texts in _families(DEMO_DIR / "easy"):
            for language, text in texts.items():
                article = self.originals[f"articles/{key}"]
                parent = article.get_translation(self.locales[language])
                if parent.get_children().filter(slug=_slug(text)).exists():
                    continue
                page = EasyReadingPage(
                    title=text.one("Title"),
                    slug=_slug(text),
                    lead=text.one("Lead"),
                    published_at=_local_time(text.one("Published")),
                    locale=parent.locale,
                    live=False,
                )
                _set_streams(page, self._streams(text))
                parent.add_child(instance=page)
                page.save_revision(log_action=True).publish()
                self.tell(f"easy/{key}: {language}")
                made += 1
        return made

    # What pages refer to

    def _topics(
        self, relation: type[Orderable], text: DemoText, locale: Locale
    ) -> list[Orderable]:
        return _in_order(
            relation(topic=self._snippet(Topic, key, locale), locale=locale)
            for key in text.keys("Topics")
        )

    def _contacts(
        self, relation: type[Orderable], text: DemoText, locale: Locale
    ) -> list[Orderable]:
        return _in_order(
            relation(
                contact=self.originals[f"contacts/{key}"],
                role=text.one(f"Contact-role-{key}"),
                locale=locale,
            )
            for key in text.keys("Contacts")
        )

    def _add_roles(
        self,
        page: Page,
        name: str,
        source: Page,
        text: DemoText,
    ) -> None:
        """Put the contacts' roles of another language beside the source's."""
        keys = {original.pk: key for key, original in self.originals.items()}
        for one in getattr(source, name).all():
            key = keys[one.contact_id].removeprefix("contacts/")
            relation = type(one)(
                contact=one.contact,
                role=text.one(f"Contact-role-{key}"),
                locale=page.locale,
                translation_key=one.translation_key,
                sort_order=one.sort_order,
            )
            getattr(page, name).add(relation)

    def _snippet(
        self, model: type[Snippet], key: str, locale: Locale
    ) -> Snippet | None:
        """Return the seeded snippet whose English name, as a slug, is the key."""
        if not key:
            return None
        english = model._default_manager.filter(locale=self.locales["en"])
        found = next((one for one in english if slugify(str(one)) == key), None)
        if found is None:
            raise ValueError(f"There is no {model._meta.verbose_name} “{key}”.")
        return model._default_manager.get(
            translation_key=found.translation_key, locale=locale
        )

    def _funding(self, key: str, locale: Locale) -> Funding | None:
        """Return the funding, with the demo's own emblem in all languages."""
        found = self._snippet(Funding, key, locale)
        emblem = self.snippets["emblems"].get(key)
        if found and emblem and not found.emblem_id:
            picture = self._picture_id(emblem["file"])
            for version in Funding.objects.filter(
                translation_key=found.translation_key
            ):
                version.emblem_id = picture
                version.emblem_alt = emblem[version.locale.language_code]
                version.save_revision().publish()
        return found

    def _place(self, key: str, locale: Locale) -> Place | None:
        if not key:
            return None
        if not Place.objects.filter(name=self.snippets["places"][key]["fi"]["name"]):
            names = self.snippets["places"][key]
            source = Place(name=names["fi"]["name"], locale=self.locales["fi"])
            for code in LANGUAGES:
                place = Place(name=names[code]["name"], locale=self.locales[code])
                place.translation_key = source.translation_key
                place.save()
                place.save_revision().publish()
        return self._snippet(Place, key, locale)

    def _picture_id(self, name: str) -> int:
        """Return the picture's id in the library; it is put there on first use."""
        title = Path(name).stem
        picture = Picture.objects.filter(title=title).first()
        if picture is None:
            with (DEMO_DIR / "images" / name).open("rb") as file:
                picture = Picture(
                    title=title,
                    file=ImageFile(file, name=name),
                    consent=Consent.NOT_NEEDED,
                    consent_note="Piirretty tietokoneohjelmalla, ei esitä ketään.",
                )
                picture.save()
        return picture.pk


def _families(folder: Path) -> Iterable[tuple[str, dict[str, DemoText]]]:
    """Give each key with its texts by language, the original first."""
    for parent in sorted({file.parent for file in folder.rglob("*.txt")}):
        texts = {
            code: read(parent / f"{code}.txt")
            for code in LANGUAGES
            if (parent / f"{code}.txt").exists()
        }
        yield parent.relative_to(folder).as_posix(), texts


def _in_order(children: Iterable[Child]) -> list[Child]:
    """Return what belongs to a page, numbered as a form numbers it."""
    numbered = list(children)
    for number, child in enumerate(numbered):
        child.sort_order = number
    return numbered


def _slug(text: DemoText) -> str:
    return text.one("Slug") or slugify(text.one("Name"))


def _set_streams(page: Page, streams: dict[str, list[dict[str, Any]]]) -> None:
    for name, blocks in streams.items():
        if hasattr(page, name):
            stream = page._meta.get_field(name).stream_block
            setattr(page, name, stream.to_python(blocks))


def _number(text: str) -> int | None:
    return int(text) if text else None


def _date(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _local_time(text: str) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.fromisoformat(text))
