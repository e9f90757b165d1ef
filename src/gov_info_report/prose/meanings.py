"""What a count of the prose is in the tables: the figures, or sums of figures, that it may stand for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain

from gov_info_report.model import Edition, table

__all__ = ["COUNTED", "OUTCOMES", "PAID", "PROACTIVE", "Figures", "common_path", "readings_of", "wider"]

Figures = tuple[str, ...]
"""Paths whose figures a count is the sum of."""

COUNTED = frozenset(["件", "件次", "宗", "项", "例", "封", "次", "起", "条", "个", "份", "批"])
"""The units in which the form's counts are named; 条 also counts pieces of news, so it needs its noun beside it."""

PAID = {"元": 1, "万元": 10**4, "亿元": 10**8}

_RECEIVED, _CARRIED_IN = "requests.received", "requests.carried_in"
_HANDLED, _FORWARD = "requests.outcomes.total", "requests.carried_forward"

OUTCOMES = {
    "GRANTED": "requests.outcomes.granted",
    "PARTLY_GRANTED": "requests.outcomes.partly_granted",
    "REFUSED": "requests.outcomes.refused",
    "UNAVAILABLE": "requests.outcomes.unavailable",
    "NOT_PROCESSED": "requests.outcomes.not_processed",
    "OTHER_OUTCOME": "requests.outcomes.other",
}

_CAME_IN = ((_RECEIVED,), (_RECEIVED, _CARRIED_IN))
_REQUESTS: dict[str, tuple[Figures, ...]] = {
    "": _CAME_IN,
    "RECEIVED": _CAME_IN,
    "NEW": ((_RECEIVED,),),
    "CARRIED_IN": ((_CARRIED_IN,),),
    "CARRIED": ((_FORWARD,), (_CARRIED_IN,)),
    "CARRIED_FORWARD": ((_FORWARD,),),
    "HANDLED": ((_HANDLED,),),
    "DEALT": ((_HANDLED,), *_CAME_IN),
    "ON_REQUEST": (*_CAME_IN, (_HANDLED,), (OUTCOMES["GRANTED"],)),
    **{act: ((rows,),) for act, rows in OUTCOMES.items()},
}
"""The rows of table 3 by what happened to the requests; each of the readings is a sum of rows."""

_DISPUTES: dict[str, Figures] = {
    "RECONSIDERATION": ("disputes.reconsideration",),
    "DIRECT_LITIGATION": ("disputes.direct_litigation",),
    "LITIGATION_AFTER": ("disputes.litigation_after_reconsideration",),
    "LITIGATION": ("disputes.direct_litigation", "disputes.litigation_after_reconsideration"),
}
_RESULTS = {
    "": "total",
    "UPHELD": "upheld",
    "CORRECTED": "corrected",
    "OVERTURNED": "corrected",
    "OTHER_RESULT": "other",
    "PENDING": "pending",
}

_PAPERS = {"REGULATIONS": "proactive.regulations", "NORMATIVE_DOCUMENTS": "proactive.normative_documents"}
_DEEDS: dict[Edition, dict[str, str]] = {
    2021: {"ISSUED": "issued", "REPEALED": "repealed", "IN_FORCE": "in_force"},
    2019: {"ISSUED": "made", "PUBLIC_TOTAL": "public_total"},
}

_DECISIONS = {
    "LICENSING": "proactive.licensing.decisions",
    "PENALTIES": "proactive.penalties.decisions",
    "COMPULSORY_MEASURES": "proactive.compulsory_measures.decisions",
}
PROACTIVE = frozenset((*_PAPERS, *_DECISIONS, "FEES"))
"""The nouns of table 2."""
_DECIDED = frozenset(("", "DONE", "DEALT", "HANDLED"))


@lru_cache(maxsize=512)
def readings_of(nouns: Figures, acts: Figures, edition: Edition) -> tuple[Figures, ...]:
    """What a count of these nouns and acts may stand for in a form of this edition, the most likely first.

    >>> readings_of(("REQUEST",), ("NEW",), 2021)
    (('requests.received.total',),)
    """
    if len(nouns) == 1 and nouns[0] in ("REQUEST", "ON_REQUEST"):
        return _of_requests(acts or (("ON_REQUEST",) if nouns[0] == "ON_REQUEST" else ("",)), edition)
    if len(acts) > 1 or not nouns:
        return ()
    act = acts[0] if acts else ""
    each = [_of_noun(noun, act, edition) for noun in nouns]
    return (tuple(chain.from_iterable(each)),) if all(each) else ()


def _of_requests(acts: Sequence[str], edition: Edition) -> tuple[Figures, ...]:
    if len(acts) > 1 and not OUTCOMES.keys() >= set(acts):
        return ()
    sums = [_REQUESTS.get(act, ()) for act in acts]
    if not all(sums):
        return ()
    if len(acts) > 1:
        sums = [((tuple(chain.from_iterable(one[0] for one in sums))),)]
    return tuple(tuple(_totals(rows, edition)) for rows in sums[0])


def _totals(rows: Iterable[str], edition: Edition) -> Iterable[str]:
    """总计 of rows, and of every row of groups."""
    for name in rows:
        for row in table("requests", edition).rows:
            if row.path == name or row.path.startswith(name + "."):
                yield f"{row.path}.total"


def _of_noun(noun: str, act: str, edition: Edition) -> Figures:
    if noun in _DISPUTES:
        return tuple(f"{block}.{_RESULTS[act]}" for block in _DISPUTES[noun]) if act in _RESULTS else ()
    if noun in _PAPERS:
        deed = _DEEDS[edition].get(act)
        return (f"{_PAPERS[noun]}.{deed}",) if deed else ()
    if noun in _DECISIONS:
        return (_DECISIONS[noun],) if act in _DECIDED else ()
    return ("proactive.fees.amount",) if noun == "FEES" and edition == 2021 and act in _DECIDED else ()


def wider(readings: Sequence[Figures], edition: Edition) -> tuple[Figures, ...]:
    """The readings, and every single figure of their rows: for a count that may be of a part only."""
    return (*readings, *((path,) for path in dict.fromkeys(_beside(readings, edition))))


def _beside(readings: Sequence[Figures], edition: Edition) -> Iterable[str]:
    for path in chain.from_iterable(readings):
        name, row = path.partition(".")[0], path.rpartition(".")[0]
        yield from (other for other in table(name, edition).paths if other.rpartition(".")[0] == row)


@lru_cache(maxsize=512)
def common_path(figures: Figures) -> str:
    """The figure, or the part of the form that holds all of them.

    >>> common_path(
    ...     ("requests.outcomes.refused.state_secret.total", "requests.outcomes.refused.internal_affairs.total")
    ... )
    'requests.outcomes.refused'
    """
    if len(figures) == 1:
        return figures[0]
    parts = list(zip(*(path.split(".") for path in figures), strict=False))
    shared = next((at for at, names in enumerate(parts) if len(set(names)) > 1), len(parts))
    return ".".join(names[0] for names in parts[:shared])
