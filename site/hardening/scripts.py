"""The one script of readers' pages, by what is in it.

Their policy names its digest, so that no other script runs, wherever it comes from, and
the page says the same of it (``integrity``).  Browsers that know no digests of files
(Firefox before 116, for one) run none: all works without.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings

SCRIPT = Path("static/js/site.js")


def digest() -> str:
    """Return the digest of the script, as in "sha256-…" (W3C, SRI)."""
    file = settings.PROJECT_DIR / SCRIPT
    return _digest(file, file.stat().st_mtime_ns)


@cache
def _digest(file: Path, changed: int) -> str:
    found = hashlib.sha256(file.read_bytes()).digest()
    return f"sha256-{base64.b64encode(found).decode()}"
