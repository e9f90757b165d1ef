"""The tokens that the grammar is written in: one for a heading, a piece of prose, or a row of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from lark import Token

from gov_info_report.document import Cell, Passage, Span
from gov_info_report.model import EDITIONS, SECTIONS, TABLES, Edition, Row, table

__all__ = ["FormToken", "form_order", "heading_terminal", "row_terminal", "text_name", "text_terminal"]

TITLE, PREAMBLE = "TITLE", "PREAMBLE"


class FormToken(Token):
    """A token whose value is a part of the model: `True` for a heading, a text, a row with its figures.

    `paths` and `cells` are those of a row's figures, `passages` those of a text, `raw` is what is printed, `first` the
    first thing of it, which says where it stands. Lark's own positions are left out: places in a source are ours to
    carry.
    """

    __slots__ = ("cells", "first", "passages", "paths", "raw")
    value: Any
    paths: tuple[str, ...]
    cells: tuple[Cell | None, ...]
    raw: str
    first: Cell | Passage | None
    passages: Sequence[Passage]
    start_pos = end_pos = line = column = end_line = end_column = None

    def __new__(
        cls,
        terminal: str,
        value: object,
        paths: tuple[str, ...] = (),
        cells: tuple[Cell | None, ...] = (),
        raw: str = "",
        first: Cell | Passage | None = None,
        passages: Sequence[Passage] = (),
    ) -> FormToken:
        """Make a token without asking the value for its text, as lark's own would."""
        token = str.__new__(cls, "")
        token.type = terminal
        token.value = value
        token.paths, token.cells, token.raw, token.first, token.passages = paths, cells, raw, first, passages
        return token

    @property
    def place(self) -> Span | None:
        """Where it stands."""
        return None if self.first is None else self.first.span


def heading_terminal(section: str) -> str:
    """The token of a section's heading."""
    return section.upper()


def text_terminal(section: str) -> str:
    """The token of a section's prose."""
    return f"{section.upper()}_TEXT"


def text_name(terminal: str) -> str:
    """The title, the preamble or the section whose text a token is."""
    return terminal.removesuffix("_TEXT").lower()


@cache
def row_terminal(row: Row) -> str:
    """The token of a row: its own name and that of its group; with the edition where the editions' rows differ."""
    name = "_".join(row.path.split(".")[-2:]).upper()
    editions_differ = len({table(row.path.split(".")[0], edition).cls for edition in EDITIONS}) > 1
    return f"{name}_{row.edition}" if editions_differ else name


@cache
def form_order(proactive: Edition, requests: Edition) -> dict[str, int]:
    """The place of every token in the form's order, for the editions of its two tables."""
    return {terminal: place for place, terminal in enumerate(_in_order({"proactive": proactive, "requests": requests}))}


def _in_order(editions: dict[str, Edition]) -> Iterator[str]:
    yield TITLE
    yield PREAMBLE
    for section in SECTIONS:
        yield heading_terminal(section)
        if section in TABLES:
            for row in table(section, editions.get(section, EDITIONS[0])).rows:
                yield row_terminal(row)
        else:
            yield text_terminal(section)
