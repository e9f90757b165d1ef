"""For every code of the catalogue the smallest change to a report of `examples/` that produces it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from attrs import frozen

import gov_info_report as gir

__all__ = ["DOCUMENTS", "Document"]

EXAMPLES = Path(__file__).parents[1] / "examples"

Changes: TypeAlias = tuple[tuple[str, str], ...]
"""What is replaced by what, everywhere in a text."""


@frozen
class Document:
    """A report with an accident or a mistake in it.

    `changes` turn the example `base`, in which nothing is wrong, into this document. `previous` turn it into the report
    of the year before, and each of `parts` into that of a department, where the code needs other reports. `besides`
    are codes that cannot but come along.
    """

    changes: Changes = ()
    base: str = "pipes.txt"
    previous: Changes | None = None
    parts: tuple[Changes, ...] = ()
    besides: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """The whole document."""
        return self._changed(self.changes)

    def findings(self) -> gir.Findings:
        """What `check` says of it."""
        previous = None if self.previous is None else gir.parse(self._changed(self.previous))
        parts = [gir.parse(self._changed(changes)) for changes in self.parts]
        return gir.check(self.text, previous=previous, parts=parts)

    def differences(self) -> Iterator[tuple[str, str]]:
        """What was changed, line by line, for each of the reports: its name, and the difference."""
        yield "", self._difference(self.changes)
        if self.previous is not None:
            yield "previous", self._difference(self.previous)
        for changes in self.parts:
            yield "parts", self._difference(changes)

    def _changed(self, changes: Changes) -> str:
        text = (EXAMPLES / self.base).read_text("utf-8")
        for old, new in changes:
            if old not in text:
                raise ValueError(f"{self.base} has no {old!r}")
            text = text.replace(old, new)
        return text

    def _difference(self, changes: Changes) -> str:
        before = (EXAMPLES / self.base).read_text("utf-8").splitlines()
        lines = [*difflib.unified_diff(before, self._changed(changes).splitlines(), n=1, lineterm="")]
        return "\n".join(line for line in lines[2:] if not line.startswith("@@"))


def _also(*codes: str) -> frozenset[str]:
    return frozenset(codes)


PROSE = """\
(一)主动公开。全年公开道路改造、客运线路调整和出租汽车管理信息512条,发布政策解读27篇,其中图解12篇。
(二)依申请公开。全年新收38件,上年结转3件,办结38件,结转下年3件。
(三)政府信息管理。对现行有效的规范性文件逐件标注有效期,到期前两个月提醒承办科室。
(四)政府信息公开平台建设。把公交线路查询接入市政府网站,全年被访问43万次。
(五)监督保障。邀请八位乘客代表对公开栏目打分,所提十九条意见已答复十七条,其余两条正在研究。
"""
PROBLEMS = """\
(一)存在的问题。线路调整的公告往往在实施前三天才发布,老年乘客来不及知晓。
(二)改进的情况。自下一年起,线路调整公告至少提前十天发布,并在沿线站牌同步张贴。
"""
LAST_SECTION = "六、其他需要报告的事项\n2023年,我局未收取信息处理费。\n"
SECTION_5 = "五、存在的主要问题及改进情况\n" + PROBLEMS
DOCUMENTS_IN_FORCE = "| 行政规范性文件 | 3 | 1 | 22 |\n"
COMPLAINTS = "1.信访举报投诉类申请 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |"
ROWS = re.findall(
    r"^\|(?: [^|]*[^|\d ] \|)+(?: \d+ \|){7}(?=\|*$)", (EXAMPLES / "pipes.txt").read_text("utf-8"), re.MULTILINE
)
RESULTS = "| 3 | 1 | 0 | 0 | 4 | 2 | 0 | 0 | 1 | 3 | 0 | 0 | 1 | 0 | 1 |\n"
FORCE_BOUND = "| 行政强制 | 65 |||\n"
FILES = "| 7.属于行政执法案卷 | 2 | 0 | 0 | 0 | 1 | 0 | 3 |\n"
INQUIRY = "| 8.属于行政查询事项 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"
TABLE_4 = """\
| 行政复议 | 行政诉讼 ||||||||||||||
| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | 复议后起诉 |||||||||
| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 ||||||
"""
OTHER_ROWS = """\
| (六)其他处理 | 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 | 0 | 1 | 0 | 0 | 0 | 0 | 1 |
| 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| 3.其他 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
"""
"""What the documents below change in `pipes.txt`."""

CARRIED_FORWARD: Changes = (("| 1 | 2 | 0 | 0 | 0 | 0 | 3 |", "| 2 | 1 | 0 | 0 | 0 | 0 | 3 |"),)
"""What the year before has to carry forward."""


def _without_column(column: int, rows: Sequence[str]) -> Changes:
    """Rows of table 3 that have lost the cell of an applicant column."""
    changes = []
    for row in rows:
        *labels, figures = re.split(r"(?=(?: \d+ \|){7}$)", row)
        cells = figures.split("|")[:-1]
        changes.append((row, "|".join([*labels, *cells[:column], *cells[column + 1 :], ""]).replace("||", "|")))
    return tuple(changes)


INSTITUTES: Changes = ((" | 科研机构 |", " |"),)
"""The header of table 3 has lost a column."""

YEAR_BEFORE: Changes = (
    ("2023", "2022"),
    (PROSE, "公开信息498条,管理、平台和监督保障均有改进。新收38件申请。\n"),
    (PROBLEMS, "解读偏少,将请科室撰写解读。\n"),
    ("| 3 | 1 | 22 |", "| 2 | 1 | 20 |"),
    *CARRIED_FORWARD,
)
"""A report that the example follows from, written in words of its own."""

DEPARTMENT: Changes = (("望川市交通运输局", "望川市公路中心"),)
"""The one department whose report the example is the sum of."""

DOCUMENTS: dict[str, Document] = {
    # What happens while reading
    "section-out-of-order": Document(((LAST_SECTION, ""), (SECTION_5, LAST_SECTION + SECTION_5))),
    "section-repeated": Document(((LAST_SECTION, LAST_SECTION + "五、存在的主要问题及改进情况\n公告发布得太晚。\n"),)),
    "heading-missing": Document((("四、政府信息公开行政复议、行政诉讼情况\n", ""),)),
    "heading-misnumbered": Document((("六、其他需要", "七、其他需要"),)),
    "row-out-of-order": Document(((FILES + INQUIRY, INQUIRY + FILES),)),
    "row-repeated": Document(((FILES, FILES + FILES),)),
    "row-contradicted": Document(((FILES, FILES + FILES.replace("| 3 |", "| 4 |")),)),
    "row-unlabelled": Document((("| 2.重复申请 |", "| |"),)),
    "cell-reassigned": Document((("| 2 | 1 | 16 ||", "| 2 | 1 | 1 | 6 |"),)),
    "cell-doubtful": Document((("| 规章 | 0 | 0 | 0 |", "| 规章 | 0 | 0 | |"),)),
    "cell-undecided": Document(((DOCUMENTS_IN_FORCE, "| 行政规范性文件 | 3 | 22 |\n"),)),
    "unit-converted": Document((("| 2319.78 |", "| 23197800元 |"),)),
    "unit-printed": Document((("412.68", "412.68元"),), "edition-2019.txt"),
    "label-approximate": Document((("行政强制", "行政强治"),)),
    "text-unplaced": Document((("三、收到和处理", "(审核:办公室)\n三、收到和处理"),)),
    "character-replaced": Document((("逐件标注有效期", "逐件标注有\x07效期"),)),
    # What follows from the report alone
    "section-missing": Document(((LAST_SECTION, ""),)),
    "table-missing": Document(((TABLE_4 + RESULTS, ""),)),
    "table-empty": Document(((RESULTS, "|" + " |" * 15 + "\n"),)),
    "row-missing": Document(((FORCE_BOUND, ""),)),
    "column-missing": Document((*INSTITUTES, *_without_column(2, ROWS)), besides=_also("identity-unassessed")),
    "cell-missing": Document((*INSTITUTES, *_without_column(2, ROWS[4:-2])), besides=_also("identity-unassessed")),
    "cell-blank": Document(((FORCE_BOUND, "| 行政强制 | |||\n"),)),
    "cell-not-applicable": Document((("| 规章 | 0 | 0 | 0 |", "| 规章 | / | / | / |"),)),
    "cell-unreadable": Document((("| 3907 |", "| 三千余 |"),)),
    "requests-row-total": Document(
        ((COMPLAINTS, "1.信访举报投诉类申请 | 3 | 0 | 0 | 0 | 0 | 0 | 2 |"),), besides=_also("requests-outcomes-total")
    ),
    "requests-balance": Document(
        (
            ("| 2 | 1 | 0 | 0 | 0 | 0 | 3 |||\n| 三", "| 5 | 1 | 0 | 0 | 0 | 0 | 6 |||\n| 三"),
            ("上年结转3件", "上年结转6件"),
        )
    ),
    "requests-outcomes-total": Document(((COMPLAINTS, "1.信访举报投诉类申请 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |"),)),
    "disputes-total": Document((("| 3 | 1 | 0 | 0 | 4 |", "| 3 | 1 | 0 | 0 | 5 |"),)),
    "identity-unassessed": Document((("| 3 | 1 | 0 | 0 | 4 |", "| 3 | 1 | 0 |  | 4 |"),), besides=_also("cell-blank")),
    "value-negative": Document(((FORCE_BOUND, "| 行政强制 | -65 |||\n"),)),
    "value-fractional": Document(((FORCE_BOUND, "| 行政强制 | 65.5 |||\n"),)),
    "edition-mixed": Document(
        ((OTHER_ROWS, "| (六)其他处理 | 0 | 1 | 0 | 0 | 0 | 0 | 1 ||\n"),), besides=_also("edition-unexpected")
    ),
    "edition-unexpected": Document((("2023", "2019"),)),
    "title-missing": Document((("望川市交通运输局2023年度政府信息公开工作年度报告\n", ""),)),
    "institution-unknown": Document((("望川市交通运输局2023年度", "关于2023年度"),)),
    "year-unknown": Document(
        (("2023年度政府", "政府"), ("本报告所列数据的统计期限为2023年1月1日至2023年12月31日。\n", ""))
    ),
    "year-mismatch": Document((("2023年1月1日至2023年", "2022年1月1日至2022年"),)),
    "period-impossible": Document((("12月31日", "12月32日"),)),
    "period-incomplete": Document((("12月31日", "11月30日"),)),
    # What the prose shows
    "prose-differs": Document((("全年新收38件", "全年新收36件"),)),
    "template-text": Document((("信息512条", "信息XX条"),)),
    "fee-unstated": Document((("2023年,我局未收取信息处理费。", "我局注重公开实效。"),)),
    "fee-doubtful": Document((("未收取信息处理费", "收取信息处理费15元"),)),
    "topic-missing": Document(
        (("(五)监督保障。邀请八位乘客代表对公开栏目打分,所提十九条意见已答复十七条,其余两条正在研究。\n", ""),)
    ),
    "section-perfunctory": Document(((PROBLEMS, "无。\n"),)),
    "institution-differs": Document((("本报告所列", "本报告由望江市交通运输局编制。本报告所列"),)),
    "year-in-prose": Document((("。全年公开", "。2022年公开"), ("。对现行", "。2022年对现行"))),
    "year-unlikely": Document((("2023", "2093"),)),
    "regulations-unlikely": Document((("| 规章 | 0 | 0 | 0 |", "| 规章 | 0 | 0 | 2 |"),)),
    # What other reports show
    "previous-unexpected": Document(previous=(("2023", "2021"),)),
    "carried-in-differs": Document(previous=tuple(change for change in YEAR_BEFORE if change not in CARRIED_FORWARD)),
    "in-force-differs": Document((("| 3 | 1 | 22 |", "| 3 | 1 | 25 |"),), previous=YEAR_BEFORE),
    "items-differ": Document(
        base="edition-2019.txt",
        previous=(("2020", "2019"),),
        besides=_also("carried-in-differs", "prose-copied"),
    ),
    "prose-copied": Document(previous=(("2023", "2022"), ("| 3 | 1 | 22 |", "| 2 | 1 | 20 |"), *CARRIED_FORWARD)),
    "parts-unexpected": Document(parts=((*DEPARTMENT, ("2023", "2022")),)),
    "parts-differ": Document(((FORCE_BOUND, "| 行政强制 | 66 |||\n"),), parts=(DEPARTMENT,)),
    "parts-unassessed": Document(parts=((*DEPARTMENT, (FORCE_BOUND, "| 行政强制 | |||\n")),)),
}
"""A document for every code of the catalogue."""
