"""What becomes of documents as tables: reports, what stands in them and is said of them, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from gov_info_report.batch.items import printable
from gov_info_report.batch.outcome import Outcome, portable
from gov_info_report.frames.batches import figures_batch, findings_batch, reports_batch
from gov_info_report.frames.beside import indicators_batch, statements_batch
from gov_info_report.frames.extras import pyarrow as pa
from gov_info_report.frames.schemas import FIGURES, FINDINGS, INDICATORS, REPORTS, STATEMENTS, extended, schema_of

__all__ = ["FAILURES", "SCHEMAS", "UNITED", "UNREADABLE_FILE", "plain", "plain_schema", "tables", "united"]

UNREADABLE_FILE = "file-unreadable"
"""The code of an error of the system: no such file, or not yours to read."""

FAILURES = schema_of(
    "failures",
    [
        ("source", pa.string(), "来源"),
        ("error", pa.string(), "错误"),
        ("code", pa.string(), "代码"),
        ("message", pa.string(), "原因"),
    ],
)
"""A row a document that could not be read: the name of the error's class, its code, and what it says."""

SCHEMAS = {
    "reports": extended(REPORTS, [("format", pa.string(), "格式"), ("verdict", pa.string(), "结论")]),
    "figures": FIGURES,
    "findings": FINDINGS,
    "statements": STATEMENTS,
    "indicators": INDICATORS,
    "failures": FAILURES,
}
"""The tables by name. Every document has a row either in reports or in failures."""


def tables(outcomes: Sequence[Outcome], names: Sequence[str] = tuple(SCHEMAS)) -> dict[str, pa.RecordBatch]:
    """The tables of these names. A report that no table can hold is a failure, and costs no other."""
    try:
        return {name: _table(name, outcomes) for name in names}
    except (pa.ArrowException, ArithmeticError, TypeError, ValueError):
        return {name: _table(name, [_tabled(outcome) for outcome in outcomes]) for name in names}


def _table(name: str, outcomes: Sequence[Outcome]) -> pa.RecordBatch:
    readings = [(printable(each.source), each.reading, each.findings) for each in outcomes if each.reading is not None]
    sources = [source for source, _, _ in readings]
    if name == "reports":
        batch = reports_batch([reading for _, reading, _ in readings], sources)
        formats = pa.array([reading.format for _, reading, _ in readings], pa.string())
        verdicts = pa.array([findings.verdict.value for _, _, findings in readings], pa.string())
        return pa.RecordBatch.from_arrays([*batch.columns, formats, verdicts], schema=SCHEMAS[name])
    if name == "figures":
        return figures_batch([reading for _, reading, _ in readings], sources, [said for _, _, said in readings])
    if name == "findings":
        return findings_batch(
            [findings for _, _, findings in readings], sources, [reading for _, reading, _ in readings]
        )
    if name == "statements":
        return statements_batch([reading for _, reading, _ in readings], sources)
    if name == "indicators":
        return indicators_batch([reading for _, reading, _ in readings], sources)
    rows = [_failure(printable(each.source), each.error) for each in outcomes if each.error is not None]
    return pa.RecordBatch.from_pylist(rows, schema=FAILURES)


def _failure(source: str, error: Exception) -> Mapping[str, str]:
    return {
        "source": source,
        "error": type(error).__name__,
        "code": getattr(error, "code", UNREADABLE_FILE if isinstance(error, OSError) else ""),
        "message": printable(str(error)),
    }


def _tabled(outcome: Outcome) -> Outcome:
    try:
        for name in SCHEMAS:
            _table(name, [outcome])
    except (pa.ArrowException, ArithmeticError, TypeError, ValueError) as error:
        return attrs.evolve(outcome, reading=None, error=portable(error))
    return outcome


def plain(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch without dictionaries, which Spark takes for numbers."""
    return batch.cast(plain_schema(batch.schema))


def plain_schema(schema: pa.Schema) -> pa.Schema:
    """The schema with the values of dictionaries in their place."""
    fields = (
        field.with_type(field.type.value_type) if pa.types.is_dictionary(field.type) else field for field in schema
    )
    return pa.schema(fields, schema.metadata)


UNITED = pa.schema([(name, pa.struct(list(plain_schema(schema)))) for name, schema in SCHEMAS.items()])
"""All tables in one: a row of one of them in the column of its name."""


def united(tables: Mapping[str, pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The tables, plain ones, one after the other as one."""
    for name, batch in tables.items():
        yield pa.RecordBatch.from_arrays(
            [
                batch.to_struct_array() if field.name == name else pa.nulls(batch.num_rows, field.type)
                for field in UNITED
            ],
            schema=UNITED,
        )
