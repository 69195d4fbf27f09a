"""A street market: three stalls under striped awnings, and people buying."""

from home.demo.sheet import Sheet

PAPER = "#f4e3c3"


def draw(sheet: Sheet) -> None:
    sheet.shade("#f2c58a", "#f6dcae", "#f9ecd2", bottom=700)
    houses(sheet)
    bunting(sheet)
    sheet.shade("#c9a67a", "#a9835a", top=780)
    for row in range(5):
        for stone in range(18):
            sheet.box(stone * 96 + row % 2 * 48 - 40, 800 + row * 44, 84, 6, "#8a684455", radius=3)
    stall(sheet, 60, ("#c8553d", "#f8efe0"), ("#d1432f", "#e8a33d", "#7a9e3f"))
    stall(sheet, 580, ("#2f7a6b", "#f8efe0"), ("#e0b04a", "#8a5a9a", "#d67a3a"))
    stall(sheet, 1100, ("#2f6690", "#f8efe0"), ("#5f9e4a", "#d1432f", "#f0d9a0"))
    for x, foot, size, coat in (
        (500, 940, 330, "#8a5a9a"), (1050, 950, 350, "#d98e32"), (1140, 955, 210, "#3f8f8a"),
        (210, 965, 340, "#37596b"), (1500, 960, 340, "#b4432f"),
    ):  # fmt: skip
        sheet.oval(x, foot, size * 0.2, 10, "#00000030")
        sheet.person(x, foot, size, coat)
        basket(sheet, x + size * 0.2, foot - size * 0.36, size / 330)


def houses(sheet: Sheet) -> None:
    for x, width, top, wall in (
        (0, 300, 180, "#d9a06a"),
        (300, 240, 250, "#e8c08a"),
        (540, 330, 140, "#cf8d62"),
        (870, 260, 230, "#e3b37a"),
        (1130, 240, 170, "#d59a70"),
        (1370, 240, 240, "#e8c697"),
    ):
        sheet.box(x, top, width, 640, wall)
        sheet.polygon([(x - 14, top), (x + width + 14, top), (x + width - 10, top - 46), (x + 10, top - 46)], "#9c5a3c")
        for row in range(2):
            for column in range(width // 90):
                left = x + 34 + column * 90
                sheet.box(left - 16, top + 46 + row * 120, 14, 76, "#5f8275")
                sheet.box(left + 42, top + 46 + row * 120, 14, 76, "#5f8275")
                sheet.box(left, top + 46 + row * 120, 40, 76, "#6d5a58", radius=3)


def bunting(sheet: Sheet) -> None:
    for start in (0, 800):
        line = [(start + n * 40, 90 + 60 * (1 - (n / 10 - 1) ** 2)) for n in range(21)]
        sheet.line(line, "#6b4a33", 3)
        for flag, (x, y) in enumerate(line[:-1]):
            sheet.polygon(
                [(x + 4, y), (x + 34, y + 2), (x + 19, y + 40)], ("#c8553d", "#f8efe0", "#2f7a6b", "#e8a33d")[flag % 4]
            )


def stall(sheet: Sheet, x: float, stripes: tuple[str, str], goods: tuple[str, ...]) -> None:
    for post in (12, 404):
        sheet.box(x + post, 420, 18, 440, "#6b4a33")
    sheet.box(x + 20, 520, 400, 200, "#4a34284d")
    for crate in range(3):
        left = x + 22 + crate * 134
        for piece in range(18):
            sheet.disc(left + 12 + piece % 6 * 20, 706 - piece // 6 * 17 - piece % 2 * 4, 15, goods[crate])
            sheet.disc(left + 8 + piece % 6 * 20, 701 - piece // 6 * 17 - piece % 2 * 4, 4, "#ffffff77")
        sheet.box(left - 6, 704, 132, 46, "#b5854f", radius=4)
        sheet.box(left - 6, 722, 132, 5, "#8f6538")
    sheet.box(x, 748, 434, 112, "#8f6538")
    sheet.box(x, 748, 434, 12, "#a97c48")
    for stripe in range(8):
        left = x - 24 + stripe * 60.5
        sheet.polygon(
            [(x + 20 + stripe * 49.5, 370), (x + 20 + (stripe + 1) * 49.5, 370), (left + 60.5, 480), (left, 480)],
            stripes[stripe % 2],
        )
        sheet.wedge(left + 30.2, 479, 30, 0, 180, stripes[stripe % 2])


def basket(sheet: Sheet, x: float, y: float, size: float) -> None:
    sheet.ring(x, y + 16 * size, 36 * size, "#7a5230", 6 * size)
    sheet.disc(x - 14 * size, y + 24 * size, 17 * size, "#d1432f")
    sheet.disc(x + 14 * size, y + 24 * size, 17 * size, "#7a9e3f")
    sheet.polygon(
        [
            (x - 42 * size, y + 28 * size),
            (x + 42 * size, y + 28 * size),
            (x + 30 * size, y + 80 * size),
            (x - 30 * size, y + 80 * size),
        ],
        "#b5854f",
    )
