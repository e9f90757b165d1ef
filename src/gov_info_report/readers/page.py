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

__all__ = ["BLOCKS", "CELL", "LONG_CELL", "Page", "Table"]

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
_FIELDS = frozenset({"", "number", "tel", "text"})
"""Fields of a form that show their value."""
_VOID = frozenset(
    re.findall(
        r"\w+",
        "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr",
    )
)
"""Elements that hold nothing, and are not closed."""
_KINDS = {
    **dict.fromkeys(BLOCKS, "start"),
    **dict.fromkeys([f"/{name}" for name in BLOCKS], "end"),
    **dict.fromkeys([*_RAISED, *[f"/{name}" for name in _RAISED]], "raise"),
    **dict.fromkeys(_SKIPPED | _STRUCK, "doubtful"),
    **dict.fromkeys(_VOID, "void"),
}
"""What tags mean by their names."""
_MOST_ROWS, _MOST_COLUMNS = 1000, 100
"""What a cell spans at the most."""

_ATTRIBUTES = r'(?: [a-z]+="[^"]*"|\s=?[^\s/>=]+="[^"]*")*+'
"""Attributes, those with ordinary names first."""
_SHOWN = r'(?: (?!hidden=|style=)[a-z]+="[^"]*"|\s(?!hidden=|style="[^"]*(?i:hid|none))=?[^\s/>=]+="[^"]*")*+'
"""Attributes that do not say that an element is not shown."""
_DRESS = re.compile(rf"</?(?:a|b|em|font|i|ins|o:p|small|span|strong|u){_SHOWN}>")
"""Tags that only say how words look."""
_WORDS = rf"(?:[^<]++|{_DRESS.pattern}){{0,{LOOK_EVERY}}}+"
CELL = re.compile(rf"<t(r{_ATTRIBUTES}>\s*<t)?[dh]({_ATTRIBUTES})>([^<]*)")
"""A cell of plain ones, and the start of the row before it if it is the first."""
_CELLS = rf"(?=<t[rdh])(?:(?:<tr{_ATTRIBUTES}>\s*)?(?:<t[dh]{_ATTRIBUTES}>{_WORDS}</t[dh]>\s*)+(?:</tr>\s*)?)+"
"""Cells that hold nothing but words, in a row or in several."""


def _tokens(words: str, cells: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<cells>{cells})"
        rf"|<(?P<unread>script|style){_ATTRIBUTES}>.*?</(?P=unread)>|<!--.*?-->|<![^>]*>"
        rf"|<(?P<kept>xmp|iframe|noembed|noframes|plaintext){_ATTRIBUTES}>(?P<letters>.*?)</(?P=kept)>"
        rf"|<(?P<name>/[^\s/>]+|[a-z][^\s/>]*)(?P<attributes>{_ATTRIBUTES})>(?P<after>{words})"
        r"|(?P<text>[^<]+|<)",
        re.DOTALL,
    )


_PIECE = _tokens("[^<]*", "(?!)")
"""What a page that was written out consists of: what is no text, text to the letter, the start or the end of an element
with the text after it, and other text."""
_TOKEN = _tokens(_WORDS, _CELLS)
"""The same with words and their dress as one text, and plain cells as one."""
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
    unread: int = 0
    remarks: list[tuple[str, str, Span | None]] = field(factory=list)

    def read(self, page: str) -> None:
        """Read a page that was written out, from its first tag to its last."""
        self.walk(page, _TOKEN, 0, len(page))
        if self.words:
            self.flush()

    def walk(self, page: str, tokens: re.Pattern[str], start: int, end: int) -> None:
        """Read a stretch of a page, but for what an element holds that is not read."""
        for found in self.budget.timed(tokens.finditer(page, start, end)):
            kind = found.lastgroup
            if found.start() < self.unread:
                self.rest(found)
            elif kind == "after":
                self.tag(found)
            elif kind == "cells":
                if not self.plain_cells(found["cells"]):
                    self.walk(page, _PIECE, found.start(), found.end())
            elif kind == "letters":
                self.words.append(found["letters"])
            elif kind == "text":
                self.text(found["text"])

    def rest(self, found: re.Match[str]) -> None:
        """Read what follows in a part of the page after an element that is not read."""
        if self.unread < found.end():
            self.walk(found.string, _PIECE, self.unread, found.end())

    def tag(self, found: re.Match[str]) -> None:
        """Begin or end an element, or pass over one; and gather the text after its tag."""
        name, attributes, after = found.group("name", "attributes", "after")
        kind = _KINDS.get(name, "")
        doubtful = kind == "doubtful" or (attributes and kind != "void" and _unseen(attributes))
        if doubtful and self.passes_over(name, attributes, found):
            self.rest(found)
            return
        if kind == "start":
            self.enter(name, attributes)
        elif kind == "end":
            self.leave(name[1:])
        elif kind == "raise":
            self.raised += 1 if name in _RAISED else -1
        elif kind == "void":
            self.void(name, attributes)
        if after:
            self.text(after)

    def void(self, name: str, attributes: str) -> None:
        """Break a line, or gather what stands in a field of a form: a figure, or anything in a cell."""
        if name in _BREAKS and self.words:
            self.flush()
        elif name == "input" and not _unseen(attributes):
            values = _attributes(attributes)
            in_cell = bool(self.tables) and self.tables[-1].open is not None
            shown = values.get("value", "").strip()
            if shown and values.get("type", "text").lower() in _FIELDS and (in_cell or is_figure(shown)):
                self.words.append(shown)

    def text(self, text: str) -> None:
        """Gather a text that stands between tags; white space between blocks is none."""
        if "<" in text:
            self.budget.check_time()
            text = _DRESS.sub("", text)
        if not text or (text.isspace() and not (self.words or self.literal or self.in_letters)):
            return
        if "&" in text:
            text = unescape(text)
        self.words.append(raised(text) if self.raised else text)

    def plain_cells(self, written: str) -> bool:
        """Add cells of one line to the table being read, if nothing speaks against it: most of a page are such."""
        table = self.tables[-1] if self.tables else None
        if table is None or table.layout or self.words or self.raised or self.literal or self.in_letters:
            return False
        cells = CELL.findall(_DRESS.sub("", written))
        spans = {attributes: _spans(attributes) for attributes in {attributes for _, attributes, _ in cells}}
        said = {row for row, _, _ in cells}.union(spans)
        if any(map(_unseen, said)) or any(LITERAL in attributes for attributes in spans):
            return False
        rows: list[list[tuple[str, int, int]]] = [[]]
        for row, attributes, text in cells:
            if row:
                rows.append([])
            if text and not text.isalnum():  # most cells hold a number, or a word
                text = _on_one_line(unescape(text))
            down, across = spans[attributes]
            rows[-1].append((text, down, across))
        if rows[0]:
            table.rows[-1] += rows[0]
        table.rows += rows[1:]
        return True

    def passes_over(self, name: str, attributes: str, start: re.Match[str]) -> bool:
        """Whether an element holds no text, is struck out or not shown; then all that it holds is left unread.

        What is not shown of a row, a cell, or something within is remarked on. A larger part of a page that is hidden
        may be what its script shows, and is read.
        """
        in_cell = bool(self.tables) and self.tables[-1].open is not None
        if name not in _SKIPPED and not _may_hide(name, attributes, in_cell):
            return False
        held, end = _held(name, start.string, start.start("after"), self.budget)
        if name not in _SKIPPED:
            if not in_cell and name not in _PARTS and any(map(_is_larger_part, held)):
                return False
            words = [each["after"] or each["text"] or "" for each in held]
            text = " ".join(tidy(unescape(" ".join(words))).split())
            if text:
                self.remarks.append((text, HIDDEN, None))
        self.unread = end
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
        return _on_one_line(words)

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
        long = [text for text in texts if len(text) > LONG_CELL]
        if not all(map(is_figure, long)):
            self.look_through(table)
        elif any(texts):
            self.grids += 1
            self.budget.spend_cells(len(texts))
            self.blocks += table_blocks(grid_from_spans(table.rows, self.grids).rows, exact=True)


def _held(name: str, page: str, at: int, budget: Budget) -> tuple[list[re.Match[str]], int]:
    """What an element holds that begins at a place of a page, and where the tag ends that ends it."""
    depth = 1
    held: list[re.Match[str]] = []
    for found in budget.timed(_PIECE.finditer(page, at)):
        if found["name"] == name:
            depth += 1
        elif found["name"] == f"/{name}":
            depth -= 1
            if not depth:
                return held, found.start("after")
        held.append(found)
    return held, len(page)


def _may_hide(name: str, attributes: str, in_cell: bool) -> bool:
    """Whether an element may be struck out or not shown: a row, a cell, or something within."""
    if name in BLOCKS and name not in _PARTS and not in_cell:
        return False
    unseen = _unseen(attributes)
    return name in _STRUCK or unseen == "gone" or (unseen == "blank" and name not in _PARTS)


def _is_larger_part(found: re.Match[str]) -> bool:
    """Whether a table, a division, or a paragraph that holds more than text begins here."""
    return found["name"] in ("table", "div") or (
        found["name"] == "p" and not found.string.startswith("</p>", found.end())
    )


@lru_cache(maxsize=2048)
def _on_one_line(words: str) -> str:
    """Words with one space wherever white space divides them, and no mark of Markdown around all; labels recur."""
    words = _SPACE.sub(" ", tidy(words)).strip()
    wrapped = _WRAPPED.fullmatch(words) if words[:2] in ("**", "__") else None
    return wrapped[2] if wrapped else words


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
