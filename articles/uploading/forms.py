"""What is asked of whoever imports texts."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from articles.importing.files.packages import MOST_BYTES
from articles.importing.reviewing import LEAVE_OUT, kind_of, may_become
from articles.importing.vocabulary import LANGUAGES
from articles.models import UploadedText
from articles.uploading.taking import WITH_PAGE, Looked
from translation.words import language_name

MOST_FILES = 12
MOST_TOGETHER = 60 * 1024 * 1024
MEGABYTE = 1024 * 1024
PASTED = ("text", "text_2", "text_3")
ARTICLE = "article"
MAX_ALT_LENGTH = 255
KIND_NAMES = {
    "paragraph": pgettext_lazy("text", "paragraph"),
    "heading": gettext_lazy("heading"),
    "subheading": gettext_lazy("subheading"),
    "quote": gettext_lazy("quote"),
    "list": gettext_lazy("list"),
    LEAVE_OUT: gettext_lazy("leave out"),
}


class FilesInput(forms.ClearableFileInput):
    """Takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; each must hold something and none be too large."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return the files.  Raises ValidationError naming the one that is wrong."""
        files = [file for file in data or [] if file]
        if len(files) > MOST_FILES:
            raise ValidationError(_("At most %(n)s files at once.") % {"n": MOST_FILES})
        for file in files:
            if not file.size:
                raise ValidationError(_("%(name)s is empty.") % {"name": file.name})
            if file.size > MOST_BYTES:
                raise ValidationError(
                    _("%(name)s is larger than %(n)s MB.")
                    % {"name": file.name, "n": MOST_BYTES // MEGABYTE}
                )
        if sum(file.size for file in files) > MOST_TOGETHER:
            raise ValidationError(
                _("The files are larger than %(n)s MB together. Import fewer at once.")
                % {"n": MOST_TOGETHER // MEGABYTE}
            )
        return files


class UploadForm(forms.Form):
    """Files, or texts that are pasted."""

    uploads = FilesField(
        label=gettext_lazy("Files"),
        help_text=gettext_lazy(
            "Word (.docx), OpenDocument (.odt) or text files. Choose all languages of "
            "an article at once."
        ),
        required=False,
    )
    text = forms.CharField(
        label=gettext_lazy("Pasted text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    text_2 = forms.CharField(
        label=gettext_lazy("The same in a second language"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    text_3 = forms.CharField(
        label=gettext_lazy("The same in a third language"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for something."""
        data = super().clean() or {}
        pasted = any(data.get(name, "").strip() for name in PASTED)
        if not self.errors and not pasted and not data.get("uploads"):
            raise ValidationError(_("Choose a file or paste a text."))
        return data

    def texts(self) -> list[tuple[str, bytes]]:
        """Return the names and contents of all that was given; they are read once."""
        data = self.cleaned_data
        texts = [(file.name, file.read()) for file in data.get("uploads") or []]
        for number, name in enumerate(PASTED, start=1):
            if words := data.get(name, "").strip():
                pasted = _("Pasted text %(n)s") % {"n": number}
                texts.append((pasted, words.encode()))
        return texts


class TextForm(forms.Form):
    """What becomes of one file, of its elements and of its pictures."""

    becomes = forms.ChoiceField(
        label=gettext_lazy("Becomes"),
        required=False,
        choices=[(ARTICLE, gettext_lazy("an article")), ("", gettext_lazy("nothing"))],
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"))
    article = forms.ChoiceField(
        label=gettext_lazy("Belongs to"),
        help_text=gettext_lazy(
            "Files of one article are its versions in different languages."
        ),
    )

    def __init__(
        self, looked: Looked, articles: Sequence[tuple[str, str]], data: Any
    ) -> None:
        row = looked.row
        super().__init__(
            data,
            prefix=f"t{row.pk}",
            initial={
                "becomes": ARTICLE if row.is_taken else "",
                "language": row.language,
                "article": row.article,
            },
        )
        self.row = row
        for name, choices in (
            ("language", [(code, language_name(code)) for code in LANGUAGES]),
            ("article", articles),
        ):
            cast(forms.ChoiceField, self.fields[name]).choices = choices
        reading = looked.reading
        for element in reading.elements if reading else ():
            kinds = may_become(element)
            line = element.lines[0]
            if kinds:
                self.fields[f"kind-{line}"] = forms.ChoiceField(
                    label=_("What line %(n)s is") % {"n": line},
                    choices=[(kind, KIND_NAMES[kind]) for kind in kinds],
                    initial=row.kinds.get(str(line)) or kind_of(element),
                    required=False,
                )
            place = element.data.get("picture")
            if reading and place is not None and reading.pictures[place].data:
                self.fields[f"alt-{place}"] = forms.CharField(
                    label=_("What the picture shows"),
                    help_text=_(
                        "For those who cannot see it. Without it the article cannot be "
                        "published."
                    ),
                    initial=element.data["alt_text"],
                    required=False,
                    max_length=MAX_ALT_LENGTH,
                )

    def keep(self) -> None:
        """Write what was decided into the row of the file."""
        data = self.cleaned_data
        row = self.row
        row.is_taken = data["becomes"] == ARTICLE
        row.article = data["article"]
        if data["language"] != row.language:
            # Read in another language, other things are found on the lines.
            row.kinds = {}
        else:
            row.kinds |= {
                name.removeprefix("kind-"): kind
                for name, kind in data.items()
                if name.startswith("kind-") and kind and name in self.changed_data
            }
        row.language = data["language"]
        row.alt_texts |= {
            name.removeprefix("alt-"): text
            for name, text in data.items()
            if name.startswith("alt-")
        }
        row.save()


def check_together(rows: Sequence[UploadedText], may_add: set[str]) -> list[str]:
    """Return what is wrong with the files that are taken, in whole sentences."""
    taken = [row for row in rows if row.is_taken and not row.problem]
    if not taken:
        return [_("No file becomes an article.")]
    wrong = []
    for (_article, language), n in Counter(
        (row.article, row.language) for row in taken
    ).items():
        if n > 1:
            names = [
                row.name
                for row in taken
                if (row.article, row.language) == (_article, language)
            ]
            wrong.append(
                _("%(names)s are of one article and in one language (%(language)s).")
                % {"names": ", ".join(names), "language": language_name(language)}
            )
    for language in sorted({row.language for row in taken} - may_add):
        wrong.append(
            _("You may not add articles in this language: %(language)s.")
            % {"language": language_name(language)}
        )
    return wrong


def article_choices(
    rows: Sequence[UploadedText], pages: dict[int, str]
) -> list[tuple[str, str]]:
    """Return the articles that a file may belong to: new ones, then earlier pages."""
    choices = [(str(n), _("Article %(n)s") % {"n": n}) for n in range(1, len(rows) + 1)]
    choices += [
        (f"{WITH_PAGE}{key}", _("Imported earlier: %(title)s") % {"title": title})
        for key, title in pages.items()
    ]
    known = {value for value, _label in choices}
    # A page that is proposed no more, since the language is another, stays a choice.
    choices += [
        (row.article, row.article)
        for row in rows
        if row.article and row.article not in known
    ]
    return list(dict(choices).items())
