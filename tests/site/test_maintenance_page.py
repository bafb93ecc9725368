"""While the site is down, a page of its own says so in three languages."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings


@pytest.fixture
def html():
    file = settings.PROJECT_DIR / "deploy" / "maintenance.html"
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


def test_each_language_has_its_part(html):
    parts = {part["lang"]: part for part in html.select("main section")}

    assert list(parts) == ["fi", "sv", "en"]
    assert len({part.p.text for part in parts.values()}) == 3
    assert len(html.select("h1")) == 1


def test_page_needs_nothing_that_the_site_would_have_to_serve(html):
    assert html.select("[src], script, style, [style]") == []
    assert [link["href"] for link in html.select("link")] == ["/maintenance.css"]
    styles = (settings.PROJECT_DIR / "deploy" / "maintenance.css").read_text()
    assert "url(" not in styles
    assert "@import" not in styles
    assert {a["href"] for a in html.select("a")} == {"tel:112"}


def test_page_is_kept_out_of_search_engines(html):
    assert html.select_one("meta[name=robots]")["content"] == "noindex"
