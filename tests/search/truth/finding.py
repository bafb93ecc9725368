"""What a reader finds now, and how often a word is counted."""

from lexicon.models import Word
from search.matching import find
from search.parsing import parse


def found(text, language="fi"):
    return [hit.title for hit in find(parse(text, language)).hits]


def counted(form, language="fi"):
    words = Word.objects.filter(language=language, form=form)
    return sum(words.values_list("count", flat=True))
