"""Sources of many documents, told apart and opened lazily: files, folders, archives, lines of JSON, Arrow, texts."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias, TypeGuard, runtime_checkable

from gov_info_report.batch.archives import members
from gov_info_report.batch.items import Content, File, Item, Line, Lost
from gov_info_report.document import Limits
from gov_info_report.errors import ParseError

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["ArrowStream", "Sources", "counted", "expand", "items_of"]


@runtime_checkable
class ArrowStream(Protocol):
    """Whatever hands out its rows by the Arrow C stream interface: tables of pyarrow, polars, pandas, DuckDB."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """A capsule that holds the stream."""


Sources: TypeAlias = "str | os.PathLike[str] | tuple[str, bytes] | ArrowStream | Iterable[Sources]"
"""Paths, globs and directories; a name with its bytes; Arrow tables; or any iterable of these, an endless one too.

A directory gives every file below it that is not hidden, in the order of their names; an archive (`.zip`) its members,
and JSON Lines (`.jsonl`, `.ndjson`) a document a line, in its field `text`. A table has the columns `path` and
`content`. Links to directories, and archives within archives, are not followed; what cannot be opened, links that lead
nowhere and what is no file among them, is a document with an error.
"""

ARCHIVES = (".zip",)
LINES = (".jsonl", ".ndjson")
PATH, CONTENT = "path", "content"
"""The columns of a table, as Spark calls those of binary files."""


def expand(sources: object, limits: Limits) -> Iterator[Item]:
    """Each document of the sources, in a stable order; nothing is opened before it is asked for.

    What cannot be opened is an item too, which says so when it is read.
    """
    if isinstance(sources, str | os.PathLike):
        yield from _of_path(os.fspath(sources), limits)
    elif _is_named(sources):
        yield Content(*sources)
    elif isinstance(sources, ArrowStream):
        yield from _of_arrow(sources)
    elif isinstance(sources, Iterable) and not isinstance(sources, bytes):
        for source in sources:
            yield from expand(source, limits)
    else:
        raise TypeError(f"no source of documents: {type(sources).__name__}; bytes need a name, as (name, bytes)")


def counted(sources: object, limits: Limits) -> int | None:
    """How many documents the sources give, where they are paths and so can be gone through twice; else `None`."""
    if isinstance(sources, list | tuple) and not _is_named(sources):
        counts = [counted(source, limits) for source in sources]
        return None if None in counts else sum(count for count in counts if count is not None)
    if not isinstance(sources, str | os.PathLike):
        return 1 if _is_named(sources) else None
    return sum(1 for _ in expand(sources, limits))


def _is_named(sources: object) -> TypeGuard[tuple[str, bytes]]:
    return isinstance(sources, tuple) and [type(part) for part in sources] == [str, bytes]


def _of_path(path: str, limits: Limits) -> Iterator[Item]:
    import glob

    if os.path.isdir(path):  # noqa: PTH112  # which never raises, whatever the name
        yield from _of_directory(path, limits)
    elif glob.has_magic(path) and not os.path.lexists(path):
        # `**` finds a directory and besides all that is in it, and nothing is to be read twice
        deep = "**" in path
        found = sorted(glob.iglob(path, recursive=True))  # noqa: PTH207  # an absolute pattern is one too
        for name in found:
            if not (deep and Path(name).is_dir()):
                yield from _of_path(name, limits)
        if not found:
            yield File(path)
    else:
        yield from _of_file(path, limits)


def _of_directory(path: str, limits: Limits) -> Iterator[Item]:
    ahead = [(path, True, False)]
    while ahead:
        name, is_directory, is_file = ahead.pop()
        if not is_directory:
            yield from _of_file(name, limits, is_file)
            continue
        try:
            with os.scandir(name) as entries:
                found = [entry for entry in entries if not entry.name.startswith(".")]
        except OSError as error:
            yield Lost(name, error)
            continue
        listed = (
            (each.path, each.is_dir(follow_symlinks=False), each.is_file(follow_symlinks=False)) for each in found
        )
        ahead += sorted(listed, reverse=True)


def _of_file(path: str, limits: Limits, is_file: bool = False) -> Iterator[Item]:
    suffix = os.path.splitext(path)[1].lower()  # noqa: PTH122  # there may be a hundred thousand
    try:
        if not is_file and (error := _no_file(path)):
            yield Lost(path, error)
        elif suffix in ARCHIVES:
            yield from members(path)
        elif suffix in LINES:
            yield from _of_lines(path, limits.unpacked)
        else:
            yield File(path)
    except (ParseError, OSError) as error:
        yield Lost(path, error)


def _no_file(path: str) -> Exception | None:
    """Why what has a name in a directory is no file to be read: a link that leads nowhere or to a directory, a pipe."""
    try:
        kind = os.stat(path).st_mode  # noqa: PTH116  # there may be a hundred thousand
    except FileNotFoundError as error:
        if os.path.islink(path):  # noqa: PTH114
            return ParseError(f"链接已失效 (the link leads nowhere): {os.readlink(path)}")  # noqa: PTH115
        return error
    except (OSError, ValueError):
        return None  # reading it will say why
    if stat.S_ISDIR(kind):
        return ParseError("指向目录的链接，不予跟随 (a link to a directory, which is not followed)")
    return None if stat.S_ISREG(kind) else ParseError("不是普通文件 (no regular file)")


def _of_lines(path: str, most: int) -> Iterator[Item]:
    """A document a line, called by the number of the line; of a line that is too long no more than that is kept."""
    with open(path, "rb") as lines:  # noqa: PTH123  # the name as it was given
        number = 0
        while line := lines.readline(most):
            number += 1
            whole = line
            while not line.endswith(b"\n") and (line := lines.readline(most)):
                whole = b""
            if not whole:
                yield Lost(f"{path}#{number}", ParseError(f"此行过长，上限 {most} 字节 (more than {most} bytes long)"))
            elif whole.strip():
                yield Line(f"{path}#{number}", whole)


# Arrow


def _of_arrow(source: ArrowStream) -> Iterator[Item]:
    from gov_info_report.frames.extras import pyarrow as pa

    row = 0
    for batch in pa.RecordBatchReader.from_stream(source):
        yield from items_of(batch, row)
        row += batch.num_rows


def items_of(batch: pa.RecordBatch, first: int = 0) -> Iterator[Item]:
    """The documents of a batch of rows that have a path and a content; without a path they are called by their row."""
    missing = {PATH, CONTENT}.difference(batch.schema.names)
    if missing:
        raise ValueError(f"the table has no column {' and no '.join(sorted(missing))}; it has {batch.schema.names}")
    for row, (path, content) in enumerate(zip(batch[PATH], batch[CONTENT], strict=True), start=first):
        name = f"#{row}" if (given := path.as_py()) is None else str(given)
        held = content.as_py()
        if isinstance(held, str | bytes):
            yield Content(name, held)
        else:
            yield Lost(name, ParseError(f"此行没有内容 (the row has no content, but {type(held).__name__})"))
