"""Tables in the marks of MediaWiki and AsciiDoc."""

import pytest

from gov_info_report.document import Grid, Limits, Passage
from gov_info_report.readers import detect, read_document

WIKI = """== 二、主动公开政府信息情况 ==
<div style="overflow:auto">
{| class="wikitable"
|+ 表二
|-
! colspan="4" | 第二十条
第（一）项
|-
! 信息<br />内容 !! 本年制发件数
! 本年废止件数
| '''现行有效件数'''
|-
| rowspan=2 | 规章 || 1 || 0 || 7
|-
| 2
|
| style="text-align: right" | 9
|}
</div>
六、其他需要报告的事项
"""
ASCIIDOC = """== 二、主动公开政府信息情况

[width="100%",cols="2*,1,>s"]
|===
4+|第二十条
第（一）项
a|信息
内容 |本年制发件数
|本年废止件数 ^|现行有效件数
.2+|规章 |1 |0 |7
|2 | |9
|===

六、其他需要报告的事项
"""


def told(source, format):
    """The words of passages, and of grids row by row with the columns in which cells stand."""
    return [
        block.text
        if isinstance(block, Passage)
        else [[(cell.text, cell.column) for cell in row.cells] for row in block.rows]
        for block in read_document(source, format, Limits().start()).blocks
    ]


ROWS = [
    [("第二十条\n第（一）项", 0)],
    [("信息\n内容", 0), ("本年制发件数", 1), ("本年废止件数", 2), ("现行有效件数", 3)],
    [("规章", 0), ("1", 1), ("0", 2), ("7", 3)],
    [("2", 1), ("", 2), ("9", 3)],
]


@pytest.mark.parametrize("source", [WIKI, ASCIIDOC])
def test_cells_with_their_spans(source):
    blocks = told(source, "markdown")
    assert blocks[0] == "二、主动公开政府信息情况"
    assert blocks[-2:] == [ROWS, "六、其他需要报告的事项"]


def test_the_columns_of_a_table_that_does_not_say_them_are_those_of_its_first_line():
    source = "|===\n|信息内容 |制发 |废止\n\n|规章\n|1\n|2\n|===\n"
    assert told(source, "text") == [[[("信息内容", 0), ("制发", 1), ("废止", 2)], [("规章", 0), ("1", 1), ("2", 2)]]]


def test_marks_of_a_wiki_are_read_as_markdown_whatever_tags_stand_around_them():
    assert detect(WIKI) == "markdown"
    assert detect("<p>{| 规章</p>") == "html"


@pytest.mark.parametrize("source", ["{| 规章", "|===", "规章 {|}"])
def test_what_does_not_end_is_no_table(source):
    assert not any(isinstance(block, list) and len(block) > 1 for block in told(source, "text"))


@pytest.mark.parametrize("source", [WIKI, ASCIIDOC])
def test_places(source):
    grid = next(b for b in read_document(source, "markdown", Limits().start()).blocks if isinstance(b, Grid))
    assert [source[cell.span.start : cell.span.end] for cell in grid.rows[2].cells] == ["规章", "1", "0", "7"]
