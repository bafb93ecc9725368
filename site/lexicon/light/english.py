"""English words: the dictionary, and regular endings that it gives to one word only."""

import re
from collections.abc import Iterator

from lexicon.dictionaries import dictionary

# Forms that are words of their own as well, so that the dictionary stops at them.
_IRREGULAR_TEXT = """
bent bend, best good, best well, better good, better well, bore bear, born bear,
bound bind, broke break, broken break, dove dive, drawn draw, driven drive, drunk drink,
fell fall, felt feel, found find, frozen freeze, given give, gone go, ground grind,
grown grow, hidden hide, hung hang, kept keep, known know, laid lay, lain lie, lay lie,
leaves leaf, led lead, left leave, lent lend, less little, lit light, lives life,
lost lose, made make, meant mean, men man, met meet, more much, more many, most much,
most many, paid pay, rode ride, rose rise, sat sit, saw see, sent send, shot shoot,
sold sell, spent spend, spoke speak, spoken speak, stole steal, stood stand,
stuck stick, struck strike, sworn swear, taken take, taught teach, thought think,
told tell, tore tear, torn tear, won win, wore wear, worn wear, worse bad, worst bad,
wound wind, wove weave, written write, her she, him he, me i, them they, these this,
those that, us we
"""
# What is written short, but for what is a word too: days and months as dates and
# opening hours have them, and what stands in notices, addresses and names.
_SHORT_TEXT = """
amt amount, appt appointment, approx approximately, assn association, asst assistant,
attn attention, bldg building, blvd boulevard, dept department, govt government,
hr hour, hrs hour, info information, intl international, max maximum, mgmt management,
mins minute, tel telephone, univ university, yr year, yrs year,
mon monday, tue tuesday, tues tuesday, wed wednesday, thu thursday, thur thursday,
thurs thursday, fri friday, jan january, feb february, apr april, jun june, jul july,
aug august, sep september, sept september, oct october, nov november, dec december
"""
_IRREGULAR: dict[str, list[str]] = {}
for _pair in f"{_IRREGULAR_TEXT},{_SHORT_TEXT}".split(","):
    _form, _lemma = _pair.split()
    _IRREGULAR.setdefault(_form, []).append(_lemma)

# Two words written as one, by their beginning and by their end.
_CONTRACTED = {
    "can't": ["can", "not"], "cannot": ["can", "not"], "won't": ["will", "not"],
    "shan't": ["shall", "not"], "ain't": ["be", "not"], "let's": ["let", "us", "we"],
    "wanna": ["want"], "gonna": ["go"], "gotta": ["get"], "dunno": ["do", "know"],
    "gimme": ["give", "me", "i"], "lemme": ["let", "me", "i"],
}  # fmt: skip
# As many type them.
_CONTRACTED |= {
    f"{verb}nt": [*lemmas, "not"]
    for lemmas, verbs in (
        (["do"], "do does did"), (["be"], "is are was were"),
        (["have"], "have has had"), (["would"], "would"), (["could"], "could"),
        (["should"], "should"),
    )
    for verb in verbs.split()
}  # fmt: skip
_CONTRACTED |= {
    f"{start}{end}": [start, *others]
    for start, ends in (("i", "m ve"), ("you", "re ve"), ("they", "re ve"))
    for end, others in (("m", ["be"]), ("re", ["be"]), ("ve", ["have"]))
    if end in ends.split()
}
_NUMBERED = re.compile(r"\d+([a-z]{2,})")
_ENDINGS = {
    "n't": ["not"], "'re": ["be"], "'ve": ["have"], "'ll": ["will"],
    "'d": ["would", "have"], "'m": ["be"], "'s": [], "'": [],
}  # fmt: skip


def analysed(form: str) -> tuple[list[str], list[str]]:
    """Return the dictionary forms of a form, best first, and its compound's members.

    No dictionary forms means that nothing is known of it.  English writes its compounds
    apart, so there are no members.
    """
    if form in _CONTRACTED:
        return [*dictionary("en").lemmas(form), *_CONTRACTED[form]], []
    form, others = _apart(form)
    if numbered := _NUMBERED.fullmatch(form):  # 24hrs, 10km
        others = [*others, numbered[1], *analysed(numbered[1])[0]]
    found = list(dictionary("en").lemmas(form))
    found += _IRREGULAR.get(form, [])
    found += regular(form)
    found += [other for word in found for other in _spelt(word)]
    if others:
        found = [*(found or [form]), *others]
    return list(dict.fromkeys(found)), []


def _apart(form: str) -> tuple[str, list[str]]:
    """Return a form without the 's of a possessive or the rest of a contraction.

    With it comes what the rest stands for, as 'll for will.
    """
    for ending, others in _ENDINGS.items():
        if form.endswith(ending) and len(form) > len(ending):
            return form.removesuffix(ending), others
    return form, []


def regular(form: str) -> list[str]:
    """Return the words of the dictionary whose regular form this may be."""
    return [stem for stem in _stems(form) if len(stem) > 1 and _is_word(stem)]


def _is_word(word: str) -> bool:
    return dictionary("en").has_lemma(word) or word in dictionary("en").lemmas(word)


def _stems(form: str) -> Iterator[str]:
    if form.endswith("s") and not form.endswith(("ss", "us", "is")):
        if form.endswith("ies"):
            yield form[:-3] + "y"
        elif form.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
            yield form[:-2]
        yield form[:-1]
    for ending in ("ing", "ed"):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            yield from _bases(form.removesuffix(ending))
    # A comparative, where there is a superlative too: cleaner, but not teacher.
    if form.endswith("est"):
        yield from _bases(form[:-3])
    elif form.endswith("er") and dictionary("en").lemmas(form[:-1] + "st"):
        yield from _bases(form[:-2])


def _bases(stem: str) -> Iterator[str]:
    """Yield what an ending that begins with a vowel may have been put on."""
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        yield stem[:-1]
        return
    if stem.endswith("i"):
        yield stem[:-1] + "y"
    yield stem
    yield stem + "e"
    if stem[-2:] in ("ll", "ss", "zz"):
        yield stem[:-1]


def _spelt(word: str) -> Iterator[str]:
    """Yield a word as it is spelt on the other side of the Atlantic."""
    for one, other in _ENDINGS_ABROAD:
        for here, there in ((one, other), (other, one)):
            if word.endswith(here) and len(word) > len(here) + 2:
                variant = word.removesuffix(here) + there
                if _is_word(variant):
                    yield variant
    if match := _OUR.match(word):
        stem, vowels, rest = match.groups()
        variant = f"{stem}{'or' if vowels == 'our' else 'our'}{rest}"
        if _is_word(variant):
            yield variant


_ENDINGS_ABROAD = (
    ("isation", "ization"), ("isational", "izational"), ("ise", "ize"),
    ("iser", "izer"), ("yse", "yze"), ("our", "or"), ("tre", "ter"), ("ence", "ense"),
    ("ogue", "og"), ("amme", "am"), ("eller", "eler"), ("ellor", "elor"),
    ("ilful", "illful"), ("ulfil", "ulfill"), ("nrol", "nroll"), ("dgement", "dgment"),
)  # fmt: skip
# The words in -our that others are made of: neighbourhood, colourful, favourite.
_OUR = re.compile(
    "(behavi|col|endeav|fav|flav|harb|hon|hum|lab|neighb|sav|vap)(our|or)(.+)"
)
