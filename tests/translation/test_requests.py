"""Who asks for a translation says who makes it and by when; the translator is told."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.core import mail
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import querydict_from_html
from wagtail.users.models import UserProfile
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from tests.raw_blocks import paragraph, stream
from tests.translators_screen import Screen
from translation.publishing import publish_translation
from translation.requests.asking import ask
from translation.requests.counting import Words, count, words_in
from translation.requests.models import TranslationRequest

SOON = timezone.localdate() + timedelta(days=7)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Return a context in which what follows a commit happens."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def translator(db):
    user = User.objects.create_user(
        "maija", email="maija@example.org", first_name="Maija"
    )
    user.groups.add(Group.objects.get(name="Translators sv"))
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "sv"
    profile.save()
    return user


@pytest.fixture
def staff(member_of):
    return member_of("Communications staff")


@pytest.fixture
def draft(article, swedish):
    translate_object(article, [swedish])
    return article.get_translation(swedish)


def soup(response):
    return BeautifulSoup(response.content.decode(), "html.parser")


def submitting(page):
    return f"/admin/localize/submit/page/{page.pk}/"


def send_request(client, article, **fields):
    """Send the form that submits a page into Swedish and English."""
    form = querydict_from_html(client.get(submitting(article)).content.decode())
    boxes = soup(client.get(submitting(article))).select("[name=locales]")
    form.setlist("locales", [box["value"] for box in boxes])
    for name, value in fields.items():
        form[name] = value
    data, kind = form.urlencode(), "application/x-www-form-urlencoded"
    return client.post(submitting(article), data, content_type=kind)


def test_a_translation_is_asked_of_somebody_by_a_day(
    staff, article, translator, committed
):
    with committed():
        answer = send_request(
            staff,
            article,
            assignee_sv=translator.pk,
            due=SOON.isoformat(),
            instruction="Kolla namnen",
        )
    assert answer.status_code == 302

    swedish, english = TranslationRequest.objects.order_by(
        "-translation__target_locale__language_code"
    )
    assert (swedish.assignee, swedish.due) == (translator, SOON)
    assert (english.assignee, english.due) == (None, SOON)
    (message,) = mail.outbox
    assert message.to == ["maija@example.org"]
    # The day as her language writes it, not as the sender's does.
    assert f"{SOON.day}.{SOON.month}." in message.subject.replace(".0", ".")
    assert "svenska" in message.subject
    assert "Kolla namnen" in message.body
    assert f"/admin/translation/{swedish.translation_id}/" in message.body
    entries = PageLogEntry.objects.filter(action="translation.request")
    assert {one.data["name"] for one in entries} == {"maija", ""}


def test_who_takes_a_text_on_is_not_written_to(draft, translator, committed):
    made = Translation.objects.get()

    with committed():
        ask(made, user=translator, assignee=translator)

    assert TranslationRequest.objects.get().assignee == translator
    assert not mail.outbox


def test_only_who_may_write_the_language_is_offered(staff, article, translator):
    page = soup(staff.get(submitting(article)))

    def offered(code):
        options = page.select(f"[name=assignee_{code}] option")
        return [option.get_text(strip=True) for option in options]

    assert offered("sv") == ["Anyone", "Maija"]
    assert "Maija" not in offered("en")


@pytest.mark.parametrize(
    "wrong", [{"due": "2020-01-01"}, {"due": "soon"}, {"assignee_sv": "99999"}]
)
def test_a_wrong_request_asks_for_nothing_and_says_why(staff, article, wrong):
    answer = send_request(staff, article, **wrong)

    assert answer.status_code == 200
    assert soup(answer).select(".error-message, .w-field__errors p")
    assert not Translation.objects.exists()


def request_address(version):
    made = Translation.objects.get(
        source__object_id=version.translation_key, target_locale=version.locale_id
    )
    return f"/admin/translation/{made.pk}/request/"


def test_the_screen_says_who_is_asked_and_for_how_many_words(
    draft, made_for, translator, member_of, committed
):
    client = member_of("Translators sv")
    with committed():
        ask(
            made_for(draft),
            user=client.user,
            assignee=translator,
            due=SOON,
            instruction="Mind the names",
        )
    header = Screen(client, draft).soup.select_one(".translation-header")
    said = header.get_text(" ", strip=True)

    assert "Translator: Maija." in said
    assert date_format(SOON, "SHORT_DATE_FORMAT") in said
    # Title, lead, heading and two sentences of three words each; no address.
    assert "Words: 9 new, 0 nearly the same, 0 repeated." in said
    assert "Mind the names" in said
    assert "passed" not in said
    # Who only translates does not move the deadline.
    assert not header.select("a[href*='/request/']")
    assert client.get(request_address(draft)).status_code == 302


def test_the_request_is_changed_later_and_the_next_one_is_told(
    draft, made_for, translator, member_of, committed
):
    publisher = member_of("Publishers sv")
    link = Screen(publisher, draft).soup.select_one(
        ".translation-header a[href*='/request/']"
    )
    page = publisher.get(link["href"])
    form = querydict_from_html(page.content.decode())
    form["assignee"], form["due"] = translator.pk, SOON.isoformat()

    with committed():
        answer = publisher.post(request_address(draft), form)
    assert answer.url == f"/admin/pages/{draft.pk}/edit/"
    assert [message.to for message in mail.outbox] == [["maija@example.org"]]

    with committed():  # saved as it is: nobody is told again
        publisher.post(request_address(draft), form)
    assert len(mail.outbox) == 1

    # A day that has passed meanwhile stays, a new one must not have passed.
    past = timezone.localdate() - timedelta(days=3)
    TranslationRequest.objects.update(due=past)
    form["due"], form["instruction"] = past.isoformat(), "Bråttom"
    assert publisher.post(request_address(draft), form).status_code == 302
    form["due"] = (past - timedelta(days=1)).isoformat()
    assert publisher.post(request_address(draft), form).status_code == 200
    assert (
        "passed"
        in Screen(publisher, draft).soup.select_one(".translation-overdue").get_text()
    )


def test_a_request_is_done_when_the_version_is_published_whole(
    article, swedish_version, made_for, publish, translator, translate, committed
):
    made = made_for(swedish_version)
    publish(article, lead="Aivan muuta")
    with committed():
        ask(made, user=translator, due=SOON)

    def asked():
        return TranslationRequest.objects.get()

    assert (asked().words_new, asked().words_fuzzy) == (2, 0)

    publish_translation(made, reason="Kiire")
    assert asked().is_open

    translate(made, {"Aivan muuta": "Något annat"})
    publish_translation(made)
    assert not asked().is_open

    ask(made, user=translator, due=SOON)
    assert asked().is_open


def test_nothing_is_asked_for_that_readers_have(swedish_version, member_of):
    publisher = member_of("Publishers sv")

    assert not Screen(publisher, swedish_version).soup.select("[href*='/request/']")
    answer = publisher.get(request_address(swedish_version), follow=True)
    assert "nothing is left to ask for" in soup(answer).select_one(".messages").text


def test_the_home_page_begins_with_what_is_asked_of_the_person(
    make_article, submit, publish, made_for, member_of, admin_user
):
    translator = member_of("Translators sv", first_name="Maija")
    colleague = User.objects.create_user("colleague")
    past, near = SOON - timedelta(days=9), SOON - timedelta(days=2)
    for name, person, due in [
        ("nobody's", None, None),
        ("later", translator.user, near),
        ("overdue", translator.user, past),
        ("not mine", colleague, past),
    ]:
        article = make_article(name)
        version = submit(article, "sv", {name: name})
        publish(article, lead="Aivan muuta")
        if due:
            ask(made_for(version), user=admin_user, assignee=person, due=due)

    def panel(client, name):
        page = soup(client.get("/admin/"))
        panel = page.select_one(f"[id^={name}].w-panel")
        rows = panel.select("li") if panel else []
        titles = [row.a.get_text(strip=True) for row in rows]
        overdue = [len(row.select(".translation-overdue")) for row in rows]
        return titles, overdue, panel and panel.select("a")[-1]["href"]

    titles, overdue, more = panel(translator, "translations-to-do")
    assert titles == ["overdue", "later", "nobody's"]
    assert overdue == [1, 0, 0]
    found = translator.get(more).context["object_list"]
    assert [text.title for text in found] == ["overdue", "later"]

    # Who asked sees what is due, the soonest first.
    asking = Client(headers={"Accept-Language": "en"})
    asking.force_login(admin_user)
    titles, overdue, _more = panel(asking, "translations-due")
    assert titles == ["overdue", "not mine", "later"]
    assert overdue == [1, 1, 0]
    assert panel(translator, "translations-due")[0] == []

    assert "Nothing waits" in soup(member_of("Publishers en").get("/admin/")).get_text()


def test_words_are_counted_anew_when_the_original_changes(
    article, draft, made_for, translator, publish, committed
):
    with committed():
        ask(made_for(draft), user=translator)
    assert TranslationRequest.objects.get().words_new == 9

    with committed():
        publish(article, lead="Ingressi on nyt pitkä")

    assert TranslationRequest.objects.get().words_new == 12


def test_words_that_were_translated_before_are_told_apart(
    make_article, submit, made_for, swedish, translator, committed
):
    sentence = "Järjestöt kokoontuvat kirjastossa joka torstai."
    near = "Järjestöt kokoontuvat kirjastossa joka tiistai."
    new = "Mukaan pääsee ilman ilmoittautumista, ja kahvi on ilmaista."
    known = make_article("Kirjasto", lead=sentence)
    submit(known, "sv")
    text = make_article(
        "Kirjasto",
        lead=near,
        body=stream(
            paragraph(f"<p>{sentence}</p>"),
            paragraph(f"<p>{new}</p>"),
            paragraph(f"<p>{new}</p>"),
        ),
    )
    translate_object(text, [swedish])

    with committed():
        ask(made_for(text.get_translation(swedish)), user=translator)

    asked = TranslationRequest.objects.get()
    # Twice in the text: the second time it is repeated.
    assert asked.words_new == 8
    assert asked.words_fuzzy == 5
    assert asked.words_repeated == 1 + 5 + 8


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Espoo", 1),
        ("Espoo – Esbo", 2),
        ("  Ti 6.10. klo 17–19 ", 4),
        ("e-mail: desk@example.org", 2),
        ("… – !", 0),
    ],
)
def test_words_are_counted_as_word_processors_do(text, words):
    assert words_in(text) == words


def test_tags_are_no_words():
    texts = ['<b>Yksi</b> <a id="a1">kaksi</a>', "Kolme &amp; neljä"]

    assert count(texts, {texts[1]: 80}, "fi") == Words(new=2, fuzzy=2)
