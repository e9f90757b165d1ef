"""Batches of documents in, batches of their figures out: what Spark's `mapInArrow` takes, and others like it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from gov_info_report.batch.many import DEFAULT_LIMITS
from gov_info_report.batch.outcome import attempt
from gov_info_report.batch.sources import items_of
from gov_info_report.document import Limits

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["TableName", "read_batches", "schema"]

TableName: TypeAlias = Literal["reports", "figures", "findings", "statements", "indicators", "failures", "all"]

ROWS = 128
"""So many documents are held at a time, however many a batch has."""


def read_batches(
    batches: Iterable[pa.RecordBatch], table: TableName = "figures", *, limits: Limits = DEFAULT_LIMITS
) -> Iterator[pa.RecordBatch]:
    r"""Read the documents in batches of Arrow, and give a table of what they say.

    Documents are read in this process, one after the other. One that cannot be read gives rows in the table
    "failures" and in no other; "findings" are those of reading and of `validate`. "all" has the rows of all of them as
    structs, each in the column that is named as its table, and null in the others: so a cluster reads each document
    once, and has all tables.

    Args:
        batches: Rows with the columns `path` and `content`, a string or bytes; others are not looked at.
        table: "reports" (a row a report), "figures" (a row a figure), "findings", "statements" (what the prose says in
            numbers), "indicators" (a row a rate), "failures" or "all".
        limits: How much of a document is read before it is refused.

    Yields:
        Batches whose schema is `schema(table)`.

    Raises:
        MissingExtraError: Needs the extra `arrow`.
        ValueError: There is no such table, or a column is not there.

    >>> import pyarrow as pa
    >>> batch = pa.RecordBatch.from_pydict({"path": ["a.txt"], "content": ["六、其他需要报告的事项\n无。"]})
    >>> [rows.num_rows for rows in read_batches([batch], "reports")]
    [1]
    """
    from gov_info_report.batch.tables import plain, tables, united

    _check(table)
    row = 0
    for batch in batches:
        for start in range(0, batch.num_rows, ROWS):
            some = batch.slice(start, ROWS)
            outcomes = [attempt(item, 0, limits) for item in items_of(some, row + start)]
            if table == "all":
                yield from united({name: plain(rows) for name, rows in tables(outcomes).items()})
            else:
                yield plain(tables(outcomes, [table])[table])
        row += batch.num_rows


def schema(table: TableName) -> pa.Schema:
    """The schema of the batches of a table that `read_batches` gives.

    >>> schema("failures").names
    ['source', 'error', 'code', 'message']
    """
    from gov_info_report.batch.tables import SCHEMAS, UNITED, plain_schema

    _check(table)
    return UNITED if table == "all" else plain_schema(SCHEMAS[table])


def _check(table: str) -> None:
    names = get_args(TableName)
    if table not in names:
        raise ValueError(f"there is no table {table!r}; there are {', '.join(names)}")
