"""Whatever stands in an address is answered by a sensible page, never by an error."""

import pytest

PAGES = {"fi": "/fi/haku/", "sv": "/sv/sok/", "en": "/en/search/"}
QUERIES = {
    "empty": "",
    "spaces": "   ",
    "spaces of all widths": "\u00a0\u2003\u3000\u200b",
    "one quotation mark": '"',
    "one apostrophe": "'",
    "unbalanced quotation marks": '"suuri festivaali" "kaupungin',
    "quotation marks of all kinds": "„suuri” «kaupungin» “festivaali",
    "empty quotation marks": '"" -"" "-" -"festivaali"',
    "only minus signs": "- -- -festivaali −−",
    "NUL": "a\0b",
    "only NUL": "\0",
    "control characters": "\x1b[0m\r\n\t\x7f\x85",
    "ten thousand letters": "a" * 10_000,
    "ten thousand dots": "ä" * 10_000,
    "two thousand words": "sana " * 2_000,
    "different words": " ".join(f"sana{n}" for n in range(1_500)),
    "hyphens without end": "sana-" * 2_000,
    "operators of FTS5": "AND OR NOT NEAR(a b, 2) a* ^a terms:a - + rowid",
    "operators of tsquery": "a & b | !c <-> d <2> e :* 'f':ABCD",
    "brackets": "((((((festivaali",
    "wildcards": "% _ * ? festiv* %festiv%",
    "signs": "()*:^~!&|<>{}[]\\/?%_@#$;",
    "colon": "title:* :festivaali: ::",
    "backslashes": "\\ \\\\ \\' \\x00",
    "markup": "<script>alert(1)</script>",
    "SQL": "'; DROP TABLE wagtailcore_page; --",
    "template": "{{ 7|add:7 }}{% now 'Y' %}",
    "format": "%s %d %(a)s {0} {}",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈 🎉",
    "right to left": "مدينة إسبو \u202eesrever\u202c",
    "combining characters": "a\u0308iti Z" + "\u0301" * 500,
    "only combining characters": "\u0308\u0301\u0308",
    "other digits": "²⁰²⁴ ٢٠٢٤ ⅧⅨ",
    "letters that grow in capitals": "ŉ ß ǰ İ ı",
    "not characters": "\ufffe\uffff\U0010ffff",
    "addresses and numbers": "a@b.fi +358 (0)45 000 1234 http://a.fi/?q=1",
}
# As bytes, since no text stands for them.
BROKEN = ["q=%ff%fe%00", "q=%ED%A0%80", "q=%", "q=%u0041", "q", "&&&=;", "q[]=a&q=b"]
NUMBERS = ["abc", "-1", "0", "999999", "9" * 400, "", "1.5", "²", "٣", "1e3", "\0"]
FACETS = [
    {"year": "abc"},
    {"year": "9" * 400},
    {"type": "'; --", "order": "\0"},
    {"topic": "a" * 5_000},
    {"project": "\0\0"},
    {"project": "%", "topic": "_", "year": "²⁰²⁴"},
    {"unknown": "1", "type": "article\u0000"},
]


@pytest.fixture
def festivals(make_article, translated):
    article = make_article("Suuri festivaali", lead="Kaupungin ohjelma")
    translated(article, "sv", title="Stor festivaali")
    translated(article, "en", title="Great festivaali")


def answered(response, language):
    """Return whether a page in the language is the answer, or that it is no request."""
    if response.status_code == 400:
        return True
    html = response.content.decode()
    return (
        response.status_code == 200
        and f'<html lang="{language}"' in html
        and "<script>alert(1)" not in html
    )


@pytest.mark.parametrize("language", PAGES)
def test_page_answers_whatever_is_typed(festivals, client, language):
    for name, query in QUERIES.items():
        assert answered(client.get(PAGES[language], {"q": query}), language), name
    for broken in BROKEN:
        response = client.get(f"{PAGES[language]}?{broken}&page={broken}")
        assert answered(response, language), broken


def test_page_answers_whatever_page_or_facet_is_asked_for(festivals, client):
    for number in NUMBERS:
        parameters = {"q": "festivaali", "page": number}
        assert answered(client.get(PAGES["fi"], parameters), "fi"), number
    for facets in FACETS:
        parameters = {"q": "festivaali", **facets}
        assert answered(client.get(PAGES["fi"], parameters), "fi"), facets


def test_suggestions_answer_whatever_is_typed(festivals, client):
    url = f"{PAGES['fi']}suggestions/"
    for name, query in QUERIES.items():
        response = client.get(url, {"q": query})
        assert response.status_code == 200, name
        assert isinstance(response.json()["suggestions"], list), name
    for broken in BROKEN:
        assert client.get(f"{url}?{broken}").status_code in (200, 400), broken


def test_search_of_the_staff_answers_whatever_is_typed(festivals, admin_client):
    # As wide as typed, one type of page, and while one types.
    for url in ("/admin/pages/search/", "/admin/pages/search/results/"):
        for name, query in QUERIES.items():
            assert admin_client.get(url, {"q": query}).status_code in (200, 400), name
    for name, query in QUERIES.items():
        parameters = {
            "q": query,
            "content_type": "articles.articlepage",
            "ordering": "title",
        }
        response = admin_client.get("/admin/pages/search/", parameters)
        assert response.status_code in (200, 400), name
    for broken in BROKEN:
        response = admin_client.get(f"/admin/pages/search/?{broken}&p={broken}")
        assert response.status_code in (200, 302, 400, 404), broken
