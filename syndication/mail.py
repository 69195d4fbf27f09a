"""Mail to people about requests: to those who may decide one, and to who asked for it."""

import logging
from collections.abc import Iterable
from smtplib import SMTPException
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.admin.mail import send_mail
from wagtail.admin.utils import get_admin_base_url
from wagtail.users.models import UserProfile

from syndication.models import VerbRequest

logger = logging.getLogger("syndication")

__all__ = ["tell_of_decision", "tell_of_request"]


# Any, here and below: users are of the site's own model.
def tell_of_request(row: VerbRequest, users: Iterable[Any]) -> None:
    """Ask each of them, in his own language, to decide."""
    for user in users:
        with override(language_of(user)):
            subject = _("%(verb)s asked for: %(title)s") % {"verb": row.get_verb_display(), "title": row.title}
            by = _("Asked by %(name)s.") % {"name": name_of(row.asked_by)}
            post(user, subject, [by, row.reason, address_of(row)])


def tell_of_decision(row: VerbRequest) -> None:
    """Tell who asked what was decided, by whom and, of a no or of what events have overtaken, why."""
    if row.asked_by is None:
        return
    with override(language_of(row.asked_by)):
        subject = f"{row.get_verb_display()} – {row.get_decision_display()}: {row.title}"
        by = _("Decided by %(name)s.") % {"name": name_of(row.decided_by)} if row.decided_by else ""
        post(row.asked_by, subject, [by, row.said, address_of(row)])


def address_of(row: VerbRequest) -> str:
    return f"{get_admin_base_url() or ''}{reverse('verb_requests:decide', args=[row.pk])}"


def name_of(user: Any) -> str:
    return str(user.get_full_name() or user.get_username()) if user else _("somebody")


def language_of(user: Any) -> str:
    return str(UserProfile.get_for_user(user).get_preferred_language())


def post(user: Any, subject: str, paragraphs: Iterable[str]) -> None:
    """Send it. That the mail server is down stops nothing: a request is in the menu and on the story's edit page too."""
    if not user.email:
        return
    try:
        send_mail(" ".join(subject.split()), "\n\n".join(filter(None, paragraphs)), [user.email])
    except (OSError, SMTPException) as problem:
        logger.warning("the mail about a request to user %s was not sent: %s", user.pk, problem)
