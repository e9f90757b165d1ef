"""Plain text: passages and rows, each with its place; and telling the format."""

import pytest

from gov_info_report.document import Cell, Document, Grid, GridRow, Limits, Passage, Span
from gov_info_report.errors import FormatError
from gov_info_report.readers import READERS, detect, read_document
from tests.documents import without_ranges


def read_text(source: str) -> Document:
    return without_ranges(read_document(source, "text", Limits().start()))


def cell(text, column, line, at):
    return Cell(text, column, (line, at, None, None, None))


def passage(text, line, at=1, level=0, literal=False):
    return Passage(text, (line, at, None, None, None), level, literal)


def test_lines_of_prose_are_passages_and_empty_lines_none():
    assert read_text("青禾县\n\n  水利局  \n\u3000\u3000全年平稳。\n") == Document(
        "text",
        (passage("青禾县", 1), passage("水利局", 3, 3), passage("全年平稳。", 4, 3)),
    )


def test_tabs_divide_cells_and_empty_ones_stay():
    assert read_text("前\n信息内容\t\t本年制发件数\n\t规章\t 0 \t\n后") == Document(
        "text",
        (
            passage("前", 1),
            Grid(
                (
                    GridRow(
                        (cell("信息内容", 0, 2, 1), cell("", 1, 2, 6), cell("本年制发件数", 2, 2, 7)),
                        "信息内容\t\t本年制发件数",
                    ),
                    GridRow(
                        (cell("", 0, 3, 1), cell("规章", 1, 3, 2), cell("0", 2, 3, 5), cell("", 3, 3, 9)),
                        "规章\t 0",
                    ),
                )
            ),
            passage("后", 4),
        ),
    )


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("规章|0|1", [("规章", 0, 1), ("0", 1, 4), ("1", 2, 6)]),
        ("| 规章 | 0 | |", [("规章", 0, 2), ("0", 1, 7), ("", 2, 11)]),
        ("规章 | 0 | |||", [("规章", 0, 1), ("0", 1, 5), ("", 2, 9), ("", 3, 11), ("", 4, 12)]),
        ("规章 | 0 |", [("规章", 0, 1), ("0", 1, 5)]),
        ("| 规章 | 0 |  ", [("规章", 0, 2), ("0", 1, 7)]),
        ("|| 0", [("", 0, 2), ("0", 1, 3)]),
        ("规章 |", [("规章", 0, 1)]),
        ("规章\t0|1", [("规章 0", 0, 1), ("1", 1, 6)]),
        ("规章\\|0", [("规章\\", 0, 1), ("0", 1, 5)]),
    ],
    ids=repr,
)
def test_pipes_divide_cells(line, cells):
    row = GridRow(tuple(cell(text, column, 1, at) for text, column, at in cells), line.strip().replace("\t", " "))
    assert read_text(line) == Document("text", (Grid((row,)),))


def test_an_empty_line_does_not_end_a_table_and_prose_does():
    document = read_text("规章\t0\n\n规章\t1\n说明\n规章\t2")
    assert [
        [[each.text for each in row.cells] for row in block.rows] if isinstance(block, Grid) else block.text
        for block in document.blocks
    ] == [[["规章", "0"], ["规章", "1"]], "说明", [["规章", "2"]]]


def test_a_rule_of_hyphens_between_pipes_is_no_row():
    document = read_text("| 规章 | 0 |\n|---|:---:|\n| 规章 | 1 |")
    assert [[each.text for each in row.cells] for row in document.blocks[0].rows] == [["规章", "0"], ["规章", "1"]]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("# 一、总体情况", passage("一、总体情况", 1, level=1)),
        ("###### 一、总体情况", passage("一、总体情况", 1, level=6)),
        ("####### 七层", passage("####### 七层", 1)),
        ("#一、总体情况", passage("#一、总体情况", 1)),
        (" # 缩进", passage("# 缩进", 1, 2)),
        ("\\一、总体情况", passage("一、总体情况", 1, literal=True)),
        ("\\", passage("", 1, literal=True)),
        ("\\\\", passage("\\", 1, literal=True)),
        ("\\ 行首", passage(" 行首", 1, literal=True)),
        ("\\甲\t乙", passage("甲\t乙", 1, literal=True)),
        ("\\甲|乙", passage("甲|乙", 1, literal=True)),
        ("\\普通的话", passage("\\普通的话", 1)),
        ("# \\一、总体情况", passage("一、总体情况", 1, level=1, literal=True)),
        ("# 甲|乙", passage("甲|乙", 1, level=1)),
        ("\ufeff甲", passage("甲", 1)),
    ],
    ids=repr,
)
def test_headings_and_escapes(line, wanted):
    assert read_text(line) == Document("text", (wanted,))


def test_spans_speak_the_readers_language():
    document = read_text("前\n规章\t0")
    assert [str(block.span) for block in document.blocks[:1]] == ["第1行第1字"]
    assert [str(each.span) for each in document.blocks[1].rows[0].cells] == ["第2行第1字", "第2行第4字"]
    assert document.blocks[1].rows[0].cells[1].span == Span(line=2, column=4)


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (Span(line=12, column=3), "第12行第3字"),
        (Span(table=2, row=5, column=4), "第2个表格第5行第4列"),
        (Span(block=7), "第7段"),
    ],
    ids=["line", "table", "block"],
)
def test_spans_in_words(span, words):
    assert str(span) == words


def test_spans_of_a_kind_sort():
    assert sorted([Span(2, 1), Span(1, 9), Span(1, 2)]) == [Span(1, 2), Span(1, 9), Span(2, 1)]


# Telling the format


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ('{"title": ""}', "json"),
        ('\ufeff \n{"', "json"),
        ("{ }", "json"),
        ("{", "text"),
        ("{{ title }}\n一、总体情况", "text"),
        ("{{ title }}\n<p>一、总体情况</p>", "html"),
        ("<!DOCTYPE html><html></html>", "html"),
        ("\n <?xml version='1.0'?>", "html"),
        ("<!-- 甲 --><p>乙</p>", "html"),
        ("<p>一、总体情况</p>", "html"),
        ("<br>一、总体情况", "text"),
        ("一、总体情况<p>全年平稳</p>", "html"),
        ("一、总体情况\n<TABLE><TR><TD>规章</TD></TR></TABLE >", "markdown"),
        ("## 一、总体情况", "markdown"),
        ("一、总体情况\n\n### （一）主动公开", "markdown"),
        ("| 规章 | 0 |\n|---|---|\n", "markdown"),
        ("| 规章 | 0 |\n| :--- | ---: |", "markdown"),
        ("规章 | 0\n--- | ---", "markdown"),
        ("一、总体情况", "text"),
        ("# 青禾县水利局", "text"),
        ("规章\t0", "text"),
        ("| 规章 | 0 |", "text"),
        ("-----", "text"),
        ("数量<5件，比例>3", "text"),
        ("\\甲</p>", "text"),
        ("甲\\</p>", "text"),
        ("", "text"),
    ],
    ids=repr,
)
def test_telling_the_format(text, format):
    assert detect(text) == format


def test_readers_by_name():
    assert list(READERS) == ["text", "markdown", "html", "csv"]
    assert without_ranges(read_document("甲", "text", Limits().start())) == read_text("甲")
    with pytest.raises(FormatError, match="no reader for text in format 'odt'; there are text, markdown, html, csv"):
        read_document("甲", "odt", Limits().start())


def test_what_textile_says_of_a_cell_is_consumed():
    source = "|_. 信息内容 |_. 制发件数 |\n|\\2/3. 规章 |>. 12 |\n|<. 行政许可 |=. |\n| / | \\5 |\n"
    (grid,) = read_document(source, "text", Limits().start()).blocks
    assert [[cell.text for cell in row.cells] for row in grid.rows] == [
        ["信息内容", "制发件数"],
        ["规章", "12"],
        ["行政许可", ""],
        ["/", "\\5"],
    ]
