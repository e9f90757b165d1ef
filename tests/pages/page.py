"""A report as it lies on a page before a layout writes it down: sections, their rows, and the cells in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define, field, frozen
from attrs import evolve as changed

from gov_info_report.model import EDITIONS, SECTIONS, Figure, Report, section_label, table, tables_of
from gov_info_report.writers.sheet import SheetCell, sheet

__all__ = ["Cell", "Page", "Row", "Section", "lay_out", "line"]


@frozen
class Cell:
    """A cell: its text, the figure's path, the empty cells before it, and its spans.

    The path is "" for a figure that the form has not.

    A header cell bears words of the form. A cell that covers no column is no cell, but a line between the rows.
    """

    text: str
    path: str | None = None
    gap: int = 0
    columns: int = 1
    rows: int = 1
    header: bool = False

    def is_of(self, column: str) -> bool:
        """Whether the figure of a column, given by its field name, stands here."""
        return self.path is not None and self.path.endswith(f".{column}")


Row = list[Cell]


@define
class Section:
    """A section: its heading, "" where it lost it, and the prose or the rows under it.

    `named` are the columns that the header of table 3 still names, in its order, by the names of their fields; "" is
    one that the form has not.
    """

    name: str
    heading: str
    text: str = ""
    rows: list[Row] = field(factory=list)
    heading_last: bool = False
    named: list[str] = field(factory=list)


@define
class Page:
    """All that a document prints, in its order. `changed` are figures that it prints in the place of the report's."""

    title: str
    preamble: str
    sections: list[Section]
    changed: dict[str, Figure] = field(factory=dict)

    def copy(self) -> Page:
        """A page of its own, on which what was printed twice still is the same thing twice."""
        copies = {
            id(section): changed(section, rows=[list(row) for row in section.rows], named=list(section.named))
            for section in self.sections
        }
        return Page(self.title, self.preamble, [copies[id(each)] for each in self.sections], dict(self.changed))

    def section(self, name: str) -> Section:
        """A section by its name."""
        return next(section for section in self.sections if section.name == name)


def line(text: str) -> Row:
    """A line of its own between the rows of a table, as a page number is."""
    return [Cell(text, columns=0, header=True)]


def lay_out(report: Report) -> Page:
    """A report as its form prints it. It must have all six sections."""
    rows = {of.name: list(_rows(sheet(of, section))) for of, section in tables_of(report)}
    sections = [
        Section(name, section_label(name), "" if name in rows else getattr(report, name).text, rows.get(name, []))
        for name in SECTIONS
    ]
    page = Page(report.title, report.preamble, sections)
    page.section("requests").named = [column.name for column in table("requests", EDITIONS[0]).rows[0].columns]
    return page


def _rows(printed: Sequence[Sequence[SheetCell]]) -> Iterator[Row]:
    free: dict[int, int] = {}
    for number, row in enumerate(printed):
        column = end = 0
        cells: Row = []
        for cell in row:
            while free.get(column, 0) > number:
                column += 1
            cells.append(Cell(cell.text, cell.path, column - end, cell.column_span, cell.row_span, cell.header))
            for at in range(column, column + cell.column_span):
                free[at] = number + cell.row_span
            column = end = column + cell.column_span
        yield cells
