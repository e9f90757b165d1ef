"""Tables among values: which lists and objects are rows of cells, and what they hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain

from gov_info_report.model import tidy
from gov_info_report.readers.decoding import clean
from gov_info_report.recognise import is_divided_row

__all__ = ["WORDS", "cell_of", "certain_rows", "is_cell", "rows_of"]

WORDS = re.compile("[\u3400-\u9fff]")
"""A key with such a character is printed; others are names that programs use."""


def is_cell(value: object) -> bool:
    """Whether a value can stand in a cell."""
    return value is None or isinstance(value, str | int | float)


def cell_of(value: object) -> str:
    """What a cell prints that holds a value."""
    return "" if value is None else tidy(clean(str(value))[0].strip())


def rows_of(value: object) -> list[list[str]]:
    """The rows of a table that a value is; none where it is no table."""
    if isinstance(value, Mapping) and all(isinstance(each, Mapping) for each in value.values()):
        records = [{"": key, **each} for key, each in value.items()]
        rows = _records(records) if len(records) > 1 else []
        return max(rows, _turned(rows), key=certain_rows) if rows and _is_numbered(rows[0][1:]) else rows
    if not isinstance(value, list) or not value:
        return []
    if all(isinstance(row, list) and row and all(map(is_cell, row)) for row in value):
        return [list(map(cell_of, row)) for row in value]
    told = isinstance(value[0], list) and all(isinstance(name, str) for name in value[0])
    names, records = (value[0], value[1:]) if told else (None, value)
    if not records or not all(isinstance(row, Mapping) for row in records):
        return []
    return _cells(records) or _records(records, names)


def _is_numbered(names: Sequence[str]) -> bool:
    return all(name.isdecimal() and len(name) < _LONGEST_NUMBER for name in names)


_LONGEST_NUMBER = 9


def _turned(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The rows of a table that is told by its columns."""
    return [list(row) for row in zip(*rows, strict=True)]


def certain_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many rows are such beyond doubt, with a number before them or without."""
    return sum(1 for row in rows if is_divided_row(row) or is_divided_row(row[1:]))


def _cells(records: Sequence[Mapping[str, object]]) -> list[list[str]]:
    """The rows of a table whose cells are told each with the numbers of its row and column; none where they are not."""
    names = [name for words in _PLACES if (name := _named(records[0], words)) is not None]
    if len(names) < len(_PLACES):
        return []
    told = [tuple([each.get(name) for name in names]) for each in records]
    cells = {
        (row, column): cell_of(text) for row, column, text in told if isinstance(row, int) and isinstance(column, int)
    }
    rows, columns = sorted({row for row, _ in cells}), sorted({column for _, column in cells})
    if len(rows) * len(columns) > _SPARSEST * len(cells):
        return []
    return [[cells.get((row, column), "") for column in columns] for row in rows]


_SPARSEST = 16
"""A table that tells only one in more cells than this is none."""


_PLACES = (
    re.compile("row(?!.*span)", re.IGNORECASE),
    re.compile("col(?!.*span)", re.IGNORECASE),
    re.compile("text|content|value"),
)
"""What programs call the row, the column and the words of a cell."""


def _named(record: Mapping[str, object], words: re.Pattern[str]) -> str | None:
    """The first name in a record that has such words in it."""
    return next((name for name in record if words.search(name)), None)


def _records(records: Sequence[Mapping[str, object]], names: Sequence[str] | None = None) -> list[list[str]]:
    """A row a record below the keys that all of them have; none where they are no cells, or names of programs.

    The columns stand in the order of `names`, of their numbers, or of the first record.
    """
    names = list(records[0]) if names is None else names
    first = [name for name in names if name in ("", "index")]
    if _is_numbered([name for name in names if name not in first]):
        names = [*first, *sorted([name for name in names if name not in first], key=int)]
    if len(names) < 2 or any(set(record) != set(names) for record in records):
        return []
    if not all(map(is_cell, chain.from_iterable(record.values() for record in records))):
        return []
    if not any(WORDS.search(name) or name.isdecimal() for name in names):
        return []
    header = ["" if name == "index" else name for name in names]
    return [header, *[[cell_of(record[name]) for name in names] for record in records]]
