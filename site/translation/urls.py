"""The addresses of the screens about languages, under ``/admin/translation/``."""

from django.urls import path

from translation.views import (
    autosave,
    calendar,
    editor,
    exchange,
    memory,
    originals,
    pairing,
    preview,
    publish_behind,
    requests,
    stopping,
    together,
)

app_name = "translation"

urlpatterns = [
    path("memory/", memory.screen, name="memory"),
    path("memory/<str:source>/<str:target>/", memory.download, name="memory_tmx"),
    path("calendar/", calendar.screen, name="calendar"),
    path("<int:pk>/", editor.open_editor, name="edit"),
    path("<int:pk>/request/", requests.screen, name="request"),
    path("<int:pk>/autosave/", autosave.autosave, name="autosave"),
    path("<int:pk>/preview/", preview.preview, name="preview"),
    path("<int:pk>/original/", originals.read_original, name="original"),
    path("<int:pk>/take-up-again/", stopping.restart_screen, name="take_up_again"),
    path("<int:pk>/file/<slug:kind>/", exchange.download, name="download"),
    path("<int:translation_id>/file/", exchange.upload_one, name="upload"),
    path("files/", exchange.screen, name="exchange"),
    path("files/download/", exchange.download_many, name="download_many"),
    path("files/upload/", exchange.upload_many, name="upload_many"),
    path("files/choose/", exchange.choose_words, name="choose_words"),
    path("together/<int:page_id>/", together.screen, name="together"),
    path("pair/<int:page_id>/", pairing.screen, name="pair"),
    path("<int:pk>/publish-behind/", publish_behind.screen, name="publish_behind"),
]
