"""A statement: what the prose says in numbers, and where it says it."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from attrs import frozen

from gov_info_report.document import Span

__all__ = ["Said", "Statement", "TextSpan"]


class Said(StrEnum):
    """In what way a count is stated; only what is `COUNT` can be held against the tables."""

    COUNT = "count"
    """The number of the report's own year and office."""
    ABOUT = "about"
    """近, 余, 超过, 左右: the number is not meant to be exact."""
    PART = "part"
    """其中, 含: a part of the figure."""
    OTHER_YEAR = "other-year"
    """Another year's number, or that of some months."""
    OTHER_SCOPE = "other-scope"
    """全县, 各部门: more than the office itself."""
    OTHER_MATTER = "other-matter"
    """Proposals, letters, calls: nothing that the form counts."""


@frozen(order=True)
class TextSpan:
    """A range of characters in the text of a section, counted from 0; `source` is its place in the source, if known.

    Where the source does not print the line as it is, that is the place of the line.
    """

    section: str
    start: int
    end: int
    source: Span | None = None

    def __str__(self) -> str:
        return f"{self.section}[{self.start}:{self.end}]"


@frozen
class Statement:
    """One count that the prose states.

    Attributes:
        path: The figure, or the row or group of rows, that it speaks of; `None` where the form has no such figure.
        value: The number, 0 where the prose says that there was none; amounts in the figure's own unit.
        kind: Whether it can be held against the tables, and if not, why.
        span: Where it stands.
        text: The sentence, as printed.
        readings: What it may stand for, the most likely first: each the paths of figures whose sum it would be.
    """

    path: str | None
    value: int | Decimal
    kind: Said
    span: TextSpan
    text: str
    readings: tuple[tuple[str, ...], ...] = ()
