"""A screen that lists rows asks the database as often for many as for few."""

import datetime

import pytest
from django.utils import timezone
from wagtail_localize.models import Translation

from articles.links.checking import digest_of
from articles.models import BrokenLink, SharedPreview
from tests.raw_blocks import page_link, paragraph, stream
from translation.requests.asking import ask

LEAST, MORE = 6, 10  # the panel of the home page shows five


@pytest.fixture
def cost(admin_client, django_assert_max_num_queries):
    """Return a function that counts what a screen asks of the database."""

    def count(path, **data):
        admin_client.get(path, data)  # what is kept between requests is there
        with django_assert_max_num_queries(60) as asked:
            assert admin_client.get(path, data).status_code == 200
        return len(asked)

    return count


@pytest.fixture
def texts(make_article, submit):
    """Return a function that gives articles with a Swedish version each."""

    def make(numbers, live_versions=False, **fields):
        pages = []
        for number in numbers:
            article = make_article(f"Juttu {number}", **fields)
            is_live = live_versions or number % 2 == 0
            pages += [article, submit(article, "sv", live=is_live)]
        return pages

    return make


@pytest.mark.parametrize("action", ["topics", "set_publisher", "export"])
def test_a_bulk_action_asks_for_many_texts_as_for_few(texts, cost, action):
    path = f"/admin/bulk/wagtailcore/page/{action}/"
    pages = texts(range(MORE))
    few = [page.pk for page in pages[: 2 * LEAST]]
    many = [page.pk for page in pages]

    assert cost(path, id=many) == cost(path, id=few)


def test_handing_over_names_many_pages_as_few(make_contact, texts, cost):
    contact = make_contact("Aino")
    body = stream(paragraph(f"<p>{page_link(contact)}</p>"))
    path = f"/admin/bulk/wagtailcore/page/hand_over/?id={contact.pk}"
    texts(range(LEAST), body=body, live_versions=True)
    few = cost(path)
    texts(range(LEAST, MORE), body=body, live_versions=True)

    assert cost(path) == few


@pytest.fixture
def broken(make_article):
    def make(numbers):
        for number in numbers:
            page = make_article(f"Juttu {number}")
            BrokenLink.objects.create(
                page=page,
                kind="address",
                target=f"https://example.org/{number}",
                digest=digest_of(str(number)),
                field="body",
                reason="status",
                first_failed=datetime.date(2026, 1, 2),
                checked_at=timezone.now(),
            )

    return make


@pytest.mark.parametrize(
    "path", ["/admin/reports/links/", "/admin/reports/unused/", "/admin/"]
)
def test_the_reports_on_links_cost_the_same(broken, cost, path):
    broken(range(LEAST))
    few = cost(path)
    broken(range(LEAST, MORE))

    assert cost(path) == few


def test_links_to_a_draft_cost_the_same(make_article, cost, django_user_model):
    article = make_article()
    path = f"/admin/draft-links/{article.pk}/"

    def make(numbers):
        for number in numbers:
            user = django_user_model.objects.create_user(f"u{number}")
            SharedPreview.for_days(7, page=article, created_by=user)

    make(range(LEAST))
    few = cost(path)
    make(range(LEAST, MORE))

    assert cost(path) == few


FILTERS = [
    {"whose": "any", "language": "sv"},
    {"state": "draft"},
    {"age": "7", "content_type": "articles.articlepage"},
    {"ordering": "-due", "q": "juttu"},
]


def test_the_filters_of_the_overview_cost_the_same(
    make_project, texts, cost, admin_user
):
    project = make_project("Hanke")
    path = "/admin/localize/reports/translations/"
    filters = [*FILTERS, {"project": str(project.translation_key)}]

    def ask_for_all():
        for made in Translation.objects.all():
            ask(made, user=admin_user, assignee=admin_user)

    texts(range(LEAST), project=project)
    ask_for_all()
    few = [cost(path, **asked) for asked in filters]
    texts(range(LEAST, MORE), project=project)
    ask_for_all()

    assert [cost(path, **asked) for asked in filters] == few
