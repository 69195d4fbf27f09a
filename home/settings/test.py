"""For the tests: quick and quiet. They throw their data folder away."""

from home.settings.everywhere import *
from home.settings.everywhere import mail

SECRET_KEY = "django-insecure-tests-only"
DEBUG = False
ALLOWED_HOSTS = ["*"]
BASE_URL = WAGTAILADMIN_BASE_URL = WAGTAILAPI_BASE_URL = "http://localhost"

# A site with a page model of its own, to hold `syndication` to its promise.
INSTALLED_APPS += ["tests.plainsite"]

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# No test waits for pictures that it does not look at; one that does makes them itself.
TASKS["pictures"] = {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}
# A fast hash: no password of the tests guards anything.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
vars().update(mail("memorymail://"))
# Styles and scripts come straight from where they lie, so that no test needs collectstatic.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
LOGGING["root"]["level"] = "WARNING"
