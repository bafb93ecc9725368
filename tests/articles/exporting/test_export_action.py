"""In the list of pages, whoever may edit pages takes them out of the site."""

import io
import json
import zipfile

from bs4 import BeautifulSoup


def test_chosen_pages_are_downloaded_by_whoever_may_edit_them(
    make_article, submit, translator, publisher
):
    article = make_article()
    version = submit(article, "sv")
    address = f"/admin/bulk/wagtailcore/page/export/?id={article.pk}&id={version.pk}"

    soup = BeautifulSoup(translator.get(address).content.decode(), "html.parser")
    assert version.title in soup.select_one("li[lang=sv]").get_text()
    answer = translator.post(address)

    assert "export-" in answer["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as package:
        data = json.loads(package.read("export.json"))
        text = package.read(f"text/sv/articlepage/{version.slug}.md").decode()
    assert text.startswith(f"# {version.title}")
    # The original goes along: readers have it too.
    assert {page["name"][-2:] for page in data["pages"]} == {"fi", "sv"}


def test_drafts_of_others_stay_where_they_are(make_article, submit, translator):
    article = make_article(live=False)
    version = submit(article, "sv", live=False)

    answer = translator.post(f"/admin/bulk/wagtailcore/page/export/?id={version.pk}")

    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as package:
        data = json.loads(package.read("export.json"))
    assert [page["name"][-2:] for page in data["pages"]] == ["sv"]
