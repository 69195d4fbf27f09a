"""An observation satellite over the curve of the Earth."""

from home.demo.sheet import Sheet, around, scattered, smooth, turned

PAPER = "#0b1430"


def draw(sheet: Sheet) -> None:
    sheet.shade("#070d22", "#101c44", "#1d3166")
    for x, y in scattered(190, seed=40):
        sheet.disc(x * 1600, y * 900, 1 + (x * 7 + y * 13) % 1 * 2.2, "#ffffffcc" if y < 0.5 else "#ffffff80")
    earth(sheet)
    beam = turned([(0, 0), (-150, 560), (190, 560)], 860, 400, 14)
    sheet.polygon(beam, "#8ff0e022")
    sheet.polygon(turned([(0, 0), (-70, 560), (90, 560)], 860, 400, 14), "#8ff0e026")
    craft(sheet, 860, 330, -16)


def earth(sheet: Sheet) -> None:
    x, y, radius = 700, 2010, 1330
    for halo in range(5):
        sheet.disc(x, y, radius + 64 - halo * 14, "#6fc4e822")
    sheet.disc(x, y, radius, "#2b7fb0")
    lands = (
        [(120, 910), (260, 830), (420, 850), (500, 790), (640, 800), (610, 880), (480, 930), (380, 1010), (120, 1010)],
        [
            (830, 770),
            (980, 740),
            (1130, 780),
            (1180, 840),
            (1320, 860),
            (1420, 960),
            (1390, 1010),
            (1010, 1010),
            (930, 900),
        ],
    )
    for land in lands:
        sheet.polygon(smooth(land), "#5f9e62")
        sheet.polygon([(px + 30, py + 46) for px, py in smooth(land[2:])], "#88b060")
    for px, py, across in ((330, 770, 120), (700, 860, 170), (1150, 920, 140), (540, 960, 110), (1340, 800, 70)):
        for puff in range(4):
            sheet.oval(px + puff * across * 0.42, py + puff % 2 * 14, across * 0.5, 13 + puff % 3 * 4, "#ffffffd0")
    sheet.line(around(x, y, radius, 200, 340, 120), "#a9e2f4", 5)


def craft(sheet: Sheet, x: float, y: float, tilt: float) -> None:
    def part(left: float, top: float, width: float, height: float, colour: str) -> None:
        corners = [(left, top), (left + width, top), (left + width, top + height), (left, top + height)]
        sheet.polygon(turned(corners, x, y, tilt), colour)

    for side in (-1, 1):
        part(-30 + side * 130, -7, 60, 14, "#b9c4cf")
        panel = -500 if side < 0 else 150
        part(panel - 6, -86, 362, 172, "#dfe6ee")
        for column in range(6):
            for row in range(3):
                part(panel + 2 + column * 59, -80 + row * 55, 53, 50, "#2c4f9e" if (column + row) % 2 else "#24438a")
                part(panel + 6 + column * 59, -76 + row * 55, 20, 5, "#7fa0e0")
    part(-110, -100, 220, 200, "#e2b04a")
    part(-110, -100, 70, 200, "#c8943a")
    part(-30, -70, 110, 54, "#f2d28a")
    part(-30, 10, 110, 14, "#a87a2c")
    part(-30, 36, 110, 14, "#a87a2c")
    part(-70, 100, 140, 30, "#8793a3")
    dish = turned(around(0, 0, 96, 20, 160), *turned([(0, 118)], x, y, tilt)[0], tilt)
    sheet.polygon(dish, "#f1f4f7")
    sheet.line(turned([(0, 150), (0, 250)], x, y, tilt), "#b9c4cf", 7)
    sheet.disc(*turned([(0, 252)], x, y, tilt)[0], 12, "#c8553d")
    sheet.line(turned([(40, -100), (90, -190)], x, y, tilt), "#b9c4cf", 6)
    sheet.disc(*turned([(90, -190)], x, y, tilt)[0], 9, "#f1f4f7")
