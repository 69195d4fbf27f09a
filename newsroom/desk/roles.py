"""The roles of a news desk as groups of users, each with what it needs and no more."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

__all__ = ["ROLES", "Role", "lacking", "make_role"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A group and its permissions: `app.codename` each, those on all pages, and those on all collections of media.

    A permission that this site does not have, because it has not installed the app, is left out.
    """

    name: str
    permissions: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    media: tuple[str, ...] = ()


ENTER = ("wagtailadmin.access_admin",)
LOOK_UP = ("newsroom.view_source", "newsroom.view_topic", "newsroom.view_contributor")
LEDGER = ("syndication.view_outlet", "syndication.view_release", "syndication.view_pickup")
CHOOSE = ("wagtailimages.choose_image", "wagtaildocs.choose_document")

ROLES = (
    Role(
        name="Reporters",
        permissions=(*ENTER, *LOOK_UP, "newsroom.add_contributor"),
        pages=("add_page",),  # and with it to edit one's own drafts
        media=(*CHOOSE, "wagtailimages.add_image", "wagtaildocs.add_document"),
    ),
    Role(
        name="Desk editors",
        permissions=(
            *ENTER, *LOOK_UP, *LEDGER,
            "newsroom.add_source", "newsroom.change_source", "newsroom.add_topic", "newsroom.change_topic",
            "newsroom.add_contributor", "newsroom.change_contributor", "newsroom.delete_contributor",
            "syndication.view_intake", "syndication.change_intake", "syndication.withdraw_story",
        ),
        pages=("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
        media=(
            *CHOOSE, "wagtailimages.add_image", "wagtailimages.change_image",
            "wagtaildocs.add_document", "wagtaildocs.change_document",
        ),
    ),
    Role(
        name="Syndication managers",
        permissions=(
            *ENTER, *LOOK_UP, *LEDGER,
            "syndication.add_outlet", "syndication.change_outlet", "syndication.delete_outlet",
            "syndication.add_outletkey", "syndication.view_outletkey", "syndication.delete_outletkey",
            "syndication.view_intake", "syndication.change_intake", "syndication.withdraw_story",
        ),
    ),
    Role(name="Legal", permissions=(*ENTER, *LEDGER, "syndication.withdraw_story", "syndication.kill_story",
        "syndication.approve_story")),
    # Contacts of partners: people whom the desk knows, and who may not enter the admin.
    Role(name="Partners"),
)  # fmt: skip


@transaction.atomic
def make_role(role: Role, *, complete: bool = False) -> bool:
    """Make the group with its permissions; whether it is new. One that is there belongs to the site.

    With `complete` one that is there gets what it lacks, and keeps what it has besides.
    """
    group, is_new = Group.objects.get_or_create(name=role.name)
    if is_new or complete:
        group.permissions.add(*found(role.permissions))
        root, collection = Page.get_first_root_node(), Collection.get_first_root_node()
        for permission in found(f"wagtailcore.{codename}" for codename in role.pages):
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
        for permission in found(role.media):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
    return is_new


def lacking(role: Role) -> list[str]:
    """The permissions of the role that its group does not have here, by `app.codename`."""
    group = Group.objects.filter(name=role.name).first()
    if group is None:
        return [*role.permissions, *(f"wagtailcore.{codename}" for codename in role.pages), *role.media]
    placed = [
        *GroupPagePermission.objects.filter(group=group).select_related("permission__content_type"),
        *GroupCollectionPermission.objects.filter(group=group).select_related("permission__content_type"),
    ]
    has = [*group.permissions.select_related("content_type"), *(row.permission for row in placed)]
    wanted = found([*role.permissions, *(f"wagtailcore.{codename}" for codename in role.pages), *role.media])
    return sorted(named(permission) for permission in wanted if permission not in has)


def found(names: "Iterator[str] | tuple[str, ...] | list[str]") -> list[Permission]:
    """Those of the permissions that this site has."""
    wanted = set(names)
    codenames = {name.partition(".")[2] for name in wanted}
    rows = Permission.objects.filter(codename__in=codenames).select_related("content_type")
    return [row for row in rows if named(row) in wanted]


def named(permission: Permission) -> str:
    return f"{permission.content_type.app_label}.{permission.codename}"
