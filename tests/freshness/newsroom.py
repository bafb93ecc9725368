"""A small site in three languages, and all that may happen to what readers see there.

Each change is made as the system makes it; it gives the pages it is about, or None
where there is nothing to change.
"""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Page, PageViewRestriction, Site

from articles.models import (
    ArticleContact,
    ArticleCorrection,
    ArticleIndexPage,
    ArticlePage,
    ArticleTopic,
    ContactPage,
    MeetingPage,
    ProjectPage,
    Publisher,
    Series,
    Topic,
)
from tests.raw_blocks import heading, paragraph, stream

OTHERS = ("sv", "en")


class Newsroom:
    """The site, with a project, contact, meeting and topic, and three articles."""

    def __init__(self, chance, makers, picture):
        self.chance, self.makers, self.picture = chance, makers, picture
        self.number = 0
        self.project = makers["project"]("Hanke")
        makers["project"]("Toinen hanke")
        self.contact = makers["contact"]("Henkilö")
        self.topic = makers["topic"]("Aihe", slug="aihe")
        for code in OTHERS:
            makers["topic"](f"Aihe {code}", slug="aihe", language=code, of=self.topic)
            makers["translated"](self.project, code)
            makers["translated"](self.contact, code)
        makers["translated"](makers["meeting"](project=self.project), "sv")
        for languages in ((), ("sv",), OTHERS):
            self.add_article(languages)

    def word(self):
        """Return a word that stands nowhere yet."""
        self.number += 1
        return f"Sana{self.number}"

    def add_article(self, languages=("sv",)):
        article = self.makers["article"](
            self.word(),
            project=self.project,
            lead_image=self.picture,
            lead_image_alt="Kuva",
            series=Series.objects.filter(locale__language_code="fi").first(),
            publisher=Publisher.objects.filter(locale__language_code="fi").first(),
            body=stream(heading("Väli"), paragraph(f"<p>{self.word()}</p>")),
        )
        ArticleTopic.objects.create(
            page=article, topic=self.topic, locale_id=article.locale_id
        )
        ArticleContact.objects.create(
            page=article, contact=self.contact, locale_id=article.locale_id
        )
        article.save_revision()
        for code in languages:
            self.makers["translated"](article, code)
        return [article]

    def some(self, model, **fields):
        """Return one row by chance, or None."""
        rows = list(model.objects.filter(**fields).order_by("pk"))
        return self.chance.choice(rows) if rows else None

    def text(self, **fields):
        """Return a live article, project, meeting or contact by chance."""
        kinds = (ArticlePage, ArticlePage, ProjectPage, MeetingPage, ContactPage)
        return self.some(self.chance.choice(kinds), live=True, **fields)

    # What may happen

    def retitle(self):
        return self._publish(self.text(), title=self.word())

    def rewrite(self):
        body = stream(paragraph(f"<p>{self.word()}</p>"))
        return self._publish(self.some(ArticlePage, live=True), body=body)

    def rename(self):
        return self._publish(self.text(), slug=self.word().lower())

    def draft(self):
        page = self.text()
        if page:
            page.title = self.word()
            page.save_revision()
        return page and [page]

    def unpublish(self):
        page = self.some(ArticlePage, live=True)
        if page:
            page.unpublish()
        return page and [page]

    def publish_again(self):
        page = self.some(Page, live=False, depth__gt=3)
        if page:
            page.get_latest_revision_as_object().save_revision().publish()
        return page and [page]

    def translate(self):
        for page in ArticlePage.objects.filter(live=True, locale__language_code="fi"):
            if not page.get_translations().filter(locale__language_code="sv").exists():
                return [page, self.makers["translated"](page, "sv")]
        return self.add_article(languages=())

    def delete(self):
        page = self.some(ArticlePage, locale__language_code="en")
        if page:
            parent = page.get_parent()
            page.delete()
        return page and [parent]

    def move(self):
        page = self.some(MeetingPage, locale__language_code="fi")
        old = page.get_parent()
        new = self.some(ProjectPage, locale=page.locale)
        if new.pk == old.pk:
            return None
        page.move(new, pos="last-child")
        return [old, new, Page.objects.get(pk=page.pk)]

    def reorder(self):
        """Change the order of the menu."""
        page = self.some(Page, depth=3, show_in_menus=True)
        first = page.get_first_sibling()
        if page == first:
            return None
        page.move(first, pos="left")
        return [page, page.get_parent()]

    def schedule(self):
        page = self.some(ArticlePage, live=True)
        if not page:
            return None
        page.title, page.go_live_at = self.word(), timezone.now() + timedelta(hours=1)
        page.save_revision().publish()
        # The hour has come.
        revisions = page.revisions.exclude(approved_go_live_at=None)
        revisions.update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
        call_command("publish_scheduled")
        return [page]

    def expire(self):
        page = self.some(ArticlePage, live=True)
        if not page:
            return None
        Page.objects.filter(pk=page.pk).update(
            expire_at=timezone.now() - timedelta(minutes=1)
        )
        call_command("publish_scheduled")
        return [page]

    def cancel(self):
        page = self.some(MeetingPage, live=True)
        return self._publish(page, status=MeetingPage.Status.CANCELLED)

    def withdraw(self):
        page = self.some(ContactPage, live=True, withdrawn=False)
        return self._publish(page, withdrawn=True)

    def hire(self):
        page = self.makers["contact"](self.word())
        return [page, self.makers["translated"](page, "sv")]

    def new_number(self):
        page = self.some(ContactPage, live=True)
        return self._publish(page, phone=f"09 8160 {self.chance.randint(1000, 9999)}")

    def rename_topic(self):
        topic = self.some(Topic)
        topic.name = self.word()
        topic.save()
        return self._articles()

    def correct(self):
        page = self.some(ArticlePage, live=True)
        if page:
            page.corrections.add(ArticleCorrection(text=self.word()))
        return self._publish(page)

    def change_picture(self):
        data = self.picture.file.open().read()
        self.picture.file = SimpleUploadedFile(f"{self.word()}.jpg", data, "image/jpeg")
        self.picture.save()
        return self._articles()

    def change_menu(self):
        page = self.some(ArticleIndexPage)
        page.show_in_menus = not page.show_in_menus
        return self._publish(page, title=self.word())

    def close(self):
        page = self.some(ArticlePage, live=True)
        if page:
            PageViewRestriction.objects.create(
                page=page, restriction_type=PageViewRestriction.LOGIN
            )
        return page and [page]

    def open(self):
        restriction = self.some(PageViewRestriction)
        page = restriction and restriction.page
        if restriction:
            restriction.delete()
        return page and [page]

    def redirect(self):
        page = self.some(ArticlePage, live=False)
        if not page:
            return None
        Redirect.objects.update_or_create(
            old_path=Redirect.normalise_path(page.url),
            defaults={"redirect_link": "/fi/"},
        )
        return [page]

    def promote(self):
        page = self.some(ArticlePage, live=True)
        if page:
            query = Query.get("hanke")
            SearchPromotion.objects.create(query=query, page=page, description="!")
        return page and [page]

    def rename_site(self):
        site = Site.objects.get()
        site.site_name = self.word()
        site.save()
        return list(Page.objects.filter(depth=2))

    def _publish(self, page, **fields):
        return page and [self.makers["publish"](page, **fields)]

    def _articles(self):
        return list(ArticlePage.objects.filter(live=True))


KINDS = [
    getattr(Newsroom, name)
    for name in vars(Newsroom)
    if not name.startswith("_") and name not in ("word", "some", "text")
]
