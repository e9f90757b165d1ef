"""Ruling lines made into tables: cells are the areas that no line crosses."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from attrs import define, field

from gov_info_report.document import Budget
from gov_info_report.readers.paper.sheet import Edge, Glyph

__all__ = ["RuledTable", "ruled_tables"]

NEAR = 3.0
"""Lines that are so many points apart are one, and lines that miss each other by so much meet."""
NEAR_COLUMNS = 5.0
"""Borders of columns that are so near each other are one: producers draw each row's cells for themselves."""
OPEN = 8.0
"""Lines that run so far beyond the outermost line across them end at a border that is not drawn."""


@define
class Region:
    """A cell: the rows and columns of the grid that it covers, and what is printed in it."""

    top: int
    left: int
    bottom: int
    right: int
    glyphs: list[Glyph] = field(factory=list)


@define
class RuledTable:
    """A table between ruling lines: where its columns and rows are divided, and its cells.

    `cut_above` and `cut_below` say that no line closes it there: the page ended inside a row.
    """

    columns: list[float]
    rows: list[float]
    owner: list[list[Region]]
    cut_above: bool
    cut_below: bool

    @property
    def top(self) -> float:
        """Where the table begins."""
        return self.rows[0]

    @property
    def bottom(self) -> float:
        """Where the table ends."""
        return self.rows[-1]

    @property
    def regions(self) -> list[Region]:
        """The cells, row by row."""
        return [
            region
            for row, regions in enumerate(self.owner)
            for column, region in enumerate(regions)
            if (region.top, region.left) == (row, column)
        ]

    def take(self, glyph: Glyph) -> bool:
        """Put a glyph into the cell that it is printed in; `False` when it stands outside the table."""
        if not (self.columns[0] <= glyph.middle <= self.columns[-1] and self.top <= glyph.centre <= self.bottom):
            return False
        row = min(max(bisect_right(self.rows, glyph.centre) - 1, 0), len(self.owner) - 1)
        column = min(max(bisect_right(self.columns, glyph.middle) - 1, 0), len(self.owner[0]) - 1)
        self.owner[row][column].glyphs.append(glyph)
        return True


def ruled_tables(edges: Iterable[Edge], budget: Budget) -> list[RuledTable]:
    """The tables that ruling lines make, from the top of the page; a frame around one cell is none."""
    across = _joined((edge for edge in edges if not edge.vertical), budget)
    down = _joined((edge for edge in edges if edge.vertical), budget)
    found = [_table(*group, budget) for group in _groups(across, down, budget)]
    return sorted((table for table in found if table is not None), key=lambda table: (table.top, table.columns[0]))


def _joined(edges: Iterable[Edge], budget: Budget) -> list[Edge]:
    """Edges as whole lines: those that lie on one line, and touch, are one."""
    ordered = sorted(edges, key=lambda edge: edge.at)
    near = _clusters([edge.at for edge in ordered], NEAR)
    lines: dict[float, list[Edge]] = {}
    for edge in ordered:
        lines.setdefault(_nearest(near, edge.at), []).append(edge)
    joined: list[Edge] = []
    for at, parts in lines.items():
        budget.check_time()
        parts.sort(key=lambda edge: edge.start)
        start, end = parts[0].start, parts[0].end
        for part in parts[1:]:
            if part.start <= end + NEAR:
                end = max(end, part.end)
            else:
                joined.append(Edge(part.vertical, at, start, end))
                start, end = part.start, part.end
        joined.append(Edge(parts[0].vertical, at, start, end))
    return [edge for edge in joined if edge.end - edge.start > NEAR]


def _clusters(places: Sequence[float], near: float) -> list[float]:
    """The middle of each run of places that are near each other."""
    clusters: list[list[float]] = []
    for place in sorted(places):
        if clusters and place - clusters[-1][0] <= near:
            clusters[-1].append(place)
        else:
            clusters.append([place])
    return [(cluster[0] + cluster[-1]) / 2 for cluster in clusters]


def _nearest(places: Sequence[float], at: float) -> float:
    return places[_nearest_index(places, at)]


def _nearest_index(places: Sequence[float], at: float) -> int:
    index = bisect_left(places, at)
    if index == len(places) or (index and at - places[index - 1] < places[index] - at):
        index -= 1
    return index


def _groups(across: Sequence[Edge], down: Sequence[Edge], budget: Budget) -> list[tuple[list[Edge], list[Edge]]]:
    """Lines that cross each other, directly or through others."""
    down = sorted(down, key=lambda edge: edge.at)
    places = [edge.at for edge in down]
    parent = list(range(len(down)))

    def root(member: int) -> int:
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    first: list[tuple[Edge, int]] = []
    for edge in across:
        budget.check_time()
        candidates = range(bisect_left(places, edge.start - NEAR), bisect_right(places, edge.end + NEAR))
        met = [at for at in candidates if down[at].start - NEAR <= edge.at <= down[at].end + NEAR]
        if met:
            first.append((edge, met[0]))
            for other in met[1:]:
                parent[root(other)] = root(met[0])
    groups: dict[int, tuple[list[Edge], list[Edge]]] = {}
    for edge, member in first:
        groups.setdefault(root(member), ([], []))[0].append(edge)
    for member, edge in enumerate(down):
        if root(member) in groups:
            groups[root(member)][1].append(edge)
    return list(groups.values())


def _table(across: list[Edge], down: list[Edge], budget: Budget) -> RuledTable | None:
    left, right = _undrawn(across, [edge.at for edge in down])
    above, below = _undrawn(down, [edge.at for edge in across])
    columns = _clusters([edge.at for edge in down], NEAR_COLUMNS)
    rows = _clusters([edge.at for edge in across], NEAR)
    columns = [*filter(None, [left]), *columns, *filter(None, [right])]
    rows = [*filter(None, [above]), *rows, *filter(None, [below])]
    if len(columns) < 2 or len(rows) < 2 or len(columns) + len(rows) < 5:
        return None
    budget.spend_cells((len(columns) - 1) * (len(rows) - 1))
    height, width = len(rows) - 1, len(columns) - 1
    owner = _regions(_covered(across, rows, columns), _covered(down, columns, rows), height, width)
    if len({id(region) for regions in owner for region in regions}) < 2:
        return None
    return RuledTable(columns, rows, owner, above is not None, below is not None)


def _undrawn(edges: Sequence[Edge], crossing: Sequence[float]) -> tuple[float | None, float | None]:
    """Where a border before the first and after the last crossing line should be, if two lines run on to it."""
    starts = sorted(edge.start for edge in edges if edge.start < min(crossing) - OPEN)
    ends = sorted(edge.end for edge in edges if edge.end > max(crossing) + OPEN)
    before = starts[0] if len(starts) > 1 and starts[1] - starts[0] <= NEAR else None
    after = ends[-1] if len(ends) > 1 and ends[-1] - ends[-2] <= NEAR else None
    return before, after


def _covered(edges: Iterable[Edge], places: Sequence[float], stations: Sequence[float]) -> set[tuple[int, int]]:
    """Which stretches of which lines are drawn: (line, station before the stretch)."""
    drawn: dict[tuple[int, int], float] = {}
    for edge in edges:
        line = _nearest_index(places, edge.at)
        first = max(bisect_right(stations, edge.start) - 1, 0)
        for stretch in range(first, min(bisect_left(stations, edge.end), len(stations) - 1)):
            part = min(edge.end, stations[stretch + 1]) - max(edge.start, stations[stretch])
            drawn[line, stretch] = drawn.get((line, stretch), 0.0) + part
    return {
        (line, stretch)
        for (line, stretch), length in drawn.items()
        if length >= 0.6 * (stations[stretch + 1] - stations[stretch])
    }


def _regions(across: set[tuple[int, int]], down: set[tuple[int, int]], height: int, width: int) -> list[list[Region]]:
    """The cell that each field of the grid belongs to: fields without a line between them are one cell."""
    parent = {(row, column): (row, column) for row in range(height) for column in range(width)}

    def root(field: tuple[int, int]) -> tuple[int, int]:
        while parent[field] != field:
            parent[field] = parent[parent[field]]
            field = parent[field]
        return field

    for row in range(height):
        for column in range(width):
            if column + 1 < width and (column + 1, row) not in down:
                parent[root((row, column + 1))] = root((row, column))
            if row + 1 < height and (row + 1, column) not in across:
                parent[root((row + 1, column))] = root((row, column))
    regions: dict[tuple[int, int], Region] = {}
    owner: list[list[Region]] = []
    for row in range(height):
        owner.append([])
        for column in range(width):
            region = regions.setdefault(root((row, column)), Region(row, column, row, column))
            region.bottom, region.right = row, max(region.right, column)
            owner[-1].append(region)
    return owner
