"""Empty segments filled on request: marked, counted, and never published unseen."""

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from tests.raw_blocks import heading, paragraph, stream
from tests.translators_screen import Screen
from translation.editing import proposing
from translation.handing_in import StepRefused, hand_in
from translation.lag import progress_of
from translation.models import Proposal
from translation.publishing import publish_translation
from translation.refusals import PublishingRefused

KNOWN = "Järjestöt ja kaupunki tapaavat kaksi kertaa vuodessa."
NEARLY = "Järjestöt ja kaupunki tapaavat kolme kertaa vuodessa."
NEW = "Aivan uusi virke ilman muistia."
WORDS = "Organisationerna och staden träffas två gånger om året."
MACHINE = {"CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"}


@pytest.fixture
def half_done(make_article, submit, made_for):
    """A Swedish draft; the memory knows one of its three open parts, and one nearly."""
    known = make_article("Entinen", body=stream(paragraph(f"<p>{KNOWN}</p>")))
    submit(known, "sv", {KNOWN: WORDS})
    texts = (KNOWN, NEARLY, NEW)
    body = stream(heading("Ensin"), *(paragraph(f"<p>{text}</p>") for text in texts))
    version = submit(make_article("Uusi", body=body), "sv", live=False)
    StringTranslation.objects.filter(
        context__object_id=version.translation_key, translation_of__data__in=texts
    ).delete()
    return version


def progress(version, made_for):
    return progress_of([made_for(version)])[made_for(version).pk]


def note(row):
    return " ".join(row.select_one(".translation-note").get_text().split())


def test_the_very_same_text_is_filled_in_marked_and_counted_unreviewed(
    half_done, translator, made_for
):
    screen = Screen(translator, half_done).send(action="fill-exact")

    assert "1 segment has proposed words now" in screen.said
    assert screen.row(KNOWN).textarea.get_text(strip=True) == WORDS
    assert "100 % the same: sv: Entinen" in note(screen.row(KNOWN))
    assert not screen.row(NEARLY).textarea.get_text(strip=True)
    assert "1 has proposed words that nobody has accepted" in screen.soup.get_text()
    now = progress(half_done, made_for)
    assert (now.missing, now.unreviewed) == (3, 1)
    # It shows, and saving the rest does not accept it.
    shown = Screen(translator, half_done, "?show=unreviewed")
    assert len(shown.soup.select(".translation-segment")) == 1
    shown.send()
    assert progress(half_done, made_for).unreviewed == 1


def test_nearly_the_same_is_filled_only_if_asked_and_shows_its_original(
    half_done, translator
):
    screen = Screen(translator, half_done).send(action="fill-near")

    row = screen.row(NEARLY)
    assert row.textarea.get_text(strip=True) == WORDS
    assert KNOWN in row.get_text()
    assert not screen.row(NEW).textarea.get_text(strip=True)


def test_what_nobody_accepted_is_neither_handed_in_nor_published(
    half_done, translator, made_for, translate
):
    made = made_for(half_done)
    translate(made, {NEARLY: "Tre.", NEW: "Ny."})
    proposing.from_memory(made)

    with pytest.raises(StepRefused, match="nobody has accepted"):
        hand_in(made, user=translator.user)
    with pytest.raises(PublishingRefused, match="nobody has accepted"):
        publish_translation(made)
    # Not even with a reason: the part is left out.
    live = publish_translation(made, reason="Kiire")
    assert [str(block.value) for block in live.body][1:] == [
        "<p>Tre.</p>",
        "<p>Ny.</p>",
    ]


def test_accepting_makes_it_words_of_the_translation(half_done, translator, made_for):
    made = made_for(half_done)
    proposing.from_memory(made)
    screen = Screen(translator, half_done)

    screen.send(accept=screen.row(KNOWN).select_one("[name=accept]")["value"])

    kept = StringTranslation.objects.get(
        translation_of__data=KNOWN,
        context__in=[one.context_id for one in made.source.stringsegment_set.all()],
    )
    assert (kept.data, kept.tool_name) == (WORDS, "sv: Entinen")
    assert (kept.translation_type, kept.last_translated_by) == (
        "manual",
        translator.user,
    )
    assert not Proposal.objects.exists()
    assert progress(half_done, made_for).missing == 2


def test_amending_accepts_and_emptying_throws_away(half_done, translator, made_for):
    proposing.from_memory(made_for(half_done), nearly=True)
    screen = Screen(translator, half_done)

    screen.write({KNOWN: "Ändrat.", NEARLY: ""}).send()

    assert "The proposed words were thrown away." in screen.said
    assert screen.row(KNOWN).textarea.get_text(strip=True) == "Ändrat."
    assert not screen.row(NEARLY).textarea.get_text(strip=True)
    assert not Proposal.objects.exists()


def test_accepting_does_not_replace_what_somebody_wrote_meanwhile(
    half_done, translator, made_for, translate
):
    proposing.from_memory(made_for(half_done))
    screen = Screen(translator, half_done)
    translate(made_for(half_done), {KNOWN: "Någon annans ord."})

    screen.send(accept=screen.row(KNOWN).select_one("[name=accept]")["value"])

    assert "Those of" in screen.row(KNOWN).select_one(".translation-choice").get_text()
    kept = StringTranslation.objects.filter(data="Någon annans ord.")
    assert kept.exists()


def test_proposals_can_all_be_taken_back(half_done, translator, made_for):
    proposing.from_memory(made_for(half_done), nearly=True)

    screen = Screen(translator, half_done).send(action="empty-again")

    assert "2 proposals were thrown away." in screen.said
    assert progress(half_done, made_for).unreviewed == 0


def test_a_lagging_segment_is_not_filled_nor_offered_its_own_words(
    lagging, translator, made_for
):
    made = made_for(lagging)
    # The earlier words are in the memory: another page has them.
    assert proposing.from_memory(made, nearly=True).filled == 0

    row = Screen(translator, lagging).row("Kaksi lausetta")
    box = row.textarea.get_text(strip=True)
    offers = [one.get_text() for one in row.select(".translation-matches [lang=sv]")]
    assert box not in offers


def test_near_matches_are_sought_for_so_many_segments_at_once(
    half_done, made_for, monkeypatch
):
    monkeypatch.setattr(proposing, "COMPARED", 1)
    made = made_for(half_done)

    first = proposing.from_memory(made, nearly=True)
    assert (first.filled, first.left) == (2, 1)


def test_filling_costs_the_same_for_a_longer_text(
    make_article, submit, made_for, django_assert_max_num_queries
):
    def cost(count):
        body = stream(*(paragraph(f"<p>Virke numero {n}.</p>") for n in range(count)))
        version = submit(make_article(f"Pitkä {count}", body=body), "sv", live=False)
        made = made_for(version)
        StringTranslation.objects.filter(
            context__object_id=version.translation_key,
            translation_of__data__startswith="Virke",
        ).delete()
        with django_assert_max_num_queries(60) as queries:
            assert proposing.from_memory(made, nearly=True).filled == count
        return len(queries)

    texts = (paragraph(f"<p>Virke numero {n}.</p>") for n in range(20))
    submit(make_article("Pohja", body=stream(*texts)), "sv")
    assert cost(3) == cost(20)


# Machines


def test_without_a_machine_none_is_offered(half_done, translator):
    screen = Screen(translator, half_done)
    assert not screen.soup.select("[value=fill-machine]")
    assert "no machine translation" in screen.send(action="fill-machine").said


def test_a_machine_proposes_for_empty_segments_marked_and_unpublished(
    half_done, translator, made_for, settings
):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = MACHINE
    screen = Screen(translator, half_done)
    assert "Dummy translator" in screen.soup.select_one("[value=fill-machine]").text

    screen.send(action="fill-machine")

    assert screen.row(NEW).textarea.get_text(strip=True) == (
        "muistia. ilman virke uusi Aivan"
    )
    assert "Proposed by a machine (Dummy translator)" in note(screen.row(NEW))
    assert progress(half_done, made_for).unreviewed == 3
    with pytest.raises(PublishingRefused):
        publish_translation(made_for(half_done))


def test_no_machine_makes_an_address(make_article, swedish, settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = MACHINE
    translate_object(make_article("Kielikahvila"), [swedish])

    proposing.by_machine(Translation.objects.get())

    paths = set(Proposal.objects.values_list("context__path", flat=True))
    assert "title" in paths
    assert "slug" not in paths


class Broken:
    display_name = "DeepL"

    def __init__(self, options):
        pass

    def can_translate(self, source, target):
        return True

    def translate(self, source, target, strings):
        raise OSError("no route to host")


def test_a_machine_that_fails_is_a_message_and_loses_nothing(
    half_done, translator, settings, made_for
):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": f"{__name__}.Broken"}
    screen = Screen(translator, half_done).write({NEW: "Skrivet nyss."})

    screen.send(action="fill-machine")

    assert "DeepL did not answer as it should." in screen.said
    assert screen.row(NEW).textarea.get_text(strip=True) == "Skrivet nyss."
    assert progress(half_done, made_for).unreviewed == 0


def test_localizes_own_way_past_this_is_closed(
    half_done, publisher, made_for, settings
):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = MACHINE
    url = reverse("wagtail_localize:machine_translate", args=[made_for(half_done).pk])

    assert publisher.post(url).status_code in (302, 404)
    assert progress(half_done, made_for).done == progress(half_done, made_for).total - 3
