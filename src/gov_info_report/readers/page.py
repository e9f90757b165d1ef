"""The walk through an HTML page: its passages and grids, from the page as the parser understands it, written out.

Written out, every element is closed, every attribute is quoted, and nothing else looks like a tag: so the page is read
from one tag to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import TypeAlias

from attrs import define, field

from gov_info_report.document import (
    HIDDEN,
    LOOK_EVERY,
    Block,
    Budget,
    Passage,
    Place,
    Span,
    grid_from_spans,
)
from gov_info_report.model import raised, tidy
from gov_info_report.readers.tables import table_blocks
from gov_info_report.recognise import is_figure

__all__ = ["BLOCKS", "LONG_CELL", "Page", "Table"]

LITERAL = "literal"
"""The class of elements whose text is prose to the letter, whatever it looks like."""

LONG_CELL = 400
"""A cell with more characters than this is no cell of a data table, but an article in a layout table."""

_WRAPPED = re.compile(r"(\*\*|__)(?=[^\s*_])(.*[^\s*_])\1", re.DOTALL)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_LEVELS = {"p": 0, "td": 0, **{f"h{level}": level for level in range(1, 7)}}
"""Elements that may hold a heading, or literal prose, and the level of the heading."""
_SKIPPED = frozenset({"head", "noscript", "template"})
_RAISED = frozenset({"sup", "sub"})
_STRUCK = frozenset({"del", "s", "strike"})
_PARTS = frozenset({"tr", "td", "th"})
_UNSEEN = re.compile(
    r"(?:^|;)\s*(?:(?P<gone>display\s*:\s*none)|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE
)
"""Styles of what is not shown; a cell whose words alone are hidden keeps its place in the row."""
BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure "
        "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section select summary "
        "table tbody td tfoot th thead tr ul",
    )
)
"""Elements that begin a line and end one."""
_BREAKS = frozenset({"br", "hr"})
_VOID = frozenset(
    re.findall(
        r"\w+",
        "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr",
    )
)
"""Elements that hold nothing, and are not closed."""
_MOST_ROWS, _MOST_COLUMNS = 1000, 100
"""What a cell spans at the most."""

_ATTRIBUTES = r'(?:\s=?[^\s/>=]+="[^"]*")*'
_TOKEN = re.compile(
    rf"([^<]+)|<(t[dh]|p)({_ATTRIBUTES})>([^<]*)</\2>|</([^\s/>]+)>"
    rf"|<!--.*?-->|<![^>]*>|<(script|style)({_ATTRIBUTES})>.*?</\6>"
    rf"|<(xmp|iframe|noembed|noframes|plaintext)({_ATTRIBUTES})>(.*?)</\8>"
    rf"|<([a-z][^\s/>]*)({_ATTRIBUTES})>",
    re.DOTALL,
)
"""What a page that was written out consists of: text, a cell or a paragraph that holds nothing else, the end of an
element, what is no text, text to the letter, the start of an element."""
_TEXT, _WHOLE, _END, _RAW, _START = 1, 4, 5, 10, 12
_TAG, _OF_TAG = 11, 12
_ATTRIBUTE = re.compile(r'\s(=?[^\s/>=]+)="([^"]*)"')


_Line: TypeAlias = tuple[str, int, bool]
"""A line of a cell: its words, the level of its heading, and whether it is literal."""


@define
class Table:
    """A table being read, until it proves to be layout: its rows so far, each cell with the rows and columns it spans.

    `lines` are those of the cells whose text is not all there is to them; `open` is what the cell being read spans.
    """

    rows: list[list[tuple[str, int, int]]] = field(factory=list)
    lines: dict[tuple[int, int], list[_Line]] = field(factory=dict)
    open: tuple[int, int] | None = None
    read: list[_Line] = field(factory=list)
    layout: bool = False

    def close(self) -> None:
        """Add the cell that has been read to its row."""
        if self.open is None:
            return
        row = self.rows[-1]
        if len(self.read) > 1 or (self.read and (self.read[0][1] or self.read[0][2])):
            self.lines[len(self.rows), len(row)] = self.read
        row.append(("\n".join([words for words, _, _ in self.read]), *self.open))
        self.read, self.open = [], None

    def told(self) -> Iterator[_Line]:
        """All lines of all cells."""
        for number, row in enumerate(self.rows, start=1):
            for place, (text, _, _) in enumerate(row):
                if (number, place) in self.lines:
                    yield from self.lines[number, place]
                elif text:
                    yield text, 0, False


@define
class Page:
    """The walk through a page, and what it has gathered."""

    budget: Budget
    blocks: list[Block] = field(factory=list)
    tables: list[Table] = field(factory=list)
    words: list[str] = field(factory=list)
    level: int = 0
    literal: bool = False
    passages: int = 0
    grids: int = 0
    raised: int = 0
    lettered: set[int] = field(factory=set)
    in_letters: bool = False
    skipped: str = ""
    depth: int = 0
    remarks: list[tuple[str, str, Span | None]] = field(factory=list)

    def read(self, page: str) -> None:
        """Read a page that was written out, from its first tag to its last."""
        end = 0
        for count, found in enumerate(_TOKEN.finditer(page)):
            if not count % LOOK_EVERY:
                self.budget.check_time()
            if found.start() != end:  # nothing that is written out is like this; but if it were, it would not be lost
                self.text(page[end : found.start()])
            end = found.end()
            kind = found.lastindex
            if self.skipped:
                self.skip(found)
            elif kind == _TEXT:
                if self.words or self.literal or self.in_letters or not found[1].isspace():
                    self.text(found[1])
            elif kind == _WHOLE:
                self.whole(found)
            elif kind in _HANDLERS:
                _HANDLERS[kind](self, found)
        self.text(page[end:])
        if self.words:
            self.flush()

    def text(self, text: str) -> None:
        """Gather a text that stands between tags."""
        if "&" in text:
            text = unescape(text)
        self.words.append(raised(text) if self.raised else text)

    def whole(self, found: re.Match[str]) -> None:
        """Read a cell or a paragraph that holds nothing but text."""
        tag, attributes = found[2], found[3]
        if attributes and _unseen(attributes) and self.hides(tag, attributes, found, found.end(3) + 1):
            return
        if tag != "p" and self.plain_cell(attributes, found[4]):
            return
        self.enter(tag, attributes)
        if found[4]:
            self.text(found[4])
        self.leave(tag)

    def plain_cell(self, attributes: str, text: str) -> bool:
        """Add a cell of one line to the table being read, if nothing speaks against it: most of a page are such."""
        table = self.tables[-1] if self.tables else None
        if table is None or table.layout or self.words or self.raised or LITERAL in attributes:
            return False
        if text and not text.isalnum():  # most cells hold a number, or a word
            text = self.printed(unescape(text))
        table.rows[-1].append((text, *(_spans(attributes) if "span=" in attributes else (1, 1))))
        return True

    def start(self, found: re.Match[str]) -> None:
        """Begin an element; or pass over it with all that it holds."""
        tag, attributes = found[_TAG], found[_OF_TAG]
        if tag in _VOID:
            if tag in _BREAKS and self.words:
                self.flush()
        elif tag in _SKIPPED or (
            (tag in _STRUCK or (attributes and _unseen(attributes))) and self.hides(tag, attributes, found, found.end())
        ):
            self.skipped, self.depth = tag, 1
        elif tag in BLOCKS:
            self.enter(tag, attributes)
        elif tag in _RAISED:
            self.raised += 1

    def end(self, found: re.Match[str]) -> None:
        """End an element."""
        if found[_END] in BLOCKS:
            self.leave(found[_END])
        elif found[_END] in _RAISED:
            self.raised -= 1

    def letter(self, found: re.Match[str]) -> None:
        """Gather a text to the letter."""
        self.words.append(found[_RAW])

    def skip(self, found: re.Match[str]) -> None:
        """Pass over a part of what an element holds that is not read."""
        if found.lastindex == _START and found[_TAG] == self.skipped:
            self.depth += 1
        elif found.lastindex == _END and found[_END] == self.skipped:
            self.depth -= 1
            if not self.depth:
                self.skipped = ""

    def hides(self, tag: str, written: str, found: re.Match[str], inner: int) -> bool:
        """Whether a row, a cell, or something within is struck out or not shown; what it holds is remarked on.

        A larger part of a page that is hidden may be what its script shows, and is read.
        """
        in_cell = bool(self.tables) and self.tables[-1].open is not None
        if tag in BLOCKS and tag not in _PARTS and not in_cell:
            return False
        if tag not in _STRUCK and _unseen(written) not in (("gone",) if tag in _PARTS else ("gone", "blank")):
            return False
        words: list[str] = []
        for each in _within(tag, found.string, inner):
            self.budget.check_time()
            if each.lastindex == _START and each[_TAG] in ("table", "div", "p") and not in_cell and tag not in _PARTS:
                return False
            words.append(each[_TEXT] or each[_WHOLE] or "")
        text = " ".join(tidy(unescape(" ".join(words))).split())
        if text:
            self.remarks.append((text, HIDDEN, None))
        return True

    def enter(self, tag: str, attributes: str) -> None:
        """Begin a block, a table, or a part of one."""
        if self.words:
            self.flush()
        table = self.tables[-1] if self.tables else None
        if tag == "table":
            if table is not None:
                self.look_through(table)
            self.tables.append(Table())
        elif table is not None and not table.layout and tag in _PARTS:
            if tag == "tr":
                table.rows.append([])
            else:
                table.open = _spans(attributes) if "span=" in attributes else (1, 1)
        if tag == "pre":
            self.in_letters = table is None or table.open is None
        elif tag in _LEVELS:
            self.level = _LEVELS[tag]
            self.literal = LITERAL in attributes and LITERAL in _attributes(attributes).get("class", "").split()

    def leave(self, tag: str) -> None:
        """End a block, a table, or a part of one."""
        if self.words:
            self.flush()
        if self.tables and tag in ("td", "th"):
            self.tables[-1].close()
        elif self.tables and tag == "table":
            self.emit(self.tables.pop())
        if tag in _LEVELS:
            self.level, self.literal = 0, False
        elif tag == "pre":
            self.in_letters = False

    def flush(self) -> None:
        """Close the passage, or the line of a cell, that has been gathered."""
        words = "".join(self.words)
        self.words.clear()
        if not words.isalnum():  # most cells hold a number, or a word
            words = self.printed(words)
            if not words and not self.literal:
                return
        table = self.tables[-1] if self.tables else None
        if table is not None and table.open and not table.layout:
            table.read.append((words, self.level, self.literal))
        else:
            self.passage(words, self.level, self.literal)

    def printed(self, words: str) -> str:
        """Words as they are printed: white space is one space unless it is kept, and no mark of Markdown around all."""
        if self.literal:
            return tidy(words)
        if self.in_letters:
            return words.strip("\n")
        words = _SPACE.sub(" ", tidy(words)).strip()
        wrapped = _WRAPPED.fullmatch(words) if words[:2] in ("**", "__") else None
        return wrapped[2] if wrapped else words

    def passage(self, words: str, level: int, literal: bool) -> None:
        """Hand on a passage, or the lines of one that is literal, or whose white space is kept."""
        self.passages += 1
        self.budget.check_parts(self.passages)
        if self.in_letters:
            self.lettered.add(self.passages)
        place: Place = (None, None, None, None, self.passages)
        for line in words.split("\n") if literal or self.in_letters else (words,):
            self.blocks.append(Passage(line, place, level, literal))

    def look_through(self, table: Table) -> None:
        """The table is layout: what it holds stands in the page as if there were no table."""
        lines = [*table.told(), *table.read]
        table.rows, table.lines, table.read, table.open, table.layout = [], {}, [], None, True
        for line in lines:
            self.passage(*line)

    def emit(self, table: Table) -> None:
        """Hand on a table that has ended, if it is one."""
        texts = [text for row in table.rows for text, _, _ in row]
        if any(len(text) > LONG_CELL and not is_figure(text) for text in texts):
            self.look_through(table)
        elif any(texts):
            self.grids += 1
            self.budget.spend_cells(len(texts))
            self.blocks += table_blocks(grid_from_spans(table.rows, self.grids).rows, exact=True)


_HANDLERS = {_START: Page.start, _END: Page.end, _RAW: Page.letter}


def _within(tag: str, page: str, start: int) -> Iterator[re.Match[str]]:
    """What an element holds that begins at a place of a page."""
    depth = 1
    for found in _TOKEN.finditer(page, start):
        if found.lastindex == _START and found[_TAG] == tag:
            depth += 1
        elif found.lastindex == _END and found[_END] == tag:
            depth -= 1
            if not depth:
                return
        yield found


@lru_cache(maxsize=256)
def _spans(attributes: str) -> tuple[int, int]:
    """How many rows and columns a cell spans."""
    values = _attributes(attributes)
    return _span(values.get("rowspan", "1"), _MOST_ROWS), _span(values.get("colspan", "1"), _MOST_COLUMNS)


def _span(value: str, most: int) -> int:
    words = value.strip()
    return min(max(int(words), 1), most) if words.isascii() and words.isdigit() and len(words) < 9 else 1


def _attributes(written: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(written)}


@lru_cache(maxsize=256)
def _unseen(written: str) -> str:
    """Whether an element's attributes say that it is not shown: "gone" where no room is left for it; "" where not."""
    attributes = _attributes(written)
    if "hidden" in attributes:
        return "gone"
    unseen = _UNSEEN.search(attributes.get("style", ""))
    return "" if unseen is None else "gone" if unseen["gone"] else "blank"
