"""Who sends a form: our own pages only.

Readers get no cookie and hence no CSRF token.  A browser tells in headers that no
page can forge where a form was sent from, and that is what is asked instead.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def comes_from_here(request: HttpRequest) -> bool:
    """Return whether a form was sent from a page of this site.

    ``Sec-Fetch-Site`` decides where the browser sends it, otherwise ``Origin``, and
    for the oldest browsers ``Referer``.  Without any of them the answer is no.
    """
    fetched = request.headers.get("Sec-Fetch-Site")
    if fetched:
        return fetched == "same-origin"
    origin = request.headers.get("Origin")
    if origin is None:
        referer = urlsplit(request.headers.get("Referer", ""))
        origin = f"{referer.scheme}://{referer.netloc}"
    own = f"{request.scheme}://{request.get_host()}"
    return origin in (own, settings.BASE_URL)
