"""Damaged documents with known truth: what each still prints, and what of it no reader could place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from random import Random

from attrs import frozen

from gov_info_report.model import Edition, Figure, Mark, Report, Table, tables_of
from gov_info_report.testing.consistent import consistent_report
from gov_info_report.testing.damages import DAMAGES
from gov_info_report.testing.layouts import LAYOUTS, Layout
from gov_info_report.testing.pages import Cell, Page, Row, Section, lay_out

__all__ = ["DamagedReport", "damaged_report", "suits"]


@frozen
class DamagedReport:
    """A document of a consistent report, laid out in some way and damaged in some way, with what it still prints.

    `printed` has a figure for every path: a number, `Mark.BLANK` where the cell is there and empty, `Mark.MISSING`
    where the document has no cell for it any more. At the `undecidable` paths the page alone does not tell which
    number belongs there: absent with a finding is right, and so is the number that `report` has.
    """

    source: str
    layout: str
    damage: str
    report: Report
    printed: Mapping[str, Figure]
    undecidable: frozenset[str]


def suits(layout: str, damage: str) -> bool:
    """Whether a page so damaged can still be read as it was meant when it is written in a layout.

    >>> suits("glued cells", "cell dropped"), suits("tabs", "cell dropped")
    (False, True)
    """
    shown, done = LAYOUTS[layout], DAMAGES[damage]
    return (
        (shown.shows_borders or not done.needs_borders)
        and (shown.shows_ends or not done.needs_ends)
        and (shown.names_columns or not done.needs_names)
    )


def damaged_report(random: Random, layout: str, damage: str, edition: Edition | None = None) -> DamagedReport:
    """A consistent report drawn from `random`, in a layout and with a damage, both given by name.

    Raises `ValueError` for a damage that the layout does not show.
    """
    if not suits(layout, damage):
        raise ValueError(f"{damage!r} cannot be seen in the layout {layout!r}")
    report = consistent_report(random, edition)
    page = lay_out(report)
    DAMAGES[damage].apply(random, page)
    filled = {cell.path for cell in _cells(page) if cell.text}
    empty = {cell.path for cell in _cells(page)} - filled
    tables = [of for of, _ in tables_of(report)]
    printed = {
        path: page.changed.get(path, report[path]) if path in filled else Mark.BLANK if path in empty else Mark.MISSING
        for of in tables
        for path in of.paths
    }
    undecidable = frozenset(
        path for of in tables for path in _undecidable(of, page.section(of.name), LAYOUTS[layout], report)
    )
    return DamagedReport(LAYOUTS[layout].write(page), layout, damage, report, printed, undecidable)


def _cells(page: Page) -> Iterator[Cell]:
    return (cell for section in page.sections for row in section.rows for cell in row)


# What the page does not tell


def _undecidable(of: Table, section: Section, layout: Layout, report: Report) -> Iterator[str]:
    """The figures of rows whose numbers could stand otherwise, for all that the page shows."""
    doubtful = [row for row in section.rows if _is_doubtful(of, section, row, layout)]
    for row in doubtful:
        paths = _paths(of, row)
        alone = len(doubtful) == 1 and not section.lost and not section.extra
        if not (alone and layout.shows_borders and _is_forced(of, row, [report[path] for path in paths])):
            yield from paths


def _paths(of: Table, row: Row) -> list[str]:
    """All figures of the form's rows that stand in a row of the page."""
    there = {cell.path for cell in row}
    return [path for known in of.rows if not there.isdisjoint(known.paths) for path in known.paths]


def _is_doubtful(of: Table, section: Section, row: Row, layout: Layout) -> bool:
    """Whether the cells that can be seen are others than the columns that the header names, or the form has."""
    shown = [cell for cell in row if not cell.header and (cell.text or layout.shows_empty)]
    if not any(cell.text for cell in shown):
        return False
    expected: list[str | None] = list(_paths(of, row))
    if layout.names_columns:
        expected = [path for path in expected if not (section.lost and str(path).endswith(f".{section.lost}"))]
        if section.extra:
            expected = [
                each
                for path in expected
                for each in ([path, None] if str(path).endswith(f".{section.extra}") else [path])
            ]
    if not layout.shows_borders:
        return len(expected) > 1 and any(len(cell.text) > 1 for cell in shown)
    return [cell.path for cell in shown] != expected


def _is_forced(of: Table, row: Row, true: Sequence[Figure]) -> bool:
    """Whether the identities leave the numbers of the one doubtful row of a table a single way to stand."""
    ways = set(_ways([cell.text for cell in row if not cell.header and cell.text], len(true)))
    if of.name == "requests":  # the other rows are sure, and with them each column has only one figure to give
        return sum(all(number in (None, figure) for number, figure in zip(way, true, strict=True)) for way in ways) == 1
    if of.name == "disputes":
        return sum(all(_adds_up(way[at : at + 5]) for at in range(0, len(way), 5)) for way in ways) == 1
    return len(ways) == 1


def _ways(texts: Sequence[str], width: int) -> Iterator[tuple[int | str | None, ...]]:
    """Every way to give numbers to columns in their order; where there is one too many, two are halves of one."""
    if len(texts) == width + 1:
        for at in range(width):
            yield tuple(map(_number, [*texts[:at], texts[at] + texts[at + 1], *texts[at + 2 :]]))
    elif len(texts) <= width:
        for places in combinations(range(width), len(texts)):
            at_place = dict(zip(places, map(_number, texts), strict=True))
            yield tuple(map(at_place.get, range(width)))


def _number(text: str) -> int | str:
    return int(text) if text.isdigit() else text


def _adds_up(block: Sequence[int | str | None]) -> bool:
    """Whether some integers in place of what is absent let the total be the sum of the others."""
    *parts, total = block
    known = sum(part for part in parts if isinstance(part, int))
    if not isinstance(total, int):
        return True
    return known <= total if None in parts else known == total
