"""What a feed is offered at a moment: stories, and notices that stories must go. Nothing is rendered for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, Q, QuerySet

from syndication.addresses import FeedAddress
from syndication.models import Membership, Subscription, Withdrawal
from syndication.moments import Moments, moments_of
from syndication.wire.dialect import WithdrawalForm
from syndication.wire.profile import Profile

__all__ = ["ARCHIVED", "Offer", "Offered", "look"]

ARCHIVED = 25  # stories in one archive; a subscription document holds twice as many, so none falls between the two
LOOK_AHEAD = 2  # so many times the places of a feed are looked at, for some stories are withheld by the profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One story at a moment: the release, and when it last moved. A `notice` says that the story must go."""

    release_id: int
    story_id: UUID
    notice: bool
    revoked: bool  # the notice of a story that is usable elsewhere
    advance: bool  # an advance copy, before the embargo ends
    guid_form: str
    published_at: datetime
    moved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What a feed is offered at a moment, when that last changed, and when time alone will change it."""

    offers: tuple[Offer, ...]
    changed_at: datetime
    changes_at: datetime | None
    newest_position: int | None  # of the selection


def look(address: FeedAddress, now: datetime) -> Offered:
    """Ask the database what the feed may hold: a fixed number of index look-ups, mostly two."""
    moments = ask_for_moments(address, now)
    withdrawals = list(Withdrawal.objects.filter(outlet=address.outlet)) if moments.has_recalls else []
    found = offers(address, withdrawals, moments, now)
    return Offered(
        offers=found, changed_at=last_change(address, withdrawals, moments, now),
        changes_at=next_change(address, withdrawals, moments, found, now), newest_position=moments.newest_position,
    )  # fmt: skip


def ask_for_moments(address: FeedAddress, now: datetime) -> Moments:
    profile = address.profile
    return moments_of(
        address.selection.pk, address.outlet.pk, now, notices_since=now - kept_for(profile),
        young_since=now - timedelta(days=profile.max_age_days) if profile.max_age_days else None,
    )  # fmt: skip


def offers(
    address: FeedAddress, withdrawals: Sequence[Withdrawal], moments: Moments, now: datetime
) -> tuple[Offer, ...]:
    """The stories and notices that the feed may hold, the last moved first; more than it has places for."""
    recalled = {row.story_id: row for row in withdrawals if row.at <= now and row.restored_at is None}
    limit = address.profile.max_items
    rows = available(Membership.objects.filter(selection=address.selection), now)
    if recalled:
        rows = rows.exclude(story_id__in=list(recalled))
    if address.archive is not None:
        rows = rows.filter(position__gte=address.archive * ARCHIVED, position__lt=(address.archive + 1) * ARCHIVED)
    since = notices_since(address, now)
    has_notices = moments.notice_at is not None and moments.notice_at > since
    found = [
        *(told(rows.filter(notice=True, moved_at__gt=since)[:limit]) if has_notices else []),
        *told(young(rows.filter(notice=False), address, now)[: limit * LOOK_AHEAD]),
    ]
    if address.archive is None:
        found += left_behind(address, {row.story_id for row in found} | set(recalled), now)
    made = [offer_of(row, address, now) for row in found] + recalled_offers(recalled, address, now)
    if address.profile.withdrawal is WithdrawalForm.DROP:
        made = [offer for offer in made if not offer.notice]
    made.sort(key=lambda offer: (offer.moved_at, offer.release_id), reverse=True)
    return with_guid_forms(made, address)


class Told(NamedTuple):
    """What is asked of a row of `Membership`, in this order; a row of the model takes ten times as long to make."""

    release_id: int
    story_id: UUID
    notice: bool
    revoked: bool
    embargoed_until: datetime | None
    published_at: datetime
    moved_at: datetime


def told(rows: QuerySet[Membership]) -> list[Told]:
    return list(map(Told._make, rows.values_list(*Told._fields)))


def available(rows: QuerySet[Membership], now: datetime) -> QuerySet[Membership]:
    """The rows of now, the last moved first. None moves before it is available, so one index gives bound and order."""
    in_time = Q(available_until__isnull=True) | Q(available_until__gt=now)
    return rows.filter(in_time, moved_at__lte=now).order_by("-moved_at", "-release_id")


def notices_since(address: FeedAddress, now: datetime) -> datetime:
    """Notices are shown as long as the profile keeps them, of stories that went while the outlet took them."""
    mine = [row.since for row in address.subscriptions if row.selection_id == address.selection.pk]
    return max(now - kept_for(address.profile), min(mine))


def kept_for(profile: Profile) -> timedelta:
    return timedelta(days=profile.notice_days)


def young(rows: QuerySet[Membership], address: FeedAddress, now: datetime) -> QuerySet[Membership]:
    """The stories that are not too old for the partner, and new versions of those that were not when it got them."""
    if not address.profile.max_age_days:
        return rows
    age = timedelta(days=address.profile.max_age_days)
    if not address.selection.rules["advance"]:
        # Only an advance copy moves before it is published: of all others the index ends where the young ones end.
        rows = rows.filter(moved_at__gt=now - age)
    was_given = Q(published_at__gt=F("offered_from") - age, moved_at__gt=F("offered_from"))
    return rows.filter(Q(published_at__gt=now - age) | Q(was_given, moved_at__gt=now - age))


def left_behind(address: FeedAddress, known: Iterable[UUID], now: datetime) -> list[Told]:
    """New versions and notices of stories that the outlet was offered under rules that it no longer has.

    Who gets no advance copies any more, for anybody may read its feeds now, waits for the embargo like all others.
    """
    former = held_before(address.subscriptions, address.selection.pk)
    if former is None:
        return []
    rows = available(Membership.objects.filter(former), now).exclude(story_id__in=list(known))
    kept = rows.filter(Q(notice=False) | Q(moved_at__gt=now - kept_for(address.profile)))
    if not address.selection.rules["advance"]:
        kept = kept.filter(Q(embargoed_until__isnull=True) | Q(embargoed_until__lte=now))
    newest: dict[UUID, Told] = {}
    for row in told(kept[: address.profile.max_items]):
        newest.setdefault(row.story_id, row)
    return list(newest.values())


def held_before(subscriptions: Sequence[Subscription], present: int) -> Q | None:
    """What moved after an ended subscription among the stories that were offered under it."""
    ended = [row for row in subscriptions if row.until is not None and row.selection_id != present]
    if not ended:
        return None
    asked = Q(pk__in=[])
    for row in ended:
        asked |= Q(selection=row.selection_id, offered_from__lt=row.until, moved_at__gte=row.until)
    return asked


def offer_of(row: Told, address: FeedAddress, now: datetime) -> Offer:
    return Offer(
        release_id=row.release_id, story_id=row.story_id, notice=row.notice, revoked=row.revoked,
        advance=row.embargoed_until is not None and row.embargoed_until > now,
        guid_form=address.subscriptions[0].guid_form, published_at=row.published_at, moved_at=row.moved_at,
    )  # fmt: skip


def recalled_offers(recalled: dict[UUID, Withdrawal], address: FeedAddress, now: datetime) -> list[Offer]:
    """Notices of stories called back from this outlet alone: of those it was offered, as long as notices are kept."""
    kept = {story: row for story, row in recalled.items() if row.at > now - kept_for(address.profile)}
    if not kept or address.archive is not None:
        return []
    was_offered = Q(pk__in=[])
    for row in address.subscriptions:
        span = Q() if row.until is None else Q(offered_from__lt=row.until)
        was_offered |= Q(span, selection=row.selection_id)
    held = Membership.objects.filter(was_offered, offered_from__lte=now, story_id__in=list(kept))
    published = dict(held.values_list("story_id", "published_at"))
    return [
        Offer(
            release_id=row.release_id, story_id=story, notice=True, revoked=False, advance=False,
            guid_form=address.subscriptions[0].guid_form, published_at=published[story], moved_at=row.at,
        )
        for story, row in kept.items() if story in published
    ]  # fmt: skip


def with_guid_forms(made: Sequence[Offer], address: FeedAddress) -> tuple[Offer, ...]:
    """Each story under the form of guid that the outlet first got it with."""
    if len({row.guid_form for row in address.subscriptions}) == 1:
        return tuple(made)
    stints = sorted(address.subscriptions, key=lambda row: row.since)
    rows = Membership.objects.filter(
        selection__in={row.selection_id for row in stints}, story_id__in=[offer.story_id for offer in made]
    )
    offered = {(row.selection_id, row.story_id): row.offered_from for row in rows}
    forms = {}
    for offer in made:
        for stint in stints:
            at = offered.get((stint.selection_id, offer.story_id))
            if at is not None and (stint.until is None or at < stint.until):
                forms[offer.story_id] = stint.guid_form
                break
    return tuple(replace(offer, guid_form=forms.get(offer.story_id, offer.guid_form)) for offer in made)


def last_change(address: FeedAddress, withdrawals: Sequence[Withdrawal], moments: Moments, now: datetime) -> datetime:
    """When anything in the feed last changed, removals and the outlet's own settings included."""
    keep, age = kept_for(address.profile), timedelta(days=address.profile.max_age_days)
    found = [moments.moved_at, moments.ended_at, moments.embargo_ended_at]
    found.append(moments.notice_went_at and moments.notice_went_at + keep)
    found.append(moments.aged_at and moments.aged_at + age)
    former = held_before(address.subscriptions, address.selection.pk)
    if former is not None:
        found += [newest_move(former, now), embargo_end(former, now, ahead=False)]
    for row in withdrawals:
        found += [at for at in (row.at, row.restored_at, row.at + keep) if at and at <= now]
    return max([address.outlet.changed_at, *(at for at in found if at)])


def newest_move(former: Q, now: datetime) -> datetime | None:
    rows = Membership.objects.filter(former, moved_at__lte=now).order_by("-moved_at")
    return rows.values_list("moved_at", flat=True).first()


def embargo_end(former: Q, now: datetime, *, ahead: bool) -> datetime | None:
    """The next end of an embargo among them, or the last one that has passed."""
    bound, order = ("gt", "embargoed_until") if ahead else ("lte", "-embargoed_until")
    rows = Membership.objects.filter(former, **{f"embargoed_until__{bound}": now}).order_by(order)
    return rows.values_list("embargoed_until", flat=True).first()


def next_change(
    address: FeedAddress, withdrawals: Sequence[Withdrawal], moments: Moments, found: Sequence[Offer], now: datetime
) -> datetime | None:
    """The next moment at which an embargo, an expiry, an age or the end of a notice changes the feed by itself."""
    keep, age = kept_for(address.profile), timedelta(days=address.profile.max_age_days)
    ahead = [moments.next_from, moments.next_until, moments.next_embargo]
    former = held_before(address.subscriptions, address.selection.pk)
    if former is not None:
        ahead.append(embargo_end(former, now, ahead=True))
    ahead += [row.at + keep for row in withdrawals if row.restored_at is None]
    ahead += [offer.moved_at + keep for offer in found if offer.notice]
    ahead += [at + age for offer in found if age and not offer.notice for at in (offer.published_at, offer.moved_at)]
    return min((at for at in ahead if at and at > now), default=None)
