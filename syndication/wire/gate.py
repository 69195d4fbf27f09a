"""The gate: a linear scan for size, depth and number that stands before any tree is built.

Every HTML parser is quadratic on some shape, so what could stall one is refused here, with a reason. What is strictly
nested and simple is read by the scan itself, and no tree is built for it at all.
"""

import re
from collections import Counter
from dataclasses import dataclass, fields
from html import unescape

__all__ = ["LIMITS", "Limits", "RefusedHTML", "Token", "check", "refuse_references", "strict_tokens"]


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


# A start tag as (tag, attributes), an end tag as (tag, None), text as (None, text).
Token = tuple[str, dict[str, str]] | tuple[str, None] | tuple[None, str]

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
    opened: list[str] = []
    count: Counter[str] = Counter()  # of each tag that is open, so that a stray end tag costs nothing
    while (start := html.find("<", position)) >= 0:
        letters += start - position
        found = OPENING.match(html, start)
        if found is None:
            position = end_of_other(html, start)
            elements += position - start > 1
            refuse_number(elements, letters, limits)
            continue
        is_end, tag = found[1], found[2].lower()
        position, attributes = end_of_tag(html, found.end(), limits)
        if attributes > limits.attributes:
            raise RefusedHTML("attributes", f"one <{tag[:20]}> has more than {limits.attributes} attributes")
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
            raise RefusedHTML("depth", f"its elements are nested more than {limits.depth} deep")
        if tag in FORMATTING and sum(count[one] for one in FORMATTING) > limits.formatting:
            raise RefusedHTML("formatting", f"more than {limits.formatting} formatting elements are open at once")
        if tag in RAW:
            position = end_of_raw(html, position, tag)


def refuse_size(html: str, limits: Limits) -> None:
    if len(html) > limits.size:
        raise RefusedHTML("size", f"it is {len(html):,} characters long, more than {limits.size:,}")


def refuse_number(elements: int, letters: int, limits: Limits) -> None:
    if elements > limits.elements:
        raise RefusedHTML("elements", f"it holds more than {limits.elements:,} elements")
    if elements > limits.sparse and letters < elements * LETTERS:
        raise RefusedHTML("sparse", f"it holds {elements:,} elements and hardly any text")


def refuse_references(written: str, limits: Limits = LIMITS) -> None:
    """Refuse HTML that we have written when one text or tag in it is mostly references. Raises `RefusedHTML`.

    nh3 copies a text anew at each `&` in it, and at each character from U+0080 to U+00BF, among which it looks for the
    hard blank. The latter begin with the byte C2 in UTF-8, and nothing else holds that.
    """
    if len(written) ** 2 <= limits.references:
        return
    for text in written.encode().split(b"<"):
        count = text.count(b"&") + text.count(b"\xc2")
        if count * len(text) > limits.references:
            raise RefusedHTML("references", f"one text of {len(text):,} bytes holds {count:,} references")


OPENING = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)")
ATTRIBUTE_NAME = re.compile(r"[\s/]*+([^\s/>][^\s/>=]*+)(\s*+=\s*+)?")
UNQUOTED = re.compile(r"[^\s>]*+")


def end_of_tag(html: str, position: int, limits: Limits) -> tuple[int, int]:
    """Where the tag whose name ends at `position` is over, and how many attributes it has. WHATWG HTML 13.2.5.32 ff."""
    attributes = 0
    while found := ATTRIBUTE_NAME.match(html, position):
        attributes += 1
        position = found.end()
        if found[2] is not None:
            position = end_of_value(html, position)
        if attributes > limits.attributes:
            return position, attributes
    end = html.find(">", position)
    return (end + 1 if end >= 0 else len(html)), attributes


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
IN_SCRIPT = re.compile(r"<!--(?:-*>)?|-->|</?script(?=[\s/>])", re.IGNORECASE)


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
        mark = found[0].lower()
        if mark.startswith("<!--"):
            is_comment = not mark.endswith(">")
        elif mark == "-->":
            is_comment = is_hidden = False
        elif mark == "<script":
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


TOKEN = re.compile(
    r"([^<]++)|<(/?)([a-zA-Z][a-zA-Z0-9]*+)"
    r"""((?:\s++[a-zA-Z_:][a-zA-Z0-9_:.-]*+(?:=(?:"[^"<]*+"|'[^'<]*+'))?+)*+)\s*+/?>"""
)
ATTRIBUTE = re.compile(r"""([a-zA-Z_:][a-zA-Z0-9_:.-]*+)(?:=(?:"([^"]*+)"|'([^']*+)'))?+""")
LOOSE_AMPERSAND = re.compile(r"&(?!(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});)")

INLINE = frozenset({
    "a", "abbr", "b", "bdi", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span",
    "strike", "strong", "sub", "sup", "u",
})  # fmt: skip
TEXT_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "figcaption", "dt", "caption"})
FLOW = frozenset({"", "article", "blockquote", "dd", "div", "figure", "li", "section", "td", "th"})
TABLE = frozenset({"table", "thead", "tbody", "tfoot"})
HOLDS_INLINE = INLINE | TEXT_BLOCKS | FLOW
BLOCK_PARENTS = FLOW

# Which parent makes a tag stand where every parser leaves it; a tag that is not named here is never simple.
PARENTS: dict[str, frozenset[str]] = {
    **dict.fromkeys(INLINE | {"br", "img", "wbr"}, HOLDS_INLINE),
    **dict.fromkeys(
        ("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "ul", "ol", "dl", "blockquote", "div", "section", "article",
         "figure", "hr", "table"),
        FLOW,
    ),
    "li": frozenset({"ul", "ol"}), "dt": frozenset({"dl"}), "dd": frozenset({"dl"}),
    "figcaption": frozenset({"figure"}), "caption": frozenset({"table"}),
    "thead": frozenset({"table"}), "tbody": frozenset({"table"}), "tfoot": frozenset({"table"}),
    "tr": TABLE, "td": frozenset({"tr"}), "th": frozenset({"tr"}),
}  # fmt: skip


def strict_tokens(html: str, limits: Limits = LIMITS) -> list[Token] | None:
    """The tokens of `html` when every parser agrees on them: simple tags, each closed in turn. Else None.

    Raises `RefusedHTML` when a limit is passed.
    """
    refuse_size(html, limits)
    tokens: list[Token] = []
    opened = [""]
    end, elements, letters = 0, 0, 0
    watched_from = min(limits.sparse, limits.elements)
    for found in TOKEN.finditer(html):
        if found.start() != end:
            return None
        end = found.end()
        text, slash, name, attributes = found.groups()
        if text is not None:
            if opened[-1] not in HOLDS_INLINE and not text.isspace():
                return None
            if "&" in text:
                if LOOSE_AMPERSAND.search(text):
                    return None
                text = unescape(text)
            tokens.append((None, text))
            letters += len(text)
            continue
        tag = name.lower()
        if slash:
            if opened[-1] != tag:
                return None
            opened.pop()
            tokens.append((tag, None))
            continue
        elements += 1
        if elements > watched_from:
            refuse_number(elements, letters, limits)
        if opened[-1] not in PARENTS.get(tag, ()) or (tag == "a" and "a" in opened):
            return None
        read = read_attributes(attributes, limits) if attributes else {}
        if read is None:
            return None
        tokens.append((tag, read))
        if tag not in VOID:
            opened.append(tag)
            if len(opened) > limits.depth:
                raise RefusedHTML("depth", f"its elements are nested more than {limits.depth} deep")
    return tokens if end == len(html) and len(opened) == 1 else None


def read_attributes(written: str, limits: Limits) -> dict[str, str] | None:
    """Attributes by name, or None when parsers may differ on them."""
    read: dict[str, str] = {}
    for name, double, single in ATTRIBUTE.findall(written):
        value = double or single
        if "&" in value:
            if LOOSE_AMPERSAND.search(value):
                return None
            value = unescape(value)
        if read.setdefault(name.lower(), value) is not value or len(read) > limits.attributes:
            return None
    return read
