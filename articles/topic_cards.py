"""Keeps a social card for the page of each published topic, as pages have theirs."""

from typing import Any

from django.dispatch import receiver
from django_tasks import task
from wagtail.signals import published, unpublished

from articles.models import Topic, TopicCard
from background import later
from espoo.social_cards import keep_card


@receiver(published, sender=Topic, dispatch_uid="make_topic_card")
def order_card(instance: Topic, **kwargs: Any) -> None:
    """Have the card made once the publication stands in the database."""
    later.do(make_topic_card, instance.pk)


@task
def make_topic_card(topic_id: int) -> str:
    """Make the card of a topic; return the name of its file, or '' without one."""
    topic = (
        Topic.objects.filter(pk=topic_id, live=True).select_related("locale").first()
    )
    if topic is None:
        TopicCard.objects.filter(topic=topic_id).delete()
        return ""
    code = topic.locale.language_code
    return keep_card(TopicCard, topic.name, topic.translation_key, code, topic=topic)


@receiver(unpublished, sender=Topic, dispatch_uid="remove_topic_card")
def remove_card(instance: Topic, **kwargs: Any) -> None:
    """Remove the card of a topic that is no longer published."""
    TopicCard.objects.filter(topic=instance.pk).delete()
