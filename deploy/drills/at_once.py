"""Two editors and two translators work on one text at the same moment.

    python deploy/drills/at_once.py [FOLDER] [--times 200]

Each time both editors open the form of a contact and save it, one of them perhaps to
publish; both translators open its Swedish version and write, every other time the same
words.  All four send within a fifth of a second of one another.  What was acknowledged
must be there afterwards, and whoever was second must have been told.  Prints one line
for each thing that must hold, with figures, and ends with 1 if one does not.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from machine import Machine
from people import Answer, Browser, Form, Report
from servers import fresh, servers

PASSWORD = "a drill's own password"
# Those who work here, and how far apart they send, at most.
EDITORS, TRANSLATORS = ("Anna", "Bertil"), ("Cecilia", "Daavid")
APART = 0.2  # seconds
PREPARE = f"""
import json
from django.contrib.auth.models import User
from articles.models import ContactPage
for name in {EDITORS + TRANSLATORS}:
    User.objects.create_superuser(name, f"{{name}}@example.org", {PASSWORD!r})
contacts = ContactPage.objects.live().filter(locale__language_code="fi", unit__gt="")
found = [one for one in contacts.exclude(role="").order_by("pk")
         if one.get_translations().live().count() == 2][0]
swedish = found.get_translations().get(locale__language_code="sv")
print(json.dumps([found.pk, swedish.pk]))
"""
# What there is of the contact, for each line.
LOOK = """
import json, sys
from wagtail.models import Page
from wagtail_localize.models import StringTranslation
from wagtail.models import Revision
for line in sys.stdin:
    pk, swedish = map(int, line.split())
    page = Page.objects.get(pk=pk).specific
    version = Page.objects.get(pk=swedish).specific
    kept = Revision.objects.for_instance(page).order_by("-pk")[:9]
    words = StringTranslation.objects.filter(
        context__object_id=page.translation_key, locale__language_code="sv")
    said = dict(words.values_list("context__path", "data"))
    draft = page.get_latest_revision()
    print(json.dumps({
        "history": [one.content["email"] for one in kept],
        "newest": draft.content["email"],
        "live": [page.live, version.live],
        "facts": [page.email, version.email, page.live_revision.content["email"]],
        "newest is newest": draft.is_latest_revision(),
        "words": [said.get("role", ""), said.get("unit", "")],
    }), flush=True)
"""


def main() -> int:
    """Return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--times", type=int, default=200)
    options = parser.parse_args()
    report = Report()
    with servers(options.folder or fresh("at-once")) as ours:
        drill(report, Machine(ours, SECOND_FACTOR_REQUIRED="0"), options.times)
    return 1 if report.failed else 0


def drill(report: Report, machine: Machine, times: int) -> None:
    """Have four people work at once, again and again."""
    page, swedish = json.loads(machine.shell(PREPARE))
    people = {name: Browser(machine.front) for name in EDITORS + TRANSLATORS}
    signed = [one.sign_in(name, PASSWORD) for name, one in people.items()]
    report.say(signed == [302] * 4, f"all four sign in: {signed}")
    look = machine.ours.start_talk(LOOK, **machine.site)
    chance, wrong, counted = random.Random(1), [], Counter()
    began = time.monotonic()
    for number in range(times):
        forms = opened(people, page, swedish, number)
        waits = [chance.uniform(0, APART) for _ in forms]
        with ThreadPoolExecutor(len(forms)) as crowd:
            answers = list(
                crowd.map(lambda form, wait: sent(form, wait), forms.values(), waits)
            )
        there = json.loads(look.tell(f"{page} {swedish}"))
        got = dict(zip(forms, answers, strict=True))
        wrong += [
            f"{number}: {what}"
            for what in [
                *of_editors(forms, got, there, counted),
                *of_translators(forms, got, there, number, counted),
            ]
        ]
    for what in wrong[:10]:
        print(f"      {what}")
    took = (time.monotonic() - began) / times
    report.say(
        not wrong,
        f"{times} times two editors and two translators at once, {took:.2f} s each:"
        f" {len(wrong)} things wrong; {dict(sorted(counted.items()))}",
    )


def opened(
    people: dict[str, Browser], page: int, swedish: int, number: int
) -> dict[str, Form]:
    """Return the forms of all four, filled in."""
    forms = {}
    for name in EDITORS:
        form = Form(people[name], f"/admin/pages/{page}/edit/", "#page-edit-form")
        form.data["email"] = f"{name.lower()}-{number}@example.org"
        forms[name] = form
    # Now and then one of them, or both, publish.
    for name in EDITORS[: number % 3]:
        forms[name].data["action-publish"] = "action-publish"
    for name in TRANSLATORS:
        form = Form(people[name], f"/admin/pages/{swedish}/edit/", "#translation-form")
        form.data["action"] = "save"
        part = "Role" if name == TRANSLATORS[0] or number % 2 else "Unit"
        form.data[box(form, part)] = f"{name} {number}"
        forms[name] = form
    return forms


def box(form: Form, part: str) -> str:
    """Return the name of the box of the first words under a heading."""
    for heading in form.page.select(".translation-part__name"):
        if heading.get_text(strip=True) == part:
            found = heading.find_next("textarea", attrs={"name": True})
            return str(found["name"]) if found else ""
    raise SystemExit(f"{part} is not on the screen of the translator.")


def sent(form: Form, wait: float) -> Answer:
    time.sleep(wait)
    return form.send()


def of_editors(
    forms: dict[str, Form],
    answers: dict[str, Answer],
    there: dict[str, list[str]],
    counted: Counter[str],
) -> list[str]:
    """Return what is not as it must be of two who saved one form."""
    wrong = []
    told = [answers[name].headers.get("location", "") for name in EDITORS]
    for name in EDITORS:
        if answers[name].status != 302:
            wrong.append(f"{name} is answered {answers[name].status}")
        elif forms[name].data["email"] not in there["history"]:
            wrong.append(f"what {name} saved is not in the history")
    counted["second ones told"] += sum("compare" in where for where in told)
    if sum("compare" in where for where in told) != 1:
        wrong.append(f"the editors were led to {told}")
    for name, where in zip(EDITORS, told, strict=True):
        if "compare" not in where and forms[name].data["email"] != there["newest"]:
            wrong.append(f"what {name} saved first is not the newest")
    if there["live"] != [True, True] or not there["newest is newest"]:
        wrong.append(f"live {there['live']}, newest {there['newest is newest']}")
    if len(set(there["facts"])) != 1:
        wrong.append(f"the languages say {there['facts']}")
    return wrong


def of_translators(
    forms: dict[str, Form],
    answers: dict[str, Answer],
    there: dict[str, list[str]],
    number: int,
    counted: Counter[str],
) -> list[str]:
    """Return what is not as it must be of two who wrote into one translation."""
    wrong = []
    for name in TRANSLATORS:
        words, answer = f"{name} {number}", answers[name]
        if answer.status == 302 and words not in there["words"]:
            wrong.append(f"what {name} wrote is gone: {there['words']}")
        elif answer.status == 200 and words in answer.body:
            counted["words left to decide"] += 1
        elif answer.status != 302:
            wrong.append(f"{name} is answered {answer.status}")
    kept = {f"{name} {number}" for name in TRANSLATORS} & set(there["words"])
    if len(kept) != (1 if number % 2 else 2):
        wrong.append(f"the translation holds {there['words']}")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
