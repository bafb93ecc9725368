"""The numbers of rows as they come from addresses, forms and the links of texts."""


def key_from(text: str) -> int:
    """Return the number that a text says; 0, which no row has, for anything else.

    Nor for one that no database could hold: asked for it, SQLite fails.
    """
    return int(text) if text.isdecimal() and len(text) <= 18 else 0
