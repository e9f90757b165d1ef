"""The rows of a table as a page has them: what an alignment gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from attrs import define, field

from gov_info_report.document import Cell
from gov_info_report.model import EDITIONS, Edition, Row, table
from gov_info_report.parsing.outline import Line
from gov_info_report.recognise import Label, LabelKind, Piece

__all__ = ["EITHER", "Aligned", "AlignedRow", "Strange", "editions_told", "header_after", "is_header", "told_edition"]

PAGE = re.compile(r"1?[1-9]|10")
"""A number alone on its line that is no greater counts pages."""

EITHER = "requests.outcomes.other"
"""A row of one edition and a group of the other: its label tells neither."""


@define
class AlignedRow:
    """A row of the form as a page has it: its label, its cells, the lines that they stand on, and the header above it.

    `headed` says that the header stands right above it. `near` is a label that is not quite the form's. `named` says
    that a label names the row, `sure` that it can be no other; `glued` that the one cell holds the digits of all its
    figures; `loose` that they do not stand in one row of cells, but each on a line of its own, or several in a cell.
    `parts` are figures that stand apart, and that the row is pieced together from; `printed` is what stands on `lines`.
    `beside` says that a part of its label stands beside its figures, or after them, `above` that all of it does;
    `stray` that figures for a whole row stand before it which belong to nothing. `rest` is a number alone on the line
    after it: that of a page, or the rest of its last one. `names` are columns that are named after the label and before
    the last of the figures: they are the row's own header.
    """

    path: str
    header: list[Piece]
    headed: bool = False
    label: Cell | None = None
    near: bool = False
    named: bool = False
    sure: bool = True
    glued: bool = False
    exact: bool = False
    loose: bool = False
    beside: bool = False
    above: bool = False
    stray: bool = False
    rest: Cell | None = None
    names: list[Piece] = field(factory=list)
    cells: list[Cell] = field(factory=list)
    parts: list[list[Cell]] = field(factory=list)
    lines: list[Line] = field(factory=list)
    printed: list[str] = field(factory=list)

    @property
    def raw(self) -> str:
        """The row as printed."""
        return "\n".join(self.printed)

    @property
    def named_by(self) -> list[Piece]:
        """The header that names its columns: its own, if it has one."""
        return self.names if len(self.names) > 1 else self.header

    @property
    def filled(self) -> list[Cell]:
        """The cells that hold anything."""
        return [cell for cell in self.cells if cell.text]

    @property
    def broken(self) -> bool:
        """Whether the number alone on the line after it is none of a page, and may be the rest of its last one."""
        return self.rest is not None and not PAGE.fullmatch(self.rest.text)

    @property
    def is_plain(self) -> bool:
        """Whether its figures stand together, and nothing says that they may be another row's."""
        doubts = self.glued or self.stray or self.broken or self.above
        return self.sure and not doubts and len(self.parts) == 1

    @property
    def pieced(self) -> bool:
        """Whether the row is put together from figures that stand apart, or has no label beside them."""
        return len(self.parts) > 1 or not self.named


class Strange(NamedTuple):
    """What found no place in a table: "figures", those of an "own" row of the office, "words" or a "page" number."""

    kind: str
    text: str
    cell: Cell


@define
class Aligned:
    """A table of a page: its rows, and what found no place.

    `votes` counts the labels that only one edition has.
    """

    name: str
    rows: list[AlignedRow] = field(factory=list)
    strange: list[Strange] = field(factory=list)
    votes: Counter[Edition] = field(factory=Counter)

    def vote(self, editions: Iterable[Edition]) -> None:
        """Count a label that tells an edition."""
        for edition in editions:
            self.votes[edition] += 1


def editions_told(labels: Sequence[Label]) -> Collection[Edition]:
    """The edition of a label, if only one has it."""
    told = labels and len(labels[0].editions) == 1 and labels[0].name != EITHER
    return labels[0].editions if told else ()


MOST_LABELS = 3
"""A line without figures that has more labels than this is a header of the office's own."""


def is_header(labels: Sequence[Label]) -> bool:
    """Whether a line without figures that has these labels names several columns, or several rows side by side."""
    columns = sum(1 for label in labels if label.kind is LabelKind.COLUMN)
    rows = {label.name for label in labels if label.kind is LabelKind.ROW}
    return columns > 1 or len(rows) > 1 or len(labels) > MOST_LABELS


def header_after(header: list[Piece], piece: Piece, row: AlignedRow | None, *, heads: bool) -> list[Piece]:
    """The header in force after a piece that is no row's; one that `heads` columns after a row begins a new one."""
    if row is None or row.header is not header:
        header.append(piece)
        return header
    return [piece] if heads and _names_columns(piece) else header


def _names_columns(piece: Piece) -> bool:
    """Whether a piece names columns, or what stands above them, and nothing else."""
    return bool(piece.labels) and all(label.kind in (LabelKind.COLUMN, LabelKind.HEADING) for label in piece.labels)


def told_edition(found: Aligned) -> Edition | None:
    """The edition that the labels of a table tell, or the number of its figures."""
    votes = found.votes.copy()
    of = {edition: _rows_of(found.name, edition) for edition in EDITIONS}
    for row in found.rows:
        figures = len(row.filled) or len(row.cells)  # what was left empty has its cells
        having = [edition for edition in EDITIONS if row.path in of[edition]]
        if len(having) == 1:
            votes[having[0]] += figures > 0
        elif having and not votes and not row.glued:
            fits = [edition for edition in EDITIONS if len(of[edition][row.path].columns) == figures]
            if len(fits) == 1:
                votes[fits[0]] += 1
    return max(votes, key=votes.__getitem__) if votes else None


@cache
def _rows_of(name: str, edition: Edition) -> Mapping[str, Row]:
    return {row.path: row for row in table(name, edition).rows}
