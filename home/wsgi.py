"""What a WSGI server such as granian runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "home.settings.production")

django = get_wsgi_application()

from syndication.front import FeedFront  # noqa: E402 - models may be imported only now

application = FeedFront(django)
