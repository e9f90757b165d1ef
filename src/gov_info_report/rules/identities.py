"""The identities (勾稽关系) of tables 3 and 4."""

from __future__ import annotations

from collections.abc import Iterator

from gov_info_report.balance import Identity, assess, finding_of, system
from gov_info_report.findings import Finding, find
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

    Broken: no integers >= 0 for its absent figures satisfy it. Not assessed: they still could; one finding says so of a
    table, and none of a table that is not filled in at all.
    """
    for filled in subject.tables:
        of = filled.table
        open_ones: list[Identity] = []
        for each in assess(system(of.name, of.edition), filled.figures, filled.absent):
            if each.state == "broken":
                yield finding_of(each)
            else:
                open_ones.append(each.identity)
        if open_ones and not filled.is_vacant:
            paths = dict.fromkeys(path for identity in open_ones for path in identity.paths)
            yield find("identity-unassessed", paths, actual=len(open_ones))
