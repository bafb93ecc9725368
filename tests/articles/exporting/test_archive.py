"""An export that is cut, changed or dangerous is refused, and nothing is imported."""

import io
import json
import uuid
import zipfile

import pytest
from django.core.management import CommandError, call_command

from articles.models import ArticlePage
from espoo.models import Picture


@pytest.fixture
def exported(make_article, picture, tmp_path):
    """Return a function that gives an export as a zip, its entries changed."""
    article = make_article(lead_image=picture, lead_image_alt="Kuva")
    call_command("export_articles", tmp_path / "good.zip", id=[article.pk], verbosity=0)
    article.delete()
    Picture.objects.all().delete()

    def changed(change):
        with zipfile.ZipFile(tmp_path / "good.zip") as package:
            entries = {name: package.read(name) for name in package.namelist()}
        change(entries)
        with zipfile.ZipFile(tmp_path / "bad.zip", "w") as package:
            for name, data in entries.items():
                package.writestr(name, data)
        return tmp_path / "bad.zip"

    return changed


def with_data(change):
    """Return a change of the data of an export."""

    def apply(entries):
        data = json.loads(entries["export.json"])
        change(data)
        entries["export.json"] = json.dumps(data).encode()

    return apply


def media(entries):
    return next(name for name in entries if name.startswith("media/"))


def rename_file(name):
    def change(data):
        next(iter(data["pictures"].values()))["file"] = name

    return with_data(change)


def huge_picture(entries):
    """Put in a picture that says it has more pixels than anybody could show."""
    data = bytearray(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    data += (200_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    swap_picture(entries, bytes(data) + bytes(100))


def swap_picture(entries, data):
    import hashlib

    name = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    old = media(entries)
    del entries[old]
    entries[f"media/{name}.png"] = data
    text = entries["export.json"].decode().replace(f"{old[6:46]}.jpg", f"{name}.png")
    entries["export.json"] = text.replace(old[6:46], name).encode()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda entries: entries.pop("export.json"), "damaged or cut"),
        (lambda entries: entries.pop(media(entries)), "damaged or cut"),
        (lambda e: e.update({media(e): e[media(e)][:-9]}), "damaged or cut"),
        (lambda e: e.update({"export.json": e["export.json"][:-9]}), "damaged or cut"),
        (lambda e: e.update({"export.json": b"[" * 100_000}), "damaged or cut"),
        (with_data(lambda data: data.pop("pages")), "damaged or cut"),
        (with_data(lambda data: data.update(format="x")), "no export of this"),
        (with_data(lambda data: data.update(version=99)), "version 99"),
        (rename_file("../../etc/passwd"), "damaged or cut"),
        (rename_file("/etc/passwd"), "damaged or cut"),
        (huge_picture, "no picture that can be shown"),
        (
            with_data(lambda data: data["pages"][0].update(type="home.HomePage")),
            "cannot be read",
        ),
        (
            with_data(lambda data: data["pages"][0]["fields"].update(body=[{"x": 1}])),
            "cannot be read",
        ),
        (
            with_data(lambda data: data["pages"][0].update(name="x/fi")),
            "cannot be read",
        ),
        (
            with_data(
                lambda data: data["pages"][0].update(
                    name=data["pages"][0]["name"].replace("/fi", "/et")
                )
            ),
            "no content in the language",
        ),
        (
            with_data(
                lambda data: data["pages"][0].update(parent=f"{uuid.uuid4()}/fi")
            ),
            "no page for",
        ),
    ],
)
def test_nothing_is_imported_of_a_bad_export(exported, change, told, settings):
    path = exported(change)

    with pytest.raises(CommandError, match=told):
        call_command("import_articles", from_export=path, verbosity=0)

    assert not ArticlePage.objects.exists()
    assert not Picture.objects.exists()


def test_a_folder_gives_nothing_from_outside(exported, tmp_path):
    folder = tmp_path / "folder"
    with zipfile.ZipFile(exported(lambda entries: None)) as package:
        package.extractall(folder)
    (tmp_path / "secret").write_bytes(b"x")
    name = next((folder / "media").iterdir())
    name.unlink()
    name.symlink_to(tmp_path / "secret")

    with pytest.raises(CommandError, match="damaged or cut"):
        call_command("import_articles", from_export=folder)


def test_what_is_no_zip_is_refused(db, tmp_path):
    (tmp_path / "x.zip").write_bytes(b"PK nothing")

    with pytest.raises(CommandError, match="damaged or cut"):
        call_command("import_articles", from_export=tmp_path / "x.zip")
    with pytest.raises(CommandError, match="There is no file"):
        call_command("import_articles", from_export=tmp_path / "y.zip")
    with pytest.raises(CommandError, match="Name files to import, or an export"):
        call_command("import_articles")


def test_export_says_what_it_does_and_ends_with_a_code(make_article, tmp_path):
    out = io.StringIO()
    article = make_article("Yksi")
    target = tmp_path / "one"

    def code(*args, **options):
        with pytest.raises(CommandError) as error:
            call_command("export_articles", *args, stdout=out, **options)
        return error.value.returncode

    assert code(target) == 1
    assert code(target, id=[article.pk], all=True) == 1
    assert code(target, type=["meeting"]) == 3
    call_command("export_articles", target, id=[article.pk], stdout=out)
    assert "1 page and 0 files" in out.getvalue()
    assert (target / "text/fi/articlepage/yksi.md").read_text().startswith("# Yksi\n")
    assert code(target, id=[article.pk]) == 4
    article.lead_image = picture_without_file()
    article.save(clean=False)
    assert code(tmp_path / "two", id=[article.pk]) == 5
    assert not list(tmp_path.glob("*.partial"))


def picture_without_file():
    return Picture.objects.create(
        title="Kadonnut", file="lost.jpg", width=1, height=1, file_hash="0" * 40
    )
