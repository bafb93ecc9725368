"""Words that readable entries hold."""

import pytest

from lexicon.models import Word
from lexicon.vocabulary import analyses, recount


@pytest.fixture
def hold(db):
    """Let readable entries hold words, each as many times as it is named."""

    def held(language, *forms):
        analyses(forms, language, keep=True)
        for form in forms:
            recount(language, {form: 1})
        return Word.objects.filter(language=language, form__in=forms)

    return held
