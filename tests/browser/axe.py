"""What axe finds on a page, in the ways in which readers look at it."""

from axe_playwright_python.sync_playwright import Axe

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": RULES},
}
BY_DAY = ((360, "light"), (1280, "dark"))
BY_NIGHT = ((360, "dark"), (1280, "light"))
# A look takes about a second, so each language has one way: every kind of page is seen
# narrow by day and by night, and wide by night.
WAYS = {"fi": [(360, "light")], "sv": [(1280, "dark")], "en": [(360, "dark")]}


def violations(page, ways=(*BY_DAY, *BY_NIGHT), within="html"):
    """Return what is wrong on a page: in which width and scheme, what and where.

    ``within`` is what is looked at, as axe names it.  The page is best opened with
    reduced motion, so that no colour is on its way.
    """
    page.evaluate(Axe().axe_script)
    found = []
    for width, scheme in ways:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        answer = page.evaluate(
            "([within, options]) => axe.run(within, options)", [within, OPTIONS]
        )
        found += [
            (width, scheme, one["id"], [node["target"] for node in one["nodes"]])
            for one in answer["violations"]
        ]
    return found
