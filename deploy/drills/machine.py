"""One machine with the demo: PostgreSQL, Redis, gunicorn, a worker and nginx."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time

from load import Readers, connection
from servers import BIN, Servers, as_postgres, family, free_port, tell_all

MANAGE = (sys.executable, "manage.py")
ADDRESSES = """
import json
from wagtail.models import Page
from translation.versions import readable
print(json.dumps([one.get_url() for one in readable(Page.objects.filter(depth__gt=1))]))
"""

# The index of the search, before and after it is made anew from the pages.
INDEX = """
import io
from django.core.management import call_command
from django.db import connection
def rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT e.page_id, e.title, e.readable, t.terms::text"
                       " FROM search_entry e JOIN search_terms t ON t.entry_id = e.id")
        return sorted(map(repr, cursor.fetchall()))
before = rows()
call_command("update_index", verbosity=0, stdout=io.StringIO())
print(len(set(before) ^ set(rows())))
"""


class Machine:
    """One machine with the demo, and what there is to break on it."""

    def __init__(self, ours: Servers, **environment: str) -> None:
        self.ours = ours
        names = ("database", "redis", "web", "front")
        self.ports = {name: free_port() for name in names}
        self.front = self.ports["front"]
        self.data = ours.folder / "data"
        self.site = {
            "DATABASE_URL": ours.new_postgres(self.ports["database"]),
            "DATA_DIR": str(self.data),
            "DEBUG": "0",
            "SEARCHES_PER_MINUTE": "0",
            "SUGGESTIONS_PER_MINUTE": "0",
            "DEMO": "1",
            "SECRET_KEY": os.urandom(40).hex(),
            "ALLOWED_HOSTS": "localhost",
            "BASE_URL": f"https://localhost:{self.front}",
            "BEHIND_PROXY": "1",
            "REDIS_URL": f"redis://127.0.0.1:{self.ports['redis']}/0",
            "TASKS": "database",
            "REFINE_WORDS": "0",
        } | environment
        self.redis = self.start_redis()
        for command in (
            ("compilemessages",),
            ("set_up",),
            ("collectstatic", "--noinput", "-v", "0"),
            ("write_error_pages",),
        ):
            ours.run(*MANAGE, *command, **self.site)
        self.web = ours.gunicorn(self.ports["web"], **self.site)
        self.worker = self.start_worker()
        web = self.ports["web"]
        ours.nginx(self.front, self.data, readers=web, staff=web)
        certificate = str(ours.folder / "nginx/certificate.pem")
        ours.run(*MANAGE, "warm", **self.site, SSL_CERT_FILE=certificate)
        self.paths: list[str] = json.loads(self.shell(ADDRESSES))

    def start_redis(self) -> subprocess.Popen[str]:
        port = self.ports["redis"]
        quiet = ("--bind", "127.0.0.1", "--save", "")
        return self.ours.start("redis-server", "--port", port, *quiet, port=port)

    def start_worker(self) -> subprocess.Popen[str]:
        command = (*MANAGE, "db_worker", "--queue-name", "*", "--interval", "0.2")
        return self.ours.start(*command, "--silence", "10", port=0, **self.site)

    def kill_everything(self) -> None:
        """Kill all processes at once, as a loss of power does."""
        all_of_it = self.postgres_family()
        for one in (self.web, self.worker, self.redis):
            all_of_it += family(one.pid)
        tell_all(all_of_it, signal.SIGKILL)
        for one in (self.web, self.worker, self.redis):
            one.wait()
        time.sleep(0.5)

    def start_everything(self) -> None:
        """Start what was killed."""
        # As after a start of the machine, nobody has the numbers of the processes that
        # were killed; here one may still be waited for.
        folder = self.ours.folder / "primary"
        for lock in [folder / "postmaster.pid", *folder.glob(".s.PGSQL.*")]:
            lock.unlink(missing_ok=True)
        self.start_postgres()
        self.redis = self.start_redis()
        self.web = self.ours.gunicorn(self.ports["web"], **self.site)
        self.worker = self.start_worker()

    def shell(self, code: str) -> str:
        """Return the last line that code prints in the site."""
        command = (*MANAGE, "shell", "--no-imports", "-c", code)
        said = self.ours.run(*command, **self.site).splitlines()
        return said[-1] if said else ""

    def readers(self) -> Readers:
        """Return a hundred readers a second, of addresses that were read before."""
        return Readers(self.front, self.paths)

    def ask(self, path: str) -> tuple[int, dict[str, str], str, float]:
        """Return status, headers, body and seconds of an answer."""
        began = time.monotonic()
        line = connection(self.front, 30)
        try:
            line.request("GET", path)
            answer = line.getresponse()
            body = answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as error:
            return 0, {}, str(error), time.monotonic() - began
        finally:
            line.close()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, headers, body, time.monotonic() - began

    def seconds_until_well(self) -> float:
        """Return after how long a search is answered again."""
        began = time.monotonic()
        while time.monotonic() - began < 60:
            if self.ask(f"/fi/haku/?q={os.urandom(3).hex()}")[0] == 200:
                break
            time.sleep(0.1)
        return time.monotonic() - began

    def stop_postgres(self) -> None:
        self._postgres_control("stop", "-m", "fast")

    def _postgres_control(self, *command: str) -> None:
        data = self.ours.folder / "primary"
        self.ours.run(*as_postgres(), BIN / "pg_ctl", "-D", data, "-w", *command)

    def start_postgres(self) -> None:
        self.ours.postgres(self.ours.folder / "primary", self.ports["database"])

    def postgres_family(self) -> list[int]:
        """Return the processes of the database."""
        lines = (self.ours.folder / "primary/postmaster.pid").read_text().splitlines()
        return family(int(lines[0]))
