"""A report against that of the year before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gov_info_report.findings import Finding, find
from gov_info_report.model import Report
from gov_info_report.recognise.organs import same_organ
from gov_info_report.rules.registry import rule
from gov_info_report.rules.subject import Subject
from gov_info_report.together.links import Link, Operand, years_links
from gov_info_report.together.sentences import copied

__all__: list[str] = []

COPIED = 0.6
"""A section so much of which stood in the report of the year before was copied."""
SHORTEST = 12
"""A section of fewer characters, numbers aside, is nothing that could be copied."""


def _previous(subject: Subject) -> Report | None:
    """The report of the year before, where it is one."""
    previous = subject.previous
    return previous if previous is not None and not _unexpected(subject.report, previous) else None


def _unexpected(report: Report, previous: Report) -> bool:
    """Whether another organ or another year is named than the year before has to be."""
    years = report.year, previous.year
    if None not in years and previous.year != (report.year or 0) - 1:
        return True
    names = report.institution, previous.institution
    return all(names) and not same_organ(names[0] or "", names[1] or "")


@rule("previous-unexpected")
def previous_is_the_year_before(subject: Subject) -> Iterator[Finding]:
    """What is given as last year's report is of the same organ, one year earlier."""
    report, previous = subject.report, subject.previous
    if previous is not None and _unexpected(report, previous):
        expected = f"{report.institution or ''}{'' if report.year is None else report.year - 1}"
        yield find(
            "previous-unexpected", expected=expected, actual=f"{previous.institution or ''}{previous.year or ''}"
        )


@rule("carried-in-differs")
def carried_in_was_carried_forward(subject: Subject) -> Iterator[Finding]:
    """上年结转 is what the year before carried forward, column by column (practice)."""
    previous = _previous(subject)
    if previous is None:
        return
    broken = list(_broken(previous, subject.report, "carried-in-differs"))
    if broken:
        detail = "；".join(
            f"{link.label} 上年结转下年度 {left}，本年的上年结转 {right}" for link, left, right in broken
        )
        yield find("carried-in-differs", [path for link, _, _ in broken for _, path in link.right], detail=detail)


@rule("in-force-differs", "items-differ")
def documents_in_force_follow(subject: Subject) -> Iterator[Finding]:
    """现行有效 = last year's + 制发 − 废止; in the form of 2019, 上一年项目数量 is last year's with its 增/减.

    Recounts and mergers happen, so it is for a person to look at.
    """
    previous = _previous(subject)
    if previous is None:
        return
    report = subject.report
    for link, left, right in _broken(previous, report, "in-force-differs"):
        path = link.right[0][1]
        repealed = _number(report, link.right[1][1]) or 0
        before = _number(previous, path) or 0
        detail = f"上年 {before} + 制发 {left - before} - 废止 {repealed}"
        yield find("in-force-differs", [path], expected=left - repealed, actual=right - repealed, detail=detail)
    for link, left, right in _broken(previous, report, "items-differ"):
        yield find("items-differ", [link.right[0][1]], expected=left, actual=right)


def _broken(previous: Report, report: Report, code: str) -> Iterator[tuple[Link, int, int]]:
    """The links of a code that do not hold, with the sums of their sides."""
    for link in years_links(previous, report):
        if link.code == code:
            left, right = (_sum((previous, report), side) for side in (link.left, link.right))
            if left is not None and right is not None and left != right:
                yield link, left, right


def _sum(reports: Sequence[Report], side: Sequence[Operand]) -> int | None:
    values = [_number(reports[index], path) for index, path in side]
    return None if None in values else sum(int(value) for value in values if value is not None)


def _number(report: Report, path: str) -> int | Decimal | None:
    return report.number(path) if path in report else None


@rule("prose-copied")
def prose_is_this_years(subject: Subject) -> Iterator[Finding]:
    """Sections one and five are not those of the year before (notice of 2021, and every assessment since).

    Headings, years and numbers aside. Part six says the same every year, and is left out.
    """
    previous = _previous(subject)
    if previous is None:
        return
    for name in ("overview", "problems"):
        before, now = getattr(previous, name), getattr(subject.report, name)
        if before is None or now is None:
            continue
        found = copied(before.text, now.text)
        if found.share >= COPIED and found.length >= SHORTEST:
            shown = " ".join(sentence[:40] for sentence in found.sentences[:3])
            yield find("prose-copied", [name], actual=round(100 * found.share), detail=shown)
