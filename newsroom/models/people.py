"""Contributor: a person whom a story credits."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from newsroom.names import WEB_ADDRESS, take_slug
from newsroom.ripples import save_articles_anew


class Contributor(index.Indexed, models.Model):
    """A person whom a story credits: writer, photographer, translator."""

    name = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(
        _("slug"),
        max_length=160,
        unique=True,
        blank=True,
        allow_unicode=True,
        help_text=_("The name in web addresses. Made from the name when left empty."),
    )
    job_title = models.CharField(_("job title"), max_length=160, blank=True)
    biography = models.TextField(_("biography"), blank=True)
    picture = models.ForeignKey(
        "newsroom.NewsImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    url = models.URLField(_("web address"), blank=True, validators=[WEB_ADDRESS])

    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("name")]

    class Meta:
        ordering = ["name"]
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")

    def __str__(self) -> str:
        return self.name

    # Any: Django's own arguments.
    def save(self, *args: Any, **kwargs: Any) -> None:
        take_slug(self, self.name)
        save_articles_anew(self, ("name", "url"), lambda: super(Contributor, self).save(*args, **kwargs))
