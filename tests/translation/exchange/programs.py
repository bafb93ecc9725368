"""What other programs do with a file, by hand: one edit of each, on its text."""

import io
import zipfile
from xml.etree import ElementTree

import polib
from docx import Document

from translation.exchange.xliff import NAMESPACE

XLIFF = {"x": NAMESPACE}


def marked(words):
    """The words that a translator writes here: the original's, marked."""
    return f"sv: {words}"


def units(data):
    root = ElementTree.fromstring(data)
    return root, {
        unit.get("id"): unit for unit in root.iterfind(".//x:trans-unit", XLIFF)
    }


def translate_xliff(data, *, only=None, state="translated", change=None):
    """Copy each source into its target, marked; then let a program change the unit."""
    root, found = units(data)
    for unit in found.values():
        source, target = unit.find("x:source", XLIFF), unit.find("x:target", XLIFF)
        if only and only not in "".join(source.itertext()):
            continue
        target[:] = list(source)
        target.text = marked(source.text or "")
        target.set("state", state)
        if change:
            change(unit)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def translate_po(data, *, only=None):
    po = polib.pofile(data.decode())
    for entry in po:
        if only and only not in entry.msgid:
            continue
        entry.msgstr = marked(entry.msgid)
        entry.flags = []
    return str(po).encode()


def translate_docx(data, *, only=None):
    document = Document(io.BytesIO(data))
    for row in document.tables[0].rows[1:]:
        words = row.cells[0].paragraphs[1].text
        if only and only not in words:
            continue
        row.cells[-1].text = marked(words)
    return saved(document)


def saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


TRANSLATE = {"xliff": translate_xliff, "po": translate_po, "docx": translate_docx}


def zipped(**files):
    """An archive of files, by their names."""
    return zipped_files(files)


def zipped_files(files):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


def in_docx(data, change):
    """A Word file with another text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["word/document.xml"] = change(files["word/document.xml"])
    return zipped_files(files)
