"""IPTC's controlled vocabularies, NewsCodes, as addresses and codes. Source: https://cv.iptc.org/newscodes/"""

import re

from syndication.wire.story import Topic

__all__ = ["GENRE", "MEDIA_TOPIC", "genre_code", "topic_code"]

MEDIA_TOPIC = "http://cv.iptc.org/newscodes/mediatopic/"
GENRE = "http://cv.iptc.org/newscodes/genre/"

CODE = re.compile(r"medtop:(\d{8})")
GENRES = frozenset({
    "Actuality", "Advice", "Advisory", "Almanac", "Analysis", "Archive material", "Background", "Biography",
    "Birth Announcement", "Current", "Curtain Raiser", "Daybook", "Exclusive", "Feature", "Fixture", "Forecast",
    "From the Scene", "History", "Horoscope", "Interview", "Listing of facts", "Music", "Obituary", "Opinion",
    "Polls and Surveys", "Press Release", "Press-Digest", "Profile", "Program", "Question and Answer Session", "Quote",
    "Raw Sound", "Response to a Question", "Results Listings and Statistics", "Retrospective", "Review", "Scener",
    "Side bar and supporting information", "Special Report", "Summary", "Synopsis", "Text only",
    "Transcript and Verbatim", "Update", "Voicer", "Wrap", "Wrapup",
})  # fmt: skip
SHORTENED = {"Question and Answer": "Question and Answer Session"}  # as editors call it


def topic_code(topic: Topic) -> str:
    """The eight digits of a media topic, or "" for a topic that is none."""
    found = CODE.fullmatch(topic.code)
    return found[1] if found else ""


def genre_code(genre: str) -> str:
    """The code of one of IPTC's genres, `From_the_Scene`, or "" for any other."""
    genre = SHORTENED.get(genre, genre)
    return genre.replace(" ", "_") if genre in GENRES else ""
