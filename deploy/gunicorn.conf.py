"""How gunicorn serves the site: `gunicorn -c deploy/gunicorn.conf.py`."""

import os

pythonpath = "site"
wsgi_app = "espoo.wsgi"
bind = os.environ.get("BIND", "127.0.0.1:8000")
# One for each processor; threads wait for the database, and processors do not.
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
# Where its workers show that they live: memory, as a disk may be slow for seconds.
worker_tmp_dir = "/dev/shm"  # noqa: S108 (not shared: gunicorn makes a file of its own)
timeout = 60
graceful_timeout = 30
keepalive = 75
# A worker is replaced before anything that leaks could matter; not all at once.
max_requests = 5_000
max_requests_jitter = 500
# nginx refuses what is larger than 8 KB, in words (deploy/nginx/errors.conf).
limit_request_line = 8190
limit_request_fields = 8_000
# Where systemd listens for us (deploy/systemd/espoo-web.socket), "bind" is left alone.
#
# nginx writes the log of requests; what a reader asks for is written once.
accesslog = None
