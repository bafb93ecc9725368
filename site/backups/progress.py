"""How far a long command is, on a terminal; elsewhere nothing is written."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.core.management.base import OutputWrapper

WIDTH = 30
Item = TypeVar("Item")


def shown(
    items: Iterable[Item], number: int, what: str, out: OutputWrapper
) -> Iterator[Item]:
    """Give the items, of which there are ``number``, with a bar while they are used."""
    if not out.isatty() or not number:
        yield from items
        return
    drawn = -1
    for done, item in enumerate(items):
        if (now := done * 100 // number) != drawn:
            bar = "█" * (now * WIDTH // 100)
            out.write(f"\r{what:<24}{bar:<{WIDTH}} {now:>3} %", ending="")
            out.flush()
            drawn = now
        yield item
    out.write(f"\r{what:<24}{'█' * WIDTH} 100 %")
