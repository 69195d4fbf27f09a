"""Of all the forms in which a picture is offered, the one that an outlet takes."""

from dataclasses import replace

from syndication.wire.profile import Profile
from syndication.wire.story import Media, Rendition

__all__ = ["fitted"]


def fitted(media: Media, profile: Profile) -> Media:
    """`media` in the form that fits the profile's types and sides best; as it is when no other fits better.

    That is the largest within `picture_max_side`; where nothing lies within, the smallest; where the profile says
    nothing, the one that the picture has by itself.
    """
    own = Rendition(
        url=media.url, mime_type=media.mime_type, width=media.width, height=media.height, length=media.length
    )
    if not media.renditions or (is_taken(own, profile) and not profile.picture_max_side):
        return media
    taken = [one for one in media.renditions if is_taken(one, profile)]
    if not taken:
        return media
    best = min(taken, key=lambda one: distance(one, profile.picture_max_side, own))
    return replace(
        media, url=best.url, mime_type=best.mime_type, width=best.width, height=best.height, length=best.length
    )


def is_taken(rendition: Rendition, profile: Profile) -> bool:
    """Whether the outlet takes pictures of this type and with sides so long."""
    if profile.picture_types and rendition.mime_type not in profile.picture_types:
        return False
    return all(length >= profile.picture_min_side for length in (rendition.width, rendition.height) if length)


def distance(rendition: Rendition, most: int, own: Rendition) -> tuple[bool, int, bool]:
    """How far a rendition is from what is wanted; of two that are as far, the type of the picture's own comes first."""
    longest = max(rendition.width, rendition.height)
    wanted = most or max(own.width, own.height)
    return longest > most > 0, abs(longest - wanted), rendition.mime_type != own.mime_type
