"""A worker's sign of life, given beside its work."""

import logging
import threading
from datetime import timedelta
from types import TracebackType

from django.db import connection
from django.db.models.functions import Now

from background import postbox, retrying
from background.limits import BEAT
from background.models import Worker

logger = logging.getLogger(__name__)


class Heart:
    """Tells every few seconds that this process lives, and looks after what has failed.

    In a thread of its own, with a connection of its own: a task may take minutes.
    """

    def __init__(self, worker_id: str, silence: timedelta) -> None:
        self.worker_id = worker_id
        self.silence = silence
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._beat_on, daemon=True)

    def __enter__(self) -> None:
        """Be known before the first task is begun."""
        self._beat()
        self._thread.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Say that this process begins no more tasks."""
        self._ending.set()
        self._thread.join()
        Worker.objects.filter(pk=self.worker_id).delete()

    def _beat(self) -> None:
        Worker.objects.update_or_create(pk=self.worker_id, defaults={"seen_at": Now()})
        retrying.take_up(self.silence)
        retrying.try_again()
        postbox.take_in()

    def _beat_on(self) -> None:
        pause = min(BEAT, self.silence.total_seconds() / 5)
        while not self._ending.wait(pause):
            try:
                self._beat()
            except Exception:
                # The database may be away for a while; the next beat tries again.
                logger.exception("No sign of life could be given")
                connection.close()
        connection.close()
