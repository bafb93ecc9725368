"""The translators' screen: the original and its translation side by side, as a text.

It stands at the ordinary address of the page or snippet.  One form holds everything:
whichever button is pressed, what was written is kept first.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.ui.menus.pages import get_page_header_buttons
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.pages.utils import get_breadcrumbs_items_for_page
from wagtail.admin.widgets.button import ButtonWithDropdown
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail_localize.models import Translation

from translation import handing_in
from translation.editing import choosing, remarks
from translation.editing.looking_over import look_over, to_look_at
from translation.editing.own_values import own_values, shared_facts
from translation.editing.own_values_form import OwnValuesForm
from translation.editing.proposing import machine_for
from translation.editing.reading import Part, read
from translation.editing.remembering import offer, take_over
from translation.editing.saving import Kept, Sent, keep, marks_from, marks_of
from translation.keys import key_from
from translation.lag import Progress, progress_of
from translation.models import PublishedBehind, Standing
from translation.notices import title_of
from translation.publishing import obstacles, publish_translation
from translation.refusals import PublishingRefused
from translation.roles import may_edit, may_override, may_publish
from translation.views import prefilling
from translation.words import language_name

Review = Standing.Review
# Buttons beside "Save", by what they send as ``action``.
SAVE, HAND_IN, APPROVE, RETURN, PUBLISH = (
    "save",
    "hand-in",
    "approve",
    "return",
    "publish",
)


def open_editor(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead from the number of a translation to its screen."""
    made = get_object_or_404(Translation, pk=pk, enabled=True)
    asked = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(address_of(made.get_target_instance()) + asked)


def address_of(instance: Any) -> str:
    """Return the address at which a page or snippet is edited."""
    if isinstance(instance, Page):
        return reverse("wagtailadmin_pages:edit", args=[instance.pk])
    viewset = instance.snippet_viewset
    return reverse(viewset.get_url_name("edit"), args=[instance.pk])


def edit(request: HttpRequest, made: Translation, version: Any) -> HttpResponse:
    """Answer for the screen of one version.  Wagtail has asked for the right to edit.

    Nothing is saved where somebody else holds the lock.
    """
    screen = Screen(request, made, version)
    return screen.post() if request.method == "POST" else screen.get()


class Screen:
    """One request for the screen."""

    def __init__(self, request: HttpRequest, made: Translation, version: Any) -> None:
        self.request, self.made, self.version = request, made, version
        # Somebody who is signed in: Wagtail has seen to it.
        self.user: Any = request.user
        self.language = language_name(made.target_locale.language_code)

    @cached_property
    def lock_message(self) -> str:
        """Who has locked the version, for people; "" where this person may write."""
        get_lock = getattr(self.version, "get_lock", None)
        lock = get_lock() if get_lock else None
        if lock is None or not lock.for_user(self.user):
            return ""
        return lock.get_message(self.user) or lock.get_description(self.user)

    @cached_property
    def may_publish(self) -> bool:
        """Whether this person may publish the version."""
        return may_publish(self.user, self.version)

    def get(self) -> HttpResponse:
        """Show the text."""
        return self._show()

    # What was written

    def post(self) -> HttpResponse:
        """Keep what was written, then do what the button says."""
        if self.lock_message:
            messages.error(self.request, self.lock_message)
            return redirect(self._here())
        data = self.request.POST
        form = OwnValuesForm(own_values(self.made), data)
        valid = form.is_valid()
        sent = sent_with(data, form.values())
        kept = keep(self.made, sent, user=self.user)
        self._tell_of(kept)
        self._keep_remarks()
        if kept.still_right:
            log_still_right(self.made, self.version, self.user, kept.still_right)
        if not valid or not kept.is_settled:
            messages.error(self.request, _("Some of it is not saved yet. See below."))
            return self._show(kept, form)
        if key := data.get("use"):
            return redirect(self._here_with(key))
        if beside := data.get("beside", ""):
            return redirect(self._here(f"#segment-{beside}"))
        action = data.get("action", SAVE)
        if fill := prefilling.steps(self.made).get(action):
            self._do(fill, is_work=True)
        elif kept.with_errors and action != SAVE:
            messages.error(self.request, _("Put the errors right first."))
        elif step := self._steps().get(action):
            self._do(step)
        return redirect(self._here(self._next_after(sent.still_right or sent.accepted)))

    def _keep_remarks(self) -> None:
        """Keep what was written about segments, whichever button was pressed."""
        data = self.request.POST
        if texts := {
            pk: text for pk, text in numbered(data, "remark-") if text.strip()
        }:
            segments = {
                one.pk: one for part in read(self.made) for one in part.segments
            }
            remarks.write(self.made, segments, texts, user=self.user)
            messages.success(self.request, _("Your comment is sent."))
            for pk in texts.keys() - segments.keys():
                text = _("The segment is gone from the original. You wrote: %(text)s")
                messages.warning(self.request, text % {"text": texts[pk]})
        if settled := key_from(data.get("settle", "")):
            remarks.settle(self.made, settled, user=self.user)

    def _tell_of(self, kept: Kept) -> None:
        said = []
        if kept.saved:
            said.append(
                ngettext("%(n)d change saved.", "%(n)d changes saved.", kept.saved)
                % {"n": kept.saved}
            )
        if kept.still_right:
            said.append(_("The earlier translation is kept as still right."))
        if kept.removed:
            said.append(
                ngettext(
                    "%(n)d translation removed: its box was emptied.",
                    "%(n)d translations removed: their boxes were emptied.",
                    kept.removed,
                )
                % {"n": kept.removed}
            )
        if kept.given_back:
            said.append(_("What the original has is shown again."))
        if kept.thrown_away:
            said.append(_("The proposed words were thrown away."))
        if said:
            messages.success(self.request, " ".join(said))
        if kept.changed and handing_in.take_up_again(self.made, user=self.user):
            messages.warning(
                self.request,
                _("The translation is in work again. Hand it in anew when it is done."),
            )
        if kept.with_errors:
            messages.error(
                self.request,
                ngettext(
                    "%(n)d translation has an error and does not count as done.",
                    "%(n)d translations have an error and do not count as done.",
                    kept.with_errors,
                )
                % {"n": kept.with_errors},
            )
        for text in kept.overtaken:
            messages.warning(self.request, text)

    def _next_after(self, pk: int | None) -> str:
        """Return the place of the next segment to do after one that was kept."""
        segments = [one for part in read(self.made) for one in part.segments]
        place = next((n for n, one in enumerate(segments) if one.pk == pk), None)
        if place is None:
            return ""
        following = [*segments[place + 1 :], *segments[:place]]
        next_one = next((one.pk for one in following if not one.is_done), pk)
        return f"#segment-{next_one}"

    # What the buttons do

    def _steps(self) -> dict[str, Callable[[str], str]]:
        """Return what this person may do, each returning what to say of it."""
        steps: dict[str, Callable[[str], str]] = {HAND_IN: self._hand_in}
        if self.may_publish:
            steps |= {
                APPROVE: self._approve,
                RETURN: self._give_back,
                PUBLISH: self._publish,
            }
        return steps

    def _do(self, step: Callable[[str], str], *, is_work: bool = False) -> None:
        """Do it and say what came of it.  What is still work is not looked over."""
        try:
            done = step(self.request.POST.get("comment", ""))
        except ValidationError as refused:
            for text in refusal_texts(refused, self.version):
                messages.error(self.request, text)
            if isinstance(refused, PublishingRefused):
                self._say_what_to_do()
        else:
            messages.success(self.request, done)
            if not is_work and step != self._give_back:
                self._warn_of_findings()

    def _warn_of_findings(self) -> None:
        """Say what is open, and what the checks found; it is done all the same."""
        parts = read(self.made)
        look_over([(self.made, parts)])
        if count := remarks.open_comments(self.made).count():
            messages.warning(
                self.request,
                ngettext(
                    "%(n)d comment is not settled yet.",
                    "%(n)d comments are not settled yet.",
                    count,
                )
                % {"n": count},
            )
        if count := len(to_look_at(parts)):
            messages.warning(
                self.request,
                ngettext(
                    "The checks found something to look at in %(n)d segment.",
                    "The checks found something to look at in %(n)d segments.",
                    count,
                )
                % {"n": count},
            )

    def _hand_in(self, comment: str) -> str:
        handing_in.hand_in(self.made, user=self.user, comment=comment)
        return _("Handed in for review.")

    def _approve(self, comment: str) -> str:
        handing_in.approve(self.made, user=self.user, comment=comment)
        return _("Approved.")

    def _give_back(self, comment: str) -> str:
        handing_in.give_back(self.made, user=self.user, comment=comment)
        return _("Returned to the translator.")

    def _publish(self, comment: str) -> str:
        version = publish_translation(self.made, user=self.user)
        return _("“%(title)s” is published in %(language)s.") % {
            "title": title_of(version),
            "language": self.language,
        }

    def _say_what_to_do(self) -> None:
        if obstacles(self.made):
            text = _("Translate what is missing, or have it translated, and try again.")
            buttons = []
            if may_override(self.user, self.version):
                buttons = [
                    messages.button(
                        reverse("translation:publish_behind", args=[self.made.pk]),
                        _("Publish all the same, with a reason"),
                    )
                ]
        else:
            text = _("Publish the languages together.")
            buttons = [
                messages.button(
                    reverse("translation:together", args=[self.version.pk]),
                    _("The languages together"),
                )
            ]
        messages.warning(self.request, text, buttons=buttons)

    # What is shown

    def _here(self, place: str = "") -> str:
        show = f"?show={self._shown}" if self._shown else ""
        return self.request.path + show + place

    def _here_with(self, key: str) -> str:
        """Return the address at which an offer of the memory stands in its box."""
        asked = {"show": self._shown} if self._shown else {}
        query = urlencode(asked | {"use": key})
        return f"{self.request.path}?{query}#segment-{key.partition('-')[0]}"

    @cached_property
    def _shown(self) -> str:
        """Which segments are shown; "" for all."""
        asked = self.request.POST.get("show") or self.request.GET.get("show")
        return choosing.known(asked)

    def _show(self, kept: Kept | None = None, form: Any = None) -> HttpResponse:
        made, version = self.made, self.version
        parts = read(made)
        kept = kept or Kept()
        put_back(parts, kept)
        gone = remarks.attach(made, parts)
        progress = progress_of([made])[made.pk]
        look_over([(made, parts)])
        if not self.lock_message:
            offer(made, parts)
            take_over(parts, self.request.GET.get("use", ""))
        found = to_look_at(parts)
        segments = [segment for part in parts for segment in part.segments]
        choices = choosing.choices(segments, self._shown)
        if self._shown:
            parts = choosing.chosen(parts, self._shown)
        values = own_values(made)
        original = made.source.get_source_instance()
        form = form or OwnValuesForm(values)
        standing = (
            Standing.objects.filter(translation=made)
            .select_related("changed_by", "handed_in_by")
            .first()
        )
        title = title_of(version)
        is_page = isinstance(version, Page)
        context: dict[str, Any] = {
            "made": made,
            "version": version,
            "is_page": is_page,
            "header_title": _("%(title)s: translation into %(language)s")
            % {"title": title, "language": self.language},
            "title": title,
            "header_icon": "wagtail-localize-language",
            "from_language": language_name(made.source.locale.language_code),
            "to_language": self.language,
            "from_code": made.source.locale.language_code,
            "to_code": made.target_locale.language_code,
            "parts": parts,
            "to_look_at": found,
            "open_comments": sum(
                one.resolved_at is None for each in segments for one in each.comments
            )
            + len(gone),
            "gone_comments": gone,
            "progress": progress,
            "shown": self._shown,
            "choices": choices,
            "has_empty": any(one.is_empty for one in segments),
            "machine": machine_for(made),
            "has_tags": any(segment.has_tags for segment in segments),
            "marks": marks_of(
                (segment for part in parts for segment in part.segments), values
            ),
            "homeless": kept.homeless,
            "form": form,
            "media": form.media,
            "facts": shared_facts(original),
            "standing": standing,
            "standing_by": get_user_display_name(standing.changed_by)
            if standing and standing.changed_by
            else "–",
            "obstacles": obstacles(made),
            "states": _states(version, standing, progress),
            "behind": PublishedBehind.objects.filter(page=version.pk)
            .select_related("created_by")
            .first()
            if is_page
            else None,
            "lock_message": self.lock_message,
            "may_write": not self.lock_message,
            "may_publish": self.may_publish,
            "may_override": may_override(self.user, version),
            "can_hand_in": not standing
            or standing.review in (Review.NONE, Review.RETURNED),
            "can_approve": bool(standing and standing.review == Review.READY),
            "can_return": bool(
                standing and standing.review in (Review.READY, Review.APPROVED)
            ),
            "others": _others(self.user, version, original),
            "original_title": title_of(original),
            "original_url": address_of(original)
            if may_edit(self.user, original)
            else "",
            "live_url": version.get_full_url(self.request)
            if is_page and version.live
            else "",
        } | _furniture(self.request, version)
        return TemplateResponse(self.request, "translation/editor.html", context)


def sent_with(data: QueryDict, values: dict[str, Any]) -> Sent:
    """Read the form of the screen; what is no number is left out."""

    def number(name: str) -> int | None:
        value = data.get(name, "")
        return key_from(value) or None

    return Sent(
        words=dict(numbered(data, "words-")),
        marks=marks_from(data.get("marks", "")),
        values=values,
        asked={key_from(pk) for pk in data.getlist("asked")},
        choices={
            pk: "theirs" if choice == "theirs" else "mine"
            for pk, choice in numbered(data, "choice-")
        },
        still_right=number("still-right"),
        accepted=number("accept"),
    )


def numbered(data: QueryDict, prefix: str) -> Iterator[tuple[int, str]]:
    """Yield the fields of a form whose names end in a number after the prefix."""
    for name, value in data.items():
        number = key_from(name.removeprefix(prefix))
        if name.startswith(prefix) and number:
            yield number, str(value)


def log_still_right(made: Translation, version: Any, user: User, count: int) -> None:
    """Write into the history that somebody kept earlier words as still right."""
    log(
        instance=version,
        action="translation.keep",
        user=user,
        data={"language": made.target_locale.language_code, "segments": count},
    )


def put_back(parts: Sequence[Part], kept: Kept) -> None:
    """Put into the text what could not be kept, so that its writer has it again."""
    for part in parts:
        for segment in part.segments:
            if segment.pk in kept.undecided:
                segment.mine = kept.undecided[segment.pk]
            segment.refusal = kept.refused.get(segment.pk, "")


def _states(
    version: Any, standing: Standing | None, progress: Progress
) -> list[tuple[str, str]]:
    """Return what is said of a version's standing, each with its kind."""
    states = []
    if not getattr(version, "live", True):
        states.append((_("not published"), "draft"))
    elif standing and standing.outdated_since:
        states.append((_("live, but older than the original"), "outdated"))
    else:
        states.append((_("live"), "live"))
    if standing and standing.review:
        states.append((standing.get_review_display(), standing.review))
    elif not progress.is_complete or not getattr(version, "live", True):
        states.append((str(Review.NONE.label), "work"))
    return states


def _others(user: User, version: Any, original: Any) -> list[dict[str, Any]]:
    """Return the other languages of the text, the original apart.  One query."""
    others = (
        version.get_translations()
        .exclude(pk=original.pk)
        .select_related("locale")
        .order_by("locale__language_code")
    )
    return [
        {
            "language": language_name(other.locale.language_code),
            "url": address_of(other) if may_edit(user, other) else "",
            "is_live": getattr(other, "live", True),
        }
        for other in others
    ]


def _furniture(request: HttpRequest, version: Any) -> dict[str, Any]:
    """Return the path, the menu and the history that Wagtail's header shows."""
    if isinstance(version, Page):
        buttons = [
            button
            for button in get_page_header_buttons(
                version, request.user, request.path, "edit"
            )
            # A translation is made from the original only.
            if "/localize/submit/" not in (button.url or "")
        ]
        return {
            "breadcrumbs_items": get_breadcrumbs_items_for_page(version, request.user),
            "history_url": reverse("wagtailadmin_pages:history", args=[version.pk]),
            "header_buttons": [
                ButtonWithDropdown(
                    buttons=sorted(buttons),
                    icon_name="dots-horizontal",
                    attrs={"aria-label": _("Actions")},
                    classname="w-h-slim-header",
                )
            ],
        }
    viewset = version.snippet_viewset
    return {
        "breadcrumbs_items": [
            {
                "url": reverse(viewset.get_url_name("list")),
                "label": viewset.model._meta.verbose_name_plural,
            },
            {"url": "", "label": str(version)},
        ],
        "history_url": reverse(viewset.get_url_name("history"), args=[version.pk]),
        "header_buttons": [],
    }


def refusal_texts(refused: ValidationError, instance: Any) -> list[str]:
    """Return the messages of a refusal, each with the name of its field."""
    if not hasattr(refused, "error_dict"):
        return list(refused.messages)
    texts = []
    for name, errors in refused.message_dict.items():
        try:
            label = instance._meta.get_field(name).verbose_name
        except FieldDoesNotExist:
            texts += errors
        else:
            texts += [
                _("%(field)s: %(message)s") % {"field": label, "message": error}
                for error in errors
            ]
    return texts
