"""Pages put in order: tables and paragraphs, also those that go over a page, and page furniture set apart."""

from __future__ import annotations

import statistics
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from attrs import define, field

from gov_info_report.document import FURNITURE, TURNED, Block, Budget, Cell, Grid, GridRow, Passage, Place, Span
from gov_info_report.model import TABLES
from gov_info_report.readers.paper.columns import Band, find_bands, tabulate
from gov_info_report.readers.paper.furniture import furniture_of
from gov_info_report.readers.paper.lines import Line, join, lines_of, turned
from gov_info_report.readers.paper.rulings import NEAR_COLUMNS, Region, RuledTable, ruled_tables
from gov_info_report.readers.paper.sheet import Box, Glyph, Sheet, around, halves
from gov_info_report.recognise import LabelKind, is_figure, is_title, labels_of

__all__ = ["compose"]

Remark: TypeAlias = tuple[str, str, Span | None]


@define
class Row:
    """A row of a table as printed: the text of the cell that begins at each column's left edge, and where it stands."""

    cells: dict[float, str]
    page: int
    boxes: dict[float, Box] = field(factory=dict)


@define
class Table:
    """A ruled table as it goes on over pages.

    `cut_above` and `cut_below` say that no line closes it there. `reaching` are the cells that reach down to the
    last row, by their left edges, with the rows that they begin in.
    """

    rows: list[Row]
    left: float
    right: float
    cut_above: bool
    cut_below: bool
    reaching: dict[float, int]


Item: TypeAlias = Line | Table | Band


@define
class Page:
    """A page's items from the top, its margins, and how far its lines are apart."""

    number: int
    width: float
    items: list[Item]
    prose: list[Line]
    pitch: float
    left: float = 0.0
    right: float = 0.0
    start: float = 0.0


def compose(sheets: Iterable[Sheet], budget: Budget) -> tuple[tuple[Block, ...], tuple[Remark, ...]]:
    """The blocks of pages, and what stands on them that belongs to no block."""
    remarks: list[Remark] = []
    lined: list[tuple[Sheet, list[RuledTable], list[Line]]] = []
    for sheet in sheets:
        for half in halves(sheet):
            budget.check_time()
            tables, loose = _contents(half, budget)
            lined.append((half, tables, lines_of(glyph for glyph in loose if not glyph.turn)))
            beside = [line.text for line in _turned_lines(loose)]
            remarks += [(text, TURNED, Span(page=half.number)) for text in beside]
            if half.slanted:
                remarks.append((half.slanted, FURNITURE, Span(page=half.number)))
    furniture = furniture_of(lined)
    pages: list[Page] = []
    for sheet, tables, lines in lined:
        apart = [line for line in lines if id(line) in furniture]
        remarks += [(line.text, FURNITURE, Span(page=sheet.number)) for line in apart]
        going_on = bool(pages and pages[-1].items) and isinstance(pages[-1].items[-1], Band)
        pages.append(_page(sheet, tables, [line for line in lines if id(line) not in furniture], going_on, budget))
    _set_margins(pages)
    remarks.sort(key=lambda remark: remark[2].page if remark[2] and remark[2].page else 0)
    writer = _Writer()
    for page in pages:
        for item in page.items:
            writer.take(item, page)
    writer.close()
    return tuple(writer.blocks), tuple(remarks)


# A page by itself


def _contents(sheet: Sheet, budget: Budget) -> tuple[list[RuledTable], list[Glyph]]:
    """The ruled tables of a page with what is printed in them, and what stands outside."""
    tables = ruled_tables(sheet.edges, budget)
    if not tables:  # colours alone may divide cells; but lines of prose are shaded, too
        shaded = ruled_tables([*sheet.edges, *sheet.shades], budget)
        tables = [table for table in shaded if any(region.left for region in table.regions)]
    loose = [glyph for glyph in sheet.glyphs if not any(table.take(glyph) for table in tables)]
    return tables, loose


def _turned_lines(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines of text that is turned against the page."""
    return [line for turn in (1, 2, 3) for line in lines_of(turned(glyph) for glyph in glyphs if glyph.turn == turn)]


def _page(sheet: Sheet, tables: Sequence[RuledTable], lines: list[Line], going_on: bool, budget: Budget) -> Page:
    budget.spend_cells(len(lines))
    items: list[tuple[float, Item]] = [(table.top, _as_table(table, sheet)) for table in tables]
    bands, prose = find_bands(lines, sheet.number, going_on, budget)
    items += [(band.top, band) for band in bands]
    items += [(line.base, line) for line in prose]
    items.sort(key=lambda item: item[0])
    steps = [below.base - above.base for above, below in pairwise(prose) if below.base > above.base]
    pitch = statistics.median(steps) if steps else 0.0
    for band in bands:
        band.start = sheet.start
    return Page(sheet.number, sheet.width, [item for _, item in items], prose, pitch, start=sheet.start)


def _set_margins(pages: Sequence[Page]) -> None:
    """Find where lines begin and end: where others, also on other pages as broad, do, too."""
    as_broad: dict[int, list[Page]] = {}
    for page in pages:
        if page.prose:
            as_broad.setdefault(round(page.width), []).append(page)
    for peers in as_broad.values():
        lefts = sorted(line.left for page in peers for line in page.prose)
        sizes = [statistics.median(line.size for line in page.prose) for page in peers]
        rights = [_full(page.prose, page.width, size) for page, size in zip(peers, sizes, strict=True)]
        widest = max(rights)
        for page, size, right in zip(peers, sizes, rights, strict=True):
            page.left = _shared(page.prose, lefts, size)
            page.right = right or widest or page.width - page.left  # too few lines to tell: as on the left


def _shared(lines: Sequence[Line], others: Sequence[float], size: float) -> float:
    """The leftmost place where a line begins that is not the only one there; `others` are in order."""
    lefts = sorted(line.left for line in lines)
    near = (left for left in lefts if bisect_right(others, left + size) - bisect_left(others, left - size) > 1)
    return next(near, lefts[0])


def _full(lines: Sequence[Line], width: float, size: float) -> float:
    """The rightmost place where three long lines end, 0.0 where there are no three."""
    rights = sorted((line.right for line in lines if line.right - line.left > width / 2), reverse=True)
    return next((first for first, third in zip(rights, rights[2:], strict=False) if first - third < size), 0.0)


# Tables


def _as_table(ruled: RuledTable, sheet: Sheet) -> Table:
    rows = [Row({}, sheet.number) for _ in ruled.owner]
    reaching: dict[float, int] = {}
    for region in ruled.regions:
        left = ruled.columns[region.left]
        right = ruled.columns[region.right + 1]
        rows[region.top].cells[left] = _cell_text(region, right - left)
        box = left, ruled.rows[region.top], right, ruled.rows[region.bottom + 1]
        rows[region.top].boxes[left] = around([box], sheet.start)
        if region.bottom == len(rows) - 1:
            reaching[left] = region.top
    return Table(rows, ruled.columns[0], ruled.columns[-1], ruled.cut_above, ruled.cut_below, reaching)


def _cell_text(region: Region, width: float) -> str:
    """What a cell holds, its lines joined. Two numbers below each other are one only where a line was full."""
    lines = lines_of(glyph for glyph in region.glyphs if not glyph.turn)
    lines += _turned_lines(region.glyphs)

    def had_room(place: int) -> bool:
        above = lines[place - 1]
        return width - (above.right - above.left) > 2 * above.size

    return join((line.text for line in lines), had_room)


def _continues(above: Table, below: Table) -> bool:
    """Whether a table is the rest of one that the page before did not end: their outer borders stand in line."""
    near = 2 * NEAR_COLUMNS
    in_line = abs(above.left - below.left) <= near and abs(above.right - below.right) <= near
    return in_line and above.rows[-1].page < below.rows[0].page


def _go_on(above: Table, below: Table) -> None:
    """Add the rest of a table, a row that the page break divided made whole."""
    rows = below.rows
    start = 0  # a header that each page repeats
    while start < min(len(rows) - 1, len(above.rows)) and _same(rows[start], above.rows[start]):
        start += 1
    shift = len(above.rows)
    if _mend(above, rows[start], above.cut_below or below.cut_above):
        del rows[start]
        below.reaching = {at: max(row - 1, 0) for at, row in below.reaching.items()} if rows else above.reaching
        shift = shift if rows else 0
    above.rows += rows
    above.reaching = {at: shift + row for at, row in below.reaching.items()}
    above.cut_below = below.cut_below


def _same(one: Row, other: Row) -> bool:
    return any(one.cells.values()) and list(one.cells.values()) == list(other.cells.values())


def _mend(above: Table, first: Row, cut: bool) -> bool:
    """Give the cells above a page break what it took from them; `True` when nothing is left of the row below it.

    Nothing is left where every text of the row goes on a cell above, or fills an empty one: rests of labels, and
    figures where none stand above. `cut` says that no line closes the row; then words need be no label to go on.
    """
    facing = _facing(above, first)
    rests = [each for each in facing if _is_rest(above.rows[each.row].cells[each.at], each.text)]
    others = [each for each in facing if each not in rests]
    filled = sum(map(bool, first.cells.values()))
    fits = all(
        not above.rows[each.row].cells[each.at] if is_figure(each.text) else cut and not _is_label(each.text)
        for each in others
    )
    whole = bool(rests or cut) and len(facing) == filled and fits
    for each in facing if whole else rests:
        cells = above.rows[each.row].cells
        cells[each.at] = join((cells[each.at], each.text))
        del first.cells[each.below]
    return whole


class _Facing(NamedTuple):
    """A text below a page break, its cell there, and the cell above that it may go on."""

    text: str
    below: float
    at: float
    row: int


def _facing(above: Table, first: Row) -> list[_Facing]:
    facing: list[_Facing] = []
    for below, text in first.cells.items():
        at = min(above.reaching, key=lambda place: abs(place - below))
        if text and abs(at - below) <= 2 * NEAR_COLUMNS:
            facing.append(_Facing(text, below, at, above.reaching[at]))
    return facing


def _is_label(text: str) -> bool:
    return any(label.kind is not LabelKind.COLUMN for name in TABLES for label in labels_of(name, text))


def _is_rest(begun: str, text: str) -> bool:
    """Whether a text is the rest of a label that the page break divided."""
    if not begun or is_figure(begun):
        return False
    return _is_label(join((begun, text))) and not (_is_label(text) and _is_label(begun))


def _as_grid(table: Table, number: int) -> Grid:
    """The grid of a table: left edges that are near each other are one column."""
    places = sorted({at for row in table.rows for at in row.cells})
    columns: dict[float, int] = {}
    begun = float("-inf")
    column = -1
    for at in places:
        if at - begun > NEAR_COLUMNS:
            begun = at
            column += 1
        columns[at] = column
    rows = []
    for place, row in enumerate(table.rows, start=1):
        cells = tuple(
            Cell(text, columns[at], _place(columns[at], number, place, row.page, row.boxes.get(at)))
            for at, text in sorted(row.cells.items())
        )
        if cells:
            rows.append(GridRow(cells, "\t".join(cell.text for cell in cells)))
    return Grid(tuple(rows), exact=True)


def _place(column: int, table: int, row: int, page: int, box: Box | None) -> Place:
    if box is None:
        return None, column + 1, table, row, None, page
    return None, column + 1, table, row, None, page, None, None, None, box


def _as_open_grid(bands: Sequence[Band], number: int) -> Grid:
    """The grid of a table without ruling lines."""
    rows = []
    for place, row in enumerate(tabulate(bands), start=1):
        cells = tuple(
            Cell(text, column, _place(column, number, place, row.page, row.boxes.get(column)))
            for column, text in sorted(row.cells.items())
        )
        rows.append(GridRow(cells, "\t".join(cell.text for cell in cells)))
    return Grid(tuple(rows), exact=True)


# Paragraphs, and blocks over page breaks


@define
class _Writer:
    """The blocks so far, and what is still open: a paragraph, a ruled table, or one without lines."""

    blocks: list[Block] = field(factory=list)
    passages: int = 0
    grids: int = 0
    lines: list[Line] = field(factory=list)
    page: Page | None = None
    begun: int = 0
    box: Box = (0.0, 0.0, 0.0, 0.0)
    table: Table | None = None
    bands: list[Band] = field(factory=list)

    def take(self, item: Item, page: Page) -> None:
        """Add an item to what is open, or close that and open another."""
        if isinstance(item, Table):
            if self.table is not None and _continues(self.table, item):
                _go_on(self.table, item)
            elif any(text for row in item.rows for text in row.cells.values()):
                self.close()
                self.table = item
        elif isinstance(item, Band):
            if not self.bands:
                self.close()
            self.bands.append(item)
        else:
            if self.page is None or not self.lines or not _flows(self.lines, item, self.page, page):
                self.close()
                self.begun = page.number
                self.box = _box(item, page)
            elif page.number == self.begun:
                self.box = around([self.box, _box(item, page)], 0.0)
            self.lines.append(item)
            self.page = page

    def close(self) -> None:
        """Make a block of what is open."""
        if self.lines:
            self.passages += 1
            place = (None, None, None, None, self.passages, self.begun, None, None, None, self.box)
            self.blocks.append(Passage(join(line.text for line in self.lines), place))
        elif self.table is not None:
            self.grids += 1
            self.blocks.append(_as_grid(self.table, self.grids))
        elif self.bands:
            self.grids += 1
            self.blocks.append(_as_open_grid(self.bands, self.grids))
        self.lines, self.table, self.bands = [], None, []


def _box(line: Line, page: Page) -> Box:
    return around([(line.left, line.top, line.right, line.bottom)], page.start)


def _flows(parts: Sequence[Line], line: Line, last: Page, page: Page) -> bool:
    """Whether a line goes on with the paragraph before it.

    It does not where it is indented, in another size, or further down, and where its first word would have had room
    on the line above. The lines of a title are one as soon as together they read as one.
    """
    above = parts[-1]
    size = max(line.size, above.size)
    same_size = abs(line.size - above.size) <= 0.15 * size
    if same_size and _centred(above, last) and _centred(line, page):
        return is_title(join([part.text for part in parts] + [line.text])) and not is_title(above.text)
    if not same_size or line.left > page.left + 0.8 * size:
        return False
    if last is page and page.pitch and line.base - above.base > 1.6 * page.pitch:
        return False
    parted = above.text[-1:].isdigit() and line.text[:1].isdigit()  # a number that was broken in two
    needed = line.glyphs[0].right - line.left if parted else line.first
    return last.right - above.right < needed + 0.3 * size


def _centred(line: Line, page: Page) -> bool:
    beside = line.left - page.left
    return beside > line.size and abs(beside - (page.right - line.right)) < line.size
