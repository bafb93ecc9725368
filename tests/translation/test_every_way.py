"""Lists, Wagtail's API and commands keep what the screens promise."""

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision
from wagtail_localize.models import StringTranslation
from wagtail_localize.operations import translate_object

from articles.models import ArticleIndexPage
from translation.lag import lags_of
from translation.refusals import Refusal

ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def section():
    """Return a function that gives the section of articles in a language."""
    return lambda code: ArticleIndexPage.objects.get(locale__language_code=code)


@pytest.fixture
def draft(article, swedish):
    """A Swedish version without any words."""
    translate_object(article, [swedish])
    return article.get_translation(swedish)


@pytest.fixture
def in_list(admin_client):
    """Return a function that does with chosen pages of a list what a button says."""

    def act(action, *pages, client=admin_client, **data):
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        chosen = "&".join(f"id={page.pk}" for page in pages)
        return client.post(
            f"{url}?next=/admin/&{chosen}", data, headers=ENGLISH, follow=True
        )

    return act


@pytest.fixture
def question(admin_client):
    """Return a function that shows what is asked before a list is worked on."""

    def ask(action, *pages, client=admin_client):
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        chosen = "&".join(f"id={page.pk}" for page in pages)
        answer = client.get(f"{url}?{chosen}", headers=ENGLISH)
        return BeautifulSoup(answer.content.decode(), "html.parser")

    return ask


@pytest.fixture
def through_api(admin_client):
    """Return a function that asks Wagtail's API for an action."""

    def ask(page, action, *, client=admin_client, **data):
        return client.post(
            f"/admin/api/main/pages/{page.pk}/action/{action}/",
            json.dumps(data),
            content_type="application/json",
            headers=ENGLISH,
        )

    return ask


def history(client, page):
    url = reverse("wagtailadmin_pages:history", args=[page.pk])
    html = client.get(url, headers=ENGLISH).content.decode()
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


# Lists


@pytest.mark.pair
def test_a_list_publishes_no_language_of_the_pair_alone(
    make_article, submit, in_list, row
):
    original = make_article("Järjestöt", live=False)
    version = submit(original, "sv", live=False)

    answer = in_list("publish", original)

    assert "Svenska is missing" in answer.content.decode()
    assert not row(original).live
    assert not row(version).live


def test_a_list_asks_for_the_other_languages_and_warns_of_the_pair(
    article, swedish_version, question
):
    alone = question("unpublish", article)
    both = question("unpublish", article, swedish_version)

    assert alone.find("input", {"name": "other_languages"})
    assert "sv: Järjestöt" in alone.text
    assert "unpublished together" in alone.text
    assert not both.find("input", {"name": "other_languages"})
    assert "unpublished together" not in both.text


def test_a_list_unpublishes_the_other_languages_where_asked(
    article, swedish_version, in_list, row, admin_client
):
    in_list("unpublish", article, other_languages="on")

    assert not row(article).live
    assert not row(swedish_version).live
    for page in (article, swedish_version):
        said = history(admin_client, page)
        assert "Languages unpublished together (Finnish, Swedish)" in said


def test_a_list_leaves_the_other_languages_where_not_asked(
    article, swedish_version, in_list, row
):
    in_list("unpublish", article)

    assert not row(article).live
    assert row(swedish_version).live


def test_a_list_takes_no_language_along_that_one_may_not(
    article, swedish_version, in_list, question, sign_in, row
):
    author = sign_in("author", "change", "publish", language="fi")

    assert not question("unpublish", article, client=author).find(
        "input", {"name": "other_languages"}
    )
    in_list("unpublish", article, client=author, other_languages="on")

    assert not row(article).live
    assert row(swedish_version).live


def test_a_list_says_what_is_lost_before_it_deletes(article, swedish_version, question):
    text = question("delete", article).text

    assert "Swedish: 6 translated segments lose their original" in text
    assert "Versions that stay are written by hand from then on" in text


def test_a_list_deletes_the_other_languages_where_asked(
    article, swedish_version, in_list
):
    words = StringTranslation.objects.count()

    in_list("delete", article, other_languages="on")

    assert not Page.objects.filter(translation_key=article.translation_key)
    assert StringTranslation.objects.count() == words


def test_a_list_deletes_nothing_else_where_not_asked(article, swedish_version, in_list):
    in_list("delete", article)

    assert Page.objects.get(translation_key=article.translation_key).live


def test_a_list_moves_all_or_none(make_project, make_meeting, submit, in_list, row):
    old, new = make_project("Vanha"), make_project("Uusi")
    submit(old, "sv")
    fit, unfit = (make_meeting(name, project=old) for name in ("Yksi", "Kaksi"))
    submit(unfit, "sv")  # "Uusi" is not there in Swedish

    answer = in_list("move", fit, unfit, chooser=new.pk)

    assert "Nothing was moved" in answer.content.decode()
    assert row(fit).get_parent().pk == old.pk
    assert row(unfit).get_parent().pk == old.pk


# Copies and moves among pages of another language


@pytest.mark.parametrize("box", ["publish_copies", "alias", ""])
def test_no_copy_stands_among_pages_of_another_language(
    article, section, admin_client, client, box
):
    data = {
        "new_title": "Kopio",
        "new_slug": "kopio",
        "new_parent_page": section("sv").pk,
    }

    admin_client.post(
        reverse("wagtailadmin_pages:copy", args=[article.pk]),
        data | ({box: "on"} if box else {}),
    )

    assert not Page.objects.filter(slug="kopio").exists()
    assert client.get(section("sv").get_url() + "kopio/").status_code == 404


@pytest.mark.parametrize("action", ["copy", "create_alias", "move"])
def test_the_api_puts_no_page_among_those_of_another_language(
    article, section, through_api, action
):
    before = section("sv").get_descendant_count()

    answer = through_api(article, action, destination_page_id=section("sv").pk)

    assert answer.status_code in (400, 403)
    assert section("sv").get_descendant_count() == before


def test_no_command_moves_a_page_among_those_of_another_language(article, section):
    with pytest.raises(Refusal, match="its own language"):
        article.move(section("sv"), pos="last-child")

    assert not section("sv").get_children().exists()


# Wagtail's API


@pytest.mark.pair
def test_the_api_publishes_no_language_of_the_pair_alone(
    make_article, submit, through_api, row
):
    original = make_article("Järjestöt", live=False)
    submit(original, "sv", live=False)

    answer = through_api(original, "publish")

    assert answer.status_code == 400
    assert "Svenska is missing" in answer.content.decode()
    assert not row(original).live


def test_the_api_publishes_no_lagging_version(lagging, through_api, row):
    lagging.save_revision()

    answer = through_api(lagging, "publish")

    assert answer.status_code == 400
    assert row(lagging).lead == "sv: Ingressi"


def test_a_publication_by_the_api_makes_translations_lag(
    article, swedish_version, through_api, admin_client, row
):
    article.lead = "Aivan uusi ingressi"
    article.save_revision()

    through_api(article, "publish")

    assert row(article).lead == "Aivan uusi ingressi"
    assert row(swedish_version).lead == "sv: Ingressi"
    header = admin_client.get(
        reverse("wagtailadmin_pages:edit", args=[article.pk]), headers=ENGLISH
    )
    assert "1 segment behind since" in header.content.decode()


def test_the_api_moves_versions_with_their_original(
    make_project, make_meeting, submit, through_api, row
):
    old, new = make_project("Vanha"), make_project("Uusi")
    submit(old, "sv")
    there = submit(new, "sv")
    meeting = make_meeting("Tapaaminen", project=old)
    version = submit(meeting, "sv")

    answer = through_api(
        meeting, "move", destination_page_id=new.pk, position="last-child"
    )

    assert answer.status_code == 200
    assert row(version).get_parent().pk == there.pk


def test_reverting_by_the_api_shows_readers_nothing(
    article, swedish_version, through_api, row, publish
):
    earlier = Revision.objects.for_instance(swedish_version).earliest("pk")

    through_api(swedish_version, "revert_to_page_revision", revision_id=earlier.pk)

    assert row(swedish_version).lead == "sv: Ingressi"


# Commands


@pytest.fixture
def due():
    """Return a function that schedules the latest revision of a page for just now."""

    def schedule(page):
        Revision.objects.filter(pk=page.latest_revision_id).update(
            approved_go_live_at=timezone.now() - timedelta(minutes=1)
        )

    return schedule


# Wagtail keeps the older name of its command.
COMMANDS = ["publish_scheduled", "publish_scheduled_pages"]


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_publishes_an_unfinished_version(draft, due, row, command):
    draft.save_revision(clean=False)
    due(row(draft))

    with pytest.raises(CommandError, match="refused"):
        call_command(command)

    assert not row(draft).live


@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_publishes_a_lagging_version(lagging, due, row, command):
    lagging.save_revision()
    due(row(lagging))

    with pytest.raises(CommandError, match="refused"):
        call_command(command)

    assert row(lagging).lead == "sv: Ingressi"


@pytest.mark.pair
@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_publishes_a_language_of_the_pair_alone(
    make_article, submit, due, row, command
):
    original = make_article("Järjestöt", live=False)
    submit(original, "sv", live=False)
    due(row(original))

    with pytest.raises(CommandError, match="refused"):
        call_command(command)

    assert not row(original).live
    assert PageLogEntry.objects.filter(action="wagtail.publish").count() == 0


def test_a_scheduled_original_makes_its_translations_lag(
    article, swedish_version, due, row, made_for
):
    article.lead = "Aivan uusi ingressi"
    article.save_revision()
    due(row(article))

    call_command("publish_scheduled")

    assert row(article).lead == "Aivan uusi ingressi"
    assert [lag.source_text for lag in lags_of([made_for(swedish_version)])] == [
        "Ingressi"
    ]


def test_the_command_that_moves_pages_keeps_each_language_in_its_place(
    article, section
):
    with pytest.raises(Refusal):
        call_command("move_pages", section("fi").pk, section("sv").pk)

    assert article.get_parent().pk == section("fi").pk
