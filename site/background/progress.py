"""How far a long command is: a bar on a terminal; elsewhere nothing is written."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from django.core.management.base import OutputWrapper

WIDTH = 30
Item = TypeVar("Item")
# Gives items on, of which there are so many, and shows what is done with them.
Bar = Callable[[Iterable[Item], int, str], Iterable[Item]]


def draw(done: int, number: int, what: str, out: OutputWrapper) -> None:
    """Draw that so many of a number are done; where all are, end the line."""
    if not out.isatty() or not number:
        return
    percent = done * 100 // number
    bar = "█" * (percent * WIDTH // 100)
    out.write(f"\r{what:<24}{bar:<{WIDTH}} {percent:>3} %", ending="")
    if done >= number:
        out.write("")
    out.flush()


def stop(out: OutputWrapper) -> None:
    """End the line of a bar that goes no further, so that the reason stands below."""
    if out.isatty():
        out.write("")


def shown(
    items: Iterable[Item], number: int, what: str, out: OutputWrapper
) -> Iterator[Item]:
    """Give the items, of which there are ``number``, with a bar while they are used."""
    done = 0
    for done, item in enumerate(items):
        draw(done, number, what, out)
        yield item
    draw(max(done + 1, number), number, what, out)


def counting(number: int, what: str, out: OutputWrapper) -> Callable[[object], None]:
    """Return what is called once for each of a number of things that are done.

    What is done beyond the number is not drawn.
    """
    done = 0

    def one_more(_told: object = None) -> None:
        nonlocal done
        done += 1
        if done <= number:
            draw(done, number, what, out)

    return one_more


def unseen(items: Iterable[Item], _number: int, _what: str) -> Iterable[Item]:
    """Give the items, and show nothing."""
    return items
