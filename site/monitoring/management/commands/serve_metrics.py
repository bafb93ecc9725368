"""Answer Prometheus on a port of this machine, until stopped.

Needs METRICS_DIR, as the web processes have it.  Besides what they have counted it says
how many tasks wait and have failed, and when each timer last ran well.  Only addresses
that no network outside can reach are listened on.
"""

import ipaddress
import threading
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections
from django.db.models import Count

from monitoring.models import Run


class Command(BaseCommand):
    """Ends at SIGTERM."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--address", default="127.0.0.1", help="default: %(default)s"
        )
        parser.add_argument(
            "--port", type=int, default=9180, help="default: %(default)s"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.METRICS_DIR:
            raise CommandError("METRICS_DIR is not set: nothing is counted.")
        try:
            address = ipaddress.ip_address(options["address"])
        except ValueError as error:
            raise CommandError(f"--address: {error}") from error
        if not address.is_private or address.is_unspecified:
            raise CommandError(f"{address} can be reached from outside.")
        from prometheus_client import CollectorRegistry, start_http_server
        from prometheus_client.multiprocess import MultiProcessCollector

        registry = CollectorRegistry()
        MultiProcessCollector(registry)
        registry.register(FromDatabase())
        start_http_server(options["port"], str(address), registry)
        self.stdout.write(f"http://{address}:{options['port']}/metrics")
        threading.Event().wait()


class FromDatabase:
    """What is asked of the database when Prometheus asks."""

    def collect(self) -> Iterator[Any]:
        """Give the numbers; none where the database does not answer."""
        from django.db import DatabaseError
        from django_tasks_db.models import DBTaskResult
        from prometheus_client.core import GaugeMetricFamily

        tasks = GaugeMetricFamily("espoo_tasks", "Tasks by status", labels=["status"])
        runs = GaugeMetricFamily(
            "espoo_timer_success", "Last good run (Unix time)", labels=["command"]
        )
        close_old_connections()
        try:
            counted = DBTaskResult.objects.values_list("status").order_by("status")
            for status, number in counted.annotate(Count("pk")):
                tasks.add_metric([status.lower()], number)
            for run in Run.objects.exclude(succeeded_at=None):
                when = run.succeeded_at.timestamp() if run.succeeded_at else 0
                runs.add_metric([run.command], when)
        except DatabaseError:
            return
        yield tasks
        yield runs
