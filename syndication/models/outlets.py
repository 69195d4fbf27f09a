"""Outlets: who takes our stories, under which profile, rules, keys and embargo agreement."""

import hashlib
import secrets
import uuid
from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from syndication.models.choices import profile_choices, rule_field_choices
from syndication.models.selections import Selection
from syndication.wire.profile import Profile
from syndication.wire.rules import Rule, RuleField, Rules
from syndication.wire.story import Reach


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
