"""An orchard at harvest: rows of trees, a ladder, and crates of apples."""

from home.demo.sheet import Sheet, scattered

PAPER = "#e8efcf"


def draw(sheet: Sheet) -> None:
    sheet.shade("#9ccbd9", "#d6e9dc", "#f6f0cf", bottom=560)
    sheet.glow(1300, 180, 260, "#fff6d2")
    sheet.disc(1300, 180, 60, "#fff3c8")
    sheet.ridge(430, 60, 300, 0.7, "#a9c9a4")
    sheet.ridge(490, 40, 200, 2.6, "#8ab583")
    sheet.shade("#a8c46b", "#7fa34e", top=540)
    for row, (y, size) in enumerate(((590, 0.42), (650, 0.6), (735, 0.86))):
        for column in range(9 - row * 2):
            tree(sheet, 60 + column * (190 + row * 90) + row * 40, y, size, row * 10 + column)
    lane(sheet)
    tree(sheet, 300, 900, 1.5, 31)
    ladder(sheet, 420, 880)
    sheet.person(640, 930, 300, "#c8553d", legs="#2f4a6a")
    sheet.oval(640, 642, 62, 14, "#e3c07a")
    sheet.wedge(640, 642, 38, 180, 360, "#e3c07a")
    tree(sheet, 1390, 920, 1.6, 57)
    for x, y in ((860, 900), (1010, 900), (935, 836), (1130, 930)):
        crate(sheet, x, y)


def lane(sheet: Sheet) -> None:
    sheet.polygon([(770, 545), (830, 545), (1080, 1000), (480, 1000)], "#c9b97a")
    for x, y in scattered(70, seed=12):
        half = 30 + y * 270
        sheet.oval(800 - half * 0.9 + x * half * 1.8 - y * 10, 550 + y * 440, 5 + y * 9, 2 + y * 3, "#a8965a99")


def tree(sheet: Sheet, x: float, foot: float, size: float, seed: int) -> None:
    sheet.oval(x, foot, 130 * size, 16 * size, "#3f5d2a55")
    sheet.polygon(
        [
            (x - 24 * size, foot),
            (x + 24 * size, foot),
            (x + 14 * size, foot - 190 * size),
            (x - 14 * size, foot - 190 * size),
        ],
        "#6b4a2f",
    )
    for across, up, radius, colour in (
        (-80, 210, 90, "#47793f"),
        (84, 214, 88, "#47793f"),
        (0, 190, 96, "#3f6e3a"),
        (-36, 300, 96, "#57904a"),
        (48, 296, 92, "#57904a"),
        (0, 260, 100, "#4f8645"),
    ):
        sheet.disc(x + across * size, foot - up * size, radius * size, colour)
    for right, down in scattered(22, seed=seed):
        left, top = x + (right - 0.5) * 270 * size, foot - (170 + down * 190) * size
        sheet.disc(left, top, 13 * size, "#d1432f")
        sheet.disc(left - 4 * size, top - 4 * size, 4 * size, "#f2a08a")


def ladder(sheet: Sheet, x: float, foot: float) -> None:
    for rail in (0, 70):
        sheet.line([(x + rail, foot + rail * 0.2), (x - 90 + rail * 0.8, foot - 400)], "#b5854f", 11)
    for rung in range(8):
        part = (rung + 1) / 9
        sheet.line([(x - 90 * part, foot - 400 * part), (x + 70 - 104 * part, foot + 14 - 414 * part)], "#a0713d", 9)


def crate(sheet: Sheet, x: float, y: float) -> None:
    for apple in range(10):
        sheet.disc(
            x + 16 + apple % 5 * 24, y - 8 - apple // 5 * 14 + apple % 2 * 4, 15, "#d1432f" if apple % 4 else "#b8c04a"
        )
    sheet.box(x, y, 130, 62, "#b5854f", radius=3)
    for slat in (18, 40):
        sheet.box(x, y + slat, 130, 4, "#8f6538")
