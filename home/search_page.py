"""The search for readers: what was found, narrowed by source, topic, language and time, with how many each would leave."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import get_close_matches

from django.utils.functional import Promise
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from newsroom.models import ArticlePage, Source, Topic
from newsroom.models.articles import bcp47
from newsroom.released import ArticleQuerySet
from newsroom.search import MOST_HITS, search_alike, search_live

__all__ = ["Choice", "Facet", "Found", "Wanted", "search_for"]

SPANS = {
    "day": (timedelta(days=1), _("The last 24 hours")),
    "week": (timedelta(days=7), _("The last week")),
    "month": (timedelta(days=31), _("The last month")),
    "year": (timedelta(days=366), _("The last year")),
}
FACETS = {"source": _("Source"), "topic": _("Topic"), "language": _("Language"), "when": _("Published")}
CHOICES = 8  # of one facet; the rest is found by another word
SUGGESTIONS = 3

Option = tuple[str, str | Promise]  # as an address holds it, as people read it


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a reader asks for; each filter as the address holds it, "" when it is not set."""

    text: str = ""
    source: str = ""
    topic: str = ""
    language: str = ""
    when: str = ""

    @property
    def filters(self) -> list[tuple[str, str]]:
        return [(name, value) for name in FACETS if (value := getattr(self, name))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    value: str
    label: str | Promise
    total: int
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    name: str
    label: str | Promise
    choices: Sequence[Choice]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    numbers: Sequence[int]  # primary keys of released articles, the best first
    facets: Sequence[Facet]
    suggestions: Sequence[str]  # other words to search for
    alike: Sequence[int]  # released articles with words that are nearly so, when nothing was found


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that the words found, and what it can be narrowed by."""

    number: int
    source: Sequence[Option]
    topic: Sequence[Option]
    language: Sequence[Option]
    when: Sequence[Option]

    def lacks(self, wanted: Wanted) -> list[str]:
        """The filters that leave it out."""
        return [name for name, value in wanted.filters if value not in dict(getattr(self, name))]


def search_for(wanted: Wanted, released: ArticleQuerySet, now: datetime) -> Found:
    """What the words find among the released articles; without words the newest that the filters leave."""
    if not wanted.text and not wanted.filters:
        return Found(numbers=(), facets=(), suggestions=(), alike=())
    hits = hits_among(released, numbers_for(wanted.text, released), now)
    if wanted.text and not hits:
        alike = set(released.filter(pk__in=(near := search_alike(wanted.text))).values_list("pk", flat=True))
        return Found(
            numbers=(),
            facets=(),
            suggestions=names_like(wanted.text, released),
            alike=[number for number in near if number in alike],
        )
    return Found(
        numbers=[hit.number for hit in hits if not hit.lacks(wanted)],
        facets=[facet for name in FACETS if (facet := facet_of(name, hits, wanted)).choices],
        suggestions=(),
        alike=(),
    )


def numbers_for(text: str, released: ArticleQuerySet) -> list[int]:
    return search_live(text) if text else list(released.newest_first().values_list("pk", flat=True)[:MOST_HITS])


def hits_among(released: ArticleQuerySet, numbers: Sequence[int], now: datetime) -> list[Hit]:
    """The released ones, in the order of the numbers, in two queries."""
    found = released.filter(pk__in=numbers).order_by()
    rows = found.values_list(
        "pk", "source__slug", "source__name", "language", "locale__language_code", "first_published_at"
    )
    topics: dict[int, list[Option]] = {}
    through = ArticlePage.topics.through.objects.filter(articlepage__in=numbers)
    for number, slug, name in through.values_list("articlepage", "topic__slug", "topic__name"):
        topics.setdefault(number, []).append((slug, name))
    hits = {
        number: Hit(
            number=number,
            source=[(slug, name)],
            topic=topics.get(number, ()),
            language=[language_option(own or section)],
            when=[(key, label) for key, (span, label) in SPANS.items() if at and at > now - span],
        )
        for number, slug, name, own, section, at in rows
    }
    return [hits[number] for number in numbers if number in hits]


def language_option(code: str) -> Option:
    """A language under the tag that our pages give it, by the name that its speakers give it."""
    try:
        return bcp47(code), get_language_info(code.lower())["name_local"]
    except KeyError:  # Django knows no such language
        return bcp47(code), bcp47(code)


def facet_of(name: str, hits: Sequence[Hit], wanted: Wanted) -> Facet:
    """How many each choice would leave beside the other filters; no choice where there is nothing to choose."""
    counts: Counter[Option] = Counter()
    left = [hit for hit in hits if set(hit.lacks(wanted)) <= {name}]
    for hit in left:
        counts.update(getattr(hit, name))
    chosen = getattr(wanted, name)
    if len(counts) < 2 and not chosen:
        return Facet(name=name, label=FACETS[name], choices=())
    shown = largest(counts) if name != "when" else spans_in(counts, chosen, len(left))
    choices = [
        Choice(value=value, label=label, total=total, is_chosen=value == chosen) for (value, label), total in shown
    ]
    kept = [choice for number, choice in enumerate(choices) if number < CHOICES or choice.is_chosen]
    return Facet(name=name, label=FACETS[name], choices=kept)


def largest(counts: Counter[Option]) -> list[tuple[Option, int]]:
    """The options by how many they leave, and of equal ones by name."""
    return sorted(counts.items(), key=lambda found: (-found[1], str(found[0][1])))


def spans_in(counts: Counter[Option], chosen: str, left: int) -> list[tuple[Option, int]]:
    """The spans of time that leave something out, the shortest first."""
    found = [((key, label), counts[key, label]) for key, (_span, label) in SPANS.items()]
    return [(option, total) for option, total in found if 0 < total < left or option[0] == chosen]


def names_like(text: str, released: ArticleQuerySet) -> list[str]:
    """Sources and topics of released articles whose names are spelt nearly as `text`."""
    stories = released.order_by()
    sources = Source.objects.filter(pk__in=stories.values("source")).values_list("name", flat=True)
    topics = Topic.objects.filter(pk__in=stories.values("topics")).values_list("name", flat=True)
    names = {name.casefold(): name for name in [*sources, *topics]}
    return [names[near] for near in get_close_matches(text.casefold(), names, SUGGESTIONS, 0.6)]
