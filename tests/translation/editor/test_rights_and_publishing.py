"""Who may write and publish on the translators' screen, and why it may be refused."""

import pytest
from django.utils import timezone
from wagtail.models import Page

from tests.translators_screen import Screen
from translation.models import PublishedBehind

# Rights


def test_another_language_is_closed(sign_in, swedish_version):
    client = sign_in("english", "change", language="en")

    response = client.get(f"/admin/pages/{swedish_version.pk}/edit/")

    assert response.status_code == 302
    assert client.post(f"/admin/pages/{swedish_version.pk}/edit/").status_code == 302


def test_a_locked_version_can_be_read_only(
    translator, swedish_version, sign_in, made_for, words
):
    open_screen = Screen(translator, swedish_version)
    owner = sign_in("owner", "change").user
    Page.objects.filter(pk=swedish_version.pk).update(
        locked=True, locked_by=owner, locked_at=timezone.now()
    )

    screen = Screen(translator, swedish_version)
    assert not screen.soup.select(
        "#translation-form textarea, #translation-form [type=submit]"
    )
    assert "owner" in screen.soup.select_one(".help-warning").get_text()

    open_screen.write({"Ingressi": "Ändå"}).send()
    assert words(made_for(swedish_version), "lead") == ["sv: Ingressi"]


def test_translators_are_offered_no_publishing(translator, swedish_version):
    screen = Screen(translator, swedish_version)

    values = {one.get("value") for one in screen.soup.select("[name=action]")}
    assert values == {"save", "hand-in"}


def test_what_is_not_offered_is_not_done_either(translator, swedish_version, row):
    Screen(translator, swedish_version).write({"Ingressi": "Ny"}).send(action="publish")

    assert row(swedish_version).lead == "sv: Ingressi"


def test_the_original_is_read_on_the_screen_and_not_opened(
    translator, swedish_version, article
):
    screen = Screen(translator, swedish_version)

    assert f"/admin/pages/{article.pk}/edit/" not in screen.html
    assert "Yksi lause järjestöistä." in screen.html


# Publishing


def test_publishing_gives_readers_the_new_words(publisher, swedish_version, row):
    screen = Screen(publisher, swedish_version)

    screen.write({"Ingressi": "En ingress"}).send(action="publish")

    assert row(swedish_version).lead == "En ingress"
    assert "is published in Swedish" in screen.said


def test_a_refusal_says_why_and_what_to_do(publisher, lagging, row):
    screen = Screen(publisher, lagging).send(action="publish")

    assert "The originals of 2 segments have changed." in screen.said
    assert "Translate what is missing" in screen.said
    assert row(lagging).lead == "sv: Ingressi"


def test_publishing_with_a_reason_is_a_step_of_its_own(sign_in, lagging, made_for, row):
    client = sign_in("chief", "change", "publish", "override")
    url = f"/admin/translation/{made_for(lagging).pk}/publish-behind/"
    assert url in Screen(client, lagging).html

    page = client.get(url).content.decode()
    assert "sv: Ingressi" in page
    assert client.post(url, {"reason": ""}).status_code == 200
    assert not PublishedBehind.objects.exists()

    client.post(url, {"reason": "Brådskande"})

    assert PublishedBehind.objects.get(page=lagging).reason == "Brådskande"
    assert "Brådskande" in Screen(client, lagging).html


@pytest.mark.parametrize("rights", [["change", "publish"], ["change", "override"]])
def test_a_reason_alone_is_not_the_right(sign_in, lagging, made_for, rights):
    client = sign_in("somebody", *rights)
    url = f"/admin/translation/{made_for(lagging).pk}/publish-behind/"

    assert client.post(url, {"reason": "Brådskande"}).status_code == 302
    assert url not in Screen(client, lagging).html
    assert not PublishedBehind.objects.exists()


def test_a_version_live_but_behind_is_called_so(translator, lagging):
    header = Screen(translator, lagging).soup.select_one(".translation-header")

    assert "live, but older than the original" in header.get_text()


@pytest.mark.pair
def test_one_language_of_the_pair_is_sent_to_the_languages_together(
    publisher, make_article, submit, row
):
    version = submit(make_article("Järjestöt", live=False), "sv", live=False)

    screen = Screen(publisher, version).send(action="publish")

    assert "Suomi is missing." in screen.said
    assert screen.soup.select_one(
        f'.messages a[href="/admin/translation/together/{version.pk}/"]'
    )
    assert not row(version).live
