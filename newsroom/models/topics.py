"""Topic: what a story is about. Codes: https://cv.iptc.org/newscodes/mediatopic/"""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from newsroom.names import take_slug
from newsroom.ripples import save_articles_anew


class Topic(index.Indexed, models.Model):
    """What a story is about."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(
        _("slug"),
        max_length=120,
        unique=True,
        blank=True,
        allow_unicode=True,
        help_text=_("The name in web addresses. Made from the name when left empty."),
    )
    code = models.CharField(
        _("IPTC code"),
        max_length=40,
        blank=True,
        validators=[RegexValidator(r"^medtop:\d{8}$", _("A code looks like medtop:04000000."))],
        help_text=_("The IPTC media topic, such as medtop:04000000. Partners sort stories by it."),
    )
    description = models.TextField(_("description"), blank=True)

    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("name")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.name

    # Any: Django's own arguments.
    def save(self, *args: Any, **kwargs: Any) -> None:
        take_slug(self, self.name)
        save_articles_anew(self, ("name", "slug", "code"), lambda: super(Topic, self).save(*args, **kwargs))
