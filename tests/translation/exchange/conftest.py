"""An article with all kinds of tags, its files, and ways to send them back."""

import io

import pytest
from django.contrib.messages import get_messages
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from tests.raw_blocks import block, heading, paragraph, quote, stream
from translation.exchange.files import KINDS
from translation.exchange.rows import sheet_of
from translation.models import Lag

LIST = (
    '<p>Lue <a href="https://example.org/a?b=1&amp;c=2">ohje</a>, <b>heti</b>.</p>'
    "<ul><li>Kahvi &amp; tee</li><li>Pulla <i>tai <b>kaksi</b></i></li></ul>"
    "<p>Ensin<br/>sitten 3 &lt; 5.</p>"
)


@pytest.fixture
def rich(make_article):
    """A Finnish article with links, bold words, a list, breaks and a quote."""
    return make_article(
        "Järjestöt & kaupunki",
        lead="Ingressi “lainausmerkein”",
        body=stream(
            heading("Ensin"),
            paragraph(LIST),
            paragraph("<p>Sama lause.</p><p>Sama lause.</p>"),
            quote("Tulimme kuulluiksi"),
            block("paragraph", "<p>Toinen lause.</p>"),
        ),
    )


@pytest.fixture
def version(rich, swedish):
    """Its Swedish version, a draft without a single word."""
    translate_object(rich, [swedish])
    return rich.get_translation(swedish)


@pytest.fixture
def made(version):
    return Translation.objects.get(source__object_id=version.translation_key)


@pytest.fixture
def file_of():
    """Return a function that gives the file of a version as it is downloaded."""

    def get(version, kind):
        made = Translation.objects.get(
            source__object_id=version.translation_key, target_locale=version.locale
        )
        return KINDS[kind].write(sheet_of(made, version))

    return get


@pytest.fixture
def kept():
    """Return a function that gives the words of a version, by their originals.

    Without the address of the page, which is in no file.
    """

    def get(version):
        return {
            row.translation_of.data: row.data
            for row in StringTranslation.objects.filter(
                context__object_id=version.translation_key, locale=version.locale
            )
            .exclude(context__path="slug")
            .select_related("translation_of")
        }

    return get


@pytest.fixture
def all_of_it():
    """Return a function that gives all that an upload could change."""

    def get():
        return (
            list(StringTranslation.objects.order_by("pk").values()),
            list(Lag.objects.order_by("pk").values()),
            list(Translation.objects.order_by("pk").values()),
        )

    return get


def as_upload(data, name="words"):
    file = io.BytesIO(data)
    file.name = name
    return file


@pytest.fixture
def send(translator):
    """Return a function that uploads a file to a version, and gives what is told."""

    def upload(version, data, *, name="words.xlf", client=translator):
        made = Translation.objects.get(
            source__object_id=version.translation_key, target_locale=version.locale
        )
        response = client.post(
            f"/admin/translation/{made.pk}/file/", {"file": as_upload(data, name)}
        )
        assert response.status_code in (200, 302)
        return told(response)

    return upload


def told(response):
    """What the person is told: by messages, or by the page that shows the result."""
    if response.status_code == 200:
        return " ".join(response.content.decode().split())
    return " ".join(str(message) for message in get_messages(response.wsgi_request))
