"""Pages as drawn made into blocks: lines, paragraphs, ruled tables, tables without lines, page furniture."""

import pytest

from gov_info_report.document import FURNITURE, Grid, Limits, Passage, Span
from gov_info_report.errors import ParseError
from gov_info_report.readers.paper import Edge, Glyph, Sheet, compose
from gov_info_report.readers.paper.sheet import halves


class Drawn(Sheet):
    """A page to draw on; letters and digits are half as wide as Chinese characters."""

    def __init__(self, number=1, width=600, height=800):
        super().__init__(number, width, height)

    def text(self, x, y, words, size=10, gap=0):
        for character in words:
            width = size / 2 if character.isascii() else size
            self.glyphs.append(Glyph(character, x, x + width, y - size * 0.8, y + size * 0.2, y))
            x += width + gap
        return self

    def across(self, y, *xs):
        """Horizontal lines from each x to the next but one."""
        self.edges += [Edge(False, y, start, end) for start, end in zip(xs[::2], xs[1::2], strict=True)]
        return self

    def down(self, x, *ys):
        self.edges += [Edge(True, x, start, end) for start, end in zip(ys[::2], ys[1::2], strict=True)]
        return self

    def grid(self, xs, ys):
        for y in ys:
            self.across(y, xs[0], xs[-1])
        for x in xs:
            self.down(x, ys[0], ys[-1])
        return self


def composed(*sheets, **limits):
    return compose(sheets, Limits(**limits).start())


def texts(*sheets):
    """The words of passages, and of grids row by row, with each cell's column."""
    return [
        block.text
        if isinstance(block, Passage)
        else [[(cell.column, cell.text) for cell in row.cells] for row in block.rows]
        for block in composed(*sheets)[0]
    ]


# Lines


@pytest.mark.parametrize(
    ("gap", "words", "read"),
    [
        (0, "2024 年", "2024 年"),
        (2, "本年制发", "本年制发"),
        (9, "总计", "总 计"),
        (3, "abc", "a b c"),
        (1, "3 906", "3 906"),
        (0, "  甲  乙 ", "甲 乙"),
        (0, "   ", None),
    ],
)
def test_spaces_that_are_written_and_left(gap, words, read):
    assert texts(Drawn().text(100, 100, words, gap=gap)) == ([] if read is None else [read])


@pytest.mark.parametrize("rise", [3, 5, -2])
def test_small_digits_beside_a_number_count_notes(rise):
    inside = Drawn().grid((90, 190, 250), (680, 720)).text(100, 700, "规章").text(200, 700, "24")
    assert texts(inside.text(210, 700 - rise, "12", size=5)) == [[[(0, "规章"), (1, "24¹²")]]]
    assert texts(Drawn().text(100, 700, "规章24").text(130, 700 - rise, "1", size=5)) == ["规章24¹"]


@pytest.mark.parametrize(
    ("x", "y", "size"),
    [(210, 700, 5), (210, 697, 9), (214, 697, 5), (210, 690, 5)],
    ids=["on its line", "as large", "apart", "far above"],
)
def test_other_digits_are_numbers(x, y, size):
    page = Drawn().text(200, 700, "24").text(x, y, "1", size=size)
    assert "¹" not in "".join(texts(page))


def test_a_line_whose_characters_stand_unevenly():
    page = Drawn().text(100, 100, "政府").text(120, 102, "信息").text(140, 99, "公开")
    assert texts(page) == ["政府信息公开"]


# Paragraphs


FULL = "一二三四五六七八九十" * 4 + "甲乙丙丁戊"  # 450 points in size 10


def lines(page, *rows, y=100, size=10, left=75):
    for words in rows:
        page.text(left, y, words, size)
        y += 20
    return page


def test_where_a_paragraph_ends():
    page = lines(Drawn(), FULL, FULL, FULL[:20], FULL, "结束。")
    lines(page, FULL[:43], FULL, y=300, left=95)
    assert texts(page) == [FULL * 2 + FULL[:20], FULL + "结束。", FULL[:43], FULL]


def test_a_gap_between_lines_ends_a_paragraph():
    page = lines(lines(Drawn(), FULL, FULL, FULL), FULL, FULL, y=200)
    assert texts(page) == [FULL * 3, FULL * 2]


def test_another_size_ends_a_paragraph():
    page = lines(lines(Drawn(), FULL, FULL, FULL), "脚注", y=160, size=6)
    assert texts(page) == [FULL * 3, "脚注"]


def test_what_would_not_have_fitted_goes_on():
    short = FULL[:40]
    assert texts(lines(Drawn(), FULL, FULL, FULL, short, "0517-87290606，邮编略")) == [
        FULL * 3 + short + "0517-87290606，邮编略"
    ]
    assert texts(lines(Drawn(), FULL, FULL, FULL, short, "05，邮编略")) == [FULL * 3 + short, "05，邮编略"]


def test_a_number_broken_in_two():
    begun = FULL[:44] + "1"
    assert texts(lines(Drawn(), FULL, FULL, FULL, begun, "24条")) == [FULL * 3 + begun + "24条"]


def test_pages_with_few_lines_have_the_margins_of_the_others():
    first = lines(Drawn(1), FULL, FULL, FULL)
    second = lines(Drawn(2), FULL[:30], "另起")
    third = lines(Drawn(3, width=700), FULL[:53], "另起")
    assert texts(first, second, third) == [FULL * 3 + FULL[:30], "另起", FULL[:53], "另起"]


def test_a_title_on_two_lines_and_what_stands_above_it():
    page = lines(Drawn(), FULL, FULL, FULL, y=300)
    page.text(240, 50, "青禾县水利局", 20)
    page.text(150, 80, "2024年政府信息公开工作年度报告", 20)
    page.text(270, 120, "（正文）")
    page.text(270, 160, "（草案）")
    title = "青禾县水利局2024年政府信息公开工作年度报告"
    assert texts(page) == [title, "（正文）", "（草案）", FULL * 3]


# Page furniture


def test_page_numbers_and_running_heads():
    pages = [
        lines(Drawn(number), FULL, FULL, FULL[:-1] + "，")
        .text(200, 40, f"青禾县水利局年报{number}")
        .text(290, 780, mark)
        for number, mark in enumerate(("1", "2", "3"), start=1)
    ]
    blocks, remarks = composed(*pages)
    assert [(block.text, block.place[:6]) for block in blocks] == [
        ((FULL + FULL + FULL[:-1] + "，") * 3, (None, None, None, None, 1, 1))
    ]
    assert remarks == tuple(
        (text, FURNITURE, Span(page=number))
        for number in (1, 2, 3)
        for text in (f"青禾县水利局年报{number}", str(number))
    )


@pytest.mark.parametrize("mark", ["- 1 -", "第1页", "第 1 页 共 9 页", "1/9", "—一—", "1"])
def test_the_number_of_a_single_page(mark):
    blocks, remarks = composed(lines(Drawn(), FULL).text(290, 780, mark))
    assert [block.text for block in blocks] == [FULL]
    assert [(reason, span) for _, reason, span in remarks] == [(FURNITURE, Span(page=1))]


def test_numbers_that_are_no_page_numbers():
    page = lines(Drawn(), FULL).text(290, 780, "7")
    beside = lines(Drawn(), FULL).text(290, 780, "第1页").text(400, 781, "附注")
    inside = Drawn().grid([75, 200, 500], [700, 750, 795]).text(80, 780, "甲").text(210, 780, "- 1 -")
    assert composed(page)[1] == composed(inside)[1] == ()
    assert texts(page) == [FULL, "7"]
    assert texts(beside) == [FULL, "第1页 附注"]
    assert texts(inside) == [[[(0, ""), (1, "")], [(0, "甲"), (1, "- 1 -")]]]


def test_what_two_pages_of_many_repeat_is_text():
    pages = [
        lines(Drawn(number), FULL).text(200, 40, "附表" if number < 3 else f"第{'三四五'[number - 3]}类")
        for number in range(1, 6)
    ]
    assert composed(*pages)[1] == ()


# Ruled tables


def test_merged_cells():
    page = Drawn().across(100, 75, 375).across(130, 175, 375).across(160, 75, 275).across(190, 75, 375)
    page.down(75, 100, 190).down(175, 100, 190).down(275, 130, 190).down(375, 100, 190)
    page.text(80, 135, "甲").text(180, 118, "乙").text(180, 148, "丙").text(280, 165, "丁").text(80, 180, "戊").text(
        180, 180, "己"
    )
    [grid] = composed(page)[0]
    assert isinstance(grid, Grid)
    assert grid.exact
    assert texts(page) == [[[(0, "甲"), (1, "乙")], [(1, "丙"), (2, "丁")], [(0, "戊"), (1, "己")]]]
    assert [str(cell.span) for row in grid.rows for cell in row.cells] == [
        "第1页第1个表格第1行第1列",
        "第1页第1个表格第1行第2列",
        "第1页第1个表格第2行第2列",
        "第1页第1个表格第2行第3列",
        "第1页第1个表格第3行第1列",
        "第1页第1个表格第3行第2列",
    ]
    assert [row.raw for row in grid.rows] == ["甲\t乙", "丙\t丁", "戊\t己"]


def test_lines_drawn_cell_by_cell_double_or_not_quite_straight():
    page = Drawn()
    for column in (0, 1, 2):
        for row in (0, 1):
            x, y = 75 + column * 100 + row, 100 + row * 30
            page.grid([x, x + 100], [y, y + 29])
            page.text(x + 40, y + 18, "甲乙丙丁戊己"[row * 3 + column])
    assert texts(page) == [[[(0, "甲"), (1, "乙"), (2, "丙")], [(0, "丁"), (1, "戊"), (2, "己")]]]


def test_borders_that_are_not_drawn():
    page = (
        Drawn().across(100, 75, 375).across(130, 75, 375).across(160, 75, 375).down(175, 100, 160).down(275, 100, 160)
    )
    for place, letter in enumerate("甲乙丙丁戊己"):
        page.text(80 + place % 3 * 100, 118 + place // 3 * 30, letter)
    assert texts(page) == [[[(0, "甲"), (1, "乙"), (2, "丙")], [(0, "丁"), (1, "戊"), (2, "己")]]]


def test_frames_underlines_and_rules_are_no_tables():
    page = lines(Drawn().grid([40, 560], [60, 760]), FULL, FULL, FULL)
    page.across(103, 75, 200).across(400, 75, 525).down(75, 500, 501).down(300, 500, 560)
    assert texts(page) == [FULL * 3]
    page.edges += [Edge(False, 500, 290, 310)]
    assert texts(page) == [FULL * 3]
    page.down(300, 60, 90)
    assert texts(page) == [FULL * 3]


def test_an_empty_grid_is_no_table():
    assert texts(lines(Drawn().grid([75, 175, 275], [400, 430, 460]), "正文")) == ["正文"]


def test_a_label_of_one_character_a_line_and_a_number_on_two_lines():
    page = Drawn().grid([75, 95, 115, 200], [100, 210])
    for place, letter in enumerate("三、本年度办理结果"):
        page.text(80, 112 + place * 11, letter)
    page.text(97, 150, "123").text(97, 160, "456")  # filled the cell
    page.text(120, 150, "123").text(120, 160, "456")  # had room for more
    assert texts(page) == [[[(0, "三、本年度办理结果"), (1, "123456"), (2, "123 456")]]]


# Tables over page breaks


XS = [75, 275, 400, 525]


def two_pages(above, below, *, y=700, closed=True, heads=()):
    """Rows of three cells, the second part of them on the next page."""
    pages = []
    for number, rows, start in ((1, [*heads, *above], y), (2, [*heads, *below], 60)):
        page = Drawn(number)
        ys = [start + 30 * row for row in range(len(rows) + 1)]
        for place, at in enumerate(ys):
            if closed or (number, place) not in ((1, len(rows)), (2, 0)):
                page.across(at, XS[0], XS[-1])
        for x in XS:
            page.down(x, ys[0], ys[-1])
        for at, row in zip(ys, rows, strict=False):
            for x, words in zip(XS, row, strict=False):
                for place, line in enumerate(words.split("\n")):
                    page.text(x + 3, at + 12 + 12 * place, line)
        page.text(290, 790, f"- {number} -")
        pages.append(page)
    return texts(*pages)


def row(*words):
    return list(enumerate(words))


def test_a_table_that_goes_on_is_one_grid():
    assert two_pages([("行政许可", "1", "2")], [("行政处罚", "3", "")]) == [
        [row("行政许可", "1", "2"), row("行政处罚", "3", "")]
    ]


def test_a_header_that_each_page_repeats():
    heads = [("信息内容", "本年制发件数", "本年废止件数")]
    assert two_pages([("规章", "1", "2")], [("行政规范性文件", "3", "4")], heads=heads) == [
        [row(*heads[0]), row("规章", "1", "2"), row(*heads[0]), row("行政规范性文件", "3", "4")]
    ]


@pytest.mark.parametrize("closed", [True, False], ids=["row closed by a line", "row left open"])
@pytest.mark.parametrize(
    ("above", "below"),
    [
        (("（二）部分公开（区分处理的，只计这一", "4", "5"), ("情形，不计其他情形）", "", "")),
        (("（二）部分公开（区分处理的，只计这一", "", ""), ("情形，不计其他情形）", "4", "5")),
        (("（二）部分公开（区分处理的，只计这一", "4", ""), ("情形，不计其他情形）", "", "5")),
    ],
    ids=["figures above", "figures below", "figures on both pages"],
)
def test_a_row_that_the_page_break_divides(above, below, closed):
    label = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
    assert two_pages([above], [below, ("（三）不予公开", "1", "1")], closed=closed) == [
        [row(label, "4", "5"), row("（三）不予公开", "1", "1")]
    ]


def test_a_row_that_is_left_open_goes_on_whatever_its_label():
    assert two_pages([("地方自定的", "1", "2")], [("一行", "", "")], closed=False) == [
        [row("地方自定的一行", "1", "2")]
    ]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (("1.信访举报投诉类申请", "1", "2"), ("2.重复申请", "", "")),
        (("1.信访举报投诉类申请", "", ""), ("2.重复申请", "", "")),
        (("地方自定的", "1", "2"), ("一行", "", "")),
        (("（四）无", "1", "2"), ("（五）不予处理", "", "")),
        (("", "1", "2"), ("", "", "")),
    ],
    ids=["blank row", "blank rows", "no label known", "another label", "nothing at all"],
)
def test_rows_that_the_page_break_parts(above, below):
    assert two_pages([above], [below]) == [[row(*above), row(*below)]]


def test_a_label_beside_several_rows_that_the_page_break_divides():
    first = Drawn(1).grid([175, 275, 375], [700, 730, 760]).across(700, 75, 175).across(760, 75, 175).down(75, 700, 760)
    first.text(80, 735, "（四）无").text(180, 718, "甲").text(280, 718, "1").text(180, 748, "乙").text(280, 748, "2")
    second = Drawn(2).grid([75, 175, 275, 375], [60, 90]).text(80, 75, "法提供").text(180, 75, "丙").text(280, 75, "3")
    assert texts(first, second) == [
        [[(0, "（四）无法提供"), (1, "甲"), (2, "1")], [(1, "乙"), (2, "2")], [(1, "丙"), (2, "3")]]
    ]


def test_other_tables_on_the_next_page_and_below_on_this_one():
    first = Drawn(1).grid([75, 275, 375], [600, 630]).text(80, 618, "甲").text(280, 618, "1")
    first.grid([75, 275, 375], [700, 730]).text(80, 718, "乙").text(280, 718, "2")
    second = Drawn(2).grid([75, 275, 525], [60, 90]).text(80, 78, "丙").text(280, 78, "3")
    assert texts(first, second) == [[row("甲", "1")], [row("乙", "2")], [row("丙", "3")]]


# Tables without lines


def columns(page, y, label, *figures, x=75, start=300, step=60):
    if label:
        page.text(x, y, label)
    for place, figure in enumerate(figures):
        page.text(start + place * step, y, figure)
    return page


def test_columns_under_each_other():
    page = Drawn().text(75, 100, "二、主动公开政府信息情况")
    columns(page, 130, "信息内容", "本年制发件数", "本年废止件数", "现行有效件数", step=90)
    columns(page, 150, "规章", "0", "", "12", step=90)
    columns(page, 170, "行政规范性文件", "1 204", "5", "无", step=90)
    page.text(260, 190, "第二十条第（五）项")
    columns(page, 210, "信息内容", "", "本年处理决定数量", step=90)
    columns(page, 230, "行政许可", "", "9487", step=90)
    page.text(75, 260, "以上数字由各股室报送，汇总以后由办公室核对并且登记造册备查，特此说明如上。")
    [heading, grid, note] = texts(page)
    assert heading == "二、主动公开政府信息情况"
    assert grid == [
        [(0, "信息内容"), (10, "本年制发件数"), (11, "本年废止件数"), (12, "现行有效件数")],
        [(0, "规章"), (10, "0"), (11, ""), (12, "12")],
        [(0, "行政规范性文件"), (10, "1 204"), (11, "5"), (12, "无")],
        [(10, "第二十条第（五）项")],
        [(0, "信息内容"), (11, "本年处理决定数量")],
        [(0, "行政许可"), (10, ""), (11, "9487"), (12, "")],
    ]
    assert note == "以上数字由各股室报送，汇总以后由办公室核对并且登记造册备查，特此说明如上。"


def test_labels_above_and_below_their_figures():
    page = Drawn().text(75, 60, "三、收到和处理政府信息公开申请情况")
    for place, head in enumerate(("自然人", "商业\n企业", "总计")):
        for line, words in enumerate(head.split("\n")):
            page.text(300 + place * 60, 90 + line * 12, words)
    page.text(320, 75, "申请人情况表格")
    page.text(95, 125, "（二）部分公开（区分处理的，").text(95, 137, "只计这一情形，不计其他情形）")
    columns(page, 131, "", "1", "0", "1")
    columns(page, 160, "1.属于国家秘密", "0", "0", "0", x=135)
    columns(page, 180, "2.重复申请", "不详", "0", "0", x=135)
    page.text(95, 172, "（三）不予公开")
    for place, letter in enumerate("三、本年"):
        page.text(75, 125 + place * 11, letter)
    second = columns(Drawn(2), 70, "度办理结果", "", "", "")
    columns(second, 90, "3.要求提供公开出版物", "4", "", "4", x=135)
    second.text(75, 120, "四、政府信息公开行政复议、行政诉讼情况")
    assert texts(page, second)[1] == [
        [(11, "申请人情况表格")],
        [(10, "自然人"), (11, "商业企业"), (12, "总计")],
        [(0, "三、本年度办理结果")],
        [(1, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"), (10, "1"), (11, "0"), (12, "1")],
        [(2, "1.属于国家秘密"), (10, "0"), (11, "0"), (12, "0")],
        [(1, "（三）不予公开")],
        [(2, "2.重复申请"), (10, "不详"), (11, "0"), (12, "0")],
        [(2, "3.要求提供公开出版物"), (10, "4"), (11, ""), (12, "4")],
    ]


def test_cells_that_almost_touch():
    page = Drawn().text(75, 60, "三、收到和处理政府信息公开申请情况")
    page.text(75, 90, "一、本年新收政府信息公开申请数量").text(240, 90, "7").text(280, 90, "8")
    page.text(232, 70, "自然人").text(266, 70, "其 他")
    assert texts(page)[1] == [
        [(10, "自然人"), (11, "其他")],
        [(0, "一、本年新收政府信息公开申请数量"), (10, "7"), (11, "8")],
    ]


def test_a_column_without_figures():
    page = Drawn().text(75, 60, "二、主动公开政府信息情况")
    columns(page, 80, "信息内容", "本年制发件数", "本年废止件数", "现行有效件数", step=80)
    columns(page, 100, "规章", "3", "4", step=80)
    assert texts(page)[1][1] == [(0, "规章"), (10, "3"), (11, "4"), (12, "")]


def test_lines_after_a_table():
    page = columns(Drawn(), 80, "行政许可", "3", "4")
    page.text(75, 100, "以上数字由各股室报送并核对。").text(75, 120, "二、")
    assert texts(page) == [
        [[(0, "行政许可"), (10, "3"), (11, "4")], [(0, "以上数字由各股室报送并核对。")], [(0, "二、")]]
    ]
    page = columns(Drawn(), 80, "行政许可", "3", "4").text(75, 100, "以上数字由各股室报送并核对。")
    assert texts(page) == [[[(0, "行政许可"), (10, "3"), (11, "4")]], "以上数字由各股室报送并核对。"]


def test_prose_with_figures_is_no_table():
    page = lines(Drawn(), FULL, FULL, FULL, "收到申请", "17", "件。")
    assert texts(page) == [FULL * 3 + "收到申请", "17", "件。"]


# Two pages on one sheet


def test_two_pages_on_one_sheet():
    sheet = Drawn(1, width=1200)
    lines(sheet, *[FULL] * 9)
    lines(sheet, *[FULL] * 9, left=675)
    sheet.grid([75, 275, 525], [600, 630]).text(80, 618, "甲").text(280, 618, "1")
    sheet.grid([675, 875, 1125], [600, 630]).text(680, 618, "乙").text(880, 618, "2")
    sheet.slanted = "样本"
    assert texts(sheet) == [FULL * 9, [row("甲", "1")], FULL * 9, [row("乙", "2")]]
    assert composed(sheet)[1] == (("样本", FURNITURE, Span(page=1)),)


def test_broad_pages_that_are_one():
    crossed = lines(lines(Drawn(1, width=1200), *[FULL] * 9), *[FULL] * 9, left=675).across(300, 75, 1125)
    empty = lines(Drawn(1, width=1200), *[FULL] * 9)
    across = lines(Drawn(1, width=1200), *[FULL * 2] * 9)
    for sheet in (crossed, empty, across):
        assert halves(sheet) == [sheet]


# Limits


def test_too_many_cells_and_too_little_time():
    page = Drawn().grid([*range(0, 500, 10)], [*range(0, 500, 10)]).text(1, 5, "甲", 6)
    with pytest.raises(ParseError, match=r"表格单元格超过 2000 个"):
        composed(page, cells=2000)
    with pytest.raises(ParseError, match="读取超过"):
        composed(page, seconds=1e-9)
