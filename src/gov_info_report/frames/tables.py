"""Reports and what is said of them as tables of Arrow, pandas and polars, each imported with the first such table."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from gov_info_report.balance import Corrections, Deduction
from gov_info_report.errors import MissingExtraError
from gov_info_report.findings import Findings, Reading
from gov_info_report.model import EDITIONS, Edition, Report
from gov_info_report.statements import Statement
from gov_info_report.together import Comparison

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import polars as pl
    import pyarrow as pa
    from numpy.typing import NDArray

    from gov_info_report.frames.checks import Checks

__all__ = ["Framed", "Shape", "check_many", "from_arrow", "to_arrow", "to_pandas", "to_polars"]

Shape: TypeAlias = Literal["long", "wide"]
"""A row a figure, or a row a report."""

Framed: TypeAlias = Report | Reading | Findings | Corrections | Deduction | Statement | Comparison
"""What can be rows of a table."""

Name: TypeAlias = str | os.PathLike[str] | None

CHUNK = 1000
"""How many reports become a record batch."""


def to_arrow(
    reports: Framed | Iterable[Framed] | Mapping[Name, Framed],
    shape: Shape = "long",
    *,
    sources: Iterable[Name] | None = None,
) -> pa.Table:
    """Reports as an Arrow table; their findings, corrections or deductions likewise.

    Args:
        reports: Reports or readings; or findings, corrections, deductions, comparisons or statements, as `validate`,
            `locate`, `deduce`, `compare` and `statements` give them: one, or any number of one kind. The keys of a mapping are taken as sources.
        shape: Of reports, "long" is a row a figure, "wide" a row a report. The rest has one shape.
        sources: Where each report comes from, in their order, for the column `source`, which is null without them:
            findings of several reports are then not told apart.

    Returns:
        A table by one of the schemas of `gov_info_report.frames.schemas`: `FIGURES`, `REPORTS`, `FINDINGS`,
        `CORRECTIONS`, `DEDUCTIONS`, `COMPARISONS`, `STATEMENTS`. A mark is never a number, and never just null: of figures `mark` names it, of
        reports the column `marks` lists it. No reports make an empty table of the shape.

    Raises:
        MissingExtraError: pyarrow is not installed.
        ValueError: There is no such shape, or there are more or fewer sources than reports.
        TypeError: Things of different kinds, or what is none of these.

    >>> from gov_info_report.model import blank, evolve
    >>> report = evolve(blank(), {"requests.received.total": 14})
    >>> rows = to_arrow({"qinghe.txt": report}).to_pylist()
    >>> [(row["source"], row["value"], row["mark"]) for row in rows if row["path"] == "requests.received.total"]
    [('qinghe.txt', Decimal('14.000000000000000000'), '')]
    >>> to_arrow([report], "wide")["requests.received.total"].to_pylist()
    [14]
    """
    from gov_info_report.frames.extras import pyarrow as pa

    if shape not in get_args(Shape):
        raise ValueError(f"no shape {shape!r}; there are {', '.join(get_args(Shape))}")
    named = _named(reports, sources)
    made: list[pa.RecordBatch] = []
    kind, batch_of = _kind(Report, shape)
    while chunk := list(islice(named, CHUNK)):
        if not made:
            kind, batch_of = _kind(type(chunk[0][1]), shape)
        for _, thing in chunk:
            if not isinstance(thing, kind):
                raise TypeError(f"{type(thing).__name__} among {kind[0].__name__}: a table is of one kind")
        made.append(batch_of([thing for _, thing in chunk], [name for name, _ in chunk]))
    return pa.Table.from_batches(made or [batch_of([], None)]).unify_dictionaries()


def _named(reports: Any, sources: Iterable[Name] | None) -> Iterator[tuple[str | None, Any]]:
    """Each thing with its source."""
    if isinstance(reports, Framed):
        reports = [reports]
    if isinstance(reports, Mapping):
        if sources is not None:
            raise ValueError("the keys of a mapping are its sources; others cannot be given beside them")
        return ((_text(key), thing) for key, thing in reports.items())
    if sources is None:
        return ((None, thing) for thing in reports)
    return ((_text(source), thing) for source, thing in zip(sources, reports, strict=True))


def _text(source: Name) -> str | None:
    return None if source is None else os.fspath(source)


def _kind(cls: type, shape: Shape) -> tuple[tuple[type, ...], Callable[..., pa.RecordBatch]]:
    """The classes that may stand in a table with this one, and what makes a batch of them."""
    from gov_info_report.frames.answers import corrections_batch, deductions_batch
    from gov_info_report.frames.batches import figures_batch, findings_batch, reports_batch
    from gov_info_report.frames.beside import comparisons_batch, said_batch

    kinds: dict[tuple[type, ...], Callable[..., pa.RecordBatch]] = {
        (Report, Reading): figures_batch if shape == "long" else reports_batch,
        (Findings,): findings_batch,
        (Corrections,): corrections_batch,
        (Deduction,): deductions_batch,
        (Statement,): said_batch,
        (Comparison,): comparisons_batch,
    }
    for kind, batch_of in kinds.items():
        if issubclass(cls, kind):
            return kind, batch_of
    raise TypeError(
        "a table is of reports, readings, findings, corrections, deductions, statements or comparisons, "
        f"not of {cls.__name__}"
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


def check_many(reports: pa.Table | NDArray[np.integer[Any]], edition: Edition = EDITIONS[0]) -> Checks:
    """Check the identities of many reports at once: exactly what `validate` says of each, many times as fast.

    Args:
        reports: A wide table, as `to_arrow(reports, "wide")` makes it, also after Parquet; or a matrix of integers,
            a row a report and a column a figure of tables 3 and 4, as `to_records` orders them. In a masked array
            (`numpy.ma`) the figures that are masked are absent.
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

    if isinstance(reports, pa.Table):
        return checks_of_table(reports)
    if edition not in EDITIONS:
        raise ValueError(f"no edition {edition!r}; there are {', '.join(map(str, EDITIONS))}")
    return checks_of_matrix(reports, edition)


def to_pandas(
    reports: Framed | Iterable[Framed] | Mapping[Name, Framed],
    shape: Shape = "long",
    *,
    sources: Iterable[Name] | None = None,
) -> pd.DataFrame:
    """The table of `to_arrow` as a pandas data frame.

    Whole numbers are nullable integers, words that many rows share are categories, lists those of Arrow, and what may
    have decimals is `Decimal`: `frame["value"].astype(float)` where that is exact enough.

    Raises:
        MissingExtraError: pandas is not installed.

    >>> from gov_info_report.model import blank, evolve
    >>> frame = to_pandas([evolve(blank(), {"requests.received.total": 14}), blank()], "wide")
    >>> frame["requests.received.total"].sum(), frame["requests.received.total"].isna().sum()
    (np.int64(14), np.int64(1))
    """
    table = to_arrow(reports, shape, sources=sources)
    try:
        import pandas as pd
    except ImportError as error:
        raise MissingExtraError.needed("pandas", "pandas", "数据框", "a data frame") from error
    from gov_info_report.frames.extras import pyarrow as pa

    types: dict[pa.DataType, Any] = {
        pa.int32(): pd.Int32Dtype(),
        pa.int64(): pd.Int64Dtype(),
        pa.bool_(): pd.BooleanDtype(),
    }
    types.update((field.type, pd.ArrowDtype(field.type)) for field in table.schema if pa.types.is_list(field.type))
    frame = table.to_pandas(types_mapper=types.get)
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
) -> pl.DataFrame:
    """The table of `to_arrow` as a polars data frame: its types are those of Arrow.

    Raises:
        MissingExtraError: polars or pyarrow is not installed.

    >>> from gov_info_report.model import blank
    >>> to_polars(blank())["mark"].unique().to_list()
    ['blank']
    """
    table = to_arrow(reports, shape, sources=sources)
    try:
        import polars as pl
    except ImportError as error:
        raise MissingExtraError.needed("polars", "polars", "数据框", "a data frame") from error
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    return frame
