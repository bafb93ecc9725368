"""The check of links as a task, which is tried again and told of where it fails."""

from django_tasks import task

from articles.links.checking import check
from articles.links.fetching import Fetcher
from background import later


@task(queue_name=later.SLOW)
def check_links(internal: bool = False) -> int:
    """Check all links, or those within the site; return how many are broken."""
    return check(None if internal else Fetcher(timeout=10)).broken
