"""Brings the demo newsroom into the database; what is there already stays as it is.

Each thing is written in a transaction of its own and known again by its slug, title or slugline, so a run that was
broken off is simply repeated.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction

from home.demo.content import Demo, DemoContributor, DemoOutlet, DemoPicture, DemoSource, DemoStory, DemoTopic
from home.demo.logos import paint_logo
from home.demo.pictures import paint
from home.demo.publishing import file_draft, publish_story
from home.demo.site_tree import choose_lead, load_about, load_lists, load_section
from home.demo.traffic import receive_broken, record_pickups
from newsroom.models import Contributor, NewsImage, Source, Topic
from syndication.models import Outlet, OutletFeed, OutletRule

__all__ = ["Step", "steps"]


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
        *(step("sections", load_about, about) for about in demo.abouts),
        *(step("topics", load_topic, topic) for topic in demo.topics),
        *(step("pictures", load_picture, picture, now) for picture in demo.pictures),
        *(step("sources", load_source, source) for source in demo.sources),
        *(step("contributors", load_contributor, contributor) for contributor in demo.contributors),
        *(step("outlets", load_outlet, outlet) for outlet in demo.outlets),
        # All drafts first, for stories name each other as related; translations after what they translate.
        *(step("drafts", file_draft, story, now) for story in sorted(demo.stories, key=is_translation)),
        *(step("stories", publish_story, story, now) for story in demo.stories),
        step("front page", choose_lead, demo.lead),
        step("traffic", record_pickups, now),
        step("traffic", receive_broken, now),
    ]


def step(label: str, load: Callable[..., None], *arguments: object) -> Step:
    """Loading in a transaction of its own: a thing is there whole, or the next run makes it."""
    return Step(label=label, run=partial(transaction.atomic(load), *arguments))


def is_translation(story: DemoStory) -> bool:
    return bool(story.translation_of)


def load_topic(topic: DemoTopic) -> None:
    Topic.objects.get_or_create(
        slug=topic.slug, defaults={"name": topic.name, "code": topic.code, "description": topic.description}
    )


def load_picture(picture: DemoPicture, now: datetime) -> None:
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
                reach_until=now + picture.reach_until if picture.reach_until else None,
            )


def keep_image(path: Path, **fields: Any) -> NewsImage:
    """Put a picture into the library. Any: `fields` are the model's own."""
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
        embargo=outlet.embargo,
        key_in_path=outlet.key_in_path,
    )
    row.rules = [OutletRule(include=rule.include, field=rule.field, value=rule.value) for rule in outlet.rules]
    row.feeds = [
        OutletFeed(name=feed.name, slug=feed.slug, field=feed.field, value=feed.value) for feed in outlet.feeds
    ]
    row.full_clean()
    row.save()
