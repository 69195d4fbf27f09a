"""Links in rich text: an article that is not released has no address yet, and its slug would tell its headline."""

from html import escape

from wagtail.rich_text.pages import PageLinkHandler

__all__ = ["ReleasedPageLinkHandler"]


class ReleasedPageLinkHandler(PageLinkHandler):
    """Writes links to pages as Wagtail does, those to unreleased articles as bare words."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        from newsroom.models import ArticlePage  # the models' blocks write rich text

        pages = cls.get_many(attrs_list)
        asked = [page.pk for page in pages if isinstance(page, ArticlePage)]
        released = (
            set(ArticlePage.objects.released().filter(pk__in=asked).values_list("pk", flat=True)) if asked else set()
        )
        return [
            f'<a href="{escape(page.localized.url)}">'
            if page is not None and page.localized.url and (page.pk in released or not isinstance(page, ArticlePage))
            else "<a>"
            for page in pages
        ]
