"""Whether a line of prose would read as structure: the one question that writers ask."""

from __future__ import annotations

import re

from gov_info_report.model.form import TABLES
from gov_info_report.recognise.headings import cut_headings, section_heading
from gov_info_report.recognise.labels import bears_label
from gov_info_report.recognise.marks import has_marks
from gov_info_report.recognise.titles import find_title, is_furniture, is_organ, is_title, is_title_part

__all__ = ["is_plain_title", "is_structural"]

_STRUCTURAL = re.compile(
    r"^$|^\s|\s$|^[\\#=<{\[\ufeff]|[\t|〔〕]|</?[a-zA-Z!]"  # white space and the marks of the formats
    r"|^[\d\s.,，、%+\-—–―－_/／*·第共页件项条元万减增无不适用()（）]+$"  # cells, page numbers, rules
)


def is_structural(line: str, front: bool = True) -> bool:
    """Whether a line of prose could be read as something else: a heading, a label, a cell, a row, page furniture.

    Writers escape such lines by their format's own means. The test leans to the safe side; `front` says that the
    line may stand before section one, where a title is looked for.
    """
    in_title = front and (find_title(line) is not None or is_title_part(line) or is_organ(line))
    return is_title(line) or in_title or _is_structural_otherwise(line)


def is_plain_title(text: str) -> bool:
    """Whether a report's title can be read as one and as nothing else, so that writers need not escape it.

    >>> (
    ...     is_plain_title("青禾县水利局2024年政府信息公开工作年度报告"),
    ...     is_plain_title("年报"),
    ...     is_plain_title(""),
    ... )
    (True, False, False)
    """
    found = find_title(text)
    whole = found is not None and found.whole and (found.start, found.end) == (0, len(text))
    return whole and "\n" not in text and not _is_structural_otherwise(text)


def _is_structural_otherwise(line: str) -> bool:
    return (
        _STRUCTURAL.search(line) is not None
        or has_marks(line)
        or section_heading(line, marked=True) is not None
        or len(cut_headings(line, marked=True)) > 1
        or is_furniture(line)
        or any(bears_label(name, line) for name in TABLES)
    )
