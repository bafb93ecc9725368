"""The addresses of links to drafts, as those see them who have one."""

from django.urls import path

from articles.sharing import views

urlpatterns = [
    path("<str:token>/", views.shared, name="shared_preview"),
    path("<str:token>/<slug:code>/", views.shared_version, name="shared_version"),
]
