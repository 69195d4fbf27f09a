"""What the app remembers: outlets with their rules and keys, the ledger of releases, what was received."""

import hashlib
import secrets
import uuid
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from syndication.wire.profile import Profile
from syndication.wire.rules import Rule, RuleField, Rules
from syndication.wire.story import PublishingStatus, Reach, Story, unpack


def profile_choices() -> list[tuple[str, str]]:
    """The profiles of the wire and of the site's own folders."""
    from syndication.profiles import all_profiles

    return [(name, profile.label) for name, profile in sorted(all_profiles().items())]


def rule_field_choices() -> list[tuple[str, str]]:
    """What a rule may look at."""
    return [(field.value, field.value) for field in RuleField]


class Selection(models.Model):
    """What outlets whose rules mean the same share: which stories they get, kept as membership rows."""

    digest = models.CharField(max_length=64, unique=True)
    rules = models.JSONField()
    # A selection about one source or topic is looked at only for stories of that source or topic.
    anchor = models.CharField(max_length=300, blank=True, db_index=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.anchor or 'all'} {self.digest[:8]}"


class Outlet(ClusterableModel):
    """A partner that republishes us, or our own public feeds."""

    class Access(models.TextChoices):
        OPEN = "open", _("Open: anybody may read it")
        KEY = "key", _("With a key")

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(
        _("slug"),
        max_length=80,
        unique=True,
        help_text=_("Part of the address of its feeds. Do not change it once a partner uses it."),
    )
    description = models.CharField(_("description"), max_length=300, blank=True)
    access = models.CharField(_("access"), max_length=8, choices=Access, default=Access.KEY)
    profile = models.CharField(
        _("profile"),
        max_length=80,
        choices=profile_choices,
        default="generic",
        help_text=_("The partner's specification: what it may have and in which form."),
    )
    language = models.CharField(
        _("language"), max_length=35, default="en", help_text=_("Of the feed as a whole, as a BCP 47 tag.")
    )
    active = models.BooleanField(_("active"), default=True)
    feed_id = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    selection = models.ForeignKey(
        Selection, null=True, editable=False, on_delete=models.PROTECT, related_name="outlets"
    )
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.access == self.Access.OPEN

    @property
    def reach(self) -> Reach:
        """What a source or picture must allow before this outlet may have it."""
        return Reach.PUBLIC if self.is_open else Reach.PARTNERS

    @property
    def effective_profile(self) -> Profile:
        """The outlet's profile with what the outlet itself decides."""
        from syndication.profiles import profile_reaching

        return profile_reaching(self.profile, self.reach)

    @property
    def effective_rules(self) -> Rules:
        lines = tuple(line.as_rule() for line in self.rules.all())
        return Rules(rules=lines, reach=self.reach)


class OutletRule(Orderable):
    """One include or exclude line of an outlet; the first that fits decides."""

    outlet = ParentalKey(Outlet, on_delete=models.CASCADE, related_name="rules")
    include = models.BooleanField(_("include"), default=True, choices=[(True, _("Include")), (False, _("Exclude"))])
    field = models.CharField(_("field"), max_length=20, choices=rule_field_choices)
    value = models.CharField(_("value"), max_length=300)

    class Meta(Orderable.Meta):
        verbose_name = _("rule")
        verbose_name_plural = _("rules")

    def __str__(self) -> str:
        return f"{self.get_include_display()} {self.field} {self.value}"

    def as_rule(self) -> Rule:
        return Rule(include=self.include, field=RuleField(self.field), value=self.value)


class OutletKey(Orderable):
    """A secret with which an outlet fetches; only its digest is kept."""

    outlet = ParentalKey(Outlet, on_delete=models.CASCADE, related_name="keys")
    name = models.CharField(_("name"), max_length=80)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    prefix = models.CharField(_("begins with"), max_length=12, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("key")
        verbose_name_plural = _("keys")

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @staticmethod
    def digest_of(secret: str) -> str:
        """A key is long and random, so one round of SHA-256 is as good as a slow hash and as cheap as a poll must be."""
        return hashlib.sha256(secret.encode(errors="replace")).hexdigest()

    @classmethod
    def issue(cls, outlet: Outlet, name: str, *, secret: str = "", expires_at: datetime | None = None) -> str:
        """Make a key for `outlet` and return its secret, which is shown this once and kept nowhere."""
        secret = secret or f"nk_{secrets.token_urlsafe(32)}"
        cls.objects.create(
            outlet=outlet, name=name, digest=cls.digest_of(secret), prefix=secret[:7], expires_at=expires_at
        )
        return secret

    @classmethod
    def opens(cls, outlet: Outlet, secret: str, now: datetime) -> bool:
        """Whether `secret` is a key of `outlet` that is neither revoked nor expired."""
        alive = models.Q(expires_at__isnull=True) | models.Q(expires_at__gt=now)
        return cls.objects.filter(alive, outlet=outlet, digest=cls.digest_of(secret), revoked_at__isnull=True).exists()


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
    outlet = models.ForeignKey(Outlet, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["sequence"]
        constraints = [models.UniqueConstraint(fields=["story_id", "version"], name="release_story_version")]
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
    published_at = models.DateTimeField()
    available_from = models.DateTimeField()
    available_until = models.DateTimeField(null=True)
    rights_until = models.DateTimeField(null=True)  # when the first of its pictures may no longer be sent

    class Meta:
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


class Membership(models.Model):
    """One story in one selection: the release that outlets of the selection are offered."""

    selection = models.ForeignKey(Selection, on_delete=models.CASCADE, related_name="memberships")
    story_id = models.UUIDField()
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")
    # The story is still usable elsewhere, but these outlets may no longer have it and are told so.
    revoked = models.BooleanField(default=False)
    available_from = models.DateTimeField()
    available_until = models.DateTimeField(null=True)
    moved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["selection", "story_id"], name="membership_story")]
        indexes = [
            models.Index(fields=["selection", "-moved_at", "-release"], name="membership_moved"),
            models.Index(
                fields=["selection", "available_until"],
                name="membership_until",
                condition=models.Q(available_until__isnull=False),
            ),
            models.Index(fields=["selection", "available_from"], name="membership_from"),
            models.Index(fields=["story_id"], name="membership_of_story"),
        ]

    def __str__(self) -> str:
        return f"{self.story_id} in {self.selection_id}"


class Withdrawal(models.Model):
    """A story called back from one outlet while others keep it."""

    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, related_name="withdrawals")
    story_id = models.UUIDField()
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    restored_at = models.DateTimeField(null=True)

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

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "revoked", "writer"], name="rendered_entry")]

    def __str__(self) -> str:
        return f"{self.release_id} by {self.writer[:8]}"


class Intake(models.Model):
    """One item of a document that was received, and what became of it."""

    class Outcome(models.TextChoices):
        CREATED = "created", _("New article")
        UPDATED = "updated", _("New version of an article")
        UNCHANGED = "unchanged", _("Received before")
        REFUSED = "refused", _("Refused")

    received_at = models.DateTimeField(default=timezone.now, db_index=True)
    origin = models.CharField(max_length=500)  # the path, address or "-" that it came from
    parser = models.CharField(max_length=40, blank=True)
    item = models.CharField(max_length=500, blank=True)  # which one of the document: its id, headline or position
    external_id = models.CharField(max_length=500, blank=True, db_index=True)
    digest = models.CharField(max_length=64, blank=True)  # of what the story says
    updated_at = models.DateTimeField(null=True)  # of the story, as its supplier says
    outcome = models.CharField(max_length=10, choices=Outcome)
    published = models.BooleanField(default=False)
    reason = models.TextField(blank=True)  # what went wrong, or why nothing was done
    remarks = models.JSONField(default=list)
    left_out = models.TextField(blank=True)
    document = models.BinaryField(blank=True, default=bytes)  # of a refused item, so that nothing is lost
    page_id = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name = _("received document")
        verbose_name_plural = _("received documents")

    def __str__(self) -> str:
        return f"{self.outcome} {self.item or self.origin}"


# Any: the digest is of JSON, which has no narrower type.
def digest_of(value: Any) -> str:
    """A SHA-256 of anything JSON can hold, the same for the same content."""
    import json

    return hashlib.sha256(
        json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    ).hexdigest()
