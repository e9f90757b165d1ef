"""A Hypothesis strategy for damaged documents of consistent reports."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from gov_info_report.model import Edition
from tests.pages.damaged import DamagedReport, damaged_report, suits
from tests.pages.damages import DAMAGES
from tests.pages.layouts import LAYOUTS


@st.composite
def damaged_reports(
    draw: DrawFn,
    edition: Edition | None = None,
    layouts: Sequence[str] | None = None,
    damages: Sequence[str] | None = None,
) -> DamagedReport:
    """Consistent reports in the layouts and with the damages that published reports show, and what they still print."""
    pairs = [
        (layout, damage)
        for layout in layouts or LAYOUTS
        for damage in damages or DAMAGES
        if suits(layout, DAMAGES[damage])
    ]
    layout, damage = draw(st.sampled_from(pairs))
    return damaged_report(draw(st.randoms(use_true_random=False)), layout, (damage,), edition)
