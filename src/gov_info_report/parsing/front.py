"""What stands before section one: the title and the preamble, and what belongs to the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from gov_info_report.document import Budget, Passage
from gov_info_report.model.stated import TitleParts, compact, find_period_in, title_parts
from gov_info_report.recognise import find_title, find_titles, is_furniture, is_organ, is_title_part, names_place_of

__all__ = ["FAR", "Front", "cut_front"]

FAR = 2048
"""So many passages are searched for the title: a page that never comes to section one may be long."""


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
        """How surely this is the report's title; of two alike, the one nearer to the report is."""
        marked = any(passage.level == 1 for passage in self.passages)
        return (
            marked and self.parts.year is not None,
            bool(self.parts.organ),
            self.parts.year is not None,
            self.parts.year == year,
            same[self.parts],
            marked,
            self.whole,
            self.end,
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


def _printed_title(passages: Sequence[Passage], budget: Budget) -> _Title | None:
    front = passages[:FAR]
    stated = find_period_in("\n".join(passage.text for passage in front))
    year = stated[1].end.year if stated and stated[1] else None
    titles = [*_unlisted(list(_on_one_line(front, budget)), year), *_on_several(front, budget)]
    if not titles:
        return None
    same = Counter(title.parts for title in titles)
    return max(reversed(titles), key=lambda title: title.rank(same, year))


def _unlisted(titles: Sequence[_Title], year: int | None) -> Iterator[_Title]:
    """Titles but for those in lists of links, one after the other for different years; of these only the year's own."""
    for at, title in enumerate(titles):
        beside = [*titles[max(0, at - 1) : at], *titles[at + 1 : at + 2]]
        years = {other.parts.year for other in beside if abs(other.start - title.start) <= 1}
        if title.parts.year in (None, year) or years <= {None, title.parts.year}:
            yield title


def _first_heading(front: Sequence[Passage]) -> _Title | None:
    for start, passage in enumerate(front):
        if passage.level == 1 and not passage.literal:
            return _Title(start, start + 1, (passage,), TitleParts("", None))
    return None


def _on_one_line(front: Sequence[Passage], budget: Budget) -> Iterator[_Title]:
    """Titles that stand on one line, alone or among other things."""
    for at, passage in budget.timed(enumerate(front)):
        for found in () if passage.literal else find_titles(passage.text):
            others = [
                passage._replace(text=text.strip(), level=0)
                for text in (passage.text[: found.start], passage.text[found.end :])
                if any(map(str.isalnum, text))
            ]
            rest = tuple(other for other in others if "。" in other.text)
            page = tuple(other for other in others if "。" not in other.text)
            title = passage._replace(text=passage.text[found.start : found.end])
            yield _Title(at, at + 1, (title,), found.parts, found.whole, page, rest)


_MOST_LINES = 4


def _on_several(front: Sequence[Passage], budget: Budget) -> Iterator[_Title]:
    """Titles that are printed on several lines: each is a part of one, and together they name what none does alone.

    An organ below a title that names none is its organ, if none stands above it.
    """
    parts = [not passage.literal and (is_title_part(passage.text) or _is_organ(passage)) for passage in front]
    whole = [_is_complete(passage) for passage in front]
    for start in budget.timed(range(len(front))):
        for end in range(start + 2, min(start + _MOST_LINES, len(front)) + 1):
            if not parts[start] or not parts[end - 1] or any(whole[start:end]):
                break
            if joined := _joined(start, end, front[start:end]):
                if not (_begins_midway(front, start) or _between_two(front, start, end)):
                    yield joined
                break
        if start and _is_organ(front[start]) and not _is_organ(front[start - 2 if start > 1 else 0]):
            below = _joined(start - 1, start + 1, (front[start], front[start - 1]))
            if below and not whole[start - 1] and _is_whole(front[start - 1]):
                yield below


def _is_complete(passage: Passage) -> bool:
    found = None if passage.literal else find_title(passage.text)
    return found is not None and bool(found.parts.organ and found.parts.year)


def _is_whole(passage: Passage) -> bool:
    found = None if passage.literal else find_title(passage.text)
    return found is not None and found.whole


def _between_two(front: Sequence[Passage], start: int, end: int) -> bool:
    """Whether a title stands between two organs, so that either could be its own."""
    below = front[end] if end < len(front) else None
    if below is None or not _is_organ(front[start]) or not _is_organ(below):
        return False
    return compact(below.text) != compact(front[start].text)


def _joined(start: int, end: int, passages: Sequence[Passage]) -> _Title | None:
    bare = tuple(passage._replace(text=passage.text.strip("*#_ \t\u3000")) for passage in passages)
    words = "".join(passage.text for passage in bare)
    parts = title_parts(words)
    if parts is None or not (parts.year or "工作" in words) or _names_two(bare, parts.organ):
        return None
    return _Title(start, end, bare, parts) if not parts.organ or is_organ(parts.organ) else None


def _begins_midway(front: Sequence[Passage], start: int) -> bool:
    """Whether an organ's line goes on from the line above: that is its place, or both are of a list of organs."""
    if start == 0 or not _is_organ(front[start]):
        return False
    above, organ = front[start - 1], compact(front[start].text)
    listed = _is_organ(above) and not organ.startswith(compact(above.text)[:2])
    return listed or names_place_of(above.text, organ)


def _names_two(lines: Sequence[Passage], organ: str) -> bool:
    """Whether an organ is two, of which the first stands on a line of its own, as the head of a site does."""
    above = next((compact(line.text) for line in lines if _is_organ(line)), "")
    rest = organ.removeprefix(above)
    return rest not in (organ, "") and not names_place_of(above, rest)


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
