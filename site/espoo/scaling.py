"""What is set where one machine is not enough: other databases, Redis, other storage.

Each function reads its variables of the environment and returns what the setting of
its name holds.  What is only half said raises ImproperlyConfigured, with a sentence
that names what is missing.
"""

from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

from outages.bounded import BoundedConnection

ROLES = ["all", "public"]
# What readers need none of: the admin and its addresses, sessions and who is signed in.
STAFF_MIDDLEWARE = {
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.Accounts",
    "translation.middleware.Refusals",
    "translation.small_edits.small_edits",
}
STAFF_CONTEXT = {
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
}


def role(env: environ.Env) -> str:
    """Return "all", or "public" for a process that serves readers only."""
    name = env.str("ROLE", default="all")
    if name not in ROLES:
        raise ImproperlyConfigured(f"ROLE is one of {', '.join(ROLES)}.")
    return name


def databases(env: environ.Env, role: str, data_dir: Path) -> dict[str, dict[str, Any]]:
    """Return the database, and for the public role "write", where it may insert."""
    default = env.db("DATABASE_URL", default=f"sqlite:///{data_dir / 'db.sqlite3'}")
    found = {"default": default}
    writes = env.str("DATABASE_WRITE_URL", default="")
    if role == "public":
        if not writes:
            raise ImproperlyConfigured(
                "ROLE=public needs DATABASE_WRITE_URL, the user that may insert."
            )
        found["write"] = env.db("DATABASE_WRITE_URL")
        if any(one["ENGINE"].endswith("sqlite3") for one in found.values()):
            raise ImproperlyConfigured("ROLE=public needs PostgreSQL.")
    elif writes:
        raise ImproperlyConfigured("DATABASE_WRITE_URL is for ROLE=public only.")
    for one in found.values():
        if one["ENGINE"].endswith("sqlite3"):
            # Readers go on while one writes; a writer waits its turn and fails not.
            one["OPTIONS"] = {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                    " PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000;"
                ),
            }
        else:
            one["CONN_HEALTH_CHECKS"] = True
            options = one.setdefault("OPTIONS", {})
            options.setdefault("connect_timeout", 3)  # seconds
            # For what was sent and that nobody says to have received: milliseconds.
            options.setdefault("tcp_user_timeout", 5000)
            options["pool"] = {
                "min_size": 1,
                "max_size": env.int("DATABASE_POOL", default=8),
                "connection_class": BoundedConnection,
                # How long a request waits for its turn, in seconds.
                "timeout": 4,
                # A server that is away is asked again at the next request; the pool's
                # own pauses would grow to minutes.
                "reconnect_timeout": 1,
            }
    return found


def caches(env: environ.Env) -> dict[str, dict[str, Any]]:
    """Return one Redis for all processes, or a memory for each of its own."""
    redis = env.str("REDIS_URL", default="")
    if not redis:
        backend = "django.core.cache.backends.locmem.LocMemCache"
        # Some 20 kB a page, and a few for each of two parts that it is made of.
        return {"default": {"BACKEND": backend, "OPTIONS": {"MAX_ENTRIES": 2000}}}
    if not redis.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured("REDIS_URL begins redis://, rediss:// or unix://")
    waits = {"socket_timeout": 1, "socket_connect_timeout": 1}  # seconds
    return {
        "default": {
            "BACKEND": "espoo.caches.ForgivingRedis",
            "LOCATION": redis,
            "OPTIONS": waits,
        }
    }


def media_storage(env: environ.Env) -> dict[str, Any]:
    """Return where uploads are kept: a folder, or a bucket that speaks S3."""
    names = ["BUCKET", "ENDPOINT", "REGION", "ACCESS_KEY", "SECRET_KEY", "HOST"]
    given = {name: env.str(f"MEDIA_S3_{name}", default="") for name in names}
    if not any(given.values()):
        return {"BACKEND": "hardening.files.WholeFiles"}
    if not given["BUCKET"]:
        raise ImproperlyConfigured("MEDIA_S3_… needs MEDIA_S3_BUCKET.")
    if bool(given["ACCESS_KEY"]) != bool(given["SECRET_KEY"]):
        raise ImproperlyConfigured(
            "MEDIA_S3_ACCESS_KEY and MEDIA_S3_SECRET_KEY are set together, or neither."
        )
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": given["BUCKET"],
            "endpoint_url": given["ENDPOINT"] or None,
            "region_name": given["REGION"] or None,
            "access_key": given["ACCESS_KEY"] or None,
            "secret_key": given["SECRET_KEY"] or None,
            # The name under which readers get the files, such as media.example.org.
            "custom_domain": given["HOST"] or None,
            "querystring_auth": False,
            "file_overwrite": False,
        },
    }
