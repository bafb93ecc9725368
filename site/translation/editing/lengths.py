"""How long a text is, and how long it may or should be."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

# Characters after which readers see less of it: a title in the results of a search
# engine, a description there, a lead in a list.
ADVISED = {"title": 70, "seo_title": 60, "search_description": 160, "lead": 300}
# From this part of the room on it is worth knowing how much is left.
_NEARLY_FULL = 0.8


@dataclass(frozen=True)
class Length:
    """The characters of a text, and how many are advised or have room."""

    count: int
    most: int
    within: str
    beyond: str

    @property
    def is_beyond(self) -> bool:
        """Whether the text is longer than that."""
        return self.count > self.most

    @property
    def text(self) -> str:
        """What to say of it."""
        said = self.beyond if self.is_beyond else self.within
        return said.replace("{n}", str(self.count))


def length_of(path: str, text: str, original: str, room: int | None) -> Length | None:
    """Return what to say of the length of a text, written for an original.

    None where there is neither advice nor so little room that it matters.
    """
    if advised := ADVISED.get(path):
        return Length(
            len(text),
            advised,
            # Translators: {n} is replaced while people write; it stays as it is.
            _("{n} characters. At most %(most)d are advised.") % {"most": advised},
            _("{n} characters: more than the %(most)d that are advised.")
            % {"most": advised},
        )
    if room and max(len(text), len(original)) > room * _NEARLY_FULL:
        return Length(
            len(text),
            room,
            _("{n} characters. There is room for %(most)d.") % {"most": room},
            _("{n} characters: too long, there is room for %(most)d.") % {"most": room},
        )
    return None
