"""Broken links of published pages are found, told to their editors, and forgotten."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.management import call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document

from articles.exporting.markdown import markdown_of
from articles.links import checking
from articles.links.fetching import Answer
from articles.models import BrokenLink
from tests.raw_blocks import heading, links, page_link, paragraph, stream


class Elsewhere:
    """Answers for other sites, without any network.

    The standing pages that migrations make have links too: those are not noted.
    """

    def __init__(self, **reasons):
        self.asked = []
        self.broken = {f"https://{name}.example.org/": a for name, a in reasons.items()}

    def ask(self, url):
        if "example.org" in url:
            self.asked.append(url)
        return self.broken.get(url, Answer("", 200))


def check(elsewhere=None):
    return checking.check(elsewhere or Elsewhere(), pause=0)


def broken():
    """Return what is known to be broken: kind, target and reason."""
    rows = BrokenLink.objects.values_list("kind", "target", "reason")
    return {(kind, target): reason for kind, target, reason in rows}


def link(href, text="tästä"):
    return f'<p><a href="{href}">{text}</a></p>'


def test_links_elsewhere_are_broken_since_the_day_they_were_first_found(make_article):
    standing = check().links
    make_article(
        source_url="https://b.example.org/",
        body=stream(
            paragraph(link("https://a.example.org/", "Lue &amp; katso")),
            links(("Lue", None, "https://c.example.org/")),
            paragraph(link("mailto:contact@example.org")),
        ),
    )
    elsewhere = Elsewhere(a=Answer("status", 404), c=Answer("time"))
    first = check(elsewhere)
    assert (first.links - standing, first.broken, first.new) == (3, 2, 2)
    assert set(elsewhere.asked) == {
        f"https://{name}.example.org/" for name in ("a", "b", "c")
    }
    row = BrokenLink.objects.get(status=404)
    assert (row.text, row.field) == ("Lue & katso", "body")
    earlier = datetime.date(2026, 1, 2)
    BrokenLink.objects.update(first_failed=earlier)

    second = check(Elsewhere(a=Answer("name"), b=Answer("certificate")))

    assert (second.broken, second.new, second.mended) == (2, 1, 1)
    assert broken() == {
        ("address", "https://a.example.org/"): "name",
        ("address", "https://b.example.org/"): "certificate",
    }
    assert BrokenLink.objects.get(reason="name").first_failed == earlier


def test_links_within_the_site_are_looked_up_and_not_fetched(
    make_article, submit, settings
):
    settings.BASE_URL = "https://own.example.org"
    draft = make_article("Luonnos", live=False)
    only_swedish = submit(make_article("Vain ruotsiksi", live=False), "sv", live=True)
    gone = make_article("Poistettu")
    lost = Document.objects.create(title="Kadonnut", file="documents/lost.pdf")
    there = Document.objects.create(
        title="Tallessa", file=ContentFile(b"x", name="x.txt")
    )
    Redirect.objects.create(old_path="/fi/vanha", redirect_link="/fi/")
    place = heading("Otsikko")
    own = "https://own.example.org"
    article = make_article(
        "Linkit",
        body=stream(
            place,
            paragraph(
                f"<p>{page_link(draft)} {page_link(only_swedish)} {page_link(gone)}"
                f' <a linktype="document" id="{lost.pk}">a</a>'
                f' <a linktype="document" id="{there.pk}">a</a>'
                f' <a linktype="document" id="987654">a</a>'
                f' <a linktype="page" id="0">a</a></p>'
            ),
            paragraph(link(f"#block-{place['id']}") + link("#poissa")),
            paragraph(link("/fi/vanha/") + link("/fi/artikkelit/") + link("/fi/ei/")),
            paragraph(link(f"{own}/fi/linkit-ei/") + link(f"{own}/sitemap.xml")),
        ),
    )
    pk = gone.pk
    gone.delete()
    elsewhere = Elsewhere()

    check(elsewhere)

    assert broken() == {
        ("page", str(draft.pk)): "draft",
        ("page", str(pk)): "gone",
        ("page", "0"): "gone",
        ("document", str(lost.pk)): "gone",
        ("document", "987654"): "gone",
        ("anchor", "poissa"): "missing",
        ("own", "/fi/ei/"): "missing",
        ("own", f"{own}/fi/linkit-ei/"): "missing",
    }
    assert elsewhere.asked == []
    article.unpublish()
    assert check().broken == 0


def test_a_check_costs_as_many_queries_for_many_pages(
    make_article, django_assert_max_num_queries
):
    target = make_article("Luonnos", live=False)
    for number in range(6):
        make_article(f"Sivu {number}", body=stream(paragraph(page_link(target))))
    with django_assert_max_num_queries(20) as queries:
        checking.check(None)
    assert BrokenLink.objects.count() == 6
    few = len(queries)
    for number in range(6):
        make_article(f"Toinen {number}", body=stream(paragraph(page_link(target))))
    with django_assert_max_num_queries(few):
        checking.check(None)


def test_the_command_says_what_it_found_and_keeps_what_it_did_not_ask(
    make_article, capsys
):
    make_article(body=stream(paragraph(link("https://a.example.org/"))))
    check(Elsewhere(a=Answer("status", 404)))

    call_command("check_links", internal=True)

    assert "Broken: 0, new among them: 0. Mended: 0." in capsys.readouterr().out
    assert BrokenLink.objects.count() == 1


@pytest.fixture
def shown():
    """Return a function that parses what a person is shown at an address."""

    def get(client, address, **data):
        response = client.get(address, data, headers={"Accept-Language": "en"})
        assert response.status_code == 200
        return BeautifulSoup(response.content.decode(), "html.parser")

    return get


def test_editors_see_the_broken_links_of_their_own_pages(
    make_article, translator, admin_client, shown
):
    block = paragraph(link("https://a.example.org/", "lue"))
    swedish = make_article("Artikel", language="sv", body=stream(block))
    make_article("Artikkeli", body=stream(block))
    check(Elsewhere(a=Answer("status", 404)))

    def rows(client, **data):
        table = shown(client, "/admin/reports/links/", **data).select("tbody tr")
        return [row.get_text(" ", strip=True) for row in table]

    (row,) = rows(translator)
    for part in ("Artikel", "Body", "“lue”", "a.example.org", "not there (404)"):
        assert part in row
    assert len(rows(admin_client)) == 2
    assert len(rows(admin_client, language="fi")) == 1
    assert rows(admin_client, kind="page") == []
    assert rows(admin_client, first_failed="2020-01-01") == []
    panel = shown(translator, "/admin/").select_one(".broken-links-panel")
    first = panel.select_one("li a")
    assert first["href"] == (
        f"/admin/pages/{swedish.pk}/edit/#block-{block['id']}-section"
    )
    export = translator.get("/admin/reports/links/", {"export": "csv"})
    assert "https://a.example.org/" in b"".join(export.streaming_content).decode()
    BrokenLink.objects.all().delete()
    assert not shown(translator, "/admin/").select(".broken-links-panel")


def test_what_nothing_leads_to_is_listed(
    make_article, make_contact, picture, admin_client, shown, translated
):
    named = make_article("Nimetty", lead_image=picture, lead_image_alt="Kuva")
    translated(named, "sv", title="Nämnd")
    make_article("Nimeäjä", body=stream(paragraph(page_link(named))))
    Document.objects.create(title="Liite", file=ContentFile(b"x", name="x.txt"))

    soup = shown(admin_client, "/admin/reports/unused/")

    def items(name):
        section = soup.select_one(f"section[aria-labelledby={name}]")
        return [item.get_text(" ", strip=True) for item in section.select("li")]

    (lonely,) = items("lonely-pages")
    assert lonely.startswith("Nimeäjä")
    assert "only the list of its section" in lonely
    assert items("unused-pictures") == []
    (document,) = items("unused-documents")
    assert document.startswith("Liite")
    named.get_parent().unpublish()
    text = shown(admin_client, "/admin/reports/unused/").get_text()
    assert "nothing leads there" in text


def test_a_link_with_an_impossible_number_leads_nowhere(make_article, read):
    numbers = ["9" * 30, "9" * 5_000, "²", "-1"]
    anchors = "".join(f'<a linktype="page" id="{one}">a</a>' for one in numbers)
    files = "".join(f'<a linktype="document" id="{one}">a</a>' for one in numbers)
    page = make_article(body=stream(paragraph(f"<p>{anchors}{files}</p>")))

    assert not read(page).select("main p a[href]:not([href^='/'])")
    assert markdown_of(page)
    check()

    assert set(broken().values()) == {"gone"}
    assert {target for _kind, target in broken()} == set(numbers)
