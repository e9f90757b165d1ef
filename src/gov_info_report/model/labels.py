"""Recognising the form's own words in print: labels of tables, headings of sections, the title."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import cache, lru_cache

from attrs import evolve, frozen

from gov_info_report.model.form import TABLES, table
from gov_info_report.model.report import REPORT_WORDS, Report
from gov_info_report.model.terms import EDITIONS, Edition, Term, terms_of

__all__ = [
    "Label",
    "LabelKind",
    "SectionHeading",
    "fold",
    "is_plain_title",
    "is_structural",
    "is_title",
    "labels_of",
    "section_heading",
    "section_label",
]

LONGEST = 120
"""No label of the form, instructions and all, is longer; what is longer is prose."""

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_ENUMERATOR = re.compile(
    rf"\s*(?:\(\s*{_NUMERAL}\s*\)|{_NUMERAL}\s*[、.,)]|\(?\d{{1,2}}\s*[.、,)]|\d{{1,2}}(?=[^\W\d_])|[)、])\s*"
)
_SECTION_NUMERAL = re.compile(r"\s*(?:第?([一二三四五六七八九十])\s*(?:[、.,:)]|部分[、.,:]?|\s(?=\S))|[)、])\s*")
_BRACKETED = re.compile(r"\([^()]*(?:\)|$)")
_NO_WORD = re.compile(r"[\W_]+")


class LabelKind(Enum):
    """What a label names."""

    ROW = "row"
    GROUP = "group"
    COLUMN = "column"
    HEADING = "heading"


@frozen
class Label:
    """A label of a table: what it names there, and in which editions of the table it stands.

    `name` is a row's or a group's path, a column's field name, and for a heading its official words.
    """

    kind: LabelKind
    name: str
    editions: frozenset[Edition]


@frozen
class SectionHeading:
    """A heading of one of the six sections: the section's name and the numeral printed before it, if any."""

    section: str
    numeral: str


def fold(text: str) -> str:
    """A label without what varies in print: width of characters, space, punctuation.

    >>> fold("（单位：万 元）"), fold("本年增/减")
    ('单位万元', '本年增减')
    """
    return _NO_WORD.sub("", unicodedata.normalize("NFKC", text))


def _reduced(text: str) -> str:
    """A label folded, and without its number and what stands in brackets."""
    plain = unicodedata.normalize("NFKC", text)
    while found := _ENUMERATOR.match(plain):
        plain = plain[found.end() :]
    return _NO_WORD.sub("", _BRACKETED.sub("", plain))


@lru_cache(maxsize=4096)
def labels_of(name: str, text: str) -> tuple[Label, ...]:
    """What a text can name in a table: every label that it matches whole, closest first; () when it is none.

    >>> [label.name for label in labels_of("requests", "(一) 予以公开")]
    ['requests.outcomes.granted']
    """
    if len(text) > LONGEST:
        return ()
    whole, reduced = _book(name)
    found = whole.get(fold(text), ())
    return found + tuple(label for label in reduced.get(_reduced(text), ()) if label not in found)


@cache
def _book(name: str) -> tuple[dict[str, tuple[Label, ...]], dict[str, tuple[Label, ...]]]:
    """The labels of a table by their folded and by their reduced words."""
    whole: dict[str, dict[tuple[LabelKind, str], Label]] = {}
    reduced: dict[str, dict[tuple[LabelKind, str], Label]] = {}

    def enter(kind: LabelKind, target: str, edition: Edition, *printed: str) -> None:
        for text in printed:
            for book, key in ((whole, fold(text)), (reduced, _reduced(text))):
                if key:
                    entry = book.setdefault(key, {})
                    known = entry.get((kind, target), Label(kind, target, frozenset()))
                    entry[kind, target] = evolve(known, editions=known.editions | {edition})

    for edition in EDITIONS:
        of = table(name, edition)
        for heading in filter(None, (of.term.corner, of.term.heading)):
            enter(LabelKind.HEADING, heading, edition, heading)
        for row in of.rows:
            parents = row.path.split(".")
            for depth, term in enumerate(row.terms[:-1], start=len(parents) - len(row.terms) + 1):
                enter(LabelKind.GROUP, ".".join(parents[:depth]), edition, term.label, *term.aliases)
            enter(LabelKind.ROW, row.path, edition, row.term.label, *row.term.aliases)
            for column in row.columns:
                enter(LabelKind.COLUMN, column.name, edition, column.term.label, *column.term.aliases)
            for term in (*row.terms, *(column.term for column in row.columns)):
                if term.heading:
                    enter(LabelKind.HEADING, term.heading, edition, term.heading)
    return (
        {key: tuple(labels.values()) for key, labels in whole.items()},
        {key: tuple(labels.values()) for key, labels in reduced.items()},
    )


# Sections and title


@cache
def _sections() -> tuple[tuple[str, Term, str, re.Pattern[str]], ...]:
    return tuple(
        (name, term, _reduced(term.label), re.compile(term.pattern)) for name, term in terms_of(Report).items()
    )


@lru_cache(maxsize=4096)
def section_heading(text: str, marked: bool = False) -> SectionHeading | None:
    """The section that a line is the heading of, `None` when it is none.

    `marked` says that the document itself marks the line as a heading; a heading without its numeral must else
    bear the form's own words.

    >>> section_heading("## 二、主动公开政府信息情况".lstrip("# "))
    SectionHeading(section='proactive', numeral='二')
    """
    if len(text) > LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", text).strip("*# \t\u3000")
    if plain.startswith("("):  # （一） numbers the parts of a section
        return None
    numbered = _SECTION_NUMERAL.match(plain)
    words = _NO_WORD.sub("", _BRACKETED.sub("", plain[numbered.end() :] if numbered else plain))
    for name, _, official, pattern in _sections():
        if words == official or ((numbered or marked or len(words) >= 8) and pattern.fullmatch(words)):
            return SectionHeading(name, (numbered[1] or "") if numbered else "")
    return None


def section_label(name: str) -> str:
    """The official heading of a section."""
    return next(term.label for section, term, _, _ in _sections() if section == name)


def is_title(text: str) -> bool:
    """Whether a line reads as the title of such a report.

    >>> is_title("青禾县水利局 2024 年政府信息公开工作年度报告")
    True
    """
    compact = "".join(text.split())
    if not 6 <= len(compact) <= 80 or any(mark in compact for mark in "。；;！？|"):
        return False
    found = REPORT_WORDS.search(compact)
    return found is not None and len(compact) - found.end() <= 12


_STRUCTURAL = re.compile(
    r"^$|^\s|\s$|^[\\#<{\[\ufeff]|[\t|〔〕]|</?[a-zA-Z!]"  # white space and the marks of the formats
    r"|^[\d\s.,，、%+\-—–―－_/／*·第共页件项条元万减增无不适用()（）]+$"  # cells, page numbers, rules
)


def is_structural(line: str) -> bool:
    """Whether a line of prose could be read as something else: a heading, a label, a cell, a row, page furniture.

    Writers escape such lines by their format's own means. The test leans to the safe side.
    """
    return is_title(line) or _is_structural_otherwise(line)


def is_plain_title(text: str) -> bool:
    """Whether a report's title can be read as one and as nothing else, so that writers need not escape it.

    >>> (
    ...     is_plain_title("青禾县水利局2024年政府信息公开工作年度报告"),
    ...     is_plain_title("年报"),
    ...     is_plain_title(""),
    ... )
    (True, False, False)
    """
    return is_title(text) and "\n" not in text and not _is_structural_otherwise(text)


def _is_structural_otherwise(line: str) -> bool:
    return (
        _STRUCTURAL.search(line) is not None
        or section_heading(line, marked=True) is not None
        or any(labels_of(name, line) for name in TABLES)
    )
