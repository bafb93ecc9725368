"""Where the page of results is in each language, and which titles stand on it."""

PAGES = {"fi": "/fi/haku/", "sv": "/sv/sok/", "en": "/en/search/"}


def titles(html):
    return [link.text for link in html.select(".results h2 a")]


def found(html):
    return sorted(titles(html))
