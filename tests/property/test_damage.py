"""Damaged documents: no number is invented or misplaced in silence, and every absence is named."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pytest
from hypothesis import given

import gov_info_report as gir
from gov_info_report.testing import DAMAGES, DamagedReport, damaged_reports

SPEAK_OF_THE_WHOLE = ("edition-mixed", "year-mismatch", "section-out-of-order")
"""Codes that name a section without telling that a cell of it is in doubt."""

UNDECIDABLE = ("cell dropped", "column and ends lost")
"""Damages after which nothing on the page may show where a number belongs."""


def read(damaged: DamagedReport) -> tuple[gir.Report, list[gir.Finding]]:
    reading = gir.read(damaged.source)
    return reading.report, [*reading.findings, *gir.validate(reading)]


def names(path: str, findings: Iterable[gir.Finding]) -> bool:
    parts = path.split(".")
    prefixes = {".".join(parts[:end]) for end in range(1, len(parts) + 1)}
    return any(not prefixes.isdisjoint(f.paths) for f in findings if f.code not in SPEAK_OF_THE_WHOLE)


@pytest.mark.parametrize("damage", DAMAGES)
def test_no_damage_makes_a_silent_number_or_a_quiet_absence(damage: str) -> None:
    @given(damaged=damaged_reports(damages=[damage]))
    def check(damaged: DamagedReport) -> None:
        report, findings = read(damaged)
        grave = [finding for finding in findings if finding.severity != "info"]
        for path, printed in damaged.printed.items():
            value = report[path]
            if isinstance(value, int | Decimal):
                assert value == printed or names(path, grave), f"silent: {path} is {value}, printed is {printed}"
            else:
                assert names(path, findings), f"quiet: {path}"

    check()


@pytest.mark.parametrize("damage", [damage for damage in DAMAGES if damage not in UNDECIDABLE])
def test_what_is_printed_and_decidable_is_read(damage: str) -> None:
    @given(damaged=damaged_reports(damages=[damage]))
    def check(damaged: DamagedReport) -> None:
        report, _ = read(damaged)
        other = {path: (report[path], printed) for path, printed in damaged.printed.items() if report[path] != printed}
        assert other == {}

    check()


@given(damaged=damaged_reports())
def test_a_number_that_is_read_is_never_another_than_the_true_one(damaged: DamagedReport) -> None:
    """Whatever the damage does to consistent figures, placement by proof puts none where another was meant."""
    report, _ = read(damaged)
    wrong = {
        path: (report[path], damaged.report[path])
        for path in damaged.printed
        if isinstance(report[path], int | Decimal) and report[path] != damaged.report[path]
    }
    assert wrong == {}


@given(damaged=damaged_reports())
def test_what_was_read_from_damage_survives_writing(damaged: DamagedReport) -> None:
    report, _ = read(damaged)
    for format in ("text", "markdown", "html", "json"):
        assert gir.parse(gir.serialise(report, format)) == report
