"""Reports as pages: the layouts in which they reach a reader, their damages, and what each page settles."""

from tests.pages.damaged import DamagedReport, damaged_report, suits
from tests.pages.damages import DAMAGES
from tests.pages.layouts import LAYOUTS, Layout
from tests.pages.page import Page, lay_out
from tests.pages.strategies import damaged_reports

__all__ = [
    "DAMAGES",
    "LAYOUTS",
    "DamagedReport",
    "Layout",
    "Page",
    "damaged_report",
    "damaged_reports",
    "lay_out",
    "suits",
]
