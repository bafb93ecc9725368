"""How many words a translator has before them: new, fuzzy and repeated.

They are counted when a translation is asked for and whenever its original is published
or, before that, changed; never when a list is shown, since comparing a text with the
memory takes up to a second.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django_tasks import task
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from translation.checking.sides import Side
from translation.memory.matching import find
from translation.requests.models import TranslationRequest


@dataclass(frozen=True)
class Words:
    """Numbers of words of the original, by what the memory has for their segments.

    ``repeated`` are those of segments translated before to the letter, or that stand
    in the text a second time; ``fuzzy`` those with a match of 75 per cent or more.
    """

    new: int = 0
    fuzzy: int = 0
    repeated: int = 0


def words_in(text: str) -> int:
    """Return the number of words: what stands between spaces and has a letter or digit.

    As word processors count, so that an agency comes to the same number.
    """
    return sum(any(sign.isalnum() for sign in piece) for piece in text.split())


def count(texts: Iterable[str], best: dict[str, int], language: str) -> Words:
    """Return the words of segments, as they are kept, in that order.

    ``best`` has the per cent of the best match by the text; none where it is missing.
    """
    new = fuzzy = repeated = 0
    seen = set()
    for data in texts:
        words = words_in(Side(data, language).text)
        if data in seen or best.get(data, 0) == 100:
            repeated += words
        elif data in best:
            fuzzy += words
        else:
            new += words
        seen.add(data)
    return Words(new, fuzzy, repeated)


def count_again(made: Translation) -> Words:
    """Count and keep the words of what is still to translate; nothing is logged.

    Addresses of pages are no words.
    """
    done = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=made.target_locale_id,
        has_error=False,
    )
    texts: Sequence[str] = (
        StringSegment.objects.filter(~Exists(done), source_id=made.source_id)
        .exclude(context__path="slug")
        .order_by("order", "pk")
        .values_list("string__data", flat=True)
    )
    source = made.source.locale.language_code
    matches = find(texts, source, made.target_locale.language_code)
    best = {data: found[0].percent for data, found in matches.items()}
    words = count(texts, best, source)
    TranslationRequest.objects.filter(translation=made).update(
        words_new=words.new, words_fuzzy=words.fuzzy, words_repeated=words.repeated
    )
    return words


@task()
def recount(source_id: int) -> int:
    """Count the words of the open requests of a text anew; return how many."""
    made = Translation.objects.filter(
        source_id=source_id,
        enabled=True,
        request__isnull=False,
        request__done_at=None,
    ).select_related("source__locale", "target_locale")
    return len([count_again(one) for one in made])
