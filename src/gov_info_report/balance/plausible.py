"""Guesses at how a wrong figure came about, from what is reported and what it would have to be."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

from attrs import evolve

from gov_info_report.balance.answers import Change, Correction, Guess
from gov_info_report.balance.system import System
from gov_info_report.model import Figure, Row

__all__ = ["guessed", "implausibility"]

_RANK: Mapping[Guess | None, int] = {**{guess: rank for rank, guess in enumerate(Guess)}, None: 2 * len(Guess)}


def guessed(changes: Sequence[Change], weight: float, of: Mapping[str, tuple[System, Sequence[Figure]]]) -> Correction:
    """A correction with its guesses. `of` gives, by the name of a table, its identities and figures."""
    shifted = set(_shifted(changes, of))
    named = tuple(
        evolve(change, guess=Guess.ROW_SHIFTED if change.path in shifted else _guess(change, of)) for change in changes
    )
    guesses = dict.fromkeys(change.guess for change in named if change.guess is not None)
    return Correction(named, weight, ", ".join(guesses))


def implausibility(correction: Correction) -> tuple[int, tuple[str, ...]]:
    """A key to sort corrections of one weight by, the most plausible first, and the same way each time."""
    ranks = sum(_RANK[change.guess] for change in correction.changes)
    return ranks, tuple(change.path for change in correction.changes)


def _guess(change: Change, of: Mapping[str, tuple[System, Sequence[Figure]]]) -> Guess | None:
    if not isinstance(change.reported, int) or not isinstance(change.proposed, int):
        return None
    identities, figures = of[change.path.partition(".")[0]]
    if digits := _by_digits(change.reported, change.proposed):
        return digits
    if change.reported and change.reported in _neighbours(change.path, identities, figures):
        return Guess.NEIGHBOUR
    return Guess.TOTAL_NOT_UPDATED if _is_sum(change.path, identities) else _one_digit(change.reported, change.proposed)


def _by_digits(reported: int, proposed: int) -> Guess | None:
    """What happened to the digits; the first that fits of those that leave the most trace."""
    if reported == -proposed:
        return Guess.SIGN
    if reported < 0 or proposed < 0:
        return None
    printed, meant = str(reported), str(proposed)
    shorter, longer = sorted((printed, meant), key=len)
    if reported and proposed and len(shorter) < len(longer) and longer.rstrip("0") == shorter.rstrip("0"):
        return Guess.FACTOR_OF_TEN
    if len(printed) == len(meant):
        indices = [at for at, (one, other) in enumerate(zip(printed, meant, strict=True)) if one != other]
        if len(indices) == 2 and indices[1] == indices[0] + 1:
            first, second = indices
            if printed[first] == meant[second] and printed[second] == meant[first]:
                return Guess.DIGITS_SWAPPED
    elif len(printed) == len(meant) + 1 and any(
        meant[:at] + meant[at] + meant[at:] == printed for at in range(len(meant))
    ):
        return Guess.DIGIT_DOUBLED
    elif reported and len(printed) + 1 == len(meant) and printed in _without_one(meant):
        return Guess.DIGIT_DROPPED
    return None


def _one_digit(reported: int, proposed: int) -> Guess | None:
    printed, meant = str(reported), str(proposed)
    if len(printed) != len(meant):
        return None
    wrong = sum(one != other for one, other in zip(printed, meant, strict=True))
    return Guess.DIGIT_REPLACED if wrong == 1 else None


def _without_one(digits: str) -> Collection[str]:
    return {digits[:at] + digits[at + 1 :] for at in range(len(digits))}


def _neighbours(path: str, of: System, figures: Sequence[Figure]) -> Iterator[Figure]:
    """The figures left and right of a cell, and above and below it. The blocks of table 4 stand side by side."""
    table = of.table
    index = table.paths.index(path)
    row, column = table.row_at[index], table.column_at[index]
    is_stacked = bool(table.term.heading)
    for at in (index - 1, index + 1):
        if 0 <= at < len(figures) and (table.row_at[at] is row or not is_stacked):
            yield figures[at]
    rows = table.rows if is_stacked else (row,)
    for other in (rows.index(row) - 1, rows.index(row) + 1):
        if 0 <= other < len(rows) and len(rows[other].columns) == len(row.columns):
            yield figures[table.starts[rows[other]] + column.index]


def _is_sum(path: str, of: System) -> bool:
    """Whether an identity gives the figure as the sum of others."""
    index = of.table.paths.index(path)
    return any(identity.right == (index,) for identity in of.naming[index])


def _shifted(changes: Sequence[Change], of: Mapping[str, tuple[System, Sequence[Figure]]]) -> Iterator[str]:
    """The changes in rows whose reported figures are the proposed ones, one column on."""
    for row, together in groupby(changes, key=lambda change: change.path.rpartition(".")[0]):
        proposed = {change.path: change.proposed for change in together}
        identities, figures = of[row.partition(".")[0]]
        if len(proposed) > 1 and any(_is_shifted(row, proposed, identities, figures, by) for by in (-1, 1)):
            yield from proposed


def _is_shifted(row: str, proposed: Mapping[str, object], of: System, figures: Sequence[Figure], by: int) -> bool:
    known: Row = next(each for each in of.table.rows if each.path == row)
    start = of.table.starts[known]
    reported = figures[start : start + len(known.columns)]
    meant = [proposed.get(path, reported[at]) for at, path in enumerate(known.paths)]
    changed = [at for at, path in enumerate(known.paths) if path in proposed]
    return all(
        reported[at] == (meant[at + by] if 0 <= at + by < len(meant) else 0)
        for at in range(min(changed), max(changed) + 1)
    )
