"""`collect`: many documents into Parquet datasets, to be resumed after an interruption and brought up to date later."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
from attrs import field, frozen

from gov_info_report.batch.items import Content, Item, Lost, digest, printable
from gov_info_report.batch.many import DEFAULT_LIMITS, TIME_LIMIT, processes
from gov_info_report.batch.outcome import Outcome, attempt
from gov_info_report.batch.plan import Again, Plan, resolved
from gov_info_report.batch.progress import Progress
from gov_info_report.batch.sources import Sources, counted, expand
from gov_info_report.batch.worker import DOCUMENT, Task, without_pandas
from gov_info_report.document import Limits

if TYPE_CHECKING:
    import pyarrow as pa

    from gov_info_report.batch.shards import Shards

__all__ = ["Summary", "collect"]

BATCH = 64
"""The documents that are held as reports before they become rows."""


@frozen
class Summary:
    """What a directory of datasets holds, all that has been collected into it so far, and what this call has done."""

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
    replaced: int = 0
    """The documents that this call has read again, and whose rows it has replaced."""
    vanished: tuple[str, ...] = ()
    """The documents whose files are no longer there; their rows still are."""
    duplicates: Mapping[str, int] = field(factory=dict)
    """The documents that repeat another, by kind: "bytes", or "office_year" for two files on one office and year."""
    verdicts: Mapping[str, int] = field(factory=dict)
    """The documents that were read, by the verdict on them: "passed", "review", "failed"."""
    offices: int = 0
    """How many different offices the reports name."""
    causes: Mapping[str, int] = field(factory=dict)
    """The documents that could not be read, by the code of the error."""


def collect(
    sources: Sources,
    out: str | os.PathLike[str],
    *,
    workers: int | None = None,
    progress: bool = False,
    limits: Limits = DEFAULT_LIMITS,
    time_limit: float = TIME_LIMIT,
    refresh: bool = False,
) -> Summary:
    """Read many documents into the Parquet datasets that `batch.tables` names, and what links and repeats them.

    Reports, figures, findings, statements, indicators and failures have rows of each document; `duplicates` and `links`
    (whether a report follows from that of the same office a year before) are written again at the end.

    Every document is in the datasets exactly once: in reports, or in failures with the reason. After an interruption
    of any kind the same call continues where it stopped. A document is known by its name, the paths of files
    resolved. One that is there already is read again, and its rows are replaced, where it has changed (its size or
    time differs, and then its bytes do), and where it could not be read because something was missing that may be there
    now. A reader of a dataset meanwhile finds each document as it was or as it is now.

    Args:
        sources: As `read_many` takes them.
        out: The directory of the datasets.
        workers: How many processes read and write.
        progress: Whether to show a progress bar, with failures and the time that is left.
        limits: How much of a document is read before it is refused.
        time_limit: Seconds after which the process that reads a document is ended.
        refresh: Whether to read all documents again.

    Returns:
        What the datasets hold now, and what was done.

    Raises:
        MissingExtraError: Needs the extra `arrow`.
        GovInfoReportError: Another process is writing to `out`, or another version of the library has.
        ValueError: `out` lies in a directory that is a source, and would be read itself.
        OSError: `out` cannot be written.
        KeyboardInterrupt: The program was interrupted; what was done is kept.
    """
    from gov_info_report.batch.pool import Outlook, run
    from gov_info_report.batch.shards import Shards

    team = processes(workers, time_limit)
    out = Path(os.path.realpath(out))
    found = resolved(sources, out)
    bar = Progress(progress, lambda: counted(sources, limits))
    with Shards.opened(out) as shards:
        outlook = Outlook()
        plan = Plan(shards.documents, limits, refresh, bar, outlook)
        chunks = plan.chunks(expand(found, limits), team)
        said = run(_Collecting(out, limits), chunks, workers=team, seconds=time_limit, whole=True, outlook=outlook)
        hand = _Hand(shards, bar)
        try:
            for kind, value in said:
                hand.take(kind, value)
        except KeyboardInterrupt as interrupt:
            hand.finish(said, interrupt)
            raise
        finally:
            said.close()
            bar.close()
        shards.write_links()
        return _summary(shards, plan)


@attrs.define
class _Hand:
    """What takes what the processes say, and commits the chunks that they have written."""

    shards: Shards
    bar: Progress
    held: Path | None = None

    def take(self, kind: str, value: Any) -> None:
        if kind == DOCUMENT:
            self.bar.one(value)
        else:
            self.held = value
            self.shards.commit(value)
            self.held = None

    def finish(self, said: Generator[tuple[str, Any], None, None], interrupt: KeyboardInterrupt) -> None:
        """Commit what was in hand, and what the processes have done so far."""
        if self.held is not None and self.held.exists():
            self.shards.commit(self.held)
        with suppress(KeyboardInterrupt, StopIteration):
            self.take(*said.throw(interrupt))
            for kind, value in said:
                self.take(kind, value)


def _summary(shards: Shards, plan: Plan) -> Summary:
    contents = shards.contents()
    return Summary(
        documents=contents.formats.total() + contents.failures.total(),
        failures=contents.failures,
        formats=contents.formats,
        findings=contents.findings,
        added=plan.added,
        replaced=plan.replaced,
        vanished=tuple(sorted(plan.vanished())),
        duplicates=contents.duplicates,
        verdicts=contents.verdicts,
        offices=contents.offices,
        causes=contents.causes,
    )


# What a process does


@attrs.define
class _Collecting:
    """The job of writing outcomes to shards."""

    out: Path
    limits: Limits
    outcomes: list[Outcome] = field(factory=list)
    origins: dict[str, tuple[str, str | None]] = field(factory=dict)
    batches: dict[str, list[pa.RecordBatch]] = field(factory=dict)
    shard: str = ""
    replaced: list[str] = field(factory=list)

    def prepare(self) -> None:
        """Load what reads and what writes."""
        without_pandas()
        from gov_info_report.batch import shards  # noqa: F401

        attempt(Content("", ""), 0, self.limits)

    def document(self, task: Task) -> bool:
        """Read a document; whether it could not be read."""
        item = task.item
        if isinstance(item, Again):
            self.shard = item.shard
            self.replaced.append(printable(item.name))
            if item.item is None:
                return False
        stamp = item.stamp()  # before it is read: what is changed meanwhile is read again next time
        loaded, content = _loaded(item, self.limits)
        outcome = attempt(loaded, task.index, self.limits)
        self.origins[printable(item.name)] = stamp, content
        self.outcomes.append(outcome)
        if len(self.outcomes) == BATCH:
            self._to_rows()
        return outcome.error is not None

    def chunk(self) -> Path:
        """Write what has been read."""
        from gov_info_report.batch.shards import stage

        self._to_rows()
        batches, self.batches = self.batches, {}
        shard, self.shard = self.shard, ""
        replaced, self.replaced = self.replaced, []
        return stage(self.out, batches, shard, replaced)

    def _to_rows(self) -> None:
        from gov_info_report.batch.tables import tables

        for name, batch in tables(self.outcomes).items():
            self.batches.setdefault(name, []).append(self._with_origins(name, batch))
        self.outcomes.clear()
        self.origins.clear()

    def _with_origins(self, name: str, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The batch with the columns that its dataset has besides."""
        from gov_info_report.batch.shards import DATASETS
        from gov_info_report.frames.extras import pyarrow as pa

        if DATASETS[name].names == batch.schema.names:
            return batch
        origins = [self.origins[source] for source in batch["source"].to_pylist()]
        more = (pa.array([origin[at] for origin in origins], pa.string()) for at in (0, 1))
        return pa.RecordBatch.from_arrays([*batch.columns, *more], schema=DATASETS[name])


def _loaded(item: Item, limits: Limits) -> tuple[Item, str | None]:
    """A document with its content, and the digest of that; or with what keeps it from being had."""
    try:
        content = item.load(limits)
    except Exception as error:
        return Lost(item.name, error), None
    return Content(item.name, content), digest(content)
