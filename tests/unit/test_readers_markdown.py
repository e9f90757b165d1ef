"""Markdown: headings, pipe tables, escapes and entities."""

import attrs
import pytest

import gov_info_report as gir
from gov_info_report.document import Cell, Document, Grid, GridRow, Limits, Passage
from gov_info_report.model import Problems
from gov_info_report.readers import read_document
from tests.documents import without_ranges


def read_markdown(source: str) -> Document:
    return without_ranges(read_document(source, "markdown", Limits().start()))


def cell(text, column, line, at):
    return Cell(text, column, (line, at, None, None, None))


def passage(text, line, at=1, level=0, literal=False):
    return Passage(text, (line, at, None, None, None), level, literal)


def test_a_whole_document():
    assert read_markdown(
        "# 青禾县水利局\n\n全年平稳。\n\n## 二、主动公开\n\n"
        "| 信息内容 | 件数 |\n| --- | :---: |\n| 规章 | 0 |\n| \\| | |\n"
    ) == Document(
        "markdown",
        (
            passage("青禾县水利局", 1, level=1),
            passage("全年平稳。", 3),
            passage("二、主动公开", 5, level=2),
            Grid(
                (
                    GridRow((cell("信息内容", 0, 7, 2), cell("件数", 1, 7, 9)), "| 信息内容 | 件数 |"),
                    GridRow((cell("规章", 0, 9, 2), cell("0", 1, 9, 7)), "| 规章 | 0 |"),
                    GridRow((cell("|", 0, 10, 2), cell("", 1, 10, 7)), "| \\| | |"),
                )
            ),
        ),
    )


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("| a\\|b | c |", ["a|b", "c"]),
        ("| 结果<br>维持 | 结果<br/>纠正 | 其他<br />结果 |", ["结果\n维持", "结果\n纠正", "其他\n结果"]),
        ("| &lt;0&gt; | &amp; | &nbsp; |", ["<0>", "&", "\xa0"]),
        ("| &#x4E00; | &#19968; | &#X4e00; |", ["一", "一", "一"]),
        ("| \\u005c | \\\\ | \\_ |", ["\\u005c", "\\", "_"]),
        ("| &invented; | &#x0; | &#xD800; |", ["&invented;", "\ufffd", "\ufffd"]),
        ("| &#x9; | &#x110000; | &#7; |", [" ", "\ufffd", ""]),
        ("|   0   |", ["0"]),
        ("规章 | 0", ["规章", "0"]),
    ],
    ids=repr,
)
def test_cells(line, cells):
    (grid,) = read_markdown(line).blocks
    assert [each.text for each in grid.rows[0].cells] == cells


@pytest.mark.parametrize(
    "line",
    [
        "|---|---|",
        "| --- | --- |",
        "|:---|---:|",
        "--- | ---",
        "| :-: | -: |",
        "| :--: |",
        "|---|",
        "  |  ---  |  ---  |  ",
        "---|",
    ],
    ids=repr,
)
def test_delimiter_rows_are_no_rows(line):
    assert read_markdown(f"甲 | 乙\n{line}\n丙 | 丁").blocks == (
        Grid(
            (
                GridRow((cell("甲", 0, 1, 1), cell("乙", 1, 1, 4)), "甲 | 乙"),
                GridRow((cell("丙", 0, 3, 1), cell("丁", 1, 3, 4)), "丙 | 丁"),
            )
        ),
    )


@pytest.mark.parametrize("line", ["|--|--|", "| - | - |", "| ----甲 | --- |", "||"], ids=repr)
def test_what_is_no_delimiter_row(line):
    (grid,) = read_markdown(f"甲 | 乙\n{line}").blocks
    assert len(grid.rows) == 2


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("全年 \\*平稳\\* &amp; 有序。", passage("全年 *平稳* & 有序。", 1)),
        ("\\# 甲", passage("# 甲", 1)),
        ("&#x23; 甲", passage("# 甲", 1, literal=True)),
        ("&#x4E00;、总体情况", passage("一、总体情况", 1, literal=True)),
        ("&#x20;行首&#x20;", passage(" 行首 ", 1, literal=True)),
        ("&nbsp;行首", passage("行首", 1)),
        ("<br>", passage("", 1, literal=True)),
        ("\u3000\u3000全角缩进。", passage("全角缩进。", 1, 3)),
        ("甲\\|乙", passage("甲|乙", 1)),
        ("甲\\", passage("甲", 1)),
        ("甲\\\\", passage("甲\\", 1)),
        ("- 条目", passage("- 条目", 1)),
        ("&#x4E00;&#x09;二", passage("一 二", 1, literal=True)),
        ("## &#x4E00;、总体情况", passage("一、总体情况", 1, level=2, literal=True)),
    ],
    ids=repr,
)
def test_prose(line, wanted):
    assert read_markdown(line) == Document("markdown", (wanted,))


def test_what_a_wiki_sets_strong_is_words_and_prose_with_its_marks_is_read_back():
    report = gir.parse("'''五、存在的主要问题及改进情况'''\n\n有待''加强''。", "markdown")
    assert report.problems.text == "有待加强。"
    odd = attrs.evolve(report, problems=Problems("他说''好''。\n= 甲 =\n规章;0;1\n[1, 2, 3]"))
    assert gir.parse(gir.serialise(odd, "markdown")) == odd
    assert gir.parse(gir.serialise(odd, "text")) == odd
