"""Pages whose language versions are each written for themselves."""


class IndependentOriginal:
    """Marks page types that are never submitted for translation.

    A front page or a section page is written separately in each language; its versions
    are linked by ``translation_key`` only.  An easy-language text is nobody's
    translation.
    """
