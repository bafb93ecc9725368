"""Word and OpenDocument files for tests, written part by part.

A part is a text, or ``(style, text)``; a text is a string or a list of runs, each a
string or ``(string, look)`` where the look is "b", "i" or an address.  Further parts
are ``("bullet" | "number", text)``, ``("table", rows)`` and ``("picture", data, alt)``.
"""

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = {
    "title": "Title",
    "subtitle": "Subtitle",
    "h1": "heading 1",
    "h2": "heading 2",
    "h3": "heading 3",
    "quote": "Quote",
    "caption": "caption",
}
ODT_STYLES = {"quote": "Quotations", "subtitle": "Subtitle", "caption": "Illustration"}
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "style": "style",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }.items()
)


def packed(files, stored=()):
    """Return a zip file of names and contents."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            kind = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            package.writestr(zipfile.ZipInfo(name), data, compress_type=kind)
    return file.getvalue()


def split(part):
    """Return style, runs as (text, look) and what else a part has."""
    style, text, *rest = ("", part) if isinstance(part, (str, list)) else part
    if style in ("table", "picture"):
        return style, text, rest
    runs = [text] if isinstance(text, str) else text
    return style, [(run, "") if isinstance(run, str) else run for run in runs], rest


def docx(*parts, extra=None):
    """Return the bytes of a Word file; ``extra`` are further files inside it."""
    body, files, relations = "", {}, []

    def relate(kind, target, mode=""):
        relations.append(
            f'<Relationship Id="r{len(relations)}" Type="{R}/{kind}" '
            f"Target={quoteattr(target)}{mode}/>"
        )
        return f"r{len(relations) - 1}"

    def run(text, look):
        lines = escape(text).split("\n")
        inner = "<w:br/>".join(f'<w:t xml:space="preserve">{x}</w:t>' for x in lines)
        look_of = {"b": "<w:b/>", "i": "<w:i/>"}.get(look, "")
        made = f"<w:r><w:rPr>{look_of}</w:rPr>{inner}</w:r>"
        if look and not look_of:
            key = relate("hyperlink", look, ' TargetMode="External"')
            made = f'<w:hyperlink r:id="{key}">{made}</w:hyperlink>'
        return made

    def paragraph(runs, properties=""):
        inner = "".join(run(*one) for one in runs)
        return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"

    for part in parts:
        style, content, rest = split(part)
        if style == "table":
            rows = ""
            for row in content:
                cells = (f"<w:tc>{paragraph([(cell, '')])}</w:tc>" for cell in row)
                rows += f"<w:tr>{''.join(cells)}</w:tr>"
            body += f"<w:tbl>{rows}</w:tbl>"
        elif style == "picture":
            name = f"media/image{len(files)}.png"
            files[f"word/{name}"] = content
            alt = quoteattr(rest[0] if rest else "")
            body += (
                "<w:p><w:r><w:drawing><wp:inline><wp:docPr id='1' name='x' "
                f"descr={alt}/><a:graphic><a:graphicData><pic:pic><pic:blipFill>"
                f'<a:blip r:embed="{relate("image", name)}"/></pic:blipFill></pic:pic>'
                "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
            )
        elif style in ("bullet", "number"):
            number = 1 if style == "bullet" else 2
            body += paragraph(
                content,
                f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>',
            )
        else:
            body += paragraph(content, f'<w:pStyle w:val="{style}"/>' if style else "")
    relate("styles", "styles.xml")
    relate("numbering", "numbering.xml")
    spaces = (
        f'xmlns:w="{W}" xmlns:r="{R}" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
        "</w:style>"
        for key, name in STYLES.items()
    )
    numbering = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:numFmt '
        f'w:val="{kind}"/></w:lvl></w:abstractNum>'
        for n, kind in ((1, "bullet"), (2, "decimal"))
    ) + "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2)
    )
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="png" '
            'ContentType="image/png"/><Default Extension="xml" '
            'ContentType="application/xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="d" '
            f'Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body>"
            "</w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">'
            f"{''.join(relations)}</Relationships>",
            "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>',
            "word/numbering.xml": f'<w:numbering xmlns:w="{W}">{numbering}'
            "</w:numbering>",
            **files,
            **(extra or {}),
        }
    )


def odt(*parts, extra=None):
    """Return the bytes of an OpenDocument text."""
    body, files = "", {}

    def inline(runs):
        made = ""
        for text, look in runs:
            inner = escape(text).replace("  ", " <text:s/>")
            inner = inner.replace("\n", "<text:line-break/>")
            if look in ("b", "i"):
                inner = f'<text:span text:style-name="{look}">{inner}</text:span>'
            elif look:
                inner = f"<text:a xlink:href={quoteattr(look)}>{inner}</text:a>"
            made += inner
        return made

    for part in parts:
        style, content, rest = split(part)
        if style == "table":
            rows = ""
            for row in content:
                cells = (
                    f"<table:table-cell><text:p>{escape(cell)}</text:p>"
                    "</table:table-cell>"
                    for cell in row
                )
                rows += f"<table:table-row>{''.join(cells)}</table:table-row>"
            body += f"<table:table>{rows}</table:table>"
        elif style == "picture":
            name = f"Pictures/{len(files)}.png"
            files[name] = content
            alt = escape(rest[0]) if rest else ""
            body += (
                f'<text:p><draw:frame><draw:image xlink:href="{name}"/>'
                f"<svg:desc>{alt}</svg:desc></draw:frame></text:p>"
            )
        elif style in ("bullet", "number"):
            item = f"<text:list-item><text:p>{inline(content)}</text:p>"
            opened = f'<text:list text:style-name="{style}">'
            joined = f"{opened}{{}}</text:list>"
            if body.endswith(f"</text:list><!--{style}-->"):
                body = body.removesuffix(f"</text:list><!--{style}-->")
                body += f"{item}</text:list-item></text:list><!--{style}-->"
            else:
                body += joined.format(f"{item}</text:list-item>") + f"<!--{style}-->"
        elif style in ("h1", "h2", "h3"):
            body += (
                f'<text:h text:outline-level="{style[1]}">{inline(content)}</text:h>'
            )
        else:
            name = ODT_STYLES.get(style, style.capitalize())
            body += (
                f'<text:p text:style-name="P{style}">{inline(content)}</text:p>'
                if style
                else f"<text:p>{inline(content)}</text:p>"
            )
    automatic = "".join(
        f'<style:style style:name="P{style}" style:parent-style-name="{name}"/>'
        for style, name in {"title": "Title", **ODT_STYLES}.items()
    ) + (
        '<style:style style:name="b"><style:text-properties fo:font-weight="bold"/>'
        '</style:style><style:style style:name="i"><style:text-properties '
        'fo:font-style="italic"/></style:style>'
        '<text:list-style style:name="bullet"><text:list-level-style-bullet/>'
        '</text:list-style><text:list-style style:name="number">'
        "<text:list-level-style-number/></text:list-style>"
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {NAMESPACES} "
            'xmlns:xlink="http://www.w3.org/1999/xlink"><office:automatic-styles>'
            f"{automatic}</office:automatic-styles><office:body><office:text>{body}"
            "</office:text></office:body></office:document-content>",
            **files,
            **(extra or {}),
        },
        stored=["mimetype"],
    )


def parts_of(text):
    """Return a text of the series as somebody types it in Word, with its lists."""
    parts = []
    for line in text.splitlines():
        if line.lstrip().startswith("•"):
            parts.append(("bullet", line.lstrip().removeprefix("•").strip()))
        elif line.strip():
            parts.append(line)
    return parts
