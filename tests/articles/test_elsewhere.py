"""A list tells what exists only in other languages, and shows it when asked."""

import pytest

URLS = {"article": "/sv/artiklar/", "project": "/sv/projekt/", "meeting": "/sv/moten/"}


@pytest.fixture
def make(make_article, make_project, make_meeting, finnish):
    project = make_project("Kaikkien hanke", live=False)
    return {
        "article": make_article,
        "project": make_project,
        "meeting": lambda title: make_meeting(title, project=project),
    }


def shown(html):
    return [
        (a["href"], a["hreflang"], a.span["lang"], a.text)
        for a in html.select(".elsewhere-list a")
    ]


@pytest.mark.parametrize("kind", URLS)
def test_list_says_how_many_and_links_them(make, read, kind):
    make[kind]("Yksi")
    make[kind]("Kaksi")

    notice = read(URLS[kind]).select_one("#other-languages")

    assert notice.text.split()[0] == "2"
    assert notice.a["href"] == "?others=1#other-languages"
    assert shown(notice) == []


@pytest.mark.parametrize("kind", URLS)
def test_others_are_shown_each_marked_with_its_language(make, read, kind):
    one, two = make[kind]("Yksi"), make[kind]("Kaksi")

    html = read(URLS[kind], others="1")

    assert shown(html) == [
        (two.get_url(), "fi", "fi", "Kaksi"),
        (one.get_url(), "fi", "fi", "Yksi"),
    ]
    assert html.select("#other-languages a[href^='?others']") == []


@pytest.mark.parametrize("kind", URLS)
def test_list_without_others_says_nothing(make, translated, read, kind):
    page = make[kind]("Yksi")
    if kind == "meeting":
        translated(page.get_parent().specific, "sv", live=False)
    translated(page, "sv")

    assert read(URLS[kind]).select_one("#other-languages") is None


def test_item_in_two_other_languages_is_counted_and_shown_once(
    make_article, translated, read
):
    article = make_article("Yksi")
    translated(article, "en", title="One")

    html = read("/sv/artiklar/", others="1")

    assert [title for *_, title in shown(html)] == ["Yksi"]


def test_drafts_are_not_shown(make_article, read):
    make_article(live=False)

    assert read("/sv/artiklar/", others="1").select_one("#other-languages") is None


@pytest.mark.parametrize("value", ["0", "-1", "x", "99"])
def test_odd_number_gives_a_page(make_article, read, value):
    make_article("Yksi")

    assert len(shown(read("/sv/artiklar/", others=value))) == 1


def test_many_others_stand_on_several_pages(make_article, read):
    for number in range(51):
        make_article(f"Artikkeli {number}")

    first = read("/sv/artiklar/", others="1")
    second = read("/sv/artiklar/", others="2")

    assert (len(shown(first)), len(shown(second))) == (50, 1)
    assert first.select_one("#other-languages a[rel=next]")["href"] == "?others=2"
