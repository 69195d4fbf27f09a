"""HTML as plain text, and where it points."""

import re
from html import escape, unescape
from urllib.parse import urljoin

__all__ = ["absolute", "has_tags", "paragraphs", "plain", "squeezed"]

# A comment may hold no other's beginning: where many open and none closes, each would be looked for to the end.
TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--(?:(?!<!--).)*?-->", re.DOTALL)
BLOCK = re.compile(r"</?(?:p|div|h[1-6]|li|ul|ol|dl|dt|dd|blockquote|pre|table|tr|td|th|figure|figcaption|br|hr)\b[^<>]*>", re.IGNORECASE)  # fmt: skip
OPENING_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
ADDRESS = re.compile(r"""(\s(?:href|src|poster|cite)\s?=\s?)("[^"<>]*"|'[^'<>]*')""", re.IGNORECASE)
SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


def plain(html: str) -> str:
    """The text of `html` on one line."""
    return squeezed(unescape(TAG.sub("", BLOCK.sub(" ", html))))


def squeezed(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


def paragraphs(text: str) -> str:
    """Plain text as HTML: what an empty line stands between is a paragraph."""
    parts = [squeezed(part) for part in re.split(r"\n\s*\n", text)]
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in parts if part)


def has_tags(html: str) -> bool:
    return bool(TAG.search(html))


def absolute(html: str, base: str) -> str:
    """`html` with its relative addresses resolved against `base`, if there is one, and nothing else changed."""
    if not base:
        return html
    return OPENING_TAG.sub(lambda tag: ADDRESS.sub(lambda found: resolved(found, base), tag[0]), html)


def resolved(found: re.Match[str], base: str) -> str:
    quote, address = found[2][0], unescape(found[2][1:-1]).strip()
    if not address or address.startswith("#") or SCHEME.match(address):
        return found[0]
    joined = urljoin(base, address).replace("&", "&amp;").replace(quote, "&quot;" if quote == '"' else "&#39;")
    return f"{found[1]}{quote}{joined}{quote}"
