"""What the app adds to Wagtail: the desk's verbs, their audit log, a guard on publishing what is held, and formats of pages."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.actions.registry import ActionRegistry
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from syndication.actions import ACTIONS
from syndication.conf import page_models
from syndication.desk import hooks as desk_hooks  # noqa: F401  # registers the dashboard and the reports
from syndication.desk.limits import limits_view
from syndication.desk.page_views import desk_viewsets
from syndication.desk.second_person import (
    AskedDeleteAction,
    AskedUnpublishAction,
    GuardedPages,
    lead_several_to_withdrawing,
    lead_to_withdrawing,
)
from syndication.desk.states import ledger_states
from syndication.desk.verbs import urls as verb_urls
from syndication.desk.verbs.banner import say_what_became_of_it
from syndication.desk.verbs.bulk import WithdrawBulkAction
from syndication.desk.verbs.footer import add_ways_to_publish
from syndication.desk.verbs.header import header_buttons
from syndication.desk.wire_history_view import WireHistoryView
from syndication.models import Intake, OutletKey, Pickup, Release, Standing
from syndication.negotiation import negotiated
from syndication.pages import is_syndicated
from syndication.viewsets import SyndicationViewSetGroup, ViewOnlyPolicy

for machine_record in (Release, Intake, Pickup):
    register_permission_policy(machine_record, ViewOnlyPolicy(machine_record))


# After the hooks that ask whether a visitor may see the page at all.
hooks.register("on_serve_page", negotiated)

hooks.register("register_page_header_buttons", header_buttons)
hooks.register("construct_page_action_menu", add_ways_to_publish)
hooks.register("before_edit_page", say_what_became_of_it)
hooks.register("register_bulk_action", WithdrawBulkAction)

for moment in ("before_unpublish_page", "before_delete_page"):
    hooks.register(moment, lead_to_withdrawing)
hooks.register("before_bulk_action", lead_several_to_withdrawing)


@hooks.register("register_admin_urls")
def register_desk_urls() -> list[URLPattern | URLResolver]:
    return [
        path("stories/", include(verb_urls)),
        path("syndication/limits/", limits_view, name="syndication_limits"),
        path("syndication/stories/<uuid:story_id>/", WireHistoryView.as_view(), name="wire_history"),
    ]


@hooks.register("register_admin_viewset")
def register_viewsets() -> SyndicationViewSetGroup:
    return SyndicationViewSetGroup()


# After every other, for a site's own viewset of a page model is kept and gets the desk's views mixed in.
@hooks.register("register_admin_viewset", order=10_000)
def register_desk_viewsets() -> list[PageViewSet]:
    return desk_viewsets(page_models())


# Any: the user model is the site's.
@hooks.register("register_page_header_buttons")
def lead_to_wire_history(page: Any, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """The way from a page that was released to its history on the wire."""
    if is_syndicated(page) and Standing.objects.filter(story_id=page.story_id).exists():
        url = reverse("wire_history", args=[page.story_id])
        yield Button(_("History on the wire"), url=url, icon_name="history", priority=65)


@hooks.register("insert_editor_js")
def name_the_limits() -> str:
    """Where an edit page finds what outlets ask of a story; whoever counts there may ask."""
    return format_html('<div hidden data-story-limits="{}"></div>', reverse("syndication_limits"))


# For whichever app lists articles by their state.
hooks.register("register_article_states", ledger_states)


@hooks.register("register_actions")
def register_verbs(registry: ActionRegistry) -> None:
    for model in page_models():
        for action in ACTIONS:
            registry.register(model, action)
    # Wagtail's API asks for these of `Page`, whatever the page is.
    for action in (AskedUnpublishAction, AskedDeleteAction):
        registry.register(Page, action)


# Any: Wagtail's router has no public type.
@hooks.register("construct_admin_api")
def guard_pages(router: Any) -> None:
    router.register_endpoint("pages", GuardedPages)


# Any: Wagtail's registry of log actions has no public type.
@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    for name, label, sentence in (
        ("withdraw", gettext_lazy("Withdraw"), gettext_lazy("Withdrawn: %(reason)s")),
        ("kill", gettext_lazy("Kill"), gettext_lazy("Killed: %(reason)s")),
        ("correct", gettext_lazy("Correct"), gettext_lazy("Corrected: %(reason)s")),
        ("ask", gettext_lazy("Ask a second person"), gettext_lazy("Asked a second person: %(reason)s")),
        ("approve", gettext_lazy("Approve"), gettext_lazy("Approved what was asked for: %(reason)s")),
        ("refuse", gettext_lazy("Refuse"), gettext_lazy("Refused what was asked for: %(reason)s")),
    ):
        register_with_reason(actions, f"syndication.{name}", label, sentence)
    actions.register_action("syndication.restore", gettext_lazy("Restore"), gettext_lazy("Restored after a withdrawal"))
    actions.register_action(
        "syndication.quiet", gettext_lazy("Publish quietly"), gettext_lazy("Published without telling partners")
    )
    actions.register_action(
        "syndication.held",
        gettext_lazy("Take off"),
        gettext_lazy("Taken off: the story is withdrawn until it is restored"),
    )
    actions.register_action("syndication.intake.again", gettext_lazy("Take in again"), gettext_lazy("Taken in again"))
    register_with_reason(
        actions, "syndication.intake.dismiss", gettext_lazy("Dismiss"), gettext_lazy("Dismissed: %(reason)s")
    )
    for name, label, sentence in (
        ("issue", gettext_lazy("Make a key"), gettext_lazy("Made the key “%(key)s”")),
        ("revoke", gettext_lazy("Revoke a key"), gettext_lazy("Revoked the key “%(key)s”")),
    ):
        register_with_key(actions, f"syndication.key.{name}", label, sentence)


def register_with_reason(actions: Any, action: str, action_label: Any, sentence: Any) -> None:
    """A log line that quotes the reason and names the outlets when it was not for all."""

    @actions.register_action(action)
    class ReasonFormatter(LogFormatter):
        label = action_label

        def format_message(self, entry: Any) -> str:
            said = str(sentence) % {"reason": entry.data.get("reason", "")}
            outlets = ", ".join(entry.data.get("outlets", []))
            return f"{said} ({outlets})" if outlets else said


def register_with_key(actions: Any, action: str, action_label: Any, sentence: Any) -> None:
    """A log line of an outlet that names a key of it, and nothing of its secret."""

    @actions.register_action(action)
    class KeyFormatter(LogFormatter):
        label = action_label

        def format_message(self, entry: Any) -> str:
            return str(sentence) % {"key": entry.data.get("key", "")}


@hooks.register("register_permissions")
def register_verb_permissions() -> QuerySet[Permission]:
    # By name, for a site that migrated from the first version still has those that Django made of every model.
    names = [name for name, _label in Standing._meta.permissions]
    return Permission.objects.filter(content_type=ContentType.objects.get_for_model(Standing), codename__in=names)


# Keys have no screens of their own but those of their outlet; groups get their permissions all the same.
@hooks.register("register_permissions")
def register_key_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type=ContentType.objects.get_for_model(OutletKey)).exclude(
        codename="change_outletkey"
    )


@hooks.register("before_publish_page")
def refuse_to_publish_held(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Say at the click, and not by silence, that a withdrawn story comes back by Restore alone."""
    if (
        not is_syndicated(page)
        or not Standing.objects.filter(story_id=page.story_id, hold=Standing.Hold.EVERYWHERE).exists()
    ):
        return None
    messages.error(
        request, _("This story was withdrawn. It stays down until it is restored; your changes are kept as a draft.")
    )
    return redirect("wagtailadmin_pages:edit", page.pk)
