"""What a page settles: which of its figures stand in one place only, however its rows are explained.

It shares no code with the reader. It is told what of a page can be seen (which rows carry a label, the texts in them,
the columns that the header names), lists every way in which the texts of a row can stand under these columns, and asks
an integer program for explanations of the whole table that break no more identities than the truth does. A figure that
one of them puts elsewhere, or leaves out, is not settled.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import comb
from typing import TypeAlias

import numpy
from attrs import define, field, frozen
from scipy.optimize import Bounds, LinearConstraint, milp

from gov_info_report.model import Table

__all__ = ["SECONDS", "Seen", "Way", "unsettled", "ways_of"]

Way: TypeAlias = tuple[int | str | None, ...]
"""What stands under each column of a row: a number, a text that is none, or nothing."""

MOST_WAYS = 500
"""A row that can be explained in more ways is given up: nothing of it is settled."""

MOST_CUTS = 20_000
"""So many cuts of glued digits are tried at the most."""

SECONDS = 20.0
"""What the integer program may take for a table; what it has not settled by then is not settled."""


@frozen
class Seen:
    """A row as the page shows it: the figures that it can hold, all its ways to hold its texts, and the true one.

    The path is "" under a column that the form has not.
    """

    paths: tuple[str, ...]
    ways: tuple[Way, ...]
    true: Way


def ways_of(texts: Sequence[str], width: int, borders: bool) -> tuple[Way, ...]:
    """Every way in which texts stand in order under so many columns; none where they are too many to be listed.

    A text more than there are columns means that one number stands in two cells. Without `borders` only the digits
    can be seen, and they are cut anywhere.

    >>> ways_of(["3", "4"], 2, True), ways_of(["12", "0"], 2, False)
    (((3, 4),), ((1, 20), (12, 0)))
    """
    if not borders:
        return _cut_anywhere("".join(texts), width)
    if len(texts) == width + 1:
        merged = [[*texts[:at], texts[at] + texts[at + 1], *texts[at + 2 :]] for at in range(width)]
        return tuple(dict.fromkeys(tuple(map(_number, each)) for each in merged))
    if len(texts) > width or comb(width, len(texts)) > MOST_WAYS:
        return ()
    return tuple(dict.fromkeys(_placed(texts, width)))


def _cut_anywhere(digits: str, width: int) -> tuple[Way, ...]:
    if not digits.isdigit() or len(digits) < width or comb(len(digits) - 1, width - 1) > MOST_CUTS:
        return ()
    ways = tuple(dict.fromkeys(_cuts(digits, width)))
    return ways if len(ways) <= MOST_WAYS else ()


def _cuts(digits: str, width: int) -> Iterator[Way]:
    """Digits as so many numbers: none of them begins with a zero that does not stand alone."""
    for places in combinations(range(1, len(digits)), width - 1):
        pieces = [digits[start:end] for start, end in zip((0, *places), (*places, len(digits)), strict=True)]
        if all(piece == "0" or piece[0] != "0" for piece in pieces):
            yield tuple(map(int, pieces))


def _placed(texts: Sequence[str], width: int) -> Iterator[Way]:
    for places in combinations(range(width), len(texts)):
        at_place = dict(zip(places, map(_number, texts), strict=True))
        yield tuple(map(at_place.get, range(width)))


def _number(text: str) -> int | str:
    return int(text) if text.lstrip("-").isdigit() else text


def unsettled(of: Table, rows: Sequence[Seen], seconds: float = SECONDS) -> set[str]:
    """The paths of the figures that the rows of a table leave without one sure place.

    Args:
        of: The table of the form.
        rows: The rows that the page shows; figures of other rows are absent.
        seconds: What the search may take.
    """
    given_up = {path for row in rows if not row.ways or row.true not in row.ways for path in row.paths if path}
    rows = [row for row in rows if given_up.isdisjoint(row.paths)]
    if all(len(row.ways) == 1 for row in rows):
        return given_up
    if given_up or not _identities(of):
        return given_up | {path for row in rows for path in _open(row, row.ways)}
    return _Program(of, rows).open_paths(seconds)


def _open(row: Seen, ways: Sequence[Way]) -> Iterator[str]:
    for path, true, *others in zip(row.paths, row.true, *ways, strict=True):
        if path and any(other != true for other in others):
            yield path


def _identities(of: Table) -> list[dict[str, int]]:
    """Each identity of a table as coefficients that sum to zero, as the form states them."""
    found = []
    for row in of.rows:
        for column, path in zip(row.columns, row.paths, strict=True):
            if column.term.sums:
                found.append({path: -1} | {other: 1 for other in row.paths if other != path})
            if row.term.sums:
                group = row.path.rpartition(".")[0] + "."
                parts = [each for each in of.rows if each.path.startswith(group) and each is not row]
                found.append({path: -1} | {each.paths[column.index]: 1 for each in parts})
    sides = {row: row.term.balance for row in of.rows if row.term.balance}
    columns = of.rows[0].columns if sides else ()
    found += [{row.paths[column.index]: sign for row, sign in sides.items()} for column in columns]
    return found


@define
class _Program:
    """An integer program: a variable for each way of each row, one for each absent figure, one a broken identity."""

    of: Table
    rows: Sequence[Seen]
    choices: list[tuple[int, Way]] = field(init=False)
    identities: list[dict[str, int]] = field(init=False)
    column_of: dict[str, int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.choices = [(number, way) for number, row in enumerate(self.rows) for way in row.ways]
        self.identities = _identities(self.of)
        self.column_of = {path: len(self.choices) + at for at, path in enumerate(self.of.paths)}

    def open_paths(self, seconds: float) -> set[str]:
        """The paths whose figure differs from the truth in some explanation that is no worse."""
        true = numpy.array([float(way == self.rows[number].true) for number, way in self.choices])
        least = self._solved(numpy.zeros(len(true)), true, len(self.identities), seconds, breaking=1.0)
        doubtful = {path for row in self.rows for path in _open(row, row.ways)}
        if least is None:
            return doubtful
        allowed = round(float(sum(least[-len(self.identities) :])))
        found: set[str] = set()
        while left := doubtful - found:
            gain = numpy.array([-float(len(left & self._differing(number, way))) for number, way in self.choices])
            solution = self._solved(gain, None, allowed, seconds)
            if solution is None:
                return doubtful
            new = {
                path
                for (number, way), taken in zip(self.choices, solution, strict=False)
                if taken > 0.5
                for path in self._differing(number, way)
            } & left
            if not new:
                return found
            found |= new
        return found

    def _differing(self, number: int, way: Way) -> set[str]:
        row = self.rows[number]
        return {path for path, one, true in zip(row.paths, way, row.true, strict=True) if path and one != true}

    def _solved(
        self, gain: numpy.ndarray, fixed: numpy.ndarray | None, allowed: int, seconds: float, breaking: float = 0.0
    ) -> numpy.ndarray | None:
        """The best choice of ways, then the absent figures, then which identities are broken."""
        ways, paths, breaks = len(self.choices), len(self.of.paths), len(self.identities)
        width = ways + paths + breaks
        bound = 1.0 + sum(abs(n) for row in self.rows for n in row.true if isinstance(n, int))
        lower, upper = (
            numpy.zeros(width),
            numpy.concatenate([numpy.ones(ways), numpy.full(paths, bound), numpy.ones(breaks)]),
        )
        if fixed is not None:
            lower[:ways] = upper[:ways] = fixed
        constraints = [self._one_way_a_row(width), self._absent_only(width, bound), *self._sums(width, bound)]
        constraints.append(
            LinearConstraint(numpy.concatenate([numpy.zeros(ways + paths), numpy.ones(breaks)]), -numpy.inf, allowed)
        )
        done = milp(
            numpy.concatenate([gain, numpy.zeros(paths), numpy.full(breaks, breaking)]),
            integrality=numpy.concatenate([numpy.ones(ways), numpy.zeros(paths), numpy.ones(breaks)]),
            bounds=Bounds(lower, upper),
            constraints=constraints,
            options={"time_limit": seconds},
        )
        return done.x if done.success else None

    def _one_way_a_row(self, width: int) -> LinearConstraint:
        matrix = numpy.zeros((len(self.rows), width))
        for at, (number, _) in enumerate(self.choices):
            matrix[number, at] = 1
        return LinearConstraint(matrix, 1, 1)

    def _absent_only(self, width: int, bound: float) -> LinearConstraint:
        """A figure of one's own choice stands only where the way that is taken leaves the place empty."""
        matrix = numpy.zeros((len(self.of.paths), width))
        at_path = {path: at for at, path in enumerate(self.of.paths)}
        for path, at in at_path.items():
            matrix[at, self.column_of[path]] = 1
        for at, (number, way) in enumerate(self.choices):
            for path, value in zip(self.rows[number].paths, way, strict=True):
                if isinstance(value, int) and path in at_path:
                    matrix[at_path[path], at] = bound
        return LinearConstraint(matrix, -numpy.inf, bound)

    def _sums(self, width: int, bound: float) -> Iterator[LinearConstraint]:
        matrix = numpy.zeros((len(self.identities), width))
        for number, identity in enumerate(self.identities):
            for path, sign in identity.items():
                matrix[number, self.column_of[path]] = sign
        for at, (number, way) in enumerate(self.choices):
            for path, value in zip(self.rows[number].paths, way, strict=True):
                if isinstance(value, int):
                    for place, identity in enumerate(self.identities):
                        matrix[place, at] += identity.get(path, 0) * value
        slack = numpy.zeros_like(matrix)
        for place in range(len(self.identities)):
            slack[place, width - len(self.identities) + place] = bound * len(self.identities)
        yield LinearConstraint(matrix - slack, -numpy.inf, 0)
        yield LinearConstraint(matrix + slack, 0, numpy.inf)
