"""What an editor does to several articles at once: publish them, give them a topic. Says of each that is left out why."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction

from newsroom.desk.states import refusals
from newsroom.models import ArticlePage, Topic

__all__ = ["AddTopicBulkAction", "PublishArticlesBulkAction"]


class Reasons:
    """Keeps, for a confirmation page, why each page is left out: by primary key, a sentence."""

    # Any, here and below: Wagtail's bulk actions have no types.
    def get_actionable_objects(self) -> Any:
        pages, left_out = super().get_actionable_objects()  # type: ignore[misc]  # the action that this is mixed into has it
        self.reasons: dict[int, Any] = {
            page.pk: self.why_not_allowed(page) for page in left_out["items_with_no_access"]
        }
        self.reasons |= self.reasons_against(pages)
        kept = [page for page in pages if page.pk not in self.reasons]
        left_out["items_with_no_access"] += [page for page in pages if page.pk in self.reasons]
        return kept, left_out

    def why_not_allowed(self, page: Any) -> Any:
        if page.permissions_for_user(self.request.user).page_locked():  # type: ignore[attr-defined]  # as above
            return _("It is locked.")
        return _("You do not have the permission.")

    def reasons_against(self, pages: list[Any]) -> dict[int, Any]:
        """Of the pages that the user may change so, those that cannot be."""
        return {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # as above
        for left_out in context["items_with_no_access"]:
            left_out["reason"] = self.reasons[left_out["item"].pk]
        return context


class PublishArticlesBulkAction(Reasons, PublishBulkAction):
    """Wagtail's own, which publishes those that can be published and names the others."""

    template_name = "newsroom/admin/confirm_bulk_publish.html"

    def reasons_against(self, pages: list[Any]) -> dict[int, Any]:
        numbers = [page.pk for page in pages]
        incomplete = {}
        for article in ArticlePage.objects.filter(pk__in=numbers):
            draft = article.get_latest_revision_as_object()
            if problems := draft.publish_problems(draft.sources):
                incomplete[article.pk] = " ".join(map(str, problems.values()))
        return incomplete | refusals(numbers, timezone.now())


class TopicForm(forms.Form):
    """Which topics, and whether readers and partners are told at once."""

    topics = forms.ModelMultipleChoiceField(
        Topic.objects.all(), widget=forms.CheckboxSelectMultiple, label=gettext_lazy("Topics")
    )
    publish = forms.BooleanField(
        required=False,
        initial=True,
        label=gettext_lazy("Publish at once"),
        help_text=gettext_lazy("Only what is live and has no other changes waiting; the rest becomes a draft."),
    )


class AddTopicBulkAction(Reasons, PageBulkAction):
    """Adds topics to the newest draft of each article."""

    display_name = gettext_lazy("Add topic")
    action_type = "add_topic"
    aria_label = gettext_lazy("Add a topic to the selected articles")
    template_name = "newsroom/admin/confirm_bulk_topic.html"
    form_class = TopicForm
    action_priority = 45

    def check_perm(self, page: Any) -> bool:
        permissions = page.permissions_for_user(self.request.user)
        return bool(is_article(page) and permissions.can_edit() and not permissions.page_locked())

    def why_not_allowed(self, page: Any) -> Any:
        return super().why_not_allowed(page) if is_article(page) else _("It is no article.")

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), **self.cleaned_form.cleaned_data}

    @classmethod
    def execute_action(
        cls, objects: Any, topics: Any = (), publish: bool = False, user: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        changed = [page for page in objects if add_topics(page.specific, topics, publish=publish, user=user)]
        return len(changed), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        said = ngettext("%(number)d article has it now.", "%(number)d articles have it now.", num_parent_objects)
        return said % {"number": num_parent_objects}


def is_article(page: Any) -> bool:
    return page.specific_class is not None and issubclass(page.specific_class, ArticlePage)


def add_topics(article: Any, topics: Any, *, publish: bool, user: Any) -> bool:
    """Add those that the newest draft lacks, and publish it where it is allowed and nothing else waits; False when it had all."""
    draft = article.get_latest_revision_as_object()
    had = list(draft.topics.all())
    missing = [topic for topic in topics if topic not in had]
    if not missing:
        return False
    nothing_waits = article.live and not article.has_unpublished_changes
    draft.topics = [*had, *missing]
    revision = draft.save_revision(user=user, log_action=True)
    if publish and nothing_waits and article.permissions_for_user(user).can_publish():
        revision.publish(user=user)
    return True
