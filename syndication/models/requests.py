"""Requests: verbs that wait for a second person."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class VerbRequest(models.Model):
    """A withdrawal or kill that somebody asked for, and what a second person decided."""

    class Verb(models.TextChoices):
        WITHDRAW = "withdraw", _("Withdraw")
        KILL = "kill", _("Kill")

    class Decision(models.TextChoices):
        WAITING = "", _("Waiting")
        DONE = "done", _("Done")
        REFUSED = "refused", _("Refused")
        OVERTAKEN = "overtaken", _("Overtaken by events")

    story_id = models.UUIDField()
    page_model = models.CharField(max_length=100)
    page_id = models.PositiveBigIntegerField()
    title = models.CharField(_("story"), max_length=500)  # as it was called when it was asked for
    verb = models.CharField(_("verb"), max_length=12, choices=Verb)
    reason = models.TextField(_("reason"))
    outlets = models.ManyToManyField("syndication.Outlet", verbose_name=_("outlets"), related_name="+")
    keep_page = models.BooleanField(_("our page stays"), default=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asked by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked"))
    decision = models.CharField(_("decision"), max_length=12, choices=Decision, blank=True, default=Decision.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("decided by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True)
    answer = models.TextField(_("answer"), blank=True)  # why it was refused or overtaken

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["story_id", "verb"], condition=models.Q(decision=""), name="verb_request_waiting"
            )
        ]
        verbose_name = _("request")
        verbose_name_plural = _("requests")

    @property
    def said(self) -> str:
        """The answer, in the reader's language where it is ours and not a person's."""
        return gettext(self.answer) if self.decision == self.Decision.OVERTAKEN else self.answer

    def __str__(self) -> str:
        return f"{self.get_verb_display()}: {self.title}"
