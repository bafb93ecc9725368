"""Blocks of a body in the form in which the editor stores them."""

import json
import uuid


def stream(*blocks):
    """Return the stored form of a stream."""
    return json.dumps(list(blocks))


def block(kind, value):
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def item(value):
    """Return an item of a list inside a block."""
    return {"type": "item", "value": value, "id": str(uuid.uuid4())}


def paragraph(html="<p>Espoossa toimii monta järjestöä.</p>"):
    return block("paragraph", html)


def heading(text="Mitä seuraavaksi", level="h2"):
    return block("heading", {"text": text, "level": level})


def quote(text="Tulimme kuulluiksi", speaker="Aino Esimerkki", role="asukas"):
    return block("quote", {"text": text, "speaker": speaker, "role": role})


def figure(image=None, alt="", *, decorative=False, caption="", credit=""):
    picture = {"image": image, "alt_text": alt, "decorative": decorative}
    return block("figure", {"image": picture, "caption": caption, "credit": credit})


def links(*items, title=""):
    """Return related links; each is (text, page, url)."""
    rows = [item({"text": text, "page": page, "url": url}) for text, page, url in items]
    return block("links", {"title": title, "links": rows})


def facts(title="Hanke lyhyesti", html="<p>Kuusi kaupunkia.</p>"):
    return block("facts", {"title": title, "text": html})


def table(caption, headings, *rows):
    columns = [{"type": "text", "heading": text} for text in headings]
    value = {
        "caption": caption,
        "columns": columns,
        "rows": [{"values": list(row)} for row in rows],
    }
    return block("table", value)


def page_link(page, text="lue lisää"):
    return f'<a linktype="page" id="{page.pk}">{text}</a>'
