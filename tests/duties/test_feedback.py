"""Readers answer back: without a cookie, a script or an account."""

import datetime

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from wagtail.models import Page

from duties.models import Feedback, Usefulness
from duties.views import MOST_ANSWERS, MOST_FEEDBACK

FORMS = {"fi": "/fi/palaute/", "sv": "/sv/respons/", "en": "/en/feedback/"}
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(autouse=True)
def _nobody_sent_anything():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def send(client, parsed):
    """Return a function that sends the form of a language as its page has it."""

    def post(language="en", *, headers=FROM_HERE, **fields):
        url = f"/{language}/send/feedback/"
        data = {"topic": "error", "message": "A date is wrong."} | fields
        return client.post(url, data, headers=headers)

    return post


@pytest.fixture
def parsed():
    from bs4 import BeautifulSoup

    return lambda response: BeautifulSoup(response.content.decode(), "html.parser")


@pytest.mark.parametrize(("language", "url"), FORMS.items())
def test_page_has_the_form_and_sets_no_cookie(db, client, read, language, url):
    form = read(url).select_one("main form")

    assert form["action"] == f"/{language}/send/feedback/"
    assert form["method"] == "post"
    assert not client.cookies
    assert form.select("[name=csrfmiddlewaretoken]") == []
    for field in form.select("input:not([type=hidden]), textarea"):
        assert form.select_one(f"label[for='{field['id']}']"), field


def test_cached_page_is_the_same_for_all(db, client):
    response = client.get("/en/feedback/")

    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize(("language", "url"), FORMS.items())
def test_message_is_kept_with_its_language_and_the_reader_thanked(
    db, client, send, parsed, language, url
):
    response = send(
        language, about="/fi/artikkelit/", email="reader@example.org", topic="missing"
    )

    assert response.status_code == 303
    assert response["Location"].startswith(f"{url}?thanks=feedback")
    kept = Feedback.objects.get()
    assert (kept.topic, kept.message) == ("missing", "A date is wrong.")
    assert (kept.email, kept.about) == ("reader@example.org", "/fi/artikkelit/")
    assert kept.language == language
    html = parsed(client.get(response["Location"]))
    with translation.override(language):
        assert html.h1.text == gettext("Thank you for your feedback")
    assert html.select_one("main p a")["href"] == "/fi/artikkelit/"
    assert html.select("main form.feedback-form") == []
    assert not client.cookies


def test_feedback_is_due_in_fourteen_days(send, db):
    send()

    due = Feedback.objects.get().due
    assert due == timezone.localdate() + datetime.timedelta(days=14)


def test_no_address_of_a_machine_is_kept(send, db):
    send()

    names = {field.name for field in Feedback._meta.get_fields()}
    assert not {name for name in names if "ip" in name.split("_") or "addr" in name}
    assert "127.0.0.1" not in str(Feedback.objects.values().get())


@pytest.mark.parametrize("language", FORMS)
def test_mistakes_stand_at_the_top_and_lead_to_their_fields(db, send, parsed, language):
    response = send(language, topic="", message="  ", email="reader(at)example")
    html = parsed(response)

    assert response.status_code == 422
    assert html.html["lang"] == language
    summary = html.select_one("main .error-summary")
    hrefs = [a["href"] for a in summary.select("a")]
    assert hrefs == ["#id_topic", "#id_message", "#id_email"]
    for href in hrefs:
        assert html.select_one(href)
    with translation.override(language):
        assert html.title.text.startswith(gettext("Check the form"))
        assert gettext("Write your message.") in summary.text
    message = html.select_one("#id_message")
    assert message["aria-invalid"] == "true"
    for described in message["aria-describedby"].split():
        assert html.select_one(f"#{described}"), described
    assert html.select_one("#id_email")["value"] == "reader(at)example"
    assert not Feedback.objects.exists()


def test_too_long_message_is_told_and_kept_in_the_form(db, send, parsed):
    html = parsed(send(message="x" * 5001))

    assert "5001" in html.select_one(".error-summary").text.replace(",", "")
    assert len(html.select_one("#id_message").text.strip()) == 5001


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, 403),
        ({"Origin": "http://testserver"}, 303),
        ({"Origin": "https://site.example"}, 303),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Referer": "http://testserver/en/feedback/"}, 303),
        ({"Referer": "https://evil.example/http://testserver/"}, 403),
        ({}, 403),
    ],
)
@pytest.mark.parametrize("what", ["feedback", "useful"])
def test_form_is_taken_from_our_own_pages_only(
    client, make_article, settings, headers, status, what
):
    settings.BASE_URL = "https://site.example"
    article = make_article()
    data = {"topic": "other", "message": "Hello", "page": article.pk, "useful": "yes"}

    response = client.post(f"/sv/send/{what}/", data, headers=headers)

    assert response.status_code == status
    assert Feedback.objects.count() + Usefulness.objects.count() == (status == 303)
    if status == 403:
        with translation.override("sv"):
            title = gettext("The form was not accepted")
        assert f"<h1>{title}</h1>" in response.content.decode()


def test_machine_that_fills_what_no_reader_sees_is_not_listened_to(db, send):
    response = send(website="https://spam.example")

    assert response.status_code == 303
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("language", FORMS)
def test_too_many_messages_are_put_off_and_the_text_kept(db, send, parsed, language):
    for _ in range(MOST_FEEDBACK):
        assert send(language).status_code == 303

    response = send(language, message="One more")
    html = parsed(response)

    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 601
    assert html.html["lang"] == language
    assert html.select_one("main .notice[role=alert]")
    assert html.select_one("#id_message").text.strip() == "One more"
    assert Feedback.objects.count() == MOST_FEEDBACK


def test_others_can_send_while_one_is_put_off(db, send, client, settings):
    for _ in range(MOST_FEEDBACK + 1):
        send()

    client.defaults["REMOTE_ADDR"] = "192.0.2.7"

    assert send().status_code == 303


def test_address_told_by_a_client_is_not_believed(db, send):
    for number in range(MOST_FEEDBACK):
        send(headers=FROM_HERE | {"X-Forwarded-For": f"192.0.2.{number}"})

    assert (
        send(headers=FROM_HERE | {"X-Forwarded-For": "192.0.2.99"}).status_code == 429
    )


def test_address_told_by_our_proxy_is_believed(db, send, settings):
    settings.BEHIND_PROXY = True
    for _ in range(MOST_FEEDBACK):
        send(headers=FROM_HERE | {"X-Forwarded-For": "6.6.6.6, 192.0.2.1"})

    forged = FROM_HERE | {"X-Forwarded-For": "7.7.7.7, 192.0.2.1"}
    other = FROM_HERE | {"X-Forwarded-For": "192.0.2.2"}
    assert send(headers=forged).status_code == 429
    assert send(headers=other).status_code == 303


@pytest.mark.parametrize(
    "about", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/x/"]
)
def test_page_elsewhere_is_not_taken_for_one_of_ours(db, send, read, about):
    send(about=about)

    assert Feedback.objects.get().about == ""
    assert read("/en/feedback/", about=about).select("main form a") == []


def test_page_shows_what_it_is_about(db, read):
    html = read("/en/feedback/", about="/fi/artikkelit/jarjestot/")

    assert html.select_one("[name=about]")["value"] == "/fi/artikkelit/jarjestot/"
    assert html.select_one("main form a")["href"] == "/fi/artikkelit/jarjestot/"


def test_feedback_is_sent_by_mail_where_there_is_an_address(
    db, send, settings, django_capture_on_commit_callbacks
):
    settings.FEEDBACK_EMAIL = "desk@example.org"

    with django_capture_on_commit_callbacks(execute=True):
        send(email="reader@example.org", about="/fi/artikkelit/")

    [message] = mail.outbox
    assert message.to == ["desk@example.org"]
    assert message.reply_to == ["reader@example.org"]
    assert "A date is wrong." in message.body
    assert f"{settings.BASE_URL}/fi/artikkelit/" in message.body


def test_no_mail_is_sent_without_an_address(db, send):
    send()

    assert mail.outbox == []


def test_mail_that_fails_loses_no_feedback(db, send, settings, monkeypatch):
    settings.FEEDBACK_EMAIL = "desk@example.org"

    def fail(self, *args, **kwargs):
        raise OSError("no mail server")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)

    assert send().status_code == 303
    assert Feedback.objects.count() == 1


def test_address_of_the_form_leads_to_the_page_when_it_is_only_read(db, client):
    response = client.get("/sv/send/feedback/")

    assert (response.status_code, response["Location"]) == (302, "/sv/respons/")


def test_every_page_leads_to_the_form_and_says_which_page_it_is(make_article, read):
    article = make_article(slug="jarjestot")

    link = read(article).select_one(".page-foot p a")

    assert link["href"] == "/fi/palaute/?about=%2Ffi%2Fartikkelit%2Fjarjestot%2F"
    assert read("/fi/palaute/").select(".page-foot") == []


# Was this useful?


@pytest.mark.parametrize(("answer", "counts"), [("yes", (1, 0)), ("no", (0, 1))])
def test_answers_are_counted_for_each_page(make_article, client, read, answer, counts):
    article = make_article()
    form = read(article).select_one("form.useful")
    data = {"page": form.select_one("[name=page]")["value"], "useful": answer}
    assert form.select_one(f"button[name=useful][value={answer}]")

    response = client.post(form["action"], data, headers=FROM_HERE)

    assert response.status_code == 303
    kept = Usefulness.objects.get()
    assert (kept.page_id, (kept.yes, kept.no)) == (article.pk, counts)
    html = read(response["Location"])
    assert html.select_one("main p a")["href"] == article.get_url()
    assert html.select_one("[name=about]")["value"] == article.get_url()
    assert not client.cookies


def test_answers_add_up(make_article, client):
    article = make_article()
    for answer in ("yes", "yes", "no"):
        data = {"page": article.pk, "useful": answer}
        client.post("/fi/send/useful/", data, headers=FROM_HERE)

    kept = Usefulness.objects.get()
    assert (kept.yes, kept.no) == (2, 1)


@pytest.mark.parametrize("page", ["", "x", "0", "²", "9" * 40, "-1"])
def test_answer_about_no_page_is_not_found(make_article, client, page):
    make_article()
    data = {"page": page, "useful": "yes"}

    response = client.post("/fi/send/useful/", data, headers=FROM_HERE)

    assert response.status_code == 404
    assert not Usefulness.objects.exists()


def test_answer_about_a_draft_or_a_section_or_of_no_sense_is_not_found(
    make_article, client
):
    draft = make_article(live=False)
    section = Page.objects.get(url_path="/fi/artikkelit/")
    article = make_article("Toinen")
    for page, answer in [(draft, "yes"), (section, "yes"), (article, "perhaps")]:
        data = {"page": page.pk, "useful": answer}
        response = client.post("/fi/send/useful/", data, headers=FROM_HERE)
        assert response.status_code == 404

    assert not Usefulness.objects.exists()


def test_too_many_answers_are_put_off_in_the_language(make_article, client):
    data = {"page": make_article().pk, "useful": "yes"}
    for _ in range(MOST_ANSWERS):
        client.post("/sv/send/useful/", data, headers=FROM_HERE)

    response = client.post("/sv/send/useful/", data, headers=FROM_HERE)

    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert '<html lang="sv"' in response.content.decode()
    assert Usefulness.objects.get().yes == MOST_ANSWERS


def test_only_articles_ask_whether_they_were_useful(make_project, read):
    assert read(make_project()).select("form.useful") == []


# In the admin


@pytest.fixture
def feedback(db):
    return Feedback.objects.create(topic="error", message="Wrong day", language="fi")


def test_staff_see_the_unanswered_first_and_can_filter(admin_client, feedback, parsed):
    Feedback.objects.create(topic="other", message="Old", language="sv", answered=True)
    url = "/admin/snippets/duties/feedback/"

    def messages(**filters):
        rows = parsed(admin_client.get(url, filters)).select("table.listing tbody tr")
        return [row.get_text(" ", strip=True) for row in rows]

    everything = messages()
    open_ones = messages(answered="false")

    assert ["Wrong day" in row for row in everything] == [True, False]
    assert ["Wrong day" in row for row in open_ones] == [True]


def test_feedback_is_marked_as_answered(admin_client, feedback):
    url = f"/admin/snippets/duties/feedback/edit/{feedback.pk}/"
    assert "Wrong day" in admin_client.get(url).content.decode()

    admin_client.post(url, {"answered": "on", "note": "Put right"})

    feedback.refresh_from_db()
    assert feedback.answered
    assert feedback.answered_at
    assert (feedback.note, feedback.message) == ("Put right", "Wrong day")


@pytest.mark.parametrize("model", ["feedback", "usefulness"])
def test_staff_add_nothing_in_readers_names(admin_client, model):
    response = admin_client.get(f"/admin/snippets/duties/{model}/add/")

    assert response.status_code == 302


def test_counts_are_listed_and_cannot_be_changed(admin_client, make_article):
    article = make_article("Järjestöt")
    Usefulness.count(article, useful=False)
    kept = Usefulness.objects.get()

    page = admin_client.get("/admin/snippets/duties/usefulness/").content.decode()
    change = admin_client.get(f"/admin/snippets/duties/usefulness/edit/{kept.pk}/")

    assert "Järjestöt" in page
    assert change.status_code == 302


def test_late_feedback_is_known(feedback):
    assert not feedback.is_late
    feedback.due = timezone.localdate() - datetime.timedelta(days=1)
    assert feedback.is_late
    feedback.answered = True
    assert not feedback.is_late


def test_feedback_is_forgotten_after_a_year(feedback, capsys):
    old = Feedback.objects.create(topic="error", message="Old", language="fi")
    long_ago = timezone.now() - datetime.timedelta(days=366)
    Feedback.objects.filter(pk=old.pk).update(created_at=long_ago)

    call_command("forget_feedback")

    assert list(Feedback.objects.all()) == [feedback]
    assert "1" in capsys.readouterr().out


@pytest.mark.parametrize("model", ["feedback", "usefulness"])
def test_no_chooser_shows_what_readers_said_to_all_the_staff(model):
    with pytest.raises(NoReverseMatch):
        reverse(f"wagtailsnippetchoosers_duties_{model}:choose")
    assert reverse("wagtailsnippetchoosers_articles_topic:choose")
