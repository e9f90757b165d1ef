"""HTML: block elements are passages, data tables are grids with spans resolved, layout tables are looked through."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate
from operator import sub
from typing import TYPE_CHECKING

from attrs import define, field

from gov_info_report.document import HIDDEN, LOOK_EVERY, Block, Budget, Document, Passage, Span, grid_from_spans
from gov_info_report.errors import MissingExtraError
from gov_info_report.model import raised, tidy
from gov_info_report.recognise import is_figure

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

__all__ = ["read_html"]

LITERAL = "literal"
"""The class of elements whose text is prose to the letter, whatever it looks like."""

LONG_CELL = 400
"""A cell with more characters than this is no cell of a data table, but an article in a layout table."""

_NESTING = re.compile(
    r"<(/?)(?!(?:area|base|br|col|dd|dt|embed|hr|img|input|li|link|meta|option|p|source|t[dhr]|tbody|thead|wbr)"
    r"[\s/>])[a-zA-Z]"
)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_LEVELS = {"p": 0, "td": 0, **{f"h{level}": level for level in range(1, 7)}}
"""Elements that may hold a heading, or literal prose, and the level of the heading."""
_SKIPPED = frozenset({"head", "script", "style", "noscript", "template", "-comment", "-doctype"})
_RAISED = frozenset({"sup", "sub"})
_STRUCK = frozenset({"del", "s", "strike"})
_PARTS = frozenset({"tr", "td", "th"})
_UNSEEN = re.compile(
    r"(?:^|;)\s*(?:(?P<gone>display\s*:\s*none)|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE
)
"""Styles of what is not shown; a cell whose words alone are hidden keeps its place in the row."""
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure "
        "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section select summary "
        "table tbody td tfoot th thead tr ul",
    )
)
_MOST_ROWS, _MOST_COLUMNS = 1000, 100
"""What a cell spans at the most."""


@define
class _Cell:
    row_span: int
    column_span: int
    lines: list[tuple[str, int, bool]] = field(factory=list)

    @property
    def text(self) -> str:
        return self.lines[0][0] if len(self.lines) == 1 else " ".join([words for words, _, _ in self.lines])


@define
class _Table:
    """A table being read: its rows so far, until it proves to be layout."""

    rows: list[list[_Cell]] = field(factory=list)
    layout: bool = False
    in_cell: bool = False


def read_html(text: str, budget: Budget) -> Document:
    """The document of an HTML page or fragment."""
    budget.check_depth(_depth(text))
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError as error:  # pragma: no cover - selectolax is a core dependency
        raise MissingExtraError(
            "读取 HTML 需要 selectolax (reading HTML needs selectolax): pip install selectolax"
        ) from error
    root = LexborHTMLParser(text).root
    page = _Page(budget)
    if root is not None:
        page.walk(root)
    return Document("html", tuple(page.blocks), tuple(page.remarks))


def _depth(text: str) -> int:
    """How deep the tags nest at the most, counting those that must be closed by hand.

    Asked before parsing: a parser's work grows with the square of the depth.
    """
    level = list(accumulate(-1 if closing else 1 for closing in _NESTING.findall(text)))
    lowest = accumulate(level, min, initial=0)  # a closing tag too many takes nothing away from what follows
    return max(map(sub, level, lowest), default=0)


@define
class _Page:
    """The walk through a page, and what it has gathered."""

    budget: Budget
    blocks: list[Block] = field(factory=list)
    tables: list[_Table] = field(factory=list)
    words: list[str] = field(factory=list)
    level: int = 0
    literal: bool = False
    passages: int = 0
    grids: int = 0
    raised: int = 0
    remarks: list[tuple[str, str, Span | None]] = field(factory=list)

    def walk(self, root: LexborNode) -> None:
        """Visit every node once, without recursion: pages nest as deep as they like.

        What waits is a node to be visited, or the tag of an element to be left.
        """
        waiting: list[LexborNode | str] = [root]
        visited = 0
        while waiting:
            if visited % LOOK_EVERY == 0:
                self.budget.check_time()
            visited += 1
            node = waiting.pop()
            if isinstance(node, str):
                self.leave(node)
                continue
            sibling = node.next
            if sibling is not None and node is not root:
                waiting.append(sibling)
            tag = node.tag or ""
            if tag == "-text":
                text = node.text_content or ""
                self.words.append(raised(text) if self.raised else text)
            elif tag not in _SKIPPED and not self.hides(tag, attributes := node.attributes, node):
                if tag in _BLOCKS:
                    self.enter(tag, attributes)
                    waiting.append(tag)
                elif tag in _RAISED:
                    self.raised += 1
                    waiting.append(tag)
                child = node.child
                if child is not None:
                    waiting.append(child)

    def hides(self, tag: str, attributes: Mapping[str, str | None], node: LexborNode) -> bool:
        """Whether a row, a cell, or something within is struck out or not shown; what it holds is remarked on.

        A larger part of a page that is hidden may be what its script shows, and is read.
        """
        in_cell = bool(self.tables) and self.tables[-1].in_cell
        if tag in _BLOCKS and tag not in _PARTS and not in_cell:
            return False
        if tag not in _STRUCK:
            unseen = _UNSEEN.search(attributes.get("style") or "")
            if "hidden" not in attributes and (unseen is None or (tag in _PARTS and not unseen["gone"])):
                return False
        if not in_cell and tag not in _PARTS and node.css_first("table, div, p") is not None:
            return False
        text = tidy(node.text(separator=" ")).strip()
        if text:
            self.remarks.append((text, HIDDEN, None))
        return True

    def enter(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        self.flush()
        table = self.tables[-1] if self.tables else None
        if tag == "table":
            if table is not None:
                self.look_through(table)
            self.tables.append(_Table())
        elif table is not None and not table.layout and tag == "tr":
            table.rows.append([])
        elif table is not None and not table.layout and tag in ("td", "th"):
            rows = _span(attributes.get("rowspan"), _MOST_ROWS)
            table.rows[-1].append(_Cell(rows, _span(attributes.get("colspan"), _MOST_COLUMNS)))
            table.in_cell = True
        if tag in _LEVELS:
            self.level = _LEVELS[tag]
            self.literal = LITERAL in (attributes.get("class") or "").split()

    def leave(self, tag: str) -> None:
        if tag in _RAISED:
            self.raised -= 1
            return
        self.flush()
        if tag in ("td", "th") and self.tables:
            self.tables[-1].in_cell = False
        elif tag == "table":
            self.emit(self.tables.pop())
        if tag in _LEVELS:
            self.level, self.literal = 0, False

    def flush(self) -> None:
        """Close the passage, or the line of a cell, that has been gathered."""
        if not self.words:
            return
        words = "".join(self.words)
        self.words.clear()
        if not words.isalnum():  # most cells hold a number, or a word
            words = tidy(words) if self.literal else _SPACE.sub(" ", tidy(words)).strip()
            if not words and not self.literal:
                return
        table = self.tables[-1] if self.tables else None
        if table is not None and table.in_cell and not table.layout:
            table.rows[-1][-1].lines.append((words, self.level, self.literal))
        else:
            self.passage(words, self.level, self.literal)

    def passage(self, words: str, level: int, literal: bool) -> None:
        self.passages += 1
        for line in words.split("\n") if literal else (words,):
            self.blocks.append(Passage(line, (None, None, None, None, self.passages), level, literal))

    def look_through(self, table: _Table) -> None:
        """The table is layout: what it holds stands in the page as if there were no table."""
        for row in table.rows:
            for cell in row:
                for line in cell.lines:
                    self.passage(*line)
        table.rows.clear()
        table.layout = True

    def emit(self, table: _Table) -> None:
        rows = [[(cell.text, cell.row_span, cell.column_span) for cell in row] for row in table.rows]
        if any(len(text) > LONG_CELL and not is_figure(text) for row in rows for text, _, _ in row):
            self.look_through(table)
        elif any(cell.lines for row in table.rows for cell in row):
            self.grids += 1
            self.budget.spend_cells(sum(map(len, rows)))
            self.blocks.append(grid_from_spans(rows, self.grids))


@lru_cache(maxsize=256)
def _span(value: str | None, most: int) -> int:
    words = (value or "1").strip()
    return min(max(int(words), 1), most) if words.isascii() and words.isdigit() and len(words) < 9 else 1
