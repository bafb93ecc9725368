"""Swedish words: the dictionary, regular endings, and compounds."""

from collections.abc import Callable, Iterator

from lexicon.dictionaries import dictionary
from lexicon.light import compounds

# What looks like a word at the end of another, but only makes it a noun or adjective.
_SUFFIXES_TEXT = """
ande are aren art bar dom else ende ens era eri erna het ing inna isk ism ist itet kap
lig ling mässig ning sam skap sion ster tion ans ant ent eras ets int ions iska isten
"""
_SUFFIXES = frozenset(_SUFFIXES_TEXT.split())
# Make another word of one, and are none themselves or too short to tell.  What follows
# them does not stand for the whole, as slag (blow) does not for förslag (proposal).
_PREFIXES_TEXT = """
all an av be bi des dis ent er för ge gen hän in kon miss ned ner obe oför om per pro på
re sam sig som sär till upp ur ut van
"""
_PREFIXES = frozenset(_PREFIXES_TEXT.split())
# What stands after a verb as well as before it: bygga upp, uppbygga.  So the verb, and
# a noun made of it (uppbyggande, uppdelning), is a member; gift is none of uppgift.
_PARTICLES_TEXT = "av bort fram genom in med ned ner om på till upp ur ut"
_PARTICLES = tuple(_PARTICLES_TEXT.split())
_VERBAL = ("a", "as", "ande", "ende", "else", "ning")
_SHORTEST = 7


def analysed(form: str) -> tuple[list[str], list[str]]:
    """Return the dictionary forms of a form, best first, and its compound's members.

    No dictionary forms means that nothing is known of it.
    """
    found = [*dictionary("sv").lemmas(form), *regular(form)]
    if found:
        known = list(dict.fromkeys(found))
        return known, [member for lemma in known for member in members(lemma)]
    parts = _split(form, _tail)
    if parts:
        return parts.whole, _named(parts)
    return _names(form), []


def members(lemma: str) -> list[str]:
    """Return the dictionary forms of what a dictionary form is built of."""
    parts = _split(lemma, _whole_tail)
    return _named(parts) if parts else []


def _named(parts: compounds.Split) -> list[str]:
    inner = [*parts.heads, *parts.lemmas]
    shorter = [word for word in inner if len(word) < len(parts.start + parts.tail)]
    return inner + [deeper for word in shorter for deeper in members(word)]


def _split(word: str, tail_of: Callable[[str], list[str]]) -> compounds.Split | None:
    if len(word) < _SHORTEST:
        return None
    if verb := _with_particle(word, tail_of):
        return verb
    return None if _is_derived(word) else compounds.split(word, _heads, tail_of)


def _with_particle(
    word: str, tail_of: Callable[[str], list[str]]
) -> compounds.Split | None:
    """Return a particle and the verb after it, or a noun made of one."""
    for particle in _PARTICLES:
        verb = word.removeprefix(particle)
        lemmas = [one for one in tail_of(verb) if one.endswith(_VERBAL)]
        if verb != word and len(verb) > 3 and lemmas:
            return compounds.Split([particle], particle, verb, lemmas)
    return None


def _is_derived(word: str) -> bool:
    """Return whether a word is a simple one with a prefix; samarbets|avtal is not."""
    rests = [word.removeprefix(one) for one in _PREFIXES if word.startswith(one)]
    return any(_tail(rest) and not _split(rest, _tail) for rest in rests)


def _whole_tail(text: str) -> list[str]:
    """Return what a dictionary form may end with: a dictionary form."""
    return [text] if text in _tail(text) else []


def _tail(text: str) -> list[str]:
    if text in _SUFFIXES:
        return []
    words = dictionary("sv")
    found = [
        lemma
        for lemma in (*words.lemmas(text), *regular(text))
        if words.has_lemma(lemma) and len(lemma) > 2 and lemma not in _SUFFIXES
    ]
    return list(dict.fromkeys(found))


def _heads(text: str) -> list[str]:
    """Return the dictionary forms of what may be the first member of a compound."""
    if text in _PREFIXES:
        return []
    words = dictionary("sv")
    found = [
        base
        for base in _first_members(text)
        if len(base) > 2 and base not in _PREFIXES and words.has_lemma(base)
    ]
    # With an s between the members the word is that without it, unless it ends so
    # itself: livs|värde, but also kurs|plan.
    return found[:2] if text.endswith("s") else found[:1]


def _first_members(text: str) -> Iterator[str]:
    """Yield what may stand as ``text`` before another member."""
    yield text
    if text.endswith("s"):  # utbildnings|plan, arbets|plats
        yield text[:-1]
        yield text[:-1] + "e"
    if text.endswith(("o", "u")):  # kvinno|hus, gatu|kök
        yield text[:-1] + "a"
    if text.endswith("je"):  # familje|dag
        yield text[:-1]
    yield text + "a"  # skol|gård, läs|bok
    yield text + "e"  # pojk|lag


def regular(form: str) -> list[str]:
    """Return the words of the dictionary whose regular form this may be."""
    words = dictionary("sv")
    return [
        stem
        for stem in dict.fromkeys(_stems(form))
        if len(stem) > 2 and words.has_lemma(stem)
    ]


def _stems(form: str) -> Iterator[str]:
    if form.endswith("s") and not form.endswith("ss"):  # genitive, passive
        yield form[:-1]
        yield from _stems(form[:-1])
        yield form[:-1] + "a"
    for ending, endings in _REGULAR:
        if form.endswith(ending):
            for other in endings:
                yield form.removesuffix(ending) + other
    if form.endswith("tt"):  # fritt
        yield form[:-2]
    elif form.endswith("t"):  # strängt
        yield form[:-1]


_REGULAR = (
    ("arna", ("", "a", "e")), ("erna", ("", "a")), ("orna", ("a",)), ("na", ("", "en")),
    ("ade", ("a",)), ("at", ("a",)), ("ar", ("a", "e", "")), ("er", ("a", "")),
    ("or", ("a",)), ("de", ("a",)), ("te", ("a",)), ("are", ("",)), ("ast", ("",)),
    ("aste", ("",)), ("en", ("", "e")), ("et", ("", "e")), ("n", ("",)), ("a", ("",)),
)  # fmt: skip


def _names(form: str) -> list[str]:
    """Return what an unknown word may be the genitive of, as names are."""
    if form.endswith("s") and len(form) > 3:
        return [form, form[:-1]]
    return []
