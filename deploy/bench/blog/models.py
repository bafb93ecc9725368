"""A blog such as Wagtail's own tutorial leads to: what a bare site costs."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page


class BlogIndexPage(Page):
    """All posts, newest first, not divided into pages."""

    intro = RichTextField(blank=True)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["posts"] = self.get_children().live().order_by("-first_published_at")
        return context


class BlogPage(Page):
    """One post with pictures."""

    date = models.DateField()
    intro = models.CharField(max_length=250)
    body = RichTextField(blank=True)


class BlogPicture(Orderable):
    """A picture of a post."""

    page = ParentalKey(BlogPage, on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey(
        "wagtailimages.Image", on_delete=models.CASCADE, related_name="+"
    )
    caption = models.CharField(blank=True, max_length=250)
