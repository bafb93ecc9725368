"""What a file says of its text: paragraphs, what each is, and how its words look.

Nothing here knows a format of files, Django or the database.
"""

import re
from dataclasses import dataclass, field

# What a file can know of a paragraph; "" where it knows nothing.
PART_KINDS = (
    "",
    "title",
    "subtitle",
    "heading",
    "item",
    "quote",
    "caption",
    "table",
    "picture",
)


@dataclass(frozen=True)
class Run:
    """Words that look the same; ``href`` is "" where they are no link."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True, eq=False)
class Part:
    """One paragraph, list item, table or picture.

    ``level`` is that of a heading, from 1; ``number`` the place of an item in a
    numbered list, 0 in any other.  A table has ``rows`` of cells, of which the first
    are headings where ``has_header``.  ``picture`` is an index into the document's.
    """

    kind: str
    runs: tuple[Run, ...] = ()
    level: int = 0
    number: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    has_header: bool = False
    picture: int = -1

    @property
    def text(self) -> str:
        """The words, with a line feed at each break of a line."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class EmbeddedPicture:
    """A picture inside a file; ``problem`` says, in a sentence, why it is not taken."""

    name: str
    data: bytes = b""
    alt_text: str = ""
    problem: str = ""


@dataclass
class Document:
    """A file as it was read.

    ``left_out`` holds words and the reason in stable English words; ``notes`` are
    sentences for whoever looks the text through.
    """

    parts: list[Part] = field(default_factory=list)
    pictures: list[EmbeddedPicture] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add_picture(self, picture: EmbeddedPicture) -> None:
        """Add a picture at this place of the text."""
        self.pictures.append(picture)
        self.parts.append(Part("picture", picture=len(self.pictures) - 1))


def merged(runs: list[Run]) -> tuple[Run, ...]:
    """Return runs of which no two neighbours look the same, trimmed of outer space."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and (last.bold, last.italic, last.href) == (
            run.bold,
            run.italic,
            run.href,
        ):
            joined[-1] = Run(last.text + run.text, run.bold, run.italic, run.href)
        elif run.text:
            joined.append(run)
    return tuple(joined)


def one_line(text: str) -> str:
    """Return a text in which whatever breaks a line is a space."""
    return re.sub("[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+", " ", text)
