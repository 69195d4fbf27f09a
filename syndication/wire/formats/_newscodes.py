"""IPTC's controlled vocabularies, NewsCodes, as addresses and codes. Source: https://cv.iptc.org/newscodes/"""

import re

from syndication.wire.story import Topic

__all__ = ["GENRE", "MEDIA_TOPIC", "genre_code", "topic_code"]

MEDIA_TOPIC = "http://cv.iptc.org/newscodes/mediatopic/"
GENRE = "http://cv.iptc.org/newscodes/genre/"

CODE = re.compile(r"medtop:(\d{8})")
GENRES = frozenset({
    "Actuality", "Advice", "Almanac", "Analysis", "Background", "Biography", "Current", "Exclusive", "Fact Check",
    "Feature", "Forecast", "From the Scene", "Interview", "Obituary", "Opinion", "Polls and Surveys", "Press Release",
    "Profile", "Question and Answer", "Retrospective", "Review", "Special Report", "Summary",
    "Transcript and Verbatim",
})  # fmt: skip


def topic_code(topic: Topic) -> str:
    """The eight digits of a media topic, or "" for a topic that is none."""
    found = CODE.fullmatch(topic.code)
    return found[1] if found else ""


def genre_code(genre: str) -> str:
    """The code of one of IPTC's genres, `From_the_Scene`, or "" for any other."""
    return genre.replace(" ", "_") if genre in GENRES else ""
