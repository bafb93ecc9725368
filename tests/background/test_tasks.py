"""Work that nobody waits for is done, tried again, taken up and told of."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.db import connection, transaction
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from background import later as background_later
from background import retrying
from background.limits import MOST_ATTEMPTS
from background.models import Worker
from duties.models import Feedback
from espoo.models import PictureRendition
from tests.background.sleeper import fail, sleep_at_first


def add_task(**fields):
    """Return a task as it stands in the database."""
    return DBTaskResult.objects.create(
        **{
            "task_path": "tests.background.sleeper.fail",
            "args_kwargs": {"args": [], "kwargs": {}},
            "backend_name": "default",
            "run_after": None,
        }
        | fields
    )


@pytest.mark.parametrize(
    ("attempts", "minutes"), [(1, 1), (2, 5), (3, 30), (4, 120), (5, None)]
)
def test_pause_grows_until_a_task_is_given_up(db, attempts, minutes):
    ended = timezone.now()
    task = add_task(status="FAILED", worker_ids=["a"] * attempts, finished_at=ended)

    assert retrying.try_again() == (0 if minutes is None else 1)

    task.refresh_from_db()
    assert task.status == ("FAILED" if minutes is None else "READY")
    if minutes:
        assert task.run_after == ended + timedelta(minutes=minutes)


def test_what_the_living_do_is_left_to_them_and_what_the_dead_have_begun_is_not(
    db, settings
):
    settings.ADMINS = [("Ops", "ops@example.org")]
    Worker.objects.create(worker_id="living", seen_at=Now())
    Worker.objects.create(worker_id="dead", seen_at=Now() - timedelta(seconds=31))
    begun = {"status": "RUNNING", "started_at": timezone.now()}
    living = add_task(worker_ids=["dead", "living"], **begun)
    dead = add_task(worker_ids=["living", "dead"], **begun)
    unknown = add_task(worker_ids=["never heard of"], **begun)
    deadly = add_task(worker_ids=["dead"] * MOST_ATTEMPTS, **begun)

    assert retrying.take_up() == 2

    states = dict(DBTaskResult.objects.values_list("pk", "status"))
    assert states == {
        living.pk: "RUNNING",
        dead.pk: "READY",
        unknown.pk: "READY",
        deadly.pk: "FAILED",
    }
    assert [one.to for one in mail.outbox] == [["ops@example.org"]]


def test_admins_are_told_once_when_a_task_is_given_up(
    db, later, work, settings, caplog
):
    settings.ADMINS = [("Ops", "ops@example.org")]
    fail.enqueue()

    for _ in range(MOST_ATTEMPTS + 1):
        work()
        retrying.try_again()
        DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())

    task = DBTaskResult.objects.get()
    assert (task.status, len(task.worker_ids)) == ("FAILED", MOST_ATTEMPTS)
    assert len(mail.outbox) == 1
    assert "tests.background.sleeper.fail" in mail.outbox[0].subject
    lines = [one for one in caplog.records if one.name == "background.alarms"]
    assert [one.levelname for one in lines] == ["ERROR"]


def test_without_a_worker_a_failed_task_is_kept_and_told_of_at_once(db, settings):
    settings.ADMINS = [("Ops", "ops@example.org")]

    fail.enqueue()
    sleep_at_first.enqueue(__file__)

    task = DBTaskResult.objects.get()
    assert (task.status, task.task_path) == ("FAILED", fail.module_path)
    assert "no such luck" in task.traceback
    assert len(mail.outbox) == 1


def test_task_is_kept_or_lost_with_the_change_that_asks_for_it(db, later):
    for is_kept in (False, True):
        with transaction.atomic():
            background_later.do(fail)
            transaction.set_rollback(not is_kept)

        assert DBTaskResult.objects.exists() is is_kept


def test_feedback_is_sent_by_the_worker_and_not_in_the_request(
    client, later, work, settings
):
    settings.FEEDBACK_EMAIL = "feedback@example.org"
    response = client.post(
        "/en/send/feedback/",
        {"topic": "error", "message": "A date is wrong."},
        headers={"Sec-Fetch-Site": "same-origin"},
    )

    assert (response.status_code, Feedback.objects.count()) == (303, 1)
    assert mail.outbox == []
    work()
    assert [one.to for one in mail.outbox] == [["feedback@example.org"]]


def test_no_first_view_of_a_page_makes_a_picture_or_asks_for_one(
    client,
    later,
    work,
    make_article,
    make_contact,
    make_meeting,
    make_page,
    make_topic,
    picture,
    publish,
):
    from articles.models import ArticleContact, ArticleTopic, EasyReadingPage
    from tests.raw_blocks import figure, stream

    article = make_article(
        lead_image=picture,
        lead_image_alt="Ranta",
        body=stream(figure(picture.pk, "Kuva")),
    )
    topic = make_topic()
    publish(
        article,
        article_contacts=[ArticleContact(contact=make_contact())],
        article_topics=[ArticleTopic(topic=topic)],
    )
    make_meeting()
    make_page(EasyReadingPage, "Selkokieli", parent=article, body=article.body)
    picture.save()
    work()
    made = PictureRendition.objects.count()
    DBTaskResult.objects.all().delete()
    assert made

    seen = set()
    for page in Page.objects.live().filter(depth__gt=1).specific():
        assert client.get(page.get_url()).status_code == 200, page
        seen.add(type(page))

    assert len(seen) > 12
    assert PictureRendition.objects.count() == made
    assert not DBTaskResult.objects.exists()


def rows_of(response):
    page = BeautifulSoup(response.content.decode(), "html.parser")
    return page.select("#listing-results tbody tr")


def test_report_shows_what_failed_and_waits_and_a_task_is_done_again(
    admin_client, later
):
    failed = add_task(
        status="FAILED", worker_ids=["a"] * 5, traceback="…\nOSError: no such luck"
    )
    add_task(task_path="espoo.pictures.make_renditions")
    add_task(status="SUCCESSFUL", task_path="gone.away")
    again = f"/admin/reports/tasks/{failed.pk}/again/"

    with CaptureQueriesContext(connection) as few:
        rows = rows_of(admin_client.get("/admin/reports/tasks/"))

    assert len(rows) == 2
    assert "Make the sizes of a picture" in rows[0].text
    assert rows[1].select_one("[lang=en]").text == "OSError: no such luck"
    assert rows[1].form["action"] == again
    for _ in range(5):
        add_task(status="FAILED", worker_ids=["a"])
    with CaptureQueriesContext(connection) as many:
        assert len(rows_of(admin_client.get("/admin/reports/tasks/"))) == 7
    assert len(many) == len(few)

    assert admin_client.post(again).status_code == 303
    assert admin_client.post(again).status_code == 303  # it is gone: nothing happens
    assert DBTaskResult.objects.filter(status="READY", worker_ids=[]).count() == 2
    unknown = add_task(status="FAILED", task_path="gone.away.task")
    admin_client.post(f"/admin/reports/tasks/{unknown.pk}/again/")
    assert DBTaskResult.objects.get(pk=unknown.pk).status == "FAILED"
