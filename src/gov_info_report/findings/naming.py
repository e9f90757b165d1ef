"""What people call a figure, a row, a column, a table or a section of the form, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal, TypeAlias

from attrs import frozen

from gov_info_report.document import Span
from gov_info_report.findings.glosses import column_gloss, field_words, row_gloss
from gov_info_report.model import EDITIONS, SECTIONS, TABLES, Column, Row, Table, section_label, table

__all__ = ["Language", "figures_name", "is_figure", "line_name", "section_name", "span_name", "table_name"]

Language: TypeAlias = Literal["zh", "en"]

MOST_ROWS = 3
"""So many rows are named; of more the number is said."""

LONGEST_LABEL = 24
"""The most characters of a label; some labels of the form are sentences."""


@lru_cache(maxsize=4096)
def figures_name(paths: tuple[str, ...], language: Language = "zh") -> str:
    """Figures, rows, tables or sections as a person points them out.

    Args:
        paths: Paths of figures, or of rows, groups of rows, tables and sections as prefixes.
        language: "zh" for the words of the form, "en" for its English glosses.

    Returns:
        Their name; "" for no path. What the form does not know is named by its path.

    >>> figures_name(("requests.outcomes.unavailable.not_held.natural_person",))
    '表三“（四）无法提供—1.本机关不掌握相关政府信息”行、自然人列'
    >>> figures_name(("requests.outcomes.unavailable.not_held.natural_person",), "en")
    'table 3, row "unavailable - not held", column "natural person"'
    """
    by_section: dict[str, list[str]] = {}
    for path in dict.fromkeys(paths):
        by_section.setdefault(path.partition(".")[0], []).append(path)
    named = (_within(section, inside, language) for section, inside in by_section.items())
    return ("；" if language == "zh" else "; ").join(named)


@lru_cache(maxsize=4096)
def line_name(paths: tuple[str, ...], language: Language = "zh") -> str:
    """The row, the block or the column that all of these figures stand in; without one, their `figures_name`.

    >>> line_name(("requests.received.other", "requests.carried_in.other"))
    '表三其他列'
    """
    spots = [_spots()[path] for path in paths if path in _spots()]
    if spots and len(spots) == len(paths):
        first = spots[0]
        if all(spot.line.path == first.line.path for spot in spots):
            return _joined(first.table, [first.line.name(language)], language)
        if all(spot.column.name == first.column.name and spot.table == first.table for spot in spots):
            return _joined(first.table, [_columns([first.column], language)], language)
    return figures_name(paths, language)


def is_figure(path: str) -> bool:
    """Whether a path is that of a figure of the form, and no row or table.

    >>> is_figure("requests.received.total"), is_figure("requests.received")
    (True, False)
    """
    return path in _spots()


def table_name(paths: Sequence[str], language: Language = "zh") -> str:
    """The table that the first of these figures stands in, or the section where that has no table.

    >>> table_name(["requests.received.total"]), table_name(["disputes"], "en")
    ('表三', 'table 4')
    """
    name = paths[0].partition(".")[0] if paths else ""
    if name not in TABLES:
        return section_name(paths, language)
    return f"表{section_label(name)[0]}" if language == "zh" else f"table {SECTIONS.index(name) + 1}"


def section_name(paths: Sequence[str], language: Language = "zh") -> str:
    """The section that the first of these paths stands in, by its heading; what stands before them all is 前言.

    >>> section_name(["problems"]), section_name(["problems"], "en")
    ('“五、存在的主要问题及改进情况”', 'section 5 (problems)')
    """
    name = paths[0].partition(".")[0] if paths else ""
    if name == "preamble" and language == "zh":
        return "前言"
    if name not in SECTIONS:
        return name
    if language == "zh":
        return f"“{section_label(name)}”"
    return f"section {SECTIONS.index(name) + 1} ({field_words(name)})"


def span_name(span: Span, language: Language = "zh") -> str:
    """A place in the source as a person finds it: in a row of a table the cell that it is there, where that is known.

    >>> span_name(Span(table=2, row=5, column=4, cell=2)), span_name(Span(line=12, column=3), "en")
    ('第2个表格第5行第2格', 'line 12, character 3')
    """
    inside = (span.row, span.column if span.cell is None else span.cell)
    unit = ("列", "column") if span.cell is None else ("格", "cell")
    if language == "zh":
        page = f"第{span.page}页" if span.page is not None else ""
        if span.table is not None:
            return f"{page}第{span.table}个表格第{inside[0]}行第{inside[1]}{unit[0]}"
        return str(span)
    parts = [f"page {span.page}"] if span.page is not None else []
    if span.table is not None:
        parts += [f"table {span.table}", f"row {inside[0]}", f"{unit[1]} {inside[1]}"]
    elif span.block is not None:
        parts.append(f"paragraph {span.block}")
    elif span.line is not None:
        parts += [f"line {span.line}", f"character {span.column}"]
    return ", ".join(parts)


# What stands in a table


@frozen
class _Line:
    """A row of a table, a block of table 4, or a group of rows: its path, its name, and how many figures it has.

    A group that one edition has as a row counts as that row.
    """

    path: str
    chinese: str
    english: str
    is_block: bool
    width: int

    def name(self, language: Language) -> str:
        """The line as it is called, and what it is."""
        if language == "zh":
            return f"“{self.chinese}”{'栏' if self.is_block else '行'}"
        return f'{"block" if self.is_block else "row"} "{self.english}"'


@frozen
class _Spot:
    """Where a figure stands."""

    table: str
    line: _Line
    column: Column


def _within(section: str, paths: list[str], language: Language) -> str:
    """The name of what lies in one section."""
    if section not in TABLES:
        return section_name([section], language) if section in SECTIONS else "、".join(paths)
    if section in paths:
        return table_name([section], language)
    parts: dict[_Line, list[Column]] = {}
    strange: list[str] = []
    for path in paths:
        if (spot := _spots().get(path)) is not None:
            parts.setdefault(spot.line, []).append(spot.column)
        elif (line := _lines().get(path)) is not None:
            parts.setdefault(line, [])
        else:
            strange.append(path)
    names = [line.name(language) for line in parts]
    columns = {column.name: column for each in parts.values() for column in each}
    if strange or any(len(each) != len(columns) for each in parts.values()):
        named = [_line_with_columns(line, each, language) for line, each in parts.items()]
        return _joined(section, [*_first(named, parts, language), *strange], language)
    if not columns or all(line.width == len(columns) for line in parts):
        return _joined(section, _first(names, parts, language), language)
    if _are_all_rows(section, {line.path for line in parts}):
        return _joined(section, [_columns([*columns.values()], language)], language)
    between = "、" if language == "zh" else ", "
    rows = ("、" if language == "zh" else "; ").join(_first(names, parts, language))
    return _joined(section, [f"{rows}{between}{_columns([*columns.values()], language)}"], language)


def _first(named: Sequence[str], parts: dict[_Line, list[Column]], language: Language) -> list[str]:
    """The first of the rows, and how many rows and cells there are in all."""
    first = list(named[:MOST_ROWS])
    if len(named) > MOST_ROWS:
        cells = sum(len(columns) or line.width for line, columns in parts.items())
        first[-1] += f"等 {len(parts)} 行 {cells} 格" if language == "zh" else f" … ({len(parts)} rows, {cells} cells)"
    return first


def _joined(section: str, named: Sequence[str], language: Language) -> str:
    """A table and what is named in it."""
    of = table_name([section], language)
    return of + "，".join(named) if language == "zh" else f"{of}, {'; '.join(named)}"


def _line_with_columns(line: _Line, columns: Sequence[Column], language: Language) -> str:
    if len(columns) in (0, line.width):
        return line.name(language)
    between = "、" if language == "zh" else ", "
    return f"{line.name(language)}{between}{_columns(columns, language)}"


def _columns(columns: Sequence[Column], language: Language) -> str:
    if language == "zh":
        return f"{'、'.join(_short(column.term.label) for column in columns)}列"
    named = ", ".join(f'"{column_gloss(column)}"' for column in columns)
    return f"column{'s' * (len(columns) > 1)} {named}"


def _are_all_rows(section: str, paths: set[str]) -> bool:
    """Whether these are the rows of a table whose rows have the same columns."""
    return any(of.term.heading and paths == {row.path for row in of.rows} for of in _tables(section))


def _tables(section: str) -> Iterator[Table]:
    return (table(section, edition) for edition in EDITIONS)


@cache
def _spots() -> dict[str, _Spot]:
    """Where each figure of the form stands, by path."""
    spots: dict[str, _Spot] = {}
    for name in TABLES:
        for of in _tables(name):
            for row in of.rows:
                for column, path in zip(row.columns, row.paths, strict=True):
                    spots.setdefault(path, _Spot(name, _row(name, row), column))
    return spots


@cache
def _lines() -> dict[str, _Line]:
    """Each row, and each group of rows, by path."""
    lines: dict[str, _Line] = {}
    for name in TABLES:
        rows = [row for of in _tables(name) for row in of.rows]
        for row in rows:
            lines.setdefault(row.path, _row(name, row))
        for row in rows:
            for depth in range(1, len(row.terms)):
                path = ".".join(row.path.split(".")[: depth + 1])
                width = sum(len(each.columns) for each in table(name, row.edition).rows if each.path.startswith(path))
                lines.setdefault(path, _line(name, row, depth, width))
    return lines


def _row(name: str, row: Row) -> _Line:
    """A row of an edition; it is as wide as it is in either, so that a figure is named alike in both."""
    rows = (each for of in _tables(name) for each in of.rows if each.path == row.path)
    return _line(name, row, len(row.terms), max(len(each.columns) for each in rows))


def _line(name: str, row: Row, depth: int, width: int) -> _Line:
    """A row by its labels down to a depth. The outermost group is not said where there are others within it."""
    path = row.path.split(".")[: depth + 1]
    both = list(zip(path[1:], row.terms, strict=False))
    both = both[1:] if depth > 1 else both
    labels = [_short(term.label) for _, term in both]
    if row.terms[0].heading and name == "disputes":
        labels.insert(0, row.terms[0].heading)
    chinese = "—".join(labels)
    english = " - ".join(row_gloss(field, term) for field, term in both)
    return _Line(".".join(path), chinese, english, name == "disputes", width)


def _short(label: str) -> str:
    """A label without the explanation in brackets at its end, cut where it is a sentence."""
    opening = label.rfind("（")
    label = label[:opening] if label.endswith("）") and opening > 0 else label
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…"
