"""Whoever has a link sees a draft in all its languages, and nobody else does."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from articles.models import SharedPreview
from tests.raw_blocks import paragraph, quote, stream

ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def article(make_article):
    return make_article(
        "Järjestöt",
        lead="Julkaistu alku.",
        body=stream(paragraph("<p>Yksi lause.</p>")),
    )


@pytest.fixture
def drafts(article, submit):
    """The live article with a newer draft, and a Swedish version never published."""
    submit(article, "sv", live=False)
    article.lead = "Luonnoksen alku."
    article.save_revision()
    return article


@pytest.fixture
def share(admin_user):
    def make(page, days=7):
        return SharedPreview.for_days(days, page=page, created_by=admin_user)

    return make


def opened(path, client=None, status=200, **headers):
    answer = (client or Client()).get(path, headers=headers or ENGLISH, follow=True)
    assert answer.status_code == status
    return answer, BeautifulSoup(answer.content.decode(), "html.parser")


def address(link):
    return f"/draft/{link.token}/"


def test_the_drafts_of_all_languages_stand_side_by_side(drafts, share):
    link = share(drafts)

    answer, screen = opened(address(link))
    frames = {one["lang"]: one for one in screen.select("iframe")}

    assert screen.html["lang"] == "fi"
    assert screen.h1.get_text() == "Järjestöt"
    assert list(frames) == ["fi", "sv"]
    leads = {"fi": "Luonnoksen alku.", "sv": "sv: Julkaistu alku."}
    for code, frame in frames.items():
        inside, page = opened(frame["src"])
        assert page.html["lang"] == code
        assert leads[code] in page.main.get_text()
        assert page.select_one("header .demo-notice")
        assert inside["X-Frame-Options"] == "SAMEORIGIN"
        assert not inside.cookies
        for one in (answer, inside):
            assert "no-store" in one["Cache-Control"]
            assert "noindex" in one["X-Robots-Tag"]
            assert one["Referrer-Policy"] == "no-referrer"


def test_looking_at_drafts_changes_nothing_and_costs_the_same(
    drafts, share, django_assert_max_num_queries
):
    link = share(drafts)
    before = drafts.latest_revision_id

    opened(address(link) + "sv/")
    with django_assert_max_num_queries(40):
        opened(address(link))

    drafts.refresh_from_db()
    assert drafts.latest_revision_id == before
    assert not drafts.get_translations().get().live


def test_who_is_signed_in_sees_what_everybody_with_the_link_sees(
    drafts, share, admin_client
):
    seen, _page = opened(address(share(drafts)) + "fi/", client=admin_client)

    assert seen.context["request"].user.is_anonymous
    assert not seen.context["request"].COOKIES


@pytest.mark.parametrize("spoil", ["expired", "withdrawn"])
def test_a_link_that_is_not_out_any_more_says_so_in_the_readers_language(
    drafts, share, spoil
):
    link = share(drafts)
    path = address(link)
    if spoil == "expired":
        link.expires_at = timezone.now() - timedelta(seconds=1)
    else:
        link.withdrawn_at = timezone.now()
    link.save()

    for code in ("en", "sv"):
        for ending in ("", "fi/"):
            _answer, screen = opened(
                path + ending, status=410, **{"Accept-Language": code}
            )
            assert screen.html["lang"] == code
            assert "Järjestöt" not in screen.get_text()


def test_only_addresses_that_we_gave_out_open(drafts, share):
    link = share(drafts)
    number, _colon, signature = link.token.partition(":")

    for token in (
        f"{int(number) + 1}:{signature}",
        f"{number}:{signature[:-1]}x",
        number,
        "x",
    ):
        opened(f"/draft/{token}/", status=404)
        opened(f"/draft/{token}/fi/", status=404)
    opened(f"{address(link)}ar/", status=404)
    drafts.delete()
    opened(address(link), status=404)


def test_what_is_behind_a_password_stays_there(drafts, share):
    link = share(drafts)
    PageViewRestriction.objects.create(page=drafts, restriction_type="login")

    _answer, screen = opened(address(link))
    assert [one["lang"] for one in screen.select("iframe")] == ["sv"]
    assert "Luonnoksen" not in screen.get_text()
    opened(f"{address(link)}fi/", status=404)

    swedish = drafts.get_translations().get()
    PageViewRestriction.objects.create(
        page=swedish.get_parent(), restriction_type="login"
    )
    opened(address(link), status=410)


def test_a_draft_shows_nothing_of_who_looks_at_it_nor_of_permissions(
    make_article, share, admin_client
):
    words = quote()
    words["value"]["consent"] = {"state": "given", "given_by": "Aino Salainen"}
    page = make_article("Puhujat", body=stream(words))
    path = address(share(page)) + "fi/"

    _answer, seen = opened(path)
    _answer, by_staff = opened(path, admin_client)

    assert "Aino Esimerkki" in seen.get_text()
    assert "Salainen" not in str(seen)
    assert by_staff.main == seen.main
    assert not by_staff.select("wagtail-userbar")


def test_editors_make_copy_prolong_and_withdraw_links(drafts, admin_client, sign_in):
    path = f"/admin/draft-links/{drafts.pk}/"
    edit = admin_client.get(f"/admin/pages/{drafts.pk}/edit/").content.decode()
    assert path in edit

    admin_client.post(path, {"make": "1", "days": "1", "note": "Viestintä"})
    link = SharedPreview.objects.get()
    assert link.expires_at < timezone.now() + timedelta(days=1)
    _answer, screen = opened(path, admin_client)
    value = screen.select_one(".writing-links input[readonly]")["value"]
    assert value.endswith(address(link))

    admin_client.post(path, {"prolong": link.pk})
    link.refresh_from_db()
    assert link.expires_at > timezone.now() + timedelta(days=6)
    admin_client.post(path, {"withdraw": link.pk})
    opened(address(link), status=410)
    # What is out no more is neither withdrawn nor prolonged.
    for button in ("prolong", "withdraw"):
        answer = admin_client.post(
            path, {button: link.pk}, headers=ENGLISH, follow=True
        )
        assert "not open any more" in answer.content.decode()

    answer = admin_client.post(path, {"make": "1", "days": "365"})
    assert answer.status_code == 422
    assert SharedPreview.objects.count() == 1
    swedish = sign_in("svensk", "change", language="sv")
    assert swedish.get(path).status_code == 302
    assert (
        swedish.get(
            f"/admin/draft-links/{drafts.get_translations().get().pk}/"
        ).status_code
        == 200
    )
