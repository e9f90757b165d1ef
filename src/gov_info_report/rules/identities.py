"""The identities (勾稽关系) of tables 3 and 4."""

from __future__ import annotations

from collections.abc import Iterator

from gov_info_report.balance import finding_of, system, verdicts
from gov_info_report.findings import Finding
from gov_info_report.rules.registry import rule
from gov_info_report.rules.subject import Subject


@rule(
    "requests-row-total",
    "requests-balance",
    "requests-outcomes-total",
    "disputes-total",
    "identity-unassessed",
)
def identities_hold(subject: Subject) -> Iterator[Finding]:
    """Every identity of the form holds (国办公开办函〔2021〕30号、〔2019〕60号, notes to the tables).

    Broken: no integers >= 0 for its absent figures satisfy it. Not assessed: they still could.
    """
    for filled in subject.tables:
        of = filled.table
        for verdict in verdicts(system(of.name, of.edition), filled.figures, filled.absent):
            yield finding_of(verdict)
