"""The addresses of the help for writers, under ``/admin/writing/``."""

from django.urls import path

from articles.writing import views

app_name = "writing"

urlpatterns = [
    path("<int:page_id>/findings/", views.findings, name="findings"),
    path("<int:page_id>/publish/", views.before_publishing, name="before_publishing"),
]
