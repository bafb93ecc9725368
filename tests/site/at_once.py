"""People who change one page at the same moment, as a program: ``at_once.py REPORT``.

In a database of its own (DATABASE_URL), as threads have connections of their own.
Writes what became of it as JSON.
"""

import contextlib
import json
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PAUSE = 1.5  # seconds; a save takes less


def form_of(name, page):
    """Return a function that sends the edit form of a page, opened now by somebody."""
    from django.contrib.auth.models import User
    from django.test import Client
    from wagtail.test.utils.form_data import querydict_from_html

    user = User.objects.create_superuser(name, f"{name}@example.org")
    client, address = Client(), f"/admin/pages/{page.pk}/edit/"
    client.force_login(user)
    html = client.get(address).content.decode()
    form = querydict_from_html(html, form_id="page-edit-form").dict()
    form["email"] = user.email
    return lambda: client.post(address, form, headers={"Accept": "text/html"}).url


def two_save(page):
    """Two save at once: each finds the page unchanged, if the other lets it."""
    from espoo import conflicts

    both, find = threading.Barrier(2), conflicts._is_loaded_from

    def found(*args):
        if unchanged := find(*args):
            # As it should be, the other one is not let in.
            with contextlib.suppress(threading.BrokenBarrierError):
                both.wait(PAUSE)
        return unchanged

    conflicts._is_loaded_from = found
    forms = [form_of("anna", page), form_of("bertil", page)]
    with ThreadPoolExecutor(2) as people:
        led = list(people.map(lambda send: send(), forms))
    conflicts._is_loaded_from = find
    return [address.partition("?")[0].split("/")[-2] for address in led]


def one_publishes(page):
    """One saves while a publication has read the page and not yet written it."""
    from django.db.models.signals import pre_save

    save, begun, saved = form_of("cecilia", page), threading.Event(), threading.Event()

    def pause(instance, update_fields=None, **kwargs):
        if update_fields is None and threading.current_thread() is publisher:
            begun.set()
            saved.wait(PAUSE)

    pre_save.connect(pause, sender=type(page))
    publisher = threading.Thread(target=page.get_latest_revision().publish)
    publisher.start()
    begun.wait(60)
    save()
    saved.set()
    publisher.join()
    pre_save.disconnect(pause, sender=type(page))


def main(report):
    """Make a page, have people change it at once, and tell what it is like."""
    from articles.models import ContactIndexPage, ContactPage
    from translation.together import give_reason

    index = ContactIndexPage.objects.get(locale__language_code="fi")
    page = index.add_child(instance=ContactPage(title="Neuvonta", live=False))
    page.save_revision()
    give_reason(page, "Ruotsi tulee perässä.", date.max)

    def here():
        row = ContactPage.objects.get(pk=page.pk)
        history = row.revisions.order_by("created_at")
        return {
            "live": row.live,
            "has a newer draft": row.has_unpublished_changes,
            "newest": row.latest_revision.content["email"],
            "history": [one.content["email"] for one in history],
        }

    told = {"led": two_save(page), "two saved": here()}
    one_publishes(ContactPage.objects.get(pk=page.pk))
    told["one published"] = here()
    Path(report).write_text(json.dumps(told))


if __name__ == "__main__":
    sys.path[:1] = [str(REPOSITORY / "site"), str(REPOSITORY)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "espoo.settings")
    import django
    from django.test.utils import setup_test_environment

    django.setup()
    setup_test_environment(debug=False)
    main(*sys.argv[1:])
