"""A sheet of paper to draw flat newspaper illustrations on, measured 1600 by 1000 from its top left corner."""

from collections.abc import Iterable, Sequence
from math import cos, radians, sin

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1600, 1000
FINE = 2  # drawn at twice its size and reduced: Pillow's polygons have no soft edges of their own

Point = tuple[float, float]


class Sheet:
    """An image and the verbs that draw on it. Colours are `#rrggbb` or `#rrggbbaa`."""

    def __init__(self, paper: str, width: int = WIDTH, height: int = HEIGHT) -> None:
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width * FINE, height * FINE), paper)
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def finished(self) -> Image.Image:
        """Return the drawing in its real size, with soft edges."""
        return self.image.reduce(FINE)

    def shade(self, *colours: str, top: float = 0, bottom: float | None = None) -> None:
        """Fill the sheet from `top` to `bottom` with a gradient through `colours`."""
        bottom = self.height if bottom is None else bottom
        column = Image.new("RGB", (1, len(colours)))
        column.putdata([Image.new("RGB", (1, 1), colour).getpixel((0, 0)) for colour in colours])
        rows = round((bottom - top) * FINE)
        # Stretched so that the first and last colours sit on the edges instead of half a step inside.
        box = (0, 0.5, 1, len(colours) - 0.5)
        patch = column.resize((1, rows), Image.Resampling.BILINEAR, box=box).resize((self.width * FINE, rows))
        self.image.paste(patch, (0, round(top * FINE)))

    def polygon(self, points: Iterable[Point], fill: str) -> None:
        self.pen.polygon([(x * FINE, y * FINE) for x, y in points], fill=fill)

    def box(self, x: float, y: float, width: float, height: float, fill: str, radius: float = 0) -> None:
        corners = (x * FINE, y * FINE, (x + width) * FINE - 1, (y + height) * FINE - 1)
        self.pen.rounded_rectangle(corners, radius=radius * FINE, fill=fill)

    def oval(self, x: float, y: float, across: float, down: float, fill: str) -> None:
        """Draw an ellipse round the middle `x`, `y`; `across` and `down` are its radii."""
        self.pen.ellipse(((x - across) * FINE, (y - down) * FINE, (x + across) * FINE, (y + down) * FINE), fill=fill)

    def disc(self, x: float, y: float, radius: float, fill: str) -> None:
        self.oval(x, y, radius, radius, fill)

    def ring(self, x: float, y: float, radius: float, fill: str, width: float) -> None:
        corners = ((x - radius) * FINE, (y - radius) * FINE, (x + radius) * FINE, (y + radius) * FINE)
        self.pen.ellipse(corners, outline=fill, width=round(width * FINE))

    def line(self, points: Iterable[Point], fill: str, width: float = 3) -> None:
        path = [(x * FINE, y * FINE) for x, y in points]
        self.pen.line(path, fill=fill, width=round(width * FINE), joint="curve")

    def wedge(self, x: float, y: float, radius: float, start: float, end: float, fill: str) -> None:
        """Draw a slice of a disc from `start` to `end`, in degrees clockwise from three o'clock."""
        corners = ((x - radius) * FINE, (y - radius) * FINE, (x + radius) * FINE, (y + radius) * FINE)
        self.pen.pieslice(corners, start, end, fill=fill)

    def glow(self, x: float, y: float, radius: float, colour: str, rings: int = 36) -> None:
        """Light that fades outwards from `x`, `y`; `colour` has no alpha."""
        for ring in range(rings):
            self.disc(x, y, radius * (1 - ring / rings), f"{colour}05")

    def soften(self, radius: float) -> None:
        """Blur all that has been drawn so far."""
        self.image = self.image.filter(ImageFilter.BoxBlur(radius * FINE)).filter(ImageFilter.BoxBlur(radius * FINE))
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def ridge(self, y: float, swell: float, length: float, phase: float, fill: str) -> None:
        """Fill everything below a rolling line of hills."""
        self.polygon(
            [*ridge_line(y, swell, length, phase, self.width), (self.width, self.height), (0, self.height)], fill
        )

    def person(
        self, x: float, foot: float, size: float, coat: str, skin: str = "#e2b594", legs: str = "#2d3142"
    ) -> None:
        """Draw somebody who stands at `x`, `foot`; `size` is the height in pixels."""
        head, shoulder, hip = size * 0.09, foot - size * 0.8, foot - size * 0.42
        for side in (-1, 1):
            self.line([(x + side * size * 0.05, hip), (x + side * size * 0.07, foot)], legs, size * 0.085)
        self.box(x - size * 0.13, shoulder, size * 0.26, size * 0.44, coat, radius=size * 0.09)
        self.box(x - size * 0.035, shoulder - size * 0.07, size * 0.07, size * 0.1, skin)
        self.disc(x, shoulder - size * 0.11, head, skin)
        self.wedge(x, shoulder - size * 0.115, head * 1.08, 170, 370, legs)

    def cloud(self, x: float, y: float, size: float, fill: str) -> None:
        for across, up, radius in ((-0.9, 0, 0.42), (-0.35, 0.28, 0.58), (0.35, 0.18, 0.5), (0.9, 0, 0.38)):
            self.disc(x + across * size, y - up * size, radius * size, fill)
        self.box(x - 0.95 * size, y - 0.02 * size, 1.9 * size, 0.42 * size, fill, radius=0.2 * size)


def ridge_line(y: float, swell: float, length: float, phase: float, width: float = WIDTH) -> list[Point]:
    """Points along two waves laid over each other, from the left edge to the right one."""
    return [
        (x, y - swell * (0.7 * sin(x / length + phase) + 0.3 * sin(2.3 * x / length + 1.7 * phase)))
        for x in range(0, round(width) + 9, 8)
    ]


def smooth(points: Sequence[Point], steps: int = 12) -> list[Point]:
    """A curve through `points` (Catmull-Rom), for rivers, roads and coasts."""
    padded = [points[0], *points, points[-1]]
    return [
        (bend(a[0], b[0], c[0], d[0], step / steps), bend(a[1], b[1], c[1], d[1], step / steps))
        for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False)
        for step in range(steps)
    ] + [points[-1]]


def bend(before: float, start: float, end: float, after: float, part: float) -> float:
    """One coordinate of a Catmull-Rom span at `part` between 0 and 1."""
    return 0.5 * (
        2 * start
        + (end - before) * part
        + (2 * before - 5 * start + 4 * end - after) * part**2
        + (3 * start - before - 3 * end + after) * part**3
    )


def around(x: float, y: float, radius: float, start: float, end: float, steps: int = 40) -> list[Point]:
    """Points on an arc, in degrees clockwise from three o'clock."""
    angles = (radians(start + (end - start) * step / steps) for step in range(steps + 1))
    return [(x + radius * cos(angle), y + radius * sin(angle)) for angle in angles]


def turned(points: Iterable[Point], x: float, y: float, degrees: float) -> list[Point]:
    """`points` round the origin, turned clockwise and moved to `x`, `y`."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return [(x + px * c - py * s, y + px * s + py * c) for px, py in points]


def scattered(count: int, seed: int = 0) -> list[Point]:
    """`count` points in the unit square, evenly strewn and always the same (Roberts' R2 sequence)."""
    plastic = 1.32471795724474602596
    return [((0.5 + n / plastic) % 1, (0.5 + n / plastic**2) % 1) for n in range(seed + 1, seed + count + 1)]
