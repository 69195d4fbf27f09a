"""One scene a file: `PAPER`, the colour of its sheet, and `draw(sheet)`. A file is a picture by being here."""
