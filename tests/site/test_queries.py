"""Any page costs as many queries as any other of its kind, whatever it holds.

Each is read once before it is counted: what one process remembers for all readers
(sites, content types, sizes of pictures) is nobody's page.
"""

import pytest
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail_localize.segments import RelatedObjectSegmentValue
from wagtail_localize.segments.extract import extract_segments

from articles.models import (
    ArticleContact,
    ArticleTopic,
    ContactIndexPage,
    Funding,
    MeetingPage,
    ProjectCity,
    ProjectContact,
    ProjectTopic,
    Series,
    TimelineEvent,
)
from tests.raw_blocks import (
    facts,
    figure,
    heading,
    links,
    page_link,
    paragraph,
    quote,
    stream,
)

MOST_FOR_AN_ARTICLE = 30


@pytest.fixture
def cost(client, django_assert_max_num_queries):
    """Return a function that tells how many queries a page costs."""

    def count(page):
        url = page if isinstance(page, str) else page.get_url()
        assert client.get(url).status_code == 200
        with django_assert_max_num_queries(100) as captured:
            client.get(url)
        return len(captured)

    return count


@pytest.fixture
def submit_with_snippets(submit):
    """Return a function that has a page and all that it names put into Swedish."""

    def make(page):
        for segment in extract_segments(page):
            if isinstance(segment, RelatedObjectSegmentValue):
                submit(segment.get_instance(page.locale), "sv")
        return submit(page, "sv")

    return make


@pytest.fixture
def full_article(
    make_article, make_contact, make_project, make_topic, finnish, picture
):
    """Return a function that makes an article with so many of everything."""
    series = Series.objects.create(name="Sarja", locale=finnish)
    funding = Funding.objects.create(
        programme="Ohjelma", statement="Rahoitus", locale=finnish
    )
    project = make_project("Hanke", funding=funding)

    def make(title, *, contacts, targets, paragraphs):
        pages = [make_article(f"{title}, kohde {n}") for n in range(targets)]
        files = [
            get_document_model().objects.create(title=f"Tiedosto {n}", file=f"{n}.pdf")
            for n in range(targets)
        ]
        texts = [
            paragraph(
                f"<p>{page_link(pages[n % targets])} ja"
                f' <a linktype="document" id="{files[n % targets].pk}">tiedosto</a></p>'
            )
            for n in range(paragraphs)
        ]
        related = links(*((page.title, page.pk, "") for page in pages))
        article = make_article(
            title,
            series=series,
            project=project,
            lead_image=picture,
            lead_image_alt="Kuva",
            body=stream(
                *texts,
                *(heading() for _ in range(paragraphs)),
                *(quote() for _ in range(paragraphs)),
                *(figure(picture.pk, "Kuva") for _ in range(paragraphs)),
                facts(),
                related,
            ),
        )
        for number in range(contacts):
            contact = make_contact(f"{title}, henkilö {number}")
            ArticleContact.objects.create(page=article, contact=contact)
            topic = make_topic(f"{title}, aihe {number}")
            ArticleTopic.objects.create(page=article, topic=topic)
        return article

    return make


def test_article_costs_the_same_however_much_it_holds(full_article, cost):
    small = full_article("Pieni", contacts=1, targets=1, paragraphs=1)
    large = full_article("Suuri", contacts=8, targets=12, paragraphs=20)

    assert cost(small) == cost(large) <= MOST_FOR_AN_ARTICLE


def test_translated_article_costs_the_same_however_much_it_holds(
    full_article, submit_with_snippets, cost
):
    small = full_article("Pieni", contacts=1, targets=1, paragraphs=1)
    large = full_article("Suuri", contacts=8, targets=12, paragraphs=20)

    small, large = submit_with_snippets(small), submit_with_snippets(large)

    assert cost(small) == cost(large) <= MOST_FOR_AN_ARTICLE


def test_article_costs_the_same_in_one_language_and_in_three(
    full_article, translated, cost
):
    alone = full_article("Yksin", contacts=2, targets=2, paragraphs=2)
    among = full_article("Kolmella", contacts=2, targets=2, paragraphs=2)
    for contact in among.article_contacts.all():
        translated(contact.contact, "sv")
    for code in ("sv", "en"):
        translated(among, code)

    # One less: a page in Finnish and Swedish needs no look for a promised version.
    assert cost(among) <= cost(alone) <= MOST_FOR_AN_ARTICLE


@pytest.fixture
def full_project(make_project, make_meeting, make_article, make_contact, make_topic):
    """Return a function that makes a project with so many of everything."""

    def make(title, number):
        project = make_project(title)
        for n in range(number):
            ProjectCity.objects.create(page=project, name=f"K{n}", country="Suomi")
            TimelineEvent.objects.create(page=project, year=2020, text=f"T{n}")
            ProjectContact.objects.create(
                page=project, contact=make_contact(f"{title}, henkilö {n}")
            )
            topic = make_topic(f"{title}, aihe {n}")
            ProjectTopic.objects.create(page=project, topic=topic)
            make_article(f"{title}, artikkeli {n}", project=project)
            make_meeting(f"{title}, tapaaminen {n}", project=project)
            make_meeting(
                f"{title}, pidetty {n}", project=project, starts_at=timezone.now()
            )
        return project

    return make


def test_project_costs_the_same_however_much_it_holds(full_project, cost):
    assert cost(full_project("Pieni", 1)) == cost(full_project("Suuri", 4))


def test_translated_project_costs_the_same_however_much_it_holds(
    full_project, submit_with_snippets, translated, cost
):
    versions = []
    for title, number in [("Pieni", 1), ("Suuri", 4)]:
        project = full_project(title, number)
        version = submit_with_snippets(project)
        for meeting in project.get_children().type(MeetingPage):
            translated(meeting.specific, "sv")
        versions.append(version)

    assert cost(versions[0]) == cost(versions[1])


SECTIONS = [
    "/fi/",
    "/fi/artikkelit/",
    "/fi/hankkeet/",
    "/fi/tapaamiset/",
    "/fi/aiheet/",
    "/fi/yhteystiedot/",
    "/fi/aiheet/yhteinen/",
]


@pytest.mark.parametrize("url", SECTIONS)
def test_list_costs_the_same_however_long_it_is(full_project, make_topic, cost, url):
    shared = make_topic("Yhteinen", slug="yhteinen")

    def add(number):
        project = full_project(f"Suuri {number}", number)
        ProjectTopic.objects.create(page=project, topic=shared)
        for article in project.get_articles():
            ArticleTopic.objects.create(page=article, topic=shared)

    add(1)
    small = cost(url)
    add(3)

    assert cost(url) == small


def test_search_costs_the_same_however_much_it_finds(make_article, cost):
    # With fewer than three results the page also looks elsewhere for more.
    for number in range(3):
        make_article(f"Uutinen {number}")
    few = cost("/fi/haku/?q=uutinen")
    for number in range(3, 12):
        make_article(f"Uutinen {number}")

    assert cost("/fi/haku/?q=uutinen") == few


def test_contact_page_costs_the_same_however_many_pages_name_it(
    make_contact, make_article, make_project, cost
):
    contact = make_contact()

    def name(number):
        for n in range(number):
            article = make_article(f"Artikkeli {number} {n}")
            ArticleContact.objects.create(page=article, contact=contact)
            project = make_project(f"Hanke {number} {n}")
            ProjectContact.objects.create(page=project, contact=contact)

    name(1)
    few = cost(contact)
    name(6)

    assert cost(contact) == few


def test_contact_list_costs_the_same_however_long(make_contact, cost):
    section = ContactIndexPage.objects.get(locale__language_code="fi")
    make_contact("Ensimmäinen")
    few = cost(section)
    for number in range(8):
        make_contact(f"Henkilö {number}")

    assert cost(section) == few


def test_meeting_costs_the_same_whatever_its_programme(
    make_meeting, make_article, cost
):
    meeting = make_meeting("Lyhyt", body=stream(paragraph()))
    targets = [make_article(f"Kohde {n}") for n in range(6)]
    body = [paragraph(f"<p>{page_link(target)}</p>") for target in targets]
    related = links(*((target.title, target.pk, "") for target in targets))
    long = make_meeting(
        "Pitkä",
        project=meeting.get_parent().specific,
        body=stream(*body, related),
        summary=stream(*body, related),
    )
    one = make_meeting(
        "Yksi",
        project=long.get_parent().specific,
        body=stream(body[0], links(("Kohde", targets[0].pk, ""))),
        summary=stream(body[0], links(("Kohde", targets[0].pk, ""))),
    )

    assert cost(meeting) <= cost(one) == cost(long)
