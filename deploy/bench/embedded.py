"""Measure how long SQLite, the embedded database, takes with many articles.

    DATA_DIR=/somewhere python deploy/bench/embedded.py 10000

The site in ``DATA_DIR`` is grown to so many articles a language, for good.  Each page
is asked for with empty caches (cold), as by the first reader after a publication, and
with what pages share kept (warm).  Milliseconds of processor time, of which SQLite's is
a part; the median of five.
"""

import statistics
import sys
import time

from large import addresses, start

TIMES = 5


def main(size: int) -> None:
    """Grow the site, and print what each page takes."""
    start("sqlite", size)
    from django.core.cache import cache
    from django.test import Client

    client = Client()

    def milliseconds(url: str) -> float:
        began = time.process_time()
        status = client.get(url, secure=True).status_code
        if status != 200:
            raise SystemExit(f"{url} answered {status}")
        return (time.process_time() - began) * 1000

    print("| page | cold ms | warm ms |")
    print("|---|---|---|")
    for name, url in addresses().items():
        milliseconds(url)  # what is made once in a process, as templates are
        cold = []
        for _time in range(TIMES):
            cache.clear()
            cold.append(milliseconds(url))
        milliseconds(url)
        warm = [milliseconds(url) for _time in range(TIMES)]
        took = (f"{statistics.median(times):.0f}" for times in (cold, warm))
        print(f"| {name} | {' | '.join(took)} |")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(int(sys.argv[1]))
