"""Pickups: who fetched which feed, day by day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from syndication.models.outlets import Outlet, OutletKey


class Pickup(models.Model):
    """What one client fetched of one feed in one format on one day (UTC): a count, never a row for each poll.

    A client is a key, or for an open feed the program that asked, as it names itself; never a reader's address.
    """

    outlet = models.ForeignKey(Outlet, on_delete=models.CASCADE, related_name="pickups")
    feed = models.CharField(_("feed"), max_length=180, blank=True)  # a feed's slug, or sources/… or topics/…
    format = models.CharField(_("format"), max_length=40)
    day = models.DateField(_("day"))
    key = models.ForeignKey(OutletKey, null=True, on_delete=models.SET_NULL, related_name="+")
    client = models.CharField(_("client"), max_length=80)
    sent = models.PositiveIntegerField(_("sent"), default=0)  # answers with the document (200)
    unchanged = models.PositiveIntegerField(_("not modified"), default=0)  # answers that it has it already (304)
    subscribers = models.PositiveIntegerField(_("subscribers"), null=True)  # as an aggregator says of itself
    up_to = models.BigIntegerField(default=0)  # the newest release that the document held
    up_to_at = models.DateTimeField()  # when that was first fetched
    last_at = models.DateTimeField(_("last"))

    # What machines write is no use that an editor would look for, and Wagtail would look at each row that is saved.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-day", "-last_at"]
        constraints = [
            models.UniqueConstraint(fields=["outlet", "feed", "format", "day", "client"], name="pickup_of_the_day")
        ]
        indexes = [
            models.Index(fields=["day"], name="pickup_day"),
            models.Index(fields=["outlet", "-up_to", "-last_at"], name="pickup_up_to"),
        ]
        verbose_name = _("pickup")
        verbose_name_plural = _("pickups")

    def __str__(self) -> str:
        return f"{self.client} {self.day} {self.sent}+{self.unchanged}"
