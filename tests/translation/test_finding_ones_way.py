"""Which segments are shown, where they stand, and how long they should be."""

import pytest

from tests.translators_screen import Screen
from translation.editing.lengths import length_of


@pytest.mark.parametrize(
    ("path", "text", "original", "room", "said"),
    [
        ("title", "x" * 70, "", 255, "70 characters. At most 70 are advised."),
        ("title", "å" * 71, "", 255, "71 characters: more than the 70 that are"),
        ("search_description", "", "", None, "0 characters. At most 160 are advised."),
        ("lead", "x" * 301, "", None, "301 characters: more than the 300"),
        # Room counts where the text or its original comes near it.
        ("subtitle", "x" * 204, "", 255, None),
        ("subtitle", "x" * 205, "", 255, "205 characters. There is room for 255."),
        ("subtitle", "", "x" * 205, 255, "0 characters. There is room for 255."),
        ("subtitle", "x" * 256, "", 255, "256 characters: too long, there is room"),
        ("body.1.2", "x" * 9000, "x" * 9000, None, None),
    ],
)
def test_a_length_is_told_where_it_matters(path, text, original, room, said):
    length = length_of(path, text, original, room)

    assert (length and length.text.startswith(said)) == (said and True)


def test_the_length_belongs_to_its_box_and_leaves_tags_out(translator, swedish_version):
    screen = Screen(translator, swedish_version).write({"Ingressi": "<b>Fem ord</b>"})

    row = screen.send().row("Ingressi")

    said = row.select_one(f"[data-length-of={row.textarea['name']}]")
    assert said.get_text() == "7 characters. At most 300 are advised."
    assert said["id"] in row.textarea["aria-describedby"].split()


def test_each_kind_of_work_is_counted_and_shown_alone(translator, lagging):
    screen = Screen(translator, lagging).write({"Toinen lause": ""})
    screen.send()

    links = [
        " ".join(one.get_text().split())
        for one in screen.soup.select(".translation-toolbar nav a")
    ]
    assert links == ["The whole text", "To do (3)", "Empty (1)", "Changed original (2)"]
    shown = Screen(translator, lagging, "?show=lagging")
    originals = [one.get_text() for one in shown.soup.select("[id^=source-]")]
    assert originals == ["Aivan uusi ingressi", "Kaksi lausetta järjestöistä."]
    # Alone, a sentence says under which heading it stands.
    place = shown.row("Kaksi lausetta").select_one(".translation-segment__place")
    assert " ".join(place.get_text().split()) == "Text · under Ensin"
    assert Screen(translator, lagging, "?show=nonsense").row("Ensin")
