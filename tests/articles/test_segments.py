"""Every word of a body goes to the translators and comes back in its place."""

from bs4 import BeautifulSoup
from wagtail_localize.models import Translation

from tests.raw_blocks import (
    facts,
    figure,
    heading,
    links,
    paragraph,
    quote,
    stream,
    table,
)

SWEDISH = {
    "Kävijät": "Besökare",
    "Kaupunki": "Stad",
    "Määrä": "Antal",
    "Espoo": "Esbo",
    "Tulimme kuulluiksi": "Vi blev hörda",
    "asukas": "invånare",
    "Ihmisiä torilla": "Människor på torget",
    "Tori": "Torget",
    "Lue": "Läs",
    "Muualla": "På annat håll",
    "Hanke": "Projektet",
    "Kuusi kaupunkia.": "Sex städer.",
    "Ensin": "Först",
    "Yksi": "Ett",
    "Kaksi": "Två",
}


def test_body_comes_back_in_the_other_language(make_article, submit, read, picture):
    article = make_article(
        body=stream(
            heading("Ensin", "h3"),
            paragraph("<p>Yksi</p><p>Kaksi</p>"),
            quote("Tulimme kuulluiksi", "Aino", "asukas"),
            figure(picture.pk, "Ihmisiä torilla", caption="Tori"),
            facts("Hanke", "<p>Kuusi kaupunkia.</p>"),
            table("Kävijät", ["Kaupunki", "Määrä"], ["Espoo", "3"], ["Espoo", ""]),
            links(("Muualla", None, "https://example.org/"), title="Lue"),
        )
    )

    body = read(submit(article, "sv", SWEDISH)).select_one(".body")

    assert (body.h3.text, body.p.text) == ("Först", "Ett")
    assert "Vi blev hörda" in body.blockquote.text
    assert body.select_one(".quote-role").text == "invånare"
    assert body.img["alt"] == "Människor på torget"
    assert "Torget" in body.select_one("figure.figure figcaption").text
    assert body.aside.h2.text == "Projektet"
    assert "Sex städer." in body.aside.text
    rows = [[c.text for c in row.select("th, td")] for row in body.table.select("tr")]
    assert body.caption.text == "Besökare"
    assert rows == [["Stad", "Antal"], ["Esbo", "sv: 3"], ["Esbo", ""]]
    link = body.select_one(".related-links a")
    assert (link.text, link["href"]) == ("På annat håll", "https://example.org/")
    assert body.select_one(".related-links h2").text == "Läs"


def test_original_keeps_its_words(make_article, submit, read):
    article = make_article(body=stream(table("Kävijät", ["Kaupunki"], ["Espoo"])))

    submit(article, "sv", SWEDISH)

    assert read(article).select_one(".body caption").text == "Kävijät"


def test_changed_cell_alone_waits_for_its_translator(make_article, submit, publish):
    block = table("Kävijät", ["Kaupunki"], ["Espoo"], ["Riika"])
    article = make_article(body=stream(block))
    submit(article, "sv", SWEDISH)
    made = Translation.objects.get(source__object_id=article.translation_key)
    total, done = made.get_progress()
    assert total == done

    block["value"]["rows"][1]["values"][0] = "Daugavpils"
    article = publish(article, body=stream(block))
    made.source.update_from_db()

    assert Translation.objects.get(pk=made.pk).get_progress() == (total, total - 1)


def test_link_in_a_translated_text_leads_to_the_reader_s_page(
    make_article, submit, translated, read
):
    target = make_article("Kohde")
    version = translated(target, "sv", slug="malet")
    html = f'<p>Lue <a linktype="page" id="{target.pk}">lisää</a>.</p>'
    article = make_article(body=stream(paragraph(html)))

    body = read(submit(article, "sv")).select_one(".body")

    assert body.a["href"] == version.get_url()


def test_words_with_marks_of_their_own_come_through_whole(make_article, submit, read):
    html = "<p>Väri <b>ja</b> &amp; ”ääni” – 3&nbsp;000</p>"
    article = make_article(body=stream(paragraph(html)))

    shown = read(submit(article, "sv")).select_one(".body p")

    assert shown.text == "sv: " + BeautifulSoup(html, "html.parser").text
    assert shown.b.text == "ja"
