"""What Wagtail asks this app for."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.log_actions import LogFormatter
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from newsroom.desk import board
from newsroom.desk.answers import find_topics, source_rules
from newsroom.desk.bulk import AddTopicBulkAction, PublishArticlesBulkAction
from newsroom.desk.listing import SHORTCUTS, shortcut_to
from newsroom.desk.paste_screen import read_for_form
from newsroom.desk.picture_list import OwnPictures
from newsroom.desk.publish_button import name_embargo
from newsroom.links import ReleasedPageLinkHandler
from newsroom.models import ArticlePage
from newsroom.viewsets import NewsDeskGroup

register_snippet(NewsDeskGroup)

for number, shortcut in enumerate(SHORTCUTS):
    hooks.register("register_newsdesk_menu_item", partial(shortcut_to, shortcut, 20 + number))

# After Wagtail's own, in whose place the first one stands.
for bulk_action in (PublishArticlesBulkAction, AddTopicBulkAction):
    hooks.register("register_bulk_action", bulk_action, order=10)


@hooks.register("register_admin_urls")
def desk_addresses() -> list[URLPattern]:
    return [
        path("newsdesk/sources/<int:pk>/rules/", source_rules, name="newsroom_source_rules"),
        path("newsdesk/paste/read/", read_for_form, name="newsroom_read_paste"),
        path("newsdesk/topics/", find_topics, name="newsroom_find_topics"),
    ]


# In the place of Wagtail's own. Any: a router of its.
@hooks.register("construct_admin_api", order=10)
def tell_of_own_pictures(router: Any) -> None:
    router.register_endpoint("images", OwnPictures)


# Any: Wagtail's registry of log actions has no public type.
@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    @actions.register_action("newsroom.paste")
    class PasteFormatter(LogFormatter):
        label = gettext_lazy("Paste")

        # Any: a row of the log.
        def format_message(self, entry: Any) -> str:
            rest = entry.data.get("left_out", "")
            return (
                _("Made from pasted wire copy. Left out: %(rest)s") % {"rest": rest}
                if rest
                else _("Made from pasted wire copy")
            )


# Any: Wagtail's menu items and context.
@hooks.register("construct_page_action_menu")
def say_the_embargo(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    name_embargo(menu_items, context)


# After Wagtail's own, which it takes the place of. Any: Wagtail's feature registry.
@hooks.register("register_rich_text_features", order=10)
def hide_addresses_of_unreleased_articles(features: Any) -> None:
    features.register_link_type(ReleasedPageLinkHandler)


# Any: Wagtail's pages and its action.
@hooks.register("before_bulk_action")
def name_what_cannot_be_published(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Publish none of several articles while one of them is not complete, and say which: Wagtail would answer 500."""
    problems = {
        article.title: problem
        for article in (articles_to_publish(objects, action) if action_type == "publish" else ())
        for problem in article.publish_problems(article.sources).values()
    }
    for title, problem in problems.items():
        messages.error(
            request, _("Nothing was published. “%(title)s”: %(problem)s") % {"title": title, "problem": problem}
        )
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_explore_root") if problems else None


# Any: as above.
def articles_to_publish(objects: list[Any], action: Any) -> Iterator[ArticlePage]:
    """The newest drafts of the chosen articles, and of those below the chosen pages when they are asked for."""
    numbers = [page.pk for page in objects if isinstance(page, Page)]
    chosen = ArticlePage.objects.filter(pk__in=numbers)
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        for page in Page.objects.filter(pk__in=numbers):
            chosen = chosen | ArticlePage.objects.descendant_of(page).not_live()
    for article in chosen:
        yield article.get_latest_revision_as_object()


# Any: Wagtail's lists of components.
@hooks.register("construct_homepage_panels")
def add_panels(request: HttpRequest, panels: list[Any]) -> None:
    panels += board.panels(request)


@hooks.register("construct_homepage_summary_items")
def add_summary(request: HttpRequest, items: list[Any]) -> None:
    items.append(board.TodaySummary(request))
