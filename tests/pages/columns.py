"""Damages of columns and of their names."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from attrs import evolve as changed

from gov_info_report.model import EDITIONS, TABLES, table
from tests.pages.cells import misprint
from tests.pages.page import Cell, Page, Row, Section
from tests.pages.picking import APPLICANTS, LEGAL_PERSONS, keep

__all__ = [
    "add_subtotal",
    "exchange_columns",
    "halve_headers",
    "lose_any_column",
    "lose_column",
    "lose_column_and_add_wrongly",
    "lose_column_and_ends",
    "names_over_lines",
    "names_over_rows",
    "raise_total",
]


def exchange_columns(random: Random, page: Page) -> None:
    """Two columns of table 3 have changed places, in the header and in every row."""
    legal = [column for column in APPLICANTS if column.term.heading]
    one, other = random.sample(legal, 2)
    section = page.section("requests")
    at, to = section.named.index(one.name), section.named.index(other.name)
    section.named[at], section.named[to] = other.name, one.name
    for row in section.rows:
        places = [
            next((at for at, cell in enumerate(row) if cell.is_of(each.name) or _heads(cell, each.term.label)), None)
            for each in (one, other)
        ]
        if None not in places:
            at, to = (place for place in places if place is not None)
            row[at], row[to] = changed(row[to], gap=row[at].gap), changed(row[at], gap=row[to].gap)


def _heads(cell: Cell, label: str) -> bool:
    return cell.header and cell.text == label


def _narrow_header(section: Section, by: int) -> None:
    """What spans all applicants, or the legal persons, spans so many columns fewer."""
    spanning = {LEGAL_PERSONS, table("requests", EDITIONS[0]).term.heading}
    for row in section.rows:
        row[:] = [changed(cell, columns=cell.columns - by) if cell.text in spanning else cell for cell in row]


def lose_column(name: str, from_header: bool = True) -> Callable[[Random, Page], None]:
    """A column of table 3 is gone from the rows, and from the header too."""
    label = next(column.term.label for column in APPLICANTS if column.name == name)

    def apply(random: Random, page: Page) -> None:
        section = page.section("requests")
        keep(section.rows, lambda cell: not cell.is_of(name))
        if from_header:
            keep(section.rows, lambda cell: not (cell.header and cell.text == label))
            _narrow_header(section, 1)
            section.named.remove(name)

    return apply


def lose_any_column(random: Random, page: Page) -> None:
    lose_column(random.choice([column.name for column in APPLICANTS if column.term.heading]))(random, page)


def lose_column_and_ends(random: Random, page: Page) -> None:
    """The column 其他 is gone, and the rows whose label takes a cell more have lost 总计 too."""
    lose_column("other")(random, page)
    for row in page.section("requests").rows:
        if row[0].gap >= 2 or sum(cell.header for cell in row) == 3:
            row[:] = [cell for cell in row if not cell.is_of("total")]


def lose_column_and_add_wrongly(random: Random, page: Page) -> None:
    """The office added wrongly once, and a tool lost a column."""
    totals = [(row, at) for row in page.section("requests").rows for at, cell in enumerate(row) if cell.is_of("total")]
    row, at = random.choice([(row, at) for row, at in totals if row[at].path])
    misprint(page, row, at, random.choice([1, 2, 10]))
    lose_any_column(random, page)


def add_subtotal(random: Random, page: Page) -> None:
    """Beside the form's columns stands one with the sum over the legal persons, 小计."""
    section = page.section("requests")
    legal = [column.name for column in APPLICANTS if column.term.heading]
    last = next(column.term.label for column in APPLICANTS if column.name == legal[-1])
    for row in section.rows:
        at = next((at for at, cell in enumerate(row) if cell.is_of(legal[-1])), None)
        if at is not None:
            row.insert(at + 1, Cell(str(sum(int(cell.text) for cell in row if any(map(cell.is_of, legal)))), path=""))
        elif row[-1].text == last and row[-1].header:
            row.append(Cell("小计", header=True))
    _narrow_header(section, -1)
    section.named.insert(section.named.index(legal[-1]) + 1, "")


def raise_total(random: Random, page: Page) -> None:
    """总计 stands beside 申请人情况, on the line above all other names of columns."""
    rows = page.section("requests").rows
    total = rows[1].pop()
    rows[0][-1:] = [changed(rows[0][-1], columns=rows[0][-1].columns - 1), changed(total, rows=total.rows + 1)]


HALVES = {
    "本年新制作数量": "本年新",
    "本年新公开数量": "本年新",
    "本年增/减": "本年增/",
    "现行有效件数": "现行有效件",
} | {row.term.heading: "第二十条第" for edition in EDITIONS for row in table("proactive", edition).rows}


def halve_headers(random: Random, page: Page) -> None:
    for row in page.section("proactive").rows:
        row[:] = [changed(cell, text=HALVES.get(cell.text, cell.text)) for cell in row]


COLUMN_NAMES = {
    column.term.label for name in TABLES[1:] for row in table(name, EDITIONS[0]).rows for column in row.columns
}


def names_over_lines(random: Random, page: Page) -> None:
    """The names of columns stand on two lines within their cells: 商业⏎企业."""
    for name in TABLES[1:]:
        for row in page.section(name).rows:
            row[:] = [_cut(cell, "\n") if cell.header and cell.text in COLUMN_NAMES else cell for cell in row]


def _cut(cell: Cell, between: str) -> Cell:
    at = _half(cell.text)
    return changed(cell, text=(cell.text[:at] + between + cell.text[at:]).rstrip())


def _half(name: str) -> int:
    """Where a name is cut; short ones stay whole."""
    return (len(name) + 1) // 2 if len(name) > 2 else len(name)


def names_over_rows(random: Random, page: Page) -> None:
    """The names of columns are cut in two, and their ends stand on a row of their own."""
    rows = page.section("requests").rows
    at = next(at for at, row in enumerate(rows) if all(cell.text in COLUMN_NAMES for cell in row) and row)
    halves = [_half(cell.text) for cell in rows[at]]
    rows[at : at + 1] = [
        [changed(cell, text=cell.text[:half]) for cell, half in zip(rows[at], halves, strict=True)],
        [changed(cell, text=cell.text[half:]) for cell, half in zip(rows[at], halves, strict=True)],
    ]
    for above in rows[:at]:
        above[:] = [changed(cell, rows=cell.rows + 1) if _reaches(above, rows, at, cell) else cell for cell in above]


def _reaches(row: Row, rows: list[Row], at: int, cell: Cell) -> bool:
    """Whether a cell of a row above covers a row, too."""
    return next(number for number, other in enumerate(rows) if other is row) + cell.rows > at
