"""What is taken as a picture or a document."""

from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db.models.signals import pre_save
from django.utils.translation import gettext as _
from PIL import Image
from wagtail.images.fields import WagtailImageField

from hardening.traces import without_traces


def refuse_bombs() -> None:
    """Have a picture that cannot be opened refused with a message.

    Wagtail asks Pillow for the size, and lets through what Pillow raises: at more than
    twice its own limit of pixels, and where the file ends too early.
    """
    check = WagtailImageField.check_image_pixel_size

    @wraps(check)
    def checked(self: WagtailImageField, f: Any) -> None:
        try:
            check(self, f)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise ValidationError(
                _("This picture has too many pixels: at most %(most)s are taken.")
                % {"most": self.max_image_pixels},
                code="file_too_many_pixels",
            ) from None
        except (OSError, SyntaxError, ValueError):
            raise ValidationError(
                self.error_messages["invalid_image"], code="invalid_image"
            ) from None

    WagtailImageField.check_image_pixel_size = checked


def remove_traces() -> None:
    """Have every new picture kept without its traces, by whichever way it comes."""
    pre_save.connect(
        _remove_traces,
        sender=settings.WAGTAILIMAGES_IMAGE_MODEL,
        dispatch_uid="remove_traces",
    )


def _remove_traces(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    file = instance.file
    if raw or not file or file._committed:
        return
    file.seek(0)
    data = file.read()
    file.seek(0)
    try:
        kept = without_traces(data)
    except (OSError, SyntaxError, ValueError):
        return  # no picture: the forms and importers have refused what they could
    if kept != data:
        # The hash stays that of what was sent: by it a second upload is recognised.
        instance.file = ContentFile(kept, name=file.name)
        instance.file_size = len(kept)
