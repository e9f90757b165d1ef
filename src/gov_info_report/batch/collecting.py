"""`collect`: many documents into Parquet datasets, to be resumed after an interruption."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
from attrs import field, frozen

from gov_info_report.batch.items import Item, printable
from gov_info_report.batch.many import DEFAULT_LIMITS, TIME_LIMIT, chunked, processes, tasks
from gov_info_report.batch.outcome import Outcome, attempt
from gov_info_report.batch.progress import progress_bar
from gov_info_report.batch.sources import ArrowStream, Sources, expand
from gov_info_report.batch.worker import DOCUMENT, Task
from gov_info_report.document import Limits

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Summary", "collect"]

SMALLEST, LARGEST = 128, 512
"""The documents of a chunk: more as there are more of them, but never so many that processes end far apart."""
CHUNKS = 32
"""Every process has done about so many chunks before they grow."""
BATCH = 64
"""The documents that are held as reports before they become rows."""


@frozen
class Summary:
    """What a directory of datasets holds, all that has been collected into it so far."""

    documents: int
    """All documents, those that could not be read included."""
    failures: Mapping[str, int]
    """The documents that could not be read, by the name of the error's class."""
    formats: Mapping[str, int]
    """The documents that were read, by their format."""
    findings: Mapping[str, int]
    """Findings by their code."""
    added: int
    """The documents that this call has added."""


def collect(
    sources: Sources,
    out: str | os.PathLike[str],
    *,
    workers: int | None = None,
    progress: bool = False,
    limits: Limits = DEFAULT_LIMITS,
    time_limit: float = TIME_LIMIT,
) -> Summary:
    """Read many documents into the Parquet datasets reports, figures, findings, statements, indicators and failures.

    At the end `links` tells for each report whose office and year before are there whether it follows from that.

    Every document is in the datasets exactly once: in reports, or in failures with the reason. After an interruption
    of whatever kind the same call goes on where it stopped. A document is known by its name, paths made absolute; one
    that is there already is not read again, even if it has changed. Files removed from `failures/` are tried again.

    Args:
        sources: As `read_many` takes them.
        out: The directory of the datasets.
        workers: How many processes read and write.
        progress: Whether to show a progress bar.
        limits: How much of a document is read before it is refused.
        time_limit: Seconds after which the process that reads a document is ended.

    Returns:
        What the datasets hold now.

    Raises:
        MissingExtraError: Needs the extra `arrow`.
        GovInfoReportError: Another process is writing to `out`.
        ValueError: `out` lies in a directory that is a source, and would be read itself.
        OSError: `out` cannot be written.
    """
    from gov_info_report.batch.pool import run
    from gov_info_report.batch.shards import Shards

    count = processes(workers, time_limit)
    out = Path(out).absolute()
    bar = progress_bar(progress)
    given = 0

    def new() -> Iterator[Item]:
        nonlocal given
        for item in expand(_absolute(sources, out), limits):
            name = printable(item.name)
            if name not in seen:
                seen.add(name)
                given += 1
                yield item

    with Shards.opened(out) as shards:
        seen = set(shards.documents())
        chunks = chunked(tasks(new()), lambda: min(max(given // (CHUNKS * count), SMALLEST), LARGEST))
        said = run(_Collecting(out, limits), chunks, workers=count, seconds=time_limit, whole=True)
        try:
            for kind, value in said:
                if kind == DOCUMENT:
                    bar.update()
                else:
                    shards.commit(value)
        finally:
            said.close()
            bar.close()
        shards.write_links()
        formats, failures = shards.counts("reports", "format"), shards.counts("failures", "error")
        documents = formats.total() + failures.total()
        return Summary(documents, failures, formats, shards.counts("findings", "code"), given)


def _absolute(sources: object, out: Path) -> Iterator[object]:
    """The sources, paths made absolute, so that they are the same from wherever the call is made again."""
    if isinstance(sources, str | os.PathLike):
        path = Path(os.path.abspath(sources))  # noqa: PTH100  # a link is not followed to another name
        if out.is_relative_to(path):
            raise ValueError(f"{out} 在来源目录 {path} 之内 ({out} lies in {path}, and would be read itself)")
        yield str(path)
    elif isinstance(sources, tuple | bytes | ArrowStream) or not isinstance(sources, Iterable):
        yield sources
    else:
        for source in sources:
            yield from _absolute(source, out)


@attrs.define
class _Collecting:
    """The job of writing outcomes to shards."""

    out: Path
    limits: Limits
    outcomes: list[Outcome] = field(factory=list)
    batches: dict[str, list[pa.RecordBatch]] = field(factory=dict)

    def document(self, task: Task) -> bool:
        self.outcomes.append(attempt(task.item, task.index, self.limits))
        if len(self.outcomes) == BATCH:
            self._to_rows()
        return True

    def chunk(self) -> Path:
        from gov_info_report.batch.shards import stage

        self._to_rows()
        batches, self.batches = self.batches, {}
        return stage(self.out, batches)

    def _to_rows(self) -> None:
        from gov_info_report.batch.tables import tables

        for name, batch in tables(self.outcomes).items():
            self.batches.setdefault(name, []).append(batch)
        self.outcomes.clear()
