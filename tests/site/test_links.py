"""A link leads to the page in the reader's language, or to the original, marked."""

import pytest
from django.utils import translation
from django.utils.translation import gettext
from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction

from articles.models import ArticleContact, ArticleIndexPage
from espoo.languages import language_name
from tests.raw_blocks import facts, links, page_link, paragraph, stream


@pytest.fixture
def linking(make_article):
    """Return a function that makes a Finnish article with one link, in some place."""

    def make(place, target, language="fi"):
        text = f"<p>Tästä voit {page_link(target)}.</p>"
        blocks = {
            "paragraph": paragraph(text),
            "facts": facts(html=text),
            "related": links(("lue lisää", target.pk, "")),
        }
        return make_article("Linkit", body=stream(blocks[place]), language=language)

    return make


places = pytest.mark.parametrize("place", ["paragraph", "facts", "related"])


@places
def test_link_leads_to_the_reader_s_language(
    linking, make_article, translated, read, place
):
    target = make_article("Kohde")
    version = translated(target, "sv", slug="malet")

    link = read(linking(place, target, language="sv")).select_one(".body a")

    assert link["href"] == version.get_url() == "/sv/artiklar/malet/"
    assert link.text == "lue lisää"
    assert not link.has_attr("hreflang")


@places
def test_link_falls_back_to_the_original_and_says_in_which_language(
    linking, make_article, translated, read, place
):
    target = make_article("Kohde")
    translated(target, "sv", live=False)

    link = read(linking(place, target, language="sv")).select_one(".body a")

    assert link["href"] == target.get_url()
    assert link["hreflang"] == "fi"


@places
@pytest.mark.parametrize("reason", ["draft", "private", "deleted"])
def test_link_to_what_nobody_can_read_is_plain_text(
    linking, make_article, read, place, reason
):
    target = make_article("Kohde", live=reason != "draft")
    article = linking(place, target)
    if reason == "private":
        PageViewRestriction.objects.create(
            page=target, restriction_type=PageViewRestriction.PASSWORD, password="x"
        )
    if reason == "deleted":
        target.delete()

    body = read(article).select_one(".body")

    assert "lue lisää" in body.text
    assert not body.select("a[href]")


def test_related_link_without_words_of_the_reader_is_marked(
    linking, make_article, read
):
    target = make_article("Kohde")

    mark = read(linking("related", target, "sv")).select_one(".body .language-mark")

    assert language_name("fi", "sv") in mark.text


def test_links_to_documents_and_elsewhere_stay(make_article, read):
    document = get_document_model().objects.create(title="Raportti", file="r.pdf")
    html = (
        f'<p><a linktype="document" id="{document.pk}">raportti</a>'
        ' <a href="https://example.org/a">muualla</a>'
        ' <a href="mailto:a@example.org">posti</a>'
        ' <a linktype="document" id="999999">kadonnut</a></p>'
    )

    body = read(make_article(body=stream(paragraph(html)))).select_one(".body")

    assert [a["href"] for a in body.select("a[href]")] == [
        document.url,
        "https://example.org/a",
        "mailto:a@example.org",
    ]
    assert "kadonnut" in body.text


def test_project_of_an_article_is_shown_in_the_reader_s_language(
    make_article, make_project, translated, read
):
    project = make_project("Hanke")
    article = make_article(project=project)
    version = translated(article, "sv")

    link = read(version).select_one("p.project a")
    assert (link["href"], link["hreflang"]) == (project.get_url(), "fi")
    assert link.select_one("[lang=fi]").text == "Hanke"

    swedish = translated(project, "sv", title="Projektet")
    link = read(version).select_one("p.project a")
    assert (link["href"], link.text) == (swedish.get_url(), "Projektet")
    assert not link.has_attr("hreflang")


def test_contact_is_shown_in_the_reader_s_language(
    make_article, make_contact, translated, read
):
    contact = make_contact("Aino", role="suunnittelija", unit="Kaupunki")
    article = make_article()
    ArticleContact.objects.create(page=article, contact=contact)
    version = translated(article, "sv")

    card = read(version).select_one(".contact-card")
    assert card.select_one("a.contact-name")["hreflang"] == "fi"
    assert card.select_one(".contact-role")["lang"] == "fi"
    assert card.select_one(".contact-unit")["lang"] == "fi"

    swedish = translated(contact, "sv", role="planerare", unit="Staden")
    card = read(version).select_one(".contact-card")
    assert card.select_one("a.contact-name")["href"] == swedish.get_url()
    assert card.select_one(".contact-role").text == "planerare"
    assert not card.select("[lang], [hreflang]")


def test_meeting_leads_to_its_project(make_meeting, read):
    meeting = make_meeting()

    link = read(meeting).select_one(".project a")

    assert link["href"] == meeting.get_parent().get_url()


def test_menu_holds_what_is_published_in_this_language(db, read):
    section = ArticleIndexPage.objects.get(locale__language_code="sv")
    section.unpublish()

    menu = [a["href"] for a in read("/sv/").select("ul.menu a")]

    assert "/sv/projekt/" in menu
    assert "/sv/artiklar/" not in menu


def test_introduction_of_a_section_links_to_the_reader_s_language(
    make_article, translated, publish, read
):
    target = make_article("Kohde")
    version = translated(target, "en")
    section = ArticleIndexPage.objects.get(locale__language_code="en")
    publish(section, intro=f"<p>{page_link(target, 'Read')}</p>")

    link = read("/en/articles/").find("a", string="Read")

    assert link["href"] == version.get_url()


def test_place_of_a_page_holds_no_link_to_an_unpublished_ancestor(make_meeting, read):
    meeting = make_meeting()
    meeting.get_parent().specific.unpublish()

    trail = [a["href"] for a in read(meeting).select("nav.breadcrumb a")]

    assert trail == ["/fi/", "/fi/hankkeet/"]


def test_mark_names_the_language_in_the_reader_s_own(linking, make_article, read):
    target = make_article("Kohde")

    html = read(linking("related", target, "en"))

    with translation.override("en"):
        assert gettext("in %(language)s") % {"language": "Finnish"} in html.text
