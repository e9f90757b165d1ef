"""Words and figures that are run together, split up, misprinted, or printed in another unit."""

from decimal import Decimal

import pytest

import gov_info_report as gir
from gov_info_report import Mark, Unreadable

HEADING = "二、主动公开政府信息情况"
HEADER = "信息内容 本年制发件数 本年废止件数 现行有效件数"
DOCUMENTS = ("issued", "repealed", "in_force")


def figures(source, row, names=DOCUMENTS):
    report = gir.parse(source)
    return tuple(report[f"proactive.{row}.{name}"] for name in names)


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("规章 1 0 3", (1, 0, 3)),
        ("规章103", (1, 0, 3)),
        ("规章 103", (Unreadable("103"),) * 3),
        ("规章1203", (Unreadable("1203"), Unreadable("1203"), 3)),
        ("规章1020", (Unreadable("1020"),) * 3),
        ("规章10", (Unreadable("10"), Mark.MISSING, Mark.MISSING)),
        ("规章", (Mark.MISSING,) * 3),
    ],
)
@pytest.mark.parametrize("header", [HEADER, HEADER.replace(" ", "")])
def test_a_row_in_one_line(header, line, read):
    assert figures(f"{HEADING}\n{header}\n{line}", "regulations") == read


def test_one_figure_against_its_label():
    assert figures(f"{HEADING}\n信息内容本年处理决定数量\n行政许可9487", "licensing", ["decisions"]) == (9487,)


def test_glued_digits_of_which_the_identities_admit_one_cut():
    text = "三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量120000012"
    row = gir.parse(text).requests.received
    assert row == gir.model.Applicants(12, 0, 0, 0, 0, 0, 12)


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("43.788万元", Decimal("43.788"), None),
        ("152790元", Decimal("15.279"), "unit-converted"),
        ("152790件", Unreadable("152790件"), None),
    ],
)
def test_units_of_the_fee(cell, value, code):
    reading = gir.read(f"{HEADING}\n信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t{cell}")
    assert reading.report["proactive.fees.amount"] == value
    told = [(f.code, f.paths, f.expected, f.actual, str(f.spans[0])) for f in reading.findings]
    assert told == ([(code, ("proactive.fees.amount",), value, cell, "第3行第9字")] if code else [])


def test_a_unit_where_the_form_names_none():
    reading = gir.read(f"{HEADING}\n信息内容\t采购项目数量\t采购总金额\n政府集中采购\t12项\t356.5万元")
    assert reading.report.proactive.procurement == gir.model.Procurement(12, Decimal("356.5"))
    assert [(f.code, f.severity, f.actual) for f in reading.findings] == [("unit-printed", "info", "356.5万元")]


def test_a_misprinted_label_is_taken_for_the_row_that_it_resembles():
    reading = gir.read(f"{HEADING}\n{HEADER}\n规章 0 0 0\n行政规泛性文件 3 1 12")
    assert reading.report.proactive.normative_documents == gir.model.DocumentsInForce(3, 1, 12)
    (finding,) = reading.findings
    assert (finding.code, finding.paths) == ("label-approximate", ("proactive.normative_documents",))
    assert (finding.expected, finding.actual) == ("行政规范性文件", "行政规泛性文件")


@pytest.mark.parametrize("label", ["其他主动公开文件", "行政", "2024年数据"])
def test_another_label_is_not(label):
    reading = gir.read(f"{HEADING}\n{HEADER}\n规章 0 0 0\n{label} 3 1 12")
    assert [(f.code, f.actual) for f in reading.findings] == [("text-unplaced", f"{label} 3 1 12")]


def test_figures_above_their_labels():
    text = """三、收到和处理政府信息公开申请情况
自然人
总计
一、本年新收政府信息公开申请数量 1 0 0 0 0 0 1
0 0 0 0 0 0 0
二、上年结转政府信息公开申请数量
三
、 （一）予以公开
1 0 0 0 0 0 1
（二）部分公开（区分处理的，只计这一情 形，不
0 0 0 0 0 0 0
计其他情形）
四、结转下年度继续办理
0 0 0 0 0 0 0"""
    requests = gir.parse(text).requests
    one, none = gir.model.Applicants(1, 0, 0, 0, 0, 0, 1), gir.model.Applicants(0, 0, 0, 0, 0, 0, 0)
    assert (requests.received, requests.carried_in) == (one, none)
    assert (requests.outcomes.granted, requests.outcomes.partly_granted) == (one, none)
    assert requests.carried_forward == none


def test_a_group_whose_rows_have_lost_their_labels():
    numbers = [[0] * 7, [2, 0, 0, 0, 0, 0, 2], [1, 0, 0, 0, 0, 0, 1]]
    cells = "\n".join(str(number) for row in numbers for number in row)
    text = f"三、收到和处理政府信息公开申请情况\n（四）无法提供\n{cells}\n（七）总计\n3\n0\n0\n0\n0\n0\n3"
    unavailable = gir.parse(text).requests.outcomes.unavailable
    assert unavailable == gir.model.Unavailable(*(gir.model.Applicants(*row) for row in numbers))


def test_a_column_that_the_form_has_not():
    header = "\t\t\t自然人\t法人或其他组织\t\t\t\t\t\t总计\n"
    header += "\t\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t小计\t"
    row = "一、本年新收政府信息公开申请数量\t\t\t3\t1\t1\t0\t0\t1\t3\t6"
    reading = gir.read(f"三、收到和处理政府信息公开申请情况\n{header}\n{row}")
    assert reading.report.requests.received == gir.model.Applicants(3, 1, 1, 0, 0, 1, 6)
    assert [(f.code, f.actual) for f in reading.findings] == [("text-unplaced", "3"), ("text-unplaced", "小计")]


def test_figures_above_a_label_and_below_it_are_not_its_own_for_sure():
    text = f"{HEADING}\n{HEADER}\n规章\n0 0 1\n3 1 8\n行政规范性文件\n4 4 4"
    reading = gir.read(text)
    assert reading.report.proactive.regulations == gir.model.DocumentsInForce(0, 0, 1)
    assert reading.report.proactive.normative_documents == gir.model.DocumentsInForce()
    assert [(f.code, f.severity, f.actual) for f in reading.findings] == [
        ("text-unplaced", "warning", "3 1 8"),
        ("text-unplaced", "warning", "4 4 4"),
    ]
    assert "row-missing" in gir.validate(reading).codes


def test_figures_that_stand_above_every_label():
    text = f"{HEADING}\n{HEADER}\n0 0 1\n规章\n3 1 8\n行政规范性文件"
    proactive = gir.parse(text).proactive
    assert proactive.regulations == gir.model.DocumentsInForce(0, 0, 1)
    assert proactive.normative_documents == gir.model.DocumentsInForce(3, 1, 8)


def test_a_number_before_the_figures_of_a_line_is_of_the_page():
    text = f"{HEADING}\n{HEADER}\n规章\n7\n1 0 3"
    reading = gir.read(text)
    assert reading.report.proactive.regulations == gir.model.DocumentsInForce(1, 0, 3)
    assert [(f.code, f.actual) for f in reading.findings] == [("text-unplaced", "7")]
