"""The organ and the year that a report names in its several places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from gov_info_report.findings import Finding, find
from gov_info_report.model import Report, find_period, plain
from gov_info_report.prose import plain_text, statements
from gov_info_report.recognise.organs import is_government, same_organ
from gov_info_report.rules.registry import rule
from gov_info_report.rules.subject import Subject

__all__: list[str] = []

_NAME = (
    r"(?P<name>(?:[\u4e00-\u9fff]{1,7}(?:省|市|县|区|州|盟|旗|镇|乡|街道)){1,4}[\u4e00-\u9fff]{0,18}?"
    r"(?:局|委员会|委|办公室|办事处|人民政府|政府|厅|中心|管委会|镇|乡))"
)
_MAKERS = (
    re.compile(rf"本(?:年度)?(?:报告|年报)由{_NAME}(?:办公室)?(?:根据|依据|依照|按照|遵照|编写|编制|汇编|负责)"),
    re.compile(rf"现将{_NAME}(?:19|20)\d\d年"),
    re.compile(rf"(?:^|[,。;\n]){_NAME}(?:依照|根据|按照|遵照)《"),
    re.compile(rf"(?:^|[,。;\n]){_NAME}(?:(?:编写|编制|撰写)了?本|公布(?:19|20)\d\d年|现将)"),
    re.compile(rf"到{_NAME}办公室(?:索取|领取|查阅|查询)"),
    re.compile(rf"现(?:向社会)?公布{_NAME}(?:19|20)\d\d年"),
    re.compile(rf"请(?:与|向|联系){_NAME}(?:办公室)?(?:联系|反映|咨询|[,。(])"),
)
"""Where a preamble names who makes the report."""
_ORGAN = re.compile(r"^[\u4e00-\u9fff]+(?:局|委|委员会|办|办公室|办事处|政府|厅|中心|院|会|镇|乡|街道)$")
"""A title may be read with what stood around it: only what looks like an organ is held against others."""
_OPENING = re.compile(rf"^{_NAME}(?=始终|坚持|认真|严格|深入|全面|高度|贯彻|落实|把|按|以)")
_SIGNATURE = re.compile(rf"\n\s*{_NAME}\s*\n\s*(?:19|20)\d\d年\d{{1,2}}月\d{{1,2}}日\s*$")


@rule("institution-differs")
def one_organ(subject: Subject) -> Iterator[Finding]:
    """The organ of title, preamble and signature is one (practice: the text of another office was taken over).

    A government's report may be made by one of its offices, and an organ may be shortened.
    """
    title = subject.report.institution
    if not title or not _ORGAN.match(title):
        return
    for name in _named(subject.report):
        if not same_organ(title, name) and (not is_government(title) or is_government(name)) and _is_full(title, name):
            yield find("institution-differs", expected=title, actual=name)
            return


def _named(report: Report) -> Iterator[str]:
    preamble = plain_text(report.preamble)
    for words in _MAKERS:
        for found in words.finditer(preamble):
            yield found["name"]
    overview = plain_text(report.overview.text) if report.overview else ""
    if opening := _OPENING.match(overview):
        yield opening["name"]
    matters = report.other_matters.text if report.other_matters else ""
    if signature := _SIGNATURE.search(plain(matters[-80:])):
        yield signature["name"]


def _is_full(title: str, name: str) -> bool:
    """Whether both names say enough to differ: a place and the organ, and no government beside its bureaus."""
    return min(len(title), len(name)) >= 4 and is_government(title) == is_government(name)


# Years

FIRST_YEAR = 2008
"""《政府信息公开条例》 has been in force since 2008-05-01."""


@rule("year-unlikely")
def year_is_past(subject: Subject) -> Iterator[Finding]:
    """A report is about a year that is over (《政府信息公开条例》第五十条), and since 2008."""
    year = subject.report.year
    if year is None or FIRST_YEAR <= year < datetime.now(UTC).year:
        return
    period = subject.report.period
    if period is None or period.end.year == year:  # else the rule on the period reports it
        yield find("year-unlikely", actual=year)


_REPORTED = re.compile(
    r"((?:19|20)\d\d)年度?(?:的)?(?:政府信息|政务信息|政务|信息)公开(?:工作)?(?:年度)?(?:工作)?(?:情况|报告|年报|工作向社会)|公布((?:19|20)\d\d)年度(?:报告|年报)"
)
_STALE = re.compile(
    r"(?:^|[。;!\n:]|[一二三四五六七八]是)(?:截至|在)?((?:19|20)\d\d)年(?:度|以来)?,?(?=[\u4e00-\u9fff])(?!\d|底前|[^,。;\n]{0,4}月)([^。;!\n]*)"
)
_PAST = re.compile(
    "转入|结转|移交|遗留|去年|上年|上一年|同比|相比|以来|至今|印发|出台|制定|修订|成立|建成|启用|开通|施行|实施|获得|荣获|评为|要点|问题|整改|反馈|版|起"
)
ENOUGH = 2
"""So many sentences of another year are those of another report; one may look back."""


@rule("year-in-prose")
def prose_is_of_the_year(subject: Subject) -> Iterator[Finding]:
    """The prose speaks of the year reported on (practice: last year's sentences were left standing)."""
    report = subject.report
    year = report.year
    if year is None:
        return
    for line in plain_text(report.preamble).split("\n"):
        found = _REPORTED.search(line)
        named = int(found[1] or found[2]) if found else year
        # A line without punctuation is another line of titles
        if found and named != year and re.search("[。,]", line) and not _is_of_period(report, named):
            yield find("year-in-prose", ["preamble"], expected=year, actual=named, detail=found[0])
            return
    stale = list(_stale(report, year))
    if len(stale) >= ENOUGH or (stale and _counts(report, year)):
        sentences = "；".join(sentence[:30] for _, sentence in stale[:3])
        yield find("year-in-prose", ["overview"], expected=year, actual=stale[0][0], detail=sentences)


def _is_of_period(report: Report, named: int) -> bool:
    """Whether it is the year of the period: a wrong period has a finding of its own."""
    period = find_period(report)
    return bool(period and period[1] and period[1].end.year == named)


def _stale(report: Report, year: int) -> Iterator[tuple[int, str]]:
    """The sentences of section one that open with the year before as if it were the one reported on."""
    text = plain_text(report.overview.text) if report.overview else ""
    if str(year - 1) not in text:
        return
    text = re.sub(r"[^\S\n]+", "", text)
    for found in _STALE.finditer(text):
        if int(found[1]) == year - 1 and str(year) not in found[2] and not _PAST.search(found[2]):
            yield year - 1, f"{found[1]}年{found[2]}"


def _counts(report: Report, year: int) -> bool:
    """Whether a sentence states the year before's count of requests, and none this year's."""
    said = [one for one in statements(report) if one.path is not None and one.span.section == "overview"]
    return any(one.kind == "other-year" for one in said) and not any(one.kind == "count" for one in said)
