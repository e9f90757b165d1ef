"""Processes that work on chunks of documents; one that crashes or does not end costs one document and no more."""

from __future__ import annotations

import pickle
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from signal import Signals
from typing import IO, Any, TypeAlias

import attrs
from attrs import define, field

from gov_info_report.batch.worker import CHUNK, COMMAND, DOCUMENT, FAILED, Extensions, Job, Task
from gov_info_report.errors import TimeLimitError, WorkerError

__all__ = ["Chunk", "Outlook", "run"]

Chunk: TypeAlias = Sequence[Task]

AHEAD = 64
"""No more chunks are asked for while the caller has not taken so much of what was said."""

PATIENCE = 2
"""So many processes a document may end: the first may have been killed for another's sake."""

SECONDS_TO_STOP = 5.0
"""So long an interrupted program waits for what its processes have done."""

VAIN_ENDS = 4
"""So many processes may end one after the other without a document to blame."""


def run(
    job: Job,
    chunks: Iterator[Chunk],
    *,
    workers: int,
    seconds: float,
    whole: bool,
    hungry: Callable[[], bool] = lambda: True,
    outlook: Outlook | None = None,
) -> Generator[tuple[str, Any], None, None]:
    """Do a job on chunks of documents in processes of its own.

    Processes are started as there are chunks for them, and ended when the iterator is closed, whatever they do. When
    the program is interrupted and `whole` is set, they first finish the document that they are at, if that does not
    take long, and what they have done of their chunks is yielded before the interrupt goes on its way. A
    chunk is asked for, in the caller's own thread, when a process is free for it and the caller is hungry; so there
    are never more than `workers` of them.

    Args:
        job: What is done with each document.
        chunks: The documents.
        workers: The most processes at a time.
        seconds: How long one document may take.
        whole: Whether what a process has done of a chunk is lost with the process, and has to be done again.
        hungry: Whether the caller can take more.
        outlook: Called when a chunk will come; a process gets ready for it.

    Yields:
        What the processes say of documents and of chunks, with its kind, as it comes.

    Raises:
        WorkerError: Processes do not start, or crash on what is no document's fault.
    """
    team = _Team(job, workers, seconds, whole, Extensions.current())
    try:
        if outlook is not None:
            outlook.on_chunk = team.get_ready
        while True:
            if team.is_busy and not team.said:
                team.hear()
            while not team.events.empty():  # first give new work to those who wait for it, then yield
                team.hear()
            while team.has_room:
                chunk = team.again.popleft() if team.again else None
                if chunk is None and len(team.said) < AHEAD and hungry():
                    chunk = next(chunks, None)
                if chunk is None:
                    break
                team.give(chunk)
            if team.said:
                yield team.said.popleft()
            elif not team.is_busy:
                return
    except KeyboardInterrupt:
        yield from team.stop()
        raise
    finally:
        for worker in team.workers:
            worker.end()


@define(eq=False)
class Outlook:
    """Tells for each chunk that will come, before it does, so that processes get ready for them."""

    on_chunk: Callable[[], None] = lambda: None


@define(eq=False)
class _Team:
    """The processes of a run, what they have said, and what has to be done again."""

    job: Job
    most: int
    seconds: float
    whole: bool
    extensions: Extensions
    workers: list[_Worker] = field(factory=list)
    events: SimpleQueue[tuple[_Worker, float, tuple[str, Any] | None]] = field(factory=SimpleQueue)
    said: deque[tuple[str, Any]] = field(factory=deque)
    again: deque[Chunk] = field(factory=deque)
    vain_ends: int = 0

    @property
    def is_busy(self) -> bool:
        return any(worker.chunk for worker in self.workers)

    @property
    def has_room(self) -> bool:
        return len(self.workers) < self.most or not all(worker.chunk for worker in self.workers)

    def get_ready(self) -> None:
        """Start a process more, where there may be more."""
        if len(self.workers) < self.most:
            _started(self)

    def give(self, chunk: Chunk) -> None:
        """Give a chunk to a process that waits, or to a new one."""
        worker = next((worker for worker in self.workers if not worker.chunk), None)
        if worker is None:
            worker = _started(self)
        worker.chunk, worker.done, worker.since = chunk, 0, time.monotonic()
        worker.send(chunk)

    def hear(self) -> None:
        """Wait for what happens next."""
        worker, at, message = self.events.get()
        if message is None:
            self.workers.remove(worker)
            worker.end()
            if worker.chunk:
                left = [chunk for chunk in self._left(worker, at) if chunk]
                if worker.chunk[0].together:
                    left = [[task for chunk in left for task in chunk]]
                self.again.extendleft(reversed(left))
            return
        worker.since, worker.is_ready = at, True
        kind, value = message
        if kind == FAILED:
            raise value
        if kind == DOCUMENT:
            worker.done += 1
        if kind == CHUNK:
            worker.chunk = ()
            self.vain_ends = 0
        if value is not None:
            self.said.append(message)

    def stop(self) -> Iterator[tuple[str, Any]]:
        """Let the processes end their chunks early; what they have done of them."""
        yield from self.said
        self.said.clear()
        if not self.whole:
            return
        for worker in self.workers:
            worker.stop()
        end = time.monotonic() + SECONDS_TO_STOP
        while any(worker.chunk for worker in self.workers):
            try:
                worker, _, message = self.events.get(timeout=max(0.0, end - time.monotonic()))
            except Empty:
                return
            if message is None or message[0] in (CHUNK, FAILED):
                worker.chunk = ()
            if message is not None and message[0] != FAILED:
                yield message

    def _left(self, worker: _Worker, at: float) -> list[Chunk]:
        """What has to be done again of the chunk of a process that has ended."""
        done, left = worker.chunk[: worker.done], worker.chunk[worker.done :]
        again = done if self.whole else ()
        if not worker.is_ready or not left:
            self.vain_ends += 1
            if self.vain_ends == VAIN_ENDS:
                raise WorkerError(f"读取进程无法工作 (the processes that read do not work): {worker.status}")
            return [*([again] if again else []), left]
        task = attrs.evolve(left[0], crashes=left[0].crashes + 1)
        late = at - worker.since >= self.seconds
        if not late and task.crashes < PATIENCE:
            return [again, [task, *left[1:]]]
        error = (
            TimeLimitError(
                f"读取超过 {self.seconds:g} 秒，进程已终止 "
                f"(reading took more than {self.seconds:g} seconds, and its process was ended)"
            )
            if late
            else WorkerError(f"读取时进程崩溃 (the process that read it crashed): {worker.status}")
        )
        return [[*again, attrs.evolve(task, item=task.item.lost(error))], left[1:]]


@define(eq=False)
class _Worker:
    """A process, and what it has to do."""

    process: subprocess.Popen[bytes]
    incoming: IO[bytes]
    outgoing: IO[bytes]
    chunk: Chunk = ()
    done: int = 0
    since: float = 0.0
    is_ready: bool = False

    def send(self, value: object) -> None:
        """Send something; when the process is no more, the thread that listens will say so."""
        with suppress(OSError):
            pickle.dump(value, self.outgoing, pickle.HIGHEST_PROTOCOL)
            self.outgoing.flush()

    @property
    def status(self) -> str:
        """How the process has ended."""
        status = self.process.wait()
        try:
            return f"exit status {status}" if status >= 0 else Signals(-status).name
        except ValueError:
            return f"signal {-status}"

    def stop(self) -> None:
        """Ask the process to end its chunk after the document that it is at; where it cannot be asked, it is ended."""
        with suppress(OSError):
            self.process.terminate()

    def end(self) -> None:
        """End the process, whatever it does; it keeps nothing that would be lost."""
        self.process.kill()
        self.process.wait()
        with suppress(OSError):
            self.outgoing.close()


def _started(team: _Team) -> _Worker:
    process = subprocess.Popen([sys.executable, "-P", "-c", COMMAND], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdin is not None
    worker = _Worker(process, process.stdout, process.stdin)
    team.workers.append(worker)
    threading.Thread(target=_listen, args=(worker, team.events), daemon=True).start()
    worker.send(sys.path)
    worker.send((team.extensions, team.job, team.seconds))
    return worker


def _listen(worker: _Worker, events: SimpleQueue[tuple[_Worker, float, tuple[str, Any] | None]]) -> None:
    """Pass on what a process says, and last that it says no more."""
    message: tuple[str, Any] | None
    with worker.incoming:
        while True:
            try:
                message = pickle.load(worker.incoming)
            except Exception:  # the end, most often in the middle of a message
                message = None
            events.put((worker, time.monotonic(), message))
            if message is None:
                return
