"""A dhow under sail at sunset, off a town of white houses and wind towers."""

from home.demo.sheet import Sheet, scattered, smooth

PAPER = "#f3b26b"


def draw(sheet: Sheet) -> None:
    sheet.shade("#b4527a", "#e4785f", "#f6a85b", "#fbd68c", bottom=640)
    sheet.glow(520, 600, 380, "#ffedb8")
    sheet.disc(520, 600, 110, "#ffedb0")
    sheet.ridge(590, 50, 230, 1.2, "#c9697a")
    town(sheet)
    sheet.shade("#e08a64", "#a4527a", "#5a3a6e", top=640)
    for row in range(16):
        width = 260 - abs(row - 5) * 14
        sheet.box(520 - width / 2 + row % 3 * 18, 652 + row * 21, width, 6, "#ffe2a0aa", radius=3)
    for x, y in scattered(70, seed=19):
        sheet.box(x * 1600, 660 + y * 330, 30 + y * 80, 3 + y * 2, "#ffd9b055", radius=2)
    boat(sheet, 960, 800, 1.0)
    boat(sheet, 250, 680, 0.34)
    gulls(sheet)


def town(sheet: Sheet) -> None:
    for x, width, height in (
        (900, 90, 60),
        (985, 120, 96),
        (1100, 70, 70),
        (1165, 130, 120),
        (1290, 90, 80),
        (1375, 140, 104),
        (1510, 110, 72),
    ):
        sheet.box(x, 640 - height, width, height + 6, "#f3d9bd")
        sheet.box(x, 640 - height, 14, height + 6, "#e0bd9e")
        for window in range(width // 34):
            sheet.wedge(x + 28 + window * 32, 640 - height + 34, 9, 180, 360, "#8a4f66")
            sheet.box(x + 19 + window * 32, 640 - height + 33, 18, 18, "#8a4f66")
    for x in (1030, 1210, 1420):
        sheet.box(x, 440, 44, 110, "#f3d9bd")
        for slot in range(3):
            sheet.box(x + 7 + slot * 12, 456, 7, 54, "#a8687a")
    sheet.wedge(1330, 548, 44, 180, 360, "#e9e0cf")
    sheet.box(1326, 476, 8, 34, "#e9e0cf")


def boat(sheet: Sheet, x: float, y: float, size: float) -> None:
    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x + across * size, y + down * size) for across, down in points]

    sheet.oval(x, y + 74 * size, 330 * size, 16 * size, "#3a204a66")
    sheet.line(at((-30, -20), (20, -560)), "#4a2b2b", 14 * size)
    sheet.polygon(
        smooth(at((-190, -60), (-70, -330), (150, -640)))[:]
        + smooth(at((150, -640), (210, -330), (230, -90)))
        + at((230, -90)),
        "#fff3dc",
    )
    sheet.polygon(
        smooth(at((60, -300), (200, -440), (150, -640))) + smooth(at((150, -640), (210, -330), (230, -90))), "#f0d8b4"
    )
    sheet.line(at((-200, -50), (160, -650)), "#5b3a2e", 11 * size)
    sheet.polygon(at((250, -40), (270, -220), (400, -70)), "#fbe7c6")
    sheet.polygon(
        smooth(at((-330, -110), (-250, -30), (0, 0), (260, -30), (420, -120)))
        + smooth(at((420, -120), (300, 40), (0, 80), (-230, 60), (-330, -110))),
        "#6b3a2b",
    )
    sheet.line(smooth(at((-326, -104), (-250, -24), (0, 6), (260, -24), (414, -112))), "#d99a5a", 9 * size)
    for sailor, across in enumerate((-180, -110, 120)):
        sheet.box(
            x + across * size,
            y - 66 * size,
            34 * size,
            60 * size,
            ("#f4efe6", "#2f8a8a", "#f4efe6")[sailor],
            radius=14 * size,
        )
        sheet.disc(x + (across + 17) * size, y - 80 * size, 17 * size, "#8a5a3f")


def gulls(sheet: Sheet) -> None:
    for x, y, size in ((300, 230, 34), (390, 280, 26), (700, 170, 30), (1320, 210, 24)):
        sheet.line(smooth([(x - size, y - size * 0.3), (x - size * 0.4, y - size * 0.5), (x, y)]), "#5a2f4a", 5)
        sheet.line(smooth([(x, y), (x + size * 0.4, y - size * 0.5), (x + size, y - size * 0.3)]), "#5a2f4a", 5)
