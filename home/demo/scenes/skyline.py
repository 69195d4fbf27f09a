"""A city at dusk, seen across the water with its windows lit."""

from home.demo.sheet import Sheet, scattered

PAPER = "#2b2d5b"
FAR = (
    (40, 250),
    (190, 330),
    (330, 210),
    (470, 380),
    (640, 300),
    (790, 430),
    (930, 290),
    (1090, 360),
    (1260, 250),
    (1420, 330),
)
NEAR = (
    (0, 150, 300),
    (165, 110, 420),
    (290, 140, 250),
    (445, 120, 360),
    (720, 150, 280),
    (885, 100, 470),
    (1000, 160, 330),
    (1300, 130, 380),
    (1445, 155, 260),
)


def draw(sheet: Sheet) -> None:
    sheet.shade("#2b2d5b", "#5b3f77", "#c5617a", "#f2a65a", bottom=700)
    for x, y in scattered(60, seed=11):
        sheet.disc(x * 1600, y * 260, 1.4 + y * 1.6, "#ffffff88")
    sheet.glow(1100, 150, 190, "#fbe9cf")
    sheet.disc(1100, 150, 46, "#fbe9cf")
    for x, height in FAR:
        sheet.box(x, 700 - height, 130, height, "#6d4374")
    for x, width, height in NEAR:
        tower(sheet, x, width, height)
    spire(sheet, 655)
    spire(sheet, 1225)
    water(sheet)


def tower(sheet: Sheet, x: float, width: float, height: float) -> None:
    top = 700 - height
    sheet.box(x, top, width, height, "#2c2147")
    sheet.box(x, top, 9, height, "#3d2d5c")
    for row in range(int(height // 34) - 1):
        for column in range(int(width // 28)):
            lit = (row * 7 + column * 5 + int(x)) % 3
            colour = ("#ffd27a", "#48386a", "#f2a65a")[lit]
            sheet.box(x + 16 + column * 26, top + 22 + row * 34, 13, 18, colour)


def spire(sheet: Sheet, x: float) -> None:
    """A tapering tower with a mast."""
    sheet.line([(x, 120), (x, 230)], "#2c2147", 5)
    sheet.polygon([(x - 14, 210), (x + 14, 210), (x + 52, 700), (x - 52, 700)], "#352754")
    for row in range(14):
        half = 12 + row * 2.6
        sheet.box(x - half, 250 + row * 31, 2 * half, 5, "#ffd27a99")


def water(sheet: Sheet) -> None:
    sheet.shade("#a4546f", "#4a3466", "#211d40", top=700)
    sheet.box(0, 694, 1600, 10, "#1d1735")
    for left, width, height in NEAR:
        sheet.box(left + 10, 704, width - 20, height * 0.55, "#1d173566")
    for x, y in scattered(110, seed=5):
        sheet.box(x * 1600, 715 + y * 270, 26 + y * 110, 2 + y * 3, "#ffc88055", radius=2)
