"""`locate` for one report, or for several that are linked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain, pairwise
from math import isfinite

from gov_info_report.balance import Corrections
from gov_info_report.findings import Finding
from gov_info_report.model import Report, Reported, report_of, tables_of
from gov_info_report.together.links import Link, by_office, parts_links, whole_of, years_links

__all__ = ["linked", "locate"]

ADDING_UP = 0.8
"""Departments are all there when so many of the figures that are not all zero add up to the government's."""


def locate(
    report: Reported | Iterable[Reported],
    finding: Finding | None = None,
    *,
    previous: Reported | None = None,
    parts: Iterable[Reported] = (),
    weights: Mapping[str, float] | None = None,
    limit: int = 100,
    seconds: float = 10.0,
) -> Corrections:
    """The smallest sets of figures whose change makes every identity hold with counts >= 0, the most plausible first.

    Absent figures are free to be any count, and are no errors. A set comes with the values that the change forces, or
    with the least and the greatest where it leaves several (no figure reaches 10^18). Reports that balance have none.
    `Corrections.parts` are the choices that do not depend on one another, `Corrections.certain` what needs no choice.

    Several reports are asked together: their identities, and what links them. Years of one office are linked by
    上年结转 and 现行有效; a government to its departments where those bear its area in their names and most figures
    add up. `Change.report` then says in which report the figure stands.

    Args:
        report: A report, or several.
        finding: Answer for this finding of `validate` on one report alone: what makes its identity hold, or its number
            a count, and breaks no identity that holds. A finding of another kind has no corrections.
        previous: The report of the year before. `Change.report` counts the report as 0, this one as 1.
        parts: The reports of the departments that the one report is the sum of; they are counted after it.
        weights: What changing a figure costs, by path: more than 0, and 1 where nothing is said. The smallest sets
            are those that cost least.
        limit: How many corrections to list; `Corrections.truncated` says when there are more.
        seconds: How long to search. What was found by then is given, and `Corrections.timed_out` says so.

    Raises:
        PathError: A weight names no figure of the report.
        ValueError: A weight is not a number above 0, the limit is below 1, or a finding is asked of several reports.

    >>> from gov_info_report.model import blank, evolve
    >>> block = {"upheld": 3, "corrected": 0, "other": 0, "pending": 12, "total": 24}
    >>> report = evolve(blank(), {f"disputes.reconsideration.{name}": value for name, value in block.items()})
    >>> best = locate(report)[0]
    >>> [(change.path, change.reported, change.proposed) for change in best.changes], best.guess
    ([('disputes.reconsideration.pending', 12, 21)], 'digits-swapped')
    """
    from gov_info_report.balance.joint import joint_corrections  # loaded when it is first asked
    from gov_info_report.balance.location import corrections_of

    costs = _checked(weights or {}, limit)
    more = [report_of(each) for each in parts]
    if isinstance(report, Report) or not isinstance(report, Iterable):
        one = report_of(report)
        if previous is None and not more:
            return corrections_of(one, finding, costs, limit, seconds)
        before = [] if previous is None else [report_of(previous)]
        reports = [one, *before, *more]
        indices = [0, *range(1 + len(before), len(reports))]
        links: Iterator[Link] = chain(
            years_links(before[0], one, (1, 0)) if before else (),
            parts_links(one, more, indices) if more else (),
        )
    else:
        reports = [report_of(each) for each in report]
        if previous is not None or more:
            raise ValueError("previous and parts belong to one report; several are linked by their offices and years")
        links = linked(reports)
    if finding is not None:
        raise ValueError("a finding is about one report: locate(report, finding)")
    for path in costs:
        if not any(path in each.figures for each in reports):
            reports[0][path]  # refuses a path that is no figure
    return joint_corrections(reports, ((link.left, link.right) for link in links), costs, limit, seconds)


def _checked(weights: Mapping[str, float], limit: int) -> Mapping[str, Fraction]:
    """What changing a figure costs, exactly."""
    if limit < 1:
        raise ValueError("limit: at least one correction has to be listed")
    for path, weight in weights.items():
        if not (isfinite(weight) and weight > 0):
            raise ValueError(f"the weight of {path} is not a number above 0: {weight}")
    return {path: Fraction(weight) for path, weight in weights.items()}


def linked(reports: Sequence[Report]) -> Iterator[Link]:
    """What links reports: each office's years that follow each other, and governments to their departments."""
    for members in by_office((report.institution, report.year) for report in reports):
        for earlier, later in pairwise(members):
            if later.year == earlier.year + 1:
                yield from years_links(reports[earlier.index], reports[later.index], (earlier.index, later.index))
    figures = [_numbers(report) for report in reports]
    for whole, parts in whole_of(reports, lambda whole, parts: _adds_up(figures, whole, parts)):
        yield from parts_links(reports[whole], [reports[index] for index in parts], [whole, *parts])


def _numbers(report: Report) -> Mapping[str, int]:
    """The counts of a report by their paths."""
    return {
        path: figure
        for of, section in tables_of(report)
        for path, figure in zip(of.paths, of.figures(section), strict=True)
        if type(figure) is int
    }


def _adds_up(figures: Sequence[Mapping[str, int]], whole: int, parts: Sequence[int]) -> bool:
    compared = right = 0
    of_parts = [figures[part] for part in parts]
    for path, value in figures[whole].items():
        total = sum([each.get(path, 0) for each in of_parts])
        if value or total:
            compared += 1
            right += value == total
    return compared > 0 and right >= ADDING_UP * compared
