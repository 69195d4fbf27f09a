"""An instrument maker's workshop: violins on the wall and one on the bench."""

from home.demo.sheet import Sheet, around, smooth, turned

PAPER = "#e9d3ac"


def draw(sheet: Sheet) -> None:
    sheet.shade("#ead6b2", "#dcbf90", bottom=720)
    for plank in range(9):
        sheet.box(0, plank * 80, 1600, 3, "#b9966466")
    window(sheet)
    sheet.box(640, 120, 900, 16, "#8f6538")
    for peg, (x, colour) in enumerate(
        ((720, "#b5622e"), (900, "#8f3f22"), (1080, "#c9823f"), (1260, "#7a3420"), (1440, "#b5622e"))
    ):
        sheet.line([(x, 130), (x, 168)], "#5f4026", 5)
        violin(sheet, x, 330 + peg % 2 * 16, 0.72, 0, colour)
    tools(sheet)
    maker(sheet, 980)
    sheet.box(0, 730, 1600, 56, "#a97c48")
    sheet.box(0, 780, 1600, 14, "#7f5a30")
    sheet.shade("#8a6238", "#5f4026", top=794)
    for drawer in range(4):
        sheet.box(60 + drawer * 390, 830, 330, 130, "#75512c", radius=8)
        sheet.disc(225 + drawer * 390, 895, 14, "#d8b469")
    violin(sheet, 700, 690, 0.9, 82, "#c9823f")
    for curl in range(9):
        sheet.ring(280 + curl * 44 + curl % 3 * 14, 718 - curl % 2 * 6, 12, "#f0dcb4", 4)
    pots(sheet)


def window(sheet: Sheet) -> None:
    sheet.box(90, 90, 430, 420, "#8f6538", radius=6)
    sheet.box(108, 108, 394, 384, "#bcdbe0")
    sheet.polygon([(108, 400), (220, 290), (330, 390), (430, 320), (502, 400), (502, 492), (108, 492)], "#8fae9a")
    sheet.disc(420, 190, 44, "#fdf0c4")
    for bar in (238, 372):
        sheet.box(bar - 6, 108, 12, 384, "#8f6538")
    sheet.box(108, 294, 394, 12, "#8f6538")
    sheet.polygon([(108, 510), (502, 510), (760, 730), (120, 730)], "#fff6d030")


def violin(sheet: Sheet, x: float, y: float, size: float, turn: float, colour: str) -> None:
    """A violin whose middle is at `x`, `y`, neck upwards before it is turned."""

    def part(points: list[tuple[float, float]], fill: str) -> None:
        sheet.polygon(turned([(px * size, py * size) for px, py in points], x, y, turn), fill)

    side_line = smooth(
        [(0, -128), (50, -114), (70, -66), (46, -10), (48, 26), (84, 84), (80, 138), (42, 172), (0, 178)]
    )
    part([*side_line, *((-px, py) for px, py in reversed(side_line))], colour)
    for side in (-1, 1):
        part([(side * 30, -12), (side * 38, -12), (side * 34, 66), (side * 26, 66)], "#3a2416")
    part([(-13, -60), (13, -60), (9, -262), (-9, -262)], "#3a2416")
    part([(-16, -130), (16, -130), (18, 30), (-18, 30)], "#3a2416")
    sheet.disc(*turned([(0, -268 * size)], x, y, turn)[0], 19 * size, colour)
    part([(-36, 62), (36, 62), (30, 74), (-30, 74)], "#e8cf9a")
    part([(-14, 96), (14, 96), (20, 164), (-20, 164)], "#3a2416")
    for string in (-9, -3, 3, 9):
        sheet.line(
            turned([(string * 0.7 * size, -250 * size), (string * size, 110 * size)], x, y, turn), "#f4efe0", 1.6
        )


def tools(sheet: Sheet) -> None:
    for tool in range(5):
        x = 580 + tool * 24 - (tool % 2) * 2
        sheet.box(x, 560, 12, 80, "#b58a5a" if tool % 2 else "#8f3f22", radius=5)
        sheet.box(x + 3, 636, 6, 60, "#aab4ba")
    sheet.box(566, 576, 132, 14, "#6b4a2f", radius=4)


def maker(sheet: Sheet, x: float) -> None:
    sheet.box(x - 92, 500, 184, 250, "#37596b", radius=56)
    sheet.polygon([(x - 62, 560), (x + 62, 560), (x + 74, 750), (x - 74, 750)], "#c9a06a")
    sheet.box(x - 20, 462, 40, 52, "#e2b594")
    sheet.disc(x, 410, 66, "#e2b594")
    sheet.polygon(around(x, 400, 70, 180, 360), "#b9b4ac")
    sheet.wedge(x, 434, 46, 20, 160, "#b9b4ac")
    for eye in (-24, 22):
        sheet.ring(x + eye, 412, 18, "#4a3423", 5)
    sheet.line([(x - 78, 560), (x - 150, 660), (x - 200, 700)], "#37596b", 46)
    sheet.disc(x - 206, 702, 24, "#e2b594")
    sheet.line([(x + 78, 560), (x + 130, 650), (x + 80, 720)], "#37596b", 46)
    sheet.disc(x + 74, 724, 24, "#e2b594")


def pots(sheet: Sheet) -> None:
    for pot, (x, colour) in enumerate(((1240, "#b5622e"), (1330, "#d8a04a"), (1420, "#7a3420"))):
        sheet.box(x, 660, 66, 72, "#f4efe0", radius=8)
        sheet.box(x, 676, 66, 30, colour)
        sheet.line([(x + 30, 664), (x + 50 + pot * 6, 590)], "#8f6538", 6)
