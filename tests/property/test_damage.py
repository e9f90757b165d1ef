"""Damaged documents: no number is invented or misplaced in silence, every absence is named, and most is read."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given

import gov_info_report as gir
from benchmarks.reading import Score
from tests.pages import DAMAGES, LAYOUTS, DamagedReport, damaged_report, damaged_reports, suits
from tests.pages.pending import DAMAGES_SILENT, DAMAGES_UNREAD, LAYOUTS_SILENT, LAYOUTS_UNREAD
from tests.pages.verdict import Outcome, case_of, judge

pytestmark = pytest.mark.slow

LOUD_LAYOUTS = [layout for layout in LAYOUTS if layout not in LAYOUTS_SILENT]
LOUD_DAMAGES = [damage for damage in DAMAGES if damage not in DAMAGES_SILENT]
READ_LAYOUTS = [layout for layout in LAYOUTS if layout not in LAYOUTS_UNREAD]
READ_DAMAGES = [damage for damage in DAMAGES if damage not in DAMAGES_UNREAD]

DOCUMENTS = 20
"""So many are drawn of each damage, and of each layout."""

RIGHT = 95.0
"""Of a hundred figures that the pages of a layout settle, so many are read; benchmarks.reading asks more."""


def outcomes(layouts: list[str], damages: list[str]) -> list[Outcome]:
    """What becomes of documents in these layouts and with these damages: the same ones each time."""
    pairs = [(layout, damage) for layout in layouts for damage in damages if suits(layout, DAMAGES[damage])]
    drawn = Random(f"{layouts} {damages}")
    documents = (damaged_report(drawn, layout, (damage,)) for layout, damage in drawn.choices(pairs, k=DOCUMENTS))
    return [judge(case_of(document)) for document in documents]


@pytest.mark.parametrize("damage", LOUD_DAMAGES)
def test_no_damage_makes_a_silent_number_or_a_quiet_absence(damage: str) -> None:
    for outcome in outcomes(LOUD_LAYOUTS, [damage]):
        assert outcome.crashed == ""
        assert [figure for figure in outcome.figures if figure.verdict in ("silent", "quiet")] == []


@pytest.mark.parametrize("layout", READ_LAYOUTS)
def test_what_a_page_settles_is_read(layout: str) -> None:
    score = Score()
    for outcome in outcomes([layout], READ_DAMAGES):
        score.add(outcome, clean=False)
    assert score.percent("decidable") >= RIGHT


@given(damaged=damaged_reports())
def test_what_was_read_from_damage_survives_writing(damaged: DamagedReport) -> None:
    report = gir.parse(damaged.source)
    for format in ("text", "markdown", "html", "json"):
        assert gir.parse(gir.serialise(report, format)) == report
