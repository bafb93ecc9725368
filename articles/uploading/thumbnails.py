"""Pictures of an uploaded file, small, for the screen on which they are described."""

import base64
import io

from PIL import Image

from articles.importing.files.parts import EmbeddedPicture

SIDE = 240
# Larger ones are not drawn for a look.
MOST_PIXELS = 12_000_000


def thumbnail(picture: EmbeddedPicture) -> str:
    """Return the picture as the address of an image, "" where it is not drawn.

    It stands in the page itself: the file it is in may be read by nobody else.
    """
    try:
        with Image.open(io.BytesIO(picture.data)) as image:
            if image.width * image.height > MOST_PIXELS:
                return ""
            image.draft("RGB", (SIDE, SIDE))
            image.thumbnail((SIDE, SIDE))
            small = io.BytesIO()
            image.convert("RGB").save(small, "JPEG", quality=70)
    except (OSError, ValueError, SyntaxError, EOFError):
        return ""
    return f"data:image/jpeg;base64,{base64.b64encode(small.getvalue()).decode()}"
