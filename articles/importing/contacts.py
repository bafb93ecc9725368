"""Contacts: a lead-in, then persons with role, unit, e-mail and telephone.

The shapes are those that docs/importing.md describes: inline after
a lead-in, a block of lines (also bilingual, "fi / en"), and name, title and e-mail on
lines of their own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from articles.importing.names import split_role_and_name
from articles.importing.normalise import Block, Line
from articles.importing.phones import find_phones
from articles.importing.vocabulary import CONTACT_LEADS, PUBLISHERS, any_of

_LEAD_IN = re.compile(rf"^{any_of(CONTACT_LEADS)}\b", re.IGNORECASE)
_LEAD_VERB = re.compile(
    rf"^{any_of(CONTACT_LEADS)}(?: (?:antaa|antavat|ger|ges av|lämnas av|av|from))?\b",
    re.IGNORECASE,
)
_LEAD_LENGTH = 170
_EMAIL = re.compile(
    r"\(?\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}\b\)?(?<![._-])"
)
_MASKED_AT = re.compile(r" ?[(\[](?:at|ät|@)[)\]] ?(?=\w)", re.IGNORECASE)
_MASKED_DOT = re.compile(r" ?[(\[](?:dot|piste|punkt)[)\]] ?", re.IGNORECASE)
_HOST_LOST = re.compile(r"[\w.+-]+ ?[(\[](?:at|ät|@)[)\]](?!\w)", re.IGNORECASE)
_PHONE_LABEL = re.compile(
    r"^(?:p|puh|puhelin|tfn|tel|phone|e-post|e-mail)\.?:?$", re.IGNORECASE
)
_ORGANISATION = re.compile(
    r"\b(?:kaupunki|kunta|stad|kommun|City of \w+|ry|rf|Oy|Ab|r\.y\.|yliopisto"
    r"|virasto)$",
    re.IGNORECASE,
)
_NAME_LINE = re.compile(r"^[^\W\d_][\w'-]*(?: [^\W\d_][\w'-]*){1,3}(?:,.*)?$")


@dataclass
class Contact:
    """One contact while it is read; ``fields()`` is what goes into the element."""

    language: str
    lead_in: str = ""
    lines: list[Line] = field(default_factory=list)
    name: str = ""
    email: str = ""
    phone: str = ""
    roles: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    organisations: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The lines as they stand."""
        return "\n".join(line.text for line in self.lines)

    @property
    def reachable(self) -> bool:
        """Whether an e-mail address or a telephone number is known."""
        return bool(self.email or self.phone)

    def fields(self) -> dict[str, Any]:
        """Return the contact as JSON-serialisable data."""

        def own(values: dict[str, str]) -> str:
            return values.get(self.language) or next(iter(values.values()), "")

        return {
            "name": self.name,
            "role": own(self.roles),
            "unit": own(self.units),
            "organisation": own(self.organisations),
            "email": self.email,
            "phone": self.phone,
            "roles": dict(self.roles),
            "units": dict(self.units),
            "organisations": dict(self.organisations),
            "lead_in": self.lead_in,
            "note": "; ".join(self.notes),
        }


def read_contacts(
    blocks: Sequence[Block], start: int, language: str
) -> tuple[list[Contact], int]:
    """Return the contacts that begin at a block and the index of the block after.

    No contacts begin there: an empty list and ``start``.
    """
    first = blocks[start]
    lead_in, rest = split_lead_in(first.lines[0].text)
    if not lead_in and not _is_person_block(first):
        return [], start
    contacts = [Contact(language, lead_in)]
    _organisation_of_lead_in(contacts[0])
    _add_lines(contacts, first.lines, rest if lead_in else first.lines[0].text)
    position = start + 1
    while position < len(blocks) and _goes_on(contacts[-1], blocks[position]):
        lines = blocks[position].lines
        _add_lines(contacts, lines, lines[0].text)
        position += 1
    if not any(c.reachable or (c.name and (c.roles or c.notes)) for c in contacts):
        return [], start
    return contacts, position


def split_lead_in(text: str) -> tuple[str, str]:
    """Return the lead-in of a contact and what follows it; "" if there is none."""
    if not _LEAD_IN.match(text):
        return "", text
    head, colon, rest = text.partition(":")
    if colon and len(head) <= _LEAD_LENGTH and not re.search(r"[.!?] ", head):
        return head.strip(), rest.strip()
    match = _LEAD_VERB.match(text)
    rest = text[match.end() :].strip(" ,") if match else ""
    if match and (not rest or _has_address(rest)):
        return match[0], rest
    return "", text


def _has_address(text: str) -> bool:
    return len(text) < 200 and bool(_EMAIL.search(unmask(text)) or find_phones(text))


def _is_person_block(block: Block) -> bool:
    """Tell whether a block without lead-in is "Name, title" with an e-mail below."""
    first = block.lines[0].text
    return (
        2 <= len(block.lines) <= 5
        and len(block.text) < 250
        and bool(_NAME_LINE.match(first))
        and bool(split_role_and_name(first.partition(",")[0])[1])
        and any(_EMAIL.search(unmask(line.text)) for line in block.lines)
    )


def _goes_on(contact: Contact, block: Block) -> bool:
    """Tell whether a block belongs to the contacts read so far."""
    first = block.lines[0].text
    if _LEAD_IN.match(first) or len(block.text) > 250:
        return False
    named = bool(_NAME_LINE.match(first)) and not first.endswith(".")
    if not contact.name and not contact.reachable:
        return named or _has_address(first)
    if len(block.lines) == 1 and not named and _has_address(first):
        bare = _EMAIL.sub("", unmask(first))
        for phone in reversed(find_phones(bare)):
            bare = bare[: phone.start] + bare[phone.end :]
        if len(bare.strip(" ,.()")) <= 6:
            return True
    if " / " in first and len(first.split()) <= 14 and not first.endswith("."):
        return True
    if first in PUBLISHERS.values():
        return True
    return _is_person_block(block) or (
        named
        and _has_address(first)
        and bool(split_role_and_name(first.partition(",")[0])[1])
    )


def _add_lines(contacts: list[Contact], lines: Sequence[Line], first: str) -> None:
    """Read lines into the last contact, or into new ones when a new name comes."""
    for index, line in enumerate(lines):
        text = first if index == 0 else line.text
        name = split_role_and_name(text.partition(",")[0])[1]
        known = contacts[-1]
        titled = "," in text or _has_address(text)
        if known.name and known.reachable and name and titled and " / " not in text:
            contacts.append(Contact(known.language))
        contacts[-1].lines.append(line)
        _read_line(contacts[-1], text)


def _read_line(contact: Contact, text: str) -> None:
    text = unmask(text)
    for lost in _HOST_LOST.findall(text):
        contact.notes.append(lost)
        text = text.replace(lost, "")
    for found in _EMAIL.findall(text):
        address = found.strip("()")
        text = text.replace(found, ",", 1)
        if contact.email:
            contact.notes.append(address)
        else:
            contact.email = address
    for phone in reversed(find_phones(text)):
        text = text[: phone.start] + "," + text[phone.end :]
        if contact.phone:
            contact.notes.append(phone.text)
        else:
            contact.phone = phone.number
    if contact.name and " / " in text:
        parts = [text.strip(" ,.")]
    else:
        parts = [part.strip(" .;()") for part in text.split(",")]
    for part in parts:
        if part and not _PHONE_LABEL.match(part):
            _read_part(contact, part)


def _read_part(contact: Contact, part: str) -> None:
    """File one comma-separated part under organisation, name, role, unit or note."""
    halves = _by_language(part, contact.language)
    if any(_ORGANISATION.search(half) for half in halves.values()):
        if not contact.organisations:
            contact.organisations.update(halves)
            return
    elif not contact.name:
        role, name = split_role_and_name(part)
        if name:
            contact.name = name
            if not role:
                return
            halves = _by_language(role, contact.language)
    for filed in (contact.roles, contact.units):
        if not filed:
            filed.update(halves)
            return
    contact.notes.append(" / ".join(halves.values()))


def _by_language(part: str, language: str) -> dict[str, str]:
    """Return the halves of "fi / en" by language; three halves are fi, sv and en."""
    halves = [half.strip() for half in part.split(" / ") if half.strip()]
    if len(halves) == 3:
        return dict(zip(("fi", "sv", "en"), halves, strict=True))
    if len(halves) != 2:
        return {language: part}
    if language != "en":
        return {language: halves[0], "en": halves[1]}
    other = "sv" if "å" in halves[1] or " för " in halves[1] else "fi"
    return {"en": halves[0], other: halves[1]}


def _organisation_of_lead_in(contact: Contact) -> None:
    """Take the organisation of lead-ins such as "INQUIRIES, CITY OF ESPOO"."""
    for language, name in PUBLISHERS.items():
        if re.search(rf"\b{name}$", contact.lead_in, re.IGNORECASE):
            contact.organisations[language] = name


def unmask(text: str) -> str:
    """Return a text with "name(at)host[dot]fi" written as an e-mail address."""
    if not _MASKED_AT.search(text):
        return text
    return _MASKED_DOT.sub(".", _MASKED_AT.sub("@", text))
