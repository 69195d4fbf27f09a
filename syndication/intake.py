"""What arrives: a document is read, each story in it filed as an article, and whatever cannot be is kept and said."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from syndication import ledger
from syndication.actions import NothingToDo, WithdrawAction
from syndication.conf import base_url, cleaning_limits, page_models
from syndication.digests import digest_of
from syndication.models import Intake
from syndication.profiles import all_profiles
from syndication.wire.clean import RefusedHTML, clean
from syndication.wire.ingest import PARSERS, Draft, Remark, UnreadableDocument, recognise
from syndication.wire.story import InvalidStory, PublishingStatus, Story, pack

__all__ = ["Arrival", "Order", "arrivals", "cleaned", "external_key", "row_for", "take_in", "take_in_draft", "told"]

CLEANED_AS = "generic"  # what comes in is held to what may go out anywhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How to take a document in. `parser` "" means: recognise it; `source` is a slug, `language` a BCP 47 tag."""

    origin: str
    parser: str = ""
    source: str = ""
    language: str = ""
    publish: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One story that was read, the document that held it, and how to take it in."""

    draft: Draft
    order: Order
    document: bytes


def take_in(document: bytes, order: Order, now: datetime) -> Iterator[Intake]:
    """File every story in `document`, yielding a row for each; one bad item never loses the others."""
    for arrived in arrivals(document, order, now):
        yield arrived if isinstance(arrived, Intake) else take_in_draft(arrived, now)


def arrivals(document: bytes, order: Order, now: datetime) -> Iterator[Intake | Arrival]:
    """What `document` holds: a row for what cannot be read, which is kept with the reason, then each story."""
    try:
        parser = order.parser or recognise(document)
        reading = PARSERS[parser].read(document, language=order.language)
        if not reading.drafts and not reading.refused:
            raise UnreadableDocument(f"read as {PARSERS[parser].LABEL}, it holds no story")
    except UnreadableDocument as problem:
        yield Intake.objects.create(
            origin=order.origin,
            parser=order.parser,
            received_at=now,
            outcome=Intake.Outcome.REFUSED,
            reason=str(problem),
            document=document,
        )
        return
    for refused in reading.refused:
        yield Intake.objects.create(
            origin=order.origin, parser=parser, received_at=now, item=refused.item[:500], outcome=Intake.Outcome.REFUSED,
            reason=refused.reason, document=document,
        )  # fmt: skip
    for draft in reading.drafts:
        yield Arrival(draft=draft, order=replace(order, parser=parser), document=document)


def take_in_draft(arrival: Arrival, now: datetime) -> Intake:
    """File one story and say what became of it."""
    row = row_for(arrival, now)
    try:
        with transaction.atomic():
            decide(row, arrival.draft.story, arrival.order, now)
    except (InvalidStory, RefusedHTML, LookupError, NothingToDo, ValidationError) as problem:
        row.outcome, row.reason, row.page_id = Intake.Outcome.REFUSED, sentence(problem), None
        row.document = arrival.document
    row.save()
    return row


def row_for(arrival: Arrival, now: datetime) -> Intake:
    """The row of a story, which does not say yet what became of it."""
    draft, order, story = arrival.draft, arrival.order, arrival.draft.story
    return Intake(
        origin=order.origin, parser=order.parser, received_at=now, item=(story.headline or story.id)[:500], external_id=external_key(story.id),
        digest=digest_of(pack(story)), updated_at=story.updated_at, left_out=draft.left_out, remarks=list(map(told, draft.remarks)),
    )  # fmt: skip


def told(remark: Remark) -> dict[str, str]:
    """A remark as it is kept."""
    return {"field": remark.field, "message": remark.message}


def decide(row: Intake, story: Story, order: Order, now: datetime) -> None:
    """Find out what the story is to us, new, newer, known or withdrawn, and act on it."""
    page = page_for(story)
    known = Intake.objects.filter(
        external_id=row.external_id, outcome__in=[Intake.Outcome.CREATED, Intake.Outcome.UPDATED]
    ).first()
    if is_ours(story):
        leave(row, "this is our own story come back")
    elif story.status is PublishingStatus.CANCELED:
        follow_withdrawal(row, page, story, order)
    elif page is not None and known is not None and known.digest == row.digest:
        leave(row, "", page)
        publish_if_asked(row, page, story, order)
    elif page is not None and is_older(row, known):
        leave(row, "older than the version on file", page)
    else:
        file(row, page, story, order)


def leave(row: Intake, reason: str, page: Any = None) -> None:
    row.outcome, row.reason, row.page_id = Intake.Outcome.UNCHANGED, reason, page.pk if page else None


def is_older(row: Intake, known: Intake | None) -> bool:
    return bool(known and known.updated_at and row.updated_at and row.updated_at < known.updated_at)


def external_key(story_id: str) -> str:
    """What a supplier calls the story, as page and intake keep it; a name too long for a column by its digest."""
    return story_id if len(story_id) <= 400 else f"sha256:{hashlib.sha256(story_id.encode()).hexdigest()}"


# Any, here and below: a page is of whatever model the site syndicates.
def page_for(story: Story) -> Any:
    """The article made from an earlier version of the story, or None."""
    for model in page_models():
        page = model.objects.filter(external_id=external_key(story.id), alias_of__isnull=True).first()
        if page is not None:
            return page
    return None


def is_ours(story: Story) -> bool:
    """Whether a partner sends back what he had from us: filing it would publish our own story under another id."""
    try:
        story_id = UUID(story.id.removeprefix("urn:uuid:"))
    except ValueError:
        return False
    return any(model.objects.filter(story_id=story_id).exists() for model in page_models())


def follow_withdrawal(row: Intake, page: Any, story: Story, order: Order) -> None:
    """The supplier calls his story back: so do we when we may, and say so when a person must."""
    reason = story.notices[-1].text if story.notices else "Withdrawn by its source."
    if page is None:
        leave(row, "withdrawn by its supplier; we never had it")
        return
    if not order.publish:
        raise LookupError("withdrawn by its supplier: withdraw it by hand, or take the document in with --publish")
    standing = ledger.standing_of(page)
    if standing is None or not standing.usable:
        leave(row, "withdrawn by its supplier; it is down already", page)
        return
    WithdrawAction(page, reason=reason).execute()
    row.outcome, row.page_id = Intake.Outcome.UPDATED, page.pk


def file(row: Intake, page: Any, story: Story, order: Order) -> None:
    """Make a draft of a new article, or a new revision of one on file, and publish it when that was asked."""
    model = type(page) if page is not None else page_models()[0]
    row.outcome = Intake.Outcome.UPDATED if page is not None else Intake.Outcome.CREATED
    filed, remarks = model.from_story(cleaned(story), model.intake_parent(), page=page, source=order.source)
    row.page_id = filed.pk
    row.remarks += map(told, remarks)
    publish_if_asked(row, filed, story, order)


def cleaned(story: Story) -> Story:
    """The story with a body that may go anywhere. Raises `RefusedHTML`."""
    profile, base = all_profiles()[CLEANED_AS], story.url or f"{base_url()}/"
    return replace(story, body=clean(story.body, profile, base, limits=cleaning_limits()))


def publish_if_asked(row: Intake, page: Any, story: Story, order: Order) -> None:
    """Publish the newest draft; when it is not fit for that, it stays a draft and the reason is said."""
    if not order.publish:
        return
    if story.status is PublishingStatus.WITHHELD:
        row.reason = "kept as a draft: it is withheld, for its embargo could not be read or its supplier holds it back"
        return
    revision = page.get_latest_revision()
    if row.outcome == Intake.Outcome.UNCHANGED and (
        revision is None or page.live_revision_id == revision.pk or page.live
    ):
        return
    try:
        with transaction.atomic():
            revision.publish()
            row.published = True
    except ValidationError as problem:
        row.reason = f"kept as a draft: {sentence(problem)}"


def sentence(problem: Exception) -> str:
    """What went wrong, naming the field where there is one."""
    if isinstance(problem, ValidationError):
        if hasattr(problem, "error_dict"):
            return "; ".join(f"{field}: {' '.join(messages)}" for field, messages in problem.message_dict.items())
        return " ".join(problem.messages)
    return str(problem)
