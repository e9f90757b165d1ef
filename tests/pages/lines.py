"""Damages of rows, of lines between them, of headings and of sections."""

from __future__ import annotations

from random import Random

from attrs import evolve as changed

from gov_info_report.model import TABLES
from tests.pages.page import Cell, Page, line
from tests.pages.picking import plain, with_figures

__all__ = [
    "break_table",
    "group_alone",
    "heading_last",
    "lose_heading",
    "lose_row",
    "lose_tables",
    "number_page",
    "repeat_row",
    "repeat_rule",
    "repeat_section",
    "shift_left",
    "shift_right",
    "swap_rows",
    "swap_sections",
    "values_below",
]


def lose_row(random: Random, page: Page) -> None:
    rows = page.section(random.choice(TABLES[:2])).rows
    del rows[random.choice(plain(rows))]


def repeat_row(random: Random, page: Page) -> None:
    rows = page.section(random.choice(TABLES[:2])).rows
    number = random.choice(plain(rows))
    rows.insert(number, list(rows[number]))


def swap_rows(random: Random, page: Page) -> None:
    rows = page.section("requests").rows
    alone = plain(rows)
    one = random.choice([at for at in alone if at + 1 in alone and rows[at][0].gap == rows[at + 1][0].gap])
    rows[one], rows[one + 1] = rows[one + 1], rows[one]


def shift_left(random: Random, page: Page) -> None:
    """A row starts one cell further left than its neighbours."""
    rows = page.section("requests").rows
    row = rows[random.choice([at for at in with_figures(rows) if rows[at][0].gap])]
    row[0] = changed(row[0], gap=row[0].gap - 1)


def shift_right(random: Random, page: Page) -> None:
    """A row starts one cell further right than its neighbours."""
    rows = page.section("requests").rows
    rows[random.choice(plain(rows))].insert(0, Cell("", header=True))


def values_below(random: Random, page: Page) -> None:
    """A row's figures stand on the line after their label."""
    rows = page.section("requests").rows
    number = random.choice(plain(rows))
    labels = [changed(cell, text="", path=None, header=True) if cell.path else cell for cell in rows[number]]
    rows[number : number + 1] = [labels, [cell for cell in rows[number] if cell.path]]


def group_alone(random: Random, page: Page) -> None:
    """A group's label stands without the labels under it, followed by the numbers of all its rows."""
    rows = page.section("requests").rows
    starts = [at for at in with_figures(rows) if sum(cell.rows > 1 for cell in rows[at]) == 1]
    start = random.choice([at for at in starts if rows[at][0].rows < 20 and rows[at][0].text])
    group = rows[start][0]
    figures = [cell for row in rows[start : start + group.rows] for cell in row if cell.path]
    rows[start : start + group.rows] = [[changed(group, rows=1, columns=2), *figures]]
    rows[:] = [
        [changed(cell, rows=cell.rows - group.rows + 1) if cell.rows >= 20 else cell for cell in row] for row in rows
    ]


def break_table(random: Random, page: Page) -> None:
    """An empty line stands inside the table."""
    rows = page.section("requests").rows
    rows.insert(random.choice(with_figures(rows)), [])


def number_page(random: Random, page: Page) -> None:
    """A page number stands inside a table."""
    rows = page.section(random.choice(TABLES)).rows
    rows.insert(random.choice(with_figures(rows)), line(random.choice(["- 5 -", "— 5 —", "第 5 页", "第5页 共9页"])))


def repeat_rule(random: Random, page: Page) -> None:
    """A row that only rules off stands inside a table."""
    rows = page.section(random.choice(TABLES)).rows
    rows.insert(random.choice(with_figures(rows)), line("| --- | --- | --- |"))


def lose_heading(random: Random, page: Page) -> None:
    page.section(random.choice(TABLES)).heading = ""


def heading_last(random: Random, page: Page) -> None:
    """A table is printed before its heading."""
    page.section(random.choice(TABLES)).heading_last = True


def lose_tables(random: Random, page: Page) -> None:
    for name in random.sample(TABLES, random.randint(1, len(TABLES))):
        page.section(name).rows.clear()


def swap_sections(random: Random, page: Page) -> None:
    one, other = random.sample(range(len(page.sections)), 2)
    page.sections[one], page.sections[other] = page.sections[other], page.sections[one]


def repeat_section(random: Random, page: Page) -> None:
    """A section is printed twice, one right after the other or at the end."""
    number = random.randrange(len(page.sections))
    page.sections.insert(random.choice([number + 1, len(page.sections)]), page.sections[number])
