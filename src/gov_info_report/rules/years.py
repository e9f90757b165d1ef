"""Year, period and edition of the form against each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gov_info_report.findings import Finding, find
from gov_info_report.model import Edition, Report, editions_of, find_period, section_label
from gov_info_report.rules.registry import rule
from gov_info_report.rules.subject import Subject

LAST_YEAR_OF_2019 = 2020
LAST_STRAGGLER_OF_2019 = 2022


@rule("year-unknown", "year-mismatch", "period-impossible", "period-incomplete", "edition-unexpected")
def years_agree(subject: Subject) -> Iterator[Finding]:
    """Title and 统计期限 speak of the same calendar year, and the tables follow the edition in force in it.

    《政府信息公开条例》第五十条: the report covers the year before. The form of 2021 is in force from report year 2021
    on; that of 2019 was for 2019 and 2020, and stragglers used it until 2022.
    """
    report = subject.report
    stated = find_period(report)
    printed, period = stated or ("", None)
    year = report.year
    if stated and period is None:
        yield find("period-impossible", actual=printed)
    if year is None:
        yield find("year-unknown")
        return
    if period is not None:
        if period.start.year != year or period.end.year != year:
            yield find("year-mismatch", expected=year, actual=printed)
        elif (period.start, period.end) != (date(year, 1, 1), date(year, 12, 31)):
            yield find("period-incomplete", actual=printed)
    yield from _editions(report, year)


def _editions(report: Report, year: int) -> Iterator[Finding]:
    expected: Edition = 2019 if year <= LAST_YEAR_OF_2019 else 2021
    for name, edition in editions_of(report).items():
        straggles = edition == 2019 and LAST_YEAR_OF_2019 < year <= LAST_STRAGGLER_OF_2019
        if edition != expected and name != "disputes" and not straggles:
            yield find(
                "edition-unexpected",
                [name],
                expected=expected,
                actual=edition,
                label=section_label(name),
                detail=str(year),
            )


@rule("edition-mixed")
def one_edition(subject: Subject) -> Iterator[Finding]:
    """Tables 2 and 3 are of the same edition of the form."""
    proactive, requests = subject.report.proactive, subject.report.requests
    if proactive is not None and requests is not None and proactive.edition != requests.edition:
        yield find("edition-mixed", ["proactive", "requests"], actual=f"{proactive.edition} / {requests.edition}")
