"""Simple HTML, which every parser reads alike: strictly nested, written with care. It is read without a tree."""

import re
from html import unescape

from syndication.wire.gate import LIMITS, VOID, Limits, RefusedHTML, refuse_number, refuse_size
from syndication.wire.sentences import gettext_noop

__all__ = ["NO_ATTRIBUTES", "Token", "strict_tokens"]

NO_ATTRIBUTES: dict[str, str] = {}  # one for all, which nobody changes
# A start tag as (tag, attributes), an end tag as (tag, None), text as (None, text).
Token = tuple[str, dict[str, str]] | tuple[str, None] | tuple[None, str]

# Text, a tag with simple attributes, or one of the comments that Word writes, in which nothing but their end could end them.
TOKEN = re.compile(
    r"([^<]++)|<(/?)([a-zA-Z][a-zA-Z0-9]*+(?::[a-zA-Z-]++)?+)"
    r"""((?:\s++[a-zA-Z_:][a-zA-Z0-9_:.-]*+(?:=(?:"[^"<]*+"|'[^'<]*+'|[a-zA-Z0-9_.:%#-]++(?!/)))?+)*+)\s*+/?>"""
    r"|<!--(?!-?>)(?:[^-]|-(?!-))*+-->|<!\[(?:if [^>\]]*+|endif)\]>"
)
ATTRIBUTE = re.compile(r"""([a-zA-Z_:][a-zA-Z0-9_:.-]*+)(?:=(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?+""")
LOOSE_AMPERSAND = re.compile(r"&(?!(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});)")

# Office's own: the end of a paragraph, and the smart tags that Word puts round names.
OFFICE = frozenset({
    "o:p", "st1:address", "st1:chsdate", "st1:city", "st1:country-region", "st1:date", "st1:metricconverter", "st1:personname",
    "st1:place", "st1:placename", "st1:placetype", "st1:state", "st1:street", "st1:time",
})  # fmt: skip
INLINE = OFFICE | frozenset({
    "a", "abbr", "b", "bdi", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "small", "span",
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
        start, end_of_found = found.span()
        if start != end:
            return None
        end = end_of_found
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
        elements += not slash
        if elements > watched_from:
            refuse_number(elements, letters, limits)
        if name is None:  # a comment
            continue
        tag = name.lower()
        if slash:
            if opened[-1] != tag:
                return None
            opened.pop()
            tokens.append((tag, None))
            continue
        if opened[-1] not in PARENTS.get(tag, ()) or (tag == "a" and "a" in opened):
            return None
        read = read_attributes(attributes, limits) if attributes else NO_ATTRIBUTES
        if read is None:
            return None
        tokens.append((tag, read))
        if tag not in VOID:
            opened.append(tag)
            if len(opened) > limits.depth:
                raise RefusedHTML(
                    "depth", gettext_noop("its elements are nested more than {most} deep", most=limits.depth)
                )
    return tokens if end == len(html) and len(opened) == 1 else None


def read_attributes(written: str, limits: Limits) -> dict[str, str] | None:
    """Attributes by name, or None when parsers may differ on them."""
    read: dict[str, str] = {}
    for name, double, single, bare in ATTRIBUTE.findall(written):
        value = double or single or bare
        if "&" in value:
            if LOOSE_AMPERSAND.search(value):
                return None
            value = unescape(value)
        if read.setdefault(name.lower(), value) is not value or len(read) > limits.attributes:
            return None
    return read
