"""A weather map: land and sea, lines of equal pressure, a front, and the signs for sun, cloud and rain."""

from home.demo.sheet import Sheet, smooth

PAPER = "#a9d0e0"
COAST = [
    (520, -20), (600, 90), (560, 190), (660, 250), (640, 350), (740, 400), (720, 500), (820, 560), (800, 660),
    (900, 700), (880, 800), (1000, 860), (1010, 1020), (1640, 1020), (1640, -20),
]  # fmt: skip


def draw(sheet: Sheet) -> None:
    sheet.shade("#8fc3da", "#b5d8e3")
    land = smooth(COAST)
    sheet.polygon([(x - 14, y + 14) for x, y in land], "#6fa9c366")
    sheet.polygon(land, "#cfd9a4")
    sheet.polygon([(x + 270, y) for x, y in land], "#bfcd90")
    sheet.polygon([(x + 560, y) for x, y in land], "#aebf7e")
    island = smooth([(180, 600), (260, 560), (340, 620), (330, 720), (240, 770), (170, 700), (180, 600)])
    sheet.polygon(island, "#cfd9a4")
    for ring in range(4):
        isobar(sheet, 330, 300, 90 + ring * 78)
        isobar(sheet, 1280, 720, 70 + ring * 74)
    front(sheet)
    low(sheet, 330, 300)
    sun(sheet, 1280, 700)
    rain(sheet, 760, 190)
    rain(sheet, 960, 470)
    sheet.cloud(1290, 250, 70, "#ffffff")
    thermometer(sheet)


def isobar(sheet: Sheet, x: float, y: float, radius: float) -> None:
    loop = [(1, 0), (0.66, 0.6), (-0.1, 0.82), (-0.78, 0.5), (-1.06, -0.1), (-0.6, -0.7), (0.2, -0.84), (0.8, -0.52)]
    # Once round and a little further, so that the curve closes without a corner.
    line = smooth([(x + across * radius, y + down * radius) for across, down in loop + loop[:3]])
    sheet.line(line[12:-11], "#3f6a8088", 4)


def front(sheet: Sheet) -> None:
    """A cold front: a blue line whose teeth point the way it moves."""
    path = smooth([(420, 330), (560, 430), (650, 580), (660, 760), (600, 960)], steps=16)
    sheet.line(path, "#1f5fa8", 9)
    for (x, y), (ahead_x, ahead_y) in zip(path[4::10], path[9::10], strict=False):
        step_x, step_y = ahead_x - x, ahead_y - y
        sheet.polygon(
            [(x, y), (ahead_x, ahead_y), ((x + ahead_x) / 2 + step_y * 0.8, (y + ahead_y) / 2 - step_x * 0.8)],
            "#1f5fa8",
        )


def low(sheet: Sheet, x: float, y: float) -> None:
    sheet.disc(x, y, 46, "#c8553d")
    sheet.box(x - 16, y - 24, 10, 48, "#ffffff")
    sheet.box(x - 16, y + 14, 34, 10, "#ffffff")


def sun(sheet: Sheet, x: float, y: float) -> None:
    for ray in range(12):
        sheet.wedge(x, y, 112, ray * 30 - 5, ray * 30 + 5, "#f2a83b")
    sheet.disc(x, y, 74, "#aebf7e")
    sheet.disc(x, y, 62, "#f6bd4b")


def rain(sheet: Sheet, x: float, y: float) -> None:
    sheet.cloud(x, y, 82, "#f4f6f6")
    for drop in range(5):
        left = x - 66 + drop * 33
        sheet.line([(left, y + 52), (left - 14, y + 88 + drop % 2 * 14)], "#2f78b7", 7)


def thermometer(sheet: Sheet) -> None:
    sheet.box(60, 800, 300, 150, "#ffffffd0", radius=18)
    for bar, (colour, height) in enumerate(
        (("#2f78b7", 34), ("#5aa9c9", 52), ("#e8c34a", 78), ("#e08a3a", 96), ("#c8553d", 64))
    ):
        sheet.box(92 + bar * 50, 926 - height, 34, height, colour, radius=6)
