"""The addresses of the site."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns
from wagtail.views import authenticate_with_password

from articles.addresses import CALENDAR, FEED, MEETING, OF, route
from articles.calendars import calendar, meeting
from articles.feeds import feed
from articles.sitemaps import TopicSitemap, YearSitemap
from espoo.conflicts import in_turn
from espoo.routing import serve
from espoo.views import choose_language
from espoo.well_known import robots_txt, security_txt, sitemap_index, sitemap_part
from translation.sitemaps import PageSitemap

handler400 = "hardening.refusals.bad_request"
handler403 = "hardening.refusals.forbidden"
handler404 = "espoo.views.not_found"
handler500 = "espoo.views.server_error"

SITEMAPS = {
    "sitemaps": {
        "pages": PageSitemap(),
        "topics": TopicSitemap(),
        "years": YearSitemap(),
    }
}

STAFF = [
    path("admin/", include("accounts.urls")),
    path(
        "admin/", include(decorate_urlpatterns(wagtailadmin_urls.urlpatterns, in_turn))
    ),
    path("draft/", include("articles.sharing.urls")),
]
# Closed pages, before what takes every address for a page's: their passwords, and the
# one door for those whom they are open to.
CLOSED = [
    path(
        "_util/login/",
        RedirectView.as_view(pattern_name="account_login", query_string=True),
        name="wagtailcore_login",
    ),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        authenticate_with_password,
        name="wagtailcore_authenticate_with_password",
    ),
]

urlpatterns = [
    path("", choose_language, name="choose_language"),
    *(STAFF if settings.ROLE == "all" else []),
    path("documents/", include(wagtaildocs_urls)),
    path("robots.txt", robots_txt, name="robots"),
    path(".well-known/security.txt", security_txt, name="security"),
    path("sitemap.xml", sitemap_index, SITEMAPS, name="sitemap"),
    path(
        "sitemap-<slug:name>-<int:part>.xml",
        sitemap_part,
        SITEMAPS,
        name="sitemap_part",
    ),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *i18n_patterns(
        path("", include("duties.urls")),
        path(route(FEED), feed, name="feed"),
        path(route(CALENDAR), calendar, name="calendar"),
        path(route(FEED, OF), feed, name="feed_of"),
        path(route(CALENDAR, OF), calendar, name="calendar_of"),
        path(route(MEETING, OF), meeting, name="meeting_file"),
        *(CLOSED if settings.ROLE == "all" else []),
        re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
    ),
]
