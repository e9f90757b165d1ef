"""What stands before section one: the title and the preamble, and what belongs to the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import attrs
from attrs import frozen

from gov_info_report.document import Budget, Passage
from gov_info_report.model.stated import TitleParts, compact, find_period_in, title_parts
from gov_info_report.recognise import find_title, is_furniture, is_organ, is_title_part, names_place_of

__all__ = ["Front", "cut_front"]


@frozen
class Front:
    """What stands before section one. `furniture` belongs to the page and not to the report."""

    title: tuple[Passage, ...] = ()
    preamble: tuple[Passage, ...] = ()
    furniture: tuple[Passage, ...] = ()


def cut_front(front: Sequence[Passage], budget: Budget) -> Front:
    """Find the title among the passages before section one: what is above it is of the page, below it the preamble.

    Of a line that holds more than the title, only the title is taken; the rest goes to the page or the preamble.
    Marks of emphasis around a title are consumed.
    """
    title = _literal_title(front) or _printed_title(front, budget) or _first_heading(front)
    if title is None:
        return _divided(front, None, budget)
    before = _divided(front[: title.start], title, budget, above=True)
    after = _divided([*title.rest, *front[title.end :]], title, budget)
    return Front(title.passages, before.preamble + after.preamble, title.page + before.furniture + after.furniture)


@frozen
class _Title:
    """A title that may be the report's: the passages from `start` to `end`, and what they print besides.

    `passages` are what is stored: an organ that is printed below its title goes before it, where the form has it.
    """

    start: int
    end: int
    passages: tuple[Passage, ...]
    parts: TitleParts
    whole: bool = True
    page: tuple[Passage, ...] = ()
    rest: tuple[Passage, ...] = ()

    def rank(self, same: Counter[TitleParts], year: int | None) -> tuple[bool | int, ...]:
        """How surely this is the report's title: it names organ and year, is marked, stands alone, and comes again."""
        marked = any(passage.level == 1 for passage in self.passages)
        return (
            marked and self.parts.year is not None,
            bool(self.parts.organ),
            self.parts.year is not None,
            marked,
            self.whole,
            self.parts.year == year,
            same[self.parts],
            -len(self.passages),
            self.start,
        )


def _literal_title(front: Sequence[Passage]) -> _Title | None:
    """The title that the source marks as one whatever it says, as our own writers do."""
    for start, passage in enumerate(front):
        if passage.literal and passage.level == 1:
            end = start + 1
            while end < len(front) and front[end].literal and front[end].level == 1:
                end += 1
            return _Title(start, end, tuple(front[start:end]), TitleParts("", None))
    return None


def _printed_title(front: Sequence[Passage], budget: Budget) -> _Title | None:
    titles = [*_on_one_line(front, budget), *_on_several(front, budget)]
    if not titles:
        return None
    same = Counter(title.parts for title in titles)
    stated = find_period_in("\n".join(passage.text for passage in front))
    year = stated[1].end.year if stated and stated[1] else None
    return max(titles, key=lambda title: title.rank(same, year))


def _first_heading(front: Sequence[Passage]) -> _Title | None:
    for start, passage in enumerate(front):
        if passage.level == 1 and not passage.literal:
            return _Title(start, start + 1, (passage,), TitleParts("", None))
    return None


def _on_one_line(front: Sequence[Passage], budget: Budget) -> Iterator[_Title]:
    """Titles that stand on one line, alone or among other things, perhaps with the organ on the line below."""
    for at, passage in budget.timed(enumerate(front)):
        found = None if passage.literal else find_title(passage.text)
        if found is None:
            continue
        title = attrs.evolve(passage, text=passage.text[found.start : found.end])
        others = [
            attrs.evolve(passage, text=text.strip(), level=0)
            for text in (passage.text[: found.start], passage.text[found.end :])
            if any(map(str.isalnum, text))
        ]
        rest = tuple(other for other in others if "。" in other.text)
        page = tuple(other for other in others if "。" not in other.text)
        yield _Title(at, at + 1, (title,), found.parts, found.whole, page, rest)
        below = front[at + 1] if at + 1 < len(front) else None
        if found.whole and not found.parts.organ and below and _is_organ(below):
            yield from _joined(at, at + 2, (below, title))


_MOST_LINES = 4


def _on_several(front: Sequence[Passage], budget: Budget) -> Iterator[_Title]:
    """Titles that are printed on several lines: each is a part of one, and together they name what one names."""
    parts = [not passage.literal and (is_title_part(passage.text) or _is_organ(passage)) for passage in front]
    for start in budget.timed(range(len(front))):
        for end in range(start + 2, min(start + _MOST_LINES, len(front)) + 1):
            if not parts[end - 1] or not parts[start]:
                break
            if not _begins_midway(front, start) and not _names_two(front[start:end]):
                yield from _joined(start, end, tuple(front[start:end]))


def _joined(start: int, end: int, passages: tuple[Passage, ...]) -> Iterator[_Title]:
    bare = tuple(attrs.evolve(passage, text=passage.text.strip("*#_ \t\u3000")) for passage in passages)
    words = "".join(passage.text for passage in bare)
    parts = title_parts(words)
    if parts and (parts.year or "工作" in words) and (not parts.organ or is_organ(parts.organ)):
        yield _Title(start, end, bare, parts)


def _begins_midway(front: Sequence[Passage], start: int) -> bool:
    """Whether an organ's line goes on from the line above: that is its place, or both are of a list of organs."""
    if start == 0 or not _is_organ(front[start]):
        return False
    above, organ = front[start - 1], compact(front[start].text)
    listed = _is_organ(above) and not organ.startswith(compact(above.text)[:2])
    return listed or names_place_of(above.text, organ)


def _names_two(lines: Sequence[Passage]) -> bool:
    """Whether two lines name an organ each, as the head of a site and a title do."""
    above, below = lines[0], lines[1]
    return _is_organ(above) and _is_organ(below) and not names_place_of(above.text, below.text)


def _is_organ(passage: Passage) -> bool:
    return not passage.literal and is_organ(passage.text)


# What is not the title


def _divided(passages: Iterable[Passage], title: _Title | None, budget: Budget, above: bool = False) -> Front:
    """Passages that are no title, as prose of the report and furniture of the page.

    Above the title all is of the page, but for prose below an earlier print of the same title.
    """
    prose: list[Passage] = []
    page: list[Passage] = []
    begun = not above
    for passage in budget.timed(passages):
        again = title is not None and _repeats(passage, title)
        begun |= again
        is_prose = passage.literal or (begun and not again and _is_prose(passage, above))
        (prose if is_prose else page).append(passage)
    return Front((), tuple(prose), tuple(page))


def _is_prose(passage: Passage, above: bool) -> bool:
    return not is_furniture(passage.text) and (not above or "。" in passage.text)


def _repeats(passage: Passage, title: _Title) -> bool:
    """Whether a passage prints the title once more, or the part of it without the organ."""
    found = None if passage.literal else find_title(passage.text)
    if found is None or not found.whole:
        return False
    return found.parts == title.parts or (not found.parts.organ and found.parts.year in (None, title.parts.year))
