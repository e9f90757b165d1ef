"""What was read can be written and read back, equal: every report, every format."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gov_info_report as gir
from gov_info_report.model import Mark, Row, table
from gov_info_report.testing import consistent_reports, reports

pytestmark = pytest.mark.slow

FORMATS = ("text", "markdown", "html", "json")


@pytest.mark.parametrize("format", FORMATS)
@given(report=reports())
def test_any_report_survives_writing_and_reading(format: str, report: gir.Report) -> None:
    assert gir.parse(gir.serialise(report, format), format=format) == report


@pytest.mark.parametrize("format", FORMATS)
@given(report=reports())
def test_the_format_is_told_from_what_was_written(format: str, report: gir.Report) -> None:
    reading = gir.read(gir.serialise(report, format))
    assert (reading.format, reading.report) == (format, report)


@pytest.mark.parametrize("format", FORMATS)
@given(report=reports())
def test_reading_what_was_written_finds_nothing(format: str, report: gir.Report) -> None:
    assert list(gir.read(gir.serialise(report, format)).findings) == []


@pytest.mark.parametrize("format", FORMATS)
@given(report=reports())
def test_bytes_and_text_are_read_alike(format: str, report: gir.Report) -> None:
    assert gir.parse(gir.serialise(report, format).encode()) == report


@given(report=consistent_reports())
def test_a_report_as_an_office_means_it_is_clean(report: gir.Report) -> None:
    assert list(gir.validate(report)) == []


@given(report=reports())
def test_records_give_the_figures_back(report: gir.Report) -> None:
    records = gir.to_records(report)
    if records:
        back = gir.from_records(records)
        assert (back.proactive, back.requests, back.disputes) == (report.proactive, report.requests, report.disputes)
        assert gir.to_records(back) == records


@pytest.mark.parametrize("format", FORMATS)
@given(
    row=st.sampled_from([row for of in (table("requests", 2021), table("disputes", 2021)) for row in of.rows]),
    numbers=st.lists(st.sampled_from([0, 1, 2, 7]), min_size=7, max_size=7),
    blank=st.integers(1, 6),
    at_the_end=st.booleans(),
)
def test_blanks_beside_sums_that_do_not_hold_survive_writing_and_reading(
    format: str, row: Row, numbers: list[int], blank: int, at_the_end: bool
) -> None:
    """Such a row looks as if its numbers had slid."""
    marked = [*numbers[blank:], *[Mark.BLANK] * blank] if at_the_end else [*[Mark.BLANK] * blank, *numbers[blank:]]
    zeros = {record.path: 0 for record in gir.to_records(gir.blank(2021))}
    report = gir.evolve(gir.blank(2021), {**zeros, **dict(zip(row.paths, marked, strict=False))})
    reading = gir.read(gir.serialise(report, format))
    assert (reading.report, list(reading.findings)) == (report, [])
