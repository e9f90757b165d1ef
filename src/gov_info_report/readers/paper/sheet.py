"""A page as drawn: glyphs with their boxes, straight edges, and what pictures cover."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from attrs import define, field

__all__ = ["Box", "Edge", "Glyph", "Sheet", "around", "halves"]


class Glyph(NamedTuple):
    """A character where it is printed, in points from the left and from the top.

    `base` is its baseline; `turn` in how many quarters it is turned against the page's own direction of reading.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    base: float
    turn: int = 0

    @property
    def size(self) -> float:
        """The height of the font."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Half way between left and right."""
        return (self.left + self.right) / 2

    @property
    def centre(self) -> float:
        """Half way between top and bottom."""
        return (self.top + self.bottom) / 2


class Edge(NamedTuple):
    """A ruling line at `at`, from `start` to `end`: a vertical one at an x, a horizontal one at a y."""

    vertical: bool
    at: float
    start: float
    end: float


@define
class Sheet:
    """A page, turned so that most of its text reads from left to right.

    `number` counts from 1. `shades` are the edges of filled areas, which divide cells only where nothing else does.
    `pictures` is the part of the page that pictures cover. `slanted` is text at an angle, as watermarks are. `start` is
    where on the paper a page begins that was printed beside another.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(factory=list)
    edges: list[Edge] = field(factory=list)
    shades: list[Edge] = field(factory=list)
    pictures: float = 0.0
    slanted: str = ""
    start: float = 0.0


Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom of a part of a page."""


def around(boxes: Iterable[Box], start: float) -> Box:
    """The box around others on a page that begins at a place on the paper, to a tenth of a point."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return round(min(lefts) + start, 1), round(min(tops), 1), round(max(rights) + start, 1), round(max(bottoms), 1)


FEWEST_LINES = 8
"""Two pages on one sheet have at least so many lines each."""


def halves(sheet: Sheet) -> list[Sheet]:
    """The two pages of a sheet that was printed two-up; the sheet itself where it was not.

    Such a sheet is broader than high, nothing crosses its middle, and on both sides lines run on to the same right
    margin, as prose does.
    """
    middle = sheet.width / 2
    if sheet.width < sheet.height * 1.2:
        return [sheet]
    left = [glyph for glyph in sheet.glyphs if glyph.right <= middle]
    right = [glyph for glyph in sheet.glyphs if glyph.left >= middle]
    crossed = len(left) + len(right) < len(sheet.glyphs) or any(_crosses(edge, middle) for edge in sheet.edges)
    if crossed or not (_is_full(left) and _is_full(right)):
        return [sheet]
    pages = []
    for start, glyphs in ((0.0, left), (middle, right)):
        page = Sheet(sheet.number, middle, sheet.height, start=start)
        page.glyphs = [glyph._replace(left=glyph.left - start, right=glyph.right - start) for glyph in glyphs]
        page.edges = [_shifted(edge, start) for edge in sheet.edges if start <= _reach(edge) <= start + middle]
        page.shades = [_shifted(edge, start) for edge in sheet.shades if start <= _reach(edge) <= start + middle]
        pages.append(page)
    pages[0].slanted = sheet.slanted
    return pages


def _crosses(edge: Edge, middle: float) -> bool:
    return not edge.vertical and edge.start < middle - 1 and edge.end > middle + 1


def _is_full(glyphs: list[Glyph]) -> bool:
    """Whether many lines come near the right margin, as those of prose and of ruled tables' cells do."""
    ends: dict[int, float] = {}
    for glyph in glyphs:
        line = round(glyph.base / 4)
        ends[line] = max(ends.get(line, 0.0), glyph.right)
    margin = max(ends.values(), default=0.0)
    size = max((glyph.size for glyph in glyphs), default=0.0)
    return len(ends) >= FEWEST_LINES and sum(end > margin - 3 * size for end in ends.values()) >= len(ends) / 3


def _reach(edge: Edge) -> float:
    return edge.at if edge.vertical else (edge.start + edge.end) / 2


def _shifted(edge: Edge, start: float) -> Edge:
    if edge.vertical:
        return edge._replace(at=edge.at - start)
    return edge._replace(start=edge.start - start, end=edge.end - start)
