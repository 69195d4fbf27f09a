"""What editors keep: sources, people, topics, pictures, articles and the pages that list them."""

from newsroom.models.article_page import ArticleCredit, ArticleNotice, ArticlePage
from newsroom.models.articles import ArticleMixin
from newsroom.models.images import NewsImage, NewsRendition
from newsroom.models.people import Contributor
from newsroom.models.sections import ArticleIndexPage, SourceIndexPage, TopicIndexPage
from newsroom.models.sources import Source
from newsroom.models.topics import Topic

__all__ = [
    "ArticleCredit", "ArticleIndexPage", "ArticleMixin", "ArticleNotice", "ArticlePage", "Contributor", "NewsImage",
    "NewsRendition", "Source", "SourceIndexPage", "Topic", "TopicIndexPage",
]  # fmt: skip
