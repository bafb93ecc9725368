"""Template tags that let long Finnish words break at a syllable.

Browsers hyphenate by ``lang``, but the most common one knows no Finnish, and a title
such as "asiakaspalvelumaksujärjestelmä" is wider than a telephone.
"""

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

# Shorter words fit on a line of a title at 320 CSS pixels.
LONG = 20
# At least so many letters stay together at each end of a word.
END = 4
LONG_WORD = re.compile(rf"[^\W\d_]{{{LONG},}}")
# A Finnish syllable begins where a consonant stands before a vowel (Kielitoimiston
# ohjepankki, "Tavutus"); breaks between two vowels are left out, they read badly.
SYLLABLE = re.compile(r"(?=[bcdfghjklmnpqrstvwxzšž][aeiouyåäö])", re.IGNORECASE)
# The stylesheet puts the soft hyphen into it, so that no machine finds one in the text.
BREAK = '<span class="shy"></span>'


@register.filter
def breakable(text: str) -> SafeString:
    """Return a title whose long words may break at a syllable, '' for none.

    Only in Finnish: browsers know the other languages.
    """
    escaped = conditional_escape(text or "")
    if get_language() != "fi":
        return escaped
    return SafeString(LONG_WORD.sub(_with_breaks, escaped))


def _with_breaks(word: re.Match[str]) -> str:
    letters = word.group()
    cuts = [
        syllable.start()
        for syllable in SYLLABLE.finditer(letters)
        if END <= syllable.start() <= len(letters) - END
    ]
    ends = zip([0, *cuts], [*cuts, len(letters)], strict=True)
    return BREAK.join(letters[start:end] for start, end in ends)
