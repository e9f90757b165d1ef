"""Recovery: tokens of a document in any order, with gaps and repetitions, made into a report of the strict form."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

from lark.parsers.lalr_interactive_parser import InteractiveParser

from gov_info_report.findings import Finding, find
from gov_info_report.model import (
    EDITIONS,
    SECTIONS,
    TABLES,
    Edition,
    Figures,
    Report,
    Row,
    table,
)
from gov_info_report.parsing.grammar import form_parser
from gov_info_report.parsing.tokens import (
    PREAMBLE,
    TITLE,
    FormToken,
    form_order,
    heading_terminal,
    row_terminal,
)

__all__ = ["recover", "strict"]


def strict(tokens: Iterable[FormToken]) -> Report:
    """The report that the tokens are, if they are the form to the letter; lark's `UnexpectedInput` if not."""
    report: Report = form_parser().parse(tokens)  # type: ignore[assignment]  # the lexer takes tokens
    return report


def recover(
    tokens: Sequence[FormToken], editions: Mapping[str, Edition]
) -> tuple[Report, list[FormToken], list[Finding]]:
    """The report that the tokens come to: repeated ones left out, the others in the form's order, gaps filled.

    Gives the report, the tokens that it was built from, and a finding for each thing that was left out or moved.
    Rows that are not there become rows of `Mark.MISSING`, which the report itself shows.
    """
    order = form_order(editions["proactive"], editions["requests"])
    kept, findings = _without_repetitions(tokens)
    findings += _displaced(kept, order)
    kept.sort(key=lambda token: order[token.type])
    findings += _headless(kept)
    return _fed(kept, order), kept, findings


def _fed(tokens: Sequence[FormToken], order: Mapping[str, int]) -> Report:
    """Feed the strict parser, and wherever it expects something else, that first, as missing."""
    there = {_section(token.type) for token in tokens}
    parser = form_parser().parse_interactive()
    for token in tokens:
        _fill(parser, token.type, order, there)
        parser.feed_token(token)
    _fill(parser, "$END", order, there)
    report: Report = parser.feed_eof()  # type: ignore[no-untyped-call]
    return report


def _fill(parser: InteractiveParser, wanted: str, order: Mapping[str, int], there: Collection[str]) -> None:
    while wanted not in (choices := parser.choices()):  # type: ignore[no-untyped-call]
        expected = min((order[name], name) for name in choices if name in order and name not in (TITLE, PREAMBLE))[1]
        parser.feed_token(FormToken(expected, _missing(expected, there)))


def _missing(terminal: str, there: Collection[str]) -> object:
    """What stands for a token that is not there: an empty row or text; for a heading, whether its section is there."""
    row = _rows().get(terminal)
    if row is not None:
        return row.cls()
    return "" if terminal.endswith("_TEXT") else _section(terminal) in there


@cache
def _section(terminal: str) -> str:
    row = _rows().get(terminal)
    return row.path.split(".")[0] if row else terminal.lower().removesuffix("_text")


@cache
def _rows() -> Mapping[str, Row]:
    return {row_terminal(row): row for name in TABLES for edition in EDITIONS for row in table(name, edition).rows}


def _headless(tokens: Sequence[FormToken]) -> Iterator[Finding]:
    """A finding for each section of which there is something, but no heading."""
    headings = {token.type for token in tokens}
    for section in dict.fromkeys(_section(token.type) for token in tokens):
        if section in SECTIONS and heading_terminal(section) not in headings:
            yield find("heading-missing", [section])


# Repetition


def _without_repetitions(tokens: Iterable[FormToken]) -> tuple[list[FormToken], list[Finding]]:
    """The first token of each kind that says anything, and a finding for each other."""
    chosen: dict[str, FormToken] = {}
    others: list[FormToken] = []
    for token in tokens:
        first = chosen.setdefault(token.type, token)
        if first is token:
            continue
        if _says_nothing(first) and not _says_nothing(token):
            chosen[token.type], token = token, first
        others.append(token)
    kept = {id(token) for token in chosen.values()}
    findings = [finding for token in others for finding in _repetition(chosen[token.type], token)]
    return [token for token in tokens if id(token) in kept], findings


def _says_nothing(token: FormToken) -> bool:
    if isinstance(token.value, Figures):
        return not any(cell is not None and cell.text for cell in token.cells)
    return token.value in (True, "")


def _repetition(kept: FormToken, other: FormToken) -> Iterator[Finding]:
    row = _rows().get(other.type)
    if row is None:
        yield find("section-repeated", [_section(other.type)], [other.place], actual=other.raw)
    else:
        differs = not _says_nothing(other) and kept.value != other.value
        yield find("row-contradicted" if differs else "row-repeated", [row.path], [other.place], actual=other.raw)


# Order


def _displaced(tokens: Sequence[FormToken], order: Mapping[str, int]) -> Iterator[Finding]:
    """A finding for each of the fewest tokens that stand out of the form's order; one where a section moved whole."""
    numbers = [order[token.type] for token in tokens]
    if numbers == sorted(numbers):
        return
    in_order = _longest_rising(numbers)
    sections: dict[str, list[FormToken]] = {}
    for token in tokens:
        sections.setdefault(_section(token.type), []).append(token)
    moved = [token for place, token in enumerate(tokens) if place not in in_order]
    for section in dict.fromkeys(_section(token.type) for token in moved):
        of_section = [token for token in moved if _section(token.type) == section]
        if len(of_section) == len(sections[section]):
            yield find("section-out-of-order", [section], [of_section[0].place])
            continue
        for token in of_section:
            row = _rows().get(token.type)
            code, path = ("row-out-of-order", row.path) if row else ("section-out-of-order", section)
            yield find(code, [path], [token.place])


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The places of a longest rising run of numbers, gaps allowed."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(tails, number)
        tails[length : length + 1] = [number]
        ends[length : length + 1] = [place]
        before.append(ends[length - 1] if length else -1)
    run: set[int] = set()
    place = ends[-1] if ends else -1
    while place >= 0:
        run.add(place)
        place = before[place]
    return run
