"""What can stand in a cell of the form: a number, a mark, or something that is no figure."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from attrs import Attribute, field, frozen

__all__ = ["LIMIT", "NUMBERS", "Figure", "Mark", "Unreadable", "check_figure", "check_text", "figure_text", "tidy"]

LIMIT = 10**18
"""Figures lie strictly between -LIMIT and LIMIT, so that they fit a 64-bit column."""

DECIMALS = 18
"""The most decimals that a figure may have."""

_FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Mark(StrEnum):
    """Why there is no number in a cell. A mark is never a zero."""

    BLANK = "blank"
    """The cell is there and empty."""
    NOT_APPLICABLE = "not_applicable"
    """The cell holds a sign for "does not apply": `/`, `—`, `-`, 无, 不适用."""
    MISSING = "missing"
    """The source has no such cell."""


def check_text(instance: object, attribute: Attribute[str], value: str) -> None:
    """Refuse what no format can carry: surrogates, and control characters other than line feed."""
    if not isinstance(value, str):
        raise TypeError(f"{attribute.name} must be str, not {type(value).__name__}")
    found = _FORBIDDEN.search(value)
    if found:
        raise ValueError(
            f"{attribute.name} holds the control character {found[0]!r} at position {found.start()}; "
            "only line feeds are allowed"
        )


def tidy(text: str) -> str:
    r"""A text without what `check_text` refuses: a tab becomes a space, any other such character U+FFFD.

    >>> tidy("行政\t许可")
    '行政 许可'
    """
    if _FORBIDDEN.search(text) is None:
        return text
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text.replace("\t", " "))


@frozen
class Unreadable:
    """A cell that holds something which is no figure, kept as it was printed.

    >>> Unreadable("约三十")
    Unreadable(raw='约三十')
    """

    raw: str = field(validator=check_text)


Figure: TypeAlias = int | Decimal | Mark | Unreadable
"""The value of a cell: counts are `int`, amounts `int` or `Decimal`; a mark or `Unreadable` stands for no number."""


NUMBERS = (int, Decimal)
"""The types of a figure that is a number."""


def check_figure(name: str, value: object) -> None:
    """Raise `TypeError` or `ValueError` unless the value may stand in a cell."""
    kind = type(value)
    if kind is int:
        if not -LIMIT < value < LIMIT:  # type: ignore[operator]  # narrowed by the line above
            raise ValueError(f"{name} must lie between -10^18 and 10^18")
    elif isinstance(value, Decimal) and kind is Decimal:
        exponent = value.as_tuple().exponent
        if not value.is_finite() or not -LIMIT < value < LIMIT or not isinstance(exponent, int) or exponent < -DECIMALS:
            raise ValueError(f"{name} must be finite, below 10^18, with at most {DECIMALS} decimal places: {value}")
    elif not isinstance(value, Mark | Unreadable):
        raise TypeError(f"{name} must be int, Decimal, Mark or Unreadable, not {kind.__name__}")


def figure_text(value: int | Decimal) -> str:
    """A number as it is printed in a cell: digits, perhaps a minus and a decimal point, never an exponent.

    >>> figure_text(Decimal("1.50")), figure_text(Decimal("2E+3"))
    ('1.50', '2000')
    """
    return str(value) if isinstance(value, int) else format(value, "f")
