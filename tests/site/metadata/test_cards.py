"""What is published has a card for sharing, in each language and by its title today."""

from django.core.files.storage import default_storage
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from articles.models import ArticlePage, TopicCard, TopicIndexPage
from espoo.models import SocialCard
from tests.site.metadata.read_by_machines import BASE, opened, tags

# Pages


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


# Topics


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
