"""Shows where a text holds what was looked for, cut to the lines that matter.

A word is marked whole, also when only a part of a compound was looked for: half a word
is hard to see and worse to hear.  Of words joined by hyphens only the part is marked.
What counts as found is decided by the same analysis that finds pages.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import takewhile

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from lexicon.analysis import Analysis
from lexicon.vocabulary import analyses
from lexicon.words import Token, tokens
from search.parsing import Query, QueryWord

# In characters.  The rest of a very long text is not searched for marks.
EXCERPT, BEFORE, LONGEST_TEXT = 240, 60, 20_000
ELLIPSIS = "…"
# Stands where a line of a text ends and no sentence with it, as after a heading.
LINE_END = "·"
SENTENCE_ENDS = (".", "!", "?", "…", ":", LINE_END)


@dataclass(frozen=True)
class Span:
    """A place to mark, and which words of the query stand there."""

    start: int
    end: int
    found: frozenset[int]


class Marks:
    """Marks what a query looks for in some texts; one query to the vocabulary for all.

    Every text that is to be marked is given at the beginning.
    """

    def __init__(self, query: Query, texts: Iterable[str]) -> None:
        self.query = query
        self._tokens = {
            text: list(tokens(text[:LONGEST_TEXT])) for text in map(one_line, texts)
        }
        forms = {token.form for found in self._tokens.values() for token in found}
        self._analyses = analyses(forms, query.language, known_only=True)
        self._found: dict[str, frozenset[int]] = {}

    def whole(self, text: str) -> SafeString:
        """Return the whole text as HTML with its marks."""
        text = one_line(text)
        return _marked(text, self._spans(text), 0, len(text))

    def excerpt(self, text: str, otherwise: str = "") -> SafeString:
        """Return the lines of the text that hold most of what was looked for, as HTML.

        Where the text holds nothing of it, the beginning of ``otherwise`` is shown, or
        of the text itself.
        """
        text = one_line(text)
        spans = self._spans(text)
        if not spans and otherwise:
            text = one_line(otherwise)
            spans = self._spans(text)
        start, end = _window(text, spans)
        html = _marked(text, spans, start, end)
        return format_html(
            "{}{}{}",
            f"{ELLIPSIS} " if start else "",
            html,
            f" {ELLIPSIS}" if end < len(text) else "",
        )

    def _spans(self, text: str) -> list[Span]:
        """Return the places to mark, in their order; none overlaps another."""
        here = self._tokens.get(text, [])
        spans = [
            Span(token.start, token.end, found)
            for token in here
            if (found := self._found_in(token.form))
        ]
        spans += _phrases(here, self.query.phrases)
        return _joined(spans)

    def _found_in(self, form: str) -> frozenset[int]:
        """Return which words of the query, by number, a form of a text stands for."""
        if form not in self._found:
            analysis = self._analyses.get(form)
            self._found[form] = frozenset(
                number
                for number, word in enumerate(self.query.words)
                if _is_found(word, form, analysis)
            )
        return self._found[form]


def one_line(text: str) -> str:
    """Return a text on one line, so that one still sees where its lines ended."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    lines = [line for line in lines if line]
    ends = ["" if line.endswith(SENTENCE_ENDS) else f" {LINE_END}" for line in lines]
    return " ".join(map("".join, zip(lines, [*ends[:-1], ""], strict=False)))


def _is_found(word: QueryWord, form: str, analysis: Analysis | None) -> bool:
    """Return whether a word of a query finds a text for the sake of this form."""
    lemmas = analysis.lemmas if analysis else (form,)
    members = analysis.members if analysis else ()
    return (
        form in word.exact
        or form in word.fuzzy
        or not word.inflected.isdisjoint(lemmas)
        or not word.member.isdisjoint(members)
        or not word.fuzzy.isdisjoint(lemmas)
        or any(_is_found(part, form, analysis) for part in word.parts)
    )


def _phrases(here: list[Token], phrases: Collection[tuple[str, ...]]) -> list[Span]:
    """Return where the phrases stand; what is no word of its own is passed over."""
    words = [token for token in here if token.kind == "word"]
    forms = [token.form for token in words]
    spans = []
    for number, phrase in enumerate(phrases):
        length = len(phrase)
        for first in range(len(forms) - length + 1):
            if tuple(forms[first : first + length]) == phrase:
                # Numbered apart from the single words.
                found = frozenset({-1 - number})
                last = words[first + length - 1]
                spans.append(Span(words[first].start, last.end, found))
    return spans


def _joined(spans: list[Span]) -> list[Span]:
    """Return the spans in their order, those that overlap made into one."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        before = joined[-1] if joined else None
        if before and span.start < before.end:
            end = max(before.end, span.end)
            joined[-1] = Span(before.start, end, before.found | span.found)
        else:
            joined.append(span)
    return joined


def _window(text: str, spans: list[Span]) -> tuple[int, int]:
    """Return where the excerpt begins and ends: at words, or better at a sentence."""
    if len(text) <= EXCERPT:
        return 0, len(text)
    best, most = 0, (0, 0)
    for number, span in enumerate(spans):
        within = _within(spans[number:], span.start + EXCERPT - BEFORE)
        different = frozenset[int]().union(*(one.found for one in within))
        if (len(different), len(within)) > most:
            best, most = span.start, (len(different), len(within))
    start = _start(text, best)
    end = min(start + EXCERPT, len(text))
    if end < len(text):
        end = max(text.rfind(" ", start, end + 1), best + 1)
        # Never within a mark.
        end = max([end, *(one.end for one in spans if one.start < end < one.end)])
    return start, end


def _within(spans: Iterable[Span], end: int) -> list[Span]:
    return list(takewhile(lambda span: span.end <= end, spans))


def _start(text: str, place: int) -> int:
    """Return where to begin so that a place is seen with some words before it."""
    if place <= BEFORE:
        return 0
    earliest = place - BEFORE
    sentence = max(text.rfind(f"{sign} ", earliest, place) for sign in SENTENCE_ENDS)
    if sentence >= 0:
        return sentence + 2
    space = text.find(" ", earliest, place)
    return space + 1 if space >= 0 else place


def _marked(text: str, spans: list[Span], start: int, end: int) -> SafeString:
    pieces: list[tuple[str, SafeString]] = []
    at = start
    for span in spans:
        if span.start < start or span.end > end:
            continue
        mark = format_html("<mark>{}</mark>", text[span.start : span.end])
        pieces.append((text[at : span.start], mark))
        at = span.end
    marked = format_html_join("", "{}{}", pieces)
    return marked + conditional_escape(text[at:end])
