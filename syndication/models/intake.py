"""What was received, item by item, and what became of it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


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
    settled_at = models.DateTimeField(null=True)  # when a person was done with a refused item
    settlement = models.TextField(blank=True)  # why it was dismissed; empty when it was taken in again
    page_id = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name = _("received document")
        verbose_name_plural = _("received documents")

    @property
    def is_open(self) -> bool:
        """Whether it was refused and nobody has dealt with it yet."""
        return self.outcome == self.Outcome.REFUSED and self.settled_at is None

    @property
    def settled_how(self) -> str:
        """What was done about a refused item, in a sentence, or ""."""
        if self.settled_at is None:
            return ""
        return (
            _("Dismissed: %(reason)s") % {"reason": self.settlement} if self.settlement else str(_("Taken in again."))
        )

    def __str__(self) -> str:
        return f"{self.outcome} {self.item or self.origin}"
