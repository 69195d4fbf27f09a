"""Brings the demo newsroom into the database through Wagtail's own calls; what is there already stays as it is.

Each thing is written in a transaction of its own and known again by its slug, title or slugline, so a run that was
broken off is simply repeated.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Locale, Page, Site
from wagtail.rich_text import RichText

from home.demo.content import (
    Demo,
    DemoContributor,
    DemoOutlet,
    DemoPicture,
    DemoSection,
    DemoSource,
    DemoStory,
    DemoTopic,
    Earlier,
    Shown,
)  # fmt: skip
from home.demo.logos import paint_logo
from home.demo.markdown import (
    Block,
    Facts,
    Gallery,
    Heading,
    Paragraph,
    Picture,
    Points,
    Quote,
    Related,
    Table,
    read_body,
)  # fmt: skip
from home.demo.pictures import paint
from newsroom.models import (
    ArticleCredit,
    ArticleIndexPage,
    ArticlePage,
    Contributor,
    NewsImage,
    Source,
    SourceIndexPage,
    Topic,
    TopicIndexPage,
)  # fmt: skip
from syndication.actions import CorrectAction, WithdrawAction
from syndication.models import Outlet, OutletRule
from syndication.wire.story import CreditRole, NoticeKind

__all__ = ["Step", "steps"]

HOME_TITLES = {"zh-hans": "首页", "ar": "الرئيسية"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to load; `run` does nothing when it is there."""

    label: str
    run: Callable[[], None]


def steps(demo: Demo, now: datetime) -> list[Step]:
    """Everything to do, in order. Outlets come before stories, as in life: they are offered each story as it appears."""
    return [
        *(step("sections", load_section, section) for section in demo.sections),
        step("sections", load_lists),
        *(step("topics", load_topic, topic) for topic in demo.topics),
        *(step("pictures", load_picture, picture) for picture in demo.pictures),
        *(step("sources", load_source, source) for source in demo.sources),
        *(step("contributors", load_contributor, contributor) for contributor in demo.contributors),
        *(step("outlets", load_outlet, outlet) for outlet in demo.outlets),
        # All drafts first, for stories name each other as related; translations after what they translate.
        *(step("drafts", file_draft, story, now) for story in sorted(demo.stories, key=is_translation)),
        *(step("stories", publish_story, story, now) for story in demo.stories),
        step("front page", choose_lead, demo.lead),
    ]


def step(label: str, load: Callable[..., None], *arguments: object) -> Step:
    """Loading in a transaction of its own: a thing is there whole, or the next run makes it."""
    return Step(label=label, run=partial(transaction.atomic(load), *arguments))


def is_translation(story: DemoStory) -> bool:
    return bool(story.translation_of)


# -- The site tree -----------------------------------------------------------------------------------------------------


def load_section(section: DemoSection) -> None:
    home = home_page(section.language)
    if not ArticleIndexPage.objects.child_of(home).filter(slug=section.slug).exists():
        add_page(
            home,
            ArticleIndexPage(
                title=section.title,
                slug=section.slug,
                introduction=f"<p>{escape(section.introduction)}</p>",
                receives_wire_copy=section.receives_wire_copy,
                show_in_menus=True,
            ),
        )


def load_lists() -> None:
    """The page of all sources and that of all topics."""
    home = home_page("en")
    for model, title in ((SourceIndexPage, "Sources"), (TopicIndexPage, "Topics")):
        if not model.objects.child_of(home).exists():
            add_page(home, model(title=title, slug=title.lower(), show_in_menus=True))


def home_page(language: str) -> Page:
    """The front page of a language, made as a translation of the site's own when it is not there."""
    home = Site.objects.get(is_default_site=True).root_page.specific
    locale, _ = Locale.objects.get_or_create(language_code=language.lower())
    if locale == home.locale:
        return home
    translated = home.get_translation_or_none(locale)
    if translated is None:
        translated = home.copy_for_translation(locale)
        translated.title = HOME_TITLES[locale.language_code]
        translated.save_revision().publish()
    return Page.objects.get(pk=translated.pk).specific


def add_page(parent: Page, page: Page) -> None:
    page.live = False
    page.locale = parent.locale
    parent.add_child(instance=page)
    page.save_revision().publish()


def choose_lead(slugline: str) -> None:
    """Put a story at the head of the front page, unless somebody has edited that page."""
    home = home_page("en")
    if home.latest_revision_id is None:
        home.lead_article = ArticlePage.objects.get(slugline=slugline)
        home.save_revision().publish()


# -- What stories name -------------------------------------------------------------------------------------------------


def load_topic(topic: DemoTopic) -> None:
    Topic.objects.get_or_create(
        slug=topic.slug, defaults={"name": topic.name, "code": topic.code, "description": topic.description}
    )


def load_picture(picture: DemoPicture) -> None:
    if not NewsImage.objects.filter(title=picture.title).exists():
        with TemporaryDirectory() as folder:
            keep_image(
                paint(picture.name, Path(folder)),
                title=picture.title,
                description=picture.alt,
                credit=picture.credit,
                copyright=picture.copyright,
                licence=picture.licence,
                reach=picture.reach,
            )


def keep_image(path: Path, **fields: str) -> NewsImage:
    """Put a picture into the library; `fields` are the model's own."""
    with path.open("rb") as content:
        image = NewsImage(file=ImageFile(content, name=path.name), file_size=path.stat().st_size, **fields)
        image.save()
    return image


def load_source(source: DemoSource) -> None:
    if Source.objects.filter(slug=source.slug).exists():
        return
    Source.objects.create(
        slug=source.slug,
        name=source.name,
        aliases="\n".join(source.aliases),
        credit=source.credit,
        closing_line=source.closing_line,
        url=source.url,
        logo=load_logo(source),
        language=source.language,
        country=source.country,
        kind=source.kind,
        licence=source.licence,
        licence_url=source.licence_url,
        copyright=source.copyright,
        usage_terms=source.usage_terms,
        required_disclosure=source.required_disclosure,
        description=source.description,
        reach=source.reach,
    )


def load_logo(source: DemoSource) -> NewsImage:
    title = f"Logo: {source.name}"
    found = NewsImage.objects.filter(title=title).first()
    if found is not None:
        return found
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{source.slug}.png"
        paint_logo(source.logo.initials, source.logo.ground, source.logo.ink, path)
        return keep_image(path, title=title, description=f"The logo of {source.name}", copyright=source.copyright)


def load_contributor(contributor: DemoContributor) -> None:
    Contributor.objects.get_or_create(
        slug=contributor.slug,
        defaults={
            "name": contributor.name,
            "job_title": contributor.job_title,
            "biography": contributor.biography,
        },
    )


def load_outlet(outlet: DemoOutlet) -> None:
    if Outlet.objects.filter(slug=outlet.slug).exists():
        return
    row = Outlet(
        slug=outlet.slug,
        name=outlet.name,
        description=outlet.description,
        access=outlet.access,
        profile=outlet.profile,
    )
    row.rules = [OutletRule(include=rule.include, field=rule.field, value=rule.value) for rule in outlet.rules]
    row.save()


# -- Stories -----------------------------------------------------------------------------------------------------------


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
        case Related(title=title, sluglines=sluglines):
            pages = [ArticlePage.objects.get(slugline=slugline) for slugline in sluglines]
            return "related", {"title": title, "articles": pages}


def picture_value(shown: Shown) -> dict[str, Any]:
    return {"image": image_named(shown), "alt": shown.alt, "caption": shown.caption}
