"""Importing texts: what becomes of each, as editors and readers meet it."""

import contextlib
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.contrib.redirects.models import Redirect
from wagtail_localize.models import StringTranslation, Translation

from articles.importing.run import Options, Source, import_texts
from articles.models import ArticlePage, ContactPage, ImportRecord, PageTask
from tests.terminal import Terminal
from translation.models import PairOverride

TEXTS = Path(__file__).parent / "texts"
pytestmark = pytest.mark.django_db


def sources(*names):
    return [Source(f"{n}.txt", (TEXTS / f"{n}.txt").read_bytes()) for n in names]


def run(*names, **options):
    return import_texts(sources(*names), Options(**options))


def import_files(*paths, **options):
    """Run the command and return its report, also where it ends in an error."""
    report = Path(options["json"])
    with contextlib.suppress(CommandError):
        call_command("import_articles", *map(str, paths), **options)
    return json.loads(report.read_text())


def words_of(page):
    """All words of the latest state of a page."""
    page = page.get_latest_revision_as_object()
    stream = json.dumps(page.body.get_prep_value(), ensure_ascii=False)
    return " ".join([page.title, page.lead, page.funding_note, page.byline, stream])


def test_the_command_shows_how_far_it_is(tmp_path):
    terminal = Terminal()
    files = sorted(TEXTS.glob("language-cafe*.txt"))

    import_files(*files, json=tmp_path / "report.json", stderr=terminal)

    assert len(terminal.drawn("Reading texts")) == len(files) + 1
    assert terminal.drawn("Reading texts")[-1] == 100
    assert terminal.drawn("Importing texts")[-1] == 100


def test_a_text_becomes_a_draft_that_no_reader_sees(client):
    run("language-cafe_fi")

    page = ArticlePage.objects.get()
    assert not page.live
    assert page.title == "Kielikahvila kokoaa naapurit saman pöydän ääreen"
    assert page.slug == "kielikahvila-kokoaa-naapurit-saman-poydan-aareen"
    assert client.get(page.get_url()).status_code == 404
    assert [block.block_type for block in page.body] == [
        "paragraph",
        "heading",
        "paragraph",
        "paragraph",
        "quote",
        "paragraph",
        "links",
    ]


def test_the_text_keeps_its_time_publisher_series_topics_and_funding():
    run("language-cafe_fi")

    page = ArticlePage.objects.get()
    assert page.published_at.isoformat() == "2022-05-03T06:05:00+00:00"
    assert str(page.publisher) == "Espoon kaupunki"
    assert str(page.series) == "Kansainvälinen Espoo"
    assert [str(t.topic) for t in page.article_topics.all()] == ["Osallisuus"]
    assert page.funding_note.startswith("Kielikahvila-hanke saa osarahoitusta")
    proposed = PageTask.objects.get(kind=PageTask.Kind.TOPIC_PROPOSED)
    assert proposed.note == "kielikahvilat"


def test_two_languages_become_one_article_with_every_segment_filled():
    report = run("language-cafe_fi", "language-cafe_sv")

    group = report.groups[0]
    assert group.joined
    assert not group.decided
    finnish, swedish = ArticlePage.objects.order_by("pk")
    assert finnish.translation_key == swedish.translation_key
    translation = Translation.objects.get(
        source__object_id=finnish.translation_key, target_locale=swedish.locale
    )
    total, done = translation.get_progress()
    assert (total, done) == (total, total)
    assert total > 15
    assert [b.id for b in finnish.body] == [b.id for b in swedish.body]
    assert swedish.title == "Språkkaféet samlar grannar kring samma bord"
    assert swedish.slug == "sprakkafeet-samlar-grannar-kring-samma-bord"
    assert "att söka jobb" in words_of(swedish)
    assert "naapurit" not in words_of(swedish)
    assert swedish.published_at.isoformat() == "2022-05-03T06:10:00+00:00"
    assert not swedish.live


def test_a_proposed_pair_is_left_for_an_editor_to_confirm_and_is_not_published():
    report = run("language-cafe_fi", "language-cafe_sv", publish=True)

    assert report.groups[0].published is False
    assert not ArticlePage.objects.filter(live=True).exists()
    task = PageTask.objects.get(kind=PageTask.Kind.PAIR_PROPOSED)
    assert task.page.locale.language_code == "sv"
    assert "aino.esimerkki@example.org" in task.note


def test_a_decided_pair_is_published_in_both_languages_with_its_contact(client):
    pair = ("language-cafe_fi.txt", "language-cafe_sv.txt")

    report = run("language-cafe_fi", "language-cafe_sv", pairs=[pair], publish=True)

    assert report.groups[0].published is True
    assert report.groups[0].message == ""
    for page in ArticlePage.objects.all():
        html = client.get(page.get_url()).content.decode()
        assert page.title in html
        assert "aino.esimerkki@example.org" in html
        assert "tel:+358-9-81621234" in html
    assert "Koordinator för språkkaféet" in html


def test_blocks_that_do_not_align_are_left_to_a_translator_with_their_words():
    pair = ("language-cafe_fi.txt", "language-cafe_en.txt")

    report = run("language-cafe_fi", "language-cafe_en", pairs=[pair])

    english = ArticlePage.objects.get(locale__language_code="en")
    file = next(f for f in report.files if f.language == "en")
    assert any(path.endswith(".title") for path in file.missing)
    assert "funding_note" in file.missing
    left = PageTask.objects.filter(page=english, kind=PageTask.Kind.NOT_ALIGNED)
    assert left.filter(note="funding_note").exists()
    assert "The café goes on in the autumn" in words_of(english)
    assert not StringTranslation.objects.filter(
        locale=english.locale, data__contains="Lue lisää"
    ).exists()


def test_an_incomplete_version_is_not_published():
    pair = ("language-cafe_fi.txt", "language-cafe_sv.txt", "language-cafe_en.txt")

    report = run(
        "language-cafe_fi",
        "language-cafe_sv",
        "language-cafe_en",
        pairs=[pair],
        publish=True,
    )

    assert report.groups[0].published is False
    assert "en" in report.groups[0].message
    assert not ArticlePage.objects.filter(live=True).exists()


def test_the_same_person_is_one_contact_with_one_number():
    run("language-cafe_fi", "language-cafe_sv")

    contacts = ContactPage.objects.order_by("pk")
    assert {str(c.phone) for c in contacts} == {"+358981621234"}
    assert {c.email for c in contacts} == {"aino.esimerkki@example.org"}
    assert len({c.translation_key for c in contacts}) == 1
    by_language = {c.locale.language_code: c for c in contacts}
    assert by_language["fi"].role == "Kielikahvilan koordinaattori"
    assert by_language["en"].role == "Language café coordinator"
    assert by_language["en"].unit == "Library services"
    assert by_language["sv"].role == "Koordinator för språkkaféet"


def test_a_role_that_differs_stays_with_the_article(make_contact):
    known = make_contact(
        "Aino Esimerkki", email="AINO.esimerkki@example.org", role="Kirjastonhoitaja"
    )

    run("language-cafe_fi", "language-cafe_sv")

    assert ContactPage.objects.filter(locale__language_code="fi").get() == known
    roles = {
        page.locale.language_code: page.article_contacts.get().role
        for page in ArticlePage.objects.all()
    }
    assert roles == {
        "fi": "Kielikahvilan koordinaattori",
        "sv": "Koordinator för språkkaféet",
    }


def test_importing_the_same_file_again_changes_nothing():
    run("language-cafe_fi", "language-cafe_sv", "choir_fi")
    models = (ArticlePage, ContactPage, ImportRecord, PageTask, StringTranslation)
    before = [list(model.objects.order_by("pk").values()) for model in models]

    report = run("language-cafe_fi", "language-cafe_sv", "choir_fi")

    assert {file.status for file in report.files} == {"unchanged"}
    assert [list(m.objects.order_by("pk").values()) for m in models] == before


def test_a_changed_text_is_recognised_and_not_imported_twice():
    run("choir_fi")
    text = (TEXTS / "choir_fi.txt").read_text() + "\nTervetuloa mukaan!\n"

    report = import_texts([Source("choir-2.txt", text.encode())], Options())

    assert report.files[0].status == "changed"
    assert report.files[0].page == ArticlePage.objects.get().pk


def test_a_version_that_comes_later_joins_the_page_imported_before():
    run("language-cafe_fi")

    report = run("language-cafe_sv")

    finnish, swedish = ArticlePage.objects.order_by("pk")
    assert report.files[0].filled > 15
    assert finnish.translation_key == swedish.translation_key


def test_two_pages_imported_apart_can_be_joined_afterwards():
    run("language-cafe_sv")
    swedish = ArticlePage.objects.get()
    run("choir_fi")
    pair = ("language-cafe_fi.txt", "language-cafe_sv.txt")

    run("language-cafe_fi", "language-cafe_sv", pairs=[pair])

    assert ArticlePage.objects.count() == 3
    finnish = ArticlePage.objects.get(title__startswith="Kielikahvila")
    assert finnish.translation_key == swedish.translation_key


def test_one_language_alone_needs_a_reason_and_a_day(tmp_path, client):
    report = import_files(
        TEXTS / "choir_fi.txt", publish=True, json=tmp_path / "report.json"
    )
    assert report["groups"][0]["published"] is False
    page = ArticlePage.objects.get()
    assert not page.live

    import_files(
        TEXTS / "choir_fi.txt",
        publish=True,
        reason="Ruotsinnos on tilattu",
        due="2027-01-31",
        json=tmp_path / "report.json",
    )

    assert client.get(page.get_url()).status_code == 200
    override = PairOverride.objects.get(page=page)
    assert (override.reason, str(override.due)) == (
        "Ruotsinnos on tilattu",
        "2027-01-31",
    )
    assert "31.1.2027" in client.get(page.get_url()).content.decode()


def test_a_dry_run_saves_nothing_and_reports_the_same(tmp_path):
    report = import_files(TEXTS, dry_run=True, json=tmp_path / "report.json")

    assert not ArticlePage.objects.exists()
    assert not ContactPage.objects.exists()
    assert {file["status"] for file in report["files"]} == {"imported"}


def test_a_bad_file_is_reported_and_does_not_stop_the_others(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"\xff\xfe\x00\x01binary")
    (folder / "b.txt").write_text("   \n\n")
    (folder / "c.txt").write_bytes((TEXTS / "choir_fi.txt").read_bytes())

    report = import_files(folder, json=tmp_path / "report.json")

    statuses = {file["name"]: file["status"] for file in report["files"]}
    assert statuses == {"a.txt": "refused", "b.txt": "refused", "c.txt": "imported"}
    assert all(f["message"] for f in report["files"] if f["status"] == "refused")
    assert ArticlePage.objects.count() == 1


def test_a_group_that_cannot_be_saved_leaves_nothing_behind(monkeypatch):
    from django.core.exceptions import ValidationError

    from articles.importing import run as run_module

    def fail(*args, **kwargs):
        raise ValidationError("It cannot be saved.")

    monkeypatch.setattr(run_module, "make_translation", fail)

    report = run("language-cafe_fi", "language-cafe_sv", "choir_fi")

    assert [f.status for f in report.files] == ["refused", "refused", "imported"]
    assert ArticlePage.objects.get().title == "Kuoro laulaa kymmenellä kielellä"
    assert not ContactPage.objects.exists()


def test_the_manifest_gives_groups_languages_addresses_and_old_addresses(
    tmp_path, client
):
    manifest = tmp_path / "manifest.csv"
    manifest.write_text(
        "file;language;group;address;old\n"
        "language-cafe_fi.txt;fi;cafe;/fi/artikkelit/kielikahvila/;"
        "/fi/uutiset/2022/05/190674 /vanha/kahvila\n"
        "language-cafe_sv.txt;sv;cafe;sprakkafe;\n"
    )

    report = import_files(
        TEXTS / "language-cafe_fi.txt",
        TEXTS / "language-cafe_sv.txt",
        manifest=manifest,
        publish=True,
        json=tmp_path / "report.json",
    )

    assert report["groups"][0]["decided"]
    assert client.get("/fi/artikkelit/kielikahvila/").status_code == 200
    assert client.get("/sv/artiklar/sprakkafe/").status_code == 200
    assert Redirect.objects.filter(is_permanent=True).count() == 2
    moved = client.get("/fi/uutiset/2022/05/190674/")
    assert (moved.status_code, moved["Location"]) == (
        301,
        "/fi/artikkelit/kielikahvila/",
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"reason": "Syy"}, "--reason and --due"),
        ({"pair": [["choir_fi.txt", "nothing.txt"]]}, "nothing.txt"),
    ],
)
def test_arguments_that_do_not_fit_are_refused_with_a_reason(arguments, message):
    with pytest.raises(CommandError, match=message):
        call_command("import_articles", str(TEXTS), **arguments)


def test_a_path_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="no-such-file"):
        call_command("import_articles", str(tmp_path / "no-such-file.txt"))


def test_every_source_line_is_in_the_page_a_snippet_or_the_dropped_list():
    run("language-cafe_fi", "language-cafe_sv", "language-cafe_en", "choir_fi")

    for record in ImportRecord.objects.all():
        accounted = {n for e in record.elements if e["became"] for n in e["lines"]}
        accounted |= {n for drop in record.dropped for n in drop["lines"]}
        lines = record.text.splitlines()
        filled = {n for n, line in enumerate(lines, start=1) if line.strip()}
        assert filled <= accounted, record.source_name
        assert all(0 <= e["confidence"] <= 1 for e in record.elements)


def test_the_editor_sees_what_is_to_settle(admin_client):
    run("language-cafe_fi")
    page = ArticlePage.objects.get()

    html = admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()

    assert "kielikahvilat" in html
    PageTask.objects.update(done=True)
    html = admin_client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert "kielikahvilat" not in html
