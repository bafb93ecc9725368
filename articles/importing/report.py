"""What an import did, for people and for programs."""

from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _


@dataclass
class FileReport:
    """What became of one file.

    ``status`` is ``imported``, ``unchanged`` (the same file was imported before),
    ``changed`` (an earlier state of the text was) or ``refused``.
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
    messages: list[str] = field(default_factory=list)
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
            if file.status != "imported":
                continue
            counts = ", ".join(f"{n} {kind}" for kind, n in file.elements.items())
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
                    "reason": drop["reason"],
                }
                for drop in file.dropped
            ]
            lines += [
                f"  * {task['kind']}: {task['note'][:120]}" for task in file.tasks
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
        lines += ["", *self.messages] if self.messages else []
        return "\n".join(lines).strip()


_STATUS = {
    "imported": lambda: _("imported"),
    "unchanged": lambda: _("nothing changed, it was imported before"),
    "changed": lambda: _("not imported, another state of this text was"),
    "refused": lambda: _("not imported"),
}
