"""Rid of what no format can carry: a story without control characters, half characters and addresses that lead nowhere."""

from dataclasses import replace

from syndication.wire.characters import one_line
from syndication.wire.links import resolve
from syndication.wire.story import Credit, Dateline, Media, Place, Rights, Story

__all__ = ["scrub"]


def scrub(story: Story) -> Story:
    """The story without characters that some format cannot carry, in any of its fields."""
    return replace(
        story,
        headline=one_line(story.headline),
        summary=one_line(story.summary),
        slugline=one_line(story.slugline),
        section=one_line(story.section),
        genre=one_line(story.genre),
        closing_line=one_line(story.closing_line),
        external_id=one_line(story.external_id),
        follows=one_line(story.follows).replace(" ", ""),
        url=web_address(story.url),
        canonical_url=web_address(story.canonical_url),
        dateline=Dateline(place=one_line(story.dateline.place), day=story.dateline.day),
        credits=tuple(scrub_credit(credit) for credit in story.credits if one_line(credit.name)),
        topics=tuple(replace(topic, name=one_line(topic.name)) for topic in story.topics),
        place=scrub_place(story.place),
        media=tuple(scrub_media(media) for media in story.media if web_address(media.url)),
        notices=tuple(replace(notice, text=one_line(notice.text)) for notice in story.notices),
        rights=scrub_rights(story.rights),
    )


def web_address(written: str) -> str:
    """An address as it may stand in any document; "" for one that no reader could follow."""
    return resolve(written, written) if written else ""


def scrub_credit(credit: Credit) -> Credit:
    return replace(credit, name=one_line(credit.name), url=web_address(credit.url))


def scrub_place(place: Place | None) -> Place | None:
    return place and replace(place, name=one_line(place.name))


def scrub_media(media: Media) -> Media:
    return replace(
        media,
        url=web_address(media.url),
        alt=one_line(media.alt),
        caption=one_line(media.caption),
        credit=one_line(media.credit),
        copyright=one_line(media.copyright),
        licence=one_line(media.licence),
        renditions=tuple(replace(one, url=address) for one in media.renditions if (address := web_address(one.url))),
    )


def scrub_rights(rights: Rights) -> Rights:
    return replace(
        rights,
        licence=one_line(rights.licence),
        licence_url=web_address(rights.licence_url),
        copyright=one_line(rights.copyright),
        usage_terms=one_line(rights.usage_terms),
        disclosure=one_line(rights.disclosure),
    )
