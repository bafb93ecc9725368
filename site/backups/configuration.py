"""What the environment says of backups; settings.py asks for it."""

from dataclasses import dataclass
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True)
class Backups:
    """Where backups are kept, how many, and for whom they are encrypted.

    ``recipients`` are public keys of age: what is encrypted for them cannot be read on
    this machine.  ``identity`` is the file with a private key, or None.
    """

    folder: Path
    daily: int
    weekly: int
    monthly: int
    recipients: tuple[str, ...]
    identity: Path | None


def backups(env: environ.Env, data_dir: Path) -> Backups:
    """Return what is set; ImproperlyConfigured names what makes no sense."""
    keep = env.list("BACKUP_KEEP", default=["7", "5", "12"])
    if len(keep) != 3 or not all(one.isdecimal() for one in keep):
        raise ImproperlyConfigured(
            "BACKUP_KEEP is three numbers: of days, weeks and months, such as 7,5,12."
        )
    recipients = tuple(env.list("BACKUP_RECIPIENTS", default=[]))
    if not all(one.startswith("age1") for one in recipients):
        raise ImproperlyConfigured("BACKUP_RECIPIENTS are public keys: age1…")
    identity = env.str("BACKUP_IDENTITY_FILE", default="")
    daily, weekly, monthly = map(int, keep)
    return Backups(
        Path(env.str("BACKUP_DIR", default=str(data_dir / "backups"))).resolve(),
        daily,
        weekly,
        monthly,
        recipients,
        Path(identity) if identity else None,
    )
