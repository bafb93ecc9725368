"""Pictures are made ready when they are uploaded, never while a reader waits."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from PIL import Image

from espoo.models import Picture, PictureRendition
from espoo.pictures import AVIF_SPEED, SIZES, filter_specs, make_renditions
from tests.raw_blocks import figure, stream

ALL = {spec for shape in SIZES for spec in filter_specs(shape)}


def made_of(picture):
    return set(picture.renditions.values_list("filter_spec", flat=True))


@pytest.fixture
def upload(db, django_capture_on_commit_callbacks):
    """Return a function that uploads a picture of a size, as an editor does."""

    def make(width=1300, height=860, **fields):
        data = io.BytesIO()
        Image.new("RGB", (width, height), "teal").save(data, "JPEG")
        file = SimpleUploadedFile("shore.jpg", data.getvalue(), "image/jpeg")
        with django_capture_on_commit_callbacks(execute=True):
            return Picture.objects.create(title="Shore", file=file, **fields)

    return make


def test_upload_makes_every_size_and_format(upload):
    assert made_of(upload()) == ALL


def test_moved_focal_point_makes_them_anew(upload, django_capture_on_commit_callbacks):
    picture = upload()
    before = set(picture.renditions.values_list("pk", flat=True))

    picture.focal_point_x, picture.focal_point_y = 100, 100
    picture.focal_point_width = picture.focal_point_height = 50
    with django_capture_on_commit_callbacks(execute=True):
        picture.save()

    new = picture.renditions.exclude(pk__in=before)
    cut = set(filter_specs("lead"))
    assert set(new.values_list("filter_spec", flat=True)) >= cut


def test_reader_makes_no_picture(make_article, picture, read):
    article = make_article(
        lead_image=picture,
        lead_image_alt="Ranta",
        body=stream(figure(picture.pk, "Kuva")),
    )
    assert not PictureRendition.objects.exists()

    html = read(article)
    read("/fi/")

    assert not PictureRendition.objects.exists()
    # Until they are ready, readers get the picture as it was uploaded.
    shown = html.select_one(".lead-picture img")
    assert shown["src"] == picture.file.url
    assert (shown["width"], shown["height"]) == ("1300", "860")


def test_lead_picture_comes_in_small_formats_and_sizes(make_article, upload, read):
    picture = upload()
    article = make_article(lead_image=picture, lead_image_alt="Ranta")

    shown = read(article).select_one(".lead-picture picture")

    assert [source["type"] for source in shown.select("source")] == [
        "image/avif",
        "image/webp",
    ]
    for source in shown.select("source"):
        widths = [part.split()[-1] for part in source["srcset"].split(", ")]
        assert widths == ["480w", "800w", "1280w"]
        assert source["sizes"]
    # Without thousands separators, whatever the language.
    assert (shown.img["width"], shown.img["height"]) == ("800", "533")
    assert shown.img["alt"] == "Ranta"
    assert shown.img["fetchpriority"] == "high"
    assert "loading" not in shown.img.attrs


def test_picture_in_the_text_waits_until_it_is_near(make_article, upload, read):
    picture = upload()
    article = make_article(body=stream(figure(picture.pk, "Kuva")))

    shown = read(article).select_one(".body figure img")

    assert shown["loading"] == "lazy"
    assert (shown["width"], shown["height"]) == ("960", "635")


def test_small_original_is_not_blown_up(make_article, upload, read):
    picture = upload(300, 200)
    article = make_article(lead_image=picture, lead_image_alt="Ranta")

    shown = read(article).select_one(".lead-picture picture")

    assert (shown.img["width"], shown.img["height"]) == ("300", "200")
    assert " " not in shown.source["srcset"]


def test_command_makes_what_is_missing(picture, django_capture_on_commit_callbacks):
    assert made_of(picture) == set()

    with django_capture_on_commit_callbacks(execute=True):
        call_command("make_pictures")

    assert made_of(picture) == ALL


def test_lost_file_stops_nobody(picture):
    picture.file.storage.delete(picture.file.name)

    assert make_renditions.func(picture.pk) == 0
    assert make_renditions.func(picture.pk + 1) == 0


def test_pictures_of_a_page_are_looked_up_together(
    make_article, upload, client, django_assert_max_num_queries
):
    def cost(*pictures):
        blocks = [figure(picture.pk, "Kuva") for picture in pictures]
        url = make_article(body=stream(*blocks)).get_url()
        client.get(url)
        with django_assert_max_num_queries(60) as captured:
            client.get(url)
        return len(captured)

    pictures = [upload(400, 300) for _ in range(3)]

    assert cost(pictures[0]) == cost(*pictures)


def test_avif_is_made_at_our_speed_and_other_formats_as_ever(upload, monkeypatch):
    saved, save = {}, Image.Image.save

    def keep(image, file, name=None, **options):
        saved[name] = options
        save(image, file, name, **options)

    monkeypatch.setattr(Image.Image, "save", keep)

    upload(300, 200)

    assert saved["AVIF"]["speed"] == AVIF_SPEED
    assert "speed" not in saved["WEBP"]
