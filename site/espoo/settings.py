"""Settings, read from the environment.

An empty environment gives a working local site on SQLite.  ``DEBUG=0`` gives a
hardened one, which names what is missing instead of starting half-configured.
docs/operations.md lists the variables.
"""

import secrets
from pathlib import Path

import environ
from babel import Locale as BabelLocale
from babel import UnknownLocaleError
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from accounts.configuration import APPS as ACCOUNTS_APPS
from accounts.configuration import signing_in
from backups.configuration import backups
from espoo import scaling
from monitoring.configuration import logging_setting, metrics_dir, start_sentry

env = environ.Env()
PROJECT_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = Path(env.str("DATA_DIR", default=str(PROJECT_DIR / "var"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.bool("DEBUG", default=True)
# "public" serves readers only, through a database user that can read.
ROLE = scaling.role(env)
# The demonstration says on every page that the City of Espoo does not publish it.
DEMO = env.bool("DEMO", default=False)
BASE_URL = env.str("BASE_URL", default="http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"] if DEBUG else [])
# What a proxy says of the reader is believed only where the operator has one.
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)


def own_language_name(code: str) -> str:
    """Return what a language calls itself.  Raises ImproperlyConfigured if unknown."""
    try:
        name = BabelLocale.parse(code, sep="-").get_display_name()
    except (ValueError, UnknownLocaleError):
        raise ImproperlyConfigured(f"EXTRA_LANGUAGES: unknown code {code}") from None
    return (name or code).capitalize()


def local_secret_key() -> str:
    """Return the key of this local site, made on first use and kept in DATA_DIR."""
    file = DATA_DIR / "secret-key"
    if not file.exists():
        file.write_text(secrets.token_urlsafe(64))
        file.chmod(0o600)
    return file.read_text()


SECRET_KEY = env.str("SECRET_KEY", default="") or (local_secret_key() if DEBUG else "")

INSTALLED_APPS = [
    "espoo",
    "home",
    "articles",
    "search",
    "duties",
    "freshness",
    "hardening",
    "lexicon",
    "outages",
    # Before django_tasks_db: its worker is ours.
    "background",
    "backups",
    "monitoring",
    "django_tasks_db",
    # Before allauth: the pages of signing in look like the admin.
    "accounts",
    *ACCOUNTS_APPS,
    # Before wagtail_localize: our guards stand in front of its addresses.
    "translation",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "django_filters",
    "modelcluster",
    "phonenumber_field",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    # Outermost, so that every answer has them.
    "hardening.headers.security_headers",
    # It answers by any host, without https, and nothing keeps it.
    "monitoring.middleware.watched",
    "django.middleware.security.SecurityMiddleware",
    "espoo.middleware.demonstration",
    "hardening.refusals.explained_methods",
    "hardening.refusals.possible_addresses",
    "outages.answering.patient",
    "freshness.keeping.kept_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.Accounts",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "translation.middleware.Refusals",
    "translation.small_edits.small_edits",
    "espoo.middleware.explain_absence",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

if ROLE == "public":
    MIDDLEWARE = [one for one in MIDDLEWARE if one not in scaling.STAFF_MIDDLEWARE]

ROOT_URLCONF = "espoo.urls"
WSGI_APPLICATION = "espoo.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                one
                for one in [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                    "espoo.context_processors.site",
                ]
                if ROLE == "all" or one not in scaling.STAFF_CONTEXT
            ],
        },
    },
]
# Form widgets come from the apps' templates too.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = scaling.databases(env, ROLE, DATA_DIR)
DATABASE_ROUTERS = ["background.routers.PublicRole"] if ROLE == "public" else []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = scaling.caches(env)
# A CDN in front that is to be told what has changed, as Wagtail takes it.
WAGTAILFRONTENDCACHE = env.json("FRONTEND_CACHE", default=None)
if WAGTAILFRONTENDCACHE:
    INSTALLED_APPS.append("wagtail.contrib.frontend_cache")
# For how many seconds a page is kept while the content is the same; 0 keeps none.
KEEP_PAGES = env.int("KEEP_PAGES", default=60)
# How often one address may ask for what costs much; 0 is without a limit.
PER_MINUTE = {
    "searches": env.int("SEARCHES_PER_MINUTE", default=60),
    "suggestions": env.int("SUGGESTIONS_PER_MINUTE", default=240),
}

TIME_ZONE = "Europe/Helsinki"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["espoo.formats"]
# Our own words, and those that Wagtail has not translated.
LOCALE_PATHS = [PROJECT_DIR / "locale", PROJECT_DIR / "locale" / "wagtail"]
LANGUAGE_CODE = "fi"
OWN_LANGUAGES = [("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")]
# More languages of content, such as "ar,so" (see manage.py add_language).
LANGUAGES = OWN_LANGUAGES + [
    (code, own_language_name(code)) for code in env.list("EXTRA_LANGUAGES", default=[])
]
# Finnish and Swedish are published together (Language Act 423/2003, section 32).
LANGUAGE_PAIR = ["fi", "sv"]

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [PROJECT_DIR / "static"]
MEDIA_URL = "media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": scaling.media_storage(env),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

BACKUPS = backups(env, DATA_DIR)

LOGGING = logging_setting(env)
METRICS_DIR = metrics_dir(env)
start_sentry(env)

# Work that no reader waits for: done at once, or by a worker (manage.py db_worker).
TASK_BACKENDS = {
    "at-once": "background.backends.AtOnce",
    "database": "django_tasks_db.DatabaseBackend",
}
TASKS_DONE = env.str("TASKS", default="at-once")
if TASKS_DONE not in TASK_BACKENDS:
    raise ImproperlyConfigured(f"TASKS is one of {', '.join(TASK_BACKENDS)}.")
TASKS = {
    "default": {"BACKEND": TASK_BACKENDS[TASKS_DONE], "QUEUES": ["default", "slow"]}
}

# Whether words are analysed again by the heavy analyser, where its extra is installed
# (site/lexicon/refining.py).
REFINE_WORDS = env.bool("REFINE_WORDS", default=True)

WAGTAIL_SITE_NAME = _("International Espoo")
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
# The admin speaks these three, whatever languages the content has.
WAGTAILADMIN_PERMITTED_LANGUAGES = OWN_LANGUAGES
# No picture of a person is asked for elsewhere: that would tell who works here.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Nor whether there is a newer Wagtail: operators watch that (docs/operations.md).
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILIMAGES_IMAGE_MODEL = "espoo.Picture"
# Vectors can hold scripts, and animations weigh more than they say.
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024  # bytes
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
# These look into the file itself.
WAGTAILIMAGES_IMAGE_FORM_BASE = "hardening.forms.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "hardening.forms.DocumentForm"
# What is read outside a browser; anything a browser would run is no document.
WAGTAILDOCS_EXTENSIONS = [
    *["csv", "doc", "docx", "ics", "odp", "ods", "odt", "pdf", "pptx", "rtf", "txt"],
    *["xlsx", "zip"],
]
# Never by the address of the file, so that who may read it is asked each time.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "search.backends"},
}
# A submitted page stays a draft in its new language, and a deleted one keeps its
# translated words (docs/decisions/0004-translation.md).
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
WAGTAIL_LOCALIZE_DEFAULT_TRANSLATION_MODE = "synced"
# A machine that proposes translations, as wagtail-localize takes it; none by default.
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = env.json("MACHINE_TRANSLATOR", default=None)
# A long text is one form: each segment, and each block, is a few fields of it.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# An address is easily typed: "jarjestot", not "järjestöt".
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# Redirects for moved pages are made by Wagtail in every language.
WAGTAILREDIRECTS_AUTO_CREATE = True

PHONENUMBER_DEFAULT_REGION = "FI"
PHONENUMBER_DB_FORMAT = "E164"
PHONENUMBER_DEFAULT_FORMAT = "E164"

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
# Where readers' feedback is sent; it is kept in the admin in any case.
FEEDBACK_EMAIL = env.str("FEEDBACK_EMAIL", default="")
# Whom to write about a hole in the site: e-mail or web addresses, separated by commas.
SECURITY_CONTACT = env.list("SECURITY_CONTACT", default=[])
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="noreply@localhost")
# Who is told of tasks that have failed: e-mail addresses, separated by commas.
ADMINS = [(address, address) for address in env.list("ADMINS", default=[])]
SERVER_EMAIL = DEFAULT_FROM_EMAIL

DORMANT_AFTER_DAYS: int
OIDC_CREATE_ACCOUNTS: bool
OIDC_SECOND_FACTOR: bool
SECOND_FACTOR_REQUIRED: bool
SESSION_IDLE_SECONDS: int
SIGN_INS_KEPT_DAYS: int
SINGLE_SIGN_ON: bool
vars().update(signing_in(env, debug=DEBUG))
CSRF_FAILURE_VIEW = "hardening.refusals.csrf_failure"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
TEST_RUNNER = "django.test.runner.DiscoverRunner"

if not DEBUG:
    missing = [
        name
        for name, value in {
            "SECRET_KEY": SECRET_KEY,
            "ALLOWED_HOSTS": ALLOWED_HOSTS,
            "BASE_URL": env.str("BASE_URL", default=""),
        }.items()
        if not value
    ]
    if missing:
        raise ImproperlyConfigured(f"DEBUG=0 needs {', '.join(missing)} to be set.")
    if not BASE_URL.startswith("https://"):
        raise ImproperlyConfigured("DEBUG=0 needs a BASE_URL that begins https://")
    # After SecurityMiddleware; the local server has its own way with static files.
    MIDDLEWARE.insert(3, "whitenoise.middleware.WhiteNoiseMiddleware")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    CSRF_TRUSTED_ORIGINS = [BASE_URL]
    if BEHIND_PROXY:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
