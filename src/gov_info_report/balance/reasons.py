"""The sentences that say why a figure is forced, such as a person can check with a pencil."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from gov_info_report.balance.simplex import Exact
from gov_info_report.balance.system import BALANCE, Identity
from gov_info_report.findings import line_name

__all__ = ["Words", "alone", "combined", "name_of", "zeros"]

Words: TypeAlias = tuple[str, str]
"""A sentence in Chinese, and in English."""

Counted: TypeAlias = Sequence[tuple[Exact, int, Identity]]
"""How often an identity is added (taken away where less than 0), the difference of its known figures, and itself."""

_NAMES: dict[str, Words] = {
    "requests-row-total": ("“{}”行（各列之和 = 总计）", "{} (the columns add up to the total)"),
    "requests-outcomes-total": (
        "“{}”列（（一）至（六）之和 = （七）总计）",
        "{} (the outcomes add up to their total)",
    ),
    BALANCE: (
        "“{}”列（一 + 二 = 三（七）总计 + 四）",
        "{} (received + carried in = outcomes + carried forward)",
    ),
    "disputes-total": ("“{}”（各项结果之和 = 总计）", "{} (the results add up to the total)"),
}


def name_of(identity: Identity) -> Words:
    """An identity as a person would point it out, with what it says."""
    chinese, english = _NAMES[identity.code]
    return chinese.format(identity.label), english.format(line_name(identity.paths, "en"))


def alone(identity: Identity, left: int, right: int) -> Words:
    """The only figure of an identity that is not known: the difference of the sums of the others."""
    chinese, english = name_of(identity)
    more, less = max(left, right), min(left, right)
    return (
        f"{chinese}：代入其余各数，{more} - {less} = {more - less}",
        f"{english}: with the other figures, {more} - {less} = {more - less}",
    )


def zeros(identity: Identity, both: int) -> Words:
    """What is not known of an identity whose sides are equal already stands on one side, and is nowhere below 0."""
    chinese, english = name_of(identity)
    return (
        f"{chinese}：两边的已知数之和同为 {both}，其余各数都在一边且不小于 0，故均为 0",
        f"{english}: the known figures come to {both} on both sides; the others, on one side and not below 0, are 0",
    )


def combined(value: int, below: Counted, above: Counted) -> Words:
    """What identities say together: added up, they leave this figure, and perhaps others that are not below 0."""
    chinese, english = _sum(value, above)
    if {*below} == {(-times, lack, identity) for times, lack, identity in above}:
        return (
            f"{chinese}；各式旁的数为其两边已知数之差，如此加减后只剩此数",
            f"{english}: by so much do the known figures of each identity differ; added up so, they leave this figure",
        )
    most = (
        f"{chinese}；各式旁的数为其两边已知数之差，如此加减后其余未知数都不小于 0，故此数不大于 {value}",
        f"{english}: by so much do the known figures of each identity differ; added up so, they leave this figure and "
        f"others that are not below 0, so it is at most {value}",
    )
    if not below:
        return f"{most[0]}，即为 {value}", f"{most[1]}, and no less"
    least = _sum(value, [(-times, lack, identity) for times, lack, identity in below])
    return f"{most[0]}；又 {least[0]}，故不小于 {value}", f"{most[1]}; and {least[1]}, so it is at least that"


def _sum(value: int, counted: Counted) -> Words:
    """The differences of identities added up."""
    chinese, english = "", ""
    for times, lack, identity in counted:
        amount = times * lack
        sign = ("- " if amount < 0 else "") if not chinese else (" - " if amount < 0 else " + ")
        names = name_of(identity)
        chinese += f"{sign}{abs(amount)}（{names[0]}）"
        english += f"{sign}{abs(amount)} ({names[1]})"
    return f"{chinese} = {value}", f"{english} = {value}"
