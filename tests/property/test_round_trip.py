"""What was read can be written and read back, equal: every report, every format."""

from __future__ import annotations

import pytest
from hypothesis import given

import gov_info_report as gir
from gov_info_report.testing import consistent_reports, reports

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
