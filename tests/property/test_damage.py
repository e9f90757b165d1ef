"""Damaged documents: no number is invented or misplaced in silence, and every absence is named."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gov_info_report as gir
from gov_info_report.testing import DAMAGES, LAYOUTS, DamagedReport, damaged_reports

SPEAK_OF_THE_WHOLE = ("edition-mixed", "year-mismatch", "section-out-of-order")
"""Codes that name a section without telling that a cell of it is in doubt."""


def read(damaged: DamagedReport) -> tuple[dict[str, gir.Figure], list[gir.Finding]]:
    """The figures of a document and all findings; where its table is gone, nothing tells the edition."""
    reading = gir.read(damaged.source)
    figures: dict[str, gir.Figure] = dict.fromkeys(damaged.printed, gir.Mark.MISSING)
    figures |= {record.path: reading.report[record.path] for record in gir.to_records(reading.report)}
    return figures, [*reading.findings, *gir.validate(reading)]


def names(path: str, findings: Iterable[gir.Finding]) -> bool:
    parts = path.split(".")
    prefixes = {".".join(parts[:end]) for end in range(1, len(parts) + 1)}
    return any(not prefixes.isdisjoint(f.paths) for f in findings if f.code not in SPEAK_OF_THE_WHOLE)


@pytest.mark.parametrize("damage", DAMAGES)
@given(data=st.data())
def test_no_damage_makes_a_silent_number_or_a_quiet_absence(damage: str, data: st.DataObject) -> None:
    damaged = data.draw(damaged_reports(damages=[damage]))
    figures, findings = read(damaged)
    grave = [finding for finding in findings if finding.severity != "info"]
    for path, printed in damaged.printed.items():
        value = figures[path]
        if isinstance(value, int | Decimal):
            right = {printed, damaged.report[path]} if path in damaged.undecidable else {printed}
            assert value in right or names(path, grave), f"silent: {path} is {value}, printed is {printed}"
        else:
            assert names(path, findings), f"quiet: {path}"


@pytest.mark.parametrize("layout", LAYOUTS)
@given(data=st.data())
def test_what_is_printed_and_decidable_is_read(layout: str, data: st.DataObject) -> None:
    damaged = data.draw(damaged_reports(layouts=[layout]))
    figures, _ = read(damaged)
    decidable = damaged.printed.keys() - damaged.undecidable
    wrong = {
        path: (figures[path], damaged.printed[path])
        for path in decidable
        if isinstance(damaged.printed[path], int | Decimal) and figures[path] != damaged.printed[path]
    }
    assert wrong == {}


@given(damaged=damaged_reports())
def test_what_was_read_from_damage_survives_writing(damaged: DamagedReport) -> None:
    report = gir.parse(damaged.source)
    for format in ("text", "markdown", "html", "json"):
        assert gir.parse(gir.serialise(report, format)) == report
