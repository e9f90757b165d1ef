"""The schemas of the tables, derived by walking the form: what stands in each column, and the version of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from gov_info_report.frames.extras import pyarrow as pa
from gov_info_report.model import EDITIONS, SECTIONS, TABLES, Kind, Table, column_label, form, table

__all__ = [
    "AMOUNT",
    "CORRECTIONS",
    "DEDUCTIONS",
    "FIGURES",
    "FINDINGS",
    "FORM_COLUMNS",
    "PROSE",
    "REPORTS",
    "VERSION",
    "entries",
    "paths",
    "stated",
]

VERSION = 1
"""The version of the schemas, kept in their metadata; raised when a column changes."""

_NAME, _VERSION = b"gov_info_report.schema", b"gov_info_report.version"

AMOUNT = pa.decimal128(38, 18)
"""Holds every number that a cell may hold, exactly."""
WORD = pa.dictionary(pa.int32(), pa.string())
"""A string that many rows share."""


def _schema(name: str, fields: Iterable[tuple[str, pa.DataType] | pa.Field]) -> pa.Schema:
    return pa.schema(fields, metadata={_NAME: name.encode(), _VERSION: str(VERSION).encode()})


def stated(schema: pa.Schema) -> tuple[str, str]:
    """The name and the version that a schema states; "" where it states none."""
    metadata = schema.metadata or {}
    return metadata.get(_NAME, b"").decode(), metadata.get(_VERSION, b"").decode()


# Figures: a row a figure

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
"""A row a figure, in the order of the form: a `Record`, with the report that it stands in.

`institution` and `year` are null where the report does not say; `edition` is that of the figure's table. `table`, `row`
and `column` are the official labels. `value` is null just where `mark` is not "": there it is "blank",
"not_applicable", "missing", or "unreadable", and `raw` is then what the cell holds.
"""


@cache
def entries() -> tuple[Mapping[Table, pa.Array], pa.Array, Mapping[str, pa.DictionaryArray]]:
    """What the form alone decides of its figures, made once.

    The places that each table's figures have in a list of all figures of all tables in each edition; and of that list
    the editions and the `FORM_COLUMNS`.
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


# Reports: a row a report

PROSE = tuple(f"{name}.text" for name in SECTIONS if name not in TABLES)
"""The sections that are prose, as the paths of their text."""


@cache
def paths() -> tuple[str, ...]:
    """The path of every figure of both editions, in the order of the form."""
    return tuple(dict.fromkeys(entry.path for entry in form()))


def _figure_fields() -> Iterable[pa.Field]:
    for path in paths():
        of = [entry for entry in form() if entry.path == path]
        label = " / ".join(dict.fromkeys(entry.label for entry in of))
        exact = AMOUNT if Kind(of[0].type) is Kind.AMOUNT else pa.int64()
        yield pa.field(path, exact, metadata={"label": label, "unit": of[0].unit})


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
        (
            "marks",
            pa.list_(
                pa.struct([("path", pa.string()), ("mark", pa.string()), ("raw", pa.string()), ("value", AMOUNT)])
            ),
        ),
    ],
)
"""A row a report, a column a path; a section or a figure that the report does not have is null.

Counts are whole numbers, amounts decimals. `marks` lists every figure of the report that its column cannot hold and
has null for: a mark, what is unreadable (in `raw`), and a number with decimals where the form counts (in `value`).
The metadata of a figure's column are its official label and its unit.
"""


# What is said of a report

_SPAN = pa.struct(
    [
        *[(name, pa.int32()) for name in ("page", "line", "column", "table", "row", "block", "cell", "start", "end")],
        ("box", pa.list_(pa.float64(), 4)),
    ]
)

FINDINGS = _schema(
    "findings",
    [
        ("source", WORD),
        ("code", WORD),
        ("severity", WORD),
        ("paths", pa.list_(pa.string())),
        ("spans", pa.list_(_SPAN)),
        ("expected", pa.string()),
        ("actual", pa.string()),
        ("message", pa.string()),
        ("english", pa.string()),
    ],
)
"""A row a finding: `spans` runs parallel to `paths`, null where the place is not known."""

CORRECTIONS = _schema(
    "corrections",
    [
        ("source", WORD),
        ("rank", pa.int32()),
        ("weight", pa.float64()),
        ("path", WORD),
        ("reported", AMOUNT),
        ("mark", WORD),
        ("raw", WORD),
        ("proposed", pa.int64()),
        ("lowest", pa.int64()),
        ("highest", pa.int64()),
        ("guess", WORD),
        ("truncated", pa.bool_()),
        ("timed_out", pa.bool_()),
    ],
)
"""A row a change; the changes of one correction share its `rank`, from 1, and its `weight`.

`reported`, `mark` and `raw` are what the report says. `proposed` is null where only the bounds are known. Corrections
that are cut short before the first have one row, without rank.
"""

DEDUCTIONS = _schema(
    "deductions",
    [
        ("source", WORD),
        ("step", pa.int32()),
        ("path", WORD),
        ("value", pa.int64()),
        ("reason", pa.string()),
        ("english", pa.string()),
        ("identities", pa.list_(pa.struct([("code", pa.string()), ("label", pa.string())]))),
        ("replaced", AMOUNT),
        ("mark", WORD),
        ("raw", WORD),
        ("contradicted", pa.bool_()),
    ],
)
"""A row a step, numbered from 1, and a row without number for each figure that contradicts others.

`replaced`, `mark` and `raw` are what stood in the cell.
"""
