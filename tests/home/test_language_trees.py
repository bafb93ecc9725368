"""Each language has its front page and sections, which know their other versions."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Locale, Page

SECTIONS = {
    "articles.ArticleIndexPage": ("artikkelit", "artiklar", "articles"),
    "articles.ProjectIndexPage": ("hankkeet", "projekt", "projects"),
    "articles.MeetingIndexPage": ("tapaamiset", "moten", "meetings"),
    "articles.TopicIndexPage": ("aiheet", "amnen", "topics"),
    "articles.ContactIndexPage": ("yhteystiedot", "kontakt", "contact"),
    "search.SearchPage": ("haku", "sok", "search"),
}
ADDRESSES = [
    f"/{code}/{slug}/"
    for slugs in SECTIONS.values()
    for code, slug in zip(("fi", "sv", "en"), slugs, strict=True)
]


@pytest.mark.parametrize("url", ["/fi/", "/sv/", "/en/", *ADDRESSES])
def test_section_answers_in_the_language_of_its_address(db, read, url):
    html = read(url)

    assert html.html["lang"] == url.split("/")[1]
    assert len(html.find_all("h1")) == 1


@pytest.mark.parametrize("slugs", [("fi", "sv", "en"), *SECTIONS.values()])
def test_versions_of_a_section_share_a_translation_key(db, slugs):
    pages = [
        Page.objects.get(slug=slug, locale__language_code=code)
        for code, slug in zip(("fi", "sv", "en"), slugs, strict=True)
    ]

    assert len({page.translation_key for page in pages}) == 1
    assert len({page.specific_class for page in pages}) == 1


def test_every_language_has_the_same_menu_in_its_own_words(db, read):
    menus = {
        code: [
            a["href"]
            for a in read(f"/{code}/").select("ul.menu li:not(.search-link) a")
        ]
        for code in ("fi", "sv", "en")
    }

    assert menus == {
        code: [
            f"/{code}/{slugs[number]}/"
            for kind, slugs in SECTIONS.items()
            if kind != "search.SearchPage"
        ]
        for number, code in enumerate(("fi", "sv", "en"))
    }


def test_tree_is_sound(db):
    assert not any(Page.find_problems())
    assert set(Locale.objects.values_list("language_code", flat=True)) == {
        "fi",
        "sv",
        "en",
    }


def test_the_groups_are_those_of_this_site(db):
    assert set(Group.objects.values_list("name", flat=True)) == {
        "Communications staff",
        "Administrators",
        *(f"Translators {code}" for code in ("fi", "sv", "en")),
        *(f"Publishers {code}" for code in ("fi", "sv", "en")),
    }


def test_no_workflow_is_asked_for_beside_handing_in(db):
    assert not any(page.get_workflow() for page in Page.objects.filter(depth=2))
