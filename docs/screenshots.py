"""Take the screenshots of docs/design.md from a site with the demo content.

    make run                                    # in one terminal
    .venv/bin/python docs/screenshots.py        # in another

Needs Playwright and a Chromium; BROWSER names one that is already on the machine.
"""

import argparse
import io
import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

IMAGES = Path(__file__).resolve().parent / "images"
# Name, address, width and height of the window, colour scheme.
SHOTS = [
    ("home", "/fi/", 1280, 1500, "light"),
    ("home-dark", "/en/", 1280, 1500, "dark"),
    ("article", "/fi/artikkelit/yksi-numero-viisitoista-kielta/", 1280, 1500, "light"),
    ("article-phone", "/fi/artikkelit/espoon-kielet-lukuina/", 360, 1500, "light"),
    ("article-phone-dark", "/sv/artiklar/spraken-i-esbo-i-siffror/", 360, 1500, "dark"),
    ("project", "/sv/projekt/active-ngos/", 1280, 1500, "light"),
    ("meetings", "/fi/tapaamiset/", 1280, 1200, "light"),
    ("home-phone", "/fi/", 360, 1500, "light"),
    ("search", "/fi/haku/?q=järjestöt", 1280, 1200, "light"),
]
PHONE, HALF = 360, 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", default="http://127.0.0.1:8000")
    site = parser.parse_args().site.rstrip("/")
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("BROWSER") or None, args=["--no-sandbox"]
        )
        for name, address, width, height, scheme in SHOTS:
            page = browser.new_page(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
            )
            page.goto(site + address, wait_until="networkidle")
            shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            if width > PHONE:  # wide ones are read at half their size
                shot = shot.resize(
                    (shot.width // HALF, shot.height // HALF), Image.Resampling.LANCZOS
                )
            shot.save(IMAGES / f"{name}.webp", quality=80, method=6)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
