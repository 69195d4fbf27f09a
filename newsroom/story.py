"""The bridge to the wire: an article as a story. No other module of this app imports `syndication`."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from django.db.models import prefetch_related_objects
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from syndication.wire.clean import RefusedHTML, clean
from syndication.wire.clean import examine as examine_html
from syndication.wire.conformance import Finding, Withheld, examine
from syndication.wire.ingest import Draft, Remark, UnreadableDocument
from syndication.wire.ingest.text import read as read_text
from syndication.wire.profile import PROFILES
from syndication.wire.removals import Removal
from syndication.wire.sentences import gettext_noop, offset, translated
from syndication.wire.story import (
    RTL_LANGUAGES,
    Credit,
    CreditRole,
    Dateline,
    InvalidStory,
    Media,
    MediaRole,
    Notice,
    NoticeKind,
    Place,
    Reach,
    Rendition,
    Rights,
    Story,
    Topic,
)  # fmt: skip

if TYPE_CHECKING:
    from newsroom.models import ArticleMixin, NewsImage, NewsRendition, Source
    from newsroom.models.article_parts import ArticleCreditFields

__all__ = [
    "CreditRole",
    "Draft",
    "InvalidStory",
    "NoticeKind",
    "Reach",
    "RefusedHTML",
    "Remark",
    "Seen",
    "Story",
    "UnreadableDocument",
    "WireContext",
    "as_story",
    "clean_pasted",
    "cleaned_as",
    "credit_role_choices",
    "direction",
    "gettext_noop",
    "least_reach",
    "notice_kind_choices",
    "offset",
    "profile_labels",
    "reach_choices",
    "read_wire_text",
    "told_of",
    "translated",
]  # fmt: skip


def reach_choices() -> list[tuple[str, Any]]:
    """The reaches in words for editors. Any, for the words are lazy."""
    return [
        (Reach.NOWHERE.value, _("Nowhere: it may not be shown")),
        (Reach.SITE.value, _("Our own pages only")),
        (Reach.PUBLIC.value, _("Our pages and our public feeds")),
        (Reach.PARTNERS.value, _("Our pages, public feeds and partner outlets")),
    ]


def credit_role_choices() -> list[tuple[str, Any]]:
    """The roles of a credit in words for editors. Any, for the words are lazy."""
    return [
        (CreditRole.BYLINE.value, _("Written by")),
        (CreditRole.PHOTOGRAPHER.value, _("Photographs by")),
        (CreditRole.TRANSLATOR.value, _("Translated by")),
        (CreditRole.CONTRIBUTOR.value, _("With contributions by")),
        (CreditRole.SOURCE.value, _("Also supplied by")),
    ]


def notice_kind_choices() -> list[tuple[str, Any]]:
    """The notices that an editor may write; a withdrawal has its own verb. Any, for the words are lazy."""
    return [
        (NoticeKind.CORRECTION.value, _("Correction")),
        (NoticeKind.CLARIFICATION.value, _("Clarification")),
        (NoticeKind.UPDATE.value, _("Update")),
        (NoticeKind.EDITORS_NOTE.value, _("Editor’s note")),
    ]


def direction(language: str) -> str:
    """`rtl` or `ltr`, from a BCP 47 tag."""
    return "rtl" if language.lower().split("-")[0] in RTL_LANGUAGES else "ltr"


def least_reach(reaches: Iterable[str]) -> Reach:
    """The shortest of the reaches; nowhere when there is none."""
    levels = list(Reach)
    return min((Reach(reach) for reach in reaches), key=levels.index, default=Reach.NOWHERE)


@dataclass(slots=True, kw_only=True)
class WireContext:
    """What the blocks of one article share while they are written for the wire."""

    base: str  # the article's own absolute address
    renditions: "dict[int, list[NewsRendition]]" = field(default_factory=dict)  # made before, by the picture's number
    offered: "dict[int, list[NewsRendition]]" = field(default_factory=dict)  # all that a picture shown is offered in
    media: dict[int, Media] = field(default_factory=dict)  # likewise, in order of appearance

    def address(self, path: str) -> str:
        """The absolute address of `path`; a broken one, such as http://[, as it is: cleaning drops it."""
        try:
            return urljoin(self.base, path)
        except ValueError:
            return path

    def show(
        self, image: "NewsImage | None", *, alt: str, caption: str, role: MediaRole = MediaRole.BODY
    ) -> Media | None:
        """Take `image` along and return what to show of it; None when it may not be shown or is not there."""
        if image is None or image.reach == Reach.NOWHERE:
            return None
        if image.pk not in self.offered:
            self.offered[image.pk] = image.all_for_wire(self.renditions.get(image.pk, []))
        offers = [self.rendition(one) for one in self.offered[image.pk]]
        if not offers:
            return None
        main = offers[0]
        media = Media(
            url=main.url,
            mime_type=main.mime_type,
            role=role,
            width=main.width,
            height=main.height,
            length=main.length,
            renditions=tuple(offers) if len(offers) > 1 else (),
            alt=alt or image.description,
            caption=caption,
            credit=image.credit,
            copyright=image.copyright,
            licence=image.licence,
            reach=Reach(image.reach),
            reach_until=image.reach_until,
        )
        self.media.setdefault(image.pk, media)
        return media

    def rendition(self, made: "NewsRendition") -> Rendition:
        return Rendition(
            url=self.address(made.url),
            mime_type=made.mime_type,
            width=made.width,
            height=made.height,
            length=made.get_file_size(),
        )


def as_story(page: "ArticleMixin") -> Story:
    """Everything on `page` as a story, from the instance as it stands in memory.

    Version and dates are a first guess: the ledger stamps its own. Raises `InvalidStory`.
    """
    url = page.get_full_url()
    if not url:
        raise InvalidStory(f"url is missing: page {page.pk} stands under no site")
    told = told_of(page, url)
    context = WireContext(base=url, renditions=wire_renditions(page.pictures_shown()))
    context.show(page.lead_image, alt=page.lead_alt, caption=page.lead_caption, role=MediaRole.LEAD)
    body = page.body.stream_block.wire(page.body, context)
    return replace(told, body=body, media=tuple(context.media.values()))


def told_of(page: "ArticleMixin", url: str) -> Story:
    """Everything on `page`, at the absolute address `url`, but its body and its pictures. Raises `InvalidStory`."""
    rows = list(page.credits.all())
    prefetch_related_objects([row for row in rows if row.source_id], "source")
    prefetch_related_objects([row for row in rows if row.contributor_id], "contributor")
    sources = page.sources_among(rows)
    return Story(
        id=f"urn:uuid:{page.story_id}",
        headline=page.title,
        summary=page.summary,
        slugline=page.slugline,
        url=url,
        canonical_url=page.canonical_url,
        external_id=page.external_id,
        follows=f"urn:uuid:{page.follows.story_id}" if page.follows is not None and page.follows.live else "",
        language=page.language_tag,
        dateline=Dateline(place=page.dateline_place, day=page.dateline_date),
        credits=(*map(source_credit, sources), *people(rows)),
        closing_line=page.source.closes_with if page.source else "",
        topics=tuple(Topic(name=topic.name, key=topic.slug, code=topic.code) for topic in page.topics.all()),
        section=page.section,
        genre=page.genre,
        urgency=page.urgency,
        place=place(page),
        notices=notices(page),
        rights=rights(page, sources),
        published_at=page.first_published_at,
        updated_at=page.last_published_at,
        embargoed_until=page.embargoed_until,
        expires_at=page.expire_at,
    )


def wire_renditions(images: "list[NewsImage]") -> "dict[int, list[NewsRendition]]":
    """What is there already of each picture to travel with a story, asked in one query."""
    found: dict[int, list[NewsRendition]] = {}
    for rendition in images[0].renditions.model.objects.for_wire(images) if images else ():
        found.setdefault(rendition.image_id, []).append(rendition)
    return found


def source_credit(source: "Source") -> Credit:
    return Credit(name=source.credited_as, key=source.slug, url=source.url, country=source.country)


def people(rows: "list[ArticleCreditFields]") -> list[Credit]:
    """The credits that name a person, or an organisation that is not on file."""
    return [
        Credit(name=row.shown_name, role=CreditRole(row.role), url=row.contributor.url if row.contributor else "")
        for row in rows
        if row.source_id is None and row.shown_name.strip()
    ]


def place(page: "ArticleMixin") -> Place | None:
    if not page.place_name:
        return None
    return Place(name=page.place_name, country=page.place_country, latitude=page.latitude, longitude=page.longitude)


def notices(page: "ArticleMixin") -> tuple[Notice, ...]:
    rows = sorted(page.notices.all(), key=lambda row: row.at)
    return tuple(Notice(kind=NoticeKind(row.kind), text=row.text, at=row.at) for row in rows)


def rights(page: "ArticleMixin", sources: "list[Source]") -> Rights:
    """The first source's terms; of several sources every disclosure is kept and the shortest reach holds."""
    disclosures = dict.fromkeys(source.required_disclosure for source in sources if source.required_disclosure)
    first = sources[0] if sources else None
    return Rights(
        licence=first.licence if first else "",
        licence_url=first.licence_url if first else "",
        copyright=first.copyright if first else "",
        usage_terms=first.usage_terms if first else "",
        disclosure=" ".join(disclosures),
        reach=least_reach([page.reach, *(source.reach for source in sources)]) if page.source_id else Reach.NOWHERE,
        source_reach=least_reach(source.reach for source in sources),
    )


# -- What is pasted ----------------------------------------------------------------------------------------------------


def clean_pasted(html: str) -> str:
    """HTML from Word, Google Docs, an e-mail or a page as plain blocks that anybody may have. Raises `RefusedHTML`."""
    return clean(html, PROFILES["generic"], "https://invalid.invalid/")


def read_wire_text(text: str, today: date) -> Draft:
    """What a press release says, as the wire's own parser reads it. Raises `UnreadableDocument`."""
    return read_text(text.encode(errors="replace"), today=today).drafts[0]


# -- As a profile would have it ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An article as one profile would have it: the story or the problem with it, and what was done and why."""

    story: Story | None = None
    html: str = ""  # the body, safe to show: the last gate wrote it
    problem: str = ""
    findings: tuple[Finding, ...] = ()
    removed: tuple[Removal, ...] = ()
    written: str = ""  # the body as the wire gets it


def profile_labels() -> dict[str, str]:
    """The profiles that the wire ships, by name."""
    return {name: profile.label for name, profile in PROFILES.items()}


def cleaned_as(page: "ArticleMixin", name: str, now: datetime) -> Seen:
    """The article, saved or not, as the profile `name` would have it at `now`; one that is no story yet says why."""
    profile = PROFILES[name]
    try:
        story = as_story(page)
    except InvalidStory as problem:
        return Seen(problem=str(problem))
    examined = examine(story, profile, now, advance=True)
    try:
        removed = examine_html(story.body, profile, story.url or "https://invalid.invalid/").removed
    except RefusedHTML as refusal:
        return Seen(problem=refusal.sentence, written=story.body)
    if isinstance(examined.outcome, Withheld):
        return Seen(problem=examined.outcome.sentence, findings=examined.findings, removed=removed, written=story.body)
    html = SafeString(examined.outcome.body)
    return Seen(story=examined.outcome, html=html, findings=examined.findings, removed=removed, written=story.body)
