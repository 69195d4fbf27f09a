"""Wind turbines standing in the sea at the edge of a grassy coast."""

from home.demo.sheet import Sheet, scattered, smooth, turned

PAPER = "#dcebf0"


def draw(sheet: Sheet) -> None:
    sheet.shade("#6fb1d1", "#b5dbe4", "#eef3e4", bottom=620)
    for left, top, size in ((280, 190, 96), (1290, 130, 80), (820, 300, 58)):
        sheet.cloud(left, top, size, "#f4f8f6")
    sheet.shade("#4f96ad", "#2a6b86", top=620)
    for x, y in scattered(80, seed=21):
        sheet.box(x * 1600, 630 + y * 300, 30 + y * 90, 3, "#d7edf066", radius=2)
    for x, foot, height, turn in (
        (950, 628, 170, 10),
        (1100, 630, 180, 55),
        (1270, 632, 190, 95),
        (1450, 636, 200, 20),
        (700, 626, 160, 70),
    ):
        turbine(sheet, x, foot, height, turn, "#e3eef0")
    turbine(sheet, 1180, 720, 420, 32, "#f6f8f4")
    turbine(sheet, 560, 760, 560, 78, "#ffffff")
    boat(sheet)
    coast(sheet)


def turbine(sheet: Sheet, x: float, foot: float, height: float, turn: float, colour: str) -> None:
    """`turn` is the angle of the first blade in degrees."""
    hub, thick = foot - height, height * 0.026
    sheet.oval(x, foot, thick * 3.2, thick * 0.9, "#e8f4f4aa")
    sheet.polygon([(x - thick * 0.55, hub), (x + thick * 0.55, hub), (x + thick, foot), (x - thick, foot)], colour)
    sheet.box(x - thick, foot - height * 0.07, thick * 2, height * 0.05, "#e8a33d")
    blade = [
        (0, -thick * 0.5),
        (height * 0.1, -thick * 1.1),
        (height * 0.52, 0),
        (height * 0.1, thick * 0.3),
        (0, thick * 0.5),
    ]
    for third in range(3):
        sheet.polygon(turned(blade, x, hub, turn + third * 120), colour)
    sheet.disc(x, hub, thick * 1.1, "#cdd9da")


def boat(sheet: Sheet) -> None:
    sheet.polygon([(800, 770), (960, 770), (936, 806), (820, 806)], "#c8553d")
    sheet.box(830, 738, 56, 34, "#f6f0e2")
    sheet.box(842, 746, 14, 12, "#37596b")
    sheet.line([(900, 770), (900, 710)], "#37474f", 4)
    sheet.box(770, 806, 240, 4, "#ffffff88", radius=2)


def coast(sheet: Sheet) -> None:
    shore = smooth([(0, 780), (180, 800), (420, 880), (700, 910), (1000, 960), (1300, 970), (1600, 990)])
    sheet.polygon([*shore, (1600, 1000), (0, 1000)], "#e6d3a3")
    meadow = smooth([(0, 810), (160, 836), (380, 908), (640, 950), (900, 1002)])
    sheet.polygon([*meadow, (0, 1002)], "#7ba05b")
    for x, y in scattered(90, seed=8):
        if y * 190 > x * 230 - 10:
            sheet.line([(x * 800, 830 + y * 170), (x * 800 + 6, 812 + y * 170)], "#4f7a3d", 3)
