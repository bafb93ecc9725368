"""Who asks too often is told to wait; nobody else notices."""

import pytest
from bs4 import BeautifulSoup

SEARCH = {"fi": "/fi/haku/", "sv": "/sv/sok/", "en": "/en/search/"}


@pytest.mark.parametrize("code", SEARCH)
def test_one_address_searches_so_often_and_others_go_on(client, db, settings, code):
    settings.PER_MINUTE = {"searches": 2, "suggestions": 2}
    one = {"REMOTE_ADDR": "192.0.2.1"}
    for _ in range(2):
        assert client.get(SEARCH[code], {"q": "koulu"}, **one).status_code == 200

    refused = client.get(SEARCH[code], {"q": "koulu"}, **one)

    assert refused.status_code == 429
    assert 1 <= int(refused["Retry-After"]) <= 61
    assert refused["Cache-Control"] == "no-store"
    html = BeautifulSoup(refused.content, "html.parser")
    assert html.html["lang"] == code
    assert html.title.text.strip()
    assert client.get(SEARCH[code], **one).status_code == 200  # without a question
    other = client.get(SEARCH[code], {"q": "koulu"}, REMOTE_ADDR="192.0.2.2")
    assert other.status_code == 200


def test_suggestions_have_a_limit_of_their_own(client, db, settings):
    settings.PER_MINUTE = {"searches": 1, "suggestions": 1}
    address = SEARCH["fi"] + "suggestions/"
    assert client.get(address, {"q": "ko"}).status_code == 200

    refused = client.get(address, {"q": "kou"})

    assert (refused.status_code, refused.json()) == (429, {"suggestions": []})
    assert refused["Retry-After"]
    assert client.get(SEARCH["fi"], {"q": "koulu"}).status_code == 200
