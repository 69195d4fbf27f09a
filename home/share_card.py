"""The picture that stands for a story where somebody shares it: 1200 × 630, headline, source and the paper's name.

Latin text is set in the font that Pillow brings along, so that it comes out on every machine. Other scripts need a font
of the machine; where there is none that has every character, no text is set and the picture or our mark speaks alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont, features

__all__ = ["HEIGHT", "WIDTH", "Card", "draw"]

WIDTH, HEIGHT = 1200, 630  # pixels, as the networks ask
MARGIN, PICTURE = 64, 300  # the picture's height above the words
PAPER, INK, SOFT, ACCENT, ON_ACCENT = "#fbfaf7", "#1c1a1e", "#57535c", "#8a2432", "#fff6ea"
SIZES = (76, 64, 54, 46)  # of the headline, the largest that fits
SMALL = 30
LEADING = 1.22
# Found by name wherever the system keeps its fonts. Bold Han and Arabic, then what is on most machines.
FONTS = ("NotoSerifCJK-Bold.ttc", "NotoSansCJK-Bold.ttc", "NotoNaskhArabic-Bold.ttf", "NotoSansArabic-Bold.ttf", "Songti.ttc",
         "GeezaPro.ttc", "msyhbd.ttc", "DejaVuSans-Bold.ttf", "Arial.ttf")  # fmt: skip

Font = ImageFont.FreeTypeFont


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is on it. `picture` is an encoded picture or nothing; `direction` is ltr or rtl."""

    headline: str
    source: str
    paper: str
    direction: str = "ltr"
    picture: bytes = b""


def draw(card: Card, fonts: Iterable[str] = FONTS) -> bytes:
    """The card as a JPEG; the same bytes for the same card and fonts."""
    sheet, plain = Image.new("RGB", (WIDTH, HEIGHT), PAPER), without_dashes(card)
    name = font_for(plain.headline + plain.source + plain.paper, card.direction, ("",))
    card = plain if name is not None else card
    if name is None:
        name = font_for(card.headline + card.source + card.paper, card.direction, tuple(fonts))
    if name is None:
        without_words(sheet, card)
    else:
        with_words(sheet, card, name)
    written = BytesIO()
    sheet.save(written, "JPEG", quality=86, optimize=True)
    return written.getvalue()


def without_words(sheet: Image.Image, card: Card) -> None:
    if card.picture:
        sheet.paste(fitted(card.picture, HEIGHT))
        return
    sheet.paste(ACCENT, (0, 0, WIDTH, HEIGHT))
    mark(ImageDraw.Draw(sheet), WIDTH // 2 - 220, HEIGHT // 2 - 150, 10, ON_ACCENT)


def with_words(sheet: Image.Image, card: Card, name: str) -> None:
    pen, top = ImageDraw.Draw(sheet), MARGIN
    if card.picture:
        sheet.paste(fitted(card.picture, PICTURE))
        top = PICTURE + MARGIN // 2
    else:
        pen.rectangle((0, 0, WIDTH, 20), ACCENT)
        top += 20
    foot = HEIGHT - MARGIN - SMALL
    lines, font = fitting(card.headline, name, foot - top - MARGIN // 2, card.direction)
    for number, line in enumerate(lines):
        write(pen, line, top + int(number * font.size * LEADING), font, INK, card.direction)
    pen.line((MARGIN, foot - 16, WIDTH - MARGIN, foot - 16), ACCENT, 3)
    small = opened(name, SMALL)
    write(pen, shortened(card.source, small, WIDTH // 2 - MARGIN, card.direction), foot, small, SOFT, card.direction)
    other = "rtl" if card.direction == "ltr" else "ltr"
    paper = shortened(card.paper, small, WIDTH // 2 - MARGIN, card.direction)
    write(pen, paper, foot, small, ACCENT, card.direction, edge=other)


def fitted(picture: bytes, height: int) -> Image.Image:
    """The picture over the whole width; what is too much is taken from below more than from above."""
    with Image.open(BytesIO(picture)) as opened_picture:
        found = opened_picture.convert("RGB")
    scaled = found.resize((WIDTH, max(height, round(found.height * WIDTH / found.width))), Image.Resampling.LANCZOS)
    above = (scaled.height - height) // 3
    return scaled.crop((0, above, WIDTH, above + height))


def mark(pen: ImageDraw.ImageDraw, left: int, top: int, unit: int, colour: str) -> None:
    """N and D in Morse, as in our logo; one dot is `unit` × 7 pixels wide."""
    for row, signs in enumerate(("-.", "-..")):
        at = left
        for sign in signs:
            width = unit * (17 if sign == "-" else 10)
            pen.rounded_rectangle(
                (at, top + row * unit * 18, at + width, top + row * unit * 18 + unit * 10),
                unit * 5 * (sign == "."),
                colour,
            )
            at += width + unit * 5


# -- Words -------------------------------------------------------------------------------------------------------------


def without_dashes(card: Card) -> Card:
    """Pillow's own font has all letters and quotation marks of Latin text, and no dash but the hyphen."""
    dashes = str.maketrans({"–": "-", "—": "-"})
    return replace(card, headline=card.headline.translate(dashes), source=card.source.translate(dashes),
                   paper=card.paper.translate(dashes))  # fmt: skip


def font_for(text: str, direction: str, names: tuple[str, ...]) -> str | None:
    """The first font that has every character, "" for Pillow's own; None when there is none, or no one to join its letters."""
    if direction == "rtl" and not features.check("raqm"):
        return None
    return next((name for name in names if has_all(name, frozenset(text) - frozenset(" \t\n"))), None)


@lru_cache(maxsize=512)
def has_all(name: str, characters: frozenset[str]) -> bool:
    try:
        font = opened(name, 24)
    except OSError:  # there is no such font here
        return False
    missing = bytes(font.getmask("\uffff"))  # no character, so every font shows what it shows for those that it lacks
    return all(bytes(font.getmask(character)) != missing for character in characters)


@lru_cache(maxsize=64)
def opened(name: str, size: int) -> Font:
    return ImageFont.truetype(name, size) if name else builtin(size)


def builtin(size: int) -> Font:
    """Pillow's own font, which has Latin letters. Raises `OSError` where Pillow was built without it."""
    found = ImageFont.load_default(size)
    if not isinstance(found, Font):
        raise OSError("this Pillow has no FreeType")
    return found


def fitting(text: str, name: str, height: int, direction: str) -> tuple[list[str], Font]:
    """The text in lines, in the largest size that has room; cut with an ellipsis where even the smallest has not."""
    for size in SIZES:
        font = opened(name, size)
        lines, most = list(lines_of(text, font)), max(1, int(height / (size * LEADING)))
        if len(lines) <= most:
            return lines, font
    return [*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), font, WIDTH - 2 * MARGIN, direction)], font


def lines_of(text: str, font: Font) -> Iterator[str]:
    line = ""
    for piece in pieces(text):
        if line and font.getlength((line + piece).rstrip()) > WIDTH - 2 * MARGIN:
            yield line.strip()
            line = ""
        line += piece
    if line.strip():
        yield line.strip()


def pieces(text: str) -> Iterator[str]:
    """Where a line may end: after a space, and after each Han character or kana."""
    word = ""
    for character in " ".join(text.split()):
        word += character
        if character == " " or "\u2e80" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7af":
            yield word
            word = ""
    if word:
        yield word


def shortened(text: str, font: Font, width: int, direction: str) -> str:
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(f"{text}…") > width:
        text = text[:-1].rstrip()
    return f"{text}…"


def write(
    pen: ImageDraw.ImageDraw, text: str, top: int, font: Font, colour: str, direction: str, edge: str = ""
) -> None:
    """One line from the edge at which its script begins, or from the one named."""
    # Without a shaper Pillow writes from the left, which is how Latin text goes.
    way = direction if font.layout_engine == ImageFont.Layout.RAQM else None
    at_right = (edge or direction) == "rtl"
    left = WIDTH - MARGIN - font.getlength(text, direction=way) if at_right else MARGIN
    pen.text((left, top), text, colour, font, direction=way)
