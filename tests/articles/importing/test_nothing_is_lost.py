"""Every source line that is not blank is accounted for, once and with its words."""

import json
import random
import re
from collections import Counter
from pathlib import Path

import pytest

from articles.importing.reading import NotAnArticle, read_bytes, read_text

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.txt"))
ARTICLES = [path for path in SAMPLES if not path.stem.startswith("listing")]
RUN_TOGETHER = {
    "KieletHelloEspooKirjastot",
    "SpråkInfoFinlandBibliotek",
    "LanguagesHelloEspooLibraries",
}
CONTACT_SIGNS = {"p", "tfn", "tel", "at", "dot"}
SOURCE_NAMES = [
    "fi_active-ngos",
    "fi_active-ngos-launch",
    "sv_active-ngos",
    "sv_organisations-and-authorities",
    "sv_town-hall-meetings",
]


def words(text):
    return re.findall(r"\w+", text)


def check_accounted(reading):
    parts = [*reading.elements, *reading.dropped]
    source = {
        number: line
        for number, line in enumerate(reading.text.split("\n"), start=1)
        if line.strip()
    }
    used = Counter(number for part in parts for number in part.lines)
    assert used == Counter(source.keys())
    for part in parts:
        data = json.dumps(getattr(part, "data", {}), ensure_ascii=False)
        kept = set(words(f"{part.text} {data}"))
        for number in part.lines:
            assert set(words(source[number])) <= kept, (number, part)


def shown_words(element):
    """The words of an element that can reach a page: not its own clean text."""
    data = {key: value for key, value in element.data.items() if key != "removed"}
    return set(words(json.dumps(data, ensure_ascii=False)))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_line_of_a_sample_is_accounted_for(path):
    check_accounted(read_bytes(path.read_bytes()))


@pytest.mark.needs_shared
@pytest.mark.parametrize("name", SOURCE_NAMES)
def test_every_line_of_a_real_text_is_accounted_for(read_source, name):
    check_accounted(read_source(name))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_data_alone_holds_the_words_of_structured_elements(path):
    for element in read_bytes(path.read_bytes()).elements:
        if element.kind in {"quote", "list", "figure", "links", "keywords", "topics"}:
            lost = set(words(element.text)) - shown_words(element)
            assert all(word.isdigit() for word in lost - RUN_TOGETHER), element


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_data_alone_holds_the_words_of_contacts(path):
    for element in read_bytes(path.read_bytes()).contacts:
        lost = set(words(element.text)) - shown_words(element) - CONTACT_SIGNS
        assert all(word.isdigit() for word in lost), element


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_data_is_json_and_doubts_point_at_elements(path):
    reading = read_bytes(path.read_bytes())

    for element in reading.elements:
        assert json.loads(json.dumps(element.data)) == element.data
    for doubt in reading.doubts:
        assert doubt.element is None or 0 <= doubt.element < len(reading.elements)


def test_every_sample_is_in_its_language():
    for path in ARTICLES:
        assert read_bytes(path.read_bytes()).language == path.stem[-2:], path.stem


@pytest.mark.parametrize("seed", range(40))
def test_no_order_of_lines_loses_a_line(seed):
    chance = random.Random(seed)
    lines = [line for path in ARTICLES for line in path.read_text("utf-8").splitlines()]
    shuffled = "\n".join(chance.sample(lines, 40))

    try:
        reading = read_text(shuffled)
    except NotAnArticle:
        return
    check_accounted(reading)
