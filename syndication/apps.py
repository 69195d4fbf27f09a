"""Django's entry to the app: connects the signals that wake the ledger, and keeps keys out of logs."""

import logging

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SyndicationConfig(AppConfig):
    name = "syndication"
    label = "syndication"
    verbose_name = _("Syndication")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Both modules register themselves with Django when they are imported.
        from syndication import checks, signals  # noqa: F401
        from syndication.redaction import Redacted

        for name in ("django.request", "django.server", "django.security"):
            logging.getLogger(name).addFilter(Redacted())
