"""Bodies of articles out of words as people write them: what repeats itself compresses better than any article does."""

import re
from functools import cache
from random import Random

from home.demo.content import read_demo

__all__ = ["body_of"]

SIZE = 4000  # characters


def body_of(number: int) -> str:
    """A body of its own for each number, the same in every run: paragraphs with a link and a word in bold each."""
    order, body = Random(number), ""
    while len(body) < SIZE:
        words = order.choices(vocabulary(), k=45)
        words[5] = f"<b>{words[5]}</b>"
        words[20] = f'<a href="https://port.test/news/{order.randrange(10**6)}?utm_source=x">{words[20]}</a>'
        body += f"<p>{' '.join(words)}.</p>"
    return body


@cache
def vocabulary() -> list[str]:
    """The words of the demo's English stories, each as often as it is used."""
    return [
        word
        for story in read_demo().stories
        if story.language == "en"
        for word in re.findall(r"[A-Za-z’-]+", story.body)
    ]
