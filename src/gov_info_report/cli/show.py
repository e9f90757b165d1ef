"""The command `show`: the tables of a report, drawn in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import field, frozen

from gov_info_report.cli.common import console, input_format, read_or_exit
from gov_info_report.document import grid_from_spans
from gov_info_report.model import TABLES, Mark, Report, Unreadable, section_label, tables_of
from gov_info_report.writers.sheet import Sheet, SheetCell, sheet

if TYPE_CHECKING:
    import click
    from rich.text import Text

__all__ = ["command"]


def command() -> click.Command:
    """The command for click."""
    import click

    return click.Command(
        "show",
        callback=show,
        short_help="在终端显示各表。 Show the tables.",
        help="在终端显示标题、机关、年度和各表。\n\n"
        "Show title, institution, year and the tables in the terminal.\n\n"
        "Exit status: 0 shown; 2 FILE cannot be read.",
        params=[click.Argument(["file"]), input_format()],
    )


_MARKS = {Mark.BLANK: "空", Mark.NOT_APPLICABLE: "/", Mark.MISSING: "缺"}
_LEGEND = "空: 未填写 (blank)    /: 不适用 (not applicable)    缺: 原文无此格 (missing)"
_MARK_STYLE, _UNREADABLE_STYLE, _ZERO_STYLE, _LINE_STYLE = "bold yellow", "bold red", "dim", "dim"


def show(file: str, format: str | None) -> None:
    """Print a report's title, what is computed from its prose, and its tables."""
    from rich.text import Text

    report = read_or_exit(file, format).report
    screen = console(wrap=False)
    for label, value in _particulars(report):
        screen.print(Text.assemble((f"{label}  ", "dim"), value))
    sheets = {of.name: sheet(of, section) for of, section in tables_of(report)}
    for name in TABLES:
        screen.print(Text(f"\n{section_label(name)}", "bold"))
        if name in sheets:
            screen.print(_drawn(sheets[name], report, screen.width))
        else:
            screen.print(Text("原文无此部分 (the source has no such section)", _MARK_STYLE))
    paths = (cell.path for of in sheets.values() for row in of for cell in row if cell.path)
    if any(isinstance(report[path], Mark) for path in paths):
        screen.print(Text(f"\n{_LEGEND}", _MARK_STYLE))


def _particulars(report: Report) -> Iterator[tuple[str, str]]:
    period = report.period
    yield "标题", " ".join(report.title.split()) or "—"
    yield "机关", report.institution or "—"
    yield "年度", str(report.year or "—")
    yield "期限", f"{period.start} — {period.end}" if period else "—"


@frozen(eq=False)
class _Box:
    """A cell on its way to the screen: where it stands, what it covers, and its lines that are not yet drawn."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    style: str
    right: bool
    lines: list[str] = field(factory=list)


def _boxes(of: Sheet, report: Report) -> list[_Box]:
    spans = ([(cell.text, cell.row_span, cell.column_span) for cell in row] for row in of)
    return [
        _Box(row, placed.column, cell.row_span, cell.column_span, *_shown(cell, report), right=not cell.header)
        for row, (cells, resolved) in enumerate(zip(of, grid_from_spans(spans, 1).rows, strict=True))
        for cell, placed in zip(cells, resolved.cells, strict=True)
    ]


def _shown(cell: SheetCell, report: Report) -> tuple[str, str]:
    """The text of a cell and its style: every mark can be seen and is unlike a zero."""
    if cell.path is None:
        return cell.text, ""
    figure = report[cell.path]
    if isinstance(figure, Mark):
        return _MARKS[figure], _MARK_STYLE
    if isinstance(figure, Unreadable):
        return cell.text, _UNREADABLE_STYLE
    return cell.text, "" if figure else _ZERO_STYLE


def _drawn(of: Sheet, report: Report, available: int) -> Text:
    """A table with its spans, as narrow as the terminal asks for and no narrower than its figures are."""
    from rich.cells import chop_cells
    from rich.text import Text

    boxes = _boxes(of, report)
    widths = _widths(boxes, available)
    for box in boxes:
        box.lines.extend(chop_cells(box.text, _covered(widths, box.column, box.columns)))
    owners = {
        (row, column): box
        for box in boxes
        for row in range(box.row, box.row + box.rows)
        for column in range(box.column, box.column + box.columns)
    }
    lines: list[Text] = []
    for row, height in enumerate([*_heights(boxes, len(of)), 0]):
        lines.append(Text.assemble(*_line(owners, widths, row, edge=True)))
        lines.extend(Text.assemble(*_line(owners, widths, row, edge=False)) for _ in range(height))
    return Text("\n").join(lines)


def _line(
    owners: Mapping[tuple[int, int], _Box], widths: Sequence[int], row: int, edge: bool
) -> Iterator[tuple[str, str]]:
    """A line on the screen with its styles: through a row of the table, or along its upper edge."""
    column = 0
    while column < len(widths):
        box = owners.get((row, column))
        yield _joint(owners, row, column) if edge else "│", _LINE_STYLE
        if box is None or (edge and box.row == row):
            yield "─" * widths[column], _LINE_STYLE
            column += 1
        else:
            text = box.lines.pop(0) if box.lines else ""
            padding = " " * (_covered(widths, column, box.columns) - _length(text))
            yield padding + text if box.right else text + padding, box.style
            column += box.columns
    yield _joint(owners, row, column) if edge else "│", _LINE_STYLE


def _length(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)


def _covered(sizes: Sequence[int], start: int, count: int) -> int:
    """What a span covers of rows or columns of these sizes, with the lines between them."""
    return sum(sizes[start : start + count]) + count - 1


_CHARACTER = 2
"""The width of a Chinese character; columns grow by it."""


def _widths(boxes: Sequence[_Box], available: int) -> list[int]:
    """The width of each column: figures whole, and what is left given to those that need the most."""
    count = max(box.column + box.columns for box in boxes)
    least, wanted = [_CHARACTER * 2] * count, [0] * count
    for box in boxes:
        if box.columns == 1:
            wanted[box.column] = max(wanted[box.column], _length(box.text))
            if box.right:
                least[box.column] = max(least[box.column], _length(box.text))
    widths = list(least)
    while True:
        spare = available - sum(widths) - count - 1
        need = max(want / width for want, width in zip(wanted, widths, strict=True))
        neediest = [at for at in range(count) if wanted[at] / widths[at] == need]
        if need <= 1 or spare < _CHARACTER * len(neediest):
            return widths
        for at in neediest:
            widths[at] += _CHARACTER


def _heights(boxes: Sequence[_Box], count: int) -> list[int]:
    """The height of each row; a cell over several rows that needs more makes the last of them higher."""
    heights = [1] * count
    for box in sorted(boxes, key=lambda box: box.rows):
        lacking = len(box.lines) - _covered(heights, box.row, box.rows)
        heights[box.row + box.rows - 1] += max(lacking, 0)
    return heights


def _joint(owners: Mapping[tuple[int, int], _Box], row: int, column: int) -> str:
    """The character where lines meet, at the upper left corner of a place in the grid."""
    above_left, above = owners.get((row - 1, column - 1)), owners.get((row - 1, column))
    left, here = owners.get((row, column - 1)), owners.get((row, column))
    west, east = above_left is not left, above is not here
    north, south = above_left is not above, left is not here
    return " ╴╶─╵┘└┴╷┐┌┬│┤├┼"[west + 2 * east + 4 * north + 8 * south]
