"""Nothing printed is dropped: it stands in the report, is a label of the form, or is told by a finding."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given

import gov_info_report as gir
from gov_info_report.document import Document, Passage
from gov_info_report.model import TABLES, bears_label, labels_of, section_heading
from gov_info_report.readers import clean, detect, read_document
from gov_info_report.testing import DamagedReport, damaged_reports, reports

ROOT = Path(__file__).parents[2]


def unaccounted(source: str) -> list[str]:
    """The texts of a source that are nowhere: whole cells and passages, as the reader of its format sees them."""
    text, _ = clean(source)
    document: Document = read_document(text, detect(text), gir.Limits().start())
    reading = gir.read(source)
    kept = "\n".join(_strings(reading.report))
    told = "\n".join(str(finding.actual) for finding in reading.findings if isinstance(finding.actual, str))
    places = set(reading.spans.values())
    return [
        words
        for words, span, is_cell in _texts(document)
        if words.strip()
        and not (is_cell and span in places)
        and words not in kept
        and words not in told
        and not _is_label(words)
    ]


def _strings(report: gir.Report) -> Iterator[str]:
    yield report.title
    yield report.preamble
    for section in (report.overview, report.problems, report.other_matters):
        yield section.text if section else ""


def _texts(document: Document) -> Iterator[tuple[str, gir.Span, bool]]:
    for block in document.blocks:
        if isinstance(block, Passage):
            yield block.text, block.span, True
        else:
            yield from ((cell.text, cell.span, True) for row in block.rows for cell in row.cells)


def _is_label(words: str) -> bool:
    return (
        section_heading(words, True) is not None
        or any(labels_of(name, words) for name in TABLES)
        or any(bears_label(name, words) for name in TABLES)
    )


@given(report=reports())
def test_nothing_of_a_written_report_is_lost(report: gir.Report) -> None:
    for format in ("text", "markdown", "html"):
        assert unaccounted(gir.serialise(report, format)) == []


@given(damaged=damaged_reports())
def test_nothing_of_a_damaged_report_is_lost(damaged: DamagedReport) -> None:
    assert unaccounted(damaged.source) == []


def _documents() -> list[Path]:
    folders = (ROOT / "examples", ROOT / "tests" / "golden", ROOT.parent / "shared" / "corpus" / "documents")
    return [path for folder in folders for path in sorted(folder.glob("*")) if path.suffix in (".txt", ".md", ".html")]


@pytest.mark.parametrize("path", _documents(), ids=lambda path: path.name)
def test_nothing_of_a_document_is_lost(path: Path) -> None:
    assert unaccounted(path.read_text("utf-8")) == []
