"""A report against those of its parts: every figure is the sum of theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TypeAlias

from attrs import frozen

from gov_info_report.findings import Finding, find
from gov_info_report.model import NUMBERS, Column, Kind, Report, Row, column_label, tables_of
from gov_info_report.rules.registry import rule
from gov_info_report.rules.subject import Subject

__all__: list[str] = []

Number: TypeAlias = int | Decimal

MOST_NAMED = 5
"""So many parts are named with what they report, the largest first."""


@rule("parts-unexpected")
def parts_are_of_this_year(subject: Subject) -> Iterator[Finding]:
    """A part is of the same year, there once, and not the whole itself; any other is not added."""
    for part in _parts(subject):
        if part.unfit:
            yield find("parts-unexpected", detail=f"{part.name}，{part.unfit}")


@frozen
class _Part:
    """A report that was given as a part: how it is called, and why it is not added; "" where it is."""

    report: Report
    name: str
    unfit: str


def _parts(subject: Subject) -> Iterator[_Part]:
    year, institution = subject.report.year, subject.report.institution
    seen: set[tuple[str | None, int | None] | Report] = set()
    for index, report in enumerate(subject.parts):
        office = report.institution, report.year
        key = office if office[0] else report
        unfit = ""
        if None not in (office[1], year) and office[1] != year:
            unfit = f"是 {office[1]} 年度的报告 (of another year)"
        elif office[0] is not None and office[0] == institution:
            unfit = "是汇总的报告本身 (the whole itself)"
        elif key in seen:
            unfit = "重复 (handed in twice)"
        seen.add(key)
        yield _Part(report, office[0] or f"第{index + 1}份", unfit)


@rule("parts-differ", "parts-unassessed")
def whole_is_the_sum_of_its_parts(subject: Subject) -> Iterator[Finding]:
    """Every figure is the sum of that of the parts, where the whole counts all of them (全口径; local notices).

    A sum that lacks a part's number is broken only when what is there is more already.
    """
    parts = [part for part in _parts(subject) if not part.unfit]
    if not parts:
        return
    names = [part.name for part in parts]
    of_parts = [_numbers(part.report) for part in parts]
    own = _numbers(subject.report)
    lacking: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for filled in subject.tables:
        for row in filled.table.rows:
            differing: list[tuple[str, str]] = []
            for column, path in zip(row.columns, row.paths, strict=True):
                values = [each.get(path) for each in of_parts]
                state = _state(own.get(path), values, column)
                if state == "differs":
                    differing.append((path, _in_words(own[path], values, names, column, row)))
                elif state == "unassessed":
                    lacking[tuple(_without(values, names))].append(path)
            if differing:
                detail = "；".join(words for _, words in differing)
                yield find("parts-differ", [path for path, _ in differing], detail=f"{row.label}：{detail}")
    for without, paths in lacking.items():
        shown = "、".join(without[:MOST_NAMED]) + (f" 等{len(without)}个" if len(without) > MOST_NAMED else "")
        yield find("parts-unassessed", paths, detail=shown)


def _numbers(report: Report) -> dict[str, Number]:
    """The numbers of a report by their paths."""
    return {
        path: figure
        for of, section in tables_of(report)
        for path, figure in zip(of.paths, of.figures(section), strict=True)
        if isinstance(figure, NUMBERS)
    }


def _state(own: Number | None, values: Sequence[Number | None], column: Column) -> str:
    """Whether a figure is the sum; "" where it is, or has no number itself."""
    if own is None:
        return ""
    known = [value for value in values if value is not None]
    total = sum(known)
    if len(known) < len(values):
        return "differs" if total > own and column.term.kind is not Kind.CHANGE else "unassessed"
    same = total == own or abs(Decimal(total) - Decimal(own)) <= _tolerance([own, *known])
    return "" if same else "differs"


def _tolerance(values: Sequence[int | Decimal]) -> Decimal:
    """How far amounts may be apart that were rounded to different numbers of decimals; counts not at all."""
    decimals = {-int(value.as_tuple().exponent) for value in values if isinstance(value, Decimal) and value % 1}
    if not decimals or len(decimals) == 1:
        return Decimal(0)
    return len(values) * Decimal(10) ** -min(decimals) / 2


def _in_words(own: Number, values: Sequence[Number | None], names: Sequence[str], column: Column, row: Row) -> str:
    """A figure, the sum of the parts, and who reports what, the largest share first."""
    numbers = [(value, name) for value, name in zip(values, names, strict=True) if value]
    largest = sorted(numbers, key=_value, reverse=True)
    shares = "、".join(f"{name} {value}" for value, name in largest[:MOST_NAMED])
    more = f"等{len(largest)}个部门" if len(largest) > MOST_NAMED else ""
    label = f"{column_label(column)} " if len(row.columns) > 1 else ""
    total = sum(value for value, _ in numbers)
    return f"{label}本报告 {own}，各部门之和 {total}" + (f"（{shares}{more}）" if shares else "")


def _value(share: tuple[Number, str]) -> Number:
    return share[0]


def _without(values: Sequence[Number | None], names: Sequence[str]) -> Iterator[str]:
    return (name for value, name in zip(values, names, strict=True) if value is None)
