"""Figures that stand apart from their rows: around a label, in shared cells, without empty cells, slid or shifted."""

from __future__ import annotations

import pytest

import gov_info_report as gir

THREE = "青溪市林业局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
FOUR = "青溪市林业局2023年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n"
BLANK, MISSING = gir.Mark.BLANK, gir.Mark.MISSING
RECEIVED, CARRIED_IN = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"
GRANTED, PARTLY, SECRET = "（一）予以公开", "（二）部分公开", "1.属于国家秘密"
LAW, SAFETY, RIGHTS = "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4.保护第三方合法权益"
INTERNAL, PROCESS = "5.属于三类内部事务信息", "6.属于四类过程性信息"
OTHER, TOTAL, FORWARD = "（六）其他处理", "（七）总计", "四、结转下年度继续办理"


def read(page: str, *rows: str) -> dict[str, list[object]]:
    """The figures of these rows of the last table."""
    report = gir.parse(page)
    paths = [figure.path for figure in gir.to_records(report) if not figure.path.startswith("proactive")]
    return {row: [report[path] for path in paths if path.split(".")[-2] == row] for row in rows}


def is_open(figures: list[object]) -> bool:
    return all(isinstance(figure, gir.Unreadable) for figure in figures)


def named(page: str, code: str) -> set[str]:
    """The rows that findings of reading with this code name, and all their names."""
    return {path for finding in gir.read(page).findings if finding.code == code for path in finding.paths}


def numbers(text: str) -> list[int]:
    return list(map(int, text.split()))


def a_figure_a_line(*rows: str) -> str:
    """Labels and figures, each on a line of its own."""
    return THREE + "".join(f"{cell}\n" for row in rows for cell in row.split())


# Around a label


@pytest.mark.parametrize("figures", ["3|0|0|1|0|0|4", "0|0|0|0|0|0|0"])
def test_the_first_figures_of_a_row_stand_before_its_label(figures):
    first, *others = figures.split("|")
    page = f"{THREE}||{GRANTED}|1|0|0|0|0|0|1\n|{first}||{PARTLY}|{'|'.join(others)}\n"
    assert read(page, "partly_granted") == {"partly_granted": numbers(figures.replace("|", " "))}


def test_a_number_before_a_label_that_makes_the_sum_wrong_is_none_of_its_figures():
    page = f"{THREE}|1|{GRANTED}|1|0|0|0|0|0|1\n|2|{PARTLY}|3|0|0|1|0|0|4\n|3|{SECRET}|0|0|0|0|0|5\n"
    found = read(page, "granted", "partly_granted", "state_secret")
    assert (found["granted"], found["partly_granted"]) == ([1, 0, 0, 0, 0, 0, 1], [3, 0, 0, 1, 0, 0, 4])
    assert 3 not in found["state_secret"]


# Shared cells


def test_a_space_divides_figures_where_it_does_in_another_cell_of_the_row():
    page = f"{THREE}| {GRANTED} | 256 45 | 8 12 | 22 | 9 352 |\n| {PARTLY} | 3529 625 | 100 130 | 213 | 95 4692 |\n"
    assert read(page, "granted", "partly_granted") == {
        "granted": [256, 45, 8, 12, 22, 9, 352],
        "partly_granted": [3529, 625, 100, 130, 213, 95, 4692],
    }


def test_a_space_stands_between_thousands_where_each_cell_has_one_figure():
    page = f"{THREE}| {GRANTED} | 9 352 | 0 | 0 | 0 | 0 | 0 | 9 352 |\n"
    assert read(page, "granted") == {"granted": [9352, 0, 0, 0, 0, 0, 9352]}


def test_a_figure_after_a_bracket_that_a_line_break_left_open_is_the_rows():
    page = f"{THREE}（二）部分公开（区分处理的，只计这一情      0\n   0   3   0   0   0   3\n形，不计其他情形）\n"
    assert read(page, "partly_granted") == {"partly_granted": [0, 0, 3, 0, 0, 0, 3]}


# Empty cells that are not there

COMPLETE = f"{RECEIVED} 9 3 2 2 1 1 18\n{CARRIED_IN} 2 1 1 1 1 1 7\n"


def test_figures_without_their_empty_cells_stand_where_all_sums_together_leave_no_other_way():
    rows = f"{GRANTED} 5 4 9\n{PARTLY} 6 3 9\n{TOTAL} 11 4 3 0 0 0 18\n{FORWARD} 3 2 2 7\n"
    page = THREE + COMPLETE + all_others_0() + rows
    assert read(page, "granted", "partly_granted", "carried_forward") == {
        "granted": [5, 4, MISSING, MISSING, MISSING, MISSING, 9],
        "partly_granted": [6, MISSING, 3, MISSING, MISSING, MISSING, 9],
        "carried_forward": [MISSING, MISSING, MISSING, 3, 2, 2, 7],
    }
    assert {path.split(".")[-2] for path in named(page, "cell-reassigned")} == {
        "granted",
        "partly_granted",
        "carried_forward",
    }


def test_figures_without_their_empty_cells_are_open_where_the_sums_leave_several_ways():
    rows = f"{GRANTED} 5 4 9\n{PARTLY} 6 4 10\n{TOTAL} 11 4 4 0 0 0 19\n{FORWARD} 0 0 0 3 2 2 7\n"
    found = read(THREE + COMPLETE + all_others_0() + rows, "granted", "partly_granted")
    for figures, whole in ((found["granted"], (5, 9)), (found["partly_granted"], (6, 10))):
        assert (figures[0], figures[6]) == whole
        assert is_open(figures[1:3])


def test_figures_without_their_empty_cells_are_open_where_the_sums_are_wrong():
    rows = f"{GRANTED} 5 4 9\n{PARTLY} 6 3 9\n{TOTAL} 11 4 0 0 0 5 20\n{FORWARD} 0 0 0 3 2 2 7\n"
    found = read(THREE + COMPLETE + all_others_0() + rows, "granted", "partly_granted")
    assert is_open(found["granted"])
    assert is_open(found["partly_granted"])


def all_others_0() -> str:
    """The rows of results other than （一） and （二）, with 0 throughout."""
    labels = [SECRET, LAW, SAFETY, RIGHTS, INTERNAL, PROCESS, "7.属于行政执法案卷", "8.属于行政查询事项"]
    labels += [
        "1.本机关不掌握相关政府信息",
        "2.没有现成信息需要另行制作",
        "3.补正后申请内容仍不明确",
        "1.信访举报投诉类申请",
    ]
    labels += ["2.重复申请", "3.要求提供公开出版物", "4.无正当理由大量反复申请"]
    labels += [
        "5.要求行政机关确认或重新出具已获取信息",
        "1.申请人无正当理由逾期不补正",
        "2.申请人逾期未按收费通知要求缴纳费用",
        "3.其他",
    ]
    return "".join(f"{label} 0 0 0 0 0 0 0\n" for label in labels)


# Rows that slid


def test_a_row_with_empty_cells_takes_no_figures_from_below_the_label_of_another_group():
    empty = "<td></td>" * 7
    rows = f"<tr><td>3.补正后申请内容仍不明确</td>{empty}</tr><tr><td>（五）不予处理</td><td></td>{empty}</tr>"
    rows += f"<tr><td></td><td>1</td>{'<td></td>' * 5}<td>1</td></tr><tr><td></td>{empty}</tr>"
    rows += f"<tr><td></td><td>2</td>{'<td></td>' * 5}<td>2</td></tr>"
    page = f"<p>{THREE}</p><table>{rows}<tr><td>{TOTAL}</td>{'<td>3</td>' * 7}</tr></table>"
    assert read(page, "still_unclear") == {"still_unclear": [BLANK] * 7}


def test_where_a_row_of_a_text_is_shifted_others_that_may_be_are_open():
    shifted, may_be = f"{SAFETY}\t\t\t0\t0\t0\t0\t\t0\t", f"{RIGHTS}\t\t0\t0\t\t\t0\t\t"
    page = f"{THREE}{SECRET}\t2\t0\t\t1\t0\t0\t3\t\t\n{LAW}\t4\t\t0\t0\t0\t0\t4\t\t\n{shifted}\n{may_be}\n"
    found = read(page, "prohibited_by_law", "third_party_rights")
    assert found["prohibited_by_law"] == [4, BLANK, 0, 0, 0, 0, 4]
    assert found["third_party_rights"] != [BLANK, 0, 0, BLANK, BLANK, 0, BLANK]
    assert "requests.outcomes.refused.third_party_rights.legal_service" in named(page, "cell-undecided")


def test_a_row_whose_sum_is_wrong_beside_one_that_is_open_is_open():
    page = f"{THREE}{GRANTED}\t1\t2\t9\t8\n{PARTLY}\t4\t5\t6\t0\t0\t0\t1\n{SECRET}\t1\t0\t0\t0\t0\t0\t1\n"
    found = read(page, "granted", "partly_granted", "state_secret")
    assert is_open(found["granted"])
    assert is_open(found["partly_granted"])
    assert found["state_secret"] == [1, 0, 0, 0, 0, 0, 1]


# Figures each on a line


def test_a_figure_that_one_row_lacks_and_another_has_too_many_is_the_firsts():
    page = a_figure_a_line(
        f"{RECEIVED} 3 0 0 1 0 0 4",
        f"{CARRIED_IN} 2 1 0 0 0 0",
        f"{GRANTED} 1 1 0 0 0 0 2",
        f"{PARTLY} 4 1 0 0 0 0 5 3",
    )
    assert read(page, "carried_in", "partly_granted") == {
        "carried_in": [2, 1, 0, 0, 0, 0, 3],
        "partly_granted": [4, 1, 0, 0, 0, 0, 5],
    }


def test_marks_that_found_no_place_put_no_row_in_doubt():
    page = f"{THREE}{GRANTED} 8 2 0 0 0 0 10\n{PARTLY}\n{SECRET} 1 0 0 0 0 0 1\n（ 四\n） 无\n法 提\n供\n"
    page += f"{RIGHTS}\n3.要求提供公开出版物 0 0 0 0 0 0 0\n"
    assert read(page, "granted", "publication") == {"granted": [8, 2, 0, 0, 0, 0, 10], "publication": [0] * 7}


def test_a_row_below_its_own_label_stands_where_figures_elsewhere_found_no_place():
    page = a_figure_a_line(
        f"{RECEIVED} 3 0 0 1 0 0 4", f"{CARRIED_IN} 2 1 0 0 0", f"{GRANTED} 1 1 0 0 0 0 2", f"{PARTLY}", f"{OTHER}"
    )
    page += "商业\n企业\n9\n0\n0\n0\n0\n0\n0\n0\n0\n9\n9\n9\n"
    assert read(page, "received", "granted") == {"received": [3, 0, 0, 1, 0, 0, 4], "granted": [1, 1, 0, 0, 0, 0, 2]}


def test_a_run_of_figures_that_fills_its_last_row_in_part_is_no_rows_figures():
    page = a_figure_a_line("3.其他", "（六）其", "他处理", "1 0 1 2 0 0 0 3 0 4 0 1 1 1 0 0 0 2 0 0", TOTAL, FORWARD)
    found = read(page, "total", "miscellaneous")
    assert not any(isinstance(figure, int) for figures in found.values() for figure in figures)


def test_figures_that_found_no_place_name_the_row_of_either_edition_that_is_not_there():
    complaint, publication = "1.信访举报投诉类申请 0 0 0 0 0 0 0", "3.要求提供公开出版物 0 0 0 0 0 0 0"
    after = [
        "（ 五",
        "） 不",
        "4.无正当理由大量反复申请 0 0 0 0 0 0 0",
        "5.要求行政机关确认或重新出具已获取信息 0 0 0 0 0 0 0",
    ]
    page = a_figure_a_line(complaint, publication, f"{OTHER} 1 0 0 0 0 0 1", *after, TOTAL)
    assert named(page, "text-unplaced") == {"requests.outcomes.other"}


# Table 4


def test_a_row_of_a_header_with_empty_cells_is_not_the_row_of_table_4():
    header = "|行政复议||||||行政诉讼|||||\n|||||||未经复议直接起诉|||复议后起诉|||\n"
    results = "结果维持|结果纠正|其他结果|尚未审结|总计|" * 3
    page = f"{FOUR}{header}|{results}\n|||||||||||||||\n|7|0|1|2|10|1|3|0|0|4|1|0|3|3|7|\n"
    report = gir.parse(page)
    assert [report[f"disputes.reconsideration.{name}"] for name in ("upheld", "total")] == [7, 10]
    assert report["disputes.litigation_after_reconsideration.total"] == 7


# A column of the office's own

OWN = "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 小计 总计".replace(" ", "|")


def test_where_there_is_a_column_of_the_offices_own_no_sum_shows_which_cell_is_empty():
    page = f"{THREE}|{OWN}|\n|{GRANTED}|9|3|0|0|1|1|5|14|\n|{PARTLY}|3|0|0|0||0|0|3|\n"
    assert read(page, "granted", "partly_granted") == {
        "granted": [9, 3, 0, 0, 1, 1, 14],
        "partly_granted": [3, 0, 0, 0, BLANK, 0, 3],
    }


def test_where_there_is_a_column_of_the_offices_own_a_row_that_lacks_a_cell_is_open():
    page = f"{THREE}{OWN.replace('|', ' ')}\n{GRANTED} 9 3 0 0 1 1 5 14\n{PARTLY} 3 0 0 0 0 0 3\n"
    found = read(page, "granted", "partly_granted")
    assert found["granted"] == [9, 3, 0, 0, 1, 1, 14]
    assert is_open(found["partly_granted"])


# What stands below an empty row


def test_a_number_alone_below_an_empty_row_is_not_its_figure():
    reading = gir.read(
        "青禾县水利局2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n信息内容\t本年收费金额\n"
        "行政事业性收费\t\n2\n三、收到和处理政府信息公开申请情况\n"
    )
    assert reading.report.proactive.fees.amount is gir.Mark.BLANK
    assert [(found.code, found.severity, found.actual) for found in reading.findings] == [
        ("text-unplaced", "warning", "2")
    ]
