"""A page costs few queries, and fewer once what it shares with others is kept.

Cold is the first answer of a process with empty caches, warm the third.  Whole pages
are not kept here: that would cost one query each.
"""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.documents import get_document_model

from articles.models import (
    ArticleContact,
    ArticleCorrection,
    ArticlePage,
    ArticleTopic,
    EasyReadingPage,
    Funding,
    ProjectContact,
    ProjectTopic,
    Publisher,
    Series,
)
from tests.raw_blocks import figure, links, page_link, paragraph, stream

MOST_WARM, MOST_COLD = 12, 30


@pytest.fixture
def full_site(
    make_article,
    make_page,
    make_project,
    make_meeting,
    make_contact,
    make_topic,
    translated,
    finnish,
    picture,
):
    """Make pages that show all that their kind can show; return their addresses."""
    topic = make_topic("Yhteinen", slug="yhteinen")
    contact = make_contact("Aino")
    funding = Funding.objects.create(
        programme="Ohjelma", statement="Rahoitus", locale=finnish
    )
    project = make_project("Hanke", funding=funding)
    held = make_meeting("Pidetty", project=project, starts_at=timezone.now())
    meeting = make_meeting("Tuleva", project=project)
    series = Series.objects.create(name="Sarja", locale=finnish)
    others = [
        make_article(f"Kohde {n}", series=series, project=project) for n in range(2)
    ]
    file = get_document_model().objects.create(title="Tiedosto", file="a.pdf")
    article = make_article(
        "Täysi",
        series=series,
        publisher=Publisher.objects.create(name="Kaupunki", locale=finnish),
        project=project,
        lead_image=picture,
        lead_image_alt="Kuva",
        body=stream(
            paragraph(
                f"<p>{page_link(others[0])}"
                f' <a linktype="document" id="{file.pk}">tiedosto</a></p>'
            ),
            figure(picture.pk, "Kuva"),
            links(("Kohde", others[1].pk, "")),
        ),
    )
    make_page(EasyReadingPage, "Selkeästi", parent=article)
    ArticleCorrection.objects.create(page=article, text="Luku", locale=finnish)
    for one in [*others, article]:
        ArticleTopic.objects.create(page=one, topic=topic, locale=finnish)
    ArticleContact.objects.create(page=article, contact=contact, locale=finnish)
    ProjectContact.objects.create(page=project, contact=contact, locale=finnish)
    ProjectTopic.objects.create(page=project, topic=topic, locale=finnish)
    versions = [translated(article, code) for code in ("sv", "en")]
    pages = [article, *versions, project, held, meeting, contact]
    # What a test has changed is not committed, and would be asked for each time.
    connection.run_on_commit.clear()
    return [
        *(page.get_url() for page in pages),
        "/fi/",
        "/sv/",
        "/fi/artikkelit/",
        "/sv/artiklar/",
        "/fi/hankkeet/",
        "/fi/tapaamiset/",
        "/fi/aiheet/",
        "/fi/aiheet/yhteinen/",
        "/fi/yhteystiedot/",
        "/fi/arkisto/",
        f"/fi/arkisto/{timezone.localdate().year}/",
        "/fi/haku/",
        "/fi/haku/?q=kohde",
        "/fi/palaute/",
    ]


def test_pages_cost_few_queries_and_say_the_same_from_what_is_kept(full_site, client):
    def answer(url):
        with CaptureQueriesContext(connection) as asked:
            response = client.get(url)
        assert response.status_code == 200, url
        return len(asked), response

    costs, changed = {}, []
    for url in full_site:
        cache.clear()
        ContentType.objects.clear_cache()
        cold, first = answer(url)
        answer(url)
        warm, third = answer(url)
        costs[url] = cold, warm
        if first.content != third.content:
            changed.append(url)

    assert {u: n for u, n in costs.items() if n[0] > MOST_COLD} == {}
    assert {u: n for u, n in costs.items() if n[1] > MOST_WARM} == {}
    # Signed forms have a time and a token of their own.
    assert changed in ([], ["/fi/palaute/"])


def test_a_preview_shows_the_draft_and_not_what_is_kept(full_site, client, finnish):
    article = ArticlePage.objects.get(title="Täysi", locale=finnish)
    url = article.get_url()
    assert "Luku" in client.get(url).content.decode()

    article.corrections = [ArticleCorrection(text="Nimi", locale=finnish)]
    article.save_revision()
    preview = article.get_latest_revision_as_object().make_preview_request()

    assert "Nimi" in preview.content.decode()
    assert "Luku" not in preview.content.decode()
    assert "Luku" in client.get(url).content.decode()
