"""What an article's body is made of; each block writes itself for our site (a template) and for the wire (`wire`).

Wire HTML is plain and absolute: what a partner may have of it is the business of its profile.
"""

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock as WagtailTableBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText, expand_db_html

from newsroom.released import released_for
from newsroom.representations import picture_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from newsroom.models import ArticlePage, NewsImage
    from newsroom.story import WireContext

INLINE = ["bold", "italic", "link", "superscript", "subscript"]
PROSE = [*INLINE, "ol", "ul"]

# Every `value` below is Any: it is whatever Wagtail makes of a block's content.


class ParagraphBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": PROSE, **kwargs})

    def wire(self, value: RichText, context: "WireContext") -> str:
        return rich_text(value, context)

    class Meta:
        label = _("Paragraph")
        icon = "pilcrow"
        template = "newsroom/blocks/paragraph.html"


class HeadingBlock(blocks.StructBlock):
    """A heading inside the body; the headline itself is the page's h1."""

    text = blocks.CharBlock(label=_("Text"))
    level = blocks.ChoiceBlock(
        label=_("Level"), choices=[("2", _("Heading")), ("3", _("Subheading")), ("4", _("Minor heading"))], default="2"
    )

    def wire(self, value: Any, context: "WireContext") -> str:
        level = value["level"] or "2"
        return f"<h{level}>{escape(value['text'])}</h{level}>"

    class Meta:
        label = _("Heading")
        icon = "title"
        template = "newsroom/blocks/heading.html"


class ImageBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    caption = blocks.TextBlock(label=_("Caption"), required=False, rows=2)
    alt = blocks.CharBlock(
        label=_("Description for those who cannot see it"),
        required=False,
        help_text=_("What the picture shows, in one sentence. The picture's own description when left empty."),
    )

    def pictures(self, value: Any) -> "Iterator[NewsImage]":
        """The pictures that the block shows."""
        if value["image"] is not None:
            yield value["image"]

    def wire(self, value: Any, context: "WireContext") -> str:
        media = context.show(value["image"], alt=value["alt"], caption=value["caption"])
        if media is None:
            return ""
        words = [escape(media.caption)] if media.caption else []
        words += [f"<cite>{escape(media.credit)}</cite>"] if media.credit else []
        caption = f"<figcaption>{' '.join(words)}</figcaption>" if words else ""
        return (
            f'<figure><img src="{escape(media.url)}" width="{media.width}" height="{media.height}"'
            f' alt="{escape(media.alt)}">{caption}</figure>'
        )

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        """The picture with its words, and neither where it may not be shown."""
        shown = picture_of(value["image"], alt=value["alt"])
        words = {name: value[name] if shown else "" for name in ("caption", "alt")}
        return {"image": shown, **words}

    class Meta:
        label = _("Picture")
        icon = "image"
        template = "newsroom/blocks/image.html"


class GalleryBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False)
    images = blocks.ListBlock(ImageBlock(), label=_("Pictures"))

    def pictures(self, value: Any) -> "Iterator[NewsImage]":
        """The pictures that the block shows."""
        for picture in value["images"]:
            yield from self.child_blocks["images"].child_block.pictures(picture)

    def wire(self, value: Any, context: "WireContext") -> str:
        title = f"<h3>{escape(value['title'])}</h3>" if value["title"] else ""
        child = self.child_blocks["images"].child_block
        return title + "".join(child.wire(picture, context) for picture in value["images"])

    class Meta:
        label = _("Gallery")
        icon = "image"
        template = "newsroom/blocks/gallery.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(label=_("Words"), features=INLINE)
    attribution = blocks.CharBlock(label=_("Who said it"), required=False)

    def wire(self, value: Any, context: "WireContext") -> str:
        said = rich_text(value["text"], context)
        who = f"<p><cite>{escape(value['attribution'])}</cite></p>" if value["attribution"] else ""
        return f"<blockquote>{said}{who}</blockquote>"

    class Meta:
        label = _("Quote")
        icon = "openquote"
        template = "newsroom/blocks/quote.html"


class ListBlock(blocks.StructBlock):
    ordered = blocks.BooleanBlock(label=_("Numbered"), required=False)
    items = blocks.ListBlock(blocks.RichTextBlock(features=INLINE), label=_("Points"))

    def wire(self, value: Any, context: "WireContext") -> str:
        tag = "ol" if value["ordered"] else "ul"
        points = "".join(f"<li>{rich_text(point, context)}</li>" for point in value["items"])
        return f"<{tag}>{points}</{tag}>"

    class Meta:
        label = _("List")
        icon = "list-ul"
        template = "newsroom/blocks/list.html"


class TableBlock(WagtailTableBlock):
    def wire(self, value: Any, context: "WireContext") -> str:
        if not value or not value.get("data"):
            return ""
        rows = [
            "<tr>" + "".join(table_cell(value, y, x, text) for x, text in enumerate(row)) + "</tr>"
            for y, row in enumerate(value["data"])
        ]
        caption = f"<caption>{escape(value['table_caption'])}</caption>" if value.get("table_caption") else ""
        has_head = bool(value.get("first_row_is_table_header"))
        head = f"<thead>{rows[0]}</thead>" if has_head else ""
        body = "".join(rows[1:] if has_head else rows)
        return f"<table>{caption}{head}<tbody>{body}</tbody></table>"

    class Meta:
        label = _("Table")
        icon = "table"
        template = "newsroom/blocks/table.html"


class EmbedBlock(blocks.StructBlock):
    """A video or a post elsewhere. Nothing of another company runs in a reader's browser: it is a link."""

    url = blocks.URLBlock(label=_("Address"))
    title = blocks.CharBlock(label=_("What it shows"), required=False)

    def wire(self, value: Any, context: "WireContext") -> str:
        address = escape(context.address(value["url"]))
        title = escape(value["title"])
        # A plain link for everybody; the mark lets cleaning make a frame of it for outlets that take this host's.
        return f'<p><a data-embed href="{address}" title="{title}">{title or address}</a></p>'

    class Meta:
        label = _("Video or post elsewhere")
        icon = "media"
        template = "newsroom/blocks/embed.html"


class AudioBlock(blocks.StructBlock):
    """A recording to listen to. Nothing is fetched of it before a reader presses play; its words can be read instead."""

    url = blocks.URLBlock(label=_("Address"), help_text=_("Of the file itself, such as an mp3."))
    title = blocks.CharBlock(label=_("What is to be heard"))
    transcript = blocks.RichTextBlock(
        label=_("Transcript"), features=PROSE, required=False, help_text=_("For those who cannot hear it.")
    )

    def wire(self, value: Any, context: "WireContext") -> str:
        address = escape(context.address(value["url"]))
        return f'<p><a href="{address}">{escape(value["title"])}</a></p>{rich_text(value["transcript"], context)}'

    class Meta:
        label = _("Recording")
        icon = "media"
        template = "newsroom/blocks/audio.html"


class FactBoxBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False)
    text = blocks.RichTextBlock(label=_("Text"), features=PROSE)

    def wire(self, value: Any, context: "WireContext") -> str:
        title = f"<h3>{escape(value['title'])}</h3>" if value["title"] else ""
        return f"<aside>{title}{rich_text(value['text'], context)}</aside>"

    class Meta:
        label = _("Fact box")
        icon = "info-circle"
        template = "newsroom/blocks/fact_box.html"


class RelatedBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False)
    articles = blocks.ListBlock(blocks.PageChooserBlock(page_type="newsroom.ArticlePage"), label=_("Stories"))

    def wire(self, value: Any, context: "WireContext") -> str:
        """Nothing: the headline of a story that is withdrawn later would live on in every partner's copy of this one."""
        return ""

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Show those of the stories that are released now."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        context["articles"] = self.released(value, context.get("request"))
        return context

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        shown = [{"id": page.pk, "headline": page.title, "url": page.full_url} for page in self.released(value, None)]
        return {"title": value["title"], "articles": shown}

    def released(self, value: Any, request: "HttpRequest | None") -> "list[ArticlePage]":
        chosen = [page.pk for page in value["articles"] if page is not None]
        found = {page.pk: page for page in released_for(request).filter(pk__in=chosen).defer_streamfields()}
        return [found[pk] for pk in chosen if pk in found]

    class Meta:
        label = _("Related stories")
        icon = "doc-full"
        template = "newsroom/blocks/related.html"


class BodyBlock(blocks.StreamBlock):
    paragraph = ParagraphBlock()
    heading = HeadingBlock()
    image = ImageBlock()
    gallery = GalleryBlock()
    quote = QuoteBlock()
    list = ListBlock()
    table = TableBlock()
    embed = EmbedBlock()
    audio = AudioBlock()
    fact_box = FactBoxBlock()
    related = RelatedBlock()

    def wire(self, value: Any, context: "WireContext") -> str:
        """The whole body as HTML, a block on each line."""
        written = (child.block.wire(child.value, context) for child in value)
        return "\n".join(html for html in written if html)

    def pictures(self, value: Any) -> "Iterator[NewsImage]":
        """Every picture in the body, in order of appearance."""
        for child in value:
            if hasattr(child.block, "pictures"):
                yield from child.block.pictures(child.value)


def rich_text(value: RichText | None, context: "WireContext") -> str:
    """Rich text as HTML with absolute links. Links to articles that are not released have no address."""
    if value is None:
        return ""
    return HREF.sub(
        lambda found: f'{found[1]}"{escape(context.address(unescape(found[2])))}"',
        expand_db_html(value.source),
    )


# Wagtail stores rich text with every attribute in double quotes, and text with `<` escaped; what has more of them is no link.
HREF = re.compile(r'(<a\s(?:[^<>]*\s)?href=)"([^"]*)"')


def table_cell(table: dict[str, Any], y: int, x: int, text: str | None) -> str:
    is_head = (y == 0 and table.get("first_row_is_table_header")) or (x == 0 and table.get("first_col_is_header"))
    tag = "th" if is_head else "td"
    return f"<{tag}>{escape(text or '')}</{tag}>"
