"""What is wrong with the numbers of a table, as findings: broken identities, and numbers that no cell may hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gov_info_report.balance.check import Assessment, assess
from gov_info_report.balance.system import system
from gov_info_report.findings import Finding, find
from gov_info_report.model import NUMBERS, Figure, Kind, Table

__all__ = ["finding_of", "odd_numbers", "wrong"]


def wrong(of: Table, figures: Sequence[Figure]) -> Iterator[Finding]:
    """Every broken identity of a table, and every number that the form does not admit.

    >>> from gov_info_report.model import blank, evolve, tables_of
    >>> report = evolve(blank(), {"disputes.reconsideration.total": -1})
    >>> [finding.code for of, section in tables_of(report) for finding in wrong(of, of.figures(section))]
    ['disputes-total', 'value-negative']
    """
    for each in assess(system(of.name, of.edition), figures):
        if each.state == "broken":
            yield finding_of(each)
    yield from odd_numbers(of, figures)


def finding_of(broken: Assessment) -> Finding:
    """What to say of a broken identity."""
    identity = broken.identity
    return find(identity.code, identity.paths, label=identity.label, expected=broken.left, actual=broken.right)


def odd_numbers(of: Table, figures: Sequence[Figure]) -> Iterator[Finding]:
    """Numbers below zero, and fractions, where the form counts whole things."""
    for path, column, figure in zip(of.paths, of.column_at, figures, strict=True):
        if not isinstance(figure, NUMBERS):
            continue
        if figure < 0 and column.term.kind is not Kind.CHANGE:
            yield find("value-negative", [path], actual=figure)
        if figure % 1 and column.term.kind is not Kind.AMOUNT:
            yield find("value-fractional", [path], actual=figure)
