"""A container port in the morning: three gantry cranes and a ship at the quay."""

from home.demo.sheet import Sheet, scattered

PAPER = "#f6dcc0"
CONTAINERS = ("#c8553d", "#2f6690", "#e8a33d", "#588b8b", "#8d5a5a", "#d9cfc1")


def draw(sheet: Sheet) -> None:
    sheet.shade("#7fb2c9", "#bcd8d6", "#f8dcb4", bottom=680)
    sheet.glow(1220, 560, 330, "#fff3d0")
    sheet.disc(1220, 560, 74, "#fff1cf")
    sheet.ridge(610, 34, 210, 0.6, "#9fbcc0")
    sheet.ridge(640, 22, 130, 2.1, "#7fa3ab")
    sheet.shade("#5d93a5", "#2f5f77", top=690)
    for x, y in scattered(70, seed=3):
        sheet.box(x * 1600, 705 + y * 280, 40 + y * 130, 3 + y * 3, "#cfe6e255", radius=3)
    for x, size in ((250, 1.0), (640, 1.08), (1060, 1.0)):
        crane(sheet, x, size)
    ship(sheet)
    sheet.box(0, 905, 1600, 95, "#3b4a52")
    sheet.box(0, 905, 1600, 12, "#566871")
    for x in range(70, 1600, 180):
        sheet.box(x, 880, 34, 28, "#e8a33d", radius=6)


def crane(sheet: Sheet, x: float, size: float) -> None:
    """A gantry crane whose legs stand on the quay behind the ship."""
    steel, dark = "#c2452d", "#8f2f20"
    top, foot = 690 - 390 * size, 905
    for leg in (0, 150 * size):
        sheet.box(x + leg, top + 90, 20, foot - top - 90, steel)
    for rung in range(3):
        y = top + 170 + rung * 150
        sheet.line([(x + 10, y), (x + 150 * size + 10, y + 130)], dark, 7)
        sheet.box(x, y, 150 * size + 20, 12, dark)
    sheet.box(x - 120, top + 74, 520 * size, 24, steel)
    apex = (x + 90 * size, top - 40)
    for end in (x - 110, x + 395 * size):
        sheet.line([apex, (end, top + 78)], dark, 6)
    sheet.polygon([apex, (x + 66 * size, top + 78), (x + 114 * size, top + 78)], steel)
    sheet.box(x + 250 * size, top + 98, 52, 40, dark, radius=6)
    for rope in (264, 288):
        sheet.line([(x + rope * size, top + 138), (x + rope * size, top + 250)], "#4a3a35", 4)
    sheet.box(x + 236 * size, top + 250, 80, 40, "#e8a33d")


def ship(sheet: Sheet) -> None:
    hull = [(120, 790), (1500, 790), (1430, 905), (210, 905)]
    for column in range(17):
        for row in range(2 + (column * 7 + 3) % 4):
            colour = CONTAINERS[(column * 5 + row * 3 + column // 4) % len(CONTAINERS)]
            sheet.box(220 + column * 58, 756 - row * 36, 55, 33, colour)
            for rib in range(1, 5):
                sheet.box(220 + column * 58 + rib * 11, 760 - row * 36, 2, 25, "#00000022")
    sheet.box(1240, 600, 130, 190, "#f4efe6", radius=6)
    sheet.box(1215, 585, 180, 26, "#d7cfc2", radius=5)
    for row in range(4):
        for column in range(4):
            sheet.box(1254 + column * 28, 626 + row * 40, 18, 18, "#37596b", radius=3)
    sheet.box(1330, 520, 44, 70, "#c2452d", radius=4)
    sheet.polygon(hull, "#24405a")
    sheet.polygon([(196, 880), (1446, 880), (1430, 905), (210, 905)], "#a23b2a")
    sheet.box(120, 786, 1380, 10, "#3d5f80")
