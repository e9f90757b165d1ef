"""A directory of Parquet datasets that grows by chunks, each of which is in it whole or not at all.

    OUT/reports/ figures/ findings/ statements/ indicators/ failures/    the datasets, a shard a chunk
    OUT/links/                                   each report against the year before, all anew at the end
    OUT/_staged/<chunk>/                         a chunk that is being written
    OUT/_committed/<chunk>/                      a chunk that counts, on its way into the datasets

A chunk is written under `_staged` and moved to `_committed` in one step, from which on it counts; then its shards are
moved into the datasets. Whoever resumes does away with the former and brings the latter to its end. Which documents
are done is read from the shards of reports and failures: there is no list beside them that could say otherwise.
Readers of Parquet pass over names that begin with an underscore.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from gov_info_report.batch.tables import SCHEMAS
from gov_info_report.errors import GovInfoReportError
from gov_info_report.frames.extras import pyarrow as pa

try:
    from pyarrow import parquet
except ImportError as error:  # pragma: no cover - pyarrow can be built without it
    raise GovInfoReportError("this pyarrow has no Parquet") from error

__all__ = ["Shards", "stage"]

STAGED, COMMITTED, LOCK = "_staged", "_committed", "_lock"
LINKS = "links"


def stage(out: Path, batches: Mapping[str, Sequence[pa.RecordBatch]]) -> Path:
    """Write a chunk where nobody takes it for done; where it was written."""
    chunk = out / STAGED / uuid4().hex
    chunk.mkdir(parents=True)
    for name, parts in batches.items():
        table = pa.Table.from_batches(parts, SCHEMAS[name]).unify_dictionaries()
        if table.num_rows:
            _write(table, chunk / f"{name}.parquet")
    return chunk


def _write(table: pa.Table, path: Path) -> None:
    with path.open("wb") as file:
        parquet.write_table(table, file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())


def _column(shard: Path, name: str) -> pa.ChunkedArray:
    with parquet.ParquetFile(shard) as file:
        return file.read(columns=[name])[name]


class Shards:
    """The datasets below a directory, in the hands of the one process that may add to them."""

    def __init__(self, out: Path) -> None:
        self.out = out

    @classmethod
    @contextmanager
    def opened(cls, out: Path) -> Iterator[Shards]:
        """The datasets, with what an interrupted process has left brought to its end or done away with."""
        for name in (*SCHEMAS, COMMITTED):
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
        for shard in chunk.iterdir():
            shard.rename(self.out / shard.stem / f"{chunk.name}.parquet")
        chunk.rmdir()

    def _publish_empty(self) -> None:
        """Give a dataset that has no rows its schema."""
        for name, schema in SCHEMAS.items():
            if not any(self._of(name)):
                chunk = self.out / STAGED / "empty"
                chunk.mkdir(parents=True, exist_ok=True)
                _write(schema.empty_table(), chunk / f"{name}.parquet")
                (chunk / f"{name}.parquet").rename(self.out / name / "empty.parquet")

    def write_links(self) -> None:
        """Hold every report that is there against that of the same office a year before; all anew."""
        from gov_info_report.batch.links import links_table

        table = links_table(self._of("reports"))
        (self.out / LINKS).mkdir(exist_ok=True)
        staged = self.out / STAGED / f"{LINKS}.parquet"
        staged.parent.mkdir(parents=True, exist_ok=True)
        _write(table, staged)
        staged.rename(self.out / LINKS / f"{LINKS}.parquet")

    def _of(self, name: str) -> Iterator[Path]:
        return (self.out / name).glob("*.parquet")

    def documents(self) -> Iterator[str]:
        """The sources of all documents that are done."""
        for name in ("reports", "failures"):
            for shard in self._of(name):
                yield from _column(shard, "source").to_pylist()

    def counts(self, name: str, column: str) -> Counter[str]:
        """How often each value stands in a column of a dataset."""
        counts: Counter[str] = Counter()
        for shard in self._of(name):
            for entry in _column(shard, column).value_counts().to_pylist():
                counts[entry["values"]] += entry["counts"]
        return counts


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
