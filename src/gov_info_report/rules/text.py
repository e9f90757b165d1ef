"""What the text of a report shows by itself: words of the template, topics, the fee, a section that says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gov_info_report.findings import Finding, find
from gov_info_report.model import Report, Topic, section_label
from gov_info_report.prose import plain_text
from gov_info_report.rules.registry import rule
from gov_info_report.rules.subject import Subject

__all__: list[str] = []

PROSE = ("overview", "problems", "other_matters")

# Words of the template

_TEMPLATE = re.compile(
    r"(?=[XxＸ×╳○◯〇＊{_＿…（(某此请])(?:(?<![A-Za-z])[XxＸ]{2,}(?![A-Za-z])|[×╳]{2,}|[○◯〇]{2,}(?![一二三四五六七八九])|＊{2,}|\{\{.{0,40}?\}\}"
    r"|(?:[_＿]{3,}+|…{4,}+)(?!\s*\d{1,3}(?:\s|$))"  # not those that lead to the page in a table of contents
    r"|[（(][^（）()]{0,12}(?:文字描述|此处填写|请填写|填写说明|在此处报告|此处报告|单位名称|年份)[^（）()]{0,20}[）)]"
    r"|(?<![A-Za-z\d])[XxＸ×╳](?:年|月|日|件|条|项|次)|此处填写|请(?:根据|按照?)?(?:实际)?(?:情况)?(?:在此|据实)?填写"
    r"|(?:某某|某)(?:局|县|市|区|镇|乡|街道|单位|部门))"
)


@rule("template-text")
def no_words_of_the_template(subject: Subject) -> Iterator[Finding]:
    """No instruction and no blank of the template is left in the text (practice)."""
    report = subject.report
    texts = [("", report.title), ("", report.preamble), *((name, _text(report, name)) for name in PROSE)]
    for section, text in texts:
        found = list(dict.fromkeys(match[0] for match in _TEMPLATE.finditer(text)))
        if found:
            where = section_label(section) if section else "标题、前言"
            yield find("template-text", [section] if section else [], actual="、".join(found[:5]), detail=where)


# The fee

_NONE = re.compile(r"^\s*(?:暂?无|没有)[。.]?\s*$", re.MULTILINE)
"""A bare 无: that there is nothing to report may be meant to cover the fee."""
_UNPAID = "requests.outcomes.other.fee_unpaid.total"
_FEE = re.compile("信息处理费|处理费|收费|收取")


@rule("fee-unstated", "fee-doubtful")
def fee_is_stated(subject: Subject) -> Iterator[Finding]:
    """收取信息处理费 is stated in part six (form of 2021), and is a multiple of ten (国办函〔2020〕109号, its scales).

    Fees by piece go in steps of 100 元, by page in steps of 10 元; and an applicant who got no answer because
    they did not pay （（六）2） had been asked to pay.
    """
    report = subject.report
    if report.other_matters is None or not _is_of_2021(report):
        return
    fee = report.other_matters.processing_fee
    if fee.charged is None and not any(_FEE.search(_text(report, name)) for name in PROSE):
        nothing = _NONE.search(report.other_matters.text) is not None
        yield find("fee-unstated", ["other_matters"], severity="info" if nothing else None)
    if fee.amount is not None and fee.amount % 10:
        yield find("fee-doubtful", ["other_matters"], actual=fee.amount, detail="不是 10 元的整数倍")
    unpaid = subject.number(_UNPAID)
    if fee.charged is not True and unpaid:
        paths = ["other_matters", _UNPAID]
        yield find("fee-doubtful", paths, actual=unpaid, detail="有逾期未缴费的申请，却未报告收费")


def _is_of_2021(report: Report) -> bool:
    editions = {section.edition for section in (report.proactive, report.requests) if section is not None}
    return editions == {2021} or (not editions and report.year is not None and report.year >= 2021)


# Topics of section one

_TOPICS: dict[Topic, tuple[str, re.Pattern[str]]] = {
    Topic.PROACTIVE_DISCLOSURE: (
        "主动公开",
        re.compile(
            "主动公开|主动发布|公开.{0,8}信息|信息.{0,12}公开|发布.{0,12}(?:信息|公告)|登载|刊登|推送|推出|上网|张贴|公示|公布|散发|信息.{0,6}条"
        ),
    ),
    Topic.ON_REQUEST: ("依申请公开", re.compile("申请")),
    Topic.INFORMATION_MANAGEMENT: (
        "政府信息管理",
        re.compile(
            "信息管理|规范管理|审核|审签|审查|审校|校对|保密|目录|更新|台账|归档|存档|备案|编号|公文|清理|制度|复核|遮挡|扫描|建库|核对|责任表"
        ),
    ),
    Topic.PLATFORM: (
        "政府信息公开平台建设",
        re.compile(
            "平台|网站|专栏|栏目|公众号|新媒体|微信|微博|客户端|公告屏|公开栏|公示栏|查阅点|查阅室|查询终端|图书馆|档案馆|浮窗|专页|渠道|载体"
        ),
    ),
    Topic.SUPERVISION: (
        "监督保障",
        re.compile(
            "监督保障|监督检查|监督(?:员|电话|方面|管理|机制|评议|作用)|接受.{0,6}监督|社会监督|内部监督|保障|检查|督查|督办|督导|抽查"
            "|考核|评议|测评|评估|追责|追究|问责|通报|纪委|纪检|培训|学习|绩效|领导小组|经费|专班|满意"
        ),
    ),
}


@rule("topic-missing")
def five_topics(subject: Subject) -> Iterator[Finding]:
    """Section one speaks of five topics (《政府信息公开条例》第五十条, notes to the form), under headings or not."""
    overview = subject.report.overview
    if overview is None or not overview.text.strip():
        return
    text = plain_text(overview.text)
    unsaid = [topic for topic, (_, words) in _TOPICS.items() if not words.search(text)]
    if unsaid:
        headed = {passage.topic for passage in overview.passages}
        missing = [_TOPICS[topic][0] for topic in unsaid if topic not in headed]
        if missing:
            yield find("topic-missing", ["overview"], actual="、".join(missing))


# Section five

_NOTHING = re.compile(
    r"^(?:[(]?[一二三四五六七八九十\d]+[)、.])?(?:本单位|我单位|本年度|目前)?(?:存在的?)?(?:主要)?(?:问题|不足)?(?:及改进(?:情况|措施))?[:,]?"
    r"(?:暂?无|没有|暂?未发现|不存在|无问题|无不足)(?:明显|存在|突出|其他)?的?(?:问题|不足|情况)?[。.!;]?$"
)
_MEASURES = re.compile(
    "改进|整改|措施|改善|完善|加强|提升|提高|加大|强化|优化|健全|深化|拓展|规范|推进|落实|建立|下一?步|今后|明年|将|已|再|要|拟|计划|打算|努力|应|[二两三四五]是"
)
SHORTEST = 10
"""A section of fewer characters says nothing of problems and of what is done about them."""
SHORT = 30
"""One of fewer has to have a word of what is done; a longer one may say it in any words."""


@rule("section-perfunctory")
def section_five_says_something(subject: Subject) -> Iterator[Finding]:
    """Section five names problems, and what is done about them (practice: the part most often found empty)."""
    problems = subject.report.problems
    if problems is None:
        return
    text = re.sub(r"\s+", "", plain_text(problems.text))
    if len(text) < SHORTEST or _NOTHING.match(text) or (len(text) < SHORT and not _MEASURES.search(text)):
        yield find("section-perfunctory", ["problems"], actual=text[:40])


def _text(report: Report, name: str) -> str:
    section = getattr(report, name)
    return "" if section is None else str(section.text)


# Regulations

_MAKES_NONE = re.compile("(?:县|镇|乡|街道|办事处)|(?:市|区|县|州|盟|旗).{1,20}(?:局|委员会|委|办公室|中心|支队|大队)$")
_MAKES_SOME = re.compile("^(?:国家|国务院|中华人民共和国|中国)|部$|总局$|省|自治区|自治州|经济特区")


@rule("regulations-unlikely")
def who_makes_regulations(subject: Subject) -> Iterator[Finding]:
    """规章 are made by ministries, provinces and cities with districts (《立法法》), not by a county or bureau."""
    report = subject.report
    institution = report.institution or ""
    if not _MAKES_NONE.search(institution) or _MAKES_SOME.search(institution):
        return
    paths = ["proactive.regulations.issued", "proactive.regulations.made", "proactive.regulations.in_force"]
    for path in paths:
        figure = subject.number(path)
        if figure:
            yield find("regulations-unlikely", [path], actual=figure, detail=institution)
            return
