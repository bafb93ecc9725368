"""Translators hand in, publishers approve or return, and those concerned are told."""

import pytest
from django.contrib.auth.models import User
from django.core import mail
from wagtail.models import PageLogEntry
from wagtail.users.models import UserProfile
from wagtail_localize.operations import translate_object

from tests.translators_screen import Screen
from translation.handing_in import StepRefused, approve, give_back, hand_in
from translation.models import Standing


@pytest.fixture
def press(django_capture_on_commit_callbacks):
    """Return a function that presses a button; what follows the commit happens."""

    def do(client, version, action, **data):
        screen = Screen(client, version)
        with django_capture_on_commit_callbacks(execute=True):
            return screen.send(action=action, **data)

    return do


@pytest.fixture
def translator(sign_in):
    return sign_in("translator", "change", email="translator@example.org")


@pytest.fixture
def publisher(sign_in):
    return sign_in("publisher", "change", "publish", email="publisher@example.org")


@pytest.fixture
def home(client):
    """Return a function that reads the panels of a person's home page by heading."""

    def read(client):
        html = client.get("/admin/").content.decode()
        soup = Screen.parse(html)
        return {
            panel.h2.get_text(strip=True): panel.get_text(" ", strip=True)
            for panel in soup.select("[id^=translations-].w-panel")
        }

    return read


def speaks(client, language):
    profile = UserProfile.get_for_user(client.user)
    profile.preferred_language = language
    profile.save()


def review_of(version, made_for):
    return Standing.objects.get(translation=made_for(version)).review


def test_the_publisher_is_told_of_what_was_handed_in(
    press, translator, publisher, swedish_version, made_for, home
):
    speaks(publisher, "en")
    User.objects.create_superuser("admin", email="admin@example.org")

    screen = press(translator, swedish_version, "hand-in", comment="Kolla namnen")

    assert "Handed in for review." in screen.said
    assert review_of(swedish_version, made_for) == "ready"
    (message,) = mail.outbox
    assert message.to == ["publisher@example.org"]
    assert message.subject == "Ready for review: sv: Järjestöt (Swedish)"
    assert "Kolla namnen" in message.body
    assert f"/admin/translation/{made_for(swedish_version).pk}/" in message.body
    panel = home(publisher)["To review"]
    assert "sv: Järjestöt" in panel
    assert "translator" in panel
    assert "To review" not in home(translator)


@pytest.mark.parametrize(
    ("language", "word"), [("fi", "ruotsi"), ("sv", "svenska"), ("en", "Swedish")]
)
def test_everybody_is_written_to_in_their_own_language(
    press, translator, publisher, swedish_version, language, word
):
    speaks(publisher, language)

    press(translator, swedish_version, "hand-in")

    assert f"({word})" in mail.outbox[0].subject


def test_who_wants_no_messages_gets_none(press, translator, publisher, swedish_version):
    profile = UserProfile.get_for_user(publisher.user)
    profile.submitted_notifications = False
    profile.save()

    press(translator, swedish_version, "hand-in")

    assert mail.outbox == []


def test_publishers_of_another_language_are_not_told(
    press, translator, sign_in, swedish_version
):
    sign_in("english", "change", "publish", language="en", email="en@example.org")
    User.objects.create_superuser("admin", email="admin@example.org")

    press(translator, swedish_version, "hand-in")

    # Nobody publishes Swedish but administrators.
    assert [message.to for message in mail.outbox] == [["admin@example.org"]]


def test_what_is_not_complete_is_not_handed_in(press, translator, lagging, made_for):
    screen = press(translator, lagging, "hand-in")

    assert "The originals of 2 segments have changed." in screen.said
    assert not Standing.objects.filter(review="ready").exists()
    assert mail.outbox == []


def test_words_written_last_are_saved_before_handing_in(
    press, translator, lagging, made_for, django_capture_on_commit_callbacks, words
):
    screen = Screen(translator, lagging)
    screen.write({"Aivan uusi": "Ny", "Kaksi": "Två meningar."})

    screen.send(action="hand-in")

    assert review_of(lagging, made_for) == "ready"
    assert words(made_for(lagging), "lead") == ["Ny"]


def test_approval_is_told_and_the_text_published(
    press, translator, publisher, swedish_version, made_for, row
):
    press(translator, swedish_version, "hand-in")
    mail.outbox.clear()
    speaks(translator, "sv")

    press(publisher, swedish_version, "approve", comment="Bra")

    assert review_of(swedish_version, made_for) == "approved"
    (message,) = mail.outbox
    assert message.to == ["translator@example.org"]
    assert "Bra" in message.body

    press(publisher, swedish_version, "publish")
    assert review_of(swedish_version, made_for) == ""


def test_what_is_returned_comes_back_with_the_comment(
    press, translator, publisher, swedish_version, made_for, home
):
    press(translator, swedish_version, "hand-in")
    mail.outbox.clear()

    assert (
        "Write what is to be done." in press(publisher, swedish_version, "return").said
    )
    press(publisher, swedish_version, "return", comment="Rubriken är för lång")

    assert review_of(swedish_version, made_for) == "returned"
    assert mail.outbox[0].to == ["translator@example.org"]
    assert "Rubriken är för lång" in home(translator)["Returned to you"]
    header = Screen(translator, swedish_version).soup.select_one(".translation-header")
    assert "Rubriken är för lång" in header.get_text()


def test_changing_words_after_handing_in_takes_the_text_back_to_work(
    press, translator, swedish_version, made_for
):
    press(translator, swedish_version, "hand-in")

    screen = Screen(translator, swedish_version)
    screen.write({"Ingressi": "En ingress"}).send()

    assert review_of(swedish_version, made_for) == ""
    assert "The translation is in work again." in screen.said


def test_only_publishers_approve_and_return(
    press, translator, swedish_version, made_for
):
    press(translator, swedish_version, "hand-in")

    press(translator, swedish_version, "approve")
    press(translator, swedish_version, "return", comment="Nej")

    assert review_of(swedish_version, made_for) == "ready"


def test_nothing_is_approved_that_was_not_handed_in(press, publisher, swedish_version):
    screen = press(publisher, swedish_version, "approve")

    assert "Somebody was faster" in screen.said


def test_a_change_of_the_original_stops_the_approval(
    press, translator, publisher, swedish_version, article, publish, made_for
):
    press(translator, swedish_version, "hand-in")
    publish(article, lead="Aivan uusi")

    screen = press(publisher, swedish_version, "approve")

    assert "The original of 1 segment has changed." in screen.said
    assert review_of(swedish_version, made_for) == "ready"


def test_every_step_is_in_the_history_with_its_comment(
    swedish_version, made_for, translator, publisher
):
    made = made_for(swedish_version)

    hand_in(made, user=translator.user, comment="Kolla namnen")
    give_back(made, user=publisher.user, comment="Rubriken")
    hand_in(made, user=translator.user)
    approve(made, user=publisher.user)
    with pytest.raises(StepRefused):
        hand_in(made, user=translator.user)

    entries = PageLogEntry.objects.filter(action__startswith="translation.")
    assert [(one.action, one.data["comment"]) for one in entries.order_by("pk")] == [
        ("translation.hand_in", "Kolla namnen"),
        ("translation.return", "Rubriken"),
        ("translation.hand_in", ""),
        ("translation.approve", ""),
    ]
    html = translator.get(
        f"/admin/pages/{swedish_version.pk}/history/"
    ).content.decode()
    assert "Handed in for review (Swedish) – Kolla namnen" in html


# The home page


def test_what_is_to_be_translated_is_listed_for_its_translators_only(
    home, translator, sign_in, lagging, article, english
):
    translate_object(article, [english])

    panel = home(translator)["To translate"]
    assert "sv: Järjestöt" in panel
    assert "4 of 6 segments" in panel
    assert "2 lag since" in panel
    assert "English" not in panel
    assert "Swedish" not in home(sign_in("en", "change", language="en"))["To translate"]


def test_who_has_nothing_to_do_sees_nothing(home, translator, swedish_version):
    assert home(translator) == {}


def test_the_home_page_asks_the_same_number_of_questions_however_much_waits(
    translator, make_article, submit, publish, django_assert_max_num_queries, home
):
    def count():
        with django_assert_max_num_queries(100) as queries:
            home(translator)
        return len(queries.captured_queries)

    home(translator)
    nothing = count()
    for number in range(4):
        article = make_article(f"Teksti {number}", lead="Ingressi")
        submit(article, "sv")
        publish(article, lead="Uusi ingressi")

    assert "Teksti 3" in home(translator)["To translate"]
    assert count() - nothing <= 3
