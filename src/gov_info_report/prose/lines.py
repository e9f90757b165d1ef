"""The prose of a report in the characters that words are compared in, cut into lines and sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias

from attrs import frozen

from gov_info_report.model import Report, Topic, plain
from gov_info_report.model.characters import INVISIBLE

__all__ = ["Line", "Prose", "Sentence", "lines_of", "plain_text", "prose_of", "sentences_of"]

PROSE = ("overview", "problems", "other_matters")

_GONE = re.compile(rf"[\s{INVISIBLE.pattern[1:-1]}](?<!\n)")


@frozen
class Prose:
    """A section's text in plain characters and without spaces. `gone` is where in it something is printed beside."""

    section: str
    printed: str
    text: str
    gone: Sequence[int] = ()

    def printed_range(self, start: int, end: int) -> tuple[int, int]:
        """Where a range of the plain text stands in the printed one."""
        return self._printed(start), self._printed(end - 1) + 1

    def _printed(self, at: int) -> int:
        return at + bisect_right(self.gone, at)


@frozen
class Line:
    """A line of a section, and the topic that it is about, where a heading says so."""

    start: int
    end: int
    topic: Topic | None


Sentence: TypeAlias = tuple[int, int]
"""Where a sentence stands in the plain text."""


def prose_of(report: Report) -> Iterator[Prose]:
    """The sections that are prose and have any."""
    for name in PROSE:
        section = getattr(report, name)
        if section is not None and section.text.strip():
            yield _prose(name, section.text)


_WRAPPED = re.compile(
    r"\n(?<=[^。!?;:\n]\n)(?!\s*(?:\(?[一二三四五六七八九十\d]{1,3}[)、.]|[一二三四五六七八九十]是|$))"
)
_STANDS_ALONE = re.compile(r"\s*(?:\(?[一二三四五六七八九十\d]{1,3}[)、.])[^。,;:\d\n]{0,30}$|[^。,;:\n]{0,11}$")


def _unwrapped(text: str) -> str:
    """The text with lines joined that a page has broken within a sentence: a space stands for the break."""

    def joined(found: re.Match[str]) -> str:
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        return "\n" if _STANDS_ALONE.match(line.rstrip()) else " "

    return _WRAPPED.sub(joined, text)


@lru_cache(maxsize=16)
def plain_text(printed: str) -> str:
    """A text in plain characters; kept, since several rules look at the same one after the other."""
    return plain(printed)


def _prose(section: str, printed: str) -> Prose:
    text = plain_text(printed)
    if len(text) != len(printed):  # an ellipsis or a ligature: such a character stays as it is
        text = "".join(one if len(one := plain(character)) == 1 else character for character in printed)
    text = _unwrapped(text)
    gone = [found.start() - before for before, found in enumerate(_GONE.finditer(text))]
    return Prose(section, printed, _GONE.sub("", text) if gone else text, gone)


_SENTENCE = re.compile(r"[^。!?\n]+[。!?]*")
_TOPICS: tuple[tuple[re.Pattern[str], Topic | None], ...] = (
    (re.compile(r"依申请|申请公开|申请办理"), Topic.ON_REQUEST),
    (re.compile(r"主动公开|信息管理|平台|监督|保障"), None),
)
_OPENING = re.compile(r"[^,。:;!?\n]{0,24}")


def lines_of(prose: Prose) -> Iterator[Line]:
    """The lines of a section; a line that only heads others gives them its topic."""
    topic: Topic | None = None
    start = 0
    for line in prose.text.split("\n"):
        end = start + len(line)
        if line:
            opening = _OPENING.match(line)
            named = _topic(opening[0]) if opening else None
            topic = named if named is not None or _is_heading(line) else topic
            yield Line(start, end, topic)
        start = end + 1


def sentences_of(prose: Prose, line: Line) -> Iterator[Sentence]:
    """The sentences of a line."""
    return (found.span() for found in _SENTENCE.finditer(prose.text, line.start, line.end))


_HEADING = re.compile(r"\(?[一二三四五六七八九十\d]{1,3}[)、.]|[一二三四五六七八]是")


def _is_heading(line: str) -> bool:
    return _HEADING.match(line) is not None or any(words.match(line) for words, _ in _TOPICS)


def _topic(opening: str) -> Topic | None:
    return next((topic for words, topic in _TOPICS if words.search(opening)), None)
