"""Reports and findings as record batches, a column at a time."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import accumulate, chain
from operator import attrgetter, itemgetter
from typing import Any, TypeAlias

from gov_info_report.findings import Finding, Findings, Reading
from gov_info_report.frames.extras import compute
from gov_info_report.frames.extras import pyarrow as pa
from gov_info_report.frames.schemas import (
    AMOUNT,
    FIGURES,
    FINDINGS,
    PROSE,
    REPORTS,
    entries,
    paths,
)
from gov_info_report.model import (
    TABLES,
    Edition,
    Figure,
    Kind,
    Mark,
    Report,
    Table,
    Unreadable,
    editions_of,
    figure_text,
    table,
    tables_of,
)

__all__ = ["Sources", "figures_batch", "findings_batch", "reports_batch"]

Sources: TypeAlias = Sequence[str | None]
"""Where each of several things comes from; `None` where that is not known."""

UNREADABLE = "unreadable"
_MARKS = ("", *(mark.value for mark in Mark), UNREADABLE)
_NUMBER = 0


def figures_batch(reports: Sequence[Report | Reading], sources: Sources | None = None) -> pa.RecordBatch:
    """The figures of reports, a row a figure, as `FIGURES` says."""
    places, editions, words = entries()
    counts: list[int] = []
    parts: list[pa.Array] = []
    cells: list[Figure] = []
    plain = [_report(report) for report in reports]
    for report in plain:
        before = len(cells)
        for of, section in tables_of(report):
            parts.append(places[of])
            cells += of.figures(section)
        counts.append(len(cells) - before)
    of_report = _repeated(counts)
    entry = pa.concat_arrays(parts) if parts else pa.array([], pa.int32())
    columns = {
        "source": _words(_sources(sources, reports)).take(of_report),
        "institution": _words([report.institution for report in plain]).take(of_report),
        "year": pa.array([report.year for report in plain], pa.int32()).take(of_report),
        "edition": editions.take(entry),
        **{name: column.take(entry) for name, column in words.items()},
        **_values(cells),
    }
    return pa.RecordBatch.from_arrays([columns[name] for name in FIGURES.names], schema=FIGURES)


def _report(given: Report | Reading) -> Report:
    return given.report if isinstance(given, Reading) else given


def _sources(sources: Sources | None, things: Sequence[object]) -> Sources:
    if sources is None:
        return [None] * len(things)
    if len(sources) != len(things):
        raise ValueError(f"there are {len(sources)} sources for {len(things)} things")
    return sources


def _repeated(counts: Sequence[int]) -> pa.Array:
    """0 as often as the first count says, 1 as often as the second, and so on."""
    return pa.array(chain.from_iterable([at] * count for at, count in enumerate(counts)), pa.int32())


def _words(strings: Sequence[str | None]) -> pa.DictionaryArray:
    return pa.array(strings, pa.string()).dictionary_encode()


def _values(cells: list[Figure]) -> dict[str, pa.Array]:
    """The columns value, mark and raw of figures. Nearly all are whole numbers, so the rest is put in afterwards."""
    marks, raws = [_NUMBER] * len(cells), [0] * len(cells)
    raw_codes = {"": 0}
    decimals: dict[int, Decimal | int] = {}
    wholes: list[Any] = cells
    odd = [at for at, figure in enumerate(cells) if type(figure) is not int]
    for at in odd:
        figure = cells[at]
        wholes[at] = None
        if isinstance(figure, Decimal):
            decimals[at] = exact(figure)
        else:
            marks[at] = _MARK_CODES[figure if isinstance(figure, Mark) else UNREADABLE]
            if isinstance(figure, Unreadable):
                raws[at] = raw_codes.setdefault(figure.raw, len(raw_codes))
    values = pa.array(wholes, pa.int64()).cast(AMOUNT)
    if decimals:
        mask = [False] * len(cells)
        for at in decimals:
            mask[at] = True
        values = compute.replace_with_mask(values, pa.array(mask), pa.array(decimals.values(), AMOUNT))
    return {
        "value": values,
        "mark": pa.DictionaryArray.from_arrays(pa.array(marks, pa.int32()), pa.array(_MARKS)),
        "raw": pa.DictionaryArray.from_arrays(pa.array(raws, pa.int32()), pa.array(raw_codes, pa.string())),
    }


_MARK_CODES = {mark: code for code, mark in enumerate(_MARKS)}


def exact(number: Decimal) -> Decimal | int:
    """The same number as Arrow takes it: it refuses an exponent above 0."""
    if number.as_tuple().exponent < 0:  # type: ignore[operator]  # an int, in a number that is finite
        return number
    return int(number) if number else 0


def reports_batch(reports: Sequence[Report | Reading], sources: Sources | None = None) -> pa.RecordBatch:
    """Reports, a row a report, as `REPORTS` says."""
    plain = [_report(report) for report in reports]
    editions = [editions_of(report) for report in plain]
    rows: list[tuple[Any, ...]] = []
    aside: list[tuple[str, Figure]] = []
    ends = [0]
    for report, edition_of in zip(plain, editions, strict=True):
        row: tuple[Any, ...] = ()
        for name, columns in _columns_of().items():
            of = edition_of.get(name)
            if of is None:
                row += (None,) * len(columns)
                continue
            figures: Sequence[Any] = table(name, of).figures(getattr(report, name))
            if any(type(figure) is not int for figure in figures):
                figures = _put_aside(table(name, of), figures, aside)
            row += _spread(name, of)((*figures, None))
        rows.append(row)
        ends.append(len(aside))
    figure_columns = zip(*rows, strict=True) if rows else ((),) * len(paths())
    arrays = [
        pa.array(_sources(sources, reports), pa.string()),
        pa.array([report.institution for report in plain], pa.string()),
        pa.array([report.year for report in plain], pa.int32()),
        *(pa.array(map(attrgetter(name), plain), pa.string()) for name in ("title", "preamble")),
        *(pa.array([_text(report, name) for report in plain], pa.string()) for name in PROSE),
        *(pa.array([edition_of.get(name) for edition_of in editions], pa.int32()) for name in TABLES),
        *(pa.array(column, type) for column, type in zip(figure_columns, _FIGURE_TYPES, strict=True)),
        _marks(aside, ends),
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=REPORTS)


_FIGURE_TYPES = [REPORTS.field(path).type for path in paths()]


@cache
def _columns_of() -> dict[str, tuple[str, ...]]:
    """The paths of each table, of both editions."""
    return {name: tuple(path for path in paths() if path.startswith(f"{name}.")) for name in TABLES}


@cache
def _spread(name: str, edition: Edition) -> itemgetter[Any]:
    """Gives a table's figures, followed by None, the place of their columns; the other edition's are None."""
    own = table(name, edition).paths
    return itemgetter(*(own.index(path) if path in own else -1 for path in _columns_of()[name]))


def _put_aside(of: Table, figures: Sequence[Figure], aside: list[tuple[str, Figure]]) -> list[Any]:
    """The figures of a table as their columns hold them; those that they cannot hold go aside."""
    held: list[Any] = []
    for path, figure in zip(of.paths, figures, strict=True):
        number = exact(figure) if isinstance(figure, Decimal) else figure
        if isinstance(number, int) or (isinstance(number, Decimal) and paths()[path] is Kind.AMOUNT):
            held.append(number)
        elif isinstance(number, Decimal) and number == int(number):
            held.append(int(number))
        else:
            held.append(None)
            aside.append((path, figure))
    return held


def _marks(aside: Sequence[tuple[str, Figure]], ends: Sequence[int]) -> pa.ListArray:
    struct = REPORTS.field("marks").type.value_type
    columns = [
        pa.array([path for path, _ in aside], pa.string()),
        pa.array([_mark(figure) for _, figure in aside], pa.string()),
        pa.array([figure.raw if isinstance(figure, Unreadable) else "" for _, figure in aside], pa.string()),
        pa.array([figure if isinstance(figure, Decimal) else None for _, figure in aside], AMOUNT),
    ]
    return pa.ListArray.from_arrays(
        pa.array(ends, pa.int32()), pa.StructArray.from_arrays(columns, fields=list(struct))
    )


def _mark(figure: Figure) -> str:
    if isinstance(figure, Mark):
        return figure.value
    return UNREADABLE if isinstance(figure, Unreadable) else ""


def _text(report: Report, path: str) -> str | None:
    section = getattr(report, path.removesuffix(".text"))
    return None if section is None else section.text


def findings_batch(findings: Sequence[Findings], sources: Sources | None = None) -> pa.RecordBatch:
    """Findings, a row a finding, as `FINDINGS` says; a source for each list of findings."""
    of_list = _repeated([len(listed) for listed in findings])
    flat = [finding for listed in findings for finding in listed]
    return pa.RecordBatch.from_arrays(
        [
            _words(_sources(sources, findings)).take(of_list),
            _words([finding.code for finding in flat]),
            _words([finding.severity for finding in flat]),
            pa.array([finding.paths for finding in flat], FINDINGS.field("paths").type),
            _spans(flat),
            *(
                pa.array([_value(getattr(finding, name)) for finding in flat], pa.string())
                for name in ("expected", "actual")
            ),
            pa.array([finding.message for finding in flat], pa.string()),
            pa.array([finding.render("en") for finding in flat], pa.string()),
        ],
        schema=FINDINGS,
    )


def _value(value: int | Decimal | str | None) -> str | None:
    return figure_text(value) if isinstance(value, int | Decimal) else value


def _spans(findings: Sequence[Finding]) -> pa.ListArray:
    flat = [span for finding in findings for span in finding.spans]
    fields = list(FINDINGS.field("spans").type.value_type)
    columns = [
        pa.array([None if span is None else getattr(span, field.name) for span in flat], field.type) for field in fields
    ]
    ends = pa.array(accumulate((len(finding.spans) for finding in findings), initial=0), pa.int32())
    absent = pa.array([span is None for span in flat], pa.bool_())
    return pa.ListArray.from_arrays(ends, pa.StructArray.from_arrays(columns, fields=fields, mask=absent))
