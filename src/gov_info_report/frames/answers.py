"""Corrections and deductions as record batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from gov_info_report.balance import Change, Corrections, Deduction
from gov_info_report.frames.batches import SourceNames, exact, names_of
from gov_info_report.frames.extras import pyarrow as pa
from gov_info_report.frames.schemas import CORRECTIONS, DEDUCTIONS
from gov_info_report.model import Figure, split_figure

__all__ = ["corrections_batch", "deductions_batch"]

_Row: TypeAlias = dict[str, Any]


def corrections_batch(corrections: Sequence[Corrections], sources: SourceNames | None = None) -> pa.RecordBatch:
    """Corrections, a row a change, as `CORRECTIONS` says; a source for each list of corrections."""
    named = zip(names_of(sources, corrections), corrections, strict=True)
    return _batch((row for source, listed in named for row in _changes(source, listed)), CORRECTIONS)


def _changes(source: str | None, corrections: Corrections) -> Iterator[_Row]:
    common = {"source": source, "truncated": corrections.truncated, "timed_out": corrections.timed_out}
    if not corrections and (corrections.truncated or corrections.timed_out):
        yield common
    for rank, correction in enumerate(corrections, start=1):
        for change in correction.changes:
            yield {**common, "rank": rank, "weight": correction.weight, **_change(change)}


def _change(change: Change) -> _Row:
    proposed = change.proposed
    lowest, highest = (proposed, proposed) if isinstance(proposed, int) else proposed
    return {
        "report": change.report,
        "path": change.path,
        **_stood("reported", change.reported),
        "proposed": lowest if lowest == highest else None,
        "lowest": lowest,
        "highest": highest,
        "guess": "" if change.guess is None else change.guess.value,
    }


def deductions_batch(deductions: Sequence[Deduction], sources: SourceNames | None = None) -> pa.RecordBatch:
    """Deductions, a row a step, as `DEDUCTIONS` says; a source for each deduction."""
    named = zip(names_of(sources, deductions), deductions, strict=True)
    return _batch((row for source, deduction in named for row in _steps(source, deduction)), DEDUCTIONS)


def _steps(source: str | None, deduction: Deduction) -> Iterator[_Row]:
    keys = {"source": source, "institution": deduction.report.institution, "year": deduction.report.year}
    for number, step in enumerate(deduction.steps, start=1):
        yield {
            **keys,
            "step": number,
            "path": step.path,
            "value": step.value,
            "reason": step.reason,
            "english": step.english,
            "identities": [{"code": code, "label": label} for code, label in step.identities],
            **_stood("replaced", step.replaced),
            "contradicted": False,
        }
    for path in deduction.contradicted:
        yield {**keys, "path": path, "contradicted": True}


def _stood(name: str, figure: Figure) -> _Row:
    """A figure of the report, its number under this name."""
    value, mark, raw = split_figure(figure)
    return {name: None if value is None else exact(value), "mark": mark, "raw": raw}


def _batch(rows: Iterator[_Row], schema: pa.Schema) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(list(rows), schema)
