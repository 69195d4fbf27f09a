"""Many documents taken in together: what is plainly new is written at once, everything else one by one as ever."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from treebeard.exceptions import PathOverflow
from wagtail.models import Page
from wagtail.signals import page_published, published

from syndication import ledger
from syndication.conf import page_models
from syndication.intake import Arrival, Order, arrivals, cleaned, external_key, row_for, take_in_draft, told
from syndication.models import Intake
from syndication.pages import closed
from syndication.planting import Planted, can_plant, plant
from syndication.wire.clean import RefusedHTML
from syndication.wire.story import InvalidStory, PublishingStatus, Story

__all__ = ["AT_ONCE", "take_in_together"]

AT_ONCE = 200  # stories; the ledger is held while so many are written


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A new page that may be written, and what is said of it. Any: a page of the site's own model."""

    arrival: Arrival
    page: Any
    row: Intake


def take_in_together(documents: Iterable[tuple[bytes, Order]], now: Callable[[], datetime]) -> Iterator[Intake]:
    """File every story of every document, yielding a row for each; `now` says when a number of them is taken in."""
    waiting: list[Arrival] = []
    for document, order in documents:
        for arrived in arrivals(document, order, now()):
            if isinstance(arrived, Intake):
                yield arrived
            else:
                waiting.append(arrived)
        while len(waiting) >= AT_ONCE:
            yield from take_in_some(waiting[:AT_ONCE], now())
            del waiting[:AT_ONCE]
    yield from take_in_some(waiting, now())


def take_in_some(arrived: Sequence[Arrival], now: datetime) -> Iterator[Intake]:
    """The row of each, in their order: those that are plainly new and follow one another are written together."""
    parent = open_parent()
    plain = new_and_plain(arrived) if parent is not None else set()
    waiting: list[Ready] = []
    for number, arrival in enumerate(arrived):
        ready = made_ready(arrival, parent, now) if parent is not None and number in plain else None
        if ready is not None:
            waiting.append(ready)
            continue
        yield from write(waiting, parent, now)
        waiting = []
        yield take_in_draft(arrival, now)
    yield from write(waiting, parent, now)


def write(waiting: Sequence[Ready], parent: Page | None, now: datetime) -> list[Intake]:
    """File and publish them together; where one of them stands against it, one by one, so that it is found and told why."""
    if parent is not None and len(waiting) > 1:
        with suppress(InvalidStory, IntegrityError, PathOverflow), transaction.atomic():
            return publish(waiting, parent, now)
    return [take_in_draft(one.arrival, now) for one in waiting]


def open_parent() -> Page | None:
    """The page under which wire copy is filed, where what lies below it may be seen and can be written together."""
    model: Any = page_models()[0]  # Any: a page of the site's own model
    if not hasattr(model, "draft_from_story") or not can_plant(model):
        return None
    with suppress(LookupError):
        parent: Page = model.intake_parent()
        is_open = parent.live and not closed(parent)
        return parent if is_open else None
    return None


def new_and_plain(arrived: Sequence[Arrival]) -> set[int]:
    """The numbers of those to be published now that nobody knows yet, neither we nor another of them."""
    keys = [external_key(arrival.draft.story.id) for arrival in arrived]
    times, known = Counter(keys), known_keys(keys) | known_stories(arrived)
    return {
        number
        for number, (arrival, key) in enumerate(zip(arrived, keys, strict=True))
        if arrival.order.publish and is_plain(arrival.draft.story) and times[key] == 1 and key not in known
    }


def is_plain(story: Story) -> bool:
    """Whether it is out at once and for good: an embargo and an expiry are Wagtail's to schedule."""
    return story.status is PublishingStatus.USABLE and not story.embargoed_until and not story.expires_at


def known_keys(keys: Sequence[str]) -> set[str]:
    """Those by which we have an article."""
    models: list[Any] = page_models()  # Any, here and below: pages of the site's own models
    asked = (model.objects.filter(external_id__in=keys, alias_of__isnull=True) for model in models)
    return {key for rows in asked for key in rows.values_list("external_id", flat=True)}


def known_stories(arrived: Sequence[Arrival]) -> set[str]:
    """The ids of those that are our own stories come back."""
    named: dict[UUID, str] = {}
    for arrival in arrived:
        with suppress(ValueError):
            named[UUID(arrival.draft.story.id.removeprefix("urn:uuid:"))] = external_key(arrival.draft.story.id)
    models: list[Any] = page_models()
    found = (model.objects.filter(story_id__in=list(named)).values_list("story_id", flat=True) for model in models)
    return {named[story_id] for rows in found for story_id in rows}


def made_ready(arrival: Arrival, parent: Page, now: datetime) -> Ready | None:
    """A page of it, or None when that is not fit to be published; it then leaves no trace."""
    model: Any = page_models()[0]
    with suppress(RefusedHTML, LookupError, ValidationError), transaction.atomic():
        row = row_for(arrival, now)
        page, remarks = model.draft_from_story(cleaned(arrival.draft.story), parent, source=arrival.order.source)
        row.remarks += map(told, remarks)
        return Ready(arrival=arrival, page=page, row=row)
    return None


def publish(ready: Sequence[Ready], parent: Page, now: datetime) -> list[Intake]:
    """Write the pages, their releases and their rows, and tell whoever listens to Wagtail. Raises `InvalidStory`."""
    pages = [one.page for one in ready]
    give_slugs(pages, parent)
    planted = plant(parent, pages, now)
    ledger.append_first(pages, now)
    for one in ready:
        one.row.outcome, one.row.published, one.row.page_id = Intake.Outcome.CREATED, True, one.page.pk
    rows = Intake.objects.bulk_create(one.row for one in ready)
    tell(planted)
    return list(rows)


def give_slugs(pages: Sequence[Any], parent: Page) -> None:
    """Let each page have the address that it wants, with the first free number behind it where it is not the first."""
    taken = taken_among({page.slug for page in pages}, parent)
    for page in pages:
        wanted, number = page.slug, 1
        while page.slug in taken:
            if number % AT_ONCE == 1:
                taken |= taken_among({f"{wanted[:245]}-{number + ahead}" for ahead in range(1, AT_ONCE + 1)}, parent)
            number += 1
            page.slug = f"{wanted[:245]}-{number}"
        taken.add(page.slug)


def taken_among(slugs: Iterable[str], parent: Page) -> set[str]:
    below = Page.objects.filter(slug__in=list(slugs), depth=parent.depth + 1, path__startswith=parent.path)
    return set(below.values_list("slug", flat=True))


def tell(planted: Iterable[Planted]) -> None:
    """Send Wagtail's signals; the ledger has seen these pages."""
    with ledger.having_seen():
        for one in planted:
            sender = type(one.page)
            page_published.send(sender=sender, instance=one.page, revision=one.revision)
            published.send(sender=sender, instance=one.page, revision=one.revision)
