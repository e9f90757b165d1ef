"""HTML: block elements are passages, data tables are grids with spans resolved, layout tables are looked through."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import accumulate
from operator import sub
from typing import TYPE_CHECKING

from attrs import define, field

from gov_info_report.document import Block, Budget, Document, Passage, grid_from_spans
from gov_info_report.errors import MissingExtraError
from gov_info_report.model import is_figure, tidy

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
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_SKIPPED = frozenset({"head", "script", "style", "noscript", "template", "-comment", "-doctype"})
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure "
        "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol option p pre section select summary "
        "table tbody td tfoot th thead tr ul",
    )
)
_SPANS = {"rowspan": 1000, "colspan": 100}


@define
class _Cell:
    row_span: int
    column_span: int
    lines: list[tuple[str, int, bool]] = field(factory=list)

    @property
    def text(self) -> str:
        return " ".join(words for words, _, _ in self.lines)


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
        raise MissingExtraError("reading HTML needs selectolax: pip install selectolax") from error
    root = LexborHTMLParser(text).root
    page = _Page(budget)
    if root is not None:
        page.walk(root)
    return Document("html", tuple(page.blocks))


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

    def walk(self, root: LexborNode) -> None:
        """Visit every node once, without recursion: pages nest as deep as they like."""
        stack: list[tuple[LexborNode, bool]] = [(root, False)]
        while stack:
            node, leaving = stack.pop()
            tag = node.tag or ""
            if leaving:
                self.leave(tag)
                continue
            sibling = node.next
            if sibling is not None and node is not root:
                stack.append((sibling, False))
            if tag == "-text":
                self.words.append(node.text_content or "")
            elif tag not in _SKIPPED:
                if tag in _BLOCKS:
                    self.enter(tag, node)
                    stack.append((node, True))
                child = node.child
                if child is not None:
                    stack.append((child, False))

    def enter(self, tag: str, node: LexborNode) -> None:
        self.flush()
        table = self.tables[-1] if self.tables else None
        if tag == "table":
            if table is not None:
                self.look_through(table)
            self.tables.append(_Table())
        elif table is not None and not table.layout and tag == "tr":
            table.rows.append([])
        elif table is not None and not table.layout and tag in ("td", "th"):
            attributes = node.attributes
            table.rows[-1].append(_Cell(_span(attributes, "rowspan"), _span(attributes, "colspan")))
            table.in_cell = True
        if tag in _LEVELS or tag in ("p", "td"):
            self.level = _LEVELS.get(tag, 0)
            self.literal = LITERAL in (node.attributes.get("class") or "").split()

    def leave(self, tag: str) -> None:
        self.flush()
        if tag in ("td", "th") and self.tables:
            self.tables[-1].in_cell = False
        elif tag == "table":
            table = self.tables.pop()
            if any(len(cell.text) > LONG_CELL and not is_figure(cell.text) for row in table.rows for cell in row):
                self.look_through(table)
            self.emit(table)
        if tag in _LEVELS or tag in ("p", "td"):
            self.level, self.literal = 0, False

    def flush(self) -> None:
        """Close the passage, or the line of a cell, that has been gathered."""
        if not self.words:
            return
        raw = tidy("".join(self.words))
        self.words.clear()
        words = raw if self.literal else _SPACE.sub(" ", raw).strip()
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
        if any(cell.lines for row in table.rows for cell in row):
            self.grids += 1
            rows = [[(cell.text, cell.row_span, cell.column_span) for cell in row] for row in table.rows]
            self.budget.spend_cells(sum(map(len, rows)))
            self.blocks.append(grid_from_spans(rows, self.grids))


def _span(attributes: Mapping[str, str | None], name: str) -> int:
    value = (attributes.get(name) or "1").strip()
    return min(max(int(value), 1), _SPANS[name]) if value.isascii() and value.isdigit() and len(value) < 9 else 1
