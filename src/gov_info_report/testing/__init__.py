"""Reports for tests, ours and those of other projects: Hypothesis strategies, and documents as they are published.

Needs the extra `testing`.
"""

from gov_info_report.errors import MissingExtraError

try:
    import hypothesis  # noqa: F401  # only to say in plain words that it is missing
except ImportError as error:  # pragma: no cover - the tests have hypothesis
    raise MissingExtraError.needed("testing", "hypothesis", "测试工具", "gov_info_report.testing") from error

from gov_info_report.testing.consistent import consistent_report
from gov_info_report.testing.damaged import DamagedReport, damaged_report, suits
from gov_info_report.testing.damages import DAMAGES
from gov_info_report.testing.layouts import LAYOUTS, Layout
from gov_info_report.testing.pages import Page, lay_out
from gov_info_report.testing.strategies import consistent_reports, damaged_reports, figures, prose, reports

__all__ = [
    "DAMAGES",
    "LAYOUTS",
    "DamagedReport",
    "Layout",
    "Page",
    "consistent_report",
    "consistent_reports",
    "damaged_report",
    "damaged_reports",
    "figures",
    "lay_out",
    "prose",
    "reports",
    "suits",
]
