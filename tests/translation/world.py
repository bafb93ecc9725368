"""One of everything that the admin is about, and people of each role."""

import re
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from fnmatch import fnmatchcase
from http.cookies import SimpleCookie
from uuid import uuid4

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.db import transaction
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.utils import timezone
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
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
from lexicon.models import Term
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
SENT = {
    "body-count": "0",
    "external-link-chooser-url": "https://example.org/",
    "position": "last-child",
}
STATES = ["draft", "live", "scheduled", "private", "expired", "deleted"]


def addresses():
    """Return every address of the admin, as "pages/<page_id>/edit/".

    Those that are many in one, for bulk actions and actions of the API, one by one.
    """
    found = set()
    for text in patterns():
        if text.startswith("bulk/"):
            found.update(bulk_addresses())
        elif text.startswith("api/") and "<action_name>" in text:
            for name in PagesAdminAPIViewSet.actions:
                found.add(text.replace("<action_name>", name))
        else:
            found.add(text)
    return sorted(found)


def bulk_addresses():
    """Yield the address of each bulk action of each model."""
    for model in apps.get_models():
        names = (model._meta.app_label, model._meta.model_name)
        for action in bulk_action_registry.get_bulk_actions_for_model(*names):
            yield f"bulk/{'/'.join(names)}/{action.action_type}/"


def patterns():
    """Yield every address of the admin as the resolver has it."""

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
        client = Client(
            headers={"Accept-Language": "en"}, raise_request_exception=False
        )
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
            "term": Term.objects.create(fi="järjestö", sv="förening"),
            "pairoverride": PairOverride.objects.create(
                page=page, reason="Kiire", due=timezone.localdate()
            ),
        }
        query = Query.get("järjestö")
        SearchPromotion.objects.create(query=query, page=page)
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
            ("reports/tasks/*", "task_id"): uuid4(),
            ("redirects/*", "redirect_id"): Redirect.objects.create(old_path="/x").pk,
            ("documents/*", "document_id"): self.document.pk,
            ("api/main/?documents/*", "id"): self.document.pk,
            ("api/main/?images/*", "id"): self.picture.pk,
            ("bulk/wagtaildocs/*", "id"): self.document.pk,
            ("bulk/espoo/picture/*", "id"): self.picture.pk,
            ("bulk/auth/user/*", "id"): self.users["translator sv"].pk,
            ("documents/*", "doc_id"): self.document.pk,
            ("documents/chooser/*", "pk"): self.document.pk,
            ("images/chooser/*", "pk"): self.picture.pk,
            ("images/*", "image_id"): self.picture.pk,
            ("images/*", "filter_spec"): "original",
            ("*", "uploaded_file_id"): upload.pk,
            ("translation/memory/*", "source"): "fi",
            ("translation/memory/*", "target"): "sv",
            ("searchpicks/*", "query_id"): query.pk,
            ("locales/*", "pk"): spare.pk,
            ("sites/*", "pk"): Site.objects.get().pk,
            ("^password_reset/*", "uidb36"): "1",
            ("^password_reset/*", "key"): "abc-def",
            ("security/keys/*", "pk"): 1,
            ("password_reset/*", "rest"): "complete",
            ("users/*", "pk"): self.users["translator sv"].pk,
            ("groups/*", "pk"): Group.objects.get(name="Translators sv").pk,
            ("localize/submit/snippet/*", "app_label"): "articles",
            ("localize/submit/snippet/*", "model_name"): "topic",
            ("localize/submit/snippet/*", "pk"): snippets["topic"].pk,
            ("translation/*", "kind"): "xliff",
            ("guides/images/*", "name"): "change.fi.webp",
            ("guides/*", "name"): "editors",
            ("guides/*", "language"): "fi",
            ("localize/api/*", "app_label"): "duties",
            ("localize/api/*", "model_name"): "feedback",
            ("localize/api/*", "pk"): snippets["feedback"].pk,
            ("tag-autocomplete/*", "app_name"): "taggit",
            ("tag-autocomplete/*", "model_name"): "tag",
            ("password_reset/*", "uidb64"): "x",
            ("password_reset/*", "token"): "x",
            ("import-texts/*", "upload_id"): 0,
            ("editing-sessions/*", "app_label"): "wagtailcore",
            ("editing-sessions/*", "model_name"): "page",
            ("editing-sessions/*", "object_id"): self.pages["sv", "live"].pk,
            ("editing-sessions/*", "session_id"): 1,
            ("api/main/?documents/*", "pk"): self.document.pk,
            ("api/main/?images/*", "pk"): self.picture.pk,
        }
        for name, snippet in snippets.items():
            revision = 0
            if hasattr(snippet, "save_revision"):
                revision = snippet.save_revision(clean=False).pk
            things[f"bulk/*/{name}/*", "id"] = snippet.pk
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
            "id": page.pk,
            "page_id": page.pk,
            "parent_page_id": page.pk,
            "page_to_move_id": page.pk,
            "destination_id": page.get_parent().pk if page.depth else 0,
            # What the API and the form for copying are sent.
            "destination_page_id": page.get_parent().pk if page.depth else 1,
            "new_parent_page": page.get_parent().pk if page.depth else 1,
            "pk": page.pk,
            "revision_id": page.latest_revision_id or 0,
            "content_type_app_name": "articles",
            "content_type_model_name": "easyreadingpage",
            "app_label": "articles",
            "model_name": "articlepage",
            "action_name": "approve",
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
            return str(self.part(match[1], address, key))

        return "/admin/" + re.sub(r"<(\w+)>", part, address).replace("^", "").replace(
            "$", ""
        )

    def part(self, name, address, key):
        """Return what stands for a part of an address, by its name."""
        for (text, part_name), value in self.things.items():
            if part_name == name and fnmatchcase(address, text):
                return value
        if address.startswith("translation/<pk>"):
            name = "translation_id"
        return self.parts[key][name]

    def answer(self, role, method, address, key, *, shown=False):
        """Send a request; return, in a word, how it was answered.

        Nothing it did remains.  Only what is ``shown`` is rendered.
        """
        client, cookies = self.clients[role]
        client.cookies = SimpleCookie(cookies)
        url = f"{self.fill(address, key)}?id={self.part('id', address, key)}"
        sent = SENT | self.parts[key] if method == "post" else {}
        with transaction.atomic():
            with nullcontext() if shown else nothing_rendered():
                response = getattr(client, method)(url, sent)
            transaction.set_rollback(True)
        return in_a_word(response)


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


def in_a_word(response):
    """Return "login", "refused", "absent", "no method", "error" or "answered"."""
    code = response.status_code
    if code >= 500:
        return "error"
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
    # A bulk action shows what it leaves out.
    shown = getattr(response, "context_data", None) or {}
    if shown.get("items_with_no_access") and not shown.get("items"):
        return "refused"
    if code == 302 and place == "/admin/":
        told = " ".join(map(str, get_messages(response.wsgi_request)))
        return "refused" if "do not have permission" in told else "answered"
    return "answered"
