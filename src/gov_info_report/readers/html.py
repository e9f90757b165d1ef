"""HTML: block elements are passages, data tables are grids with spans resolved, layout tables are looked through."""

from __future__ import annotations

import re
from itertools import accumulate, groupby
from operator import sub

from gov_info_report.document import Block, Budget, Document, Passage, found_place
from gov_info_report.errors import MissingExtraError
from gov_info_report.readers.lines import Lines, blocks_of
from gov_info_report.readers.page import Page
from gov_info_report.readers.places import Places
from gov_info_report.readers.text import TEXT

__all__ = ["read_html", "read_page"]

TAGS_PER_CELL = 4
"""`Limits.cells` allows so many tags a cell: pages hold other things than tables."""

_CELL = re.compile("<(?:td|TD|th(?!ead)|TH)")
_NESTING = re.compile(
    r"<(/?)(?!(?:t[dhr]|p|br|area|base|col|dd|dt|embed|hr|img|input|li|link|meta|option|source|tbody|thead|wbr)"
    r"[\s/>])[a-zA-Z]"
)


def read_html(text: str, budget: Budget) -> Document:
    """The document of an HTML page or fragment.

    Consumed are the tags and `**` or `__` around a whole passage or cell. What tables in Markdown print into paragraphs
    and `<pre>` is read as such.
    """
    page = read_page(text, budget)
    blocks = _with_tables_in_text(page, budget) if page.lettered or "|" in text else page.blocks
    return Document("html", tuple(blocks), tuple(page.remarks), Places(text, written))


def _with_tables_in_text(page: Page, budget: Budget) -> list[Block]:
    """The blocks of a page, what is printed line by line in its passages read as a text.

    That is what `<pre>` holds, and rows of pipes in paragraphs that follow each other.
    """
    blocks: list[Block] = []
    for kind, run in groupby(page.blocks, lambda block: _kind(block, page)):
        passages = list(run)
        if kind == "letters" or (kind == "row" and len(passages) > 1):
            lines = [block for block in passages if isinstance(block, Passage)]
            text = Lines([line.text for line in lines], (), places=[found_place(line.place) for line in lines])
            blocks += blocks_of(text, TEXT, budget)
        else:
            blocks += passages
    return blocks


def _kind(block: Block, page: Page) -> str:
    if not isinstance(block, Passage) or block.literal or block.level:
        return ""
    if found_place(block.place)[4] in page.lettered:
        return "letters"
    return "row" if block.text.count("|") > 1 else ""


def read_page(text: str, budget: Budget, grids: int = 0, passages: int = 0) -> Page:
    """What a page holds that stands in a text after so many grids and passages of pages."""
    _check(text, budget)
    page = Page(budget, grids=grids, passages=passages)
    page.read(written(text))
    return page


def _check(text: str, budget: Budget) -> None:
    """Refuse what is beyond the limits before the parser takes memory for it."""
    most, tags = budget.limits.cells, text.count("<")
    if tags > most and len(_CELL.findall(text)) > most:
        budget.spend_cells(most + 1)
    budget.check_parts(tags // TAGS_PER_CELL)
    budget.check_depth(_depth(text))


def _depth(text: str) -> int:
    """How deep the tags nest at the most, counting those that must be closed by hand.

    Asked before parsing: a parser's work grows with the square of the depth.
    """
    level = list(accumulate(-1 if closing else 1 for closing in _NESTING.findall(text)))
    lowest = accumulate(level, min, initial=0)  # a closing tag too many takes nothing away from what follows
    return max(map(sub, level, lowest), default=0)


def written(text: str) -> str:
    """A page as the parser understands it, written out."""
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError as error:  # pragma: no cover - selectolax is a core dependency
        raise MissingExtraError(
            "读取 HTML 需要 selectolax (reading HTML needs selectolax): pip install selectolax"
        ) from error
    return LexborHTMLParser(text).html or ""
