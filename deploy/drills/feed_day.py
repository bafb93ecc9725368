"""Five hundred feed readers ask through a day, squeezed into minutes.

    python deploy/drills/feed_day.py [FOLDER] [--readers 500] [--minutes 3]

Each asks for the feed of one language again and again, every 10 to 30 minutes of its
day, and says what it has (If-None-Match).  Meanwhile two articles are published in all
three languages, and facts that no feed tells.  Prints one line for each thing that
must hold, with figures, and ends with 1 if one does not.
"""

import argparse
import heapq
import http.client
import json
import random
import re
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from load import connection
from machine import Machine
from people import Report
from servers import fresh, servers

DAY = 24 * 60  # minutes
FEEDS = {"fi": "/fi/syote.xml", "sv": "/sv/flode.xml", "en": "/en/feed.xml"}
THREADS = 8
# At which minutes of the day something is published.
ARTICLES, FACTS = (500, 940), tuple(range(60, DAY, 120))
PUBLISH = """
import json, sys
from articles.models import ArticlePage, ContactPage
from translation.together import publish_now, versions_of
first = ArticlePage.objects.filter(locale__language_code="fi").first()
contact = ContactPage.objects.live().filter(locale__language_code="fi").first()
for number, line in enumerate(sys.stdin):
    if line.strip() == "article":
        versions = []
        for version in versions_of(first.translation_key):
            # A draft of its own in each language, with one key.
            copy = ArticlePage(
                title=f"{version.title} {number}", lead=version.lead,
                slug=f"drill-{number}", locale=version.locale, live=False,
                series=version.series, publisher=version.publisher,
                body=version.body)
            if versions:
                copy.translation_key = versions[0].translation_key
            version.get_parent().add_child(instance=copy)
            copy.save_revision()
            versions.append(copy)
        publish_now(versions)
        print(json.dumps([one.full_url for one in versions]), flush=True)
    else:
        page = ContactPage.objects.get(pk=contact.pk).get_latest_revision_as_object()
        page.phone = f"+3589816{24000 + number}"
        page.save_revision().publish()
        print("[]", flush=True)
"""


@dataclass
class FeedReader:
    """One that remembers, as they do, the feed's mark and the entries it has seen."""

    language: str
    etag: str = ""
    seen: set[str] = field(default_factory=set)
    news: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)

    def ask(self, line: http.client.HTTPSConnection) -> None:
        """Ask for the feed, and keep what is new in it."""
        headers = {"If-None-Match": self.etag} if self.etag else {}
        line.request("GET", FEEDS[self.language], headers=headers)
        answer = line.getresponse()
        body = answer.read().decode()
        self.statuses[answer.status] += 1
        if answer.status != 200:
            return
        self.etag = answer.headers["ETag"]
        entries = set(re.findall(r"<entry>.*?<id>(.*?)</id>", body, re.DOTALL))
        if self.seen:
            self.news.update(entries - self.seen)
        self.seen |= entries


def main() -> int:
    """Return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--readers", type=int, default=500)
    parser.add_argument("--minutes", type=float, default=3, help="that the day takes")
    options = parser.parse_args()
    report = Report()
    with servers(options.folder or fresh("feed-day")) as ours:
        drill(report, Machine(ours), options.readers, options.minutes * 60)
    return 1 if report.failed else 0


def drill(report: Report, machine: Machine, number: int, seconds: float) -> None:
    """Let the day pass, and look at what each reader was told."""
    chance = random.Random(1)
    readers = [FeedReader(list(FEEDS)[one % 3]) for one in range(number)]
    publisher = machine.ours.start_talk(PUBLISH, **machine.site)
    published: list[list[str]] = []
    began = time.monotonic()

    def wait_for(minute: float) -> None:
        time.sleep(max(0.0, began + minute * seconds / DAY - time.monotonic()))

    def publish() -> None:
        for minute in sorted(ARTICLES + FACTS):
            wait_for(minute)
            what = "article" if minute in ARTICLES else "fact"
            if urls := json.loads(publisher.tell(what)):
                published.append(urls)

    def read(mine: list[FeedReader]) -> None:
        line = connection(machine.front)
        due = [(chance.uniform(0, 30), n) for n in range(len(mine))]
        heapq.heapify(due)
        while due[0][0] < DAY:
            minute, n = heapq.heappop(due)
            wait_for(minute)
            mine[n].ask(line)
            heapq.heappush(due, (minute + chance.uniform(10, 30), n))
        # Once more on the next morning.
        time.sleep(2)
        for one in mine:
            one.ask(line)

    press = threading.Thread(target=publish)
    press.start()
    with ThreadPoolExecutor(THREADS) as crowd:
        list(crowd.map(read, [readers[n::THREADS] for n in range(THREADS)]))
    press.join()
    judge(report, readers, published, time.monotonic() - began)


def judge(
    report: Report,
    readers: list[FeedReader],
    published: list[list[str]],
    seconds: float,
) -> None:
    """Say whether each entry came once, and how often nothing was sent."""
    asked = sum((one.statuses for one in readers), Counter[int]())
    total = sum(asked.values())
    # The first time nobody has anything.
    again = total - len(readers)
    report.say(
        asked[304] / again > 0.95,
        f"{len(readers)} feed readers, {total} questions in {seconds:.0f} s:"
        f" {asked[304] / again:.1%} of all but the first are answered with 304;"
        f" {dict(asked)}",
    )
    report.say(set(asked) <= {200, 304}, "no other answer")
    told = Counter(tuple(sorted(one.news.values())) for one in readers)
    report.say(
        set(told) == {(1,) * len(published)} and len(published) == len(ARTICLES),
        f"{len(published)} articles in three languages: no entry missed or doubled"
        f" ({dict(told)})",
    )


if __name__ == "__main__":
    sys.exit(main())
