"""Damaged documents with known truth: what each still prints, and what of it the page does not settle."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from attrs import frozen

from gov_info_report.model import Edition, Figure, Mark, Report, Table, tables_of
from gov_info_report.testing import consistent_report
from tests.pages.damages import DAMAGES, Damage
from tests.pages.layouts import LAYOUTS
from tests.pages.oracle import Seen, Way, unsettled, ways_of
from tests.pages.page import Cell, Page, Row, Section, lay_out
from tests.pages.writing import Layout

__all__ = ["DamagedReport", "damaged_report", "suits"]


@frozen
class DamagedReport:
    """A document of a consistent report, laid out in some way and damaged in some ways, with what it still prints.

    `printed` has a figure for every path: a number, `Mark.BLANK` where the cell is there and empty, `Mark.MISSING`
    where the document has no cell for it any more. At the `undecidable` paths the page alone does not tell which
    number belongs there: absent with a finding is right, and so is the number that `report` has. `damages` are those
    that changed the page, in the order in which they did.
    """

    source: str
    layout: str
    damages: tuple[str, ...]
    report: Report
    printed: Mapping[str, Figure]
    undecidable: frozenset[str]


def suits(layout: str, damage: Damage) -> bool:
    """Whether a page so damaged can still be read as it was meant when it is written in a layout.

    >>> suits("glued cells", DAMAGES["cell dropped"]), suits("tabs", DAMAGES["cell dropped"])
    (False, True)
    """
    shown = LAYOUTS[layout]
    return (
        (shown.shows_borders or not damage.needs_borders)
        and (shown.shows_ends or not damage.needs_ends)
        and (shown.names_columns or not damage.needs_names)
        and (shown.has_rules or not damage.needs_rules)
    )


def damaged_report(
    random: Random, layout: str, damages: Sequence[str], edition: Edition | None = None
) -> DamagedReport:
    """A consistent report drawn from `random`, in a layout and with damages, all given by name.

    A damage that the others leave nothing to do is left out. Raises `ValueError` for one that the layout does not show.
    """
    unseen = [name for name in damages if not suits(layout, DAMAGES[name])]
    if unseen:
        raise ValueError(f"{unseen} cannot be seen in the layout {layout!r}")
    report = consistent_report(random, edition)
    page, done = _damaged(random, lay_out(report), damages)
    filled = {cell.path for cell in _cells(page) if cell.text}
    empty = {cell.path for cell in _cells(page)} - filled
    tables = [of for of, _ in tables_of(report)]
    printed = {
        path: page.changed.get(path, report[path]) if path in filled else Mark.BLANK if path in empty else Mark.MISSING
        for of in tables
        for path in of.paths
    }
    undecidable = frozenset(
        path
        for of in tables
        for path in unsettled(of, list(_seen(of, page.section(of.name), LAYOUTS[layout], printed)))
    )
    return DamagedReport(LAYOUTS[layout].write(page), layout, done, report, printed, undecidable)


def _damaged(random: Random, page: Page, damages: Sequence[str]) -> tuple[Page, tuple[str, ...]]:
    """The page after the damages, in the order of their table, and those that found something to do."""
    done: list[str] = []
    for name in sorted(damages, key=list(DAMAGES).index):
        tried = page.copy()
        try:
            DAMAGES[name].apply(random, tried)
        except (IndexError, StopIteration, ValueError):  # the rows, cells or numbers that it changes are gone already
            continue
        page = tried
        done.append(name)
    return page, tuple(done)


def _cells(page: Page) -> Iterator[Cell]:
    return (cell for section in page.sections for row in section.rows for cell in row)


# What the page shows


def _seen(of: Table, section: Section, layout: Layout, printed: Mapping[str, Figure]) -> Iterator[Seen]:
    """Each row of a table as it can be seen: what it could hold, and how."""
    met: set[str] = set()
    for row in section.rows:
        paths = _paths(of, section, row, layout)
        if paths and met.isdisjoint(paths):
            met.update(path for path in paths if path)
            yield _row_seen(row, paths, layout, printed)


def _paths(of: Table, section: Section, row: Row, layout: Layout) -> list[str]:
    """The figures of the form's rows that stand in a row of the page, under the columns that the header names."""
    there = {cell.path for cell in row}
    rows = [known for known in of.rows if not there.isdisjoint(known.paths)]
    if not (section.named and layout.names_columns):
        return [path for known in rows for path in known.paths]
    return [f"{known.path}.{name}" if name else "" for known in rows for name in section.named]


def _row_seen(row: Row, paths: Sequence[str], layout: Layout, printed: Mapping[str, Figure]) -> Seen:
    shown = [cell for cell in row if not cell.header and (cell.text or layout.shows_empty)]
    texts = [_bare(cell.text) for cell in shown if cell.text]
    there = {cell.path: _bare(cell.text) for cell in shown if cell.text}
    true = tuple(_true(path, there, printed) for path in paths)
    as_printed = [cell.path for cell in shown] == list(paths) and layout.shows_borders
    sure = as_printed or not texts or (not layout.shows_borders and len("".join(texts)) == len(texts) == len(paths))
    ways: tuple[Way, ...] = (true,) if sure else ways_of(texts, len(paths), layout.shows_borders)
    return Seen(tuple(paths), ways, true)


def _true(path: str, there: Mapping[str | None, str], printed: Mapping[str, Figure]) -> int | str | None:
    if path not in there:
        return None
    figure = printed.get(path)
    if isinstance(figure, int):
        return figure
    return int(there[path]) if there[path].isdigit() else there[path]


def _bare(text: str) -> str:
    """A number without what is printed around and within it."""
    sign = "-" if text.startswith("减") and len(text) > 1 else ""
    return sign + re.sub(r"[,，\u2009]|(?<=\d)\D+$|^(?:增加|减)(?=\d)", "", text)
