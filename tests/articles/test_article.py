"""What a reader finds on an article, and what keeps one from being published."""

import json
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from articles.models import (
    ArticleIndexPage,
    ArticlePage,
    ArticleTopic,
    Funding,
    Publisher,
    Series,
)
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

ADDRESS_MISSING = "Give the address or choose a page."
ALT_MISSING = "Describe the picture, or mark it as decorative."


def form_of(*blocks):
    """Return the editor's form data of a body."""
    items = []
    for kind, value in blocks:
        items.append((kind, rich_text(value) if kind == "paragraph" else value))
    return nested_form_data({"body": streamfield(items)})


def one_link(url):
    row = {"text": "Kotoutumisen tuki", "page": "", "url": url}
    return form_of(("links", {"title": "", "links": streamfield_list(row)}))


def streamfield_list(row):
    return {
        "count": "1",
        "0": {"deleted": "", "order": "0", "id": "", "type": "item", "value": row},
    }


def one_quote(text):
    return form_of(("quote", {"text": text, "speaker": "", "role": ""}))


def body_of(page):
    return json.loads(
        ArticlePage.objects.get(pk=page.pk).latest_revision.content["body"]
    )


def test_each_block_becomes_its_own_markup(make_article, read, picture):
    article = make_article(
        body=stream(
            heading("Ensin", "h2"),
            heading("Sitten", "h3"),
            paragraph("<p>Teksti</p><ul><li>yksi</li></ul>"),
            quote("Tulimme kuulluiksi", "Aino", "asukas"),
            figure(picture.pk, "Ihmisiä torilla", caption="Tori", credit="Espoo"),
            facts("Hanke", "<p>Kuusi kaupunkia.</p>"),
            table("Kävijät", ["Kaupunki", "Määrä"], ["Espoo", "3"]),
            links(("Muualla", None, "https://example.org/"), title="Lue"),
        )
    )

    body = read(article).select_one(".body")

    assert [h.text for h in body.select("h2, h3")] == [
        "Ensin",
        "Sitten",
        "Hanke",
        "Lue",
    ]
    assert body.li.text == "yksi"
    assert body.blockquote.p.text.strip('”“"') == "Tulimme kuulluiksi"
    assert body.select_one(".quote figcaption").text.split() == ["Aino,", "asukas"]
    assert body.select_one("figure.figure img")["alt"] == "Ihmisiä torilla"
    assert "Tori" in body.select_one("figure.figure figcaption").text
    assert "Kuusi kaupunkia." in body.aside.text
    assert body.caption.text == "Kävijät"
    assert [th.text for th in body.select("thead th[scope=col]")] == [
        "Kaupunki",
        "Määrä",
    ]
    assert body.select_one("tbody th[scope=row]").text == "Espoo"
    assert body.select_one(".related-links a")["href"] == "https://example.org/"


def test_figure_without_its_picture_is_not_shown_to_readers(make_article, read):
    article = make_article(body=stream(figure(caption="Kuva puuttuu")))

    assert "Kuva puuttuu" not in read(article).text


def test_editor_sees_in_the_preview_that_a_picture_is_missing(
    make_article, admin_client
):
    article = make_article(live=False, body=stream(figure(caption="Tori")))

    html = admin_client.get(f"/admin/pages/{article.pk}/view_draft/").content.decode()

    assert "Tori" in BeautifulSoup(html, "html.parser").select_one(".body .notice").text


def test_script_in_a_text_is_shown_as_text(make_article, read):
    article = make_article("<script>alert(1)</script>", lead="<b>vahva</b>")

    html = read(article)

    assert html.h1.text == "<script>alert(1)</script>"
    assert not html.select(".lead b")


def test_brief_is_a_list_of_its_sentences(make_article, read):
    article = make_article(brief="Ensimmäinen.\n\n  Toinen. \nKolmas.")

    items = read(article).select(".brief li")

    assert [item.text for item in items] == ["Ensimmäinen.", "Toinen.", "Kolmas."]


def test_brief_of_four_sentences_is_refused(make_article):
    with pytest.raises(ValidationError, match="at most three sentences"):
        make_article(brief="Yksi.\nKaksi.\nKolme.\nNeljä.")


def test_lead_picture_carries_its_text_caption_and_credit(make_article, read, picture):
    article = make_article(
        lead_image=picture,
        lead_image_alt="Ihmisiä torilla",
        lead_image_caption="Torilla",
        lead_image_credit="Espoo",
    )

    lead = read(article).select_one("figure.lead-picture")

    assert lead.img["alt"] == "Ihmisiä torilla"
    assert "Torilla" in lead.figcaption.text
    assert "Espoo" in lead.select_one(".credit").text


def test_decorative_lead_picture_has_an_empty_text(make_article, read, picture):
    article = make_article(
        lead_image=picture, lead_image_decorative=True, lead_image_alt="Vanha teksti"
    )

    assert read(article).select_one(".lead-picture img")["alt"] == ""


@pytest.mark.parametrize("live", [True, False])
def test_snippets_are_shown_once_they_are_published(
    make_article, make_topic, finnish, read, live
):
    article = make_article(
        series=Series.objects.create(name="Sarjan nimi", locale=finnish, live=live),
        publisher=Publisher.objects.create(
            name="Julkaisijan nimi", locale=finnish, live=live
        ),
    )
    ArticleTopic.objects.create(
        page=article, topic=make_topic("Aiheen nimi", live=live)
    )

    text = read(article).article.text

    for name in ("Sarjan nimi", "Julkaisijan nimi", "Aiheen nimi"):
        assert (name in text) == live


def test_funding_of_the_project_stands_before_the_article_s_own_note(
    make_article, make_project, finnish, read
):
    funding = Funding.objects.create(
        programme="Ohjelma", statement="EU rahoittaa.", locale=finnish
    )
    project = make_project(funding=funding)
    article = make_article(project=project, funding_note="Oma rahoitustieto.")

    shown = read(article).select_one(".funding").text
    assert "EU rahoittaa." in shown
    assert "Oma rahoitustieto." not in shown

    funding.unpublish()
    assert "Oma rahoitustieto." in read(article).select_one(".funding").text


def test_funding_in_another_language_is_marked(
    make_article, make_project, translated, finnish, read
):
    funding = Funding.objects.create(
        programme="Ohjelma", statement="EU rahoittaa.", locale=finnish
    )
    article = make_article(project=make_project(funding=funding))

    version = translated(article, "sv")

    assert read(version).select_one(".funding [lang=fi]").p.text == "EU rahoittaa."


def test_source_of_a_text_that_is_not_the_city_s_is_told(make_article, read):
    article = make_article(
        source_url="https://example.org/a", rights_note="Julkaistu luvalla."
    )

    source = read(article).select_one("p.source")

    assert source.a["href"] == "https://example.org/a"
    assert "Julkaistu luvalla." in source.text


@pytest.mark.parametrize("live", [True, False], ids=["live page", "new page"])
def test_draft_may_hold_a_link_without_its_address(make_article, edit, live):
    article = make_article(live=live)

    edit(article, action=None, **one_link(""))

    assert (
        body_of(article)[0]["value"]["links"][0]["value"]["text"] == "Kotoutumisen tuki"
    )
    article.refresh_from_db()
    assert article.live == live
    assert live == (len(article.body) == 0)  # readers of a live page see no draft


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (one_link(""), ADDRESS_MISSING),
        (one_link("not an address"), "Enter a valid URL."),
        (one_quote(""), "This field is required."),
    ],
    ids=["link without address", "wrong address", "quote without text"],
)
def test_editor_cannot_publish_an_unfinished_block(make_article, edit, fields, message):
    article = make_article(live=False)

    html, status = edit(article, **fields)

    assert status == 200
    assert message in html.decode()
    article.refresh_from_db()
    assert not article.live


@pytest.mark.parametrize(
    "block",
    [
        links(("Lue lisää", None, "")),
        quote(text=""),
        {**figure(1), "value": {"image": {"image": 1, "alt_text": ""}}},
    ],
    ids=["link without address", "quote without text", "picture without text"],
)
def test_command_cannot_publish_an_unfinished_block(
    make_article, publish, picture, block
):
    if block["type"] == "figure":
        block = figure(picture.pk)
    article = make_article(live=False, body=stream(block))

    with pytest.raises(ValidationError) as refused:
        publish(article)

    assert "body" in refused.value.message_dict
    article.refresh_from_db()
    assert not article.live


def test_refusal_names_what_is_missing(make_article, publish):
    article = make_article(live=False, body=stream(links(("Lue", None, ""))))

    with pytest.raises(ValidationError, match=ADDRESS_MISSING):
        publish(article)


@pytest.mark.parametrize(
    "url", ["https://stödförintegration.fi", "https://xn--example-9va.fi/å?ä=ö"]
)
def test_internationalised_address_is_published(make_article, edit, read, url):
    article = make_article(live=False)

    edit(article, **one_link(url))

    assert read(article.get_url()).select_one(".related-links a")["href"] == url


def test_lead_picture_without_text_is_not_published(
    make_article, publish, edit, picture
):
    article = make_article(live=False, lead_image=picture)

    html, status = edit(article, **form_of())
    assert status == 200
    assert ALT_MISSING in html.text
    with pytest.raises(ValidationError, match=ALT_MISSING):
        publish(article)
    article.refresh_from_db()
    assert not article.live

    assert publish(article, lead_image_decorative=True).live


def test_article_list_is_newest_first_and_paged(make_article, read):
    now = timezone.now()
    for age in range(23):
        make_article(f"Artikkeli {age:02}", published_at=now - timedelta(age))

    def titles(number):
        html = read("/fi/artikkelit/", page=number)
        return [a.text for a in html.select(".teaser a")]

    assert titles(1) == [f"Artikkeli {age:02}" for age in range(20)]
    assert titles(2) == ["Artikkeli 20", "Artikkeli 21", "Artikkeli 22"]
    assert titles("abc") == titles(1)
    assert titles(999999) == titles(2)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_empty_list_says_so_in_its_language(db, read, language):
    section = ArticleIndexPage.objects.get(locale__language_code=language)

    with translation.override(language):
        assert gettext("There are no articles here yet.") in read(section).main.text


def test_list_tells_how_many_articles_are_in_other_languages_only(
    make_article, translated, read
):
    both = make_article("Kummallakin")
    translated(both, "sv")
    make_article("Vain suomeksi")
    make_article("Endast på svenska", language="sv")
    make_article("Luonnos", live=False)

    assert "1" in read("/sv/artiklar/").select_one("#other-languages").text
    assert "3" in read("/en/articles/").select_one("#other-languages").text
