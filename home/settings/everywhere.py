"""What holds on every machine; what differs between machines comes from the environment. See docs/settings.md."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django
import environ

from home.players import FRAME_ORIGINS

env = environ.Env()

PROJECT = Path(__file__).resolve().parent.parent.parent
DATA_DIR = Path(env("NEWSROOM_DATA_DIR", default=str(PROJECT / "var"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

BASE_URL = env("BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
HOST = urlsplit(BASE_URL).hostname or ""
SITE_NAME = env("SITE_NAME", default="The News Desk")

INSTALLED_APPS = [
    "home",
    "newsroom",
    "syndication",
    "wagtail.api.v3",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.sitemaps",
    "wagtail.contrib.table_block",
    "wagtail.locales",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    # Without it the pages that document the API load their scripts from another company's servers.
    "ninja",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.messages",
    # Before staticfiles: runserver then serves static files as production does.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "home.middleware.NulMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # What is due is published, and what has expired is taken off, before anything else looks at a page.
    "syndication.middleware.LiftMiddleware",
    "home.policy.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    # After redirects in this list, so that it sees a 404 first: a withdrawn story is gone, not moved.
    "syndication.middleware.GoneMiddleware",
]

ROOT_URLCONF = "home.urls"
WSGI_APPLICATION = "home.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]


def database(url: str) -> dict[str, Any]:
    """Django's description of the database at `url`, with what SQLite needs to serve readers while one writes.

    A dict of Any, for that is what Django's DATABASES holds.
    """
    described = dict(env.db_url_config(url))
    if described["ENGINE"] == "django.db.backends.sqlite3":
        described["OPTIONS"] = {
            # A transaction that begins by reading cannot wait for the lock it needs later: it fails at once.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,  # seconds to wait for another writer
            # `synchronous` stays FULL: a power cut must not forget that a story was killed.
            # Django itself switches foreign keys on.
            "init_command": "PRAGMA journal_mode = WAL",
        }
    return described


DATABASES = {"default": database(env("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'newsroom.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MAIL_OPTIONS = {
    "EMAIL_HOST": "host",
    "EMAIL_PORT": "port",
    "EMAIL_HOST_USER": "username",
    "EMAIL_HOST_PASSWORD": "password",
    "EMAIL_USE_TLS": "use_tls",
    "EMAIL_USE_SSL": "use_ssl",
}


def mail(url: str) -> dict[str, Any]:
    """The settings for sending mail by the server at `url`: MAILERS since Django 6.1, EMAIL_* before it.

    A dict of Any, for those settings are texts, numbers and dicts.
    """
    described = {name: value for name, value in env.email_url_config(url).items() if value}
    if django.VERSION < (6, 1):
        return described
    options = {option: described[name] for name, option in MAIL_OPTIONS.items() if name in described}
    return {"MAILERS": {"default": {"BACKEND": described["EMAIL_BACKEND"], "OPTIONS": options}}}


CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}

# Tasks run in the process that asks for them. Pictures have a backend of their own, for they take the longest.
TASKS = {name: {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"} for name in ("default", "pictures")}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("zh-hans", "简体中文"), ("ar", "العربية")]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = "home.formats"

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [PROJECT / "static"]
MEDIA_URL = "media/"
MEDIA_ROOT = DATA_DIR / "media"

# What readers' pages may load; see home/policy.py, which adds the hosts of static files and of uploads.
READERS_POLICY = {
    "default-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "media-src": [
        "'self'",
        "https:",
    ],  # recordings, which an editor names and nothing fetches before a reader plays one
    "frame-src": [*FRAME_ORIGINS],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'self'"],  # the editor shows its preview in a frame
}

# The editor of a long article sends more fields than Django's thousand.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

LOGGING: dict[str, Any] = {  # as logging.config wants it
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": env("LOG_LEVEL", default="INFO").upper()},
    # Django's own handlers would say everything twice.
    "loggers": {
        "django": {"handlers": [], "level": "NOTSET", "propagate": True},
        # They tell of every page indexed and saved, on the command line between the lines of its own answer.
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
    },
}

WAGTAIL_SITE_NAME = SITE_NAME
WAGTAIL_I18N_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = True
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILAPI_BASE_URL = BASE_URL
WAGTAILAPI_RICH_TEXT_FORMAT = "html"
WAGTAILIMAGES_IMAGE_MODEL = "newsroom.NewsImage"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# Wagtail 8.0 makes a redirect for every headline that autosave saw, even of a story never published.
WAGTAILREDIRECTS_AUTO_CREATE = False
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "rtf", "txt", "xlsx", "zip"]

SYNDICATION_PAGE_MODELS = ["newsroom.ArticlePage"]
