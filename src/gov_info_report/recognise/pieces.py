"""What is printed in a table as pieces: labels, figures and words, each with all that it can be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache, lru_cache
from itertools import compress, count
from typing import NamedTuple

from gov_info_report.document import Cell
from gov_info_report.model import on_new_aliases, plain
from gov_info_report.recognise.cells import COUNTS, cut_figures, is_figure
from gov_info_report.recognise.labels import LONGEST, Label, LabelKind, fold, label_words, labels_of, parts_of

__all__ = ["PAGE_NUMBER", "Piece", "PieceKind", "pieces_of", "taken_apart"]

PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–]\s*\d{1,4}\s*[-—–]|第\s*\d{1,4}\s*页(?:\s*[/／,，]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}"
    r"|page\s*\d{1,4}(?:\s*of\s*\d{1,4})?)\s*",
    re.IGNORECASE,
)
"""What stands at the end of a page, and is no figure."""


class PieceKind(Enum):
    """What a piece can be."""

    FIGURE = "figure"
    """A number, a mark, or an empty cell."""
    GLUED = "glued"
    """Digits of several figures, or of one, that stand against a label."""
    LABEL = "label"
    WORDS = "words"
    """A part of a label, a misprinted one, or what the form does not know."""
    PAGE = "page"
    """A page number."""


class Piece(NamedTuple):
    """A cell, or a part of one, and what it can be; `labels` are those that it is whole, closest first."""

    kind: PieceKind
    cell: Cell
    labels: tuple[Label, ...] = ()


def pieces_of(name: str, cells: Sequence[Cell]) -> list[Piece]:
    """The pieces of the cells of a row of table `name`, or of a line of its text, in the order of print.

    A label that the cells of a row cut into parts is one piece. Where a cell of a row has several figures, so has one
    whose space might else stand between thousands.
    """
    pieces: list[Piece] = []
    broken = 0
    shared = len(cells) > 1 and any(_holds_several(cell.text) for cell in cells)
    for cell in cells:
        apart = taken_apart(name, cell.text)
        if shared and " " in cell.text and is_figure(cell.text):
            pieces += [Piece(PieceKind.FIGURE, Cell(word, cell.column, cell.place)) for word in cell.text.split()]
        elif len(apart) == 1:
            kind, _, labels = apart[0]
            pieces.append(Piece(kind, cell, labels))
            broken += kind is PieceKind.WORDS
        else:
            pieces += [Piece(kind, Cell(words, cell.column, cell.place), labels) for kind, words, labels in apart]
    return _joined(name, pieces) if broken > 1 or (broken and len(pieces) > 1) else pieces


def _holds_several(text: str) -> bool:
    """Whether a cell holds several numbers, which are no thousands of one."""
    return " " in text and not is_figure(text) and all(map(str.isdecimal, text.split()))


def _runs_together(text: str) -> bool:
    """Whether digits must be several figures: no number begins with a 0, and no count has so many."""
    return len(text) > 1 and text.isdecimal() and (text[0] == "0" or len(text) > LONGEST_NUMBER)


LONGEST_NUMBER = 12


def ends_in_figure(text: str) -> bool:
    """Whether a figure, or a sign such as `/`, stands after the words of a label, which leaves aside what follows it.

    So does one within a bracket that a line break left open.
    """
    last = text[-1]
    return (last in _MARKS or last.isdecimal()) and len(words := text.split()) > 1 and is_figure(words[-1])


_MARKS = frozenset("/／\\-—–―−")


def _joined(name: str, pieces: list[Piece]) -> list[Piece]:
    """Words side by side that are one label together are one piece."""
    joined: list[Piece] = []
    at = 0
    while at < len(pieces):
        together = ""
        ends: list[int] = []
        while at + len(ends) < len(pieces) and len(together) <= LONGEST:
            piece = pieces[at + len(ends)]
            if piece.kind is not PieceKind.WORDS:
                break
            together += piece.cell.text
            ends.append(len(together))
        for number in range(len(ends), 1, -1):
            words = together[: ends[number - 1]]
            if labels := labels_of(name, words):
                first = pieces[at].cell
                joined.append(Piece(PieceKind.LABEL, Cell(words, first.column, first.place), labels))
                at += number
                break
        else:
            joined.append(pieces[at])
            at += 1
    return joined


Apart = tuple[PieceKind, str, tuple[Label, ...]]


@lru_cache(maxsize=8192)
def taken_apart(name: str, text: str) -> tuple[Apart, ...]:
    """What is printed together in one cell or line: its labels, figures and other words.

    Labels and small numbers recur from table to table, so that most of what is printed is known already.
    """
    if not text or is_figure(text):
        return ((PieceKind.GLUED if _runs_together(text) else PieceKind.FIGURE, text, ()),)
    if not ends_in_figure(text) and (whole := labels_of(name, text)):
        return ((PieceKind.LABEL, text, whole),)
    if PAGE_NUMBER.fullmatch(text):
        return ((PieceKind.PAGE, text, ()),)
    head, figures = cut_figures(text)
    labels = labels_of(name, head) if head else ()
    if not head or labels:
        before: tuple[Apart, ...] = ((PieceKind.LABEL, head, labels),) if head else ()
        return (*before, *((PieceKind.FIGURE, figure, ()) for figure in figures))
    return tuple(_scanned(name, text)) or ((PieceKind.WORDS, text, ()),)


# Labels and figures side by side

_ORDINAL_BEFORE = re.compile(
    r"(?:[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)]|[一二三四五六七八九十]\s*[、.．]|(?<!\d)\d\s*[.．、)）]|\d[.．、])\s*$"
)
LONGEST_ORDINAL = 16
_GLUED_BEFORE = re.compile(r"[^\W_]$|[:：]\s*$")
"""What stands before a figure, and not before the number of a label."""
_OPENING, _CLOSING = frozenset("（(“‘\"'「『"), frozenset("）)”’\"'」』")
_INSIDE = r"(?:(?!\s+\d+(?:\s+\d|\s*$))[^（()）])"
"""What stands within brackets; not several figures, or one at the end, which a label that was broken has within."""
_BRACKET_AFTER = re.compile(
    rf"\s*(?![（(]\s*[一二三四五六七八九十]{{1,3}}\s*[）)])[（(]{_INSIDE}{{0,60}}(?![\d\s]){_INSIDE}{{1,60}}[）)]?"
)


def _scanned(name: str, text: str) -> Iterator[Apart]:
    """The labels in a text, wherever they begin and end, and what stands between them."""
    at = 0
    for start, end, labels in _labels_in(name, text):
        yield from _between(name, text, at, start)
        yield PieceKind.LABEL, text[start:end].strip(), labels
        at = end
    yield from _between(name, text, at, len(text))


def _labels_in(name: str, text: str) -> Iterator[tuple[int, int, tuple[Label, ...]]]:
    """Where labels begin and end in a text, with the number before one and the brackets after it."""
    folded, places = _folded(text)
    last = 0
    matches = list(_any_label(name).finditer(folded))
    for at, found in enumerate(matches):
        start, end = places[found.start()], places[found.end() - 1] + 1
        until = places[matches[at + 1].start()] if at + 1 < len(matches) else len(text)
        after = _LETTERS.match(text, end, until)
        if len(found[0]) <= SHORT and after and not any(part.begins for part in parts_of(name, after[0])):
            continue  # other words begin so
        while start > last and text[start - 1] in _OPENING:
            start -= 1
        while end < len(text) and text[end] in _CLOSING:
            end += 1
        ordinal = _ORDINAL_BEFORE.search(text, max(last, start - LONGEST_ORDINAL), start)
        if ordinal and (not _is_glued(text, ordinal.start()) or _is_numbered(name, ordinal[0], found[0])):
            start = ordinal.start()
        bracket = _BRACKET_AFTER.match(text, end)
        end = bracket.end() if bracket else end
        labels = labels_of(name, text[start:end]) or labels_of(name, found[0])
        if not labels:
            continue
        said = _LETTERS_BEFORE.search(text, last, start) if labels[0].kind is LabelKind.COLUMN else None
        if said and not _may_end(name, said[0]):
            continue  # other words make it another column, such as that of the year before
        # the sign right behind the name of a column is what is left of its second half, as of 本年增/减
        end += labels[0].kind is LabelKind.COLUMN and text[end : end + 1] in _SLASHES
        yield start, end, labels
        last = end


def _is_glued(text: str, at: int) -> bool:
    """Whether what begins here stands against a word, or after a colon."""
    return _GLUED_BEFORE.search(text, max(0, at - LONGEST_ORDINAL), at) is not None


def _is_numbered(name: str, ordinal: str, words: str) -> bool:
    """Whether the form has a number before a label, as it is printed; else it is a figure that stands before one."""
    return fold(ordinal) + words in label_words(name)


def _may_end(name: str, words: str) -> bool:
    """Whether words can be the end of a label that was broken."""
    return any(not part.begins for part in parts_of(name, words))


_SLASHES = ("/", "／")
SHORT = 3
"""Labels that are no longer, such as 其他, may be the beginning of other words."""
_LETTERS = re.compile(r"[^\W\d_]+")
_LETTERS_BEFORE = re.compile(r"[^\W\d_]+$")


def _folded(text: str) -> tuple[str, list[int]]:
    """The word characters of a text in the form's own writing, and where each of them stands."""
    written = list(map(_WORD_CHARACTERS.__getitem__, text))
    folded = "".join(written)
    if len(folded) + written.count("") == len(text):  # each is one character, or none
        return folded, list(compress(count(), written))
    return folded, [place for place, characters in enumerate(written) for _ in characters]


class _WordCharacters(dict[str, str]):
    """What a character is in the form's own writing, if it is of a word; each is worked out once."""

    def __missing__(self, character: str) -> str:
        written = "".join(filter(str.isalnum, plain(character)))
        if len(self) < MOST_CHARACTERS:
            self[character] = written
        return written


MOST_CHARACTERS = 8192
_WORD_CHARACTERS = _WordCharacters()


@cache
def _any_label(name: str) -> re.Pattern[str]:
    """A pattern of every label of a table without its number, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(label_words(name), key=len, reverse=True))))


def _between(name: str, text: str, start: int, end: int) -> Iterator[Apart]:
    """What stands between two labels: figures, digits glued to a label, parts of labels, other words.

    Words side by side are one piece as long as they are a part of one label, or none of them is.
    """
    apart = text[start : start + 1].isspace() and (end == len(text) or text[end - 1].isspace())
    if apart and COUNTS.issuperset(counts := text[start:end].split()):
        yield from ((PieceKind.FIGURE, number, ()) for number in counts)
        return
    words = ""
    for found in _SPACED.finditer(text, start, end):
        kind = _kind_of(text, found.start(), found.end(), found[0])
        if kind is PieceKind.WORDS:
            together = f"{words} {found[0]}" if words else found[0]
            if words and not parts_of(name, together) and (parts_of(name, words) or parts_of(name, found[0])):
                yield PieceKind.WORDS, words, ()
                together = found[0]
            words = together
            continue
        if any(map(str.isalnum, words)):
            yield PieceKind.WORDS, words, ()
        words = ""
        yield kind, found[0], ()
    if any(map(str.isalnum, words)):
        yield PieceKind.WORDS, words, ()


_SPACED = re.compile(r"[^\s，,、；;：:。](?:\S*[^\s，,、；;：:。])?")
"""Words between spaces, without the marks around them."""


_ENDS = frozenset("，,、；;。")
"""Marks after which another figure, or a label, begins."""


def _kind_of(text: str, start: int, end: int, word: str) -> PieceKind:
    if not is_figure(word):
        return PieceKind.WORDS
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if after and after in _ENDS:
        return PieceKind.FIGURE
    beside = (before and not before.isspace() and before not in ":：") or (after and not after.isspace())
    return PieceKind.GLUED if beside and word.isdecimal() and len(word) > 1 else PieceKind.FIGURE


for _made in (taken_apart, _any_label):
    on_new_aliases(_made.cache_clear)
