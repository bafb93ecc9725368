"""What a reader may have meant by a query that finds little."""

from lexicon.spelling import corrections_of
from lexicon.words import tokens
from search.parsing import Query

# Shorter words have too many neighbours to guess among.
SHORTEST = 3


def meant(query: Query) -> str:
    """Return the query with its misspelt words put right, or '' where none is.

    One query to the vocabulary.  All that was typed between the words stays: quotation
    marks, minus signs, and words nobody corrects.
    """
    words = [
        token
        for token in tokens(query.text)
        if token.kind == "word" and len(token.form) >= SHORTEST
    ]
    better = corrections_of({word.form for word in words}, query.language)
    text = query.text
    # From the end, so that the places before stay where they are.
    for word in reversed(words):
        if found := better.get(word.form):
            text = text[: word.start] + found[0] + text[word.end :]
    return text if text != query.text else ""
