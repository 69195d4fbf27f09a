"""What a feed is offered at a moment: stories, and notices that stories must go. Nothing is rendered for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet

from syndication.addresses import FeedAddress
from syndication.models import Membership, Subscription, Withdrawal
from syndication.wire.dialect import WithdrawalForm
from syndication.wire.profile import Profile

__all__ = ["ARCHIVED", "Offer", "last_change", "next_change", "offers"]

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


def offers(address: FeedAddress, withdrawals: Sequence[Withdrawal], now: datetime) -> tuple[Offer, ...]:
    """The stories and notices that the feed may hold, the last moved first; more than it has places for."""
    recalled = {row.story_id: row for row in withdrawals if row.at <= now and row.restored_at is None}
    limit, profile = address.profile.max_items, address.profile
    rows = available(Membership.objects.filter(selection=address.selection), now).exclude(story_id__in=list(recalled))
    if address.archive is not None:
        rows = rows.filter(position__gte=address.archive * ARCHIVED, position__lt=(address.archive + 1) * ARCHIVED)
    found = [
        *kept_notices(rows, address, now)[:limit],
        *young(rows.filter(notice=False), profile, now)[: limit * LOOK_AHEAD],
    ]
    if address.archive is None:
        found += left_behind(address, {row.story_id for row in found} | set(recalled), now)
    made = [offer_of(row, address, now) for row in found] + recalled_offers(recalled, address, now)
    if address.profile.withdrawal is WithdrawalForm.DROP:
        made = [offer for offer in made if not offer.notice]
    made.sort(key=lambda offer: (offer.moved_at, offer.release_id), reverse=True)
    return with_guid_forms(made, address)


def available(rows: QuerySet[Membership], now: datetime) -> QuerySet[Membership]:
    """The rows of now, the last moved first. None moves before it is available, so one index gives bound and order."""
    in_time = Q(available_until__isnull=True) | Q(available_until__gt=now)
    return rows.filter(in_time, moved_at__lte=now).order_by("-moved_at", "-release_id")


def kept_notices(rows: QuerySet[Membership], address: FeedAddress, now: datetime) -> QuerySet[Membership]:
    """Notices as long as the profile keeps them, of stories that went while the outlet took them."""
    mine = [row.since for row in address.subscriptions if row.selection_id == address.selection.pk]
    return rows.filter(notice=True, moved_at__gt=max(now - kept_for(address.profile), min(mine)))


def kept_for(profile: Profile) -> timedelta:
    return timedelta(days=profile.notice_days)


def young(rows: QuerySet[Membership], profile: Profile, now: datetime) -> QuerySet[Membership]:
    """The stories that are not too old for the partner, and new versions of those that were not when it got them."""
    if not profile.max_age_days:
        return rows
    age = timedelta(days=profile.max_age_days)
    was_given = Q(published_at__gt=F("offered_from") - age, moved_at__gt=F("offered_from"))
    return rows.filter(Q(published_at__gt=now - age) | Q(was_given, moved_at__gt=now - age))


def left_behind(address: FeedAddress, known: Iterable[UUID], now: datetime) -> list[Membership]:
    """New versions and notices of stories that the outlet was offered under rules that it no longer has."""
    former = held_before(address.subscriptions, address.selection.pk)
    if former is None:
        return []
    rows = available(Membership.objects.filter(former), now).exclude(story_id__in=list(known))
    kept = rows.filter(Q(notice=False) | Q(moved_at__gt=now - kept_for(address.profile)))
    newest: dict[UUID, Membership] = {}
    for row in kept[: address.profile.max_items]:
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


def offer_of(row: Membership, address: FeedAddress, now: datetime) -> Offer:
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


def last_change(address: FeedAddress, withdrawals: Sequence[Withdrawal], now: datetime) -> datetime:
    """When anything in the feed last changed, removals and the outlet's own settings included."""
    rows = Membership.objects.filter(selection=address.selection)
    moments = [newest(rows, column, now) for column in ("moved_at", "available_until", "embargoed_until")]
    moments.append(newest(rows.filter(notice=True), "moved_at", now - (keep := kept_for(address.profile)), plus=keep))
    if days := address.profile.max_age_days:
        age = timedelta(days=days)
        moments.append(newest(rows.filter(notice=False), "published_at", now - age, plus=age))
    former = held_before(address.subscriptions, address.selection.pk)
    if former is not None:
        moments.append(newest(Membership.objects.filter(former), "moved_at", now))
    for row in withdrawals:
        moments += [at for at in (row.at, row.restored_at, row.at + keep) if at and at <= now]
    return max([address.outlet.changed_at, *(moment for moment in moments if moment)])


def newest(rows: QuerySet[Membership], column: str, now: datetime, *, plus: timedelta = timedelta()) -> datetime | None:
    """The last of these moments that has come, found at the end of an index."""
    found = rows.filter(**{f"{column}__lte": now}).order_by(f"-{column}").values_list(column, flat=True).first()
    return None if found is None else found + plus


def next_change(
    address: FeedAddress, withdrawals: Sequence[Withdrawal], found: Sequence[Offer], now: datetime
) -> datetime | None:
    """The next moment at which an embargo, an expiry, an age or the end of a notice changes the feed by itself."""
    rows, keep = Membership.objects.filter(selection=address.selection), kept_for(address.profile)
    age = timedelta(days=address.profile.max_age_days)
    columns = ("available_from", "available_until", "embargoed_until")
    moments = [
        rows.filter(**{f"{column}__gt": now}).order_by(column).values_list(column, flat=True).first()
        for column in columns
    ]
    moments += [row.at + keep for row in withdrawals if row.restored_at is None]
    moments += [offer.moved_at + keep for offer in found if offer.notice]
    moments += [at + age for offer in found if age and not offer.notice for at in (offer.published_at, offer.moved_at)]
    return min((moment for moment in moments if moment and moment > now), default=None)
