"""Contacts: people who answer, in the languages they answer in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from phonenumber_field.modelfields import PhoneNumberField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail.search import index
from wagtail.signals import page_unpublished
from wagtail_localize.fields import SynchronizedField, TranslatableField

from articles.models.checked import CheckedPage
from articles.models.elsewhere import elsewhere
from articles.models.section import SectionPage
from articles.panels import OpenTasksPanel
from espoo.languages import LanguagesField
from translation.links import LinkingPage
from translation.versions import best_version, readable


class ContactIndexPage(SectionPage):
    """All contacts in one language."""

    subpage_types = ["articles.ContactPage"]

    class Meta:
        verbose_name = _("contact list")
        verbose_name_plural = _("contact lists")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        contacts = readable(ContactPage.objects.child_of(self)).order_by("title", "pk")
        context["contacts"] = [
            ShownContact(page=one, url=one.get_url(request) or "", role=one.role)
            for one in contacts.select_related("locale")
        ]
        context["elsewhere"] = elsewhere(
            ContactPage.objects.all(), "contacts", self.locale, request
        )
        return context


class ContactPage(LinkingPage, CheckedPage):
    """One person or desk.

    Only the role and the unit are words to translate.  Name, e-mail, phone and
    languages are the same everywhere, so they follow the original and cannot be
    overridden: no two spellings of one number can drift apart.
    """

    role = models.CharField(_("role"), max_length=255, blank=True)
    unit = models.CharField(_("unit"), max_length=255, blank=True)
    languages = LanguagesField(_("languages served"))
    email = models.EmailField(_("e-mail"), blank=True)
    phone = PhoneNumberField(_("phone"), blank=True)
    review_date = models.DateField(
        _("review by"),
        null=True,
        blank=True,
        help_text=_("When someone checks that the details are still true."),
    )
    withdrawn = models.BooleanField(
        _("withdrawn"),
        default=False,
        help_text=_("Publishing this takes the contact off the site in all languages."),
    )

    search_fields = [
        *Page.search_fields,
        index.SearchField("role", boost=1.5),
        index.SearchField("unit", boost=1.5),
        index.SearchField("email"),
        index.SearchField("phone"),
    ]
    content_panels = [
        OpenTasksPanel(heading=_("To settle")),
        FieldPanel("title", heading=_("Name")),
        FieldPanel("role"),
        FieldPanel("unit"),
        FieldPanel("languages"),
        FieldPanel("email"),
        FieldPanel("phone"),
        MultiFieldPanel(
            [FieldPanel("review_date"), FieldPanel("withdrawn")],
            heading=_("Upkeep"),
        ),
    ]
    override_translatable_fields = [
        SynchronizedField("title", overridable=False),
        SynchronizedField("slug", overridable=False),
        SynchronizedField("languages", overridable=False),
        SynchronizedField("email", overridable=False),
        SynchronizedField("phone", overridable=False),
        SynchronizedField("review_date", overridable=False),
        SynchronizedField("withdrawn", overridable=False),
        TranslatableField("role"),
        TranslatableField("unit"),
    ]
    parent_page_types = ["articles.ContactIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    @property
    def is_urgent(self) -> bool:
        """Whether it is to be taken off the site."""
        return self.withdrawn

    def get_publishing_errors(self) -> dict[str, Any]:
        if self.email or self.phone:
            return {}
        return {"email": _("Give an e-mail address or a phone number.")}

    def save(self, clean: bool = True, **kwargs: Any) -> None:
        """Save; a withdrawn contact is live in no language from that moment on."""
        # A draft that says so is saved with ``update_fields`` and withdraws nothing.
        withdraws = self.withdrawn and kwargs.get("update_fields") is None
        was_live = (
            withdraws and ContactPage.objects.filter(pk=self.pk, live=True).exists()
        )
        if withdraws:
            self.live = False
        with transaction.atomic():
            super().save(clean=clean, **kwargs)
            if withdraws:
                versions = ContactPage.objects.filter(
                    translation_key=self.translation_key
                ).exclude(pk=self.pk)
                gone = list(versions.filter(live=True))
                versions.update(withdrawn=True, live=False)
                for page in [*gone, *([self] if was_live else [])]:
                    # No save tells of the other languages' versions.
                    page_unpublished.send(sender=type(page), instance=page)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["named_by"] = self.get_pages_naming()
        return context

    def get_pages_naming(self) -> models.QuerySet[Page]:
        """Return the pages in this language that name this contact, newest first."""
        naming = [
            relation.objects.filter(
                contact__translation_key=self.translation_key, locale=self.locale_id
            ).values("page_id")
            for relation in (ArticleContact, ProjectContact)
        ]
        pages = Page.objects.filter(
            models.Q(pk__in=naming[0]) | models.Q(pk__in=naming[1]),
            locale=self.locale_id,
        )
        return readable(pages).order_by("-first_published_at", "-pk")


class NamedContact(TranslatableMixin, Orderable):
    """A contact and, where it differs, the person's role in this text.

    The contact is the same in every language: translators do not repoint it, and the
    page shows the reader's own version of it.
    """

    contact = models.ForeignKey(
        "articles.ContactPage",
        verbose_name=_("contact"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    role = models.CharField(
        _("role in this text"),
        max_length=255,
        blank=True,
        help_text=_("Only where it differs from the contact's own."),
    )

    override_translatable_fields = [
        SynchronizedField("contact", overridable=False),
        TranslatableField("role"),
    ]
    panels = [PageChooserPanel("contact"), FieldPanel("role")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True


class ArticleContact(NamedContact):
    """A contact of an article."""

    page = ParentalKey(
        "articles.ArticlePage",
        on_delete=models.CASCADE,
        related_name="article_contacts",
    )

    class Meta(NamedContact.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")


class ProjectContact(NamedContact):
    """A contact of a project."""

    page = ParentalKey(
        "articles.ProjectPage",
        on_delete=models.CASCADE,
        related_name="project_contacts",
    )

    class Meta(NamedContact.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")


@dataclass(frozen=True)
class ShownContact:
    """A contact as a reader of one language meets it.

    ``language_code`` is set where the contact exists only in another language than
    the reader's; ``role_language`` where the role is in that language too.
    """

    page: ContactPage
    url: str
    role: str
    language_code: str = ""
    role_language: str = ""


def shown_contacts(
    named: Iterable[NamedContact], language_code: str, request: HttpRequest | None
) -> list[ShownContact]:
    """Return the readable contacts in the given order, in the reader's language.

    One query, however many contacts.  Withdrawn and unpublished ones are left out.
    """
    named = list(named)
    keys = {relation.contact.translation_key for relation in named}
    versions: dict[Any, dict[str, ContactPage]] = {key: {} for key in keys}
    if keys:
        pages = readable(ContactPage.objects.filter(translation_key__in=keys))
        for page in pages.select_related("locale"):
            versions[page.translation_key][page.locale.language_code] = page
    shown = []
    for relation in named:
        page = best_version(versions[relation.contact.translation_key], language_code)
        if page is None:
            continue
        code = page.locale.language_code
        foreign = "" if code == language_code else code
        shown.append(
            ShownContact(
                page=page,
                url=page.get_url(request) or "",
                role=relation.role or page.role,
                language_code=foreign,
                role_language="" if relation.role else foreign,
            )
        )
    return shown
