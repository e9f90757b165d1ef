"""JSON of another kind than the library's: the pages, texts and tables that its values are, in their order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

from attrs import define, field

from gov_info_report.document import Block, Budget, Document, Grid, Passage, Place, Span, grid_from_spans
from gov_info_report.readers.decoding import clean
from gov_info_report.readers.detection import detect
from gov_info_report.readers.html import read_html
from gov_info_report.readers.markdown import read_markdown
from gov_info_report.readers.records import WORDS, cell_of, is_cell, rows_of
from gov_info_report.readers.tables import table_blocks
from gov_info_report.readers.text import read_text
from gov_info_report.recognise import is_figure

__all__ = ["read_values"]

_READERS: dict[str, Callable[[str, Budget], Document]] = {"html": read_html, "markdown": read_markdown}
_UNPRINTED = re.compile(r"<[^<>]*>|[^\d\u3400-\u9fff]")
LONG = 40
"""A text with more characters that stands in another one, too, is an excerpt of it."""
_MOST_TEXTS = 50
"""So many long texts are compared."""


def read_values(value: object, budget: Budget) -> Document:
    """The document that a value of JSON is.

    Its texts are read as pages, Markdown or plain texts; lists of lists, and objects with the same keys, are tables.
    Consumed are keys in other letters, what stands under them without a word of Chinese, and texts that are told twice.
    """
    longest = sorted(set(_texts(value, budget)), key=len, reverse=True)[:_MOST_TEXTS]
    walk = _Walk(budget, [(text, _UNPRINTED.sub("", text)) for text in longest if len(text) > LONG])
    walk.read(value)
    return Document("json", tuple(walk.blocks), tuple(walk.remarks))


def _texts(value: object, budget: Budget) -> Iterable[str]:
    """All texts among the values."""
    budget.check_time()
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(each, budget)


@define
class _Walk:
    """The walk through the values; `longest` are the long texts, and what is printed of them."""

    budget: Budget
    longest: Sequence[tuple[str, str]]
    told: set[str] = field(factory=set)
    blocks: list[Block] = field(factory=list)
    remarks: list[tuple[str, str, Span | None]] = field(factory=list)
    parts: int = 0

    def read(self, value: object) -> None:
        """Read a value, and all that it holds."""
        self.parts += 1
        self.budget.check_parts(self.parts)
        rows = rows_of(value)
        if any(map(WORDS.search, chain.from_iterable(rows))):
            self.budget.spend_cells(sum(map(len, rows)))
            spanned = [[(text, 1, 1) for text in row] for row in rows]
            self.blocks += table_blocks(grid_from_spans(spanned, self.parts).rows, exact=True)
        elif isinstance(value, str) and (not _is_of_program(value) or is_figure(cell_of(value))):
            self.text(value)
        elif isinstance(value, Mapping):
            for key, each in value.items():
                self.member(key, each)
        elif isinstance(value, list) and not _are_of_program(value):
            for each in value:
                self.read(each)

    def member(self, key: str, value: object) -> None:
        """Read what stands under a key."""
        printed = WORDS.search(key) is not None
        if not printed:
            if not (isinstance(value, str) and _is_of_program(value)):
                self.read(value)
        elif is_cell(value):
            self.passage(f"{cell_of(key)}：{cell_of(value)}")
        elif isinstance(value, list) and value and all(map(is_cell, value)):
            self.read([[key, *value]])
        else:
            self.passage(cell_of(key))
            self.read(value)

    def passage(self, words: str) -> None:
        """Hand on a line, or several."""
        self.blocks += [Passage(line.strip(), self.place) for line in words.split("\n") if line.strip()]

    def text(self, text: str) -> None:
        """Read a text, unless it is told elsewhere."""
        if len(text) > LONG:
            printed = _UNPRINTED.sub("", text)
            if printed in self.told or any(
                printed in other and (len(other), len(longer)) > (len(printed), len(text))
                for longer, other in self.longest
            ):
                return
            self.told.add(printed)
        text, _ = clean(text)
        document = _READERS.get(detect(text), read_text)(text, self.budget)
        is_page = document.format == "html"  # whose places have no lines, and are as good without the page
        self.blocks += [block if is_page else _placed(block, self.place) for block in document.blocks]
        self.remarks += document.remarks

    @property
    def place(self) -> Place:
        """The place of the value that is read: which of all it is."""
        return (None, None, None, None, self.parts)


def _is_of_program(text: str) -> bool:
    """Whether a text is a name, a date or a number of the program's: it has no word of Chinese, and is no row."""
    return not WORDS.search(text) and len(text.split()) < _FEWEST_FIGURES


def _are_of_program(values: Sequence[object]) -> bool:
    """Whether a list holds nothing but what is the program's, such as the name of an attribute and its value."""
    return all(map(is_cell, values)) and _is_of_program(" ".join(map(cell_of, values)))


_FEWEST_FIGURES = 5
"""So many figures in a text may be a row without a label."""


def _placed(block: Block, place: Place) -> Block:
    """A block of a text within the source, which stands where that text does."""
    if isinstance(block, Passage):
        return block._replace(place=place)
    return Grid(
        tuple([row._replace(cells=tuple([cell._replace(place=place) for cell in row.cells])) for row in block.rows]),
        block.exact,
    )
