"""Recognising the title of a report in print, the organ's name beside it, and what belongs to the page around both."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from attrs import frozen

from gov_info_report.model.characters import plain
from gov_info_report.model.stated import REPORT_WORDS, YEAR, TitleParts, compact, title_parts

__all__ = [
    "PrintedTitle",
    "find_title",
    "find_titles",
    "is_furniture",
    "is_organ",
    "is_title",
    "is_title_part",
    "names_place_of",
]


@frozen
class PrintedTitle:
    """Where in a line a title is printed, and what it names.

    `whole` says that the line holds nothing else, marks of emphasis and quotation aside.
    """

    start: int
    end: int
    parts: TitleParts
    whole: bool = True


# Organs

_ORGAN_END = "(?:[局委会府室厅院所处站镇乡道部馆队校署办心省市区县旗州盟村场厂园司行团社学库台港关庭组段网]|集团|基地)"
_ORGAN = re.compile(rf"[^\W\d_A-Za-z][\w·、()]{{1,38}}?{_ORGAN_END}(?:\([^()]{{1,8}}\))?(?:{YEAR})?")
_NO_ORGAN = re.compile(
    "公开(?!(?:工作)?(?:领导小组|办))|首页|打印|关闭|互动|栏目|专栏|目录|位置|现将|公布|发布|编制本|本报告|本年|我[局委县市区镇街]|年报|年度报告|网站|索引"
    "|其中|收到|报送|填报|来源|作者|编辑|^(?:的|为|由|在|各|本(?!溪))|^走进|门户|大厅$"
    r"|^新闻中心|^(..).*\1|局.*局.*局"
    "|^(?:资讯|服务|政务服务|便民服务|下载|视频|互动|数据|个人|用户|会员)中心$|^(?:乡镇|镇街|街道|部门|县区|区县)+$"
)


@lru_cache(maxsize=1024)
def is_organ(text: str) -> bool:
    """Whether a text is the name of an organ, perhaps with a year after it, and nothing else.

    >>> is_organ("青禾县水利局"), is_organ("政务公开"), is_organ("我局依法公开。")
    (True, False, False)
    """
    words = plain(compact(text)).strip("*#_")
    return len(words) <= 48 and _ORGAN.fullmatch(words) is not None and _NO_ORGAN.search(words) is None


# Titles

_AROUND = re.compile(r"^[\s*#_\\•·●◆■▪>\-]+|[\s*_\\]+$|\s*\{#[^{}]*\}\s*$")
_LINK = re.compile(r"^\s*!?\[([^\[\]]+)\]\([^()]*\)\s*$")
_LABELS = r"(?:标\s*题|题\s*名|名\s*称|文件名称|信息名称|文件标题|信息标题)"
_LABELLED = re.compile(rf"^\s*[•·*|\-]?\s*{_LABELS}[\s*_|：:]*")


def find_title(line: str) -> PrintedTitle | None:
    """The title that a line prints, alone or among other things; `None` where it prints none for certain.

    Alone a title may lack organ and year. Among other things (a breadcrumb, an index block, the name of a site, a
    whole page on one line) it must name both, and no other words may touch it.

    >>> line = "标题：青禾县水利局2024年政府信息公开工作年度报告 索引号：A/2025-1"
    >>> found = find_title(line)
    >>> line[found.start : found.end], found.parts.organ, found.whole
    ('青禾县水利局2024年政府信息公开工作年度报告', '青禾县水利局', False)
    """
    return next(iter(find_titles(line)), None)


@lru_cache(maxsize=2048)
def find_titles(line: str) -> tuple[PrintedTitle, ...]:
    """Every title that a line prints, as `find_title` finds one: a line of links has several."""
    if "公" not in line:
        return ()
    found = _alone(line) or _behind_its_label(line)
    return (found,) if found else tuple(_among(line))


def is_title(line: str) -> bool:
    """Whether a line is the title of such a report, and nothing else.

    >>> is_title("青禾县水利局 2024 年政府信息公开工作年度报告")
    True
    """
    return "公" in line and _alone(line) is not None


def is_title_part(line: str) -> bool:
    """Whether a line could be part of a title that is printed on several.

    >>> is_title_part("2024年政府信息公开工作"), is_title_part("年度报告"), is_title_part("全年公开信息。")
    (True, True, False)
    """
    words = plain(compact(line)).strip("*#_")
    return len(words) <= 40 and not _NO_TITLE.search(words) and _TITLE_WORDS.search(words) is not None


_NO_TITLE = re.compile("[。；;！!？?|，,：:>/]")
_TITLE_WORDS = re.compile(r"信息|公开|政务|报告|年报|年度|\d年|\d{4}$|^[报告]$")


def _alone(line: str) -> PrintedTitle | None:
    start, end = _bare(line)
    parts = title_parts(line[start:end])
    return PrintedTitle(start, end, parts) if parts and _may_name(parts.organ) else None


def _bare(line: str) -> tuple[int, int]:
    """Where a line begins and ends without marks of emphasis, headings and lists around it."""
    start, end = 0, len(line)
    if link := _LINK.match(line):
        start, end = link.span(1)
    while start < end and (found := _AROUND.search(line[start:end])):
        if found.start() == 0:
            start += found.end()
        else:
            end = start + found.start()
    return start, end


def _may_name(organ: str) -> bool:
    return not organ or _NO_ORGAN.search(plain(organ)) is None


def _behind_its_label(line: str) -> PrintedTitle | None:
    """The title in a line that says before it that it is one, as index blocks do."""
    label = _LABELLED.match(line)
    if label is None:
        return None
    rest = _alone(line[label.end() :].rstrip("| \t"))
    return PrintedTitle(rest.start + label.end(), rest.end + label.end(), rest.parts, False) if rest else None


_WORDS = re.compile(REPORT_WORDS)
_LONGEST = 60
_BEFORE = re.compile(rf"(?:{YEAR})?[^\W\d_]{{0,40}}(?:\(?{YEAR}\)?)?$")
_SITE_BEFORE = re.compile("人民政府(?!$|办|驻|外|信|研|国|法|行政)")
"""The name of a site before that of an organ, where nothing stands between them."""
_AFTER = re.compile(rf"\({YEAR}\)")
_NOT_OF_ORGAN = re.compile(rf"^{YEAR}|(?:关于|的|\(?{YEAR}\)?)+$")
_NEXT = re.compile(
    r"$|[-_|>＞*)\]》—–\[【]|\(?(?:19|20)\d\d|根据|按照|依据|依照|为[了进深贯]|本报告|本年度报告|现[将根按依]|一[、.]|目录"
    r"|发[布文]|来源|信息来源|日期|时间|索引|文号|时效|有效|字[体号]|浏览|打印|作者|公开日期"
)
"""What may touch the end of a title on a line that holds more: what goes on as a sentence would is prose."""


def _among(line: str) -> Iterator[PrintedTitle]:
    """The titles in a line that holds other things as well, each with organ and year, and nothing that touches it."""
    places = [place for place, character in enumerate(line) if not character.isspace()]
    words = plain("".join(line[place] for place in places))
    if len(words) != len(places):
        return  # characters that stand for several: no place in the one is a place in the other
    gaps = {at for at in range(1, len(places)) if places[at] - places[at - 1] > 1}
    for found in _WORDS.finditer(words):
        year = _AFTER.match(words, found.end())
        end = year.end() if year else found.end()
        start = _start(words, found.start(), gaps) if end in gaps or _NEXT.match(words, end) else None
        parts = None if start is None else title_parts(line[places[start] : places[end - 1] + 1])
        if start is not None and parts and parts.year:
            yield PrintedTitle(places[start], places[end - 1] + 1, parts, whole=False)


def _start(words: str, at: int, gaps: set[int]) -> int | None:
    """Where a title that names an organ starts whose last words start here; `None` where that is not certain."""
    first = max(0, at - _LONGEST)
    before = _BEFORE.search(words, first, at)
    run = before.start() if before else at
    clean = {gap for gap in gaps if run < gap < at} | {run + label.end() for label in _LABEL.finditer(words[run:at])}
    if run == 0 or not (words[run - 1].isalnum() or words[run - 1] in "。，,、"):
        clean.add(run)
    for start in sorted(clean, reverse=True):
        organ = _NOT_OF_ORGAN.sub("", words[start:at])
        if is_organ(organ) and not _SITE_BEFORE.search(organ) and not names_place_of(words[run:start], organ):
            return start
    return None


_PLACE_ENDS = "省市区县旗州盟镇乡"
_LABEL = re.compile(_LABELS)


def names_place_of(above: str, organ: str) -> bool:
    """Whether a line above an organ is the place that the organ is of, so that both are its name.

    >>> names_place_of("青禾县", "水利局"), names_place_of("青禾县", "青禾县水利局")
    (True, False)
    """
    place = plain(compact(above))
    return (
        1 < len(place) <= 12
        and place.isalpha()
        and place[-1] in _PLACE_ENDS
        and not plain(compact(organ)).startswith(place)
    )


# The page

_FURNITURE = re.compile(
    r"[\s•·●>*#\-\[【|]*(?:"
    r"上一[篇条个]|下一[篇条个]|(?:打\s*印|关\s*闭|收\s*藏|保存|分享|转发|我要纠错|复制链接|返回(?:顶部|首页|列表)?|字\s*[体體号號])"
    r"(?:本页|此页|页面|窗口|到|至)?\s*(?:$|[\s】\])）(（|：:])"
    r"|扫一扫|扫描二维码|用?(?:微信|手机)扫|版权所有|主办(?:单位|[：:])|承办(?:单位|[：:])|技术支持[：:]|网站标识码|\S{0,12}ICP备"
    r"|\S{0,6}公网安备|Copyright|©|相关(?:链接|文档|附件|稿件)|友情链接|网站(?:地图|首页)|首\s*页\s*(?:$|[>＞/|»›])|联系我们|无障碍"
    r"|繁[體体]|当前(?:位置|页面)|您?(?:现在)?(?:所在)?的?位置|目\s*[录錄次]\s*$|\{\{.*\}\}\s*$|附件\s*\d?\s*[：:]|附件下载"
    r"|[-—–]\s*\d{1,3}\s*[-—–]\s*$|第\s*\d{1,3}\s*页(?:[\s，,/]*共\s*\d{1,3}\s*页)?\s*$"
    r"|(?:索\s*引\s*号|文\s*号|发文字号|(?:主题|组配|体裁|信息)分类|服务对象|主\s*题\s*词|关\s*键\s*词|内容概述|信息来源"
    r"|公开(?:方式|范围|时限|形式|类别|日期)|有\s*效\s*性|(?:生效|废止|生成|成文|发文|发布)日期|发布时间|发布(?:机构|单位)|发文机关"
    r"|来\s*源|作\s*者|责任编辑|编\s*辑|审\s*核|录\s*入|浏览(?:次数|量)|阅读次数|点击[数率]|访问量|次浏览"
    rf"|{_LABELS})\s*(?:$|[\s：:|】\]].{{0,120}}$))"
)
"""How lines begin that belong to the page."""

_NO_FURNITURE = re.compile("[。；]")


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page and not to the report: its digits are no figures, its words no prose.

    Breadcrumbs, menus, index blocks, dates of publication, share buttons, neighbours, footers, page counters, and
    words of a template that was not filled.

    >>> is_furniture("当前位置：首页 > 政务公开 > 年报"), is_furniture("全年平稳有序。")
    (True, False)
    """
    if _FURNITURE.match(line) is None and not _is_breadcrumb(line):
        return False
    return _NO_FURNITURE.search(line) is None


def _is_breadcrumb(line: str) -> bool:
    return len(line) <= 120 and len(re.findall("[>＞»›]", line)) >= 2 and "。" not in line and "<" not in line
