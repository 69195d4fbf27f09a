"""The ledger: ordered releases, and where each story now stands."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from syndication.wire.story import PublishingStatus, Story, unpack


class LedgerHead(models.Model):
    """One row with the last sequence number: who appends locks it, so that releases become visible in order.

    A bare autoincrement is not enough on PostgreSQL: a transaction may take number 7, another commit number 8
    first, and a reader whose cursor stands at 8 never sees 7.
    """

    sequence = models.BigIntegerField(default=0)
    # Another one at each append, also where a number is taken again after a roll-back: what is cached under it is true.
    stamp = models.UUIDField(default=uuid.uuid4)


class Release(models.Model):
    """One version of one story as it became available; a row of the ledger, never changed afterwards."""

    class Kind(models.TextChoices):
        NEW = "new", _("New")
        UPDATE = "update", _("Update")
        CORRECTION = "correction", _("Correction")
        WITHDRAWAL = "withdrawal", _("Withdrawal")
        KILL = "kill", _("Kill")
        RESTORE = "restore", _("Restored")
        QUIET = "quiet", _("Without telling partners")

    class Cause(models.TextChoices):
        """Why a story went away."""

        NONE = "", "–"
        UNPUBLISHED = "unpublished", _("Unpublished")
        EXPIRED = "expired", _("Expired")
        DELETED = "deleted", _("Page deleted")
        PRIVATE = "private", _("Made private")
        RIGHTS = "rights", _("Rights ended")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        KILLED = "killed", _("Killed")

    sequence = models.BigIntegerField(primary_key=True)
    story_id = models.UUIDField()
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    cause = models.CharField(max_length=12, choices=Cause, blank=True)
    status = models.CharField(max_length=8, choices=[(status.value, status.value) for status in PublishingStatus])
    note = models.TextField(blank=True)  # what the public and partners are told
    packed = models.JSONField()  # the story, as `wire.story.pack` gives it
    digest = models.CharField(max_length=64)  # of what the story says, without version and dates
    released_at = models.DateTimeField()
    available_from = models.DateTimeField()
    available_until = models.DateTimeField(null=True)
    revision_id = models.PositiveBigIntegerField(null=True)
    # Set when the release concerns this outlet alone; what others hold is then left as it is.
    outlet = models.ForeignKey("syndication.Outlet", null=True, on_delete=models.SET_NULL, related_name="+")

    # What machines write is no use that an editor would look for, and Wagtail would look at each row that is saved.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["sequence"]
        constraints = [models.UniqueConstraint(fields=["story_id", "version"], name="release_story_version")]
        indexes = [models.Index(fields=["released_at"], name="release_moment")]
        verbose_name = _("release")
        verbose_name_plural = _("releases")

    def __str__(self) -> str:
        return f"{self.sequence} {self.kind} {self.story_id} v{self.version}"

    @property
    def story(self) -> Story:
        return unpack(self.packed)

    @property
    def is_usable(self) -> bool:
        return self.status == PublishingStatus.USABLE


class Standing(models.Model):
    """What the ledger now says of one story: its newest release to everybody, and where its page is."""

    class Hold(models.TextChoices):
        """What stays down until the story is restored, whatever its page does meanwhile."""

        NONE = "", "–"
        WIRE = "wire", _("Partners and feeds")
        EVERYWHERE = "everywhere", _("Everywhere")

    story_id = models.UUIDField(primary_key=True)
    page_model = models.CharField(max_length=100)
    page_id = models.PositiveBigIntegerField()
    path = models.CharField(max_length=1000)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")
    usable = models.BooleanField()
    hold = models.CharField(max_length=12, choices=Hold, blank=True)
    permalink = models.CharField(max_length=1000, blank=True)  # the address of its first release, never changed
    published_at = models.DateTimeField()
    available_from = models.DateTimeField()
    available_until = models.DateTimeField(null=True)
    rights_until = models.DateTimeField(null=True)  # when the first of its pictures may no longer be sent

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        default_permissions = ()  # the ledger writes these rows; the verbs' permissions are kept with what they act on
        permissions = [
            ("withdraw_story", _("Can withdraw and restore any story")),
            ("kill_story", _("Can kill any story")),
            ("approve_story", _("Can approve withdrawals and kills that others ask for")),
        ]
        indexes = [
            models.Index(fields=["path"], name="standing_path"),
            models.Index(
                fields=["rights_until"],
                name="standing_rights",
                condition=models.Q(usable=True, rights_until__isnull=False),
            ),
            models.Index(
                fields=["available_until"],
                name="standing_until",
                condition=models.Q(usable=True, available_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.story_id} {'usable' if self.usable else 'down'}"


class Withdrawal(models.Model):
    """A story called back from one outlet while others keep it."""

    outlet = models.ForeignKey("syndication.Outlet", on_delete=models.CASCADE, related_name="withdrawals")
    story_id = models.UUIDField()
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    restored_at = models.DateTimeField(null=True)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["outlet", "story_id"], condition=models.Q(restored_at__isnull=True), name="withdrawal_standing"
            )
        ]

    def __str__(self) -> str:
        return f"{self.story_id} from {self.outlet_id}"


class RenderedEntry(models.Model):
    """A release as one profile and format write it, kept as bytes; empty when the profile withholds it."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="+")
    revoked = models.BooleanField(default=False)
    # Of the profile, the format and the code that wrote it: another writer's bytes are never taken for ours.
    writer = models.CharField(max_length=64)
    content = models.BinaryField()
    # The same compressed by itself, to be spliced into a feed (`splicing`); empty when it was kept before there was this.
    deflated = models.BinaryField(default=bytes)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "revoked", "writer"], name="rendered_entry")]

    def __str__(self) -> str:
        return f"{self.release_id} by {self.writer[:8]}"
