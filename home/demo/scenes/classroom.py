"""A classroom: a teacher at the board, pupils at their desks with their hands up."""

from home.demo.sheet import Sheet

PAPER = "#f3ead6"
HAIR = ("#2d2430", "#6b4a33", "#3a2a26", "#8a5a2e", "#2d2430")
COATS = ("#c8553d", "#2f6690", "#e8a33d", "#5b8f5a", "#8a6aa0")
SKIN = ("#e2b594", "#c98f6b", "#f0c9a4", "#a9714f", "#e2b594")


def draw(sheet: Sheet) -> None:
    sheet.shade("#f1e6cd", "#e9dcbf", bottom=760)
    sheet.shade("#c9a374", "#b08a5c", top=760)
    sheet.box(0, 748, 1600, 14, "#a37f52")
    board(sheet)
    window(sheet, 1240)
    plant(sheet, 90)
    sheet.person(1090, 800, 470, "#4d7c8a", legs="#3a3550")
    sheet.line([(1040, 470), (930, 400)], "#4d7c8a", 40)
    sheet.disc(918, 394, 20, "#e2b594")
    sheet.line([(914, 392), (820, 330)], "#8f6538", 6)
    for pupil in range(5):
        desk(sheet, 170 + pupil * 315, pupil)


def board(sheet: Sheet) -> None:
    sheet.box(230, 110, 760, 400, "#8f6538", radius=6)
    sheet.box(248, 128, 724, 364, "#2f5d50")
    sheet.disc(610, 300, 92, "#e8a33dcc")
    for radius, turn in ((150, -40), (210, 60)):
        sheet.ring(610, 300, radius if radius < 180 else 176, "#f4efe088", 3)
        sheet.disc(610 + (130 if turn > 0 else -104), 300 + turn, 20, "#8fc3da")
    for row in range(4):
        sheet.box(286, 180 + row * 44, 120 - row % 2 * 36, 8, "#f4efe0cc", radius=4)
        sheet.box(830, 180 + row * 44, 110 - row % 3 * 24, 8, "#f4efe0cc", radius=4)
    sheet.box(230, 510, 760, 16, "#a97c48")
    for chalk, colour in enumerate(("#ffffff", "#f2d28a", "#e8a0a0")):
        sheet.box(300 + chalk * 60, 503, 40, 8, colour, radius=3)


def window(sheet: Sheet, x: float) -> None:
    sheet.box(x, 110, 290, 400, "#ffffff", radius=4)
    sheet.box(x + 14, 124, 262, 372, "#a9d6e5")
    sheet.cloud(x + 150, 220, 46, "#ffffff")
    sheet.polygon([(x + 14, 430), (x + 120, 350), (x + 276, 440), (x + 276, 496), (x + 14, 496)], "#7fae7a")
    sheet.box(x + 138, 124, 12, 372, "#ffffff")
    sheet.box(x + 14, 300, 262, 12, "#ffffff")
    sheet.box(x - 16, 508, 322, 20, "#d9c9a6", radius=4)


def plant(sheet: Sheet, x: float) -> None:
    for lean in (-50, -24, 0, 26, 54):
        sheet.polygon(
            [(x - 8, 640), (x + lean, 440 + abs(lean) * 1.2), (x + 8, 640)], "#5b8f5a" if lean % 4 else "#477a48"
        )
    sheet.polygon([(x - 50, 640), (x + 50, 640), (x + 38, 752), (x - 38, 752)], "#c8744a")


def desk(sheet: Sheet, x: float, pupil: int) -> None:
    """A pupil seen from behind; every second one has a hand up."""
    skin, hair, coat = SKIN[pupil], HAIR[pupil], COATS[pupil]
    if pupil % 2 == 0:
        sheet.line([(x + 52, 830), (x + 92, 730), (x + 84, 640)], coat, 34)
        sheet.disc(x + 84, 622, 20, skin)
    sheet.box(x - 70, 780, 140, 170, coat, radius=46)
    sheet.box(x - 17, 752, 34, 40, skin)
    sheet.disc(x, 708, 54, hair)
    sheet.disc(x - 52, 716, 11, skin)
    sheet.disc(x + 52, 716, 11, skin)
    if pupil % 3 == 1:
        sheet.oval(x, 770, 22, 46, hair)
    sheet.box(x - 130, 900, 260, 26, "#d9a866", radius=6)
    sheet.box(x - 130, 922, 260, 8, "#a9793f")
    for leg in (-112, 94):
        sheet.box(x + leg, 928, 18, 72, "#6d6f78")
    sheet.box(x - 104, 884, 80, 16, "#f6f0e2", radius=3)
    sheet.box(x + 60, 880, 50, 20, COATS[(pupil + 2) % 5], radius=3)
