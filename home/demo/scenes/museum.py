"""A museum hall under arches, with pictures on the wall and visitors before them."""

from home.demo.sheet import Sheet

PAPER = "#efe6d6"


def draw(sheet: Sheet) -> None:
    sheet.shade("#f3ead9", "#e6d8bf", bottom=800)
    vault(sheet)
    for x, frame in ((160, landscape), (640, abstract), (1120, vase)):
        hang(sheet, x)
        frame(sheet, x + 24, 324)
    sheet.shade("#b88d63", "#8f673f", top=800)
    for line in range(-8, 9):
        sheet.line([(800 + line * 110, 800), (800 + line * 250, 1000)], "#6f4e2e66", 3)
    bench(sheet, 700)
    for x, foot, size, coat in ((300, 900, 300, "#2f6690"), (410, 906, 205, "#c8553d"), (1270, 912, 310, "#5a6b3c")):
        sheet.oval(x, foot, size * 0.2, 10, "#00000030")
        sheet.person(x, foot, size, coat)


def vault(sheet: Sheet) -> None:
    for x in (40, 520, 1000):
        sheet.wedge(x + 280, 250, 230, 180, 360, "#d8c6a6")
        sheet.box(x + 50, 248, 460, 552, "#d8c6a6")
        sheet.wedge(x + 280, 256, 208, 180, 360, "#efe5d0")
        sheet.box(x + 72, 254, 416, 546, "#efe5d0")
    for x in (0, 530, 1010, 1520):
        sheet.box(x, 120, 70, 680, "#cdb890")
        sheet.box(x - 12, 106, 94, 26, "#bda67c")
        sheet.box(x - 12, 776, 94, 24, "#a88f66")
    sheet.box(0, 0, 1600, 70, "#bda67c")
    sheet.box(0, 70, 1600, 14, "#a88f66")


def hang(sheet: Sheet, x: float) -> None:
    """An empty frame with the light of a lamp on the wall above it."""
    sheet.polygon([(x + 160, 196), (x + 390, 700), (x - 70, 700)], "#fff7dc55")
    sheet.box(x + 120, 196, 80, 14, "#7a6240", radius=7)
    sheet.box(x, 300, 320, 348, "#a3793b")
    sheet.box(x + 12, 312, 296, 324, "#d8b469")
    sheet.box(x + 24, 324, 272, 300, "#f6f0e2")
    sheet.box(x + 120, 672, 80, 30, "#fffaf0")
    for row in range(2):
        sheet.box(x + 130, 680 + row * 9, 60 - row * 18, 3, "#8a7a60")


def landscape(sheet: Sheet, x: float, y: float) -> None:
    sheet.box(x, y, 272, 300, "#9cc4cf")
    sheet.disc(x + 196, y + 84, 34, "#fbe3a6")
    sheet.polygon(
        [(x, y + 210), (x + 90, y + 110), (x + 190, y + 230), (x + 272, y + 150), (x + 272, y + 300), (x, y + 300)],
        "#5e8f86",
    )
    sheet.polygon([(x, y + 260), (x + 130, y + 216), (x + 272, y + 262), (x + 272, y + 300), (x, y + 300)], "#39665f")


def abstract(sheet: Sheet, x: float, y: float) -> None:
    sheet.box(x, y, 272, 300, "#24405a")
    sheet.disc(x + 100, y + 116, 72, "#e8a33d")
    sheet.wedge(x + 176, y + 206, 84, 200, 380, "#c8553d")
    sheet.box(x + 176, y + 36, 60, 120, "#f1e3c6")
    sheet.line([(x + 24, y + 272), (x + 250, y + 34)], "#f6f0e2", 6)


def vase(sheet: Sheet, x: float, y: float) -> None:
    sheet.box(x, y, 272, 300, "#e9d3c0")
    sheet.box(x, y + 226, 272, 74, "#b5835a")
    sheet.oval(x + 136, y + 196, 58, 66, "#2f6690")
    sheet.box(x + 112, y + 110, 48, 40, "#2f6690")
    for across, up, colour in ((-46, 76, "#c8553d"), (0, 44, "#e8a33d"), (50, 70, "#d67a8a")):
        sheet.line([(x + 136, y + 116), (x + 136 + across, y + up)], "#49713f", 6)
        sheet.disc(x + 136 + across, y + up, 26, colour)


def bench(sheet: Sheet, x: float) -> None:
    sheet.oval(x + 120, 936, 150, 14, "#00000028")
    sheet.box(x, 862, 240, 26, "#4a3423", radius=8)
    for leg in (22, 198):
        sheet.box(x + leg, 886, 20, 52, "#382718")
