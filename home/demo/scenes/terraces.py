"""Flooded rice terraces stepping down a hillside."""

from home.demo.sheet import Sheet, ridge_line

PAPER = "#dbe9d8"
STEPS = ("#7fae7a", "#6ea06d", "#8fb86b", "#5f9366", "#79a861", "#4f855b", "#6a9a55", "#437752")


def draw(sheet: Sheet) -> None:
    sheet.shade("#a9d2dc", "#d9eadf", "#f4efd5", bottom=460)
    sheet.glow(360, 190, 240, "#fff6d8")
    sheet.disc(360, 190, 58, "#fff4cf")
    sheet.ridge(330, 70, 260, 0.4, "#a8c9c1")
    sheet.ridge(390, 55, 200, 1.9, "#8bb7a5")
    sheet.cloud(1180, 330, 90, "#eef4ec")
    sheet.cloud(1390, 380, 60, "#e2ece2")
    for step, colour in enumerate(STEPS):
        terrace(sheet, step, colour)
    hut(sheet, 1150, 545)
    for x, y, size in ((300, 838, 74), (376, 846, 70), (980, 760, 58)):
        farmer(sheet, x, y, size)


def terrace(sheet: Sheet, step: int, colour: str) -> None:
    """One field: a rim of earth, the water that mirrors the sky, and rows of young rice."""
    y = 450 + step * 46 + step**2 * 4
    swell, length, phase = 40 - step * 2, 300 + step * 14, 0.9 + step * 0.33
    sheet.ridge(y, swell, length, phase, "#5b4a36")
    sheet.ridge(y + 7, swell, length, phase, "#cfe6e3" if step % 3 else "#bcdcdf")
    sheet.ridge(y + 30 + step * 3, swell, length, phase, colour)
    for x, height in ridge_line(y + 40 + step * 4, swell, length, phase)[2::5]:
        sheet.line([(x, height), (x - 3, height + 9 + step)], "#2f5d3f88", 3)
        sheet.line([(x, height), (x + 5, height + 8 + step)], "#d4e09b77", 2)


def hut(sheet: Sheet, x: float, y: float) -> None:
    sheet.box(x - 46, y - 50, 92, 60, "#b98b5e")
    sheet.box(x - 12, y - 34, 24, 44, "#5b4028")
    sheet.polygon([(x - 72, y - 46), (x, y - 108), (x + 72, y - 46)], "#6b4a33")


def farmer(sheet: Sheet, x: float, y: float, size: float) -> None:
    sheet.person(x, y, size, "#2f5d8a")
    sheet.polygon(
        [(x - size * 0.24, y - size * 0.92), (x, y - size * 1.13), (x + size * 0.24, y - size * 0.92)], "#e3c07a"
    )
