"""Recognising the form's own words: labels however they are spelled, section headings, titles, what must be escaped."""

import pytest

import gov_info_report as gir
from gov_info_report.model import SECTIONS, TABLES, section_label, table
from gov_info_report.recognise import (
    Label,
    LabelKind,
    SectionHeading,
    is_plain_title,
    is_structural,
    is_title,
    labels_of,
    section_heading,
)

BOTH = frozenset({2021, 2019})


def row(path, editions=BOTH):
    return Label(LabelKind.ROW, path, frozenset(editions))


def column(name, editions=BOTH):
    return Label(LabelKind.COLUMN, name, frozenset(editions))


def group(path, editions=BOTH):
    return Label(LabelKind.GROUP, path, frozenset(editions))


def heading(words, editions=BOTH):
    return Label(LabelKind.HEADING, words, frozenset(editions))


CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
RECEIVED = "requests.received"
OUTCOMES = "requests.outcomes"
REFUSED = "requests.outcomes.refused"
OTHER = "requests.outcomes.other"
OTHERS = (
    row(f"{OTHER}.miscellaneous", {2021}),
    column("other"),
    row(OTHER, {2019}),
    group(OTHER, {2021}),
)


@pytest.mark.parametrize(
    ("name", "text", "labels"),
    [
        # table 2
        ("proactive", "规章", (row("proactive.regulations"),)),
        ("proactive", "规 章", (row("proactive.regulations"),)),
        ("proactive", "规章（设区的市、自治州人民政府应提供相关数据）", (row("proactive.regulations"),)),
        ("proactive", "行政规范性文件", (row("proactive.normative_documents"),)),
        ("proactive", "规范性文件", (row("proactive.normative_documents"),)),
        ("proactive", "本年制发件数", (column("issued", {2021}),)),
        ("proactive", "本年度制发数", (column("issued", {2021}),)),
        ("proactive", "本年废止件数", (column("repealed", {2021}),)),
        ("proactive", "本年废止数", (column("repealed", {2021}),)),
        ("proactive", "现行有效件数", (column("in_force", {2021}),)),
        ("proactive", "现行有效件", (column("in_force", {2021}),)),
        ("proactive", "本年处理决定数量", (column("decisions", {2021}),)),
        ("proactive", "本年处理绝对数量", (column("decisions", {2021}),)),
        ("proactive", "处理决定数量", (column("decisions", {2019}),)),
        ("proactive", "本年收费金额（单位：万元）", (column("amount", {2021}),)),
        ("proactive", "本年收费金额(单位:万元)", (column("amount", {2021}),)),
        ("proactive", "本年收费金额（单位：万元，保留4位小数）", (column("amount", {2021}),)),
        ("proactive", "本年收费金额", (column("amount", {2021}),)),
        ("proactive", "本年增/减", (column("items_change", {2019}),)),
        ("proactive", "本年增／减", (column("items_change", {2019}),)),
        ("proactive", "本年增/", (column("items_change", {2019}),)),
        ("proactive", "采购总金额", (column("amount", {2019}),)),
        ("proactive", "第二十条第（一）项", (heading("第二十条第（一）项"),)),
        ("proactive", "第二十条第(五)项", (heading("第二十条第（五）项"),)),
        ("proactive", "第二十条第（九）项", (heading("第二十条第（九）项", {2019}),)),
        ("proactive", "信息内容", (heading("信息内容"),)),
        ("proactive", "其他主动公开文件", ()),
        # table 3
        ("requests", "自然人", (column("natural_person"),)),
        ("requests", "商业\n企业", (column("enterprise"),)),
        ("requests", "社会公益组织", (column("public_welfare"),)),
        ("requests", "社会公益", (column("public_welfare"),)),
        ("requests", "总计", (column("total"), row(f"{OUTCOMES}.total"))),
        ("requests", "（七）总计", (row(f"{OUTCOMES}.total"), column("total"))),
        ("requests", "(七) 总计", (row(f"{OUTCOMES}.total"), column("total"))),
        ("requests", "其他", OTHERS),
        ("requests", "3.其他", OTHERS),
        ("requests", "3. 其他", OTHERS),
        ("requests", CORNER, (heading(CORNER),)),
        ("requests", CORNER.replace("（", "(").replace("）", ")"), (heading(CORNER),)),
        ("requests", "申请人情况", (heading("申请人情况"),)),
        ("requests", "法人或其他组织", (heading("法人或其他组织"),)),
        ("requests", "一、本年新收政府信息公开申请数量", (row(RECEIVED),)),
        ("requests", "本年新收政府信息公开申请数量", (row(RECEIVED),)),
        ("requests", "三、本年度办理结果", (group(OUTCOMES),)),
        ("requests", "（一）予以公开", (row(f"{OUTCOMES}.granted"),)),
        ("requests", "(一) 予以公开", (row(f"{OUTCOMES}.granted"),)),
        ("requests", "（二）部分公开", (row(f"{OUTCOMES}.partly_granted"),)),
        (
            "requests",
            "(二) 部分公开 (区分处理的, 只计这一情形, 不计其他情形)",
            (row(f"{OUTCOMES}.partly_granted"),),
        ),
        ("requests", "（三）不予公开", (group(REFUSED),)),
        ("requests", "1.属于国家秘密", (row(f"{REFUSED}.state_secret"),)),
        ("requests", "1. 属于国家秘密", (row(f"{REFUSED}.state_secret"),)),
        ("requests", "1、属于国家秘密", (row(f"{REFUSED}.state_secret"),)),
        ("requests", "１．属于国家秘密", (row(f"{REFUSED}.state_secret"),)),
        ("requests", "2.其他法律行政法规禁止公开", (row(f"{REFUSED}.prohibited_by_law"),)),
        ("requests", "2.其他法律、行政法规禁止公开", (row(f"{REFUSED}.prohibited_by_law"),)),
        ("requests", "2.其他法律法规禁止公开", (row(f"{REFUSED}.prohibited_by_law"),)),
        ("requests", "2.其他法律行政止公开", (row(f"{REFUSED}.prohibited_by_law"),)),
        ("requests", "3.危及“三安全一稳定”", (row(f"{REFUSED}.security_and_stability"),)),
        ("requests", '3.危及"三安全一稳定"', (row(f"{REFUSED}.security_and_stability"),)),
        ("requests", "（六）其他处理", (row(OTHER, {2019}), group(OTHER, {2021}))),
        ("requests", "(六) 其他处理", (row(OTHER, {2019}), group(OTHER, {2021}))),
        ("requests", "未知标签", ()),
        # table 4
        ("disputes", "行政复议", (row("disputes.reconsideration"),)),
        ("disputes", "行政诉讼", (heading("行政诉讼"),)),
        ("disputes", "未经复议直接起诉", (row("disputes.direct_litigation"),)),
        ("disputes", "复议后起诉", (row("disputes.litigation_after_reconsideration"),)),
        ("disputes", "结果 维持", (column("upheld"),)),
        ("disputes", "结果\n纠正", (column("corrected"),)),
        ("disputes", "其他结果", (column("other"),)),
        ("disputes", "尚 未 审\n结", (column("pending"),)),
        ("disputes", "总计", (column("total"),)),
        ("disputes", "合计", (column("total"),)),
        ("disputes", "规章", ()),
    ],
    ids=repr,
)
def test_labels_however_they_are_spelled(name, text, labels):
    found = labels_of(name, text)
    assert len(set(found)) == len(found)
    if labels and labels[0].kind is LabelKind.HEADING:  # without its number it could be any item of 第二十条
        assert found[0] == labels[0]
        assert {label.kind for label in found} == {LabelKind.HEADING}
    else:
        assert set(found) == set(labels)


def test_a_label_with_its_number_names_the_row_first_and_without_it_the_column():
    assert labels_of("requests", "（七）总计")[0] == row(f"{OUTCOMES}.total")
    assert labels_of("requests", "总计")[0] == column("total")
    assert labels_of("requests", "3.其他")[0] == row(f"{OTHER}.miscellaneous", {2021})
    assert labels_of("requests", "其他")[0] == column("other")


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("edition", [2021, 2019])
def test_every_official_label_names_its_row_and_column(name, edition):
    for known in table(name, edition).rows:
        rows = {label.name for label in labels_of(name, known.term.label) if edition in label.editions}
        assert known.path in rows
        for printed in known.columns:
            for words in (printed.term.label, *printed.term.aliases):
                assert any(
                    (label.kind, label.name) == (LabelKind.COLUMN, printed.name) and edition in label.editions
                    for label in labels_of(name, words)
                ), words


@pytest.mark.parametrize("name", TABLES)
def test_figures_empty_text_and_long_text_are_no_labels(name):
    for text in ("", " ", "0", "12", "/", "（ ）", "规章" * 61, "一、"):
        assert labels_of(name, text) == ()


# Sections


OFFICIAL = {
    "overview": "一、总体情况",
    "proactive": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "disputes": "四、政府信息公开行政复议、行政诉讼情况",
    "problems": "五、存在的主要问题及改进情况",
    "other_matters": "六、其他需要报告的事项",
}


def test_official_headings():
    assert {name: section_label(name) for name in SECTIONS} == OFFICIAL


@pytest.mark.parametrize(
    ("text", "section", "numeral"),
    [
        *((text, name, text[0]) for name, text in OFFICIAL.items()),
        *((text[2:], name, "") for name, text in OFFICIAL.items()),
        ("一、概述", "overview", "一"),
        ("一、总体概述", "overview", "一"),
        ("一、工作概述", "overview", "一"),
        ("一 概 述", "overview", "一"),
        ("一、基本情况", "overview", "一"),
        ("一、2023年政务公开总体情况", "overview", "一"),
        ("一．总体情况", "overview", "一"),
        ("第一部分 总体情况", "overview", "一"),
        ("第一部分：总体情况", "overview", "一"),
        ("**一、总体情况**", "overview", "一"),
        ("二、行政机关主动公开政府信息情况", "proactive", "二"),
        ("二、主动公开政府信息的情况", "proactive", "二"),
        ("二、主动公开信息情况", "proactive", "二"),
        ("二、主动公开政府政府情况", "proactive", "二"),
        ("一、主动公开政府信息情况", "proactive", "一"),
        ("二、 主动公开政府信息情况：", "proactive", "二"),
        ("三、行政机关收到和处理政府信息公开申请情况", "requests", "三"),
        ("三、收到和处理信息公开申请情况", "requests", "三"),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "disputes", "四"),
        ("四、政府信息公开行政复议和行政诉讼情况", "disputes", "四"),
        ("四、政府信息公开行政复议及行政诉讼情况", "disputes", "四"),
        ("四、政府信息公开行政复议行政诉讼情况", "disputes", "四"),
        ("五、政府信息公开工作存在的主要问题及改进情况", "problems", "五"),
        ("五、存在问题及改进情况", "problems", "五"),
        ("五、存在的主要问题和改进措施", "problems", "五"),
        ("五、存在的主要问题及整改措施", "problems", "五"),
        ("五、工作中存在的主要问题及改进情况", "problems", "五"),
        ("六、其他需要报告事项", "other_matters", "六"),
        ("六、其它需要报告的事项", "other_matters", "六"),
        ("六、其他报告事项", "other_matters", "六"),
        ("六、其他事项", "other_matters", "六"),
        ("、总体情况", "overview", ""),
        (")其他事项", "other_matters", ""),
        ("二 、主动公开政府信息情况", "proactive", "二"),
        ("一、政府信息公开概况", "overview", "一"),
        ("一、基本概况", "overview", "一"),
        ("一、总体公开情况", "overview", "一"),
        ("一、基本工作情况", "overview", "一"),
        ("一、政府信息公开工作开展情况", "overview", "一"),
        ("一、青禾县水利局2024年政府信息公开工作的总体情况", "overview", "一"),
        ("二、政府信息主动公开情况", "proactive", "二"),
        ("二、主動公開政府信息情況", "proactive", "二"),
        ("三、收到的处理政府信息公开申请情况", "requests", "三"),
        ("三、政府信息公开申请办理情况", "requests", "三"),
        ("三、依申请公开政府信息情况", "requests", "三"),
        ("四、行政复议和行政诉讼情况", "disputes", "四"),
        ("四、政府信息公开工作被提起行政复议、行政诉讼的情况", "disputes", "四"),
        ("五、存在的不足及下一步打算", "problems", "五"),
        ("五、存在的主要困难", "problems", "五"),
        ("六、需要说明的其他事项", "other_matters", "六"),
        ("六、其进他需要报告的事项", "other_matters", "六"),
        ("1.总体情况", "overview", ""),
        ("主动公开政府信息总体情况", "proactive", ""),
    ],
    ids=repr,
)
def test_section_headings(text, section, numeral):
    assert section_heading(text) == SectionHeading(section, numeral)
    assert section_heading(text, marked=True) == SectionHeading(section, numeral)


@pytest.mark.parametrize(
    ("text", "section"), [("概述", "overview"), ("其他事项", "other_matters"), ("主动公开情况", "proactive")]
)
def test_short_headings_without_a_numeral_are_headings_only_where_the_document_marks_them(text, section):
    assert section_heading(text) is None
    assert section_heading(text, marked=True) == SectionHeading(section, "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "一、",
        "（一）主动公开",
        "(一)总体情况",
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "主动公开",
        "五、存在的主要问题及改进情况。下一步将加强培训",
        "一、总体情况" * 21,
        "一、加强领导",
        "三、本年度办理结果",
        "四、结转下年度继续办理",
        "二、依申请公开情况",
        "三、政府信息管理情况",
        "四、政府信息公开平台建设情况",
        "五、监督保障情况",
        "1.主动公开情况",
        "一、存在的问题",
        "一、总体情况良好",
        "本年度未新收到政府信息公开申请事项",
        "二、主动公开政府信息情况三、收到和处理政府信息公开申请情况",
        "一、总体情况（一）主动公开情况",
        "政府信息公开年报",
    ],
    ids=repr,
)
@pytest.mark.parametrize("marked", [False, True], ids=["plain", "marked"])
def test_what_is_no_section_heading(text, marked):
    assert section_heading(text, marked) is None


# Titles


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("青禾县水利局2024年政府信息公开工作年度报告", True),
        ("青禾县水利局 2024 年度政府信息公开年度报告", True),
        ("青禾县水利局2024年政府信息公开工作年报", True),
        ("2024年政务公开工作报告", True),
        ("政府信息公开工作年度报告（2024年）", True),
        ("《青禾县水利局2024年政府信息公开工作年度报告》", True),
        ("年度报告", False),
        ("青禾县水利局2024年工作总结", False),
        ("现发布青禾县水利局2024年政府信息公开工作年度报告。", False),
        ("青禾县水利局2024年政府信息公开工作年度报告由以下六个部分组成：总体情况等", False),
        ("青禾县水利局" * 12 + "2024年政府信息公开工作年度报告", False),
        ("一 | 2024年政府信息公开工作年度报告", False),
        ("", False),
    ],
    ids=repr,
)
def test_titles(text, title):
    assert is_title(text) is title


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("青禾县水利局2024年政府信息公开工作年度报告", True),
        ("青禾县水利局\n2024年政府信息公开工作年度报告", False),
        ("# 青禾县水利局2024年政府信息公开工作年度报告", False),
        (" 青禾县水利局2024年政府信息公开工作年度报告", False),
        ("总结", False),
    ],
    ids=repr,
)
def test_titles_that_need_no_escape(text, plain):
    assert is_plain_title(text) is plain


@pytest.mark.parametrize(
    "line",
    [
        "",
        " 行首空格",
        "行尾空格 ",
        "\u3000全角空格",
        "\\反斜杠",
        "# 井号",
        "<p>",
        "{",
        "[1]",
        "\ufeff",
        "甲\t乙",
        "甲|乙",
        "〔缺〕",
        "甲</td>乙",
        "0",
        "- 5 -",
        "第5页 共9页",
        "——",
        "无",
        "不适用",
        "3件",
        "一、总体情况",
        "其他事项",
        "概述",
        "规章",
        "其他",
        "自然人",
        "结果维持",
        "1.属于国家秘密",
        "青禾县水利局2024年政府信息公开工作年度报告",
    ],
    ids=repr,
)
def test_lines_that_could_be_read_as_something_else(line):
    assert is_structural(line)


@pytest.mark.parametrize(
    "line",
    ["全年平稳有序。", "（一）主动公开。公布72条。", "收到申请14件，均已办结。", "a < b", "规章3件"],
    ids=repr,
)
def test_lines_that_are_prose(line):
    assert not is_structural(line)


def test_the_records_of_a_report_bear_the_official_labels():
    first = gir.to_records(gir.blank())[0]
    assert (first.table, first.row, first.column) == (
        "二、主动公开政府信息情况",
        "第二十条第（一）项 > 规章",
        "本年制发件数",
    )
