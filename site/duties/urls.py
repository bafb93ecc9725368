"""The addresses that forms are sent to, under the language of their page."""

from django.urls import path

from duties.views import take_feedback, take_usefulness

urlpatterns = [
    path("send/feedback/", take_feedback, name="feedback"),
    path("send/useful/", take_usefulness, name="useful"),
]
