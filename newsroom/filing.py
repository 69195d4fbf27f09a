"""Filing wire copy: a story that came in becomes the draft of an article. Whatever a person should see is a remark."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from newsroom.body import Picture, read_body
from newsroom.genres import genre_choices
from newsroom.models.sources import Source
from newsroom.models.topics import Topic
from newsroom.names import match_key
from newsroom.story import CreditRole, NoticeKind, Reach, Remark, Story, gettext_noop

if TYPE_CHECKING:
    from newsroom.models import ArticleMixin

__all__ = ["draft_story", "file_story"]

# They carry other people's releases and are never their source.
DISTRIBUTORS = frozenset(
    map(
        match_key,
        ("PR Newswire", "Cision PR Newswire", "Cision", "GlobeNewswire", "Business Wire", "Newsfile", "Accesswire",
         "EIN Presswire", "EQS Newswire", "Media OutReach Newswire", "PRWeb", "美通社", "亚太商讯"),
    )
)  # fmt: skip

# What no database column and no XML document can hold: control characters and halves of surrogate pairs.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(slots=True)
class Filing:
    """One story on its way into the draft `page`, and what there was to remark."""

    page: "ArticleMixin"
    story: Story
    remarks: list[Remark] = field(default_factory=list)

    def remark(self, about: str, message: str) -> None:
        self.remarks.append(Remark(field=about, message=message))

    def fit(self, name: str, text: str) -> None:
        """Put `text` into a column, cut to its length with a remark."""
        words = " ".join(UNPRINTABLE.sub("", text).split())
        longest = self.page._meta.get_field(name).max_length
        if longest and len(words) > longest:
            self.remark(
                name,
                gettext_noop(
                    "{field} was cut from {length} to {most} characters; in full: {words}",
                    field=name,
                    length=len(words),
                    most=longest,
                    words=words,
                ),
            )
            words = words[: longest - 1].rstrip() + "…"
        setattr(self.page, name, words)


@transaction.atomic
def file_story(
    model: "type[ArticleMixin]", story: Story, parent: Page, *, page: "ArticleMixin | None", source: str
) -> "tuple[Any, tuple[Remark, ...]]":
    """File `story` as a draft: a new child of `parent`, or a new revision of `page`. Any: a page of the site's own model.

    Raises `LookupError` when `source`, a slug, is unknown.
    """
    draft = page.get_latest_revision_as_object() if page else model(live=False, has_unpublished_changes=True)
    filing = filled(draft, story, parent, source)
    if page is None:
        parent.add_child(instance=draft)
    # The copy may break rules of publishing, which a person mends before it is published.
    draft.save_revision(clean=False)
    return draft, tuple(filing.remarks)


def draft_story(
    model: "type[ArticleMixin]", story: Story, parent: Page, *, source: str
) -> "tuple[Any, tuple[Remark, ...]]":
    """A new article of `story` that nobody has saved and that may be published. Any: a page of the site's own model.

    Raises `LookupError` when `source`, a slug, is unknown, and `ValidationError` when it may not be published.
    """
    draft = model(live=False, has_unpublished_changes=True)
    filing = filled(draft, story, parent, source)
    draft.take_free_slug()
    draft.clean_fields(exclude=[*UNKNOWN_YET, *(field.name for field in draft._meta.fields if field.is_relation)])
    if problems := draft.publish_problems(draft.sources):
        raise ValidationError(problems)
    if draft.pictures_shown() or draft.opens_at(timezone.now()):
        raise ValidationError("An article with pictures, or one that waits for its hour, is filed by itself.")
    return draft, tuple(filing.remarks)


UNKNOWN_YET = ("path", "depth", "url_path", "draft_title")  # of a page that has no place in the tree


def filled(draft: "ArticleMixin", story: Story, parent: Page, source: str) -> Filing:
    """Write `story` into the instance of an article. Raises `LookupError` when `source`, a slug, is unknown."""
    filing = Filing(draft, story)
    supplier = find_source(filing, source)
    fill_words(filing)
    fill_facts(filing, parent)
    fill_body(filing)
    fill_topics(filing)
    if supplier is not None:
        draft.source = supplier
    fill_embargo(filing, timezone.now())
    fill_credits(filing, supplier)
    return filing


def find_source(filing: Filing, slug: str) -> Source | None:
    """The source to credit: the one asked for, the one that the story names, or a new one."""
    credit = filing.story.source
    name = " ".join(UNPRINTABLE.sub("", credit.name).split()) if credit else ""
    if slug:
        found = Source.objects.filter(slug=slug).first()
        if found is None:
            raise LookupError(f"no source has the slug {slug!r}")
        if name and Source.objects.named(name) != found and match_key(name) not in DISTRIBUTORS:
            filing.remark(
                "source",
                gettext_noop("The story itself credits {name}; {source} was asked for.", name=name, source=found.name),
            )
        return found
    if match_key(name) in DISTRIBUTORS:
        filing.remark(
            "source",
            gettext_noop("{name} distributes press releases and is not their source; choose who wrote it.", name=name),
        )
        return None
    if not name:
        filing.remark("source", gettext_noop("The story names no source; choose one before publishing."))
        return None
    return Source.objects.named(name) or new_source(filing, name)


def new_source(filing: Filing, name: str) -> Source:
    """A source that was credited and is not on file. Partners get its stories once a person has set its rights."""
    credit = filing.story.source
    source = Source(name=name[:160], credit=name[:160], reach=Reach.PUBLIC.value, confirmed=False)
    if credit and re.fullmatch("[A-Z]{2}", credit.country):
        source.country = credit.country
    if credit and re.match(r"https?://[^\s/]+", credit.url) and len(credit.url) <= 200:
        source.url = credit.url
    closing = " ".join(UNPRINTABLE.sub("", filing.story.closing_line).split())
    if closing != source.closes_with and len(closing) <= 200:
        source.closing_line = closing
    source.save()
    filing.remark(
        "source",
        gettext_noop(
            "{source} was not on file and is now, for our pages and public feeds only; set its rights.",
            source=source.name,
        ),
    )
    return source


def fill_words(filing: Filing) -> None:
    story, page = filing.story, filing.page
    filing.fit("title", story.headline)
    page.draft_title = page.title
    for name in ("summary", "slugline"):
        if getattr(story, name):
            filing.fit(name, getattr(story, name))
    if story.dateline.place:
        filing.fit("dateline_place", story.dateline.place)
    page.dateline_date = story.dateline.day or page.dateline_date
    known = {(row.kind, row.text) for row in page.notices.all()}
    for notice in story.notices:
        if notice.kind is not NoticeKind.WITHDRAWAL and (notice.kind, notice.text) not in known:
            page.add_notice(notice.kind, UNPRINTABLE.sub("", notice.text), notice.at)


def supplier_number(identity: str) -> str:
    """What a story from elsewhere is kept under: an id is never cut, for two stories would become one."""
    return identity if len(identity) <= 400 else f"sha256:{hashlib.sha256(identity.encode()).hexdigest()}"


def earlier(page: "ArticleMixin", story: Story) -> "ArticleMixin | None":
    """The article that `story` follows up, where it came from the same hands or is our own."""
    known = Q(external_id=supplier_number(story.follows))
    if re.fullmatch(r"urn:uuid:[0-9a-fA-F-]{36}", story.follows):
        known |= Q(story_id=story.follows.removeprefix("urn:uuid:"))
    found = type(page).objects.filter(known, alias_of__isnull=True).exclude(pk=page.pk) if story.follows else None
    return found.first() if found is not None else None


def fill_facts(filing: Filing, parent: Page) -> None:
    story, page = filing.story, filing.page
    page.external_id = supplier_number(story.id)
    page.follows = earlier(page, story) or page.follows
    page.language = story.language[:35]
    page.urgency = story.urgency or page.urgency
    page.expire_at = story.expires_at
    page.reach = story.rights.reach.value
    if story.published_at and story.published_at <= timezone.now() and not page.first_published_at:
        page.first_published_at = story.published_at
    if len(story.canonical_url) <= 1000:
        page.canonical_url = story.canonical_url or page.canonical_url
    else:
        filing.remark(
            "canonical_url",
            gettext_noop("Its original address is too long to be kept: {address}", address=story.canonical_url),
        )
    if story.genre:
        fill_genre(filing)
    if story.place is not None:
        filing.fit("place_name", story.place.name)
        page.place_country = story.place.country if re.fullmatch("[A-Z]{2}", story.place.country) else ""
        page.latitude, page.longitude = story.place.latitude, story.place.longitude
    if story.rights.reach is Reach.NOWHERE:
        filing.remark("reach", gettext_noop("Its supplier allows it to be shown nowhere."))


def fill_embargo(filing: Filing, now: datetime) -> None:
    """As the copy says; where it says nothing, a new story is held as its source wants and a known one as it was.

    The hours count from when its supplier published it, where he says so, else from now.
    """
    page, story = filing.page, filing.story
    if story.embargoed_until or page.source is None or not page.source.embargo_hours:
        page.embargoed_until = story.embargoed_until
    elif page.pk is None:
        until = page.source.holds_until(min(story.published_at or now, now))
        page.embargoed_until = until if until and until > now else None
        if page.embargoed_until:
            filing.remark(
                "embargoed_until",
                gettext_noop(
                    "{source} wants its stories held for {hours} hours: it is embargoed until {until}.",
                    source=page.source.name,
                    hours=page.source.embargo_hours,
                    until=page.embargoed_until,
                ),
            )


def fill_genre(filing: Filing) -> None:
    names = {match_key(name): name for name, _ in genre_choices()}
    name = names.get(match_key(filing.story.genre))
    if name is None:
        filing.remark("genre", gettext_noop("“{genre}” is no genre that we keep.", genre=filing.story.genre))
    else:
        filing.page.genre = name


def fill_body(filing: Filing) -> None:
    story, page = filing.story, filing.page
    read = read_body(UNPRINTABLE.sub("", story.body), story.url or story.canonical_url)
    body = list(read.blocks)
    headline = " ".join(UNPRINTABLE.sub("", story.headline).split())
    if headline != page.title:
        body.insert(0, ("heading", {"text": headline, "level": "2"}))
    disclosure = " ".join(UNPRINTABLE.sub("", story.rights.disclosure).split())
    if disclosure:
        body.append(("paragraph", f"<p>{escape(disclosure, quote=False)}</p>"))
        filing.remark("disclosure", gettext_noop("Its required disclosure stands at the end of the body."))
    page.body = body
    remark_pictures(filing, read.pictures)
    remark_rights(filing)


def remark_pictures(filing: Filing, shown: tuple[Picture, ...]) -> None:
    """Pictures stand elsewhere and nobody has said that we may have them: a person fetches them."""
    found = {
        media.url: " · ".join(filter(None, (media.caption or media.alt, media.credit))) for media in filing.story.media
    }
    for picture in shown:
        found.setdefault(picture.url, picture.caption or picture.alt)
    for address, words in found.items():
        filing.remark(
            "media",
            gettext_noop("The picture {address} was not fetched: {words}", address=address, words=words)
            if words
            else gettext_noop("The picture {address} was not fetched.", address=address),
        )


def remark_rights(filing: Filing) -> None:
    """Terms are kept with the source, not with each story, so what came along is for a person to compare."""
    rights = filing.story.rights
    for name, message in (
        ("licence", gettext_noop("It came with licence: {words}", words=rights.licence)),
        ("licence_url", gettext_noop("It came with licence url: {words}", words=rights.licence_url)),
        ("copyright", gettext_noop("It came with copyright: {words}", words=rights.copyright)),
        ("usage_terms", gettext_noop("It came with usage terms: {words}", words=rights.usage_terms)),
    ):
        if getattr(rights, name):
            filing.remark(name, message)


def fill_topics(filing: Filing) -> None:
    """Take the topics that we keep, by IPTC code or name."""
    kept = list(filing.page.topics.all()) if filing.page.pk else []
    ours = list(Topic.objects.all()) if filing.story.topics else []
    by_code = {topic.code: topic for topic in ours if topic.code}
    by_name = {match_key(topic.name): topic for topic in ours}
    for wanted in filing.story.topics:
        topic = by_code.get(wanted.code) or by_name.get(match_key(wanted.name))
        if topic is None:
            filing.remark(
                "topics",
                gettext_noop("No topic of ours is “{name}” ({code}).", name=wanted.name, code=wanted.code)
                if wanted.code
                else gettext_noop("No topic of ours is “{name}”.", name=wanted.name),
            )
        elif topic not in kept:
            kept.append(topic)
    filing.page.topics = kept


def fill_credits(filing: Filing, supplier: Source | None) -> None:
    """Add the names that are not there yet; what an editor has added stays."""
    page, main = filing.page, filing.story.source
    rows = list(page.credits.all())
    shown = {match_key(row.shown_name) for row in rows}
    for credit in filing.story.credits:
        key = match_key(credit.name)
        if credit is main or key in shown or key in DISTRIBUTORS:
            continue
        shown.add(key)
        source = Source.objects.named(credit.name) if credit.role is CreditRole.SOURCE else None
        if source is not None and source == supplier:
            continue
        name = "" if source else UNPRINTABLE.sub("", credit.name)[:200]
        page.credits.add(page.credits.model(role=credit.role.value, name=name, source=source, sort_order=len(shown)))
