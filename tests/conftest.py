"""How long the properties are searched, and what more than one of them asks of a reading.

Briefly, the same way each time in CI; `--hypothesis-profile=long` by hand.
"""

from __future__ import annotations

import html
import os
import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from hypothesis import HealthCheck, settings

import gov_info_report as gir
from gov_info_report.document import Document, Passage
from gov_info_report.model import EDITIONS, TABLES, plain, table
from gov_info_report.readers import READERS, clean, decode, detect, read_document
from gov_info_report.recognise import bears_label, cut_headings, labels_of, section_heading

COMMON = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}
settings.register_profile("default", max_examples=60, **COMMON)
settings.register_profile("ci", max_examples=60, derandomize=True, **COMMON)
settings.register_profile("long", max_examples=3000, **COMMON)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(scope="session")
def unaccounted() -> Callable[..., list[str]]:
    """Gives the texts of a source that are nowhere: cells and passages, as the reader of its format sees them.

    What is not kept or told whole must be so piece by piece: headings and the text between them, or word by word.
    """

    def find(source: str | bytes, format: str | None = None) -> list[str]:
        document = _document_of(source, format)
        reading = gir.read(source, format)
        told = [str(finding.actual) for finding in reading.findings if isinstance(finding.actual, str)]
        kept = _bare("\n".join([*_strings(reading.report), *told]))
        places = set(reading.spans.values())

        def is_there(words: str) -> bool:
            return _bare(words) in kept or _is_label(words)

        def is_there_in_pieces(words: str) -> bool:
            pieces = [piece for piece, heading in cut_headings(words) if heading is None]
            return all(is_there(piece) or all(map(is_there, piece.split())) for piece in pieces)

        return [
            words
            for words, span in _texts(document)
            if document.located(span) not in places and not is_there(words) and not is_there_in_pieces(words)
        ]

    return find


def _bare(text: str) -> str:
    """A text without escapes: a row is told as it is printed, in a format that has them."""
    return html.unescape(text).replace("\\", "")


def _document_of(source: str | bytes, format: str | None) -> Document:
    if isinstance(source, bytes) and (format is None or format in READERS):
        source = decode(source)
    if isinstance(source, str):
        source, _ = clean(source)
        format = format or detect(source)
    return read_document(source, format, gir.Limits().start())


def _strings(report: gir.Report) -> Iterator[str]:
    yield report.title
    yield report.preamble
    for section in (report.overview, report.problems, report.other_matters):
        yield section.text if section else ""


def _texts(document: Document) -> Iterator[tuple[str, gir.document.Span | None]]:
    for block in document.blocks:
        if isinstance(block, Passage):
            yield block.text, block.span
        else:
            yield from ((cell.text, cell.span) for row in block.rows for cell in row.cells)
    yield from ((text, None) for text, _, _ in document.remarks)


def _is_label(words: str) -> bool:
    """Whether words are labels of the form, or a part of one that is broken over lines, if only its comma."""
    return (
        section_heading(words, True) is not None
        or any(labels_of(name, words) for name in TABLES)
        or any(bears_label(name, words) for name in TABLES)
        or (len(_folded(words)) != 1 and _folded(words) in _printed_labels())
    )


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", plain(text))


@cache
def _printed_labels() -> str:
    """Every label of the rows, as the form prints it."""
    rows = [row for name in TABLES for edition in EDITIONS for row in table(name, edition).rows]
    return "|".join(_folded(term.label) for row in rows for term in row.terms)
