"""Waiting for what a page does by itself.

Playwright's own wait_for_function evaluates a string inside the page, which the
Content-Security-Policy of the site forbids.
"""

import time

PATIENCE = 120  # seconds; not a measure, as a busy machine takes its time


def until(page, expression, arg=None):
    """Return once an expression is true in a page; AssertionError if it never is."""
    wait_for(page, lambda: page.evaluate(expression, arg), expression)


def wait_for(page, is_so, what):
    """Return once a function says so; the page goes on.  AssertionError if never."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, what
        page.wait_for_timeout(50)


def mark(page):
    """Mark a page, so that the one that comes after it can be told from it."""
    page.evaluate("document.documentElement.dataset.before = true")


def arrived(page, what):
    """Return once the page after a marked one is there, with what is to be on it."""
    page.locator(f"html:not([data-before]) :is({what})").first.wait_for(
        state="attached"
    )
    page.wait_for_load_state()
