"""PO files: the original as ``msgid``, its place as ``msgctxt``.

A row whose original has changed goes out as ``fuzzy`` with the earlier original, and
comes in once the translator has taken that mark away.
"""

import polib
from django.utils import timezone
from django.utils.translation import gettext as _

from translation.exchange.rows import (
    REFERENCE,
    Incoming,
    Parcel,
    Sheet,
    State,
    row_id,
)
from translation.refusals import Refusal

OWNER = "X-WagtailLocalize-TranslationID"
MOST_ENTRIES = 5000


def write(sheet: Sheet) -> bytes:
    """Return a text as a PO file."""
    now = timezone.now().strftime("%Y-%m-%d %H:%M%z")
    po = polib.POFile(wrapwidth=200)
    po.metadata = {
        "Project-Id-Version": sheet.title.replace("\n", " "),
        "POT-Creation-Date": now,
        "Language": sheet.to_code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": sheet.from_code,
        OWNER: sheet.owner,
    }
    for row in sheet.rows:
        is_open = row.state in (State.CHANGED, State.REVIEW)
        po.append(
            polib.POEntry(
                msgctxt=row.path,
                msgid=row.source,
                msgstr=row.words,
                flags=["fuzzy"] if is_open and row.words else [],
                previous_msgid=row.earlier_source or None,
                comment="\n".join([row.place, *row.advice, row.reference]),
            )
        )
    return str(po).encode()


def read(data: bytes) -> list[Parcel]:
    """Return the rows of a file.  Raises Refusal for any other data."""
    try:
        # The line break keeps polib from taking the text for the name of a file.
        po = polib.pofile(data.decode("utf-8-sig") + "\n")
    except (OSError, ValueError, IndexError):
        raise Refusal(_("This is not a PO file.")) from None
    if len(po) > MOST_ENTRIES:
        raise Refusal(_("The file has more than %(n)d segments.") % {"n": MOST_ENTRIES})
    owner = po.metadata.get(OWNER)
    if not owner:
        raise Refusal(
            _("The file does not say which text it belongs to. Download it anew.")
        )
    rows = []
    for entry in po:
        if entry.obsolete:
            continue
        reference = REFERENCE.search(entry.comment or "")
        place = (entry.comment or "").partition("\n")[0]
        rows.append(
            Incoming(
                id=row_id(entry.msgctxt or "", entry.msgid),
                words=entry.msgstr,
                place=(place or entry.msgctxt or "")[:200],
                base=reference["base"] if reference else None,
                source=entry.msgid,
                is_certain=not entry.fuzzy,
                is_confirmed=not entry.fuzzy,
            )
        )
    return [
        Parcel(
            owner,
            rows,
            from_code=po.metadata.get("X-Source-Language", ""),
            to_code=po.metadata.get("Language", ""),
        )
    ]
