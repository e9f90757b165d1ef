"""Which cell is whose: headers in another order, columns and rows of the office's own, figures put together."""

from __future__ import annotations

import pytest

import gov_info_report as gir

TITLE = "青溪市林业局2023年政府信息公开工作年度报告\n"
TWO = TITLE + "二、主动公开政府信息情况\n"
THREE = TITLE + "三、收到和处理政府信息公开申请情况\n"
FOUR = TITLE + "四、政府信息公开行政复议、行政诉讼情况\n"
BLANK, NONE = gir.Mark.BLANK, gir.Mark.NOT_APPLICABLE
BLOCKS = ("reconsideration", "direct_litigation", "litigation_after_reconsideration")
NAMES = "自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计"


def read(page: str, *rows: str) -> dict[str, list[object]]:
    """The figures of these rows."""
    report = gir.parse(page)
    paths = [figure.path for figure in gir.to_records(report)]
    return {row: [report[path] for path in paths if path.split(".")[-2] == row] for row in rows}


def warned(page: str) -> list[str]:
    """The codes of what reading warns of."""
    return [finding.code for finding in gir.read(page).findings if finding.severity != "info"]


# Columns of the office's own, in table 2


@pytest.mark.parametrize(
    ("header", "row", "decisions"),
    [
        ("信息内容\t本年处理决定数量\t上年处理决定数量", "行政处罚\t\t55", BLANK),
        ("信息内容\t上年处理决定数量\t本年处理决定数量", "行政处罚\t4\t5", 5),
        ("信息内容\t本年处理决定数量\t备注", "行政处罚\t\t28", BLANK),
        ("信息内容\t本年处理决定数量\t比上年增减", "行政处罚\t8881\t81", 8881),
        ("信息内容\t上年处理决定数量\t本年处理决定数量\t", "行政处罚\t4\t5", 5),
        ("编号\t信息内容\t本年处理决定数量", "04\t行政处罚\t55", 55),
    ],
)
def test_a_cell_belongs_to_the_name_above_it(header, row, decisions):
    page = f"{TWO}第二十条第（六）项\n{header}\n{row}\n"
    assert read(page, "penalties") == {"penalties": [decisions]}


@pytest.mark.parametrize(
    ("rows", "documents"),
    [("行政规范性文件\t3\t8", [gir.Unreadable("3 8")] * 3), ("规章\n行政规范性文件\n行政许可", [BLANK] * 3)],
)
def test_a_header_that_names_two_columns_of_three_does_not_say_that_one_is_lost(rows, documents):
    page = f"{TWO}信息内容\t本年制发件数\t现行有效件数\n{rows}\n"
    assert read(page, "normative_documents") == {"normative_documents": documents}


@pytest.mark.parametrize("total", ["总\n{}计", "合\n{}计"])
def test_a_name_over_two_rows_of_a_header_may_be_any_of_the_columns_names(total):
    header = "\t自然人\t商业企业\t科研机构\t社会公益组织\t其他\t" + total.format("\t" * 6)
    page = f"{THREE}{header}\n一、本年新收政府信息公开申请数量\t6\t2\t0\t0\t1\t9\n"
    assert read(page, "received") == {"received": [6, 2, 0, 0, gir.Mark.MISSING, 1, 9]}
    assert warned(page) == []


def test_a_name_above_the_labels_is_no_column():
    header = "本单位\t备注\t本年制发件数\t本年废止件数\t现行有效件数"
    page = f"{TWO}{header}\n行政规范性文件\t9\t3\t1\t8\n"
    assert read(page, "normative_documents") == {"normative_documents": [3, 1, 8]}
    assert [finding.actual for finding in gir.read(page).findings] == ["9", "本单位\n备注"]


@pytest.mark.parametrize("row", ["行政处罚\t8881\t\t\t7", "行政处罚\n8881\n7"])
def test_two_figures_are_not_put_together_where_no_sum_shows_that_they_are_one(row):
    page = f"{TWO}信息内容\t本年处理决定数量\n{row}\n"
    assert read(page, "penalties") == {"penalties": [gir.Unreadable("8881 7")]}
    assert warned(page)[0] == "cell-undecided"


def test_figures_on_several_lines_of_a_cell_are_several():
    header = "<tr><td>信息内容</td><td>本年处理决定数量</td></tr>"
    page = f"<p>{TWO}</p><table>{header}<tr><td>行政处罚</td><td>5<br>1</td></tr></table>"
    assert read(page, "penalties") == {"penalties": [gir.Unreadable("5 1")]}


def test_the_header_of_another_row_makes_a_row_doubtful():
    page = (
        f"{TWO}第二十条第（八）项\n信息内容\t上一年项目数量\t本年增/减\n行政事业性收费\t5\t1\n"
        "第二十条第（九）项\n信息内容\t上一年项目数量\t本年增/减\n政府集中采购\t3\t120\n"
    )
    assert read(page, "fees", "procurement") == {"fees": [5, 1], "procurement": [3, 120]}
    assert [(f.code, f.paths) for f in gir.read(page).findings if f.severity == "warning"] == [
        ("cell-doubtful", ("proactive.procurement.items", "proactive.procurement.amount"))
    ]


# The order of a header


@pytest.mark.parametrize(
    "header",
    [
        "项目\t总计\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他",
        "项目 总计 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他",
        "项目\t总计\t自然人\t法人或其他组织\n\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他",
    ],
)
def test_a_total_that_is_named_first_is_first(header):
    between = "\t" if "\t" in header else " "
    row = between.join(["一、本年新收政府信息公开申请数量", "9", "5", "3", "1", "-", "-", "-"])
    assert read(f"{THREE}{header}\n{row}\n", "received") == {"received": [5, 3, 1, NONE, NONE, NONE, 9]}


def test_sums_speak_against_the_order_of_a_header():
    header = "项目\t总计\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他"
    page = f"{THREE}{header}\n一、本年新收政府信息公开申请数量\t5\t3\t1\t0\t0\t0\t9\n"
    assert read(page, "received") == {"received": [5, 3, 1, 0, 0, 0, 9]}


def test_the_blocks_of_table_four_have_the_order_of_their_header():
    five = "尚未审结\t结果维持\t结果纠正\t其他结果\t总计"
    page = (
        f"{FOUR}行政复议\t\t\t\t\t行政诉讼\n{five}\t未经复议直接起诉\t\t\t\t\t复议后起诉\n"
        f"\t\t\t\t\t{five}\t{five}\n1\t2\t0\t0\t3\t0\t4\t0\t0\t4\t5\t0\t0\t0\t5\n"
    )
    assert list(read(page, *BLOCKS).values()) == [[2, 0, 0, 1, 3], [4, 0, 0, 0, 4], [0, 0, 0, 5, 5]]


def test_the_blocks_of_table_four_are_those_that_a_header_in_one_row_names():
    five = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计"
    header = "\t".join(f"{block}\t{five}" for block in ("未经复议直接起诉", "复议后起诉", "行政复议"))
    page = f"{FOUR}{header}\n1\t0\t0\t0\t1\t0\t0\t0\t0\t0\t3\t1\t0\t1\t5\n"
    assert list(read(page, *BLOCKS).values()) == [[3, 1, 0, 1, 5], [1, 0, 0, 0, 1], [0, 0, 0, 0, 0]]


def test_the_blocks_of_table_four_are_those_that_a_line_above_their_columns_names():
    five = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计"
    names = "\t".join(f"{block}\t\t\t\t" for block in ("未经复议直接起诉", "复议后起诉", "行政复议"))
    page = f"{FOUR}{names}\n{five}\t{five}\t{five}\n1\t0\t0\t0\t1\t0\t0\t0\t0\t0\t3\t1\t0\t1\t5\n"
    assert list(read(page, *BLOCKS).values()) == [[3, 1, 0, 1, 5], [1, 0, 0, 0, 1], [0, 0, 0, 0, 0]]


def test_the_one_row_of_table_four_may_be_left_empty():
    five = "<td>结果维持</td><td>结果纠正</td><td>其他结果</td><td>尚未审结</td><td>总计</td>"
    page = f"<p>{FOUR}</p><table><tr>{five * 3}</tr><tr>{'<td></td>' * 15}</tr></table>"
    assert read(page, *BLOCKS) == dict.fromkeys(BLOCKS, [BLANK] * 5)


def test_a_table_that_is_turned_round_is_no_row():
    page = (
        f"{FOUR}结果\t行政复议\t未经复议直接起诉\t复议后起诉\n结果维持\t1\t2\t3\n结果纠正\t0\t0\t0\n"
        "其他结果\t0\t0\t0\n尚未审结\t0\t0\t0\n总计\t1\t2\t3\n"
    )
    assert set(read(page, "reconsideration")["reconsideration"]) == {gir.Mark.MISSING}
    assert warned(page) == ["text-unplaced"]


def test_a_column_that_is_named_twice_says_nothing_of_the_order():
    page = f"{THREE}总计\n项目\t{NAMES}\n一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n"
    assert read(page, "received") == {"received": [1, 0, 0, 0, 0, 0, 1]}


def test_names_that_a_merged_cell_repeats_are_named_once():
    above = "项目\t自然人\t法人\t法人\t法人\t法人\t法人\t总计"
    header = "项目\t自然人\t商业企业\t科研机构\t法律服务机构\t社会公益组织\t其他\t总计"
    page = f"{THREE}{above}\n{header}\n一、本年新收政府信息公开申请数量\t1\t0\t0\t2\t3\t0\t6\n"
    assert read(page, "received") == {"received": [1, 0, 0, 3, 2, 0, 6]}


def test_names_whose_parts_stand_one_above_the_other_have_the_order_of_their_columns():
    header = (
        "\t自然人\t法人或其他组织\t\t\t\t\t总计\n\t\t社会公\t科研\t商业\t法律服\t其他\n\t\t益组织\t机构\t企业\t务机构\n"
    )
    page = f"{THREE}{header}一、本年新收政府信息公开申请数量\t1\t2\t0\t4\t0\t0\t7\n"
    assert read(page, "received") == {"received": [1, 4, 0, 2, 0, 0, 7]}
    assert warned(page) == []


def test_the_sums_speak_against_the_order_of_a_header_above_rows_with_empty_cells_too():
    header = "<tr><td>项目</td><td>总计</td></tr><tr><td>自然人</td></tr><tr>" + "".join(
        f"<td>{name}</td>" for name in NAMES.split("\t")[1:-1]
    )
    row = "".join(f"<td>{cell}</td>" for cell in ("一、本年新收政府信息公开申请数量", "", "", 20, 34, "", 1, 55))
    page = f"<p>{TITLE}</p><p>三、收到和处理政府信息公开申请情况</p><table>{header}</tr><tr>{row}</tr></table>"
    assert read(page, "received") == {"received": [BLANK, BLANK, 20, 34, BLANK, 1, 55]}


def test_the_blocks_of_table_four_have_the_order_of_names_that_a_merged_cell_repeats():
    five = "结果维持\t结果纠正\t尚未审结\t其他结果\t总计"
    page = f"{FOUR}{five}\t未经复议直接起诉\t\t\t\t\t复议后起诉\n{five}\t{five}\t{five}\n"
    row = "1\t0\t2\t0\t3\t0\t0\t4\t0\t4\t5\t0\t0\t0\t5\n"
    assert list(read(page + row, *BLOCKS).values()) == [[1, 0, 0, 2, 3], [0, 0, 0, 4, 4], [5, 0, 0, 0, 5]]


def test_names_of_table_four_that_are_torn_apart_leave_open_what_the_sums_do_not_tell():
    names = (
        "行政复议 行政诉讼\n结果维持 结果纠正 其他结果 尚未审结 总计 未经复议直接起诉 复议后起诉\n"
        "其他结果 尚未审结 总计 结果维持 结果纠正 其他结果 尚未审结 总计 结果维持 结果纠正\n"
    )
    undecided = gir.Unreadable("0 0 0 0 0 0 0 20 0 20 0 0 0 0 0")
    page = f"{FOUR}{names}0 0 0 0 0 0 0 20 0 20 0 0 0 0 0\n"
    assert list(read(page, *BLOCKS).values()) == [[0] * 5, [0, undecided, undecided, 0, 20], [0] * 5]
    assert warned(page) == ["cell-undecided"]
    told = page.replace("0 0 20 0 20", "1 0 20 0 21")
    assert list(read(told, *BLOCKS).values()) == [[0] * 5, [1, 0, 20, 0, 21], [0] * 5]
    assert warned(told) == []


def test_a_row_whose_label_stands_behind_that_of_another_is_open():
    """The labels follow their figures, and two rows are swapped: the figures of one are taken for the other's."""
    lines = [
        "0 0 0 20 0 0 20 1.信访举报投诉类申请",
        "0 0 0 0 0 0 0 3.要求提供公开出版物",
        "0 0 0 0 0 0 0 2.重复申请",
        "0 0 0 382 0 38 420 4.无正当理由大量反复申请",
        "9 0 0 0 0 0 9 5.要求行政机关确认或重新出具已获取信息",
    ]
    page = THREE + "\n".join([NAMES.replace("\t", " "), *lines])
    rows = ("publication", "repeated", "excessive", "confirmation")
    undecided = gir.Unreadable("0 0 0 0 0 0 0")
    assert list(read(page, *rows).values()) == [[0] * 7, [gir.Mark.MISSING] * 7, [undecided] * 7, [9, *[0] * 5, 9]]
    assert warned(page) == ["cell-undecided", "text-unplaced"]


@pytest.mark.parametrize(("rest", "codes"), [("39", ["cell-doubtful"]), ("0", ["cell-doubtful"]), ("2", [])])
def test_a_number_alone_after_a_row_may_be_the_rest_of_its_last_one(rest, codes):
    """A small one counts pages."""
    page = f"{TWO}信息内容 本年处理决定数量\n行政处罚 19\n{rest}\n行政强制 0\n"
    assert [code for code in warned(page) if code != "text-unplaced"] == codes


# Rows that the form has not


@pytest.mark.parametrize("label", ["其中：网络申请", "小计", "其他情形", ""])
@pytest.mark.parametrize("between", ["\t", "\n"])
def test_a_row_of_the_offices_own_moves_no_other(label, between):
    rows = [
        ["一、本年新收政府信息公开申请数量", "5", "0", "0", "0", "0", "0", "5"],
        ["二、上年结转政府信息公开申请数量", "0", "0", "0", "0", "0", "0", "0"],
        ["（一）予以公开", "2", "0", "0", "0", "0", "0", "2"],
        [label, "1", "0", "0", "0", "0", "0", "1"],
        ["（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "0", "1", "0", "0", "0", "0", "1"],
        ["1.属于国家秘密", "0", "0", "3", "0", "0", "0", "3"],
        ["2.其他法律行政法规禁止公开", "0", "0", "0", "4", "0", "0", "4"],
        ["3.危及“三安全一稳定”", "0", "0", "0", "0", "5", "0", "5"],
    ]
    page = THREE + "\n".join(
        [NAMES, *(between.join(filter(None, row)) if between == "\n" else between.join(row) for row in rows)]
    )
    assert read(page, "granted", "state_secret", "prohibited_by_law", "security_and_stability") == {
        "granted": [2, 0, 0, 0, 0, 0, 2],
        "state_secret": [0, 0, 3, 0, 0, 0, 3],
        "prohibited_by_law": [0, 0, 0, 4, 0, 0, 4],
        "security_and_stability": [0, 0, 0, 0, 5, 0, 5],
    }


def test_a_label_whose_bracket_a_line_break_leaves_open_keeps_its_figures():
    broken = "（二）部分公开（区分处理的，只计这一情 1 0 0 0 0 0 1\n形，不计其他情形）"
    page = f"{THREE}{broken}\n1.属于国家秘密 0 0 0 0 0 0 0\n"
    assert read(page, "partly_granted") == {"partly_granted": [1, 0, 0, 0, 0, 0, 1]}


@pytest.mark.parametrize("note", ["①", "[2]", "*"])
def test_the_sign_of_a_note_is_no_part_of_a_label(note):
    page = f"{THREE}（二）部分公开（区分处理的，只计这一情形，不计其他情形）{note}\t1\t0\t0\t0\t0\t0\t1\n"
    assert read(page, "partly_granted") == {"partly_granted": [1, 0, 0, 0, 0, 0, 1]}


# Words


def test_words_for_no_change_stand_for_a_figure_that_cannot_be_read():
    fees = "信息内容\n上一年项目数量\n本年增/减\n行政事业性收费\n5\n无变化\n"
    page = f"{TWO}{fees}信息内容\n采购项目数量\n采购总金额\n政府集中采购\n3\n12\n"
    assert read(page, "fees", "procurement") == {"fees": [5, gir.Unreadable("无变化")], "procurement": [3, 12]}


def test_words_of_taiwan_are_the_forms():
    header = "資訊內容 | 本年製發件數 | 本年廢止件數 | 現行有效件數 |"
    page = f"{TITLE}二、主動公開政府資訊情況\n{header}\n行政規範性檔案 | 3 | 1 | 17 |\n"
    assert read(page, "normative_documents") == {"normative_documents": [3, 1, 17]}
    assert warned(page) == []


def test_words_in_the_place_of_a_figure_do_not_lose_their_place_where_the_sum_is_wrong():
    page = f"{THREE}一、本年新收政府信息公开申请数量\n5\n5\n约三\n5\n5\n5\n1\n"
    figures = read(page, "received")["received"]
    assert all(isinstance(figure, gir.Unreadable) for figure in figures)
    assert warned(page) == ["cell-undecided"]


# Blocks of table 4 one below the other


RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


@pytest.mark.parametrize("between", ["\t", " ", "\n"])
def test_blocks_of_table_four_have_the_labels_above_them_in_whatever_order(between):
    def block(label: str, *figures: int) -> str:
        return f"{label}\n{between.join(RESULTS)}\n{between.join(map(str, figures))}\n"

    page = (
        block("行政复议", 1, 0, 0, 0, 1) + block("复议后起诉", 2, 0, 0, 0, 2) + block("未经复议直接起诉", 3, 0, 0, 0, 3)
    )
    assert read(FOUR + page, *BLOCKS) == {
        "reconsideration": [1, 0, 0, 0, 1],
        "direct_litigation": [3, 0, 0, 0, 3],
        "litigation_after_reconsideration": [2, 0, 0, 0, 2],
    }


def test_a_block_of_table_four_has_the_order_of_the_names_between_its_label_and_its_figures():
    names = ("结果维持", "尚未审结", "结果纠正", "其他结果", "总计")
    page = f"{FOUR}行政复议\n{chr(9).join(names)}\n1\t2\t0\t0\t3\n"
    assert read(page, "reconsideration") == {"reconsideration": [1, 0, 0, 2, 3]}


def test_each_figure_of_table_four_has_the_name_before_it():
    figures = {"结果维持": 1, "尚未审结": 2, "结果纠正": 0, "其他结果": 0, "总计": 3}
    page = FOUR + "".join(f"行政复议{name}\t{figure}\n" for name, figure in figures.items())
    assert read(page, "reconsideration") == {"reconsideration": [1, 0, 0, 2, 3]}


def test_a_number_alone_after_a_full_row_is_told_of_that_row_where_figures_are_missing():
    reading = gir.read(f"{TWO}规章 0 0 0\n行政规范性文件 5 13 1\n8\n行政许可 4\n")
    told = [f for f in reading.findings if f.code == "text-unplaced" and f.severity == "warning"]
    assert [(finding.paths, finding.actual) for finding in told] == [(("proactive.normative_documents",), "8")]
