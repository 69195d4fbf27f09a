"""Publishes the demo's stories through Wagtail's own calls and brings each into its state by the desk's verbs."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.text import slugify
from wagtail.rich_text import RichText

from home.demo.content import DemoStory, Earlier, Shown
from home.demo.markdown import (
    Block,
    Facts,
    Film,
    Gallery,
    Heading,
    Paragraph,
    Picture,
    Points,
    Quote,
    Related,
    Table,
    read_body,
)
from home.demo.site_tree import home_page
from newsroom.models import ArticleCredit, ArticleIndexPage, ArticlePage, Contributor, NewsImage, Source, Topic
from syndication.actions import CorrectAction, WithdrawAction
from syndication.wire.story import CreditRole, NoticeKind

__all__ = ["file_draft", "publish_story"]


def file_draft(story: DemoStory, now: datetime) -> None:
    """Make the page with little but its name."""
    if ArticlePage.objects.filter(slugline=story.slugline).exists():
        return
    section = ArticleIndexPage.objects.child_of(home_page(story.language)).get(slug=story.section)
    page = ArticlePage(
        title=story.headline,
        slug=slugify(story.headline, allow_unicode=story.language != "en")[:80].strip("-"),
        slugline=story.slugline,
        external_id=story.external_id,
        locale=section.locale,
        live=False,
    )
    if story.translation_of:
        page.translation_key = ArticlePage.objects.get(slugline=story.translation_of).translation_key
    if story.state != "embargoed":
        page.first_published_at = now + story.published
    section.add_child(instance=page)


def publish_story(story: DemoStory, now: datetime) -> None:
    """Publish a draft version by version, and bring it into the state that the story is to show."""
    page = ArticlePage.objects.get(slugline=story.slugline)
    if page.latest_revision_id is not None:  # it was published by an earlier run; what became of it is the desk's
        return
    for version in story.earlier:
        write(page, story, version, now)
        page = publish(page)
    write(page, story, Earlier(), now)
    if story.state == "corrected":
        correct(page, story)
    else:
        for notice in story.notices:
            page.add_notice(NoticeKind(notice.kind), notice.text, now + notice.at)
        publish(page)
    finish(story, now)


def publish(page: ArticlePage) -> ArticlePage:
    """Publish what `page` says and return it as the database then has it."""
    page.save_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


def correct(page: ArticlePage, story: DemoStory) -> None:
    page.save_revision()
    note = next(notice.text for notice in story.notices if notice.kind == NoticeKind.CORRECTION)
    CorrectAction(page, note=note).execute(skip_permission_checks=True)


def finish(story: DemoStory, now: datetime) -> None:
    page = ArticlePage.objects.get(slugline=story.slugline)
    if story.state in ("published", "expired"):
        # Wagtail stamps the moment of loading, and every page would say that it was updated just now.
        told = max((notice.at for notice in story.notices), default=story.published)
        ArticlePage.objects.filter(pk=page.pk).update(last_published_at=now + told)
    if story.state == "withdrawn":
        WithdrawAction(page, reason=story.withdrawal).execute(skip_permission_checks=True)
    if story.state == "expired" and story.expires is not None:
        # Wagtail publishes what has expired already, so the hour is set once it is out; then as its own clock does.
        page.expire_at = now + story.expires
        page.save_revision()
        page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def write(page: ArticlePage, story: DemoStory, version: Earlier, now: datetime) -> None:
    """Write one version of the story on the page in memory; what `version` leaves empty is what the story says."""
    page.title = version.headline or story.headline
    page.summary = version.summary or story.summary
    page.genre = version.genre or story.genre
    page.body = [stream_value(block) for block in read_body(version.body or story.body)]
    page.urgency = story.urgency
    page.source = Source.objects.get(slug=story.source)
    page.topics = list(Topic.objects.filter(slug__in=story.topics))
    page.credits = list(credits_of(story))
    page.reach = story.reach
    page.canonical_url = story.canonical_url
    page.follows = ArticlePage.objects.filter(slugline=story.follows).first() if story.follows else None
    page.dateline_place = story.dateline
    page.dateline_date = (now + story.published).date() if story.dateline else None
    if story.place:
        page.place_name, page.place_country = story.place.name, story.place.country
        page.latitude, page.longitude = story.place.latitude, story.place.longitude
    if story.picture:
        page.lead_image = image_named(story.picture)
        page.lead_alt, page.lead_caption = story.picture.alt, story.picture.caption
    if story.embargoed_until:
        page.embargoed_until = now + story.embargoed_until
    if story.expires and story.state != "expired":
        page.expire_at = now + story.expires


def credits_of(story: DemoStory) -> Iterator[ArticleCredit]:
    for slug in story.byline:
        yield ArticleCredit(role=CreditRole.BYLINE, contributor=Contributor.objects.get(slug=slug))
    for credit in story.credits:
        person = Contributor.objects.get(slug=credit.contributor) if credit.contributor else None
        yield ArticleCredit(role=CreditRole(credit.role), contributor=person, name=credit.name)


def image_named(shown: Shown) -> NewsImage:
    return NewsImage.objects.get(file__endswith=f"/{shown.name}.jpg")


# Any: a block's value is of its own shape, as the stream field takes it.
def stream_value(block: Block) -> tuple[str, Any]:
    """A block as the body's stream field takes it."""
    match block:
        case Paragraph(html=html):
            return "paragraph", RichText(html)
        case Heading(text=text, level=level):
            return "heading", {"text": text, "level": str(level)}
        case Points(points=points, ordered=ordered):
            return "list", {"ordered": ordered, "items": [RichText(point) for point in points]}
        case Quote(text=text, attribution=attribution):
            return "quote", {"text": text, "attribution": attribution}
        case Table(rows=rows):
            return "table", {"data": [list(row) for row in rows], "first_row_is_table_header": True}
        case Picture(shown=shown):
            return "image", picture_value(shown)
        case Gallery(title=title, pictures=pictures):
            return "gallery", {"title": title, "images": [picture_value(shown) for shown in pictures]}
        case Facts(title=title, html=html):
            return "fact_box", {"title": title, "text": RichText(html)}
        case Film(title=title, url=url):
            return "embed", {"title": title, "url": url}
        case Related(title=title, sluglines=sluglines):
            pages = [ArticlePage.objects.get(slugline=slugline) for slugline in sluglines]
            return "related", {"title": title, "articles": pages}


def picture_value(shown: Shown) -> dict[str, Any]:
    return {"image": image_named(shown), "alt": shown.alt, "caption": shown.caption}
