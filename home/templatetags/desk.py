"""What the site's templates ask Python for."""

import json
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.feed_links import FeedLink, in_public_feeds, links_to
from home.json_ld import Place, breadcrumbs, moment, news_article
from home.masthead import Edition, Masthead, masthead_for
from home.models import HomePage
from home.pictures import BODY_WIDTHS, LEAD_WIDTHS, ShownPicture, shown_picture
from home.players import player_of
from home.reading import Reading
from home.reading import reading as read
from home.search_page import Choice
from home.share_image import share_address
from newsroom.models import ArticlePage, Source, Topic
from newsroom.models.articles import bcp47
from newsroom.models.images import NewsImage
from newsroom.story import InvalidStory, direction
from syndication.public import public_outlet

register = template.Library()
register.filter("iso", moment)
register.simple_tag(player_of)

DESCRIPTION = 300  # characters; search engines show half of it

# Any, below: a template's context holds anything.


@register.simple_tag(takes_context=True)
def masthead(context: dict[str, Any]) -> Masthead:
    return masthead_for(context["request"])


@register.simple_tag(takes_context=True)
def editions(context: dict[str, Any], page: Page | None) -> list[Edition]:
    return masthead_for(context["request"]).editions(page or None)


@register.simple_tag(takes_context=True)
def source_url(context: dict[str, Any], source: Source) -> str:
    return masthead_for(context["request"]).source_url(source)


@register.simple_tag(takes_context=True)
def topic_url(context: dict[str, Any], topic: Topic) -> str:
    return masthead_for(context["request"]).topic_url(topic)


@register.simple_tag(takes_context=True)
def reading(context: dict[str, Any], page: ArticlePage) -> Reading:
    """What stands round the article; asked for once, however many blocks of its template need it."""
    request = context["request"]
    kept: Reading | None = getattr(request, "reading", None)
    if kept is None:
        kept = request.reading = read(page, masthead_for(request))
    return kept


@register.simple_tag(takes_context=True)
def feeds_about(context: dict[str, Any], row: Source | Topic | None = None) -> list[FeedLink]:
    """The feeds about a source or a topic when it has any, then the site's own; asked for once."""
    request = context["request"]
    kept: list[FeedLink] | None = getattr(request, "feeds", None)
    if kept is None:
        kept = request.feeds = feeds_near(row, masthead_for(request))
    return kept


def feeds_near(row: Source | Topic | None, masthead: Masthead) -> list[FeedLink]:
    outlet = public_outlet(masthead.request)
    if outlet is None:
        return []
    found: list[FeedLink] = []
    if isinstance(row, Source) and in_public_feeds(masthead.released.crediting(row)).exists():
        found = links_to(outlet, f"{row.credited_as} · {masthead.name}", "sources", row.slug)
    elif isinstance(row, Topic) and in_public_feeds(masthead.released.about(row)).exists():
        found = links_to(outlet, f"{row.name} · {masthead.name}", "topics", row.slug)
    return found + links_to(outlet, masthead.name)


@register.simple_tag(takes_context=True)
def json_ld(context: dict[str, Any], page: ArticlePage, shown: Reading) -> SafeString:
    """The article and the way to it as JSON-LD, a script element each; nothing of a draft that is no story yet."""
    top = masthead_for(context["request"])
    place = Place(
        url=page.full_url or top.canonical,
        paper=top.name,
        home=top.absolute("/"),
        logo=top.absolute(static("logo.svg")),
        section=top.absolute(shown.section.get_url(top.request)) if shown.section else "",
    )
    try:
        told = [news_article(page, shown, place), breadcrumbs(page, shown, place)]
    except InvalidStory:
        return SafeString("")
    return mark_safe("".join(map(script, told)))  # noqa: S308  # JSON without a `<`


def script(told: dict[str, Any]) -> str:
    """As a script element; a `<` in it could end that element."""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


@register.simple_tag(takes_context=True)
def share_picture(context: dict[str, Any], page: ArticlePage) -> str:
    """The absolute address of the picture that stands for the story where it is shared; "" of a draft."""
    top = masthead_for(context["request"])
    path = share_address(page, top)
    return top.absolute(path) if path else ""


@register.simple_tag
def shown_in(image: NewsImage, kind: str) -> ShownPicture:
    """The forms of a picture at the head of an article, `lead`, or in its `body`."""
    return shown_picture(image, LEAD_WIDTHS if kind == "lead" else BODY_WIDTHS)


@register.simple_tag(takes_context=True)
def description(context: dict[str, Any], heading: str = "") -> str:
    """What the page is about, for search engines: its own words, those on what it is about, else `heading` and the paper's."""
    page = context.get("page") or None
    about = next(filter(None, map(context.get, ("source", "topic", "feed", "person"))), None)
    own = [
        getattr(page, "search_description", ""),
        getattr(about, "description", "") or getattr(about, "biography", ""),
        getattr(page, "introduction", ""),
    ]
    words = next((text for text in own if text), "") or opening(page)
    if words:
        return Truncator(" ".join(strip_tags(words).split())).chars(DESCRIPTION)
    title = heading or ("" if isinstance(page, HomePage) else getattr(about, "name", "") or getattr(page, "title", ""))
    name = masthead_for(context["request"]).name
    paper = _("%(name)s names the source of every story and says what was corrected, and when.") % {"name": name}
    return " · ".join(filter(None, [title, paper]))


def opening(page: Any) -> str:
    """The summary of an article, else its first paragraph, as HTML; "" of every other page."""
    if not isinstance(page, ArticlePage):
        return ""
    return page.summary or next((block.value.source for block in page.body if block.block_type == "paragraph"), "")


@register.simple_tag(takes_context=True)
def absolute(context: dict[str, Any], path: str) -> str:
    """The address of `path` on the site's own host."""
    return masthead_for(context["request"]).absolute(path)


@register.simple_tag(takes_context=True)
def spoken(context: dict[str, Any], article: ArticlePage) -> SafeString | str:
    """`lang` and `dir` for an article among text in another language; nothing in its own."""
    tag = language_of(article, context)
    return "" if tag == bcp47(get_language() or "") else spoken_in(tag)


@register.simple_tag
def spoken_here() -> SafeString:
    """`lang` and `dir` of the page's own language, for its words inside an article in another."""
    return spoken_in(bcp47(get_language() or "en"))


@register.simple_tag
def spoken_in(tag: str) -> SafeString:
    """`lang` and `dir` of a language; nothing when nobody has named one."""
    return format_html(' lang="{}" dir="{}"', bcp47(tag), direction(tag)) if tag else SafeString("")


@register.simple_tag(takes_context=True)
def narrowed(context: dict[str, Any], name: str, choice: Choice) -> str:
    """The address of the search with that choice made, or taken back; of its first leaf."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    query[name] = choice.value
    if choice.is_chosen:
        del query[name]
    return f"?{query.urlencode()}"


def language_of(article: ArticlePage, context: dict[str, Any]) -> str:
    """Its language tag, without asking the database once for each card."""
    if article.language:
        return bcp47(article.language)
    homes = masthead_for(context["request"]).homes
    codes = {home.locale_id: home.locale.language_code for home in homes}
    return bcp47(codes[article.locale_id]) if article.locale_id in codes else article.language_tag
