"""The forms of uploads, which look into the file and not at its name alone."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from hardening.contents import is_what_it_says
from hardening.traces import check_whole, without_traces


class PictureForm(BaseImageForm):
    """Takes a picture that can be read to its end."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            file.seek(0)
            data = file.read()
            file.seek(0)
            try:
                check_whole(data)
                without_traces(data)
            except (OSError, SyntaxError, ValueError):
                raise ValidationError(
                    _("The picture is damaged. Save it again in its program."),
                    code="invalid_image",
                ) from None
        return file


class DocumentForm(BaseDocumentForm):
    """Takes a document that is what its name says."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if (
            file
            and "file" in self.changed_data
            and not is_what_it_says(file.name, file)
        ):
            raise ValidationError(
                _(
                    "The file is not what the end of its name says, or has macros in "
                    "it. Save it again in its program, without macros."
                ),
                code="invalid_content",
            )
        return file
