"""What the lexicon tells whoever uses its words."""

from django.dispatch import Signal

# The analysis of words has changed: sent with ``language`` and ``forms`` (a set), so
# that what was written with the former one can be written anew.
words_refined = Signal()
