"""Whatever is sent to a screen of ours in the admin, it answers; never with a 500.

The addresses come from the URL resolver: those whose views are ours, and our bulk
actions.  What is sent are the names that the screen itself asks for, and a few more.
"""

import re
from itertools import cycle
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import URLPattern, get_resolver
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page

from tests.translation.world import World

OURS = ("articles.", "duties.", "espoo.", "lexicon.", "search.", "translation.")
BROKEN = "\udcff\udcfe"  # bytes that are no UTF-8
LONG = "Ääni (1) <b>x</b> [[“a” " * 8_000
VALUES = ["", "\x00", BROKEN, "-1", "9" * 30, "9" * 5_000, "1' OR [", "²"]
# What no form asks for but addresses carry.
NAMES = [
    "page p ordering export month q id next with start small consent duty language",
    "kind type mine state project age first_failed pages pictures documents",
    "choice-1-abc step remove withdraw prolong seen settle accept asked still-right",
    "words-" + "9" * 5_000 + " use action beside marks",
]


def own_addresses():
    """Yield the addresses of our views, as "translation/<pk>/"."""

    def walk(patterns, prefix):
        for one in patterns:
            text = prefix + str(one.pattern)
            if isinstance(one, URLPattern):
                view = getattr(one.callback, "view_class", one.callback)
                if view.__module__.startswith(OURS):
                    yield text
            else:
                yield from walk(one.url_patterns, text)

    for text in walk(get_resolver().url_patterns, ""):
        if text.startswith("admin/"):
            yield re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", text.removeprefix("admin/"))
    for action in bulk_action_registry.get_bulk_actions_for_model(
        Page._meta.app_label, Page._meta.model_name
    ):
        if action.__module__.startswith(OURS):
            yield f"bulk/wagtailcore/page/{action.action_type}/"


def fields_of(html):
    """Return the names that the forms of a page send, and those of their buttons."""
    is_page = "<main" in html  # and no file to download
    forms = BeautifulSoup(html if is_page else "", "html.parser").select("main form")
    inputs = {
        one["name"]: one.get("type", one.name)
        for form in forms
        for one in form.select("input[name], textarea[name], select[name]")
    }
    buttons = {
        one["name"]: one.get("value", "")
        for form in forms
        for one in form.select("button[name]")
    }
    return inputs, buttons


def sent_bytes(pairs):
    return urlencode(pairs, doseq=True, errors="surrogateescape")


@pytest.fixture
def world(make_article, submit, picture):
    return World(make_article, submit, picture)


class Asking:
    """An administrator who asks, and what was answered with a 500."""

    def __init__(self, world):
        self.client, _cookies = world.clients["administrator"]
        self.wrong = []

    def ask(self, method, path, body=None, **options):
        with transaction.atomic():
            response = getattr(self.client, method)(path, body, **options)
            html = b"" if response.streaming else response.content
            transaction.set_rollback(True)
        if response.status_code >= 500:
            error = getattr(response, "exc_info", ["", ""])[1]
            self.wrong.append(f"{method} {path[:90]} {error!r:.200}")
        return html.decode(errors="replace")

    def post(self, path, pairs):
        form = "application/x-www-form-urlencoded"
        self.ask("post", path, sent_bytes(pairs), content_type=form)


def test_no_input_breaks_a_screen_of_ours(world):
    asking = Asking(world)
    key = ("sv", "live")
    more = " ".join(NAMES).split()
    values = cycle([*VALUES, LONG])
    addresses = sorted(set(own_addresses()))
    assert len(addresses) > 40
    for address in addresses:
        path = world.fill(address, key)
        query = f"id={world.part('id', address, key)}" if "bulk/" in address else ""
        inputs, buttons = fields_of(asking.ask("get", f"{path}?{query}"))
        # Wagtail leads from a bulk action to what it is told, be it no address.
        names = [
            one for one in (*inputs, *more) if "bulk/" not in path or one != "next"
        ]
        inputs = {name: kind for name, kind in inputs.items() if name in names}
        for value in VALUES:
            rest = sent_bytes([(name, value) for name in names if name != "id"])
            asking.ask("get", f"{path}?{query}&{rest[:60_000]}")
        asking.ask("get", f"{path}?{sent_bytes([(n, [1, 2]) for n in names])}")
        for button in [*buttons.items(), *([("", "")] if not buttons else [])]:
            sent = dict.fromkeys(inputs, next(values)) | dict([button])
            asking.post(f"{path}?{query}", sent)
        for value in (next(values), "9" * 5_000):
            asking.post(f"{path}?{query}", dict.fromkeys(names, value))
        files = {
            name: SimpleUploadedFile("x.xlf", b"<\xff\x00")
            for name, kind in inputs.items()
            if kind == "file"
        }
        asking.ask("post", f"{path}?{query}", {"name": "\x00"} | files)
        for number in ("0", "9" * 18, "9" * 30, "9" * 5_000):
            if "<" in address:
                strange = re.sub(r"<\w+>", number, address).replace("^", "")
                asking.ask("get", f"/admin/{strange}")
    assert not asking.wrong, "\n" + "\n".join(dict.fromkeys(asking.wrong))
