"""Pictures of imported texts become pictures of the library."""

from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from wagtail.utils.file import hash_filelike

from articles.importing.elements import Reading
from espoo.models import Picture

MAX_TITLE_LENGTH = 255


@dataclass
class Shelf:
    """Where one import puts its pictures.

    A picture that the library has is used again.  A file is written at once, though
    the import may be undone: then ``clear`` deletes what was written.
    """

    user: User | None = None
    closed: bool = False  # of a dry run, which takes no pictures
    _written: list[Picture] = field(default_factory=list)

    def keep(self, reading: Reading) -> dict[int, int]:
        """Return the library's key of each picture of a text, by its place there."""
        kept: dict[int, int] = {}
        for element in reading.body:
            place = element.data.get("picture")
            if place is None or self.closed or not reading.pictures[place].data:
                continue
            title = element.data["caption"] or element.data["alt_text"] or reading.title
            kept[place] = self._keep(reading, place, title[:MAX_TITLE_LENGTH]).pk
        return kept

    def _keep(self, reading: Reading, place: int, title: str) -> Picture:
        embedded = reading.pictures[place]
        file = ContentFile(embedded.data, name=embedded.name)
        digest = hash_filelike(file)
        known = Picture.objects.filter(file_hash=digest).order_by("pk").first()
        if known:
            return known
        picture = Picture(title=title, uploaded_by_user=self.user, file=file)
        picture.file_size = len(embedded.data)
        picture.file_hash = digest
        picture.save()
        self._written.append(picture)
        return picture

    def mark(self) -> int:
        """Return a mark up to which ``clear`` leaves what was written."""
        return len(self._written)

    def clear(self, mark: int = 0) -> None:
        """Delete the files written since a mark; their rows are undone already."""
        for picture in self._written[mark:]:
            picture.file.storage.delete(picture.file.name)
        del self._written[mark:]
