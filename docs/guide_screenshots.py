"""Take the pictures of docs/guides, in a site that is made for it and thrown away.

    .venv/bin/python manage.py compilemessages
    .venv/bin/python docs/guide_screenshots.py

Needs Playwright and a Chromium; BROWSER names one that is already on the machine.
"""

import io
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images" / "guides"
LANGUAGES = ("fi", "sv", "en")
WIDTH, HEIGHT, WIDEST = 1000, 900, 800
ORIGINAL = {
    "title": "Kielikahvila on viisivuotias",
    "lead": "Kirjaston kielikahvila on auki joka torstai.",
    "body": [
        "Kahvilassa puhutaan suomea ja viittä muuta kieltä.",
        "Pöytiä on neljätoista.",
        "Mukaan tarvitaan uusia vetäjiä.",
    ],
}
CHANGED = "Pöytiä on kuusitoista."
SWEDISH = {
    "Kielikahvila on viisivuotias": "Språkkaféet fyller fem år",
    "Kirjaston kielikahvila on auki joka torstai.": (
        "Bibliotekets språkkafé är öppet varje torsdag."
    ),
    "Kahvilassa puhutaan suomea ja viittä muuta kieltä.": (
        "På kaféet talas finska och fem andra språk."
    ),
    "Pöytiä on neljätoista.": "Det finns fjorton bord.",
    "Mukaan tarvitaan uusia vetäjiä.": "Nya ledare behövs.",
}


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "REFINE_WORDS": "0"}
        # Playwright keeps a loop in this thread, which asks the database nothing.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        os.environ["DJANGO_SETTINGS_MODULE"] = "espoo.settings"
        sys.path[:0] = [str(ROOT), str(ROOT / "site")]
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        with server() as address, browser() as chromium:
            shoot(Scene(address, chromium))


@contextmanager
def server() -> Iterator[str]:
    """Serve the site as ``runserver`` does; gives its address."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.test.testcases import LiveServerThread

    thread = LiveServerThread("127.0.0.1", StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()


@contextmanager
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ.get("BROWSER") or None, args=["--no-sandbox"]
        )
        yield chromium
        chromium.close()


class Scene:
    """An article in Finnish with its Swedish version, and the people around it."""

    def __init__(self, address: str, chromium: Any) -> None:
        from django.contrib.auth.models import Group, User

        self.address, self.chromium = address, chromium
        self.author = User.objects.create_user("author", first_name="Aino")
        self.translator = User.objects.create_user("translator", first_name="Bertil")
        self.publisher = User.objects.create_user("publisher", first_name="Cecilia")
        for user, group in (
            (self.author, "Communications staff"),
            (self.translator, "Translators sv"),
            (self.publisher, "Publishers sv"),
        ):
            user.groups.add(Group.objects.get(name=group))
        self.page = self.write()

    def write(self) -> Any:
        from articles.models import ArticleIndexPage, ArticlePage

        section = ArticleIndexPage.objects.get(locale__language_code="fi")
        page = ArticlePage(
            title=ORIGINAL["title"],
            lead=ORIGINAL["lead"],
            locale=section.locale,
            live=False,
            owner=self.author,
            body=self.body(ORIGINAL["body"]),
        )
        section.add_child(instance=page)
        page.save_revision(user=self.author)
        return page

    def body(self, texts: Iterable[str]) -> Any:
        from articles.models import ArticlePage

        block = ArticlePage._meta.get_field("body").stream_block
        return block.to_python(
            [
                {
                    "type": "paragraph",
                    "value": f"<p>{text}</p>",
                    # The same blocks after a change, so that only that one lags.
                    "id": f"00000000-0000-4000-8000-00000000000{number}",
                }
                for number, text in enumerate(texts)
            ]
        )

    def submit(self) -> Any:
        """Ask for the Swedish version; return its translation."""
        from wagtail.models import Locale
        from wagtail_localize.models import Translation
        from wagtail_localize.operations import translate_object

        translate_object(self.page, [Locale.objects.get(language_code="sv")])
        self.made = Translation.objects.get()
        self.version = self.page.get_translations().get().specific
        return self.made

    def translate(self, originals: list[str]) -> None:
        from wagtail_localize.models import StringTranslation

        for segment in self.made.source.stringsegment_set.select_related("string"):
            if segment.string.data in originals:
                StringTranslation.objects.update_or_create(
                    translation_of=segment.string,
                    locale=self.made.target_locale,
                    context=segment.context,
                    defaults={"data": SWEDISH[segment.string.data]},
                )

    def write_apart(self) -> Any:
        """Write the same text in Swedish as a page of its own."""
        from articles.models import ArticleIndexPage, ArticlePage

        section = ArticleIndexPage.objects.get(locale__language_code="sv")
        title, lead, *sentences = SWEDISH.values()
        page = ArticlePage(
            title=title,
            lead=lead,
            locale=section.locale,
            live=False,
            owner=self.author,
            body=self.body([" ".join(sentences[:2]), sentences[2]]),
        )
        section.add_child(instance=page)
        page.save_revision(user=self.author)
        return page

    def bring_texts(self) -> str:
        """Hand in the text in two languages as files; return where it is reviewed."""
        from articles.uploading.taking import take

        finnish = [str(ORIGINAL["title"]), str(ORIGINAL["lead"]), *ORIGINAL["body"]]
        files = [
            ("kielikahvila.txt", "\n\n".join(finnish).encode()),
            ("sprakkafe.txt", "\n\n".join(SWEDISH.values()).encode()),
        ]
        return f"/admin/import-texts/{take(self.author, files).pk}/"

    def change(self) -> None:
        """Publish the original with another sentence in one paragraph."""
        from articles.models import ArticlePage

        self.page = ArticlePage.objects.get(pk=self.page.pk)
        first, _second, third = ORIGINAL["body"]
        self.page.body = self.body([first, CHANGED, third])
        self.page.save_revision(user=self.author).publish(user=self.author)

    def edit(self, page: Any) -> str:
        return f"/admin/pages/{page.pk}/edit/"

    def shoot(
        self,
        name: str,
        user: Any,
        path: str,
        where: str,
        *,
        before: Any = None,
        top: int = 0,
        bottom: int = HEIGHT,
    ) -> None:
        """Take the picture of an element in each language of the admin.

        ``before`` gets the browser's page, to open there what is to be seen.  ``top``
        and ``bottom`` say what is kept of the picture, in pixels.
        """
        from django.conf import settings
        from django.test import Client
        from PIL import Image
        from wagtail.users.models import UserProfile

        for language in LANGUAGES:
            profile = UserProfile.get_for_user(user)
            profile.preferred_language = language
            profile.save()
            client = Client()
            client.force_login(user)
            context = self.chromium.new_context(
                base_url=self.address,
                viewport={"width": WIDTH, "height": HEIGHT},
                reduced_motion="reduce",
            )
            context.set_default_timeout(120_000)
            cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies(
                [
                    {
                        "name": settings.SESSION_COOKIE_NAME,
                        "value": cookie,
                        "url": self.address,
                    }
                ]
            )
            page = context.new_page()
            page.goto(path, wait_until="networkidle")
            page.add_style_tag(content=".messages { display: none }")
            if before:
                before(page)
            element = page.locator(where).first
            element.scroll_into_view_if_needed()
            shot = Image.open(io.BytesIO(element.screenshot())).convert("RGB")
            shot.thumbnail((WIDEST, HEIGHT), Image.Resampling.LANCZOS)
            shot = shot.crop((0, top, shot.width, min(bottom, shot.height)))
            shot.save(IMAGES / f"{name}.{language}.webp", quality=80, method=6)
            context.close()


def shoot(scene: Scene) -> None:
    """Take all pictures, while the text goes its way from a draft to a change."""
    from translation import handing_in, together

    def open_actions(page: Any) -> None:
        page.locator(
            ".w-slim-header [data-controller~=w-dropdown] button"
        ).first.click()
        page.wait_for_timeout(500)

    def open_publishing(page: Any) -> None:
        page.locator("footer .w-dropdown__toggle").click()
        page.wait_for_timeout(500)

    content = "main"
    section = scene.page.get_parent()
    scene.shoot(
        "begin",
        scene.author,
        f"/admin/pages/add/articles/articlepage/{section.pk}/",
        content,
        bottom=380,
    )
    scene.shoot("import", scene.author, scene.bring_texts(), content)
    apart = scene.write_apart()
    path = f"/admin/translation/pair/{scene.page.pk}/?with={apart.pk}"
    scene.shoot("pair", scene.author, path, content)
    apart.delete()
    scene.shoot(
        "request",
        scene.author,
        scene.edit(scene.page),
        content,
        before=open_actions,
        bottom=540,
    )
    made = scene.submit()
    words = list(SWEDISH)
    scene.translate(words[:2])
    scene.shoot(
        "waiting", scene.translator, "/admin/", ".w-panel:has(.translation-waiting)"
    )
    scene.shoot("translate", scene.translator, scene.edit(scene.version), content)
    scene.translate(words)
    handing_in.hand_in(made, user=scene.translator)
    scene.shoot(
        "steps", scene.publisher, scene.edit(scene.version), ".translation-steps"
    )
    handing_in.approve(made, user=scene.publisher)
    path = f"/admin/translation/together/{scene.page.pk}/"
    scene.shoot("together", scene.author, path, content, bottom=640)
    together.publish_now(together.versions_of(scene.page.translation_key), scene.author)
    scene.change()
    scene.shoot(
        "publish",
        scene.author,
        scene.edit(scene.page),
        content,
        before=open_publishing,
        top=560,
    )
    scene.shoot(
        "change",
        scene.translator,
        f"{scene.edit(scene.version)}?show=todo",
        ".translation-segment",
    )
    path = "/admin/localize/reports/translations/"
    scene.shoot("report", scene.author, path, content, bottom=420)


if __name__ == "__main__":
    main()
