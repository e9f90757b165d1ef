"""HTML: block elements, tables with their spans, layout tables, what is passed over, and what is refused."""

import pytest

import gov_info_report as gir
from gov_info_report.document import HIDDEN, Cell, Document, Grid, GridRow, Limits, Passage, grid_from_spans
from gov_info_report.errors import ParseError
from gov_info_report.readers import read_document
from gov_info_report.readers.page import LONG_CELL
from tests.documents import without_ranges

DEPTH = Limits().depth


def read_html(page: str) -> Document:
    """The document of a page; its places without what finds their ranges, which tests of places ask for."""
    return without_ranges(read_document(page, "html", Limits().start()))


def cell(text, column, row, table=1):
    return Cell(text, column, (None, column + 1, table, row, None))


def passage(text, block, level=0, literal=False):
    return Passage(text, (None, None, None, None, block), level, literal)


def columns(document, number=0):
    """The cells of a grid as text and column, row by row."""
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    return [[(each.text, each.column) for each in row.cells] for row in grids[number].rows]


def test_a_whole_page():
    page = """<!DOCTYPE html><html><head><title>页眉</title><style>p{}</style></head><body>
    <script>var a = "<p>不算</p>";</script><!-- 注释 --><noscript>不算</noscript><template>不算</template>
    <h1>青禾县水利局2024年政府信息公开工作年度报告</h1>
    <p>本报告依法 编制。<br>电话&nbsp;略。</p>
    <h2><span>二、</span><span>主动公开政府信息情况</span></h2>
    <table><thead><tr><th>信息内容</th><th>本年<br>制发件数</th></tr></thead>
    <tbody><tr><td>规章</td><td> 0 </td></tr></tbody></table>
    <div>完<div>内</div>尾</div></body></html>"""
    assert read_html(page) == Document(
        "html",
        (
            passage("青禾县水利局2024年政府信息公开工作年度报告", 1, level=1),
            passage("本报告依法 编制。", 2),
            passage("电话\xa0略。", 3),
            passage("二、主动公开政府信息情况", 4, level=2),
            Grid(
                (
                    GridRow((cell("信息内容", 0, 1), cell("本年\n制发件数", 1, 1)), "信息内容\t本年 制发件数"),
                    GridRow((cell("规章", 0, 2), cell("0", 1, 2)), "规章\t0"),
                ),
                exact=True,
            ),
            passage("完", 5),
            passage("内", 6),
            passage("尾", 7),
        ),
    )


def test_places():
    page = (
        "<p>前<!-- <p> --> 文</p> <Table width='a>b'>\n<tr><td colspan=2 title=\"<td>\">甲 &amp; <b>乙</b>\n<TD>丙</tr>"
        "<script>'<td>0</td>'</script><tr></tr><tr><td x=''\"\">丁</td></tr></table><td>后</div>尾"
    )
    document = read_document(page, "html", Limits().start())
    first, grid, last = document.blocks
    places = [first, *[cell for row in grid.rows for cell in row.cells], last]
    spans = [document.located(each.span) for each in places]
    assert [(span.table, span.row, span.column, span.cell, span.block) for span in spans] == [
        (None, None, None, None, 1),
        (1, 1, 1, 1, None),
        (1, 1, 3, 2, None),
        (1, 3, 1, 1, None),
        (None, None, None, None, 2),
    ]
    assert [page[span.start : span.end] for span in spans] == [
        "前<!-- <p> --> 文",
        "甲 &amp; <b>乙</b>\n",
        "丙",
        "丁",
        "后</div>尾",
    ]


def test_rows_and_columns_that_span():
    document = read_html(
        "<table><tr><td rowspan=3 colspan=2>角<td colspan=3>上</tr>"
        "<tr><td rowspan=2>左<td colspan=2>中</tr>"
        "<tr><td>一<td>二</tr>"
        "<tr><td>甲<td>乙<td>丙<td>丁<td>戊</tr></table>"
    )
    assert columns(document) == [
        [("角", 0), ("上", 2)],
        [("左", 2), ("中", 3)],
        [("一", 3), ("二", 4)],
        [("甲", 0), ("乙", 1), ("丙", 2), ("丁", 3), ("戊", 4)],
    ]


@pytest.mark.parametrize(
    ("attributes", "column"),
    [
        ('colspan="2"', 2),
        ("colspan=' 3 '", 3),
        ("colspan=0", 1),
        ("colspan=-2", 1),
        ("colspan=2.5", 1),
        ("colspan=two", 1),
        ("colspan=２", 1),
        ("colspan=", 1),
        ("colspan", 1),
        ("colspan=99999", 100),
        ("colspan=999999999999999999", 1),
        ("rowspan=99999999", 1),
    ],
)
def test_wrong_spans(attributes, column):
    assert columns(read_html(f"<table><tr><td {attributes}>甲<td>乙</table>")) == [[("甲", 0), ("乙", column)]]


def test_a_row_span_past_the_last_row_and_over_others():
    document = read_html(
        "<table><tr><td rowspan=9>甲<td>乙<td rowspan=2>丙</tr><tr><td colspan=2>丁</tr><tr><td>戊</tr></table>"
    )
    assert columns(document) == [[("甲", 0), ("乙", 1), ("丙", 2)], [("丁", 1)], [("戊", 1)]]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([], []),
        ([[]], [[]]),
        ([[("甲", 1, 1)], [], [("乙", 1, 1)]], [[("甲", 0)], [], [("乙", 0)]]),
        (
            [[("甲", 2, 1), ("乙", 3, 1)], [], [("丙", 1, 1), ("丁", 1, 1)]],
            [[("甲", 0), ("乙", 1)], [], [("丙", 0), ("丁", 2)]],
        ),
        (
            [[("甲", 1, 1), ("乙", 2, 1)], [("丙", 2, 2)], [("丁", 1, 1)]],
            [[("甲", 0), ("乙", 1)], [("丙", 0)], [("丁", 2)]],
        ),
    ],
    ids=["no row", "no cell", "empty row", "gap", "overlap"],
)
def test_grids_from_spans(rows, wanted):
    grid = grid_from_spans(rows, table=4)
    assert [[(each.text, each.column) for each in row.cells] for row in grid.rows] == wanted
    assert [each.span.table for row in grid.rows for each in row.cells] == [4] * sum(map(len, wanted))
    assert grid.exact


def test_a_layout_table_is_looked_through():
    document = read_html(
        "<table><tr><td>导航</td><td><p>一、总体情况</p><table><tr><td>规章</td><td>0</td></tr></table>"
        "<p>后</p></td></tr><tr><td>页脚</td></tr></table>"
    )
    assert document.blocks == (
        passage("导航", 1),
        passage("一、总体情况", 2),
        Grid((GridRow((cell("规章", 0, 1), cell("0", 1, 1)), "规章\t0"),), exact=True),
        passage("后", 3),
        passage("页脚", 4),
    )


def test_a_table_with_an_article_in_a_cell_is_layout():
    article = "水" * (LONG_CELL + 1)
    assert read_html(f"<table><tr><td><h2>一、总体情况</h2><p>{article}</p></td></tr></table>").blocks == (
        passage("一、总体情况", 1, level=2),
        passage(article, 2),
    )


def test_rows_of_prose_in_a_table_are_passages():
    document = read_html(
        "<table><tr><td colspan=2>一、总体情况<tr><td colspan=2>全年公开信息3条。<br>其中网站2条。"
        "<tr><td>规章<td>0<tr><td>行政规范性文件<td></table>"
    )
    assert document.blocks[:3] == (
        Passage("一、总体情况", (None, 1, 1, 1, None)),
        Passage("全年公开信息3条。", (None, 1, 1, 2, None)),
        Passage("其中网站2条。", (None, 1, 1, 2, None)),
    )
    assert columns(document) == [[("规章", 0), ("0", 1)], [("行政规范性文件", 0), ("", 1)]]


def test_nothing_is_an_empty_document():
    assert read_html("") == Document("html", ())


def test_empty_tables_are_no_grids():
    assert read_html("<table></table><table><tr><td> </td></tr></table><p></p><div> </div>").blocks == ()


def test_cells_without_a_row_and_rows_without_a_table():
    assert columns(read_html("<table><td>甲<td>乙</table>")) == [[("甲", 0), ("乙", 1)]]
    assert read_html("<tr><td>甲</td></tr>").blocks == (passage("甲", 1),)


def test_text_between_rows_is_kept():
    texts = [
        block.text for block in read_html("<table>外<tr><td>甲</td></tr></table>").blocks if isinstance(block, Passage)
    ]
    assert texts == ["外"]


def test_captions_are_kept():
    document = read_html("<table><caption>表一</caption><tr><td>甲</td></tr></table>")
    assert [block.text for block in document.blocks if isinstance(block, Passage)] == ["表一"]
    assert columns(document) == [[("甲", 0)]]


def test_word_pasted_runs_are_joined():
    html = "<p class=MsoNormal><span>一</span><span>、总</span><b>体</b><i>情况</i></p>"
    assert read_html(html).blocks == (passage("一、总体情况", 1),)


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ('<p class="literal">一、总体情况</p>', (passage("一、总体情况", 1, literal=True),)),
        (
            '<p class="a literal">\n  甲  乙\n</p>',
            (passage("", 1, literal=True), passage("  甲  乙", 1, literal=True), passage("", 1, literal=True)),
        ),
        ('<h1 class="literal"> 年报</h1>', (passage(" 年报", 1, level=1, literal=True),)),
        ('<p class="literally">甲  乙</p>', (passage("甲 乙", 1),)),
        ("<p class>甲</p>", (passage("甲", 1),)),
        ('<p class="literal">甲</p><p>乙</p>', (passage("甲", 1, literal=True), passage("乙", 2))),
    ],
    ids=["prose", "white space", "heading", "another class", "no class", "ends"],
)
def test_the_class_literal(html, blocks):
    assert read_html(html).blocks == blocks


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a &lt; b &amp; c</p>", "a < b & c"),
        ("<p>&#19968;&#x4e8c;</p>", "一二"),
        ("<p>甲&#0;乙</p>", "甲\ufffd乙"),
        ("<p>甲&#7;乙</p>", "甲\ufffd乙"),
        ("<p>甲\u3000乙</p>", "甲\u3000乙"),
        ("<p>甲 \n\t 乙</p>", "甲 乙"),
    ],
    ids=repr,
)
def test_entities_and_white_space(html, text):
    assert read_html(html).blocks == (passage(text, 1),)


@pytest.mark.parametrize("tag", ["div", "b", "span", "section"])
def test_deep_nesting_is_refused(tag):
    with pytest.raises(ParseError, match=f"elements nest {DEPTH + 1} deep, at most {DEPTH}"):
        read_html(f"<{tag}>" * (DEPTH + 1) + "一、总体情况")


def test_deep_nesting_below_the_limit_is_read():
    assert read_html("<div>" * (DEPTH - 2) + "一、总体情况").blocks == (passage("一、总体情况", 1),)
    assert len(read_html("<p>甲<br>" * 5000).blocks) == 5000


@pytest.mark.parametrize("html", ["<", "<p", "</p>", "<p>甲", "<table><tr><td>甲", "<!--", "<p class='"], ids=repr)
def test_broken_html_is_read(html):
    texts = "".join(block.text if isinstance(block, Passage) else block.rows[0].raw for block in read_html(html).blocks)
    assert texts == ("甲" if "甲" in html else "<" if html == "<" else "")


# What belongs to no number


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("24<sup>1</sup>", "24¹"),
        ("24<sub>[2]</sub>", "24[²]"),
        ("<b>24<sup><a href='#n'>1</a></sup></b> 件", "24¹ 件"),
        ("120 m<sup>2</sup>，3", "120 m²，3"),
    ],
)
def test_digits_above_the_line_stay_above_it(html, text):
    assert read_html(f"<p>{html}</p>").blocks == (passage(text, 1),)
    assert columns(read_html(f"<table><tr><td>{html}</td><td>5</td></tr></table>")) == [[(text, 0), ("5", 1)]]


@pytest.mark.parametrize(
    "inside",
    [
        "<del>8</del>",
        "<s>8</s>",
        "<strike><b>8</b></strike>",
        "<span hidden>8</span>",
        "<span style='display: none'>8</span>",
        "<font style='color:red;DISPLAY:none;'>8</font>",
        "<i style='visibility:hidden'>8</i>",
        "<span style='mso-hide:all'>8</span>",
        "<div style='display:none'><p>8</p></div>",
    ],
)
def test_what_is_struck_out_or_hidden_within_a_cell_is_a_remark(inside):
    document = read_html(f"<table><tr><td>规章</td><td>5{inside}</td></tr></table>")
    assert columns(document) == [[("规章", 0), ("5", 1)]]
    assert document.remarks == (("8", HIDDEN, None),)


def test_hidden_cells_and_rows_are_remarks():
    document = read_html(
        "<table><tr><td colspan=2>规章</td><td style='display:none'></td><td>5</td><td hidden>7</td></tr>"
        "<tr style='display:none'><td>甲</td><td>8</td></tr></table>"
    )
    assert columns(document) == [[("规章", 0), ("5", 2)]]
    assert document.remarks == (("7", HIDDEN, None), ("甲 8", HIDDEN, None))


@pytest.mark.parametrize("tag", ["div", "span", "article-body", "del"])
def test_a_hidden_part_of_a_page_is_read_since_a_script_may_show_it(tag):
    within = "<p>甲</p><table hidden><tr><td>规章</td><td>5</td></tr></table>"
    document = read_html(f"<{tag} style='display:none'>{within}</{tag}>")
    assert (document.blocks[0], columns(document), document.remarks) == (
        passage("甲", 1),
        [[("规章", 0), ("5", 1)]],
        (),
    )


def test_markdown_in_a_page():
    document = read_html(
        "<p>**一、总体情况**</p><p>__平稳__ 有序</p><table><tr><td>**规章**<td>0</table>"
        "<p>| 规章 | 0 | 1 |</p><p>| --- | --- | --- |</p><p>| 行政规范性文件 | 2 | 3 |</p><p>首页 | 公开</p>"
    )
    assert [block.text for block in document.blocks if isinstance(block, Passage)] == [
        "一、总体情况",
        "__平稳__ 有序",
        "首页 | 公开",
    ]
    assert columns(document) == [[("规章", 0), ("0", 1)]]
    assert columns(document, 1) == [[("规章", 0), ("0", 1), ("1", 2)], [("行政规范性文件", 0), ("2", 1), ("3", 2)]]


def test_a_text_in_a_page():
    document = read_html("<pre>一、总体情况\n平稳   有序\n规章\t0\t1\n行政规范性文件\t2\t3</pre>")
    assert document.blocks[:2] == (passage("一、总体情况", 1), passage("平稳   有序", 1))
    assert columns(document) == [[("规章", 0), ("0", 1), ("1", 2)], [("行政规范性文件", 0), ("2", 1), ("3", 2)]]


def test_figures_that_could_be_the_numbers_of_columns_are_figures_where_rows_differ():
    document = read_html("<table><tr><td>0<td>1<tr><td>规章<td>0<td>1</table>")
    assert columns(document) == [[("0", 0), ("1", 1)], [("规章", 0), ("0", 1), ("1", 2)]]


def test_what_stands_in_the_fields_of_a_form_is_printed():
    page = (
        '<input value="搜索"><input type="hidden" value="7"><h2>二、主动公开政府信息情况</h2>'
        "<table><tr><td>信息内容</td>"
        "<td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
        "<tr><td>规章<input type=hidden value=5></td>"
        '<td><input type="text" value=" 12 " readonly></td><td><input VALUE=0 style="width:40px"></td>'
        '<td><input type=checkbox value=1><input type="number" value="3"></td></tr></table>'
        '<div>行政许可</div><div><input value="40"></div>'
    )
    reading = gir.read(page)
    regulations = reading.report.proactive.regulations
    assert (regulations.issued, regulations.repealed, regulations.in_force) == (12, 0, 3)
    assert reading.report.proactive.licensing.decisions == 40
    assert reading.report.preamble == ""
    span = reading.spans["proactive.regulations.issued"]
    assert page[span.start : span.end] == '<input type="text" value=" 12 " readonly>'
