"""Builders: people who work in the admin, and what the form of an outlet sends."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from wagtail.test.utils.form_data import inline_formset, nested_form_data


def make_user(*permissions, username="somebody"):
    """Somebody who may enter the admin, and has these permissions of `syndication` besides."""
    user = get_user_model().objects.create_user(username, f"{username}@desk.test", "password")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    user.user_permissions.add(
        *Permission.objects.filter(content_type__app_label="syndication", codename__in=permissions)
    )
    return user


def form_of(rules=(), feeds=(), overrides=(), **fields):
    """What the form of a new outlet sends; `rules` are (include, field, value), `overrides` (key, value)."""
    plain = {
        "name": "Metro", "slug": "metro", "description": "", "active": "on", "profile": "generic", "language": "en",
        "access": "key", "embargo": "hold",
    }  # fmt: skip
    lines = {
        "rules": [{"include": str(include), "field": field, "value": value} for include, field, value in rules],
        "feeds": [dict(feed) for feed in feeds],
        "overrides": [{"key": key, "value": value} for key, value in overrides],
    }
    return nested_form_data(plain | fields | {name: inline_formset(rows) for name, rows in lines.items()})
