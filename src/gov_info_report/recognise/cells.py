"""A cell as it is printed, and the figure that it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from gov_info_report.model.characters import NOTE_MARK, plain
from gov_info_report.model.values import DECIMALS, NUMBERS, Figure, Mark, Unreadable, figure_text, tidy

__all__ = [
    "COUNTS",
    "adds_up",
    "converts",
    "cut_figures",
    "is_figure",
    "may_have_slid",
    "printed_unit",
    "read_figure",
    "read_figures",
    "write_figure",
    "write_row",
]

MISSING, BLANK = "缺", "空"
_SMALL = {str(number): number for number in range(10_000)}
"""The numbers that nearly all cells hold, ready made: cells are read by the hundred thousand."""
COUNTS = frozenset([*_SMALL, ""])
"""What nearly all cells of a report hold: small counts, or nothing."""
_MARKS = re.compile(r"[/\\]|[-—–―─−]{1,4}|无|不适用|不涉及")
_NUMBER = re.compile(
    r"(?P<sign>[-−+]|减少?|增加?)?\s*(?P<digits>\d{1,3}(?:(?:[,，]|[^\S\n])\d{3}){1,5}(?!\d)|\d{1,18})(?P<places>\.\d{1,18})?"
)
_RUN_TOGETHER = re.compile(r"0\d")
"""Digits that are no one number: several zeros, say, from cells that lost their borders."""
_COUNTED = frozenset(["件", "项", "条", "宗", "个", "例", "份", "批", "次", "批次", "件次"])
"""Words for counted things that offices use for one another."""
_UNIT = re.compile("|".join(sorted({*_COUNTED, "万元", "元"}, key=len, reverse=True)))
_SEPARATORS = re.compile(r"[,，\s]")
_WIDE_SPACE = re.compile(r"[^\S\u2009\u202f]+")
"""What stands between figures; a thin space stands within one, between its thousands."""
_BRACKETED = re.compile(r"〔(.*)〕", re.DOTALL)
_CODED = re.compile(r"\\u([0-9a-f]{4})")
_UNSAFE = re.compile(r"[\\|<>&\s〔〕]")


def write_figure(figure: Figure) -> str:
    """What stands in the cell: a number, nothing, `/`, `〔缺〕`, or `〔…〕` around what is no figure.

    >>> write_figure(Mark.MISSING), write_figure(Unreadable("约三十"))
    ('〔缺〕', '〔约三十〕')
    """
    if isinstance(figure, Unreadable):
        return f"〔{_code(figure.raw) if figure.raw in (MISSING, BLANK) else _UNSAFE.sub(_code_found, figure.raw)}〕"
    if isinstance(figure, Mark):
        return {Mark.BLANK: "", Mark.NOT_APPLICABLE: "/", Mark.MISSING: f"〔{MISSING}〕"}[figure]
    return figure_text(figure)


def write_row(names: Sequence[str], figures: Sequence[Figure]) -> list[str]:
    """What stands in the cells of a row with these columns: nothing for a blank, if that is plain.

    Where the numbers beside it could be taken for numbers that slid, or a total is not their sum, it is written out.

    >>> write_row(["upheld", "corrected", "other"], [1, Mark.BLANK, 2])
    ['1', '', '2']
    >>> write_row(["upheld", "corrected", "other"], [1, 2, Mark.BLANK])
    ['1', '2', '〔空〕']
    """
    texts = list(map(write_figure, figures))
    doubtful = may_have_slid(texts, names) or ("" in texts and adds_up(tuple(texts), tuple(names)) is False)
    return [text or f"〔{BLANK}〕" for text in texts] if doubtful else texts


def may_have_slid(texts: Sequence[str], names: Sequence[str]) -> bool:
    """Whether the numbers of a row may stand beside their columns, over a cell that was lost.

    They may where all empty cells are at one end, or a total is empty beside more than the first of its parts. A first
    number alone has its place, and so has a total.
    """
    filled = len(texts) - texts.count("")
    if not 0 < filled < len(texts):
        return False
    totals = list(totals_of(names))
    blocks = [{bool(text) for text in texts[first : total + 1]} for first, total in totals]
    if len(blocks) > 1 and all(len(block) == 1 for block in blocks):
        return False  # whole blocks of table 4 are empty
    if (filled > 1 or not (totals or texts[0])) and (all(texts[:filled]) or all(texts[-filled:])):
        return True
    return any(not texts[total] and any(texts[first + 1 : total]) for first, total in totals)


@lru_cache(maxsize=1024)
def adds_up(texts: tuple[str, ...], names: tuple[str, ...]) -> bool | None:
    """Whether the totals of a row are the sums of what stands beside them; `None` where there is nothing to add.

    >>> adds_up(("1", "", "3"), ("upheld", "other", "total")), adds_up(("", "", "3"), ("upheld", "other", "total"))
    (False, None)
    """
    figures = [read_figure(text) for text in texts]
    counts = [0 if figure in (Mark.BLANK, Mark.NOT_APPLICABLE) else figure for figure in figures]
    told: list[bool] = []
    for first, total in totals_of(names):
        block = [count for count in counts[first : total + 1] if isinstance(count, int)]
        if len(block) == total + 1 - first and any(block) and texts[total] and any(texts[first:total]):
            told.append(sum(block) == 2 * block[-1])
    return all(told) if told else None


def totals_of(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the parts of each total among these columns begin, and where it stands."""
    first = 0
    for place, name in enumerate(names):
        if name == "total":
            yield first, place
            first = place + 1


def _code(character: str) -> str:
    return f"\\u{ord(character):04x}"


def _code_found(found: re.Match[str]) -> str:
    return _code(found[0])


def read_figures(texts: Sequence[str], units: Sequence[str]) -> tuple[Figure, ...]:
    """The figures that cells hold, each in the form's unit.

    >>> read_figures(["3", "/", "1,204"], ["", "", "件"])
    (3, <Mark.NOT_APPLICABLE: 'not_applicable'>, 1204)
    """
    if COUNTS.issuperset(texts) and "" not in texts:  # as most do
        return tuple(map(_SMALL.__getitem__, texts))
    return tuple(map(read_figure, texts, units))


def read_figure(text: str, unit: str = "") -> Figure:
    """The figure that a cell holds, in the form's unit; what is none is `Unreadable`.

    >>> read_figure("１２件", "件"), read_figure("减3"), read_figure("/"), read_figure("约三十")
    (12, -3, <Mark.NOT_APPLICABLE: 'not_applicable'>, Unreadable(raw='约三十'))
    >>> read_figure("24①"), read_figure("24²")
    (Unreadable(raw='24①'), Unreadable(raw='24²'))
    >>> read_figure("152790元", "万元")
    Decimal('15.2790')
    """
    small = _SMALL.get(text)
    if small is not None:
        return small
    figure, printed = _read(text)
    if not printed or printed == unit or not isinstance(figure, NUMBERS):
        return figure
    if printed in _COUNTED:
        return figure if unit in _COUNTED else Unreadable(text)
    if not unit:
        return figure  # the form names no unit: the number stands as it is printed
    if converts(printed, unit):
        converted = Decimal(figure).scaleb(-4)
        if converted == round(converted, DECIMALS):
            return converted
    return Unreadable(text)


def converts(printed: str, unit: str) -> bool:
    """Whether a number printed in one unit is converted to the form's: 元 where it counts 万元."""
    return (printed, unit) == ("元", "万元")


def printed_unit(text: str) -> str:
    """The unit that is printed in a cell after its number; "" when there is none.

    >>> printed_unit("43.788万元"), printed_unit("12")
    ('万元', '')
    """
    return "" if text.isascii() and text.isdigit() else _read(text)[1]


def is_figure(text: str) -> bool:
    """Whether a cell that is not empty holds a figure: a number, with a unit or without, or a mark."""
    return (
        text in _SMALL
        or (text.isascii() and text.isdigit())
        or not isinstance(_read(text)[0], Unreadable)
        or (text.startswith("〔") and text.endswith("〕"))
    )


def cut_figures(text: str) -> tuple[str, tuple[str, ...]]:
    """A line cut into its words and the figures at its end; a unit or a sign of its own belongs to its number.

    >>> cut_figures("行政许可 0 件"), cut_figures("规章 / 减 3 12")
    (('行政许可', ('0 件',)), ('规章', ('/', '减 3', '12')))
    """
    thin = "\N{THIN SPACE}" in text or "\N{NARROW NO-BREAK SPACE}" in text
    words = _WIDE_SPACE.split(text.strip()) if thin else text.split()
    figures: list[str] = []
    while words:
        if is_figure(words[-1]):
            figures.append(words.pop())
        elif len(words) > 1 and _UNIT.fullmatch(words[-1]) and _NUMBER.fullmatch(words[-2]):
            unit = words.pop()
            figures.append(f"{words.pop()} {unit}")
        elif words[-1] in ("增", "减", "增加", "减少") and figures and figures[-1][0].isdigit():
            figures[-1] = f"{words.pop()} {figures[-1]}"
        else:
            break
    return " ".join(words), tuple(reversed(figures))


@lru_cache(maxsize=4096)
def _read(text: str) -> tuple[Figure, str]:
    """The figure in a cell, and the unit printed after it."""
    words = plain(text).strip()
    if not words:
        return Mark.BLANK, ""
    if bracketed := _BRACKETED.fullmatch(text.strip()):
        if bracketed[1] in (MISSING, BLANK):
            return (Mark.MISSING if bracketed[1] == MISSING else Mark.BLANK), ""
        return Unreadable(tidy(_CODED.sub(lambda found: chr(int(found[1], 16)), bracketed[1]))), ""
    if NOTE_MARK.search(text):
        return Unreadable(text), ""
    if _MARKS.fullmatch(words):
        return Mark.NOT_APPLICABLE, ""
    number = _NUMBER.match(words)
    unit = words[number.end() :].strip() if number else ""
    if number is None or (unit and not _UNIT.fullmatch(unit)) or _RUN_TOGETHER.match(number["digits"]):
        return Unreadable(text), ""
    sign = "-" if number["sign"] in ("-", "−", "减", "减少") else ""
    digits = sign + _SEPARATORS.sub("", number["digits"])
    return (Decimal(digits + number["places"]) if number["places"] else int(digits)), unit
