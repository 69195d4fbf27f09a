"""The logos of the demo's sources: a square of colour and initials drawn with a broad pen, for we ship no font."""

from pathlib import Path

from home.demo.sheet import Point, Sheet, around, smooth

SIDE = 480
STROKE = 30  # the breadth of the pen

# Each letter is drawn in a square of one unit, `x` to the right and `y` down.
LETTERS: dict[str, tuple[list[Point], ...]] = {
    "A": ([(0, 1), (0.42, 0), (0.84, 1)], [(0.16, 0.64), (0.68, 0.64)]),
    "C": (around(0.5, 0.5, 0.5, 48, 312),),
    "D": ([(0, 0), (0, 1), (0.26, 1), *around(0.26, 0.5, 0.5, 90, -90), (0, 0)],),
    "F": ([(0.62, 0), (0, 0), (0, 1)], [(0, 0.48), (0.5, 0.48)]),
    "H": ([(0, 0), (0, 1)], [(0.74, 0), (0.74, 1)], [(0, 0.5), (0.74, 0.5)]),
    "J": ([(0.52, 0), (0.52, 0.72), *around(0.24, 0.72, 0.28, 0, 165)],),
    "L": ([(0, 0), (0, 1), (0.58, 1)],),
    "M": ([(0, 1), (0, 0), (0.45, 0.68), (0.9, 0), (0.9, 1)],),
    "N": ([(0, 1), (0, 0), (0.74, 1), (0.74, 0)],),
    "O": (around(0.5, 0.5, 0.5, 0, 360),),
    "P": ([(0, 1), (0, 0), (0.32, 0), *around(0.32, 0.28, 0.28, -90, 90), (0, 0.56)],),
    "S": (smooth([(0.58, 0.14), (0.32, 0), (0.06, 0.2), (0.3, 0.48), (0.6, 0.74), (0.32, 1), (0, 0.86)]),),
    "T": ([(0, 0), (0.76, 0)], [(0.38, 0), (0.38, 1)]),
    "U": ([(0, 0), (0, 0.64), *around(0.36, 0.64, 0.36, 180, 0), (0.72, 0)],),
    "W": ([(0, 0), (0.24, 1), (0.5, 0.34), (0.76, 1), (1, 0)],),
}


def paint_logo(initials: str, ground: str, ink: str, path: Path) -> None:
    """Draw one logo as a PNG; initials without letters of ours become an anchor."""
    sheet = Sheet(ground, SIDE, SIDE)
    sheet.box(26, 26, SIDE - 52, SIDE - 52, f"{ink}38", radius=44)
    sheet.box(34, 34, SIDE - 68, SIDE - 68, ground, radius=38)
    if all(letter in LETTERS for letter in initials):
        write(sheet, initials, ink)
    else:
        anchor(sheet, ink)
    sheet.finished().save(path, optimize=True)


def write(sheet: Sheet, initials: str, ink: str) -> None:
    size, gap = 148, 56
    widths = [max(x for stroke in LETTERS[letter] for x, _ in stroke) * size for letter in initials]
    left, top = (SIDE - sum(widths) - gap * (len(initials) - 1)) / 2, 150
    for letter, width in zip(initials, widths, strict=True):
        for stroke in LETTERS[letter]:
            draw(sheet, [(left + x * size, top + y * size) for x, y in stroke], ink)
        left += width + gap
    sheet.box(SIDE / 2 - 60, 368, 120, 14, ink, radius=7)


def anchor(sheet: Sheet, ink: str) -> None:
    sheet.ring(240, 126, 40, ink, 24)
    draw(sheet, [(240, 166), (240, 380)], ink)
    draw(sheet, [(168, 212), (312, 212)], ink)
    draw(sheet, around(240, 250, 130, 12, 168), ink)


def draw(sheet: Sheet, stroke: list[Point], ink: str) -> None:
    """One stroke of the pen, with round ends and corners."""
    sheet.line(stroke, ink, STROKE)
    for x, y in stroke:
        sheet.disc(x, y, STROKE / 2, ink)
