"""HTML: block elements are passages, data tables are grids with spans resolved, layout tables are looked through."""

from __future__ import annotations

import re
from itertools import accumulate
from operator import sub

from gov_info_report.document import Budget, Document
from gov_info_report.errors import MissingExtraError
from gov_info_report.readers.page import Page
from gov_info_report.readers.places import Places

__all__ = ["read_html", "read_page"]

TAGS_PER_CELL = 5
"""`Limits.cells` allows so many tags a cell: pages hold other things than tables."""

_NESTING = re.compile(
    r"<(/?)(?!(?:area|base|br|col|dd|dt|embed|hr|img|input|li|link|meta|option|p|source|t[dhr]|tbody|thead|wbr)"
    r"[\s/>])[a-zA-Z]"
)


def read_html(text: str, budget: Budget) -> Document:
    """The document of an HTML page or fragment.

    Consumed are the tags and `**` or `__` around a whole passage or cell. What tables in Markdown print into paragraphs
    and `<pre>` is read as such.
    """
    page = read_page(text, budget)
    return Document("html", tuple(page.blocks), tuple(page.remarks))


def read_page(text: str, budget: Budget, base: int = 0, grids: int = 0) -> Page:
    """What a page holds that begins at a place of a text, after so many grids of it."""
    _check(text, budget)
    page = Page(budget, Places(text, written, base, grids), grids=grids)
    page.read(written(text))
    return page


def _check(text: str, budget: Budget) -> None:
    """Refuse what is beyond the limits before the parser takes memory for it."""
    most = budget.limits.cells
    if text.count("<td") + text.count("<th") + text.count("<TD") + text.count("<TH") - text.count("<thead") > most:
        budget.spend_cells(most + 1)
    if text.count("<") > TAGS_PER_CELL * most:
        budget.spend_cells(most + 1)
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
