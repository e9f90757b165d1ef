"""The schemas of the tables, derived by walking the form: what stands in each column, and the version of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from gov_info_report.frames.extras import pyarrow as pa
from gov_info_report.model import EDITIONS, SECTIONS, TABLES, Kind, Table, column_label, form, table

__all__ = [
    "AMOUNT",
    "FIGURES",
    "FINDINGS",
    "FORM_COLUMNS",
    "PROSE",
    "REPORTS",
    "VERSION",
    "entries",
    "paths",
    "schema_name",
]

VERSION = 1
"""The version of the schemas, kept in their metadata; raised when a column changes."""

_NAME, _VERSION = b"gov_info_report.schema", b"gov_info_report.version"

AMOUNT = pa.decimal128(38, 18)
"""Holds every number that a cell may hold, exactly."""
WORD = pa.dictionary(pa.int32(), pa.string())
"""A string that many rows share."""
SPAN = pa.struct([(name, pa.int32()) for name in ("page", "line", "column", "table", "row", "block")])


def _schema(name: str, fields: Iterable[tuple[str, pa.DataType] | pa.Field]) -> pa.Schema:
    return pa.schema(fields, metadata={_NAME: name.encode(), _VERSION: str(VERSION).encode()})


def schema_name(schema: pa.Schema) -> tuple[str, str] | None:
    """The name and the version that a schema states; `None` when it states none."""
    metadata = schema.metadata or {}
    return (metadata[_NAME].decode(), metadata.get(_VERSION, b"").decode()) if _NAME in metadata else None


FORM_COLUMNS = ("path", "table", "row", "column", "unit")
"""The columns of `FIGURES` that the form alone decides."""

FIGURES = _schema(
    "figures",
    [
        ("source", WORD),
        ("institution", WORD),
        ("year", pa.int32()),
        ("edition", pa.int32()),
        ("path", WORD),
        ("table", WORD),
        ("row", WORD),
        ("column", WORD),
        ("value", AMOUNT),
        ("mark", WORD),
        ("unit", WORD),
        ("raw", WORD),
    ],
)
"""A row a figure, in the order of the form: a `Record` with the report that it stands in.

`value` is null just where `mark` is not "". `edition` is that of the figure's table.
"""

FINDINGS = _schema(
    "findings",
    [
        ("source", WORD),
        ("code", WORD),
        ("severity", WORD),
        ("paths", pa.list_(pa.string())),
        ("spans", pa.list_(SPAN)),
        ("expected", pa.string()),
        ("actual", pa.string()),
        ("message", pa.string()),
        ("english", pa.string()),
    ],
)
"""A row a finding: `spans` runs parallel to `paths`, null where the place is not known."""


@cache
def paths() -> Mapping[str, Kind]:
    """Every figure's path, of both editions, in the order of the form, and the numbers that it may hold."""
    return {entry.path: Kind(entry.type) for entry in form()}


PROSE = tuple(f"{name}.text" for name in SECTIONS if name not in TABLES)
"""The sections that are prose, as the paths of their text."""

MARKS = pa.list_(
    pa.struct([("path", pa.string()), ("mark", pa.string()), ("raw", pa.string()), ("value", AMOUNT)]),
)


def _figure_fields() -> Iterable[pa.Field]:
    words = {entry.path: {"label": entry.label, "unit": entry.unit} for entry in reversed(form())}
    for path, kind in paths().items():
        yield pa.field(path, AMOUNT if kind is Kind.AMOUNT else pa.int64(), metadata=words[path])


REPORTS = _schema(
    "reports",
    [
        ("source", pa.string()),
        ("institution", pa.string()),
        ("year", pa.int32()),
        ("title", pa.string()),
        ("preamble", pa.string()),
        *((path, pa.string()) for path in PROSE),
        *((f"{name}.edition", pa.int32()) for name in TABLES),
        *_figure_fields(),
        ("marks", MARKS),
    ],
)
"""A row a report, a column a path; what is absent from a report is null.

Counts are whole numbers, amounts decimals. `marks` lists each figure of the report that its column cannot hold, which
is then null: a mark, what is unreadable (in `raw`), and a number with decimals where the form counts (in `value`).
"""


@cache
def entries() -> tuple[Mapping[Table, pa.Array], pa.Array, Mapping[str, pa.DictionaryArray]]:
    """What the form alone decides of its figures, once.

    The places of each table's figures in a list of all figures of all tables in each edition; and of that list the
    editions, and the `FORM_COLUMNS`.
    """
    places: dict[Table, pa.Array] = {}
    editions: list[int] = []
    words: list[tuple[str, ...]] = []
    for of in (table(name, edition) for name in TABLES for edition in EDITIONS):
        places[of] = pa.array(range(len(words), len(words) + len(of.paths)), pa.int32())
        editions += [of.edition] * len(of.paths)
        for path, row, column in zip(of.paths, of.row_at, of.column_at, strict=True):
            words.append((path, of.term.label, row.label, column_label(column), column.term.unit))
    columns = zip(FORM_COLUMNS, zip(*words, strict=True), strict=True)
    return places, pa.array(editions, pa.int32()), {name: pa.array(column, WORD) for name, column in columns}
