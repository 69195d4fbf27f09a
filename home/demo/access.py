"""Who gets into the demo: its editor, and the keys of its partner outlets.

What everybody can read here opens nothing but a site in DEBUG: elsewhere there is no editor and keys are random.
"""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, Group

from home.demo.content import read_demo
from newsroom.desk.roles import ROLES, make_role
from syndication.models import Outlet, OutletKey

__all__ = ["EDITOR", "PASSWORD", "let_desk_in", "let_editor_in", "let_partners_in"]

EDITOR, PASSWORD = "editor", "newsroom"  # of a site in DEBUG only
KEY_NAME = "Demo"


def let_editor_in() -> AbstractBaseUser | None:
    """Make the demo's superuser, in DEBUG only."""
    users = get_user_model().objects
    if not settings.DEBUG:
        return None
    return users.filter(username=EDITOR).first() or users.create_superuser(
        EDITOR, "editor@example.org", PASSWORD, first_name="Demo", last_name="Editor"
    )


def let_desk_in() -> dict[str, str]:
    """Make the groups of the desk and, in DEBUG only, somebody in each; return the group of each user name."""
    people = dict(zip(("reporter", "desk", "syndication", "legal", "partner"), ROLES, strict=True))
    for role in ROLES:
        make_role(role)
    if not settings.DEBUG:
        return {}
    users = get_user_model().objects
    for username, role in people.items():
        if not users.filter(username=username).exists():
            user = users.create_user(
                username, f"{username}@example.org", PASSWORD, first_name="Demo", last_name=username.title()
            )
            user.groups.add(Group.objects.get(name=role.name))
    return {username: role.name for username, role in people.items()}


def let_partners_in() -> dict[str, str]:
    """Give each demo outlet that needs one a key; return the secrets that may be shown, by the outlet's slug."""
    secrets = {}
    demo_slugs = [outlet.slug for outlet in read_demo().outlets]
    for outlet in Outlet.objects.filter(access=Outlet.Access.KEY, slug__in=demo_slugs):
        known = f"demo-{outlet.slug}-key" if settings.DEBUG else ""
        if not outlet.keys.filter(name=KEY_NAME).exists():
            secrets[outlet.slug] = OutletKey.issue(outlet, KEY_NAME, secret=known)
        elif known and outlet.keys.filter(digest=OutletKey.digest_of(known), revoked_at=None).exists():
            secrets[outlet.slug] = known
    return secrets
