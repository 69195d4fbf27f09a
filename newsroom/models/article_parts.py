"""What belongs to an article, row by row: its credits, its notices and the pictures that it shows."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    Panel,
)
from wagtail.models import Orderable

from newsroom.models.images import NewsImage
from newsroom.models.people import Contributor
from newsroom.models.sources import Source
from newsroom.story import (
    CreditRole,
    NoticeKind,
    credit_role_choices,
    notice_kind_choices,
)


class ArticleCreditFields(Orderable):
    """One more name on an article: a person on file, a further source, or just a name."""

    role = models.CharField(_("role"), max_length=20, choices=credit_role_choices, default=CreditRole.BYLINE.value)
    contributor = models.ForeignKey(
        Contributor,
        verbose_name=_("person on file"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    name = models.CharField(_("or a name"), max_length=200, blank=True)
    source = models.ForeignKey(
        Source, verbose_name=_("or a further source"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Orderable.Meta):
        abstract = True

    panels: ClassVar[list[Panel]] = [
        FieldPanel("role"),
        FieldPanel("contributor"),
        FieldPanel("name"),
        FieldPanel("source"),
    ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """The name as it is printed."""
        if self.source is not None:
            return self.source.credited_as
        return self.contributor.name if self.contributor is not None else self.name

    def clean(self) -> None:
        super().clean()
        if sum(map(bool, (self.contributor_id, self.source_id, self.name.strip()))) > 1:
            raise ValidationError(_("Choose a person, or a source, or write a name; not two of them."))


class ArticleNoticeFields(Orderable):
    """What readers are told about a change. Once published it stays."""

    kind = models.CharField(_("kind"), max_length=20, choices=notice_kind_choices, default=NoticeKind.CORRECTION.value)
    text = models.TextField(_("what readers are told"))
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta(Orderable.Meta):
        abstract = True

    panels: ClassVar[list[Panel]] = [FieldRowPanel([FieldPanel("kind"), FieldPanel("at")]), FieldPanel("text")]

    def __str__(self) -> str:
        return self.text


class ArticlePictureFields(models.Model):
    """That the saved row of an article shows a picture. The page writes it; it is no part of a draft."""

    image = models.ForeignKey(NewsImage, on_delete=models.CASCADE, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.image)
