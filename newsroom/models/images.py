"""NewsImage: a picture with its rights, kept at an address that nobody can guess."""

import logging
import os
import secrets
from collections.abc import Iterable
from typing import Any

import willow
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from PIL.Image import DecompressionBombError
from wagtail.api import APIField
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from newsroom.representations import object_field, picture_of
from newsroom.ripples import save_articles_anew
from newsroom.story import Reach, reach_choices

logger = logging.getLogger("newsroom")

# What of a picture is told with the stories that show it.
QUOTED = ("description", "credit", "copyright", "licence", "reach", "reach_until", "file")

# What travels with a story, by media type. Nothing else makes renditions of these very specifications, so which of
# the two a picture has tells whether it is transparent.
WIRE_SPECS = {"image/jpeg": "max-1200x20000|format-jpeg", "image/png": "max-1200x20000|format-png"}
# What else outlets may choose from, each with the width beyond which a picture has it: other sizes, and a transparent
# picture on white for those that take no PNG.
MORE_SPECS = {
    "image/jpeg": ((640, "max-640x20000|format-jpeg"), (1200, "max-2000x20000|format-jpeg")),
    "image/png": (
        (640, "max-640x20000|format-png"),
        (1200, "max-2000x20000|format-png"),
        (0, "max-1200x20000|bgcolor-ffffff|format-jpeg"),
    ),
}
ALL_SPECS = frozenset({*WIRE_SPECS.values(), *(spec for more in MORE_SPECS.values() for _, spec in more)})

# What reading a file that is gone, spoilt or hostile raises.
UNREADABLE = (OSError, InvalidFilterSpecError, DecompressionBombError)

FORMATS = ("jpeg", "png", "gif", "webp", "avif", "heic")


def secret_folder(path: str) -> str:
    """Put an unguessable folder before the file's name, so that knowing the name does not find an unreleased picture."""
    folder, name = os.path.split(path)
    stem, extension = os.path.splitext(name)
    room = (
        100 - len(folder) - 24 - len(extension) - 8
    )  # the column holds 100; storage may add 8 to a name that is taken
    return os.path.join(folder, secrets.token_urlsafe(16), stem[:room] + extension)


class NewsImage(AbstractImage):
    """A picture and on which terms it may be shown."""

    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who took it, as it must be printed.")
    )
    copyright = models.CharField(_("copyright line"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=160, blank=True)
    source_url = models.URLField(_("where it came from"), max_length=500, blank=True)
    reach = models.CharField(
        _("how far it may go"),
        max_length=10,
        choices=reach_choices,
        default=Reach.SITE.value,
        help_text=_("Partners get a picture only when this says so, whatever the story may do."),
    )
    reach_until = models.DateTimeField(
        _("until"), null=True, blank=True, help_text=_("After this moment the picture stays on our own pages only.")
    )

    admin_form_fields = (
        "title", "file", "description", "credit", "copyright", "licence", "source_url", "reach", "reach_until",
        *(name for name in Image.admin_form_fields if name not in ("title", "file", "description")),
    )  # fmt: skip

    api_fields = [
        APIField("credit", writable=True),
        APIField("copyright", writable=True),
        APIField("licence", writable=True),
        APIField("source_url", writable=True),
        APIField("reach", writable=True),
        APIField("reach_until", writable=True),
        APIField("alt"),
        object_field("rendition", picture_of),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]

    @property
    def alt(self) -> str:
        """What it shows, in words."""
        return self.description

    @property
    def rendition(self) -> "NewsImage":
        """Itself, for the API tells of it by what travels."""
        return self

    def get_upload_to(self, filename: str) -> str:
        return secret_folder(super().get_upload_to(filename))

    @property
    def default_alt_text(self) -> str:
        """Wagtail falls back to the title, which is most often the name of a file and tells a listener nothing."""
        return self.description

    def clean(self) -> None:
        super().clean()
        if self.file and not self.file._committed:
            self.refuse_strange_format()

    # Any: Django's own arguments.
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the picture; live articles that show it are saved anew when its rights have changed. Raises `ValidationError`."""
        is_new_file = bool(self.file) and not self.file._committed
        if is_new_file:
            self.refuse_strange_format()

        def write() -> None:
            super(NewsImage, self).save(*args, **kwargs)
            if is_new_file:
                self.renditions.all().delete()  # else the articles saved anew would tell of the old picture

        save_articles_anew(self, QUOTED, write)

    def refuse_strange_format(self) -> None:
        """An SVG is a program, and it would be served as it came: content decides, not the name."""
        self.file.open()
        try:
            found = willow.Image.open(self.file).format_name
        except OSError as error:
            raise ValidationError({"file": _("This file is not a picture.")}) from error
        finally:
            self.file.seek(0)
        if found not in FORMATS:
            raise ValidationError({"file": _("Pictures of type %(type)s are not taken.") % {"type": found}})

    def for_wire(self) -> "NewsRendition | None":
        """What travels with a story: a JPEG at most 1200 pixels wide, or a PNG when it is transparent.

        None, with a line in the log, for a file that is gone or cannot be read: a story is not lost over it.
        """
        made = next((made for made in self.renditions.all() if made.filter_spec in WIRE_SPECS.values()), None)
        if made is not None:
            return made
        try:
            return self.get_rendition(WIRE_SPECS[self.wire_type()])
        except UNREADABLE as error:
            logger.warning("picture %s (%s) cannot travel: %s", self.pk, self.file.name, error)
            return None

    def all_for_wire(self, made: "Iterable[NewsRendition]" = ()) -> "list[NewsRendition]":
        """Every form that an outlet may choose from, what travels by itself first; those not among `made` are made at once."""
        found = {rendition.filter_spec: rendition for rendition in made}
        main = next((found[spec] for spec in WIRE_SPECS.values() if spec in found), None) or self.for_wire()
        if main is None:
            return []
        wanted = [spec for width, spec in MORE_SPECS[main.mime_type] if width < self.width]
        missing = [spec for spec in wanted if spec not in found]
        if missing:
            found |= self.make(missing)
        return [main, *(found[spec] for spec in wanted if spec in found)]

    def make(self, specs: list[str]) -> "dict[str, NewsRendition]":
        """Make renditions of the file, which is opened once for all; none, with a line in the log, when it cannot be read."""
        try:
            self.get_renditions(*specs)
        except UNREADABLE as error:
            logger.warning("picture %s (%s) travels in one size: %s", self.pk, self.file.name, error)
            return {}
        # Asked anew, for Wagtail writes them in one go, which tells it no keys.
        return {made.filter_spec: made for made in NewsRendition.objects.filter(image=self, filter_spec__in=specs)}

    # Any: Wagtail's own filter.
    def generate_rendition_file(self, filter: Any, *, source: File | None = None) -> File:  # noqa: A002  # Wagtail's name
        """As Wagtail does, but in memory: it leaves the temporary file that it writes to open."""
        made = super().generate_rendition_file(filter, source=source)
        made.seek(0)
        content = ContentFile(made.read(), name=made.name)
        made.close()
        return content

    def wire_type(self) -> str:
        with self.get_willow_image() as opened:
            return "image/png" if opened.has_alpha() and not opened.has_animation() else "image/jpeg"

    @transaction.atomic
    def conceal(self) -> None:
        """Move the file to a new address and drop the renditions, so that every address given out so far is dead."""
        storage, old = self.file.storage, self.file.name
        self.renditions.all().delete()
        if not storage.exists(old):  # a file that is gone hides itself, and must not keep a story from being killed
            return
        with self.open_file() as content:
            self.file.name = storage.save(self.get_upload_to(os.path.basename(old)), content)
        self.save(update_fields=["file"])
        transaction.on_commit(lambda: storage.delete(old))


class RenditionQuerySet(models.QuerySet):
    def for_wire(self, images: Iterable[NewsImage]) -> "RenditionQuerySet":
        """What was made of `images` to travel with stories, in all forms."""
        return self.filter(image__in={image.pk for image in images}, filter_spec__in=ALL_SPECS)


class NewsRendition(AbstractRendition):
    image = models.ForeignKey(NewsImage, on_delete=models.CASCADE, related_name="renditions")
    # Kept so that a story's enclosure needs no look at the storage. In bytes.
    file_size = models.PositiveIntegerField(null=True, editable=False)

    objects = RenditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="newsroom_rendition_once")
        ]

    def get_upload_to(self, filename: str) -> str:
        return secret_folder(super().get_upload_to(filename))

    @property
    def mime_type(self) -> str:
        """The media type of a rendition made for the wire."""
        return f"image/{self.filter_spec.rpartition('format-')[2]}"

    # Any: Django's own arguments.
    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.file_size is None:
            self.file_size = self.file.size
        super().save(*args, **kwargs)
