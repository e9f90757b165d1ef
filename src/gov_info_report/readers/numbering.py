"""The automatic numbering of Word: what is printed before a paragraph and stands nowhere in its text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import define, field, frozen

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["VALUE", "Numbering", "W", "child_value", "numeral", "whole"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VALUE = f"{W}val"

LONGEST_PATTERN = 32
"""A longer pattern of a number is left out: printed before every paragraph, it would multiply without bounds."""

_PLACE = re.compile(r"%([1-9])")


@frozen
class _Level:
    """How the paragraphs of a level are numbered."""

    format: str = "decimal"
    pattern: str = ""
    start: int = 1
    spaced: bool = False


@define
class _List:
    """The levels of one list, and how far each of them has counted."""

    levels: dict[int, _Level]
    styles: dict[str, int]  # the level that belongs to a style of paragraphs
    counts: dict[int, int] = field(factory=dict)


@define
class Numbering:
    """The lists of a document, counting as its paragraphs go by."""

    lists: Mapping[str, _List]
    restarts: dict[str, dict[int, int]]

    @classmethod
    def of(cls, part: _Element | None) -> Numbering:
        """The lists that the numbering part of a document defines."""
        if part is None:
            return cls({}, {})
        abstract = {_value(each, "abstractNumId"): _list(each) for each in part.iterchildren(f"{W}abstractNum")}
        lists: dict[str, _List] = {}
        restarts: dict[str, dict[int, int]] = {}
        for each in part.iterchildren(f"{W}num"):
            number = _value(each, "numId")
            link = each.find(f"{W}abstractNumId")
            found = abstract.get(link.get(VALUE, "")) if link is not None else None
            if found is not None:
                lists[number] = found
                restarts[number] = {
                    _number(override, "ilvl", 0): start
                    for override in each.iterchildren(f"{W}lvlOverride")
                    if (start := _child(override, "startOverride", -1)) >= 0
                }
        return cls(lists, restarts)

    def next(self, number: str, level: int | None, style: str) -> str:
        """What is printed before the next paragraph of a list; "" where nothing is.

        Without a level of its own the paragraph has that of its style.
        """
        found = self.lists.get(number)
        if found is None:
            return ""
        if level is None:
            level = found.styles.get(style, 0)
        for restarted, start in self.restarts.pop(number, {}).items():
            found.counts[restarted] = start - 1
        shown = found.levels.get(level)
        if shown is None:
            return ""
        found.counts[level] = found.counts.get(level, shown.start - 1) + 1
        for deeper in [other for other in found.counts if other > level]:
            del found.counts[deeper]

        def counted(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            of = found.levels.get(at, _Level())
            return numeral(found.counts.get(at, of.start), of.format)

        printed = _PLACE.sub(counted, shown.pattern)
        return printed + " " if printed and (shown.spaced or printed[-1].isalnum()) else printed


def _list(abstract: _Element) -> _List:
    found = _List({}, {})
    for each in abstract.iterchildren(f"{W}lvl"):
        at = _number(each, "ilvl", 0)
        format = child_value(each, "numFmt", "decimal")
        pattern = child_value(each, "lvlText")
        if format in ("bullet", "none") or len(pattern) > LONGEST_PATTERN:
            pattern = ""
        suffix = child_value(each, "suff", "tab")
        found.levels[at] = _Level(format, pattern, _child(each, "start", 1), suffix == "space")
        style = child_value(each, "pStyle")
        if style:
            found.styles[style] = at
    return found


def _value(element: _Element, name: str) -> str:
    return element.get(W + name, "")


def _number(element: _Element, name: str, default: int) -> int:
    return whole(_value(element, name), default)


def child_value(element: _Element, name: str, default: str = "") -> str:
    """What a child of an element says; the default where there is no such child."""
    child = element.find(W + name)
    return default if child is None else child.get(VALUE, default)


def _child(element: _Element, name: str, default: int) -> int:
    return whole(child_value(element, name), default)


def whole(text: str, default: int) -> int:
    """A number that an attribute holds, not below zero; the default where it holds none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else default


# Numerals

_DIGITS = "零一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def numeral(number: int, format: str) -> str:
    """A number in one of Word's formats; in digits where the format is not known, or does not reach so far.

    >>> [numeral(12, format) for format in ("decimal", "chineseCountingThousand", "upperRoman", "lowerLetter")]
    ['12', '十二', 'XII', 'l']
    """
    if format in ("chineseCountingThousand", "chineseCounting", "japaneseCounting", "taiwaneseCountingThousand"):
        return _counted(number, _DIGITS, "十百千")
    if format in ("chineseLegalSimplified", "ideographLegalTraditional"):
        return _counted(number, _FORMAL, "拾佰仟")
    if format in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return str(number).translate(dict(zip(map(ord, "0123456789"), "〇" + _DIGITS[1:], strict=True)))
    if format == "decimalFullWidth":
        return str(number).translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    if format == "decimalZero":
        return f"{number:02}"
    if format.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if format in ("lowerRoman", "upperRoman") and 1 <= number < 4000:
        return _cased(_roman(number), format)
    if format in ("lowerLetter", "upperLetter") and 1 <= number <= 780:
        return _cased(_LETTERS[(number - 1) % 26] * ((number - 1) // 26 + 1), format)
    return str(number)


def _cased(text: str, format: str) -> str:
    return text.upper() if format.startswith("upper") else text


def _counted(number: int, digits: str, units: str) -> str:
    """A number below ten thousand as it is spoken: 十二, 一百零三; above that in digits."""
    if number >= 10_000:
        return str(number)
    spoken = ""
    for place, figure in enumerate(reversed(str(number))):
        if figure != "0":
            spoken = digits[int(figure)] + (units[place - 1] if place else "") + spoken
        elif spoken and spoken[0] != digits[0]:
            spoken = digits[0] + spoken
    if number >= 10 and spoken.startswith("一十"):
        spoken = spoken[1:]
    return spoken or digits[0]


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written
