"""What the timers of deploy/systemd run, and which of them are late.

A timer runs its command through `manage.py on_time`, which keeps that it ran.  One that
never began is not late: a site without timers has none.
"""

from datetime import timedelta

from django.utils import timezone

from monitoring.models import Run

# After how long without a good run somebody should look.
LONGEST = {
    "publish_scheduled": timedelta(minutes=5),
    "backup": timedelta(hours=30),
    "check_backup": timedelta(days=35),
    "check_links": timedelta(hours=30),
    "expire_accounts": timedelta(hours=30),
    "forget_feedback": timedelta(hours=30),
    "forget_searches": timedelta(hours=30),
    "forget_uploads": timedelta(hours=30),
    "prune_db_task_results": timedelta(hours=30),
    "remove_orphans": timedelta(hours=30),
}
# What a command is told when nothing else is said.
TOLD = {"prune_db_task_results": ["--queue-name", "*"]}


def note(command: str, seconds: float, *, succeeded: bool) -> None:
    """Keep that a command ended, after how many seconds, and how."""
    now = timezone.now()
    values: dict[str, object] = {"ended_at": now, "seconds": seconds}
    if succeeded:
        values["succeeded_at"] = now
    Run.objects.update_or_create(pk=command, defaults=values)


def late() -> list[str]:
    """Return the commands without a good run for too long, in order of name."""
    now = timezone.now()
    runs = {run.command: run for run in Run.objects.all()}
    return sorted(
        command
        for command, longest in LONGEST.items()
        if (run := runs.get(command))
        and (run.succeeded_at is None or now - run.succeeded_at > longest)
    )
