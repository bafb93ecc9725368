"""What the front page tells machines: who stands behind the site, and its calendar."""

from django.urls import reverse
from django.utils.translation import gettext

from espoo.metadata import CALENDAR, Alternate, Description, Shown, describe, own_text
from home.models import HomePage
from translation.addresses import absolute


@describe.register
def describe_home(page: HomePage, shown: Shown) -> Description:
    """The front page is that of the site and of who makes it."""
    name = gettext("International Espoo")
    organization = {"@type": "Organization", "name": name, "url": shown.url}
    website = {
        "@type": "WebSite",
        "name": name,
        "url": shown.url,
        "inLanguage": shown.language_code,
    }
    calendar = absolute(reverse("calendar"))
    return Description(
        title=page.title,
        text=own_text(page),
        things=[organization, website],
        alternates=[Alternate(CALENDAR, gettext("Meetings"), calendar)],
    )
