"""Comments stand beside their segment, and those concerned hear of them."""

import pytest
from django.core import mail

from tests.raw_blocks import paragraph, stream
from tests.translators_screen import Screen
from translation.handing_in import hand_in
from translation.models import SegmentComment

SENTENCE = "Yksi lause järjestöistä."


@pytest.fixture
def translator(sign_in):
    return sign_in("translator", "change", email="translator@example.org")


@pytest.fixture
def publisher(sign_in):
    return sign_in("publisher", "change", "publish", email="publisher@example.org")


@pytest.fixture
def comment(django_capture_on_commit_callbacks):
    """Return a function that comments on a segment; what follows the commit happens."""

    def write(client, version, text, *, on=SENTENCE):
        screen = Screen(client, version)
        key = screen.box(on).removeprefix("words-")
        screen.form[f"remark-{key}"] = text
        with django_capture_on_commit_callbacks(execute=True):
            return screen.send(beside=key)

    return write


def thread(screen, original=SENTENCE):
    comments = screen.row(original).select_one(".translation-comments")
    return [" ".join(one.get_text(" ").split()) for one in comments.select("li")]


def test_a_comment_stands_beside_its_segment_and_is_counted_until_settled(
    translator, swedish_version, comment
):
    screen = comment(translator, swedish_version, "Heter det\x00 <så>?")

    [text] = thread(screen)
    assert text.startswith("translator")
    assert text.endswith("Heter det <så>?")
    assert "1 comment is not settled yet." in screen.soup.get_text()
    shown = Screen(translator, swedish_version, "?show=comments")
    assert len(shown.soup.select(".translation-segment")) == 1
    assert "1 comment is not settled yet." in screen.send(action="hand-in").said

    row = Screen(translator, swedish_version).row(SENTENCE)
    screen.send(settle=row.select_one("[name=settle]")["value"])
    screen = Screen(translator, swedish_version)
    assert "settled by translator" in thread(screen)[0]
    assert "comment is not settled" not in screen.soup.get_text()


def test_a_comment_is_kept_whatever_button_is_pressed(translator, swedish_version):
    screen = Screen(translator, swedish_version)
    screen.form[screen.box(SENTENCE).replace("words", "remark")] = "Kolla"

    assert "Your comment is sent." in screen.send().said
    assert thread(screen)[0].endswith("Kolla")


def test_a_comment_is_as_long_as_its_box_allows_at_most(
    translator, swedish_version, comment
):
    comment(translator, swedish_version, "x" * 4_500)

    assert SegmentComment.objects.get().text == "x" * 4_000


def test_those_who_wrote_in_the_thread_and_handed_in_are_told(
    translator, publisher, swedish_version, made_for, comment
):
    hand_in(made_for(swedish_version), user=translator.user)
    mail.outbox.clear()

    comment(publisher, swedish_version, "Kolla namnet")
    [message] = mail.outbox
    assert message.to == ["translator@example.org"]
    for text in ("Kolla namnet", SENTENCE, "?show=comments"):
        assert text in message.body

    mail.outbox.clear()
    comment(translator, swedish_version, "Klart")
    assert [one.to for one in mail.outbox] == [["publisher@example.org"]]


def test_a_comment_stays_with_its_segment_when_the_original_changes(
    translator, swedish_version, article, publish, comment
):
    comment(translator, swedish_version, "Kolla")
    raw = article.body.get_prep_value()
    raw[1]["value"] = (
        "<p>Kaksi lausetta järjestöistä.</p><p>Toinen lause kaupungista.</p>"
    )
    article.body = article.body.stream_block.to_python(raw)
    publish(article)

    [text] = thread(Screen(translator, swedish_version), "Kaksi lausetta")
    assert text.endswith(f"It was about: {SENTENCE}")

    article.body = article.body.stream_block.to_python(raw[:1])
    publish(article)
    soup = Screen(translator, swedish_version).soup
    section = soup.find(id="gone-comments").find_parent("section")
    assert "Kolla" in section.get_text()
    assert SegmentComment.objects.get().resolved_at is None


def test_the_number_of_queries_does_not_grow_with_comments(
    translator, make_article, submit, made_for, django_assert_max_num_queries
):
    body = stream(*(paragraph(f"<p>Lause {n}.</p>") for n in range(8)))
    version = submit(make_article("Pitkä", body=body), "sv")
    made = made_for(version)

    def cost(count):
        SegmentComment.objects.all().delete()
        segments = made.source.stringsegment_set.filter(context__path__startswith="b")
        for one in segments.select_related("string")[:count]:
            SegmentComment.objects.create(
                translation=made,
                context_id=one.context_id,
                string_id=one.string_id,
                about=one.string.data,
                text="Kolla",
                author=translator.user,
            )
        with django_assert_max_num_queries(100) as queries:
            Screen(translator, version)
        return len(queries)

    cost(1)
    assert cost(1) == cost(8)
