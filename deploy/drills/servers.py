"""The servers of a drill, in one folder of its own: all real, all stopped at the end.

Needs PostgreSQL, nginx, Redis and openssl as Debian has them, and what
requirements/production.txt installs.  Everything listens on 127.0.0.1 only.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = max(Path("/usr/lib/postgresql").glob("*/bin"), default=Path("/usr/bin"))


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Talk:
    """A process that answers each line with a line."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def tell(self, line: str) -> str:
        """Return the answer to a line."""
        if self.process.stdin is None or self.process.stdout is None:
            raise ValueError("The process has no line to be told on.")
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline()


class Servers:
    """Starts processes, waits until they listen, and stops them in reverse order."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = (folder / "log").open("a")
        self.stack = contextlib.ExitStack()

    def run(self, *command: object, **environment: str) -> str:
        """Carry out a command and return what it says; a failure ends the drill."""
        done = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            env=os.environ | environment,
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
            check=False,
        )
        if done.returncode:
            tail = (self.folder / "log").read_text()[-3000:]
            raise SystemExit(f"{command} failed:\n{tail}{done.stdout}")
        return done.stdout

    def start(
        self, *command: object, port: int, **environment: str
    ) -> subprocess.Popen[str]:
        """Start a process, and return it once it listens."""
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=ROOT,
            env=os.environ | environment,
            stdout=self.log,
            stderr=self.log,
            text=True,
        )
        self.stack.callback(self.stop, process)
        if port:
            self.wait_for(port, process)
        return process

    def start_talk(self, code: str, **environment: str) -> "Talk":
        """Start Python code in the site, to which lines are told."""
        process = subprocess.Popen(
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", code],
            cwd=ROOT,
            env=os.environ | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
        )
        self.stack.callback(self.stop, process)
        return Talk(process)

    def stop(self, process: subprocess.Popen[str]) -> None:
        """End a process, by force after ten seconds."""
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def wait_for(self, port: int, process: subprocess.Popen[str]) -> None:
        """Return once something listens; SystemExit after a minute or a death."""
        for _ in range(600):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 1).close()
                return
            if process.poll() is not None:
                break
            time.sleep(0.1)
        tail = (self.folder / "log").read_text()[-3000:]
        raise SystemExit(f"Nothing listens on {port}:\n{tail}")

    def postgres(self, data: Path, port: int) -> None:
        """Start a database server on a folder that is one already."""
        process = self.start(
            *as_postgres(),
            BIN / "postgres",
            *("-D", data, "-p", port, "-k", data, "-h", "127.0.0.1"),
            *("-c", "max_connections=60", "-c", "hot_standby_feedback=on"),
            port=port,
        )
        # SIGTERM waits for clients; SIGINT ends them.
        self.stack.callback(process.send_signal, signal.SIGINT)
        for _ in range(300):
            ready = subprocess.run(
                [BIN / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)],
                check=False,
            )
            if ready.returncode == 0:
                return
            time.sleep(0.1)

    def new_postgres(self, port: int) -> str:
        """Make and start a primary with a database; return its owner's address."""
        data = self.folder / "primary"
        data.mkdir(exist_ok=True)
        own(data)
        self.run(
            *as_postgres(), BIN / "initdb", "-D", data, "-A", "trust", "-U", "owner"
        )
        self.postgres(data, port)
        self.run(BIN / "createdb", "-h", "127.0.0.1", "-p", port, "-U", "owner", "site")
        return f"postgres://owner@127.0.0.1:{port}/site"

    def replica(self, primary: int, port: int) -> None:
        """Copy a primary and start the copy, which follows it."""
        data = self.folder / "replica"
        data.mkdir(mode=0o700)
        own(data)
        self.run(
            *as_postgres(),
            BIN / "pg_basebackup",
            *("-h", "127.0.0.1", "-p", primary, "-U", "owner", "-D", data, "-R"),
            *("-X", "stream", "-c", "fast"),
        )
        self.postgres(data, port)

    def gunicorn(self, port: int, **environment: str) -> subprocess.Popen[str]:
        """Start the web processes of one machine."""
        return self.start(
            *(sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py"),
            port=port,
            BIND=f"127.0.0.1:{port}",
            **environment,
        )

    def nginx(self, port: int, data_dir: Path, readers: int, staff: int) -> None:
        """Start nginx with the configuration of deploy/nginx, and a certificate."""
        folder = self.folder / "nginx"
        shutil.copytree(ROOT / "deploy/nginx", folder / "nginx")
        kept = folder / "nginx/kept.conf"
        text = kept.read_text().replace("/var/cache/nginx/pages", str(folder / "pages"))
        kept.write_text(text)
        key, certificate = folder / "key.pem", folder / "certificate.pem"
        self.run(
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", 2),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", key, "-out", certificate),
        )
        configuration = folder / "nginx.conf"
        configuration.write_text(
            f"""daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
worker_processes 2;
events {{ worker_connections 4096; }}
http {{
    include /etc/nginx/mime.types;
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include nginx/kept.conf;
    upstream readers {{ server 127.0.0.1:{readers}; keepalive 16; }}
    upstream staff {{ server 127.0.0.1:{staff}; keepalive 16; }}
    server {{
        listen 127.0.0.1:{port} ssl;
        server_name localhost;
        ssl_certificate {certificate};
        ssl_certificate_key {key};
        root {data_dir};
        include nginx/site.conf;
    }}
}}
"""
        )
        command = ("nginx", "-p", folder, "-c", configuration, "-e", folder / "errors")
        self.run(*command, "-t")
        self.start(*command, port=port)


def family(pid: int) -> list[int]:
    """Return a process and all that it has started, itself first."""
    found = [pid]
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in children.read_text().split():
            found += family(int(child))
    return found


def tell_all(pids: list[int], what: signal.Signals) -> None:
    """Send a signal to processes, those that are gone left out."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, what)


def as_postgres() -> list[str]:
    """Return what a command begins with where we are root, which PostgreSQL refuses."""
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


def fresh(name: str) -> Path:
    """Return where a new folder may be made that the database server can reach."""
    above = Path(tempfile.mkdtemp(prefix=f"{name}-"))
    above.chmod(0o711)
    return above / name


def own(folder: Path) -> None:
    """Give a folder to the user that the database server runs as."""
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")


@contextlib.contextmanager
def servers(folder: Path) -> Iterator[Servers]:
    """Give servers in a new folder, and stop them all at the end."""
    folder.mkdir(parents=True)
    folder.chmod(0o711)
    one = Servers(folder)
    try:
        with one.stack:
            yield one
    finally:
        one.log.close()
