"""XLS: the cells of the sheets of a workbook in Excel's format before 2007."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from gov_info_report.document import Budget, Document
from gov_info_report.errors import MissingExtraError, ParseError
from gov_info_report.readers.numbers import Formats, kind_of
from gov_info_report.readers.sheets import Sheet, document_of, printed

__all__ = ["is_workbook", "read_xls"]


def _stream(name: str) -> bytes:
    """The entry of a stream in the directory of an old Office file: its name in 64 bytes, their number, its kind."""
    encoded = f"{name}\0".encode("utf-16-le")
    return encoded.ljust(64, b"\0") + bytes((len(encoded), 0, 2))


_WORKBOOK = re.compile(b"|".join(re.escape(_stream(name)) for name in ("Workbook", "Book")))
_WORD = _stream("WordDocument")

_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = range(1, 6)


def is_workbook(source: bytes) -> bool:
    """Whether an old Office file is a workbook; a text may hold workbooks, too."""
    return _WORKBOOK.search(source) is not None and _WORD not in source


def read_xls(source: bytes, budget: Budget) -> Document:
    """The document of an old workbook: its sheets, one after the other.

    Raises:
        ParseError: The file is damaged, locked with a password, no workbook, or beyond the limits.
        MissingExtraError: xlrd is not installed.
    """
    try:
        import xlrd
    except ImportError as error:
        raise MissingExtraError.needed("xlsx", "xlrd", "读取旧版 Excel 文件", "reading old Excel files") from error
    try:
        book = xlrd.open_workbook(
            file_contents=source, formatting_info=True, on_demand=True, ragged_rows=True, logfile=_Silence()
        )
        return document_of("xls", list(_sheets(book, xlrd, budget)), budget)
    except ParseError:
        raise
    except Exception as error:  # xlrd raises whatever it stumbles over in a damaged file
        raise ParseError(
            "文件已损坏、设有密码，或者不是 Excel 工作簿 "
            f"(the file is damaged, has a password, or is no workbook of Excel): {error}",
            code="damaged",
        ) from error


class _Silence:
    """Takes what xlrd would print about a file."""

    def write(self, text: str) -> None:
        """Print nothing."""


def _sheets(book: Any, xlrd: Any, budget: Budget) -> Iterator[Sheet]:
    start = datetime(1904, 1, 1) if book.datemode else datetime(1899, 12, 30)
    formats = Formats([kind_of(each.format_key, _code(book, each.format_key)) for each in book.xf_list], start)
    for number in range(book.nsheets):
        budget.check_time()
        read = book.sheet_by_index(number)
        sheet = Sheet(number + 1, read.visibility != 0)
        for row in range(read.nrows):
            cells = read.row(row)
            texts = {column: text for column, cell in enumerate(cells, start=1) if (text := _text(cell, formats, xlrd))}
            if texts:
                budget.spend_cells(len(texts))
                sheet.rows[row + 1] = texts
            elif cells:
                sheet.formatted.add(row + 1)
        for top, bottom, left, right in read.merged_cells:
            sheet.merge(top + 1, bottom, left + 1, right, budget)
        book.unload_sheet(number)
        yield sheet


def _code(book: Any, key: int) -> str:
    found = book.format_map.get(key)
    return found.format_str if found is not None else ""


def _text(cell: Any, formats: Formats, xlrd: Any) -> str:
    """What a cell shows."""
    if cell.ctype == _TEXT:
        return printed(cell.value)
    if cell.ctype in (_NUMBER, _DATE):
        return formats.text(repr(cell.value), cell.xf_index)
    if cell.ctype == _BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    return str(xlrd.error_text_from_code.get(cell.value, "#")) if cell.ctype == _ERROR else ""
