"""Names of persons and the roles written before or after them."""

from articles.importing.vocabulary import is_role_word, words

MAX_NAME_WORDS = 4
_PARTICLES = words("von af de van der al el bin")


def split_role_and_name(text: str, *, least_words: int = 2) -> tuple[str, str]:
    """Return the role and the name of "role Name Surname"; the name is "" if none.

    A capitalised role word ("Projektkoordinator Name Surname") belongs to the role.
    """
    parts = text.split()
    roles = [index for index, word in enumerate(parts) if is_role_word(word)]
    start = len(parts)
    while start and (_is_name_word(parts[start - 1]) or parts[start - 1] in _PARTICLES):
        start -= 1
    start = max(start, roles[-1] + 1 if roles else 0)
    while start < len(parts) and parts[start] in _PARTICLES:
        start += 1
    if roles and len(parts) - start > MAX_NAME_WORDS - 1:
        start = len(parts) - 2
    if not least_words <= len(parts) - start <= MAX_NAME_WORDS:
        return text, ""
    return " ".join(parts[:start]), " ".join(parts[start:])


def _is_name_word(word: str) -> bool:
    return (
        word[0].isupper()
        and not any(char.isdigit() for char in word)
        and not (len(word) > 2 and word.isupper())
    )
