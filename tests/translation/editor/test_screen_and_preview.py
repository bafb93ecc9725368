"""The translators' screen shows a text beside its translation, and as it would be."""

from wagtail.test.utils.form_data import querydict_from_html
from wagtail_localize.operations import translate_object

from tests.raw_blocks import figure, paragraph, stream
from tests.translators_screen import ENGLISH, Screen

# The screen


def test_the_text_stands_in_the_order_of_the_editor_with_names(
    translator, swedish_version
):
    screen = Screen(translator, swedish_version)

    parts = [h2.get_text() for h2 in screen.soup.select(".translation-part__name")]
    assert parts[:4] == ["Title", "Lead", "Body", "Slug"]
    assert screen.row("Ensin").select_one(".translation-look--heading")
    assert screen.row("Yksi lause").textarea["lang"] == "sv"
    assert screen.row("Yksi lause").select_one("[lang=fi]")
    assert "6 of 6 segments" in screen.soup.get_text()


def test_every_box_has_a_name_and_points_to_its_original(translator, swedish_version):
    screen = Screen(translator, swedish_version)

    for box in screen.soup.select("textarea[name^=words-]"):
        label = screen.soup.find("label", attrs={"for": box["id"]})
        assert label.get_text(strip=True).startswith("Swedish: ")
        described = box["aria-describedby"].split()
        assert described[0].startswith("source-")
        assert all(screen.soup.find(id=one) for one in described)


def test_list_items_look_like_items(translator, make_article, submit):
    article = make_article(
        body=stream(paragraph("<p>Alku</p><ul><li>Ensimmäinen</li></ul>"))
    )
    screen = Screen(translator, submit(article, "sv"))

    assert screen.row("Ensimmäinen").select_one(".translation-look--item")
    assert not screen.row("Alku").select_one(".translation-look--item")


def test_a_lagging_segment_shows_what_changed_and_the_earlier_words(
    translator, lagging
):
    row = Screen(translator, lagging).row("Kaksi lausetta")

    assert [d.get_text() for d in row.select("del")] == ["taken away: Yksi lause"]
    assert [i.get_text() for i in row.select("ins")] == ["put in: Kaksi lausetta"]
    assert row.textarea.get_text(strip=True) == "sv: Yksi lause järjestöistä."
    assert "Still right" in row.get_text()


def test_to_do_shows_only_what_is_to_do(translator, lagging):
    screen = Screen(translator, lagging, "?show=todo")

    shown = [one.get_text() for one in screen.soup.select("[id^=source-]")]
    assert shown == ["Aivan uusi ingressi", "Kaksi lausetta järjestöistä."]
    assert "4 of 6 segments" in screen.soup.get_text()


def test_facts_that_are_the_same_everywhere_are_shown_and_not_asked(
    translator, make_meeting, make_project, submit
):
    project = make_project("Hanke")
    submit(project, "sv")
    meeting = make_meeting(project=project, join_url="https://example.org/kokous")
    screen = Screen(translator, submit(meeting, "sv", live=False))

    facts = screen.soup.select_one(".translation-facts")
    assert "Status" in facts.get_text()
    assert not facts.find(["input", "textarea", "select"])


def test_a_snippet_is_translated_on_the_same_screen(
    admin_client, make_topic, swedish, made_for
):
    topic = make_topic("Kielikahvila")
    topic.save_revision().publish()
    translate_object(topic, [swedish])
    version = topic.get_translation(swedish)
    url = f"/admin/snippets/articles/topic/edit/{version.pk}/"

    html = admin_client.get(url, headers=ENGLISH).content.decode()

    form = querydict_from_html(html, form_id="translation-form")
    assert "Kielikahvila" in html
    for name in [name for name in form if name.startswith("words-")]:
        form[name] = "sprakcafe"
    form["action"] = "publish"
    admin_client.post(url, form, headers=ENGLISH)
    version.refresh_from_db()
    assert (version.name, version.live) == ("sprakcafe", True)


def test_nothing_of_localizes_own_editor_is_left(translator, swedish_version):
    html = Screen(translator, swedish_version).html

    assert "alias" not in html.lower()
    assert "/overrides/" not in html
    assert "machine_translate" not in html


def test_the_number_of_queries_does_not_grow_with_the_text(
    translator, make_article, submit, django_assert_max_num_queries, picture
):
    def version(count):
        text = "".join(f"<p>Lause {n} <b>tässä</b>.</p>" for n in range(count))
        blocks = [
            one
            for n in range(count)
            for one in (
                paragraph(f'{text}<p><a href="https://example.org/{n}">l</a></p>'),
                figure(picture.pk, f"Kuva {n}"),
            )
        ]
        return submit(make_article(f"Teksti {count}", body=stream(*blocks)), "sv")

    small, large = version(2), version(6)
    Screen(translator, small)  # what is asked once and remembered

    def count(one):
        with django_assert_max_num_queries(100) as queries:
            Screen(translator, one)
        return len(queries.captured_queries)

    assert count(large) == count(small) <= 50


# The preview


def test_the_preview_shows_the_version_as_it_would_be_and_saves_nothing(
    translator, swedish_version, made_for, row
):
    Screen(translator, swedish_version).write({"Ingressi": "En ny ingress"}).send()
    revisions = swedish_version.revisions.count()

    response = translator.get(
        f"/admin/translation/{made_for(swedish_version).pk}/preview/"
    )

    assert "En ny ingress" in response.content.decode()
    assert row(swedish_version).lead == "sv: Ingressi"
    assert swedish_version.revisions.count() == revisions


def test_the_preview_of_a_draft_shows_no_other_language(
    translator, article, swedish, made_for, translate
):
    translate_object(article, [swedish])
    version = article.get_translation(swedish)
    translate(made_for(version), {"Järjestöt": "Föreningar"})

    html = translator.get(
        f"/admin/translation/{made_for(version).pk}/preview/"
    ).content.decode()

    assert "Föreningar" in html
    assert "Yksi lause" not in html


def test_the_preview_is_for_those_who_may_edit(sign_in, swedish_version, made_for):
    client = sign_in("english", "change", language="en")

    response = client.get(f"/admin/translation/{made_for(swedish_version).pk}/preview/")

    assert response.status_code == 302
