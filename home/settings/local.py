"""For a laptop: nothing to set, nothing to install; never for a machine that others can reach."""

from home.settings.everywhere import *
from home.settings.everywhere import HOST, TASKS, env, mail

# Known to everybody who reads this file; production refuses to start with it.
SECRET_KEY = env("SECRET_KEY", default="django-insecure-local-development-only")
DEBUG = env.bool("DEBUG", default=True)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[HOST, "localhost", "127.0.0.1", "[::1]"])

# AVIF costs a second or two for each picture: here pages show WebP until `manage.py make_pictures` is run.
TASKS["pictures"] = {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}

vars().update(mail(env("EMAIL_URL", default="consolemail://")))
