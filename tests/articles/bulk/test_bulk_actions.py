"""Topics, publisher and contacts of many texts are changed in one go, and back."""

import json

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Page
from wagtail_localize.models import Translation

from articles.models import (
    ArticleContact,
    ArticlePage,
    ArticleTopic,
    ContactPage,
    Publisher,
)
from tests.raw_blocks import links, page_link, paragraph, stream
from translation.lag import progress_of
from translation.publishing import build


@pytest.fixture
def act(admin_client):
    """Return a function that opens a bulk action for pages, or carries it out."""

    def send(name, *pages, client=admin_client, status=200, **sent):
        ids = "&".join(f"id={page.pk}" for page in pages)
        address = f"/admin/bulk/wagtailcore/page/{name}/?{ids}&next=/admin/"
        english = {"Accept-Language": "en"}
        method = client.post if sent else client.get
        response = method(address, sent, headers=english, follow=True)
        assert response.status_code == status
        return BeautifulSoup(response.content.decode(), "html.parser")

    return send


def row(page):
    """Return a page as it is now in the database."""
    return type(page).objects.get(pk=page.pk)


def body_of(page):
    """Return the blocks of a page; PostgreSQL keeps no order of their keys."""
    return json.loads(page.serializable_data()["body"])


def topics(page):
    return [str(one.topic) for one in page.article_topics.all()]


def contacts(page):
    return [one.contact.title for one in page.article_contacts.all()]


@pytest.fixture
def topic(make_topic):
    topic = make_topic("Kielikahvila")
    make_topic("Språkkafé", of=topic, language="sv")
    return make_topic("Language café", of=topic, language="en")


def test_a_topic_is_added_for_readers_and_in_drafts_and_removed_again(
    act, make_article, submit, topic
):
    article = make_article()
    version = submit(article, "sv")
    draft = row(article)
    draft.lead = "Luonnoksen ingressi"
    draft.save_revision()

    act("topics", version, topic=topic.pk, what="add")

    article, version = row(article), row(version)
    assert topics(article) == ["Kielikahvila"]
    assert topics(version) == ["Språkkafé"]
    later = article.get_latest_revision_as_object()
    assert (later.lead, topics(later)) == ("Luonnoksen ingressi", ["Kielikahvila"])
    assert article.lead != later.lead
    assert article.has_unpublished_changes
    made = Translation.objects.get()
    assert progress_of([made])[made.pk].is_complete
    assert made.standing.outdated_since is None

    history = act("topics", article, topic=topic.pk, what="remove")

    assert "changed, in all" in history.get_text()
    for page in (
        row(article),
        row(version),
        row(article).get_latest_revision_as_object(),
    ):
        assert topics(page) == []


def test_a_draft_that_has_the_topic_already_stays_the_draft(act, make_article, topic):
    article = make_article()
    draft = row(article)
    draft.lead = "Luonnoksen ingressi"
    draft.article_topics = [
        ArticleTopic(topic=topic.get_translation(article.locale), locale=article.locale)
    ]
    draft.save_revision()

    act("topics", article, topic=topic.pk, what="add")

    assert topics(row(article)) == ["Kielikahvila"]
    later = row(article).get_latest_revision_as_object()
    assert (later.lead, topics(later)) == ("Luonnoksen ingressi", ["Kielikahvila"])


def test_a_publisher_is_set_in_each_language(act, make_article, submit):
    article = make_article()
    version = submit(article, "sv")
    publisher = Publisher.objects.filter(locale__language_code="en").first()

    act("set_publisher", article, publisher=publisher.pk)

    for page in (row(article), row(version)):
        assert page.publisher.translation_key == publisher.translation_key
        assert page.publisher.locale_id == page.locale_id


def test_what_one_may_not_change_stays(act, make_article, submit, topic, translator):
    article = make_article()
    version = submit(article, "sv")

    soup = act("topics", article, version, client=translator)

    assert "you may not edit them" in soup.select_one("main").get_text()
    act("topics", version, client=translator, topic=topic.pk, what="add")
    assert topics(row(article)) == []


@pytest.fixture
def aino(make_contact, submit):
    contact = make_contact("Aino", role="neuvoja")
    submit(contact, "sv")
    return contact


@pytest.fixture
def bertta(make_contact, submit):
    contact = make_contact("Bertta", role="neuvoja", email="b@example.org")
    submit(contact, "sv")
    return contact


def test_one_person_comes_in_place_of_another_everywhere(
    act, make_article, submit, aino, bertta, admin_client, swedish
):
    body = stream(
        paragraph(f"<p>Kysy: {page_link(aino, 'Aino')}.</p>"),
        links(("Kysy", aino.pk, "")),
    )
    article = make_article("Kysy meiltä", body=body)
    article.article_contacts = [ArticleContact(contact=aino, role="vetäjä")]
    article.save()
    article.save_revision().publish()
    version = submit(row(article), "sv")
    unpublished = make_article("Luonnos", live=False, body=body)
    other = make_article("Ei mitään")
    waiting = make_article("Julkaistu")
    waiting.body = waiting.body.stream_block.to_python(
        make_article("Malli", body=body).body.get_prep_value()
    )
    waiting.save_revision()
    Page.objects.filter(title="Malli").first().delete()
    before = {page.pk: body_of(row(page)) for page in (article, version)}
    words = progress_of(Translation.objects.all())

    shown = act("hand_over", aino).select_one("main")
    named = [link.get_text() for link in shown.select("li a")]
    assert set(named) == {"Kysy meiltä", version.title, "Luonnos", "Julkaistu"}
    told = act("hand_over", aino, contact=bertta.pk)

    assert "4 pages were changed" in told.get_text()
    comes = {
        "fi": ContactPage.objects.get(pk=bertta.pk),
        "sv": bertta.get_translation(swedish),
    }
    for page, code in ((article, "fi"), (version, "fi")):
        page = row(page)
        (one,) = page.article_contacts.all()
        assert one.contact.translation_key == bertta.translation_key
        text = page.serializable_data()["body"]
        assert f'id=\\"{comes[code].pk}\\"' in text
        assert f'id=\\"{aino.pk}\\"' not in text
        assert body_of(page.live_revision.as_object()) == body_of(page)
    assert row(article).article_contacts.get().role == "vetäjä"
    draft = row(unpublished).get_latest_revision_as_object()
    assert f'id="{bertta.pk}"' in draft.body.get_prep_value()[0]["value"]
    assert not row(unpublished).live
    assert row(waiting).body.get_prep_value() == []
    later = row(waiting).get_latest_revision_as_object()
    assert later.body.get_prep_value()[1]["value"]["links"][0]["value"]["page"] == (
        bertta.pk
    )
    assert row(other).latest_revision_id == other.latest_revision_id
    # The words stay translated, and what is published next has the new link too.
    assert progress_of(Translation.objects.all()) == words
    made = Translation.objects.get(source__object_id=article.translation_key)
    assert f'id="{aino.pk}"' not in str(build(made).body.get_prep_value())
    history = admin_client.get(
        f"/admin/pages/{version.pk}/history/", headers={"Accept-Language": "en"}
    )
    assert "handed over from Aino to Bertta" in history.content.decode()

    act("hand_over", bertta, contact=aino.pk)

    assert {page.pk: body_of(row(page)) for page in (article, version)} == before
    assert contacts(row(article)) == ["Aino"]


def test_nobody_is_named_twice(act, make_article, aino, bertta):
    article = make_article(
        article_contacts=[ArticleContact(contact=one) for one in (aino, bertta)]
    )

    act("hand_over", aino, contact=bertta.pk)

    assert contacts(row(article)) == ["Bertta"]


def test_readers_are_not_led_to_nobody(act, make_article, make_contact, aino):
    article = make_article(article_contacts=[ArticleContact(contact=aino)])
    draft = make_contact("Luonnos", live=False)

    told = act("hand_over", aino, contact=draft.pk)

    assert "readers would find nobody" in told.get_text()
    assert "Choose somebody else" in act("hand_over", aino, contact=aino.pk).get_text()
    assert contacts(row(article)) == ["Aino"]


def test_texts_of_others_stay_and_are_named(
    act, make_article, aino, bertta, sign_in, submit
):
    own = make_article("Oma", live=False)
    own.article_contacts = [ArticleContact(contact=aino)]
    own.save()
    own.save_revision()
    theirs = make_article(
        "Esimerkki", language="en", article_contacts=[ArticleContact(contact=aino)]
    )
    editor = sign_in("editor", "change", language="fi")

    shown = act("hand_over", aino, client=editor).select_one("main").get_text(" ")
    assert "you may not publish it" in " ".join(shown.split())
    act("hand_over", aino, client=editor, contact=bertta.pk)

    assert contacts(row(own).get_latest_revision_as_object()) == ["Bertta"]
    assert contacts(ArticlePage.objects.get(pk=theirs.pk)) == ["Aino"]
