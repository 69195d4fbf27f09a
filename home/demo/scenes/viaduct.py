"""A train crossing a stone viaduct between autumn hills."""

from home.demo.sheet import Sheet, scattered, smooth

PAPER = "#f0e2c4"


def draw(sheet: Sheet) -> None:
    sheet.shade("#8fc0c9", "#cfe0cf", "#f6e6c1", bottom=640)
    sheet.cloud(330, 150, 74, "#fbf5e6")
    sheet.cloud(1240, 210, 96, "#fbf5e6")
    sheet.ridge(420, 90, 280, 0.2, "#9db7a6")
    sheet.ridge(520, 60, 190, 2.4, "#7f9f83")
    arches(sheet)
    train(sheet)
    sheet.ridge(800, 60, 330, 4.2, "#a9793f")
    sheet.ridge(860, 40, 240, 1.1, "#8a6a36")
    river(sheet)
    for x, y in scattered(34, seed=2):
        if abs(x * 1600 - 850) > 190:
            tree(
                sheet,
                x * 1600,
                850 + y * 140,
                30 + y * 34,
                ("#c8553d", "#d98e32", "#b4432f", "#e0b04a")[int(x * 97) % 4],
            )


def arches(sheet: Sheet) -> None:
    stone, shadow, sky = "#b9a58a", "#95826a", "#a9bfa2"
    sheet.box(0, 470, 1600, 470, stone)
    for arch in range(8):
        x = -60 + arch * 215
        sheet.wedge(x + 107, 630, 84, 180, 360, shadow)
        sheet.box(x + 23, 629, 168, 330, shadow)
        sheet.wedge(x + 112, 634, 78, 180, 360, sky)
        sheet.box(x + 34, 633, 157, 330, sky)
        for row in range(5):
            sheet.box(x + 191, 660 + row * 56, 47, 3, "#8272594d")
    sheet.box(0, 458, 1600, 26, "#cdbb9f")
    sheet.box(0, 484, 1600, 8, "#8f7d65")
    for mark in range(26):
        sheet.box(20 + mark * 64, 510 + mark % 2 * 20, 34, 3, "#82725940")


def train(sheet: Sheet) -> None:
    for coach in range(4):
        x = 60 + coach * 305
        sheet.box(x, 372, 296, 82, "#b23a2e", radius=10)
        sheet.box(x, 420, 296, 8, "#f2d8a7")
        for window in range(6):
            sheet.box(x + 18 + window * 46, 386, 32, 26, "#ffe9b5", radius=4)
        for wheel in (40, 84, 212, 256):
            sheet.disc(x + wheel, 456, 13, "#2d2d34")
    nose = [(1280, 372), (1420, 372), (1486, 404), (1506, 454), (1280, 454)]
    sheet.polygon(nose, "#8f2a22")
    sheet.polygon([(1404, 382), (1428, 382), (1464, 404), (1404, 404)], "#cfe6ea")
    sheet.box(1280, 420, 218, 8, "#f2d8a7")
    for wheel in (1320, 1366, 1430):
        sheet.disc(wheel, 456, 13, "#2d2d34")


def river(sheet: Sheet) -> None:
    left = smooth([(842, 803), (806, 842), (866, 892), (770, 944), (690, 1002)])
    right = smooth([(1030, 1002), (1000, 944), (948, 892), (850, 842), (852, 803)])
    sheet.polygon([*left, *right], "#6fa3ae")
    for y in range(900, 1000, 24):
        sheet.box(870 - (y - 900) * 0.6, y, 50 + (y - 900) * 0.6, 4, "#d6ebea88", radius=2)


def tree(sheet: Sheet, x: float, foot: float, size: float, colour: str) -> None:
    sheet.box(x - size * 0.08, foot - size, size * 0.16, size, "#5b3d24")
    sheet.oval(x, foot - size * 1.35, size * 0.55, size * 0.8, colour)
    sheet.oval(x - size * 0.14, foot - size * 1.5, size * 0.3, size * 0.42, "#ffffff22")
