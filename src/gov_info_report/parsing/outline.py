"""The outline of a document: its title and preamble, and what belongs to each of the six sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import define, field

from gov_info_report.document import Cell, Document, Grid, Passage, Span
from gov_info_report.model import TABLES, LabelKind, is_figure, is_title, labels_of, section_heading

__all__ = ["Line", "Outline", "Part", "outline"]


@define
class Line:
    """A line of a table: a row of a grid, or a paragraph that stands where a table should."""

    cells: tuple[Cell, ...]
    raw: str
    grid: Grid | None = None

    @property
    def place(self) -> Span | None:
        """Where the line starts."""
        return self.cells[0].span if self.cells else None


@define
class Part:
    """A stretch of the document that belongs to one section, and the heading that opened it, if one did."""

    section: str
    heading: Passage | None = None
    numeral: str = ""
    prose: list[Passage] = field(factory=list)
    lines: list[Line] = field(factory=list)


@define
class Outline:
    """What stands before the first section, and the parts in the order of the document."""

    title: list[Passage] = field(factory=list)
    preamble: list[Passage] = field(factory=list)
    parts: list[Part] = field(factory=list)


def outline(document: Document) -> Outline:
    """Cut a document at the headings of its sections, and at tables that belong to another section."""
    found = Outline()
    front: list[Passage] = []
    for item in _items(document):
        part = found.parts[-1] if found.parts else None
        words = _only_words(item)
        heading = section_heading(words.text, words.level > 0) if words and not words.literal else None
        if words and heading:
            found.parts.append(Part(heading.section, words, heading.numeral))
        elif owner := _owner(item, part.section if part else ""):
            if part is None or part.section != owner:
                part = Part(owner)
                found.parts.append(part)
            part.lines.append(item if isinstance(item, Line) else _as_line(item))
        else:
            passage = item if isinstance(item, Passage) else _as_passage(item)
            (part.prose if part else front).append(passage)
    _cut_front(front, found)
    return found


def _items(document: Document) -> Iterator[Passage | Line]:
    for block in document.blocks:
        if isinstance(block, Passage):
            yield block
        else:
            for row in block.rows:
                yield Line(row.cells, row.raw, block)


def _only_words(item: Passage | Line) -> Passage | None:
    """The passage that an item is: itself, or the one cell of a row that holds anything."""
    if isinstance(item, Passage):
        return item
    filled = [cell for cell in item.cells if cell.text]
    return Passage(filled[0].text, filled[0].place) if len(filled) == 1 and not is_figure(filled[0].text) else None


def _as_passage(line: Line) -> Passage:
    place = line.cells[0].place if line.cells else (None, None, None, None, None)
    return Passage(" ".join(line.raw.split("\t")).strip(), place)


def _as_line(passage: Passage) -> Line:
    return Line((Cell(passage.text, 0, passage.place),), passage.text)


def _owner(item: Passage | Line, current: str) -> str:
    """The table that a line belongs to; "" when it is prose, or belongs to no table.

    In a section that has a table, what bears no other table's labels belongs to it. Elsewhere a row must bear a
    table's labels to be taken for one.
    """
    in_table = current in TABLES
    if isinstance(item, Passage):
        return current if in_table and not item.literal else ""
    texts = [cell.text for cell in item.cells if cell.text and not is_figure(cell.text)]
    if in_table and (not texts or any(labels_of(current, text) for text in texts)):
        return current
    scores = {name: _score(name, texts) for name in TABLES}
    best = max(TABLES, key=scores.__getitem__)
    if scores[best] >= (1 if in_table else 2) or (scores[best] and len(texts) < len(item.cells)):
        return best
    return current if in_table else ""


def _score(name: str, texts: Iterable[str]) -> int:
    """How many cells of a line are labels of a table, those of rows and groups counting double."""
    score = 0
    for text in texts:
        kinds = {label.kind for label in labels_of(name, text)}
        score += (2 if kinds & {LabelKind.ROW, LabelKind.GROUP} else 1) if kinds else 0
    return score


# Before section one


def _cut_front(front: list[Passage], found: Outline) -> None:
    """The title among the first passages: one that reads as a title, else a heading of the first level."""
    titles = [place for place, passage in enumerate(front) if passage.level == 1 or _reads_as_title(passage)]
    if not titles:
        found.preamble = front
        return
    start = max(titles, key=lambda place: _titleness(front[place]))
    end = start + 1
    if start and _names_the_organ(front[start - 1]) and _starts_with_year(front[start]):
        start -= 1
    while front[start].literal and end < len(front) and front[end].literal and front[end].level == 1:
        end += 1
    found.title = front[start:end]
    found.preamble = front[:start] + front[end:]


def _reads_as_title(passage: Passage) -> bool:
    return not passage.literal and is_title(passage.text)


_ORGAN = re.compile(r"\w{2,30}[局委会府室厅院所处站镇乡道部馆队校署办]")


def _names_the_organ(passage: Passage) -> bool:
    """Whether a line is the name of an organ and nothing else: the first line of a title printed on two."""
    return not passage.literal and _ORGAN.fullmatch("".join(passage.text.split())) is not None


def _starts_with_year(passage: Passage) -> bool:
    return not passage.literal and "".join(passage.text.split())[:4].isdigit()


def _titleness(passage: Passage) -> tuple[bool, bool, bool, bool]:
    """How surely a passage is the title: the source marks it as one, its words are those of one, it is a heading."""
    marked = passage.literal and passage.level == 1
    return (marked, _reads_as_title(passage), passage.level == 1, marked or "：" not in passage.text)
