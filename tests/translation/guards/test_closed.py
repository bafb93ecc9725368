"""What Wagtail and localize offer and would harm a text is closed, or does nothing."""

import polib
import pytest
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from tests.translation.guards.messages import told

# Versions as copies of another language


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_version_becomes_a_copy(swedish_version, admin, method, row):
    before = row(swedish_version)

    response = getattr(admin, method)(
        f"/admin/localize/page/{swedish_version.pk}/convert_to_alias/"
    )

    assert response.status_code == 302
    assert "never shows another language" in told(response)
    after = row(swedish_version)
    assert (after.title, after.alias_of_id) == (before.title, None)
    assert Translation.objects.filter(enabled=True).exists()


def test_the_old_form_field_for_copies_does_nothing(swedish_version, admin, row):
    admin.post(
        f"/admin/pages/{swedish_version.pk}/edit/", {"localize-convert-to-alias": "1"}
    )

    assert row(swedish_version).alias_of_id is None


def test_the_api_makes_no_copy_in_another_language(article, admin):
    response = admin.post(
        f"/admin/api/main/pages/{article.pk}/action/copy_for_translation/",
        {"locale": "sv", "alias": True},
        content_type="application/json",
        follow=True,
    )

    assert response.status_code == 404
    assert not article.get_translations().exists()


# Addresses, forms and files


def test_single_segments_are_not_written_past_the_editor(
    swedish_version, made_for, admin
):
    made = made_for(swedish_version)
    segment = made.source.stringsegment_set.first()

    response = admin.put(
        f"/admin/localize/translate/{made.pk}/strings/{segment.pk}/edit/",
        "value=x",
        content_type="application/x-www-form-urlencoded",
        follow=True,
    )

    assert response.status_code == 404
    assert not StringTranslation.objects.filter(data="x").exists()


def test_what_readers_wrote_is_not_listed_for_translators(translator):
    response = translator.get(
        "/admin/localize/api/snippets/duties/feedback/", follow=True
    )

    assert response.status_code == 404


def test_no_machine_translates_by_default(swedish_version, made_for, publisher):
    url = f"/admin/localize/translate/{made_for(swedish_version).pk}/machine_translate/"

    assert publisher.post(url, follow=True).status_code == 404


def test_no_form_offers_to_fill_a_language_from_another(admin, swedish):
    html = admin.get(f"/admin/locales/edit/{swedish.pk}/").content.decode()

    assert "sync_from" not in html


def test_polib_takes_no_name_of_a_file_for_its_text(tmp_path):
    file = tmp_path / "secret.po"
    file.write_text('msgid "secret"\nmsgstr "words"\n')

    with pytest.raises(OSError, match="Syntax error"):
        polib.pofile(f"{file}\n")


def test_a_translator_reads_the_original_though_it_is_a_draft(
    make_article, swedish, translator, made_for
):
    original = make_article("Luonnos", live=False, lead="Vasta luonnos")
    translate_object(original, [swedish])
    made = made_for(original.get_translation(swedish))

    read = translator.get(f"/admin/translation/{made.pk}/original/")

    assert "Vasta luonnos" in read.content.decode()
    assert translator.get(f"/admin/pages/{original.pk}/edit/").status_code == 302
    assert translator.get(f"/admin/pages/{original.pk}/view_draft/").status_code == 302
