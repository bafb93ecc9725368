"""Give a further language its front page and sections."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from home.languages import make_language


class Command(BaseCommand):
    """Safe to repeat: what is there already stays as it is."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="the code of the language, such as ar")

    def handle(self, *args: Any, **options: Any) -> None:
        code = options["code"]
        if code not in dict(settings.WAGTAIL_CONTENT_LANGUAGES):
            raise CommandError(
                f"The site does not have the language {code}: add it to EXTRA_LANGUAGES"
            )
        made = make_language(code)
        for page in made:
            self.stdout.write(f"{page.url_path}  {page.title}")
        self.stdout.write(f"{code}: {len(made)} pages made.")
        if not any(
            (folder / translation.to_locale(code)).is_dir()
            for folder in settings.LOCALE_PATHS
        ):
            self.stdout.write(
                "There is no catalog of this language in locale/ yet: until there is,"
                " the words around the texts are English."
            )
