"""Two people on one text lose nothing: the later one sees both and chooses."""

import json

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.test.utils.form_data import querydict_from_html

from articles.models import Topic

STREAMS = {"body-count": "0"}


@pytest.fixture
def anna(sign_in):
    return sign_in("Anna", "change", "publish", language="fi")


@pytest.fixture
def bertil(sign_in):
    return sign_in("Bertil", "change", "publish", language="fi")


@pytest.fixture
def article(make_article):
    return make_article("Järjestöt")


@pytest.fixture(params=[True, False], ids=["live page", "draft"])
def live_or_draft(request, make_article):
    return make_article("Järjestöt", live=request.param)


def open_form(client, page):
    html = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    return querydict_from_html(html, form_id="page-edit-form").dict() | STREAMS


def save(client, page, form, *, action="", by_itself=False, **fields):
    data = form | fields
    if action:
        data[f"action-{action}"] = f"action-{action}"
    headers = {"Accept": "application/json"} if by_itself else {"Accept": "text/html"}
    return client.post(f"/admin/pages/{page.pk}/edit/", data, headers=headers)


def newest(page):
    return Page.objects.get(pk=page.pk).get_latest_revision()


def titles(page):
    return [
        revision.content["title"]
        for revision in newest(page).content_object.revisions.order_by("created_at")
    ]


@pytest.mark.parametrize("action", ["", "publish"])
@pytest.mark.parametrize("theirs", ["", "publish"])
def test_the_later_save_replaces_nothing_and_is_kept(
    live_or_draft, anna, bertil, action, theirs
):
    page = live_or_draft
    form = open_form(bertil, page)
    save(anna, page, open_form(anna, page), action=theirs, title="Annan otsikko")
    before = Page.objects.get(pk=page.pk)

    answer = save(bertil, page, form, action=action, title="Bertilin otsikko")

    after = Page.objects.get(pk=page.pk)
    assert newest(page).content["title"] == "Annan otsikko"
    assert (after.title, after.live) == (before.title, before.live)
    assert after.has_unpublished_changes == before.has_unpublished_changes
    assert titles(page)[-2:] == ["Bertilin otsikko", "Annan otsikko"]
    shown = bertil.get(answer.url).content.decode()
    assert "Annan" in shown
    assert "Bertilin" in shown
    assert PageLogEntry.objects.filter(
        page=page.pk, action="espoo.kept_beside", user=bertil.user
    ).exists()


def test_the_later_one_goes_on_with_either_text(article, anna, bertil):
    form = open_form(bertil, article)
    save(anna, article, open_form(anna, article), title="Annan otsikko")
    answer = save(bertil, article, form, action="publish", title="Bertilin otsikko")

    shown = BeautifulSoup(bertil.get(answer.url).content.decode(), "html.parser")
    mine = shown.find("a", string=lambda text: text and "Go on with mine" in text)
    theirs = shown.find("a", string=lambda text: text and "Go on with theirs" in text)

    assert "Annan otsikko" in bertil.get(theirs["href"]).content.decode()
    html = bertil.get(mine["href"]).content.decode()
    again = querydict_from_html(html, form_id="page-edit-form").dict() | STREAMS
    assert again["title"] == "Bertilin otsikko"
    bertil.post(mine["href"], again | {"action-publish": "action-publish"})
    assert Page.objects.get(pk=article.pk).title == "Bertilin otsikko"
    assert "Annan otsikko" in titles(article)


def test_a_save_without_a_base_replaces_nothing(article, anna, bertil):
    form = open_form(bertil, article)
    del form["loaded_revision_id"]
    save(anna, article, open_form(anna, article), title="Annan otsikko")

    save(bertil, article, form, title="Bertilin otsikko")

    assert newest(article).content["title"] == "Annan otsikko"


@pytest.mark.parametrize("by_itself", [True, False])
def test_what_was_written_into_the_same_revision_is_newer_too(
    article, anna, bertil, by_itself
):
    form = open_form(anna, article)
    first = save(anna, article, form, by_itself=True, title="Annan").json()
    loaded = open_form(bertil, article)
    own = {"overwrite_revision_id": first["revision_id"]}
    save(anna, article, form | own, by_itself=True, title="Annan pidempi otsikko")

    answer = save(bertil, article, loaded, by_itself=by_itself, title="Bertilin")

    assert answer.status_code == (400 if by_itself else 302)
    assert newest(article).content["title"] == "Annan pidempi otsikko"


def test_one_person_saves_and_publishes_again_and_again(article, anna):
    form = open_form(anna, article)
    first = save(anna, article, form, by_itself=True, title="Yksi")
    assert first.status_code == 200
    form["overwrite_revision_id"] = json.loads(first.content)["revision_id"]
    save(anna, article, form, by_itself=True, title="Kaksi")

    save(anna, article, form, action="publish", title="Kolme")
    save(anna, article, open_form(anna, article), action="publish", title="Neljä")

    assert Page.objects.get(pk=article.pk).title == "Neljä"
    assert "espoo.kept_beside" not in PageLogEntry.objects.values_list(
        "action", flat=True
    )


@pytest.mark.parametrize("base", ["loaded", "none, the page was new"])
@pytest.mark.parametrize("action", ["", "publish"])
def test_what_a_form_saved_by_itself_is_no_other_version(article, anna, base, action):
    """As browsers send it: a button knows nothing of what was saved by itself."""
    form = open_form(anna, article)
    if base != "loaded":
        article.revisions.update(user=anna.user)
        del form["loaded_revision_id"], form["loaded_revision_created_at"]
    own = save(anna, article, form, by_itself=True, title="Yksi").json()
    again = form | {"overwrite_revision_id": own["revision_id"]}
    save(anna, article, again, by_itself=True, title="Kaksi")

    save(anna, article, form, action=action, title="Kolme")

    assert newest(article).content["title"] == "Kolme"
    assert not PageLogEntry.objects.filter(action="espoo.kept_beside").exists()


def test_an_old_window_of_ones_own_does_not_hide_somebody_elses(article, anna, bertil):
    old = open_form(anna, article)
    save(bertil, article, open_form(bertil, article), title="Bertilin")
    save(anna, article, open_form(anna, article), title="Yhdessä")

    save(anna, article, old, title="Vanha ikkuna")

    assert newest(article).content["title"] == "Yhdessä"


def test_own_saves_in_between_do_not_hide_somebody_elses(article, anna, bertil):
    form = open_form(bertil, article)
    own = save(bertil, article, form, by_itself=True, title="Bertilin").json()
    form["overwrite_revision_id"] = own["revision_id"]
    save(anna, article, open_form(anna, article), title="Annan otsikko")

    refused = save(bertil, article, form, by_itself=True, title="Bertilin uusi")
    save(bertil, article, form, action="publish", title="Bertilin uusin")

    assert refused.json()["error_code"] == "invalid_revision"
    assert newest(article).content["title"] == "Annan otsikko"
    assert "Bertilin uusin" in titles(article)


def test_a_text_with_mistakes_stays_in_the_form_and_out_of_date(article, anna, bertil):
    form = open_form(bertil, article)
    save(anna, article, open_form(anna, article), title="Annan otsikko")

    wrong = save(bertil, article, form, title="Bertilin", slug="ei käy!")
    html = wrong.content.decode()
    again = querydict_from_html(html, form_id="page-edit-form").dict() | STREAMS
    assert "Anna saved a newer version" in html
    assert again["title"] == "Bertilin"
    save(bertil, article, again, action="publish", slug="jarjestot")

    assert newest(article).content["title"] == "Annan otsikko"
    assert "Bertilin" in titles(article)


def test_a_locked_page_is_not_written_to(article, anna, bertil):
    form = open_form(bertil, article)
    save(anna, article, open_form(anna, article), title="Annan otsikko")
    Page.objects.filter(pk=article.pk).update(locked=True, locked_by=anna.user)

    answer = save(bertil, article, form, title="Bertilin otsikko")

    assert "Bertilin otsikko" in answer.content.decode()
    assert "Bertilin otsikko" not in titles(article)


def test_snippets_are_kept_the_same_way(make_topic, admin_client, admin_user):
    topic = make_topic("Kielikahvila")
    topic.save_revision().publish()
    url = f"/admin/snippets/articles/topic/edit/{topic.pk}/"
    html = admin_client.get(url).content.decode()
    soup = BeautifulSoup(html, "html.parser")
    form_id = soup.find("input", {"name": "loaded_revision_id"}).find_parent("form")
    inputs = {
        one["name"]: one.get("value", "")
        for one in form_id.find_all("input")
        if one.get("name")
    }
    theirs = Topic.objects.get(pk=topic.pk)
    theirs.name = "Kielikahvilat"
    theirs.save_revision(user=None).publish()

    answer = admin_client.post(
        url, inputs | {"name": "Kahvila", "action-publish": "action-publish"}
    )

    assert Topic.objects.get(pk=topic.pk).name == "Kielikahvilat"
    assert Revision.objects.for_instance(topic).filter(
        content__name="Kahvila", user=admin_user
    )
    assert "Kahvila" in admin_client.get(answer.url).content.decode()
