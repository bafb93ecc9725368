"""Which backups there are, and which of them may go."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from backups.archive import beside

FORM = "espoo-%Y%m%dT%H%M%S%fZ"
SUFFIXES = (".tar", ".tar.age")


def new_name(moment: datetime, *, encrypted: bool) -> str:
    """Return what a backup of this moment is called."""
    return moment.astimezone(UTC).strftime(FORM) + SUFFIXES[encrypted]


def time_of(file: Path) -> datetime | None:
    """Return of which moment a backup is, by its name; None for any other file."""
    for suffix in SUFFIXES:
        if file.name.endswith(suffix):
            try:
                moment = datetime.strptime(file.name.removesuffix(suffix), FORM)
            except ValueError:
                continue
            return moment.replace(tzinfo=UTC)
    return None


def kept(folder: Path) -> list[Path]:
    """Return the backups of a folder, newest first; [] where there is no folder."""
    if not folder.is_dir():
        return []
    found = [(time_of(file), file) for file in folder.iterdir()]
    dated = [(moment, file) for moment, file in found if moment is not None]
    return [file for _moment, file in sorted(dated, reverse=True)]


def too_old(
    moments: Iterable[datetime], daily: int, weekly: int, monthly: int
) -> set[datetime]:
    """Return which may go.

    The newest of each of the last ``daily`` days, ``weekly`` weeks and ``monthly``
    months that have one are kept, and the newest of all whatever the numbers are.
    """
    newest_first = sorted(moments, reverse=True)
    stay = set(newest_first[:1])
    periods: list[tuple[int, Callable[[datetime], object]]] = [
        (daily, lambda one: one.date()),
        (weekly, lambda one: one.isocalendar()[:2]),
        (monthly, lambda one: (one.year, one.month)),
    ]
    for number, period in periods:
        newest: dict[object, datetime] = {}
        for moment in newest_first:
            newest.setdefault(period(moment), moment)
        stay.update(list(newest.values())[:number])
    return set(newest_first) - stay


def forget(folder: Path, daily: int, weekly: int, monthly: int) -> list[str]:
    """Delete what is too old and return its names; call it after a good backup only."""
    by_time = {moment: file for file in kept(folder) if (moment := time_of(file))}
    gone = []
    for moment in sorted(too_old(by_time, daily, weekly, monthly)):
        file = by_time[moment]
        file.unlink(missing_ok=True)
        beside(file).unlink(missing_ok=True)
        gone.append(file.name)
    return gone
