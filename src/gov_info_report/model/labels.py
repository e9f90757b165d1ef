"""Recognising the form's own words in print: labels of tables, headings of sections, the title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from enum import Enum
from functools import cache, lru_cache

from attrs import evolve, frozen

from gov_info_report.model.cells import is_figure
from gov_info_report.model.form import TABLES, table
from gov_info_report.model.report import REPORT_WORDS, Report
from gov_info_report.model.terms import EDITIONS, Edition, Term, terms_of

__all__ = [
    "FURNITURE",
    "LONGEST",
    "Label",
    "LabelKind",
    "SectionHeading",
    "bears_label",
    "cut_headings",
    "fold",
    "is_plain_title",
    "is_structural",
    "is_title",
    "is_title_part",
    "labels_of",
    "nearest_row",
    "plain",
    "section_heading",
    "section_label",
    "split_labels",
]

LONGEST = 120
"""No label of the form, instructions and all, is longer; what is longer is prose."""

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_ENUMERATOR = re.compile(
    rf"\s*(?:\(\s*{_NUMERAL}\s*\)|{_NUMERAL}\s*[、.,)]|\(?\d{{1,2}}\s*[.、,)]|\d{{1,2}}(?=[^\W\d_])|[)、])\s*"
)
_SECTION_NUMERAL = re.compile(r"\s*(?:第?([一二三四五六七八九十])\s*(?:[、.,:)]|部分[、.,:]?|\s(?=\S))|[)、])\s*")
_BRACKETED = re.compile(r"\([^()]*(?:\)|$)")
_NO_WORD = re.compile(r"[\W_]+")


class LabelKind(Enum):
    """What a label names."""

    ROW = "row"
    GROUP = "group"
    COLUMN = "column"
    HEADING = "heading"


@frozen
class Label:
    """A label of a table: what it names there, and in which editions of the table it stands.

    `name` is a row's or a group's path, a column's field name, and for a heading its official words.
    """

    kind: LabelKind
    name: str
    editions: frozenset[Edition]


@frozen
class SectionHeading:
    """A heading of one of the six sections: the section's name and the numeral printed before it, if any."""

    section: str
    numeral: str


_TRADITIONAL = str.maketrans(
    "總體況動開規範廢現數處決許罰強業費單萬項額構採購務對類結轉請復複議訴訟維糾審問題進報辦當無證協權護過執詢國穩內確"
    "認須補訪舉關獲個經機會織條應區計為與於還製發編號説說據係願門縣鄉鎮廳級廣東灣衞衛",
    "总体况动开规范废现数处决许罚强业费单万项额构采购务对类结转请复复议诉讼维纠审问题进报办当无证协权护过执询国稳内确"
    "认须补访举关获个经机会织条应区计为与于还制发编号说说据系愿门县乡镇厅级广东湾卫卫",
)
"""Traditional characters of the form's words, and the simplified ones of the form itself."""


def plain(text: str) -> str:
    """A text in the form's own characters: no wide or compatibility forms, no traditional ones; as long as it prints.

    >>> plain("總體情況１")
    '总体情况1'
    """
    return unicodedata.normalize("NFKC", text).translate(_TRADITIONAL)


def fold(text: str) -> str:
    """A label without what varies in print: form and width of characters, space, punctuation.

    >>> fold("（单位：万 元）"), fold("本年增/减")
    ('单位万元', '本年增减')
    """
    return _NO_WORD.sub("", plain(text))


def _reduced(text: str) -> str:
    """A label folded, and without its number and what stands in brackets."""
    words = plain(text)
    while found := _ENUMERATOR.match(words):
        words = words[found.end() :]
    return _NO_WORD.sub("", _BRACKETED.sub("", words))


@lru_cache(maxsize=4096)
def labels_of(name: str, text: str) -> tuple[Label, ...]:
    """What a text can name in a table: every label that it matches whole, closest first; () when it is none.

    >>> [label.name for label in labels_of("requests", "(一) 予以公开")]
    ['requests.outcomes.granted']
    """
    if len(text) > LONGEST:
        return ()
    whole, reduced = _book(name)
    found = whole.get(fold(text), ())
    return found + tuple(label for label in reduced.get(_reduced(text), ()) if label not in found)


@cache
def _book(name: str) -> tuple[dict[str, tuple[Label, ...]], dict[str, tuple[Label, ...]]]:
    """The labels of a table by their folded and by their reduced words."""
    whole: dict[str, dict[tuple[LabelKind, str], Label]] = {}
    reduced: dict[str, dict[tuple[LabelKind, str], Label]] = {}

    def enter(kind: LabelKind, target: str, edition: Edition, *printed: str) -> None:
        for text in printed:
            for book, key in ((whole, fold(text)), (reduced, _reduced(text))):
                if key:
                    entry = book.setdefault(key, {})
                    known = entry.get((kind, target), Label(kind, target, frozenset()))
                    entry[kind, target] = evolve(known, editions=known.editions | {edition})

    for edition in EDITIONS:
        of = table(name, edition)
        for heading in filter(None, (of.term.corner, of.term.heading)):
            enter(LabelKind.HEADING, heading, edition, heading)
        for row in of.rows:
            parents = row.path.split(".")
            for depth, term in enumerate(row.terms[:-1], start=len(parents) - len(row.terms) + 1):
                enter(LabelKind.GROUP, ".".join(parents[:depth]), edition, term.label, *term.aliases)
            enter(LabelKind.ROW, row.path, edition, row.term.label, *row.term.aliases)
            for column in row.columns:
                enter(LabelKind.COLUMN, column.name, edition, column.term.label, *column.term.aliases)
            for term in (*row.terms, *(column.term for column in row.columns)):
                if term.heading:
                    enter(LabelKind.HEADING, term.heading, edition, term.heading)
    return (
        {key: tuple(labels.values()) for key, labels in whole.items()},
        {key: tuple(labels.values()) for key, labels in reduced.items()},
    )


@lru_cache(maxsize=4096)
def split_labels(name: str, text: str) -> tuple[str, ...]:
    """The labels of a table that a text is made of, one after the other; () where anything else is among them.

    >>> split_labels("proactive", "信息内容本年制发件数 本年废止件数")
    ('信息内容', '本年制发件数', '本年废止件数')
    """
    folded = fold(text)
    if len(text) > 4 * LONGEST or not _any_labels(name).fullmatch(folded):
        return ()
    return tuple(_one_label(name).findall(folded))


def bears_label(name: str, text: str, or_figures: bool = False) -> bool:
    """Whether a line is made of labels of a table, perhaps with figures after them; or of figures alone, if asked.

    >>> bears_label("proactive", "规章 0 0 0"), bears_label("proactive", "制定规章 3 件")
    (True, False)
    """
    if len(text) > 4 * LONGEST:
        return False
    words = text.split()
    while words and is_figure(words[-1]):
        words.pop()
    if not words:
        return or_figures and bool(text.strip())
    head = " ".join(words).rstrip("0123456789.")
    return bool(labels_of(name, head) or split_labels(name, head))


@cache
def _any_labels(name: str) -> re.Pattern[str]:
    return re.compile(f"(?:{_one_label(name).pattern})+")


@cache
def _one_label(name: str) -> re.Pattern[str]:
    """A pattern of every folded label of a table, the longest first."""
    keys = {key for book in _book(name) for key in book}
    return re.compile("|".join(map(re.escape, sorted(keys, key=len, reverse=True))))


@lru_cache(maxsize=4096)
def nearest_row(name: str, text: str) -> Label | None:
    """The row of a table whose label a text resembles, where it resembles one closely and no other as much.

    >>> nearest_row("requests", "7.属于行政执法按卷").name
    'requests.outcomes.refused.enforcement_files'
    """
    words = _reduced(text) if len(text) <= LONGEST else ""
    if len(words) < 4:
        return None
    characters = set(words)
    likeness: dict[str, tuple[float, Label]] = {}
    for key, labels in _book(name)[1].items():
        if 2 * len(characters.intersection(key)) >= len(key):
            ratio = SequenceMatcher(None, words, key, autojunk=False).ratio()
            for label in labels:
                if label.kind is LabelKind.ROW:
                    likeness[label.name] = max(likeness.get(label.name, (0.0, label)), (ratio, label), key=_first)
    ranked = sorted(likeness.values(), key=_first, reverse=True)
    if not ranked or ranked[0][0] < 0.75 or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.1):
        return None
    return ranked[0][1]


def _first(ranked: tuple[float, Label]) -> float:
    return ranked[0]


# Sections and title


@cache
def _sections() -> tuple[tuple[str, Term, str, re.Pattern[str]], ...]:
    return tuple(
        (name, term, _reduced(term.label), re.compile(term.pattern)) for name, term in terms_of(Report).items()
    )


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
    words = _NO_WORD.sub("", _BRACKETED.sub("", printed[numbered.end() :] if numbered else printed))
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
_UNMISTAKABLE = 8
"""So many characters of a heading are one wherever they stand; fewer only at the start of a line, duly numbered."""


def cut_headings(text: str, marked: bool = False) -> list[tuple[str, SectionHeading | None]]:
    """A line cut where headings of sections stand in it: glued to the text before or after, or several in a row.

    A heading inside a line is one only with its numeral. The marks between heading and text are left out. Headings
    that a sentence lists, with marks between them, are prose.

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
        return [(text, None)]
    found = list(_headings_inside(text))
    ends = [end for _, end, _ in found]
    starts = [start for start, _, _ in found[1:]]
    if not found or any(_LISTED.fullmatch(text, end, start) for end, start in zip(ends, starts, strict=False)):
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
    words, ends = "", list[int]()
    for at in range(start, min(start + LONGEST, len(text))):
        if _NO_HEADING_GOES_ON.match(text, at):
            break
        folded = fold(text[at])
        words += folded
        ends += [at + 1] * len(folded)
    matches = [(len(found[0]), term.label) for _, term, _, pattern in _sections() if (found := pattern.match(words))]
    if not matches:
        return 0
    length, label = max(matches)
    end = ends[length - 1]
    sure = length >= _UNMISTAKABLE or text[:start].strip()[:1] == label[0]
    return end if _BEGINS_ANEW.match(text, end) or (sure and not _GOES_ON.match(text, end)) else 0


def section_label(name: str) -> str:
    """The official heading of a section."""
    return next(term.label for section, term, _, _ in _sections() if section == name)


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
        or section_heading(line, marked=True) is not None
        or len(cut_headings(line, marked=True)) > 1
        or FURNITURE.match(line) is not None
        or any(bears_label(name, line) for name in TABLES)
    )
