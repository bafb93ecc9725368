"""What is set where one machine is not enough, and what is refused half-said."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.utils.module_loading import import_string

from espoo import scaling
from espoo.caches import ForgivingRedis
from hardening.limits import seconds_to_wait

READER = "postgres://reader@db/site"
WRITER = "postgres://writer@db/site"


def env(**variables):
    found = environ.Env()
    found.ENVIRON = variables
    return found


def everything(**variables):
    """Return what the settings are made of, as settings.py asks for it."""
    found = env(**variables)
    role = scaling.role(found)
    databases = scaling.databases(found, role, Path("/data"))
    return role, databases, scaling.caches(found), scaling.media_storage(found)


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"ROLE": "reader"}, "ROLE is one of all, public"),
        ({"ROLE": "public", "DATABASE_URL": READER}, "DATABASE_WRITE_URL"),
        ({"ROLE": "public", "DATABASE_WRITE_URL": WRITER}, "PostgreSQL"),
        ({"DATABASE_WRITE_URL": WRITER}, "ROLE=public only"),
        ({"REDIS_URL": "localhost:6379"}, "REDIS_URL begins"),
        ({"MEDIA_S3_ENDPOINT": "https://s3.example"}, "MEDIA_S3_BUCKET"),
        ({"MEDIA_S3_BUCKET": "b", "MEDIA_S3_ACCESS_KEY": "k"}, "SECRET_KEY"),
    ],
)
def test_what_is_half_said_is_refused_with_what_is_missing(variables, said):
    with pytest.raises(ImproperlyConfigured, match=said):
        everything(**variables)


def test_empty_environment_needs_no_other_machine():
    role, databases, caches, storage = everything()

    assert (role, list(databases)) == ("all", ["default"])
    assert databases["default"]["NAME"] == "/data/db.sqlite3"
    assert "locmem" in caches["default"]["BACKEND"]
    assert storage == {"BACKEND": "hardening.files.WholeFiles"}


def test_public_role_reads_as_one_user_and_writes_as_another():
    role, databases, _caches, _storage = everything(
        ROLE="public", DATABASE_URL=READER, DATABASE_WRITE_URL=WRITER
    )

    assert role == "public"
    users = {name: one["USER"] for name, one in databases.items()}
    assert users == {"default": "reader", "write": "writer"}


def test_readers_do_not_notice_that_redis_is_away(rf):
    cache = ForgivingRedis("redis://127.0.0.1:1/0", {})

    cache.set("a", 1)
    assert cache.get("a", "none") == "none"
    assert cache.get_many(["a"]) == {}
    assert cache.get_or_set("a", 2) == 2
    assert not cache.add("a", 1)
    assert not cache.delete("a")
    with pytest.raises(ValueError, match="'a'"):
        cache.incr("a")


def test_nobody_is_put_off_while_redis_is_away(rf, monkeypatch):
    away = ForgivingRedis("redis://127.0.0.1:1/0", {})
    monkeypatch.setattr("hardening.limits.cache", away)

    assert seconds_to_wait(rf.post("/"), "feedback", most=0, seconds=60) == 0


@pytest.fixture
def bucket(monkeypatch):
    """Return the address of a tiny server that takes what is put, and what it took."""
    taken = {}

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self):
            self.send_response(200 if self.path in taken else 404)
            self.end_headers()

        def do_PUT(self):
            size = int(self.headers["Content-Length"])
            taken[self.path] = self.rfile.read(size)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", taken
    server.shutdown()
    thread.join()
    server.server_close()


def test_upload_goes_to_the_bucket_and_is_read_under_its_host(bucket):
    endpoint, taken = bucket
    said = scaling.media_storage(
        env(
            MEDIA_S3_BUCKET="pictures",
            MEDIA_S3_ENDPOINT=endpoint,
            MEDIA_S3_REGION="eu-north-1",
            MEDIA_S3_ACCESS_KEY="key",
            MEDIA_S3_SECRET_KEY="secret",
            MEDIA_S3_HOST="media.example",
        )
    )
    storage = import_string(said["BACKEND"])(**said["OPTIONS"])

    name = storage.save("images/shore.txt", ContentFile(b"shore"))
    second = storage.save("images/shore.txt", ContentFile(b"another"))

    assert b"shore" in taken["/pictures/images/shore.txt"]
    assert second != name
    assert storage.url(name) == "https://media.example/images/shore.txt"
