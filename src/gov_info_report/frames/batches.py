"""Reports and findings as record batches, built a column at a time."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import accumulate
from operator import attrgetter, itemgetter
from typing import Any, TypeAlias

from gov_info_report.findings import Findings
from gov_info_report.frames.extras import compute
from gov_info_report.frames.extras import pyarrow as pa
from gov_info_report.frames.schemas import AMOUNT, FIGURES, FINDINGS, FORM, PROSE, REPORTS, entries, paths
from gov_info_report.frames.trust import ABSENT, TRUST, note_trust
from gov_info_report.model import (
    MARKS,
    NUMBERS,
    TABLES,
    Figure,
    FormEntry,
    Kind,
    Report,
    Reported,
    Table,
    editions_of,
    figure_text,
    report_of,
    split_figure,
    table,
    tables_of,
)
from gov_info_report.rules import findings_on

__all__ = [
    "SourceNames",
    "exact",
    "figures_batch",
    "findings_batch",
    "form_batch",
    "names_of",
    "numbers_in",
    "reports_batch",
]

SourceNames: TypeAlias = Sequence[str | None]
"""Where each of several things comes from; `None` where that is not known."""


def figures_batch(
    reports: Sequence[Reported], sources: SourceNames | None = None, findings: Sequence[Findings] | None = None
) -> pa.RecordBatch:
    """The figures of reports, a row a figure, as `FIGURES` says.

    A source for each report, and what is said of it; where nothing is given, `validate` is asked.
    """
    indices, editions, amounts, words = entries()
    plain = [report_of(given) for given in reports]
    counts: list[int] = []
    parts = [pa.array([], pa.int32())]
    cells: list[Any] = []
    for report in plain:
        before = len(cells)
        for of, section in tables_of(report):
            parts.append(indices[of])
            cells += of.figures(section)
        counts.append(len(cells) - before)
    of_report, of_entry = _repeated(counts), pa.concat_arrays(parts)
    trust = array("i", bytes(4 * len(cells)))
    starts = accumulate(counts, initial=0)
    for report, said, start in zip(plain, findings or map(findings_on, reports), starts, strict=False):
        note_trust(report, said, trust, start)
    columns = {
        **_keys(plain, names_of(sources, reports), of_report),
        "edition": editions.take(of_entry),
        **{name: column.take(of_entry) for name, column in words.items()},
        **_values(cells, amounts.take(of_entry), trust),
    }
    return pa.RecordBatch.from_pydict(columns, FIGURES)


def _keys(reports: Sequence[Report | None], sources: SourceNames, of_report: pa.Array) -> Mapping[str, pa.Array]:
    """The columns by which tables are joined, of rows that belong to these reports."""
    years = [None if report is None else report.year for report in reports]
    return {
        "source": _shared(sources).take(of_report),
        "institution": _shared([None if report is None else report.institution for report in reports]).take(of_report),
        "year": pa.array(years, pa.int32()).take(of_report),
    }


def names_of(sources: SourceNames | None, things: Sequence[object]) -> SourceNames:
    """A source for each thing. A file's name may hold bytes that are no text; they are written as escapes."""
    if sources is None:
        return [None] * len(things)
    if len(sources) != len(things):
        raise ValueError(f"each has its source: there are {len(sources)} for {len(things)}")
    return [source and source.encode(errors="backslashreplace").decode() for source in sources]


def _repeated(counts: Sequence[int]) -> pa.Array:
    """0 as often as the first count says, 1 as often as the second, and so on."""
    return compute.list_parent_indices(pa.ListArray.from_arrays(_ends(counts), pa.nulls(sum(counts))))


def _ends(counts: Iterable[int]) -> pa.Array:
    return pa.array(accumulate(counts, initial=0), pa.int32())


def _shared(strings: Sequence[str | None]) -> pa.DictionaryArray:
    """Strings of which many are the same."""
    return pa.array(strings, pa.string()).dictionary_encode()


def _values(cells: list[Any], are_amounts: pa.Array, trust: array[int]) -> Mapping[str, pa.Array]:
    """The columns value, amount, mark, raw and trust. Nearly all figures are ints, so only the others are looked at.

    The lists are used up: what is no whole number is None in `cells` afterwards, and absent in `trust`.
    """
    marks, raws = array("i", bytes(4 * len(cells))), array("i", bytes(4 * len(cells)))
    has_decimals = array("b", bytes(len(cells)))
    known = {"": 0}
    decimals: list[Decimal] = []
    for at in _odd(cells):
        value, mark, raw = split_figure(cells[at])
        cells[at] = None
        marks[at] = _MARK_CODES[mark]
        if value is None:
            trust[at] = ABSENT
            if raw:
                raws[at] = known.setdefault(raw, len(known))
        elif isinstance(number := exact(value), Decimal):
            has_decimals[at] = True
            decimals.append(number)
        else:
            cells[at] = number
    wholes = pa.array(cells, pa.int64())
    amounts = compute.if_else(are_amounts, wholes, None).cast(AMOUNT)
    mask = numbers_in(has_decimals, pa.int8()).cast(pa.bool_())
    return {
        "value": compute.if_else(are_amounts, None, wholes),
        "amount": compute.replace_with_mask(amounts, mask, pa.array(decimals, AMOUNT)),
        "mark": _coded(marks, MARKS),
        "raw": _coded(raws, tuple(known)),
        "trust": _coded(trust, TRUST),
    }


_MARK_CODES = {mark: code for code, mark in enumerate(MARKS)}


def _odd(figures: Sequence[Figure]) -> list[int]:
    """The indices of the figures that are no whole number."""
    return [at for at, figure in enumerate(figures) if type(figure) is not int]


def _coded(codes: array[int], words: Sequence[str]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(numbers_in(codes, pa.int32()), pa.array(words, pa.string()))


def numbers_in(numbers: array[int], of: pa.DataType) -> pa.Array:
    """Numbers of this type as they lie in memory, without a copy."""
    return pa.Array.from_buffers(of, len(numbers), [None, pa.py_buffer(numbers)])


def exact(number: int | Decimal) -> int | Decimal:
    """The same number, whole numbers as `int`: Arrow takes no exponent above 0, and a column of counts no decimal."""
    if isinstance(number, Decimal) and number == number.to_integral_value():
        return int(number) if number else 0
    return number


_MarkedFigure: TypeAlias = tuple[str, str, str, int | Decimal | None]
"""A path, and the mark, the raw text and the number there."""


def reports_batch(reports: Sequence[Reported], sources: SourceNames | None = None) -> pa.RecordBatch:
    """Reports, a row a report, as `REPORTS` says; a source for each."""
    plain = [report_of(given) for given in reports]
    editions = [editions_of(report) for report in plain]
    rows: list[tuple[Any, ...]] = []
    marks: list[list[_MarkedFigure]] = []
    for report, edition_of in zip(plain, editions, strict=True):
        row: tuple[Any, ...] = ()
        aside: list[_MarkedFigure] = []
        for name in TABLES:
            of = table(name, edition_of[name]) if name in edition_of else None
            row += _absent(name) if of is None else _spread(of)((*_held(of, getattr(report, name), aside), None))
        rows.append(row)
        marks.append(aside)
    columns = {
        "source": names_of(sources, reports),
        "institution": [report.institution for report in plain],
        "year": [report.year for report in plain],
        "title": [report.title for report in plain],
        "preamble": [report.preamble for report in plain],
        **{path: [_text(report, path) for report in plain] for path in PROSE},
        **{f"{name}.edition": [edition_of.get(name) for edition_of in editions] for name in TABLES},
        **dict(zip(paths(), zip(*rows, strict=True) if rows else [()] * len(paths()), strict=True)),
        "marks": _structs(REPORTS.field("marks").type, marks),
    }
    return pa.RecordBatch.from_pydict(columns, REPORTS)


def _text(report: Report, path: str) -> str | None:
    section = getattr(report, path.removesuffix(".text"))
    return None if section is None else section.text


def _held(of: Table, section: Any, aside: list[_MarkedFigure]) -> list[int | Decimal | None]:
    """The figures of a table as their columns hold them; those that they cannot hold are put aside."""
    figures = of.figures(section)
    held: list[Any] = list(figures)
    for at in _odd(figures):
        value, mark, raw = split_figure(figures[at])
        held[at] = None if value is None else exact(value)
        if isinstance(held[at], Decimal) and of.column_at[at].term.kind is not Kind.AMOUNT:
            held[at] = None
        if held[at] is None:
            aside.append((of.paths[at], mark, raw, value))
    return held


@cache
def _absent(name: str) -> tuple[None, ...]:
    return (None,) * len(_columns(name))


@cache
def _columns(name: str) -> tuple[str, ...]:
    """The columns of a table: the paths of both editions."""
    return tuple(path for path in paths() if path.startswith(f"{name}."))


@cache
def _spread(of: Table) -> itemgetter[Any]:
    """Gives each column of a table its figure, out of the figures and a None for the columns of the other edition."""
    return itemgetter(*(of.paths.index(path) if path in of.paths else -1 for path in _columns(of.name)))


def findings_batch(
    findings: Sequence[Findings], sources: SourceNames | None = None, reports: Sequence[Reported] | None = None
) -> pa.RecordBatch:
    """Findings, a row a finding, as `FINDINGS` says; a source for each list of findings, and the report it is about."""
    flat = [finding for listed in findings for finding in listed]
    of_spans = FINDINGS.field("spans").type
    fields_of = attrgetter(*(field.name for field in of_spans.value_type))
    about: Sequence[Report | None] = [None] * len(findings) if reports is None else list(map(report_of, reports))
    columns = {
        **_keys(about, names_of(sources, findings), _repeated([len(listed) for listed in findings])),
        "code": _shared([finding.code for finding in flat]),
        "severity": _shared([finding.severity for finding in flat]),
        "paths": [finding.paths for finding in flat],
        "spans": _structs(
            of_spans, [[None if span is None else fields_of(span) for span in finding.spans] for finding in flat]
        ),
        "expected": [_printed(finding.expected) for finding in flat],
        "actual": [_printed(finding.actual) for finding in flat],
        "message": [finding.message for finding in flat],
        "english": [finding.render("en") for finding in flat],
    }
    return pa.RecordBatch.from_pydict(columns, FINDINGS)


def form_batch(given: Sequence[FormEntry], sources: SourceNames | None = None) -> pa.RecordBatch:
    """Entries of the form, a row a figure, as `FORM` says; they have no sources."""
    return pa.RecordBatch.from_pydict({name: [getattr(each, name) for each in given] for name in FORM.names}, FORM)


def _printed(value: int | Decimal | str | None) -> str | None:
    return figure_text(value) if isinstance(value, NUMBERS) else value


def _structs(of: pa.ListType, lists: Sequence[Sequence[tuple[Any, ...] | None]]) -> pa.ListArray:
    """Lists of structs, a column at a time: there are many, and dictionaries would be slow."""
    fields = list(of.value_type)
    flat = [struct for structs in lists for struct in structs]
    null = (None,) * len(fields)
    columns = zip(*(struct or null for struct in flat), strict=True) if flat else [()] * len(fields)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, fields, strict=True)]
    absent = pa.array([struct is None for struct in flat], pa.bool_())
    values = pa.StructArray.from_arrays(arrays, fields=fields, mask=absent)
    return pa.ListArray.from_arrays(_ends(map(len, lists)), values)
