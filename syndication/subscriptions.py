"""Which selection each feed of an outlet takes, now and before."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from syndication.models import Outlet, Pickup, Subscription
from syndication.selections import obtain
from syndication.sequence import hold_ledger, touch
from syndication.wire.rules import Rules

__all__ = ["settle", "settled"]

FLEETING = timedelta(minutes=1)


def settled(outlet: Outlet) -> Outlet:
    """The outlet with its subscriptions as its settings say, whoever changed them and whatever was cut off then."""
    if not outlet.settled:
        settle(outlet)
    return outlet


@transaction.atomic
def settle(outlet: Outlet) -> None:
    """Subscribe the outlet's feeds to the selections that its rules mean, from the moment that its settings changed.

    Raises `InvalidProfile` or `InvalidRule` when its settings contradict one another; it then keeps what it had.
    """
    wanted = asked_for(outlet) if outlet.active else {}
    hold_ledger()
    now = Outlet.objects.values_list("changed_at", flat=True).get(pk=outlet.pk)
    current = {row.feed: row for row in Subscription.objects.filter(outlet=outlet, until__isnull=True)}
    for feed, row in current.items():
        if feed not in wanted:
            end(row, now)
    for feed, (rules, guid_form) in wanted.items():
        selection, running = obtain(rules), current.get(feed)
        if running and (running.selection_id, running.guid_form) == (selection.pk, guid_form):
            continue
        if running:
            end(running, now)
        Subscription.objects.create(outlet=outlet, feed=feed, selection=selection, guid_form=guid_form, since=now)
    outlet.changed_at, outlet.settled = now, True
    Outlet.objects.filter(pk=outlet.pk).update(settled=True)
    touch()


def asked_for(outlet: Outlet) -> dict[str, tuple[Rules, str]]:
    """The rules and the form of guid of each feed of the outlet, by slug; "" is its own."""
    rules, guid_form = outlet.effective_rules, outlet.effective_profile.guid_form
    narrowed = {feed.slug: (replace(rules, within=(feed.as_rule(),)), guid_form) for feed in outlet.feeds.all()}
    return {"": (rules, guid_form), **narrowed}


def end(row: Subscription, now: datetime) -> None:
    """End a subscription; forget it when it was only in passing and nobody fetched anything under it."""
    fetched = Pickup.objects.filter(outlet=row.outlet_id, feed=row.feed, last_at__gte=row.since)
    if row.since > now - FLEETING and not fetched.exists():
        row.delete()
    else:
        Subscription.objects.filter(pk=row.pk).update(until=now)
