"""The grammar of a clause, with the transformer that takes its counts out as it parses."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from attrs import evolve, frozen
from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedInput

from gov_info_report.grammar import ReadyTokens, grammar_files
from gov_info_report.prose.words import WORD, Word

__all__ = ["Claim", "claims_of", "grammar_text"]


class Claim(NamedTuple):
    """One count of a clause: what it is of, what happened, its amount (`None`: there was none), and where it stands.

    `loose` says that words which are not known stand before it in the clause, `trailed` that such stand after it.
    """

    nouns: tuple[str, ...]
    acts: tuple[str, ...]
    amount: Word | None
    start: int
    end: int
    loose: bool = False
    trailed: bool = False


@frozen
class _Shape:
    """A claim as the indices of its words in the clause."""

    nouns: tuple[int, ...]
    acts: tuple[int, ...]
    amount: int | None
    none: int | None = None
    loose: bool = False
    trailed: bool = False


def grammar_text() -> str:
    """The grammar of statements."""
    return grammar_files("prose/statements.lark", Path(__file__))


def claims_of(words: Sequence[Word]) -> list[Claim]:
    """The counts that a clause states; none when the grammar refuses it."""
    return [
        Claim(
            nouns,
            acts,
            None if amount is None else words[amount],
            words[first].start,
            words[last].end,
            loose,
            trailed,
        )
        for nouns, acts, amount, first, last, loose, trailed in _shapes(tuple([word.kind for word in words]))
    ]


_Placed: TypeAlias = tuple[tuple[str, ...], tuple[str, ...], int | None, int, int, bool, bool]
"""A claim before its words are known: the amount and the ends are indices of words."""


@lru_cache(maxsize=4096)
def _shapes(kinds: tuple[str, ...]) -> tuple[_Placed, ...]:
    """What the grammar makes of a clause; kept, since the clauses of reports are much alike."""
    tokens = [Token(kind, "", start_pos=index) for index, kind in enumerate(kinds)]
    try:
        shapes: list[_Shape] = _parser().parse(tokens)  # type: ignore[assignment]  # tokens, not text
    except UnexpectedInput:
        return ()
    return tuple(_placed(shape, kinds) for shape in shapes)


def _placed(shape: _Shape, kinds: Sequence[str]) -> _Placed:
    nouns, acts = (tuple(dict.fromkeys(kinds[index] for index in said)) for said in (shape.nouns, shape.acts))
    indices = [*shape.nouns, *shape.acts, *(index for index in (shape.amount, shape.none) if index is not None)]
    return nouns, acts, shape.amount, min(indices), max(indices), shape.loose, shape.trailed


@cache
def _parser() -> Lark:
    return Lark(grammar_text(), start="claim", parser="lalr", lexer=ReadyTokens, transformer=_Claims())


_Named: TypeAlias = tuple[str, tuple[int, ...]]
"""What words are in a clause, and their indices."""

_NOUNS, _ACTS = "nouns", "acts"


def _indices(children: Sequence[Token]) -> tuple[int, ...]:
    return tuple(child.start_pos or 0 for child in children if child.type != "AND")


class _Claims(Transformer[Token, Any]):
    """Builds the claims: a method a rule of the grammar."""

    def noun(self, children: list[Token]) -> Token:
        return children[0]

    def act(self, children: list[Token]) -> Token:
        return children[0]

    def nouns(self, children: list[Token]) -> _Named:
        return _NOUNS, _indices(children)

    def acts(self, children: list[Token]) -> _Named:
        return _ACTS, _indices(children)

    def topic(self, children: list[_Named]) -> dict[str, tuple[int, ...]]:
        return dict(children)

    def said(self, children: list[Any]) -> _Shape:
        topic, amount = children
        return _Shape(topic.get(_NOUNS, ()), topic.get(_ACTS, ()), amount.start_pos)

    def counts(self, children: list[Any]) -> list[_Shape]:
        claims: list[_Shape] = []
        for child in children:
            claims += child if isinstance(child, list) else [child] if isinstance(child, _Shape) else []
        return claims

    def told(self, children: list[Any]) -> list[_Shape]:
        claims: list[_Shape] = children[0]
        rest = children[-1]
        if rest is None:  # words that are not known
            return [evolve(one, trailed=True) for one in claims]
        if not isinstance(rest, dict):
            return claims
        if rest.get(_NOUNS) and not rest.get(_ACTS) and not claims[-1].nouns:  # 收到26件申请
            claims = [*claims[:-1], evolve(claims[-1], nouns=rest[_NOUNS])]
        return claims

    def rest(self, children: list[Any]) -> dict[str, tuple[int, ...]] | None:
        return children[0] if len(children) == 1 and isinstance(children[0], dict) else None

    def turned(self, children: list[Any]) -> _Shape:
        amount, *said = children
        topic = dict(one for one in said if not isinstance(one, Token))
        return _Shape(topic.get(_NOUNS, ()), topic[_ACTS], amount.start_pos)

    def counted(self, children: list[Any]) -> list[_Shape]:
        return self.counts(children)

    def denied(self, children: list[Any]) -> list[_Shape]:
        none, topic = children[0], children[-1]
        return [_Shape(topic.get(_NOUNS, ()), topic.get(_ACTS, ()), None, none.start_pos)]

    def denied_after(self, children: list[Any]) -> list[_Shape]:
        none = next(child for child in children if isinstance(child, Token))
        topic = dict(child for child in children if not isinstance(child, Token))
        return [_Shape(topic[_NOUNS], topic.get(_ACTS, ()), None, none.start_pos)]

    def loose(self, children: list[Token]) -> Token:
        return children[0]

    def claim(self, children: list[Any]) -> list[_Shape]:
        claims: list[_Shape] = children[-1]
        is_loose = isinstance(children[0], Token) and children[0].type == WORD
        return [evolve(one, loose=True) for one in claims] if is_loose else claims
