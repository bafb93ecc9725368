"""Counts the queries of readers' pages; run in the shell of a site, prints JSON.

``ADDRESSES`` in the environment is a JSON object of names and paths.  Cold is with
every cache emptied, warm the third request.
"""

import json
import os

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

client = Client(SERVER_NAME="localhost")


def queries(path: str) -> tuple[int, int]:
    with CaptureQueriesContext(connection) as found:
        answer = client.get(path, secure=True)
    if answer.status_code != 200:
        raise ValueError(f"{path}: {answer.status_code}")
    return len(found), len(answer.content)


counted = {}
for name, path in json.loads(os.environ["ADDRESSES"]).items():
    client.get(path, secure=True)  # what is made once in a process, as templates are
    for alias in settings.CACHES:
        caches[alias].clear()
    cold, size = queries(path)
    queries(path)
    warm, _ = queries(path)
    counted[name] = {"cold": cold, "warm": warm, "bytes": size}
print(json.dumps(counted))
