"""Fills the bare blog, in its shell; prints the addresses of a post and the list."""

from datetime import date
from io import BytesIO

from django.core.files.images import ImageFile
from PIL import Image as Drawing
from wagtail.images.models import Image
from wagtail.models import Site

from blog.models import BlogIndexPage, BlogPage, BlogPicture

POSTS = 8
PARAGRAPH = "<p>" + "A sentence of ten words that says nothing at all. " * 8 + "</p>"

home = Site.objects.get().root_page
index = home.add_child(instance=BlogIndexPage(title="Blog", intro="<p>Posts</p>"))
file = BytesIO()
Drawing.new("RGB", (1600, 1000), "teal").save(file, "JPEG")
image = Image.objects.create(title="Teal", file=ImageFile(file, "teal.jpg"))
for number in range(POSTS):
    post = index.add_child(
        instance=BlogPage(
            title=f"Post {number}",
            date=date(2026, 1, 1 + number),
            intro="What it is about.",
            body=PARAGRAPH * 6,
        )
    )
    BlogPicture.objects.create(page=post, image=image, caption="Teal")
print(post.url, index.url)
