"""From a source to a `Document`: decoding, telling the format, and a reader for each format."""

from __future__ import annotations

from collections.abc import Callable

from gov_info_report.document import Document
from gov_info_report.errors import FormatError
from gov_info_report.readers.decoding import clean, decode
from gov_info_report.readers.detection import detect
from gov_info_report.readers.html import read_html
from gov_info_report.readers.lines import read_markdown, read_text

__all__ = ["FORMATS", "READERS", "clean", "decode", "detect", "read_document"]

READERS: dict[str, Callable[[str], Document]] = {
    "text": read_text,
    "markdown": read_markdown,
    "html": read_html,
}

FORMATS = ("json", *READERS)
"""The formats of sources; JSON is no document, but the model itself."""


def read_document(source: str, format: str) -> Document:
    """The document that a text in one of the formats of `READERS` holds; `FormatError` for any other format."""
    if format not in READERS:
        raise FormatError(f"no reader for format {format!r}; there are {', '.join(READERS)}")
    return READERS[format](source)
