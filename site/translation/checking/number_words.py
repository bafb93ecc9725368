"""Small numbers in words, so that 15 may be fifteen in the other language."""

import re
from functools import cache

_FI_UNITS = (
    "yksi|yhde|yht|yhtä",
    "kaksi|kahde|kahte|kahta",
    "kolme|kolmi",
    "neljä|nelj",
    "viisi|viide|viite|viittä",
    "kuusi|kuude|kuute|kuutta",
    "seitsemä|seitsem",
    "kahdeksa|kahdeks",
    "yhdeksä|yhdeks",
)


def _words(text: str) -> list[str]:
    return text.split("|")


_SV = _words(
    "noll|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|"
    "sexton|sjutton|arton|nitton|tjugo"
)
_SV_ORDINALS = _words(
    "nollte|först[ae]|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde|"
    "elfte|tolfte|trettonde|fjortonde|femtonde|sextonde|sjuttonde|artonde|nittonde|"
    "tjugonde"
)
_EN = _words(
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    "fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty"
)
_EN_ORDINALS = _words(
    "zeroth|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|"
    "twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|"
    "nineteenth|twentieth"
)
_SV_TENS = _words("trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio")
_EN_TENS = _words("thirty|forty|fifty|sixty|seventy|eighty|ninety")


def says(text: str, number: int, language: str) -> bool:
    """Tell whether a text has a number (0 to 20, tens, 100, 1000, million) in words."""
    rule = _rules(language).get(number)
    return bool(rule and rule.search(text))


@cache
def _rules(language: str) -> dict[int, re.Pattern[str]]:
    if language == "fi":
        words = _finnish()
    elif language == "sv":
        words = {
            number: f"{word}|{ordinal}"
            for number, (word, ordinal) in enumerate(
                zip(_SV, _SV_ORDINALS, strict=True)
            )
        }
        words[1] += "|ett|enda"
        words |= {10 * n: word for n, word in enumerate(_SV_TENS, 3)}
        words |= {100: r"(?:ett)?hundra\w*", 1000: r"(?:ett)?tusen\w*"}
        words[1_000_000] = r"miljon\w*"
    elif language == "en":
        words = {
            number: f"{word}|{ordinal}"
            for number, (word, ordinal) in enumerate(
                zip(_EN, _EN_ORDINALS, strict=True)
            )
        }
        words[1] += "|once|single"
        words[2] += "|twice|both"
        words |= {10 * n: word for n, word in enumerate(_EN_TENS, 3)}
        words |= {100: "hundreds?", 1000: "thousands?", 1_000_000: "millions?"}
    else:
        return {}
    return {
        number: re.compile(rf"(?<![\w-])(?:{rule})(?![^\W\d_])", re.IGNORECASE)
        for number, rule in words.items()
    }


def _finnish() -> dict[int, str]:
    """Return stems with any ending, since numerals are declined."""
    words: dict[int, str] = {0: r"nolla\w*"}
    for number, stems in enumerate(_FI_UNITS, 1):
        words[number] = rf"(?:{stems})(?!\w*toista|\w*kymmen|\w*sata|\w*tuha)\w*"
        words[10 + number] = rf"(?:{stems})\w*toista\w*"
        if number > 1:
            words[10 * number] = rf"(?:{stems})\w*kymmen\w*"
    words[1] += r"|ensimmäi\w*|ensi"
    words[2] += r"|toinen|toise\w*|toista"
    words[10] = r"kymmen\w*"
    words[100] = r"sata\w*|sada\w*"
    words[1000] = r"tuha\w*"
    words[1_000_000] = r"miljoon\w*"
    return words
