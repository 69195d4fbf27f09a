"""The forms in which pages show pictures: which there are, and making them before the first reader asks.

AVIF costs the most to make and weighs the least, so pages show it once it is there and WebP until then.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django_tasks import task
from wagtail.images.models import Filter
from wagtail.images.shortcuts import get_renditions_or_not_found

from newsroom.models import ArticlePage, NewsImage
from newsroom.models.images import NewsRendition

__all__ = [
    "BODY_WIDTHS", "LEAD_WIDTHS", "SHARES", "SHARE_IMAGE", "Form", "ShownPicture", "made_of", "make_pictures", "shown_picture",
]  # fmt: skip

LEAD_WIDTHS = (480, 960, 1440)  # pixels
BODY_WIDTHS = (480, 960)
AT_ONCE = ("webp", "jpeg")  # cheap enough to be made while a reader waits; JPEG is for what reads nothing newer
BEFOREHAND = "avif"
CARDS = tuple(f"format-webp|fill-{size}" for size in ("240x150", "480x300", "720x450", "960x600"))
SHARE_IMAGE = "fill-1200x630|format-jpeg"  # the size that social cards ask for; JPEG, for some read nothing newer
# Square, 4:3 and 16:9, as https://developers.google.com/search/docs/appearance/structured-data/article asks.
SHARES = ("fill-1200x1200|format-jpeg", "fill-1200x900|format-jpeg", "fill-1200x675|format-jpeg")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One picture in one format: a `source` element, or the `img` itself."""

    media_type: str
    srcset: str
    smallest: NewsRendition
    largest: NewsRendition


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPicture:
    """What a `picture` element holds, the lightest format first; the last is for everybody."""

    forms: Sequence[Form]

    @property
    def best(self) -> Form:
        """What a browser of today fetches."""
        return self.forms[0]

    @property
    def last(self) -> Form:
        return self.forms[-1]


def shown_picture(image: NewsImage, widths: Sequence[int]) -> ShownPicture:
    """The picture in every format that is there; what is missing of the cheap ones is made at once."""
    specs = {kind: specs_of(widths, kind) for kind in (BEFOREHAND, *AT_ONCE)}
    made = made_of(image, [spec for group in specs.values() for spec in group])
    if missing := [spec for kind in AT_ONCE for spec in specs[kind] if spec not in made]:
        made |= get_renditions_or_not_found(image, missing)
    complete = [kind for kind in specs if all(spec in made for spec in specs[kind])]
    return ShownPicture(forms=[form_of(kind, [made[spec] for spec in specs[kind]]) for kind in complete])


def specs_of(widths: Iterable[int], kind: str) -> list[str]:
    return [f"format-{kind}|width-{width}" for width in widths]


def made_of(image: NewsImage, specs: Iterable[str]) -> dict[str, NewsRendition]:
    """The renditions that are there already, for the present focal point; no query where they were prefetched."""
    found = image.find_existing_renditions(*(Filter(spec=spec) for spec in specs))
    return {wanted.spec: rendition for wanted, rendition in found.items()}


def form_of(kind: str, renditions: Sequence[NewsRendition]) -> Form:
    """A picture that is smaller than a width has the same rendition for it, which need not be offered twice."""
    by_width = {rendition.width: rendition for rendition in renditions}
    srcset = ", ".join(f"{rendition.url} {width}w" for width, rendition in by_width.items())
    return Form(
        media_type=f"image/{kind}", srcset=srcset, smallest=by_width[min(by_width)], largest=by_width[max(by_width)]
    )


# -- Beforehand --------------------------------------------------------------------------------------------------------


@task(backend="pictures")
def make_pictures(page_id: int) -> None:
    """Make every form of every picture of one released article that is not there yet."""
    article = ArticlePage.objects.released().filter(pk=page_id).select_related("source__logo", "lead_image").first()
    if article is None:  # only scheduled, or withdrawn since
        return
    for image in article.pictures_shown():
        is_lead = image == article.lead_image
        specs = [
            spec for kind in (*AT_ONCE, BEFOREHAND) for spec in specs_of(LEAD_WIDTHS if is_lead else BODY_WIDTHS, kind)
        ]
        make_missing(image, [*specs, *((*CARDS, SHARE_IMAGE, *SHARES) if is_lead else ())])


def make_missing(image: NewsImage, specs: Sequence[str]) -> None:
    """Nothing of a picture that may not be shown; a line in the log for one that cannot be read."""
    if image.reach == "nowhere":
        return
    made = made_of(image, specs)
    if missing := [spec for spec in specs if spec not in made]:
        image.make(missing)
