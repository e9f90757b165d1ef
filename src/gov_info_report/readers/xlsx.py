"""XLSX: tables of a sheet are grids with merged cells resolved, headings and prose in its cells are passages.

Cells are read as stored: hidden rows and columns, too, since filters and outlines hide them. Hidden sheets hold lists
and drafts; they are read only when no other sheet holds anything, and else named in the document's remarks. Formulas
stand for the values that were last computed; one without such a value stands for itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Context, Decimal, InvalidOperation
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from gov_info_report.document import HIDDEN, Block, Budget, Cell, Document, Grid, GridRow, Passage, Span
from gov_info_report.errors import ParseError
from gov_info_report.model import raised, tidy
from gov_info_report.readers.package import Package
from gov_info_report.recognise import is_figure, is_title, section_heading

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read_xlsx"]

PROSE = 40
"""A row whose only cell has more characters than this is prose."""
LONGEST_LABEL = 120
"""A cell with more characters than this is no cell of a table, whatever stands beside it."""

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_UNPRINTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""What a number format holds apart from its own letters: quoted text, fillers, colours and conditions."""
_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_PERCENT = frozenset({9, 10})
_DIGITS = Context(prec=15)
"""As many digits as a spreadsheet keeps; what comes after them is an error of binary fractions."""


def read_xlsx(source: bytes, budget: Budget) -> Document:
    """The document of a workbook: its sheets, one after the other.

    Raises `ParseError` for files that are no workbook, or beyond the limits, and `MissingExtraError` without lxml.
    """
    sheets = list(_Workbook(Package(source, budget, "Excel"), budget).sheets())
    shown = [sheet for sheet in sheets if not sheet.hidden]
    if not any(sheet.rows for sheet in shown):
        shown = sheets
    blocks: list[Block] = []
    remarks: list[tuple[str, str, Span | None]] = []
    for sheet in sheets:
        budget.check_time()
        if sheet in shown:
            blocks += _blocks(sheet, budget)
        remarks += _unseen(sheet, sheet in shown)
    return Document("xlsx", tuple(blocks), tuple(remarks))


@define(eq=False)
class _Sheet:
    """A sheet: the texts of its cells by row and column, from 1, and which of them merged cells cover.

    `formatted` are the rows that have cells without text.
    """

    number: int
    hidden: bool
    rows: dict[int, dict[int, str]] = field(factory=dict)
    formatted: set[int] = field(factory=set)
    covered: dict[int, set[int]] = field(factory=dict)


# The parts of the workbook


@frozen
class _Formats:
    """How numbers are printed: by the number of a cell's style, as "date", "percent" or ""."""

    styles: Sequence[str]
    start: datetime

    def text(self, number: str, style: int) -> str:
        """A number as a spreadsheet prints it, its digits all of those that are stored."""
        kind = self.styles[style] if 0 <= style < len(self.styles) else ""
        try:
            value = _DIGITS.create_decimal(number.strip())
        except InvalidOperation:
            return number
        if not value.is_finite() or not -400 < value.adjusted() < 400:
            return number
        if kind == "date" and 0 <= value < 2_958_466:
            return self.date(value)
        if kind == "percent":
            return f"{_plain(value * 100)}%"
        return _plain(value)

    def date(self, days: Decimal) -> str:
        moment = self.start + timedelta(days=int(days), seconds=round(float(days % 1) * 86_400))
        time = f"{moment.hour}:{moment.minute:02}" if days % 1 else ""
        return f"{moment.year}年{moment.month}月{moment.day}日{time}" if days >= 1 else time or "0:00"


def _plain(value: Decimal) -> str:
    return f"{value.normalize(_DIGITS) + 0:f}"


@define
class _Workbook:
    package: Package
    budget: Budget
    size: int = 0

    def sheets(self) -> Iterator[_Sheet]:
        """Its sheets in order."""
        name = next(iter(self.package.related("", "officeDocument")), "xl/workbook.xml")
        book = self.package.part(name)
        if book is None or _tag(book) != "workbook":
            raise ParseError("文件不是 Excel 工作簿 (the file is no workbook of Excel)", code="damaged")
        targets = self.targets(name)
        strings = self.strings(name)
        formats = self.formats(name, book)
        for number, entry in enumerate(_within(book, "sheets", "sheet"), start=1):
            part = targets.get(next((value for key, value in entry.items() if key.endswith("}id")), ""), "")
            root = self.package.part(part) if part else None
            sheet = _Sheet(number, entry.get("state", "visible") != "visible")
            if root is not None and _tag(root) == "worksheet":
                self.fill(sheet, root, strings, formats)
            yield sheet

    def targets(self, name: str) -> dict[str, str]:
        """The parts that the workbook's relations lead to, by the relations' names."""
        folder = dirname(name)
        relations = self.package.part(join(folder, "_rels", name[len(folder) :].lstrip("/") + ".rels"))
        return {
            each.get("Id", ""): normpath(join("/", folder, each.get("Target", ""))).lstrip("/")
            for each in (relations if relations is not None else ())
            if each.get("TargetMode") != "External"
        }

    def strings(self, name: str) -> list[str]:
        """The texts that cells share."""
        root = next((self.package.part(part) for part in self.package.related(name, "sharedStrings")), None)
        return [_text(each) for each in root] if root is not None else []

    def formats(self, name: str, book: _Element) -> _Formats:
        """What the number formats make of numbers."""
        properties = next(_within(book, "workbookPr"), None)
        later = properties is not None and properties.get("date1904") in ("1", "true")
        start = datetime(1904, 1, 1) if later else datetime(1899, 12, 30)
        root = next((self.package.part(part) for part in self.package.related(name, "styles")), None)
        if root is None:
            return _Formats((), start)
        codes = {each.get("numFmtId"): each.get("formatCode", "") for each in _within(root, "numFmts", "numFmt")}
        styles = [each.get("numFmtId", "0") for each in _within(root, "cellXfs", "xf")]
        return _Formats([_kind(style, codes.get(style, "")) for style in styles], start)

    def fill(self, sheet: _Sheet, root: _Element, strings: Sequence[str], formats: _Formats) -> None:
        """Read the cells of a sheet."""
        row = 0
        for line in _within(root, "sheetData", "row"):
            row = _number(line.get("r"), row + 1)
            column = 0
            texts: dict[int, str] = {}
            for cell in line:
                reference = _REFERENCE.fullmatch(cell.get("r", ""))
                column = _column(reference[1]) if reference else column + 1
                text = tidy(_value(cell, strings, formats)).strip(" \t\n\u3000\xa0")
                if text:
                    texts[column] = text
                    self.size += len(text)
            if texts:
                sheet.rows.setdefault(row, {}).update(texts)
                self.budget.spend_cells(len(texts))
                self.budget.check_size(self.size)  # many cells may share one long text
            elif len(line):
                sheet.formatted.add(row)
        rows = sorted({*sheet.rows, *sheet.formatted})
        for merged in _within(root, "mergeCells", "mergeCell"):
            self.cover(sheet, merged.get("ref", ""), rows)

    def cover(self, sheet: _Sheet, merged: str, rows: Sequence[int]) -> None:
        """Note what a merged cell covers of the rows that hold anything."""
        corners = [_REFERENCE.fullmatch(corner) for corner in merged.split(":")]
        if len(corners) != 2 or corners[0] is None or corners[1] is None:
            return
        (left, top), (right, bottom) = ((_column(each[1]), int(each[2])) for each in corners if each)
        for row in rows[bisect_left(rows, top) : bisect_right(rows, bottom)]:
            columns = range(left, min(right, left + WIDEST) + 1)
            self.budget.spend_cells(1)
            sheet.covered.setdefault(row, set()).update(columns[1:] if row == top else columns)


WIDEST = 256
"""Merged cells are followed in so many columns; the form has 15 at the most."""


def _tag(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _within(element: _Element, *path: str) -> Iterator[_Element]:
    """The elements at a path, whatever their namespace: the standard has two for each."""
    for child in element:
        if _tag(child) == path[0]:
            if len(path) > 1:
                yield from _within(child, *path[1:])
            else:
                yield child


def _text(item: _Element) -> str:
    """A text with its runs joined; the reading aid that may stand beside it is not part of it."""
    text = _run(item) + "".join(map(_run, _within(item, "r")))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _run(run: _Element) -> str:
    text = "".join([part.text or "" for part in _within(run, "t")])
    text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    shifted = any(each.get("val") != "baseline" for each in _within(run, "rPr", "vertAlign"))
    return raised(text) if shifted else text


def _value(cell: _Element, strings: Sequence[str], formats: _Formats) -> str:
    """What a cell shows."""
    kind = cell.get("t", "n")
    parts = {_tag(part): part for part in cell}
    if kind == "inlineStr":
        return _text(parts["is"]) if "is" in parts else ""
    stored = (parts["v"].text or "") if "v" in parts else ""
    if not stored and "f" in parts and kind != "str":
        return f"={parts['f'].text or ''}"
    if kind == "s":
        return strings[int(stored)] if stored.strip().isdecimal() and int(stored) < len(strings) else ""
    if kind == "b":
        return "TRUE" if stored.strip() == "1" else "FALSE"
    return formats.text(stored, _number(cell.get("s"), 0)) if kind == "n" else stored


def _kind(style: str, code: str) -> str:
    number = _number(style, 0)
    letters = _UNPRINTED.sub("", code).lower()
    if number in _DATES or (letters != "general" and re.search("[ymdhs]", letters)):
        return "date"
    return "percent" if number in _PERCENT or "%" in letters else ""


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


# From cells to blocks


def _blocks(sheet: _Sheet, budget: Budget) -> Iterator[Block]:
    """Passages and grids of a sheet. A grid ends at prose, and where a row is left out."""
    rows: list[int] = []
    for number in sorted({*sheet.rows, *sheet.formatted}):
        filled = _shown(sheet, number)
        prose = _is_prose([text for _, text in filled])
        if rows and (prose or number > rows[-1] + 1 or not (filled or rows[-1] in sheet.rows)):
            yield _grid(sheet, rows, budget)
            rows = []
        if prose:
            for column, text in filled:
                place = (None, column, sheet.number, number, None)
                yield from (Passage(line.strip(), place) for line in text.split("\n") if line.strip())
        elif filled or rows:
            rows.append(number)
    if rows:
        yield _grid(sheet, rows, budget)


def _shown(sheet: _Sheet, row: int) -> list[tuple[int, str]]:
    covered = sheet.covered.get(row, ())
    return [(column, text) for column, text in sorted(sheet.rows.get(row, {}).items()) if column not in covered]


def _is_prose(texts: Sequence[str]) -> bool:
    """Whether a row is text and no row of a table: a heading, a title, or what is longer than any label."""
    if not texts or all(map(is_figure, texts)):
        return False
    first = texts[0]
    if section_heading(first) is not None or any(len(text) > LONGEST_LABEL for text in texts):
        return True
    return len(texts) == 1 and (is_title(first) or len(first) > PROSE or "。" in first)


def _grid(sheet: _Sheet, rows: Sequence[int], budget: Budget) -> Grid:
    """Rows as a grid: it is as wide as what stands in it, and what is not covered is a cell."""
    shown = {number: dict(_shown(sheet, number)) for number in rows}
    filled = [column for texts in shown.values() for column in texts]
    left, right = min(filled), max(filled)
    budget.spend_cells(len(rows) * (right - left + 1))
    made: list[GridRow] = []
    for number in rows:
        texts, covered = shown[number], sheet.covered.get(number, ())
        cells = tuple(
            Cell(texts.get(column, "").replace("\n", " "), column - 1, (None, column, sheet.number, number, None))
            for column in range(left, right + 1)
            if column not in covered
        )
        made.append(GridRow(cells, "\t".join(cell.text for cell in cells)))
    return Grid(tuple(made), exact=True)


def _unseen(sheet: _Sheet, shown: bool) -> Iterator[tuple[str, str, Span | None]]:
    """What the file holds but does not show: a hidden sheet's rows, and what lies under merged cells."""
    for number, texts in sorted(sheet.rows.items()):
        covered: Iterable[int] = sheet.covered.get(number, ()) if shown else texts
        under = {column: text for column, text in sorted(texts.items()) if column in covered}
        if under:
            yield "\t".join(under.values()), HIDDEN, Span(table=sheet.number, row=number, column=min(under))
