"""Selections: what outlets whose rules mean the same share, kept as membership rows."""

from django.db import models
from django.utils import timezone


class Selection(models.Model):
    """What outlets whose rules mean the same share: which stories they get, kept as membership rows."""

    digest = models.CharField(max_length=64, unique=True)
    rules = models.JSONField()
    # A selection about one source or topic is looked at only for stories of that source or topic.
    anchor = models.CharField(max_length=300, blank=True, db_index=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.anchor or 'all'} {self.digest[:8]}"


class Membership(models.Model):
    """One story in one selection: the release that outlets of the selection are offered."""

    selection = models.ForeignKey(Selection, on_delete=models.CASCADE, related_name="memberships")
    story_id = models.UUIDField()
    release = models.ForeignKey("syndication.Release", on_delete=models.PROTECT, related_name="+")
    position = models.BigIntegerField()  # its place in the order in which the selection was offered stories
    # What is offered is the notice that the story must go.
    notice = models.BooleanField(default=False)
    # The story is still usable elsewhere, but these outlets may no longer have it and are told so.
    revoked = models.BooleanField(default=False)
    offered_from = models.DateTimeField()  # when it was first available here
    available_from = models.DateTimeField()
    available_until = models.DateTimeField(null=True)
    embargoed_until = models.DateTimeField(null=True)  # of an advance copy
    published_at = models.DateTimeField()
    moved_at = models.DateTimeField()

    # What machines write is no use that an editor would look for, and Wagtail would look at each row that is saved.
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["selection", "story_id"], name="membership_story"),
            models.UniqueConstraint(fields=["selection", "position"], name="membership_position"),
        ]
        indexes = [
            models.Index(fields=["selection", "-moved_at", "-release"], name="membership_moved"),
            models.Index(fields=["selection", "-moved_at"], name="membership_notice", condition=models.Q(notice=True)),
            models.Index(
                fields=["selection", "embargoed_until"],
                name="membership_embargo",
                condition=models.Q(embargoed_until__isnull=False),
            ),
            models.Index(
                fields=["selection", "available_until"],
                name="membership_until",
                condition=models.Q(available_until__isnull=False),
            ),
            models.Index(fields=["selection", "available_from"], name="membership_from"),
            models.Index(fields=["selection", "published_at"], name="membership_published"),
            models.Index(fields=["story_id"], name="membership_of_story"),
        ]

    def __str__(self) -> str:
        return f"{self.story_id} in {self.selection_id}"
