"""Recognising the labels of tables in print, however they are spelled."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from enum import Enum
from functools import cache, lru_cache

from attrs import evolve, frozen

from gov_info_report.model.aliases import labels_at, on_new_aliases
from gov_info_report.model.characters import in_words_of_form
from gov_info_report.model.form import table
from gov_info_report.model.terms import EDITIONS, Edition
from gov_info_report.recognise.cells import cut_figures

__all__ = [
    "LONGEST",
    "Label",
    "LabelKind",
    "Part",
    "bears_label",
    "begins_label",
    "fold",
    "label_words",
    "labels_of",
    "nearest_row",
    "parts_of",
    "reduced",
    "split_labels",
    "unbracketed",
]

LONGEST = 120
"""No label of the form, instructions and all, is longer; what is longer is prose."""

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_ENUMERATOR = re.compile(
    rf"\s*(?:\(\s*{_NUMERAL}\s*\)|{_NUMERAL}\s*[、.,)]|\(?\d{{1,2}}\s*[.、,)]|\d{{1,2}}(?=[^\W\d_])|[)、])\s*"
)
_BRACKETED = re.compile(r"\([^()]*(?:\)|$)")
_INSIDE = re.compile(r"\(([^()]+)\)?$")
_NO_WORD = re.compile(r"[\W_]+")


class LabelKind(Enum):
    """What a label names."""

    ROW = "row"
    GROUP = "group"
    COLUMN = "column"
    HEADING = "heading"


@frozen(cache_hash=True)
class Label:
    """A label of a table: what it names there, and in which editions of the table it stands.

    `name` is a row's or a group's path, a column's field name, and for a heading its official words.
    """

    kind: LabelKind
    name: str
    editions: frozenset[Edition]


def fold(text: str) -> str:
    """A label without what varies in print: form and width of characters, space, punctuation.

    >>> fold("（单位：万 元）"), fold("本年增/减")
    ('单位万元', '本年增减')
    """
    return _NO_WORD.sub("", in_words_of_form(text))


def reduced(text: str) -> str:
    """A label folded, and without its number and what stands in brackets."""
    return unbracketed(_unnumbered(text))


def _unnumbered(text: str) -> str:
    words = in_words_of_form(text)
    while found := _ENUMERATOR.match(words):
        words = words[found.end() :]
    return words


def unbracketed(words: str) -> str:
    """Plain words without space, punctuation, and what stands in brackets."""
    return _NO_WORD.sub("", _BRACKETED.sub("", words))


@lru_cache(maxsize=4096)
def labels_of(name: str, text: str) -> tuple[Label, ...]:
    """What a text can name in a table: every label that it matches whole, closest first; () when it is none.

    >>> [label.name for label in labels_of("requests", "(一) 予以公开")]
    ['requests.outcomes.granted']
    """
    if len(text) > LONGEST:
        return ()
    by_whole, by_reduced = _book(name)
    found = by_whole.get(fold(text), ())
    found += tuple(label for label in by_reduced.get(reduced(text), ()) if label not in found)
    if found and found[0].kind is LabelKind.HEADING and (inside := _INSIDE.search(in_words_of_form(text))):
        return by_reduced.get(reduced(inside[1]), ()) + found  # 行政诉讼（复议后起诉） names a block
    return found


@cache
def _book(name: str) -> tuple[dict[str, tuple[Label, ...]], dict[str, tuple[Label, ...]]]:
    """The labels of a table by their folded and by their reduced words."""
    whole: dict[str, dict[tuple[LabelKind, str], Label]] = {}
    by_reduced: dict[str, dict[tuple[LabelKind, str], Label]] = {}

    def enter(kind: LabelKind, target: str, edition: Edition, *printed: str) -> None:
        for text in printed:
            for book, key in ((whole, fold(text)), (by_reduced, reduced(text))):
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
                path = ".".join(parents[:depth])
                enter(LabelKind.GROUP, path, edition, *labels_at(path, term))
            enter(LabelKind.ROW, row.path, edition, *labels_at(row.path, row.term))
            for column in row.columns:
                enter(LabelKind.COLUMN, column.name, edition, *labels_at(name, column.term, column.name))
            for term in (*row.terms, *(column.term for column in row.columns)):
                if term.heading:
                    enter(LabelKind.HEADING, term.heading, edition, term.heading)
    return (
        {key: tuple(labels.values()) for key, labels in whole.items()},
        {key: tuple(labels.values()) for key, labels in by_reduced.items()},
    )


@lru_cache(maxsize=4096)
def split_labels(name: str, text: str) -> tuple[str, ...]:
    """The labels of a table that a text is made of, one after the other; () where anything else is among them.

    >>> split_labels("proactive", "信息内容本年制发件数 本年废止件数")
    ('信息内容', '本年制发件数', '本年废止件数')
    """
    folded = fold(text)
    if len(text) > 4 * LONGEST or not _any_labels(name).fullmatch(folded):
        return ()
    return tuple(_one_label(name).findall(folded))


@lru_cache(maxsize=8192)
def bears_label(name: str, text: str, or_figures: bool = False) -> bool:
    """Whether a line is made of labels of a table, perhaps with figures after them; or of figures alone, if asked.

    >>> bears_label("proactive", "规章 0 0 0"), bears_label("proactive", "制定规章 3 件")
    (True, False)
    """
    if len(text) > 4 * LONGEST:
        return False
    words, _ = cut_figures(text)
    if not words:
        return or_figures and bool(text.strip())
    head = words.rstrip("0123456789.")
    return bool(labels_of(name, head) or split_labels(name, head))


@cache
def _any_labels(name: str) -> re.Pattern[str]:
    return re.compile(f"(?:{_one_label(name).pattern})+")


@cache
def _one_label(name: str) -> re.Pattern[str]:
    """A pattern of every folded label of a table, the longest first."""
    keys = {key for book in _book(name) for key in book}
    return re.compile("|".join(map(re.escape, sorted(keys, key=len, reverse=True))))


@lru_cache(maxsize=4096)
def begins_label(name: str, path: str, text: str) -> bool:
    """Whether a text is the label of a row or a group, or the beginning of it.

    >>> begins_label("requests", "requests.outcomes.refused.enforcement_files", "7.属于行政执")
    True
    """
    if len(text) > LONGEST:
        return False
    books = zip(_book(name), (fold(text), fold(_unnumbered(text))), strict=True)
    return any(
        words and key.startswith(words) and any(label.name == path for label in labels)
        for book, words in books
        for key, labels in book.items()
    )


def label_words(name: str) -> frozenset[str]:
    """The words of every label of a table, folded: whole, and without number and brackets."""
    whole, by_reduced = _book(name)
    return frozenset((*whole, *by_reduced))


@frozen
class Part:
    """A label of which words are a part, and whether they begin it."""

    label: Label
    begins: bool


@lru_cache(maxsize=8192)
def parts_of(name: str, text: str) -> tuple[Part, ...]:
    """The labels of a table that a text is a part of, as a line break or a narrow cell leaves it.

    >>> [part.label.name for part in parts_of("requests", "行政机关不")]
    ['requests.outcomes.other.not_corrected', 'requests.outcomes.other.fee_unpaid']
    """
    if len(text) > LONGEST:
        return ()
    found: dict[Label, bool] = {}
    for book, words in zip(_book(name), (fold(text), fold(_unnumbered(text))), strict=True):
        for key, labels in book.items() if words else ():
            if words in key:
                begins = key.startswith(words)
                found.update({label: begins or found.get(label, False) for label in labels})
    return tuple(Part(label, begins) for label, begins in found.items())


FEWEST_BEGINNING = 6
"""So many characters at the beginning of a label tell it, if no other label begins with them."""


@lru_cache(maxsize=4096)
def nearest_row(name: str, text: str) -> Label | None:
    """The row of a table whose label a text resembles, where it resembles one closely and no other as much.

    The beginning of a label resembles it, since long labels are broken over lines.

    >>> nearest_row("requests", "7.属于行政执法按卷").name
    'requests.outcomes.refused.enforcement_files'
    >>> nearest_row("requests", "2.申请人逾期未按收费").name
    'requests.outcomes.other.fee_unpaid'
    """
    words = reduced(text) if len(text) <= LONGEST else ""
    if len(words) < 4:
        return None
    if len(words) >= FEWEST_BEGINNING:
        begun = {
            label.name: label
            for key, labels in _book(name)[1].items()
            if key.startswith(words)
            for label in labels
            if label.kind is LabelKind.ROW
        }
        if len(begun) == 1:
            return begun.popitem()[1]
    characters = set(words)
    likeness: dict[str, tuple[float, Label]] = {}
    for key, labels in _book(name)[1].items():
        if 2 * len(characters.intersection(key)) >= len(key):
            ratio = SequenceMatcher(None, words, key, autojunk=False).ratio()
            for label in labels:
                if label.kind is LabelKind.ROW:
                    likeness[label.name] = max(likeness.get(label.name, (0.0, label)), (ratio, label), key=_first)
    ranked = sorted(likeness.values(), key=_first, reverse=True)
    if not ranked or ranked[0][0] < 0.75 or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.1):
        return None
    return ranked[0][1]


def _first(ranked: tuple[float, Label]) -> float:
    return ranked[0]


_MADE = (_book, _any_labels, _one_label, labels_of, split_labels, bears_label, begins_label, parts_of, nearest_row)
for _made in _MADE:
    on_new_aliases(_made.cache_clear)
