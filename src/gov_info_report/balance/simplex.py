"""Exact simplex: which numbers satisfy linear equations with every variable at least 0, and how far one can go.

A dictionary (Chvátal, *Linear Programming*, 1983) gives some variables, the basic ones, as affine functions of the
others, which stand at 0. Coefficients are integers for as long as they can be, and fractions where they cannot: no
number is ever rounded. The identities of the form are a network, whose coefficients stay 1, 0 and -1 throughout.

Each equation bears a marker, a variable of its own that is always 0 and is written as a negative number. It stays in
the rows as they are added to one another, so that a row shows which equations it was made of.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias

__all__ = ["Dictionary", "Exact", "Terms"]

Exact: TypeAlias = int | Fraction

Terms: TypeAlias = dict[int, Exact]
"""What each variable counts for in a sum."""


class Dictionary:
    """A solution of equations in variables >= 0, and the way from it to all others."""

    __slots__ = ("constants", "rows")

    def __init__(self) -> None:
        self.rows: dict[int, Terms] = {}
        self.constants: dict[int, Exact] = {}

    def value(self, variable: int) -> Exact:
        """What a variable is in the solution at hand."""
        return self.constants.get(variable, 0)

    def express(self, terms: Mapping[int, Exact], constant: Exact = 0) -> tuple[Terms, Exact]:
        """A sum of variables as a sum of those that stand at 0, and a constant."""
        out: Terms = {}
        for variable, factor in terms.items():
            row = self.rows.get(variable)
            if row is None:
                _add(out, variable, factor)
            else:
                constant += factor * self.constants[variable]
                for inner, inner_factor in row.items():
                    _add(out, inner, factor * inner_factor)
        return out, constant

    def equate(self, terms: Mapping[int, Exact], constant: Exact, marker: int) -> Terms | None:
        """Ask that a sum be a constant; when it cannot, how often each equation, by its marker, counts to show it."""
        row, rest = self.express(terms, -constant)
        row[marker] = -1
        while True:
            if rest < 0:
                row, rest = {variable: -factor for variable, factor in row.items()}, -rest
            if rest == 0:
                entering = min((at for at in row if at >= 0), default=None)
                if entering is not None:
                    self._enter(entering, row, rest)
                return None
            entering = min((at for at, factor in row.items() if at >= 0 and factor < 0), default=None)
            if entering is None:
                return {at: factor for at, factor in row.items() if at < 0}
            step, leaving = self._step(entering)
            if leaving is None or step is None or rest <= -row[entering] * step:
                self._enter(entering, row, rest)
                return None
            self._pivot(entering, leaving)
            row, rest = self.express(row, rest)

    def most(self, terms: Mapping[int, Exact], enough: Exact | None = None) -> tuple[Exact | None, Terms]:
        """The greatest value of a sum, `None` where it has no end, at which the solution then stands.

        With it, how often each equation counts in showing so, or else how each variable grows without end. Once the
        sum is more than `enough`, the search stops there.
        """
        while True:
            row, rest = self.express(terms)
            if enough is not None and rest > enough:
                return rest, {}
            entering = min((at for at, factor in row.items() if at >= 0 and factor > 0), default=None)
            if entering is None:
                return rest, {at: factor for at, factor in row.items() if at < 0}
            _, leaving = self._step(entering)
            if leaving is None:
                return None, self.column(entering)
            self._pivot(entering, leaving)

    def column(self, variable: int) -> Terms:
        """How the basic variables, and itself, change with a variable that stands at 0."""
        return {variable: 1, **{basic: row[variable] for basic, row in self.rows.items() if variable in row}}

    def free_column(self, variable: int) -> Terms | None:
        """Its column, if the variable can become 1 with every other changing by a whole number; else `None`."""
        column = self.column(variable)
        for basic, factor in column.items():
            if factor.denominator != 1 or (factor < 0 and self.constants[basic] < -factor):
                return None
        return column

    def standing(self) -> set[int]:
        """The variables that stand at 0 and are in some row."""
        return {at for row in self.rows.values() for at in row if at >= 0}

    def _step(self, entering: int) -> tuple[Exact | None, int | None]:
        """How far a variable can grow, and the basic one that then is 0; the first of several (Bland's rule)."""
        step: Exact | None = None
        leaving: int | None = None
        for basic, row in self.rows.items():
            factor = row.get(entering, 0)
            if factor < 0:
                reach = divided(self.constants[basic], -factor)
                if step is None or leaving is None or reach < step or (reach == step and basic < leaving):
                    step, leaving = reach, basic
        return step, leaving

    def _pivot(self, entering: int, leaving: int) -> None:
        row, rest = self.rows.pop(leaving), self.constants.pop(leaving)
        row[leaving] = -1
        self._enter(entering, row, rest)

    def _enter(self, entering: int, row: Terms, rest: Exact) -> None:
        """Make a variable basic by an equation, row + rest = 0, that it stands in."""
        factor = -row.pop(entering)
        row = {at: divided(other, factor) for at, other in row.items()}
        rest = divided(rest, factor)
        for basic, other in self.rows.items():
            times = other.pop(entering, 0)
            if times:
                self.constants[basic] += times * rest
                for at, inner in row.items():
                    _add(other, at, times * inner)
        self.rows[entering] = row
        self.constants[entering] = rest


def divided(number: Exact, by: Exact) -> Exact:
    """An exact quotient, an integer where it is one."""
    if by == 1:
        return number
    if by == -1:
        return -number
    quotient = Fraction(number) / by
    return quotient.numerator if quotient.denominator == 1 else quotient


def _add(terms: Terms, variable: int, factor: Exact) -> None:
    total = terms.get(variable, 0) + factor
    if total:
        terms[variable] = total
    else:
        terms.pop(variable, None)
