"""The sentences that say why a figure is forced, such as a person can check with a pencil."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from gov_info_report.balance.simplex import Exact
from gov_info_report.balance.system import BALANCE, Identity

__all__ = ["Words", "alone", "combined", "name_of", "zeros"]

Words: TypeAlias = tuple[str, str]
"""A sentence in Chinese, and in English."""

Counted: TypeAlias = Sequence[tuple[Identity, Exact]]
"""Identities, and how often each is added; taken away where less than 0."""

_NAMES: dict[str, Words] = {
    "requests-row-total": ("“{}”行（各列之和 = 总计）", "row {} (the columns add up to 总计)"),
    "requests-outcomes-total": (
        "“{}”列（（一）至（六）之和 = （七）总计）",
        "column {} (the outcomes add up to （七）总计)",
    ),
    BALANCE: ("“{}”列（一 + 二 = 三（七）总计 + 四）", "column {} (一 + 二 = 三（七）总计 + 四)"),
    "disputes-total": ("“{}”（各项结果之和 = 总计）", "{} (the results add up to 总计)"),
}


def name_of(identity: Identity) -> Words:
    """An identity as a person would point it out, with what it says."""
    chinese, english = _NAMES[identity.code]
    return chinese.format(identity.label), english.format(identity.label)


def alone(identity: Identity, left: int, right: int) -> Words:
    """The only figure of an identity that is not known: the difference of the sums of the others."""
    chinese, english = name_of(identity)
    more, less = max(left, right), min(left, right)
    return (
        f"{chinese}：代入其余各数，{more} − {less} = {more - less}",
        f"{english}: with the other figures, {more} − {less} = {more - less}",
    )


def zeros(identity: Identity, both: int) -> Words:
    """What is not known of an identity whose sides are equal already stands on one side, and is nowhere below 0."""
    chinese, english = name_of(identity)
    return (
        f"{chinese}：两边的已知数之和同为 {both}，其余各数都在一边且不小于 0，故均为 0",
        f"{english}: the known figures come to {both} on both sides; the others, on one side and not below 0, are 0",
    )


def combined(value: int, below: Counted, above: Counted) -> Words:
    """What identities say together: added up, they leave this figure, and others that are not below 0."""
    if not below or not above or dict(below) == {identity: -times for identity, times in above}:
        chinese, english = _sum(above or below)
        return (
            f"{chinese}，相加减后只剩此数，得 {value}",
            f"{english}: added up, they leave this figure alone, {value}",
        )
    least, most = _sum(below), _sum(above)
    return (
        f"{least[0]}，相加减得此数不小于 {value}；{most[0]}，相加减得此数不大于 {value}（各数均不小于 0）",
        f"{least[1]}: added up, at least {value}; {most[1]}: added up, at most {value} (no count is below 0)",
    )


def _sum(identities: Counted) -> Words:
    names = [(_sign(times), *name_of(identity)) for identity, times in identities]
    return (
        " ".join(f"{sign} {chinese}" for sign, chinese, _ in names),
        " ".join(f"{sign} {english}" for sign, _, english in names),
    )


def _sign(times: Exact) -> str:
    sign = "+" if times > 0 else "−"
    return sign if abs(times) == 1 else f"{sign} {abs(times)} ×"
