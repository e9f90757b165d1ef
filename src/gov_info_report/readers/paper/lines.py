"""Glyphs put into lines, and lines into words: what stands on one baseline, in the order of reading."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import define

from gov_info_report.model import raised
from gov_info_report.readers.paper.sheet import Glyph

__all__ = ["Line", "join", "lines_of", "pieces", "turned", "words"]

WORD_GAP = 0.22
"""Between letters or digits, a gap of so many parts of the font's height is a space that was not written."""
WIDE_GAP = 0.8
"""Between characters of any kind, such a gap is a space. Smaller ones come from justified lines."""

SMALL = 0.8
"""A note's number is in a type of less than so many parts of the height of what it stands on."""
NEAR = 4.0
"""Ends of glyphs are looked up by steps of so many points."""

_NARROW = re.compile(r"[\u0021-\u024f\u2010-\u2013\u2212]")
"""Characters that are set closely and parted by spaces, unlike Chinese ones."""
_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")
_TOKEN = re.compile(r"(?:[\u0021-\u024f]+|.)[，。、；：！？）》」』】〕”’…—%％]*")


@define
class Line:
    """A line of text and where it stands. `first` is the width of what could not have been parted from its start."""

    glyphs: list[Glyph]
    text: str
    left: float
    right: float
    top: float
    bottom: float
    base: float
    size: float
    first: float


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines that glyphs make, from the top."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(_with_notes(glyphs), key=lambda glyph: (glyph.base, glyph.left)):
        last = rows[-1] if rows else None
        if last and glyph.base - last[0].base <= 0.3 * min(glyph.size, last[0].size):
            last.append(glyph)
        else:
            rows.append([glyph])
    return [line for row in rows if (line := _line(row)) is not None]


def _with_notes(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """The glyphs; small digits that stand close behind another and above or below its line are put on it as such."""
    ends: dict[int, list[Glyph]] = {}
    for glyph in sorted(glyphs, key=lambda glyph: glyph.left):
        if glyph.text.isdecimal():
            place = int(glyph.left // NEAR)
            beside = (other for at in (place - 1, place, place + 1) for other in ends.get(at, ()))
            noted = next((other for other in beside if _is_note(glyph, other)), None)
            if noted is not None:
                glyph = glyph._replace(text=raised(glyph.text), base=noted.base)
        if not glyph.text.isspace():
            ends.setdefault(int(glyph.right // NEAR), []).append(glyph)
        yield glyph


def _is_note(glyph: Glyph, other: Glyph) -> bool:
    """Whether a digit is a note's on another glyph, or goes on with one that is."""
    if abs(glyph.left - other.right) > 0.25 * other.size:
        return False
    if other.text.isdigit() and not other.text.isdecimal():
        return abs(glyph.size - other.size) < 0.1 * other.size and abs(glyph.centre - other.centre) < 1.0
    return glyph.size < SMALL * other.size and 0.15 * other.size < abs(glyph.base - other.base) < 0.7 * other.size


def _line(glyphs: list[Glyph]) -> Line | None:
    glyphs.sort(key=lambda glyph: glyph.left)
    while glyphs and glyphs[-1].text.isspace():
        glyphs.pop()
    start = next((at for at, glyph in enumerate(glyphs) if not glyph.text.isspace()), None)
    if start is None:
        return None
    glyphs = glyphs[start:]
    text = words(glyphs)
    token = _TOKEN.match(text)
    length = len("".join(token[0].split())) if token else 1
    return Line(
        glyphs,
        text,
        glyphs[0].left,
        max(glyph.right for glyph in glyphs),
        min(glyph.top for glyph in glyphs),
        max(glyph.bottom for glyph in glyphs),
        glyphs[0].base,
        max(glyph.size for glyph in glyphs),
        glyphs[min(length, len(glyphs)) - 1].right - glyphs[0].left,
    )


def words(glyphs: Sequence[Glyph]) -> str:
    """The text of glyphs on one line, with the spaces that are written and those that are only left."""
    parts: list[str] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if glyph.text.isspace():
            if parts and parts[-1] != " ":
                parts.append(" ")
            last = glyph
            continue
        if last is not None and not last.text.isspace():
            gap = (glyph.left - last.right) / max(glyph.size, last.size, 1.0)
            narrow = _NARROW.match(last.text) and _NARROW.match(glyph.text)
            if gap > (WORD_GAP if narrow else WIDE_GAP):
                parts.append(" ")
        parts.append(glyph.text)
        last = glyph
    return "".join(parts).strip()


def pieces(line: Line, gap: float, narrow_gap: float | None = None) -> list[Line]:
    """A line cut where it leaves a gap of so many parts of the font's height, written spaces not counted.

    `narrow_gap` is the gap between letters or digits, if it is another: thousands may be parted by a space.
    """
    cut: list[list[Glyph]] = [[]]
    last: Glyph | None = None
    for glyph in line.glyphs:
        if glyph.text.isspace():
            continue
        if last is not None:
            narrow = _NARROW.match(last.text) and _NARROW.match(glyph.text)
            if glyph.left - last.right > (narrow_gap if narrow and narrow_gap else gap) * line.size:
                cut.append([])
        cut[-1].append(glyph)
        last = glyph
    return [piece for glyphs in cut if (piece := _line(glyphs)) is not None]


def join(texts: Iterable[str], parted: Callable[[int], bool] = lambda place: False) -> str:
    """Lines joined to one text: Chinese without a space between, words with one.

    Digits that meet are one number, unless `parted(place)` says that the line before the given one had room for more.
    """
    joined = ""
    for place, text in enumerate(texts):
        before, after = joined[-1:], text[:1]
        narrow = _NARROW.match(before) and _NARROW.match(after)
        letters = narrow and (_LETTER.match(before) or _LETTER.match(after))
        digits = before.isdigit() and after.isdigit()
        joined += (" " if letters or (digits and parted(place)) else "") + text
    return joined


def turned(glyph: Glyph) -> Glyph:
    """A glyph of a text that is turned, as it would stand if its own text were read from left to right."""
    if glyph.turn == 1:  # the text climbs
        return glyph._replace(
            left=-glyph.bottom, right=-glyph.top, top=glyph.left, bottom=glyph.right, base=glyph.right
        )
    if glyph.turn == 3:  # the text falls
        return glyph._replace(
            left=glyph.top, right=glyph.bottom, top=-glyph.right, bottom=-glyph.left, base=-glyph.left
        )
    return glyph._replace(left=-glyph.right, right=-glyph.left, top=-glyph.bottom, bottom=-glyph.top, base=-glyph.base)
