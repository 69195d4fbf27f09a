"""Choosing pictures: which of a story's pictures an outlet gets, and why it does not get the others."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from syndication.wire.choices import Pictures
from syndication.wire.errand import PictureRights
from syndication.wire.findings import Done, Findings
from syndication.wire.profile import Profile
from syndication.wire.renditions import fitted
from syndication.wire.sentences import gettext_noop
from syndication.wire.story import Media, MediaRole, Story

__all__ = ["Chosen", "choose"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A story with those pictures alone that the outlet takes, and what its body may show of them."""

    story: Story
    rights: PictureRights


def choose(story: Story, profile: Profile, now: datetime, found: Findings) -> Chosen:
    """Leave the story the pictures that may go to the outlet; of two lines on one picture, the one that says no counts."""
    barred = [media for media in story.media if not may_go(media, profile, now)]
    denied = frozenset(address for media in barred for address in media.addresses)
    left: list[Media] = []
    for number, offered in enumerate(story.media, start=1):
        media = fitted(offered, profile)
        if media.addresses & denied:
            found.add(
                "picture.rights",
                gettext_noop("Picture {number} may not go to this outlet.", number=number),
                Done.LEFT_OUT,
            )
        elif reason := next(reasons_against(media, number, profile), None):
            found.add(*reason, Done.LEFT_OUT)
        elif profile.picture_max_count and len(left) == profile.picture_max_count:
            beyond = gettext_noop(
                "Picture {number} is beyond the {most} of {label}.",
                number=number,
                most=profile.picture_max_count,
                label=profile.label,
            )
            found.add("picture.too-many", beyond, Done.LEFT_OUT)
        else:
            left.append(media)
    missing(left, profile, found)
    left = led(left, profile)
    shown = [media for media in left if profile.lead_in_body or media.role is not MediaRole.LEAD]
    granted = {address: media for media in shown for address in media.addresses}
    return Chosen(story=replace(story, media=tuple(left)), rights=PictureRights(granted=granted, denied=denied))


def may_go(media: Media, profile: Profile, now: datetime) -> bool:
    return media.reach.covers(profile.reach) and (media.reach_until is None or media.reach_until > now)


def reasons_against(media: Media, number: int, profile: Profile) -> Iterator[tuple[str, str]]:
    """Why the outlet does not take the picture of that number, each as a code and a sentence; unknown sizes pass."""
    label = profile.label
    if profile.pictures is Pictures.NONE:
        yield (
            "picture.not-taken",
            gettext_noop("Picture {number} stays here, for {label} takes none.", number=number, label=label),
        )
    if profile.pictures is Pictures.LEAD and media.role is not MediaRole.LEAD:
        yield (
            "picture.not-taken",
            gettext_noop(
                "Picture {number} stays here, for {label} takes the lead picture alone.", number=number, label=label
            ),
        )
    if profile.picture_types and media.mime_type not in profile.picture_types:
        yield (
            "picture.type",
            gettext_noop(
                "Picture {number} is {type}, and {label} takes {types}.",
                number=number,
                type=media.mime_type,
                label=label,
                types=", ".join(sorted(profile.picture_types)),
            ),
        )
    if 0 < profile.picture_max_bytes < media.length:
        yield (
            "picture.too-heavy",
            gettext_noop(
                "Picture {number} has {length} bytes, and {label} allows {most}.",
                number=number,
                length=media.length,
                label=label,
                most=profile.picture_max_bytes,
            ),
        )
    side = min((length for length in (media.width, media.height) if length), default=0)
    if 0 < side < profile.picture_min_side:
        yield (
            "picture.too-small",
            gettext_noop(
                "Picture {number} has a side of {side} pixels, and {label} wants {least}.",
                number=number,
                side=side,
                label=label,
                least=profile.picture_min_side,
            ),
        )
    if media.width and media.height:
        ratio = media.width / media.height
        if ratio < profile.picture_ratio_min:
            yield (
                "picture.ratio",
                gettext_noop(
                    "Picture {number} has a ratio of {ratio}, and {label} wants {least}.",
                    number=number,
                    ratio=f"{ratio:.2f}",
                    label=label,
                    least=profile.picture_ratio_min,
                ),
            )
        if 0 < profile.picture_ratio_max < ratio:
            yield (
                "picture.ratio",
                gettext_noop(
                    "Picture {number} has a ratio of {ratio}, and {label} allows {most}.",
                    number=number,
                    ratio=f"{ratio:.2f}",
                    label=label,
                    most=profile.picture_ratio_max,
                ),
            )


def missing(left: list[Media], profile: Profile, found: Findings) -> None:
    """Say so when the outlet asks for a picture and none is left."""
    if any(media.mime_type.startswith("image/") for media in left):
        return
    if profile.picture_required:
        found.add(
            "picture.required",
            gettext_noop("It has no picture that may go, and {label} takes no story without.", label=profile.label),
            Done.WITHHELD,
        )
    elif profile.picture_advised:
        found.add(
            "picture.advised",
            gettext_noop("It has no picture that may go, and {label} prefers stories with one.", label=profile.label),
            Done.WARNED,
        )


def led(left: list[Media], profile: Profile) -> list[Media]:
    """The pictures with one that leads, where the outlet wants a picture beside the text."""
    wants = profile.picture_required or profile.picture_advised
    if not wants or not left or any(media.role is MediaRole.LEAD for media in left):
        return left
    return [replace(left[0], role=MediaRole.LEAD), *left[1:]]
