"""A laboratory bench: flasks, a microscope, and a researcher in white."""

from home.demo.sheet import Sheet, scattered

PAPER = "#dcecec"


def draw(sheet: Sheet) -> None:
    sheet.shade("#d5e8ea", "#eef4f0", bottom=760)
    board(sheet)
    cupboard(sheet)
    researcher(sheet, 980)
    sheet.box(0, 750, 1600, 46, "#f7faf8")
    sheet.box(0, 790, 1600, 210, "#4d7c8a")
    for x in (60, 460, 860, 1260):
        sheet.box(x, 826, 340, 150, "#5f909d", radius=8)
        sheet.box(x + 140, 846, 60, 10, "#d8e6e6", radius=5)
    microscope(sheet, 1270)
    for x, size, colour in ((150, 1.15, "#e8a33d"), (360, 0.9, "#c8553d"), (540, 1.0, "#5b8f5a")):
        flask(sheet, x, size, colour)
    tubes(sheet, 640)


def board(sheet: Sheet) -> None:
    sheet.box(90, 90, 560, 330, "#b8ccd0", radius=10)
    sheet.box(104, 104, 532, 302, "#fbfdfc")
    sheet.line([(140, 370), (140, 140)], "#6b8790", 5)
    sheet.line([(140, 370), (600, 370)], "#6b8790", 5)
    sheet.line([(150, 350), (230, 320), (310, 300), (390, 230), (470, 210), (580, 150)], "#c8553d", 7)
    sheet.line([(150, 340), (230, 338), (310, 322), (390, 318), (470, 300), (580, 296)], "#2f6690", 7)
    for x, y in scattered(14, seed=4):
        sheet.disc(160 + x * 420, 330 - x * 160 + y * 40, 6, "#e8a33d")


def cupboard(sheet: Sheet) -> None:
    sheet.box(1150, 70, 400, 250, "#a8c3c7", radius=8)
    sheet.box(1164, 84, 372, 222, "#e3f0f0")
    sheet.box(1164, 190, 372, 12, "#a8c3c7")
    for shelf in range(2):
        for jar in range(6):
            colour = ("#c8553d", "#e8a33d", "#2f6690", "#5b8f5a", "#8a6aa0", "#d9cfc1")[(jar + shelf * 2) % 6]
            height = 52 + (jar * 11 + shelf * 7) % 30
            foot = 190 + shelf * 116
            sheet.box(1182 + jar * 58, foot - height, 40, height, colour, radius=6)
            sheet.box(1188 + jar * 58, foot - height - 10, 28, 12, "#54717a", radius=3)


def researcher(sheet: Sheet, x: float) -> None:
    sheet.box(x - 96, 480, 192, 300, "#ffffff", radius=62)
    sheet.polygon([(x - 34, 482), (x + 34, 482), (x, 570)], "#4d9aa8")
    sheet.line([(x, 560), (x, 760)], "#cfdcdc", 4)
    sheet.box(x - 22, 440, 44, 56, "#c98f6b")
    sheet.disc(x, 384, 76, "#c98f6b")
    sheet.wedge(x, 374, 82, 172, 368, "#2b2230")
    sheet.disc(x + 70, 400, 26, "#2b2230")
    for eye in (-28, 24):
        sheet.ring(x + eye, 394, 22, "#37596b", 6)
    sheet.line([(x - 80, 540), (x - 150, 660), (x - 110, 730)], "#f4f6f6", 52)
    sheet.disc(x - 106, 736, 26, "#c98f6b")
    sheet.line([(x + 80, 540), (x + 150, 640), (x + 200, 690)], "#f4f6f6", 52)
    sheet.disc(x + 208, 698, 26, "#c98f6b")


def flask(sheet: Sheet, x: float, size: float, colour: str) -> None:
    foot, height, half = 752, 230 * size, 92 * size
    neck = 24 * size
    sheet.polygon(
        [
            (x - neck, foot - height),
            (x + neck, foot - height),
            (x + neck, foot - height * 0.6),
            (x + half, foot),
            (x - half, foot),
            (x - neck, foot - height * 0.6),
        ],
        "#ffffffb0",
    )
    sheet.polygon(
        [
            (x - half * 0.62, foot - height * 0.3),
            (x + half * 0.62, foot - height * 0.3),
            (x + half * 0.93, foot - 5),
            (x - half * 0.93, foot - 5),
        ],
        colour,
    )
    sheet.box(x - neck * 1.3, foot - height - 8, neck * 2.6, 14, "#9fbcc2", radius=5)
    for bubble in range(4):
        sheet.disc(x - half * 0.4 + bubble * half * 0.26, foot - 24 - bubble % 3 * 16, 6, "#ffffff88")


def tubes(sheet: Sheet, x: float) -> None:
    for tube in range(4):
        left = x + 18 + tube * 46
        sheet.box(left, 590, 26, 156, "#ffffffb0", radius=13)
        sheet.box(
            left,
            640 + tube % 3 * 20,
            26,
            106 - tube % 3 * 20,
            ("#8a6aa0", "#2f6690", "#c8553d", "#5b8f5a")[tube],
            radius=12,
        )
    sheet.box(x, 650, 206, 20, "#b58a5a", radius=5)
    sheet.box(x, 728, 206, 26, "#a37847", radius=5)


def microscope(sheet: Sheet, x: float) -> None:
    dark, light = "#2f4a5a", "#8fa9b3"
    sheet.box(x - 90, 724, 220, 30, dark, radius=10)
    sheet.line([(x + 86, 730), (x + 110, 600), (x + 50, 500)], dark, 34)
    sheet.box(x - 60, 640, 130, 18, dark, radius=5)
    sheet.line([(x - 60, 430), (x + 6, 590)], light, 48)
    sheet.line([(x - 74, 398), (x - 56, 440)], dark, 36)
    sheet.line([(x + 2, 582), (x + 18, 624)], dark, 24)
    sheet.disc(x + 104, 610, 22, "#e8a33d")
