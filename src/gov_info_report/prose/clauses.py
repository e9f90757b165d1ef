"""The counts of a sentence: its clauses through the grammar, and what carries over from one to the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from attrs import define

from gov_info_report.prose.grammar import Claim, claims_of
from gov_info_report.prose.statement import Said
from gov_info_report.prose.words import AMOUNT, AND, WORD, Word, words_of

__all__ = ["Context", "Count", "counts_of"]


class Count(NamedTuple):
    """A count that a sentence states, before it is known what it is in the tables."""

    nouns: tuple[str, ...]
    acts: tuple[str, ...]
    value: int | Decimal
    unit: str
    kind: Said
    start: int
    end: int
    loose: bool
    trailed: bool
    named: bool
    """Whether the clause names the thing itself, and it is not carried over from an earlier one."""


@define
class Context:
    """What a clause leaves to the next: what is spoken of, in which year, and whether of the office alone."""

    year: int | None
    government: bool = False
    """Whether the report is that of a government, whose tables count more than one office's."""
    default: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    other_year: bool = False
    other_scope: bool = False
    judging: bool = False
    """Whether the office speaks of disputes that it decides, not of those about its own answers."""

    def sentence(self) -> None:
        """A new sentence begins."""
        self.nouns = self.default
        self.other_year = False

    def part(self) -> None:
        """A new part of the sentence begins, after a semicolon."""
        self.other_year = False
        if self.default and _DISPUTES.issuperset(self.nouns):
            self.nouns = self.default


_REQUESTS = ("REQUEST",)
_DISPUTES = frozenset(("RECONSIDERATION", "LITIGATION", "DIRECT_LITIGATION", "LITIGATION_AFTER"))
_OTHER = ("OTHER",)
_NOUNS = frozenset(
    [
        "REQUEST",
        "ON_REQUEST",
        "RECONSIDERATION",
        "LITIGATION",
        "DIRECT_LITIGATION",
        "LITIGATION_AFTER",
        "REGULATIONS",
        "NORMATIVE_DOCUMENTS",
        "LICENSING",
        "PENALTIES",
        "COMPULSORY_MEASURES",
        "FEES",
    ]
)
_NAMING = _NOUNS | {"REQUEST_ALONE"}
_COUNTING = frozenset((AMOUNT, "NONE"))
_REFUSED = frozenset(("COMPARED", "RESTRICTED", "RANGE", "OTHER"))
"""Words that make a clause one that is not read."""
_SAYING = _NOUNS | frozenset(
    [
        "REQUEST_ALONE",
        "RECEIVED",
        "NEW",
        "CARRIED_IN",
        "CARRIED",
        "HANDLED",
        "DEALT",
        "GRANTED",
        "PARTLY_GRANTED",
        "REFUSED",
        "UNAVAILABLE",
        "NOT_PROCESSED",
        "OTHER_OUTCOME",
        "CARRIED_FORWARD",
        "UPHELD",
        "CORRECTED",
        "OVERTURNED",
        "OTHER_RESULT",
        "PENDING",
        "ISSUED",
        "REPEALED",
        "IN_FORCE",
        "PUBLIC_TOTAL",
    ]
)
"""Words without one of which a clause says nothing."""
_YEARS = frozenset(("THIS_YEAR", "LAST_YEAR", "YEAR"))
_SCOPES = frozenset(("SELF", "WHOLE"))
_GONE = frozenset(("NOTHING", "SELF", "WHOLE", "OF_WHICH", "THIS_YEAR", "LAST_YEAR", "YEAR", "ANY"))
"""Words that have been used before the grammar reads a clause."""
_SHORT_FOR_MORE = frozenset(
    ("REQUEST_ALONE", "PENALTIES", "COMPULSORY_MEASURES", "LICENSING", "HANDLED", "DEALT", "GRANTED", "REFUSED")
)
"""Words that another before them makes something else of: 入学申请, 超期答复, 书面答复."""
_MEANT_OTHERWISE = _SHORT_FOR_MORE | {AMOUNT}
_OFFICE = re.compile(r"^[^各全网]{0,20}(?:局|委员会|委|办公室|政府办|办事处|街道|镇|乡|政府|厅|中心)$")
_ONE_OFFICE = re.compile("办公室|政府办|局|委|代表|部门")
_DECIDING = frozenset(("RECEIVED", "NEW", "DEALT", "HANDLED"))
_TAKEN_IN = frozenset(("", "RECEIVED", "DEALT"))
_SHORT = 12
"""A clause without a number, no longer than this, says of whom the next one speaks: 全县各部门，共收到…."""


def counts_of(text: str, start: int, end: int, context: Context) -> Iterator[Count]:
    """The counts that a sentence states."""
    context.sentence()
    clause: list[Word] = []
    before_bracket = context.nouns
    for word in words_of(text, start, end):
        if word.kind != "BREAK":
            clause.append(word)
            continue
        if clause:
            yield from _counts(clause, context)
            clause = []
        if word.text == ";":
            context.part()
        elif word.text == "(":
            before_bracket = context.nouns
        elif word.text == ")":
            context.nouns = before_bracket
    if clause:
        yield from _counts(clause, context)


def _counts(clause: list[Word], context: Context) -> Iterator[Count]:
    kinds = {word.kind for word in clause}
    other_year = context.other_year if kinds.isdisjoint(_YEARS) else _other_year(clause, context)
    scoped = not kinds.isdisjoint(_SCOPES) or (context.government and WORD in kinds)
    other_scope = _other_scope(clause, kinds, context) if scoped else context.other_scope
    if kinds.isdisjoint(_COUNTING):
        _turn(clause, kinds, context)
        context.other_year = other_year
        return
    readable = kinds.isdisjoint(_REFUSED) and not kinds.isdisjoint(_SAYING) and not _is_of_others(clause, kinds)
    claims = claims_of(_readable(clause)) if readable else ()
    if not claims:
        if AMOUNT in kinds:
            context.nouns = _named(clause, kinds) or (
                _OTHER if "OTHER" in kinds or (WORD in kinds and "COMPARED" not in kinds) else context.nouns
            )
        return
    for claim in claims:
        count = _count(claim, kinds, context, other_year, other_scope)
        if claim.nouns:
            context.nouns = claim.nouns
        if claim.acts:
            context.other_year = other_year
        yield count


def _turn(clause: Sequence[Word], kinds: set[str], context: Context) -> None:
    """A clause without a number says what the next ones speak of."""
    said = _REQUESTS if "ON_REQUEST" in kinds else None
    nouns = said or _named(clause, kinds)
    if "OTHER" in kinds or _is_of_others(clause, kinds):
        context.nouns = _OTHER
    elif nouns:
        context.nouns = nouns
        if said and clause[0].kind in ("ON_REQUEST", "NOTHING"):
            context.default = nouns


def _named(clause: Sequence[Word], kinds: set[str]) -> tuple[str, ...]:
    if kinds.isdisjoint(_NAMING):
        return ()
    return ([(_noun(word.kind),) for word in clause if word.kind in _NAMING])[-1]


def _noun(kind: str) -> str:
    return "REQUEST" if kind == "REQUEST_ALONE" else kind


def _is_of_others(clause: Sequence[Word], kinds: set[str]) -> bool:
    """Whether an unknown word says what is counted: 入学申请 is no request for information, 12件材料 are none."""
    if WORD not in kinds or kinds.isdisjoint(_MEANT_OTHERWISE):
        return False
    for at, (before, word) in enumerate(pairwise(clause)):
        if before.end != word.start:
            continue
        if word.kind in _SHORT_FOR_MORE and before.kind == WORD and not _OFFICE.match(before.text):
            return True
        if before.kind == AMOUNT and word.kind == WORD and _NAMING.isdisjoint([one.kind for one in clause[:at]]):
            return True
    return False


def _readable(clause: Sequence[Word]) -> list[Word]:
    """The words that the grammar reads: without those that say nothing, runs of unknown ones as one."""
    words: list[Word] = []
    for at, word in enumerate(clause):
        if word.kind in _GONE or (word.kind == WORD and not words and _OFFICE.match(word.text)):
            continue
        if word.kind == AND and (not words or words[-1].kind == WORD or at + 1 == len(clause)):
            continue
        if word.kind == WORD and words and words[-1].kind in (WORD, AND):
            words[-1] = word if words[-1].kind == AND else words[-1]
            continue
        words.append(Word("REQUEST", *word[1:]) if word.kind == "REQUEST_ALONE" else word)
    return words


def _other_year(clause: Sequence[Word], context: Context) -> bool:
    year = context.other_year
    for word in clause:
        if word.kind == "THIS_YEAR":
            year = False
        elif word.kind == "LAST_YEAR":
            year = True
        elif word.kind == "YEAR":
            year = context.year is not None and int(word.text[:4]) != context.year
            year = year or ("月" in word.text and not word.text.endswith(("12月31日", "1月1日", "12月")))
    return year


def _other_scope(clause: Sequence[Word], kinds: set[str], context: Context) -> bool:
    """Whether more is counted than the office itself; it stays so until the office is named."""
    scope = context.other_scope
    short = clause[-1].end - clause[0].start <= _SHORT
    for word in clause:
        if word.kind == "SELF":
            scope = False
        elif (word.kind == "WHOLE" and (short or AMOUNT in kinds or "NONE" in kinds)) or (
            word.kind == WORD and context.government and _ONE_OFFICE.search(word.text)
        ):
            scope = True
    context.other_scope = scope
    return scope


def _count(claim: Claim, kinds: set[str], context: Context, other_year: bool, other_scope: bool) -> Count:
    nouns = claim.nouns or context.nouns
    kind = Said.COUNT
    is_dispute = not _DISPUTES.isdisjoint(nouns)
    context.judging |= is_dispute and not _DECIDING.isdisjoint(claim.acts)
    if nouns == _OTHER or not nouns or (is_dispute and context.judging):
        kind = Said.OTHER_MATTER
    elif claim.amount is not None and claim.amount.about:
        kind = Said.ABOUT
    elif other_year:
        kind = Said.OTHER_YEAR
    elif other_scope:
        kind = Said.OTHER_SCOPE
    elif "OVERTURNED" in claim.acts or ("OF_WHICH" in kinds and (not claim.acts or _TAKEN_IN & set(claim.acts))):
        kind = Said.PART
    amount = claim.amount
    return Count(
        nouns,
        claim.acts,
        0 if amount is None else amount.value,
        "" if amount is None else amount.unit,
        kind,
        claim.start,
        claim.end,
        claim.loose,
        claim.trailed,
        bool(claim.nouns),
    )
