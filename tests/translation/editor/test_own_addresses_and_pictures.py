"""An address or a picture may differ in one language; all else is the original's."""

import pytest
from wagtail_localize.models import SegmentOverride

from tests.raw_blocks import figure, links, page_link, paragraph, stream
from tests.translators_screen import Screen


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
