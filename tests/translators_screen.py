"""The translators' screen as a person has it before them, without a browser."""

from bs4 import BeautifulSoup
from wagtail.test.utils.form_data import querydict_from_html

ENGLISH = {"Accept-Language": "en"}


class Screen:
    """The screen as a person has it before them."""

    def __init__(self, client, version, query=""):
        self.client = client
        self.url = f"/admin/pages/{version.pk}/edit/"
        self.load(client.get(self.url + query))

    @staticmethod
    def parse(html):
        return BeautifulSoup(html, "html.parser")

    def load(self, response):
        self.response = response
        self.html = response.content.decode()
        self.soup = self.parse(self.html)
        if self.soup.find(id="translation-form"):
            self.form = querydict_from_html(self.html, form_id="translation-form")
        return self

    def row(self, text):
        """The segment whose original holds the text."""
        for row in self.soup.select(".translation-segment"):
            if text in row.select_one(".translation-words").get_text():
                return row
        raise AssertionError(f"{text} is not on the screen")

    def box(self, text):
        return self.row(text).textarea["name"]

    def write(self, words):
        for original, text in words.items():
            self.form[self.box(original)] = text
        return self

    def send(self, **data):
        form = self.form.copy()
        for name, value in ({"action": "save"} | data).items():
            form[name.replace("_", "-")] = value
        response = self.client.post(self.url, form, follow=True)
        return self.load(response)

    @property
    def said(self):
        return " ".join(self.soup.select_one(".messages").get_text().split())
