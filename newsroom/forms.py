"""The form in which an article is edited: a draft needs a headline, publishing needs what a reader needs."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from newsroom.names import free_slug
from newsroom.story import Reach


class ArticleForm(WagtailAdminPageForm):
    # Any: Django's own dictionary of what was entered.
    def clean(self) -> dict[str, Any]:
        if slug := self.cleaned_data.get("slug"):
            self.cleaned_data["slug"] = free_slug(slug, self.parent_page, self.instance.pk)
        self.follow_embargo()
        cleaned: dict[str, Any] = super().clean()
        embargo, expiry = self.cleaned_data.get("embargoed_until"), self.cleaned_data.get("expire_at")
        if embargo and expiry and embargo >= expiry:
            self.add_error(
                "embargoed_until", _("The embargo ends after the story has expired, so nobody would ever see it.")
            )
        return cleaned

    def follow_embargo(self) -> None:
        """An article that was scheduled for the end of its embargo moves with it."""
        before = self.initial.get("embargoed_until")
        if before is None or "embargoed_until" not in self.changed_data or "go_live_at" in self.changed_data:
            return
        if self.initial.get("go_live_at") == before:
            self.cleaned_data["go_live_at"] = self.cleaned_data.get("embargoed_until")

    def is_valid(self) -> bool:
        """Ask for the rest only when the article is to be published: autosave must never stop."""
        if not super().is_valid() or self.is_deferred_validation:
            return not self.errors and super().is_valid()
        for field, sentence in self.instance.publish_problems().items():
            self.add_error(field if field in self.fields else None, sentence)
        if self.credits_forbidden_source():
            self.add_error(
                "source" if "source" in self.fields else None,
                _("One of its sources does not allow us to show its stories."),
            )
        return not self.errors

    def credits_forbidden_source(self) -> bool:
        """Whether a further source among the credits allows nothing; they are not on the page yet."""
        rows = self.formsets["credits"].cleaned_data if "credits" in self.formsets else []
        sources = (row.get("source") for row in rows if row and not row.get("DELETE"))
        return any(source is not None and source.reach == Reach.NOWHERE for source in sources)
