"""How wide characters are on a terminal: programs that draw tables there differ in what they take for wide."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import partial

__all__ = ["WIDTHS"]

_DOUBTFUL = re.compile("[^\0-\u00ff\u2500-\u257f]")
"""What may be wide; the others, with which most of a table is drawn, are narrow to all of them."""


def _width(text: str, wide: str) -> int:
    others = _DOUBTFUL.findall(text) if wide and not text.isascii() else ()
    return len(text) + len([each for each in others if unicodedata.east_asian_width(each) in wide])


WIDTHS: tuple[Callable[[str], int], ...] = (
    partial(_width, wide="WF"),
    partial(_width, wide="WFA"),
    partial(_width, wide=""),
)
"""The width of a text: two for a character that is wide; two as well where it may be; one for all."""
