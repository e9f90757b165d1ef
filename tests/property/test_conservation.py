"""Nothing printed is dropped: it stands in the report, is a label of the form, or is told by a finding."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given

import gov_info_report as gir
from gov_info_report.testing import reports
from tests.pages import DamagedReport, damaged_reports

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
Unaccounted = Callable[[str], list[str]]


@given(report=reports())
def test_nothing_of_a_written_report_is_lost(report: gir.Report, unaccounted: Unaccounted) -> None:
    for format in ("text", "markdown", "html"):
        assert unaccounted(gir.serialise(report, format)) == []


@given(damaged=damaged_reports())
def test_nothing_of_a_damaged_report_is_lost(damaged: DamagedReport, unaccounted: Unaccounted) -> None:
    assert unaccounted(damaged.source) == []


def _documents() -> list[Path]:
    folders = (ROOT / "examples", ROOT / "tests" / "golden")
    return [path for folder in folders for path in sorted(folder.glob("*")) if path.suffix in (".txt", ".md", ".html")]


@pytest.mark.parametrize("path", _documents(), ids=lambda path: path.name)
def test_nothing_of_a_document_is_lost(path: Path, unaccounted: Unaccounted) -> None:
    assert unaccounted(path.read_text("utf-8")) == []
