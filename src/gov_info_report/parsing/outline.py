"""The outline of a document: its title and preamble, and what belongs to each of the six sections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from attrs import define, field

from gov_info_report.document import Budget, Cell, Document, Grid, Passage, Span
from gov_info_report.model import EDITIONS, TABLES, on_new_aliases, table
from gov_info_report.parsing.front import cut_front
from gov_info_report.recognise import (
    COUNTS,
    LONGEST,
    LabelKind,
    SectionHeading,
    bears_label,
    cut_figures,
    cut_headings,
    is_figure,
    is_organ,
    is_title,
    labels_of,
    parts_of,
)

__all__ = ["Line", "Outline", "Part", "outline"]


@define(eq=False)
class Line:
    """A line of a table: a row of a grid, or a paragraph that stands where a table should.

    A line is itself: two that print the same are two lines.
    """

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
    """What stands before the first section, and the parts in the order of the document.

    `contents` is what a table of contents prints, `furniture` what belongs to the page and not to the report.
    """

    title: list[Passage] = field(factory=list)
    preamble: list[Passage] = field(factory=list)
    parts: list[Part] = field(factory=list)
    contents: list[Passage] = field(factory=list)
    furniture: list[Passage] = field(factory=list)


def outline(document: Document, budget: Budget) -> Outline:
    """Cut a document at the headings of its sections, and at tables that belong to another section."""
    found = Outline()
    front: list[Passage] = []
    items = list(_items(document))
    for at, item in budget.timed(enumerate(items)):
        part = found.parts[-1] if found.parts else None
        if part and part.section in TABLES and _goes_on_at_once(item, part.section):
            part.lines.append(_as_line(item) if isinstance(item, Passage) else item)
            continue
        level = item.level if isinstance(item, Passage) else 0
        words = _only_words(item)
        pieces = _cut(words.text, level) if words is not None else ()
        if words is None or not pieces:
            _add(item, items, at, found, front)
            continue
        for text, heading in pieces:
            if heading is not None:
                found.parts.append(Part(heading.section, Passage(text, words.place, level), heading.numeral))
            else:
                _add(Passage(text, words.place), (), 0, found, front)
    _leave_out_contents(found, front)
    _drop_contents_list(found, budget)
    before = cut_front(front, budget)
    found.title, found.preamble, found.furniture = list(before.title), list(before.preamble), list(before.furniture)
    return found


def _goes_on_at_once(item: Passage | Line, current: str) -> bool:
    """Whether the table of a section goes on, as can be seen at once: words alone may be a heading."""
    if isinstance(item, Passage):
        return item.text in COUNTS and not item.literal
    words = [cell.text for cell in item.cells if cell.text not in COUNTS]
    alone = len(words) == 1 and item.cells[-1].text in ("", words[0])
    return not alone and _table_of(current, tuple(words)) == current


LONGEST_HEADER = 40
"""A table begins where no more than so many labels on lines of their own stand before its first figure."""


def _cut(text: str, level: int) -> tuple[tuple[str, SectionHeading | None], ...]:
    """A text cut where headings stand in it; () where none does, as in a figure."""
    pieces = cut_headings(text, level > 0) if text.rstrip(_FIGURES) else ()
    return () if (len(pieces) == 1 and pieces[0][1] is None) or is_figure(text) else pieces


def _add(item: Passage | Line, items: Sequence[Passage | Line], at: int, found: Outline, front: list[Passage]) -> None:
    """Give an item that is no heading to the part that it belongs to; among the items it is the one at a place."""
    part = found.parts[-1] if found.parts else None
    current = part.section if part else ""
    if owner := _passage_owner(item, items, at, current) if isinstance(item, Passage) else _owner(item, current):
        if part is None or part.section != owner:
            part = Part(owner)
            found.parts.append(part)
        part.lines.append(item if isinstance(item, Line) else _as_line(item))
    else:
        passage = item if isinstance(item, Passage) else _as_passage(item)
        (part.prose if part else front).append(passage)


def _leave_out_contents(found: Outline, front: list[Passage]) -> None:
    """Leave out a list of the parts before the report; what follows its last entry still stands before the report.

    All its headings come again, and there is no more than entries of lower levels between them.
    """
    first = found.parts[0].section if found.parts else ""
    headings = [place for place, part in enumerate(found.parts) if part.heading and part.section == first]
    listed = found.parts[: headings[1]] if len(headings) > 1 else []
    again = {part.section for part in found.parts[len(listed) :] if part.heading}
    if len(listed) > 1 and all(part.heading and part.section in again for part in listed):
        entries = list(map(_passages, listed))
        after = next((at for at, passage in enumerate(entries[-1]) if not _is_entry(passage)), len(entries[-1]))
        if 0 < after < len(entries[-1]) and is_organ(entries[-1][after - 1].text):
            after -= 1  # the first line of the title
        if all(_is_entry(passage) for passages in entries[:-1] for passage in passages):
            front += entries[-1][after:]
            del entries[-1][after:], found.parts[: len(listed)]
            for part, passages in zip(listed, entries, strict=True):
                found.contents += filter(None, [part.heading, *passages])


def _passages(part: Part) -> list[Passage]:
    return [*part.prose, *map(_as_passage, part.lines)]


_LONGEST_ENTRY = 40


def _is_entry(passage: Passage) -> bool:
    """Whether a passage could stand in a table of contents: no sentence, no title, and nothing that is literal."""
    words = passage.text
    return not passage.literal and len(words) <= _LONGEST_ENTRY and "。" not in words and not is_title(words)


def _drop_contents_list(found: Outline, budget: Budget) -> None:
    """Leave out single headings that a page number follows, or nothing, and that come again."""
    silent = list(filter(_says_nothing, found.parts))
    told = {part.section for part in found.parts if silent and not _says_nothing(part)}
    for part in budget.timed(silent):
        if part.heading is not None:
            again = part.section in told and any(
                other is not part and other.heading for other in found.parts if other.section == part.section
            )
            if part.prose or part.lines or again:
                found.parts.remove(part)
                found.contents += [part.heading, *_passages(part)]


_LEADER = re.compile(r"\s*[.…·\-—_]*\s*\d*")
_DOTTED = re.compile(r"\s*[.…·]{2,}\s*\d*")


def _says_nothing(part: Part) -> bool:
    """Whether a heading has nothing under it, or what leads to a page number."""
    prose = all(_LEADER.fullmatch(passage.text) and not passage.literal for passage in part.prose)
    return prose and all(_DOTTED.fullmatch(line.raw) for line in part.lines)


def _items(document: Document) -> Iterator[Passage | Line]:
    for block in document.blocks:
        if isinstance(block, Passage):
            yield block
        else:
            for row in block.rows:
                yield Line(row.cells, row.raw, block)


def _only_words(item: Passage | Line) -> Passage | Cell | None:
    """The words that an item is, unless it is literal: a passage, or the one cell that holds anything."""
    if isinstance(item, Passage):
        return None if item.literal else item
    return _only_cell(item)


def _as_passage(line: Line) -> Passage:
    """A row of a grid as prose: the one cell that holds anything, or the row as printed."""
    if words := _only_cell(line):
        return Passage(words.text, words.place)
    place = line.cells[0].place if line.cells else (None, None, None, None, None)
    return Passage(" ".join(line.raw.split("\t")).strip(), place)


def _only_cell(line: Line) -> Cell | None:
    only: Cell | None = None
    for cell in line.cells:
        if cell.text:
            if only is not None:
                return None
            only = cell
    return only


def _as_line(passage: Passage) -> Line:
    return Line((Cell(passage.text, 0, passage.place),), passage.text)


def _passage_owner(passage: Passage, items: Sequence[Passage | Line], at: int, current: str) -> str:
    """The table of which a line of text is a part; "" when it is prose.

    In a section that has a table every line is of the table, unless it is a label of another. In prose, a label is
    one only where others of the same table follow, and then a figure: a menu may have the words of labels.
    """
    if passage.literal:
        return ""
    if len(passage.text) > LONGEST:
        return _long_owner(passage.text, current)
    if current in TABLES:
        return _other_table(current, passage.text.rstrip(_FIGURES)) or current
    return next((name for name in TABLES if bears_label(name, passage.text) and _goes_on(name, items, at + 1)), "")


FEWEST = 3
"""A long line is a table where it has so many rows of it, each a label and a figure after it."""


def _long_owner(text: str, current: str) -> str:
    """The same for a line that is longer than any label: a whole table may stand on it."""
    owner = current if current in TABLES else ""
    if "。" in text:
        return owner
    shown = {name: len(set(_filled_rows(name).findall(text))) for name in TABLES}
    best = max(TABLES, key=shown.__getitem__)
    return best if shown[best] >= FEWEST and shown[best] > shown.get(owner, 0) else owner


@cache
def _filled_rows(name: str) -> re.Pattern[str]:
    """Labels of rows with a figure after them; one that words go on from, as in 行政许可12件、, is prose."""
    labels = {row.term.label for edition in EDITIONS for row in table(name, edition).rows}
    found = "|".join(map(re.escape, sorted(labels, key=len, reverse=True)))
    return re.compile(rf"({found})\s*+\d++(?!\s*[、，；件项宗条个份起次批万元])")


def _goes_on(name: str, items: Sequence[Passage | Line], first: int) -> bool:
    """Whether what follows a label are others of the same table, and then a figure."""
    for item in items[first : first + LONGEST_HEADER]:
        if isinstance(item, Line):
            if item.raw.strip("| \t"):
                return False
        elif item.literal or not bears_label(name, item.text, or_figures=True):
            return False
        elif cut_figures(item.text)[1]:
            return True
    return False


_FIGURES = "0123456789., \t"


@lru_cache(maxsize=4096)
def _other_table(current: str, words: str) -> str:
    """The table, other than the current one, of which words are a label that says nothing in the current one."""
    other = next((name for name in TABLES if name != current and labels_of(name, words)), "")
    return "" if len(words) < 2 or not other or parts_of(current, words) or bears_label(current, words) else other


on_new_aliases(_other_table.cache_clear)


def _owner(line: Line, current: str) -> str:
    """The table that a row of a grid belongs to; "" when it is prose, or belongs to no table.

    In a section that has a table, what is no label of another belongs to it. Elsewhere a row must bear a
    table's labels to be taken for one.
    """
    if current in TABLES:
        return _table_of(current, tuple([cell.text for cell in line.cells if cell.text not in COUNTS]))
    texts = [cell.text for cell in line.cells if cell.text and not is_figure(cell.text)]
    scores = {name: _score(name, texts) for name in TABLES}
    best = max(TABLES, key=scores.__getitem__)
    return best if scores[best] >= 2 or (scores[best] and len(texts) < len(line.cells)) else ""


@lru_cache(maxsize=4096)
def _table_of(current: str, texts: tuple[str, ...]) -> str:
    """The table that a row with these texts belongs to, in a section that has a table."""
    for text in texts:
        words = text.rstrip(_FIGURES)
        if words and (other := _other_table(current, words)) and not is_figure(text):
            return other
    return current


on_new_aliases(_table_of.cache_clear)


def _score(name: str, texts: Iterable[str]) -> int:
    """How many cells of a line are labels of a table, those of rows and groups counting double."""
    score = 0
    for text in texts:
        kinds = {label.kind for label in labels_of(name, text)}
        score += (2 if kinds & {LabelKind.ROW, LabelKind.GROUP} else 1) if kinds else 0
    return score
