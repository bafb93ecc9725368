"""What pages tell machines: cards for sharing, and structured data that is true."""

import io
import json
import uuid
from datetime import UTC, datetime

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import translation
from django.utils.translation import gettext
from PIL import Image, ImageChops
from wagtail.models import PageViewRestriction

from articles.models import (
    ArticlePage,
    EasyReadingPage,
    MeetingPage,
    Place,
    Publisher,
    Series,
    TopicCard,
    TopicIndexPage,
)
from espoo.card_drawing import (
    HEIGHT,
    MARGIN,
    SMALLEST,
    TITLE_BOTTOM,
    WIDTH,
    _font,
    can_be_drawn,
    draw_card,
    fit_title,
)
from espoo.models import SocialCard

BASE = "https://site.example"
KEY = uuid.UUID("0f7b7b5e-3c2c-4a2d-9a0e-2f8f0e0c1d11")
LANGUAGES = ["fi", "sv", "en"]
Status, Mode = MeetingPage.Status, MeetingPage.Mode


@pytest.fixture(autouse=True)
def _public_address(settings):
    settings.BASE_URL = BASE


@pytest.fixture
def publish_with_card(publish, django_capture_on_commit_callbacks):
    """Return a function that publishes a page or topic and does what follows."""

    def make(page, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            return publish(page, **fields)

    return make


def tags(html):
    """Return the Open Graph and card tags by name; the first where one repeats."""
    found = {}
    for meta in html.select("meta[property], meta[name^='twitter:']"):
        found.setdefault(meta.get("property") or meta["name"], meta["content"])
    return found


def things(html):
    """Return what the page tells in schema.org's words, by type."""
    (script,) = html.select("script[type='application/ld+json']")
    data = json.loads(script.string)
    assert data["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in data["@graph"]}


# The drawing


def opened(data):
    image = Image.open(io.BytesIO(data))
    assert image.format == "PNG"
    return image.convert("RGB")


def test_card_has_the_size_that_networks_ask_for():
    assert opened(draw_card("Järjestöt", "Kansainvälinen Espoo", KEY)).size == (
        1200,
        630,
    )


def shore(image):
    return image.crop((0, TITLE_BOTTOM, WIDTH, HEIGHT))


def test_languages_of_a_page_share_the_shore():
    finnish = opened(draw_card("Järjestöt ja kaupunki yhdessä", "Espoo", KEY))
    swedish = opened(draw_card("Föreningar", "Esbo", KEY))
    other = opened(draw_card("Föreningar", "Esbo", uuid.uuid4()))

    # Few colours are kept of each, so that single dots may differ by a shade.
    def difference(one, two):
        histogram = ImageChops.difference(shore(one), shore(two)).convert("L")
        return sum(histogram.histogram()[24:])

    assert difference(finnish, swedish) == 0
    assert difference(other, swedish) > 10_000


@pytest.mark.parametrize("letter", "åäöÅÄÖšžéüđПя–”’€")
def test_letter_is_in_our_type(letter):
    assert can_be_drawn(letter)


def test_dots_and_rings_are_drawn():
    drawn = {word: draw_card(word, "", KEY) for word in ("Aalto", "Äalto", "Åalto")}

    assert len(set(drawn.values())) == 3


@pytest.mark.parametrize("title", ["إسبو", "日本", "", "Espoo إسبو"])
def test_title_that_our_type_cannot_set_is_not_drawn(title):
    assert not can_be_drawn(title)


LONG = "Kansainvälinen kaupunki kuuntelee asukkaita ja järjestöjä kaikilla kielillä "


@pytest.mark.parametrize(
    "title",
    [
        "Åbo",
        LONG,
        (LONG * 3).strip(),
        LONG * 9,
        "Kansainvälisyyskasvatussuunnitelmakokonaisuus",
        "x" * 255,
        "lentokone\u00adsuihkuturbiini\u00admoottori\u00adapumekaanikko\u00adaliupseeri",
    ],
)
def test_title_stays_in_its_place_however_long(title):
    fitted = fit_title(title)

    font = _font(fitted.size)
    assert fitted.lines
    assert max(map(font.getlength, fitted.lines)) <= WIDTH - 2 * MARGIN
    below = fitted.size * 1.14 * len(fitted.lines)
    assert below <= TITLE_BOTTOM
    assert "\u00ad" not in "".join(fitted.lines)


def test_longer_title_is_set_smaller_and_keeps_its_words():
    sizes = [fit_title(LONG * n).size for n in (1, 2, 3)]

    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1] >= SMALLEST
    for n in (1, 2, 3):
        assert " ".join(fit_title(LONG * n).lines) == (LONG * n).strip()


def test_title_that_fits_nowhere_is_seen_to_be_cut():
    assert fit_title(LONG * 9).lines[-1].endswith("…")


def test_compound_is_broken_where_its_writer_allows():
    lines = fit_title("lentokone\u00adsuihkuturbiini\u00admoottori\u00adapu" * 2).lines

    assert len(lines) > 1
    assert all(line.endswith("-") for line in lines[:-1])


# The cards of pages


def test_published_page_has_a_card_of_its_own_in_each_language(
    make_article, translated, publish_with_card, read
):
    article = make_article("Järjestöt ja kaupunki")
    swedish = translated(article, "sv", title="Föreningar och staden")
    seen = []
    for page in (article, swedish):
        publish_with_card(page)
        found = tags(read(page))

        url = found["og:image"]
        code = page.locale.language_code
        start = f"{BASE}/media/social-cards/{article.translation_key}-{code}-"
        assert url.startswith(start)
        assert url.endswith(".png")
        with default_storage.open(url.removeprefix(f"{BASE}/media/")) as file:
            assert opened(file.read()).size == (
                int(found["og:image:width"]),
                int(found["og:image:height"]),
            )
        assert found["og:image:alt"] == page.title
        assert found["twitter:card"] == "summary_large_image"
        seen.append(url)

    assert len(set(seen)) == 2


def test_page_without_a_card_names_no_picture(make_article, read):
    found = tags(read(make_article()))

    assert not [name for name in found if name.startswith("og:image")]
    assert found["twitter:card"] == "summary"


def test_no_card_is_made_in_a_readers_request(make_article, read, monkeypatch):
    def fail(*args):
        raise AssertionError("drawn for a reader")

    monkeypatch.setattr("espoo.social_cards.draw_card", fail)

    read(make_article())

    assert not SocialCard.objects.exists()


def test_new_title_gives_a_new_card_and_removes_the_old(
    make_article, publish_with_card
):
    article = publish_with_card(make_article("Ennen"))
    before = SocialCard.objects.get().file.name

    publish_with_card(article, title="Jälkeen")

    after = SocialCard.objects.get().file.name
    assert after != before
    assert default_storage.exists(after)
    assert not default_storage.exists(before)


def test_card_is_not_drawn_again_for_nothing(
    make_article, publish_with_card, monkeypatch
):
    article = publish_with_card(make_article("Sama"))
    before = SocialCard.objects.get().file.name
    monkeypatch.setattr("espoo.social_cards.draw_card", None)

    publish_with_card(article, lead="Uusi ingressi")

    assert SocialCard.objects.get().file.name == before


def test_page_that_is_taken_off_leaves_no_card(
    make_article, publish_with_card, django_capture_on_commit_callbacks
):
    for number, take_off in enumerate([ArticlePage.unpublish, ArticlePage.delete]):
        article = publish_with_card(make_article(f"Poistuu {number}"))
        name = SocialCard.objects.get().file.name
        assert default_storage.exists(name)

        with django_capture_on_commit_callbacks(execute=True):
            take_off(article)

        assert not SocialCard.objects.exists()
        assert not default_storage.exists(name)


def test_page_that_nobody_can_read_gets_no_card(make_article, publish_with_card):
    article = make_article()
    PageViewRestriction.objects.create(
        page=article, restriction_type=PageViewRestriction.LOGIN
    )

    publish_with_card(article)

    assert not SocialCard.objects.exists()


def test_title_in_another_script_is_published_without_a_card(
    make_article, publish_with_card, read
):
    article = publish_with_card(make_article("إسبو للجميع", slug="espoo"))

    assert "og:image" not in tags(read(article))


def test_card_that_fails_does_not_stop_the_publication(
    make_article, publish_with_card, monkeypatch, read
):
    monkeypatch.setattr("espoo.social_cards.draw_card", None)

    article = publish_with_card(make_article("Julki"))

    assert read(article).h1.text.strip() == "Julki"


def test_command_makes_the_cards_that_are_missing(
    make_article, django_capture_on_commit_callbacks, read
):
    make_article("Luonnos", live=False)
    article = make_article("Vanha")

    call_command("make_social_cards", verbosity=0)
    names = sorted(card.file.name for card in SocialCard.objects.all())
    call_command("make_social_cards", verbosity=0)

    assert sorted(card.file.name for card in SocialCard.objects.all()) == names
    assert not SocialCard.objects.filter(page__live=False).exists()
    for page in (article, "/sv/", "/en/topics/"):
        assert tags(read(page))["og:image"].startswith(BASE)


def test_published_topic_has_a_card_of_its_own_in_each_language(
    make_topic, publish_with_card, read
):
    topic = make_topic("Kielikahvila", slug="kielikahvila", live=False)
    swedish = make_topic(
        "Språkkafé", of=topic, language="sv", slug="sprakkafe", live=False
    )
    call_command("make_social_cards", verbosity=0)
    seen = []
    for one, url in (
        (topic, "/fi/aiheet/kielikahvila/"),
        (swedish, "/sv/amnen/sprakkafe/"),
    ):
        publish_with_card(one)

        found = tags(read(url))
        name = found["og:image"].removeprefix(f"{BASE}/media/")
        assert name.startswith(f"social-cards/{topic.translation_key}-")
        assert default_storage.exists(name)
        assert found["og:image:alt"] == one.name
        seen.append(name)

    list_card = tags(read("/fi/aiheet/"))["og:image"]
    assert len({*seen, list_card}) == 3


def test_topic_without_a_card_does_not_share_that_of_the_list(make_topic, read):
    make_topic("Kielikahvila", slug="kielikahvila")
    SocialCard.objects.create(
        page=TopicIndexPage.objects.get(slug="aiheet"), file="list.png"
    )

    assert "og:image" not in tags(read("/fi/aiheet/kielikahvila/"))
    assert not TopicCard.objects.exists()


def test_topic_that_is_taken_off_leaves_no_card(
    make_topic, publish_with_card, django_capture_on_commit_callbacks
):
    topic = publish_with_card(make_topic("Kielikahvila"))
    name = TopicCard.objects.get().file.name

    with django_capture_on_commit_callbacks(execute=True):
        topic.unpublish()

    assert not TopicCard.objects.exists()
    assert not default_storage.exists(name)


def test_renamed_topic_has_a_new_card(make_topic, publish_with_card):
    topic = publish_with_card(make_topic("Ennen"))
    before = TopicCard.objects.get().file.name

    publish_with_card(topic, name="Jälkeen")

    after = TopicCard.objects.get().file.name
    assert after != before
    assert not default_storage.exists(before)


def test_command_makes_the_cards_of_topics(make_topic):
    topic = make_topic("Kielikahvila")

    call_command("make_social_cards", verbosity=0)

    assert default_storage.exists(TopicCard.objects.get(topic=topic).file.name)


# Open Graph


def test_article_tells_what_it_is_when_it_is_shared(make_article, translated, read):
    article = make_article(
        "Järjestöt & “kaupunki”",
        lead="Lyhyesti.",
        slug="jarjestot",
        published_at=datetime(2021, 1, 20, 12, 22, tzinfo=UTC),
        content_updated_at=datetime(2021, 8, 31, 9, 0, tzinfo=UTC),
    )
    translated(article, "sv")
    translated(article, "en", live=False)

    html = read(article)

    found = tags(html)
    assert found["og:title"] == article.title
    assert found["og:type"] == "article"
    assert found["og:url"] == f"{BASE}/fi/artikkelit/jarjestot/"
    assert found["og:description"] == "Lyhyesti."
    assert found["og:locale"] == "fi_FI"
    with translation.override("fi"):
        assert found["og:site_name"] == gettext("International Espoo")
    others = html.select("meta[property='og:locale:alternate']")
    assert [one["content"] for one in others] == ["sv_FI"]
    published = datetime.fromisoformat(found["article:published_time"])
    assert published == article.published_at
    updated = datetime.fromisoformat(found["article:modified_time"])
    assert updated == article.content_updated_at


def test_long_lead_is_shortened_where_it_is_shared(make_article, read):
    told = tags(read(make_article(lead="sana " * 200)))["og:description"]

    assert len(told) <= 200
    assert told.endswith("…")


@pytest.mark.parametrize("code", LANGUAGES)
def test_other_pages_tell_what_they_are_too(db, read, code):
    found = tags(read(f"/{code}/"))

    assert found["og:type"] == "website"
    assert found["og:url"] == f"{BASE}/{code}/"
    assert found["og:locale"].startswith(code)


def test_topic_is_shared_by_its_own_name(make_topic, read):
    make_topic("Kielikahvila", slug="kielikahvila", intro="Kahvia ja kieliä.")

    found = tags(read("/fi/aiheet/kielikahvila/"))

    assert found["og:title"] == "Kielikahvila"
    assert found["og:description"] == "Kahvia ja kieliä."
    assert found["og:url"] == f"{BASE}/fi/aiheet/kielikahvila/"


def test_page_that_is_not_there_tells_nothing_of_itself(db, read):
    html = read("/fi/ei-ole/", status=404)

    assert tags(html) == {}
    assert html.select("script[type='application/ld+json']") == []


def test_choice_of_language_tells_what_it_is(db, read):
    call_command("make_social_cards", verbosity=0)

    html = read("/")

    found = tags(html)
    assert html.select_one("link[rel=canonical]")["href"] == f"{BASE}/"
    assert (found["og:title"], found["og:url"]) == (html.title.text, f"{BASE}/")
    assert found["og:locale"] == "en_GB"
    assert f"-{LANGUAGES[0]}-" in found["og:image"]
    assert things(html)["WebSite"]["name"] == html.title.text


# Which version for whom none suits


def default(html):
    return html.select_one("link[hreflang=x-default]")["href"]


def test_original_is_for_whom_no_language_suits(make_article, translated, read):
    article = make_article("Associations", language="en", slug="associations")
    finnish = translated(article, "fi", slug="jarjestot")

    english = f"{BASE}/en/articles/associations/"
    assert default(read(article)) == default(read(finnish)) == english


def test_front_page_leads_on_to_the_choice_of_language(db, read):
    assert {default(read(f"/{code}/")) for code in LANGUAGES} == {f"{BASE}/"}


# Structured data


def test_article_is_a_news_article_that_says_what_the_page_says(
    make_article, finnish, read, publish_with_card
):
    publisher = Publisher.objects.create(name="Espoon kaupunki", locale=finnish)
    series = Series.objects.create(name="Kansainvälinen Espoo", locale=finnish)
    article = publish_with_card(
        make_article(
            "Järjestöt",
            slug="jarjestot",
            lead="Lyhyesti.",
            publisher=publisher,
            series=series,
            published_at=datetime(2021, 1, 20, 12, 22, tzinfo=UTC),
            content_updated_at=datetime(2021, 8, 31, 9, 0, tzinfo=UTC),
        )
    )

    html = read(article)

    told = things(html)["NewsArticle"]
    assert told["headline"] == html.h1.text.strip()
    assert told["description"] == "Lyhyesti."
    assert told["datePublished"] == "2021-01-20T14:22:00+02:00"
    assert told["dateModified"] == "2021-08-31T12:00:00+03:00"
    assert told["inLanguage"] == html.html["lang"].split("-")[0]
    organization = {"@type": "Organization", "name": "Espoon kaupunki"}
    assert told["author"] == told["publisher"] == organization
    assert told["image"] == tags(html)["og:image"]
    canonical = html.select_one("link[rel=canonical]")["href"]
    assert told["mainEntityOfPage"]["@id"] == canonical
    assert told["isPartOf"] == {
        "@type": "CreativeWorkSeries",
        "name": "Kansainvälinen Espoo",
    }


def test_what_an_article_lacks_is_not_told(make_article, finnish, read):
    draft = Publisher.objects.create(name="Luonnos", locale=finnish, live=False)

    told = things(read(make_article(publisher=draft)))["NewsArticle"]

    assert not {"image", "isPartOf", "alternativeHeadline"} & set(told)
    with translation.override("fi"):
        assert told["publisher"]["name"] == gettext("International Espoo")


def test_structured_data_cannot_end_its_element(make_article, client):
    title = "</script><script>alert('x')</script> <!-- & \u2028"
    page = make_article(title, slug="x", lead="]]>")

    html = client.get(page.get_url()).content.decode()

    start = html.index('<script type="application/ld+json">')
    text = html[start : html.index("</script>", start)].partition(">")[2]
    assert not set("<>&") & set(text)
    told = {one["@type"]: one for one in json.loads(text)["@graph"]}
    assert told["NewsArticle"]["headline"] == page.title


def test_page_tells_the_way_to_it(make_meeting, make_project, read):
    project = make_project("Town Hall", slug="town-hall")
    html = read(make_meeting("Tulevaisuus", project=project, slug="tulevaisuus"))

    steps = things(html)["BreadcrumbList"]["itemListElement"]

    assert [step["position"] for step in steps] == [1, 2, 3, 4]
    shown = [one.text.strip() for one in html.select(".breadcrumb li")]
    assert [step["name"] for step in steps] == shown
    assert [step["item"] for step in steps] == [
        f"{BASE}/fi/",
        f"{BASE}/fi/hankkeet/",
        f"{BASE}/fi/hankkeet/town-hall/",
        f"{BASE}/fi/hankkeet/town-hall/tulevaisuus/",
    ]


def test_topic_tells_the_way_to_it(make_topic, read):
    make_topic("Kielikahvila", slug="kielikahvila")

    html = read("/fi/aiheet/kielikahvila/")

    steps = things(html)["BreadcrumbList"]["itemListElement"]
    shown = [one.text.strip() for one in html.select(".breadcrumb li")]
    assert [step["name"] for step in steps] == shown
    assert steps[-2]["item"] == f"{BASE}/fi/aiheet/"
    assert steps[-1]["item"] == f"{BASE}/fi/aiheet/kielikahvila/"


@pytest.mark.parametrize("code", LANGUAGES)
def test_front_page_tells_whose_it_is(db, read, code):
    told = things(read(f"/{code}/"))

    with translation.override(code):
        name = gettext("International Espoo")
    assert told["Organization"]["name"] == told["WebSite"]["name"] == name
    assert told["Organization"]["url"] == f"{BASE}/{code}/"
    assert "BreadcrumbList" not in told


MEETING = {
    "starts_at": datetime(2027, 10, 6, 14, tzinfo=UTC),
    "ends_at": datetime(2027, 10, 6, 16, tzinfo=UTC),
}


def test_meeting_is_an_event_with_its_times(make_meeting, make_project, read):
    project = make_project("Town Hall", slug="town-hall")
    meeting = make_meeting("Tulevaisuus", project=project, lead="Tule!", **MEETING)

    html = read(meeting)

    told = things(html)["Event"]
    assert told["name"] == html.h1.text.strip()
    assert told["description"] == "Tule!"
    assert told["startDate"] == "2027-10-06T17:00:00+03:00"
    assert told["endDate"] == "2027-10-06T19:00:00+03:00"
    assert told["eventStatus"] == "https://schema.org/EventScheduled"
    assert told["inLanguage"] == "fi"
    assert told["organizer"] == {
        "@type": "Organization",
        "name": "Town Hall",
        "url": f"{BASE}/fi/hankkeet/town-hall/",
    }
    shown = [one["datetime"] for one in html.select("main time")]
    assert told["startDate"] in shown
    assert told["endDate"] in shown


@pytest.mark.parametrize(
    "known",
    [
        {"precision": "month", "year": 2027, "month": 10},
        {"precision": "season", "year": 2027, "season": "autumn"},
        {"precision": "season", "year": 2027, "season": "autumn", **MEETING},
    ],
)
def test_meeting_without_an_exact_time_is_no_event(make_meeting, read, known):
    html = read(make_meeting(**known))

    assert "Event" not in things(html)
    assert "2027-10" not in html.select_one("[type='application/ld+json']").string


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (Status.PLANNED, "EventScheduled"),
        (Status.MOVED, "EventRescheduled"),
        (Status.MOVED_ONLINE, "EventMovedOnline"),
        (Status.POSTPONED, "EventPostponed"),
        (Status.CANCELLED, "EventCancelled"),
    ],
)
def test_event_tells_what_became_of_it(make_meeting, read, status, told):
    event = things(read(make_meeting(status=status)))["Event"]

    assert event["eventStatus"] == f"https://schema.org/{told}"


@pytest.mark.parametrize(
    ("mode", "status", "attendance", "locations"),
    [
        (Mode.ONSITE, Status.PLANNED, "Offline", ["Place"]),
        (Mode.ONLINE, Status.PLANNED, "Online", ["VirtualLocation"]),
        (Mode.BOTH, Status.PLANNED, "Mixed", ["Place", "VirtualLocation"]),
        (Mode.ONSITE, Status.MOVED_ONLINE, "Online", ["VirtualLocation"]),
    ],
)
def test_event_tells_where_it_is(
    make_meeting, finnish, read, mode, status, attendance, locations
):
    place = Place.objects.create(name="Kirjasto", address="Katu 9", locale=finnish)
    meeting = make_meeting(
        mode=mode, status=status, place=place, join_url="https://meet.example/secret"
    )

    html = read(meeting)

    event = things(html)["Event"]
    mode_told = event["eventAttendanceMode"]
    assert mode_told == f"https://schema.org/{attendance}EventAttendanceMode"
    told = event["location"]
    told = told if isinstance(told, list) else [told]
    assert [one["@type"] for one in told] == locations
    for one in told:
        if one["@type"] == "Place":
            assert (one["name"], one["address"]) == ("Kirjasto", "Katu 9")
        else:
            assert one["url"] == html.select_one("link[rel=canonical]")["href"]
    assert "secret" not in json.dumps(event)


def test_event_held_in_another_language_is_not_said_to_be_in_ours(make_meeting, read):
    english = things(read(make_meeting(languages=["en"])))["Event"]
    both = things(read(make_meeting(languages=["fi", "en"])))["Event"]

    assert "inLanguage" not in english
    assert both["inLanguage"] == "fi"


def test_contact_with_a_role_is_a_person(make_contact, read):
    html = read(
        make_contact(
            "Maija Mallikas",
            role="Projektipäällikkö",
            unit="Konserniesikunta",
            email="maija@example.org",
            phone="+358438273457",
            languages=["fi", "en"],
        )
    )

    person = things(html)["Person"]

    assert person["name"] == html.h1.text.strip()
    assert person["jobTitle"] == "Projektipäällikkö"
    assert person["worksFor"]["name"] == "Konserniesikunta"
    point = person["contactPoint"]
    assert point["@type"] == "ContactPoint"
    assert html.select_one("main a[href^='mailto:']")["href"].endswith(point["email"])
    assert point["telephone"] == "+358438273457"
    assert point["availableLanguage"] == ["fi", "en"]


def test_desk_is_no_person(make_contact, read):
    told = things(read(make_contact("Neuvonta", email="help@example.org")))

    assert "Person" not in told
    assert told["Organization"]["contactPoint"]["email"] == "help@example.org"


def test_every_kind_of_page_has_structured_data(
    make_article, make_project, make_meeting, make_contact, make_page, make_topic, read
):
    project = make_project()
    article = make_article()
    make_topic("Kielikahvila", slug="kielikahvila")
    pages = [
        article,
        project,
        make_meeting(project=project),
        make_contact(),
        make_page(EasyReadingPage, "Selko", parent=article),
        *("/fi/", "/fi/artikkelit/", "/fi/hankkeet/", "/fi/tapaamiset/"),
        *("/fi/aiheet/", "/fi/yhteystiedot/", "/fi/haku/", "/fi/aiheet/kielikahvila/"),
    ]

    for page in pages:
        html = read(page)
        canonical = html.select_one("link[rel=canonical]")["href"]
        assert canonical in json.dumps(things(html)), page
        for name in ("og:title", "og:type", "og:url", "og:locale"):
            assert tags(html)[name], page
