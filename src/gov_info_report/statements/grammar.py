"""The grammar of a clause, with the transformer that takes its counts out as it parses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from attrs import evolve, frozen
from lark import Lark, Token, Transformer
from lark.common import LexerConf
from lark.exceptions import UnexpectedInput
from lark.lexer import Lexer

from gov_info_report.statements.words import Word

__all__ = ["Claim", "claims_of", "grammar_text"]


@frozen
class Claim:
    """One count of a clause: what it is of, what happened, its amount (`None` for "there was none"), and where it stands.

    `loose` says that words which are not known stand before it in the clause.
    """

    nouns: tuple[str, ...]
    acts: tuple[str, ...]
    amount: Word | None
    start: int
    end: int
    loose: bool = False


def grammar_text() -> str:
    """The grammar: from the package where it is installed, else from the checkout."""
    here = Path(__file__)
    for folder in (here.parents[1] / "grammars", here.parents[3] / "grammars"):
        file = folder / "prose" / "statements.lark"
        if file.exists():
            return file.read_text("utf-8")
    raise FileNotFoundError(f"the grammar of statements is neither beside the package nor above it: {here}")


def claims_of(words: Sequence[Word]) -> list[Claim] | None:
    """The counts that a clause states; `None` when the grammar refuses it."""
    try:
        return _parser().parse(words)  # type: ignore[arg-type,return-value]  # the input is tokens, not text
    except UnexpectedInput:
        return None


@cache
def _parser() -> Lark:
    return Lark(grammar_text(), start="claim", parser="lalr", lexer=_Tokens, transformer=_Claims())


class _Tokens(Lexer):
    """The lexer: our tokens come ready-made."""

    def __init__(self, _: LexerConf) -> None:
        """Nothing to prepare."""

    def lex(self, words: Iterable[Word]) -> Iterator[Token]:  # type: ignore[override]  # the input is tokens, not text
        """Hand on the tokens; a token's own value is its word."""
        for word in words:
            token = Token(word.kind, "")
            token.value = word
            yield token


_NOUNS, _ACTS = "nouns", "acts"


class _Claims(Transformer[Token, Any]):
    """Builds the claims: a method a rule of the grammar."""

    def noun(self, children: list[Token]) -> Word:
        return children[0].value

    def act(self, children: list[Token]) -> Word:
        return children[0].value

    def nouns(self, children: list[Any]) -> tuple[str, list[Word]]:
        return _NOUNS, [child for child in children if isinstance(child, Word)]

    def acts(self, children: list[Any]) -> tuple[str, list[Word]]:
        return _ACTS, [child for child in children if isinstance(child, Word)]

    def topic(self, children: list[tuple[str, list[Word]]]) -> dict[str, list[Word]]:
        return dict(children)

    def said(self, children: list[Any]) -> Claim:
        topic, amount = children
        return _claim(topic.get(_NOUNS, ()), topic.get(_ACTS, ()), amount.value)

    def told(self, children: list[Any]) -> list[Claim]:
        return [child for child in children if isinstance(child, Claim)]

    def rest(self, children: list[Any]) -> dict[str, list[Word]]:
        return children[0] if len(children) == 1 and isinstance(children[0], dict) else {}

    def turned(self, children: list[Any]) -> Claim:
        amount, *said = children
        topic = dict(one for one in said if isinstance(one, tuple))
        return _claim(topic.get(_NOUNS, ()), topic[_ACTS], amount.value)

    def counted(self, children: list[Any]) -> list[Claim]:
        return [child for child in children if isinstance(child, Claim)]

    def denied(self, children: list[Any]) -> list[Claim]:
        topic = children[-1]
        return [_claim(topic.get(_NOUNS, ()), topic.get(_ACTS, ()), None, children[0].value)]

    def denied_after(self, children: list[Any]) -> list[Claim]:
        topic = dict(one for one in children if isinstance(one, tuple) and len(one) == 2)
        none = next(child.value for child in children if isinstance(child, Token))
        return [_claim(topic[_NOUNS], topic.get(_ACTS, ()), None, none)]

    def loose(self, children: list[Token]) -> Token:
        return children[0]

    def claim(self, children: list[Any]) -> list[Claim]:
        claims: list[Claim] = next(child for child in children if isinstance(child, list))
        rest = children[-1]
        if isinstance(rest, dict) and rest.get(_NOUNS) and not rest.get(_ACTS) and not claims[-1].nouns:
            kinds = tuple(dict.fromkeys(word.kind for word in rest[_NOUNS]))
            claims[-1] = evolve(claims[-1], nouns=kinds, end=rest[_NOUNS][-1].end)
        return [evolve(one, loose=True) for one in claims] if isinstance(children[0], Token) else claims


def _claim(nouns: Sequence[Word], acts: Sequence[Word], amount: Word | None, none: Word | None = None) -> Claim:
    words = [*nouns, *acts, *(word for word in (amount, none) if word)]
    kinds = tuple(dict.fromkeys(word.kind for word in nouns)), tuple(dict.fromkeys(word.kind for word in acts))
    return Claim(*kinds, amount, min(word.start for word in words), max(word.end for word in words))
