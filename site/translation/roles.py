"""Who may do what: the groups of a language, and what screens ask about a version.

A right is written ``app.model.codename``, such as ``wagtailcore.page.publish_page``.
Groups are made once: what administrators change in them afterwards stays.
"""

from collections.abc import Iterable, Mapping
from functools import wraps
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from wagtail.locks import BasicLock
from wagtail.models import Page, PagePermissionTester
from wagtail.snippets.permissions import get_permission_name

from translation.refusals import PublishingRefused

ENTER = "wagtailadmin.admin.access_admin"
SUBMIT = "wagtail_localize.translation.submit_translation"
OVERRIDE = "translation.publishedbehind.override"
ADD, CHANGE, PUBLISH, LOCK, UNLOCK, DELETE = (
    f"wagtailcore.page.{action}_page"
    for action in ("add", "change", "publish", "lock", "unlock", "bulk_delete")
)
CHOOSE_PICTURES = "wagtailimages.image.choose_image"

PAIR_OVERRIDE = "translation.pairoverride"

COMMUNICATIONS = "Communications staff"
ADMINISTRATORS = "Administrators"


def every(actions: Iterable[str], names: Iterable[str]) -> list[str]:
    """Return the rights to do all of the actions on models, named ``app.model``."""
    return [
        f"{name}.{action}_{name.rpartition('.')[2]}"
        for name in names
        for action in actions
    ]


def make_language_groups(apps: Any, home: Any) -> None:
    """Make the translators and the publishers of a language, whose tree is ``home``.

    ``apps`` is the registry of the models: Django's own, or a migration's.  When the
    groups are new, communications staff may ask for translations into the language.
    """
    code = home.locale.language_code
    pictures = [CHOOSE_PICTURES]
    made = make_group(
        apps,
        f"Translators {code}",
        [ENTER],
        pages={home.pk: [CHANGE]},
        collections=pictures,
    )
    make_group(
        apps,
        f"Publishers {code}",
        [ENTER, OVERRIDE, *every(["view", "add", "change"], [PAIR_OVERRIDE])],
        pages={home.pk: [CHANGE, PUBLISH]},
        collections=pictures,
    )
    staff = apps.get_model("auth", "Group").objects.filter(name=COMMUNICATIONS).first()
    if made and staff:
        allow_on_page(apps, staff, home.pk, [ADD])


def make_group(
    apps: Any,
    name: str,
    rights: Iterable[str],
    *,
    pages: Mapping[int, Iterable[str]],
    collections: Iterable[str] = (),
) -> bool:
    """Make a group with rights on models, pages (by id) and all collections.

    Returns False, and changes nothing, where there is a group of that name.
    """
    groups = apps.get_model("auth", "Group").objects
    group, made = groups.get_or_create(name=name)
    if not made:
        return False
    group.permissions.add(*(permission(apps, right) for right in rights))
    for page_id, page_rights in pages.items():
        allow_on_page(apps, group, page_id, page_rights)
    root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    on_collections = apps.get_model("wagtailcore", "GroupCollectionPermission").objects
    for right in collections:
        on_collections.create(
            group=group, collection=root, permission=permission(apps, right)
        )
    return True


def allow_on_page(apps: Any, group: Any, page_id: int, rights: Iterable[str]) -> None:
    """Give a group rights on a page and all pages under it."""
    on_pages = apps.get_model("wagtailcore", "GroupPagePermission").objects
    for right in rights:
        on_pages.get_or_create(
            group=group, page_id=page_id, permission=permission(apps, right)
        )


def permission(apps: Any, right: str) -> Any:
    """Return a permission, which Django itself makes only after all migrations."""
    app_label, model, codename = right.split(".")
    content_type, _made = apps.get_model(
        "contenttypes", "ContentType"
    ).objects.get_or_create(app_label=app_label, model=model)
    permission, _made = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=codename,
        defaults={"name": f"Can {codename.replace('_', ' ')}"},
    )
    return permission


def has_right(user: Any, page: Page, *actions: str) -> bool:
    """Tell whether a person has a right on a page, such as "add", by their groups.

    Wagtail's own questions ask the database about workflows too, for each page.
    """
    if user.is_superuser:
        return True
    return bool(set(actions) & set(page.permissions_for_user(user).permissions))


def spare_the_lists() -> None:
    """Let a page's own row say whether a person who may not publish may delete it.

    Wagtail asks the database whether anything at or under the page is live, twice for
    each row of a list.  The answer is the same; it is asked where a draft has pages
    under it.
    """
    ask = PagePermissionTester.can_delete

    @wraps(ask)
    def can_delete(tester: PagePermissionTester, *args: Any, **kwargs: Any) -> bool:
        user, page = tester.user, tester.page
        if user.is_active and not user.is_superuser:
            rights = tester.permissions
            if "publish" not in rights and page.live:
                return False
            if "publish" not in rights and page.is_leaf():
                is_own = "add" in rights and page.owner_id == user.pk
                return "change" in rights or is_own
        return bool(ask(tester, *args, **kwargs))

    PagePermissionTester.can_delete = can_delete


def may_edit(user: Any, instance: models.Model) -> bool:
    """Tell whether a person may write this version."""
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_edit()
    return user.has_perm(get_permission_name("change", type(instance)))


def may_publish(user: Any, instance: models.Model) -> bool:
    """Tell whether a person may publish this version."""
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_publish()
    return user.has_perm(get_permission_name("publish", type(instance)))


def may_override(user: Any, instance: models.Model) -> bool:
    """Tell whether a person may publish this version with words missing or behind."""
    return user.has_perm("translation.override") and may_publish(user, instance)


def is_locked_for(user: Any, instance: models.Model) -> bool:
    """Tell whether somebody else has locked this page or snippet."""
    # Wagtail looks for locks of workflows and schedules too, in two queries.
    if not getattr(instance, "locked", False):
        return False
    lock = instance.get_lock() if hasattr(instance, "get_lock") else None
    return isinstance(lock, BasicLock) and bool(lock.for_user(user))


def refuse_locked(user: Any, instance: models.Model) -> None:
    """Raise PublishingRefused where somebody else has locked this page or snippet."""
    if is_locked_for(user, instance):
        raise PublishingRefused(
            _("“%(title)s” is locked by somebody else.") % {"title": instance}
        )
