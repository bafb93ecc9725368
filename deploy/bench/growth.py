"""Measure on PostgreSQL how the cost of each page grows with the site.

    DATABASE_URL=postgres:///bench python deploy/bench/growth.py 1000 10000 30000

For each number of articles a language, the smallest first: the site is grown to it, and
each page asked for with empty caches (cold) and for the third time (warm).  Every
statement of an answer is explained while it runs (``EXPLAIN (ANALYZE, BUFFERS)``), and
its buffers of 8 KB summed.  A size may have a database of its own, which is taken as
it is and not grown: ``1000=postgres:///small 30000=postgres:///large``.

The database is grown for good; saving and publishing are undone.
"""

import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from large import addresses, some_articles, start

READS = re.compile(r"\s*(SELECT|WITH|INSERT|UPDATE|DELETE)\b", re.IGNORECASE)
EXPLAIN = "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) "


@dataclass
class Cost:
    """Of one answer: statements, buffers of 8 KB, milliseconds in the database."""

    statements: int = 0
    buffers: int = 0
    milliseconds: float = 0


@contextmanager
def explained() -> Iterator[Cost]:
    """Explain each statement just before it runs, in a transaction that is undone."""
    from django.db import connection, transaction

    cost = Cost()
    inside = False

    def wrapper(
        execute: Callable, sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        nonlocal inside
        if inside or many or not READS.match(sql):
            return execute(sql, params, many, context)
        inside = True
        try:
            with connection.cursor() as cursor:
                cursor.execute("SAVEPOINT explained")
                cursor.execute(EXPLAIN + sql, params)
                plan = cursor.fetchone()[0][0]
                cursor.execute("ROLLBACK TO SAVEPOINT explained")
        finally:
            inside = False
        cost.statements += 1
        top = plan["Plan"]
        cost.buffers += top["Shared Hit Blocks"] + top["Shared Read Blocks"]
        cost.milliseconds += plan["Execution Time"]
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(wrapper):
        yield cost
        transaction.set_rollback(True)


def measure() -> dict[str, Cost]:
    """Return the cost of each kind of answer on the site as it is."""
    from django.contrib.auth.models import User
    from django.contrib.contenttypes.models import ContentType
    from django.core.cache import cache
    from django.db import transaction
    from django.test import Client

    client = Client()
    costs: dict[str, Cost] = {}

    def asked(url: str) -> Cost:
        with explained() as cost:
            response = client.get(url, secure=True)
        if response.status_code != 200:
            raise SystemExit(f"{url} answered {response.status_code}")
        return cost

    for name, url in addresses().items():
        cache.clear()
        ContentType.objects.clear_cache()
        costs[f"{name} (cold)"] = asked(url)
        client.get(url, secure=True)
        costs[name] = asked(url)
    changed = some_articles()
    with transaction.atomic():
        client.force_login(User.objects.create_superuser("bench"))
        parent = changed[0].get_parent()
        explorer = f"/admin/pages/{parent.pk}/"
        client.get(explorer, secure=True)
        costs["admin explorer"] = asked(explorer)
        transaction.set_rollback(True)
    with transaction.atomic():
        found: dict[str, list[Cost]] = defaultdict(list)
        for one in changed:
            # The first time takes along what earlier releases left to do.
            _publish(_save_draft(one, "lead", "title"))
            for what in ("lead", "title"):
                with explained() as cost:
                    _save_draft(one, what)
                revision = _save_draft(one, what)
                found[f"save another {what}"].append(cost)
                with explained() as cost:
                    _publish(revision)
                found[f"publish another {what}"].append(cost)
        costs |= {name: _mean(some) for name, some in found.items()}
        transaction.set_rollback(True)
    return costs


def _mean(costs: list[Cost]) -> Cost:
    return Cost(
        max(cost.statements for cost in costs),
        sum(cost.buffers for cost in costs) // len(costs),
        sum(cost.milliseconds for cost in costs) / len(costs),
    )


def _save_draft(article: Any, *fields: str) -> Any:
    """Change these fields in a draft, and return its revision."""
    from wagtail.models import Page

    page = Page.objects.get(pk=article.pk).specific
    for field in fields:
        setattr(page, field, f"{getattr(page, field)} b")
    return page.save_revision()


def _publish(revision: Any) -> None:
    """Publish a draft, and do what waits for the commit."""
    from django.db import connection

    connection.run_on_commit.clear()
    revision.publish()
    for waiting in list(connection.run_on_commit):
        waiting[1]()


def main(arguments: list[str]) -> None:
    """Measure each size in a process of its own, and print what they cost."""
    results: dict[int, dict[str, Cost]] = {}
    for argument in arguments:
        size, _is, address = argument.partition("=")
        environment = os.environ | ({"DATABASE_URL": address} if address else {})
        command = [sys.executable, __file__, "--one", size]
        run = subprocess.run(
            [*command, "--as-it-is"] if address else command,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode:
            raise SystemExit(run.stderr[-2000:])
        results[int(size)] = {}
        for line in run.stdout.splitlines():
            name, statements, buffers, milliseconds = line.split("\t")
            results[int(size)][name] = Cost(
                int(statements), int(buffers), float(milliseconds)
            )
    sizes = list(results)
    heads = "".join(f" {size} |" for size in sizes)
    print(f"| statements, buffers, ms |{heads} buffers, last to first |")
    print("|---|" + "---|" * len(sizes) + "---|")
    for name, first in results[sizes[0]].items():
        found = [results[size][name] for size in sizes]
        cells = "".join(
            f" {one.statements} / {one.buffers} / {one.milliseconds:.1f} |"
            for one in found
        )
        ratio = found[-1].buffers / max(first.buffers, 1)
        print(f"| {name} |{cells} {ratio:.2f} |")


def one(size: int, as_it_is: bool) -> None:
    """Grow the site to a size where asked to, and print what each answer costs."""
    start("postgresql", 0 if as_it_is else size)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET jit = off")
        cursor.execute("VACUUM ANALYZE")
    for name, cost in measure().items():
        row = [name, cost.statements, cost.buffers, f"{cost.milliseconds:.3f}"]
        print(*row, sep="\t")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(int(sys.argv[2]), "--as-it-is" in sys.argv)
    elif len(sys.argv) > 1:
        main(sys.argv[1:])
    else:
        raise SystemExit(__doc__)
