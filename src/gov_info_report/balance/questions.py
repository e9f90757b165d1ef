"""The two questions that can be asked of a report; what answers them is loaded when one is first asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from gov_info_report.balance.answers import Corrections, Deduction
from gov_info_report.model import Reported, report_of

if TYPE_CHECKING:
    from gov_info_report.findings import Finding

__all__ = ["deduce", "locate"]


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


def locate(
    report: Reported,
    finding: Finding | None = None,
    *,
    weights: Mapping[str, float] | None = None,
    limit: int = 100,
    seconds: float = 10.0,
) -> Corrections:
    """The smallest sets of figures whose change makes every identity hold with counts >= 0, the most plausible first.

    Absent figures are free to be any count, and are no errors. A set comes with the values that the change forces, or
    with the least and the greatest where it leaves several (no figure reaches 10^18). A report that balances has none.
    `Corrections.parts` are the choices that do not depend on one another, `Corrections.certain` what needs no choice.

    Args:
        report: The report, or a reading of it.
        finding: Answer for this finding of `validate` alone: what makes its identity hold, or its number a count, and
            breaks no identity that holds. A finding of another kind has no corrections.
        weights: What changing a figure costs, by path: more than 0, and 1 where nothing is said. The smallest sets
            are those that cost least.
        limit: How many corrections to list; `Corrections.truncated` says when there are more.
        seconds: How long to search. What was found by then is given, and `Corrections.timed_out` says so.

    Raises:
        PathError: A weight names no figure of the report.
        ValueError: A weight is not a number above 0, or the limit is below 1.

    >>> from gov_info_report.model import blank, evolve
    >>> block = {"upheld": 3, "corrected": 0, "other": 0, "pending": 12, "total": 24}
    >>> report = evolve(blank(), {f"disputes.reconsideration.{name}": value for name, value in block.items()})
    >>> best = locate(report)[0]
    >>> [(change.path, change.reported, change.proposed) for change in best.changes], best.guess
    ([('disputes.reconsideration.pending', 12, 21)], 'digits-swapped')
    """
    from gov_info_report.balance.location import corrections_of

    return corrections_of(report_of(report), finding, weights or {}, limit, seconds)
