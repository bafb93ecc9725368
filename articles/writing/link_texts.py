"""Link texts that say where a link leads (WCAG 2.2, 2.4.4)."""

import re
from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.writing.findings import Check, Finding
from articles.writing.reading import Place, Reading

# Words that say nothing outside their sentence, in the languages of the site.
EMPTY = {
    "fi": "täällä|täältä|tästä|tässä|tänne|linkki|linkistä|tästä linkistä|tämä linkki|"
    "lue|lue lisää|lisää|lue tästä|klikkaa|klikkaa tästä|katso|tällä sivulla",
    "sv": "här|hit|länk|länken|den här länken|denna länk|via länken|läs|läs mer|mer|"
    "läs här|klicka|klicka här|se|se här|på den här sidan",
    "en": "here|link|this link|this page|read|read more|more|learn more|read here|"
    "click|click here|see|see here|on this page",
}
_EMPTY = {phrase for phrases in EMPTY.values() for phrase in phrases.split("|")}
_BARE = re.compile(r"^(?:https?://|www\.)\S+$|^[\w-]+(?:\.[\w-]+)+/\S+$", re.IGNORECASE)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield links that show an address or say nothing, and one text for two places."""
    targets: dict[str, set[str]] = defaultdict(set)
    places: dict[str, tuple[str, Place]] = {}
    for anchor, place in reading.links:
        text = anchor.text.strip(" .,:;›»→>")
        if not text:
            continue
        if _BARE.match(text):
            yield Finding(
                Check.LINK,
                _("The link “%(text)s” shows its address.") % {"text": text},
                _("An address is hard to listen to, and does not say what is there."),
                _("Write the name of the page, and link that."),
                place,
            )
        elif text.lower() in _EMPTY:
            yield Finding(
                Check.LINK,
                _("The link text “%(text)s” does not say where it leads.")
                % {"text": text},
                _("Many go from link to link and hear only their texts."),
                _("Link the words that name what is behind the link."),
                place,
            )
        else:
            targets[text.lower()].add(anchor.target.rstrip("/"))
            places.setdefault(text.lower(), (text, place))
    for key, found in targets.items():
        if len(found) > 1:
            text, place = places[key]
            yield Finding(
                Check.LINK,
                _("“%(text)s” links to different pages.") % {"text": text},
                _("The same words promise the same page."),
                _("Say in each link what is different about it."),
                place,
            )
