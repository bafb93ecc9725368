"""One of everything that the admin is about, and people of each role."""

import re
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from fnmatch import fnmatchcase
from http.cookies import SimpleCookie

from django.contrib.auth.models import Group, User
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.db import transaction
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    Locale,
    Page,
    PageViewRestriction,
    Site,
    UploadedFile,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)
from wagtail_localize.models import Translation

from articles.models import Funding, PageTask, Place, Publisher, Series, Topic
from duties.models import Feedback, Usefulness
from translation.models import PairOverride

ROLES = {
    "anonymous": [],
    "translator sv": ["Translators sv"],
    "publisher sv": ["Publishers sv"],
    "publisher fi": ["Publishers fi"],
    "communications": ["Communications staff"],
    "administrator": ["Administrators"],
}
# The least without which Wagtail fails on a form: the length of a stream, an address.
SENT = {"body-count": "0", "external-link-chooser-url": "https://example.org/"}
STATES = ["draft", "live", "scheduled", "private", "expired", "deleted"]


def addresses():
    """Yield every address of the admin, as "pages/<page_id>/edit/"."""

    def walk(patterns, prefix):
        for one in patterns:
            text = prefix + str(one.pattern)
            if isinstance(one, URLPattern):
                yield text
            else:
                yield from walk(one.url_patterns, text)

    for text in walk(get_resolver().url_patterns, ""):
        if text.startswith("admin/"):
            yield re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", text.removeprefix("admin/"))


class World:
    """One of everything that an address of the admin can be about."""

    def __init__(self, make_article, submit, picture):
        self.picture = picture
        self.document = Document.objects.create(
            title="Document", file=ContentFile(b"x", name="x.txt")
        )
        self.users = {name: self.member(name, groups) for name, groups in ROLES.items()}
        self.clients = {name: self.client(name) for name in ROLES}
        self.pages = {
            (language, state): page
            for state in STATES
            for language, page in self.texts(state, make_article, submit)
        }
        self.things = self.make_things()
        self.parts = {key: self.parts_of(*key) for key in self.pages}

    def member(self, name, groups):
        if not groups:
            return None
        user = User.objects.create_user(name)
        user.groups.set(Group.objects.filter(name__in=groups))
        return user

    def client(self, name):
        client = Client(headers={"Accept-Language": "en"})
        if self.users[name]:
            client.force_login(self.users[name])
        return client, {name: one.value for name, one in client.cookies.items()}

    def texts(self, state, make_article, submit):
        """Yield an article and its Swedish version, both in that state."""
        original = make_article(f"Juttu {state}", live=False)
        version = submit(original, "sv", live=False)
        if state in ("live", "private"):
            original.get_latest_revision().publish()
            version.get_latest_revision().publish()
        for language, page in (("fi", original), ("sv", version)):
            if state == "private":
                PageViewRestriction.objects.create(page=page, restriction_type="login")
            elif state == "scheduled":
                later = timezone.now() + timedelta(days=1)
                revision = page.get_latest_revision()
                revision.approved_go_live_at = later
                revision.save(update_fields=["approved_go_live_at"])
                Page.objects.filter(pk=page.pk).update(go_live_at=later)
            elif state == "expired":
                Page.objects.filter(pk=page.pk).update(expired=True)
            yield language, Page.objects.get(pk=page.pk)
        if state == "deleted":
            version.delete()
            original.delete()

    def make_workflow(self):
        workflow = Workflow.objects.create(name="Approval")
        task = GroupApprovalTask.objects.create(name="Look")
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        return workflow, task

    def make_things(self):
        """Return what stands for a part of an address, by the address and the part."""
        finnish = Locale.objects.get(language_code="fi")
        spare = Locale.objects.create(language_code="et")
        page = self.pages["fi", "live"]
        workflow, task = self.make_workflow()
        WorkflowPage.objects.create(workflow=workflow, page=page)
        snippets = {
            "topic": Topic.objects.create(name="Aihe", locale=finnish),
            "series": Series.objects.create(name="Sarja", locale=finnish),
            "publisher": Publisher.objects.create(name="Julkaisija", locale=finnish),
            "funding": Funding.objects.create(programme="Rahasto", locale=finnish),
            "place": Place.objects.create(name="Paikka", locale=finnish),
            "pagetask": PageTask.objects.create(page=page, kind="author"),
            "feedback": Feedback.objects.create(message="Hei", language="fi"),
            "usefulness": Usefulness.objects.create(page=page),
            "pairoverride": PairOverride.objects.create(
                page=page, reason="Kiire", due=timezone.localdate()
            ),
        }
        root = Collection.objects.get(depth=1)
        upload = UploadedFile.objects.create(file=ContentFile(b"x", name="x.txt"))
        things = {
            ("collections/*", "pk"): root.add_child(name="Kuvat").pk,
            ("collections/*", "collection_id"): Collection.objects.get(depth=2).pk,
            ("workflows/tasks/*", "pk"): task.pk,
            ("workflows/tasks/*", "app_label"): "wagtailcore",
            ("workflows/tasks/*", "model_name"): "groupapprovaltask",
            ("workflows/*", "pk"): workflow.pk,
            ("workflows/*", "page_pk"): page.pk,
            ("workflows/*", "workflow_pk"): workflow.pk,
            ("workflows/*", "task_id"): task.pk,
            ("redirects/*", "redirect_id"): Redirect.objects.create(old_path="/x").pk,
            ("documents/*", "document_id"): self.document.pk,
            ("documents/*", "doc_id"): self.document.pk,
            ("documents/chooser/*", "pk"): self.document.pk,
            ("images/chooser/*", "pk"): self.picture.pk,
            ("images/*", "image_id"): self.picture.pk,
            ("images/*", "filter_spec"): "original",
            ("*", "uploaded_file_id"): upload.pk,
            ("locales/*", "pk"): spare.pk,
            ("sites/*", "pk"): Site.objects.get().pk,
            ("users/*", "pk"): self.users["translator sv"].pk,
            ("groups/*", "pk"): Group.objects.get(name="Translators sv").pk,
            ("bulk/*", "app_label"): "wagtailcore",
            ("bulk/*", "model_name"): "page",
            ("bulk/*", "action"): "publish",
            ("localize/submit/snippet/*", "app_label"): "articles",
            ("localize/submit/snippet/*", "model_name"): "topic",
            ("localize/submit/snippet/*", "pk"): snippets["topic"].pk,
            ("localize/api/*", "app_label"): "duties",
            ("localize/api/*", "model_name"): "feedback",
            ("localize/api/*", "pk"): snippets["feedback"].pk,
            ("tag-autocomplete/*", "app_name"): "taggit",
            ("tag-autocomplete/*", "model_name"): "tag",
            ("password_reset/*", "uidb64"): "x",
            ("password_reset/*", "token"): "x",
            ("editing-sessions/*", "app_label"): "wagtailcore",
            ("editing-sessions/*", "model_name"): "page",
            ("editing-sessions/*", "object_id"): page.pk,
            ("editing-sessions/*", "session_id"): 1,
            ("api/main/documents/*", "pk"): self.document.pk,
            ("api/main/images/*", "pk"): self.picture.pk,
        }
        for name, snippet in snippets.items():
            revision = 0
            if hasattr(snippet, "save_revision"):
                revision = snippet.save_revision(clean=False).pk
            for text in (f"snippets/*/{name}/*", f"snippets/choose/*/{name}/*"):
                things[text, "pk"] = snippet.pk
                things[text, "revision_id"] = revision
        return things

    def parts_of(self, language, state):
        """Return what stands for a part of an address about that page."""
        page = self.pages[language, state]
        made = Translation.objects.get(
            source__object_id=page.translation_key,
            target_locale__language_code="sv",
        )
        return {
            "page_id": page.pk,
            "parent_page_id": page.pk,
            "page_to_move_id": page.pk,
            "destination_id": page.get_parent().pk if page.depth else 0,
            "pk": page.pk,
            "action_name": "lock",
            "revision_id": page.latest_revision_id or 0,
            "content_type_app_name": "articles",
            "content_type_model_name": "easyreadingpage",
            "app_label": "articles",
            "model_name": "articlepage",
            "translation_id": made.pk,
            "translation_source_id": made.source_id,
            "string_segment_id": 1,
            "overridable_segment_id": 1,
            "mode": page.specific_deferred.default_preview_mode if page.depth else "x",
            "task_state_id": 0,
            "workflow_state_id": 0,
            "task_id": self.things["workflows/tasks/*", "pk"],
        }

    def fill(self, address, key):
        """Return the address with all its parts, about a page or the thing there is."""
        if address.startswith("pages/^"):
            page = self.parts[key]["page_id"]
            return f"/admin/pages/{page}/revisions/compare/earliest...latest/"
        snippet = re.match(r"(snippets/\w+/(\w+)/history/)\(", address)
        if snippet:
            pk = self.things[f"snippets/*/{snippet[2]}/*", "pk"]
            return f"/admin/{snippet[1]}{pk}/revisions/compare/earliest...latest/"

        def part(match):
            name = match[1]
            for (text, part_name), value in self.things.items():
                if part_name == name and fnmatchcase(address, text):
                    return str(value)
            if address.startswith("translation/<pk>"):
                name = "translation_id"
            return str(self.parts[key][name])

        return "/admin/" + re.sub(r"<(\w+)>", part, address).replace("^", "").replace(
            "$", ""
        )

    def answer(self, role, method, url, *, shown=False):
        """Send a request, empty as a rule; return, in a word, how it was answered.

        Nothing it did remains.  Only what is ``shown`` is rendered.
        """
        client, cookies = self.clients[role]
        client.cookies = SimpleCookie(cookies)
        with transaction.atomic():
            with nullcontext() if shown else nothing_rendered():
                response = getattr(client, method)(
                    url, SENT if method == "post" else {}
                )
            transaction.set_rollback(True)
        return in_a_word(response, url)


@contextmanager
def nothing_rendered():
    """Leave templates out: who is answered does not depend on them."""
    render = SimpleTemplateResponse.render

    def empty(response):
        response.content = b""
        return response

    SimpleTemplateResponse.render = empty
    try:
        yield
    finally:
        SimpleTemplateResponse.render = render


def in_a_word(response, url):
    """Return "login", "refused", "absent", "no method" or "answered"."""
    code = response.status_code
    assert code < 500, url
    place = response.get("Location", "")
    if place.startswith("/admin/login/"):
        return "login"
    if code == 403:
        return "refused"
    # Django looks for what is not there under the languages of the site.
    if code == 404 or place.startswith("/en/admin/"):
        return "absent"
    if code == 405:
        return "no method"
    if code == 302 and place == "/admin/":
        told = " ".join(map(str, get_messages(response.wsgi_request)))
        return "refused" if "do not have permission" in told else "answered"
    return "answered"
