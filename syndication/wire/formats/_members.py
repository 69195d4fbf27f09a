"""Parts of a story as members of JSON, in the words of the story itself: for formats that leave the words to us."""

from syndication.wire.formats._json import Members, moment, said
from syndication.wire.story import Credit, Dateline, Media, Notice, Place, Topic

__all__ = ["credited", "datelined", "noticed", "pictured", "placed", "topical"]


def credited(credit: Credit) -> Members:
    return said(name=credit.name, role=credit.role.value, url=credit.url, country=credit.country)


def datelined(dateline: Dateline) -> Members:
    return said(place=dateline.place, day=dateline.day.isoformat() if dateline.day else "")


def noticed(notice: Notice) -> Members:
    return said(kind=notice.kind.value, text=notice.text, at=moment(notice.at))


def pictured(media: Media) -> Members:
    return said(
        url=media.url,
        role=media.role.value,
        width=media.width,
        height=media.height,
        alt=media.alt,
        caption=media.caption,
        credit=media.credit,
        copyright=media.copyright,
        licence=media.licence,
    )


def placed(place: Place) -> Members:
    # A latitude of 0 is a place on the equator and no empty value.
    where = {} if place.latitude is None else {"latitude": place.latitude}
    where |= {} if place.longitude is None else {"longitude": place.longitude}
    return said(name=place.name, country=place.country) | where


def topical(topic: Topic) -> Members:
    return said(name=topic.name, code=topic.code)
