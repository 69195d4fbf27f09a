"""The form in which an article is edited: a draft needs a headline, publishing needs what a reader needs."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.forms.formsets import DELETION_FIELD_NAME
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from newsroom.names import free_slug

if TYPE_CHECKING:
    from newsroom.models import Source


WORDS = {"title", "slugline", "summary", "dateline_place", "lead_caption", "lead_alt", "place_name"}


class ArticleForm(WagtailAdminPageForm):
    # Any: Wagtail's own arguments.
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False  # the article makes its own, and autosave must not wait for one
        for name in WORDS & set(self.fields):
            self.fields[name].widget.attrs["dir"] = (
                "auto"  # an Arabic headline in an English admin, and the other way round
            )
        self.keep_published_notices()

    def keep_published_notices(self) -> None:
        """What readers have been told can neither be changed nor taken away; a disabled field takes no answer."""
        if self.instance.last_published_at is None or "notices" not in self.formsets:
            return
        for row in self.formsets["notices"].forms:
            if row.instance.pk:  # only publishing writes rows
                for name in {"kind", "at", "text", DELETION_FIELD_NAME} & set(row.fields):
                    row.fields[name].disabled = True
                row.fields["text"].help_text = _(
                    "Readers have seen it, so it stays as it is. Add another notice below."
                )

    # Any: Django's own dictionary of what was entered.
    def clean(self) -> dict[str, Any]:
        if slug := self.cleaned_data.get("slug"):
            self.cleaned_data["slug"] = free_slug(slug, self.parent_page, self.instance.pk)
        self.keep_seconds()
        self.follow_source()
        self.follow_embargo()
        cleaned: dict[str, Any] = super().clean()
        embargo, expiry = self.cleaned_data.get("embargoed_until"), self.cleaned_data.get("expire_at")
        if embargo and expiry and embargo >= expiry:
            self.add_error(
                "embargoed_until", _("The embargo ends after the story has expired, so nobody would ever see it.")
            )
        return cleaned

    def keep_seconds(self) -> None:
        """A moment that nobody has touched keeps the seconds that a field does not show: an embargo ends no earlier."""
        for name in ("embargoed_until", "go_live_at", "expire_at"):
            self.cleaned_data[name] = with_seconds(self.cleaned_data.get(name), self.initial.get(name))

    def follow_source(self) -> None:
        """A story that was never published is held as the source that is chosen for it wants, unless somebody has said otherwise.

        Where the page has shown that embargo in its field (`embargo_offered` names the source), what stands there holds,
        nothing too.
        """
        source, told = self.cleaned_data.get("source"), self.data.get("embargo_offered")
        is_new_here = "source" in self.changed_data and self.instance.last_published_at is None
        if source is None or not is_new_here or self.cleaned_data.get("embargoed_until") or told == str(source.pk):
            return
        self.cleaned_data["embargoed_until"] = source.holds_until(timezone.now())

    def follow_embargo(self) -> None:
        """An article that was scheduled for the end of its embargo moves with it."""
        before = self.initial.get("embargoed_until")
        if before is None or "embargoed_until" not in self.changed_data or "go_live_at" in self.changed_data:
            return
        if self.initial.get("go_live_at") == before:
            self.cleaned_data["go_live_at"] = self.cleaned_data.get("embargoed_until")

    def is_valid(self) -> bool:
        """Ask for the rest only when the article is to be published: autosave must never stop."""
        valid: bool = super().is_valid()
        for row in self.formsets["notices"].forms if "notices" in self.formsets else ():
            row.instance.at = with_seconds(row.instance.at, row.initial.get("at"))
        if not valid or self.is_deferred_validation:
            return valid
        for field, sentence in self.instance.publish_problems(self.entered_sources()).items():
            self.add_error(field if field in self.fields else None, sentence)
        return not self.errors

    def entered_sources(self) -> "list[Source]":
        """The sources as they were entered: the further ones are not on the page yet."""
        rows = self.formsets["credits"].cleaned_data if "credits" in self.formsets else []
        further = [row.get("source") for row in rows if row and not row.get("DELETE")]
        return [source for source in (self.instance.source, *further) if source is not None]


def with_seconds(entered: datetime | None, before: datetime | None) -> datetime | None:
    """The moment that was entered, or the one `before` where that is only its whole minute."""
    return before if before and entered == before.replace(second=0, microsecond=0) else entered
