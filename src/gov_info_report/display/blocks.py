"""What is shown, as blocks that know neither notebook nor terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Literal, TypeAlias

from attrs import field, frozen

from gov_info_report.findings import Language
from gov_info_report.writers.sheet import Sheet

__all__ = [
    "Block",
    "Column",
    "Facts",
    "Fit",
    "Form",
    "Heading",
    "Legend",
    "Line",
    "Listing",
    "Look",
    "Phrase",
    "Prose",
    "Shown",
    "absent",
    "shortened",
]


class Look(StrEnum):
    """How a figure looks. The sign stands before a number; where there is no number, the words say what stands there.

    No look differs by its colour alone: not everything that shows a notebook keeps the colours.
    """

    NUMBER = "number"
    ZERO = "zero"
    WRONG = "wrong"
    OPEN = "open"
    DEDUCED = "deduced"
    NOTED = "noted"
    BLANK = "blank"
    NOT_APPLICABLE = "not-applicable"
    MISSING = "missing"
    UNREADABLE = "unreadable"

    @property
    def sign(self) -> str:
        """What marks the figure, beside its colour; "" for one that needs no mark."""
        return _WORDS[self][0] if self in _WORDS else ""

    def mark(self, language: Language = "zh") -> str:
        """What marks the figure in a language: a sign that is a Chinese word becomes an English one."""
        return self.render("en") if language == "en" and self in (Look.BLANK, Look.MISSING) else self.sign

    def render(self, language: Language = "zh") -> str:
        """What the sign means."""
        return _WORDS[self][1 + (language == "en")]


_WORDS = {
    Look.WRONG: ("×", "在多处不平的勾稽关系中，或不可能", "in several broken identities, or impossible"),
    Look.OPEN: ("≠", "在一处不平的勾稽关系中，或与他数矛盾", "in one broken identity, or contradicted"),
    Look.DEDUCED: ("∴", "由勾稽关系推出", "deduced from the identities"),
    Look.NOTED: ("※", "读取时有提示", "noted while reading"),
    Look.BLANK: ("空", "未填写", "blank"),
    Look.NOT_APPLICABLE: ("/", "不适用", "not applicable"),
    Look.MISSING: ("缺", "原文无此格", "missing"),
    Look.UNREADABLE: ("〔…〕", "不是数字", "no figure"),
}


@frozen
class Phrase:
    """Words, with the same in English beside them where there is room, and how grave they are."""

    text: str
    beside: str = ""
    look: str = ""


@frozen
class Shown:
    """A figure as it is shown: its text, its look, and the notes that explain it."""

    text: str
    look: Look
    notes: tuple[str, ...] = ()


@frozen
class Facts:
    """What is known of the whole, a label and a value each."""

    items: tuple[tuple[str, str], ...]


@frozen
class Heading:
    """A heading of the form, or above a list."""

    text: str


@frozen
class Line:
    """Something said in a line."""

    phrase: Phrase


def absent(language: Language) -> Line:
    """What is said of a section that the source has not."""
    english = "the source has no such section"
    return Line(Phrase(english, "", "absent") if language == "en" else Phrase("原文无此部分", english, "absent"))


@frozen
class Prose:
    """A section of prose; `None` where the source has none."""

    heading: str
    text: str | None
    language: Language = "zh"


@frozen
class Form:
    """A table of the form: its layout with the figures left empty, and the figures by path."""

    sheet: Sheet
    figures: Mapping[str, Shown]


def _listed(rows: Iterable[Sequence[Phrase]]) -> tuple[tuple[Phrase, ...], ...]:
    return tuple(map(tuple, rows))


Fit: TypeAlias = Literal["whole", "little", "rest"]


@frozen
class Column:
    """A heading of a list, and how wide its column is where room is scarce: its widest word, little, or the rest."""

    text: str
    fit: Fit = "whole"


@frozen
class Listing:
    """Rows below column headings, with the number of those that are left out."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Phrase, ...], ...] = field(converter=_listed)
    left_out: int = 0
    language: Language = "zh"


@frozen
class Legend:
    """What the signs mean that are shown."""

    looks: tuple[Look, ...]
    language: Language = "zh"


Block: TypeAlias = Facts | Heading | Line | Prose | Form | Listing | Legend


def shortened(text: str, longest: int) -> str:
    """A text, or its beginning and how much is left out.

    >>> shortened("水利局", 3), shortened("水利局信息公开", 3)
    ('水利局', '水利局……〔另有 4 字未显示 (4 characters not shown)〕')
    """
    if len(text) <= longest:
        return text
    more = len(text) - longest
    return f"{text[:longest]}……〔另有 {more:,} 字未显示 ({more:,} characters not shown)〕"
