"""A concrete dam between mountains, water leaving it through three gates."""

from home.demo.sheet import Sheet, scattered

PAPER = "#d9e6ea"


def draw(sheet: Sheet) -> None:
    sheet.shade("#7fb0c8", "#c3dde2", "#eef0dd", bottom=520)
    sheet.cloud(420, 170, 84, "#f8faf6")
    sheet.cloud(1180, 130, 64, "#f8faf6")
    mountains(sheet)
    sheet.shade("#4f93a8", "#3a7d95", top=440, bottom=520)
    for x, y in scattered(40, seed=6):
        sheet.box(x * 1600, 446 + y * 60, 40 + x * 70, 3, "#cfe8ec66", radius=2)
    dam(sheet)
    sides(sheet)
    stream(sheet)


def mountains(sheet: Sheet) -> None:
    for peak, foot, top, colour, snow in (
        (210, 420, 140, "#8ba3ab", True), (560, 380, 240, "#9cb3b6", True), (980, 430, 150, "#84a0a8", True),
        (1370, 400, 200, "#92abb0", True),
    ):  # fmt: skip
        sheet.polygon([(peak - foot, 560), (peak, top), (peak + foot, 560)], colour)
        sheet.polygon([(peak, top), (peak + foot, 560), (peak + 60, 560)], "#00000014")
        if snow:
            sheet.polygon(
                [
                    (peak - 70, top + 72),
                    (peak, top),
                    (peak + 70, top + 72),
                    (peak + 30, top + 56),
                    (peak, top + 88),
                    (peak - 34, top + 54),
                ],
                "#f6faf8",
            )


def dam(sheet: Sheet) -> None:
    sheet.polygon([(330, 500), (1270, 500), (1170, 880), (430, 880)], "#c3bfb2")
    sheet.polygon([(330, 500), (560, 500), (580, 880), (430, 880)], "#b3afa1")
    for joint in range(1, 9):
        sheet.line([(330 + joint * 104, 520), (430 + joint * 82, 880)], "#9b978a66", 4)
    for course in range(1, 5):
        sheet.line([(330 + course * 20, 500 + course * 76), (1270 - course * 20, 500 + course * 76)], "#9b978a55", 3)
    sheet.box(310, 476, 980, 34, "#dad6c8", radius=4)
    for lamp in range(12):
        sheet.box(350 + lamp * 82, 440, 6, 40, "#6d6a60")
        sheet.disc(353 + lamp * 82, 438, 8, "#f2d28a")
    for tower in (560, 800, 1040):
        sheet.box(tower - 34, 420, 68, 90, "#a8a496")
        sheet.polygon([(tower - 44, 420), (tower + 44, 420), (tower, 384)], "#8f4f3c")
        sheet.box(tower - 12, 440, 24, 26, "#4d6a78")
    for gate in (680, 800, 920):
        sheet.box(gate - 30, 600, 60, 50, "#6d6a60", radius=8)
        sheet.polygon([(gate - 24, 640), (gate + 24, 640), (gate + 70, 890), (gate - 70, 890)], "#eaf6f8e0")
        sheet.polygon([(gate - 10, 640), (gate + 12, 640), (gate + 34, 890), (gate - 26, 890)], "#bfe0e8c0")


def sides(sheet: Sheet) -> None:
    sheet.polygon([(-10, 430), (240, 470), (350, 500), (440, 880), (520, 1010), (-10, 1010)], "#6f8a55")
    sheet.polygon([(1610, 420), (1390, 460), (1250, 500), (1160, 880), (1080, 1010), (1610, 1010)], "#63804d")
    for x, y in scattered(80, seed=14):
        left, foot = x * 1600, 520 + y * 460
        if min(left, 1600 - left) < 250 + y * 130:
            size = 16 + y * 26
            for tier in range(3):
                half, top = size * (0.9 - tier * 0.22), foot - size * (0.6 + tier * 0.7)
                sheet.polygon(
                    [(left - half, top), (left + half, top), (left, top - size)],
                    ("#35603f", "#3f6e48", "#4a7d52")[tier],
                )


def stream(sheet: Sheet) -> None:
    sheet.polygon([(440, 870), (1160, 870), (1090, 1010), (510, 1010)], "#4f93a8")
    for x, y in scattered(60, seed=1):
        sheet.oval(560 + x * 480, 872 + y * 40, 30 + x * 24, 9, "#f2fafa99")
    for x, y in scattered(24, seed=33):
        sheet.box(560 + x * 420, 925 + y * 70, 60 + y * 40, 4, "#d6eef099", radius=2)
