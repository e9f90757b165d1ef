"""Rates that are computed of these reports, each with its numerator and its denominator."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from attrs import frozen

from gov_info_report.model import Report, Reported, report_of, table

__all__ = ["Indicator", "indicator_names", "indicators"]


@frozen
class Indicator:
    """A rate. `value` is `None` where the denominator is 0 or a figure is no number; so is a sum that lacks one."""

    name: str
    label: str
    numerator: int | Decimal | None
    denominator: int | Decimal | None
    value: float | None


@frozen
class _Rate:
    """A rate as sums: figures, or groups of rows whose 总计 are meant; what has a - before it is taken off."""

    name: str
    label: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]


_HANDLED = ("requests.outcomes.total",)
_DISPUTES = ("disputes.reconsideration", "disputes.direct_litigation", "disputes.litigation_after_reconsideration")
_LITIGATION = _DISPUTES[1:]


def _of(blocks: tuple[str, ...], name: str, sign: str = "") -> tuple[str, ...]:
    return tuple(f"{sign}{block}.{name}" for block in blocks)


_RATES = (
    _Rate("disclosure_rate", "公开率", ("requests.outcomes.granted", "requests.outcomes.partly_granted"), _HANDLED),
    _Rate("refusal_rate", "不予公开率", ("requests.outcomes.refused",), _HANDLED),
    _Rate("unavailable_rate", "无法提供率", ("requests.outcomes.unavailable",), _HANDLED),
    _Rate("not_processed_rate", "不予处理率", ("requests.outcomes.not_processed",), _HANDLED),
    _Rate(
        "carried_forward_rate",
        "结转率",
        ("requests.carried_forward",),
        ("requests.received", "requests.carried_in"),
    ),
    _Rate("natural_person_share", "自然人占比", ("requests.received.natural_person",), ("requests.received.total",)),
    _Rate(
        "reconsideration_correction_rate",
        "复议纠错率（占已审结）",
        ("disputes.reconsideration.corrected",),
        ("disputes.reconsideration.total", "-disputes.reconsideration.pending"),
    ),
    _Rate(
        "reconsideration_correction_share",
        "复议纠错率（占全部）",
        ("disputes.reconsideration.corrected",),
        ("disputes.reconsideration.total",),
    ),
    _Rate(
        "litigation_correction_rate",
        "诉讼纠错率（占已审结）",
        _of(_LITIGATION, "corrected"),
        (*_of(_LITIGATION, "total"), *_of(_LITIGATION, "pending", "-")),
    ),
    _Rate(
        "litigation_correction_share",
        "诉讼纠错率（占全部）",
        _of(_LITIGATION, "corrected"),
        _of(_LITIGATION, "total"),
    ),
    _Rate("dispute_rate", "争议率", _of(_DISPUTES, "total"), ("requests.received.total",)),
)
_PER_PERSON = _Rate("requests_per_100000", "每十万人新收申请数", ("requests.received.total",), ())


def indicator_names() -> tuple[str, ...]:
    """The names of the rates that need nothing but the report, in their order."""
    return tuple(rate.name for rate in _RATES)


def indicators(report: Reported, *, population: int | None = None) -> Mapping[str, Indicator]:
    """The rates that can be computed of a report, by name.

    Args:
        report: A report, or the reading of one.
        population: How many people live where the office is; `requests_per_100000` is then among them.

    Returns:
        公开率 (予以公开 + 部分公开)/三（七）, 不予公开率, 无法提供率, 不予处理率, 结转率 四/(一 + 二), 自然人占比,
        复议 and 诉讼纠错率 (of those decided, and of all), 争议率 (复议 + 诉讼)/新收. A rate is no number where its
        denominator is 0 or a figure is absent; nothing is taken for 0.

    >>> from gov_info_report.model import blank, evolve
    >>> report = evolve(blank(), {"requests.received.natural_person": 3, "requests.received.total": 4})
    >>> indicators(report)["natural_person_share"]
    Indicator(name='natural_person_share', label='自然人占比', numerator=3, denominator=4, value=0.75)
    """
    held = report_of(report)
    found = {rate.name: _indicator(held, rate) for rate in _RATES}
    if population is not None:
        received = _sum(held, _PER_PERSON.numerator)
        value = None if received is None or population <= 0 else float(received) * 100_000 / population
        found[_PER_PERSON.name] = Indicator(_PER_PERSON.name, _PER_PERSON.label, received, population, value)
    return found


def _indicator(report: Report, rate: _Rate) -> Indicator:
    numerator, denominator = _sum(report, rate.numerator), _sum(report, rate.denominator)
    known = numerator is not None and denominator
    value = float(numerator) / float(denominator) if known and numerator is not None and denominator else None
    return Indicator(rate.name, rate.label, numerator, denominator, value)


def _sum(report: Report, terms: tuple[str, ...]) -> int | Decimal | None:
    total: int | Decimal = 0
    for term in terms:
        for path in _paths(report, term.removeprefix("-")):
            number = report.number(path) if path in report else None
            if number is None:
                return None
            total += -number if term.startswith("-") else number
    return total


def _paths(report: Report, term: str) -> list[str]:
    """The figure that a term is, or 总计 of the row, or of every row of the group."""
    edition = report.requests.edition if report.requests is not None else 2021
    rows = [row.path for row in table("requests", edition).rows if row.path == term or row.path.startswith(f"{term}.")]
    return [f"{row}.total" for row in rows] or [term]
