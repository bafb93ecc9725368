"""Make the social cards that are missing or no longer as they should be."""

from typing import Any

from django.core.management.base import BaseCommand
from wagtail.models import Page

from articles.models import Topic
from articles.topic_cards import make_topic_card
from background.progress import shown
from espoo.social_cards import make_social_card
from translation.versions import readable


class Command(BaseCommand):
    """Safe to repeat: a card that is as it should be stays."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        pages = readable(Page.objects.filter(depth__gt=1)).order_by("pk")
        # Called and not queued: whoever runs this waits for the cards.
        keys = list(pages.values_list("pk", flat=True))
        bar = shown(keys, len(keys), "Making social cards", self.stderr)
        made = [make_social_card.call(pk) for pk in bar]
        topics = Topic.objects.filter(live=True).order_by("pk")
        made += [make_topic_card.call(pk) for pk in topics.values_list("pk", flat=True)]
        if options["verbosity"]:
            self.stdout.write(f"{len([name for name in made if name])} social cards.")
