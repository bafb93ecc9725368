"""The words of the site with what they belong to, and its glossary."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from lexicon.analysis import Analysis, light_mark
from lexicon.words import folded

# The languages of the glossary.
TERM_LANGUAGES = ("fi", "sv", "en")


class PlainField(models.CharField):
    """Text that both databases compare letter by letter, whatever their language.

    So the index also serves "begins with", and å is never a on either.
    """

    def db_parameters(self, connection: Any) -> Any:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


class Word(models.Model):
    """A word form that was met in a language, and its analysis, made once.

    ``lemmas`` and ``members`` hold words between single spaces, best first; ``folded``
    is the form and ``base`` its best dictionary form without dots.  ``count`` says how
    many readable entries hold the form; at 0 the row is only the memory of an analysis,
    and the form is never suggested to anybody.
    """

    language = PlainField(max_length=12)
    form = PlainField(max_length=80)
    folded = PlainField(max_length=160)
    base = PlainField(max_length=255)
    lemmas = models.TextField()
    members = models.TextField(blank=True)
    analyser = PlainField(max_length=40)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("word")
        verbose_name_plural = _("words")
        constraints = [
            models.UniqueConstraint(fields=["language", "form"], name="word_form")
        ]
        indexes = [
            models.Index(fields=["language", "folded"], name="word_folded"),
            models.Index(fields=["language", "base"], name="word_base"),
            models.Index(fields=["language", "analyser"], name="word_analyser"),
        ]

    def __str__(self) -> str:
        return self.form

    @property
    def analysis(self) -> Analysis:
        """What the word belongs to."""
        return Analysis(tuple(self.lemmas.split()), tuple(self.members.split()))

    @classmethod
    def of(cls, form: str, language: str, its: Analysis) -> "Word":
        """Return the word with its light analysis, not yet saved."""
        word = cls(language=language, form=form, folded=folded(form))
        word.analyse(its, light_mark(language))
        return word

    def analyse(self, its: Analysis, analyser: str) -> None:
        """Take over an analysis and the mark of its analyser; does not save."""
        self.lemmas, self.members = " ".join(its.lemmas), " ".join(its.members)
        self.base = folded(its.lemmas[0])[:255]
        self.analyser = analyser


class Term(models.Model):
    """A term or name of the city in each language, as its glossary has it.

    The first field of a language holds the term to use; ``variants`` are other words
    for the same thing, ``forbidden`` words that must not be used for it, each one on a
    line of its own.  Any of them may be empty.  A protected name is kept as it is in
    the languages in which it has no form of its own.
    """

    fi = models.CharField(_("Finnish"), max_length=255, blank=True)
    fi_variants = models.TextField(_("Finnish variants"), blank=True)
    fi_forbidden = models.TextField(_("not in Finnish"), blank=True)
    sv = models.CharField(_("Swedish"), max_length=255, blank=True)
    sv_variants = models.TextField(_("Swedish variants"), blank=True)
    sv_forbidden = models.TextField(_("not in Swedish"), blank=True)
    en = models.CharField(_("English"), max_length=255, blank=True)
    en_variants = models.TextField(_("English variants"), blank=True)
    en_forbidden = models.TextField(_("not in English"), blank=True)
    is_name = models.BooleanField(
        _("protected name"),
        default=False,
        help_text=_(
            "The name of an organisation or a place: kept as it is, or written as it "
            "is given here for the language."
        ),
    )
    is_watched = models.BooleanField(
        _("warn where it is missing"),
        default=True,
        help_text=_(
            "Translators are warned where the original has it and the translation has "
            "none of these words."
        ),
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("glossary")
        ordering = ["fi", "sv", "en", "pk"]

    def __str__(self) -> str:
        return " · ".join(filter(None, (self.fi, self.sv, self.en)))

    def phrases(self, language: str) -> list[str]:
        """Return the term and its variants in one of TERM_LANGUAGES, the term first."""
        first = getattr(self, language).strip()
        return [*([first] if first else []), *self._lines(f"{language}_variants")]

    def forbidden(self, language: str) -> list[str]:
        """Return the words that must not be used for it in one of TERM_LANGUAGES."""
        return self._lines(f"{language}_forbidden")

    def _lines(self, field: str) -> list[str]:
        lines = (line.strip() for line in getattr(self, field).splitlines())
        return [line for line in lines if line]
