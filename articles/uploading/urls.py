"""The addresses of the import, under ``/admin/import-texts/``."""

from django.urls import path

from articles.uploading import views

app_name = "import_texts"

urlpatterns = [
    path("", views.upload, name="upload"),
    path("<int:upload_id>/", views.look_through, name="review"),
]
