"""The schemas of the tables, derived by walking the form: what stands in each column, and the version of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache

import attrs

from gov_info_report.document import Span
from gov_info_report.frames.extras import pyarrow as pa
from gov_info_report.model import EDITIONS, SECTIONS, TABLES, Kind, Table, column_label, form, section_label, table

__all__ = [
    "AMOUNT",
    "COMPARISONS",
    "CORRECTIONS",
    "DEDUCTIONS",
    "FIGURES",
    "FINDINGS",
    "FORM",
    "FORM_COLUMNS",
    "INDICATORS",
    "LINKS",
    "PROSE",
    "REPORTS",
    "STATEMENTS",
    "VERSION",
    "entries",
    "extended",
    "labelled",
    "paths",
    "schema_of",
    "stated",
]

VERSION = 2
"""The version of the schemas, kept in their metadata; raised when a column changes."""

_NAME, _VERSION, _PANDAS = b"gov_info_report.schema", b"gov_info_report.version", b"pandas"

AMOUNT = pa.decimal128(38, 18)
"""Holds every number that a cell may hold, exactly."""
WORD = pa.dictionary(pa.int32(), pa.string())
"""A string that many rows share."""


def schema_of(name: str, fields: Iterable[tuple[str, pa.DataType, str] | pa.Field]) -> pa.Schema:
    """A schema that states its name and version; a field has a name, a type and a Chinese label."""
    made = [
        field if isinstance(field, pa.Field) else pa.field(*field[:2], metadata={"label": field[2]}) for field in fields
    ]
    stated = {_NAME: name.encode(), _VERSION: str(VERSION).encode(), _PANDAS: _for_pandas(made)}
    return pa.schema(made, metadata=stated)


def extended(schema: pa.Schema, fields: Iterable[tuple[str, pa.DataType, str]]) -> pa.Schema:
    """A schema with more fields at its end."""
    return schema_of(stated(schema)[0], [*schema, *fields])


_NULLABLE = {pa.int32(): "Int32", pa.int64(): "Int64", pa.bool_(): "boolean"}


def _for_pandas(fields: Iterable[pa.Field]) -> bytes:
    """What tells pandas, when it reads Parquet, that whole numbers stay whole beside what is absent.

    It is what pandas itself writes for its nullable types.
    """
    columns = [
        {
            "name": field.name,
            "field_name": field.name,
            "pandas_type": str(field.type),
            "numpy_type": _NULLABLE[field.type],
            "metadata": None,
        }
        for field in fields
        if field.type in _NULLABLE
    ]
    return json.dumps({"index_columns": [], "column_indexes": [], "columns": columns}, ensure_ascii=False).encode()


def labelled(given: pa.Table) -> pa.Table:
    """A table by one of the schemas, its columns called by their Chinese labels."""
    fields = [field.with_name(field.metadata[b"label"].decode()) for field in given.schema]
    metadata = {**given.schema.metadata, _PANDAS: _for_pandas(fields)}
    return pa.Table.from_arrays(given.columns, schema=pa.schema(fields, metadata))


def stated(schema: pa.Schema) -> tuple[str, str]:
    """The name and the version that a schema states; "" where it states none."""
    metadata = schema.metadata or {}
    return metadata.get(_NAME, b"").decode(), metadata.get(_VERSION, b"").decode()


# Figures: a row a figure

FORM_COLUMNS = ("path", "table", "row", "column", "unit")
"""The columns of `FIGURES` that the form alone decides."""

_SOURCE = ("source", WORD, "来源")
_OFFICE = ("institution", WORD, "机关")
_YEAR = ("year", pa.int32(), "年度")
"""The keys by which the tables are joined: the document, the office, and the year."""

FIGURES = schema_of(
    "figures",
    [
        _SOURCE,
        _OFFICE,
        _YEAR,
        ("edition", pa.int32(), "表式版本"),
        ("path", WORD, "路径"),
        ("table", WORD, "表"),
        ("row", WORD, "行"),
        ("column", WORD, "列"),
        ("value", pa.int64(), "数值"),
        ("amount", AMOUNT, "金额"),
        ("mark", WORD, "标记"),
        ("unit", WORD, "单位"),
        ("raw", WORD, "原文"),
        ("trust", WORD, "可信度"),
    ],
)
"""A row a figure, in the order of the form: a `Record`, with the report that it stands in.

`institution` and `year` are null where the report does not say; `edition` is that of the figure's table. `table`, `row`
and `column` are the official labels. `value` is the number where the form counts, always whole, and `amount` the number
where the form asks for an amount of money, or has decimals where it counts. Both are null just where `mark` is not "":
there it is "blank", "not_applicable", "missing", or "unreadable", and `raw` is then what the cell holds. `trust` says
whether the number can be built upon:

- "sound": nothing is said against it,
- "doubtful": a warning names it, or its row,
- "contradicted": an error does; it is an operand of an identity that is broken, say,
- "absent": there is no number.
"""


@cache
def entries() -> tuple[Mapping[Table, pa.Array], pa.Array, pa.Array, Mapping[str, pa.DictionaryArray]]:
    """What the form alone decides of its figures, made once.

    The indices that each table's figures have in a list of all figures of all tables in each edition; and of that list
    the editions, which of them are amounts, and the `FORM_COLUMNS`.
    """
    indices: dict[Table, pa.Array] = {}
    editions: list[int] = []
    amounts: list[bool] = []
    words: list[tuple[str, ...]] = []
    for of in (table(name, edition) for name in TABLES for edition in EDITIONS):
        indices[of] = pa.array(range(len(words), len(words) + len(of.paths)), pa.int32())
        editions += [of.edition] * len(of.paths)
        amounts += [column.term.kind is Kind.AMOUNT for column in of.column_at]
        for path, row, column in zip(of.paths, of.row_at, of.column_at, strict=True):
            words.append((path, of.term.label, row.label, column_label(column), column.term.unit))
    columns = zip(FORM_COLUMNS, zip(*words, strict=True), strict=True)
    labels = {name: pa.array(column, WORD) for name, column in columns}
    return indices, pa.array(editions, pa.int32()), pa.array(amounts), labels


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


REPORTS = schema_of(
    "reports",
    [
        ("source", pa.string(), "来源"),
        ("institution", pa.string(), "机关"),
        _YEAR,
        ("title", pa.string(), "标题"),
        ("preamble", pa.string(), "前言"),
        *((path, pa.string(), section_label(path.removesuffix(".text"))) for path in PROSE),
        *((f"{name}.edition", pa.int32(), f"{section_label(name)}的表式版本") for name in TABLES),
        *_figure_fields(),
        (
            "marks",
            pa.list_(
                pa.struct([("path", pa.string()), ("mark", pa.string()), ("raw", pa.string()), ("value", AMOUNT)])
            ),
            "非数字",
        ),
    ],
)
"""A row a report, a column a path; a section or a figure that the report does not have is null.

Counts are whole numbers, amounts decimals. `marks` lists every figure of the report that its column cannot hold and
has null for: a mark, what is unreadable (in `raw`), and a number with decimals where the form counts (in `value`).
The metadata of a figure's column are its official label and its unit.
"""


# What is said of a report

SPAN = pa.struct(
    [(field.name, pa.list_(pa.float64()) if "float" in str(field.type) else pa.int32()) for field in attrs.fields(Span)]
)
"""A place in a source, as `Span` has it."""

FINDINGS = schema_of(
    "findings",
    [
        _SOURCE,
        _OFFICE,
        _YEAR,
        ("code", WORD, "代码"),
        ("severity", WORD, "程度"),
        ("paths", pa.list_(pa.string()), "路径"),
        ("spans", pa.list_(SPAN), "位置"),
        ("expected", pa.string(), "应为"),
        ("actual", pa.string(), "实为"),
        ("message", pa.string(), "问题"),
        ("english", pa.string(), "英文"),
    ],
)
"""A row a finding: `spans` runs parallel to `paths`, null where the place is not known.

`institution` and `year` are null, too, where findings are given without the report that they are about.
"""

CORRECTIONS = schema_of(
    "corrections",
    [
        _SOURCE,
        ("rank", pa.int32(), "方案"),
        ("weight", pa.float64(), "权重"),
        ("report", pa.int32(), "第几份"),
        ("path", WORD, "路径"),
        ("reported", AMOUNT, "报告为"),
        ("mark", WORD, "标记"),
        ("raw", WORD, "原文"),
        ("proposed", pa.int64(), "应为"),
        ("lowest", pa.int64(), "最小"),
        ("highest", pa.int64(), "最大"),
        ("guess", WORD, "可能的原因"),
        ("truncated", pa.bool_(), "未列全"),
        ("timed_out", pa.bool_(), "超时"),
    ],
)
"""A row a change; the changes of one correction share its `rank`, from 1, and its `weight`.

`report` is the index, from 0, of the report that a figure stands in, null where there was but one. `reported`, `mark`
and `raw` are what the report says. `proposed` is null where only the bounds are known. Corrections
that are cut short before the first have one row, without rank.
"""

DEDUCTIONS = schema_of(
    "deductions",
    [
        _SOURCE,
        _OFFICE,
        _YEAR,
        ("step", pa.int32(), "步骤"),
        ("path", WORD, "路径"),
        ("value", pa.int64(), "数值"),
        ("reason", pa.string(), "理由"),
        ("english", pa.string(), "英文"),
        ("identities", pa.list_(pa.struct([("code", pa.string()), ("label", pa.string())])), "勾稽关系"),
        ("replaced", AMOUNT, "原为"),
        ("mark", WORD, "标记"),
        ("raw", WORD, "原文"),
        ("contradicted", pa.bool_(), "矛盾"),
    ],
)
"""A row a step, numbered from 1, and a row without number for each figure that contradicts others.

`replaced`, `mark` and `raw` are what stood in the cell.
"""

FORM = schema_of(
    "form",
    [
        ("path", pa.string(), "路径"),
        ("label", pa.string(), "名称"),
        ("gloss", pa.string(), "英文"),
        ("unit", pa.string(), "单位"),
        ("type", pa.string(), "类型"),
        ("editions", pa.list_(pa.int32()), "表式版本"),
    ],
)
"""A row a figure of the form, as `form` lists them."""

# What reports show beside each other

STATEMENTS = schema_of(
    "statements",
    [
        _SOURCE,
        ("section", WORD, "部分"),
        ("start", pa.int32(), "起"),
        ("end", pa.int32(), "止"),
        ("path", WORD, "路径"),
        ("value", AMOUNT, "数"),
        ("kind", WORD, "说法"),
        ("text", pa.string(), "原文"),
    ],
)
"""A row a count that the prose states: where in the section's text it stands, and the figure it speaks of, if any."""

INDICATORS = schema_of(
    "indicators",
    [
        _SOURCE,
        _OFFICE,
        _YEAR,
        ("name", WORD, "指标"),
        ("label", WORD, "名称"),
        ("numerator", AMOUNT, "分子"),
        ("denominator", AMOUNT, "分母"),
        ("value", pa.float64(), "数"),
    ],
)
"""A row a rate of a report; `value` is null where the denominator is 0 or a figure is absent."""

COMPARISONS = schema_of(
    "comparisons",
    [
        _SOURCE,
        ("path", WORD, "路径"),
        ("earlier", AMOUNT, "前"),
        ("earlier_mark", WORD, "前标记"),
        ("later", AMOUNT, "后"),
        ("later_mark", WORD, "后标记"),
        ("difference", AMOUNT, "差"),
        ("factor", pa.float64(), "倍数"),
        ("jump", pa.float64(), "变化"),
    ],
)
"""A row a figure of two reports, the most unusual change first; a mark is null where a report has no such figure."""

LINKS = schema_of(
    "links",
    [
        _SOURCE,
        ("previous", WORD, "上一年来源"),
        ("code", WORD, "代码"),
        ("path", WORD, "路径"),
        ("expected", pa.int64(), "应为"),
        ("actual", pa.int64(), "实为"),
        ("holds", pa.bool_(), "相符"),
    ],
)
"""A row a link between a report and that of the year before (`previous`): what follows from it, and what is printed.

Where a side is a sum (上年现行有效 + 制发 = 现行有效 + 废止), the two are the sums.
"""
