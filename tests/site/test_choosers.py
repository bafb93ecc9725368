"""The buttons that choose a page or snippet, in the language of whoever reads them."""

import pytest
from bs4 import BeautifulSoup
from wagtail.users.models import UserProfile

WORDS = {
    "fi": {"Valitse sivu (Hanke)", "Valitse artikkelisarja"},
    "sv": {"Välj en sida (Projekt)", "Välj artikelserie"},
    "en": {"Choose a page (Project)", "Choose series"},
}


@pytest.mark.parametrize("codes", [["fi", "sv", "en"], ["en", "fi"]])
def test_everybody_reads_their_own_language(admin_user, client, make_article, codes):
    article = make_article()
    client.force_login(admin_user)

    for code in codes:
        profile = UserProfile.get_for_user(admin_user)
        profile.preferred_language = code
        profile.save()
        answer = client.get(f"/admin/pages/{article.pk}/edit/")
        screen = BeautifulSoup(answer.content.decode(), "html.parser")
        buttons = {
            one.get_text(" ", strip=True)
            for one in screen.select("[data-chooser-action-choose]")
        }
        assert buttons >= WORDS[code], code
