"""Lines of a table as rows of the form, by the cheapest way to read them so."""

import pytest

from gov_info_report.document import Cell, Limits, grid_from_spans
from gov_info_report.parsing.alignment import align
from gov_info_report.parsing.form_rows import form_rows
from gov_info_report.parsing.outline import Line
from gov_info_report.parsing.printed import Printed

NAMES = "信息内容 本年制发件数 本年废止件数 现行有效件数"
RESULTS = "结果维持 结果纠正 其他结果 尚未审结 总计"
RECEIVED, CARRIED_IN = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"


def lines_of(texts):
    return [Line((Cell(text, 0, (number, None, None, None, None)),), text) for number, text in enumerate(texts, 1)]


def grid_of(rows):
    grid = grid_from_spans([[(text, 1, 1) for text in row] for row in rows], 1)
    return [Line(row.cells, row.raw, grid) for row in grid.rows]


def aligned(name, *texts):
    """The table that lines of text are: rows given as text, or as the cells of a grid."""
    lines = grid_of(texts) if texts and not isinstance(texts[0], str) else lines_of(texts)
    found = align(name, lines, Limits().start())
    return found.aligned() if isinstance(found, Printed) else found


def rows(name, *texts):
    """The rows of the form in the order of print, without the table's name, with the texts of their cells."""
    return [
        (row.path.removeprefix(f"{name}."), [cell.text for cell in row.cells]) for row in aligned(name, *texts).rows
    ]


def strange(name, *texts):
    return [(strange.kind, strange.text) for strange in aligned(name, *texts).strange]


REGULATIONS = ("regulations", ["0", "0", "1"])
DOCUMENTS = ("normative_documents", ["3", "1", "8"])
BOTH = [REGULATIONS, DOCUMENTS]


# The rows of the form


def test_rows_of_both_editions_stand_in_one_order():
    assert [
        (row.path.removeprefix("proactive."), sorted(row.widths), row.optional) for row in form_rows("proactive")
    ] == [
        ("regulations", [3], False),
        ("normative_documents", [3], False),
        ("licensing", [1, 3], False),
        ("other_services", [3], True),
        ("penalties", [1, 3], False),
        ("compulsory_measures", [1, 3], False),
        ("fees", [1, 2], False),
        ("procurement", [2], True),
    ]


def test_other_outcomes_are_one_row_or_three():
    paths = [row.path.removeprefix("requests.outcomes.") for row in form_rows("requests") if row.optional]
    assert sorted(paths) == ["other", "other.fee_unpaid", "other.miscellaneous", "other.not_corrected"]
    assert len(form_rows("requests")) == 26


def test_table_4_is_one_row_or_three():
    assert [(row.path, sorted(row.widths), row.optional, row.whole) for row in form_rows("disputes")] == [
        ("disputes.reconsideration", [5], True, False),
        ("disputes.direct_litigation", [5], True, False),
        ("disputes.litigation_after_reconsideration", [5], True, False),
        ("disputes", [15], True, True),
    ]


# The page as it should be


def test_an_exact_page():
    found = aligned("proactive", NAMES, "规章 0 0 1", "行政规范性文件 3 1 8")
    assert [(row.path, row.label.text, [cell.text for cell in row.cells]) for row in found.rows] == [
        ("proactive.regulations", "规章", ["0", "0", "1"]),
        ("proactive.normative_documents", "行政规范性文件", ["3", "1", "8"]),
    ]
    assert {(row.named, row.sure, row.near, row.glued, row.pieced, row.exact) for row in found.rows} == {
        (True, True, False, False, False, False)
    }
    assert [[piece.cell.text for piece in row.header] for row in found.rows] == [NAMES.split()] * 2
    assert [[line.raw for line in row.lines] for row in found.rows] == [["规章 0 0 1"], ["行政规范性文件 3 1 8"]]
    assert found.strange == []
    assert found.votes == {2021: 3}


def test_an_exact_page_as_a_grid():
    found = aligned("proactive", NAMES.split(), ("规章", "0", "", "1"), ("行政许可", "152", "", ""))
    assert [([cell.text for cell in row.cells], row.loose) for row in found.rows] == [
        (["0", "", "1"], False),
        (["152", "", ""], False),
    ]
    assert [cell.column for cell in found.rows[0].cells] == [1, 2, 3]


def test_an_empty_page_has_no_rows():
    assert (rows("proactive"), strange("proactive")) == ([], [])


# Labels


@pytest.mark.parametrize(
    "printed",
    [
        ("规章", "0 0 1", "行政规范性文件", "3 1 8"),
        ("规章", "0", "0", "1", "行政规范性文件", "3", "1", "8"),
        ("0 0 1", "规章", "3 1 8", "行政规范性文件"),
        ("规章 0 0 1", "行政规范", "性文件 3 1 8"),
        ("规章 0 0 1", "行政规范 3 1 8", "性文件"),
        ("规章 0 0 1", "行政规范", "3 1 8", "性文件"),
        ("规章 0 0 1", "行政规泛性文件 3 1 8"),
        ("规章 0 0 1 行政规范性文件 3 1 8",),
        ("规章 0 0 1", "规章", "行政规范性文件 3 1 8"),
        ("规章 0 0 1", "规章 行政规范性文件 3 1 8"),
    ],
    ids=str,
)
def test_a_label_before_after_or_around_its_figures_in_parts_misprinted_or_printed_again(printed):
    assert (rows("proactive", *printed), strange("proactive", *printed)) == (BOTH, [])


def test_only_a_misprinted_label_is_near():
    printed = ("规章 0 0 1", "行政规泛性文件 3 1 8")
    assert [(row.label.text, row.near) for row in aligned("proactive", *printed).rows] == [
        ("规章", False),
        ("行政规泛性文件", True),
    ]


def test_a_mark_may_be_a_part_of_a_label():
    """无 stands for a figure, and begins （四）无法提供 where a line breaks."""
    printed = (f"{RECEIVED} 1 0 0 0 0 0 1", f"{CARRIED_IN} 无 无 无 无 无 无 无")
    assert rows("requests", *printed) == [("received", [*"1000001"]), ("carried_in", ["无"] * 7)]


def test_total_names_the_row_that_comes_next_or_the_column():
    printed = (
        f"{RECEIVED} 1 0 0 0 0 0 1",
        "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计",
        f"{CARRIED_IN} 0 0 0 0 0 0 0",
    )
    assert rows("requests", *printed) == [("received", [*"1000001"]), ("carried_in", [*"0000000"])]
    header = aligned("requests", *printed).rows[1].header
    assert [piece.cell.text for piece in header] == printed[1].split()


# Figures without a label


def test_as_many_rows_without_a_label_as_the_form_has_between_two_are_these():
    found = aligned("proactive", "规章 0 0 1", "3 1 8", "行政许可 152")
    assert [(row.path, [cell.text for cell in row.cells], row.named, row.sure) for row in found.rows] == [
        ("proactive.regulations", ["0", "0", "1"], True, True),
        ("proactive.normative_documents", ["3", "1", "8"], False, True),
        ("proactive.licensing", ["152"], True, True),
    ]


def test_a_figure_between_rows_of_which_several_are_lost_is_of_none():
    printed = ("规章 0 0 1", "152", "行政强制 5")
    assert rows("proactive", *printed) == [REGULATIONS, ("compulsory_measures", ["5"])]
    assert strange("proactive", *printed) == [("figures", "152")]


def test_figures_below_the_last_label_may_be_those_of_any_row():
    found = aligned("proactive", "规章 0 0 1", "3 1 8")
    assert [(row.named, row.sure) for row in found.rows] == [(True, True), (False, False)]


# Rows lost, repeated, and of the office's own


def test_rows_that_are_not_there():
    printed = ("规章 0 0 1", "行政强制 5")
    assert rows("proactive", *printed) == [REGULATIONS, ("compulsory_measures", ["5"])]
    assert strange("proactive", *printed) == []


def test_many_rows_that_are_not_there():
    printed = (f"{RECEIVED} 1 0 0 0 0 0 1", "（七）总计 1 0 0 0 0 0 1", "四、结转下年度继续办理 0 0 0 0 0 0 0")
    assert rows("requests", *printed) == [
        ("received", [*"1000001"]),
        ("outcomes.total", [*"1000001"]),
        ("carried_forward", [*"0000000"]),
    ]


@pytest.mark.parametrize("again", ["规章 0 0 1", "规章 4 4 4"])
def test_a_row_printed_twice_is_two_rows(again):
    printed = ("规章 0 0 1", "行政规范性文件 3 1 8", again)
    assert rows("proactive", *printed) == [*BOTH, ("regulations", again.split()[1:])]


def test_a_row_printed_twice_a_cell_a_line_is_two_rows():
    once = (RECEIVED, *"0052310")[:8]
    printed = (*once, *once, CARRIED_IN, *"2000002")
    assert rows("requests", *printed) == [
        ("received", [*"0052310"]),
        ("received", [*"0052310"]),
        ("carried_in", [*"2000002"]),
    ]


def test_a_row_of_one_column_printed_twice_is_two_rows():
    assert rows("proactive", "行政许可 152", "行政许可 153") == [("licensing", ["152"]), ("licensing", ["153"])]


@pytest.mark.parametrize(
    "own",
    [
        ("其他主动公开文件 31 4 29",),
        ("其他主动公开文件", "31 4 29"),
    ],
    ids=" / ".join,
)
def test_a_row_of_the_offices_own_takes_no_other_rows_place(own):
    printed = ("规章 0 0 1", *own, "行政规范性文件 3 1 8")
    assert rows("proactive", *printed) == BOTH
    assert strange("proactive", *printed) == [("own", "其他主动公开文件 31 4 29")]


def test_rows_out_of_order_keep_their_figures():
    assert rows("proactive", "行政规范性文件 3 1 8", "规章 0 0 1") == [DOCUMENTS, REGULATIONS]


# What belongs to the page


@pytest.mark.parametrize(
    ("number", "kind"),
    [("- 5 -", "page"), ("第 3 页 共 9 页", "page"), ("5", "figures")],
)
def test_a_page_number_between_two_rows_is_of_neither(number, kind):
    printed = ("规章 0 0 1", number, "行政规范性文件 3 1 8")
    assert (rows("proactive", *printed), strange("proactive", *printed)) == (BOTH, [(kind, number)])


@pytest.mark.parametrize("number", ["- 5 -", "第 3 页"])
def test_a_page_number_within_a_label_does_not_cut_it(number):
    printed = ("规章 0 0 1", "行政规范", number, "性文件 3 1 8")
    assert (rows("proactive", *printed), strange("proactive", *printed)) == (BOTH, [("page", number)])


# Table 4

BLOCKS = [
    ("reconsideration", [*"31015"]),
    ("direct_litigation", [*"10001"]),
    ("litigation_after_reconsideration", [*"00000"]),
]


def test_table_4_in_one_row():
    printed = (f"{RESULTS} {RESULTS} {RESULTS}", "3 1 0 1 5 1 0 0 0 1 0 0 0 0 0")
    assert [(row.path, [cell.text for cell in row.cells], row.sure) for row in aligned("disputes", *printed).rows] == [
        ("disputes", [*"310151000100000"], True)
    ]


@pytest.mark.parametrize(
    "printed",
    [
        ("行政复议 3 1 0 1 5", "未经复议直接起诉 1 0 0 0 1", "复议后起诉 0 0 0 0 0"),
        (RESULTS, "行政复议 3 1 0 1 5", "行政诉讼", "未经复议直接起诉 1 0 0 0 1", "复议后起诉 0 0 0 0 0"),
        (
            "行政复议",
            RESULTS,
            "3 1 0 1 5",
            "行政诉讼",
            "未经复议直接起诉",
            RESULTS,
            "1 0 0 0 1",
            "复议后起诉",
            RESULTS,
            "0 0 0 0 0",
        ),
    ],
    ids=("rows", "rows below a header", "blocks"),
)
def test_table_4_in_blocks(printed):
    found = aligned("disputes", *printed)
    assert rows("disputes", *printed) == BLOCKS
    assert {(row.named, row.sure) for row in found.rows} == {(True, True)}
    assert found.strange == []


def test_three_blocks_of_table_4_without_their_names_are_those_of_the_form():
    printed = (RESULTS, "3 1 0 1 5", RESULTS, "1 0 0 0 1", RESULTS, "0 0 0 0 0")
    assert rows("disputes", *printed) == [("disputes", [*"310151000100000"])]
    assert [row.sure for row in aligned("disputes", *printed).rows] == [True]


# Editions


@pytest.mark.parametrize(
    ("label", "votes"),
    [
        ("其他对外管理服务事项 4 0 30", {2019: 1}),
        ("上一年项目数量 本年增/减 处理决定数量", {2019: 3}),
        ("本年处理决定数量", {2021: 1}),
        ("规章 0 0 0", {}),
    ],
)
def test_labels_that_one_edition_has_vote_for_it(label, votes):
    assert aligned("proactive", label).votes == votes
