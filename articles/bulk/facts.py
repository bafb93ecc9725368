"""Topics and the publisher of several texts at once."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from wagtail.models import Page

from articles.bulk.changing import (
    Change,
    Outcome,
    change_texts,
    originals_by_page,
    originals_of,
    refusal,
)
from articles.bulk.pages import PagesAction
from articles.models import (
    ArticlePage,
    ArticleTopic,
    ProjectPage,
    ProjectTopic,
    Publisher,
    Topic,
)

# The relation that holds the topics of a kind of page, and its rows.
_TOPICS: dict[type[Page], tuple[str, type[Any]]] = {
    ArticlePage: ("article_topics", ArticleTopic),
    ProjectPage: ("project_topics", ProjectTopic),
}


def in_my_language(model: type[Any]) -> Any:
    """Return the published snippets of a model in the language of the interface.

    Those of the site's first language where the interface has one without content.
    """
    live = model._default_manager.filter(live=True).select_related("locale")
    mine = live.filter(locale__language_code=get_language() or "")
    return (
        mine
        if mine.exists()
        else live.filter(locale__language_code=settings.LANGUAGE_CODE)
    )


def in_language_of(snippet: Any, page: Page) -> Any:
    """Return the version of a snippet in the language of a page, or None."""
    return (
        type(snippet)
        ._default_manager.filter(
            translation_key=snippet.translation_key, locale_id=page.locale_id
        )
        .first()
    )


class ChangeFacts(PagesAction):
    """Changes a fact of the originals of the chosen pages; translations follow."""

    kinds: tuple[type[Page], ...] = ()
    template_name = "articles/bulk/facts.html"
    icon = "edit"
    log_action = ""

    @classmethod
    def get_queryset(cls, model: type[Page], object_ids: list[str]) -> list[Any]:
        """Return the chosen pages, each with its original; 404 where there is none."""
        pages: list[Any] = super().get_queryset(model, object_ids)
        originals = originals_by_page(pages)
        for page in pages:
            page.bulk_original = originals[page.pk]
        return pages

    def check_perm(self, page: Any) -> bool:
        """Tell whether the text has such a fact, and this person may change it."""
        if not issubclass(page.specific_class or Page, self.kinds):
            return False
        return not refusal(self.request.user, page.bulk_original)

    def get_execution_context(self) -> dict[str, Any]:
        self.outcome = Outcome()
        data = self.cleaned_form.cleaned_data
        return super().get_execution_context() | {
            "outcome": self.outcome,
            "change": self.change(data),
            "log_action": self.log_action,
            "log_data": self.log_data(data),
        }

    def change(self, data: dict[str, Any]) -> Change:
        """Return what the form asks to be changed."""
        raise NotImplementedError

    def log_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return what the history says of the change."""
        raise NotImplementedError

    @classmethod
    def execute_action(
        cls,
        objects: Sequence[Page],
        user: User | None = None,
        outcome: Outcome | None = None,
        change: Change | None = None,
        log_action: str = "",
        log_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        """Change the texts; return how many pages are different, in all languages."""
        if user is None or change is None or outcome is None:
            return 0, 0
        done = change_texts(
            originals_of(objects),
            change,
            user=user,
            action=log_action,
            data=log_data or {},
        )
        outcome.changed, outcome.refused = done.changed, done.refused
        return len(done.changed), 0

    def get_success_message(
        self, num_parent_objects: int, num_child_objects: int
    ) -> str | None:
        """Tell of what was refused, text by text; return how many were changed."""
        tell_refusals(self.request, self.outcome)
        if not self.outcome.changed:
            messages.info(self.request, _("There was nothing to change."))
            return None
        return ngettext(
            "%(n)d text was changed, in all its languages.",
            "%(n)d texts were changed, in all their languages.",
            len(self.outcome.changed),
        ) % {"n": len(self.outcome.changed)}


def tell_refusals(request: Any, outcome: Outcome) -> None:
    """Say of each text that stays as it was why it does."""
    for page, why in outcome.refused:
        messages.error(
            request,
            _("“%(title)s” was not changed: %(reason)s.")
            % {"title": page.get_admin_display_title(), "reason": why.rstrip(".")},
        )


class TopicForm(forms.Form):
    """Which topic, and whether the texts get it or lose it."""

    topic = forms.ModelChoiceField(Topic.objects.none(), label=gettext_lazy("Topic"))
    what = forms.ChoiceField(
        label=gettext_lazy("What to do"),
        choices=[
            ("add", gettext_lazy("Add the topic")),
            ("remove", gettext_lazy("Remove the topic")),
        ],
        initial="add",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Its stubs know only the general form field.
        self.fields["topic"].queryset = in_my_language(Topic)  # type: ignore[attr-defined]


class ChangeTopic(ChangeFacts):
    """Adds a topic to texts, or removes it."""

    display_name = gettext_lazy("Topics")
    action_type = "topics"
    aria_label = gettext_lazy("Add or remove a topic of the selected pages")
    action_priority = 70
    icon = "tag"
    kinds = tuple(_TOPICS)
    form_class = TopicForm
    log_action = "articles.topic"

    def change(self, data: dict[str, Any]) -> Change:
        return partial(set_topic, topic=data["topic"], on=data["what"] == "add")

    def log_data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {"name": str(data["topic"]), "what": data["what"]}


def set_topic(page: Any, *, topic: Topic, on: bool) -> bool:
    """Give an unsaved page a topic in its own language, or take it away.

    Nothing where the topic has no version in that language.
    """
    relation, row = _TOPICS[type(page)]
    rows = list(getattr(page, relation).select_related("topic"))
    kept = [one for one in rows if one.topic.translation_key != topic.translation_key]
    if on:
        own = in_language_of(topic, page)
        if len(kept) < len(rows) or own is None:
            return False
        kept = [*rows, row(topic=own, locale=page.locale, sort_order=len(rows))]
    elif len(kept) == len(rows):
        return False
    setattr(page, relation, kept)
    return True


class PublisherForm(forms.Form):
    """Which publisher."""

    publisher = forms.ModelChoiceField(
        Publisher.objects.none(), label=gettext_lazy("Publisher")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Its stubs know only the general form field.
        self.fields["publisher"].queryset = in_my_language(Publisher)  # type: ignore[attr-defined]


class SetPublisher(ChangeFacts):
    """Sets the publisher of articles."""

    display_name = gettext_lazy("Publisher")
    action_type = "set_publisher"
    aria_label = gettext_lazy("Set the publisher of the selected pages")
    action_priority = 71
    icon = "group"
    kinds = (ArticlePage,)
    form_class = PublisherForm
    log_action = "articles.publisher"

    def change(self, data: dict[str, Any]) -> Change:
        return partial(set_publisher, publisher=data["publisher"])

    def log_data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {"name": str(data["publisher"])}


def set_publisher(page: Any, *, publisher: Publisher) -> bool:
    """Give an unsaved article a publisher in its own language."""
    own = in_language_of(publisher, page)
    if own is None or page.publisher_id == own.pk:
        return False
    page.publisher = own
    return True
