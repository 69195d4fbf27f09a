"""A river delta from the air: channels that part and part again on their way to the sea."""

from home.demo.sheet import Point, Sheet, scattered, smooth

PAPER = "#8fae6b"
WATER = "#3f8795"
# Where each arm of the river runs, and how broad it is.
COURSES: tuple[tuple[list[Point], int], ...] = (
    ([(760, -20), (720, 120), (830, 230), (760, 350), (810, 440)], 84),
    ([(810, 430), (700, 540), (560, 610), (470, 740), (330, 860), (250, 1010)], 56),
    ([(810, 430), (830, 580), (760, 690), (800, 860), (780, 1010)], 60),
    ([(810, 430), (950, 520), (1080, 570), (1160, 700), (1310, 830), (1380, 1010)], 54),
    ([(560, 610), (400, 620), (250, 690), (90, 730), (-40, 850)], 30),
    ([(775, 670), (660, 760), (610, 880), (560, 1010)], 28),
    ([(1080, 570), (1230, 570), (1370, 640), (1560, 660), (1660, 760)], 30),
    ([(1160, 700), (1060, 780), (1030, 880), (1060, 1010)], 26),
    ([(790, 300), (980, 260), (1190, 330), (1400, 290), (1640, 380)], 20),
)


def draw(sheet: Sheet) -> None:
    sheet.shade("#a9a566", "#8fae6b", "#6f9d68")
    fields(sheet)
    for edge, colour in ((18, "#5d8450"), (9, "#c9c58a")):
        for course, width in COURSES:
            channel(sheet, course, width + edge, colour)
    sea(sheet)
    for course, width in COURSES:
        channel(sheet, course, width, WATER)
    for course, width in COURSES:
        sheet.line([(x - width * 0.12, y) for x, y in smooth(course)], "#6fb0b866", max(3, width * 0.1))
    for x, y, size in ((300, 250, 1.1), (1330, 440, 0.9), (1130, 110, 0.8)):
        village(sheet, x, y, size)
    for x, y in ((780, 780), (1240, 770), (420, 790), (790, 190)):
        sheet.polygon([(x - 14, y), (x + 14, y), (x + 8, y + 9), (x - 8, y + 9)], "#5b3d24")
        sheet.polygon([(x, y - 30), (x, y - 3), (x + 18, y - 3)], "#fdf6e3")


def fields(sheet: Sheet) -> None:
    greens = ("#9fb55f", "#7fa35a", "#b9b765", "#8aa85e", "#c4b86c", "#6f9857")
    for column in range(13):
        for row in range(9):
            x, y = column * 128 + row % 2 * 36 - 40, row * 92 - 20
            shape = [(x, y), (x + 118, y - 12), (x + 124, y + 74), (x + 6, y + 84)]
            sheet.polygon(shape, greens[(column * 5 + row * 3) % 6] + "cc")
            for furrow in range(1, 5):
                sheet.line([(x + furrow * 24, y + 2), (x + furrow * 24 + 5, y + 72)], "#ffffff1c", 3)


def sea(sheet: Sheet) -> None:
    shore = smooth(
        [
            (-20, 760),
            (140, 800),
            (330, 900),
            (520, 850),
            (700, 940),
            (860, 880),
            (1040, 940),
            (1240, 850),
            (1420, 880),
            (1620, 730),
        ]
    )
    for down, colour in ((-26, "#c9c58a"), (0, "#7fb8b4"), (34, "#5fa3a8"), (74, WATER)):
        sheet.polygon([(-20, 1020), *[(x, y + down) for x, y in shore], (1620, 1020)], colour)
    for x, y in scattered(60, seed=9):
        sheet.box(x * 1600, 950 + y * 50, 24 + x * 30, 3, "#d6eeea66", radius=2)


def channel(sheet: Sheet, course: list[Point], width: float, colour: str) -> None:
    """One arm of the river, a little wider towards its mouth."""
    path = smooth(course)
    sheet.line(path, colour, width)
    for step, (x, y) in enumerate(path):
        sheet.disc(x, y, width / 2 * (1 + 0.24 * step / len(path)), colour)


def village(sheet: Sheet, x: float, y: float, size: float) -> None:
    for house, (across, down) in enumerate(scattered(9, seed=3)):
        left, top = x + across * 190 * size, y + down * 120 * size
        sheet.box(left + 4, top + 6, 34 * size, 26 * size, "#00000033")
        sheet.box(left, top, 34 * size, 26 * size, ("#c8553d", "#d98e5a", "#b4432f")[house % 3])
        sheet.box(left, top + 12 * size, 34 * size, 2, "#ffffff66")
