"""Beside the results: what other languages have, and pages that editors recommend."""

from django.contrib.auth.models import Group
from wagtail.contrib.search_promotions.models import SearchPromotion

from lexicon.models import Term
from tests.search.page.results import PAGES, found

# Other languages


def elsewhere(html):
    return [
        (link["lang"], link["hreflang"], link.text)
        for link in html.select(".found-elsewhere a")
    ]


def test_what_other_languages_have_is_told_where_little_is_found(make_article, read):
    make_article("Entresse på svenska", language="sv")
    make_article("Entresse in English", language="en")

    html = read(PAGES["fi"], q="entresse")

    assert sorted(elsewhere(html)) == [
        ("en", "en", "Entresse in English"),
        ("sv", "sv", "Entresse på svenska"),
    ]


def test_versions_of_what_is_shown_are_not_told_again(three_languages, read):
    html = read(PAGES["fi"], q="festivaali")

    assert found(html) == ["Yhteinen festivaali"]
    assert elsewhere(html) == []


def test_page_in_two_other_languages_is_told_once(three_languages, read):
    html = read(PAGES["fi"], q="common")

    assert len(elsewhere(html)) == 1


def test_other_languages_are_left_alone_where_much_is_found(make_article, read):
    make_article("Festivaali på svenska", language="sv")
    for number in range(3):
        make_article(f"Festivaali {number}")

    assert elsewhere(read(PAGES["fi"], q="festivaali")) == []


def test_known_term_is_looked_for_by_its_name_in_the_other_language(make_article, read):
    Term.objects.all().delete()
    Term.objects.create(fi="kielikahvila", sv="språkkafé", en="language café")
    make_article("Ett nytt språkkafé", language="sv")

    html = read(PAGES["fi"], q="kielikahvila")

    assert elsewhere(html) == [("sv", "sv", "Ett nytt språkkafé")]


def test_topic_is_looked_for_by_its_name_in_the_other_language(
    make_article, make_topic, read
):
    topic = make_topic("Naapuruus")
    make_topic("Grannskap", language="sv", of=topic)
    make_article("Om grannskap", language="sv")

    html = read(PAGES["fi"], q="naapuruus xyzzy")

    assert elsewhere(html) == []
    assert ("sv", "sv", "Om grannskap") in elsewhere(read(PAGES["fi"], q="naapuruus"))


# Recommended pages


def recommended(html):
    return [link.text for link in html.select(".promoted a")]


def test_promoted_page_comes_first_in_its_language_only(make_article, promote, read):
    promote("Neuvonta", make_article("Kysy meiltä"), "Vastaamme arkisin.")

    html = read(PAGES["fi"], q=" neuvonta ")

    assert recommended(html) == ["Kysy meiltä"]
    assert "Vastaamme arkisin." in html.select_one(".promoted").text
    assert recommended(read(PAGES["sv"], q="neuvonta")) == []
    assert recommended(read(PAGES["fi"], q="neuvonta kysy")) == []


def test_promoted_pages_stand_in_the_order_of_the_editors(make_article, promote, read):
    pages = [make_article(title) for title in ("Toinen", "Ensimmäinen")]
    for number, page in enumerate(pages):
        promote("neuvonta", page)
        SearchPromotion.objects.filter(page=page).update(sort_order=1 - number)

    assert recommended(read(PAGES["fi"], q="neuvonta")) == ["Ensimmäinen", "Toinen"]


def test_promoted_page_that_nobody_may_read_is_not_shown(make_article, promote, read):
    promote("neuvonta", make_article("Luonnos", live=False))

    assert recommended(read(PAGES["fi"], q="neuvonta")) == []


def test_staff_promote_pages_in_the_admin(db, client, django_user_model):
    user = django_user_model.objects.create_user("writer", password="writer")
    user.groups.add(Group.objects.get(name="Communications staff"))
    client.force_login(user)

    assert client.get("/admin/searchpicks/").status_code == 200
