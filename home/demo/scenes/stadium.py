"""A stadium under floodlights, two teams on the grass."""

from home.demo.sheet import Sheet, scattered

PAPER = "#14213d"
CROWD = ("#c8553d", "#e8a33d", "#f1e3c6", "#5aa9c9", "#d67a8a", "#7fae7a")


def draw(sheet: Sheet) -> None:
    sheet.shade("#101a38", "#27407a", "#5a6fa8", bottom=420)
    for x, y in scattered(50, seed=17):
        sheet.disc(x * 1600, y * 240, 1.2 + x, "#ffffff70")
    roof(sheet)
    stands(sheet)
    for x in (130, 1470):
        floodlight(sheet, x)
    pitch(sheet)
    players(sheet)


def roof(sheet: Sheet) -> None:
    sheet.polygon(
        [(-20, 330), (260, 262), (1340, 262), (1620, 330), (1620, 372), (1340, 300), (260, 300), (-20, 372)], "#dfe6ee"
    )
    for x in range(300, 1340, 104):
        sheet.line([(x, 300), (x, 380)], "#8fa0bd", 5)


def stands(sheet: Sheet) -> None:
    sheet.polygon([(-20, 372), (260, 304), (1340, 304), (1620, 372), (1620, 640), (-20, 640)], "#2b3a67")
    for row in range(11):
        y = 340 + row * 24
        for seat in range(88):
            x = 6 + seat * 18.2 + row % 2 * 9
            if y < 372 - min(x, 1600 - x) * 0.24 + 6:
                continue
            if (seat * 7 + row * 13) % 11:
                sheet.disc(x, y, 6.4, CROWD[(seat * 3 + row * 5 + seat // 9) % 6])
    sheet.box(0, 606, 1600, 44, "#f1e3c6")
    for board in range(8):
        sheet.box(10 + board * 200, 614, 180, 28, ("#c8553d", "#2f6690", "#e8a33d", "#3f7d58")[board % 4], radius=4)


def floodlight(sheet: Sheet, x: float) -> None:
    sheet.glow(x, 110, 230, "#fff7d6")
    sheet.box(x - 9, 130, 18, 330, "#aab6c8")
    sheet.box(x - 84, 60, 168, 96, "#44527a", radius=8)
    for row in range(3):
        for lamp in range(5):
            sheet.disc(x - 66 + lamp * 33, 80 + row * 28, 11, "#fffbe6")


def pitch(sheet: Sheet) -> None:
    sheet.shade("#4f9a53", "#3a8245", top=650)
    for stripe in range(8):
        left, right = 800 + (stripe - 4) * 260, 800 + (stripe - 3.5) * 260
        sheet.polygon(
            [(left, 650), (right, 650), (800 + (right - 800) * 1.5, 1000), (800 + (left - 800) * 1.5, 1000)],
            "#ffffff12",
        )
    for points in ([(0, 676), (1600, 676)], [(800, 676), (800, 1000)]):
        sheet.line(points, "#f4f7ef", 6)
    sheet.line(
        [(800 - 230 + 460 * n / 40, 830 - 70 * (1 - ((n - 20) / 20) ** 2) ** 0.5) for n in range(41)], "#f4f7ef", 6
    )
    sheet.line(
        [(800 - 230 + 460 * n / 40, 830 + 70 * (1 - ((n - 20) / 20) ** 2) ** 0.5) for n in range(41)], "#f4f7ef", 6
    )


def players(sheet: Sheet) -> None:
    red, white = "#c8402f", "#f6f6f0"
    for x, foot, size, shirt in (
        (240, 800, 110, white), (430, 900, 140, red), (620, 760, 100, red), (760, 880, 150, white),
        (930, 860, 146, red), (1120, 770, 100, white), (1290, 920, 150, red), (1430, 800, 112, white),
    ):  # fmt: skip
        sheet.oval(x + 10, foot, size * 0.24, 8, "#00000040")
        sheet.person(x, foot, size, shirt, legs="#1d2c4d" if shirt == white else "#5d1a14")
    sheet.disc(850, 878, 15, "#ffffff")
    sheet.disc(850, 878, 6, "#2d3142")
