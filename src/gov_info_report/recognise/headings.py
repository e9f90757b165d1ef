"""Recognising what divides a report in print: headings of sections, the title, and what only looks like them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from attrs import frozen

from gov_info_report.model.characters import plain, without_radicals
from gov_info_report.model.form import TABLES
from gov_info_report.model.report import REPORT_WORDS, Report
from gov_info_report.model.terms import Term, terms_of
from gov_info_report.recognise.labels import LONGEST, bears_label, reduced, unbracketed
from gov_info_report.recognise.structure import has_marks

__all__ = [
    "FURNITURE",
    "SectionHeading",
    "cut_headings",
    "is_plain_title",
    "is_structural",
    "is_title",
    "is_title_part",
    "section_heading",
]

_SECTION_NUMERAL = re.compile(r"\s*(?:第?([一二三四五六七八九十])\s*(?:[、.,:)]|部分[、.,:]?|\s(?=\S))|[)、])\s*")


@frozen
class SectionHeading:
    """A heading of one of the six sections: the section's name and the numeral printed before it, if any."""

    section: str
    numeral: str


@cache
def _sections() -> tuple[tuple[str, Term, str, re.Pattern[str]], ...]:
    return tuple((name, term, reduced(term.label), re.compile(term.pattern)) for name, term in terms_of(Report).items())


@lru_cache(maxsize=4096)
def section_heading(text: str, marked: bool = False) -> SectionHeading | None:
    """The section that a line is the heading of, `None` when it is none.

    `marked` says that the document itself marks the line as a heading; a heading without its numeral must else
    bear the form's own words.

    >>> section_heading("## 二、主动公开政府信息情况".lstrip("# "))
    SectionHeading(section='proactive', numeral='二')
    """
    if len(text) > LONGEST:
        return None
    printed = plain(text).strip("*# \t\u3000")
    if printed.startswith("("):  # （一） numbers the parts of a section
        return None
    numbered = _SECTION_NUMERAL.match(printed)
    words = unbracketed(printed[numbered.end() :] if numbered else printed)
    for name, _, official, pattern in _sections():
        if words == official or ((numbered or marked or len(words) >= 8) and pattern.fullmatch(words)):
            return SectionHeading(name, (numbered[1] or "") if numbered else "")
    return None


_NUMERAL_INSIDE = re.compile(r"(?:^|(?<=[。；;！!：:\s]))\s*[一二三四五六]\s*[、．.]")
_NUMERAL_NEXT = re.compile(r"\s*[一二三四五六]\s*[、．.]")
_TO_THE_MARK = re.compile(r"[^。；;，,：:\s]{4,40}")
_NO_HEADING_GOES_ON = re.compile(r"[。；;：:]")
_LISTED = re.compile(r"\s*[；;，,、]\s*")
_BRACKETS_AFTER = re.compile(r"\s*[（(][^（()）]+[）)]?\s*$")
_BEGINS_ANEW = re.compile(r"[（(\d]|\s*[一二三四五六]\s*[、．.]")
_GOES_ON = re.compile(r"[的等及和与或、，,；;”》）)是为看来良较平]")
_LONGEST_HEADING = 60
_UNMISTAKABLE = 8
"""So many characters of a heading are one wherever they stand; fewer only at the start of a line, duly numbered."""


def cut_headings(text: str, marked: bool = False) -> list[tuple[str, SectionHeading | None]]:
    """A line cut where headings of sections stand in it: glued to the text before or after, or several in a row.

    A heading inside a line is one only with its numeral, or after the last full stop; before text of its own line
    also with a mark or a space after it. The marks between heading and text are left out. Headings that a sentence
    lists, with marks between them, are prose.

    >>> [words for words, _ in cut_headings("取得实效。二、主动公开政府信息情况")]
    ['取得实效。', '二、主动公开政府信息情况']
    >>> [words for words, _ in cut_headings("六、其他需要报告的事项本机关无。")]
    ['六、其他需要报告的事项', '本机关无。']
    """
    whole = section_heading(text, marked)
    if whole:
        after = _BRACKETS_AFTER.search(text)
        return [(text[: after.start()], whole), (after[0].strip(), None)] if after else [(text, whole)]
    if "、" not in text and "．" not in text and "." not in text:
        return _cut_without_numeral(text)
    found = list(_headings_inside(without_radicals(text)))
    ends = [end for _, end, _ in found]
    starts = [start for start, _, _ in found[1:]]
    if not found:
        return _cut_without_numeral(text)
    if any(_LISTED.fullmatch(text, end, start) for end, start in zip(ends, starts, strict=False)):
        return [(text, None)]
    pieces: list[tuple[str, SectionHeading | None]] = []
    place = 0
    for start, end, heading in found:
        pieces += [(text[place:start].strip(), None), (text[start:end].strip(), heading)]
        place = end
        while place < len(text) and text[place] in "：:。 \u3000\t":
            place += 1
    pieces.append((text[place:].strip(), None))
    return [piece for piece in pieces if piece[0]]


_HEADING_BEFORE = re.compile(r"([^\s。；;：:，,]{4,40})(?:\s*[：:]|\s)\s*(.+)", re.DOTALL)
_HEADING_AFTER = re.compile(r"(.*[。；;])\s*([^\s。；;：:，,]{4,40})", re.DOTALL)


def _cut_without_numeral(text: str) -> list[tuple[str, SectionHeading | None]]:
    """A line cut at the one heading that stands before its text, or after it; a table has no text on its heading's."""
    before = _HEADING_BEFORE.fullmatch(text)
    if before and (heading := section_heading(before[1])) and heading.section not in TABLES:
        return [(before[1], heading), (before[2], None)]
    after = _HEADING_AFTER.fullmatch(text)
    if after and (heading := section_heading(after[2])):
        return [(after[1], None), (after[2], heading)]
    return [(text, None)]


def _headings_inside(text: str) -> Iterator[tuple[int, int, SectionHeading]]:
    """Where numbered headings of sections start and end in a line, and which they are."""
    numeral = _NUMERAL_INSIDE.search(text)
    while numeral:
        end = _heading_end(text, numeral.end())
        heading = section_heading(text[numeral.start() : end].strip()) if end else None
        if end and heading is not None and heading.numeral:
            yield numeral.start(), end, heading
            numeral = _NUMERAL_NEXT.match(text, end) or _NUMERAL_INSIDE.search(text, end)
        else:
            numeral = _NUMERAL_INSIDE.search(text, numeral.end())


def _heading_end(text: str, start: int) -> int:
    """Where the words of a heading end that start here: at a mark, or where text is glued to them; 0 for none."""
    run = _TO_THE_MARK.match(text, start)
    if run and section_heading(text[start : run.end()].strip(), marked=True):
        return run.end()
    mark = _NO_HEADING_GOES_ON.search(text, start, start + _LONGEST_HEADING)
    printed = text[start : mark.start() if mark else start + _LONGEST_HEADING]
    folded = plain(printed)
    if len(folded) != len(printed):
        return 0  # characters that stand for several: no place in the one is a place in the other
    ends = [start + at for at, character in enumerate(folded, start=1) if character.isalnum()]
    words = "".join(folded[end - start - 1] for end in ends)
    matches = [(len(found[0]), term.label) for _, term, _, pattern in _sections() if (found := pattern.match(words))]
    if not matches:
        return 0
    length, label = max(matches)
    end = ends[length - 1]
    sure = length >= _UNMISTAKABLE or text[:start].strip()[:1] == label[0]
    return end if _BEGINS_ANEW.match(text, end) or (sure and not _GOES_ON.match(text, end)) else 0


_NO_TITLE = re.compile("[。；;！？|，,：:]")


def is_title(line: str) -> bool:
    """Whether a line reads as the title of such a report.

    >>> is_title("青禾县水利局 2024 年政府信息公开工作年度报告")
    True
    """
    compact = plain("".join(line.split()))
    if not 6 <= len(compact) <= 80 or any(mark in compact for mark in "。；;！？|"):
        return False
    found = REPORT_WORDS.search(compact)
    return found is not None and len(compact) - found.end() <= 12


def is_title_part(line: str) -> bool:
    """Whether a line could be part of a title that is printed on several.

    >>> is_title_part("2024年政府信息公开工作"), is_title_part("年度报告"), is_title_part("全年公开信息。")
    (True, True, False)
    """
    compact = plain("".join(line.split()))
    return 1 < len(compact) <= 40 and not _NO_TITLE.search(compact) and _TITLE_WORDS.search(compact) is not None


_TITLE_WORDS = re.compile(r"信息公开|政务公开|年度报告|年报|报告$|\d{4}年度?$")

FURNITURE = re.compile(
    r"\s*(?:上一[篇条]|下一[篇条]|【?\s*(?:打印|关闭|字体|字号|返回顶部|收藏|我要纠错)|扫一扫|扫描二维码|用微信扫|版权所有|主办单位"
    r"|承办单位|网站标识码|\S{0,12}ICP备|\S{0,6}公网安备|相关(?:链接|文档|附件|稿件)|分享到|索引号|信息来源|浏览次数|访问量"
    r"|当前位置|您?(?:现在)?(?:所在)?的?位置|网站地图|联系我们|友情链接|无障碍|繁[體体]|目\s*[录錄次]\s*$)"
)
"""How lines of a page begin that belong to the page and not to the report."""


_STRUCTURAL = re.compile(
    r"^$|^\s|\s$|^[\\#<{\[\ufeff]|[\t|〔〕]|</?[a-zA-Z!]"  # white space and the marks of the formats
    r"|^[\d\s.,，、%+\-—–―－_/／*·第共页件项条元万减增无不适用()（）]+$"  # cells, page numbers, rules
)


def is_structural(line: str, front: bool = True) -> bool:
    """Whether a line of prose could be read as something else: a heading, a label, a cell, a row, page furniture.

    Writers escape such lines by their format's own means. The test leans to the safe side; `front` says that the
    line may stand before section one, where a title is looked for.
    """
    return is_title(line) or (front and is_title_part(line)) or _is_structural_otherwise(line)


def is_plain_title(text: str) -> bool:
    """Whether a report's title can be read as one and as nothing else, so that writers need not escape it.

    >>> (
    ...     is_plain_title("青禾县水利局2024年政府信息公开工作年度报告"),
    ...     is_plain_title("年报"),
    ...     is_plain_title(""),
    ... )
    (True, False, False)
    """
    return is_title(text) and "\n" not in text and not _is_structural_otherwise(text)


def _is_structural_otherwise(line: str) -> bool:
    return (
        _STRUCTURAL.search(line) is not None
        or has_marks(line)
        or section_heading(line, marked=True) is not None
        or len(cut_headings(line, marked=True)) > 1
        or FURNITURE.match(line) is not None
        or any(bears_label(name, line) for name in TABLES)
    )
