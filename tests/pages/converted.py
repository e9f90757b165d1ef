"""Layouts that tools make of a report: what comes out of converters of Word, HTML and PDF, and of table libraries."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from tests.pages.html import Html, written
from tests.pages.page import Page, Row
from tests.pages.writing import Layout, each, grid, is_line, lined, piped, texts, width_of

__all__ = ["CONVERTED"]


# All on one line


def _on_one_line(rows: list[Row]) -> Iterator[str]:
    yield _spaced(" ".join(text for row in rows for text in texts(row)))


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _glued(text: str) -> str:
    return "".join(text.split())


_IN_SPACES = lined(each(lambda row: " ".join(texts(row))))
_BY_LINES = lined(each(lambda row: "\n".join(texts(row))), between="\n")


def _in_one_cell(page: Page) -> str:
    """The article as the one cell of a layout table that was made Markdown."""
    return f"|  |\n| --- |\n| {_spaced(_IN_SPACES(page))} |"


# Commas


def _comma_rows(rows: list[Row]) -> Iterator[str]:
    return each(lambda row: _comma(grid(row)))(rows)


def _comma(cells: Sequence[str], quoting: Literal[0, 1] = csv.QUOTE_MINIMAL) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="", quoting=quoting).writerow(cells)
    return line.getvalue()


def _quoted_rows(rows: list[Row]) -> Iterator[str]:
    """Every cell in quotes, and every row as long as the longest."""
    width = width_of(rows)
    return each(lambda row: _comma(_filled(grid(row), width), csv.QUOTE_ALL))(rows)


def _filled(cells: list[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]


# Merged cells repeated


def _repeated(rows: list[Row]) -> list[list[str]]:
    """The cells of a grid, each merged one in all places that it covers."""
    above: dict[int, tuple[int, str]] = {}
    done = []
    for row in rows:
        cells: list[str] = []
        reaching: dict[int, tuple[int, str]] = {}
        for cell in row:
            cells += [cell.text] if cell.columns == 0 else []
            cells += [above.get(len(cells) + skipped, (0, ""))[1] for skipped in range(cell.gap)]
            reaching |= {len(cells) + at: (cell.rows - 1, cell.text) for at in range(cell.columns)}
            cells += [cell.text] * cell.columns
        while len(cells) in above:
            cells.append(above[len(cells)][1])
        above = {at: (left - 1, text) for at, (left, text) in above.items() if left > 1}
        above |= {at: (left, text) for at, (left, text) in reaching.items() if left}
        done.append(cells)
    return done


def _pandas_markdown(rows: list[Row]) -> Iterator[str]:
    """The numbers of the columns as header, and `nan` where a cell is empty."""
    width = width_of(rows)
    yield piped([str(number) for number in range(width)])
    yield "|" + "---:|" * width
    for cells in _repeated(rows):
        yield piped([_flat(cell) or "nan" for cell in _filled(cells, width)])


def _pandas_commas(rows: list[Row]) -> Iterator[str]:
    width = width_of(rows)
    yield _comma([str(number) for number in range(width)])
    for cells in _repeated(rows):
        yield _comma(_filled(cells, width))


def _repeated_tabs(rows: list[Row]) -> Iterator[str]:
    for cells in _repeated(rows):
        yield "\t".join(cells)


def _flat(text: str) -> str:
    return text.replace("\n", "")


# Box drawing


def _boxed(rows: list[Row]) -> Iterator[str]:
    """Cells between box lines, as browsers for terminals draw them; a cell of several lines takes several."""
    width = width_of(rows)
    cells = [[text.split("\n") for text in _filled(grid(row), width)] for row in rows]
    sizes = [max((_columns(line) for row in cells for line in row[at]), default=0) for at in range(width)]
    rule = "┼".join("─" * size for size in sizes)
    yield f"┌{rule.replace('┼', '┬')}┐"
    for number, row in enumerate(cells):
        if number:
            yield f"├{rule}┤"
        for at in range(max(map(len, row), default=0)):
            lines = [cell[at] if at < len(cell) else "" for cell in row]
            yield f"│{'│'.join(line + ' ' * (size - _columns(line)) for line, size in zip(lines, sizes, strict=True))}│"
    yield f"└{rule.replace('┼', '┴')}┘"


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(1 if character < "\u0100" else 2 for character in text)


# Markdown


def _two_rules(rows: list[Row]) -> Iterator[str]:
    """An empty header row, and a second rule below the first row."""
    width = width_of(rows)
    yield piped([""] * width)
    yield "|" + " --- |" * width
    for number, row in enumerate(rows):
        yield row[0].text if is_line(row) else piped(list(map(_flat, grid(row))))
        if number == 0:
            yield "|" + " --- |" * width


def _starred_rows(rows: list[Row]) -> Iterator[str]:
    """Words of the form in bold type, line breaks in cells as `<br>`."""
    for number, row in enumerate(rows):
        headers = {cell.text for cell in row if cell.header and cell.text}
        yield piped([f"**{_broken(text)}**" if text in headers else _broken(text) for text in grid(row)])
        if number == 0:
            yield "|" + "----|" * len(grid(row))


def _broken(text: str) -> str:
    return text.replace("\n", "<br>")


def _starred(page: Page) -> str:
    bold = Page(f"**{page.title}**", page.preamble, page.sections, page.changed)
    return lined(_starred_rows, "**{}**")(bold)


def _page_tables(rows: list[Row]) -> Iterator[str]:
    return Html().rows(rows)


# As text is taken from a PDF

PIECE = 10
"""The most characters of a label that stand on one line."""


def _around(row: Row) -> str:
    """A long label stands in pieces around its figures."""
    labels = [cell.text for cell in row if cell.header and cell.text]
    values = [cell.text for cell in row if not cell.header and cell.text]
    label = labels[-1] if labels else ""
    if not values or len(label) <= PIECE:
        return " ".join([*labels, *values])
    pieces = [label[at : at + PIECE] for at in range(0, len(label), PIECE)]
    half = (len(pieces) + 1) // 2
    return "\n".join([*labels[:-1], *pieces[:half], " ".join(values), *pieces[half:]])


def _after(row: Row) -> str:
    """The label stands after its figures, on their line."""
    return " ".join(
        [*(cell.text for cell in row if not cell.header and cell.text), *(cell.text for cell in row if cell.header)]
    ).strip()


# Numbers of list items on lines of their own

_ITEM = re.compile(r"^(\d\.)(?=\D)", re.MULTILINE)


def _items_apart(write: Callable[[Page], str]) -> Callable[[Page], str]:
    return lambda page: _ITEM.sub(r"\1\n", write(page))


# Tables after all prose


def _tables_last(page: Page) -> str:
    """What a program makes that takes first all paragraphs of a document, then all its tables."""
    blocks = [page.title, page.preamble]
    for section in page.sections:
        blocks += [section.heading, section.text]
    for section in page.sections:
        if section.rows:
            blocks.append("\n".join(each(lambda row: "\t".join(grid(row)))(section.rows)))
    return "\n\n".join(block for block in blocks if block)


def _html_in_lines(page: Page) -> str:
    """A page of which only the tables are markup: its paragraphs are lines that `<br>` ends."""
    parts = [written(f"{page.title}\n{page.preamble}")]
    for section in page.sections:
        body = "\n".join(_page_tables(section.rows)) if section.rows else written(section.text)
        parts += [body, section.heading] if section.heading_last else [section.heading, body]
    return f"<html><body><div>{'<br>'.join(part for part in parts if part)}</div></body></html>"


CONVERTED: Mapping[str, Layout] = {
    "one line": Layout(lambda page: _spaced(_IN_SPACES(page)), shows_empty=False),
    "one line, glued": Layout(lambda page: _glued(_IN_SPACES(page)), shows_empty=False, shows_borders=False),
    "tables on one line": Layout(lined(_on_one_line), shows_empty=False),
    "markdown, one cell": Layout(_in_one_cell, shows_empty=False),
    "commas": Layout(lined(_comma_rows)),
    "commas, quoted": Layout(lined(_quoted_rows), shows_ends=False),
    "commas, pandas": Layout(lined(_pandas_commas), shows_ends=False),
    "merged cells repeated": Layout(lined(_repeated_tabs)),
    "markdown, pandas": Layout(lined(_pandas_markdown), shows_ends=False, has_rules=True),
    "box drawing": Layout(lined(_boxed), shows_ends=False),
    "markdown, two rules": Layout(lined(_two_rules, "## {}"), has_rules=True),
    "markdown, bold": Layout(_starred, has_rules=True),
    "markdown, html tables": Layout(lined(_page_tables, "## {}")),
    "html, bare lines": Layout(_html_in_lines),
    "labels around figures": Layout(lined(each(_around)), shows_empty=False),
    "labels after figures": Layout(lined(each(_after)), shows_empty=False),
    "spaces, items apart": Layout(_items_apart(_IN_SPACES), shows_empty=False),
    "cell a line, items apart": Layout(_items_apart(_BY_LINES), shows_empty=False),
    "tables last": Layout(_tables_last),
}
"""The layouts that tools make, by name."""
