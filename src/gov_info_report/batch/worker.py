"""A process that reads documents: chunks come in by its standard input, what becomes of them goes out again."""

from __future__ import annotations

import faulthandler
import gc
import os
import pickle
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from importlib.abc import MetaPathFinder
from typing import BinaryIO, Protocol

from attrs import frozen

from gov_info_report.batch.items import Item
from gov_info_report.batch.outcome import portable
from gov_info_report.errors import GovInfoReportError
from gov_info_report.model import Alias, add_aliases, added_aliases
from gov_info_report.rules import own_modules

__all__ = [
    "CHUNK",
    "COMMAND",
    "DOCUMENT",
    "FAILED",
    "READY",
    "Extensions",
    "Job",
    "Task",
    "main",
    "serve",
    "without_pandas",
]

COMMAND = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN); import pickle; "
    "sys.path[:] = pickle.load(sys.stdin.buffer); from gov_info_report.batch.worker import main; main()"
)
"""What the interpreter of a worker is started with.

Unlike `multiprocessing` it does not import the program that started it, which so needs no `if __name__ == "__main__"`.
An interrupt at the terminal goes to all processes; the one that started the others ends them.
"""

READY, DOCUMENT, CHUNK, FAILED = "ready", "document", "chunk", "failed"
"""What a worker says: that it has started, what became of a document and of a chunk, what it cannot go on after."""

RARELY = 100_000
"""So many objects before cycles are looked for: reports have none, and looking took a fifth of all time."""


@frozen
class Task:
    """A document to be read, its index among all, and how many processes it has ended so far."""

    item: Item
    index: int
    crashes: int = 0
    together: bool = False
    """Whether the chunk that the task is in stays one, also when it has to be done again."""


@frozen
class Extensions:
    """What the program that started the processes has added to the library, and they need, too."""

    aliases: tuple[Alias, ...] = ()
    modules: tuple[str, ...] = ()

    @classmethod
    def current(cls) -> Extensions:
        """What has been added so far.

        Raises:
            GovInfoReportError: A rule stands in the program itself, which no other process imports.
        """
        modules = own_modules()
        if "__main__" in modules:
            raise GovInfoReportError(
                "自定义规则须写在可导入的模块中，读取进程才能使用 "
                "(a rule of your own has to be in a module, for the processes that read import it)"
            )
        return cls(added_aliases(), modules)

    def apply(self) -> None:
        """Add the same in this process."""
        for module in self.modules:
            import_module(module)
        for alias in self.aliases:
            add_aliases(alias.path, alias.label)


class Job(Protocol):
    """What a worker does; it is pickled once, and each worker has its own."""

    def prepare(self) -> None:
        """Load what is needed, before there is a document."""

    def document(self, task: Task) -> object:
        """What is said of a document when it has been read."""

    def chunk(self) -> object:
        """What is said when the last document of a chunk has been read."""


def main() -> None:
    """Serve the process that started this one, until it has no more to do or is no more."""
    incoming, outgoing = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what other libraries print must not come between
    gc.set_threshold(RARELY)
    asked_to_stop: list[bool] = []
    signal.signal(signal.SIGTERM, lambda *_: asked_to_stop.append(True))
    try:
        serve(incoming, outgoing, asked_to_stop)
    except BrokenPipeError:
        os._exit(1)


class _Hidden(MetaPathFinder):
    """Lets pandas seem not to be installed."""

    def find_spec(self, name: str, path: object, target: object = None) -> None:
        """Refuse pandas, and leave all others to those who know them."""
        if name == "pandas":
            raise ImportError(name)


def without_pandas() -> None:
    """Keep pyarrow from importing pandas with its first array, which takes longer than everything else.

    Other code in this process can still import pandas.
    """
    hidden = _Hidden()
    sys.meta_path.insert(0, hidden)
    with suppress(Exception):  # the same error appears where pyarrow is needed
        import pyarrow as pa

        pa.array([])
    sys.meta_path.remove(hidden)


def serve(incoming: BinaryIO, outgoing: BinaryIO, asked_to_stop: Sequence[bool] = ()) -> None:
    """Do the job for each chunk that comes in; end a chunk early once it is asked to stop."""

    def say(kind: str, value: object = None) -> None:
        outgoing.write(pickle.dumps((kind, value), pickle.HIGHEST_PROTOCOL))
        outgoing.flush()

    job: Job
    extensions: Extensions
    extensions, job, seconds = pickle.load(incoming)
    extensions.apply()
    with suppress(Exception):  # which the first document or chunk will meet again, and tell
        job.prepare()
    say(READY)
    while chunk := _next(incoming):
        for task in chunk:
            with _ended_after(seconds):
                said = job.document(task)
            say(DOCUMENT, said)
            if asked_to_stop:
                break
        try:
            said = job.chunk()
        except Exception as error:  # as the disk is full: no document is to blame
            say(FAILED, portable(error))
        else:
            say(CHUNK, said)


def _next(incoming: BinaryIO) -> Sequence[Task]:
    try:
        chunk: Sequence[Task] = pickle.load(incoming)
    except EOFError:
        return ()
    return chunk


@contextmanager
def _ended_after(seconds: float) -> Iterator[None]:
    """End this process when it takes longer, by means that need nothing of it.

    The interpreter may be busy in a regular expression, and the process that waits for this one may have been killed.
    """
    if sys.platform == "win32":
        faulthandler.dump_traceback_later(seconds, exit=True)  # a thread, where there is no alarm
        yield
        faulthandler.cancel_dump_traceback_later()
    else:
        signal.setitimer(signal.ITIMER_REAL, seconds)  # whose signal nobody handles here
        yield
        signal.setitimer(signal.ITIMER_REAL, 0)
