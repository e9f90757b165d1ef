"""What stands before section one: the title and the preamble, and what belongs to the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from gov_info_report.document import Budget, Passage
from gov_info_report.model import plain
from gov_info_report.recognise import FURNITURE, is_title, is_title_part

__all__ = ["Front", "cut_front", "is_organ"]


@frozen
class Front:
    """What stands before section one. `furniture` belongs to the page and not to the report."""

    title: tuple[Passage, ...] = ()
    preamble: tuple[Passage, ...] = ()
    furniture: tuple[Passage, ...] = ()


def cut_front(front: Sequence[Passage], budget: Budget) -> Front:
    """Find the title among the first passages: what is before it is of the page, what is after it the preamble."""
    start, end = _title_at(front, budget)
    title = front[start:end]
    furniture = [passage for passage in front[:start] if not passage.literal]
    preamble = [passage for passage in front[:start] if passage.literal]
    for passage in budget.timed(front[end:]):
        title_again = _reads_as_title(passage) and _compact([passage]) == _compact(title)
        of_page = title_again or (not passage.literal and FURNITURE.match(passage.text))
        (furniture if of_page else preamble).append(passage)
    return Front(tuple(title), tuple(preamble), tuple(furniture))


def _title_at(front: Sequence[Passage], budget: Budget) -> tuple[int, int]:
    """Where the title starts and ends; (0, 0) when there is none."""
    runs = [
        (place, place + 1)
        for place, passage in budget.timed(enumerate(front))
        if passage.level == 1 or _reads_as_title(passage)
    ]
    if not any(_reads_as_title(front[start]) or front[start].literal for start, _ in runs):
        runs = [*_split_titles(front, budget), *runs]
    if not runs:
        return 0, 0
    start, end = max(runs, key=lambda run: _titleness(front[run[0]], run))
    while front[start].literal and end < len(front) and front[end].literal and front[end].level == 1:
        end += 1
    while start and _begins_above(front[start - 1], front[start:end]):
        start -= 1
    if end < len(front) and not front[end].literal and not _YEAR.search(_compact(front[start:end])):
        end += _YEAR_ALONE.fullmatch(_compact([front[end]])) is not None
    return start, end


def _begins_above(above: Passage, title: Sequence[Passage]) -> bool:
    """Whether a title that names no organ goes on upwards, where the organ stands, or the year."""
    if above.literal or title[0].literal or not _NO_ORGAN.match(_compact(title)):
        return False
    return _YEAR_ALONE.fullmatch(_compact([above])) is not None or is_organ(above)


def _split_titles(front: Sequence[Passage], budget: Budget) -> Iterator[tuple[int, int]]:
    """Runs of two or three lines that are a title together."""
    parts = [_may_be_part(passage) for passage in budget.timed(front)]
    for start in budget.timed(range(len(front))):
        for end in (start + 2, start + 3):
            if end <= len(front) and all(parts[start:end]) and is_title(_compact(front[start:end])):
                yield start, end


def _may_be_part(line: Passage) -> bool:
    return not line.literal and (is_title_part(line.text) or is_organ(line))


def is_organ(line: Passage) -> bool:
    """Whether a line is the name of an organ, as it stands alone above a title."""
    return _ORGAN.fullmatch(_compact([line])) is not None


def _compact(passages: Sequence[Passage]) -> str:
    return plain("".join("".join(passage.text.split()) for passage in passages))


def _reads_as_title(passage: Passage) -> bool:
    return not passage.literal and is_title(passage.text)


_ORGAN = re.compile(r"\w{2,30}[局委会府室厅院所处站镇乡道部馆队校署办心](?:\d{4}年度?)?")
_NO_ORGAN = re.compile(r"\d{4}年|(?:政府信息|政务信息|政务|信息)公开")
_YEAR = re.compile(r"\d{4}年")
_YEAR_ALONE = re.compile(r"[（(]?\d{4}年度?[）)]?")


def _titleness(passage: Passage, run: tuple[int, int]) -> tuple[bool, bool, bool, bool]:
    """How surely a passage is the title: the source marks it as one, its words are those of one, it is a heading."""
    marked = passage.literal and passage.level == 1
    reads = _reads_as_title(passage) or run[1] - run[0] > 1
    return (marked, reads, passage.level == 1, marked or "：" not in passage.text)
