"""What a page leaves uncertain is left open: whose a figure is, what is a figure at all, where a row was shifted."""

from __future__ import annotations

import pytest

import gov_info_report as gir
from gov_info_report.model import table

TITLE = "青溪市林业局2023年政府信息公开工作年度报告\n"
TWO = TITLE + "二、主动公开政府信息情况\n"
TWO_OF_2019 = TWO.replace("2023", "2019")
THREE = TITLE + "三、收到和处理政府信息公开申请情况\n"
BLANK, MISSING, NONE = gir.Mark.BLANK, gir.Mark.MISSING, gir.Mark.NOT_APPLICABLE
NAMES = "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计"
GRANTED, PARTLY, TOTAL, FORWARD = "（一）予以公开", "（二）部分公开", "（七）总计", "四、结转下年度继续办理"
NOT_HELD, TO_MAKE, UNCLEAR = (
    "1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作",
    "3.补正后申请内容仍不明确",
)
LABELS = [row.term.label for row in table("requests", 2019).rows]
"""The labels of all rows of table 3, in the form of 2019."""


def read(page: str, *rows: str) -> dict[str, list[object]]:
    """The figures of these rows."""
    report = gir.parse(page)
    paths = [figure.path for figure in gir.to_records(report)]
    return {row: [report[path] for path in paths if path.split(".")[-2] == row] for row in rows}


def warned(page: str) -> list[tuple[str, set[str]]]:
    """What reading warns of, and the rows that it names."""
    findings = [finding for finding in gir.read(page).findings if finding.severity != "info"]
    return [(finding.code, {path.split(".")[-2] for path in finding.paths}) for finding in findings]


# What is no figure


@pytest.mark.parametrize("words", ["尚未", "未达成"])
def test_words_far_from_a_row_without_a_change_are_none_of_its_figures(words):
    header = "自然人 商业企业 科研机构 社会公益组织 法律服务机构 总计"
    page = f"{THREE}{header}\n{GRANTED} 1 0 0 0 0 1\n{FORWARD} 3 1 2 4 2 12\n结果\n维持\n{words}\n"
    assert read(page, "carried_forward") == {"carried_forward": [3, 1, 2, 4, 2, MISSING, 12]}


def test_what_is_left_of_the_name_of_a_column_is_no_mark():
    header = "信息内容 上一年项目数量 本年增/ 处理决定数量"
    page = f"{TWO_OF_2019}{header}\n行政许可 1 33\n{header}\n行政处罚 4 7 293\n"
    assert read(page, "licensing", "penalties") == {
        "licensing": [gir.Unreadable("1 33")] * 3,
        "penalties": [4, 7, 293],
    }


def test_a_header_that_names_no_column_but_the_total_has_no_figure():
    header = "|类别|数据1|数据2|数据3|数据4|数据5|数据6|总计|"
    tables = [f"{label}\n{header}\n|{label}|3|0|0|0||0|3|\n" for label in LABELS]
    assert read(THREE + "".join(tables).replace(f"|{TOTAL}|", "|总计|"), "granted", "total") == {
        "granted": [3, 0, 0, 0, BLANK, 0, 3],
        "total": [3, 0, 0, 0, BLANK, 0, 3],
    }


# Whose a figure is


def test_the_mark_beside_a_label_is_its_own_and_not_the_number_of_the_page_above():
    page = f"{TWO}信息内容 本年处理决定数量\n1\n行政许可 /\n信息内容 本年处理决定数量\n行政处罚 8\n"
    assert read(page, "licensing", "penalties") == {"licensing": [NONE], "penalties": [8]}


def test_figures_of_rows_without_labels_are_not_those_of_a_row_with_its_own_empty_cells():
    empty = "\t" * 7
    rows = f"（四）无法提供\t\t2{empty[1:]}2\n\t\t{empty}\n\t\t{empty}\n（五）不予处理\t1.信访举报投诉类申请{empty}\n"
    page = f"{THREE}项目\t\t{NAMES.replace(' ', chr(9))}\n{rows}\t2.重复申请\t1{empty[1:]}1\n"
    assert read(page, "complaint", "repeated") == {
        "complaint": [BLANK] * 7,
        "repeated": [1, BLANK, BLANK, BLANK, BLANK, BLANK, 1],
    }


def test_one_row_of_other_outcomes_left_empty_is_that_of_the_older_form():
    rows = "".join(f"<tr><td>{label}</td></tr><tr>{'<td></td>' * 7}</tr>" for label in LABELS)
    report = gir.parse(f"<p>{TITLE}</p><table>{rows}</table>")
    assert report.requests is not None
    assert report.requests.edition == 2019


def test_the_label_of_a_group_that_is_printed_again_beside_figures_is_no_row_at_the_end_of_the_group():
    header = "|类别|数据1|数据2|数据3|数据4|数据5|数据6|总计|"
    tables = [f"{label}\n{header}\n|{label}|3|0|0|0|0|0|3|\n" for label in LABELS if label != "（六）其他处理"]
    tables.insert(-2, f"（六）其他\n{header}\n|其他|9|4|0|0|0|0|13|\n")
    report = gir.parse(THREE + "".join(tables))
    assert [report[f"requests.outcomes.other.{name}"] for name in ("natural_person", "enterprise", "total")] == [
        9,
        4,
        13,
    ]


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        ("上年处理数 本年处理决定数量", "行政处罚 8\n行政强制 9"),
        ("序号 信息内容 本年处理决定数量", "4 行政处罚\n第二十条第（六）项\n5 行政强制"),
    ],
)
def test_a_column_of_the_offices_own_in_lines_of_text_leaves_short_rows_open(header, rows):
    page = f"{TWO}{header}\n{rows}\n"
    found = read(page, "penalties", "compulsory_measures")
    assert not any(isinstance(figure, int) for row in found.values() for figure in row)


def test_a_mark_of_a_list_within_a_header_is_no_column():
    page = f"{TWO}信息内容 本年处理决定数量\n•\n•\n行政处罚 8\n行政强制 9\n"
    assert read(page, "penalties", "compulsory_measures") == {"penalties": [8], "compulsory_measures": [9]}


def test_rows_of_text_with_a_subtotal_are_open_where_cells_are_dropped():
    names = NAMES.replace("其他", "其他 小计")
    page = f"{THREE}项目 {names}\n{GRANTED} 2 0 0 0 0 0 2\n{PARTLY} 4 1 0 1 5\n{TOTAL} 6 1 0 0 0 1 7\n"
    assert read(page, "granted", "total") == {
        "granted": [gir.Unreadable("2 0 0 0 0 0 2")] * 7,
        "total": [gir.Unreadable("6 1 0 0 0 1 7")] * 7,
    }


def test_digits_cut_as_a_sum_says_are_doubtful_where_others_can_be_cut_in_several_ways():
    page = f"{THREE}{NAMES.replace(' ', '')}\n{GRANTED}1104500017101\n{PARTLY}2000002\n{TOTAL}4112300045\n"
    doubts = [rows for code, rows in warned(page) if code == "cell-doubtful"]
    assert all("partly_granted" not in rows for rows in doubts)


def test_zeros_in_two_parts_below_a_row_without_figures_are_open():
    rows = f"{PARTLY}\n1.属于国家秘密\n0 0 0\n说明\n0 0 0 0\n2.其他法律行政法规禁止公开 0 0 0 0 0 0 0\n"
    page = f"{THREE}{GRANTED} 0 0 0 0 0 0 0\n{rows}"
    assert read(page, "state_secret") == {"state_secret": [gir.Unreadable("0 0 0 0 0 0 0")] * 7}


# Where a row was shifted


def shifted(*rows: str) -> str:
    """A table 3 without 其他: labels in the third column, figures from the fourth on, rows shifted to the left."""
    names = "\t\t\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t总计"
    return f"{THREE}{names}\n" + "".join(f"{row}\n" for row in rows)


def test_a_row_whose_label_was_shifted_to_the_left_is_where_the_sums_put_it():
    page = shifted(
        f"三、本年度办理结果\t{GRANTED}\t\t19\t2\t\t\t\t21",
        f"\t（四）无法提供\t{NOT_HELD}\t8\t\t\t\t\t8",
        f"{UNCLEAR}\t\t\t1\t\t\t\t1",
        f"\t{TOTAL}\t\t27\t3\t\t\t\t30",
    )
    assert read(page, "still_unclear")["still_unclear"][:2] != [1, BLANK]


def test_a_row_whose_first_cell_may_be_a_number_or_nothing_begins_where_its_own_cells_do():
    page = f"{TWO_OF_2019}|信息内容|采购项目数量|采购总金额||\n|规章||1|1|\n|规范性文件|6|2|3|\n|政府集中采购||23.5||\n"
    assert [str(figure) for figure in read(page, "procurement")["procurement"]] == ["blank", "23.5"]
