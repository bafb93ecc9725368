"""Pages that stand in the foot of every page, each written for itself."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from articles.models.section import SectionPage
from duties.forms import FeedbackForm, own_address
from espoo.blocks import RICH_TEXT, BodyBlock
from translation.links import LinkingPage
from translation.originals import IndependentOriginal


class StandardPage(IndependentOriginal, LinkingPage):
    """A page about the site itself: about the series, privacy."""

    in_footer = True

    lead = models.TextField(_("lead"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    search_fields = [
        *Page.search_fields,
        index.SearchField("lead", boost=1.5),
        index.SearchField("body"),
    ]
    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")


class AccessibilityStatementPage(SectionPage):
    """The accessibility statement, with every part of the EU's model.

    Its headings and their order are those of Commission Implementing Decision (EU)
    2018/1523; what only this site can say stands in the fields.
    """

    in_footer = True

    class Status(models.TextChoices):
        FULL = "full", _("Fully compliant")
        PARTIAL = "partial", _("Partially compliant")
        NONE = "none", _("Not compliant")

    class Method(models.TextChoices):
        SELF = "self", _("A self-assessment")
        OUTSIDE = "outside", _("An assessment by an outside expert")

    organisation = models.CharField(_("whose site it is"), max_length=255)
    scope = models.TextField(
        _("scope"), help_text=_("What the statement covers: addresses and services.")
    )
    status = models.CharField(
        _("compliance status"), max_length=10, choices=Status.choices
    )
    non_compliant = RichTextField(
        _("content that does not meet the requirements"),
        blank=True,
        features=RICH_TEXT,
        help_text=_("What is wrong, whom it hinders, and when it is put right."),
    )
    disproportionate_burden = RichTextField(
        _("disproportionate burden"), blank=True, features=RICH_TEXT
    )
    out_of_scope = RichTextField(
        _("content outside the law"), blank=True, features=RICH_TEXT
    )
    alternatives = RichTextField(
        _("accessible alternatives"), blank=True, features=RICH_TEXT
    )
    prepared_on = models.DateField(_("prepared on"))
    reviewed_on = models.DateField(_("last reviewed on"), null=True, blank=True)
    method = models.CharField(
        _("method"), max_length=10, choices=Method.choices, default=Method.SELF
    )
    method_note = RichTextField(
        _("how the assessment was made"), blank=True, features=RICH_TEXT
    )
    feedback = RichTextField(_("feedback and contact"), features=RICH_TEXT)
    email = models.EmailField(_("e-mail"), blank=True)
    authority = models.CharField(_("supervising authority"), max_length=255)
    enforcement = RichTextField(_("enforcement procedure"), features=RICH_TEXT)
    authority_url = models.URLField(_("the authority’s site"), blank=True)
    authority_email = models.EmailField(_("the authority’s e-mail"), blank=True)
    authority_phone = models.CharField(
        _("the authority’s phone"), max_length=50, blank=True
    )

    search_fields = [
        *Page.search_fields,
        index.SearchField("scope"),
        index.SearchField("non_compliant"),
    ]
    content_panels = [
        *SectionPage.content_panels,
        FieldPanel("organisation"),
        FieldPanel("scope"),
        FieldPanel("status"),
        MultiFieldPanel(
            [
                FieldPanel("non_compliant"),
                FieldPanel("disproportionate_burden"),
                FieldPanel("out_of_scope"),
                FieldPanel("alternatives"),
            ],
            heading=_("Content that is not accessible"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("prepared_on"), FieldPanel("reviewed_on")]),
                FieldPanel("method"),
                FieldPanel("method_note"),
            ],
            heading=_("Preparation of this statement"),
        ),
        MultiFieldPanel(
            [FieldPanel("feedback"), FieldPanel("email")],
            heading=_("Feedback and contact"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("enforcement"),
                FieldPanel("authority"),
                FieldPanel("authority_url"),
                FieldRowPanel(
                    [FieldPanel("authority_email"), FieldPanel("authority_phone")]
                ),
            ],
            heading=_("Enforcement procedure"),
        ),
    ]

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")


class FeedbackPage(SectionPage):
    """The form by which a reader tells us something.

    It sets no cookie and holds no token, so that the page can be cached; whether a
    message comes from it is seen when the message arrives (``duties.views``).
    """

    in_footer = True
    purpose = "feedback"

    class Meta:
        verbose_name = _("feedback page")
        verbose_name_plural = _("feedback pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict:
        context = super().get_context(request, *args, **kwargs)
        about = own_address(request.GET.get("about", ""))
        context |= {
            "form": FeedbackForm(initial={"about": about}),
            "about": about,
            "thanks": request.GET.get("thanks", ""),
        }
        return context
