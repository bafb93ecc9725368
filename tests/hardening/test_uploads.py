"""A picture or document that could do harm is refused with a message."""

import io
import struct
import zipfile
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.documents import get_document_model

from espoo.models import Picture
from hardening.contents import is_what_it_says
from hardening.traces import without_traces


def bomb():
    """Return a PNG that says it has 900 megapixels."""

    def chunk(kind, data):
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    pixels = zlib.compress(b"\x00" * (3_751 * 30_000), 9)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", pixels), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def jpeg(**options):
    file = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(file, "JPEG", **options)
    return file.getvalue()


REFUSED = {
    "bomb.png": bomb,
    "script.svg": lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
    "page.jpg": lambda: b"<!doctype html><script>alert(1)</script>",
    "cut.png": lambda: b"\x89PNG\r\n\x1a\n\x00\x00",
    "half.jpg": lambda: jpeg()[:-600],
    "half.png": lambda: picture("PNG")[:-60],
    "script.gif": lambda: b"GIF89a=1;alert(1)",
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_harmful_picture_is_refused_with_a_message(admin_client, name):
    file = SimpleUploadedFile(name, REFUSED[name]())
    for address in ("/admin/images/add/", "/admin/images/chooser/create/"):
        file.seek(0)
        sent = {"title": "x", "file": file, "image-chooser-upload-file": file}
        answer = admin_client.post(address, sent | {"image-chooser-upload-title": "x"})
        assert answer.status_code == 200, address
    assert not Picture.objects.exists()


def test_what_a_browser_would_run_is_no_document(admin_client):
    for name in ("x.html", "x.svg", "x.js", "x.xhtml"):
        file = SimpleUploadedFile(name, b"<script>alert(1)</script>")
        sent = {"title": "x", "file": file, "collection": 1}
        answer = admin_client.post("/admin/documents/add/", sent)
        assert answer.status_code == 200, name
    assert not get_document_model().objects.exists()


def test_a_document_is_saved_and_never_shown(client, db):
    file = SimpleUploadedFile("x.pdf", b"%PDF-1.4 <script>alert(1)</script>")
    document = get_document_model().objects.create(title="x", file=file)
    answer = client.get(document.url)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def picture(kind, mode="RGB", **options):
    """Return a picture with a place and a camera in it, lying on its side."""
    exif = Image.Exif()
    exif[0x010F] = "CAMERA-MAKER"
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[29] = "2026:01:01"
    file = io.BytesIO()
    drawn = Image.effect_noise((300, 200), 60).convert(mode)
    drawn.save(file, kind, exif=exif, **options)
    return file.getvalue()


TRACED = {
    "JPEG": lambda: picture("JPEG"),
    "progressive": lambda: picture("JPEG", progressive=True, comment=b"OWNER"),
    "CMYK": lambda: picture("JPEG", mode="CMYK"),
    "with a zip file": lambda: picture("JPEG") + b"PK\x03\x04CAMERA-MAKER",
    "PNG": lambda: picture("PNG"),
    "PNG of 16 bits": lambda: picture("PNG", mode="I;16"),
    "WebP": lambda: picture("WEBP"),
    "AVIF": lambda: picture("AVIF"),
}


@pytest.mark.parametrize("kind", TRACED)
def test_a_picture_keeps_no_place_and_no_camera_and_stays_upright(kind):
    data = TRACED[kind]()
    kept = without_traces(data)
    for trace in (b"CAMERA-MAKER", b"2026:01:01", b"OWNER", b"PK\x03\x04"):
        assert trace not in kept
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(kept)) as after:
        if kind == "AVIF":  # drawn anew, upright
            assert after.size == before.size[::-1] or after.size == before.size
        else:
            assert after.getexif().get(0x0112) == 6
            assert after.tobytes() == before.tobytes()
    assert without_traces(kept) == kept


@pytest.mark.parametrize("name", ["a.jpg", "cmyk.jpg", "deep.png", "moving.gif"])
def test_an_uploaded_picture_is_kept_without_traces(admin_client, name):
    kinds = {"a.jpg": "JPEG", "cmyk.jpg": "CMYK", "deep.png": "PNG of 16 bits"}
    if name == "moving.gif":
        file = io.BytesIO()
        frames = [Image.new("L", (40, 40), shade) for shade in (0, 99, 200)]
        frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
        data = file.getvalue()
    else:
        data = TRACED[kinds[name]]()
    sent = {"title": "x", "file": SimpleUploadedFile(name, data), "collection": 1}
    assert admin_client.post("/admin/images/add/", sent).status_code == 302
    kept = Picture.objects.get()
    with kept.file.open() as file:
        stored = file.read()
    assert b"CAMERA-MAKER" not in stored
    assert kept.file_size == len(stored)
    assert kept.get_rendition("width-100|format-webp").width == 100 or kept.width < 100


def package(*names, **contents):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name in names:
            made.writestr(name, contents.get(name, "x"))
    return file.getvalue()


TYPES = "[Content_Types].xml"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODT = "application/vnd.oasis.opendocument.text"
DOCUMENTS = [
    ("a.pdf", b"%PDF-1.7 ...", True),
    ("a.pdf", b"<html>%PDF-1.7", False),
    ("a.pdf", b"MZ\x90\x00", False),
    ("a.doc", COMPOUND + b"\x00", True),
    ("a.doc", COMPOUND + "_VBA_PROJECT".encode("utf-16-le"), False),
    ("a.doc", b"MZ\x00", False),
    ("a.docx", package(TYPES, "word/document.xml"), True),
    ("a.docx", package(TYPES, "word/document.xml", "word/vbaProject.bin"), False),
    ("a.docx", package("evil.exe"), False),
    ("a.docx", package(TYPES, "word/document.xml")[:-30], False),
    ("a.xlsx", package(TYPES, "word/document.xml"), False),
    ("a.odt", package("mimetype", mimetype=ODT), True),
    ("a.odt", package("mimetype", mimetype="text/html"), False),
    ("a.odt", package("content.xml"), False),
    ("a.csv", "nimi;määrä".encode(), True),
    ("a.txt", b"\xef\xbb\xbf <!DOCTYPE html><script>", False),
    ("a.txt", b"MZ\x00\x00", False),
    ("a.txt", b"", True),
]


@pytest.mark.parametrize(("name", "data", "taken"), DOCUMENTS)
def test_a_document_is_what_its_name_says(name, data, taken):
    assert is_what_it_says(name, io.BytesIO(data)) is taken


def test_a_document_of_another_kind_is_refused_in_the_form(admin_client):
    for name, data, status in [("x.pdf", b"MZ\x90", 200), ("y.pdf", b"%PDF-1.7", 302)]:
        sent = {"title": "x", "file": SimpleUploadedFile(name, data), "collection": 1}
        assert admin_client.post("/admin/documents/add/", sent).status_code == status
    assert [one.filename for one in get_document_model().objects.all()] == ["y.pdf"]
