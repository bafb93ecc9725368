"""What is searched of a page is what its readers see, and no more."""

from django.utils import translation

from articles.models import Series
from lexicon.words import tokens
from search.models import Entry
from search.terms import words_of
from tests.raw_blocks import facts, figure, heading, links, paragraph, quote, stream
from tests.raw_blocks import table as table_block


def full_body(picture):
    return stream(
        paragraph("<p>Ensin <b>lihava</b> kappale.</p><ul><li>yksi</li></ul>"),
        heading("Väliotsikon sanat", "h3"),
        quote("Lainattu lause", "Puhuja Nimeltä", "rooliltaan"),
        figure(picture.pk, "Kuvaus kuvasta", caption="Kuvateksti", credit="Kuvaaja"),
        figure(picture.pk, "Piilotettu", decorative=True),
        facts("Laatikon nimi", "<p>Laatikon teksti.</p>"),
        table_block("Taulukon nimi", ["Sarake", "Toinen"], ["solu", "arvo"]),
        links(("Linkin teksti", None, "https://example.org/"), title="Linkit"),
    )


def words_on(html):
    """Return the words that a reader sees or hears: text, and what pictures show."""
    seen = [
        html.main.get_text(" "),
        *(one.get("alt", "") for one in html.select("img")),
    ]
    return {token.form for token in tokens(" ".join(seen))}


def test_no_word_is_searched_that_readers_do_not_see(
    make_article, make_topic, finnish, picture, read
):
    article = make_article(
        "Kaikki palikat",
        subtitle="Alaotsikon sanat",
        lead="Ingressi lyhyesti",
        body=full_body(picture),
        byline="Kirjoittaja Ahkera",
        series=Series.objects.create(name="Sarja", locale=finnish),
        lead_image=picture,
        lead_image_alt="Pääkuva",
        lead_image_caption="Pääkuvan teksti",
    )
    article.article_topics.create(topic=make_topic("Kielikahvila"))
    # An editor saves in a language of the admin, whose labels are no words of the page.
    for language in ("en", "sv"):
        with translation.override(language):
            article.save()

        entry = Entry.objects.get(page=article.pk)
        searched = words_of(entry, ["Kielikahvila"])
        assert {"lihava", "väliotsikon", "puhuja", "sarake", "solu"} <= searched
        assert searched - words_on(read(article)) == set()


def test_no_word_of_a_meeting_or_project_is_searched_that_readers_do_not_see(
    make_project, make_meeting, picture, read
):
    project = make_project("Hanke", aim="Tavoite", body=full_body(picture))
    meeting = make_meeting("Tapaaminen", project=project, body=full_body(picture))

    for page in (project, meeting):
        entry = Entry.objects.get(page=page.pk)
        assert words_of(entry, []) - words_on(read(page)) == set()
