"""What an import did, for people and for programs."""

from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from articles.models import PageTask


@dataclass
class FileReport:
    """What became of one file.

    ``status`` is ``imported``, ``unchanged`` (the same file was imported before),
    ``updated`` (an earlier state of the text was; its draft is changed), ``changed``
    (likewise, but it was not asked to change drafts) or ``refused``.
    """

    name: str
    status: str
    message: str = ""
    language: str = ""
    title: str = ""
    page: int | None = None
    address: str = ""
    elements: dict[str, int] = field(default_factory=dict)
    dropped: list[dict[str, Any]] = field(default_factory=list)
    tasks: list[dict[str, str]] = field(default_factory=list)
    filled: int | None = None
    missing: list[str] = field(default_factory=list)


@dataclass
class GroupReport:
    """Texts that are one article in several languages, and whether they are public."""

    files: list[str]
    decided: bool
    confident: bool
    score: float | None = None
    reasons: list[str] = field(default_factory=list)
    joined: bool = False
    published: bool | None = None
    message: str = ""


@dataclass
class Report:
    """The whole run."""

    files: list[FileReport] = field(default_factory=list)
    groups: list[GroupReport] = field(default_factory=list)
    dry_run: bool = False

    @property
    def refused(self) -> list[FileReport]:
        """The files that gave no page."""
        return [file for file in self.files if file.status in ("refused", "changed")]

    @property
    def unpublished(self) -> list[GroupReport]:
        """The groups that were to be published and were not."""
        return [group for group in self.groups if group.published is False]

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return asdict(self)

    def as_text(self) -> str:
        """Return the report for people, in the active language."""
        lines = [_("Nothing was saved (dry run).")] if self.dry_run else []
        for file in self.files:
            lines += ["", f"{file.name}: {_STATUS[file.status]()}"]
            if file.message:
                lines.append(f"  {file.message}")
            if file.status not in ("imported", "updated"):
                continue
            counts = ", ".join(
                f"{KINDS.get(kind, kind)} {n}" for kind, n in file.elements.items()
            )
            lines += [
                f"  {file.language} · {file.title}",
                f"  {file.address}",
                f"  {counts}",
            ]
            if file.filled is not None:
                lines.append(
                    "  "
                    + _("%(filled)s segments filled, %(left)s left to a translator")
                    % {"filled": file.filled, "left": len(file.missing)}
                )
            lines += [
                "  - "
                + _("dropped, line %(lines)s: %(text)s (%(reason)s)")
                % {
                    "lines": ", ".join(map(str, drop["lines"])),
                    "text": drop["text"][:80],
                    "reason": reason(drop["reason"]),
                }
                for drop in file.dropped
            ]
            lines += [
                f"  * {PageTask.Kind(task['kind']).label}: {task['note'][:120]}"
                for task in file.tasks
            ]
        for group in self.groups:
            lines += ["", " + ".join(group.files)]
            if group.decided:
                lines.append("  " + _("one article, as was said"))
            elif len(group.files) > 1 and group.joined:
                lines.append("  " + _("proposed as one article and joined as drafts:"))
            elif len(group.files) > 1:
                lines.append("  " + _("may be one article; say so with --pair:"))
            lines += [f"  · {reason}" for reason in group.reasons]
            if group.published is not None:
                outcome = _("published") if group.published else _("not published")
                lines.append(f"  {outcome}. {group.message}".rstrip())
        return "\n".join(lines).strip()


# What the elements are called in the report for people.
KINDS = {
    "title": gettext_lazy("title"),
    "subtitle": gettext_lazy("subtitle"),
    "publisher": gettext_lazy("publisher"),
    "published": gettext_lazy("date line"),
    "byline": gettext_lazy("byline"),
    "lead": gettext_lazy("lead"),
    "paragraph": pgettext_lazy("text", "paragraph"),
    "heading": gettext_lazy("heading"),
    "quote": gettext_lazy("quote"),
    "list": gettext_lazy("list"),
    "figure": gettext_lazy("figure"),
    "links": gettext_lazy("links"),
    "contact": gettext_lazy("contact"),
    "funding": gettext_lazy("funding"),
    "series_footer": gettext_lazy("series"),
    "keywords": gettext_lazy("keywords"),
    "topics": gettext_lazy("topics"),
    "table": gettext_lazy("table"),
    "area": gettext_lazy("area"),
    "type_label": gettext_lazy("type of text"),
}
# Stable words stand in the record; these are for people.
_REASONS = {
    "skip link": gettext_lazy("skip link"),
    "share link": gettext_lazy("share link"),
    "impossible date": gettext_lazy("there is no such date"),
    "not used on the site": gettext_lazy("not used on the site"),
    "a heading says it": gettext_lazy("a heading of the page says it"),
    "organisation of the contact": gettext_lazy("the contact’s organisation"),
    "comes with the original": gettext_lazy("comes with the original language"),
    "none of that name": gettext_lazy("there is none of that name"),
    "the series says it itself": gettext_lazy("the series says it itself"),
    "the publisher says it itself": gettext_lazy("the publisher says it itself"),
    "left out by whoever imported it": gettext_lazy("left out by whoever imported it"),
    "macros are never run": gettext_lazy("macros are never run"),
    "comment": gettext_lazy("a comment"),
    "header or footer of pages": gettext_lazy("at the top or foot of each page"),
}


def reason(stable: str) -> str:
    """Return a reason in the active language, as it is where it is unknown."""
    _name, _colon, words = stable.rpartition(": ")
    return str(_REASONS.get(words, stable))


_STATUS = {
    "imported": lambda: _("imported"),
    "updated": lambda: _("the draft of an earlier state of this text was changed"),
    "unchanged": lambda: _("nothing changed, it was imported before"),
    "changed": lambda: _("not imported, another state of this text was"),
    "refused": lambda: _("not imported"),
}
