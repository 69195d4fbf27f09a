"""ArticleMixin: what makes a page a press article, for our own page and for a site with another."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from newsroom.blocks import BodyBlock
from newsroom.forms import ArticleForm
from newsroom.genres import genre_choices
from newsroom.models.images import NewsImage
from newsroom.models.people import Contributor
from newsroom.models.sources import COUNTRY_CODE, LANGUAGE_TAG, Source
from newsroom.names import WEB_ADDRESS, free_slug
from newsroom.previews import is_profile_mode, profile_modes, serve_profile_preview
from newsroom.released import ArticleManager
from newsroom.search import bigrams
from newsroom.story import (
    NoticeKind,
    Reach,
    Remark,
    Story,
    as_story,
    direction,
    least_reach,
    reach_choices,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    # What the mixin is mixed into; at run time it leaves the choice of page to the site.
    from wagtail.models import Page as MixedWith

    from newsroom.models.article_parts import ArticleCreditFields
else:
    MixedWith = models.Model


class ArticleMixin(MixedWith):
    """What makes a Wagtail page a press article; mix it in before the site's own page class.

    The page brings three more relations, from models whose `page` leads to it: `credits` (`ArticleCreditFields`) and
    `notices` (`ArticleNoticeFields`) by a ParentalKey, `pictures` (`ArticlePictureFields`) by a plain foreign key.
    """

    # Whether it was read from `released_for` in this very request: then it need not be asked again.
    is_known_released = False

    # Of the page that it is mixed into.
    slug: str
    first_published_at: datetime | None
    last_published_at: datetime | None

    story_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slugline = models.CharField(
        _("slugline"), max_length=80, blank=True, help_text=_("The newsroom's short working name, such as DAM-REOPEN.")
    )
    summary = models.TextField(
        _("summary"),
        max_length=1000,
        blank=True,
        help_text=_("One or two sentences for lists, feeds and search results."),
    )
    dateline_place = models.CharField(
        _("dateline place"), max_length=120, blank=True, help_text=_("Where it was filed, such as BEIJING.")
    )
    dateline_date = models.DateField(_("dateline day"), null=True, blank=True)
    source = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Who supplied it: an agency, a ministry, a company. Never the service that carried it."),
    )
    lead_image = models.ForeignKey(
        NewsImage, verbose_name=_("lead picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    lead_caption = models.TextField(_("caption"), blank=True)
    lead_alt = models.CharField(
        _("description for those who cannot see it"),
        max_length=500,
        blank=True,
        help_text=_("What the picture shows, in one sentence. The picture's own description when left empty."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    language = models.CharField(
        _("language"),
        max_length=35,
        blank=True,
        validators=[LANGUAGE_TAG],
        help_text=_("Such as en, zh-Hans or ar. That of the section when left empty."),
    )
    urgency = models.PositiveSmallIntegerField(
        _("urgency"),
        default=0,
        validators=[MinValueValidator(0), MaxValueValidator(9)],
        help_text=_("From 1, the most urgent, to 9; 0 when nobody has said."),
    )
    genre = models.CharField(_("genre"), max_length=60, blank=True, choices=genre_choices)
    topics = ParentalManyToManyField("newsroom.Topic", verbose_name=_("topics"), blank=True, related_name="+")
    place_name = models.CharField(_("place"), max_length=160, blank=True, help_text=_("Where the story plays."))
    place_country = models.CharField(
        _("country"), max_length=2, blank=True, validators=[COUNTRY_CODE], help_text=_("Two letters, such as CN.")
    )
    latitude = models.FloatField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    embargoed_until = models.DateTimeField(
        _("embargoed until"),
        null=True,
        blank=True,
        help_text=_("Nobody sees it before this moment, however it is published. Publishing it earlier schedules it."),
    )
    canonical_url = models.URLField(
        _("original address"),
        max_length=1000,
        validators=[WEB_ADDRESS],
        blank=True,
        help_text=_("Where it first appeared, when that is not here."),
    )
    external_id = models.CharField(
        _("supplier's number"), max_length=400, blank=True, db_index=True, help_text=_("What its supplier calls it.")
    )
    follows = models.ForeignKey(
        "self",
        verbose_name=_("follows up"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The earlier story that this one follows up, so that partners can join the two."),
    )
    reach = models.CharField(
        _("how far it may go"),
        max_length=10,
        choices=reach_choices,
        default=Reach.PARTNERS.value,
        help_text=_("Limits this one story. It never goes further than its sources allow."),
    )

    objects = ArticleManager()

    base_form_class = ArticleForm
    # A copy is another story: it has its own number, and what was corrected in the first is not its business.
    exclude_fields_in_copy: ClassVar[list[str]] = ["story_id", "external_id", "notices"]

    class Meta:
        abstract = True

    # What it says

    @property
    def headline(self) -> str:
        return self.title

    @property
    def language_tag(self) -> str:
        """Its language as a BCP 47 tag, that of its part of the site when nobody has named one."""
        return bcp47(self.language or self.locale.language_code)

    @property
    def sources(self) -> list[Source]:
        """The organisation that supplied it, then the further ones, each once."""
        rows = [row for row in self.credits.all() if row.source_id]
        models.prefetch_related_objects(rows, "source")
        return self.sources_among(rows)

    def sources_among(self, rows: "list[ArticleCreditFields]") -> list[Source]:
        """The organisation that supplied it, then those that `rows` of its credits name, each once."""
        found = [self.source, *(row.source for row in rows)]
        return list({source.pk: source for source in found if source is not None}.values())

    @property
    def people(self) -> "list[ArticleCreditFields]":
        """The credits that name somebody other than a source on file."""
        rows = [row for row in self.credits.all() if row.source_id is None]
        models.prefetch_related_objects([row for row in rows if row.contributor_id], "contributor")
        return rows

    @property
    def shown_lead(self) -> NewsImage | None:
        """The lead picture, unless its rights say that it may not be shown."""
        return self.lead_image if self.lead_image is not None and self.lead_image.reach != Reach.NOWHERE else None

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, from the language."""
        return direction(self.language_tag)

    @property
    def least_reach(self) -> Reach:
        """How far it may travel: the least of its own reach and that of each source; nowhere without a source."""
        if self.source_id is None:
            return Reach.NOWHERE
        return least_reach([self.reach, *(source.reach for source in self.sources)])

    @property
    def section(self) -> str:
        """The headline of the page that it stands under."""
        parent = self.get_parent() if self.path else None
        return parent.title if parent else ""

    def pictures_shown(self) -> list[NewsImage]:
        """The lead picture and those of the body, each once."""
        found = [self.lead_image] if self.lead_image_id else []
        found += self.body.stream_block.pictures(self.body)
        return list({image.pk: image for image in found if image is not None}.values())

    # To the wire and from it

    def as_story(self) -> Story:
        """Everything on the page as a story, from the instance as it stands in memory. Raises `InvalidStory`."""
        return as_story(self)

    @classmethod
    def from_story(
        cls, story: Story, parent: Any, *, page: Self | None = None, source: str = ""
    ) -> tuple[Self, tuple[Remark, ...]]:
        """File `story` as a draft: a new child of `parent`, or a new revision of `page`.

        `source` is the slug of the source to credit; raises `LookupError` when it is unknown.
        """
        from newsroom.filing import file_story  # it knows the models of this package

        return file_story(cls, story, parent, page=page, source=source)

    @classmethod
    def draft_from_story(cls, story: Story, parent: Any, *, source: str = "") -> tuple[Self, tuple[Remark, ...]]:
        """A new article of `story`, unsaved, that may be published at once. Raises `LookupError` and `ValidationError`."""
        from newsroom.filing import draft_story  # it knows the models of this package

        return draft_story(cls, story, parent, source=source)

    @classmethod
    def intake_parent(cls) -> Any:
        """The section where wire copy is filed. Raises `LookupError` with a sentence."""
        from newsroom.models.sections import ArticleIndexPage  # sections list articles

        section = ArticleIndexPage.objects.filter(receives_wire_copy=True).order_by("path").first()
        if section is None:
            raise LookupError("no section receives wire copy; tick “Receives wire copy” on one of them")
        return section

    def add_notice(self, kind: NoticeKind, text: str, at: datetime) -> None:
        """Append a public notice to the page in memory; the caller saves and publishes."""
        rows = list(self.notices.all())
        self.notices.add(self.notices.model(kind=str(kind), text=text, at=at, sort_order=len(rows)))

    def conceal_media(self) -> None:
        """Move the pictures of all its versions that no other released article shows to addresses that nobody knows."""
        from newsroom.every_version import pictures_of_every_version  # it knows the pictures of this package

        others = type(self).objects.released().exclude(pk=self.pk)
        for image in pictures_of_every_version(self):
            if not others.showing(image).exists():
                image.conceal()

    # When it may be seen

    def is_released(self, now: datetime | None = None) -> bool:
        """Whether anybody may read it at `now`, as its row in the database says."""
        return bool(type(self).objects.filter(pk=self.pk).released(now).exists())

    def is_showable(self, now: datetime | None = None) -> bool:
        """Whether it may be shown at `now` to whoever may see its branch of the tree."""
        return bool(type(self).objects.filter(pk=self.pk).showable(now).exists())

    def opens_at(self, now: datetime) -> datetime | None:
        """The moment ahead of `now` before which it may not be seen; None when there is none."""
        moments = [moment for moment in (self.embargoed_until, self.go_live_at) if moment and moment > now]
        return max(moments, default=None)

    @classmethod
    def scheduled_revisions(cls) -> "models.QuerySet[Revision]":
        """The revisions of articles that wait for their moment."""
        return Revision.objects.filter(
            approved_go_live_at__isnull=False, content_type=ContentType.objects.get_for_model(cls)
        )

    def publish_problems(self, sources: Sequence[Source]) -> "dict[str, _StrPromise]":
        """What keeps it from being published when it credits `sources`: by field, a sentence each."""
        problems = {}
        if not self.title.strip():
            problems["title"] = _("Write a headline before publishing.")
        if not len(self.body):
            problems["body"] = _("Write a body before publishing.")
        if self.source_id is None:
            problems["source"] = _("Credit a source before publishing.")
        elif any(source.reach == Reach.NOWHERE for source in sources):
            problems["source"] = _("One of its sources does not allow us to show its stories.")
        if self.reach == Reach.NOWHERE:
            problems["reach"] = _("It may go nowhere, so it cannot be published.")
        return problems

    def full_clean(self, exclude: Any = None, **kwargs: Any) -> None:
        self.take_free_slug()
        super().full_clean(exclude=exclude, **kwargs)
        # A form names what it excludes, and it asks for these itself: a draft needs only a headline.
        if self.live and exclude is None and (problems := self.publish_problems(self.sources)):
            raise ValidationError(problems)

    def minimal_clean(self) -> None:
        self.take_free_slug()
        super().minimal_clean()

    def take_free_slug(self) -> None:
        """Two stories may have one headline: the second gets a number, never an error that would stop autosave."""
        if not self.slug:
            in_unicode = getattr(settings, "WAGTAIL_ALLOW_UNICODE_SLUGS", True)
            # A headline such as “!!!” has no letter to make an address of.
            self.slug = slugify(self.title, allow_unicode=in_unicode)[:245] or f"story-{self.story_id.hex[:8]}"
        if self.path:
            self.slug = free_slug(self.slug, self.get_parent(), self.pk)

    # Any, below: Wagtail's own arguments.
    def save(self, clean: bool = True, user: Any = None, log_action: Any = False, **kwargs: Any) -> Any:
        """Write the page; never as live while its hour lies ahead, without a right to show it, or before its original.

        What code saves as live too early is scheduled for its hour. Raises `ValidationError`.
        """
        fields = kwargs.get("update_fields")
        writes_live = fields is None or "live" in fields
        if self._state.adding and self.alias_of_id:
            self.story_id = uuid.uuid4()  # Wagtail copies every field to an alias
        opens_at = None
        if self.live and writes_live:
            if clean:
                self.full_clean()
                clean = False  # once is enough, and what is held back below was complete
            opens_at = self.hold_back(timezone.now())
            if fields is not None:
                kwargs["update_fields"] = {*fields, "live", "live_revision", "has_unpublished_changes"}
        result = super().save(clean=clean, user=user, log_action=log_action, **kwargs)
        if fields is None or {"body", "lead_image"} & set(fields):
            self.note_pictures()
        if writes_live and not self.alias_of_id:
            self.keep_revision(opens_at)
        return result

    def note_pictures(self) -> None:
        """Keep which pictures the saved row shows, so that a picture can be asked who shows it."""
        shown = {image.pk for image in self.pictures_shown()}
        noted = set(self.pictures.values_list("image", flat=True))
        self.pictures.filter(image__in=noted - shown).delete()
        row = self.pictures.model
        row.objects.bulk_create([row(page=self, image_id=pk) for pk in sorted(shown - noted)], ignore_conflicts=True)

    def hold_back(self, now: datetime) -> datetime | None:
        """Make the instance a draft when it may not be live at `now`; return the moment to schedule it for."""
        opens_at = self.opens_at(now) if (is_permitted := self.least_reach is not Reach.NOWHERE) else None
        original_is_down = (
            self.alias_of_id is not None and not Page.objects.filter(pk=self.alias_of_id, live=True).exists()
        )
        if opens_at or original_is_down or not is_permitted:
            self.live = False
            self.live_revision = None
            self.has_unpublished_changes = True
        else:
            # Code that makes a page live without publishing it leaves these out, and lists are sorted by them.
            self.first_published_at = self.first_published_at or now
            self.last_published_at = self.last_published_at or now
        return opens_at

    def keep_revision(self, opens_at: datetime | None) -> None:
        """Schedule a page that was held back, and give one that was born live the revision that shows it.

        Without a live revision Wagtail takes a live page down when a later edit of it is scheduled.
        """
        if opens_at is not None:
            revision = self.save_revision(approved_go_live_at=opens_at, clean=False)
            self.revisions.exclude(pk=revision.pk).update(approved_go_live_at=None)
        elif self.live and self.live_revision_id is None:
            self.live_revision = self.save_revision(changed=False, clean=False)
            type(self).objects.filter(pk=self.pk).update(live_revision=self.live_revision)

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False) -> Self:
        """As modelcluster does, for which a protected source that is gone is an error nobody could get past."""
        rows = data.get("credits", [])
        sources = gone(Source, [data.get("source"), *(row.get("source") for row in rows)])
        contributors = gone(Contributor, [row.get("contributor") for row in rows])
        if sources or contributors:
            rows = [
                row for row in rows if row.get("source") not in sources and row.get("contributor") not in contributors
            ]
            data = {**data, "credits": rows, "source": None if data.get("source") in sources else data.get("source")}
        return super().from_serializable_data(data, check_fks=check_fks, strict_fks=strict_fks)

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """The page as a revision has it: with its own number, its published notices, and not before its embargo."""
        page = super().with_content_json(content)
        page.story_id = self.story_id
        # Wagtail takes it from the revision, which may be older than the publishing of the page.
        page.live_revision_id = self.live_revision_id
        opens_at = page.opens_at(timezone.now())
        if opens_at is not None:
            page.go_live_at = opens_at  # Wagtail's publish then schedules it
        self.hand_notices_to(page)
        return page

    def hand_notices_to(self, page: Self) -> None:
        """A published notice stays, whichever older version is brought back."""
        if self.last_published_at is None or self.pk is None:
            return
        kept = list(page.notices.all())
        known = {row.pk for row in kept} | {(row.kind, row.at) for row in kept}
        for row in self.notices.get_live_queryset():
            if row.pk not in known and (row.kind, row.at) not in known:
                page.notices.add(row)

    # On our site

    @cached_property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """Our own page first, then the article as each profile would have it. Cached, for the editor asks ten times."""
        return [*super().preview_modes, *profile_modes()]

    def serve_preview(self, request: HttpRequest, mode_name: str | None) -> HttpResponse:
        """Show the unsaved article as Wagtail does, or as a partner's profile would have it."""
        if is_profile_mode(mode_name):
            return serve_profile_preview(self, request, mode_name)
        return super().serve_preview(request, mode_name)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; 404 for one that may not be shown, even if some code made it live."""
        if not (self.is_known_released or self.is_showable()):
            raise Http404
        return super().serve(request, *args, **kwargs)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        return super().get_sitemap_urls(request) if self.pk in released_numbers(type(self), request) else []

    @property
    def cjk_terms(self) -> str:
        """Chinese, Japanese and Korean text as pairs of characters, for databases that find words by their spaces."""
        return bigrams(" ".join([self.title, self.summary, *self.body.stream_block.get_searchable_content(self.body)]))


def bcp47(code: str) -> str:
    """Spell a language code as BCP 47 recommends (RFC 5646, section 2.1.1): `zh-hans-cn` is `zh-Hans-CN`."""
    first, *rest = code.split("-")
    spelt = [part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part.lower() for part in rest]
    return "-".join([first.lower(), *spelt])


def gone(model: type[models.Model], keys: Sequence[int | None]) -> set[int]:
    """Those of the primary keys that are not in the database any more."""
    wanted = {key for key in keys if key is not None}
    return wanted - set(model._default_manager.filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()


def released_numbers(model: type[ArticleMixin], request: HttpRequest | None) -> set[int]:
    """The primary keys of the released articles, asked once for each request."""
    kept = getattr(request, "released_articles", None)
    if kept is None:
        kept = set(model.objects.released().values_list("pk", flat=True))
        if request is not None:
            request.released_articles = kept  # type: ignore[attr-defined]  # a sitemap asks page by page
    return kept
