"""Recognising the headings of sections in print, on lines of their own and glued to other text, by what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from attrs import frozen

from gov_info_report.model.aliases import added_aliases, on_new_aliases
from gov_info_report.model.characters import in_words_of_form, without_radicals
from gov_info_report.model.form import TABLES
from gov_info_report.model.report import SECTIONS, section_label

__all__ = ["SectionHeading", "cut_headings", "section_heading"]


@frozen
class SectionHeading:
    """A heading of one of the six sections: the section's name and the numeral printed before it, if any."""

    section: str
    numeral: str


# What headings say

_SAYS: dict[str, tuple[str, str]] = {
    "overview": (
        "总体|整体|概述|概况|综述|总述|基本情况|基本工作",
        "工作情况|开展情况|推进情况|进展情况|落实情况",
    ),
    "proactive": ("主动公开.", "主动公开"),
    "requests": (
        "^(?!.*依申请).*(?:收到|接收|受理|处理|办理|答复).*申请|^(?!.*依申请).*申请.*(?:处理|办理|答复)",
        "申请",
    ),
    "disputes": ("复议.*诉讼|诉讼.*复议", "复议|诉讼"),
    "problems": (
        "(?:问题|不足|困难|短板|薄弱).*(?:改进|整改|措施|打算|下一?步|下一?年|方向|思路|计划|努力)",
        "问题|不足|困难|短板|薄弱|改进|整改",
    ),
    "other_matters": ("其[他它].*(?:事项|报告|说明)|(?:需要?|应当?)(?:报告|说明).*(?:事项|情况)", "其[他它]"),
}
"""The words by which a heading tells its section: such as no other has, and such as need the section's numeral too."""

_GENERAL = frozenset({"overview"})
"""What a heading says only if it says nothing of another section."""

_VOCABULARY = re.compile(
    r"政府信息|政务信息|政务|政府|信息|主动公开|依申请公开|公开|行政机关|本(?:机关|单位|[局镇街县市区])|我[局委县市区镇乡街]|机关"
    r"|工作|情况|概况|概述|综述|总述|总体|整体"
    r"|基本|主要|主动|依|申请|收到|接收|受理|处理|办理|答复|行政复议|行政诉讼|行政|复议|诉讼|举报|投诉|信访|被|因|提起|提出"
    r"|引发|引起|发生|涉及|有关|相关|关于|存在|过程|当前|目前|问题|不足|困难|短板|薄弱环节|改进|整改|措施|打算|下一步|下步|下一?年度?"
    r"|努力|思路|方向|计划|安排|建议|其他|其它|需要|需|应当|应|报告|说明|事项|开展|推进|进展|落实|实施|完成|\d{4}年度?|[本全]年度?|年度"
    r"|以及|[的和与及或其中并]"
)
"""The words of which headings are made; what has others as well is a sentence."""

_ENDINGS = (
    *("情况", "概况", "概述", "综述", "总述", "事项", "措施", "打算", "问题", "不足", "困难", "短板", "环节"),
    *("方向", "思路", "计划", "安排", "建议", "说明", "报告", "公开"),
)
"""The words with which a heading ends."""

_MISPRINTED = 2
"""So many characters of a heading with its own numeral may be misprinted."""

_NUMERAL = re.compile(
    r"\s*(?:第?(?P<numeral>[一二三四五六七八九十])\s*(?:[、.,:)]|部分[、.,:]?|\s(?=\S))|(?P<digit>[1-6])\s*[、.](?!\d)|[)、])\s*"
)
_NUMERALS = "一二三四五六"
_ORGAN = re.compile(
    r"[^\W\d_]{2,20}?[局委会府办院镇乡道心部](?=(?:\d{4}年度?)?(?:政府信息|政务|信息公开|主动公开|总体|工作|概))"
)
_NO_WORD = re.compile(r"\([^()]*(?:\)|$)|[\W_]+")
_LONGEST = 120


@lru_cache(maxsize=4096)
def section_heading(text: str, marked: bool = False) -> SectionHeading | None:
    """The section that a line is the heading of, `None` when it is none.

    A heading is made of the words of headings alone, and among them are those of one section. `marked` says that the
    document itself marks the line as a heading; without its numeral it must else bear the form's own words, or be long.

    >>> section_heading("## 二、主动公开政府信息情况".lstrip("# "))
    SectionHeading(section='proactive', numeral='二')
    >>> section_heading("一、政府信息公开工作开展情况"), section_heading("一、政府信息公开工作取得实效")
    (SectionHeading(section='overview', numeral='一'), None)
    """
    if len(text) > _LONGEST:
        return None
    printed = in_words_of_form(text).strip("*#_ \t\u3000")
    if printed.startswith("("):  # （一） numbers the parts of a section
        return None
    numbered = _NUMERAL.match(printed)
    words = _NO_WORD.sub("", printed[numbered.end() :] if numbered else printed)
    if section := _official().get(words):
        return SectionHeading(section, (numbered["numeral"] or "") if numbered else "")
    if numbered and numbered["digit"]:  # 1. numbers rows and topics
        return None
    if not (numbered or marked or len(words) >= _UNMISTAKABLE) or not words.endswith(_ENDINGS):
        return None
    if words.endswith("年度报告"):  # so ends the title
        return None
    if _ANOTHER_INSIDE.search(printed, numbered.end() if numbered else 0):
        return None
    numeral = (numbered["numeral"] or "") if numbered else ""
    section = _said(_without_organ(words), numeral)
    return SectionHeading(section, numeral) if section else None


@cache
def _official() -> dict[str, str]:
    """The sections by the words of their own headings, and of those that a user has added."""
    official = {_NO_WORD.sub("", section_label(name).partition("、")[2]): name for name in SECTIONS}
    added = {
        _NO_WORD.sub("", in_words_of_form(each.label)): each.path for each in added_aliases() if each.path in SECTIONS
    }
    return added | official


@cache
def _end_in_words() -> bool:
    """Whether no heading ends in a figure, as one that a user has added may."""
    return not any(words[-1:].isdecimal() for words in _official())


def _without_organ(words: str) -> str:
    organ = _ORGAN.match(words)
    return words[organ.end() :] if organ and not _VOCABULARY.match(words) else words


def _said(words: str, numeral: str) -> str:
    """The section that the words of a heading tell; "" where they are no heading's, or tell none."""
    of_numeral = SECTIONS[_NUMERALS.index(numeral)] if numeral and numeral in _NUMERALS else ""
    strange = len(_VOCABULARY.sub("", words))
    if strange > (min(_MISPRINTED, len(words) // 4) if of_numeral else 0):
        return ""
    said = [
        name
        for name, (own, weak) in _SAYS.items()
        if re.search(own, words) or (name == of_numeral and re.search(weak, words))
    ]
    specific = [name for name in said if name not in _GENERAL] or said
    section = of_numeral if of_numeral in specific else specific[0] if len(specific) == 1 else ""
    return section if not strange or section == of_numeral else ""


# Headings inside a line

_NUMERAL_INSIDE = re.compile(
    r"(?<![见第如在即及和与、，,“\"《（(照据一二三四五六七八九十])[一二三四五六](?:\s*[、．.]|\s)"
)
_AFTER_A_BREAK = re.compile(r"(?:^|[。；;！!？?：:\s*_#）)】」|>\d])$")
_RUN = re.compile(rf"(?:{_VOCABULARY.pattern}|[\s、“”])*")
_CONTINUES = re.compile("[的及和与或]|、(?![一二三四五六]、)|以及|并|概|综|总述|说明|改进|整改|措施|打算|情况|事项")
_CLOSING = re.compile("|".join(_ENDINGS))
_ANOTHER_INSIDE = re.compile(rf"{_NUMERAL_INSIDE.pattern}|\((?:[一二三四五六七八九十]|\d){{1,2}}\)")
_ENDS = re.compile(r"$|[\s：:。*_（(；;，,、]")
_GOES_ON = re.compile(r"[的等及和与或、，,；;”》）)是为看来良较平部章节中内]")
_LISTED = re.compile(r"\s*[；;，,、]\s*[和及与]?\s*")
_BRACKETS_AFTER = re.compile(r"\s*[（(][^（()）]+[）)]?\s*$")
_LONGEST_HEADING = 60
_UNMISTAKABLE = 8
"""So many characters of a heading are one wherever they stand; fewer only at a break, duly numbered."""


_FIGURES = "0123456789., \t*＊"


@lru_cache(maxsize=4096)
def cut_headings(text: str, marked: bool = False) -> tuple[tuple[str, SectionHeading | None], ...]:
    """A line cut where headings of sections stand in it: glued to the text before or after, or several in a row.

    A heading inside a line is one only with its numeral, or after the last full stop; before text of its own line
    also with a mark or a space after it. The marks between heading and text, and those of emphasis around a heading,
    are left out. Headings that a sentence lists, with marks between them, are prose.

    >>> [words for words, _ in cut_headings("取得实效。二、主动公开政府信息情况")]
    ['取得实效。', '二、主动公开政府信息情况']
    >>> [words for words, _ in cut_headings("六、其他需要报告的事项本机关无。")]
    ['六、其他需要报告的事项', '本机关无。']
    """
    words = text.rstrip(_FIGURES)
    if (
        words != text
        and _end_in_words()
        and not _NUMERAL_INSIDE.search(without_radicals(text))
        and _holds_none(words, marked)
    ):
        return ((text, None),)  # the words of a row, which recur, before its figures
    whole = section_heading(text, marked)
    if whole:
        after = _BRACKETS_AFTER.search(text)
        return ((text[: after.start()], whole), (after[0].strip(), None)) if after else ((text, whole),)
    found = _unlisted(text, list(_headings_inside(without_radicals(text))))
    if not found:
        return _cut_without_numeral(text)
    pieces: list[tuple[str, SectionHeading | None]] = []
    place = 0
    for start, end, heading in found:
        before = text[place:start].strip()
        pieces += [(before.rstrip("*_# ") if text[end : end + 1] in ("*", "_") else before, None)]
        pieces.append((text[start:end].strip(), heading))
        place = end
        while place < len(text) and text[place] in "：:。*_ \u3000\t":
            place += 1
    pieces.append((text[place:].strip(), None))
    return tuple([piece for piece in pieces if piece[0]])


def _holds_none(text: str, marked: bool) -> bool:
    return cut_headings(text, marked) == ((text, None),)


_Found = tuple[int, int, SectionHeading]


def _unlisted(text: str, found: list[_Found]) -> list[_Found]:
    """The headings that no sentence lists."""
    ends = [end for _, end, _ in found]
    starts = [start for start, _, _ in found]
    listed = {
        at for at, (end, start) in enumerate(zip(ends, starts[1:], strict=False)) if _LISTED.fullmatch(text, end, start)
    }
    return [heading for at, heading in enumerate(found) if at not in listed and at - 1 not in listed]


_HEADING_BEFORE = re.compile(r"([^\s。；;：:，,]{4,40})(?:\s*[：:]|\s)\s*(.+)", re.DOTALL)
_HEADING_AFTER = re.compile(r"(.*[。；;])\s*([^\s。；;：:，,]{4,40})", re.DOTALL)


def _cut_without_numeral(text: str) -> tuple[tuple[str, SectionHeading | None], ...]:
    """A line cut at the one heading that stands before its text, or after it; a table has no text on its heading's."""
    before = _HEADING_BEFORE.fullmatch(text)
    if before and (heading := section_heading(before[1])) and heading.section not in TABLES:
        return ((before[1], heading), (before[2], None))
    after = _HEADING_AFTER.fullmatch(text)
    if after and (heading := section_heading(after[2])):
        return ((after[1], None), (after[2], heading))
    return ((text, None),)


def _headings_inside(text: str) -> Iterator[_Found]:
    """Where numbered headings of sections start and end in a line, and which they are."""
    place = 0
    while numeral := _NUMERAL_INSIDE.search(text, place):
        found = _heading_at(text, numeral.start(), numeral.end())
        place = found[1] if found else numeral.end()
        if found:
            yield found


def _heading_at(text: str, start: int, words: int) -> _Found | None:
    """The heading whose numeral and words start here: the shortest whose words could end where it does."""
    printed = text[words : words + _LONGEST_HEADING]
    folded = in_words_of_form(printed)
    if len(folded) != len(printed):
        return None  # characters that stand for several: no place in the one is a place in the other
    run = _RUN.match(folded)
    for closing in _CLOSING.finditer(run[0] if run else ""):
        end = words + closing.end()
        goes_on = _VOCABULARY if closing[0] == "公开" else _CONTINUES
        heading = None if goes_on.match(folded, closing.end()) else section_heading(text[start:end])
        if heading is not None and _stands_out(text, start, end, heading):
            return start, end, heading
    return None


def _stands_out(text: str, start: int, end: int, heading: SectionHeading) -> bool:
    """Whether a heading stands out from the text around it: at breaks before and after it, or by its length."""
    at_break = _AFTER_A_BREAK.search(text, max(0, start - 1), start) is not None
    official = section_label(heading.section)[0] == heading.numeral
    sure = official and len(_NO_WORD.sub("", in_words_of_form(text[start:end]))) > _UNMISTAKABLE
    if _ENDS.match(text, end):
        return at_break or sure
    return (sure or (official and start == 0)) and not _GOES_ON.match(text, end)


for _made in (section_heading, cut_headings, _official, _end_in_words):
    on_new_aliases(_made.cache_clear)
