"""The smallest page that `syndication` can work with."""

import uuid
from datetime import datetime

from django.db import models
from wagtail.models import Page

from syndication.wire.story import Credit, Notice, NoticeKind, Reach, Rights, Story, Topic


class PlainPage(Page):
    """A page that answers `syndication.pages.SyndicatedPage` and nothing else."""

    story_id = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    text = models.TextField(default="<p>Text.</p>")
    source = models.CharField(max_length=80, default="China Daily")
    topic = models.CharField(max_length=80, blank=True)
    reach = models.CharField(max_length=8, default=Reach.PARTNERS)
    external_id = models.CharField(max_length=300, blank=True)
    embargoed_until = models.DateTimeField(null=True, blank=True)
    notices = models.JSONField(default=list, blank=True)
    concealed = models.BooleanField(default=False)

    exclude_fields_in_copy = ["story_id"]

    def full_clean(self, *args, **kwargs):
        if self._state.adding and self.alias_of_id is not None:
            self.story_id = uuid.uuid4()  # Wagtail copies every field to an alias
        super().full_clean(*args, **kwargs)

    def as_story(self):
        return Story(
            id=self.story_id.urn,
            headline=self.title,
            body=self.text,
            url=self.get_full_url() or "",
            credits=(Credit(name=self.source, key=self.source.lower().replace(" ", "-")),),
            closing_line=f"SOURCE {self.source}",
            topics=(Topic(name=self.topic, key=self.topic.lower()),) if self.topic else (),
            rights=Rights(reach=Reach(self.reach)),
            notices=tuple(Notice(kind=NoticeKind(kind), text=text, at=at) for kind, text, at in self.told()),
            published_at=self.first_published_at,
            embargoed_until=self.embargoed_until,
            expires_at=self.expire_at,
        )

    def told(self):
        return [(kind, text, datetime.fromisoformat(at)) for kind, text, at in self.notices]

    def add_notice(self, kind, text, at):
        self.notices = [*self.notices, [kind.value, text, at.isoformat()]]

    def conceal_media(self):
        type(self).objects.filter(pk=self.pk).update(concealed=True)

    def with_content_json(self, content):
        page = super().with_content_json(content)
        page.story_id = self.story_id
        if page.embargoed_until and (page.go_live_at is None or page.go_live_at < page.embargoed_until):
            page.go_live_at = page.embargoed_until
        return page

    @classmethod
    def intake_parent(cls):
        return Page.objects.get(depth=1)

    @classmethod
    def from_story(cls, story, parent, *, page=None, source=""):
        draft = page.get_latest_revision_as_object() if page else cls(live=False, external_id=story.id)
        draft.title, draft.text = story.headline, story.body
        draft.source = source or (story.source.name if story.source else "")
        draft.embargoed_until = story.embargoed_until
        if page is None:
            parent.add_child(instance=draft)
        draft.save_revision()
        return cls.objects.get(pk=draft.pk), ()
