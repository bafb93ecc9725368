"""What a page tells machines, as they read it: tags, structured data, its card."""

import io
import json

from PIL import Image

BASE = "https://site.example"


def tags(html):
    """Return the Open Graph and card tags by name; the first where one repeats."""
    found = {}
    for meta in html.select("meta[property], meta[name^='twitter:']"):
        found.setdefault(meta.get("property") or meta["name"], meta["content"])
    return found


def things(html):
    """Return what the page tells in schema.org's words, by type."""
    (script,) = html.select("script[type='application/ld+json']")
    data = json.loads(script.string)
    assert data["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in data["@graph"]}


def opened(data):
    image = Image.open(io.BytesIO(data))
    assert image.format == "PNG"
    return image.convert("RGB")
