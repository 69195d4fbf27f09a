"""A reading room: tall shelves, a ladder, and a reader under a green lamp."""

from home.demo.sheet import Sheet

PAPER = "#3e2c23"
SPINES = ("#8f3b2e", "#2f5d62", "#c49a4a", "#54486b", "#6b7a4a", "#a65f3e", "#d8c7a3", "#34465c")


def draw(sheet: Sheet) -> None:
    sheet.shade("#4a3428", "#33231b")
    for bay in range(4):
        shelves(sheet, 30 + bay * 395)
    window(sheet)
    ladder(sheet, 1130)
    sheet.shade("#5b3b26", "#462c1b", top=850)
    table(sheet)


def shelves(sheet: Sheet, x: float) -> None:
    sheet.box(x, 40, 355, 810, "#6b4630")
    sheet.box(x + 16, 56, 323, 794, "#3a271c")
    for shelf in range(6):
        foot = 180 + shelf * 130
        left, book = x + 20, shelf * 5 + int(x)
        while left < x + 320:
            width = 15 + (book * 7) % 17
            height = 74 + (book * 13) % 34
            if left + width > x + 335:
                break
            sheet.box(left, foot - height, width - 2, height, SPINES[(book * 3 + shelf) % len(SPINES)], radius=2)
            sheet.box(left + 3, foot - height + 14, width - 8, 4, "#f0dfb888")
            left, book = left + width + (14 if book % 9 == 0 else 0), book + 1
        sheet.box(x + 16, foot, 323, 14, "#7a5238")


def window(sheet: Sheet) -> None:
    """The tall window in the middle, with evening light."""
    sheet.box(590, 40, 420, 810, "#6b4630")
    sheet.wedge(800, 250, 180, 180, 360, "#f3c98b")
    sheet.box(620, 248, 360, 560, "#f3c98b")
    sheet.wedge(800, 250, 120, 180, 360, "#f8dcab")
    sheet.disc(880, 420, 60, "#fff0c8")
    sheet.polygon([(620, 640), (760, 560), (980, 660), (980, 808), (620, 808)], "#b7905c")
    for bar in (710, 800, 890):
        sheet.box(bar - 5, 80, 10, 730, "#6b4630")
    for bar in (250, 440, 630):
        sheet.box(620, bar, 360, 10, "#6b4630")
    sheet.box(600, 808, 400, 42, "#7a5238")


def ladder(sheet: Sheet, x: float) -> None:
    for rail in (0, 92):
        sheet.line([(x + rail, 870), (x + 90 + rail * 0.86, 90)], "#c08a52", 13)
    for rung in range(9):
        y = 800 - rung * 80
        left = x + (870 - y) / 780 * 90
        sheet.line([(left, y), (left + 90, y)], "#a8743f", 10)


def table(sheet: Sheet) -> None:
    sheet.glow(520, 790, 300, "#ffe2a0")
    reader(sheet, 800)
    sheet.box(300, 846, 1000, 36, "#8a5a34", radius=6)
    sheet.box(300, 876, 1000, 10, "#5f3c22")
    for leg in (350, 1220):
        sheet.box(leg, 884, 34, 116, "#5f3c22")
    sheet.box(512, 760, 14, 80, "#b58a3a")
    sheet.box(470, 834, 98, 14, "#b58a3a", radius=6)
    sheet.polygon([(440, 770), (470, 706), (568, 706), (598, 770)], "#2f7a5b")
    for book in range(4):
        sheet.box(1010 + book % 2 * 12, 822 - book * 24, 170, 22, SPINES[book * 2 % 8], radius=3)


def reader(sheet: Sheet, x: float) -> None:
    sheet.box(x - 74, 690, 148, 160, "#c8553d", radius=48)
    sheet.box(x - 16, 656, 32, 44, "#e2b594")
    sheet.disc(x, 620, 52, "#e2b594")
    sheet.wedge(x, 614, 56, 175, 365, "#2d2430")
    sheet.polygon([(x - 104, 848), (x - 92, 790), (x, 808), (x + 92, 790), (x + 104, 848), (x, 856)], "#f4ead4")
    sheet.line([(x, 808), (x, 856)], "#b7a889", 4)
    for row in range(3):
        sheet.line([(x - 78, 808 + row * 11), (x - 16, 820 + row * 10)], "#b7a889", 2)
        sheet.line([(x + 16, 820 + row * 10), (x + 78, 808 + row * 11)], "#b7a889", 2)
