"""`deduce`; what answers it is loaded when it is first asked."""

from __future__ import annotations

from gov_info_report.balance.answers import Deduction
from gov_info_report.model import Reported, report_of

__all__ = ["deduce"]


def deduce(report: Reported, *, not_applicable: bool = False) -> Deduction:
    """Fill every absent figure that has one value only, and say why.

    A figure is filled exactly when the identities, the figures known, and counts being integers >= 0 leave one value:
    blank, missing and unreadable cells, and those marked as not applicable if asked. Known figures are never changed.
    Figures that contradict each other (operands of a broken identity, negative or fractional counts) are set aside as
    if they were not known, so nothing rests on them; `Deduction.contradicted` names them.

    Args:
        report: The report, or a reading of it. Tables 3 and 4 have identities, table 2 has none.
        not_applicable: Fill cells marked as not applicable, too.

    >>> from gov_info_report.model import blank, evolve
    >>> block = {"upheld": 3, "corrected": 0, "pending": 1, "total": 6}
    >>> report = evolve(blank(), {f"disputes.reconsideration.{name}": value for name, value in block.items()})
    >>> [(step.path, step.value, step.reason) for step in deduce(report).steps]
    [('disputes.reconsideration.other', 2, '“行政复议”（各项结果之和 = 总计）：代入其余各数，6 - 4 = 2')]
    """
    from gov_info_report.balance.deduction import deduction_of

    return deduction_of(report_of(report), not_applicable)
