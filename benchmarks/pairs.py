"""Two pieces of work timed in turns, so that whatever else the machine does hits both alike."""

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

__all__ = ["Measure", "as_row", "compare", "measure"]

Work = Callable[[], Any]  # Any: what the work gives back is thrown away
Sample = Callable[[], float]  # CPU seconds that it took


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """How many times faster than `peer` we are: the median ratio of paired runs, and how far the runs spread.

    With `most` it is how many times its cost we take, of which the target is the upper bound.
    """

    name: str
    peer: str
    ratio: float
    target: float
    ours_ms: float
    peer_ms: float
    runs: int
    spread: float  # half the distance between the quartiles of the ratio, as a part of the median
    most: bool = False

    @property
    def met(self) -> bool:
        return self.ratio <= self.target if self.most else self.ratio >= self.target


def measure(name: str, ours: Work, peer: str, theirs: Work, *, target: float, runs: int) -> Measure:
    """Time `ours` and `theirs` by turns, `runs` times, after one run of each that is not counted."""
    return compare(name, lambda: seconds(ours), peer, lambda: seconds(theirs), target=target, runs=runs)


def compare(
    name: str, ours: Sample, peer: str, theirs: Sample, *, target: float, runs: int, most: bool = False
) -> Measure:
    """As `measure`, of work that says itself how many seconds it took. With `most` the target is the most we may cost."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _run in range(runs)]
    ratios = sorted(our_time / peer_time if most else peer_time / our_time for our_time, peer_time in pairs)
    middle = statistics.median(ratios)
    low, _, high = statistics.quantiles(ratios, n=4)
    return Measure(
        name=name,
        peer=peer,
        ratio=middle,
        target=target,
        ours_ms=1000 * statistics.median(our_time for our_time, _ in pairs),
        peer_ms=1000 * statistics.median(peer_time for _, peer_time in pairs),
        runs=runs,
        spread=(high - low) / 2 / middle,
        most=most,
    )


def seconds(work: Work) -> float:
    """CPU seconds of this process, for the machine has other work too; repeated until it can be told from nothing."""
    repeats = 0
    start = time.process_time()
    while (spent := time.process_time() - start) < 0.02:
        work()
        repeats += 1
    return spent / repeats


def as_row(measure: Measure) -> dict[str, Any]:
    """What var/bench.json holds of a measure."""
    row = asdict(measure)
    return {"measure": row.pop("name"), **row, "met": measure.met}
