"""How wide characters are on a terminal: programs that draw tables there differ in what they take for wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import partial

__all__ = ["WIDTHS"]


def _width(character: str, wide: str) -> int:
    if character < "\u0100" or "\u2500" <= character <= "\u257f":
        return 1
    return 2 if wide and unicodedata.east_asian_width(character) in wide else 1


WIDTHS: tuple[Callable[[str], int], ...] = (
    partial(_width, wide="WF"),
    partial(_width, wide="WFA"),
    partial(_width, wide=""),
)
"""The width of a character: two where it is wide; two as well where it may be; one for all."""
