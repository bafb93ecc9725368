"""The fixed words of Finnish, Swedish and English texts, by which parts are known.

docs/importing.md says what each is read as.  Patterns
by language serve to guess the language; ``any_of`` joins them for reading.
"""

import re
from collections.abc import Mapping

LANGUAGES = ("fi", "sv", "en")

Patterns = Mapping[str, str]


def words(text: str) -> frozenset[str]:
    """Return the words of a text that are parted by spaces."""
    return frozenset(text.split())


SKIP_LINKS: Patterns = {
    "fi": r"(?:Hyppää|Siirry)(?: suoraan)? (?:pää)?sisältöön|Suoraan sisältöön",
    "sv": r"(?:Hoppa|Gå)(?: direkt)? till (?:huvud)?innehåll(?:et)?|Förbigå menyn",
    "en": r"Skip to (?:the )?(?:main )?content",
}
SHARE_LINKS: Patterns = {
    "fi": r"Jaa(?: [\w/:]+(?:ssa|ssä|lla|llä))?",
    "sv": r"Dela(?: (?:på|via|med) [\w/-]+)?",
    "en": r"Share(?: (?:on|via|by) [\w/-]+)?",
}
TYPE_LABELS: Patterns = {
    "fi": r"Uuti(?:nen|set)|(?:Lehdistö)?tiedote|Blogit?|Artikkelit?|Ajankohtaista",
    "sv": r"Nyhet(?:er)?|Pressmeddelande|Blogg|Artikel|Artikelkategorier:.{1,80}",
    "en": r"News(?: item)?|Press release|Blog(?: post)?|Article",
}
KEYWORD_LABELS: Patterns = {
    "fi": r"Asiasanat|Avainsanat|Aiheet",
    "sv": r"Nyckelord|Ämnesord",
    "en": r"Keywords|Tags|Topics",
}
READ_MORE: Patterns = {
    "fi": r"Lue lisää|Lue myös|Katso myös",
    "sv": r"Läs mer|Läs mera|Läs också|Se också",
    "en": r"Read more|Read also|See also",
}
CONTACT_LEADS: Patterns = {
    "fi": r"Lisätieto(?:ja|a)|Lisätiedot|Yhteydenotot|Yhteyshenkilöt?|Yhteystiedot",
    "sv": (
        r"(?:För )?mera? information|Ytterligare information|Närmare upplysningar"
        r"|Kontaktpersone?r?|Kontaktuppgifter|Kontakta?"
    ),
    "en": (
        r"(?:For )?(?:more|further) information|In?quiries|Enquiries"
        r"|Contact(?:s| person| details)?"
    ),
}
AREA_LINES: Patterns = {
    "fi": r"Koko Espoo",
    "sv": r"Hela Esbo",
    "en": r"The whole (?:of )?Espoo",
}
PUBLISHERS = {"fi": "Espoon kaupunki", "sv": "Esbo stad", "en": "City of Espoo"}

FUNDING: Patterns = {
    "fi": r"osarahoit|saa[a-z]* rahoitusta|rahoitta(?:a|vat|ma)\b",
    "sv": r"(?:del|med)?finansiera(?:s|d|t|ts) av|finansierar\b",
    "en": r"\b(?:(?:co|part)-?)?(?:financed|funded) by|\breceives? funding",
}
SPEECH_VERBS: Mapping[str, frozenset[str]] = {
    "fi": words(
        "sanoo sanoi toteaa totesi kertoo kertoi jatkaa jatkoi muistuttaa "
        "arvioi korostaa painottaa kuvailee summaa"
    ),
    "sv": words(
        "säger sade fortsätter fortsatte berättar berättade konstaterar "
        "konstaterade betonar påpekar tillägger påminner"
    ),
    "en": words(
        "says said continues continued explains explained adds added notes "
        "stresses recalls"
    ),
}
STOP_WORDS: Mapping[str, frozenset[str]] = {
    "fi": words(
        "ja että ovat myös sekä kun joka jotka tai ei se oli mukaan "
        "kanssa voi hän tämä tässä sen niin ole olla jo"
    ),
    "sv": words(
        "och att för det som är med den av till på en ett inte har om de vi "
        "kan från eller i vid också"
    ),
    "en": words(
        "the of and to in is for with that are by this was from we it as at "
        "be an have has or their will not"
    ),
}
# Words a text line may not end in when it is to be a heading: a link was lost there.
PREPOSITIONS: Mapping[str, frozenset[str]] = {
    "fi": words(""),
    "sv": words("till på av för med i från om via hos"),
    "en": words("to on by at of for from with in via"),
}
# The endings of words that are a person's role rather than part of the name.
ROLE_ENDINGS = words(
    "koordinaattori päällikkö asiantuntija johtaja suunnittelija sihteeri tuottaja "
    "neuvoja ohjaaja vastaava assistentti opettaja tutkija valmistelija edustaja "
    "hoitaja "
    "koordinator ledare chef expert sakkunnig direktör planerare sekreterare "
    "rådgivare handläggare producent specialist ordförande assistent lärare "
    "bibliotekarie "
    "coordinator manager director planner officer adviser advisor secretary "
    "producer editor lead head teacher mayor researcher assistant librarian"
)


def any_of(patterns: Patterns) -> str:
    """Return one group that matches the pattern of any language."""
    return "(?:" + "|".join(patterns[language] for language in LANGUAGES) + ")"


def whole_line(patterns: Patterns, after: str = "") -> re.Pattern[str]:
    """Compile a pattern for a line that is only this, in any language."""
    return re.compile(rf"^{any_of(patterns)}{after}$", re.IGNORECASE)


def is_speech_verb(word: str) -> bool:
    """Tell whether a word attributes a quotation; a name such as "Said" does not."""
    return any(word in verbs for verbs in SPEECH_VERBS.values())


def is_role_word(word: str) -> bool:
    """Tell whether a word names a role, such as "koordinator", "koordinatorn"."""
    plain = word.casefold()
    definite = (plain.removesuffix("n"), plain.removesuffix("en"))
    return any(form.endswith(tuple(ROLE_ENDINGS)) for form in (plain, *definite))
