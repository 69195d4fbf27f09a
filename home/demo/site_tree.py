"""The pages of the demo that are no articles: front pages, sections, the lists of sources and topics."""

from html import escape

from wagtail.models import Locale, Page, Site

from home.demo.content import DemoAbout, DemoSection
from home.models import AboutPage
from newsroom.models import ArticleIndexPage, ArticlePage, SourceIndexPage, TopicIndexPage

__all__ = ["choose_lead", "home_page", "load_about", "load_lists", "load_section"]

HOME_TITLES = {"zh-hans": "首页", "ar": "الرئيسية"}


def load_section(section: DemoSection) -> None:
    home = home_page(section.language)
    if not ArticleIndexPage.objects.child_of(home).filter(slug=section.slug).exists():
        add_page(
            home,
            ArticleIndexPage(
                title=section.title,
                slug=section.slug,
                introduction=f"<p>{escape(section.introduction)}</p>",
                receives_wire_copy=section.receives_wire_copy,
                show_in_menus=True,
            ),
        )


def load_lists() -> None:
    """The page of all sources and that of all topics."""
    home = home_page("en")
    for model, title in ((SourceIndexPage, "Sources"), (TopicIndexPage, "Topics")):
        if not model.objects.child_of(home).exists():
            add_page(home, model(title=title, slug=title.lower(), show_in_menus=True))


def load_about(about: DemoAbout) -> None:
    """The page about the paper, in each language a translation of the first."""
    home = home_page(about.language)
    if AboutPage.objects.child_of(home).exists():
        return
    first = AboutPage.objects.child_of(home_page("en")).first()
    page = AboutPage(
        title=about.title,
        slug=about.slug,
        introduction=about.introduction,
        body=about.body.strip(),
        responsible=about.responsible.strip(),
        email=about.email,
        telephone=about.telephone,
        corrections_policy=about.corrections_policy,
        sources_policy=about.sources_policy,
    )
    if first is not None:
        page.translation_key = first.translation_key
    add_page(home, page)


def home_page(language: str) -> Page:
    """The front page of a language, made as a translation of the site's own when it is not there."""
    home = Site.objects.get(is_default_site=True).root_page.specific
    locale, _ = Locale.objects.get_or_create(language_code=language.lower())
    if locale == home.locale:
        return home
    translated = home.get_translation_or_none(locale)
    if translated is None:
        translated = home.copy_for_translation(locale)
        translated.title = HOME_TITLES[locale.language_code]
        translated.save_revision().publish()
    return Page.objects.get(pk=translated.pk).specific


def add_page(parent: Page, page: Page) -> None:
    page.live = False
    page.locale = parent.locale
    parent.add_child(instance=page)
    page.save_revision().publish()


def choose_lead(slugline: str) -> None:
    """Put a story at the head of the front page, unless somebody has edited that page."""
    home = home_page("en")
    if home.latest_revision_id is None:
        home.lead_article = ArticlePage.objects.get(slugline=slugline)
        home.save_revision().publish()
