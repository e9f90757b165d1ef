"""Reports as an office means them: every cell filled, every identity kept."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from attrs import evolve as changed

from gov_info_report.model import (
    EDITIONS,
    Edition,
    Kind,
    OtherMatters,
    Overview,
    Problems,
    Report,
    Table,
    blank,
    evolve,
    tables_of,
)

__all__ = ["consistent_report"]

YEARS = {2019: range(2019, 2021), 2021: range(2021, 2026)}
"""The report years in which each edition was in force."""

LARGEST = (9, 40, 400, 4000)
"""Counts are drawn up to one of these: most are small, and some have as many digits as the form ever sees."""

NEVER = ("proactive.regulations.", "requests.outcomes.other.fee_unpaid.")
"""A bureau makes no 规章, and who charges no fee has none that was not paid."""

MOST_DRAWN = 20
"""At most so many counts of a table are drawn; the others are zero, or sums."""


def consistent_report(random: Random, edition: Edition | None = None) -> Report:
    """A report with figures drawn from `random`: most of them zero, every sum computed, title and period of one year.

    >>> consistent_report(Random(7), 2021).year in range(2021, 2026)
    True
    """
    chosen = edition or random.choice(EDITIONS)
    year = random.choice(YEARS[chosen])
    filled = blank(chosen)
    for of, _ in tables_of(filled):
        filled = evolve(filled, _figures(random, of))
    return changed(
        filled,
        title=f"青禾县水利局{year}年政府信息公开工作年度报告",
        preamble=f"本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
        overview=Overview(
            "（一）主动公开。按照要求公开各类信息。\n（二）依申请公开。依法办理申请。\n（三）政府信息管理。发布前逐条审核。\n"
            "（四）平台建设。网站专栏更新及时。\n（五）监督保障。定期培训和检查。"
        ),
        problems=Problems("公开的时效有待提高，将加强培训。"),
        other_matters=OtherMatters(f"{year}年未收取信息处理费。"),
    )


def _figures(random: Random, of: Table) -> dict[str, int | Decimal]:
    """Figures for a table: some counts drawn, the sums computed."""
    paths = [path for path in of.paths if not path.startswith(NEVER)]
    some = random.sample(paths, random.randint(0, min(MOST_DRAWN, len(paths))))
    drawn = {path: random.randint(0, random.choice(LARGEST)) for path in some}
    values: dict[str, int | Decimal] = {
        path: _of_kind(column.term.kind, drawn.get(path, 0))
        for path, column in zip(of.paths, of.column_at, strict=True)
    }
    for row in of.rows:
        for column, path in zip(row.columns, row.paths, strict=True):
            if row.term.sums:
                group = row.path.rpartition(".")[0] + "."
                parts = [other for other in of.rows if other.path.startswith(group) and other is not row]
                values[path] = sum(values[other.paths[column.index]] for other in parts)
    _balance(of, values)
    for row in of.rows:
        for column, path in zip(row.columns, row.paths, strict=True):
            if column.term.sums:
                values[path] = sum(values[other] for other in row.paths if other != path)
    return values


def _of_kind(kind: Kind, drawn: int) -> int | Decimal:
    """A figure of a kind: amounts have decimals, and every other change is a decrease."""
    if kind is Kind.AMOUNT:
        return Decimal(drawn) / 8
    return -drawn if kind is Kind.CHANGE and drawn % 2 else drawn


def _balance(of: Table, values: dict[str, int | Decimal]) -> None:
    """Let what came in be what went out: the first row of the balance takes what the others leave."""
    sides = {sign: [row for row in of.rows if row.term.balance == sign] for sign in (1, -1)}
    for column in of.rows[0].columns if sides[1] else ():
        out = sum(values[row.paths[column.index]] for row in sides[-1])
        first, *others = sides[1]
        for row in others:
            values[row.paths[column.index]] = min(values[row.paths[column.index]], out)
            out -= values[row.paths[column.index]]
        values[first.paths[column.index]] = out
