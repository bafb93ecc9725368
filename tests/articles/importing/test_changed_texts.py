"""A text that was changed since its import changes its draft, block by block."""

import pytest
from wagtail_localize.models import StringTranslation, Translation

from articles.importing.identity import keep_identity
from articles.importing.run import Options, Source, import_texts
from articles.models import ArticlePage, ImportRecord, PageTask
from tests.articles.importing.test_import import TEXTS
from tests.raw_blocks import figure, heading, links, paragraph, quote
from translation.lag import progress_of

FINNISH = (TEXTS / "language-cafe_fi.txt").read_text()
SWEDISH = (TEXTS / "language-cafe_sv.txt").read_text()


def run(*texts, **options):
    sources = [
        Source(f"{number}.txt", text.encode())
        for number, text in enumerate(texts, start=1)
    ]
    return import_texts(sources, Options(update=True, **options))


def draft_in(language):
    page = ArticlePage.objects.get(locale__language_code=language)
    return page.get_latest_revision_as_object()


def paragraphs(text):
    return [part for part in text.split("\n\n") if part.strip()]


def changed(text, old, new):
    assert text.count(old) == 1
    return text.replace(old, new)


def ids(stream):
    return [block["id"] for block in stream]


A, B, C = (
    paragraph(f"<p>{words}</p>")
    for words in (
        "Kahvila on auki joka torstai kirjastossa",
        "Pöytiä on neljätoista ja vetäjiä kaksikymmentä",
        "Mukaan tarvitaan uusia vetäjiä syksyllä",
    )
)


def anew(block, old="", new=""):
    """The same block as another import reads it, with some words changed."""
    return paragraph(block["value"].replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ([A, B, C], [anew(A), anew(B), anew(C)], [A, B, C]),
        # One that is new at the front takes nobody's place.
        ([A, B], [paragraph("<p>Aivan uutta</p>"), anew(A), anew(B)], [None, A, B]),
        ([A, B, C], [anew(A), anew(C)], [A, C]),
        (
            [A, B, C],
            [anew(A), anew(B, "neljätoista", "kuusitoista"), anew(C)],
            [A, B, C],
        ),
        # One changed and one new beside it.
        (
            [A, B],
            [
                anew(A),
                paragraph("<p>Ihan muuta asiaa</p>"),
                anew(B, "kaksikymmentä", "monta"),
            ],
            [A, None, B],
        ),
        ([A], [heading("Kahvila on auki joka torstai kirjastossa")], [None]),
        ([A], [paragraph("<p>Kaikki sanat toisin</p>")], [A]),
        ([], [anew(A)], [None]),
    ],
)
def test_blocks_keep_their_identity(old, new, kept):
    found = ids(keep_identity(old, new))

    expected = [block["id"] if block else None for block in kept]
    assert [one if one in ids(old) else None for one in found] == expected
    assert len(set(found)) == len(found)


def test_items_of_a_block_and_a_chosen_picture_are_kept():
    old_links = links(("Ohjelma", None, ""), ("Kartta", None, ""), title="Lue lisää")
    old_figure = figure(7, "Kahvilan väkeä", caption="Kahvila")
    new_links = links(
        ("Uutta", None, ""), ("Kartta", None, "https://x.fi/"), title="Lue lisää"
    )
    new_figure = figure(None, "", caption="Kahvila keväällä")

    kept = keep_identity(
        [old_links, quote(), old_figure], [new_links, quote(), new_figure]
    )

    items = kept[0]["value"]["links"]
    assert items[1]["id"] == old_links["value"]["links"][1]["id"]
    assert items[1]["value"]["url"] == "https://x.fi/"
    assert kept[2]["value"]["image"] == old_figure["value"]["image"]
    assert kept[2]["value"]["caption"] == "Kahvila keväällä"


@pytest.mark.django_db
def test_a_changed_text_changes_the_draft_and_keeps_blocks_and_address():
    run(FINNISH)
    before = draft_in("fi")
    second = "lautapelejä ja 9 keskustelupöytää."
    text = changed(FINNISH, second, f"{second}\n\nTämä kappale on aivan uusi.")

    report = run(text)

    page = draft_in("fi")
    assert [file.status for file in report.files] == ["updated"]
    assert report.files[0].page == page.pk
    assert page.slug == before.slug
    assert not page.live
    old_ids = [block.id for block in before.body]
    assert [block.id for block in page.body if block.id in old_ids] == old_ids
    assert len(page.body) == len(before.body) + 1
    assert page.article_contacts.count() == before.article_contacts.count() == 1
    assert page.article_topics.count() == before.article_topics.count()
    assert ImportRecord.objects.filter(page=page.pk).count() == 1
    notes = PageTask.objects.filter(page=page.pk).values_list("kind", "note")
    assert len(set(notes)) == len(notes)


@pytest.mark.django_db
def test_what_readers_see_stays_until_the_draft_is_published(publish):
    run(FINNISH)
    publish(draft_in("fi"))
    title = FINNISH.splitlines()[0]

    run(changed(FINNISH, title, f"{title} jälleen"))

    live = ArticlePage.objects.get()
    assert (live.live, live.title) == (True, title)
    assert live.has_unpublished_changes
    assert draft_in("fi").title == f"{title} jälleen"


@pytest.mark.django_db
def test_only_the_changed_segment_of_a_translation_lags():
    run(FINNISH, SWEDISH)
    made = Translation.objects.get(source__specific_content_type__model="articlepage")
    assert progress_of([made])[made.pk].is_complete
    sentence = "lautapelejä ja 9 keskustelupöytää."

    run(changed(FINNISH, sentence, f"{sentence} Tämä lause on uusi."))

    progress = progress_of([made])[made.pk]
    assert not progress.is_complete
    assert (progress.missing, progress.lagging) == (1, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("texts", ["both", "alone"])
def test_a_changed_version_changes_the_words_of_the_translation(texts):
    run(FINNISH, SWEDISH)
    title = SWEDISH.splitlines()[0]
    new = changed(SWEDISH, title, f"{title} igen")

    report = run(FINNISH, new) if texts == "both" else run(new)

    assert report.files[-1].status == "updated"
    assert ArticlePage.objects.count() == 2
    assert draft_in("sv").title == f"{title} igen"
    assert StringTranslation.objects.filter(data=f"{title} igen").exists()


@pytest.mark.django_db
def test_a_locked_page_is_left_alone(admin_user, django_user_model):
    run(FINNISH)
    other = django_user_model.objects.create_user("other")
    page = ArticlePage.objects.get()
    page.locked, page.locked_by = True, admin_user
    page.save()
    title = FINNISH.splitlines()[0]

    report = run(changed(FINNISH, title, f"{title} jälleen"), user=other)

    assert report.files[0].status == "refused"
    assert "locked" in report.files[0].message
    assert draft_in("fi").title == title


@pytest.mark.django_db
def test_a_second_text_of_a_language_does_not_overwrite_the_first():
    run(FINNISH, SWEDISH)
    before = draft_in("sv").title
    title = SWEDISH.splitlines()[0]
    other = SWEDISH.replace(title, "Något helt annat om körer")
    other = "\n\n".join(
        part if number < 3 or "@" in part else f"Körens sånger nummer {number} klingar."
        for number, part in enumerate(paragraphs(other))
    )

    report = run(FINNISH, other, pairs=[("1.txt", "2.txt")])

    assert report.files[1].status == "refused"
    assert draft_in("sv").title == before
