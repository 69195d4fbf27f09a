"""Links in rich text: an article that is not released has no address yet, and its slug would tell its headline."""

from html import escape

from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

__all__ = ["ReleasedPageLinkHandler"]


class ReleasedPageLinkHandler(PageLinkHandler):
    """Writes links to pages as Wagtail does, those to unreleased articles as bare words.

    A link leads to the page that was chosen, not to its translation into the language that happens to be active: a
    story is written for the wire in whatever language its editor's screen has.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        from newsroom.models import ArticlePage  # the models' blocks write rich text

        pages = cls.get_many(attrs_list)
        asked = [page.pk for page in pages if isinstance(page, ArticlePage)]
        released = (
            set(ArticlePage.objects.released().filter(pk__in=asked).values_list("pk", flat=True)) if asked else set()
        )
        return [
            f'<a href="{escape(page.url)}">' if page is not None and is_open(page, released) and page.url else "<a>"
            for page in pages
        ]


def is_open(page: Page, released: set[int]) -> bool:
    """Whether the address of `page` may be told, when the articles with these numbers are released."""
    from newsroom.models import ArticlePage

    return page.pk in released or not isinstance(page, ArticlePage)
