"""Knows whether the database answered last, so that not everybody has to ask."""

import threading
import time

# After a failure one request asks again when this time is over, in each process.
PAUSE = 1.0  # seconds


class Breaker:
    """Lets everybody through while all is well, and one at a time while it is not."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._try_at: float | None = None  # None while all is well

    def may_ask(self) -> bool:
        """Whether a request may ask the database; who may tells how it went."""
        with self._lock:
            if self._try_at is None:
                return True
            now = time.monotonic()
            if now < self._try_at:
                return False
            # The others wait for how this one fares, however long it takes.
            self._try_at = now + PAUSE
            return True

    def tell(self, *, answered: bool) -> None:
        """Say whether the database answered."""
        with self._lock:
            self._try_at = None if answered else time.monotonic() + PAUSE
