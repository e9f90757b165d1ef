"""Cells and lines taken apart into pieces: labels, figures, glued digits, words, page numbers."""

import pytest

from gov_info_report.document import Cell
from gov_info_report.recognise import PieceKind, pieces_of


def cell(text, column=0):
    return Cell(text, column, (1, column + 1, None, None, None))


def pieces(name, *texts):
    """The pieces of the cells of a row, each as its kind, its text and the first label that it can be."""
    found = pieces_of(name, [cell(text, column) for column, text in enumerate(texts)])
    return [(piece.kind.value, piece.cell.text, piece.labels[0].name if piece.labels else "") for piece in found]


LICENSING = ("label", "行政许可", "proactive.licensing")
REGULATIONS = ("label", "规章", "proactive.regulations")


# Cells that are one piece


@pytest.mark.parametrize("text", ["0", "152", "1,520", "", "/", "——", "无", "〔约三〕", "12件", "减3", "18.8710"])
def test_a_cell_with_a_number_a_mark_or_nothing_is_a_figure(text):
    assert pieces("proactive", text) == [("figure", text, "")]


@pytest.mark.parametrize("text", ["0000000", "03", "1234567890123"])
def test_digits_that_are_no_one_number_are_glued(text):
    assert pieces("requests", text) == [("glued", text, "")]


@pytest.mark.parametrize("text", ["0", "123456789012", "2100003"])
def test_digits_that_may_be_one_number_are_a_figure(text):
    assert pieces("requests", text) == [("figure", text, "")]


@pytest.mark.parametrize("text", ["- 5 -", "— 12 —", "第 3 页", "第3页 共9页", "3 / 9", "Page 3 of 9"])
def test_what_stands_at_the_end_of_a_page(text):
    assert pieces("requests", text) == [("page", text, "")]


def test_a_label_has_all_that_it_can_name():
    (piece,) = pieces_of("requests", [cell("总计")])
    assert piece.kind is PieceKind.LABEL
    assert {label.name for label in piece.labels} == {"total", "requests.outcomes.total"}
    (other,) = pieces_of("requests", [cell("其他")])
    assert {"other", "requests.outcomes.other.miscellaneous"} <= {label.name for label in other.labels}


@pytest.mark.parametrize("text", ["注：含下属单位", "行政规泛性文件", "行政", "行政机关不", "约三十"])
def test_what_is_no_whole_label_and_no_figure_is_words(text):
    assert pieces("proactive", text) == [("words", text, "")]


# Cells and lines taken apart


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("行政许可 152", [LICENSING, ("figure", "152", "")]),
        ("规章 0 0 3", [REGULATIONS, *[("figure", text, "") for text in "003"]]),
        ("规章 0 件 / 3", [REGULATIONS, *[("figure", text, "") for text in ("0 件", "/", "3")]]),
        ("152 26", [("figure", "152", ""), ("figure", "26", "")]),
        ("行政许可152", [LICENSING, ("glued", "152", "")]),
        ("行政许可5", [LICENSING, ("figure", "5", "")]),
        (
            "行政许可 152 行政处罚 26",
            [LICENSING, ("figure", "152", ""), ("label", "行政处罚", "proactive.penalties"), ("figure", "26", "")],
        ),
        (
            "152 行政许可",
            [("figure", "152", ""), LICENSING],
        ),
        (
            "信息内容本年制发件数本年废止件数",
            [
                ("label", "信息内容", "信息内容"),
                ("label", "本年制发件数", "issued"),
                ("label", "本年废止件数", "repealed"),
            ],
        ),
        ("行政许可 注3", [LICENSING, ("words", "注3", "")]),
        ("行政许可 约三十", [LICENSING, ("words", "约三十", "")]),
        ("甲 乙", [("words", "甲 乙", "")]),
    ],
)
def test_a_line_is_taken_apart_into_labels_figures_and_words(text, found):
    assert pieces("proactive", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("三、本年度办理结果 （一）予以公开 4 1", ["三、本年度办理结果", "（一）予以公开", "4", "1"]),
        ("1.属于国家秘密0000000", ["1.属于国家秘密", "0000000"]),
        (
            "（二）部分公开（区分处理的，只计这一情形，不计其他情形）1000001",
            ["（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "1000001"],
        ),
        ("一、本年新收政府信息公开申请数量9", ["一、本年新收政府信息公开申请数量", "9"]),
    ],
)
def test_a_label_keeps_its_number_and_its_brackets(text, found):
    assert [piece.cell.text for piece in pieces_of("requests", [cell(text)])] == found


def test_pieces_keep_the_place_of_their_cell():
    found = pieces_of("proactive", [cell("行政许可 152", 4)])
    assert [(piece.cell.column, piece.cell.place) for piece in found] == [(4, cell("", 4).place)] * 2


def test_a_colon_divides_a_label_from_its_figure():
    assert pieces("proactive", "行政许可：152") == [LICENSING, ("figure", "152", "")]


# Labels that the cells of a row cut


def test_a_label_cut_over_cells_is_one_piece():
    assert pieces("requests", "1.属于国", "家秘密", "0", "0") == [
        ("label", "1.属于国家秘密", "requests.outcomes.refused.state_secret"),
        ("figure", "0", ""),
        ("figure", "0", ""),
    ]


def test_a_label_cut_over_three_cells_is_one_piece_and_stands_where_it_begins():
    found = pieces_of("requests", [cell(text, at) for at, text in enumerate(("结转", "下年度", "继续办理", "2"))])
    assert [(piece.kind.value, piece.cell.text, piece.cell.column) for piece in found] == [
        ("label", "结转下年度继续办理", 0),
        ("figure", "2", 3),
    ]


def test_words_side_by_side_that_are_no_label_stay_apart():
    assert pieces("requests", "1.属于国", "公开申请", "0") == [
        ("words", "1.属于国", ""),
        ("words", "公开申请", ""),
        ("figure", "0", ""),
    ]


def test_words_are_one_piece_as_long_as_they_are_a_part_of_one_label():
    assert pieces("requests", "申请人逾期未按收费通知 要求缴纳 办公室 5") == [
        ("words", "申请人逾期未按收费通知 要求缴纳", ""),
        ("words", "办公室", ""),
        ("figure", "5", ""),
    ]


def test_a_sign_after_a_label_is_its_cell():
    assert pieces("proactive", "行政许可 /") == [LICENSING, ("figure", "/", "")]


def test_no_cells_have_no_pieces():
    assert pieces("proactive") == []


@pytest.mark.parametrize("between", ["", "：", "： "])
@pytest.mark.parametrize("mark", ["、", "，", "；", "，  "])
@pytest.mark.parametrize("figures", ["35 5 240", "3 51 2"])
def test_a_figure_that_ends_at_a_mark_is_whole(between, mark, figures):
    first, second, third = figures.split()
    labels = [f"{label}{between}" for label in ("行政许可", "行政处罚")]
    found = pieces("proactive", f"{labels[0]}{first}{mark}{labels[1]}{second}{mark}行政强制：{third}")
    assert [words for kind, words, _ in found if kind == "figure"] == [first, second, third]


def test_the_number_of_a_label_is_no_figure_where_the_form_has_it_or_nothing_stands_against_it():
    assert [
        words for _, words, _ in pieces("requests", "（三）不予公开0 1.属于国家秘密002.其他法律行政法规禁止公开")
    ] == [
        "（三）不予公开",
        "0",
        "1.属于国家秘密",
        "00",
        "2.其他法律行政法规禁止公开",
    ]
    assert [words for _, words, _ in pieces("proactive", "行政许可 1 2、行政处罚 3")] == [
        "行政许可",
        "1",
        "2、行政处罚",
        "3",
    ]
