"""An observatory on a hill under the Milky Way, its slit open."""

from home.demo.sheet import Sheet, scattered

PAPER = "#141a3c"


def draw(sheet: Sheet) -> None:
    sheet.shade("#0f1433", "#1f2a5c", "#3f4a86", "#8a6f9a", bottom=820)
    for puff, (x, y) in enumerate(scattered(70, seed=50)):
        sheet.disc(
            260 + x * 1100 + (y - 0.5) * 260,
            20 + x * 520 + (y - 0.5) * 190,
            50 + y * 70,
            "#c9c0ff10" if puff % 3 else "#ffd6e814",
        )
    sheet.soften(22)
    for x, y in scattered(240, seed=90):
        sheet.disc(x * 1600, y * 720, 0.9 + (x * 11 + y * 5) % 1 * 2.2, "#ffffffd0")
    sheet.line([(1180, 90), (1010, 190)], "#ffffffcc", 4)
    sheet.line([(1140, 114), (980, 208)], "#ffffff44", 8)
    sheet.ridge(720, 70, 260, 0.8, "#3a3a6a")
    sheet.ridge(790, 50, 190, 2.2, "#2b2c55")
    dome(sheet, 900, 700)
    sheet.ridge(850, 60, 420, 0.2, "#1c1d3d")
    pines(sheet)
    watchers(sheet)


def dome(sheet: Sheet, x: float, y: float) -> None:
    sheet.polygon([(x - 40, y - 215), (x + 40, y - 215), (x - 120, -20), (x - 330, -20)], "#fff2c010")
    sheet.box(x - 190, y - 10, 380, 200, "#c9cbe0")
    sheet.box(x - 190, y - 10, 90, 200, "#aaaecb")
    sheet.wedge(x, y, 210, 180, 360, "#e6e7f2")
    sheet.wedge(x, y, 210, 180, 240, "#c4c7de")
    sheet.polygon([(x - 92, y - 190), (x - 26, y - 209), (x + 16, y - 10), (x - 60, y - 10)], "#232650")
    sheet.line([(x - 18, y - 20), (x - 78, y - 228)], "#f2c26a", 30)
    sheet.line([(x - 72, y - 208), (x - 82, y - 244)], "#c8943a", 42)
    sheet.box(x - 218, y - 18, 436, 26, "#8f94b8", radius=8)
    for window in range(4):
        sheet.box(x - 70 + window * 62, y + 50, 34, 50, "#ffd27a", radius=6)
    sheet.box(x - 160, y + 60, 50, 120, "#5a5f8a", radius=6)


def pines(sheet: Sheet) -> None:
    for x, y in scattered(46, seed=61):
        left = x * 1600
        if 640 < left < 1180:
            continue
        foot, size = 880 + y * 120, 60 + y * 60
        for tier in range(3):
            half, top = size * (0.5 - tier * 0.12), foot - size * (0.3 + tier * 0.42)
            sheet.polygon([(left - half, top), (left + half, top), (left, top - size * 0.7)], "#12132c")
        sheet.box(left - 4, foot - size * 0.34, 8, size * 0.4, "#12132c")


def watchers(sheet: Sheet) -> None:
    sheet.person(520, 890, 130, "#c8553d", legs="#12132c")
    sheet.person(580, 892, 90, "#e8a33d", legs="#12132c")
    sheet.line([(440, 890), (455, 800)], "#8f94b8", 5)
    sheet.line([(478, 890), (455, 800)], "#8f94b8", 5)
    sheet.line([(492, 812), (412, 760)], "#d9dbea", 20)
