"""The layouts in which published reports reach a reader, each a function from a page to a source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gov_info_report.model import EDITIONS, TABLES, table
from tests.pages.converted import CONVERTED
from tests.pages.html import LAYOUT_TABLE, Html, runs
from tests.pages.page import Cell, Page, Row
from tests.pages.writing import Layout, each, grid, is_line, lined, piped, texts, width_of

__all__ = ["LAYOUTS", "Layout"]


# Pipes and tabs


def _padded(cells: Sequence[str], width: int) -> str:
    """Every cell closed by a pipe; of empty ones in a row only the first keeps a space."""
    closed = [f"{text} |" if text else "|" for text in cells] + ["|"] * (width - len(cells))
    return "".join(text if at and text == closed[at - 1] == "|" else f" {text}" for at, text in enumerate(closed))


def _padded_rows(rows: list[Row], opening: str = "") -> Iterator[str]:
    """Rows without the cells that spans cover; what they leave is padded at the end."""
    width = width_of(rows)
    return each(lambda row: (opening + _padded([cell.text for cell in row], width)).lstrip())(rows)


def _ruled_rows(rows: list[Row]) -> Iterator[str]:
    for number, text in enumerate(each(lambda row: piped(grid(row)))(rows)):
        yield text
        if number == 0:
            yield "|" + " --- |" * width_of(rows[:1])


def _small_tables(rows: list[Row]) -> Iterator[str]:
    """Each row a Markdown table of its own, its values under 数据1 to 数据6 and 总计, groups as lines before them."""
    for row in rows:
        headers = [cell.text for cell in row if cell.header and cell.text]
        values = [cell for cell in row if not cell.header]
        if len(values) > 7 and not headers:  # table 4, a block a table
            for label, block in zip(("行政复议", "未经复议直接起诉", "复议后起诉"), _blocks(values), strict=True):
                yield from _small_table([label, *[cell.text for cell in block]], 5)
        elif values or ROW_LABELS.intersection(headers[-1:]):
            yield from (f"**{group}**\n" for group in headers[:-1])
            yield from _small_table([*(headers[-1:] or [""]), *[cell.text for cell in values]], 7)
        elif is_line(row):
            yield from headers


ROW_LABELS = {row.term.label for name in TABLES for edition in EDITIONS for row in table(name, edition).rows}


def _blocks(values: Row) -> list[Row]:
    """The figures of table 4 by block; a figure without a path belongs to the block of the one before it."""
    blocks: list[Row] = []
    last = ""
    for cell in values:
        block = cell.path.rpartition(".")[0] if cell.path else last
        if block != last or not blocks:
            blocks.append([])
        blocks[-1].append(cell)
        last = block
    return blocks


def _small_table(cells: list[str], width: int) -> Iterator[str]:
    header = ["类别", *(f"数据{number}" for number in range(1, width)), "总计"]
    yield piped(header)
    yield "|" + " --- |" * len(header)
    yield piped([*cells, *[""] * (len(header) - len(cells))])
    yield ""


def _pseudo_table(page: Page) -> str:
    """The whole page as one table of pipes."""
    width = max(width_of(section.rows) for section in page.sections)

    def lines(text: str) -> list[str]:
        return [f"|{_padded([line], width)}" for line in text.split("\n") if line]

    parts = lines(page.title) + lines(page.preamble)
    for section in page.sections:
        body = list(_padded_rows(section.rows, "|")) or lines(section.text)
        head = lines(section.heading)
        parts += body + head if section.heading_last else head + body
    return "\n".join(parts)


# A cell a line


def _cells_on_lines(row: Row) -> str:
    return "\n".join(texts(row))


def _cells_apart(row: Row) -> str:
    return "\n\n".join(texts(row)) + "\n"


def _closed_cells(rows: list[Row]) -> Iterator[str]:
    """Each cell on a line of its own, closed by a pipe; the padding of a row is one line of pipes."""
    width = width_of(rows)

    def closed(row: Row) -> str:
        padding = width - len(row)
        return "\n".join([*(f"{cell.text} |".lstrip() for cell in row), *(["|" * padding] if padding else [])])

    return each(closed)(rows)


def _lone_pipes(row: Row) -> str:
    """A pipe on a line of its own between two cells; nothing between two rows."""
    return "\n|\n".join(cell.text for cell in row).replace("\n\n", "\n").strip("\n")


def _values_below(row: Row) -> str:
    """Labels on one line, values on the next."""
    labels = [cell.text for cell in row if cell.header and cell.text]
    values = [cell.text for cell in row if not cell.header]
    return "\n".join(f"{' | '.join(cells)} |" for cells in (labels, values) if cells)


def _indented(row: Row) -> str:
    return "\n".join(["|", *(f"    {text}" for text in texts(row))])


# As text is taken from a PDF

LINE_LENGTH = 16
"""The most characters of a label that stand on one line in `pdf text`."""

PAGE_LENGTH = 24
"""The lines of a table after which a page of `pdf text` ends."""


def _pdf_rows(rows: list[Row]) -> Iterator[str]:
    """Long labels stand above and below their values, the first column a character a line, page numbers between."""
    first = [cell for row in rows for cell in row[:1] if cell.rows > 5 and not cell.gap]
    tall = list(first[0].text) if first else []
    page, begun = 0, False
    for number, text in enumerate(_pdf_lines(rows, first), start=1):
        yield text
        begun = begun or text.startswith("（一）")
        if tall and begun and number % 3 == 0:
            yield tall.pop(0)
        if number % PAGE_LENGTH == 0:
            page += 1
            yield f"- {page} -"
    yield from tall


def _pdf_lines(rows: list[Row], left_out: list[Cell]) -> Iterator[str]:
    for row in rows:
        labels = [cell.text for cell in row if cell.header and cell.text and cell not in left_out]
        values = [cell.text for cell in row if not cell.header and cell.text]
        if not values or not labels:
            yield " ".join([*labels, *values])
            continue
        *before, label = labels
        pieces = [label[at : at + LINE_LENGTH] for at in range(0, len(label), LINE_LENGTH)]
        if len(pieces) == 1:
            yield " ".join([*before, label, *values])
        else:
            yield " ".join([*before, pieces[0]])
            yield " ".join(values)
            yield from pieces[1:]


def _names_apart(rows: list[Row]) -> Iterator[str]:
    """The names of columns on one line, in another order than printed: a tool took them as the file draws them."""
    names: list[str] = []
    for row in rows:
        if any(cell.path or cell.text in ROW_LABELS for cell in row) or is_line(row):
            if names:
                yield " ".join([*names[2:], *names[:2]])
            names = []
            yield " ".join(texts(row))
        else:
            names += texts(row)
    if names:
        yield " ".join(names)


LAYOUTS: Mapping[str, Layout] = {
    "cell a line, blank lines": Layout(lined(each(_cells_apart)), shows_empty=False),
    "padded open pipes": Layout(lined(_padded_rows), shows_ends=False),
    "cell a line, closing pipes": Layout(lined(_closed_cells), shows_ends=False),
    "open pipes": Layout(lined(each(lambda row: " | ".join(grid(row))))),
    "pipes": Layout(lined(each(lambda row: piped(grid(row))))),
    "pipes, space after": Layout(lined(each(lambda row: f"{piped(grid(row))} "))),
    "padded pipes": Layout(lined(lambda rows: _padded_rows(rows, "|")), shows_ends=False),
    "markdown": Layout(lined(_ruled_rows, "## {}"), has_rules=True),
    "lone pipes": Layout(lined(each(_lone_pipes))),
    "values below labels": Layout(lined(each(_values_below))),
    "indented cells": Layout(lined(each(_indented)), shows_empty=False),
    "cell a line": Layout(lined(each(_cells_on_lines), between="\n"), shows_empty=False),
    "glued cells": Layout(lined(each(lambda row: "".join(texts(row)))), shows_empty=False, shows_borders=False),
    "one pseudo-table": Layout(_pseudo_table, shows_ends=False),
    "tabs": Layout(lined(each(lambda row: "\t".join(grid(row))))),
    "spaces": Layout(lined(each(lambda row: " ".join(texts(row)))), shows_empty=False),
    "pdf text": Layout(lined(_pdf_rows), shows_empty=False),
    "spaces, names apart": Layout(lined(_names_apart), shows_empty=False, names_columns=False),
    "small tables": Layout(lined(_small_tables, "## {}"), shows_ends=False, names_columns=False),
    "html": Layout(Html()),
    "html, runs": Layout(Html(runs)),
    "html, layout table": Layout(Html(frame=LAYOUT_TABLE)),
    **CONVERTED,
}
"""All layouts, by name."""
