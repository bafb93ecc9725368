"""Which kind of file some bytes are, whatever the file is called."""

import zipfile

from django.utils.translation import gettext as _

from articles.importing.elements import NotAnArticle
from articles.importing.files.docx import read_docx
from articles.importing.files.odt import read_odt
from articles.importing.files.packages import (
    corrupt,
    open_package,
    protected,
    read,
    too_large,
)
from articles.importing.files.parts import Document

MOST_TEXT = 2 * 1024 * 1024
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of Office before 2007
_ZIP = b"PK"


def open_file(data: bytes) -> Document | None:
    """Return the document in a Word or OpenDocument file, None for anything else.

    What is left is a text file or broken (``normalise.decode`` says which).  Raises
    NotAnArticle, in a whole sentence with a way out, for a file of another kind and
    one that is protected, damaged or too large.
    """
    if data.startswith(_ZIP):
        return _open_package(data)
    if data.startswith(_COMPOUND):
        raise _refuse_compound(data)
    if data.lstrip()[:5] == b"%PDF-":
        raise NotAnArticle(
            _("The file is a PDF. Import the Word file from which it was made.")
        )
    if data.startswith(b"{\\rtf"):
        raise NotAnArticle(
            _("The file is in RTF. Save it as .docx or .odt and try again.")
        )
    if len(data) > MOST_TEXT:
        raise too_large()
    return None


def _open_package(data: bytes) -> Document:
    package = open_package(data)
    names = set(package.namelist())
    if "mimetype" in names and _is_text(package):
        if "META-INF/manifest.xml" in names and b":encryption-data" in read(
            package, "META-INF/manifest.xml"
        ):
            raise protected()
        if "content.xml" not in names:
            raise corrupt()
        return read_odt(package)
    if "[Content_Types].xml" in names and any(n.startswith("word/") for n in names):
        return read_docx(data, package)
    raise NotAnArticle(
        _("The file is neither a Word file (.docx) nor an OpenDocument text (.odt).")
    )


def _is_text(package: zipfile.ZipFile) -> bool:
    kind = read(package, "mimetype").strip()
    return kind.startswith(b"application/vnd.oasis.opendocument.text")


def _refuse_compound(data: bytes) -> NotAnArticle:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return protected()
    if "WordDocument".encode("utf-16-le") in data:
        return NotAnArticle(
            _(
                "The file is in the old format of Word (.doc). Open it in Word, save "
                "it as .docx and try again."
            )
        )
    return NotAnArticle(
        _("The file is neither a Word file (.docx) nor an OpenDocument text (.odt).")
    )
