"""What the person at a screen is told."""

from django.contrib.messages import get_messages


def told(response):
    """What the person is told, by the messages of the answer and of where it leads."""
    return " ".join(str(message) for message in get_messages(response.wsgi_request))
