"""Who is answered, and who is refused, at every address of the admin.

The table says for each address whose request is answered (by a page, a form with
errors, or a redirect), by GET and by POST.  All others are told that they have no
right, and who is not signed in is asked to sign in.  An address without a row fails
the test.
"""

from fnmatch import fnmatchcase

import pytest
from wagtail import VERSION as WAGTAIL

from tests.translation.world import ROLES, STATES, World, addresses

STAFF = {role for role in ROLES if role != "anonymous"}
EDITORS = {
    "fi": {"publisher fi", "communications", "administrator"},
    "sv": {"translator sv", "publisher sv", "administrator"},
}
PUBLISHERS = {"fi": EDITORS["fi"], "sv": {"publisher sv", "administrator"}}
OWNERS = {"fi": {"communications", "administrator"}, "sv": {"administrator"}}
SHOWN = {"live", "private"}

# The words of the table: who is answered, about a page of that language and state.
RIGHTS = {
    "anybody": lambda language, state: STAFF,
    "staff": lambda language, state: STAFF,
    "nobody": lambda language, state: set(),
    "communications": lambda language, state: {"communications", "administrator"},
    "publishers": lambda language, state: {*PUBLISHERS["sv"], "publisher fi"},
    "exceptions": lambda language, state: STAFF - {"translator sv"},
    "administrators": lambda language, state: {"administrator"},
    # Of the page itself
    "edit": lambda language, state: EDITORS[language],
    "publish": lambda language, state: PUBLISHERS[language],
    "unpublish": lambda language, state: (
        PUBLISHERS[language] if state in SHOWN else set()
    ),
    # A draft may be deleted by whoever writes it; its words stay (T19).
    "delete": lambda language, state: (PUBLISHERS if state in SHOWN else EDITORS)[
        language
    ],
    "own": lambda language, state: OWNERS[language],
    # Whoever has any right on it finds it.
    "find": lambda language, state: EDITORS[language] | OWNERS["fi"],
    "add": lambda language, state: {"communications", "administrator"},
    # Of the translation and the original it belongs to
    "translate": lambda language, state: EDITORS["sv"],
    "approve": lambda language, state: PUBLISHERS["sv"],
    "original": lambda language, state: EDITORS["fi"],
    # Who says who translates it: whoever may ask for translations, or publish it.
    "ask": lambda language, state: {"communications", *PUBLISHERS["sv"]},
}
# "-" is a method that the address does not have, and "closed" is 404 for everybody. "*"
# is not asked: it fails on purpose, or its answer depends on more than a right.
TABLE = """
login/                                               anybody         anybody
login/closed/                                        anybody         -
login/sso/stopped/                                   anybody         -
login/sso/error/                                     anybody         -
# They lead back to the door whoever has not begun to sign in.
login/*                                              *               *
logout/                                              -               *
password_reset/key/done/                             anybody         -
password_reset/done/                                 anybody         -
password_reset/*                                     anybody         anybody
^password_reset/*                                    anybody         anybody
security/                                            staff           -
security/keys/                                       anybody         anybody
# They are there for who has an app, codes or a key.
security/app/remove/                                 closed          closed
security/codes/                                      closed          -
security/keys/<pk>/remove/                           closed          closed
# Asks for what somebody has; here nobody has even a password.
security/again/*                                     *               *
security/*                                           staff           staff
sprite/                                              anybody         anybody
jsi18n/                                              anybody         -
failwhale/                                           *               *
test404/                                             staff           -
^.*/$                                                closed          closed

                                                     staff           -
account/                                             staff           staff
block-preview/                                       closed          -
choose-*-link/                                       staff           staff
dismissibles/                                        staff           -
editing-sessions/ping/*                              -               translate
editing-sessions/*                                   -               staff
embeds/*                                             staff           staff
guides/*                                             staff           -
tag-autocomplete/*                                   staff           staff
api/main/^pages/<pk>/action/publish/                 -               publish
api/main/^pages/<pk>/action/unpublish/               -               unpublish
api/main/^pages/<pk>/action/delete/                  -               delete
api/main/^pages/<pk>/action/revert_to_page_revision/ -               edit
api/main/^pages/<pk>/action/convert_alias/           -               find
api/main/^pages/<pk>/action/*                        -               own
api/main/^pages/<pk>/                                find            -
api/main/*                                           staff           -
choose-page/<parent_page_id>/                        staff           -
choose-page/*                                        staff           -

# A bulk action asked for by POST does nothing with what one may not.
bulk/wagtailcore/page/publish/                       publish         staff
bulk/wagtailcore/page/unpublish/                     unpublish       staff
bulk/wagtailcore/page/delete/                        delete          staff
bulk/wagtailcore/page/export/                        edit            staff
# What is changed is the original, and it is told of what one may not change.
bulk/wagtailcore/page/topics/                        original        original
bulk/wagtailcore/page/set_publisher/                 original        original
# Only contacts are handed over; here the pages are articles.
bulk/wagtailcore/page/hand_over/                     nobody          nobody
bulk/wagtailcore/page/*                              delete          delete
bulk/auth/*                                          administrators  administrators
bulk/*/add_*                                         communications  communications
bulk/duties/*                                        administrators  staff
bulk/translation/*                                   administrators  staff
bulk/*                                               communications  staff

collections/                                         administrators  -
collections/*                                        administrators  administrators
redirects/                                           administrators  -
redirects/results/                                   administrators  -
redirects/import/process/                            -               *
redirects/*                                          administrators  administrators
groups/                                              administrators  -
groups/results/                                      administrators  -
groups/history*                                      administrators  -
groups/usage/*                                       administrators  -
groups/*                                             administrators  administrators
users/                                               administrators  -
users/results/                                       administrators  -
users/history*                                       administrators  -
users/usage/*                                        administrators  -
users/<pk>/personal-data/                            administrators  -
users/*                                              administrators  administrators
sites/                                               administrators  -
sites/results/                                       administrators  -
sites/history*                                       administrators  -
sites/usage/*                                        administrators  -
sites/*                                              administrators  administrators
locales/                                             administrators  -
locales/results/                                     administrators  -
locales/history*                                     administrators  -
locales/usage/*                                      administrators  -
locales/*                                            administrators  administrators
workflows/*/index/*                                  administrators  -
workflows/list/*                                     administrators  -
workflows/usage/*                                    administrators  -
workflows/*enable/<pk>/                              -               administrators
workflows/remove/*                                   -               administrators
# The names of tasks; only administrators are offered the form for a new one.
workflows/task_chooser/                              staff           -
workflows/task_chooser/results/                      staff           -
workflows/task_chooser/*                             staff           staff
workflows/*                                          administrators  administrators

documents/chooser/create/                            communications  communications
documents/chooser/chosen/<pk>/                       communications  -
documents/chooser/*                                  staff           -
documents/multiple/<doc_id>/*                        -               communications
documents/multiple/create_*                          -               *
documents/multiple/delete_*                          -               *
documents/usage/<document_id>/                       communications  -
documents/results/                                   communications  -
documents/                                           communications  -
documents/*                                          communications  communications
images/chooser/<image_id>/select_format/             staff           staff
images/chooser/create/                               communications  communications
images/chooser/*                                     staff           -
images/multiple/<image_id>/*                         -               communications
images/multiple/create_*                             -               *
images/multiple/delete_*                             -               *
images/<image_id>/generate_url/*                     closed          -
images/usage/<image_id>/                             communications  -
images/results/                                      communications  -
images/                                              communications  -
images/*                                             communications  communications

reports/locked/*                                     communications  -
reports/searches/*                                   communications  -
reports/tasks/<task_id>/again/                       -               administrators
reports/tasks/*                                      administrators  -
reports/*                                            staff           -

searchpicks/reports/*                                nobody          -
searchpicks/queries/*                                staff           staff
searchpicks/results/                                 communications  -
searchpicks/                                         communications  -
searchpicks/*                                        communications  communications

localize/jsi18n/                                     staff           -
localize/reports/*                                   staff           -
localize/api/*                                       closed          closed
localize/submit/snippet/*                            communications  communications
localize/submit/page/<page_id>/                      communications  communications
localize/update/<translation_source_id>/             original        original
localize/page/<page_id>/convert_to_alias/            edit            edit
localize/translate/*/strings/*                       closed          closed
localize/translate/*/overrides/*                     closed          closed
localize/translate/*/preview/<mode>/                 closed          closed
localize/translate/*/preview/                        translate       translate
localize/translate/*/pofile/download/                translate       -
localize/translate/*/pofile/upload/                  -               translate
localize/translate/*/machine_translate/              closed          closed
localize/translate/*/disable/                        approve         approve

# An upload is its uploader's alone; this one is nobody's.
import-texts/                                        communications  communications
import-texts/<upload_id>/                            closed          closed

writing/<page_id>/findings/                          edit            -
writing/<page_id>/publish/                           publish         publish
draft-links/<page_id>/                               edit            edit

translation/together/<page_id>/                      staff           staff
translation/pair/<page_id>/                          edit            edit
translation/memory/                                  exceptions      communications
translation/memory/<source>/<target>/                exceptions      -
translation/calendar/                                staff           -
translation/<pk>/                                    staff           staff
translation/<pk>/autosave/                           -               translate
translation/<pk>/request/                            ask             ask
translation/<pk>/preview/                            translate       -
translation/<pk>/original/                           translate       -
translation/<pk>/publish-behind/                     approve         approve
translation/<pk>/file/<kind>/                        translate       -
translation/<translation_id>/file/                   -               translate
translation/files/                                   staff           -
translation/files/*                                  -               staff
translation/<pk>/take-up-again/                      closed          closed

pages/                                               staff           -
pages/search/*                                       staff           -
pages/usage/*                                        staff           -
pages/create/*                                       staff           staff
pages/<parent_page_id>/                              staff           -
pages/<parent_page_id>/results/                      staff           -
pages/<parent_page_id>/add_subpage/                  add             add
pages/add/*                                          add             add
pages/<page_id>/edit/                                edit            edit
pages/<page_id>/edit/preview/                        edit            edit
pages/<page_id>/view_draft/                          edit            edit
pages/<page_id>/copy/                                edit            edit
pages/<page_id>/usage/                               edit            -
pages/<page_id>/history/*                            edit            -
pages/<page_id>/revisions/                           staff           staff
pages/<page_id>/revisions/<revision_id>/view/        edit            -
pages/<page_id>/revisions/<revision_id>/revert/      edit            edit
pages/<page_id>/revisions/<revision_id>/unschedule/  publish         publish
pages/^*/revisions/compare/*                         edit            -
pages/<page_id>/workflow_history/                    edit            -
pages/<page_id>/workflow_history/detail/*            closed          -
pages/workflow/*                                     *               *
pages/<page_id>/convert_alias/                       closed          closed
pages/<page_id>/privacy/                             publish         publish
pages/<page_id>/unpublish/                           unpublish       unpublish
pages/<page_id>/delete/                              delete          delete
pages/<page_id>/lock/                                -               own
pages/<page_id>/unlock/                              -               own
pages/<page_to_move_id>/move/                        delete          delete
pages/<page_to_move_id>/move/*                       own             own
pages/<page_to_move_id>/set_position/                publish         own

snippets/choose/translation/pairoverride/create/     publishers      *
snippets/choose/*/create/                            communications  *
snippets/choose/*                                    staff           -
snippets/duties/*/add/                               nobody          nobody
snippets/duties/*/copy/<pk>/                         nobody          nobody
snippets/duties/*/delete/<pk>/                       administrators  administrators
snippets/duties/usefulness/edit/<pk>/                nobody          nobody
snippets/duties/*/edit/<pk>/                         communications  communications
snippets/duties/usefulness/history*                  administrators  -
snippets/duties/usefulness/usage/*                   nobody          -
snippets/duties/*                                    communications  -
snippets/translation/pairoverride/delete/<pk>/       administrators  administrators
snippets/translation/pairoverride/add/               publishers      publishers
snippets/translation/pairoverride/copy/<pk>/         publishers      publishers
snippets/translation/pairoverride/edit/<pk>/         publishers      publishers
snippets/translation/pairoverride/history*           publishers      -
snippets/translation/pairoverride/usage/*            publishers      -
snippets/translation/pairoverride/*                  exceptions      -
snippets/lexicon/term/add/                           communications  communications
snippets/lexicon/term/copy/<pk>/                     communications  communications
snippets/lexicon/term/edit/<pk>/                     communications  communications
snippets/lexicon/term/delete/<pk>/                   communications  communications
snippets/lexicon/term/*                              communications  -
glossary/                                            communications  communications
glossary/csv/                                        communications  -
snippets/articles/*/history/<pk>/revisions/*/revert/ communications  communications
snippets/articles/*/history/<pk>/revisions/*         communications  communications
snippets/articles/*/history*                         communications  -
snippets/articles/*/usage/<pk>/                      communications  -
snippets/articles/*/lock/<pk>/                       -               communications
snippets/articles/*/unlock/<pk>/                     -               communications
snippets/articles/*/results/                         communications  -
snippets/articles/*/add/                             communications  communications
snippets/articles/*/copy/<pk>/                       communications  communications
snippets/articles/*/edit/<pk>/                       communications  communications
snippets/articles/*/delete/<pk>/                     communications  communications
snippets/articles/*/unpublish/<pk>/                  communications  communications
snippets/articles/*/                                 communications  -
snippets/                                            nobody          -
"""
# Wagtail 8.0 moves a page in its list by POST only.
CHANGED = {}
if WAGTAIL >= (8, 0):
    CHANGED["pages/<page_to_move_id>/set_position/"] = ("-", "own")
PAGE_PARTS = {
    "page_id",
    "parent_page_id",
    "page_to_move_id",
    "translation_id",
    "translation_source_id",
}


def rows():
    """Yield the glob, GET and POST of each row; the front page has no address."""
    for line in TABLE.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        *glob, get, post = line.split()
        yield "".join(glob), *CHANGED.get("".join(glob), (get, post))


def row_of(address):
    return next((row for row in rows() if fnmatchcase(address, row[0])), None)


def is_about_a_page(address):
    return (
        any(f"<{part}>" in address for part in PAGE_PARTS)
        or address.startswith(
            ("translation/<pk>", "api/main/^pages/<pk>", "bulk/wagtailcore/page/")
        )
        or address.startswith("pages/^")
    )


def cases(address):
    """Yield the pages, each with the roles, that an address is tried with.

    Live ones with every role, in both languages; the other states of the Swedish
    version with those who work on it.  What is not about a page is the same to the
    publishers of each language.
    """
    if not is_about_a_page(address):
        yield ("sv", "live"), [role for role in ROLES if role != "publisher fi"]
        return
    yield ("sv", "live"), list(ROLES)
    yield ("fi", "live"), [role for role in ROLES if role != "anonymous"]
    for state in STATES:
        if state != "live":
            yield ("sv", state), ["translator sv", "publisher sv", "administrator"]


def expected(word, role, language, state, *, about_a_page):
    """Return the answers that are right, or None where any is."""
    if role == "anonymous":
        if word == "anybody":
            return {"answered"}
        return {"login"} if word in RIGHTS else {"login", "no method", "absent"}
    if word == "*":
        return None
    if word == "-":
        # Some views ask for the right, or for the page, before the method.
        return {"no method", "refused", "absent"}
    if word == "closed":
        return {"absent", "refused"}
    if state == "deleted" and about_a_page and word != "staff":
        return {"absent", "refused"}
    if role in RIGHTS[word](language, state):
        return {"answered"} if state != "deleted" else {"answered", "absent"}
    return {"refused", "absent"}


@pytest.fixture
def world(make_article, submit, picture):
    return World(make_article, submit, picture)


def test_every_address_answers_whom_it_should(world):
    wrong = []
    for address in addresses():
        row = row_of(address)
        if row is None:
            wrong.append(f"{address}: no row")
            continue
        about_a_page = is_about_a_page(address)
        for (language, state), roles in cases(address):
            for method, word in (("get", row[1]), ("post", row[2])):
                for role in roles:
                    right = expected(
                        word, role, language, state, about_a_page=about_a_page
                    )
                    if right is None:
                        continue
                    answer = world.answer(role, method, address, (language, state))
                    if answer not in right:
                        wrong.append(
                            f"{method} {address} ({language}, {state}) "
                            f"as {role}: {answer}, not {' or '.join(sorted(right))}"
                        )
    assert not wrong, "\n" + "\n".join(wrong)


def test_the_table_has_no_row_for_nothing():
    known = set(addresses())

    idle = [
        glob for glob, *_words in rows() if not any(fnmatchcase(a, glob) for a in known)
    ]

    assert not idle


ADDRESSES_SHOWN = [
    "pages/<parent_page_id>/",
    "pages/<page_id>/edit/",
    "localize/reports/translations/",
    "localize/submit/page/<page_id>/",
    "localize/translate/<translation_id>/disable/",
    "snippets/articles/topic/",
]


def test_what_is_answered_can_be_shown(world):
    for address in ADDRESSES_SHOWN:
        for role in ("translator sv", "communications", "administrator"):
            for language in ("fi", "sv"):
                key = (language, "live")
                answer = world.answer(role, "get", address, key, shown=True)
                assert answer in {"answered", "refused", "absent"}, (address, role)
