"""The damages that published reports show, each a function that changes a page in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from attrs import frozen

from tests.pages import cells, columns, lines
from tests.pages.page import Page

__all__ = ["DAMAGES", "Damage"]


@frozen
class Damage:
    """A change of a page, and what a layout must show for the page to mean what it meant before.

    Where the change goes unseen, the page states something else, and states it plainly: no reader could tell.
    """

    apply: Callable[[Random, Page], None]
    needs_ends: bool = False
    """Cells are gone at the end of rows, in tables whose identities cannot tell."""
    needs_borders: bool = False
    """The number of digits in a row no longer tells the number of cells."""
    needs_names: bool = False
    """Only the header tells which columns there are."""
    needs_rules: bool = False
    """It is an accident of rows that rule off."""


def _none(random: Random, page: Page) -> None:
    """As the office meant it."""


DAMAGES: Mapping[str, Damage] = {
    "none": Damage(_none),
    # what stands in cells
    "added wrongly": Damage(cells.add_wrongly, needs_borders=True),
    "added wrongly, column lost": Damage(columns.lose_column_and_add_wrongly, needs_names=True, needs_borders=True),
    "extra subtotal": Damage(columns.add_subtotal, needs_names=True, needs_borders=True),
    "zeros as signs": Damage(cells.sign_zeros, needs_borders=True),
    "words for changes": Damage(cells.word_changes, needs_borders=True),
    "thousands apart": Damage(cells.part_thousands, needs_borders=True),
    "units in cells": Damage(cells.print_units, needs_borders=True),
    "other units in cells": Damage(cells.print_other_units, needs_borders=True),
    "zeros not filled": Damage(cells.blank_zeros, needs_borders=True),
    "only first filled": Damage(cells.only("natural_person"), needs_borders=True),
    "only totals filled": Damage(cells.only("total"), needs_borders=True),
    "only ends filled": Damage(cells.only("natural_person", "total"), needs_borders=True),
    "nothing filled": Damage(cells.nothing_filled),
    "cell blank": Damage(cells.blank_cell, needs_borders=True),
    # cells that went
    "labels only": Damage(cells.labels_only),
    "blanks dropped": Damage(cells.drop_blanks, needs_ends=True, needs_borders=True),
    "cell dropped": Damage(cells.drop_cell, needs_ends=True, needs_borders=True),
    "cell dropped, padded": Damage(cells.drop_cell_padded, needs_borders=True),
    "number split": Damage(cells.split_number, needs_borders=True),
    # columns and their names
    "columns exchanged": Damage(columns.exchange_columns, needs_names=True, needs_borders=True),
    "column lost": Damage(columns.lose_any_column, needs_names=True, needs_borders=True),
    "column lost from rows": Damage(
        columns.lose_column("other", from_header=False), needs_ends=True, needs_borders=True
    ),
    "column and ends lost": Damage(columns.lose_column_and_ends, needs_names=True, needs_borders=True),
    "header halves lost": Damage(columns.halve_headers),
    "total named above": Damage(columns.raise_total),
    "names over lines": Damage(columns.names_over_lines),
    "names over rows": Damage(columns.names_over_rows),
    # rows
    "row lost": Damage(lines.lose_row),
    "rows swapped": Damage(lines.swap_rows),
    "row shifted left": Damage(lines.shift_left),
    "row shifted right": Damage(lines.shift_right),
    "values below label": Damage(lines.values_below),
    "group without its rows' labels": Damage(lines.group_alone),
    "row repeated": Damage(lines.repeat_row),
    # lines, headings, sections
    "table broken": Damage(lines.break_table),
    "page number inside": Damage(lines.number_page),
    "rule inside": Damage(lines.repeat_rule, needs_rules=True),
    "heading lost": Damage(lines.lose_heading),
    "table before heading": Damage(lines.heading_last),
    "tables missing": Damage(lines.lose_tables),
    "sections swapped": Damage(lines.swap_sections),
    "section printed twice": Damage(lines.repeat_section),
}
"""All damages, by name. Several on a page are done in this order, so that what is printed twice is damaged before."""
