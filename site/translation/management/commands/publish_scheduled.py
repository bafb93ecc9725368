"""Publishes and expires what its time has come for, each for itself."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import models, transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from translation.models import ScheduledPublication
from translation.together import run


class Command(BaseCommand):
    """Stands in place of Wagtail's command, which stops at the first refusal."""

    help = (
        "Publish the languages that were scheduled together, then single pages and "
        "snippets, and take expired ones off the site. Run it every minute."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dryrun",
            action="store_true",
            help="Say what would be done, and change nothing.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it.  Raises CommandError, last, where anything was refused."""
        self.refused = 0
        dry = options["dryrun"]
        for instance in _expired():
            self._do(f"expire {instance}", dry, lambda one=instance: _expire(one))
        waiting = ScheduledPublication.objects.filter(
            state=ScheduledPublication.State.WAITING, at__lte=timezone.now()
        )
        for group in waiting.order_by("at", "pk"):
            self._publish_group(group, dry)
        revisions = Revision.objects.filter(approved_go_live_at__lt=timezone.now())
        for revision in revisions.order_by("approved_go_live_at", "pk"):
            self._do(
                f"publish {revision.object_str}",
                dry,
                lambda one=revision: one.publish(
                    log_action="wagtail.publish.scheduled"
                ),
            )
        if self.refused:
            raise CommandError(f"{self.refused} refused; the others were done.")

    def _publish_group(self, group: ScheduledPublication, dry: bool) -> None:
        if dry:
            self.stdout.write(f"would publish {group}")
            return
        done = run(group)
        if done.state == ScheduledPublication.State.REFUSED:
            self.refused += 1
            self.stderr.write(f"refused: {group}: {done.message}")
        elif done.state == ScheduledPublication.State.DONE:
            self.stdout.write(f"published {group}")

    def _do(self, what: str, dry: bool, action: Any) -> None:
        if dry:
            self.stdout.write(f"would {what}")
            return
        try:
            with transaction.atomic():
                action()
        except Exception as error:  # whatever it is, the others go on
            self.refused += 1
            self.stderr.write(f"refused: {what}: {error}")
        else:
            self.stdout.write(what)


def _expired() -> Iterator[models.Model]:
    """Give every live page and snippet whose time is over."""
    kinds = [Page] + [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    for model in kinds:
        over = model._default_manager.filter(live=True, expire_at__lt=timezone.now())
        yield from list(over.order_by("expire_at"))


def _expire(instance: Any) -> None:
    instance.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
