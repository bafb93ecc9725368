"""What a camera or a program wrote into a picture beside the picture itself.

The place where it was taken, the camera, who owns it, a small picture of what was cut
away: none of that is published.  Which way up it is and its colours stay.
"""

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image, ImageOps

_PNG = b"\x89PNG\r\n\x1a\n"
_ORIENTATION = 0x0112
# Chunks that say how the pixels look, beside those that hold them (PNG, third edition).
_PNG_KEPT = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sRGB"),
    *(b"cICP", b"mDCV", b"cLLI", b"bKGD", b"sBIT", b"pHYs", b"acTL", b"fcTL", b"fdAT"),
}
_WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04  # flags of VP8X


def without_traces(data: bytes) -> bytes:
    """Return the file of a picture without them, its pixels as they were.

    What follows the end of the picture goes too.  A file of another form than JPEG,
    PNG, WebP and GIF, or built against the rules, is drawn anew.  Raises what Pillow
    raises (OSError, SyntaxError, ValueError) where that cannot be done.
    """
    try:
        if data.startswith(b"\xff\xd8"):
            return b"".join(_jpeg(data))
        if data.startswith(_PNG):
            return b"".join(_png(data))
        if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
            return _webp(data)
    except (struct.error, IndexError, ValueError, zlib.error):
        return _drawn_anew(data)
    return data if data.startswith(b"GIF8") else _drawn_anew(data)


def check_whole(data: bytes) -> None:
    """Raise what Pillow raises where a picture cannot be read to its end."""
    with Image.open(io.BytesIO(data)) as image:
        image.load()


def _orientation(data: bytes) -> bytes:
    """Return Exif that says which way up the picture is; b"" where it lies right."""
    with Image.open(io.BytesIO(data)) as image:
        turned = image.getexif().get(_ORIENTATION, 1)
    if turned not in range(2, 9):
        return b""
    exif = Image.Exif()
    exif[_ORIENTATION] = turned
    return exif.tobytes()  # begins with b"Exif\0\0"


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    exif = _orientation(data)
    if exif:
        yield b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    at = 2
    while True:
        if data[at] != 0xFF:
            raise ValueError("no marker")
        while data[at + 1] == 0xFF:  # filled up
            at += 1
        marker = data[at + 1]
        if marker == 0xD9:
            yield data[at : at + 2]
            return
        (length,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + length
        if end > len(data):
            raise ValueError("cut short")
        if marker == 0xDA:
            end = _end_of_scan(data, end)
        if _is_of_the_picture(marker, data[at + 4 : end]):
            yield data[at:end]
        at = end


def _is_of_the_picture(marker: int, content: bytes) -> bool:
    if marker == 0xE0:
        return content.startswith(b"JFIF\0")
    if marker == 0xE2:
        return content.startswith(b"ICC_PROFILE\0")
    # 0xEE tells how the colours of Adobe's programs are meant; 0xFE is a comment.
    return marker == 0xEE or not (0xE1 <= marker <= 0xEF or marker == 0xFE)


def _end_of_scan(data: bytes, at: int) -> int:
    while True:
        at = data.find(b"\xff", at)
        if at < 0:
            raise ValueError("cut short")
        # Filled up, an escaped 0xFF, or a mark to take up reading again.
        if not (data[at + 1] in (0x00, 0xFF) or 0xD0 <= data[at + 1] <= 0xD7):
            return at
        at += 1 if data[at + 1] == 0xFF else 2


def _png(data: bytes) -> Iterator[bytes]:
    yield _PNG
    exif = _orientation(data)[6:]
    at = len(_PNG)
    kind = b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise ValueError("cut short")
        if kind in _PNG_KEPT:
            yield data[at:end]
        if kind == b"IHDR" and exif:
            check = zlib.crc32(b"eXIf" + exif)
            yield struct.pack(">I4s", len(exif), b"eXIf") + exif
            yield struct.pack(">I", check)
        at = end


def _webp(data: bytes) -> bytes:
    exif = _orientation(data)[6:]
    body = b"WEBP"
    at, (size,) = 12, struct.unpack_from("<I", data, 4)
    end_of_file = size + 8
    if end_of_file > len(data):
        raise ValueError("cut short")
    while at < end_of_file:
        kind, length = struct.unpack_from("<4sI", data, at)
        end = at + 8 + length + length % 2
        chunk = data[at:end]
        if kind == b"VP8X":
            flags = chunk[8] & ~(_WEBP_EXIF | _WEBP_XMP)
            flags |= _WEBP_EXIF if exif else 0
            chunk = chunk[:8] + bytes([flags]) + chunk[9:]
        if kind in _WEBP_KEPT:
            body += chunk
        at = end
    if exif:
        body += struct.pack("<4sI", b"EXIF", len(exif)) + exif + b"\0" * (len(exif) % 2)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _drawn_anew(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        if image.format == "AVIF" and not (image.getexif() or "xmp" in image.info):
            return data
        upright = ImageOps.exif_transpose(image)
        drawn = io.BytesIO()
        colours = image.info.get("icc_profile")
        upright.info = {}
        upright.save(drawn, image.format, icc_profile=colours, quality=92, exif=b"")
    return drawn.getvalue()
