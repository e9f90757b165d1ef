"""What the prose counts, against what the tables say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gov_info_report.findings import Finding, find
from gov_info_report.model import section_label
from gov_info_report.prose import Said, Statement, statements
from gov_info_report.rules.registry import rule
from gov_info_report.rules.subject import Subject

__all__: list[str] = []

LONGEST = 120
"""The most characters of a sentence that a message shows."""


@rule("prose-differs")
def prose_says_what_the_tables_say(subject: Subject) -> Iterator[Finding]:
    """A count in the prose is that of the tables (practice: assessments hold the two against each other).

    收到 and 受理 may be 新收 or 新收 + 上年结转, 办结 is 三（七）总计. Parts, shares, other years, other scopes and
    what is not exact are not compared; nor is a count whose figure is absent from the table.
    """
    said_before: set[tuple[str, ...]] = set()
    for number, said in enumerate(statements(subject.report)):
        if said.kind is not Said.COUNT or not said.readings:
            continue
        paths = _named(said)
        values = [_sum(subject, figures) for figures in said.readings]
        if paths in said_before or None in values or any(_agree(said.value, value) for value in values):
            continue
        said_before.add(paths)
        where = f"{section_label(said.span.section)}{_place(subject, number)}：{said.text[:LONGEST]}"
        yield find("prose-differs", paths, expected=values[0], actual=said.value, detail=where)


def _place(subject: Subject, number: int) -> str:
    """Where the source prints one of the statements, if it is known."""
    place = statements(subject.reading)[number].span.source if subject.reading is not None else None
    return f"（{place}）" if place is not None else ""


def _named(said: Statement) -> tuple[str, ...]:
    """The figure, the group of rows that is all meant, or else each figure."""
    figures = said.readings[0]
    whole = said.path is not None and len(figures) > 1 and said.path.startswith("requests.outcomes.")
    return (said.path,) if whole and said.path else figures


def _sum(subject: Subject, figures: Sequence[str]) -> int | Decimal | None:
    numbers = [subject.number(path) for path in figures]
    return None if None in numbers else sum(number for number in numbers if number is not None)


def _agree(said: int | Decimal, value: int | Decimal | None) -> bool:
    """Whether the prose says the figure, or rounds it: 12.5 万元 where the table has 12.4837."""
    if value is None or said == value:
        return value is not None
    if isinstance(said, Decimal) or isinstance(value, Decimal):
        decimals = min(_decimals(said), _decimals(value))
        return round(Decimal(said), decimals) == round(Decimal(value), decimals)
    return False


def _decimals(value: int | Decimal) -> int:
    exponent = Decimal(value).as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
