"""What several reports show beside each other, as record batches: statements, indicators, comparisons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from gov_info_report.frames.batches import SourceNames, exact, names_of
from gov_info_report.frames.extras import pyarrow as pa
from gov_info_report.frames.schemas import COMPARISONS, INDICATORS, STATEMENTS
from gov_info_report.model import Figure, Reported, report_of, split_figure
from gov_info_report.prose import Statement, statements
from gov_info_report.together import Comparison, Indicator, indicators

__all__ = ["comparisons_batch", "indicators_batch", "said_batch", "statements_batch"]

_Row: TypeAlias = dict[str, Any]


def said_batch(said: Sequence[Statement], sources: SourceNames | None = None) -> pa.RecordBatch:
    """Statements, a row each, as `STATEMENTS` says; a source for each."""
    return _batch(map(_statement, names_of(sources, said), said), STATEMENTS)


def statements_batch(reports: Sequence[Reported], sources: SourceNames | None = None) -> pa.RecordBatch:
    """What the prose of reports says in numbers, as `STATEMENTS` says; a source for each report."""
    named = zip(names_of(sources, reports), reports, strict=True)
    return _batch((_statement(source, said) for source, report in named for said in statements(report)), STATEMENTS)


def _statement(source: str | None, said: Statement) -> _Row:
    return {
        "source": source,
        "section": said.span.section,
        "start": said.span.start,
        "end": said.span.end,
        "path": said.path,
        "value": exact(said.value),
        "kind": said.kind.value,
        "text": said.text,
    }


def indicators_batch(reports: Sequence[Reported], sources: SourceNames | None = None) -> pa.RecordBatch:
    """The rates of reports, a row a rate, as `INDICATORS` says; a source for each report."""
    rows: list[_Row] = []
    for source, given in zip(names_of(sources, reports), reports, strict=True):
        report = report_of(given)
        common = {"source": source, "institution": report.institution, "year": report.year}
        rows += [{**common, **_indicator(each)} for each in indicators(report).values()]
    return _batch(rows, INDICATORS)


def _indicator(rate: Indicator) -> _Row:
    return {
        "name": rate.name,
        "label": rate.label,
        "numerator": None if rate.numerator is None else exact(rate.numerator),
        "denominator": None if rate.denominator is None else exact(rate.denominator),
        "value": rate.value,
    }


def comparisons_batch(comparisons: Sequence[Comparison], sources: SourceNames | None = None) -> pa.RecordBatch:
    """Comparisons, a row a figure, as `COMPARISONS` says; a source for each comparison."""
    named = zip(names_of(sources, comparisons), comparisons, strict=True)
    return _batch((row for source, each in named for row in _figures(source, each)), COMPARISONS)


def _figures(source: str | None, comparison: Comparison) -> Iterator[_Row]:
    for change in comparison.figures:
        yield {
            "source": source,
            "path": change.path,
            **_side("earlier", change.earlier),
            **_side("later", change.later),
            "difference": None if change.difference is None else exact(change.difference),
            "factor": change.factor,
            "jump": change.jump,
        }


def _side(name: str, figure: Figure | None) -> _Row:
    """A figure and what stands there instead; both null where that report has no such figure."""
    if figure is None:
        return {name: None, f"{name}_mark": None}
    value, mark, _ = split_figure(figure)
    return {name: None if value is None else exact(value), f"{name}_mark": mark}


def _batch(rows: Iterable[_Row], schema: pa.Schema) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(list(rows), schema)
