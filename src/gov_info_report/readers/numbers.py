"""How a spreadsheet prints the numbers of its cells: as they are stored, as dates, or in percent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Context, Decimal, InvalidOperation

from attrs import frozen

__all__ = ["Formats", "kind_of"]

_UNPRINTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""What a number format holds apart from its own letters: quoted text, fillers, colours and conditions."""
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_PERCENT = frozenset({9, 10})
_DIGITS = Context(prec=15)
"""As many digits as a spreadsheet keeps; what comes after them is an error of binary fractions."""


@frozen
class Formats:
    """How numbers are printed: by the number of a cell's style, as "date", "percent" or ""."""

    styles: Sequence[str]
    start: datetime

    def text(self, number: str, style: int) -> str:
        """A number as a spreadsheet prints it, its digits all of those that are stored."""
        kind = self.styles[style] if 0 <= style < len(self.styles) else ""
        try:
            value = _DIGITS.create_decimal(number.strip())
        except InvalidOperation:
            return number
        if not value.is_finite() or not -400 < value.adjusted() < 400:
            return number
        if kind == "date" and 0 <= value < 2_958_466:
            return self.date(value)
        if kind == "percent":
            return f"{_plain(value * 100)}%"
        return _plain(value)

    def date(self, days: Decimal) -> str:
        """A number of days as the day that it stands for, or the time."""
        moment = self.start + timedelta(days=int(days), seconds=round(float(days % 1) * 86_400))
        time = f"{moment.hour}:{moment.minute:02}" if days % 1 else ""
        return f"{moment.year}年{moment.month}月{moment.day}日{time}" if days >= 1 else time or "0:00"


def _plain(value: Decimal) -> str:
    return f"{value.normalize(_DIGITS) + 0:f}"


def kind_of(number: int, code: str) -> str:
    """How a number format prints, by its number and its code: "date", "percent" or ""."""
    letters = _UNPRINTED.sub("", code).lower()
    if number in _DATES or (letters != "general" and re.search("[ymdhs]", letters)):
        return "date"
    return "percent" if number in _PERCENT or "%" in letters else ""
