"""What is printed together in one cell or line of a table taken apart: labels, figures, digits without borders."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from gov_info_report.recognise import LabelKind, cut_figures, is_figure, labels_of, nearest_row, split_labels

__all__ = ["GROUPS", "PAGE_NUMBER", "ROWS", "mostly_figures", "names_row_and_figures", "runs_together", "taken_apart"]

GROUPS = re.compile(r"\d{1,3}(?: \d{3})+")
"""A number whose thousands stand apart; or numbers that stand side by side."""

ROWS = (LabelKind.ROW, LabelKind.GROUP)

PAGE_NUMBER = re.compile(
    r"[-—–]\s*\d{1,4}\s*[-—–]|第\s*\d{1,4}\s*页(?:\s*[/／,，]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}"
)


def names_row_and_figures(name: str, text: str) -> bool:
    """Whether a label of a row stands before signs that fill its cells, such as `/`, and that labels leave aside."""
    head, figures = cut_figures(text) if " " in text else ("", ())
    return bool(figures) and any(label.kind in ROWS for label in labels_of(name, head))


_LABEL_AND_DIGITS = re.compile(r"(.*?[^\d\s.])\s*(\d+(?:\.\d+)?)")


@lru_cache(maxsize=4096)
def taken_apart(name: str, text: str) -> tuple[tuple[str, bool], ...]:
    """The labels and figures that are printed in one cell or line; the text itself where it is anything else.

    `True` beside digits that stand against their label, so that nothing shows where one figure ends.
    """
    head, figures = cut_figures(text)
    if not head:
        return tuple((figure, False) for figure in figures)
    glued = None
    labels = _labels_in(name, head)
    if not labels and (glued := _LABEL_AND_DIGITS.fullmatch(head)):
        labels = _labels_in(name, glued[1])
    if not labels and figures and nearest_row(name, head):
        labels, glued = (head,), None
    if not labels:
        words = text.split()
        return (
            tuple((word, False) for word in words)
            if _is_header(name, words) or mostly_figures(words)
            else ((text, False),)
        )
    digits = ((glued[2], True),) if glued else ()
    return (*((label, False) for label in labels), *digits, *((figure, False) for figure in figures))


def mostly_figures(words: Sequence[str]) -> bool:
    """Whether words are a row's figures, perhaps with one among them that cannot be read."""
    return len(words) > 3 and is_figure(words[0]) and sum(map(is_figure, words)) >= len(words) - 1


def _is_header(name: str, words: Sequence[str]) -> bool:
    """Whether words divided by spaces are a header: names of columns, or above them, and one that the form has not."""
    kinds = [{label.kind for label in labels_of(name, word)} & {LabelKind.COLUMN, LabelKind.HEADING} for word in words]
    return len(words) > 2 and sum(map(bool, kinds)) == len(words) - 1 and {LabelKind.COLUMN} in kinds


def _labels_in(name: str, text: str) -> tuple[str, ...]:
    """The labels that a text is, the last of them perhaps broken off.

    One short word before them is left out: a part of a label that runs down the page.
    """
    if labels_of(name, text):
        return (text,)
    labels = split_labels(name, text)
    first, _, rest = text.partition(" ")
    if labels or not rest:
        return labels
    if len(first) <= 2 and labels_of(name, rest):
        return (first, rest)
    for space in re.finditer(" ", text):
        first, rest = text[: space.start()], text[space.end() :]
        if any(label.kind in ROWS for label in labels_of(name, first)) and nearest_row(name, rest):
            return (first, rest)
    return ()


def runs_together(text: str, whole_table: bool) -> bool:
    """Whether digits must be several figures: no number begins with a 0, and none has 15 digits where 15 are due."""
    return text.isdecimal() and ((text[0] == "0" and len(text) > 1) or (whole_table and len(text) >= 15))
