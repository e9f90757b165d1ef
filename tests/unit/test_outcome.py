"""What becomes of one document, and what a reading says of its report."""

from datetime import date

import pytest

import gov_info_report as gir
from gov_info_report.findings import Outcome
from gov_info_report.model import Period


def test_an_outcome_is_a_reading_or_an_error(source):
    reading = gir.read(source().text)
    outcome = Outcome("a.txt", 0, reading, gir.validate(reading))
    assert outcome.unwrap() is reading
    assert outcome.report is reading.report
    assert gir.serialise(outcome, "text") == gir.serialise(reading, "text")
    assert gir.validate(outcome) == gir.validate(reading.report)
    for wrong in ({}, {"reading": reading, "error": gir.ParseError("不是年报")}):
        with pytest.raises(ValueError, match="an outcome has either a reading or an error"):
            Outcome("a.txt", 0, **wrong)


def test_an_outcome_without_a_reading_raises_its_error():
    error = gir.ParseError("不是年报")
    outcome = Outcome("a.txt", 0, error=error)
    for ask in (outcome.unwrap, lambda: outcome.report, lambda: gir.to_records(outcome)):
        with pytest.raises(gir.ParseError) as raised:
            ask()
        assert raised.value is error


def test_a_reading_says_what_its_report_says(source):
    reading = gir.read(source().text)
    assert (reading.institution, reading.year) == ("青禾县水利局", 2024)
    assert reading.period == Period(date(2024, 1, 1), date(2024, 12, 31))
