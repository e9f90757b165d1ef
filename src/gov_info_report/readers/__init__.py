"""From a source to a `Document`: telling the format, decoding, and a reader for each format."""

from __future__ import annotations

from collections.abc import Callable

from gov_info_report.document import Budget, Document
from gov_info_report.errors import FormatError, ParseError
from gov_info_report.readers.decoding import clean, decode
from gov_info_report.readers.detection import detect, detect_binary
from gov_info_report.readers.docx import read_docx
from gov_info_report.readers.html import read_html
from gov_info_report.readers.json import is_ours, load_json
from gov_info_report.readers.markdown import read_markdown
from gov_info_report.readers.office import read_office
from gov_info_report.readers.pdf import read_pdf
from gov_info_report.readers.text import read_csv, read_text
from gov_info_report.readers.values import read_values
from gov_info_report.readers.xls import read_xls
from gov_info_report.readers.xlsx import read_xlsx

__all__ = [
    "BINARY_READERS",
    "FORMATS",
    "READERS",
    "clean",
    "decode",
    "detect",
    "detect_binary",
    "is_ours",
    "load_json",
    "read_document",
    "read_values",
]

READERS: dict[str, Callable[[str, Budget], Document]] = {
    "text": read_text,
    "markdown": read_markdown,
    "html": read_html,
    "csv": read_csv,
}
"""Readers of formats that are text."""

BINARY_READERS: dict[str, Callable[[bytes, Budget], Document]] = {
    "docx": read_docx,
    "doc": read_office,
    "pdf": read_pdf,
    "xlsx": read_xlsx,
    "xls": read_xls,
}
"""Readers of formats that are bytes. Each imports what it stands on when it is first called."""

FORMATS = ("json", *READERS, *BINARY_READERS)
"""The formats of sources; the library's own JSON is no document, but the model itself."""


def read_document(source: str | bytes, format: str, budget: Budget) -> Document:
    """The document that a source holds in a format.

    Raises `FormatError` when a text is said to be in a format of bytes, and `ParseError` for files of a kind that
    has no reader.
    """
    if isinstance(source, str) and format in READERS:
        return READERS[format](source, budget)
    if isinstance(source, bytes) and format in BINARY_READERS:
        return BINARY_READERS[format](source, budget)
    if isinstance(source, bytes):
        raise ParseError(
            f"不支持的文件格式：{format}，请另存为文本或 HTML "
            f"(no reader for {format} files; save the report as text or HTML)",
            code="unknown-format",
        )
    raise FormatError(f"no reader for text in format {format!r}; there are {', '.join(READERS)}")
