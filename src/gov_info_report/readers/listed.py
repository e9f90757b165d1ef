"""Tables that programs print as lists and objects, as JSON and Python write them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from gov_info_report.document import Budget, Cell, GridRow, row_of
from gov_info_report.model import tidy
from gov_info_report.readers.lines import Finder, Found, Lines
from gov_info_report.readers.records import certain_rows, rows_of
from gov_info_report.readers.tables import table_blocks
from gov_info_report.recognise import is_divided_row

__all__ = ["FINDER"]

_OBJECT = re.compile(r"""\s*(?:\[\s*)?\{\s*["'\d]""")
"""How an object begins, or a list of such."""
_BEGINNING = re.compile(r"""\s*\[\s*(?:[\[("']|None\b|null\b|nan\b|-?\d|$)""")
_TOKEN = re.compile(
    r"""\s*(?:(?P<open>[\[({])|(?P<close>[\])}])|(?P<comma>[,:])|"(?P<double>(?:[^"\\\n]|\\.)*)"|'(?P<single>(?:[^'\\\n]|\\.)*)'"""
    r"""|(?P<bare>[^\s,:\[\](){}"']+))"""
)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))")
_ESCAPES = {"n": "\n", "r": "\n", "t": " "}
_NOTHING = frozenset({"None", "null", "nan", "NaN"})
_MOST_LINES = 3000
"""A table is printed on so many lines at the most."""
_MOST_FAILURES = 20
"""After so many brackets that begin no table the text is none of tables."""


class _Told(NamedTuple):
    """A cell: its text, and from where to where it stands in the lines put together."""

    text: str
    start: int
    end: int


def _find(lines: Lines, budget: Budget) -> Iterator[Found]:
    """The tables of a text that are lists of cells, or lists of such lists: brackets and what they need is consumed."""
    at = failures = 0
    while at < len(lines.texts) and failures < _MOST_FAILURES:
        line = lines.texts[at]
        begun = ("[" in line and _BEGINNING.match(line)) or ("{" in line and _OBJECT.match(line))
        table = _table(lines, at, budget) or _objects(lines, at, budget) if begun else None
        if table is not None:
            yield table
            at = table.after
            continue
        failures += bool(begun)
        at += 1


def _table(lines: Lines, first: int, budget: Budget) -> Found | None:
    """The table that begins on a line; lists that follow each other are one."""
    texts = lines.texts[first : first + _MOST_LINES]
    starts = list(accumulate([len(text) + 1 for text in texts], initial=0))
    page = "\n".join(texts)
    rows: list[list[_Told]] = []
    end = 0
    while _BEGINNING.match(page, end):
        read = _rows(page, end, budget)
        after = read[1] if read is not None else end
        if read is None or (after < len(page) and page[after] != "\n"):
            break
        rows += read[0]
        end = after + 1
    if not any(is_divided_row([cell.text for cell in row]) for row in rows):
        return None
    budget.spend_cells(sum(map(len, rows)))
    made = [_row(lines, row, first, starts) for row in rows]
    return Found(first, first + bisect_right(starts, end - 1), table_blocks(made, exact=True))


def _objects(lines: Lines, first: int, budget: Budget) -> Found | None:
    """The table that an object is which begins on a line, or a list of objects, or what one of them holds."""
    page = "\n".join(lines.texts[first : first + _MOST_LINES])
    read = _value(page, budget)
    if read is None or page[read[1] : read[1] + 1].strip(",\n"):
        return None
    value, end = read
    held = [value, *(value.values() if isinstance(value, dict) else ())]
    rows = next((rows for each in held if (rows := rows_of(each)) and certain_rows(rows)), None)
    if rows is None:
        return None
    budget.spend_cells(sum(map(len, rows)))
    place = lines.place(first, 0, len(lines.texts[first]))
    made = [row_of([Cell(text, column, place) for column, text in enumerate(row)]) for row in rows]
    return Found(first, first + page.count("\n", 0, end) + 1, table_blocks(made, exact=True))


def _value(page: str, budget: Budget) -> tuple[object, int] | None:
    """The value with which a text begins, numbers as they are printed, and where it ends; `None` when there is none."""
    at = 0
    held: list[tuple[bool, list[object]]] = []
    while token := _TOKEN.match(page, at):
        at = token.end()
        budget.check_time()
        kind = token.lastgroup or ""
        if kind == "open":
            held.append((token["open"] == "{", []))
            continue
        if kind == "comma" or not held:
            continue
        if kind == "close":
            keyed, values = held.pop()
            value: object = dict(zip(map(str, values[::2]), values[1::2], strict=False)) if keyed else values
            if not held:
                return value, at
        else:
            value = _printed(token[kind]) if kind != "bare" or token[kind] not in _NOTHING else ""
        held[-1][1].append(value)
    return None


def _rows(page: str, at: int, budget: Budget) -> tuple[list[list[_Told]], int] | None:
    """The rows of the list that begins at a place, and where it ends; `None` when there is none."""
    rows: list[list[_Told]] = []
    row: list[_Told] = []
    depth = 0
    while token := _TOKEN.match(page, at):
        at = token.end()
        budget.check_time()
        kind = token.lastgroup or ""
        if kind in ("open", "close") and token[0][-1] in "{}":
            return None  # an object
        if kind in ("open", "close"):
            depth += 1 if kind == "open" else -1
            if row:
                rows.append(row)
                row = []
            if not depth:
                return rows, at + (page[at : at + 1] == ",")
        elif kind != "comma":
            text = token[kind] if kind != "bare" or token[kind] not in _NOTHING else ""
            row.append(_Told(_printed(text).strip(), *token.span(kind)))
    return None


def _printed(text: str) -> str:
    """What a string prints."""
    return tidy(_ESCAPE.sub(_character, text)) if "\\" in text else text


def _character(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _ESCAPES.get(found[3], found[3])


def _row(lines: Lines, row: list[_Told], first: int, starts: list[int]) -> GridRow:
    cells = []
    for column, told in enumerate(row):
        line = bisect_right(starts, told.start) - 1
        place = lines.place(first + line, told.start - starts[line], told.end - starts[line])
        cells.append(Cell(told.text, column, place))
    return row_of(cells)


FINDER = Finder(re.compile(r"[\[{]"), _find)
"""Tables printed as lists."""
