"""The translators' screen shows a text beside its translation, and loses no word."""

import pytest
from django.utils import timezone
from wagtail.models import Page, PageLogEntry
from wagtail.test.utils.form_data import querydict_from_html
from wagtail_localize.models import SegmentOverride, StringTranslation
from wagtail_localize.operations import translate_object

from tests.raw_blocks import figure, links, page_link, paragraph, stream
from tests.translators_screen import ENGLISH, Screen
from translation.models import PublishedBehind

# What is shown


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


# Saving


def test_words_are_saved_and_only_those_that_changed(
    translator, swedish_version, made_for, words
):
    before = StringTranslation.objects.get(data="sv: Ensin").updated_at

    screen = Screen(translator, swedish_version)
    screen.write({"Ingressi": "En ingress"}).send()

    assert words(made_for(swedish_version), "lead") == ["En ingress"]
    assert "1 change saved." in screen.said
    assert StringTranslation.objects.get(data="sv: Ensin").updated_at == before
    row = StringTranslation.objects.get(data="En ingress")
    assert (row.last_translated_by, row.tool_name) == (translator.user, "")


def test_a_text_of_1500_segments_is_saved(
    translator, make_article, swedish, made_for, words
):
    text = "".join(f"<p>Lause {n}.</p>" for n in range(1500))
    long = make_article("Pitkä", body=stream(paragraph(text)))
    translate_object(long, [swedish])
    version = long.get_translation(swedish)

    screen = Screen(translator, version).write({"Lause 1499.": "Mening 1499."}).send()

    assert "1 change saved." in screen.said
    made = made_for(version)
    block = made.source.stringsegment_set.get(string__data="Lause 1499.")
    assert words(made, block.context.path)[-1] == "Mening 1499."


def test_readers_see_nothing_of_saved_words(translator, swedish_version, row):
    Screen(translator, swedish_version).write({"Ingressi": "En ingress"}).send()

    assert row(swedish_version).lead == "sv: Ingressi"


@pytest.mark.parametrize(
    ("original", "written", "kept"),
    [
        ("T&amp;K", "F&U < 5 %", "F&amp;U &lt; 5 %"),
        ("<b>Rohkea</b> teksti", "<b>Modig</b> text", "<b>Modig</b> text"),
        ("Rivi<br/>toinen", "Rad\r\nandra", "Rad<br/>andra"),
        ("Yksi rivi", "En\r\nrad", "En rad"),
        ("Merkki", "&amp;lt;", "&amp;lt;"),
    ],
)
def test_signs_in_a_box_are_what_they_look_like(
    translator, make_article, swedish, words, made_for, original, written, kept
):
    article = make_article(body=stream(paragraph(f"<p>Alku {original} loppu</p>")))
    translate_object(article, [swedish])
    version = article.get_translation(swedish)
    path = f"body.{article.body[0].id}"

    screen = Screen(translator, version)
    screen.write({"Alku": f"Start {written} slut"}).send()

    assert words(made_for(version), path) == [f"Start {kept} slut"]
    screen.send()
    assert "saved" not in screen.said
    assert words(made_for(version), path) == [f"Start {kept} slut"]


def test_the_earlier_words_do_not_count_until_somebody_says_so(
    translator, lagging, made_for
):
    screen = Screen(translator, lagging).send()

    assert "saved" not in screen.said
    assert "4 of 6 segments" in screen.soup.get_text()


def test_still_right_keeps_the_earlier_words_and_what_else_was_written(
    translator, lagging, made_for, words
):
    screen = Screen(translator, lagging)
    pk = screen.row("Aivan uusi").button["value"]

    screen.write({"Kaksi": "Två meningar om föreningar."}).send(still_right=pk)

    assert words(made_for(lagging), "lead") == ["sv: Ingressi"]
    assert "6 of 6 segments" in screen.soup.get_text()
    assert PageLogEntry.objects.filter(action="translation.keep").count() == 1


def test_what_was_amended_is_kept_though_still_right_is_pressed(
    translator, lagging, made_for, words
):
    screen = Screen(translator, lagging)
    pk = screen.row("Aivan uusi").button["value"]

    screen.write({"Aivan uusi": "En helt ny ingress"}).send(still_right=pk)

    assert words(made_for(lagging), "lead") == ["En helt ny ingress"]


def test_wrong_markup_is_shown_and_the_text_not_lost(translator, swedish_version):
    screen = Screen(translator, swedish_version)

    screen.write({"Yksi lause": '<div>En mening <a id="a7">här</a></div>'}).send()

    row = screen.row("Yksi lause")
    assert "<div> tag is not allowed" in row.select_one(".translation-error").get_text()
    assert '<a id="a7">här</a>' in row.textarea.get_text()
    assert "5 of 6 segments" in screen.soup.get_text()


def test_a_lost_link_is_pointed_out(translator, make_article, submit):
    article = make_article(
        body=stream(paragraph('<p>Lue <a href="https://example.org/">lisää</a>.</p>'))
    )
    screen = Screen(translator, submit(article, "sv"))
    assert "https://example.org/" in screen.row("Lue").get_text()

    screen.write({"Lue": "Läs mer."}).send()

    assert "The link a1 of the original is missing" in screen.row("Lue").get_text()


def test_an_emptied_box_removes_the_translation_and_says_so(
    translator, swedish_version, made_for, words
):
    screen = Screen(translator, swedish_version).write({"Ingressi": ""}).send()

    assert words(made_for(swedish_version), "lead") == [None]
    assert "1 translation removed" in screen.said


def test_a_box_that_was_not_sent_is_left_alone(
    translator, swedish_version, made_for, words
):
    screen = Screen(translator, swedish_version)
    del screen.form[screen.box("Ingressi")]

    screen.send()

    assert words(made_for(swedish_version), "lead") == ["sv: Ingressi"]


# Two people on one text


@pytest.fixture
def two(sign_in, swedish_version):
    """Two people with the same text before them; the first has saved the lead."""
    first = Screen(sign_in("first", "change"), swedish_version)
    second = Screen(sign_in("second", "change"), swedish_version)
    first.write({"Ingressi": "Den förstas"}).send()
    return first, second


def test_the_later_one_sees_both_and_all_else_is_saved(
    two, made_for, words, swedish_version
):
    made = made_for(swedish_version)

    second = two[1].write({"Ingressi": "Den andras", "Ensin": "Först"}).send()

    assert words(made, "lead") == ["Den förstas"]
    assert StringTranslation.objects.filter(data="Först").exists()
    row = second.row("Ingressi")
    assert row.textarea.get_text(strip=True) == "Den andras"
    assert "Den förstas" in row.fieldset.get_text()
    assert "first" in row.fieldset.get_text()


@pytest.mark.parametrize(
    ("choice", "kept"), [("mine", "Den andras"), ("theirs", "Den förstas")]
)
def test_the_later_one_chooses(two, made_for, words, swedish_version, choice, kept):
    second = two[1].write({"Ingressi": "Den andras"}).send()
    name = second.row("Ingressi").find("input", type="radio")["name"]

    second.send(**{name: choice})

    assert words(made_for(swedish_version), "lead") == [kept]
    assert not second.soup.select(".translation-choice")


def test_nothing_is_kept_until_a_choice_was_made(two, made_for, words, swedish_version):
    second = two[1].write({"Ingressi": "Den andras"}).send()

    second.send()

    assert words(made_for(swedish_version), "lead") == ["Den förstas"]
    assert second.row("Ingressi").textarea.get_text(strip=True) == "Den andras"


def test_a_choice_does_not_hold_against_newer_words(
    two, made_for, words, swedish_version
):
    first, second = two
    second.write({"Ingressi": "Den andras"}).send()
    name = second.row("Ingressi").find("input", type="radio")["name"]
    first.write({"Ingressi": "Den förstas igen"}).send()

    second.send(**{name: "mine"})

    assert words(made_for(swedish_version), "lead") == ["Den förstas igen"]
    assert "Den förstas igen" in second.row("Ingressi").fieldset.get_text()


def test_who_did_not_touch_a_segment_overwrites_nothing(
    two, made_for, words, swedish_version
):
    two[1].write({"Ensin": "Först"}).send()

    assert words(made_for(swedish_version), "lead") == ["Den förstas"]


def test_an_emptied_box_does_not_remove_somebody_elses_words(
    two, made_for, words, swedish_version
):
    two[1].write({"Ingressi": ""}).send()

    assert words(made_for(swedish_version), "lead") == ["Den förstas"]


def test_words_whose_original_went_away_are_shown_again(
    translator, article, swedish_version, publish
):
    screen = Screen(translator, swedish_version)
    publish(article, lead="Toinen ingressi")

    screen.write({"Ingressi": "Mina ord"}).send()

    assert "Mina ord" in screen.soup.select_one("pre").get_text()
    assert not StringTranslation.objects.filter(data="Mina ord").exists()


# Different in this language


@pytest.fixture
def pictured(make_article, submit, picture):
    article = make_article(
        lead_image=picture,
        lead_image_decorative=True,
        source_url="https://example.org/fi",
        body=stream(
            paragraph('<p><a href="https://example.org/a">Linkki</a></p>'),
            figure(picture.pk, "Kuva"),
        ),
    )
    return submit(article, "sv")


def own(screen, text):
    """The name of the field whose help tells of the original's value."""
    for field in screen.soup.select(".translation-own .w-field__wrapper"):
        if text in field.get_text():
            return field.find("input")["name"]
    raise AssertionError(text)


def test_an_address_may_differ_and_is_given_back_by_emptying(
    translator, pictured, publisher, row
):
    screen = Screen(publisher, pictured)
    name = own(screen, "https://example.org/fi")

    screen.send(**{name: "https://example.org/sv", "action": "publish"})
    assert row(pictured).source_url == "https://example.org/sv"

    screen.send(**{name: "", "action": "publish"})
    assert row(pictured).source_url == "https://example.org/fi"
    assert not SegmentOverride.objects.exists()


def test_a_link_of_the_text_may_lead_elsewhere(publisher, pictured, row):
    screen = Screen(publisher, pictured)

    screen.send(
        **{own(screen, "https://example.org/a"): "https://example.org/b"},
        action="publish",
    )

    assert 'href="https://example.org/b"' in str(row(pictured).body[0].value)


def test_no_link_may_run_a_script(publisher, pictured):
    screen = Screen(publisher, pictured)
    name = own(screen, "https://example.org/a")

    screen.send(**{name: "java\tscript:alert(1)"})

    assert not SegmentOverride.objects.exists()
    assert "Begin the address with https://" in screen.soup.get_text()


def test_a_picture_may_differ(publisher, pictured, picture, row):
    other = type(picture).objects.create(title="Bild", file=picture.file)
    screen = Screen(publisher, pictured)
    fields = [
        field
        for field in screen.soup.select(".translation-own input[type=hidden]")
        if field["name"].startswith("own-")
    ]
    assert len(fields) == 2

    data = {field["name"]: str(other.pk) for field in fields}
    screen.send(**data, action="publish")

    assert row(pictured).lead_image_id == other.pk
    assert row(pictured).body[1].value["image"].pk == other.pk


def test_links_to_pages_are_left_to_the_site(translator, make_article, submit):
    target = make_article("Kohde")
    article = make_article(
        "Sivu",
        body=stream(
            paragraph(f"<p>{page_link(target)}</p>"), links(("Lue", target.pk, ""))
        ),
    )
    screen = Screen(translator, submit(article, "sv"))

    assert not screen.soup.select(".translation-own")


def test_two_people_lose_no_address_either(sign_in, pictured):
    first = Screen(sign_in("first", "change"), pictured)
    second = Screen(sign_in("second", "change"), pictured)
    name = own(first, "https://example.org/fi")

    first.send(**{name: "https://example.org/1"})
    second.send(**{name: "https://example.org/2"})

    assert SegmentOverride.objects.get().data == "https://example.org/1"
    assert "changed by somebody else meanwhile" in second.said


# Rights


def test_another_language_is_closed(sign_in, swedish_version):
    client = sign_in("english", "change", language="en")

    response = client.get(f"/admin/pages/{swedish_version.pk}/edit/")

    assert response.status_code == 302
    assert client.post(f"/admin/pages/{swedish_version.pk}/edit/").status_code == 302


def test_a_locked_version_can_be_read_only(
    translator, swedish_version, sign_in, made_for, words
):
    open_screen = Screen(translator, swedish_version)
    owner = sign_in("owner", "change").user
    Page.objects.filter(pk=swedish_version.pk).update(
        locked=True, locked_by=owner, locked_at=timezone.now()
    )

    screen = Screen(translator, swedish_version)
    assert not screen.soup.select(
        "#translation-form textarea, #translation-form [type=submit]"
    )
    assert "owner" in screen.soup.select_one(".help-warning").get_text()

    open_screen.write({"Ingressi": "Ändå"}).send()
    assert words(made_for(swedish_version), "lead") == ["sv: Ingressi"]


def test_translators_are_offered_no_publishing(translator, swedish_version):
    screen = Screen(translator, swedish_version)

    values = {one.get("value") for one in screen.soup.select("[name=action]")}
    assert values == {"save", "hand-in"}


def test_what_is_not_offered_is_not_done_either(translator, swedish_version, row):
    Screen(translator, swedish_version).write({"Ingressi": "Ny"}).send(action="publish")

    assert row(swedish_version).lead == "sv: Ingressi"


def test_the_original_is_read_on_the_screen_and_not_opened(
    translator, swedish_version, article
):
    screen = Screen(translator, swedish_version)

    assert f"/admin/pages/{article.pk}/edit/" not in screen.html
    assert "Yksi lause järjestöistä." in screen.html


# Publishing


def test_publishing_gives_readers_the_new_words(publisher, swedish_version, row):
    screen = Screen(publisher, swedish_version)

    screen.write({"Ingressi": "En ingress"}).send(action="publish")

    assert row(swedish_version).lead == "En ingress"
    assert "is published in Swedish" in screen.said


def test_a_refusal_says_why_and_what_to_do(publisher, lagging, row):
    screen = Screen(publisher, lagging).send(action="publish")

    assert "The originals of 2 segments have changed." in screen.said
    assert "Translate what is missing" in screen.said
    assert row(lagging).lead == "sv: Ingressi"


def test_publishing_with_a_reason_is_a_step_of_its_own(sign_in, lagging, made_for, row):
    client = sign_in("chief", "change", "publish", "override")
    url = f"/admin/translation/{made_for(lagging).pk}/publish-behind/"
    assert url in Screen(client, lagging).html

    page = client.get(url).content.decode()
    assert "sv: Ingressi" in page
    assert client.post(url, {"reason": ""}).status_code == 200
    assert not PublishedBehind.objects.exists()

    client.post(url, {"reason": "Brådskande"})

    assert PublishedBehind.objects.get(page=lagging).reason == "Brådskande"
    assert "Brådskande" in Screen(client, lagging).html


@pytest.mark.parametrize("rights", [["change", "publish"], ["change", "override"]])
def test_a_reason_alone_is_not_the_right(sign_in, lagging, made_for, rights):
    client = sign_in("somebody", *rights)
    url = f"/admin/translation/{made_for(lagging).pk}/publish-behind/"

    assert client.post(url, {"reason": "Brådskande"}).status_code == 302
    assert url not in Screen(client, lagging).html
    assert not PublishedBehind.objects.exists()


def test_a_version_live_but_behind_is_called_so(translator, lagging):
    header = Screen(translator, lagging).soup.select_one(".translation-header")

    assert "live, but older than the original" in header.get_text()


# Preview


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


@pytest.mark.pair
def test_one_language_of_the_pair_is_sent_to_the_languages_together(
    publisher, make_article, submit, row
):
    version = submit(make_article("Järjestöt", live=False), "sv", live=False)

    screen = Screen(publisher, version).send(action="publish")

    assert "Suomi is missing." in screen.said
    assert screen.soup.select_one(
        f'.messages a[href="/admin/translation/together/{version.pk}/"]'
    )
    assert not row(version).live
