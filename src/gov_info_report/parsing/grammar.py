"""The grammar of the form, with the transformer that builds the model's sections as it parses."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from lark import Lark, Token, Transformer

from gov_info_report.grammar import ReadyTokens, grammar_files
from gov_info_report.model import (
    Disputes,
    NotProcessed,
    OtherMatters,
    OtherOutcomes,
    Outcomes,
    Overview,
    Proactive,
    Proactive2019,
    Proactive2021,
    Problems,
    Refused,
    Report,
    Requests,
    Unavailable,
)
from gov_info_report.parsing.tokens import PREAMBLE, TITLE

__all__ = ["form_parser", "grammar_text"]


def grammar_text() -> str:
    """The grammar of the form: its files, one after the other."""
    return grammar_files("*.lark", Path(__file__))


@cache
def form_parser() -> Lark:
    """The LALR parser of the form. It takes tokens, not text, and gives a `Report`; built on first use."""
    return Lark(grammar_text(), start="report", parser="lalr", lexer=ReadyTokens, transformer=_Builder())


def _values(children: Iterable[Any]) -> list[Any]:
    return [child.value if isinstance(child, Token) else child for child in children]


class _Builder(Transformer[Token, Any]):
    """Builds the model: a method a rule of the grammar. A section whose heading is `False` is absent."""

    def report(self, children: list[Any]) -> Report:
        front, *sections = children
        return Report(front.get(TITLE, ""), front.get(PREAMBLE, ""), *sections)

    def front(self, children: list[Token]) -> dict[str, str]:
        return {token.type: token.value for token in children}

    def overview(self, children: list[Any]) -> Overview | None:
        present, text = _values(children)
        return Overview(text) if present else None

    def problems(self, children: list[Any]) -> Problems | None:
        present, text = _values(children)
        return Problems(text) if present else None

    def other_matters(self, children: list[Any]) -> OtherMatters | None:
        present, text = _values(children)
        return OtherMatters(text) if present else None

    def proactive(self, children: list[Any]) -> Proactive | None:
        present, table = _values(children)
        return table if present else None

    def proactive_2021(self, children: list[Any]) -> Proactive2021:
        return Proactive2021(*_values(children))

    def proactive_2019(self, children: list[Any]) -> Proactive2019:
        return Proactive2019(*_values(children))

    def requests(self, children: list[Any]) -> Requests | None:
        present, *rows = _values(children)
        return Requests(*rows) if present else None

    def outcomes(self, children: list[Any]) -> Outcomes:
        return Outcomes(*_values(children))

    def refused(self, children: list[Any]) -> Refused:
        return Refused(*_values(children))

    def unavailable(self, children: list[Any]) -> Unavailable:
        return Unavailable(*_values(children))

    def not_processed(self, children: list[Any]) -> NotProcessed:
        return NotProcessed(*_values(children))

    def other(self, children: list[Any]) -> OtherOutcomes:
        return OtherOutcomes(*_values(children))

    def disputes(self, children: list[Any]) -> Disputes | None:
        present, *blocks = _values(children)
        return Disputes(*blocks) if present else None
