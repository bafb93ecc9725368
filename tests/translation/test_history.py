"""What is done with a translation stands in the page's history, with the language."""

import io

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from wagtail_localize.operations import translate_object

from tests.translators_screen import Screen
from translation.together import schedule

ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def chief(sign_in):
    """Somebody with every right on Swedish."""
    return sign_in("chief", "change", "publish", "override")


@pytest.fixture
def history(admin_client):
    """Return a function that reads the history of a page as its screen shows it."""

    def read(page):
        url = reverse("wagtailadmin_pages:history", args=[page.pk])
        html = admin_client.get(url, headers=ENGLISH).content.decode()
        return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())

    return read


@pytest.fixture
def press(chief):
    """Return a function that presses a button of the translators' screen."""

    def send(version, action, **data):
        url = reverse("wagtailadmin_pages:edit", args=[version.pk])
        chief.post(url, {"action": action, **data}, headers=ENGLISH)

    return send


def test_handing_in_returning_and_approving(swedish_version, press, history):
    press(swedish_version, "hand-in", comment="Kolla namnen")
    press(swedish_version, "return", comment="Rubriken saknar ett ord")
    press(swedish_version, "hand-in")
    press(swedish_version, "approve")

    said = history(swedish_version)
    assert "Handed in for review (Swedish) – Kolla namnen" in said
    assert "Translation returned (Swedish) – Rubriken saknar ett ord" in said
    assert "Translation approved (Swedish)" in said


def test_publishing_behind_with_its_reason(lagging, chief, made_for, history):
    url = reverse("translation:publish_behind", args=[made_for(lagging).pk])

    chief.post(url, {"reason": "Brådskande"})

    said = history(lagging)
    assert "Published although words are missing (Swedish) – Brådskande" in said


def test_stopping_and_taking_up_again(swedish_version, chief, made_for, history):
    made = made_for(swedish_version)

    chief.post(reverse("wagtail_localize:stop_translation", args=[made.pk]))
    chief.post(reverse("translation:take_up_again", args=[made.pk]))

    said = history(swedish_version)
    assert "Translation stopped (Swedish)" in said
    assert "Translation taken up again (Swedish) 6 segments" in said


def test_words_from_a_file(article, swedish, chief, made_for, history):
    translate_object(article, [swedish])
    draft = article.get_translation(swedish)
    made = made_for(draft)
    po = made.export_po()
    for entry in po:
        entry.msgstr = "Från filen" if entry.msgctxt == "lead" else ""
    file = io.BytesIO(str(po).encode())
    file.name = "words.po"

    chief.post(
        reverse("wagtail_localize:upload_pofile", args=[made.pk]), {"file": file}
    )

    assert "Imported (Swedish) 1 segment" in history(draft)


def test_an_earlier_translation_that_is_still_right(lagging, made_for, chief, history):
    segment = made_for(lagging).source.stringsegment_set.get(context__path="lead")

    Screen(chief, lagging).send(still_right=segment.pk)

    said = history(lagging)
    assert "Earlier translation kept as still right (Swedish) 1 segment" in said


@pytest.mark.pair
def test_publishing_and_withdrawing_together(
    make_article, submit, admin_client, history
):
    original = make_article("Järjestöt", live=False)
    version = submit(original, "sv", live=False)
    url = reverse("translation:together", args=[original.pk])

    admin_client.post(url, {"languages": ["fi", "sv"], "publish": "1"})
    admin_client.post(url, {"languages": ["fi", "sv"], "withdraw": "1"})

    for page in (original, version):
        assert "Languages published together (Finnish, Swedish)" in history(page)
        assert "Languages unpublished together (Finnish, Swedish)" in history(page)


@pytest.mark.pair
def test_one_language_before_the_other(make_article, submit, admin_client, history):
    original = make_article("Järjestöt", live=False)
    submit(original, "sv", live=False)
    due = timezone.localdate()

    admin_client.post(
        reverse("translation:together", args=[original.pk]),
        {"languages": ["fi"], "publish": "1", "reason": "Kiire", "due": due},
    )

    said = history(original)
    assert (
        "One language published before the other (Finnish) – Kiire (the other by"
        in said
    )


def test_a_refused_schedule(lagging, admin_client, history):
    schedule([lagging], timezone.now())

    with pytest.raises(CommandError):
        call_command("publish_scheduled")

    assert "Scheduled publication refused (Swedish) – The original" in history(lagging)
