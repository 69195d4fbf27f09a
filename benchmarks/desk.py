"""Opening the edit page of an article of a large site, against a page with the same fields and Wagtail's own panels only."""

from collections.abc import Callable
from functools import partial

from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList, TabbedInterface, TitleFieldPanel
from wagtail.models import Page

from benchmarks.pairs import Measure, compare, seconds
from newsroom.models import ArticlePage
from syndication.models import Outlet
from tests.make import make_article, make_section, make_source, make_topic

__all__ = ["measures"]

STORIES, STORIES_QUICK = 10_000, 300
OUTLETS = 1_000
TOPICS = 300

FIELDS = (
    "slugline", "summary", "dateline_place", "dateline_date", "source", "body", "lead_image", "lead_caption", "lead_alt",
    "genre", "urgency", "follows", "language", "place_name", "place_country", "latitude", "longitude", "embargoed_until",
    "reach", "canonical_url", "external_id",
)  # fmt: skip


def measures(*, quick: bool) -> list[Callable[[int], Measure]]:
    """Every measure, as something that takes the number of runs."""
    return [partial(opening, STORIES_QUICK if quick else STORIES)]


def opening(stories: int, runs: int) -> Measure:
    """The whole answer, as the test client gets it."""
    article = large_site(stories)
    editor = get_user_model().objects.create_superuser("bench", "bench@desk.test", "x")
    client = Client(headers={"host": "localhost"})
    client.force_login(editor)
    address = reverse("wagtailadmin_pages:edit", args=[article.pk])
    ours, theirs = (partial(timed, panels, client, address) for panels in (ArticlePage.edit_handler, plain_panels()))
    return compare(
        f"edit page, {stories:,} stories and {OUTLETS:,} outlets", ours, "Wagtail's own panels for the same fields", theirs,
        target=2.0, runs=runs, most=True,
    )  # fmt: skip


def timed(panels: TabbedInterface, client: Client, address: str) -> float:
    """CPU seconds of one answer once the panels are bound, which a process does once."""
    ArticlePage.edit_handler = panels
    ArticlePage.get_edit_handler.cache_clear()
    opened(client, address)
    return seconds(partial(opened, client, address))


def plain_panels() -> TabbedInterface:
    """What anybody would write first; topics are a plain box of all of them."""
    panels = [TitleFieldPanel("title"), *map(FieldPanel, FIELDS), FieldPanel("topics")]
    content = ObjectList([*panels, InlinePanel("credits"), InlinePanel("notices")], heading="Content")
    promote, settings = (ObjectList(given, heading="") for given in (Page.promote_panels, Page.settings_panels))
    return TabbedInterface([content, promote, settings])


def opened(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content


@transaction.atomic
def large_site(stories: int) -> ArticlePage:
    """An article among many; those are rows without revisions, which the edit page does not read."""
    section, source = make_section("Desk bench"), make_source("Desk bench")
    topics = [make_topic(f"Desk bench {number}") for number in range(TOPICS)]
    article = make_article("Opened", under=section, source=source, topics=topics[:5])
    now = timezone.now()
    for number in range(stories):
        section.numchild += 1
        row = ArticlePage(
            title=f"Story {number}", slug=f"story-{number}", draft_title=f"Story {number}", source=source, locale=section.locale,
            path=f"{section.path}{Page._int2str(number + 2).rjust(4, '0')}", depth=section.depth + 1, content_type=article.content_type,
            url_path=f"{section.url_path}story-{number}/", live=False, latest_revision_created_at=now,
        )  # fmt: skip
        super(Page, row).save_base(force_insert=True)
    Page.objects.filter(pk=section.pk).update(numchild=section.numchild)
    Outlet.objects.bulk_create(
        Outlet(name=f"Desk outlet {number}", slug=f"desk-outlet-{number}", profile="msn", settled=True, active=True)
        for number in range(OUTLETS)
    )
    return article
