"""Two small reports of our own, one of each edition, as lines of text and as the figures that they print."""

import pytest

APPLICANTS = (
    "natural_person",
    "enterprise",
    "research_institute",
    "public_welfare",
    "legal_service",
    "other",
    "total",
)
RESULTS = ("upheld", "corrected", "other", "pending", "total")

YEAR = {2021: "2024", 2019: "2020"}

PROSE = {
    "title": "青禾县水利局2024年政府信息公开工作年度报告",
    "preamble": "本报告数据的统计期限自2024年1月1日起至2024年12月31日止。",
    "overview": "全年工作平稳有序。\n（一）主动公开。公布河道整治信息72条。\n（二）依申请公开。收到申请14件。\n"
    "（三）政府信息管理。信息发布前逐条审核。\n（四）平台建设。局网站改版。\n（五）监督保障。培训两次。",
    "problems": "水情信息更新不够快，将配专人维护。",
    "other_matters": "本年度未收取信息处理费。",
}

TABLE_2 = {
    2021: """\
第二十条第（一）项\t\t\t
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t3\t1\t12
第二十条第（五）项\t\t\t
信息内容\t本年处理决定数量\t\t
行政许可\t1520\t\t
第二十条第（六）项\t\t\t
信息内容\t本年处理决定数量\t\t
行政处罚\t26\t\t
行政强制\t5\t\t
第二十条第（八）项\t\t\t
信息内容\t本年收费金额（单位：万元）\t\t
行政事业性收费\t18\t\t""",
    2019: """\
第二十条第（一）项\t\t\t
信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量
规章\t0\t0\t0
规范性文件\t3\t2\t12
第二十条第（五）项\t\t\t
信息内容\t上一年项目数量\t本年增/减\t处理决定数量
行政许可\t8\t-1\t152
其他对外管理服务事项\t4\t0\t30
第二十条第（六）项\t\t\t
信息内容\t上一年项目数量\t本年增/减\t处理决定数量
行政处罚\t40\t2\t26
行政强制\t3\t0\t5
第二十条第（八）项\t\t\t
信息内容\t上一年项目数量\t本年增/减\t
行政事业性收费\t1\t0\t
第二十条第（九）项\t\t\t
信息内容\t采购项目数量\t采购总金额\t
政府集中采购\t12\t356\t""",
}

TABLE_3_HEAD = """\
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\t\t\t申请人情况\t\t\t\t\t\t
\t\t\t自然人\t法人或其他组织\t\t\t\t\t总计
\t\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t"""

# path below `requests`, the three cells of labels, the seven figures
TABLE_3 = (
    ("received", ("一、本年新收政府信息公开申请数量", "", ""), (9, 3, 0, 0, 1, 1, 14)),
    ("carried_in", ("二、上年结转政府信息公开申请数量", "", ""), (2, 1, 0, 0, 0, 0, 3)),
    ("outcomes.granted", ("三、本年度办理结果", "（一）予以公开", ""), (4, 1, 0, 0, 1, 0, 6)),
    (
        "outcomes.partly_granted",
        ("", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", ""),
        (1, 0, 0, 0, 0, 0, 1),
    ),
    (
        "outcomes.refused.state_secret",
        ("", "（三）不予公开", "1.属于国家秘密"),
        (0, 0, 0, 0, 0, 0, 0),
    ),
    ("outcomes.refused.prohibited_by_law", ("", "", "2.其他法律行政法规禁止公开"), (0, 1, 0, 0, 0, 0, 1)),
    ("outcomes.refused.security_and_stability", ("", "", "3.危及“三安全一稳定”"), (0, 0, 0, 0, 0, 0, 0)),
    ("outcomes.refused.third_party_rights", ("", "", "4.保护第三方合法权益"), (1, 0, 0, 0, 0, 0, 1)),
    ("outcomes.refused.internal_affairs", ("", "", "5.属于三类内部事务信息"), (0, 0, 0, 0, 0, 0, 0)),
    ("outcomes.refused.deliberative_process", ("", "", "6.属于四类过程性信息"), (0, 1, 0, 0, 0, 0, 1)),
    ("outcomes.refused.enforcement_files", ("", "", "7.属于行政执法案卷"), (0, 0, 0, 0, 0, 0, 0)),
    ("outcomes.refused.administrative_inquiry", ("", "", "8.属于行政查询事项"), (0, 0, 0, 0, 0, 0, 0)),
    (
        "outcomes.unavailable.not_held",
        ("", "（四）无法提供", "1.本机关不掌握相关政府信息"),
        (2, 0, 0, 0, 0, 1, 3),
    ),
    ("outcomes.unavailable.needs_creation", ("", "", "2.没有现成信息需要另行制作"), (0, 0, 0, 0, 0, 0, 0)),
    ("outcomes.unavailable.still_unclear", ("", "", "3.补正后申请内容仍不明确"), (0, 0, 0, 0, 0, 0, 0)),
    (
        "outcomes.not_processed.complaint",
        ("", "（五）不予处理", "1.信访举报投诉类申请"),
        (1, 0, 0, 0, 0, 0, 1),
    ),
    ("outcomes.not_processed.repeated", ("", "", "2.重复申请"), (0, 0, 0, 0, 0, 0, 0)),
    ("outcomes.not_processed.publication", ("", "", "3.要求提供公开出版物"), (0, 0, 0, 0, 0, 0, 0)),
    ("outcomes.not_processed.excessive", ("", "", "4.无正当理由大量反复申请"), (0, 0, 0, 0, 0, 0, 0)),
    (
        "outcomes.not_processed.confirmation",
        ("", "", "5.要求行政机关确认或重新出具已获取信息"),
        (0, 0, 0, 0, 0, 0, 0),
    ),
)
TABLE_3_OTHER = {
    2021: (
        (
            "outcomes.other.not_corrected",
            ("", "（六）其他处理", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
            (0, 0, 0, 0, 0, 0, 0),
        ),
        (
            "outcomes.other.fee_unpaid",
            ("", "", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
            (0, 0, 0, 0, 0, 0, 0),
        ),
        ("outcomes.other.miscellaneous", ("", "", "3.其他"), (1, 0, 0, 0, 0, 0, 1)),
    ),
    2019: (("outcomes.other", ("", "（六）其他处理", ""), (1, 0, 0, 0, 0, 0, 1)),),
}
TABLE_3_END = (
    ("outcomes.total", ("", "（七）总计", ""), (10, 3, 0, 0, 1, 1, 15)),
    ("carried_forward", ("四、结转下年度继续办理", "", ""), (1, 1, 0, 0, 0, 0, 2)),
)

TABLE_4 = """\
行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t
结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t
\t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计
3\t1\t0\t1\t5\t1\t0\t0\t0\t1\t0\t0\t0\t0\t0"""

FIGURES_2 = {
    2021: {
        "regulations.issued": 0,
        "regulations.repealed": 0,
        "regulations.in_force": 0,
        "normative_documents.issued": 3,
        "normative_documents.repealed": 1,
        "normative_documents.in_force": 12,
        "licensing.decisions": 1520,
        "penalties.decisions": 26,
        "compulsory_measures.decisions": 5,
        "fees.amount": 18,
    },
    2019: {
        "regulations.made": 0,
        "regulations.published": 0,
        "regulations.public_total": 0,
        "normative_documents.made": 3,
        "normative_documents.published": 2,
        "normative_documents.public_total": 12,
        "licensing.items_last_year": 8,
        "licensing.items_change": -1,
        "licensing.decisions": 152,
        "other_services.items_last_year": 4,
        "other_services.items_change": 0,
        "other_services.decisions": 30,
        "penalties.items_last_year": 40,
        "penalties.items_change": 2,
        "penalties.decisions": 26,
        "compulsory_measures.items_last_year": 3,
        "compulsory_measures.items_change": 0,
        "compulsory_measures.decisions": 5,
        "fees.items_last_year": 1,
        "fees.items_change": 0,
        "procurement.items": 12,
        "procurement.amount": 356,
    },
}
FIGURES_4 = {
    "reconsideration": (3, 1, 0, 1, 5),
    "direct_litigation": (1, 0, 0, 0, 1),
    "litigation_after_reconsideration": (0, 0, 0, 0, 0),
}


def rows_of_table_3(edition):
    return (*TABLE_3, *TABLE_3_OTHER[edition], *TABLE_3_END)


class Lines(list):
    """The lines of a report, to be cut and changed."""

    @property
    def text(self):
        return "\n".join(self) + "\n"

    def at(self, words, nth=0):
        """The place of the nth line that has these words."""
        return [place for place, line in enumerate(self) if words in line][nth]

    def section(self, heading):
        """The places of a section: its heading and all up to the next empty line but one."""
        start = self.at(heading)
        ends = [place for place in range(start + 2, len(self)) if not self[place]]
        return slice(start, (ends[0] if ends else len(self) - 1) + 1)

    def change(self, words, old, new, nth=0):
        """Replace within the nth line that has these words."""
        place = self.at(words, nth)
        assert old in self[place]
        self[place] = self[place].replace(old, new)
        return self


@pytest.fixture(scope="session")
def source():
    """Makes the lines of the report of an edition, tables tab-separated, every section with its empty lines."""

    def make(edition=2021):
        table_3 = ["\t".join((*labels, *map(str, figures))) for _, labels, figures in rows_of_table_3(edition)]
        return Lines(
            [
                PROSE["title"].replace("2024", YEAR[edition]),
                "",
                PROSE["preamble"].replace("2024", YEAR[edition]),
                "",
                "一、总体情况",
                "",
                *PROSE["overview"].split("\n"),
                "",
                "二、主动公开政府信息情况",
                "",
                *TABLE_2[edition].split("\n"),
                "",
                "三、收到和处理政府信息公开申请情况",
                "",
                *TABLE_3_HEAD.split("\n"),
                *table_3,
                "",
                "四、政府信息公开行政复议、行政诉讼情况",
                "",
                *TABLE_4.split("\n"),
                "",
                "五、存在的主要问题及改进情况",
                "",
                *PROSE["problems"].split("\n"),
                "",
                "六、其他需要报告的事项",
                "",
                *PROSE["other_matters"].split("\n"),
            ]
        )

    return make


@pytest.fixture(scope="session")
def printed():
    """Gives the figures that the report of an edition prints, by path."""

    def make(edition=2021):
        figures = {f"proactive.{path}": value for path, value in FIGURES_2[edition].items()}
        for row, _, values in rows_of_table_3(edition):
            for column, value in zip(APPLICANTS, values, strict=True):
                figures[f"requests.{row}.{column}"] = value
        for block, values in FIGURES_4.items():
            for column, value in zip(RESULTS, values, strict=True):
                figures[f"disputes.{block}.{column}"] = value
        return figures

    return make


@pytest.fixture(scope="session")
def prose():
    """The prose of both reports."""
    return dict(PROSE)


@pytest.fixture(scope="session")
def figures_of():
    """Gives every figure of a report by path."""
    import gov_info_report as gir

    def figures(report):
        return {record.path: report[record.path] for record in gir.to_records(report)}

    return figures


@pytest.fixture(scope="session")
def consistent(source):
    """The reports of both editions as they are read, by edition; `validate` has nothing to say about their figures."""
    import gov_info_report as gir

    return {edition: gir.parse(source(edition).text) for edition in (2021, 2019)}
