"""Hypothesis strategies for tests, ours and those of other projects: figures, prose and whole reports.

Needs the extra `testing`.
"""

from gov_info_report.errors import MissingExtraError

try:
    import hypothesis  # noqa: F401  # only to say in plain words that it is missing
except ImportError as error:  # pragma: no cover - the tests have hypothesis
    raise MissingExtraError.needed("testing", "hypothesis", "测试工具", "gov_info_report.testing") from error

from gov_info_report.testing.consistent import consistent_report
from gov_info_report.testing.strategies import consistent_reports, figures, prose, reports

__all__ = ["consistent_report", "consistent_reports", "figures", "prose", "reports"]
