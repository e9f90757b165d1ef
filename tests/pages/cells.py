"""Damages of cells: what stands in them, and cells that went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from attrs import evolve as changed

from gov_info_report.model import TABLES, Mark, Unreadable
from tests.pages.page import Cell, Page, Row
from tests.pages.picking import empty, keep, with_figures

__all__ = [
    "add_wrongly",
    "blank_cell",
    "blank_zeros",
    "drop_blanks",
    "drop_cell",
    "drop_cell_padded",
    "labels_only",
    "misprint",
    "nothing_filled",
    "only",
    "part_thousands",
    "print_other_units",
    "print_units",
    "sign_zeros",
    "split_number",
    "word_changes",
]


def blank_cell(random: Random, page: Page) -> None:
    rows = page.section(random.choice(TABLES)).rows
    number = random.choice(with_figures(rows))
    place = random.choice([at for at, cell in enumerate(rows[number]) if cell.path])
    rows[number][place] = changed(rows[number][place], text="")


def drop_cell(random: Random, page: Page) -> None:
    """A middle cell is dropped, and the numbers after it slide left."""
    _slide(random, page.section(random.choice(TABLES)).rows)


def drop_cell_padded(random: Random, page: Page) -> None:
    """A middle cell is dropped, the numbers after it slide left, and an empty cell stands at the end.

    Only in table 3, where the identities can show it. Elsewhere the page plainly states other figures.
    """
    rows = page.section("requests").rows
    rows[_slide(random, rows)].append(Cell(""))


def _slide(random: Random, rows: list[Row]) -> int:
    number = random.choice([at for at in with_figures(rows) if sum(bool(cell.path) for cell in rows[at]) > 2])
    del rows[number][random.choice([at for at, cell in enumerate(rows[number]) if cell.path][1:-1])]
    return number


def split_number(random: Random, page: Page) -> None:
    """The digits of a number stand in two cells."""
    rows = [row for section in page.sections for row in section.rows]
    long = [(row, at) for row in rows for at, cell in enumerate(row) if cell.path and cell.text[:2].isdigit()]
    whole = [(row, at) for row, at in long if len(row[at].text) > 1 and row[at].text.isdigit()]
    if whole:
        row, at = random.choice(whole)
        cell = row[at]
        cut = random.randint(1, len(cell.text) - 1)
        row[at : at + 1] = [changed(cell, text=cell.text[:cut]), Cell(cell.text[cut:])]


def only(*columns: str) -> Callable[[Random, Page], None]:
    """Only these columns of table 3 are filled in."""

    def apply(random: Random, page: Page) -> None:
        empty(page.section("requests").rows, lambda cell: not any(map(cell.is_of, columns)))

    return apply


def labels_only(random: Random, page: Page) -> None:
    """A table of labels, without a cell for any figure."""
    keep(page.section(random.choice(TABLES)).rows, lambda cell: cell.path is None)


def nothing_filled(random: Random, page: Page) -> None:
    empty(page.section(random.choice(TABLES)).rows, lambda cell: True)


def blank_zeros(random: Random, page: Page) -> None:
    """An office that leaves a cell empty where there is nothing to count."""
    for name in TABLES:
        empty(page.section(name).rows, lambda cell: cell.text == "0")


def drop_blanks(random: Random, page: Page) -> None:
    """Some zeros are left empty, and a tool drops every empty cell: the numbers after it slide left."""
    section = page.section(random.choice(TABLES))
    empty(section.rows, lambda cell: cell.text == "0" and random.random() < 0.3)
    keep(section.rows, lambda cell: cell.path is None or bool(cell.text))


SIGNS = ("/", "／", "-", "—", "——", "无", "不适用")


def sign_zeros(random: Random, page: Page) -> None:
    """Some zeros are printed as signs that say there is nothing, or that nothing applies."""
    for name in TABLES:
        for row in page.section(name).rows:
            for at, cell in enumerate(row):
                if cell.path and cell.text == "0" and random.random() < 0.5:
                    page.changed[cell.path] = Mark.NOT_APPLICABLE
                    row[at] = changed(cell, text=random.choice(SIGNS))


NO_CHANGE = ("未增未减", "持平", "无变化", "减", "未变")


def word_changes(random: Random, page: Page) -> None:
    """本年增/减 is said in words: 增加5, 减3, and where nothing changed, 未增未减, which is no number."""
    for row in page.section("proactive").rows:
        for at, cell in enumerate(row):
            if cell.path and cell.is_of("items_change") and cell.text.lstrip("-").isdigit():
                number = int(cell.text)
                word = random.choice(NO_CHANGE) if number == 0 else f"{'增加' if number > 0 else '减'}{abs(number)}"
                if number == 0:
                    page.changed[cell.path] = Unreadable(word)
                row[at] = changed(cell, text=word)


def add_wrongly(random: Random, page: Page) -> None:
    """The office added wrongly: a total is another number than the sum of its parts, and printed plainly."""
    rows = [row for name in TABLES[1:] for row in page.section(name).rows]
    totals = [(row, at) for row in rows for at, cell in enumerate(row) if cell.is_of("total")]
    for row, at in random.sample(totals, 3):
        misprint(page, row, at, random.choice([1, 2, 10]))


def misprint(page: Page, row: Row, at: int, more: int) -> None:
    cell = row[at]
    number = int(cell.text) + more
    if cell.path:
        page.changed[cell.path] = number
    row[at] = changed(cell, text=str(number))


def part_thousands(random: Random, page: Page) -> None:
    """Thousands are set apart."""
    comma = random.choice([",", "，", "\N{THIN SPACE}"])
    _print_as(page, lambda text: f"{int(text):,}".replace(",", comma) if text.isdigit() else text)


def print_units(random: Random, page: Page) -> None:
    """Counts are printed with the word for what is counted."""
    _print_as(page, lambda text: f"{text}件" if text.isdigit() else text, TABLES[1:])


def print_other_units(random: Random, page: Page) -> None:
    """Counts of table 2 with the words that offices use for them: 31批次, 12宗, 5项."""
    for row in page.section("proactive").rows:
        unit = random.choice(["批次", "宗", "项", "件次", "个"])
        row[:] = [changed(cell, text=f"{cell.text}{unit}") if _is_count(cell) else cell for cell in row]


def _is_count(cell: Cell) -> bool:
    return cell.path is not None and cell.text.isdigit() and not cell.path.endswith("amount")


def _print_as(page: Page, how: Callable[[str], str], names: Sequence[str] = TABLES) -> None:
    for name in names:
        for row in page.section(name).rows:
            row[:] = [changed(cell, text=how(cell.text)) if cell.path else cell for cell in row]
