"""The manifest: what people know of the files that the texts do not say."""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

COLUMNS = ("file", "language", "group", "address", "old")


class ManifestError(ValueError):
    """The manifest cannot be used; the message says where and why."""


@dataclass(frozen=True)
class Entry:
    """What the manifest says of one file.

    ``group`` is any name that the versions of one article share.  ``address`` is the
    last part of the page's address, or the whole of it.  ``old`` are addresses that
    shall lead to the page.
    """

    language: str = ""
    group: str = ""
    slug: str = ""
    old: list[str] = field(default_factory=list)


def read_manifest(path: Path) -> dict[str, Entry]:
    """Return the entries by file name.

    A table in UTF-8 with a heading line, split by commas or semicolons: ``file``,
    ``language``, ``group``, ``address``, ``old`` (several old addresses with spaces
    between).  Only ``file`` is required.  Raises ManifestError.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ManifestError(
            _("%(name)s cannot be read: %(error)s")
            % {"name": path.name, "error": error}
        ) from error
    heading = text.partition("\n")[0]
    delimiter = ";" if heading.count(";") > heading.count(",") else ","
    rows = csv.DictReader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True)
    unknown = set(rows.fieldnames or []) - set(COLUMNS)
    if "file" not in (rows.fieldnames or []) or unknown:
        raise ManifestError(
            _(
                "%(name)s must have a column “file” and may have %(columns)s; it has "
                "%(found)s."
            )
            % {
                "name": path.name,
                "columns": ", ".join(COLUMNS[1:]),
                "found": ", ".join(rows.fieldnames or []),
            }
        )
    entries: dict[str, Entry] = {}
    for number, row in enumerate(rows, start=2):
        values = {name: (row.get(name) or "").strip() for name in COLUMNS}
        if not values["file"]:
            raise ManifestError(
                _("%(name)s, line %(n)s: no file is named.")
                % {"name": path.name, "n": number}
            )
        if values["file"] in entries:
            raise ManifestError(
                _("%(name)s, line %(n)s: %(file)s stands there twice.")
                % {"name": path.name, "n": number, "file": values["file"]}
            )
        if values["language"] not in ("", "fi", "sv", "en"):
            raise ManifestError(
                _("%(name)s, line %(n)s: the language must be fi, sv or en.")
                % {"name": path.name, "n": number}
            )
        entries[values["file"]] = Entry(
            language=values["language"],
            group=values["group"],
            slug=values["address"].strip("/").rpartition("/")[2],
            old=values["old"].split(),
        )
    return entries
