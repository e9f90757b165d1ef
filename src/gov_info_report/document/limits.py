"""How much of a source is read before it is refused: hostile documents must not exhaust time or memory."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from attrs import define, field, frozen
from attrs.validators import gt

from gov_info_report.errors import ParseError

__all__ = ["LOOK_EVERY", "Budget", "Limits"]

T = TypeVar("T")

FEW_PARTS = 10_000
"""So many lines or elements any document may have, whatever `Limits.cells` says of tables."""

LOOK_EVERY = 64
"""The clock is looked at for each so many items of a kind of which a document may have millions."""


@frozen
class Limits:
    """Bounds for one document; what goes beyond them is refused with a `ParseError` that names the bound.

    `unpacked` is in bytes: those of a `str` in UTF-8, those of an archive unpacked. `depth` is how deep elements nest;
    `cells` counts the cells of all tables; `seconds` is the time for reading one document.

    >>> Limits(depth=64).depth
    64
    """

    unpacked: int = field(default=64 * 2**20, validator=gt(0))
    depth: int = field(default=256, validator=gt(0))
    cells: int = field(default=100_000, validator=gt(0))
    seconds: float = field(default=10.0, validator=gt(0))

    def start(self) -> Budget:
        """What one document may use; its time starts now."""
        return Budget(self, time.monotonic() + self.seconds)


@define
class Budget:
    """What is left for the document that is being read."""

    limits: Limits
    end: float
    cells: int = 0

    def check_size(self, size: int) -> None:
        """Refuse a source of more bytes than allowed."""
        most = self.limits.unpacked
        if size > most:
            raise ParseError(
                f"文件过大：{size} 字节，上限 {most}，由 Limits.unpacked 设定 "
                f"(too large: {size} bytes, at most {most}, as Limits.unpacked says)",
                code="too-large",
            )

    def check_depth(self, depth: int) -> None:
        """Refuse elements that nest deeper than allowed."""
        most = self.limits.depth
        if depth > most:
            raise ParseError(
                f"标签嵌套 {depth} 层，上限 {most}，由 Limits.depth 设定 "
                f"(elements nest {depth} deep, at most {most}, as Limits.depth says)",
                code="too-large",
            )

    def spend_cells(self, cells: int) -> None:
        """Count cells of tables, and refuse more than allowed; refuse to go on when the time is over."""
        self.cells += cells
        most = self.limits.cells
        if self.cells > most:
            raise ParseError(
                f"表格单元格超过 {most} 个，上限由 Limits.cells 设定 (more than {most} cells; Limits.cells sets it)",
                code="too-large",
            )
        self.check_time()

    def check_parts(self, parts: int) -> None:
        """Refuse a document of so many parts that hold figures or words, cells or not, before they are looked at."""
        if parts > max(self.limits.cells, FEW_PARTS):
            self.spend_cells(self.limits.cells + 1)

    def timed(self, items: Iterable[T]) -> Iterator[T]:
        """The items one by one, as long as there is time."""
        rest = iter(items)
        while several := tuple(islice(rest, LOOK_EVERY)):
            self.check_time()
            yield from several

    def check_time(self) -> None:
        """Refuse to go on when the time is over."""
        if time.monotonic() > self.end:
            raise ParseError(
                f"读取超过 {self.limits.seconds:g} 秒，上限由 Limits.seconds 设定 "
                f"(reading took more than {self.limits.seconds:g} seconds; Limits.seconds sets it)",
                code="too-large",
            )
