"""Which documents a collection reads: those that it does not have, and those that have changed since."""

from __future__ import annotations

import builtins
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
from attrs import field, frozen

from gov_info_report.batch.items import File, Item, digest, printable
from gov_info_report.batch.many import chunked
from gov_info_report.batch.progress import Progress
from gov_info_report.batch.sources import ArrowStream
from gov_info_report.batch.worker import Task
from gov_info_report.document import Limits

if TYPE_CHECKING:
    from gov_info_report.batch.pool import Chunk, Outlook
    from gov_info_report.batch.shards import Kept

__all__ = ["Again", "Plan", "resolved"]

SMALLEST, LARGEST = 64, 512
"""The documents of a chunk: more as there are more of them, but never so many that processes end far apart."""
CHUNKS = 2
"""Every process has done about so many chunks before they grow."""

CURABLE = frozenset({"extra-missing", "unconvertible", "file-unreadable"})
"""The codes of errors that may be no more, although the document is the same: something is installed, or allowed."""


def resolved(sources: object, out: Path) -> Iterator[object]:
    """The sources, paths resolved, so that they are the same from wherever the call is made again."""
    if isinstance(sources, str | os.PathLike):
        path = Path(os.path.realpath(sources))
        if out.is_relative_to(path):
            raise ValueError(f"{out} 在来源目录 {path} 之内 ({out} lies in {path}, and would be read itself)")
        yield str(path)
    elif isinstance(sources, tuple | bytes | ArrowStream) or not isinstance(sources, Iterable):
        yield sources
    else:
        for source in sources:
            yield from resolved(source, out)


@frozen
class Again(Item):
    """A document whose rows in a shard are to be replaced; without the document, to be taken away."""

    item: Item | None
    shard: str

    def load(self, limits: Limits) -> str | bytes:
        """What the document holds."""
        assert self.item is not None
        return self.item.load(limits)

    def stamp(self) -> str:
        """The stamp of the document."""
        return "" if self.item is None else self.item.stamp()

    def lost(self, error: Exception) -> Item:
        """The same, to be replaced by the reason why it cannot be read."""
        return Again(self.name, self.item and self.item.lost(error), self.shard)


@attrs.define
class Plan:
    """Which documents are read: those that the datasets do not have, and those that have changed since."""

    documents: Callable[[], Iterator[tuple[str, Kept]]]
    limits: Limits
    refresh: bool
    bar: Progress
    outlook: Outlook
    known: Mapping[str, Kept] = field(factory=dict)
    added: int = 0
    replaced: int = 0
    seen: set[str] = field(factory=set)
    containers: set[str] = field(factory=set)
    again: dict[str, list[Item]] = field(factory=lambda: defaultdict(list))

    def chunks(self, items: Iterator[Item], workers: int) -> Iterator[Chunk]:
        """New documents as they come; then those that are read again, all of a shard together."""
        self.known = dict(self.documents())
        number = count()
        new = (Task(item, next(number)) for item in self._new(items))
        yield from chunked(new, lambda: min(max(self.added // (CHUNKS * workers), SMALLEST), LARGEST))
        self._take_away()
        for shard in sorted(self.again):
            yield [Task(item, next(number), together=True) for item in self.again[shard]]

    def _new(self, items: Iterator[Item]) -> Iterator[Item]:
        for given in items:
            item = _named(given)
            name = printable(item.name)
            if name in self.seen:
                continue
            self.seen.add(name)
            self.containers.update(name.rpartition(mark)[0] for mark in "!#" if mark in name)
            kept = self.known.get(name)
            if kept is None:
                self.added += 1
                yield item
            elif self.refresh or self._is_stale(item, kept):
                self.replaced += 1
                if kept.shard not in self.again:
                    self.outlook.on_chunk()
                self.again[kept.shard].append(Again(item.name, item, kept.shard))
            else:
                self.bar.one(bool(kept.error))

    def _is_stale(self, item: Item, kept: Kept) -> bool:
        """Whether a document has changed, or what kept it from being read may be gone."""
        if kept.error and (kept.code in CURABLE or issubclass(getattr(builtins, kept.error, object), OSError)):
            return True
        if item.stamp() == kept.stamp:
            return False
        if not kept.digest:
            return True
        try:
            return digest(item.load(self.limits)) != kept.digest
        except Exception:  # whatever it is, reading says it
            return True

    def _take_away(self) -> None:
        """Failures of archives, directories and links that could be opened now: what was found stands for them."""
        for name, kept in self.known.items():
            if kept.error and name not in self.seen and self._is_opened(name):
                self.again[kept.shard].append(Again(name, None, kept.shard))

    def _is_opened(self, name: str) -> bool:
        return name in self.containers or Path(name).is_dir() or os.path.realpath(name) in self.seen

    def vanished(self) -> Iterator[str]:
        """The documents that are known, and whose files are no longer there."""
        for name in self.known.keys() - self.seen:
            if "\\" in name or not Path(name).is_absolute() or os.path.lexists(name):
                continue  # a name of bytes that are no text cannot be looked for, and a name alone is no file
            container = _container(name)
            if not container or container in self.containers:
                yield name


def _container(name: str) -> str:
    """The archive or the file of lines that a document is in; "" where there is none of the name."""
    containers = (name.rpartition(mark)[0] for mark in "!#")
    return next((each for each in containers if each and Path(each).is_file()), "")


def _named(item: Item) -> Item:
    """A file by the name that it has itself, and not by that of a link to it."""
    if isinstance(item, File) and os.path.islink(item.name):  # noqa: PTH114  # there may be a hundred thousand
        return File(os.path.realpath(item.name))
    return item
