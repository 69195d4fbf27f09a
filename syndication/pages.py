"""What `syndication` asks of a page model; a site's own model that answers it needs no `newsroom`."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from django.db.models import Exists, Model, OuterRef
from django.utils import timezone
from wagtail.models import PageViewRestriction

from syndication.conf import page_models

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from syndication.wire.ingest import Remark
    from syndication.wire.story import NoticeKind, Story

__all__ = [
    "PROTOCOL",
    "Closed",
    "FiledTogether",
    "KnowsWhatIsHidden",
    "SyndicatedPage",
    "articles_under",
    "closed",
    "find_article",
    "is_syndicated",
]


class SyndicatedPage(Protocol):
    """A Wagtail page that can become a story and be made from one."""

    pk: int
    live: bool
    story_id: UUID  # made once, never copied to another page

    def as_story(self) -> Story:
        """The page as it stands in memory, children included. Raises `InvalidStory`."""

    def add_notice(self, kind: NoticeKind, text: str, at: datetime) -> None:
        """Append a public notice to the page in memory; the caller saves and publishes."""

    def conceal_media(self) -> None:
        """Move the pictures that no other released article uses to addresses nobody knows."""

    @classmethod
    def intake_parent(cls) -> Any:
        """The page under which wire copy is filed. Raises `LookupError` with a sentence."""

    @classmethod
    def from_story(
        cls, story: Story, parent: Any, *, page: Any = None, source: str = ""
    ) -> tuple[Any, tuple[Remark, ...]]:
        """File `story` as a draft: a new child of `parent`, or a new revision of `page`.

        `source` is the slug of the source to credit; raises `LookupError` when it is unknown.
        """


class FiledTogether(Protocol):
    """What a page model may answer besides: then many new stories are written at once (`together`), not one by one."""

    @classmethod
    def draft_from_story(cls, story: Story, parent: Any, *, source: str = "") -> tuple[Any, tuple[Remark, ...]]:
        """As `from_story` for a new page, which is not saved yet, has a slug, and is complete and fit to be published at once.

        Its `save` is not called: whatever that does besides writing rows is done here. Raises `LookupError`, and
        `ValidationError` for one that is not fit: it is then filed by itself, where a person is told why.
        """


class KnowsWhatIsHidden(Protocol):
    """What the manager of a page model may answer besides: then `reconcile` finds what was hidden by a query alone."""

    def showable(self, now: datetime) -> Any:
        """The pages that the model itself lets be shown at `now`, such as those not under embargo, as a queryset."""


PROTOCOL = ("story_id", "as_story", "add_notice", "conceal_media", "intake_parent", "from_story")


def is_syndicated(page: Model) -> bool:
    """Whether `page` is of a model that this site syndicates."""
    return isinstance(page, tuple(page_models()))


def find_article(reference: str) -> Any:
    """Find one article by story id (with or without `urn:uuid:`), page number, URL path, slugline or external id.

    Raises `LookupError` that names what was looked for, also when it fits several.
    """
    text = reference.strip()
    for model in page_models():
        for query in queries(model, text):
            found = list(model.objects.filter(alias_of__isnull=True, **query)[:2])
            if len(found) > 1:
                raise LookupError(f"{reference!r} fits more than one article; use its story id")
            if found:
                return found[0]
    raise LookupError(f"no article with story id, page number, path, slugline or external id {reference!r}")


def queries(model: Any, text: str) -> Iterator[dict[str, Any]]:
    """The ways in which `text` may name an article, the surest first."""
    with suppress(ValueError):
        yield {"story_id": UUID(text.removeprefix("urn:uuid:"))}
    if text.isdecimal():
        yield {"pk": int(text)}
    names = {field.name for field in model._meta.get_fields()}
    for field, lookup in (("slugline", "slugline__iexact"), ("external_id", "external_id"), ("slug", "slug")):
        if field in names:
            yield {lookup: text}


def articles_under(page: Any) -> Iterator[Any]:
    """Every article of ours at or below `page` in the tree."""
    for model in page_models():
        yield from model.objects.descendant_of(page, inclusive=True).iterator(chunk_size=200)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """What keeps the world from a live page, on the page itself or above it."""

    private: bool  # a view restriction lies on the page or on a page above it
    below_unpublished: bool  # a page above this one is not live, other than the tree's root

    def __bool__(self) -> bool:
        return self.private or self.below_unpublished


def closed(page: Any) -> Closed:
    """Ask the tree, by one question, what keeps the world from `page`."""
    restricted = Exists(PageViewRestriction.objects.filter(page=OuterRef("pk")))
    rows = page.get_ancestors(inclusive=True).annotate(is_restricted=restricted)
    found = list(rows.values_list("pk", "depth", "live", "is_restricted"))
    return Closed(
        private=any(is_restricted for *_, is_restricted in found),
        below_unpublished=any(not live and depth > 1 and pk != page.pk for pk, depth, live, _ in found),
    )


def is_expired(page: Any, now: datetime | None = None) -> bool:
    """Whether the page's expiry has passed, whether or not somebody has acted on it."""
    return page.expire_at is not None and page.expire_at <= (now or timezone.now())
