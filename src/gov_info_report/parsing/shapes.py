"""What the form says of a table's rows before any is read: their order and groups, and how many figures they have."""

from __future__ import annotations

from functools import cache

from gov_info_report.model import EDITIONS, Row, Table, table

__all__ = [
    "EITHER",
    "WHOLE_TABLE",
    "column_labels",
    "form_order_of",
    "groups_of",
    "has_row_labels",
    "rows_at",
    "width_of",
    "widths_of",
]

WHOLE_TABLE = ""
"""The path of a row that holds the figures of a whole table, as the one row of table 4 does."""

EITHER = "requests.outcomes.other"


def has_row_labels(name: str) -> bool:
    """Whether each row of a table has a label; table 4 has one row, and none."""
    return bool(table(name, EDITIONS[0]).term.corner)


@cache
def column_labels(name: str) -> dict[str, str]:
    """The form's own words for the columns of a table, by their names."""
    rows = [row for edition in EDITIONS for row in table(name, edition).rows]
    return {column.name: column.term.label for row in rows for column in row.columns}


@cache
def form_order_of(name: str) -> dict[str, int]:
    """The place of each row and group of a table in the form, both editions."""
    order: dict[str, int] = {}
    for edition in EDITIONS:
        for row in table(name, edition).rows:
            parts = row.path.split(".")
            for depth in range(2, len(parts) + 1):
                order.setdefault(".".join(parts[:depth]), len(order))
    return order


def width_of(name: str, path: str) -> int:
    """How many figures a row, or the rows of a group, have at the most."""
    return max(widths_of(name, path))


@cache
def widths_of(name: str, path: str) -> frozenset[int]:
    """How many figures a row, or the rows of a group, have in each edition."""
    return frozenset(sum(len(row.columns) for row in rows_at(table(name, edition), path)) for edition in EDITIONS)


@cache
def rows_at(of: Table, path: str) -> tuple[Row, ...]:
    """The rows of a table that a path names: one, those of a group, or all of them."""
    return tuple(row for row in of.rows if path in (row.path, WHOLE_TABLE) or row.path.startswith(f"{path}."))


@cache
def groups_of(path: str) -> tuple[str, ...]:
    """The groups that a row stands in."""
    parts = path.split(".")
    return tuple(".".join(parts[:end]) for end in range(1, len(parts)))
