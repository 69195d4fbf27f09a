"""The gate: a linear scan for size, depth and number that stands before any tree is built.

Every HTML parser is quadratic on some shape, so what could stall one is refused here, with a reason.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from math import isqrt

from syndication.wire.sentences import gettext_noop

__all__ = ["LIMITS", "VOID", "Limits", "RefusedHTML", "check", "refuse_number", "refuse_references", "refuse_size"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one body may hold; each more than 0. `size` is in characters, `references` a product, the others are counts."""

    size: int = 12_000_000
    depth: int = 200  # elements open within each other
    formatting: int = 100  # of those, the ones a parser opens again in each block
    attributes: int = 200  # of one element
    elements: int = 400_000  # comments counted
    sparse: int = 30_000  # elements from which on there must be some text to each
    references: int = 2_000_000_000  # in one text, times its length in bytes

    def __post_init__(self) -> None:
        for limit in fields(self):
            number = getattr(self, limit.name)
            if type(number) is not int or number < 1:
                raise ValueError(f"{limit.name} is {number!r}, not a whole number from 1 on")


LIMITS = Limits()
LETTERS = 6  # of text to each element; Word's worst has 7, a table of figures more


class RefusedHTML(ValueError):
    """HTML that is not cleaned at all, for it could stall whoever reads it. `reason` is a stable code such as `depth`."""

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(sentence)
        self.reason = reason
        self.sentence = sentence


VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
FORMATTING = frozenset({
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
})  # fmt: skip


def check(html: str, limits: Limits = LIMITS) -> None:
    """Follow the elements of `html` as a parser would. Raises `RefusedHTML` when a limit is passed."""
    refuse_size(html, limits)
    position, elements, letters = 0, 0, 0
    has_room = limits.attributes >= SHORT
    opened: list[str] = []
    count: Counter[str] = Counter()  # of each tag that is open, so that a stray end tag costs nothing
    while (start := html.find("<", position)) >= 0:
        letters += start - position
        found = (has_room and SHORT_TAG.match(html, start)) or OPENING.match(html, start)
        if found is None:
            position = end_of_other(html, start)
            elements += position - start > 1
            refuse_number(elements, letters, limits)
            continue
        is_end, tag, position = found[1], found[2].lower(), found.end()
        if found.re is OPENING:
            position = end_of_tag(html, tag, position, limits)
        if is_end:
            elements += not close(tag, opened, count)  # one that closes nothing is looked for in vain
            refuse_number(elements, letters, limits)
            continue
        elements += 1
        refuse_number(elements, letters, limits)
        if tag in VOID:
            continue
        close_implied(tag, opened, count)
        opened.append(tag)
        count[tag] += 1
        if len(opened) > limits.depth:
            raise RefusedHTML("depth", gettext_noop("its elements are nested more than {most} deep", most=limits.depth))
        if tag in FORMATTING and sum(count[one] for one in FORMATTING) > limits.formatting:
            raise RefusedHTML(
                "formatting",
                gettext_noop("more than {most} formatting elements are open at once", most=limits.formatting),
            )
        if tag in RAW:
            position = end_of_raw(html, position, tag)


def refuse_size(html: str, limits: Limits) -> None:
    if len(html) > limits.size:
        raise RefusedHTML(
            "size",
            gettext_noop("it is {length:,} characters long, more than {most:,}", length=len(html), most=limits.size),
        )


def refuse_number(elements: int, letters: int, limits: Limits) -> None:
    if elements > limits.elements:
        raise RefusedHTML("elements", gettext_noop("it holds more than {most:,} elements", most=limits.elements))
    if elements > limits.sparse and letters < elements * LETTERS:
        raise RefusedHTML(
            "sparse", gettext_noop("it holds {elements:,} elements and hardly any text", elements=elements)
        )


def refuse_references(written: str, limits: Limits = LIMITS) -> None:
    """Refuse HTML in which one text or tag is mostly references, as it came and as we write it. Raises `RefusedHTML`.

    nh3 copies a text anew at each `&` in it, and at each character from U+0080 to U+00BF, among which it looks for the
    hard blank. The latter begin with the byte C2 in UTF-8, and nothing else holds that.
    """
    if len(written) > limits.size:  # which has a reason of its own
        return
    for text in long_texts(written, isqrt(limits.references) // 2):  # half, for a character has up to four bytes
        encoded = text.encode()
        count = encoded.count(b"&") + encoded.count(b"\xc2")
        if count * len(encoded) > limits.references:
            raise RefusedHTML(
                "references",
                gettext_noop(
                    "one text of {length:,} bytes holds {count:,} references", length=len(encoded), count=count
                ),
            )


def long_texts(html: str, least: int) -> Iterator[str]:
    """What stands between two `<` that are `least` characters apart or more; all else is skipped in leaps."""
    position = 0
    while position + least <= len(html):
        bracket = html.rfind("<", position, position + least)
        if bracket < 0:
            end = html.find("<", position + least)
            bracket = end if end >= 0 else len(html)
            yield html[position:bracket]
        position = bracket + 1


SHORT = 12
# A tag with no more attributes than that, each written as it should be: most tags, read in one go.
SHORT_TAG = re.compile(
    rf"""<(/?)([a-zA-Z][^\s/>]*+)(?:\s++[^\s"'<>/=]++(?:=(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+){{0,{SHORT}}}+\s*+>"""
)
OPENING = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)")
ATTRIBUTE_NAME = re.compile(r"[\s/]*+([^\s/>][^\s/>=]*+)(\s*+=\s*+)?")
UNQUOTED = re.compile(r"[^\s>]*+")


def end_of_tag(html: str, tag: str, position: int, limits: Limits) -> int:
    """Where the tag whose name ends at `position` is over. WHATWG HTML 13.2.5.32 ff. Raises `RefusedHTML`."""
    attributes = 0
    while found := ATTRIBUTE_NAME.match(html, position):
        attributes += 1
        position = found.end()
        if found[2] is not None:
            position = end_of_value(html, position)
        if attributes > limits.attributes:
            raise RefusedHTML(
                "attributes",
                gettext_noop("one <{tag}> has more than {most} attributes", tag=tag[:20], most=limits.attributes),
            )
    end = html.find(">", position)
    return end + 1 if end >= 0 else len(html)


def end_of_value(html: str, position: int) -> int:
    quote = html[position : position + 1]
    if quote not in ('"', "'"):
        unquoted = UNQUOTED.match(html, position)
        return unquoted.end() if unquoted else position
    end = html.find(quote, position + 1)
    return end + 1 if end >= 0 else len(html)


COMMENT_END = re.compile(r"--!?>")


def end_of_other(html: str, position: int) -> int:
    """Where a comment, a declaration or a lone `<` at `position` is over."""
    if html.startswith("<!--", position):
        # `<!-->` and `<!--->` are whole comments: the dashes that open one may close it.
        end = COMMENT_END.search(html, position + 2)
        return end.end() if end else len(html)
    if html[position + 1 : position + 2] in ("!", "?", "/"):
        over = html.find(">", position)
        return over + 1 if over >= 0 else len(html)
    return position + 1


RAW = {
    tag: re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE)
    for tag in ("iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp")
}
IN_SCRIPT = re.compile(r"(<!---*>)|(<!--)|(-->)|(<script(?=[\s/>]))|(</script(?=[\s/>]))", re.IGNORECASE)
WHOLE_COMMENT, COMMENT, END_OF_COMMENT, SCRIPT = 1, 2, 3, 4


def end_of_raw(html: str, position: int, tag: str) -> int:
    """Where the text of an element whose content is no mark-up is over."""
    if tag == "plaintext":
        return len(html)
    if tag == "script":
        return end_of_script(html, position)
    end = RAW[tag].search(html, position)
    return end.start() if end else len(html)


def end_of_script(html: str, position: int) -> int:
    """As `end_of_raw`: a script tag inside a comment inside a script hides the next end tag. WHATWG HTML 13.2.5.15 ff."""
    is_comment, is_hidden = False, False
    for found in IN_SCRIPT.finditer(html, position):
        mark = found.lastindex
        if mark == COMMENT:
            is_comment = True
        elif mark == WHOLE_COMMENT:
            is_comment = False
        elif mark == END_OF_COMMENT:
            is_comment = is_hidden = False
        elif mark == SCRIPT:
            is_hidden = is_comment
        elif is_hidden:
            is_hidden = False
        else:
            return found.start()
    return len(html)


# libxml2's HTMLparser.c, htmlEndPriority: an end tag does not reach past an element that outranks it.
RANK = {"div": 150, "td": 160, "th": 160, "tr": 170, "thead": 180, "tbody": 180, "tfoot": 180, "table": 190}
CLOSES_P = frozenset({
    "address", "article", "aside", "blockquote", "center", "dd", "dir", "div", "dl", "dt", "fieldset", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "menu", "nav", "ol", "p", "pre",
    "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
CLOSES_ITS_LIKE = {
    "li": frozenset({"li"}), "dt": frozenset({"dt", "dd"}), "dd": frozenset({"dt", "dd"}),
    "option": frozenset({"option"}), "td": frozenset({"td", "th"}), "th": frozenset({"td", "th"}),
    "tr": frozenset({"td", "th", "tr"}), "a": frozenset({"a"}),
    **dict.fromkeys(("thead", "tbody", "tfoot"), frozenset({"td", "th", "tr", "thead", "tbody", "tfoot"})),
}  # fmt: skip


def close(tag: str, opened: list[str], count: Counter[str]) -> bool:
    """Close the nearest open `tag`, if nothing that outranks it stands between; whether it did."""
    if not count[tag]:
        return False
    rank = RANK.get(tag, 100)
    for depth in range(len(opened) - 1, -1, -1):
        if opened[depth] == tag:
            count.subtract(opened[depth:])
            del opened[depth:]
            return True
        if RANK.get(opened[depth], 100) > rank:
            break
    return False


def close_implied(tag: str, opened: list[str], count: Counter[str]) -> None:
    """Close what the start of `tag` closes without an end tag."""
    if tag in CLOSES_P and count["p"]:
        depth = len(opened) - 1
        while depth >= 0 and opened[depth] in FORMATTING:
            depth -= 1
        if opened[depth] == "p":
            count.subtract(opened[depth:])
            del opened[depth:]
    likes = CLOSES_ITS_LIKE.get(tag, ())
    while opened and opened[-1] in likes:
        count[opened.pop()] -= 1
