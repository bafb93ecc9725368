"""A contact is one person with one number, in as many languages as the site has."""

import pytest
from django.utils import translation
from wagtail_localize.models import StringSegment, TranslationSource

from articles.models import ArticleContact, ContactPage

NUMBER = "+358450001234"


@pytest.fixture
def contact(make_contact):
    return make_contact(
        "Aino Esimerkki",
        role="suunnittelija",
        unit="Kaupunki",
        phone="045 000 1234",
        languages=["fi", "en"],
    )


@pytest.fixture
def article(make_article, contact):
    article = make_article()
    ArticleContact.objects.create(page=article, contact=contact)
    return article


def names(html):
    return [a.text for a in html.select(".contact-card .contact-name")]


def paths(page):
    """Return the paths of what translators are given of a page."""
    source, _ = TranslationSource.update_or_create_from_instance(page)
    return sorted(
        StringSegment.objects.filter(source=source).values_list(
            "context__path", flat=True
        )
    )


@pytest.mark.parametrize("typed", ["0450001234", "+358 450 001 234", "045-000 1234"])
def test_phone_is_stored_in_one_form_however_typed(make_contact, typed):
    contact = make_contact(phone=typed)

    stored = ContactPage.objects.filter(pk=contact.pk).values_list("phone", flat=True)
    assert [str(number) for number in stored] == [NUMBER]


@pytest.mark.parametrize(
    ("language", "shown"),
    [("fi", "045 000 1234"), ("sv", "045 000 1234"), ("en", "+358 45 000 1234")],
)
def test_phone_is_shown_as_the_language_writes_it(
    contact, article, translated, read, language, shown
):
    page, card = (article, contact)
    if language != "fi":
        card, page = translated(contact, language), translated(article, language)

    for shown_on in (page, card):
        link = read(shown_on).select_one(".contact-card a[href^=tel]")
        assert (link["href"], link.text) == ("tel:+358-45-0001234", shown)


def test_foreign_number_is_shown_in_full_in_every_language(make_contact, read):
    contact = make_contact(phone="+46 8 508 290 00")

    link = read(contact).select_one("a[href^=tel]")

    assert link.text == "+46 8 508 290 00"


def test_translators_are_given_the_role_and_the_unit_only(contact):
    assert paths(contact) == ["role", "unit"]


def test_what_is_not_words_follows_the_original(contact, submit, publish):
    version = submit(contact, "sv", {"suunnittelija": "planerare"})

    assert version.role == "planerare"
    assert str(version.phone) == NUMBER
    assert (version.title, version.slug) == (contact.title, contact.slug)
    assert version.email == "contact@example.org"
    assert version.languages == ["fi", "en"]


def test_role_in_an_article_is_given_to_translators_and_the_contact_is_not(
    article, contact
):
    relation = article.article_contacts.get()
    relation.role = "hankkeen vetäjä"
    relation.save()
    article = type(article).objects.get(pk=article.pk)

    given = [path for path in paths(article) if path.startswith("article_contacts")]

    assert given == [f"article_contacts.{relation.translation_key}.role"]


def test_role_in_an_article_stands_before_the_contact_s_own(
    article, contact, submit, read
):
    article.article_contacts.update(role="hankkeen vetäjä")
    submit(contact, "sv", {"suunnittelija": "planerare"})

    version = submit(
        type(article).objects.get(pk=article.pk),
        "sv",
        {"hankkeen vetäjä": "projektledare"},
    )

    assert read(article).select_one(".contact-role").text == "hankkeen vetäjä"
    assert read(version).select_one(".contact-role").text == "projektledare"
    assert version.article_contacts.get().contact_id == contact.pk


def test_contacts_stand_in_the_order_the_writer_gave(make_article, make_contact, read):
    article = make_article()
    for order, name in [(2, "Kolmas"), (0, "Ensimmäinen"), (1, "Toinen")]:
        ArticleContact.objects.create(
            page=article, contact=make_contact(name), sort_order=order
        )

    assert names(read(article)) == ["Ensimmäinen", "Toinen", "Kolmas"]


def test_withdrawn_contact_vanishes_in_all_languages_at_once(
    contact, article, translated, submit, publish, read
):
    swedish = submit(contact, "sv")
    version = translated(article, "sv")
    assert names(read(article)) == names(read(version)) == ["Aino Esimerkki"]

    publish(contact, withdrawn=True)

    assert names(read(article)) == names(read(version)) == []
    assert "Aino" not in read("/fi/yhteystiedot/").main.text
    assert "Aino" not in read("/sv/kontakt/").main.text
    read(contact.get_url(), status=410)
    read(swedish.get_url(), status=410)


def test_draft_of_a_withdrawal_changes_nothing_for_readers(
    contact, article, submit, read
):
    swedish = submit(contact, "sv")
    contact.withdrawn = True

    contact.save_revision()

    assert names(read(article)) == ["Aino Esimerkki"]
    read(contact)
    read(swedish)


def test_unpublished_contact_is_not_shown(contact, article, read):
    contact.unpublish()

    assert names(read(article)) == []


def test_contact_page_lists_what_names_it_in_this_language(
    contact, article, make_article, translated, submit, read
):
    swedish_contact = submit(contact, "sv")
    version = translated(article, "sv", title="Artikeln")
    hidden = make_article("Luonnos", live=False)
    ArticleContact.objects.create(page=hidden, contact=contact)

    def named(page):
        return [
            (a["href"], a.text)
            for a in read(page).select("section[aria-labelledby=named-by] a")
        ]

    assert named(contact) == [(article.get_url(), article.title)]
    assert named(swedish_contact) == [(version.get_url(), "Artikeln")]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fi", "suomi, englanti"), ("sv", "finska, engelska"), ("en", "Finnish, English")],
)
def test_languages_served_are_named_in_the_reader_s_own(
    contact, translated, read, language, expected
):
    page = contact if language == "fi" else translated(contact, language)

    assert expected in read(page).select_one(".contact-languages").text


@pytest.mark.parametrize(
    ("field", "value"),
    [("email", "aino(at)example.org"), ("phone", "12"), ("phone", "soita minulle")],
)
def test_editor_is_told_of_an_address_or_number_that_cannot_be(
    contact, edit, field, value
):
    html, status = edit(contact, **{field: value})

    assert status == 200
    error = html.select_one(f"#panel-child-content-{field}-errors, .error-message")
    assert error is not None
    assert error.text.strip()
    contact.refresh_from_db()
    assert value not in (contact.email, str(contact.phone))


def test_contact_without_any_way_to_reach_it_is_not_published(make_contact, edit):
    contact = make_contact(live=False, email="a@example.org")

    html, status = edit(contact, email="", phone="")

    assert status == 200
    with translation.override("en"):
        assert "Give an e-mail address or a phone number." in html.text
    contact.refresh_from_db()
    assert not contact.live
