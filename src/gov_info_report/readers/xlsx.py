"""XLSX: the cells of the sheets of a workbook.

Cells are read as stored: hidden rows and columns, too, since filters and outlines hide them. Formulas stand for the
values that were last computed; one without such a value stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from attrs import define

from gov_info_report.document import Budget, Document
from gov_info_report.errors import ParseError
from gov_info_report.model import raised
from gov_info_report.readers.numbers import Formats, kind_of
from gov_info_report.readers.package import Package
from gov_info_report.readers.sheets import Sheet, document_of, printed

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["read_xlsx"]

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def read_xlsx(source: bytes, budget: Budget) -> Document:
    """The document of a workbook: its sheets, one after the other.

    Raises `ParseError` for files that are no workbook, or beyond the limits, and `MissingExtraError` without lxml.
    """
    sheets = list(_Workbook(Package(source, budget, "Excel"), budget).sheets())
    return document_of("xlsx", sheets, budget)


# The parts of the workbook


@define
class _Workbook:
    package: Package
    budget: Budget
    size: int = 0

    def sheets(self) -> Iterator[Sheet]:
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
            sheet = Sheet(number, entry.get("state", "visible") != "visible")
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

    def formats(self, name: str, book: _Element) -> Formats:
        """What the number formats make of numbers."""
        properties = next(_within(book, "workbookPr"), None)
        later = properties is not None and properties.get("date1904") in ("1", "true")
        start = datetime(1904, 1, 1) if later else datetime(1899, 12, 30)
        root = next((self.package.part(part) for part in self.package.related(name, "styles")), None)
        if root is None:
            return Formats((), start)
        codes = {each.get("numFmtId"): each.get("formatCode", "") for each in _within(root, "numFmts", "numFmt")}
        styles = [each.get("numFmtId", "0") for each in _within(root, "cellXfs", "xf")]
        return Formats([kind_of(_number(style, 0), codes.get(style, "")) for style in styles], start)

    def fill(self, sheet: Sheet, root: _Element, strings: Sequence[str], formats: Formats) -> None:
        """Read the cells of a sheet."""
        row = 0
        for line in _within(root, "sheetData", "row"):
            row = _number(line.get("r"), row + 1)
            column = 0
            texts: dict[int, str] = {}
            for cell in line:
                reference = _REFERENCE.fullmatch(cell.get("r", ""))
                column = _column(reference[1]) if reference else column + 1
                text = printed(_value(cell, strings, formats))
                if text:
                    texts[column] = text
                    self.size += len(text)
            if texts:
                sheet.rows.setdefault(row, {}).update(texts)
                self.budget.spend_cells(len(texts))
                self.budget.check_size(self.size)  # many cells may share one long text
            elif len(line):
                sheet.formatted.add(row)
        for merged in _within(root, "mergeCells", "mergeCell"):
            corners = [_REFERENCE.fullmatch(corner) for corner in merged.get("ref", "").split(":")]
            if len(corners) == 2 and corners[0] is not None and corners[1] is not None:
                (left, top), (right, bottom) = ((_column(each[1]), int(each[2])) for each in corners if each)
                sheet.merge(top, bottom, left, right, self.budget)


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


def _value(cell: _Element, strings: Sequence[str], formats: Formats) -> str:
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


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
