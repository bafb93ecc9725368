"""Before readers see a page, its writer sees what was found and decides."""

import json

import pytest
from bs4 import BeautifulSoup
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from articles.models import ArticleIndexPage, ArticlePage, ContactPage, MeetingPage
from tests.raw_blocks import heading, paragraph, quote, stream

ENGLISH = {"Accept-Language": "en"}
LONG = "Sana " + "sana " * 30 + "sana."


def body_of(page, name="body"):
    """The fields with which the form sends an empty stream."""
    return nested_form_data({name: streamfield([])})


def parsed(answer):
    return BeautifulSoup(answer.content.decode(), "html.parser")


@pytest.fixture
def draft(make_article):
    return make_article(live=False)


def test_advice_is_shown_before_a_page_is_published_and_keeps_nothing_from_it(
    draft, edit, admin_client
):
    _screen, status = edit(draft, lead=LONG, **body_of(draft))
    path = f"/admin/writing/{draft.pk}/publish/"
    asked = admin_client.get(path, headers=ENGLISH)

    assert status == 302
    assert not ArticlePage.objects.get(pk=draft.pk).live
    [finding] = parsed(asked).select(".writing-findings li")
    assert "32 words" in finding.get_text()
    place = finding.select_one(".writing-where a")["href"]
    assert place == f"/admin/pages/{draft.pk}/edit/#id_lead"

    number = parsed(asked).select_one("[name=revision]")["value"]
    admin_client.post(path, {"revision": number})

    page = ArticlePage.objects.get(pk=draft.pk)
    assert page.live
    assert page.lead == LONG
    # What was decided once is not asked again.
    edit(page, title="Uusi otsikko", **body_of(page))
    assert ArticlePage.objects.get(pk=draft.pk).title == "Uusi otsikko"


def test_what_is_in_order_is_published_at_once(draft, edit):
    edit(draft, **body_of(draft))

    assert ArticlePage.objects.get(pk=draft.pk).live


def test_a_draft_that_somebody_else_changed_meanwhile_is_looked_at_first(
    draft, edit, admin_client
):
    edit(draft, lead=LONG, **body_of(draft))
    older = ArticlePage.objects.get(pk=draft.pk).latest_revision_id
    draft.lead = "Jonkun toisen alku."
    draft.save_revision()

    answer = admin_client.post(
        f"/admin/writing/{draft.pk}/publish/", {"revision": older}, headers=ENGLISH
    )

    assert answer.status_code == 200
    assert "newer version" in parsed(answer).select_one(".messages").get_text()
    assert not ArticlePage.objects.get(pk=draft.pk).live


def test_a_new_page_is_kept_as_a_draft_until_its_writer_decides(admin_client):
    parent = ArticleIndexPage.objects.get(locale__language_code="fi")
    path = f"/admin/pages/add/articles/articlepage/{parent.pk}/"
    empty = {
        f"{name}-{part}": "0"
        for name in ("article_topics", "article_contacts", "corrections", "comments")
        for part in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    }
    sent = nested_form_data(
        {
            "title": "Uusi",
            "slug": "uusi",
            "lead": LONG,
            "body": streamfield([("paragraph", rich_text("<p>Teksti.</p>"))]),
            "action-publish": "action-publish",
        }
    )

    answer = admin_client.post(path, sent | empty)

    page = ArticlePage.objects.get(slug="uusi")
    assert not page.live
    assert answer.url == f"/admin/writing/{page.pk}/publish/"
    assert page.latest_revision.as_object().lead == LONG

    sent = sent | empty | {"title": "Toinen", "slug": "toinen", "lead": "Lyhyt."}
    admin_client.post(path, sent)
    assert ArticlePage.objects.get(slug="toinen").live


def test_nothing_is_asked_of_who_cancels_a_meeting_or_withdraws_a_contact(
    make_meeting, make_contact, edit
):
    meeting = make_meeting(lead=LONG)
    streams = {**body_of(meeting), **body_of(meeting, "summary")}
    edit(meeting, status="cancelled", lead=LONG + " " + LONG, **streams)
    contact = make_contact(review_date="2001-01-01")
    edit(contact, withdrawn="on", review_date="2001-01-02")

    assert MeetingPage.objects.get(pk=meeting.pk).status == "cancelled"
    assert not ContactPage.objects.get(pk=contact.pk).live


def test_the_languages_together_say_how_much_advice_there_is(draft, admin_client):
    path = f"/admin/translation/together/{draft.pk}/"
    draft.lead = LONG
    draft.save_revision()

    hints = parsed(admin_client.get(path, headers=ENGLISH)).select(".translation-hint")

    assert [hint for hint in hints if "1 piece of advice" in hint.get_text()]


def test_a_stopping_text_is_an_error_at_its_field(draft, edit):
    screen, status = edit(draft, lead="[[Kerro]]", **body_of(draft))

    assert status == 200
    assert "guiding text" in screen.select_one("#page-edit-form").get_text()
    assert not ArticlePage.objects.get(pk=draft.pk).live


def test_the_checks_panel_shows_the_findings_and_looks_anew(
    make_article, admin_client, sign_in
):
    page = make_article(body=stream(heading(level="h3"), paragraph(), quote()))

    panel = parsed(
        admin_client.get(f"/admin/pages/{page.pk}/edit/", headers=ENGLISH)
    ).select_one("[data-side-panel=checks]")
    part = admin_client.get(f"/admin/writing/{page.pk}/findings/", headers=ENGLISH)

    for shown in (panel, parsed(part)):
        found = [one.get_text() for one in shown.select(".writing-what strong")]
        assert found == ["Permission:", "Headings:"]
        links = [one["href"] for one in shown.select(".writing-where a")]
        quoted = json.loads(json.dumps(page.body.get_prep_value()))[2]["id"]
        assert links[0] == f"#block-{quoted}-section"
    assert panel.select_one("[data-checks-panel]")  # Wagtail's own are there too
    stranger = sign_in("stranger", "change", language="sv")
    for path in ("findings", "publish"):
        answer = stranger.get(f"/admin/writing/{page.pk}/{path}/")
        assert answer.status_code == 302
        assert answer.url == "/admin/"
