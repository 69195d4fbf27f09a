"""A draft as one outlet would receive it: the story, what was taken out and why, what changed, and each of its documents."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString
from lxml import etree

from syndication.addresses import FeedAddress
from syndication.conf import cleaning_limits
from syndication.desk.changes import Line, changes
from syndication.desk.draft import Draft, draft_of
from syndication.desk.going import NOBODY, verdict_for
from syndication.models import Outlet
from syndication.rendering import examined
from syndication.sight import Hidden
from syndication.story_documents import by_itself
from syndication.why import Verdict
from syndication.wire.clean import RefusedHTML
from syndication.wire.clean import examine as examine_html
from syndication.wire.conformance import Finding, Withheld
from syndication.wire.formats import FORMATS
from syndication.wire.profile import InvalidProfile, Profile
from syndication.wire.removals import Removal
from syndication.wire.rules import InvalidRule
from syndication.wire.sentences import gettext_noop
from syndication.wire.story import InvalidStory, Story

__all__ = ["AsReceived", "Document", "as_received"]

SHOWN = 100_000  # characters of a document


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The story as a document of its own in one format, indented for people; cut off when it is very long."""

    name: str
    label: str
    text: str
    is_cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AsReceived:
    """What an outlet would receive, or the problem. `html` is safe to show: the last gate wrote it."""

    verdict: Verdict | None = None
    problem: str = ""
    story: Story | None = None
    html: str = ""
    findings: tuple[Finding, ...] = ()
    removed: tuple[Removal, ...] = ()
    changes: tuple[Line, ...] = ()
    documents: tuple[Document, ...] = ()


# Any: a page is of whatever model the site syndicates.
def as_received(page: Any, outlet: Outlet, now: datetime) -> AsReceived:
    """The page as it stands in memory, as `outlet` would have it once it may; the outlet's rules are prefetched."""
    try:
        draft = draft_of(page, now)
        return AsReceived(problem=NOBODY[draft.cause]) if isinstance(draft, Hidden) else as_seen(draft, outlet, now)
    except InvalidStory as problem:
        return AsReceived(problem=gettext_noop("It is no story yet: {problem}.", problem=str(problem)))
    except (LookupError, InvalidProfile, InvalidRule) as problem:
        return AsReceived(problem=str(problem))


def as_seen(draft: Draft, outlet: Outlet, now: datetime) -> AsReceived:
    verdict, profile = verdict_for(outlet, draft, now), outlet.effective_profile
    found = examined(draft.row, profile, advance=verdict.code == "embargo.advance", earlier=draft.earlier)
    removed = taken_out(draft.story, profile)
    if isinstance(found.outcome, Withheld):
        return AsReceived(verdict=verdict, findings=found.findings, removed=removed)
    return AsReceived(
        verdict=verdict, story=found.outcome, html=SafeString(found.outcome.body), findings=found.findings,
        removed=removed, changes=changes(draft.story, found.outcome), documents=tuple(documents(found.outcome, outlet, profile)),
    )  # fmt: skip


def taken_out(story: Story, profile: Profile) -> tuple[Removal, ...]:
    """What cleaning took out; of a body that is refused the findings say so."""
    try:
        limits = cleaning_limits()
        return examine_html(story.body, profile, story.url or "https://invalid.invalid/", limits=limits).removed
    except RefusedHTML:
        return ()


def documents(story: Story, outlet: Outlet, profile: Profile) -> Iterator[Document]:
    """The story in each format that has a form for it."""
    for name in profile.formats:
        address = FeedAddress(outlet=outlet, profile=profile, subscriptions=(), format=name)
        entry = FORMATS[name].entry(story, profile.dialect)
        if entry:
            text = indented(by_itself(address, story, entry))
            yield Document(name=name, label=FORMATS[name].LABEL, text=text[:SHOWN], is_cut=len(text) > SHOWN)


def indented(document: bytes) -> str:
    """A document of ours for people: JSON and XML with their structure shown, anything else as it is."""
    if document.lstrip().startswith((b"{", b"[")):
        return json.dumps(json.loads(document), ensure_ascii=False, indent=2)
    if document.lstrip().startswith(b"<?xml"):
        parser = etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)
        return etree.tostring(etree.fromstring(document, parser), pretty_print=True, encoding="unicode")
    return document.decode()
