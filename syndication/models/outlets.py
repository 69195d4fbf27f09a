"""Outlets: who takes our stories, under which profile, rules, keys and embargo agreement."""

import hashlib
import secrets
import uuid
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from syndication.models.choices import override_choices, profile_choices, rule_field_choices
from syndication.models.selections import Selection
from syndication.wire.profile import Profile
from syndication.wire.profile_keys import InvalidProfile
from syndication.wire.rules import InvalidRule, Rule, RuleField, Rules
from syndication.wire.story import Reach


class Outlet(ClusterableModel):
    """A partner that republishes us, or our own public feeds."""

    class Access(models.TextChoices):
        OPEN = "open", _("Open: anybody may read it")
        KEY = "key", _("With a key")

    class Embargo(models.TextChoices):
        HOLD = "hold", _("Hold: it gets a story when its embargo ends")
        ADVANCE = "advance", _("Advance copy: it gets a story before, marked with its embargo")

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(
        _("slug"),
        max_length=80,
        unique=True,
        help_text=_("Part of the address of its feeds. Do not change it once a partner uses it."),
    )
    description = models.CharField(_("description"), max_length=300, blank=True)
    contact_name = models.CharField(
        _("contact"),
        max_length=120,
        blank=True,
        help_text=_("Whom to call when a story must go and they have not noticed."),
    )
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=40, blank=True)
    access = models.CharField(_("access"), max_length=8, choices=Access, default=Access.KEY)
    profile = models.CharField(
        _("profile"),
        max_length=80,
        choices=profile_choices,
        default="generic",
        help_text=_("The partner's specification: what it may have and in which form."),
    )
    embargo = models.CharField(
        _("embargo agreement"),
        max_length=8,
        choices=Embargo,
        default=Embargo.HOLD,
        help_text=_("Advance copies go only to whom you trust to keep them back."),
    )
    key_in_path = models.BooleanField(
        _("key in the address"),
        default=False,
        help_text=_("Its keys may also stand in the address of a feed, for readers that can send no password."),
    )
    language = models.CharField(
        _("language"), max_length=35, default="en", help_text=_("Of the feed as a whole, as a BCP 47 tag.")
    )
    active = models.BooleanField(_("active"), default=True)
    feed_id = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    settled = models.BooleanField(default=False, editable=False)  # whether its subscriptions are as its settings say

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
    def selection(self) -> Selection | None:
        """What its own feed takes now; None before it was settled and while it is not active."""
        now = self.subscriptions.filter(feed="", until__isnull=True).select_related("selection").first()
        return now and now.selection

    @property
    def reach(self) -> Reach:
        """What a source or picture must allow before this outlet may have it."""
        return Reach.PUBLIC if self.is_open else Reach.PARTNERS

    def clean(self) -> None:
        """Refuse agreements that contradict one another or the partner's profile."""
        from syndication.profiles import all_profiles

        if self.is_open and self.embargo == self.Embargo.ADVANCE:
            raise ValidationError({"embargo": _("Anybody may read an open outlet, so it gets no advance copies.")})
        profile = all_profiles().get(self.profile)
        if self.key_in_path and profile is not None and not profile.key_in_path:
            said = _("%(profile)s takes no key in an address.") % {"profile": profile.label}
            raise ValidationError({"key_in_path": said})

    @property
    def effective_profile(self) -> Profile:
        """The outlet's profile with what the outlet itself decides. Raises `InvalidProfile` when that cannot be."""
        return self.profile_in(self.language)

    def profile_in(self, language: str) -> Profile:
        """As `effective_profile`, for one of its feeds that has a language of its own."""
        from syndication.profiles import profile_with

        keys = tuple((line.key, line.value) for line in self.overrides.all())
        return profile_with(self.profile, keys, self.reach, language)

    @property
    def effective_rules(self) -> Rules:
        """Which stories the outlet wants and may have. Raises `InvalidRule`."""
        lines = tuple(line.as_rule() for line in self.rules.all())
        return Rules(rules=lines, reach=self.reach, advance=self.embargo == self.Embargo.ADVANCE)


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

    def clean(self) -> None:
        """Refuse a value that no story can have."""
        if self.field in list(RuleField):
            readable(self)

    def as_rule(self) -> Rule:
        return Rule(include=self.include, field=RuleField(self.field), value=self.value)


class OutletOverride(Orderable):
    """One key of the outlet's profile with a value of the outlet's own."""

    outlet = ParentalKey(Outlet, on_delete=models.CASCADE, related_name="overrides")
    key = models.CharField(_("key"), max_length=40, choices=override_choices)
    value = models.CharField(
        _("value"), max_length=500, help_text=_('As in a profile\'s file: 20, true, full, or ["image/jpeg"].')
    )

    class Meta(Orderable.Meta):
        verbose_name = _("profile key")
        verbose_name_plural = _("profile keys")

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"

    def clean(self) -> None:
        """Refuse a value that the key cannot have; what contradicts other keys is refused with the outlet."""
        from syndication.profiles import convert_override

        try:
            convert_override(self.key, self.value)
        except InvalidProfile as problem:
            raise ValidationError({"value": str(problem)}) from problem


RESERVED = frozenset({"archive", "sources", "topics"})  # what stands behind an outlet's slug in addresses


class OutletFeed(Orderable):
    """One of an outlet's feeds beside its own: those of its stories that fit one line more."""

    outlet = ParentalKey(Outlet, on_delete=models.CASCADE, related_name="feeds")
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(
        _("slug"),
        max_length=80,
        help_text=_("Part of its address. Do not change it once the partner uses it."),
    )
    field = models.CharField(_("field"), max_length=20, choices=rule_field_choices, default=RuleField.SECTION.value)
    value = models.CharField(_("value"), max_length=300)

    class Meta(Orderable.Meta):
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")
        constraints = [models.UniqueConstraint(fields=["outlet", "slug"], name="outlet_feed_slug")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a value that no story can have, and a slug that means something else in an address."""
        if self.slug in RESERVED:
            raise ValidationError({"slug": _("%(slug)s has a meaning of its own in addresses.") % {"slug": self.slug}})
        if self.field in list(RuleField):
            readable(self)

    @property
    def language(self) -> str:
        """The language of the feed as a whole, where it differs from the outlet's; else ""."""
        return self.value if self.field == RuleField.LANGUAGE else ""

    def as_rule(self) -> Rule:
        return Rule(include=True, field=RuleField(self.field), value=self.value)


def readable(line: OutletRule | OutletFeed) -> None:
    """Let a form say at its field what is wrong with a line's value."""
    try:
        line.as_rule()
    except InvalidRule as problem:
        raise ValidationError({"value": str(problem)}) from problem


class Subscription(models.Model):
    """One stretch of time in which a feed of an outlet took one selection under one form of guid.

    Rules, rights and profiles change; what was offered before stays known here, so that its corrections and its
    withdrawal find the outlet, under the guid that it knows.
    """

    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, related_name="subscriptions")
    feed = models.CharField(max_length=80, blank=True)  # the slug of one of its feeds; "" is the outlet's own
    selection = models.ForeignKey(Selection, on_delete=models.PROTECT, related_name="subscriptions")
    guid_form = models.CharField(max_length=12)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    # What machines write is no use that an editor would look for, and Wagtail would look at each row that is saved.
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["outlet", "feed"], condition=models.Q(until__isnull=True), name="subscription_now"
            )
        ]

    def __str__(self) -> str:
        return f"{self.outlet_id}/{self.feed} takes {self.selection_id} since {self.since:%Y-%m-%d}"


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
    def find(cls, outlet: Outlet, secret: str, now: datetime) -> "OutletKey | None":
        """The key of `outlet` that `secret` is, unless it is revoked or has expired.

        The database compares digests, never secrets, so the time it takes tells nothing of a key.
        """
        alive = models.Q(expires_at__isnull=True) | models.Q(expires_at__gt=now)
        return cls.objects.filter(alive, outlet=outlet, digest=cls.digest_of(secret), revoked_at__isnull=True).first()
