"""After a release every page of the sitemap is asked for once."""

import io
from urllib.error import HTTPError
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command

from freshness.management.commands import warm


@pytest.fixture
def asked(client, monkeypatch):
    """Answer the command as the site does; return which paths were asked for."""
    paths = []

    def answer(address, timeout):
        path = urlsplit(address).path
        paths.append(path)
        response = client.get(path)
        if response.status_code != 200:
            raise HTTPError(address, response.status_code, "", None, None)
        return io.BytesIO(response.content)

    monkeypatch.setattr(warm, "urlopen", answer)
    return paths


def test_every_page_of_every_language_is_asked_for_once(
    asked, make_article, translated, capsys
):
    article = make_article()
    urls = {article.get_url(), translated(article, "sv").get_url()}

    call_command("warm")

    assert urls | {"/fi/", "/sv/", "/en/"} <= set(asked)
    assert len(asked) == len(set(asked))
    pages = [path for path in asked if not path.endswith(".xml")]
    assert f"{len(pages)} of {len(pages)} pages" in capsys.readouterr().out


def test_what_is_not_answered_is_named(asked, make_article, monkeypatch):
    make_article()
    monkeypatch.setattr(warm, "read", failing(warm.read, "/fi/artikkelit/"))

    with pytest.raises(CommandError, match=r"Not answered:\n\S+/fi/artikkelit/\S*: "):
        call_command("warm", verbosity=0)


def failing(read, part):
    """Return a way of reading that fails for addresses with a part in them."""

    def reading(address):
        if part in address:
            raise OSError("away")
        return read(address)

    return reading


def test_a_site_that_does_not_answer_is_told_of(db, monkeypatch):
    monkeypatch.setattr(warm, "read", failing(warm.read, "sitemap"))

    with pytest.raises(CommandError, match=r"sitemap\.xml: away"):
        call_command("warm", verbosity=0)
