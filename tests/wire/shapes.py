"""Hostile shapes of HTML, each one thing 64,000 times, and the plain text that their cost is compared with."""

__all__ = ["PLAIN", "SHAPES", "TIMES"]

TIMES = 64_000
# Shapes on which BeautifulSoup, html5lib, lxml or nh3 take time that grows with the square of the length.
SHAPES = {
    "nested blocks": "<div>" * TIMES,
    "nested blocks, closed": "<div>" * TIMES + "</div>" * TIMES,
    "nested quotations": "<blockquote>" * TIMES,
    "nested lists": "<ul><li>" * TIMES,
    "nested tables": "<table><tr><td>" * TIMES,
    "misnested formatting": "<b><i><div></b>" * TIMES,
    "crossed formatting": "<b><i></b></i>" * TIMES,
    "open formatting": "<b>" * TIMES,
    "formatting open in each paragraph": "<p><i>" * TIMES,
    "open list items": "<li>" * TIMES,
    "open paragraphs": "<p>" * TIMES,
    "open links": "<a href=x>" * TIMES,
    "open cells": "<td>" * TIMES,
    "open options": "<select><option>" * TIMES,
    "one element with many attributes": "<p " + " ".join(f"a{number}=1" for number in range(TIMES)) + ">",
    "one attribute many times": "<p " + "a=1 " * TIMES + ">",
    "stray end tags": "</div>" * TIMES,
    "end tags that reach nothing": "<div>" + "<i>" * 90 + "</b>" * TIMES + "</section>" * TIMES,
    "comments": "<!-- x -->" * TIMES,
    "open comments": "<!--" * TIMES,
    "declarations": "<!" * TIMES,
    "open quotation marks": "<a x=\"y'" * TIMES,
    "lone angle brackets": "<" * TIMES,
    "lone ampersands": "&#x" * TIMES,
    "ampersands between words": "&amp; word word " * TIMES,
    "ampersands in an attribute": '<img src=/a.jpg alt="' + "&amp; " * TIMES + '">',
    "references that are none": "&notaword;" * TIMES,
    "scripts in comments in scripts": "<script><!--<script></script></div>-->" * TIMES,
    "blanks and breaks": "<br> &nbsp;" * TIMES,
    "deep lists of Word": "<p style='mso-list:l0 level9 lfo1'>x</p><p style='mso-list:l0 level1 lfo1'>x</p>" * TIMES,
    "figures in figures": "<figure><img src=/a.jpg>" * TIMES,
    "one srcset": '<img srcset="' + "a.jpg 1w, " * TIMES + '">',
    "invisible characters": "<p>" + "\u200b\u202e" * TIMES,
    "joiners": "<p>a" + "\u200d" * TIMES,
    "text between comments": "a<!-- -->" * TIMES,
}

PLAIN = f"<p>{'The dam reopened on Monday after months of repairs. ' * 4}</p>" * 4650  # a megabyte
