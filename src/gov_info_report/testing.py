"""Hypothesis strategies for reports, for our property tests and for those of other projects (extra `testing`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from html import escape
from typing import Any

from attrs import evolve as changed
from attrs import frozen

from gov_info_report.errors import MissingExtraError
from gov_info_report.model import (
    EDITIONS,
    SECTIONS,
    TABLES,
    Edition,
    Figure,
    Kind,
    Mark,
    OtherMatters,
    Overview,
    Problems,
    Report,
    Table,
    Unreadable,
    blank,
    evolve,
    section_label,
    table,
    tables_of,
)
from gov_info_report.writers.sheet import SheetCell, sheet

try:
    from hypothesis import strategies as st
    from hypothesis.strategies import DrawFn, SearchStrategy
except ImportError as error:  # pragma: no cover - the tests have hypothesis
    raise MissingExtraError("gov_info_report.testing needs hypothesis: pip install gov_info_report[testing]") from error

__all__ = [
    "DAMAGES",
    "LAYOUTS",
    "DamagedReport",
    "consistent_reports",
    "damaged_reports",
    "figures",
    "prose",
    "reports",
]

# Figures, prose, reports

_COUNTS = st.one_of(st.just(0), st.integers(0, 30), st.integers(0, 10**6), st.integers(1 - 10**18, 10**18 - 1))
_AMOUNTS = st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=4)


def _text(**bounds: int) -> SearchStrategy[str]:
    """Any text that a report can hold."""
    return st.text(
        st.one_of(
            st.sampled_from("一二三（）()、。：0123456789 \u3000|\\#<>&*_-—/〔〕缺\n\u2028\ufeff规章总计其他"),
            st.characters(exclude_categories=["Cs", "Cc"]),
        ),
        **bounds,
    )


def figures() -> SearchStrategy[Figure]:
    """Any value that a cell can hold: counts, amounts, each mark, and unreadable text."""
    return st.one_of(
        _COUNTS, _AMOUNTS, st.sampled_from(Mark), st.builds(Unreadable, st.one_of(_text(max_size=12), prose()))
    )


def prose() -> SearchStrategy[str]:
    """Text that a report may hold, much of it looking like headings, labels, rows, marks and page furniture."""
    labels = [section_label(name) for name in SECTIONS]
    labels += [row.term.label for name in TABLES for edition in EDITIONS for row in table(name, edition).rows]
    lines = st.one_of(
        st.sampled_from(labels),
        st.sampled_from(_FURNITURE),
        st.builds("{}{}{}".format, st.sampled_from(labels), st.sampled_from("：。 |\\\n"), _text(max_size=8)),
        _text(max_size=20),
        st.sampled_from(_SENTENCES),
    )
    return st.lists(lines, max_size=5).map("\n".join)


_FURNITURE = (
    "", "0", "- 5 -", "第 3 页", "|", "| 规章 | 0 | 0 | 0 |", "规章 0 0 0", "---", "| --- | --- |", "# 标题", "## 二、",
    "{", "<table><tr><td>0</td></tr></table>", "&nbsp;", "\\", "\\\\一、总体情况", "〔缺〕", "/", "无",
    "**一、总体情况**", "青禾县水利局2024年政府信息公开工作年度报告", "  ", "\u3000\u3000一是", "<br>", "<!-- -->",
    "</p>", "[1]: x", "0.5", "减3",
)  # fmt: skip
_SENTENCES = (
    "（一）主动公开。全年通过政府网站发布信息 128 条。",
    "一是完善目录；二是加强审核。",
    "本报告所列数据的统计期限自2024年1月1日起至2024年12月31日止。",
    "全年未收取信息处理费。",
    "收到申请 3 件，均已办结。",
)


@st.composite
def reports(draw: DrawFn, edition: Edition | None = None) -> Report:
    """Any report that the constructors accept: hostile prose, absent sections, every kind of figure."""
    chosen = draw(st.sampled_from(EDITIONS)) if edition is None else edition
    proactive = draw(st.sampled_from(EDITIONS)) if edition is None else edition
    filled = changed(blank(chosen), proactive=blank(proactive).proactive)
    paths = [path for of, _ in tables_of(filled) for path in of.paths]
    background: Figure = draw(st.sampled_from([0, *Mark]))
    filled = evolve(filled, dict.fromkeys(paths, background))
    filled = evolve(filled, draw(st.dictionaries(st.sampled_from(paths), figures(), max_size=12)))
    absent = draw(st.sets(st.sampled_from(SECTIONS), max_size=5))
    written = changed(
        filled,
        title=draw(st.one_of(st.just(""), st.sampled_from(_TITLES), prose())),
        preamble=draw(prose()),
        overview=Overview(draw(prose())),
        problems=Problems(draw(prose())),
        other_matters=OtherMatters(draw(prose())),
    )
    without: dict[str, Any] = dict.fromkeys(absent)
    return changed(written, **without)


_TITLES = ("青禾县水利局2024年政府信息公开工作年度报告", "南亭市档案馆 2020 年度 政府信息公开年报")


@st.composite
def consistent_reports(draw: DrawFn, edition: Edition | None = None) -> Report:
    """Reports as an office means them: every cell filled, every identity kept, title and period of one year."""
    chosen = draw(st.sampled_from(EDITIONS)) if edition is None else edition
    year = draw(st.integers(2021, 2025) if chosen == 2021 else st.integers(2019, 2020))
    filled = blank(chosen)
    for of, _ in tables_of(filled):
        filled = evolve(filled, draw(_consistent(of)))
    return changed(
        filled,
        title=f"青禾县水利局{year}年政府信息公开工作年度报告",
        preamble=f"本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
        overview=Overview("（一）主动公开。按照要求公开各类信息。\n（二）依申请公开。依法办理申请。"),
        problems=Problems("公开的时效有待提高，将加强培训。"),
        other_matters=OtherMatters(f"{year}年未收取信息处理费。"),
    )


@st.composite
def _consistent(draw: DrawFn, of: Table) -> dict[str, int | Decimal]:
    """Figures for a table: some counts drawn, the sums computed."""
    kinds = {path: column.term.kind for row in of.rows for path, column in zip(row.paths, row.columns, strict=True)}
    drawn = draw(st.dictionaries(st.sampled_from(of.paths), st.integers(0, 400), max_size=14))
    values: dict[str, int | Decimal] = {
        path: Decimal(drawn.get(path, 0)) / 8 if kind is Kind.AMOUNT else drawn.get(path, 0)
        for path, kind in kinds.items()
    }
    for row in of.rows:
        for column, path in zip(row.columns, row.paths, strict=True):
            if row.term.sums:
                group = row.path.rpartition(".")[0] + "."
                parts = [other for other in of.rows if other.path.startswith(group) and other is not row]
                values[path] = sum(values[other.paths[column.index]] for other in parts)
    _balance(of, values)
    for row in of.rows:
        for column, path in zip(row.columns, row.paths, strict=True):
            if column.term.sums:
                values[path] = sum(values[other] for other in row.paths if other != path)
    return values


def _balance(of: Table, values: dict[str, int | Decimal]) -> None:
    """Let what came in be what went out: the first row of the balance takes what the others leave."""
    sides = {sign: [row for row in of.rows if row.term.balance == sign] for sign in (1, -1)}
    for column in of.rows[0].columns if sides[1] else ():
        out = sum(values[row.paths[column.index]] for row in sides[-1])
        first, *others = sides[1]
        for row in others:
            values[row.paths[column.index]] = min(values[row.paths[column.index]], out)
            out -= values[row.paths[column.index]]
        values[first.paths[column.index]] = out


# Damaged documents


@frozen
class DamagedReport:
    """A document of a consistent report, laid out in some way and damaged in some way, with what it still prints.

    `printed` has a figure for every path: `Mark.MISSING` where the document has no cell for it any more.
    """

    source: str
    layout: str
    damage: str
    report: Report
    printed: Mapping[str, Figure]


@frozen
class _Cell:
    """A cell as laid out: its text, the figure's path, the empty cells before it, and its spans."""

    text: str
    path: str | None
    gap: int
    columns: int
    rows: int
    header: bool


_Rows = list[list[_Cell]]


@st.composite
def damaged_reports(
    draw: DrawFn,
    edition: Edition | None = None,
    layouts: Sequence[str] | None = None,
    damages: Sequence[str] | None = None,
) -> DamagedReport:
    """Consistent reports in the layouts and with the damages that published reports show, and what they still print."""
    report = draw(consistent_reports(edition))
    layout = draw(st.sampled_from(layouts or list(LAYOUTS)))
    damage = draw(st.sampled_from(damages or list(DAMAGES)))
    laid = {of.name: list(_laid(sheet(of, section))) for of, section in tables_of(report)}
    order = list(SECTIONS)
    DAMAGES[damage](draw, laid, order)
    there = {cell.path for rows in laid.values() for row in rows for cell in row if cell.path and cell.text}
    empty = {cell.path for rows in laid.values() for row in rows for cell in row if cell.path and not cell.text}
    printed = {
        path: report[path] if path in there else Mark.BLANK if path in empty else Mark.MISSING
        for of, _ in tables_of(report)
        for path in of.paths
    }
    return DamagedReport(LAYOUTS[layout](report, laid, order), layout, damage, report, printed)


def _laid(printed: Sequence[Sequence[SheetCell]]) -> Iterator[list[_Cell]]:
    free: dict[int, int] = {}
    for number, row in enumerate(printed):
        column = end = 0
        cells: list[_Cell] = []
        for cell in row:
            while free.get(column, 0) > number:
                column += 1
            cells.append(_Cell(cell.text, cell.path, column - end, cell.column_span, cell.row_span, cell.header))
            for at in range(column, column + cell.column_span):
                free[at] = number + cell.row_span
            column = end = column + cell.column_span
        yield cells


# Layouts

_Laid = Mapping[str, _Rows]
_Layout = Callable[[Report, _Laid, Sequence[str]], str]


def _blocks(report: Report, laid: _Laid, order: Sequence[str]) -> Iterator[tuple[str, str, _Rows]]:
    """Heading, prose and rows of each section, in the order given; a section given as "-name" has lost its heading."""
    yield "", f"{report.title}\n{report.preamble}", []
    for entry in order:
        name = entry.removeprefix("-")
        heading = "" if entry.startswith("-") else section_label(name)
        yield heading, "" if name in laid else getattr(report, name).text, laid.get(name, [])


def _lines(row: Sequence[_Cell]) -> list[str]:
    """The cells of a row as a grid shows them, spans as empty cells."""
    return [text for cell in row for text in [*[""] * cell.gap, cell.text, *[""] * (cell.columns - 1)]]


def _as_lines(join: Callable[[list[str]], str], ruled: bool = False) -> _Layout:
    def layout(report: Report, laid: _Laid, order: Sequence[str]) -> str:
        parts: list[str] = []
        for heading, text, rows in _blocks(report, laid, order):
            lines = [join(_lines(row)) if row else "" for row in rows]
            if ruled and lines:
                lines.insert(1, "|" + " --- |" * len(_lines(rows[0])))
            parts += [f"## {heading}" if ruled and heading else heading, text, "\n".join(lines)]
        return "\n\n".join(part for part in parts if part)

    return layout


def _as_html(report: Report, laid: _Laid, order: Sequence[str]) -> str:
    parts = ["<!DOCTYPE html><html><body>"]
    for heading, text, rows in _blocks(report, laid, order):
        parts += [f"<h2>{heading}</h2>"] if heading else []
        parts += [f"<p>{escape(line)}</p>" for line in text.split("\n") if line]
        if rows:
            parts.append("<table>")
            for row in rows:
                cells = (f'<td rowspan="{cell.rows}" colspan="{cell.columns}">{escape(cell.text)}</td>' for cell in row)
                parts.append(f"<tr>{''.join(cells)}</tr>")
            parts.append("</table>")
    return "\n".join([*parts, "</body></html>"])


LAYOUTS: Mapping[str, _Layout] = {
    "tabs": _as_lines("\t".join),
    "pipes": _as_lines(lambda cells: f"| {' | '.join(cells)} |"),
    "open pipes": _as_lines(" | ".join),
    "markdown": _as_lines(lambda cells: f"| {' | '.join(cells)} |", ruled=True),
    "html": _as_html,
}
"""The layouts of `damaged_reports`, by name."""


# Damages

_Damage = Callable[[DrawFn, dict[str, _Rows], list[str]], None]


def _rows_with_figures(rows: _Rows) -> list[int]:
    return [number for number, row in enumerate(rows) if any(cell.path for cell in row)]


def _plain_rows(rows: _Rows) -> list[int]:
    """Rows that no group begins with, so that they can go or move without taking a group's label along."""
    return [number for number in _rows_with_figures(rows) if all(cell.rows == 1 for cell in rows[number])]


def _no_damage(draw: DrawFn, laid: dict[str, _Rows], order: list[str]) -> None:
    """As the office meant it."""


def _lose_row(draw: DrawFn, laid: dict[str, _Rows], order: list[str]) -> None:
    rows = laid[draw(st.sampled_from(["proactive", "requests"]))]
    del rows[draw(st.sampled_from(_plain_rows(rows)))]


def _repeat_row(draw: DrawFn, laid: dict[str, _Rows], order: list[str]) -> None:
    rows = laid[draw(st.sampled_from(["proactive", "requests"]))]
    number = draw(st.sampled_from(_plain_rows(rows)))
    rows.insert(number, rows[number])


def _swap_rows(draw: DrawFn, laid: dict[str, _Rows], order: list[str]) -> None:
    rows = laid["requests"]
    pairs = [(one, one + 1) for one in _plain_rows(rows) if one + 1 in _plain_rows(rows)]
    one, other = draw(st.sampled_from([(a, b) for a, b in pairs if rows[a][0].gap == rows[b][0].gap]))
    rows[one], rows[other] = rows[other], rows[one]


def _lose_column(draw: DrawFn, laid: dict[str, _Rows], order: list[str]) -> None:
    """The column 其他 of table 3 is gone from header and rows."""
    of = table("requests", EDITIONS[0])
    name, label = next((c.name, c.term.label) for c in of.rows[0].columns if c.name == "other")
    groups = {column.term.heading for column in of.rows[0].columns if column.term.heading}
    for number, row in enumerate(laid["requests"]):
        kept = [cell for cell in row if not _ends(cell, name) and not (cell.header and cell.text == label)]
        wide = {*groups, of.term.heading}
        laid["requests"][number] = [
            changed(cell, columns=cell.columns - 1) if cell.text in wide else cell for cell in kept
        ]


def _lose_column_and_ends(draw: DrawFn, laid: dict[str, _Rows], order: list[str]) -> None:
    """The column 其他 is gone, and the rows whose label takes a cell more have lost 总计 too."""
    _lose_column(draw, laid, order)
    for number, row in enumerate(laid["requests"]):
        if sum(cell.gap for cell in row[:1]) >= 2 or sum(cell.header for cell in row) == 3:
            laid["requests"][number] = [cell for cell in row if not _ends(cell, "total")]


def _ends(cell: _Cell, name: str) -> bool:
    return cell.path is not None and cell.path.endswith(f".{name}")


def _blank_cell(draw: DrawFn, laid: dict[str, _Rows], order: list[str]) -> None:
    rows = laid[draw(st.sampled_from(TABLES))]
    number = draw(st.sampled_from(_rows_with_figures(rows)))
    place = draw(st.sampled_from([at for at, cell in enumerate(rows[number]) if cell.path]))
    rows[number] = [changed(cell, text="") if at == place else cell for at, cell in enumerate(rows[number])]


def _drop_cell(draw: DrawFn, laid: dict[str, _Rows], order: list[str]) -> None:
    """A middle cell is dropped, and the numbers after it slide left."""
    rows = laid[draw(st.sampled_from(TABLES))]
    wide = [number for number in _rows_with_figures(rows) if sum(bool(cell.path) for cell in rows[number]) > 2]
    number = draw(st.sampled_from(wide))
    places = [at for at, cell in enumerate(rows[number]) if cell.path][1:-1]
    place = draw(st.sampled_from(places))
    rows[number] = [cell for at, cell in enumerate(rows[number]) if at != place]


def _only_ends(draw: DrawFn, laid: dict[str, _Rows], order: list[str]) -> None:
    """Only 自然人 and 总计 are filled."""
    for number, row in enumerate(laid["requests"]):
        laid["requests"][number] = [
            changed(cell, text="")
            if cell.path and not _ends(cell, "natural_person") and not _ends(cell, "total")
            else cell
            for cell in row
        ]


def _values_below(draw: DrawFn, laid: dict[str, _Rows], order: list[str]) -> None:
    """A row's figures stand on the line after their label."""
    rows = laid["requests"]
    number = draw(st.sampled_from(_plain_rows(rows)))
    labels = [cell if not cell.path else changed(cell, text="", path=None) for cell in rows[number]]
    values = [cell for cell in rows[number] if cell.path]
    rows[number : number + 1] = [labels, values]


def _break_table(draw: DrawFn, laid: dict[str, _Rows], order: list[str]) -> None:
    """An empty line stands inside the table."""
    rows = laid["requests"]
    rows.insert(draw(st.sampled_from(_rows_with_figures(rows))), [])


def _shift_row(draw: DrawFn, laid: dict[str, _Rows], order: list[str]) -> None:
    """A row starts one cell further left than its neighbours."""
    rows = laid["requests"]
    number = draw(st.sampled_from([at for at in _rows_with_figures(rows) if rows[at][0].gap]))
    first, *others = rows[number]
    rows[number] = [changed(first, gap=first.gap - 1), *others]


def _lose_heading(draw: DrawFn, laid: dict[str, _Rows], order: list[str]) -> None:
    name = draw(st.sampled_from(TABLES))
    order[order.index(name)] = f"-{name}"


def _swap_sections(draw: DrawFn, laid: dict[str, _Rows], order: list[str]) -> None:
    one, other = draw(st.lists(st.integers(0, len(order) - 1), min_size=2, max_size=2, unique=True))
    order[one], order[other] = order[other], order[one]


DAMAGES: Mapping[str, _Damage] = {
    "none": _no_damage,
    "row lost": _lose_row,
    "row repeated": _repeat_row,
    "rows swapped": _swap_rows,
    "column lost": _lose_column,
    "column and ends lost": _lose_column_and_ends,
    "cell blank": _blank_cell,
    "cell dropped": _drop_cell,
    "only ends filled": _only_ends,
    "values below label": _values_below,
    "table broken": _break_table,
    "row shifted": _shift_row,
    "heading lost": _lose_heading,
    "sections swapped": _swap_sections,
}
"""The damages of `damaged_reports`, by name; each changes the rows and the order of the sections in place."""
