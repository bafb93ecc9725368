"""axe finds nothing on our own screens of the admin, narrow and wide, by night too.

What Wagtail puts around them is Wagtail's.
"""

from datetime import date

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail_localize.models import StringTranslation, Translation

from articles.models import ArticleContact, BrokenLink, SharedPreview
from articles.uploading.taking import bring_in, take
from tests.articles.importing.test_files import png
from tests.browser.axe import violations
from tests.office_files import docx
from tests.raw_blocks import heading, paragraph, quote, stream
from translation import handing_in
from translation.exchange.files import KINDS
from translation.exchange.rows import sheet_of
from translation.models import Proposal, SegmentComment
from translation.requests.models import TranslationRequest

WAYS = [(360, "light"), (1280, "dark")]
OURS = "main"
# In Wagtail's dark theme the red of its own buttons is too dark.
WAGTAILS = ".button.no"


def made_of(version):
    """Return the translation that makes a version."""
    return Translation.objects.get(source__object_id=version.translation_key)


@pytest.fixture
def article(make_article):
    return make_article(
        "Järjestöt",
        lead="Ingressi",
        body=stream(
            heading("Ensin"),
            paragraph(
                '<p>Yksi <b>lause</b> <a href="https://example.org/">tästä</a>.</p>'
            ),
        ),
    )


@pytest.fixture
def version(article, submit):
    return submit(article, "sv")


@pytest.fixture
def lagging(article, version, publish):
    """The Swedish version after a sentence of its original has changed."""
    publish(article, lead="Aivan uusi ingressi")
    return version


@pytest.fixture
def look(open_calmly):
    """Return a function that looks at a screen of the admin, as a person sees it."""

    def at(path, client, within=OURS):
        page = open_calmly(path, client=client)
        page.locator(within).first.wait_for()
        context = {"include": [within], "exclude": [WAGTAILS]}
        return violations(page, WAYS, context)

    return at


@pytest.fixture
def publisher(sign_in):
    return sign_in("publisher", "change", "publish", "override")


def test_the_translators_screen(lagging, translator, look):
    assert look(f"/admin/pages/{lagging.pk}/edit/", translator) == []


def test_the_translators_screen_with_proposals_comments_and_the_page_beside(
    version, translator, open_calmly
):
    made = made_of(version)
    ensin = StringTranslation.objects.get(translation_of__data="Ensin")
    about = {
        "translation": made,
        "context_id": ensin.context_id,
        "string_id": ensin.translation_of_id,
    }
    Proposal.objects.create(
        **about, text="Först", kind="memory", origin="Sida", percent=80, original="Eka"
    )
    for text in ("Varför?", "Därför."):
        SegmentComment.objects.create(
            **about, about="Ennen", text=text, author=translator.user
        )
    ensin.delete()

    page = open_calmly(f"/admin/pages/{version.pk}/edit/", client=translator)
    page.get_by_role("button", name="Preview beside").click()
    page.eval_on_selector_all("main details", "all => all.forEach(d => d.open = true)")
    page.frame_locator("iframe").get_by_role("heading").first.wait_for()
    outside = {"include": [OURS], "exclude": [WAGTAILS, "iframe"]}
    assert violations(page, WAYS, outside) == []


def test_what_waits_on_the_home_page(lagging, translator, look):
    assert look("/admin/", translator, ".translation-waiting") == []


def test_the_panels_for_handing_in_and_approving(version, translator, publisher, look):
    handing_in.hand_in(made_of(version), user=translator.user, comment="Klar!")

    assert look(f"/admin/pages/{version.pk}/edit/", publisher) == []
    assert look("/admin/", publisher, ".translation-waiting") == []


def test_the_languages_together(lagging, publisher, look):
    assert look(f"/admin/translation/together/{lagging.pk}/", publisher) == []


def test_publishing_behind(lagging, publisher, look):
    path = f"/admin/translation/{made_of(lagging).pk}/publish-behind/"

    assert look(path, publisher) == []


def test_the_overview_and_what_leads_to_it(lagging, publisher, look):
    made = made_of(lagging)
    TranslationRequest.objects.create(
        translation=made,
        assignee=publisher.user,
        due=date(2020, 5, 17),
        instruction="Kolla namnen",
        words_new=1,
        words_fuzzy=2,
        words_repeated=3,
    )

    assert look("/admin/localize/reports/translations/", publisher) == []
    assert look(f"/admin/translation/{made.pk}/request/", publisher) == []
    assert look("/admin/translation/calendar/?month=2020-05", publisher) == []
    assert look("/admin/reports/upkeep/", publisher) == []
    assert look(f"/admin/pages/{lagging.pk}/edit/", publisher) == []
    assert look("/admin/", publisher, ".translation-waiting") == []


def test_asking_for_a_translation(article, admin_client, look):
    path = f"/admin/localize/submit/page/{article.pk}/"

    assert look(path, admin_client, ".fields") == []


def test_the_files_of_many_texts(lagging, translator, look):
    assert look("/admin/translation/files/", translator) == []


def test_what_became_of_a_file(version, translator, open_calmly):
    made = made_of(version)
    data = KINDS["xliff"].write(sheet_of(made, version))
    data = data.replace(b"sv: Ingressi", b"Ingress ur filen")
    lead = StringTranslation.objects.get(
        context__path="lead", locale=version.locale, translation_of__data="Ingressi"
    )
    lead.data = "Ingress på sajten"
    lead.save()

    page = open_calmly(f"/admin/pages/{version.pk}/edit/", client=translator)
    page.locator(".translation-exchange summary").click()
    file = {"name": "words.xlf", "mimeType": "text/xml", "buffer": data}
    page.locator("#translated-file").set_input_files(file)
    page.locator(".translation-exchange button").click()

    choice = page.locator(".translation-choice")
    choice.wait_for()
    assert "Ingress ur filen" in choice.inner_text()
    assert "Ingress på sajten" in choice.inner_text()
    assert violations(page, WAYS, {"include": [OURS], "exclude": [WAGTAILS]}) == []


def test_stopping_a_translation(lagging, publisher, look):
    path = f"/admin/localize/translate/{made_of(lagging).pk}/disable/"

    assert look(path, publisher) == []


def test_pairing_existing_texts(article, make_article, admin_client, look):
    draft = make_article("Organisationer", language="sv", live=False, lead="Ingress")
    path = f"/admin/translation/pair/{article.pk}/"

    assert look(path, admin_client) == []
    assert look(f"{path}?with={draft.pk}", admin_client) == []


def test_broken_links_and_what_is_used_nowhere(article, admin_client, look):
    BrokenLink.objects.create(
        page=article,
        kind="address",
        target="https://example.org/",
        digest="x",
        text="tästä",
        field="body",
        reason="status",
        status=404,
        first_failed="2026-01-01",
        checked_at=timezone.now(),
    )

    assert look("/admin/reports/links/", admin_client) == []
    assert look("/admin/reports/unused/", admin_client) == []
    assert look("/admin/", admin_client, ".broken-links-panel") == []


@pytest.mark.parametrize("action", ["export", "topics", "set_publisher", "hand_over"])
def test_what_is_done_with_many_pages(
    action, make_contact, article, publish, admin_client, look
):
    contact = make_contact()
    publish(article, article_contacts=[ArticleContact(contact=contact)])
    chosen = contact if action == "hand_over" else article

    path = f"/admin/bulk/wagtailcore/page/{action}/?id={chosen.pk}"
    assert look(path, admin_client) == []


def test_deleting_with_other_languages(lagging, article, admin_client, look):
    assert look(f"/admin/pages/{article.pk}/delete/", admin_client) == []


def test_the_list_of_pages(lagging, article, admin_client, look):
    path = f"/admin/pages/{article.get_parent().pk}/"

    assert look(path, admin_client, "td:has(span[lang])") == []


@pytest.mark.parametrize("name", ["editors", "translators"])
def test_a_guide(name, translator, look):
    assert look(f"/admin/guides/{name}/fi/", translator) == []


@pytest.mark.parametrize(
    "path",
    [
        "/admin/writing/{page}/publish/",
        "/admin/draft-links/{page}/",
        "/admin/pages/add/articles/articlepage/{parent}/",
        "/admin/reports/quotations/",
    ],
)
def test_the_screens_for_writers(make_article, admin_client, admin_user, look, path):
    body = stream(heading(level="h3"), paragraph("<p>[[Kerro]]</p>"), quote())
    page = make_article(body=body, live=False)
    make_article("Toinen", body=stream(quote()))
    SharedPreview.for_days(7, page=page, created_by=admin_user)
    path = path.format(page=page.pk, parent=page.get_parent().pk)

    assert look(path, admin_client) == []


@pytest.mark.parametrize("screen", ["upload", "review", "outcome"])
def test_importing_texts(admin_client, admin_user, look, screen):
    path = "/admin/import-texts/"
    if screen != "upload":
        file = docx(
            "Kielikahvila täyttää viisi vuotta",
            "Kielikahvila on auki joka torstai, ja siellä on käynyt tuhat ihmistä.",
            ("h2", "Pöydät"),
            ("picture", png()),
            ("table", [["Vuosi", "Kävijät"], ["2021", "340"]]),
            "Kahvilassa puhutaan suomea ja viittä muuta kieltä kirjaston väen kanssa.",
        )
        upload = take(admin_user, [("a.docx", file), ("b.doc", b"%PDF-1.7")])
        path += f"{upload.pk}/"
        if screen == "outcome":
            upload.texts.exclude(problem="").delete()
            bring_in(upload, admin_user)

    assert look(path, admin_client) == []


def test_the_report_of_tasks(admin_client, look):
    DBTaskResult.objects.create(
        task_path="espoo.pictures.make_renditions",
        args_kwargs={"args": [1], "kwargs": {}},
        status="FAILED",
        worker_ids=["a"],
        traceback="Traceback\nOSError: No space left on device",
        backend_name="default",
        run_after=None,
    )

    assert look("/admin/reports/tasks/", admin_client) == []


def test_what_administrators_do_with_an_account(admin_client, translator, look):
    person = translator.user.pk

    assert look(f"/admin/users/{person}/second-factor/", admin_client) == []
    assert look(f"/admin/users/{person}/erase/", admin_client) == []
