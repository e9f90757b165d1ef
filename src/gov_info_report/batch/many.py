"""`read_many`: the outcomes of many documents, as they come."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from attrs import frozen

from gov_info_report.batch.items import Content, Item
from gov_info_report.batch.outcome import Outcome, attempt
from gov_info_report.batch.progress import Progress
from gov_info_report.batch.sources import Sources, counted, expand
from gov_info_report.batch.worker import Task
from gov_info_report.document import Limits

if TYPE_CHECKING:
    from gov_info_report.batch.pool import Chunk

__all__ = ["DEFAULT_LIMITS", "TIME_LIMIT", "chunked", "processes", "read_many", "tasks"]

DEFAULT_LIMITS = Limits()
TIME_LIMIT = 60.0
"""Seconds for a document that `Limits.seconds` could not stop."""

CHUNK_SIZE = 16
HELD = 256
"""The most outcomes that are kept back for the sake of their order, above those that are being read."""
SECONDS_TO_FILL = 0.05
"""A chunk goes to work with fewer documents when they are long in coming."""


def read_many(
    sources: Sources,
    *,
    workers: int | None = None,
    ordered: bool = False,
    progress: bool = False,
    limits: Limits = DEFAULT_LIMITS,
    time_limit: float = TIME_LIMIT,
) -> Generator[Outcome, None, None]:
    """Read many documents in processes of their own, and give what becomes of each as it comes.

    Documents are taken from the sources as they are needed, so the sources may be endless and memory stays flat. They
    are taken in the thread that asks for outcomes: while it waits for a document, it gives no outcome. A document that
    crashes its process, or does not end, costs itself alone. When the iterator is closed, or the program interrupted,
    all processes are ended. The program needs no `if __name__ == "__main__"`.

    Args:
        sources: Paths, globs and directories, names with bytes, tables of Arrow, or any iterable of these; see
            `Sources`. Unlike the source of `read`, a `str` is a path here.
        workers: How many processes read; as many as there are processors when it is not given. One that reads is
            still another than the one that asks, or it could not be ended.
        ordered: Whether outcomes come in the order of the sources. A slow document then keeps others back.
        progress: Whether to show a progress bar, with failures, and with the time that is left where the sources are
            paths, so that they can be counted; needs the extra `notebook` or `cli`.
        limits: How much of a document is read before it is refused.
        time_limit: Seconds after which the process that reads a document is ended. The limits refuse most documents
            long before; this is for what they cannot see.

    Yields:
        An outcome for each document, each exactly once.

    Raises:
        MissingExtraError: A progress bar, or a table, needs an extra.
        WorkerError: Processes do not start.

    >>> import gov_info_report as gir
    >>> page = gir.serialise(gir.blank(), "html").encode()
    >>> [outcome] = read_many([("page.html", page)], workers=1)
    >>> outcome.source, outcome.reading.format, outcome.error
    ('page.html', 'html', None)
    """
    count = processes(workers, time_limit)
    bar = Progress(progress, lambda: counted(sources, limits))
    return _outcomes(expand(sources, limits), count, ordered, bar, limits, time_limit)


def processes(workers: int | None, time_limit: float) -> int:
    """How many processes there shall be."""
    if not 0 < time_limit <= threading.TIMEOUT_MAX:
        raise ValueError(f"time_limit is a number of seconds above 0, not {time_limit}")
    if workers is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if workers < 1:
        raise ValueError(f"workers is at least 1, not {workers}")
    return workers


@frozen
class _ReadingJob:
    """The job of giving back each outcome whole."""

    limits: Limits

    def prepare(self) -> None:
        attempt(Content("", ""), 0, self.limits)  # loads what reads

    def document(self, task: Task) -> Outcome:
        return attempt(task.item, task.index, self.limits)

    def chunk(self) -> None:
        return None


def _outcomes(
    items: Iterator[Item], workers: int, ordered: bool, bar: Progress, limits: Limits, time_limit: float
) -> Generator[Outcome, None, None]:
    from gov_info_report.batch.pool import run  # not needed to read a single report

    held: dict[int, Outcome] = {}
    due = 0
    said = run(
        _ReadingJob(limits),
        chunked(tasks(items), lambda: CHUNK_SIZE),
        workers=workers,
        seconds=time_limit,
        whole=False,
        hungry=lambda: len(held) < HELD,
    )
    try:
        for _, outcome in said:
            bar.one(outcome.error is not None)
            if not ordered:
                yield outcome
                continue
            held[outcome.index] = outcome
            while due in held:
                yield held.pop(due)
                due += 1
    finally:
        said.close()
        bar.close()


def tasks(items: Iterable[Item]) -> Iterator[Task]:
    """The items, counted."""
    return (Task(item, index) for index, item in enumerate(items))


def chunked(tasks: Iterator[Task], size: Callable[[], int]) -> Iterator[Chunk]:
    """Tasks in chunks; a chunk is shorter at the end, and when its tasks are long in coming."""
    while True:
        end = time.monotonic() + SECONDS_TO_FILL
        chunk = []
        for task in islice(tasks, size()):
            chunk.append(task)
            if time.monotonic() > end:
                break
        if not chunk:
            return
        yield chunk
