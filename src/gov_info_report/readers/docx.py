"""Word documents: paragraphs, and tables with merged cells resolved, as they print with all changes accepted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from attrs import define, field, frozen

from gov_info_report.document import (
    FURNITURE,
    HIDDEN,
    NOTE,
    Block,
    Budget,
    Cell,
    Document,
    GridRow,
    Passage,
    Span,
    row_of,
)
from gov_info_report.errors import ParseError
from gov_info_report.model import raised, tidy
from gov_info_report.readers.numbering import VALUE, Numbering, W, whole
from gov_info_report.readers.package import Package
from gov_info_report.readers.page import LONG_CELL
from gov_info_report.readers.styles import PLAIN, Style, styles_of
from gov_info_report.readers.tables import table_blocks
from gov_info_report.recognise import is_figure

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read_docx"]

WIDEST_SPAN = 100
"""A cell that spans more columns than this spans this many."""

_P, _R, _T, _TABLE, _ROW, _CELL, _BOX, _SYMBOL = (
    W + name for name in ("p", "r", "t", "tbl", "tr", "tc", "txbxContent", "sym")
)
_FORMULA_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_PRINTED = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
}
"""Elements of a run that stand for a character."""
_DROPPED = frozenset(W + name for name in ("del", "moveFrom", "rt", "pPr", "rPr", "sdtPr", "sdtEndPr"))
"""What is deleted or moved away, phonetic guides beside characters, and properties."""
_WRAPPERS = frozenset(
    W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "footnote", "endnote")
)

_PROPERTIES = f"{W}pPr"
_STYLE, _OUTLINE, _NUMBER, _RUN = (W + name for name in ("pStyle", "outlineLvl", "numPr", "rPr"))
_UNPRINTED = tuple(W + name for name in ("vanish", "strike", "dstrike"))
_RAISED = f"{W}vertAlign"
_DELETED = tuple(W + name for name in ("del", "moveFrom"))
_ROW_PROPERTIES, _ROW_DELETED, _BEFORE = (W + name for name in ("trPr", "del", "gridBefore"))
_CELL_PROPERTIES = f"{W}tcPr"
_SPAN, _DOWN, _ACROSS, _CELL_DELETED = (W + name for name in ("gridSpan", "vMerge", "hMerge", "cellDel"))
_MERGING = frozenset({_SPAN, _DOWN, _ACROSS, _CELL_DELETED})
_OFF = frozenset({"0", "false", "off"})

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

_ASIDES = (("header", FURNITURE), ("footer", FURNITURE), ("footnotes", NOTE), ("endnotes", NOTE))
_PAGE_NUMBER = re.compile(r"[-—–·~\s\d第页共/]*")


def read_docx(source: bytes, budget: Budget) -> Document:
    """The document of a Word file in the format of 2007 and later.

    Raises:
        ParseError: The file is damaged, no Word document, or beyond the limits.
        MissingExtraError: lxml is not installed.
    """
    package = Package(source, budget)
    main = next(iter(package.related("", "officeDocument")), "word/document.xml")
    root = package.part(main)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise ParseError("文件中没有 Word 正文 (the file holds no text of a Word document)", code="damaged")
    story = _Story(budget, styles_of(_only(package, main, "styles")), Numbering.of(_only(package, main, "numbering")))
    try:
        blocks = tuple(_blocks(story.items(body)))
        remarks = dict.fromkeys(_remarks(package, main, story))
    except RecursionError as error:
        raise ParseError("Word 文档嵌套过深 (the elements of the document nest too deep)", code="too-large") from error
    return Document("docx", blocks, (*story.remarks, *remarks))


def _only(package: Package, main: str, kind: str) -> _Element | None:
    found = package.related(main, kind)
    return package.part(found[0]) if found else None


def _remarks(package: Package, main: str, story: _Story) -> Iterator[tuple[str, str, Span | None]]:
    """What is printed on every page, or below the text. A number of the page alone is not told."""
    for kind, reason in _ASIDES:
        for part in package.related(main, kind):
            root = package.part(part)
            for item in story.items(root) if root is not None else ():
                text = item.text
                if not _PAGE_NUMBER.fullmatch(text):
                    yield text, reason, None


# What a document is made of


@frozen
class _Prose:
    """The lines of a paragraph."""

    lines: tuple[str, ...]
    level: int = 0
    literal: bool = False

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


class _Cell(NamedTuple):
    """A cell, the column in which it stands, and all that it holds."""

    column: int
    items: tuple[_Item, ...]

    @property
    def text(self) -> str:
        return "\n".join([item.text for item in self.items]) if self.items else ""

    @property
    def is_layout(self) -> bool:
        """Whether it holds what no cell of a data table does: a table, or an article."""
        if not self.items:
            return False
        if any(isinstance(item, _Table) for item in self.items):
            return True
        return len(self.text) > LONG_CELL and not is_figure(self.text)


@frozen
class _Table:
    rows: tuple[tuple[_Cell, ...], ...]

    @property
    def text(self) -> str:
        return " ".join(cell.text for row in self.rows for cell in row)


_Item: TypeAlias = _Prose | _Table


def _blocks(items: Iterable[_Item]) -> Iterator[Block]:
    """The items as blocks, paragraphs and tables counted; a table that holds nothing is none."""
    paragraphs = tables = 0
    for item in items:
        if isinstance(item, _Prose):
            paragraphs += 1
            for line in item.lines:
                yield Passage(line, (None, None, None, None, paragraphs), item.level, item.literal)
        elif any(cell.items for row in item.rows for cell in row):
            tables += 1
            yield from table_blocks(list(_grid_rows(item, tables)), exact=True)


def _grid_rows(table: _Table, number: int) -> Iterator[GridRow]:
    for at, row in enumerate(table.rows, start=1):
        yield row_of(
            [
                Cell(cell.text, cell.column, (None, cell.column + 1, number, at, None, None, place))
                for place, cell in enumerate(row, start=1)
            ]
        )


def _prose(text: str, level: int = 0, literal: bool = False) -> list[_Item]:
    """A paragraph, cut where it breaks its lines; none where nothing is printed."""
    if literal:
        return [_Prose(tuple(tidy(_ESCAPED.sub(_character, text)).split("\n")), level, literal)]
    if not text:
        return []
    lines = tuple([line.strip() for line in tidy(text).split("\n") if line and not line.isspace()])
    return [_Prose(lines, level)] if lines else []


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


# The walk


@define
class _Story:
    """The walk through what a document prints."""

    budget: Budget
    styles: Mapping[str, Style]
    numbering: Numbering
    remarks: list[tuple[str, str, Span | None]] = field(factory=list)

    def items(self, container: _Element) -> list[_Item]:
        """What a body, a cell or a text box holds."""
        items: list[_Item] = []
        unfinished = ""
        for element in _through(container, (_P, _TABLE)):
            if element.tag == _P:
                finished, unfinished = self.paragraph(element, unfinished)
                items += finished
            else:
                items += _prose(unfinished)
                unfinished = ""
                items += self.table(element)
        return items + _prose(unfinished) if unfinished else items

    def paragraph(self, element: _Element, before: str) -> tuple[list[_Item], str]:
        """A paragraph, and the text boxes that hang on it after it.

        Where its end is deleted, its text is given apart: the next paragraph begins with it.
        """
        self.budget.check_time()
        properties = _properties(element, _PROPERTIES)
        is_empty = len(element) == (properties is not None)
        if is_empty and not (before or self.empty_counts):
            return [], ""
        words: list[str] = [before] if before else []
        boxes: list[_Item] = []
        if not is_empty:
            self.gather(element, words, boxes)
        text = "".join(words)
        key, style = "", PLAIN
        if properties is not None:
            found = {each.tag: each for each in properties.iterchildren(_STYLE, _OUTLINE, _NUMBER, _RUN)}
            if _RUN in found and next(found[_RUN].iterchildren(*_DELETED), None) is not None:
                return boxes, text
            key = found[_STYLE].get(VALUE, "") if _STYLE in found else ""
            style = self.styles.get(key, PLAIN)
            if _OUTLINE in found or _NUMBER in found:
                style = style.under(properties)
        number = self.numbering.next(style.number, style.level, key) if style.number and not style.literal else ""
        if number and text.strip():
            text = number + text.lstrip()
        level = style.outline + 1 if style.outline is not None and style.outline < 9 else 0
        return [*_prose(text, level, style.literal), *boxes], ""

    @cached_property
    def empty_counts(self) -> bool:
        """Whether a paragraph without text can mean anything: a number, or an empty line to the letter."""
        return bool(self.numbering.lists) or any(style.literal for style in self.styles.values())

    def gather(self, element: _Element, words: list[str], boxes: list[_Item]) -> None:
        """The words that a part of a paragraph prints, and what its text boxes hold."""
        for child in element:
            tag = child.tag
            if tag == _R:
                self.run(child, words, boxes)
            elif tag in (_T, _FORMULA_TEXT):
                text = (child.text or "").replace("\n", " ")
                words.append(text if child.get(_SPACE) == "preserve" else text.strip(" \t"))
            elif tag in _PRINTED:
                words.append(_PRINTED[tag])
            elif tag == _SYMBOL:
                words.append(_symbol(child.get(f"{W}char", "")))
            elif tag == _BOX:
                boxes += self.items(child)
            elif tag == _ALTERNATIVES:
                for chosen in child[:1]:  # the others say the same for older programs
                    self.gather(chosen, words, boxes)
            elif tag not in _DROPPED:
                self.gather(child, words, boxes)

    def run(self, run: _Element, words: list[str], boxes: list[_Item]) -> None:
        """The words of a run, if they are printed and not struck out; digits above the line count notes."""
        properties = _properties(run, _RUN)
        if properties is not None and len(properties):
            if any(each.get(VALUE) not in _OFF for each in properties.iterchildren(*_UNPRINTED)):
                self.hide(run)
                return
            if any(each.get(VALUE) != "baseline" for each in properties.iterchildren(_RAISED)):
                above: list[str] = []
                self.gather(run, above, boxes)
                words += map(raised, above)
                return
        self.gather(run, words, boxes)

    def hide(self, run: _Element) -> None:
        """Pass over what is not printed, or struck out, and remark on it."""
        words: list[str] = []
        self.gather(run, words, [])
        text = tidy("".join(words)).strip()
        if text:
            self.remarks.append((text, HIDDEN, None))

    def table(self, element: _Element) -> list[_Item]:
        """A table; or what it holds, where it is there for the layout alone."""
        rows: list[tuple[_Cell, ...]] = []
        running: set[int] = set()
        for row in _through(element, (_ROW,)):
            properties = {each.tag: each for each in next(row.iterchildren(_ROW_PROPERTIES), ())}
            if _ROW_DELETED not in properties:
                before = properties.get(_BEFORE)
                first = whole(before.get(VALUE, ""), 0) if before is not None else 0
                begun, running = self.row(row, first, running)
                rows.append(begun)
        cells = [cell for begun in rows for cell in begun]
        if any(cell.is_layout for cell in cells):
            return [item for cell in cells for item in cell.items]
        return [_Table(tuple(rows))]

    def row(self, element: _Element, column: int, above: set[int]) -> tuple[tuple[_Cell, ...], set[int]]:
        """The cells that begin in a row, the first in a column, and the columns in which merged cells reach down.

        A cell that another covers is left out, unless something stands in it all the same.
        """
        cells: list[_Cell] = []
        running: set[int] = set()
        elements = list(_through(element, (_CELL,)))
        self.budget.spend_cells(len(elements))
        for each in elements:
            properties = _properties(each, _CELL_PROPERTIES)
            found = {
                property.tag: property.get(VALUE, "continue")
                for property in (properties if properties is not None else ())
                if property.tag in _MERGING
            }
            if _CELL_DELETED in found:
                continue
            covered = found.get(_ACROSS) == "continue" or (found.get(_DOWN) == "continue" and column in above)
            if _DOWN in found:
                running.add(column)
            items = tuple(self.items(each))
            if items or not covered:
                cells.append(_Cell(column, items))
            column += min(max(whole(found.get(_SPAN, ""), 1), 1), WIDEST_SPAN)
        return tuple(cells), running


def _properties(element: _Element, tag: str) -> _Element | None:
    """The properties of an element: its first child, as the standard has it, if they are not elsewhere."""
    first = element[0] if len(element) else None
    return first if first is None or first.tag == tag else next(element.iterchildren(tag), None)


def _through(container: _Element, wanted: tuple[str, ...]) -> Iterator[_Element]:
    """The wanted children of an element, looking through what only wraps them."""
    for child in container:
        if child.tag in wanted:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _through(child, wanted)
        elif child.tag == _ALTERNATIVES:
            for chosen in child[:1]:
                yield from _through(chosen, wanted)


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return "\N{REPLACEMENT CHARACTER}"
