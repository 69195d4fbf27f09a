"""The table of cleaning: what comes in, what a profile gets of it, and what is told to have been removed.

The cases are the files of tests/fixtures/html, each one a chapter; docs/cleaning.md prints them.
`python -m tests.wire.cases` writes that chapter of the docs anew.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from syndication.wire.profile import PROFILES, Profile

FOLDER = Path(__file__).parents[1] / "fixtures" / "html"
DOCS = Path(__file__).parents[2] / "docs" / "cleaning.md"
BEGIN, END = "<!-- cases: written by python -m tests.wire.cases -->\n", "<!-- end of cases -->\n"
BASE = "https://news.example.org/2026/dam/"  # the page that every case stands on

CHAPTERS = {
    "structure": "Structure", "word": "Word and Google Docs", "links": "Links", "pictures": "Pictures",
    "embeds": "Embeds", "tables": "Tables, and what an outlet does not take", "text": "Text", "attacks": "Attacks",
    "plain": "Plain text",
}  # fmt: skip

GENERIC = PROFILES["generic"]
TAGS = {tag: sorted(attributes) for tag, attributes in GENERIC.allow}
# Profiles that show one key each; a case names its own.
CASE_PROFILES: dict[str, Profile] = {
    "generic": GENERIC,
    "plain": PROFILES["plain"],
    "frames": GENERIC.override(
        allow=TAGS | {"iframe": ["height", "src", "title", "width"]},
        iframe_hosts=["www.youtube-nocookie.com", "*.frames.example"],
    ),
    "flat": GENERIC.override(allow={"p": [], "a": ["href"], "strong": [], "img": ["src", "alt"]}, tables="flatten"),
    "dropped": GENERIC.override(tables="drop"),
    "shallow": GENERIC.override(max_nesting=4),
    "anchors": GENERIC.override(in_page_links=True),
    "large": GENERIC.override(picture_min_side=400),
}

# Every profile that the laws of cleaning are held to.
PROFILES_TO_HOLD = CASE_PROFILES | PROFILES


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One line of the table."""

    chapter: str
    name: str
    before: str
    after: str
    profile: str = "generic"
    removed: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return f"{self.chapter}: {self.name}"


def read_cases() -> Iterator[Case]:
    for chapter in CHAPTERS:
        for written in tomllib.loads((FOLDER / f"{chapter}.toml").read_text(encoding="utf-8"))["case"]:
            yield Case(chapter=chapter, **written | {"removed": tuple(written.get("removed", ()))})


CASES = tuple(read_cases())


def as_markdown() -> str:
    """The chapters of the table as the docs print them."""
    parts = []
    for chapter, title in CHAPTERS.items():
        parts.append(f"### {title}\n")
        for case in CASES:
            if case.chapter == chapter:
                parts.append(entry(case))
    return "\n".join(parts)


def entry(case: Case) -> str:
    profile = f" *(profile: {case.profile})*" if case.profile != "generic" else ""
    removed = f"\nTold as {', '.join(f'`{rule}`' for rule in dict.fromkeys(case.removed))}.\n" if case.removed else ""
    return f"**{case.name}**{profile}\n\n```html\n{visible(case.before)}\n```\n```html\n{visible(case.after)}\n```\n{removed}"


def visible(html: str) -> str:
    """Characters that nobody sees, by their numbers."""
    return "".join(
        letter if letter.isprintable() or letter == "\n" else f"[U+{ord(letter):04X}]" for letter in html
    ) or "(nothing)"  # fmt: skip


def docs_with_cases(text: str) -> str:
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    return f"{before}{BEGIN}\n{as_markdown()}\n{END}{after}"


if __name__ == "__main__":
    DOCS.write_text(docs_with_cases(DOCS.read_text(encoding="utf-8")), encoding="utf-8")
