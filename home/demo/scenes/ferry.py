"""A small electric ferry crossing a fjord, cars on its deck."""

from home.demo.sheet import Sheet, scattered

PAPER = "#cfe0e6"


def draw(sheet: Sheet) -> None:
    sheet.shade("#8fb8d0", "#c6dde4", "#e9eee4", bottom=560)
    cliffs(sheet)
    sheet.shade("#4d8ba3", "#245a78", top=560)
    for x, y in scattered(90, seed=25):
        sheet.box(x * 1600, 572 + y * 400, 36 + y * 120, 3 + y * 3, "#cfe6ee4d", radius=2)
    landing(sheet)
    sheet.oval(790, 812, 560, 30, "#e9f4f655")
    ferry(sheet)


def cliffs(sheet: Sheet) -> None:
    for points, colour in (
        ([(480, 570), (620, 330), (760, 250), (900, 340), (1010, 300), (1150, 570)], "#9db6c2"),
        ([(-10, 90), (120, 130), (260, 290), (390, 360), (560, 570), (-10, 570)], "#6d8a94"),
        ([(1610, 40), (1450, 110), (1340, 260), (1200, 340), (1060, 570), (1610, 570)], "#5f7f8a"),
        ([(-10, 300), (130, 350), (260, 480), (350, 570), (-10, 570)], "#55756a"),
        ([(1610, 270), (1480, 330), (1370, 470), (1260, 570), (1610, 570)], "#4c6d60"),
    ):
        sheet.polygon(points, colour)
    sheet.polygon([(660, 306), (760, 250), (850, 306), (800, 300), (766, 330), (724, 296)], "#f4f8f8")
    sheet.polygon([(1395, 182), (1405, 182), (1424, 470), (1396, 470)], "#eaf3f4")
    sheet.polygon([(230, 254), (238, 262), (228, 480), (214, 480)], "#e4eff1")


def landing(sheet: Sheet) -> None:
    """A red boathouse village under the right-hand cliff."""
    sheet.box(1190, 556, 420, 18, "#6b5a4a")
    for house, (x, colour) in enumerate(
        ((1220, "#b23a2e"), (1300, "#e9e2d0"), (1372, "#b23a2e"), (1456, "#d9a441"), (1530, "#b23a2e"))
    ):
        height = 44 + house % 3 * 10
        sheet.box(x, 556 - height, 60, height, colour)
        sheet.polygon([(x - 6, 556 - height), (x + 30, 524 - height), (x + 66, 556 - height)], "#3a4248")
        sheet.box(x + 22, 566 - height, 16, 16, "#f6e6b8")


def ferry(sheet: Sheet) -> None:
    sheet.polygon([(270, 700), (1310, 700), (1250, 812), (330, 812)], "#1f4a63")
    sheet.polygon([(318, 786), (1264, 786), (1250, 812), (330, 812)], "#2f8a6b")
    sheet.box(262, 684, 1056, 22, "#f6f6f0", radius=8)
    for car, x in enumerate((330, 450, 980, 1100, 1200)):
        colour = ("#c8553d", "#e8a33d", "#5b8f5a", "#f1e9da", "#8a6aa0")[car]
        sheet.box(x, 650, 96, 30, colour, radius=10)
        sheet.polygon([(x + 16, 652), (x + 28, 628), (x + 68, 628), (x + 82, 652)], colour)
        sheet.polygon([(x + 26, 650), (x + 34, 634), (x + 62, 634), (x + 70, 650)], "#cfe6ee")
        for wheel in (22, 72):
            sheet.disc(x + wheel, 680, 11, "#22282e")
    sheet.box(580, 520, 370, 166, "#f6f6f0", radius=10)
    sheet.box(580, 600, 370, 12, "#2f8a6b")
    for window in range(8):
        sheet.box(600 + window * 43, 622, 30, 34, "#37596b", radius=5)
        sheet.box(600 + window * 43, 546, 30, 34, "#37596b", radius=5)
    sheet.box(660, 440, 210, 84, "#ffffff", radius=10)
    sheet.box(676, 458, 178, 34, "#274757", radius=6)
    sheet.box(640, 428, 250, 18, "#2f8a6b", radius=5)
    sheet.line([(766, 430), (766, 350)], "#55636b", 6)
    sheet.line([(736, 380), (796, 380)], "#55636b", 5)
    sheet.disc(766, 744, 36, "#f6f6f0")
    sheet.polygon([(764, 716), (786, 716), (772, 738), (788, 738), (754, 774), (764, 748), (748, 748)], "#2f8a6b")
