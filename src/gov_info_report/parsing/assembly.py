"""The road from a document to a report: outline to rows, rows to tokens, tokens through the grammar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from gov_info_report.document import FURNITURE, Budget, Document, Passage, Span
from gov_info_report.errors import ParseError
from gov_info_report.findings import Finding, find
from gov_info_report.model import (
    EDITIONS,
    NUMBERS,
    TABLES,
    Edition,
    Report,
    Table,
    section_label,
    table,
    tidy,
    year_in,
)
from gov_info_report.parsing.aligned import EITHER, Aligned, Strange, told_edition
from gov_info_report.parsing.alignment import align
from gov_info_report.parsing.hypotheses import target_of
from gov_info_report.parsing.outline import Line, Outline, outline
from gov_info_report.parsing.printed import PlacedRow, Printed
from gov_info_report.parsing.recovery import recover
from gov_info_report.parsing.settling import about_units, settle
from gov_info_report.parsing.tokens import (
    PREAMBLE,
    TITLE,
    FormToken,
    heading_terminal,
    row_terminal,
    text_name,
    text_terminal,
)

__all__ = ["Parsed", "parse_document"]


@frozen
class Parsed:
    """A report, what happened on the way to it, and the tokens that it was built from."""

    report: Report
    findings: tuple[Finding, ...]
    tokens: tuple[FormToken, ...]

    def spans(self) -> dict[str, Span]:
        """The place of every figure that a cell of the source holds, and of every line of a text, by path."""
        return dict(self._spans())

    def _spans(self) -> Iterator[tuple[str, Span]]:
        for token in self.tokens:
            for path, cell in zip(token.paths, token.cells, strict=True):
                if cell is not None:
                    yield path, cell.span
            lines = (passage for passage in token.passages for _ in passage.text.split("\n"))
            for number, passage in enumerate(lines, start=1):
                yield f"{text_name(token.type)}.{number}", passage.span


def parse_document(document: Document, budget: Budget) -> Parsed:
    """The report that a document is; `ParseError` when it has neither a heading nor a row of the form."""
    plan = outline(document, budget)
    tables = {name: align(name, _lines(plan, name), budget) for name in TABLES}
    if not any(part.heading for part in plan.parts) and not any(map(_has_rows, tables.values())):
        raise ParseError(
            "不是政府信息公开工作年度报告：既没有年报的标题，也没有年报表格中的任何一行 "
            "(no such report: it has neither a heading nor a row of the form)"
        )
    editions = _editions(tables, _text(plan.title))
    findings: list[Finding] = []
    rows: dict[int, list[FormToken]] = {}
    for name, found in tables.items():
        of = table(name, editions[name])
        placed, about = _placed(found, of, budget)
        for row in placed:
            rows.setdefault(id(row.line), []).extend(_row_tokens(row))
        findings += about
    tokens = list(_tokens(plan, rows))
    findings += _about_parts(plan)
    findings += [_unplaced(text, [span] if span else [], reason) for text, reason, span in document.remarks]
    report, kept, recovered = recover(tokens, editions)
    return Parsed(report, (*findings, *recovered), tuple(kept))


def _lines(plan: Outline, name: str) -> list[Line]:
    return [line for part in plan.parts if part.section == name for line in part.lines]


def _has_rows(found: Aligned | Printed) -> bool:
    return isinstance(found, Printed) or bool(found.rows)


def _placed(found: Aligned | Printed, of: Table, budget: Budget) -> tuple[list[PlacedRow], list[Finding]]:
    """The rows of a table with every figure in its column, and what there is to say of them."""
    if isinstance(found, Printed):
        if placed := found.placed(of):
            return placed, [*about_units(placed)]
        found = found.aligned()
    placed, doubts = settle(found, of, budget)
    return placed, [*doubts, *about_units(placed), *_strange(found, of, placed)]


def _strange(found: Aligned, of: Table, placed: Sequence[PlacedRow]) -> Iterator[Finding]:
    """A finding for what found no place in a table, and for rows that its edition has not.

    Where nothing of the table is missing, none of it can be a figure of the form. Figures may be those of
    （六）其他处理 where nothing of it is there, be it one row or three: no edition has both.
    """
    strange = [*found.strange]
    strange += [
        Strange("figures", row.raw, row.label or row.cells[0])
        for row in found.rows
        if target_of(row.path, of) is None and row.filled
    ]
    complete = bool(strange) and _is_complete(of, placed)
    either = not EITHER.startswith(of.name) or any(row.path.startswith(EITHER) for row in found.rows)
    for kind in ("page", "words", "own", "figures"):
        together = [text for text in strange if text.kind == kind]
        if together:
            words = "\n".join([text.text for text in together])
            grave = kind != "page" and not complete and any(map(str.isdigit, words))
            spans = [text.cell.span for text in together]
            paths = [] if either or not grave or kind != "figures" else [EITHER] * len(spans)
            if rests := [row for row in found.rows if grave and row.rest in [text.cell for text in together]]:
                paths, spans = [row.path for row in rests], [row.rest.span for row in rests if row.rest]
            yield find("text-unplaced", paths, spans, severity="warning" if grave else "info", actual=words)
    for row in found.rows:
        if row.near and row.label is not None and (target := target_of(row.path, of)) is not None:
            label = target.rows[0].term.label
            yield find("label-approximate", [row.path], [row.label.span], expected=label, actual=row.label.text)


def _is_complete(of: Table, placed: Sequence[PlacedRow]) -> bool:
    """Whether a table has all its figures."""
    whole = {
        path
        for row in placed
        if all(isinstance(figure, NUMBERS) for figure in row.figures)
        for path in row.target.paths
    }
    return whole.issuperset(of.paths)


def _editions(tables: Mapping[str, Aligned | Printed], title: str) -> dict[str, Edition]:
    """The edition of each table: by the labels that only one has, else as the other table, else that of the year."""
    told = {name: _told_edition(tables[name]) for name in ("proactive", "requests")}
    of_year = EDITIONS[1] if (year_in(title) or EDITIONS[0]) < EDITIONS[0] else EDITIONS[0]
    proactive = told["proactive"] or told["requests"] or of_year
    requests = told["requests"] or proactive
    return {"proactive": proactive, "requests": requests, "disputes": requests}


def _told_edition(found: Aligned | Printed) -> Edition | None:
    return found.plan.told if isinstance(found, Printed) else told_edition(found)


# Tokens


def _tokens(plan: Outline, rows: Mapping[int, Sequence[FormToken]]) -> Iterator[FormToken]:
    """The tokens of a document, in its order."""
    for terminal, passages in ((TITLE, plan.title), (PREAMBLE, plan.preamble)):
        if passages:
            yield FormToken(terminal, _text(passages), first=passages[0], passages=passages)
    for part in plan.parts:
        if part.heading is not None:
            heading = part.heading
            yield FormToken(heading_terminal(part.section), True, raw=heading.text, first=heading)
        if part.section not in TABLES:
            text = _text(part.prose)
            first = part.prose[0] if part.prose else None
            yield FormToken(text_terminal(part.section), text, raw=text, first=first, passages=part.prose)
        for line in part.lines:
            yield from rows.get(id(line), ())


def _row_tokens(placed: PlacedRow) -> Iterator[FormToken]:
    start = 0
    for row in placed.target.rows:
        end = start + len(row.columns)
        yield FormToken(
            row_terminal(row),
            row.cls(*placed.figures[start:end]),
            row.paths,
            placed.cells[start:end],
            placed.raw,
            next(iter(placed.line.cells), None),
        )
        start = end


def _text(passages: Iterable[Passage]) -> str:
    return "\n".join(tidy(passage.text) for passage in passages)


# Findings


def _about_parts(plan: Outline) -> Iterator[Finding]:
    if furniture := [*plan.contents, *plan.furniture]:
        printed = "\n".join([passage.text for passage in furniture])
        yield find("text-unplaced", (), [passage.span for passage in furniture], severity="info", actual=printed)
    for part in plan.parts:
        if part.section in TABLES:
            yield from (_unplaced(passage.text, [passage.span]) for passage in part.prose)
        official = section_label(part.section)[0]
        if part.heading is not None and part.numeral not in ("", official):
            label = section_label(part.section)
            place = [part.heading.span]
            yield find(
                "heading-misnumbered",
                [part.section],
                place,
                expected=official,
                actual=part.numeral,
                label=label,
            )


def _unplaced(text: str, spans: Sequence[Span | None], reason: str = "") -> Finding:
    """What found no place; a warning where it has digits, since a figure of the form may be among them.

    Page furniture has digits, but never figures.
    """
    grave = reason != FURNITURE and any(map(str.isdigit, text))
    return find("text-unplaced", (), spans, severity="warning" if grave else "info", actual=text)
