"""Every token and component of the readers' pages on one page, for who works on them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home.masthead import masthead_for
from newsroom.models import ArticleNotice, ArticlePage
from newsroom.story import notice_kind_choices

__all__ = ["Token", "style_guide", "tokens"]

SAMPLES = 8
# Any film will do: nothing is asked of its host before somebody presses play.
FILM = {"url": "https://vimeo.com/1084537", "title": "A film of it"}
COLOUR = re.compile(r"#[0-9a-f]{3,8}$")
TOKEN = re.compile(r"--([\w-]+):\s*([^;]+);")


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A custom property of the style sheet, as it is in a light scheme."""

    name: str
    value: str

    @property
    def kind(self) -> str:
        """colour, step (of the type), gap, or other."""
        if COLOUR.match(self.value):
            return "colour"
        prefix = self.name.partition("-")[0]
        return prefix if prefix in ("step", "gap") else "other"


@lru_cache(maxsize=1)
def tokens() -> tuple[Token, ...]:
    """Those of the sheet's first rule, in its order."""
    sheet = Path(str(finders.find("site.css"))).read_text(encoding="utf-8")
    first = sheet[sheet.index(":root {") : sheet.index("}")]
    return tuple(Token(name=name, value=value.strip()) for name, value in TOKEN.findall(first))


@require_safe
def style_guide(request: HttpRequest) -> HttpResponse:
    """The guide, with stories of this site for samples; 404 for readers of a site that is not being worked on."""
    if not (settings.DEBUG or request.user.has_perm("wagtailadmin.access_admin")):
        raise Http404
    articles = list(masthead_for(request).released.newest_first().for_cards()[:SAMPLES])
    context = {
        "tokens": tokens(),
        "with_picture": next((article for article in articles if article.shown_lead), None),
        "articles": articles,
        "foreign": foreign(articles),
        "notices": notices(),
        "film": FILM,
        "leaf": Paginator(articles, max(1, len(articles) // 3)).get_page(2),
    }
    return render(request, "home/style_guide.html", context)


def foreign(articles: list[ArticlePage]) -> list[ArticlePage]:
    """One story for each language beside that of the first."""
    first = {article.language_tag: article for article in reversed(articles)}
    return list(first.values())


def notices() -> list[ArticleNotice]:
    """One of each kind, in memory."""
    text = _("The dam holds 48 million cubic metres, not 84 million as we wrote.")
    return [ArticleNotice(kind=kind, text=text, at=timezone.now()) for kind, _label in notice_kind_choices()]
