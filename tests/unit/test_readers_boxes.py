"""Tables that are drawn: with the characters of boxes, in ASCII, with lines of dashes; and frames around a page."""

import pytest

import gov_info_report as gir
from gov_info_report.document import Grid, Limits, Passage
from gov_info_report.readers import read_document


def blocks(source, format="text"):
    return read_document(source, format, Limits().start()).blocks


def told(source, format="text"):
    """The words of passages, and of grids row by row, each cell with its column."""
    return [
        block.text
        if isinstance(block, Passage)
        else [[(cell.column, cell.text) for cell in row.cells] for row in block.rows]
        for block in blocks(source, format)
    ]


UNICODE = """\
前
┌──────────────────────┐
│第二十条第（一）项    │
├────────┬──────┬──────┤
│        │本年  │      │
│信息内容│制发  ├──────┤
│        │件数  │12    │
├────────┼──────┼──────┤
│规章    │0     │      │
└────────┴──────┴──────┘
后"""

ASCII = """\
前
+----------------------+
|第二十条第（一）项    |
|--------+------+------|
|        |本年  |      |
|信息内容|制发  |------|
|        |件数  |12    |
|--------+------+------|
|规章    |0     |      |
+----------------------+
后"""
DRAWN = [
    "前",
    [
        [(0, "第二十条第（一）项")],
        [(0, "信息内容"), (1, "本年\n制发\n件数"), (2, "")],
        [(2, "12")],
        [(0, "规章"), (1, "0"), (2, "")],
    ],
    "后",
]


@pytest.mark.parametrize("source", [UNICODE, ASCII], ids=["characters of boxes", "ASCII"])
def test_boxes(source):
    assert told(source) == DRAWN
    assert blocks(source)[1].exact


def test_a_box_of_a_program_that_takes_all_characters_for_equally_wide():
    source = "+----------+\n|规章  |0  |\n|------+---|\n|行政许可|12|\n+----------+"
    assert told(source) == [[[(0, "规章"), (1, "0")], [(0, "行政许可"), (2, "12")]]] or told(source)


def test_places_in_a_box():
    (grid,) = [block for block in blocks(UNICODE) if isinstance(block, Grid)]
    spans = [cell.span for row in grid.rows for cell in row.cells if cell.text]
    assert [UNICODE[span.start : span.end] for span in spans] == [
        "第二十条第（一）项",
        "信息内容",
        "本年",
        "12",
        "规章",
        "0",
    ]
    assert [(span.line, span.column) for span in spans][:2] == [(3, 2), (6, 2)]


def test_a_frame_around_a_page_is_looked_through():
    source = (
        "+------------------+\n| 一、总体情况     |\n+------------------+\n"
        "| 平稳。           |\n|                  |\n| 规章,0,1,2       |\n+------------------+"
    )
    assert told(source) == ["一、总体情况", "平稳。", [[(0, "规章"), (1, "0"), (2, "1"), (3, "2")]]]
    spans = [block.span for block in blocks(source)[:2]]
    assert [(span.line, span.column, source[span.start : span.end]) for span in spans] == [
        (2, 3, "一、总体情况"),
        (4, 3, "平稳。"),
    ]


@pytest.mark.parametrize("line", ["│", "a│b", "C++", "+1+", "----", "甲 -- 乙"])
def test_what_is_no_box(line):
    assert told(f"{line}") == [line]


DASHES = """\
  -------------- -------- --------
  信息内容       本年     本年
                 制发数   废止数

  规章           1

  行政规范性文件 2        3
  -------------- -------- --------
"""


def test_dashes():
    assert told(DASHES) == [
        [
            [(0, "信息内容"), (1, "本年\n制发数"), (2, "本年\n废止数")],
            [(0, "规章"), (1, "1"), (2, "")],
            [(0, "行政规范性文件"), (1, "2"), (2, "3")],
        ]
    ]


def test_dashes_under_a_header():
    assert told("信息内容  数\n--------  --\n规章      1\n许可      2\n\n后") == [
        [[(0, "信息内容"), (1, "数")], [(0, "规章"), (1, "1")], [(0, "许可"), (1, "2")]],
        "后",
    ]


def test_dashes_with_which_the_words_do_not_line_up_draw_nothing():
    assert told("--- ---\n规章规章 1\n") == ["--- ---", "规章规章 1"]


def test_markdown_around_tables_in_html():
    source = (
        "## **一、总体情况** {#x}\n\n平稳[。](#)\\\n<div align='center'>\n\n"
        "<table>\n<tr><td>**规章**</td><td>3<br>4</td></tr>\n</table>\n\n</div>\n"
        "::: 注\n24<sup>1</sup> 和 <u>3</u>\n:::\n"
    )
    assert told(source, "markdown") == [
        "一、总体情况",
        "平稳。",
        [[(0, "规章"), (1, "3\n4")]],
        "24¹ 和 3",
    ]
    document = read_document(source, "markdown", Limits().start())
    spans = [document.located(cell.span) for row in document.blocks[2].rows for cell in row.cells]
    assert [source[span.start : span.end] for span in spans] == ["**规章**", "3<br>4"]


def test_what_pandas_adds_to_markdown():
    source = "|    | 0 | 1 |\n|---:|:--|:--|\n| 0 | 规章 | nan |\n| 1 | 行政许可 | 3 |\n"
    assert told(source, "markdown") == [[[(0, "规章"), (1, "")], [(0, "行政许可"), (1, "3")]]]
    source = "| 名 | Unnamed: 1 | 名.1 |\n|---|---|---|\n| 规章 | <NA> | 1 |\n"
    assert told(source, "markdown") == [[[(0, "名"), (1, ""), (2, "名")], [(0, "规章"), (1, ""), (2, "1")]]]


def test_headers_that_hold_nothing_and_rules_that_come_again():
    source = "|  |  |\n| --- | --- |\n| 规章 | 0 |\n| ---- | - |\n| 行政许可 | - |\n"
    assert told(source, "markdown") == [[[(0, "规章"), (1, "0")], [(0, "行政许可"), (1, "-")]]]


def test_an_article_in_rows_of_one_cell():
    source = "| 一、总体情况 |\n|---|\n| 全年平稳。 |\n| 规章 | 0 | 1 |\n"
    assert told(source, "markdown") == ["一、总体情况", "全年平稳。", [[(0, "规章"), (1, "0"), (2, "1")]]]


def test_lines_without_a_rule_between_them_are_rows_where_cells_would_have_several_figures():
    text = (
        "二、主动公开政府信息情况\n"
        "+----------------+--------------+--------------+--------------+\n"
        "|    信息内容    | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
        "|      规章      |      0       |      0       |      0       |\n"
        "| 行政规范性文件 |      3       |              |      17      |\n"
        "+----------------+--------------+--------------+--------------+\n"
    )
    report = gir.parse(text)
    names = ("issued", "repealed", "in_force")
    assert [report[f"proactive.regulations.{name}"] for name in names] == [0, 0, 0]
    assert [report[f"proactive.normative_documents.{name}"] for name in names] == [3, gir.Mark.BLANK, 17]
