"""Which rows and cells of a page a damage falls on."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve as changed

from gov_info_report.model import EDITIONS, table
from tests.pages.page import Cell, Row

__all__ = [
    "APPLICANTS",
    "LEGAL_PERSONS",
    "empty",
    "keep",
    "plain",
    "with_figures",
]


APPLICANTS = table("requests", EDITIONS[0]).rows[0].columns


LEGAL_PERSONS = next(column.term.heading for column in APPLICANTS if column.term.heading)


def with_figures(rows: list[Row]) -> list[int]:
    return [number for number, row in enumerate(rows) if any(cell.path for cell in row)]


def plain(rows: list[Row]) -> list[int]:
    """Rows that no group begins with, so that they can go or move without taking a group's label along."""
    return [number for number in with_figures(rows) if all(cell.rows == 1 for cell in rows[number])]


def keep(rows: list[Row], kept: Callable[[Cell], bool]) -> None:
    rows[:] = [[cell for cell in row if kept(cell)] for row in rows]


def empty(rows: list[Row], emptied: Callable[[Cell], bool]) -> None:
    rows[:] = [[changed(cell, text="") if cell.path and emptied(cell) else cell for cell in row] for row in rows]
