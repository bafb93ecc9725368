"""Permissions of people shown or quoted: kept with the words, seen by staff alone."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.importing.identity import keep_identity
from articles.models import QuoteConsent
from espoo.consent import SOON, Consent, Standing, standing_of, with_standing
from espoo.models import Picture
from tests.raw_blocks import paragraph, quote, stream

ENGLISH = {"Accept-Language": "en"}
TODAY = timezone.localdate()
DAY = timedelta(days=1)
CASES = [
    ("", None, Standing.LACKING),
    ("", TODAY + DAY, Standing.LACKING),
    ("given", None, Standing.FINE),
    ("given", TODAY + SOON + DAY, Standing.FINE),
    ("given", TODAY + SOON, Standing.SOON),
    ("given", TODAY, Standing.SOON),
    ("given", TODAY - DAY, Standing.EXPIRED),
    ("not-needed", TODAY - DAY, Standing.FINE),
]


def agreed(speaker="Aino Esimerkki", **consent):
    words = quote(speaker=speaker)
    words["value"]["consent"] = {"state": "given", "given_by": "Aino", **consent}
    return words


def parsed(answer, status=200):
    assert answer.status_code == status
    return BeautifulSoup(answer.content.decode(), "html.parser")


def test_lists_and_pages_agree_where_a_permission_stands(db):
    made = {}
    for number, (state, until, standing) in enumerate(CASES):
        assert standing_of(state, until) == standing
        rows = [Picture(title=f"{number}", width=1, height=1, consent=state)]
        rows[0].consent_until = until
        made[Picture.objects.bulk_create(rows)[0].pk] = standing

    for standing in Standing:
        found = Picture.objects.filter(with_standing(standing))
        assert set(found.values_list("pk", flat=True)) == {
            pk for pk, one in made.items() if one == standing
        }
    assert not Picture.objects.filter(with_standing("no such standing"))


def test_a_picture_says_who_agreed_and_the_list_finds_those_who_did_not(
    admin_client, picture
):
    path = f"/admin/images/{picture.pk}/"
    form = parsed(admin_client.get(path)).select_one(f"form[action='{path}']")
    sent = {"title": "Kuva", "collection": 1, "consent": Consent.GIVEN}

    assert form.select_one("[name=consent_from]")
    refused = parsed(admin_client.post(path, sent, headers=ENGLISH))
    assert "Write who gave" in refused.select_one("main").get_text()
    until = TODAY - DAY
    sent |= {"consent_from": "Aino Esimerkki", "consent_until": until.isoformat()}
    assert admin_client.post(path, sent).status_code == 302
    picture.refresh_from_db()
    assert (picture.consent_from, picture.consent_until) == ("Aino Esimerkki", until)

    for asked, count in (("expired", 1), ("lacking", 0), ("", 1)):
        for query in ("", "kuva"):
            answer = admin_client.get("/admin/images/", {"consent": asked, "q": query})
            shown = parsed(answer).select(f"a[href*='/admin/images/{picture.pk}/']")
            assert bool(shown) == bool(count), (asked, query)


def test_readers_and_translators_see_nothing_of_it(make_article, submit, read, client):
    secret = "Suostumus arkistossa"
    page = make_article(body=stream(agreed(how=secret, note=secret)))
    swedish = submit(page, "sv")

    for version in (page, swedish):
        shown = read(version)
        assert "Aino Esimerkki" in shown.main.get_text()
        assert secret not in str(shown)
        [block] = version.body
        assert block.value["consent"]["how"] == secret  # the same in all languages
        assert secret not in " ".join(
            version.body.stream_block.get_searchable_content(version.body)
        )
    feed = client.get("/fi/syote.xml")
    assert feed.status_code == 200
    assert secret not in feed.content.decode()


def test_what_is_quoted_is_listed_when_it_is_published(
    make_article, submit, publish, admin_client
):
    page = make_article(live=False, body=stream(agreed(until=str(TODAY - DAY))))
    assert not QuoteConsent.objects.exists()

    publish(page)
    submit(page, "sv")
    [row] = QuoteConsent.objects.all()
    assert (row.page_id, row.speaker) == (page.pk, "Aino Esimerkki")
    assert row.consent_standing == Standing.EXPIRED

    report = "/admin/reports/quotations/"
    expired = parsed(admin_client.get(report, {"consent": "expired"}, headers=ENGLISH))
    [link] = expired.select("td.title a, td .title-wrapper a")
    assert link["href"] == f"/admin/pages/{page.pk}/edit/#block-{row.block_id}-section"
    fine = parsed(admin_client.get(report, {"consent": "fine"}, headers=ENGLISH))
    assert not fine.select("td")
    home = parsed(admin_client.get("/admin/", headers=ENGLISH))
    assert home.select_one(f"a[href='{report}?consent=expired']")

    raw = page.body.get_prep_value()
    raw[0]["value"]["consent"]["until"] = None
    page.body = page.body.stream_block.to_python(raw)
    page.save_revision()
    assert QuoteConsent.objects.get().consent_until  # a draft is no publication
    publish(page)
    assert QuoteConsent.objects.get().consent_until is None
    page.refresh_from_db()
    page.unpublish()
    assert not parsed(admin_client.get(report, headers=ENGLISH)).select("td")


def test_the_report_costs_the_same_however_long_it_is(make_article, admin_client):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert admin_client.get("/admin/reports/quotations/").status_code == 200
        return len(asked)

    make_article(body=stream(agreed()))
    admin_client.get("/admin/reports/quotations/")
    one = queries()
    for number in range(5):
        make_article(f"Sivu {number}", body=stream(agreed(), agreed()))

    assert queries() == one


def test_the_report_shows_only_pages_that_one_may_write(make_article, sign_in):
    make_article(body=stream(agreed()))

    path = "/admin/reports/quotations/"
    swedish = sign_in("svensk", "change", language="sv").get(path)
    finnish = sign_in("suomi", "change", language="fi").get(path)

    assert not parsed(swedish).select("td")
    assert parsed(finnish).select("td")


def test_a_text_that_is_imported_anew_keeps_the_permission():
    old = [agreed(), paragraph()]
    new = [quote("Tulimme kuulluiksi!"), paragraph()]

    kept = keep_identity(old, new)

    assert kept[0]["value"]["consent"] == old[0]["value"]["consent"]
    assert kept[0]["value"]["text"] == "Tulimme kuulluiksi!"


@pytest.mark.parametrize(
    ("consent", "complaint"),
    [
        ({"state": "given", "given_by": ""}, "Write who gave"),
        ({"state": "not-needed", "note": " "}, "Write why"),
        ({"state": ""}, ""),
    ],
)
def test_a_quotation_is_published_with_a_whole_record_or_none(
    make_article, consent, complaint
):
    page = make_article(live=False, body=stream(agreed(**consent)))

    errors = page.get_publishing_errors()

    assert bool(errors) == bool(complaint)
    assert complaint in str(errors.get("body", ""))
