"""Whether all that a reader hands on is kept: in the report, as words of the form, or told by a finding.

It looks at what readers give and at what comes of it, and at nothing between: it knows how labels read from the model
alone. A text is kept when it stands whole in the report's prose or in what a finding tells; else it must be made up of
pieces that are: words of the form, numbers that are figures of the report, signs for none, pieces of the prose.
"""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache

from attrs import define, field

import gov_info_report as gir
from gov_info_report.document import Document, Passage
from gov_info_report.model import EDITIONS, SECTIONS, TABLES, plain, section_label, table
from gov_info_report.readers import READERS, clean, decode, detect, read_document

__all__ = ["document_of", "unaccounted"]

SIGNS = frozenset(
    {
        "无",
        "不适用",
        "空",
        "缺",
        "增",
        "减",
        "增加",
        "减少",
        "件",
        "元",
        "万元",
        "项",
        "条",
        "批次",
        "件次",
        "宗",
        "个",
        "nan",
        "br",
        "total",
    }
)
"""Words that stand beside figures or in their place."""

PIECE = 3
"""A piece of prose is found again from so many characters on."""

_BRACKETS = re.compile(r"[（(〔][^（）()〔〕]*[）)〕]")
"""Instructions for filling in that a label holds."""

_HEADING = re.compile(r"[一二三四五六七]?.{0,24}(?:概述|概况|情况|问题|措施|事项|总述|打算)")
"""A heading of a section as offices word it: few words, the last of them saying what it is about."""

ALIKE = 0.6
"""How much a misprinted label must be like a label of the form."""

MOST_DIGITS = 24
"""The longest number."""

LONG = 7
"""A number of so many digits is found again also where it is a part of a text."""


def document_of(source: str | bytes, format: str | None = None) -> Document:
    """What the reader of its format hands on of a source."""
    if isinstance(source, bytes) and (format is None or format in READERS):
        source = decode(source)
    if isinstance(source, str):
        source, _ = clean(source)
        format = format or detect(source)
    return read_document(source, format or "", gir.Limits().start())


def unaccounted(document: Document, reading: gir.Reading) -> list[str]:
    """The lines of passages and cells, and the remarks, that are nowhere.

    Args:
        document: What the reader handed on.
        reading: What was made of it.
    """
    texts = _kept_texts(reading)
    joined = plain("\n".join(texts)).replace("\\", "")
    told = frozenset(_digits(number) for pattern in (_NUMBERS, _INTEGERS) for number in pattern.findall(joined))
    folded = [_folded(line) for text in texts for line in text.split("\n")]
    short = frozenset(line for line in folded if len(line) < PIECE)
    kept = _Kept("\n".join(map(_folded, texts)), short, _numbers_of(reading.report), told)
    lines = dict.fromkeys(line for text in _texts(document) for line in text.split("\n"))
    return [line for line in lines if not kept.holds(line)]


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Passage):
            yield block.text
        else:
            yield from (cell.text for row in block.rows for cell in row.cells)
    yield from (text for text, _, _ in document.remarks)


def _kept_texts(reading: gir.Reading) -> list[str]:
    report = reading.report
    prose = [section.text for section in (report.overview, report.problems, report.other_matters) if section]
    told = [str(finding.actual) for finding in reading.findings if finding.actual is not None]
    figures = (report[record.path] for record in gir.to_records(report))
    raw = [figure.raw for figure in figures if isinstance(figure, gir.Unreadable)]
    return [report.title, report.preamble, *prose, *told, *raw]


def _numbers_of(report: gir.Report) -> frozenset[str]:
    figures = (report[record.path] for record in gir.to_records(report))
    return frozenset(_digits(str(figure)) for figure in figures if isinstance(figure, int | Decimal))


def _digits(number: str) -> str:
    """A number as any unit prints it: its digits, without the zeros around them."""
    return re.sub(r"\D", "", number).strip("0") or "0"


_ORDINAL = re.compile(r"\s*[（(]?\d{1,2}[.．、)）]+\s*")
"""The number of an item, apart from its words."""

_APART = re.compile(r"[\s,，\"|│]+")
"""What stands between the cells of rows that are lines of text."""

_NUMBERS = re.compile(r"\d[\d,.，]*")
_INTEGERS = re.compile(r"\d+")

_ESCAPED = re.compile(r"\\u([0-9a-f]{4})")
"""How a written cell prints characters that cells cannot hold."""


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """The letters and digits of a text in the form's own characters."""
    words = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), html.unescape(text))
    return re.sub(r"[\W_]+", "", plain(words.replace("\\", "")))


@define
class _Kept:
    """What a report and the findings hold."""

    text: str
    short: frozenset[str]
    figures: frozenset[str]
    told: frozenset[str]
    met: dict[str, bool] = field(factory=dict)

    def holds(self, line: str) -> bool:
        """Whether a line stands there, whole or piece by piece; what is in brackets within a label belongs to it."""
        return self._has(line) or any(
            all(map(self._has, words)) for words in (line.split(), _BRACKETS.sub("", line).split(), _APART.split(line))
        )

    def _has(self, words: str) -> bool:
        if words not in self.met:
            folded = _folded(words)
            if folded.isdigit():
                self.met[words] = self._has_number(words, folded)
            else:
                self.met[words] = (
                    not folded or folded in self.text or _is_label(folded) or self._is_made_of_pieces(folded)
                )
        return self.met[words]

    def _has_number(self, words: str, digits: str) -> bool:
        """Whether a number stands there: as a figure, in a text, as that of an item, or, if long, in pieces."""
        return (
            bool({_digits(digits)} & (self.figures | self.told))
            or _ORDINAL.fullmatch(words) is not None
            or (not words.strip().isdigit() and digits in self.text)
            or (len(digits) >= LONG and (digits in self.text or self._is_made_of_pieces(digits)))
        )

    def _is_made_of_pieces(self, words: str) -> bool:
        reached = {0}
        for start in range(len(words)):
            if start in reached:
                reached.update(self._ends(words, start))
        return len(words) in reached

    def _ends(self, words: str, start: int) -> Iterator[int]:
        """Where a piece that begins here may end."""
        for end in range(start + 1, min(start + MOST_DIGITS, len(words)) + 1):
            piece = words[start:end]
            whole = not words[end : end + 1].isdigit() and not words[start - 1 : start].isdigit()
            numbers = self.figures | self.told if whole else self.figures
            if piece in SIGNS or piece in self.short or (piece.isdigit() and _digits(piece) in numbers):
                yield end
        for text, least in ((_labels(), 2), (self.text, PIECE)):
            yield from range(start + least, _longest(words, start, least, text) + 1)


def _longest(words: str, start: int, least: int, text: str) -> int:
    """The end of the longest piece that begins here and stands in a text; what is shorter stands there, too."""
    end, step = start, least
    while step and end < len(words):
        if end + step <= len(words) and words[start : end + step] in text:
            end, step = end + step, 2 * step
        else:
            step //= 2
    return end


@cache
def _labels() -> str:
    """All words of the form, folded, a bar between two."""
    words = [section_label(name) for name in SECTIONS]
    for name in TABLES:
        for edition in EDITIONS:
            of = table(name, edition)
            words += [of.term.corner, of.term.heading, *of.term.aliases]
            for row in of.rows:
                terms = [*row.terms, *(column.term for column in row.columns)]
                for term in terms:
                    words += [term.label, term.heading, term.corner, term.unit, *term.aliases]
    return "|".join(dict.fromkeys(filter(None, map(_folded, words))))


@cache
def _is_label(words: str) -> bool:
    """Whether words are a label, a part of one, or one misprinted."""
    if words in _labels():
        return True
    if _HEADING.fullmatch(words):
        return True
    known = _labels().split("|")
    return bool(difflib.get_close_matches(words, known, n=1, cutoff=ALIKE))
