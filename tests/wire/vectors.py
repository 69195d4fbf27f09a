"""Attack vectors, and mutations of them: HTML out of which nothing may ever run."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

__all__ = ["VECTORS", "mutations"]

FOLDER = Path(__file__).parents[1] / "fixtures" / "vectors"

VECTORS: tuple[str, ...] = tuple(
    vector for path in sorted(FOLDER.glob("*.json")) for vector in json.loads(path.read_text(encoding="utf-8"))
)

# Where a parser reads by other rules, so that what was text outside is mark-up inside, or the other way round.
CONTEXTS = (
    "<svg>{}</svg>", "<svg><desc>{}</desc></svg>", "<svg><style>{}</style></svg>", "<math>{}</math>",
    "<math><mtext>{}</mtext></math>", "<math><annotation-xml encoding='text/html'>{}</annotation-xml></math>",
    "<table>{}</table>", "<table><tr><td>{}", "<select>{}</select>", "<noscript>{}</noscript>", "<template>{}</template>",
    "<style>{}</style>", "<title>{}</title>", "<textarea>{}</textarea>", "<xmp>{}</xmp>", "<iframe>{}</iframe>",
    "<!--{}-->", "<!-->{}", "<![CDATA[{}]]>", '<p title="{}">', "<a href='{}'>x</a>", "<pre>{}", "<a>{}</a>",
    "<form>{}<form>", "<b><i><p>{}</b></p></i>", "<ul><li>{}<li>", "<frameset>{}", "<q>{}", "<ruby><rt>{}",
)  # fmt: skip
LETTERS = "<>\"'`&;/= \t\n\x00\x0b\x0c!-[]?\u200b\u2028"


def mutations(count: int, *, seed: int = 1) -> Iterator[str]:
    """`count` vectors, cut, spliced, put into other contexts and spoilt; the same for the same seed."""
    chance = Random(seed)
    for _ in range(count):
        mutant = chance.choice(VECTORS)
        for change in chance.sample(CHANGES, chance.randint(1, 3)):
            mutant = change(mutant, chance)
        yield mutant


def enclose(vector: str, chance: Random) -> str:
    before, _, after = chance.choice(CONTEXTS).partition("{}")
    return f"{before}{vector}{after}"


def splice(vector: str, chance: Random) -> str:
    other = chance.choice(VECTORS)
    return vector[: chance.randint(0, len(vector))] + other[chance.randint(0, len(other)) :]


def insert(vector: str, chance: Random) -> str:
    at = chance.randint(0, len(vector))
    return vector[:at] + chance.choice(LETTERS) * chance.randint(1, 2) + vector[at:]


def remove(vector: str, chance: Random) -> str:
    at = chance.randint(0, len(vector))
    return vector[:at] + vector[at + chance.randint(1, 3) :]


def escape_one(vector: str, chance: Random) -> str:
    """Write one character as a reference, which every parser reads back."""
    if not vector:
        return vector
    at = chance.randrange(len(vector))
    return f"{vector[:at]}&#x{ord(vector[at]):x};{vector[at + 1 :]}"


def change_case(vector: str, chance: Random) -> str:
    return "".join(letter.upper() if chance.random() < 0.5 else letter for letter in vector)


CHANGES = (enclose, splice, insert, remove, escape_one, change_case)
