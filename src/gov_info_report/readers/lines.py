"""Formats of lines: a line is a passage, or a row where tabs or pipes divide it; larger things are found before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import accumulate, count
from typing import NamedTuple

from attrs import evolve, field, frozen

from gov_info_report.document import Block, Budget, Cell, Grid, GridRow, Passage, Place, cells_of, row_of
from gov_info_report.readers.tables import table_blocks

__all__ = ["Dialect", "Finder", "Found", "Lines", "blocks_of"]

_HEADING = re.compile(r"(#{1,6}|={1,6}(?=.*[^\s=]))\s+(.*?)(?:\s+={1,6}\s*)?")
_SIGNS = "#="
"""How the line of a heading begins."""
_RULE = re.compile(r"\s*[|+]?(?:\s*:?-+:?\s*[|+])+\s*:?-*:?\s*|\s*\|\s*:?-+:?\s*")
"""A line between the header of a table and its rows."""
_RULED = re.compile(r"-{3}|:-|-:")
"""What such a line has in one of its cells at least: dashes alone may be marks."""


@frozen
class Lines:
    """The lines of a text, and where each begins in it.

    Where they are parts of lines, `origins` says of which, and where in them; where the source has no lines, `places`
    are their places.
    """

    texts: Sequence[str]
    starts: Sequence[int]
    places: Sequence[Place] = ()
    origins: Sequence[tuple[int, int]] = ()

    @classmethod
    def of(cls, text: str) -> Lines:
        """The lines of a text; a byte order mark is none of its characters."""
        body = text.removeprefix("\ufeff")
        lines = body.split("\n")
        starts = list(accumulate([len(line) + 1 for line in lines], initial=len(text) - len(body)))
        if "\r" in body:
            lines = [line.removesuffix("\r") for line in lines]
        return cls(lines, starts)

    def place(self, at: int, start: int, end: int, column: int | None = None, last: int | None = None) -> Place:
        """The place of a stretch of a line; it may end on a `last` one after it."""
        if self.places:
            return self.places[at]
        line, offset = self.origins[at] if self.origins else (at, 0)
        column = offset + (start if column is None else column) + 1
        end += self.starts[at if last is None else last]
        return (line + 1, column, None, None, None, None, None, self.starts[at] + start, end)

    def cells(self, at: int, parts: Sequence[str], offset: int, said: Callable[[str], str]) -> tuple[Cell, ...]:
        """The cells that parts of a line are, the first of which begins at an offset, with a character between two."""
        if self.places:
            return tuple([Cell(said(part), column, self.places[at]) for column, part in enumerate(parts)])
        return cells_of(map(said, parts), count(), partial(self.place_of_part, at, parts, offset))

    def place_of_part(self, at: int, parts: Sequence[str], offset: int, number: int) -> Place:
        """The place of one of the parts of a line, the first of which begins at an offset."""
        offset += sum(map(len, parts[:number])) + number
        part = parts[number]
        start = offset + len(part) - len(part.lstrip())
        return self.place(at, start, start + len(part.strip()), offset)

    def cell(self, stretches: Iterable[tuple[int, int, int]], column: int, empty: tuple[int, int]) -> Cell:
        """A cell with a line for each stretch that holds anything; it stands where the first does, else at `empty`."""
        written = [(at, start, self.texts[at][start:end]) for at, start, end in stretches]
        filled = [
            (at, start + len(text) - len(text.lstrip()), text.strip()) for at, start, text in written if text.strip()
        ]
        at, start, text = filled[0] if filled else (*empty, "")
        return Cell("\n".join([words for _, _, words in filled]), column, self.place(at, start, start + len(text)))


class Found(NamedTuple):
    """What the lines from one up to another are, found by marks of their own: blocks, or lines within a frame.

    Blocks that are not `done` are words as printed, with the marks that the format knows.
    """

    first: int
    after: int
    what: list[Block] | Lines
    done: bool = False


class Finder(NamedTuple):
    """What finds things in lines, and the sign that a text has wherever there is something to find."""

    sign: re.Pattern[str]
    find: Callable[[Lines, Budget], Iterable[Found]]


@frozen
class Dialect:
    """How a format of lines writes the words of a line or a heading, and the cells of a row.

    `literal` gives the words of a line, or of a heading, that is prose whatever it looks like, and `None` for others;
    `words` those of the others, as many as marks in the line break it into. Words in which no `marks` are found are
    as printed.
    `finders` find what is no row of tabs or pipes; where two of them find something, the first is believed. Within a
    frame the `inner` ones do.
    """

    literal: Callable[[str, bool], str | None]
    words: Callable[[str], Sequence[str]]
    split: Callable[[str], list[str]]
    cell: Callable[[str], str]
    marks: re.Pattern[str]
    finders: Sequence[Finder] = field(default=())
    inner: Sequence[Finder] = field(default=())


class _Row(NamedTuple):
    """A line of a table, cut at its tabs or pipes, and what gives the words of a part."""

    at: int
    raw: str
    parts: list[str]
    said: Callable[[str], str]


def blocks_of(lines: Lines, dialect: Dialect, budget: Budget) -> list[Block]:
    """The blocks that lines are."""
    budget.check_parts(len(lines.texts))
    found = _found(lines, dialect.finders, budget)
    blocks: list[Block] = []
    rows: list[_Row] = []
    after = 0
    for at, line in budget.timed(enumerate(lines.texts)):
        if at < after:
            continue
        if at in found:
            blocks += _closed(rows, lines)
            blocks += _inside(found[at], dialect, budget)
            after = found[at].after
        elif ("\t" in line or "|" in line or (rows and "+" in line)) and _takes_row(rows, at, line, dialect, budget):
            continue
        elif line and not line.isspace():
            if rows:
                blocks += _closed(rows, lines)
            blocks += _passages(lines, at, dialect)
    return blocks + _closed(rows, lines)


def _found(lines: Lines, finders: Sequence[Finder], budget: Budget) -> dict[int, Found]:
    """What finders find, by the line on which it begins."""
    found: dict[int, Found] = {}
    text = "\n".join(lines.texts)
    for finder in finders:
        if finder.sign.search(text):
            for each in finder.find(lines, budget):
                found.setdefault(each.first, each)
    return found


def _inside(found: Found, dialect: Dialect, budget: Budget) -> list[Block]:
    """What was found, the lines within a frame read; frames within frames are left as they are."""
    if isinstance(found.what, Lines):
        return blocks_of(found.what, evolve(dialect, finders=dialect.inner), budget)
    return found.what if found.done else [_said(block, dialect) for block in found.what]


def _said(block: Block, dialect: Dialect) -> Block:
    """A block without the marks of its format."""
    if isinstance(block, Passage):
        return block._replace(text=dialect.cell(block.text))
    return Grid(tuple([_said_row(row, dialect) for row in block.rows]), block.exact)


def _said_row(row: GridRow, dialect: Dialect) -> GridRow:
    printed = [cell.text for cell in row.cells]
    said = list(map(dialect.cell, printed))
    if said == printed:
        return row
    return row_of([cell._replace(text=text) for cell, text in zip(row.cells, said, strict=True)])


def _takes_row(rows: list[_Row], at: int, line: str, dialect: Dialect, budget: Budget) -> bool:
    """Add a line to the table that is being read, if it is a row; a line between header and rows is taken, too."""
    if "\t" in line and ("|" in line or line[0] == "#"):
        line = line.replace("\t", " ")  # where other marks divide it
    marked = dialect.marks.search(line) is not None
    if (line[0] in _SIGNS and _HEADING.fullmatch(line)) or (marked and dialect.literal(line, False) is not None):
        return False
    if "-" in line and _RULE.fullmatch(line) and _RULED.search(line):
        if len(rows) == 1 and not any(part.strip() for part in rows[0].parts):
            rows.clear()  # a header that holds nothing
        return True
    budget.spend_cells(line.count("|") + line.count("\t") + 1)
    parts = dialect.split(line) if "|" in line else line.split("\t")
    if len(parts) > 1:
        rows.append(_Row(at, line, parts, dialect.cell if marked else str.strip))
    return len(parts) > 1


def _passages(lines: Lines, at: int, dialect: Dialect) -> list[Passage]:
    """The passages that a line is: one, or one for each line into which its marks break it."""
    line = lines.texts[at]
    if line.isalnum():  # most lines that are cells: they bear no marks
        return [Passage(line, lines.place(at, 0, len(line)))]
    place = lines.place(at, len(line) - len(line.lstrip()), len(line.rstrip()))
    if "\t" in line and ("|" in line or line[0] == "#"):
        line = line.replace("\t", " ")
    heading = _HEADING.fullmatch(line) if line[0] in _SIGNS else None
    printed, level = (heading[2], len(heading[1])) if heading else (line, 0)
    literal = dialect.literal(printed, heading is not None)
    if literal is not None:
        return [Passage(literal, place, level, literal=True)]
    return [Passage(words, place, level) for words in dialect.words(printed) if words]


def _closed(rows: list[_Row], lines: Lines) -> list[Block]:
    """The blocks of a table that has ended; the list of its rows is emptied."""
    found = _grid_rows(rows, lines) if rows else []
    rows.clear()
    if found and all(not row.raw.strip("|") for row in found):
        return [Grid(tuple(found))]  # pipes alone divide the cells above from those below, or are empty cells
    return table_blocks(found, exact=False) if found else []


def _grid_rows(rows: Sequence[_Row], lines: Lines) -> list[GridRow]:
    """The rows of a table.

    Where every line with pipes begins with one, nothing stands before it, and so at the ends. Where only some do,
    a pipe at the edge divides an empty cell from the next.
    """
    piped = [row.parts for row in rows if "|" in row.raw]
    first = 1 if piped and not any(parts[0].strip() for parts in piped) else 0
    last = -1 if piped and not any(parts[-1].strip() for parts in piped) else None
    found: list[GridRow] = []
    for at, raw, parts, said in rows:
        inner, offset = (parts[first:last], len(parts[0]) + 1 if first else 0) if "|" in raw else (parts, 0)
        found.append(GridRow(lines.cells(at, inner, offset, said), raw.strip()))
    return found
