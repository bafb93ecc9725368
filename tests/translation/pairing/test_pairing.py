"""An editor puts existing texts side by side, corrects the pairing and adopts it."""

import re

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Page
from wagtail_localize.models import Translation

from articles.models import ArticlePage
from tests.raw_blocks import heading, paragraph, quote, stream
from translation.pairing.adopting import fitted
from translation.publishing import publish_translation


@pytest.fixture
def finnish_text(make_article):
    return make_article(
        "Kielikahvila",
        lead="Kahvilassa puhutaan.",
        body=stream(
            heading("Alku"),
            paragraph(
                "<p>Kahvila avattiin 2019.</p>"
                '<p>Kävijöitä on 40. Lue <a href="https://example.org/fi">lisää</a>.</p>'
            ),
            quote("Hyvä paikka", "Aino", "asukas"),
        ),
    )


@pytest.fixture
def swedish_text(make_article):
    return make_article(
        "Språkkaféet",
        language="sv",
        slug="kafeet",
        lead="På kaféet pratar man.",
        body=stream(
            paragraph(
                "<p>Kaféet öppnade 2019. Besökarna är 40. "
                'Läs <a href="https://example.org/sv">mer</a>.</p>'
                "<p>En mening som saknas på finska.</p>"
            ),
            quote("Bra ställe", "Aino", "invånare"),
        ),
    )


@pytest.fixture
def pair(admin_client):
    """Return a function that opens the screen, or presses one of its buttons."""

    def send(*pages, client=admin_client, status=200, **sent):
        address = f"/admin/translation/pair/{pages[0].pk}/?" + "&".join(
            f"with={page.pk}" for page in pages[1:]
        )
        english = {"Accept-Language": "en"}
        response = client.get(address, headers=english)
        assert response.status_code == status
        soup = BeautifulSoup(response.content.decode(), "html.parser")
        if not sent:
            return soup
        seen = soup.select_one("input[name=seen]")["value"]
        answer = client.post(
            address, {"seen": seen} | sent, follow=True, headers=english
        )
        assert answer.status_code == 200
        return BeautifulSoup(answer.content.decode(), "html.parser")

    return send


def rows(soup):
    """Return the rows of the screen: the original's words, the other's words."""

    def words(part):
        texts = [one.get_text() for one in part.select(".translation-words")]
        return re.sub(r"<[^>]*>", "", " | ".join(texts))

    return [
        (
            words(row.select_one(".pairing-row__original")),
            *map(words, row.select(".pairing-row__other")),
        )
        for row in soup.select(".pairing-row")
    ]


def number_of(soup, original):
    return next(n for n, row in enumerate(rows(soup)) if row[0].startswith(original))


def words_of(version):
    made = Translation.objects.get(
        source__object_id=version.translation_key, target_locale=version.locale
    )
    return dict(
        made.source.stringsegment_set.annotate_translation(version.locale)
        .order_by("order")
        .values_list("string__data", "translation")
    )


def test_texts_are_corrected_by_hand_and_adopted(pair, finnish_text, swedish_text):
    texts = (finnish_text, swedish_text)
    start = pair(*texts)
    assert ("Kielikahvila", "Språkkaféet") in rows(start)
    assert ("Hyvä paikka", "Bra ställe") in rows(start)
    assert ("Alku", "") in rows(start)

    row = number_of(start, "Kahvila avattiin")
    soup = pair(*texts, **{"step": f"out 0 {row + 1}"})
    assert "En mening som saknas" in soup.select_one(".pairing-aside").get_text()
    cut = f"split 0 {row}"
    soup = pair(*texts, **{"step": cut, cut: "0"})

    assert rows(soup)[row : row + 2] == [
        ("Kahvila avattiin 2019.", "Kaféet öppnade 2019."),
        ("Kävijöitä on 40. Lue lisää.", "Besökarna är 40. Läs mer."),
    ]
    before = Page.objects.get(pk=swedish_text.pk).specific.body.get_prep_value()

    pair(*texts, adopt="1")

    version = ArticlePage.objects.get(pk=swedish_text.pk)
    assert version.translation_key == finnish_text.translation_key
    # Readers of the published text see what they saw.
    assert (version.live, version.slug) == (True, "kafeet")
    assert version.body.get_prep_value() == before
    assert version.latest_revision_id == swedish_text.latest_revision_id
    words = words_of(version)
    assert words["Kahvila avattiin 2019."] == "Kaféet öppnade 2019."
    assert words["Alku"] is None
    assert words["kielikahvila"] == "kafeet"

    made = Translation.objects.get(target_locale=version.locale)
    published = publish_translation(made, reason="One heading follows")
    html = "".join(str(block) for block in published.body)
    assert 'href="https://example.org/sv"' in html
    assert "Bra ställe" in html
    assert "Alku" not in html


def test_words_left_out_stay_in_the_history(
    pair, admin_client, finnish_text, swedish_text
):
    texts = (finnish_text, swedish_text)
    row = number_of(pair(*texts), "Kahvila avattiin")
    pair(*texts, step=f"out 0 {row}")

    pair(*texts, adopt="1")

    history = admin_client.get(
        f"/admin/pages/{swedish_text.pk}/history/", headers={"Accept-Language": "en"}
    ).content.decode()
    assert "Paired with an existing text" in history
    assert "Kaféet öppnade 2019." in history


def test_a_draft_is_made_anew_from_the_adopted_words(pair, finnish_text, make_article):
    draft = make_article("Language café", language="en", live=False, lead="Talk.")
    pair(finnish_text, draft, adopt="1")

    version = ArticlePage.objects.get(pk=draft.pk)
    made = version.get_latest_revision_as_object()
    assert (version.live, made.title, made.lead) == (False, "Language café", "Talk.")
    assert version.revisions.count() > 1
    assert words_of(version)["Kahvila avattiin 2019."] is None


def test_three_languages_are_paired_at_once(
    pair, finnish_text, swedish_text, make_article
):
    english_text = make_article("Language café", language="en", live=False)
    soup = pair(finnish_text, swedish_text, english_text)
    assert ("Kielikahvila", "Språkkaféet", "Language café") in rows(soup)

    pair(finnish_text, swedish_text, english_text, adopt="1")

    key = finnish_text.translation_key
    assert ArticlePage.objects.filter(translation_key=key).count() == 3


def test_cancelling_leaves_all_as_it_was(pair, finnish_text, swedish_text):
    texts = (finnish_text, swedish_text)
    start = rows(pair(*texts))
    row = number_of(pair(*texts), "Kahvila avattiin")

    assert rows(pair(*texts, step=f"down 0 {row}")) != start
    assert rows(pair(*texts, undo="1")) == start
    pair(*texts, step=f"down 0 {row}")
    pair(*texts, cancel="1")

    assert rows(pair(*texts)) == start
    kept = ArticlePage.objects.get(pk=swedish_text.pk)
    assert kept.translation_key == swedish_text.translation_key
    assert not Translation.objects.exists()


def test_a_text_that_changed_meanwhile_is_not_adopted_unseen(
    pair, admin_client, finnish_text, swedish_text, publish
):
    address = f"/admin/translation/pair/{finnish_text.pk}/?with={swedish_text.pk}"
    seen = pair(finnish_text, swedish_text).select_one("input[name=seen]")["value"]
    publish(swedish_text, lead="Något helt annat.")

    answer = admin_client.post(
        address,
        {"seen": seen, "adopt": "1"},
        follow=True,
        headers={"Accept-Language": "en"},
    )

    assert "changed since you looked" in answer.content.decode()
    assert not Translation.objects.exists()


def test_choosing_the_texts_leads_to_them_side_by_side(
    admin_client, finnish_text, swedish_text
):
    address = f"/admin/translation/pair/{swedish_text.pk}/"
    sent = {"fi": finnish_text.pk, "en": "", "original": "fi"}

    response = admin_client.post(address, sent)

    assert response["Location"] == (
        f"/admin/translation/pair/{finnish_text.pk}/?with={swedish_text.pk}"
    )


def test_what_cannot_be_paired_is_explained(
    admin_client, finnish_text, swedish_text, make_article, make_project, submit
):
    def told(page, **sent):
        response = admin_client.post(
            f"/admin/translation/pair/{page.pk}/",
            {"original": "fi"} | sent,
            headers={"Accept-Language": "en"},
        )
        assert response.status_code == 422
        soup = BeautifulSoup(response.content.decode(), "html.parser")
        return soup.select_one("main").get_text()

    other = make_article("Toinen", lead="Toinen teksti.")
    submit(other, "en")
    project = make_project("Projekt", language="sv")
    english_of_other = ArticlePage.objects.get(
        translation_key=other.translation_key, locale__language_code="en"
    )

    assert "Choose a text of another language." in told(finnish_text)
    assert "another kind" in told(finnish_text, sv=project.pk)
    assert "is a translation already" in told(finnish_text, en=english_of_other.pk)
    assert "written separately" in told(finnish_text.get_parent())
    assert "Choose the language of one" in told(
        finnish_text, sv=swedish_text.pk, original="en"
    )


def test_a_text_that_others_are_translated_from_stays_an_original(
    pair, finnish_text, translated, submit, admin_client
):
    # Linked as a version already, without being a translation.
    swedish = translated(finnish_text, "sv", title="Språkkafé")
    submit(swedish, "en")

    pair(finnish_text, swedish, status=302)

    shown = BeautifulSoup(admin_client.get("/admin/").content.decode(), "html.parser")
    told = shown.select_one(".messages").get_text()
    assert "Other languages are translated from" in told


@pytest.mark.parametrize(
    ("words", "names", "text", "used"),
    [
        (
            'Läs <a id="0-a1">mer</a> och <a id="0-a2">mer</a>',
            ["a1"],
            'Läs <a id="a1">mer</a> och mer',
            {"a1": "0-a1"},
        ),
        ('<b>Läs</b> <a id="0-a1">mer</a>', ["b1"], "<b>Läs</b> mer", {}),
        ("<b>Läs &lt; mer", ["a1"], "Läs &lt; mer", {}),
        ("<b>" * 30 + "x" + "</b>" * 30, [], "x", {}),
    ],
)
def test_words_get_the_links_of_their_original_and_no_others(words, names, text, used):
    assert fitted(words, names) == (text, used)


def test_a_live_text_is_paired_by_whoever_may_publish_it(
    pair, finnish_text, swedish_text, translator, publisher
):
    for status, client in ((302, translator), (200, publisher)):
        pair(finnish_text, swedish_text, client=client, status=status)
    Page.objects.filter(pk=finnish_text.pk).update(live=False)
    pair(finnish_text, swedish_text, client=publisher, status=302)
