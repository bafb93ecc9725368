"""People who import texts, and what they send."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

ADDRESS = "/admin/import-texts/"


class Importer:
    """Somebody who is signed in, and the last screen they saw."""

    def __init__(self, *groups, language="en", name="importer"):
        self.user = User.objects.create_user(name)
        self.user.groups.set(Group.objects.filter(name__in=groups))
        self.client = Client(headers={"Accept-Language": language})
        self.client.force_login(self.user)
        self.status, self.address, self.soup = 0, "", None

    def see(self, response):
        self.status = response.status_code
        if response.redirect_chain:
            self.address = response.redirect_chain[-1][0]
        self.soup = BeautifulSoup(response.content.decode(), "html.parser")
        return self.soup

    def open(self, address=ADDRESS):
        self.address = address
        return self.see(self.client.get(address, follow=True))

    def upload(self, files=None, **texts):
        """Send files, as names and contents, and pasted texts."""
        sent = [SimpleUploadedFile(name, data) for name, data in (files or {}).items()]
        self.address = ADDRESS
        return self.see(
            self.client.post(ADDRESS, {"uploads": sent, **texts}, follow=True)
        )

    def send(self, button, **changes):
        """Send the review with its fields as shown, but for some; press a button.

        A field is named by its label, after the name of its file where there are more.
        """
        form = self.soup.select_one("main form[method=post], form[method=post]")
        form = next(
            one
            for one in self.soup.find_all("form")
            if one.find("button", attrs={"name": button})
        )
        data = {}
        for one in form.find_all(["input", "select", "textarea"]):
            name = one.get("name")
            if one.name == "select":
                chosen = one.find("option", selected=True) or one.find("option")
                data[name] = chosen["value"]
            elif one.name == "textarea":
                data[name] = one.get_text()
            elif name and one.get("type") != "file":
                data[name] = one.get("value", "")
        for field, value in changes.items():
            data[self.field(field)] = value
        data[button] = "1"
        return self.see(self.client.post(self.address, data, follow=True))

    def field(self, name):
        """Return the name of the first field of the review that ends so."""
        number, _, rest = name.partition("__")
        section = self.soup.select(".uploading-text")[int(number.removeprefix("n"))]
        wanted = rest.replace("_", "-")
        return next(
            one["name"]
            for one in section.find_all(["select", "input", "textarea"])
            if re.search(rf"-{wanted}$", one.get("name", ""))
        )

    @property
    def text(self):
        return " ".join(self.soup.select_one("main").get_text(" ").split())


@pytest.fixture
def importer(db):
    return Importer("Communications staff")


@pytest.fixture
def somebody(db):
    """Return a function that makes another person, of some groups."""
    return Importer
