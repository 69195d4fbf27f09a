"""HTML from elsewhere as the blocks of a body; what has no block goes as text, so that nothing is lost.

It is read as a stream, so its cost grows with its length however deep it is nested, and only the tags named
here are ever written again.
"""

from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

__all__ = ["Picture", "ReadBody", "read_body"]

INLINE = {"b": "b", "strong": "b", "i": "i", "em": "i", "cite": "i", "sup": "sup", "sub": "sub"}
HEADINGS = {"h1": "2", "h2": "2", "h3": "3", "h4": "4", "h5": "4", "h6": "4"}
# A tag that begins or ends one of these ends the paragraph before it.
BREAKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "body",
        "center",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "footer",
        "form",
        "header",
        "hr",
        "html",
        "legend",
        "main",
        "nav",
        "p",
        "pre",
        "section",
        "summary",
    ]
)
SILENT = frozenset(["head", "math", "noscript", "script", "style", "svg", "template", "title"])
SCHEMES = frozenset(("http", "https", "mailto", "tel"))
PLAYERS = frozenset(["audio", "embed", "iframe", "object", "source", "video"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture that the HTML shows, by its absolute address."""

    url: str
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBody:
    """The blocks of `newsroom.blocks.BodyBlock`, by name and value, and the pictures that were left out of them."""

    # Any: each block has a value of its own shape.
    blocks: tuple[tuple[str, Any], ...]
    pictures: tuple[Picture, ...] = ()


def read_body(html: str, base: str) -> ReadBody:
    """Turn `html` into blocks; `base` is the address that its links are relative to."""
    reader = BodyReader(base)
    reader.feed(html)
    reader.close()
    reader.end_everything()
    return ReadBody(blocks=tuple(map(joined, reader.blocks)), pictures=tuple(reader.pictures))


# Any: as above.
def joined(block: tuple[str, Any]) -> tuple[str, Any]:
    """A block whose paragraphs, kept apart while they were read, are one text."""
    name, value = block
    return (name, "".join(value)) if name == "paragraph" else block


@dataclass(slots=True)
class Text:
    """A run of inline HTML being written: its parts, and the tags that are open in it."""

    parts: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def say(self, words: str) -> None:
        self.parts.append(escape(words, quote=False))

    def begin(self, tag: str, attributes: str = "") -> None:
        if tag not in self.open:
            self.open.append(tag)
            self.parts.append(f"<{tag}{attributes}>")

    def end(self, tag: str) -> None:
        """Close `tag` and what was opened inside it."""
        if tag in self.open:
            while (inner := self.open.pop()) != tag:
                self.parts.append(f"</{inner}>")
            self.parts.append(f"</{tag}>")

    def take(self) -> str:
        """The run so far, closed; the tags that were open are open again in the next."""
        again = [tag for tag in self.open if tag != "a"]
        for tag in list(reversed(self.open)):
            self.end(tag)
        written = "".join(self.parts).strip()
        self.parts.clear()
        for tag in again:
            self.begin(tag)
        return written if has_words(written) else ""


def has_words(html: str) -> bool:
    """Whether anything but tags and white space is in `html`, which this module has written itself."""
    inside = False
    for letter in html:
        if letter in "<>":
            inside = letter == "<"
        elif not inside and not letter.isspace():
            return True
    return False


class BodyReader(HTMLParser):
    """Writes blocks while it reads."""

    def __init__(self, base: str) -> None:
        super().__init__(convert_charrefs=True)
        self.base = base
        self.blocks: list[tuple[str, Any]] = []
        self.pictures: list[Picture] = []
        self.text = Text()
        self.silent = 0  # how many elements are open whose text is for machines
        self.heading = ""
        self.points: list[str] | None = None  # of the list that is being read
        self.lists: list[bool] = []  # the lists that are open, numbered or not
        self.quoted: list[str] | None = None
        self.table: list[list[list[str]]] | None = None  # rows of cells of paragraphs
        self.table_caption = ""
        self.has_head = False
        self.figure_at: int | None = None  # the first picture of the figure that is being read

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in SILENT:
            self.silent += 1
        elif tag in INLINE:
            self.text.begin(INLINE[tag])
        elif tag == "a":
            self.begin_link(given.get("href", ""))
        elif tag == "br":
            self.text.parts.append("<br/>")
        elif tag == "img":
            self.note_picture(given)
        elif tag in PLAYERS:
            self.note_player(given)
        elif tag in BREAKS or tag in HEADINGS or tag in ("ul", "ol", "li", "blockquote", "figure", "table", "tr"):
            self.end_paragraph()
            self.begin_block(tag)
        elif tag in ("td", "th", "caption"):
            self.begin_cell(tag, given)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # HTML does not know the slash, but an empty script must not silence the rest of the story.
        self.handle_starttag(tag, attrs)
        if tag in SILENT:
            self.silent -= 1

    def begin_block(self, tag: str) -> None:
        if tag == "body":
            self.silent = 0  # a head need not be closed
        elif tag in HEADINGS:
            self.heading = HEADINGS[tag]
        elif tag in ("ul", "ol"):
            self.lists.append(tag == "ol")
            if self.points is None and self.quoted is None and self.table is None:
                self.points = []
        elif tag == "blockquote" and self.quoted is None and self.table is None:
            self.end_list()
            self.quoted = []
        elif tag == "table" and self.table is None:
            self.end_list()
            self.end_quote()
            self.table, self.table_caption, self.has_head = [], "", False
        elif tag == "tr" and self.table is not None:
            self.table.append([])
        elif tag == "figure":
            self.figure_at = len(self.pictures)

    def begin_cell(self, tag: str, given: dict[str, str]) -> None:
        if self.table is None:
            return
        self.end_paragraph()
        if tag == "caption":
            return
        if not self.table:
            self.table.append([])
        self.has_head = self.has_head or (tag == "th" and len(self.table) == 1)
        self.table[-1].append([])

    def begin_link(self, href: str) -> None:
        address = self.absolute(href)
        if address:
            self.text.end("a")
            self.text.begin("a", f' href="{escape(address)}"')

    def note_picture(self, given: dict[str, str]) -> None:
        address = self.absolute(given.get("src", ""))
        if address.startswith("http"):
            self.pictures.append(Picture(url=address, alt=given.get("alt", "").strip()))

    def note_player(self, given: dict[str, str]) -> None:
        address = self.absolute(given.get("src") or given.get("data") or "")
        if address.startswith("http"):
            self.end_paragraph()
            self.end_list()
            self.blocks.append(("embed", {"url": address, "title": given.get("title", "")[:250]}))

    def absolute(self, address: str) -> str:
        """The absolute form of `address`; "" when it is empty, broken or of a kind that nobody should follow."""
        try:
            found = urljoin(self.base, address.strip())
            return found if address.strip() and urlsplit(found).scheme.lower() in SCHEMES else ""
        except ValueError:  # such as http://[
            return ""

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in INLINE:
            self.text.end(INLINE[tag])
        elif tag == "a":
            self.text.end("a")
        elif tag == "figcaption":
            self.caption_pictures()
        elif tag == "caption" and self.table is not None:
            self.table_caption = plain(self.text.take())
        elif tag in ("td", "th", "li", "figure") or tag in BREAKS or tag in HEADINGS:
            self.end_paragraph()
            if tag == "figure":
                self.figure_at = None
        elif tag in ("ul", "ol"):
            self.end_paragraph()
            if self.lists:
                numbered = self.lists.pop()
                if not self.lists:
                    self.end_list(numbered)
        elif tag == "blockquote":
            self.end_paragraph()
            self.end_quote()
        elif tag == "table":
            self.end_paragraph()
            self.end_table()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.text.say(data)

    def caption_pictures(self) -> None:
        """Give the caption to the pictures of its figure; without a picture it is text like any other."""
        if self.figure_at is None or self.figure_at == len(self.pictures):
            self.end_paragraph()
            return
        caption = plain(self.text.take())
        self.pictures[self.figure_at :] = [
            Picture(url=picture.url, alt=picture.alt, caption=caption) for picture in self.pictures[self.figure_at :]
        ]

    def end_paragraph(self) -> None:
        """Put what was read since the last block where it belongs."""
        written = self.text.take()
        level, self.heading = self.heading, ""
        if not written:
            return
        if self.table:
            if not self.table[-1]:
                self.table[-1].append([])
            self.table[-1][-1].append(plain(written, with_links=True))
        elif self.quoted is not None:
            self.quoted.append(f"<p>{written}</p>")
        elif self.points is not None:
            self.points.append(written)
        elif level:
            self.blocks.append(("heading", {"text": plain(written), "level": level}))
        elif self.blocks and self.blocks[-1][0] == "paragraph":
            self.blocks[-1][1].append(f"<p>{written}</p>")
        else:
            self.blocks.append(("paragraph", [f"<p>{written}</p>"]))

    def end_list(self, numbered: bool = False) -> None:
        if self.points:
            self.blocks.append(("list", {"ordered": numbered, "items": [f"<p>{point}</p>" for point in self.points]}))
        self.points = None

    def end_quote(self) -> None:
        if self.quoted:
            self.blocks.append(("quote", {"text": "".join(self.quoted), "attribution": ""}))
        self.quoted = None

    def end_table(self) -> None:
        rows = [[" ".join(cell) for cell in row] for row in self.table or [] if any(row)]
        self.table = None
        if not rows:
            return
        width = max(map(len, rows))
        value = {
            "data": [row + [""] * (width - len(row)) for row in rows],
            "first_row_is_table_header": self.has_head,
            "first_col_is_header": False,
            "table_header_choice": "row" if self.has_head else "neither",
            "table_caption": self.table_caption,
        }
        self.blocks.append(("table", value))

    def end_everything(self) -> None:
        """End what the document left open."""
        self.end_paragraph()
        self.end_table()
        self.end_quote()
        self.end_list(bool(self.lists and self.lists[0]))


class WordReader(HTMLParser):
    """Keeps the words of inline HTML, and the addresses of its links when asked."""

    def __init__(self, *, with_links: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.with_links = with_links
        self.words: list[str] = []
        self.address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.words.append(" ")
        if tag == "a" and self.with_links:
            self.address = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.address:
            self.words.append(f" ({self.address})")
            self.address = ""

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def plain(html: str, *, with_links: bool = False) -> str:
    """The words of inline HTML on one line; with the address behind each link when `with_links`."""
    reader = WordReader(with_links=with_links)
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.words).split())
