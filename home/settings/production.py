"""For a server that the world can reach; refuses to start on settings that would endanger it."""

import ipaddress

from django.core.exceptions import ImproperlyConfigured

from home.settings.everywhere import *
from home.settings.everywhere import BASE_URL, DATABASES, HOST, env, mail

SECRET_KEY = env("SECRET_KEY", default="")
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[HOST])


def is_placeholder(host: str) -> bool:
    """Whether nobody outside this machine could reach us by that name."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith(".localhost") or host in ("example.com", "www.example.com")
    return address.is_loopback or address.is_unspecified


problems = []
if not SECRET_KEY or SECRET_KEY.startswith("django-insecure-"):
    problems.append(
        "SECRET_KEY must be set to a long random text that is kept secret: "
        "python -c 'import secrets; print(secrets.token_urlsafe(50))'"
    )
if is_placeholder(HOST):
    problems.append("BASE_URL must be the address at which readers reach the site, such as https://news.acme.org")
elif not BASE_URL.startswith("https://"):
    problems.append("BASE_URL must begin with https://, for sessions and keys would travel in the open")
if DEBUG:
    problems.append("DEBUG must be off: its error pages show settings and stories to anybody")
if "*" in ALLOWED_HOSTS:
    problems.append("ALLOWED_HOSTS must name the site's hosts instead of *")
if problems:
    raise ImproperlyConfigured("This site does not start in production yet.\n- " + "\n- ".join(problems))

if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000)  # a year
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the editor shows its preview in a frame
if env.bool("BEHIND_PROXY", default=False):
    # Only on an operator's word: without a proxy that overwrites this header, anybody could send it.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

vars().update(mail(env("EMAIL_URL", default="smtp://localhost:25")))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("EMAIL_FROM", default=f"newsdesk@{HOST}")
