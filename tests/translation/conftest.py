"""A Finnish article with its Swedish translation, and ways to work on them."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from tests.raw_blocks import heading, paragraph, stream


@pytest.fixture
def words():
    """Return a function that gives the words of a translation by path, in order."""

    def of(made, path):
        return list(
            made.source.stringsegment_set.filter(context__path=path)
            .annotate_translation(made.target_locale)
            .order_by("order")
            .values_list("translation", flat=True)
        )

    return of


@pytest.fixture
def translate(db):
    """Return a function that writes the words of segments, by the original's text."""

    def write(made, words):
        segments = made.source.stringsegment_set.select_related("string")
        for segment in segments:
            if segment.string.data in words:
                StringTranslation.objects.update_or_create(
                    translation_of=segment.string,
                    locale=made.target_locale,
                    context=segment.context,
                    defaults={"data": words[segment.string.data], "tool_name": ""},
                )

    return write


@pytest.fixture
def made_for():
    """Return a function that gives the translation that makes a version."""

    def get(version):
        return Translation.objects.get(
            source__object_id=version.translation_key, target_locale=version.locale_id
        )

    return get


@pytest.fixture
def article(make_article):
    return make_article(
        "Järjestöt",
        lead="Ingressi",
        body=stream(
            heading("Ensin"),
            paragraph(
                "<p>Yksi lause järjestöistä.</p><p>Toinen lause kaupungista.</p>"
            ),
        ),
    )


@pytest.fixture
def swedish_version(article, submit):
    """The live Swedish version, every segment marked “sv: …”."""
    return submit(article, "sv")


@pytest.fixture
def row():
    """Return a function that reads a page as it stands in the database now."""
    return lambda page: Page.objects.get(pk=page.pk).specific


@pytest.fixture
def member_of(db):
    """Return a function that gives a client, signed in as a member of the groups."""

    def make(*groups, **fields):
        name = " and ".join(groups) or "nobody"
        user = User.objects.create_user(name, **fields)
        user.groups.set(Group.objects.filter(name__in=groups))
        assert user.groups.count() == len(groups)
        client = Client(headers={"Accept-Language": "en"})
        client.force_login(user)
        client.user = user
        return client

    return make


@pytest.fixture
def lagging(article, swedish_version, publish):
    """The Swedish version after two sentences of its original have changed."""
    raw = article.body.get_prep_value()
    raw[1]["value"] = (
        "<p>Kaksi lausetta järjestöistä.</p><p>Toinen lause kaupungista.</p>"
    )
    article.body = article.body.stream_block.to_python(raw)
    publish(article, lead="Aivan uusi ingressi")
    return swedish_version
