"""A directory of Parquet datasets that grows by chunks, each of which is in it whole or not at all.

    OUT/reports/ figures/ findings/ statements/ indicators/ failures/
                                                 the datasets, a shard a chunk, of the same name in each
    OUT/duplicates/                              which documents are the same, written again at the end
    OUT/links/                                   which reports follow from the year before, written again at the end
    OUT/_staged/<chunk>/                         a chunk that is being written
    OUT/_committed/<chunk>/                      a chunk that counts, on its way into the datasets

A chunk is written under `_staged` and moved to `_committed` in one step, after which it counts; then its shards are
moved into the datasets. A run that resumes deletes staged chunks and finishes moving committed ones. Which documents
are done is read from the shards of reports and failures: there is no list beside them that could say otherwise.
Readers of Parquet pass over names that begin with an underscore.

A document that is read again has its rows in the shards of the name that had them before. Such a shard is written
whole, with all its other rows, and takes the place of the old one in one step: a reader of a dataset meanwhile finds
every document in it once, as it was or as it is now. Between datasets a document may for a moment be in neither reports
nor failures, but never in both.
"""

from __future__ import annotations

import os
import shutil
import sys
from array import array
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from attrs import frozen

from gov_info_report.batch.tables import SCHEMAS
from gov_info_report.errors import GovInfoReportError
from gov_info_report.frames.batches import numbers_in
from gov_info_report.frames.extras import compute
from gov_info_report.frames.extras import pyarrow as pa
from gov_info_report.frames.schemas import VERSION, extended, schema_of, stated

try:
    from pyarrow import parquet
except ImportError as error:  # pragma: no cover - pyarrow can be built without it
    raise GovInfoReportError("this pyarrow has no Parquet") from error

__all__ = ["DATASETS", "DUPLICATES", "Contents", "Kept", "Shards", "stage"]

STAGED, COMMITTED, LOCK = "_staged", "_committed", "_lock"
LINKS = "links"

_ORIGIN = [("stamp", pa.string(), "标识"), ("digest", pa.string(), "摘要")]
"""What shows whether a document has changed: first the stamp, had without reading it, then its digest."""

DATASETS = {
    **SCHEMAS,
    "reports": extended(SCHEMAS["reports"], _ORIGIN),
    "failures": extended(SCHEMAS["failures"], _ORIGIN),
}
"""The datasets by name."""

KINDS = ("bytes", "office_year")

DUPLICATES = schema_of(
    "duplicates",
    [
        ("source", pa.string(), "来源"),
        ("same_as", pa.string(), "同于"),
        ("kind", pa.string(), "重复"),
        ("institution", pa.string(), "机关"),
        ("year", pa.int32(), "年度"),
    ],
)
"""A row a document that repeats another, the first of them by name.

`kind` is "bytes" where both are the same to the last byte, and "office_year" where two files have a report of the same
office and year.
"""

ASKED_FOR = ("source", "institution", "year", "path")
"""The columns by which readers choose rows. The statistics of all 250 would take longer to write than the numbers."""

_ORDER = ("failures", "figures", "findings", "statements", "indicators", "reports", "failures")
"""The order in which the shards of a chunk are brought into the datasets: first those that lose rows to others."""


@frozen
class Kept:
    """What the datasets know of a document: its shard, how to tell that it has changed, and the error if it has one."""

    shard: str
    stamp: str
    digest: str
    error: str
    code: str


@frozen
class Contents:
    """How many documents and findings of each kind the datasets have."""

    formats: Counter[str]
    verdicts: Counter[str]
    offices: int
    failures: Counter[str]
    causes: Counter[str]
    findings: Counter[str]
    duplicates: Counter[str]


def stage(
    out: Path, batches: Mapping[str, Sequence[pa.RecordBatch]], shard: str = "", replaced: Collection[str] = ()
) -> Path:
    """Write a chunk where nobody takes it for done; where it was written.

    Args:
        out: The directory of the datasets.
        batches: The rows by dataset.
        shard: The shard of which the chunk takes the place; a new one when it is not given.
        replaced: The documents whose rows in that shard are not kept.
    """
    chunk = out / STAGED / uuid4().hex
    chunk.mkdir(parents=True)
    gone = pa.array(replaced, pa.string())
    for place, name in enumerate(_ORDER):
        before, kept = _kept(out / name / f"{shard}.parquet", gone) if shard else (0, None)
        added = [] if place == 0 else [part for part in batches.get(name, ()) if part.num_rows]
        lost = kept is not None and kept.num_rows < before
        if added or (lost and (name != "failures" or place == 0)):
            parts = [kept] if kept is not None else []
            parts += [pa.Table.from_batches(added, DATASETS[name])] if added else []
            table = pa.concat_tables(parts).unify_dictionaries()
            _write(table, chunk / f"{place}-{name}-{shard or chunk.name}.parquet")
    return chunk


def _kept(shard: Path, gone: pa.Array) -> tuple[int, pa.Table | None]:
    """How many rows a shard has, and those that are not of these documents; `None` where there is no such shard.

    The rows of a document stand together, so what is kept are a few slices, which need no copying.
    """
    if not shard.exists():
        return 0, None
    with parquet.ParquetFile(shard) as file:
        table = file.read(use_threads=False)
    kept, start = [table.slice(0, 0)], 0
    for row in compute.indices_nonzero(compute.is_in(table["source"], gone)).to_pylist():
        if row > start:
            kept.append(table.slice(start, row - start))
        start = row + 1
    return table.num_rows, pa.concat_tables([*kept, table.slice(start)])


def _repeats(field: pa.Field) -> bool:
    """Whether a column has the same values again and again; of the counts of a table of reports each has its column."""
    return not pa.types.is_integer(field.type) or field.name in ("value", "year", "edition")


def _write(table: pa.Table, path: Path) -> None:
    with path.open("wb") as file:
        parquet.write_table(
            table,
            file,
            write_statistics=[name for name in ASKED_FOR if name in table.schema.names],
            use_dictionary=[field.name for field in table.schema if _repeats(field)],
        )
        file.flush()
        os.fsync(file.fileno())


def _columns(shard: Path, names: Sequence[str]) -> pa.Table:
    with parquet.ParquetFile(shard) as file:
        _, version = stated(file.schema_arrow)
        if version != str(VERSION):
            raise GovInfoReportError(
                f"{shard.parent} 由另一版本写成，请汇集到新目录 "
                f"({shard.parent} was written by another version of the library; collect into a new directory)"
            )
        return file.read(columns=list(names), use_threads=False)


class Shards:
    """The datasets below a directory, in the hands of the one process that may add to them."""

    def __init__(self, out: Path) -> None:
        self.out = out

    @classmethod
    @contextmanager
    def opened(cls, out: Path) -> Iterator[Shards]:
        """The datasets, with what an interrupted process has left brought to its end or done away with."""
        for name in (*DATASETS, COMMITTED):
            (out / name).mkdir(parents=True, exist_ok=True)
        with _locked(out / LOCK):
            shards = cls(out)
            shutil.rmtree(out / STAGED, ignore_errors=True)
            for chunk in (out / COMMITTED).iterdir():
                shards._publish(chunk)
            yield shards
            shards._publish_empty()
            shutil.rmtree(out / STAGED, ignore_errors=True)
            (out / COMMITTED).rmdir()

    def commit(self, staged: Path) -> None:
        """Let a chunk count, and bring it into the datasets."""
        committed = self.out / COMMITTED / staged.name
        staged.rename(committed)
        self._publish(committed)

    def _publish(self, chunk: Path) -> None:
        for shard in sorted(chunk.iterdir()):
            _, name, target = shard.name.split("-", 2)
            shard.replace(self.out / name / target)
        chunk.rmdir()

    def _publish_empty(self) -> None:
        """Give a dataset that has no rows its schema."""
        for name, schema in DATASETS.items():
            if not any(self._of(name)):
                self._put(schema.empty_table(), self.out / name / "empty.parquet")

    def _put(self, table: pa.Table, path: Path) -> None:
        """Write a shard whole or not at all."""
        path.parent.mkdir(exist_ok=True)
        chunk = self.out / STAGED / uuid4().hex
        chunk.mkdir(parents=True)
        _write(table, chunk / path.name)
        (chunk / path.name).replace(path)

    def _of(self, name: str) -> Iterator[Path]:
        return (self.out / name).glob("*.parquet")

    def documents(self) -> Iterator[tuple[str, Kept]]:
        """All documents that are done, by their sources."""
        for shard in self._of("reports"):
            for row in _columns(shard, ("source", "stamp", "digest")).to_pylist():
                yield row["source"], Kept(shard.stem, row["stamp"], row["digest"] or "", "", "")
        for shard in self._of("failures"):
            for row in _columns(shard, ("source", "stamp", "digest", "error", "code")).to_pylist():
                yield row["source"], Kept(shard.stem, row["stamp"], row["digest"] or "", row["error"], row["code"])

    def contents(self) -> Contents:
        """What stands in the datasets, each shard opened once; and which documents repeat another, written again."""
        reports = self._rows("reports", ("source", "institution", "year", "digest", "format", "verdict"))
        failures = self._rows("failures", ("error", "code"))
        return Contents(
            formats=_counts(reports, "format"),
            verdicts=_counts(reports, "verdict"),
            offices=len(_counts(reports, "institution")),
            failures=_counts(failures, "error"),
            causes=_counts(failures, "code"),
            findings=_counts(self._rows("findings", ("code",)), "code"),
            duplicates=self._mark_duplicates(reports.select(["source", "institution", "year", "digest"])),
        )

    def _rows(self, name: str, columns: Sequence[str]) -> pa.Table:
        """These columns of a dataset."""
        shards = [_columns(shard, columns) for shard in self._of(name)]
        return pa.concat_tables(shards or [DATASETS[name].empty_table().select(columns)])

    def _mark_duplicates(self, reports: pa.Table) -> Counter[str]:
        """Write which documents repeat another, and count them by kind.

        The table is taken from that of the reports: an array made of a list would have pyarrow load pandas.
        """
        rows = reports.to_pylist()
        by_bytes: dict[str, int] = {}
        by_office: dict[tuple[str, int], int] = {}
        repeats, firsts, bytewise = array("q"), array("q"), array("b")
        for at in sorted(range(len(rows)), key=lambda at: rows[at]["source"]):
            row = rows[at]
            office = (row["institution"], row["year"])
            same = by_bytes.setdefault(row["digest"] or row["source"], at)
            if same == at and None not in office:
                same = by_office.setdefault(office, at)
            if same != at:
                repeats.append(at)
                firsts.append(same)
                bytewise.append(row["digest"] == rows[same]["digest"])
        if not repeats:
            table = DUPLICATES.empty_table()
        else:
            repeated = reports.take(numbers_in(repeats, pa.int64()))
            first = reports["source"].take(numbers_in(firsts, pa.int64()))
            kind = compute.if_else(numbers_in(bytewise, pa.int8()).cast(pa.bool_()), *KINDS)
            columns = [repeated["source"], first, kind, repeated["institution"], repeated["year"]]
            table = pa.Table.from_arrays(columns, schema=DUPLICATES)
        self._put(table, self.out / "duplicates" / "duplicates.parquet")
        return Counter(KINDS[not same] for same in bytewise)

    def write_links(self) -> None:
        """Compare every report that is there with that of the same office a year before; all of them again."""
        from gov_info_report.batch.links import links_table

        self._put(links_table(self._of("reports")), self.out / LINKS / f"{LINKS}.parquet")


def _counts(rows: pa.Table, column: str) -> Counter[str]:
    """How often each value stands in a column."""
    counted = rows[column].value_counts().to_pylist()
    return Counter({entry["values"]: entry["counts"] for entry in counted if entry["values"] is not None})


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Keep others from the directory; whatever ends this process lets them in again."""
    with path.open("w") as file:
        if sys.platform != "win32":
            import fcntl

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise GovInfoReportError(
                    f"{path.parent} 正由另一进程写入 (another process is writing to {path.parent})"
                ) from error
        yield
