"""The demo's pictures: every module in `scenes/` draws one, named after it."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from home.demo import scenes
from home.demo.sheet import Sheet

SCENES = tuple(sorted(module.name for module in iter_modules(scenes.__path__)))


def paint(name: str, folder: Path) -> Path:
    """Draw one scene into `folder`; the same bytes every time."""
    scene = import_module(f"{scenes.__name__}.{name}")
    sheet = Sheet(scene.PAPER)
    scene.draw(sheet)
    path = folder / f"{name}.jpg"
    # 4:4:4, for halved colour is seen first on flat, saturated shapes.
    sheet.finished().save(path, quality=88, subsampling=0, optimize=True)
    return path
