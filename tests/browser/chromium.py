"""Finds the browser that tests and screenshots drive."""

import os
import shutil
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)

# As root Chromium has no sandbox; a container's /dev/shm is too small for it.
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage"]


def find_chromium() -> str:
    """The path of a Chromium or Chrome on this machine, CHROMIUM from the environment before all; "" without one."""
    if chosen := os.environ.get("CHROMIUM"):
        return chosen
    on_path = filter(None, map(shutil.which, NAMES))
    installed = (str(path) for path in MACOS if path.exists())
    return next(on_path, "") or next(installed, "")
