"""The damages that published reports show, each a function that changes a page in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random

from attrs import evolve as changed
from attrs import frozen

from gov_info_report.model import EDITIONS, TABLES, Mark, Unreadable, table
from tests.pages.page import Cell, Page, Row, Section, line

__all__ = ["DAMAGES", "Damage"]


@frozen
class Damage:
    """A change of a page, and what a layout must show for the page to mean what it meant before.

    Where the change goes unseen, the page states something else, and states it plainly: no reader could tell.
    """

    apply: Callable[[Random, Page], None]
    needs_ends: bool = False
    """Cells are gone at the end of rows, in tables whose identities cannot tell."""
    needs_borders: bool = False
    """The number of digits in a row no longer tells the number of cells."""
    needs_names: bool = False
    """Only the header tells which columns there are."""
    needs_rules: bool = False
    """It is an accident of rows that rule off."""


APPLICANTS = table("requests", EDITIONS[0]).rows[0].columns
LEGAL_PERSONS = next(column.term.heading for column in APPLICANTS if column.term.heading)


def _with_figures(rows: list[Row]) -> list[int]:
    return [number for number, row in enumerate(rows) if any(cell.path for cell in row)]


def _plain(rows: list[Row]) -> list[int]:
    """Rows that no group begins with, so that they can go or move without taking a group's label along."""
    return [number for number in _with_figures(rows) if all(cell.rows == 1 for cell in rows[number])]


def _keep(rows: list[Row], kept: Callable[[Cell], bool]) -> None:
    rows[:] = [[cell for cell in row if kept(cell)] for row in rows]


def _empty(rows: list[Row], emptied: Callable[[Cell], bool]) -> None:
    rows[:] = [[changed(cell, text="") if cell.path and emptied(cell) else cell for cell in row] for row in rows]


def _none(random: Random, page: Page) -> None:
    """As the office meant it."""


# Rows


def _lose_row(random: Random, page: Page) -> None:
    rows = page.section(random.choice(TABLES[:2])).rows
    del rows[random.choice(_plain(rows))]


def _repeat_row(random: Random, page: Page) -> None:
    rows = page.section(random.choice(TABLES[:2])).rows
    number = random.choice(_plain(rows))
    rows.insert(number, list(rows[number]))


def _swap_rows(random: Random, page: Page) -> None:
    rows = page.section("requests").rows
    plain = _plain(rows)
    one = random.choice([at for at in plain if at + 1 in plain and rows[at][0].gap == rows[at + 1][0].gap])
    rows[one], rows[one + 1] = rows[one + 1], rows[one]


def _shift_left(random: Random, page: Page) -> None:
    """A row starts one cell further left than its neighbours."""
    rows = page.section("requests").rows
    row = rows[random.choice([at for at in _with_figures(rows) if rows[at][0].gap])]
    row[0] = changed(row[0], gap=row[0].gap - 1)


def _shift_right(random: Random, page: Page) -> None:
    """A row starts one cell further right than its neighbours."""
    rows = page.section("requests").rows
    rows[random.choice(_plain(rows))].insert(0, Cell("", header=True))


def _values_below(random: Random, page: Page) -> None:
    """A row's figures stand on the line after their label."""
    rows = page.section("requests").rows
    number = random.choice(_plain(rows))
    labels = [changed(cell, text="", path=None, header=True) if cell.path else cell for cell in rows[number]]
    rows[number : number + 1] = [labels, [cell for cell in rows[number] if cell.path]]


def _group_alone(random: Random, page: Page) -> None:
    """A group's label stands without the labels under it, followed by the numbers of all its rows."""
    rows = page.section("requests").rows
    starts = [at for at in _with_figures(rows) if sum(cell.rows > 1 for cell in rows[at]) == 1]
    start = random.choice([at for at in starts if rows[at][0].rows < 20 and rows[at][0].text])
    group = rows[start][0]
    figures = [cell for row in rows[start : start + group.rows] for cell in row if cell.path]
    rows[start : start + group.rows] = [[changed(group, rows=1, columns=2), *figures]]
    rows[:] = [
        [changed(cell, rows=cell.rows - group.rows + 1) if cell.rows >= 20 else cell for cell in row] for row in rows
    ]


# Cells


def _blank_cell(random: Random, page: Page) -> None:
    rows = page.section(random.choice(TABLES)).rows
    number = random.choice(_with_figures(rows))
    place = random.choice([at for at, cell in enumerate(rows[number]) if cell.path])
    rows[number][place] = changed(rows[number][place], text="")


def _drop_cell(random: Random, page: Page) -> None:
    """A middle cell is dropped, and the numbers after it slide left."""
    _slide(random, page.section(random.choice(TABLES)).rows)


def _drop_cell_padded(random: Random, page: Page) -> None:
    """A middle cell is dropped, the numbers after it slide left, and an empty cell stands at the end.

    Only in table 3, where the identities can show it. Elsewhere the page plainly states other figures.
    """
    rows = page.section("requests").rows
    rows[_slide(random, rows)].append(Cell(""))


def _slide(random: Random, rows: list[Row]) -> int:
    number = random.choice([at for at in _with_figures(rows) if sum(bool(cell.path) for cell in rows[at]) > 2])
    del rows[number][random.choice([at for at, cell in enumerate(rows[number]) if cell.path][1:-1])]
    return number


def _split_number(random: Random, page: Page) -> None:
    """The digits of a number stand in two cells."""
    rows = [row for section in page.sections for row in section.rows]
    long = [(row, at) for row in rows for at, cell in enumerate(row) if cell.path and cell.text[:2].isdigit()]
    whole = [(row, at) for row, at in long if len(row[at].text) > 1 and row[at].text.isdigit()]
    if whole:
        row, at = random.choice(whole)
        cell = row[at]
        cut = random.randint(1, len(cell.text) - 1)
        row[at : at + 1] = [changed(cell, text=cell.text[:cut]), Cell(cell.text[cut:])]


def _only(*columns: str) -> Callable[[Random, Page], None]:
    """Only these columns of table 3 are filled in."""

    def apply(random: Random, page: Page) -> None:
        _empty(page.section("requests").rows, lambda cell: not any(map(cell.is_of, columns)))

    return apply


def _labels_only(random: Random, page: Page) -> None:
    """A table of labels, without a cell for any figure."""
    _keep(page.section(random.choice(TABLES)).rows, lambda cell: cell.path is None)


def _nothing_filled(random: Random, page: Page) -> None:
    _empty(page.section(random.choice(TABLES)).rows, lambda cell: True)


def _blank_zeros(random: Random, page: Page) -> None:
    """An office that leaves a cell empty where there is nothing to count."""
    for name in TABLES:
        _empty(page.section(name).rows, lambda cell: cell.text == "0")


SIGNS = ("/", "／", "-", "—", "——", "无", "不适用")


def _sign_zeros(random: Random, page: Page) -> None:
    """Some zeros are printed as signs that say there is nothing, or that nothing applies."""
    for name in TABLES:
        for row in page.section(name).rows:
            for at, cell in enumerate(row):
                if cell.path and cell.text == "0" and random.random() < 0.5:
                    page.changed[cell.path] = Mark.NOT_APPLICABLE
                    row[at] = changed(cell, text=random.choice(SIGNS))


def _add_wrongly(random: Random, page: Page) -> None:
    """The office added wrongly: a total is another number than the sum of its parts, and printed plainly."""
    rows = [row for name in TABLES[1:] for row in page.section(name).rows]
    totals = [(row, at) for row in rows for at, cell in enumerate(row) if cell.is_of("total")]
    for row, at in random.sample(totals, 3):
        _misprint(page, row, at, random.choice([1, 2, 10]))


def _part_thousands(random: Random, page: Page) -> None:
    """Thousands are set apart."""
    comma = random.choice([",", "，", "\N{THIN SPACE}"])
    _print(page, lambda text: f"{int(text):,}".replace(",", comma) if text.isdigit() else text)


def _print_units(random: Random, page: Page) -> None:
    """Counts are printed with the word for what is counted."""
    _print(page, lambda text: f"{text}件" if text.isdigit() else text, TABLES[1:])


def _print(page: Page, how: Callable[[str], str], names: Sequence[str] = TABLES) -> None:
    for name in names:
        for row in page.section(name).rows:
            row[:] = [changed(cell, text=how(cell.text)) if cell.path else cell for cell in row]


# Columns and headers


def _exchange_columns(random: Random, page: Page) -> None:
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


def _lose_column(name: str, from_header: bool = True) -> Callable[[Random, Page], None]:
    """A column of table 3 is gone from the rows, and from the header too."""
    label = next(column.term.label for column in APPLICANTS if column.name == name)

    def apply(random: Random, page: Page) -> None:
        section = page.section("requests")
        _keep(section.rows, lambda cell: not cell.is_of(name))
        if from_header:
            _keep(section.rows, lambda cell: not (cell.header and cell.text == label))
            _narrow_header(section, 1)
            section.named.remove(name)

    return apply


def _lose_any_column(random: Random, page: Page) -> None:
    _lose_column(random.choice([column.name for column in APPLICANTS if column.term.heading]))(random, page)


def _lose_column_and_ends(random: Random, page: Page) -> None:
    """The column 其他 is gone, and the rows whose label takes a cell more have lost 总计 too."""
    _lose_column("other")(random, page)
    for row in page.section("requests").rows:
        if row[0].gap >= 2 or sum(cell.header for cell in row) == 3:
            row[:] = [cell for cell in row if not cell.is_of("total")]


def _add_subtotal(random: Random, page: Page) -> None:
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


def _raise_total(random: Random, page: Page) -> None:
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


def _halve_headers(random: Random, page: Page) -> None:
    for row in page.section("proactive").rows:
        row[:] = [changed(cell, text=HALVES.get(cell.text, cell.text)) for cell in row]


# More that befalls cells and names


def _drop_blanks(random: Random, page: Page) -> None:
    """Some zeros are left empty, and a tool drops every empty cell: the numbers after it slide left."""
    section = page.section(random.choice(TABLES))
    _empty(section.rows, lambda cell: cell.text == "0" and random.random() < 0.3)
    _keep(section.rows, lambda cell: cell.path is None or bool(cell.text))


NO_CHANGE = ("未增未减", "持平", "无变化", "减", "未变")


def _word_changes(random: Random, page: Page) -> None:
    """本年增/减 is said in words: 增加5, 减3, and where nothing changed, 未增未减, which is no number."""
    for row in page.section("proactive").rows:
        for at, cell in enumerate(row):
            if cell.path and cell.is_of("items_change") and cell.text.lstrip("-").isdigit():
                number = int(cell.text)
                word = random.choice(NO_CHANGE) if number == 0 else f"{'增加' if number > 0 else '减'}{abs(number)}"
                if number == 0:
                    page.changed[cell.path] = Unreadable(word)
                row[at] = changed(cell, text=word)


def _print_other_units(random: Random, page: Page) -> None:
    """Counts of table 2 with the words that offices use for them: 31批次, 12宗, 5项."""
    for row in page.section("proactive").rows:
        unit = random.choice(["批次", "宗", "项", "件次", "个"])
        row[:] = [changed(cell, text=f"{cell.text}{unit}") if _is_count(cell) else cell for cell in row]


def _is_count(cell: Cell) -> bool:
    return cell.path is not None and cell.text.isdigit() and not cell.path.endswith("amount")


def _lose_column_and_add_wrongly(random: Random, page: Page) -> None:
    """The office added wrongly once, and a tool lost a column."""
    totals = [(row, at) for row in page.section("requests").rows for at, cell in enumerate(row) if cell.is_of("total")]
    row, at = random.choice([(row, at) for row, at in totals if row[at].path])
    _misprint(page, row, at, random.choice([1, 2, 10]))
    _lose_any_column(random, page)


def _misprint(page: Page, row: Row, at: int, more: int) -> None:
    cell = row[at]
    number = int(cell.text) + more
    if cell.path:
        page.changed[cell.path] = number
    row[at] = changed(cell, text=str(number))


def _names_over_lines(random: Random, page: Page) -> None:
    """The names of columns stand on two lines within their cells: 商业⏎企业."""
    for name in TABLES[1:]:
        for row in page.section(name).rows:
            row[:] = [_cut(cell, "\n") if cell.header and cell.text in COLUMN_NAMES else cell for cell in row]


def _cut(cell: Cell, between: str) -> Cell:
    half = _half(cell.text)
    return changed(cell, text=(cell.text[:half] + between + cell.text[half:]).rstrip())


def _half(name: str) -> int:
    """Where a name is cut; short ones stay whole."""
    return (len(name) + 1) // 2 if len(name) > 2 else len(name)


def _names_over_rows(random: Random, page: Page) -> None:
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


def _repeat_rule(random: Random, page: Page) -> None:
    """A row that only rules off stands inside a table."""
    rows = page.section(random.choice(TABLES)).rows
    rows.insert(random.choice(_with_figures(rows)), line("| --- | --- | --- |"))


COLUMN_NAMES = {
    column.term.label for name in TABLES[1:] for row in table(name, EDITIONS[0]).rows for column in row.columns
}


# Lines, headings, sections


def _break_table(random: Random, page: Page) -> None:
    """An empty line stands inside the table."""
    rows = page.section("requests").rows
    rows.insert(random.choice(_with_figures(rows)), [])


def _number_page(random: Random, page: Page) -> None:
    """A page number stands inside a table."""
    rows = page.section(random.choice(TABLES)).rows
    rows.insert(random.choice(_with_figures(rows)), line(random.choice(["- 5 -", "— 5 —", "第 5 页", "第5页 共9页"])))


def _lose_heading(random: Random, page: Page) -> None:
    page.section(random.choice(TABLES)).heading = ""


def _heading_last(random: Random, page: Page) -> None:
    """A table is printed before its heading."""
    page.section(random.choice(TABLES)).heading_last = True


def _lose_tables(random: Random, page: Page) -> None:
    for name in random.sample(TABLES, random.randint(1, len(TABLES))):
        page.section(name).rows.clear()


def _swap_sections(random: Random, page: Page) -> None:
    one, other = random.sample(range(len(page.sections)), 2)
    page.sections[one], page.sections[other] = page.sections[other], page.sections[one]


def _repeat_section(random: Random, page: Page) -> None:
    """A section is printed twice, one right after the other or at the end."""
    number = random.randrange(len(page.sections))
    page.sections.insert(random.choice([number + 1, len(page.sections)]), page.sections[number])


DAMAGES: Mapping[str, Damage] = {
    "none": Damage(_none),
    # what stands in cells
    "added wrongly": Damage(_add_wrongly, needs_borders=True),
    "added wrongly, column lost": Damage(_lose_column_and_add_wrongly, needs_names=True, needs_borders=True),
    "extra subtotal": Damage(_add_subtotal, needs_names=True, needs_borders=True),
    "zeros as signs": Damage(_sign_zeros, needs_borders=True),
    "words for changes": Damage(_word_changes, needs_borders=True),
    "thousands apart": Damage(_part_thousands, needs_borders=True),
    "units in cells": Damage(_print_units, needs_borders=True),
    "other units in cells": Damage(_print_other_units, needs_borders=True),
    "zeros not filled": Damage(_blank_zeros, needs_borders=True),
    "only first filled": Damage(_only("natural_person"), needs_borders=True),
    "only totals filled": Damage(_only("total"), needs_borders=True),
    "only ends filled": Damage(_only("natural_person", "total"), needs_borders=True),
    "nothing filled": Damage(_nothing_filled),
    "cell blank": Damage(_blank_cell, needs_borders=True),
    # cells that went
    "labels only": Damage(_labels_only),
    "blanks dropped": Damage(_drop_blanks, needs_ends=True, needs_borders=True),
    "cell dropped": Damage(_drop_cell, needs_ends=True, needs_borders=True),
    "cell dropped, padded": Damage(_drop_cell_padded, needs_borders=True),
    "number split": Damage(_split_number, needs_borders=True),
    # columns and their names
    "columns exchanged": Damage(_exchange_columns, needs_names=True, needs_borders=True),
    "column lost": Damage(_lose_any_column, needs_names=True, needs_borders=True),
    "column lost from rows": Damage(_lose_column("other", from_header=False), needs_ends=True, needs_borders=True),
    "column and ends lost": Damage(_lose_column_and_ends, needs_names=True, needs_borders=True),
    "header halves lost": Damage(_halve_headers),
    "total named above": Damage(_raise_total),
    "names over lines": Damage(_names_over_lines),
    "names over rows": Damage(_names_over_rows),
    # rows
    "row lost": Damage(_lose_row),
    "rows swapped": Damage(_swap_rows),
    "row shifted left": Damage(_shift_left),
    "row shifted right": Damage(_shift_right),
    "values below label": Damage(_values_below),
    "group without its rows' labels": Damage(_group_alone),
    "row repeated": Damage(_repeat_row),
    # lines, headings, sections
    "table broken": Damage(_break_table),
    "page number inside": Damage(_number_page),
    "rule inside": Damage(_repeat_rule, needs_rules=True),
    "heading lost": Damage(_lose_heading),
    "table before heading": Damage(_heading_last),
    "tables missing": Damage(_lose_tables),
    "sections swapped": Damage(_swap_sections),
    "section printed twice": Damage(_repeat_section),
}
"""All damages, by name. Several on a page are done in this order, so that what is printed twice is damaged before."""
