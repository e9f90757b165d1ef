"""How long checking, deducing and locating take beside what they have to be compared with, and how often locating hits.

    python -m benchmarks.balance

Reports are generated, so that the truth is known, and are the same each time. Calls that are compared take turns.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

import gov_info_report as gir
from benchmarks.__main__ import documents
from gov_info_report.balance import System, system
from gov_info_report.testing import consistent_report

MANY = 100_000
DISTINCT = 2_000
ROUNDS = 15
TABLES = 1_000
COMPARED = 12
"""So many tables are given to the integer program as well, which takes seconds for one."""

IDENTITIES = [code for code in gir.CATALOGUE if code.startswith(("requests-", "disputes-", "identity-"))]


def main() -> int:
    """Print each comparison; 1 when a promise is broken."""
    kept = [*check_at_once(), *deduce_beside_parsing(), locate_one(), *locate_several(), *locate_exactly()]
    return 0 if all(kept) else 1


def told(name: str, value: float, limit: float, unit: str = "×", at_least: bool = False) -> bool:
    """Print a figure and its limit; whether it is kept."""
    kept = value >= limit if at_least else value <= limit
    word = "at least" if at_least else "at most"
    print(f"  {name:58}{value:9.3f} {unit}  ({word} {limit}){'' if kept else '  BROKEN'}", flush=True)
    return kept


def seconds(call: Callable[[], object]) -> float:
    """What a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


# Checking


def check_at_once() -> Iterator[bool]:
    """100,000 reports of one edition, one after the other and at once."""
    print(f"checking {MANY:,} reports")
    rng = random.Random(0)
    distinct = [spoiled(rng, consistent_report(rng, 2021), 1)[0] for _ in range(DISTINCT)]
    reports = [distinct[at % DISTINCT] for at in range(MANY)]
    wide = gir.to_arrow(reports, "wide")
    paths = [path for name in ("requests", "disputes") for path in system(name, 2021).table.paths]
    matrix = np.array([[report[path] for path in paths] for report in distinct])[np.arange(MANY) % DISTINCT]
    one = seconds(lambda: [gir.validate(report, pick=IDENTITIES) for report in reports])
    print(f"  one by one: {one:.2f} s")
    for name, given in (("an integer matrix", matrix), ("a wide Arrow table", wide)):
        taken = statistics.median(seconds(partial(gir.check_many, given)) for _ in range(3))
        yield told(f"{name}, beside one by one", taken / one, 0.1)
    assert gir.check_many(wide).ok.tolist() == gir.check_many(matrix).ok.tolist()


# Deducing


def deduce_beside_parsing() -> Iterator[bool]:
    """Deducing beside parsing, on the documents that lack figures."""
    print("deducing, beside parsing the document")
    for path in documents():
        source = path.read_bytes()
        report = gir.parse(source)
        if gir.deduce(report).steps:
            yield told(path.name, ratio(partial(gir.deduce, report), partial(gir.parse, source)), 1.0)
    for edition in (2021, 2019):
        rng = random.Random(edition)
        column = [path for path in system("requests", edition).table.paths if path.endswith(".other")]
        report = gir.evolve(consistent_report(rng, edition), dict.fromkeys(column, gir.Mark.MISSING))
        text = gir.serialise(report, "text")
        yield told(
            f"a lost column, {edition}",
            ratio(partial(gir.deduce, report), partial(gir.parse, text)),
            1.0,
        )


def ratio(ours: Callable[[], object], theirs: Callable[[], object]) -> float:
    """The median of one call in parts of that of another; they take turns."""
    taken = [(seconds(ours), seconds(theirs)) for _ in range(ROUNDS + 1)][1:]
    return statistics.median(mine for mine, _ in taken) / statistics.median(other for _, other in taken)


# Locating


def spoiled(rng: random.Random, report: gir.Report, wrong: int) -> tuple[gir.Report, frozenset[str]]:
    """A report with some wrong figures in table 3, and which they are."""
    paths = rng.sample(system("requests", 2021).table.paths, wrong)
    changes: dict[str, int] = {}
    for path in paths:
        right = report[path]
        assert isinstance(right, int)
        changes[path] = rng.choice(
            [n for n in (right + rng.randint(1, 60), right * 10, max(0, right - 7), 3) if n != right]
        )
    return gir.evolve(report, changes), frozenset(paths)


def locate_one() -> bool:
    """Locating one wrong figure beside parsing the report."""
    rng = random.Random(1)
    pairs = [spoiled(rng, consistent_report(rng, 2021), 1)[0] for _ in range(40)]
    texts = [gir.serialise(report, "text") for report in pairs]
    ours, theirs = [], []
    for report, text in zip(pairs, texts, strict=True):
        ours.append(seconds(partial(gir.locate, report)))
        theirs.append(seconds(partial(gir.parse, text)))
    print("locating")
    return told("one wrong figure, beside parsing", statistics.median(ours) / statistics.median(theirs), 1.0)


def locate_several() -> Iterator[bool]:
    """Two to five wrong figures, and the same as one integer program."""
    rng = random.Random(2)
    several = [spoiled(rng, consistent_report(rng, 2021), 2 + at % 4)[0] for at in range(100)]
    ours = [seconds(partial(gir.locate, report)) for report in several]
    yield told("two to five wrong figures, median", statistics.median(ours) * 1e3, 60.0, "ms")
    ours, theirs = [], []
    for report in several[:COMPARED]:
        ours.append(seconds(partial(gir.locate, report)))
        theirs.append(seconds(partial(integer_program, report)))
    print(f"  scipy.optimize.milp on {COMPARED} of them, median: {statistics.median(theirs) * 1e3:.0f} ms")
    yield told("two to five wrong figures, beside it", statistics.median(ours) / statistics.median(theirs), 1.0)


def integer_program(report: gir.Report) -> float:
    """The fewest figures of table 3 to change, as the textbook writes it: a switch a figure, and a large number."""
    of: System = system("requests", 2021)
    figures = np.array(of.table.figures(report.requests), dtype=float)
    count, large = len(figures), figures.sum() + 1
    identities = np.zeros((len(of.identities), count))
    for at, identity in enumerate(of.identities):
        for place, factor in identity.coefficients.items():
            identities[at, place] = factor
    one = np.eye(count)
    rules = [
        LinearConstraint(np.hstack([identities, np.zeros_like(identities)]), 0, 0),
        LinearConstraint(np.hstack([one, -large * one]), -np.inf, figures),
        LinearConstraint(np.hstack([one, large * one]), figures, np.inf),
    ]
    bounds = Bounds(0, np.concatenate([np.full(count, 2 * large), np.ones(count)]))
    cost = np.concatenate([np.zeros(count), np.ones(count)])
    found = milp(cost, integrality=np.ones(2 * count), bounds=bounds, constraints=rules, options={"time_limit": 60})
    return float(found.fun or 0)


def locate_exactly() -> Iterator[bool]:
    """In how many tables the wrong figures are the single answer."""
    for wrong in (1, 2, 3):
        rng = random.Random(100 + wrong)
        hits = 0
        for _ in range(TABLES):
            report, paths = spoiled(rng, consistent_report(rng, 2021), wrong)
            found = gir.locate(report)
            hits += len(found) == 1 and {change.path for change in found[0].changes} == paths
        yield told(
            f"{TABLES:,} tables, {wrong} wrong: the single answer in", 100 * hits / TABLES, 98.0, "%", at_least=True
        )


if __name__ == "__main__":
    sys.exit(main())
