"""Publishing: what it costs as the outlets grow, our part of it against Wagtail's, and all of it against feedgen."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import nh3
from django.db.models.signals import post_save, pre_save
from django.utils import timezone
from wagtail.models import Revision
from wagtail.signals import page_published

from benchmarks.bodies import body_of
from benchmarks.feeds import by_feedgen
from benchmarks.pairs import Measure, compare, seconds
from newsroom.models import ArticlePage
from syndication import feeds, signals
from syndication.models import Outlet, Release, Selection, Subscription
from syndication.profiles import all_profiles
from syndication.selections import obtain
from syndication.wire.rules import Rule, RuleField, Rules
from syndication.wire.story import Reach, Story
from tests.make import make_section, make_source

__all__ = ["measures"]

FEW, MANY = 10, 10_000  # outlets
MATCHING = 3000  # of the many, which take a story
PLACES = 50  # stories in a feed
PROFILES = ("generic", "msn", "smartnews")


def measures() -> list[Callable[[int], Measure]]:
    """Every measure, as something that takes the number of runs."""
    return [publish_to_outlets, our_part_of_publish, against_feedgen]


def publish_to_outlets(runs: int) -> Measure:
    """The same article published again and again, with few outlets and then with many that share profiles and rules."""
    article = an_article()
    few = outlets(0, FEW)
    small = [seconds_of_publish(article) for _run in range(runs)]
    many = outlets(FEW, MANY)
    large = [seconds_of_publish(article) for _run in range(runs)]
    Outlet.objects.filter(pk__in=[*few, *many]).delete()
    ours, theirs = iter([large[0], *large]), iter([small[0], *small])
    return compare(
        f"publish with {MANY:,} outlets", lambda: next(ours), f"the same with {FEW}", lambda: next(theirs), target=2.0,
        runs=runs, most=True,
    )  # fmt: skip


def our_part_of_publish(runs: int) -> Measure:
    """Publishing with what listens to it here, against the same without; the difference is ours."""
    article = an_article("Own")
    alone = 0.0

    def ours() -> float:
        nonlocal alone
        alone = min(unheard(article) for _time in range(3))
        return min(seconds_of_publish(article) for _time in range(3)) - alone

    return compare(
        "publish, our part of the editor's request", ours, "Wagtail's own part", lambda: alone, target=0.15, runs=runs,
        most=True,
    )  # fmt: skip


def against_feedgen(runs: int) -> Measure:
    """An article out to many outlets of which some take it: all that has to be done until each may have its feed.

    Ours is what listens to the publishing, and the first read of a feed in each profile. The peer cleans and writes the
    feed of each outlet that takes the story; one is timed and counted as often as there are such outlets.
    """
    article = an_article("Many")
    wanted = obtain(Rules(rules=(Rule(include=True, field=RuleField.SOURCE, value="many"),)))
    taking, others = (
        outlets(0, MATCHING, wanted, "taking"),
        outlets(MATCHING, MANY, obtain(Rules(rules=(NOT_MANY,))), "others"),
    )
    addresses = [feeds.locate(Outlet.objects.get(pk=pk), "rss") for pk in taking[: len(PROFILES)]]
    stories = [Release.objects.filter(status="usable").order_by("-sequence")[0].story] * PLACES

    def ours() -> float:
        alone = min(unheard(article) for _time in range(2))
        both = min(seconds_of_publish(article) for _time in range(2))
        return both - alone + seconds_once(lambda: [feeds.read(address, timezone.now()) for address in addresses])

    measure = compare(
        f"publish to {MANY:,} outlets, {MATCHING:,} of which take it", ours, "feedgen and nh3 writing each feed anew",
        lambda: MATCHING * seconds(lambda: by_feedgen_and_nh3(stories)), target=1000, runs=max(3, runs // 3),
    )  # fmt: skip
    Outlet.objects.filter(pk__in=[*taking, *others]).delete()
    return measure


NOT_MANY = Rule(include=True, field=RuleField.SOURCE, value="nobody")


def by_feedgen_and_nh3(stories: list[Story]) -> bytes:
    return by_feedgen([replace(story, body=nh3.clean(story.body)) for story in stories])


def seconds_once(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def an_article(name: str = "Scale") -> ArticlePage:
    article = ArticlePage(title=name, source=make_source(name), body=[("paragraph", body_of(0))], live=False)
    make_section(name).add_child(instance=article)
    article.save_revision().publish()
    return article


def seconds_of_publish(article: ArticlePage) -> float:
    def publish() -> None:
        draft = article.get_latest_revision_as_object()
        draft.summary = uuid4().hex
        draft.save_revision().publish()

    return seconds(publish)


def unheard(article: ArticlePage) -> float:
    """As `seconds_of_publish`, with nobody of ours listening."""
    heard = [(signals.page_was_saved, post_save, "saved"), (signals.page_was_published, page_published, "published")]
    heard += [(signals.keep_held_page_down, pre_save, "hold"), (signals.revision_was_saved, post_save, "scheduled")]
    senders = {"scheduled": Revision}
    for _, signal, name in heard:
        assert signal.disconnect(dispatch_uid=f"syndication.{name}", sender=senders.get(name))
    try:
        return seconds_of_publish(article)
    finally:
        for receiver, signal, name in heard:
            signal.connect(receiver, dispatch_uid=f"syndication.{name}", sender=senders.get(name))


def outlets(start: int, end: int, selection: Selection | None = None, name: str = "scale") -> list[int]:
    """Outlets of three profiles that take one selection, or everything, subscribed as `settle` would do it one by one."""
    selection = selection or obtain(Rules())
    rows = Outlet.objects.bulk_create(
        Outlet(name=f"{name} {number}", slug=f"{name}-{number}", profile=PROFILES[number % 3], settled=True)
        for number in range(start, end)
    )
    subscribe(rows, selection)
    return [row.pk for row in rows]


def open_outlets(count: int) -> None:
    """So many open outlets of the public profile that take everything that anybody may read."""
    rows = Outlet.objects.bulk_create(
        Outlet(name=f"Open {number}", slug=f"open-{number}", profile="public", access="open", settled=True)
        for number in range(count)
    )
    subscribe(rows, obtain(Rules(reach=Reach.PUBLIC)))


def subscribe(rows: list[Outlet], selection: Selection) -> None:
    since = timezone.now() - timedelta(days=1)
    Subscription.objects.bulk_create(
        Subscription(outlet=row, selection=selection, guid_form=all_profiles()[row.profile].guid_form, since=since)
        for row in rows
    )
