"""Reports and what is said of them as tables of Arrow, pandas and polars, each imported with the first such table."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from gov_info_report.balance import Corrections, Deduction
from gov_info_report.errors import MissingExtraError
from gov_info_report.findings import Findings, Outcome, Reading
from gov_info_report.model import EDITIONS, Edition, FormEntry, Report
from gov_info_report.prose import Statement
from gov_info_report.rules import findings_on
from gov_info_report.together import Comparison

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import polars as pl
    import pyarrow as pa
    from numpy.typing import NDArray

    from gov_info_report.frames.checks import Checks

__all__ = ["Framed", "Labels", "Shape", "check_many", "from_arrow", "to_arrow", "to_pandas", "to_polars"]

Shape: TypeAlias = Literal["long", "wide", "findings"]
"""Of reports a row a figure, a row a report, or a row a finding."""

Labels: TypeAlias = Literal["path", "zh"]
"""Whether columns are called by their paths and English names, or by the form's own words."""

Framed: TypeAlias = Report | Reading | Outcome | Findings | Corrections | Deduction | Comparison | Statement | FormEntry
"""What can be rows of a table."""

Name: TypeAlias = str | os.PathLike[str] | None

CHUNK = 1000
"""How many reports become a record batch."""


def to_arrow(
    reports: Framed | Iterable[Framed] | Mapping[Name, Framed],
    shape: Shape = "long",
    *,
    sources: Iterable[Name] | None = None,
    labels: Labels = "path",
    failures: list[Outcome] | None = None,
) -> pa.Table:
    """Reports as an Arrow table; their findings, corrections or deductions likewise, and the form itself.

    Args:
        reports: Reports, readings or outcomes, as `parse`, `read` and `read_many` give them; or findings, corrections,
            deductions, comparisons or statements, as `validate`, `locate`, `deduce`, `compare` and `statements` give
            them; or the entries of `form`. One, or any number of one kind. The keys of a mapping are taken as sources.
        shape: Of reports, "long" is a row a figure, "wide" a row a report, and "findings" a row a finding: what reading
            found and what `validate` says. The rest has one shape.
        sources: Where each report comes from, in their order, for the column `source`. Outcomes know it; others
            without one are called by their number, "#0", "#1" and so on.
        labels: "zh" calls the columns by the form's own words. Such a table is for people; `from_arrow` takes none.
        failures: Outcomes without a reading have no rows; they are put into this list. Without a list there is a
            warning that says how many they are.

    Returns:
        A table by one of the schemas of `gov_info_report.frames.schemas`: `FIGURES`, `REPORTS`, `FINDINGS`,
        `CORRECTIONS`, `DEDUCTIONS`, `COMPARISONS`, `STATEMENTS`, `FORM`. A mark is never a number, and never just null:
        of figures `mark` names it, of reports the column `marks` lists it. `source`, `institution` and `year` join the
        tables. No reports make an empty table of the shape.

    Raises:
        MissingExtraError: pyarrow is not installed.
        ValueError: There is no such shape, or there are more or fewer sources than reports.
        TypeError: Things of different kinds, or what is none of these.

    >>> from gov_info_report.model import blank, evolve
    >>> report = evolve(blank(), {"requests.received.total": 14})
    >>> rows = to_arrow({"qinghe.txt": report}).to_pylist()
    >>> [(row["source"], row["value"], row["mark"]) for row in rows if row["path"] == "requests.received.total"]
    [('qinghe.txt', 14, '')]
    >>> to_arrow([report], "wide")["requests.received.total"].to_pylist()
    [14]
    """
    from gov_info_report.frames.extras import pyarrow as pa
    from gov_info_report.frames.schemas import labelled

    for kind, name, known in (("shape", shape, get_args(Shape)), ("labels", labels, get_args(Labels))):
        if name not in known:
            raise ValueError(f"no {kind} {name!r}; there are {', '.join(known)}")
    lost: list[Outcome] = [] if failures is None else failures
    named = _read(_named(reports, sources), lost)
    table = pa.Table.from_batches(list(_batches(named, shape))).unify_dictionaries()
    if lost and failures is None:
        first = lost[0]
        warnings.warn(
            f"{len(lost)} 份文件未能读取，不在表中 ({len(lost)} documents could not be read and are not in the table; "
            f"failures=[] takes them); first {first.source}: {first.error}",
            stacklevel=2,
        )
    return labelled(table) if labels == "zh" else table


def _batches(named: Iterator[tuple[str, Any]], shape: Shape) -> Iterator[pa.RecordBatch]:
    """Batches of things of one kind; an empty one where there are none."""
    kind, batch_of = _kind(Report, shape)
    none = True
    while chunk := list(islice(named, CHUNK)):
        if none:
            kind, batch_of = _kind(type(chunk[0][1]), shape)
            none = False
        for _, thing in chunk:
            if not isinstance(thing, kind):
                raise TypeError(f"{type(thing).__name__} among {kind[0].__name__}: a table is of one kind")
        yield batch_of([thing for _, thing in chunk], [name for name, _ in chunk])
    if none:
        yield batch_of([], [])


def _named(reports: Any, sources: Iterable[Name] | None) -> Iterator[tuple[Name, Any]]:
    """Each thing with the source that is given for it."""
    if isinstance(reports, Framed):
        reports = [reports]
    if isinstance(reports, Mapping):
        if sources is not None:
            raise ValueError("the keys of a mapping are its sources; others cannot be given beside them")
        return iter(reports.items())
    if sources is None:
        return ((None, thing) for thing in reports)
    return zip(sources, reports, strict=True)


def _read(named: Iterator[tuple[Name, Any]], lost: list[Outcome]) -> Iterator[tuple[str, Any]]:
    """Each thing with what it is called; outcomes without a reading are put aside."""
    for number, (name, thing) in enumerate(named):
        if isinstance(thing, Outcome) and thing.reading is None:
            lost.append(thing)
        elif name is not None:
            yield os.fspath(name), thing
        else:
            yield thing.source if isinstance(thing, Outcome) else f"#{number}", thing


def _kind(cls: type, shape: Shape) -> tuple[tuple[type, ...], Callable[..., pa.RecordBatch]]:
    """The classes that may stand in a table with this one, and what makes a batch of them."""
    from gov_info_report.frames.answers import corrections_batch, deductions_batch
    from gov_info_report.frames.batches import figures_batch, findings_batch, form_batch, reports_batch
    from gov_info_report.frames.beside import comparisons_batch, said_batch

    def findings_of_reports(reports: list[Any], names: list[str]) -> pa.RecordBatch:
        return findings_batch([findings_on(report) for report in reports], names, reports)

    of_reports: dict[Shape, Callable[..., pa.RecordBatch]] = {
        "long": figures_batch,
        "wide": reports_batch,
        "findings": findings_of_reports,
    }
    kinds: dict[tuple[type, ...], Callable[..., pa.RecordBatch]] = {
        (Report, Reading, Outcome): of_reports[shape],
        (Findings,): findings_batch,
        (Corrections,): corrections_batch,
        (Deduction,): deductions_batch,
        (Statement,): said_batch,
        (Comparison,): comparisons_batch,
        (FormEntry,): form_batch,
    }
    for kind, batch_of in kinds.items():
        if issubclass(cls, kind):
            return kind, batch_of
    raise TypeError(
        "a table is of reports, readings, outcomes, findings, corrections, deductions, comparisons, statements or "
        f"entries of the form, not of {cls.__name__}"
    )


def from_arrow(wide: pa.Table) -> list[Report]:
    """The reports of a table that `to_arrow(reports, "wide")` made, equal, in its order.

    Args:
        wide: The table, also after Parquet, or as a pandas or polars frame. `source`, `institution` and `year` are not
            read, for title and prose say them; columns that are none of the library's are passed over.

    Raises:
        ParseError: It is another table, of another version, or a row in it is no report; the message names it, from 1.
        MissingExtraError: pyarrow is not installed.

    >>> from gov_info_report.model import blank
    >>> from_arrow(to_arrow([blank(2019), blank()], "wide")) == [blank(2019), blank()]
    True
    """
    from gov_info_report.frames.restore import reports_of

    return list(reports_of(wide))


def check_many(
    reports: pa.Table | pd.DataFrame | pl.DataFrame | NDArray[np.integer[Any]], edition: Edition = EDITIONS[0]
) -> Checks:
    """Check the identities of many reports at once: exactly what `validate` says of each, many times as fast.

    Args:
        reports: A wide table, as `to_arrow(reports, "wide")` makes it, also after Parquet, or as a pandas or polars
            frame; or a matrix of integers, a row a report and a column a figure of tables 3 and 4, as `to_records`
            orders them. In a masked array (`numpy.ma`) the figures that are masked are absent.
        edition: The edition of a matrix. A table says it itself.

    Returns:
        `Checks`: for each report and each identity whether it is broken, and whether it cannot be assessed.

    Raises:
        MissingExtraError: pyarrow or numpy is not installed.
        ParseError: It is another table.
        ValueError: The matrix has another shape, or holds what is no integer.

    >>> from gov_info_report.model import blank, evolve
    >>> block = {"upheld": 3, "corrected": 0, "other": 1, "pending": 1, "total": 6}
    >>> wrong = evolve(blank(), {f"disputes.reconsideration.{name}": value for name, value in block.items()})
    >>> check_many(to_arrow([blank(), wrong], "wide")).counts()
    {('disputes-total', '行政复议'): 1}
    """
    from gov_info_report.frames.checks import checks_of_matrix, checks_of_table
    from gov_info_report.frames.extras import pyarrow as pa

    if hasattr(reports, "__arrow_c_stream__"):
        return checks_of_table(pa.table(reports))
    if edition not in EDITIONS:
        raise ValueError(f"no edition {edition!r}; there are {', '.join(map(str, EDITIONS))}")
    return checks_of_matrix(reports, edition)


def to_pandas(
    reports: Framed | Iterable[Framed] | Mapping[Name, Framed],
    shape: Shape = "long",
    *,
    sources: Iterable[Name] | None = None,
    labels: Labels = "path",
    failures: list[Outcome] | None = None,
) -> pd.DataFrame:
    """Reports as a pandas data frame; their findings, corrections or deductions likewise, and the form itself.

    Whole numbers are nullable integers, words that many rows share are categories, lists those of Arrow, and what may
    have decimals is `Decimal`: `frame["amount"].astype(float)` where that is exact enough.

    Args:
        reports: Reports, readings or outcomes, as `parse`, `read` and `read_many` give them; or findings, corrections
            or deductions, as `validate`, `locate` and `deduce` give them; or the entries of `form`. One, or any number
            of one kind. The keys of a mapping are taken as sources.
        shape: Of reports, "long" is a row a figure, "wide" a row a report, and "findings" a row a finding. The rest has
            one shape.
        sources: Where each report comes from, in their order, for the column `source`.
        labels: "zh" calls the columns by the form's own words.
        failures: A list that takes the outcomes without a reading; without it there is a warning.

    Returns:
        The table of `to_arrow` as a frame, its columns as `gov_info_report.frames.schemas` describes them.

    Raises:
        MissingExtraError: pandas or pyarrow is not installed.
        ValueError: There is no such shape, or there are more or fewer sources than reports.
        TypeError: Things of different kinds, or what is none of these.

    >>> from gov_info_report.model import blank, evolve
    >>> frame = to_pandas([evolve(blank(), {"requests.received.total": 14}), blank()], "wide")
    >>> frame["requests.received.total"].sum(), frame["requests.received.total"].isna().sum()
    (np.int64(14), np.int64(1))
    """
    table = to_arrow(reports, shape, sources=sources, labels=labels, failures=failures)
    try:
        import pandas as pd
    except ImportError as error:
        raise MissingExtraError.needed("pandas", "pandas", "数据框", "a data frame") from error
    from gov_info_report.frames.extras import pyarrow as pa

    lists = {field.type: pd.ArrowDtype(field.type) for field in table.schema if pa.types.is_list(field.type)}
    nullable = {pa.int32(): pd.Int32Dtype(), pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
    frame = table.to_pandas(types_mapper={**nullable, **lists}.get)
    for field in table.schema:
        if pa.types.is_decimal(field.type):
            frame[field.name] = _decimals(table[field.name])
    return frame


def _decimals(column: pa.ChunkedArray) -> pd.Series:
    """A column as `Decimal`, without the zeros that its type adds; each number is made once."""
    import pandas as pd

    from gov_info_report.frames.restore import trimmed

    encoded = column.combine_chunks().dictionary_encode()
    numbers = pd.Series([*(Decimal(trimmed(number)) for number in encoded.dictionary.to_pylist()), None], dtype=object)
    codes = encoded.indices.fill_null(len(numbers) - 1)
    return numbers.take(codes.to_numpy(zero_copy_only=False)).reset_index(drop=True)


def to_polars(
    reports: Framed | Iterable[Framed] | Mapping[Name, Framed],
    shape: Shape = "long",
    *,
    sources: Iterable[Name] | None = None,
    labels: Labels = "path",
    failures: list[Outcome] | None = None,
) -> pl.DataFrame:
    """The table of `to_arrow` as a polars data frame: its types are those of Arrow.

    Args:
        reports: As `to_arrow` takes them.
        shape: As `to_arrow` takes it.
        sources: As `to_arrow` takes them.
        labels: As `to_arrow` takes it.
        failures: As `to_arrow` takes it.

    Returns:
        The frame.

    Raises:
        MissingExtraError: polars or pyarrow is not installed.
        ValueError: There is no such shape, or there are more or fewer sources than reports.
        TypeError: Things of different kinds, or what is none of these.

    >>> from gov_info_report.model import blank
    >>> to_polars(blank())["mark"].unique().to_list()
    ['blank']
    """
    table = to_arrow(reports, shape, sources=sources, labels=labels, failures=failures)
    try:
        import polars as pl
    except ImportError as error:
        raise MissingExtraError.needed("polars", "polars", "数据框", "a data frame") from error
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    return frame
