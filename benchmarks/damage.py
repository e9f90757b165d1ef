"""How damaged reports are read: consistent reports in every layout and with every damage, their truth known.

    python -m benchmarks.damage [--cases 2000] [--seed 1] [--layout NAME] [--damage NAME] [--show 5]

Every figure falls into one class. *right*: the number that is printed, or none where none is. *silent*: a plain number
that is wrong, or stands where the source has none, and no finding names it. *loud*: a number or an absence that is
wrong, and a finding names the cell, its row or its table. *quiet*: an absence that no finding names. Figures that the
page leaves undecidable are counted apart: right is an absence that a finding names, or the number that was meant.
Exits with 1 where figures are silent or quiet, or too few of the others are right.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import cycle, islice
from random import Random

from attrs import define, field

import gov_info_report as gir
from gov_info_report.testing import DAMAGES, LAYOUTS, DamagedReport, damaged_report, suits

CLASSES = ("right", "silent", "loud", "quiet")
KINDS = ("not zero", "zero", "undecidable")
RIGHT = 0.995
"""The part of all decidable figures that is read right, and of those that are not zero."""
RIGHT_IN_LAYOUT = 0.97
GENERAL = ("edition-mixed", "year-mismatch", "section-out-of-order")
"""Codes that speak of the whole report and excuse no single cell."""


@define
class Score:
    """Figures by kind and class, of a layout, of a damage, or of all."""

    counts: Counter[tuple[str, str]] = field(factory=Counter)

    def of(self, *kinds: str) -> Counter[str]:
        """The figures of some kinds, by class."""
        return Counter({name: sum(self.counts[kind, name] for kind in kinds) for name in CLASSES})

    def rate(self, *kinds: str) -> float:
        """The part of the figures of some kinds that is right."""
        counts = self.of(*kinds)
        return counts["right"] / (counts.total() or 1) if counts.total() else 1.0

    def lines(self, name: str) -> Iterator[str]:
        """A line for each kind of figures that there are."""
        for kind in KINDS:
            counts = self.of(kind)
            if counts.total():
                cells = "".join(f"{counts[each]:9}" for each in CLASSES)
                yield f"{name:32}{kind:12}{cells}{self.rate(kind):10.2%}"
                name = ""


@define
class Offence:
    """A figure that is not right, in its document."""

    document: DamagedReport
    path: str
    got: object
    kind: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 1 where the figures are not what the library promises."""
    options = _options(arguments)
    by_layout = {name: Score() for name in LAYOUTS}
    by_damage = {name: Score() for name in DAMAGES}
    total = Score()
    offences: list[Offence] = []
    for document in documents(options.cases, options.seed, options.layout, options.damage):
        scores = (by_layout[document.layout], by_damage[document.damage], total)
        for path, kind, name, got in classified(document):
            for score in scores:
                score.counts[kind, name] += 1
            if name != "right":
                offences.append(Offence(document, path, got, name))
    header = "".join(f"{name:>9}" for name in CLASSES) + f"{'right':>10}"
    for title, table in (("LAYOUT", by_layout), ("DAMAGE", by_damage)):
        print(f"{title:44}{header}")
        print("\n".join(line for name, score in table.items() for line in score.lines(name)), end="\n\n")
    print("\n".join(total.lines(f"TOTAL {options.cases} cases")), end="\n\n")
    show(offences, options.show, options.kind, options.source)
    broken = [*broken_promises(total), *_low_layouts(by_layout)]
    print("\n".join(broken) or "all promises kept")
    return 1 if broken else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.damage", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--layout", choices=LAYOUTS, help="only this layout")
    parser.add_argument("--damage", choices=DAMAGES, help="only this damage")
    parser.add_argument("--show", type=int, default=0, help="print so many of the documents with figures not right")
    parser.add_argument("--kind", choices=CLASSES[1:], help="show only these")
    parser.add_argument("--source", action="store_true", help="print the source of each document shown")
    return parser.parse_args(arguments)


def documents(cases: int, seed: int, layout: str | None, damage: str | None) -> Iterator[DamagedReport]:
    """Documents in every layout and with every damage in turn, the same for the same seed."""
    pairs = [
        (one, other)
        for one in ([layout] if layout else LAYOUTS)
        for other in ([damage] if damage else DAMAGES)
        if suits(one, other)
    ]
    Random(seed).shuffle(pairs)
    for number, (one, other) in enumerate(islice(cycle(pairs), cases)):
        yield damaged_report(Random(f"{seed} {number}"), one, other)


def classified(document: DamagedReport) -> Iterator[tuple[str, str, str, object]]:
    """Path, kind, class and what was read, for every figure of a document and every number read beside them.

    All figures of a document that is refused are loud, of one that the library crashes on quiet.
    """
    try:
        reading = gir.read(document.source)
    except Exception as error:  # one document must not hide the others
        name = "loud" if isinstance(error, gir.ParseError) else "quiet"
        for path, printed in document.printed.items():
            yield path, _kind(document, path, printed), name, repr(error)
        return
    findings = [*reading.findings, *gir.validate(reading)]
    mentioned = {path for finding in findings for path in finding.paths}
    named = {
        path
        for finding in findings
        if finding.severity != "info" and finding.code not in GENERAL
        for path in finding.paths
    }
    numbers = {record.path: record.value for record in gir.to_records(reading.report) if record.value is not None}
    for path, printed in document.printed.items():
        right = {printed, document.report[path]} if path in document.undecidable else {printed}
        got = numbers.pop(path, None)
        is_right = got in right if got is not None else path in document.undecidable or isinstance(printed, gir.Mark)
        if got is None and not _is_named(path, mentioned if is_right else named):
            name = "quiet"
        else:
            name = "right" if is_right else "loud" if _is_named(path, named) else "silent"
        yield path, _kind(document, path, printed), name, got
    for path, got in numbers.items():  # of another edition than the document's
        yield path, "zero" if got == 0 else "not zero", "loud" if _is_named(path, named) else "silent", got


def _kind(document: DamagedReport, path: str, printed: gir.Figure) -> str:
    if path in document.undecidable:
        return "undecidable"
    return "not zero" if isinstance(printed, int | Decimal) and printed else "zero"


def _is_named(path: str, named: set[str]) -> bool:
    parts = path.split(".")
    return any(".".join(parts[:end]) in named for end in range(1, len(parts) + 1))


def show(offences: Sequence[Offence], most: int, kind: str | None, source: bool) -> None:
    """Print the first documents that have figures not right, with the first of these."""
    by_document: dict[int, list[Offence]] = {}
    for offence in offences:
        if kind in (None, offence.kind):
            by_document.setdefault(id(offence.document), []).append(offence)
    for found in islice(by_document.values(), most):
        document = found[0].document
        print(f"--- {document.layout} / {document.damage}: {len(found)} figures")
        for offence in found[:6]:
            undecidable = " (undecidable)" if offence.path in document.undecidable else ""
            printed = document.printed.get(offence.path, "no such figure")
            print(f"  {offence.kind:8}{offence.path} printed {printed!s}, got {offence.got!s}{undecidable}")
        if source:
            print("\n".join(f"  > {line}" for line in document.source.split("\n")))


def broken_promises(total: Score) -> Iterator[str]:
    """What the library promises of all figures, and does not keep."""
    counts = total.of(*KINDS)
    for name in ("silent", "quiet"):
        if counts[name]:
            yield f"{name}: {counts[name]}, must be 0"
    for kinds, words in ((KINDS[:2], "decidable figures"), (KINDS[:1], "decidable figures that are not zero")):
        if total.rate(*kinds) < RIGHT:
            yield f"right: {total.rate(*kinds):.2%} of the {words}, must be {RIGHT:.1%}"


def _low_layouts(by_layout: dict[str, Score]) -> Iterator[str]:
    for name, score in by_layout.items():
        low = min(score.rate(*KINDS[:2]), score.rate(KINDS[0]))
        if low < RIGHT_IN_LAYOUT:
            yield f"right: {low:.2%} in the layout {name!r}, must be {RIGHT_IN_LAYOUT:.0%}"


if __name__ == "__main__":
    sys.exit(main())
