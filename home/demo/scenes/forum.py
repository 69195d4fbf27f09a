"""A conference stage: a speaker, a great screen with a ringed planet, and the audience."""

from home.demo.sheet import Sheet, around, scattered

PAPER = "#1b1f4b"


def draw(sheet: Sheet) -> None:
    sheet.shade("#171a40", "#262a66", "#34357a", bottom=760)
    for x in (60, 330, 1270, 1540):
        sheet.polygon(
            [(x - 16, 0), (x + 16, 0), (800 + (x - 800) * 0.35 + 130, 760), (800 + (x - 800) * 0.35 - 130, 760)],
            "#9fb6ff16",
        )
    screen(sheet)
    sheet.shade("#5a3f8a", "#3a2b66", top=700, bottom=800)
    sheet.box(0, 696, 1600, 10, "#8f6fd0")
    lectern(sheet, 330)
    panel(sheet)
    audience(sheet)


def screen(sheet: Sheet) -> None:
    sheet.box(380, 90, 840, 500, "#0d1030", radius=10)
    sheet.box(396, 106, 808, 468, "#22307a")
    for x, y in scattered(80, seed=30):
        sheet.disc(410 + x * 780, 116 + y * 446, 1 + x * 2, "#ffffffb0")
    sheet.disc(800, 340, 132, "#e8875a")
    for stripe, colour in enumerate(("#f2b07a", "#d96f4a", "#f2c08f")):
        sheet.oval(800, 290 + stripe * 50, 120 - abs(stripe - 1) * 16, 12, colour)
    sheet.line(
        [(800 + (x - 800), 340 + (y - 340) * 0.26) for x, y in around(800, 340, 232, -18, 198, 60)], "#ffe2b0", 12
    )
    sheet.disc(1080, 200, 28, "#8fd0e0")
    sheet.disc(520, 470, 18, "#c9a0e8")
    rocket = [(560, 190), (590, 230), (590, 300), (530, 300), (530, 230)]
    sheet.polygon(rocket, "#f4f6fa")
    sheet.polygon([(530, 270), (510, 316), (530, 300)], "#c8553d")
    sheet.polygon([(590, 270), (610, 316), (590, 300)], "#c8553d")
    sheet.disc(560, 244, 11, "#4d9aa8")
    sheet.polygon([(544, 302), (576, 302), (560, 352)], "#ffc45a")


def lectern(sheet: Sheet, x: float) -> None:
    sheet.glow(x, 560, 240, "#ffe6b0")
    sheet.person(x, 730, 330, "#8f2f4f", legs="#241a30")
    sheet.polygon([(x - 70, 560), (x + 70, 560), (x + 52, 730), (x - 52, 730)], "#c9a06a")
    sheet.box(x - 80, 546, 160, 18, "#e3c08a", radius=4)
    sheet.disc(x, 640, 26, "#f6e6c8")
    sheet.line([(x + 30, 548), (x + 18, 506)], "#20203a", 5)


def panel(sheet: Sheet) -> None:
    for seat, (coat, skin) in enumerate((("#2f8a8a", "#c98f6b"), ("#e8a33d", "#e2b594"), ("#4f6fc0", "#f0c9a4"))):
        x = 860 + seat * 170
        sheet.box(x - 62, 590, 124, 130, "#20203a", radius=24)
        sheet.box(x - 44, 600, 88, 110, coat, radius=32)
        sheet.disc(x, 566, 34, skin)
        sheet.wedge(x, 562, 37, 175, 365, "#1d1730")
        sheet.line([(x - 20, 700), (x - 26, 740)], "#1d1730", 22)
        sheet.line([(x + 20, 700), (x + 26, 740)], "#1d1730", 22)


def audience(sheet: Sheet) -> None:
    for row, colour in enumerate(("#241c48", "#1b1538", "#120e28")):
        size = 34 + row * 10
        for seat in range(20 - row * 3):
            x = 30 + seat * (size * 2.5) + row % 2 * size
            y = 826 + row * 62
            sheet.disc(x, y, size, colour)
            sheet.box(x - size * 1.1, y + size * 0.9, size * 2.2, 160, colour, radius=size * 0.7)
            if (seat * 5 + row) % 7 == 0:
                sheet.box(x + size * 0.6, y - size * 1.3, 16, 26, "#9fd0ff", radius=3)
