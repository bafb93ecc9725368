"""The heavy analyser of Finnish: pypykko, where the extra ``finnish`` is installed.

It takes seconds to start and hundreds of megabytes, so that only the process that
``refine_words`` runs in may import this module, never one that serves readers.
"""

import re

from pypykko.utils import PykkoAnalysis, analyze

from lexicon.analysis import Analysis, light, made

# How pypykko marks what a text of today seldom means.
_SELDOM = re.compile(r"⟨[^⟩]*\b(?:rare|arch|dial|child|poet|dated)\b[^⟩]*⟩")


def heavy(form: str) -> Analysis:
    """Return the analysis of a Finnish form, as good as can be had.

    What the form seldom is, and what the light analyser alone thinks of it, stands last
    among the members: it is found, but below what the form most likely is.
    """
    lightly = light(form, "fi")
    likely, others = _readings(form)
    if not likely:
        return lightly
    lemmas = [_lemma(reading) for reading in likely]
    agreed = [lemma for lemma in lightly.lemmas if lemma in lemmas]
    members = [member for reading in likely for member in _members(reading)]
    rest = [_lemma(reading) for reading in others]
    return made([*agreed, *lemmas], [*members, *rest, *lightly.lemmas])


def _readings(form: str) -> tuple[list[PykkoAnalysis], list[PykkoAnalysis]]:
    """Return the likely readings of a form, written small or as a name, and the others.

    Both are empty where pypykko could only guess.
    """
    found = []
    for written in (form, form.capitalize()):
        readings = analyze(written, only_best=False)
        found += [one for one in readings if not one.source.startswith("Guesser")]
    least = min((reading.weight for reading in found), default=0)
    found = [reading for reading in found if reading.weight == least]
    likely = [one for one in found if not _SELDOM.search(one.info)] or found
    if any(reading.pos == "verb" for reading in likely):
        likely = [one for one in likely if one.pos != "participle"]
    if any(reading.lemma.endswith("minen") for reading in likely):
        # A meeting (tapaaminen) is no longer the meeting of somebody (tavata).
        likely = [one for one in likely if "+inf4" not in one.morphtags]
    return likely, [reading for reading in found if reading not in likely]


def _lemma(reading: PykkoAnalysis) -> str:
    return reading.lemma.lower().replace("|", "")


def _members(reading: PykkoAnalysis) -> list[str]:
    """Return the members of a compound, and those joined that are words together."""
    parts = reading.lemma.lower().split("|")
    if len(parts) < 2:
        return []
    members = []
    for at, part in enumerate(parts):
        members.append(part)
        if 0 < at < len(parts) - 1:
            members.append("".join(parts[at:]))
        if at < len(parts) - 1 and len(part) > 3:
            members.append(light(part, "fi").lemmas[0])  # kaupungin: kaupunki
    return members
