"""A mobile clinic: a white van with its awning out, a nurse and people waiting."""

from home.demo.sheet import Sheet, scattered

PAPER = "#e9efe2"


def draw(sheet: Sheet) -> None:
    sheet.shade("#a9d2df", "#dcebdf", "#f4f0d8", bottom=640)
    sheet.cloud(280, 170, 70, "#fafcf8")
    sheet.cloud(1340, 130, 84, "#fafcf8")
    sheet.ridge(540, 70, 270, 1.4, "#a9c79d")
    sheet.ridge(590, 46, 200, 3.0, "#8fb586")
    sheet.shade("#d9c79a", "#bfa878", top=640)
    for x, y in scattered(60, seed=44):
        sheet.oval(x * 1600, 660 + y * 330, 8 + y * 16, 3 + y * 4, "#a68e5f66")
    van(sheet)
    awning(sheet)
    for x, foot, size, coat, skin in (
        (1180, 890, 300, "#e8a33d", "#a9714f"),
        (1290, 896, 290, "#8a5a9a", "#c98f6b"),
        (1376, 900, 190, "#2f6690", "#a9714f"),
        (1480, 905, 310, "#c8553d", "#e2b594"),
    ):
        sheet.oval(x, foot, size * 0.22, 10, "#00000030")
        sheet.person(x, foot, size, coat, skin)
    nurse(sheet, 960)


def van(sheet: Sheet) -> None:
    sheet.oval(520, 872, 470, 24, "#00000030")
    sheet.box(110, 420, 720, 420, "#fbfcfa", radius=26)
    sheet.polygon([(130, 520), (60, 640), (40, 700), (40, 840), (200, 840), (200, 520)], "#fbfcfa")
    sheet.polygon([(140, 540), (84, 640), (190, 640), (190, 540)], "#9cc7d6")
    sheet.box(40, 720, 790, 40, "#2f8a8a")
    sheet.box(30, 800, 810, 46, "#4d5a60", radius=10)
    sheet.disc(60, 740, 20, "#f6e6b0")
    for wheel in (200, 680):
        sheet.disc(wheel, 846, 66, "#2b3136")
        sheet.disc(wheel, 846, 34, "#c9d1d4")
    sheet.box(320, 500, 120, 120, "#3f8f5a", radius=18)
    sheet.box(368, 518, 24, 84, "#ffffff", radius=4)
    sheet.box(338, 548, 84, 24, "#ffffff", radius=4)
    sheet.box(560, 510, 210, 300, "#37596b", radius=12)
    sheet.box(580, 530, 170, 110, "#f2d9a0", radius=6)
    sheet.box(300, 398, 120, 24, "#c9d1d4", radius=6)
    sheet.box(330, 376, 60, 24, "#e8a33d", radius=8)


def awning(sheet: Sheet) -> None:
    for post in (870, 1090):
        sheet.line([(post, 520), (post + 6, 880)], "#8a949a", 10)
    for stripe in range(8):
        left = 790 + stripe * 42
        sheet.polygon(
            [(800 + stripe * 34, 440), (834 + stripe * 34, 440), (left + 42, 540), (left, 540)],
            ("#2f8a8a", "#f6f6f0")[stripe % 2],
        )
        sheet.wedge(left + 21, 539, 21, 0, 180, ("#2f8a8a", "#f6f6f0")[stripe % 2])


def nurse(sheet: Sheet, x: float) -> None:
    sheet.box(x - 190, 770, 190, 18, "#b58a5a", radius=5)
    for leg in (-170, -34):
        sheet.box(x + leg, 786, 14, 100, "#8f6538")
    sheet.box(x - 160, 726, 60, 46, "#ffffff", radius=6)
    sheet.box(x - 136, 736, 12, 28, "#3f8f5a")
    sheet.box(x - 144, 744, 28, 12, "#3f8f5a")
    sheet.box(x - 70, 744, 26, 28, "#5aa9c9", radius=4)
    sheet.oval(x + 50, 900, 64, 10, "#00000030")
    sheet.person(x + 50, 900, 320, "#ffffff", "#e2b594", legs="#2f6f7a")
    sheet.line([(x + 10, 690), (x - 40, 740)], "#ffffff", 26)
    sheet.disc(x - 46, 744, 14, "#e2b594")
