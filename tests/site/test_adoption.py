"""A text that exists in two languages becomes a source and its translation."""

import json

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Page
from wagtail_localize.models import (
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.operations import translate_object

from articles.models import ArticlePage, ProjectPage, Topic
from tests.raw_blocks import heading, links, paragraph, quote, stream, table
from translation.adoption import adopt, adopt_children, align_stream, raw_stream
from translation.refusals import NotForTranslationError

FINNISH = [
    heading("Ensin"),
    paragraph("<p>Yksi</p><p>Kaksi</p>"),
    quote("Kuultu", "Aino", "asukas"),
    table("Luvut", ["Kaupunki"], ["Espoo"]),
    links(("Muualla", None, "https://example.org/fi")),
]
SWEDISH = [
    heading("Först"),
    paragraph("<p>Ett</p><p>Två</p>"),
    quote("Hörd", "Aino", "invånare"),
    table("Tal", ["Stad"], ["Esbo"]),
    links(("På annat håll", None, "https://example.org/fi")),
]


def ids(blocks):
    return [block["id"] for block in blocks]


@pytest.fixture
def source(make_article):
    return make_article("Järjestöt", lead="Ingressi", body=stream(*FINNISH))


@pytest.fixture
def swedish_text(swedish):
    """Return a function that gives the Swedish version as an importer makes it."""

    def make(blocks, source):
        aligned, _unmatched = align_stream(raw_stream(source, "body"), blocks)
        return ArticlePage(
            title="Föreningarna",
            slug="foreningarna",
            lead="Ingress",
            body=json.dumps(aligned),
            locale=swedish,
        )

    return make


def test_equal_blocks_take_the_ids_of_the_source():
    aligned, unmatched = align_stream(FINNISH, SWEDISH)

    assert unmatched == []
    assert ids(aligned) == ids(FINNISH)
    assert ids(aligned[4]["value"]["links"]) == ids(FINNISH[4]["value"]["links"])
    assert [block["value"] for block in aligned[:4]] == [
        block["value"] for block in SWEDISH[:4]
    ]


def test_aligning_changes_neither_text():
    before = json.dumps([FINNISH, SWEDISH])

    align_stream(FINNISH, SWEDISH)

    assert json.dumps([FINNISH, SWEDISH]) == before


def test_block_without_a_counterpart_keeps_its_own_id_and_is_named():
    aligned, unmatched = align_stream(FINNISH, [*SWEDISH[:2], *SWEDISH[3:]])

    assert unmatched == ["-quote"]
    assert ids(aligned) == [*ids(FINNISH[:2]), *ids(FINNISH[3:])]

    extra = quote("Till", "Aino", "")
    aligned, unmatched = align_stream(FINNISH, [*SWEDISH, extra])
    assert unmatched == ["+quote"]
    assert aligned[-1]["id"] == extra["id"]


def test_lists_of_unequal_length_are_not_matched_item_by_item():
    longer = links(("Ett", None, ""), ("Två", None, ""))

    aligned, _unmatched = align_stream([FINNISH[4]], [longer])

    assert ids(aligned[0]["value"]["links"]) == ids(longer["value"]["links"])


def test_adopted_version_is_a_draft_with_every_segment_filled(
    source, swedish_text, swedish
):
    adoption = adopt(source, swedish_text(SWEDISH, source))

    made = Translation.objects.get(
        source__object_id=source.translation_key, target_locale=swedish
    )
    total, done = made.get_progress()
    assert adoption.is_complete
    assert adoption.filled == total == done
    version = source.get_translation(swedish)
    assert not version.live
    assert version.specific.lead == "Ingress"
    assert version.slug == "foreningarna"
    blocks = json.loads(version.latest_revision.content["body"])
    assert ids(blocks) == ids(FINNISH)
    assert blocks[3]["value"]["rows"][0]["values"] == ["Esbo"]


def test_adopted_version_reads_as_the_text_it_was_made_from(
    source, swedish_text, swedish, read
):
    adopt(source, swedish_text(SWEDISH, source))
    source.get_translation(swedish).latest_revision.publish()

    html = read("/sv/artiklar/foreningarna/")

    assert html.h1.text == "Föreningarna"
    assert html.select_one(".body h2").text == "Först"
    assert [p.text for p in html.select(".body > p")] == ["Ett", "Två"]
    assert html.select_one(".related-links a").text == "På annat håll"


def test_unaligned_place_is_left_to_a_translator(source, swedish_text, swedish):
    blocks = [SWEDISH[0], paragraph("<p>Ett enda stycke</p>"), *SWEDISH[2:]]

    adoption = adopt(source, swedish_text(blocks, source))

    path = f"body.{FINNISH[1]['id']}"
    assert adoption.missing == [(path, 2, 1)]
    made = Translation.objects.get(source__object_id=source.translation_key)
    total, done = made.get_progress()
    assert (total - done, adoption.filled) == (2, total - 2)
    assert not StringTranslation.objects.filter(context__path=path).exists()


def test_adopting_again_does_not_touch_a_live_version(source, swedish_text, swedish):
    adopt(source, swedish_text(SWEDISH, source))
    version = source.get_translation(swedish)
    version.latest_revision.publish()
    changed = swedish_text([heading("Annat"), *SWEDISH[1:]], source)

    adopt(source, changed)

    version = ArticlePage.objects.get(pk=version.pk)
    assert version.live
    assert version.body[0].value["text"] == "Först"


def test_children_are_adopted_in_their_order(make_project, swedish):
    project = make_project()
    project.cities.add(
        project.cities.model(name="Espoo", country="Suomi", sort_order=0),
        project.cities.model(name="Riika", country="Latvia", sort_order=1),
    )
    project.save()
    existing = ProjectPage(title="Projekt", slug="projekt-x", locale=swedish)
    existing.cities = [
        existing.cities.model(name="Esbo", country="Finland", locale=swedish),
        existing.cities.model(name="Riga", country="Lettland", locale=swedish),
    ]
    adopt_children(project.cities.all(), existing.cities.all())

    adoption = adopt(ProjectPage.objects.get(pk=project.pk), existing)

    assert adoption.is_complete
    version = project.get_translation(swedish).latest_revision.as_object()
    names = [city.name for city in version.cities.all()]
    assert names == ["Esbo", "Riga"]


def test_page_written_by_hand_keeps_its_words_when_it_is_submitted(
    source, translated, swedish
):
    version = translated(
        source,
        "sv",
        title="Handskriven",
        slug="handskriven",
        lead="Egen ingress",
        live=False,
    )

    translate_object(source, [swedish])

    version = ArticlePage.objects.get(pk=version.pk)
    draft = version.latest_revision.as_object()
    for page in (version, draft):
        assert (page.title, page.slug, page.lead) == (
            "Handskriven",
            "handskriven",
            "Egen ingress",
        )


def test_snippet_written_by_hand_keeps_its_words_when_it_is_submitted(
    make_topic, swedish
):
    topic = make_topic("Kielikahvila", slug="kielikahvila")
    version = make_topic("Språkkafé", of=topic, language="sv", slug="sprakkafe")

    translate_object(topic, [swedish])

    version = Topic.objects.get(pk=version.pk)
    assert (version.name, version.slug) == ("Språkkafé", "sprakkafe")
    assert version.live


SECTION_ADDRESSES = ["/fi/", "/fi/artikkelit/", "/fi/aiheet/", "/fi/haku/"]


@pytest.fixture
def section(db, request):
    return Page.objects.get(url_path=request.param).specific


@pytest.mark.parametrize("section", SECTION_ADDRESSES, indirect=True)
def test_section_cannot_become_a_source(section):
    with pytest.raises(NotForTranslationError):
        TranslationSource.update_or_create_from_instance(section)

    assert not TranslationSource.objects.exists()


@pytest.mark.parametrize("section", SECTION_ADDRESSES, indirect=True)
@pytest.mark.parametrize("method", ["get", "post"])
def test_editor_is_told_that_a_section_is_not_submitted(
    section, method, admin_client, swedish
):
    response = getattr(admin_client, method)(
        f"/admin/localize/submit/page/{section.pk}/",
        {"locales": [swedish.pk]},
        follow=True,
        headers={"Accept-Language": "en"},
    )

    assert "This page is written separately in each language." in (
        response.content.decode()
    )
    assert not Translation.objects.exists()


def test_article_is_submitted_from_its_form_without_its_subtree(
    make_article, admin_client, swedish
):
    article = make_article()
    url = f"/admin/localize/submit/page/{article.pk}/"

    form = BeautifulSoup(admin_client.get(url).content, "html.parser")
    subtree = form.select("input[name=include_subtree]")
    assert all(field["type"] == "hidden" for field in subtree)
    admin_client.post(url, {"locales": [swedish.pk], "include_subtree": "on"})

    version = article.get_translation(swedish)
    assert not version.live
    assert Translation.objects.count() == 1


def test_submitted_page_is_no_page_for_readers(make_article, swedish, client):
    article = make_article()

    translate_object(article, [swedish])

    version = article.get_translation(swedish)
    assert client.get(version.get_url()).status_code == 404
