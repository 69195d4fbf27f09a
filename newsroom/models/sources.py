"""Source: an organisation that we credit, and how far its stories may travel."""

from datetime import datetime, timedelta
from typing import Any

from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.search import index
from wagtail.search.queryset import SearchableQuerySetMixin

from newsroom.names import WEB_ADDRESS, match_key, take_slug
from newsroom.ripples import save_articles_anew, touch
from newsroom.story import Reach, reach_choices

LANGUAGE_TAG = RegexValidator(r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", _("A language tag looks like en, zh-Hans or ar."))
COUNTRY_CODE = RegexValidator(r"^[A-Z]{2}$", _("A country code has two capital letters, such as CN."))

# What of a source is told with its stories.
QUOTED = (
    "name", "slug", "credit", "closing_line", "url", "country", "licence", "licence_url", "copyright",
    "usage_terms", "required_disclosure", "reach",
)  # fmt: skip


class SourceQuerySet(SearchableQuerySetMixin, models.QuerySet["Source"]):
    def named(self, text: str) -> "Source | None":
        """The source whose name, credit or alias is `text`, whatever its case and spaces."""
        key = match_key(text)
        return self.filter(match_keys__contains=f"\n{key}\n").order_by("pk").first() if key else None


class Source(index.Indexed, models.Model):
    """An organisation that supplies stories and must be credited."""

    class Kind(models.TextChoices):
        AGENCY = "agency", _("News agency")
        NEWSPAPER = "newspaper", _("Newspaper")
        BROADCASTER = "broadcaster", _("Broadcaster")
        MINISTRY = "ministry", _("Ministry or authority")
        COMPANY = "company", _("Company")
        ORGANISATION = "organisation", _("Organisation")
        UNIVERSITY = "university", _("University")
        OTHER = "other", _("Other")

    name = models.CharField(_("name"), max_length=160, unique=True)
    slug = models.SlugField(
        _("slug"),
        max_length=160,
        unique=True,
        blank=True,
        allow_unicode=True,
        help_text=_("The name in web addresses and feeds. Made from the name when left empty. Do not change it later."),
    )
    aliases = models.TextField(
        _("other names"),
        blank=True,
        help_text=_("Other spellings that press releases use, one on each line, such as 中国日报."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.ORGANISATION)
    credit = models.CharField(
        _("credit"), max_length=160, blank=True, help_text=_("How stories name it. Its name when left empty.")
    )
    closing_line = models.CharField(
        _("closing line"),
        max_length=200,
        blank=True,
        help_text=_("The last line of each of its stories. “SOURCE” and the credit when left empty."),
    )
    url = models.URLField(_("web address"), blank=True, validators=[WEB_ADDRESS])
    logo = models.ForeignKey(
        "newsroom.NewsImage", verbose_name=_("logo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    language = models.CharField(
        _("language"), max_length=35, blank=True, validators=[LANGUAGE_TAG], help_text=_("Such as en, zh-Hans or ar.")
    )
    country = models.CharField(
        _("country"), max_length=2, blank=True, validators=[COUNTRY_CODE], help_text=_("Two letters, such as CN.")
    )
    description = models.TextField(_("description"), blank=True)
    reach = models.CharField(
        _("how far its stories may go"),
        max_length=10,
        choices=reach_choices,
        default=Reach.SITE.value,
        help_text=_(
            "Set this to what the source has agreed to. A change takes effect on its published stories at once."
        ),
    )
    confirmed = models.BooleanField(
        _("confirmed by a person"),
        default=True,
        help_text=_("Off for a source that was found in a press release and that nobody has looked at yet."),
    )
    licence = models.CharField(_("licence"), max_length=160, blank=True)
    licence_url = models.URLField(_("licence address"), blank=True, validators=[WEB_ADDRESS])
    copyright = models.CharField(
        _("copyright line"), max_length=200, blank=True, help_text=_("Such as © 2026 China Daily.")
    )
    usage_terms = models.TextField(_("terms of use"), blank=True)
    required_disclosure = models.TextField(
        _("required disclosure"),
        blank=True,
        help_text=_("A sentence that must stand with each of its stories, whatever else is cut."),
    )
    embargo_hours = models.PositiveSmallIntegerField(
        _("hours of embargo"),
        default=0,
        validators=[MaxValueValidator(720)],
        help_text=_(
            "A new story of it is held for so many hours, unless the copy itself names another moment. 0 holds none."
        ),
    )
    match_keys = models.TextField(editable=False, default="")

    objects = SourceQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=2),
        index.AutocompleteField("name"),
        index.SearchField("aliases"),
        index.SearchField("description"),
        index.FilterField("name"),
        index.FilterField("kind"),
        index.FilterField("reach"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return self.name

    @property
    def credited_as(self) -> str:
        """How stories name the source."""
        return self.credit or self.name

    @property
    def closes_with(self) -> str:
        """The last line of each of its stories."""
        return self.closing_line or f"SOURCE {self.credited_as}"

    def holds_until(self, supplied: datetime) -> datetime | None:
        """Until when a story that was supplied at `supplied` is held, on a whole minute as forms write it, or None."""
        if not self.embargo_hours:
            return None
        until = supplied + timedelta(hours=self.embargo_hours)
        minute = until.replace(second=0, microsecond=0)
        return minute if minute == until else minute + timedelta(minutes=1)

    # Any: Django's own arguments.
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the source; its live articles are saved anew when what they quote of it has changed.

        Without a right to show them they are taken off our site, and what is scheduled is not published.
        """
        take_slug(self, self.name)
        names = {match_key(name) for name in (self.name, self.credit, *self.aliases.splitlines())} - {""}
        self.match_keys = "\n".join(["", *sorted(names), ""])
        with transaction.atomic():
            changed = save_articles_anew(self, QUOTED, lambda: super(Source, self).save(*args, **kwargs))
            if changed and self.reach == Reach.NOWHERE:
                take_articles_off(self)


def take_articles_off(source: Source) -> None:
    """Unpublish every live article that credits `source`, and stop those that are scheduled."""
    from wagtail.actions.unpublish_page import UnpublishPageAction

    from newsroom.models import ArticlePage

    for article in ArticlePage.objects.live().crediting(source).filter(alias_of__isnull=True):
        # A page locked by a scheduled edit says that it cannot be unpublished; a right that has ended does not ask it.
        UnpublishPageAction(article).execute(skip_permission_checks=True)
    for revision in ArticlePage.scheduled_revisions():
        article = revision.as_object()
        if source in article.sources:
            revision.approved_go_live_at = None
            revision.save(update_fields=["approved_go_live_at"])
            touch([article])
