"""Tables that programs print as lists, in JSON or in Python."""

import pytest

import gov_info_report as gir
from gov_info_report.document import Grid, Limits, Passage
from gov_info_report.readers import read_document


def told(source, format="text"):
    """The words of passages, and of grids row by row."""
    return [
        block.text if isinstance(block, Passage) else [[cell.text for cell in row.cells] for row in block.rows]
        for block in read_document(source, format, Limits().start()).blocks
    ]


ROWS = [["信息\n内容", "", "制发件数"], ["规章", "1,024", "“3”"], ["行政'强制'", "0", "2.5"]]


@pytest.mark.parametrize(
    "table",
    [
        '[["信息\\n内容", null, "制发件数"], ["规章", "1,024", "“3”"], ["行政\'强制\'", 0, 2.5]]',
        "[['信息\\n内容', None, '制发件数'], ['规章', '1,024', '“3”'], [\"行政'强制'\", '0', '2.5']]",
        '["信息\\u000a内容", "", "制发件数"]\n["规章", "1,024", "“3”"]\n["行政\'强制\'", 0, 2.5]',
        "[('信息\\n内容', nan, '制发件数'), ('规章', '1,024', '“3”'), (\"行政'强制'\", 0, 2.5)]",
        '[\n  [\n    "信息\\n内容",\n    null,\n    "制发件数"\n  ],\n  ["规章", "1,024", "“3”"],'
        '\n  ["行政\'强制\'", "0", "2.5"]\n]',
    ],
)
@pytest.mark.parametrize("format", ["text", "markdown"])
def test_rows_in_brackets(table, format):
    assert told(f"表二\n{table}\n二、之后", format) == ["表二", ROWS, "二、之后"]


@pytest.mark.parametrize(
    "line",
    ["[1] 见附件", "[首页](/a)", "[2021, 2022, 2023]", '["规章", "0"', "[[", '["甲", "乙", "丙"] 丁', "[x] 规章"],
)
def test_other_brackets_are_words(line):
    assert told(line) == [line]


def test_places():
    source = '表二\n[["规章", 12], \n ["行政许可", "3", 4]]'
    _, grid = read_document(source, "text", Limits().start()).blocks
    assert isinstance(grid, Grid)
    cells = [cell for row in grid.rows for cell in row.cells]
    assert [source[cell.span.start : cell.span.end] for cell in cells] == ["规章", "12", "行政许可", "3", "4"]
    assert [(cell.span.line, cell.span.column) for cell in cells] == [(2, 4), (2, 9), (3, 4), (3, 12), (3, 16)]


@pytest.mark.parametrize(
    "table",
    [
        "[{'信息\\n内容': '规章', '': '1,024', '制发件数': '“3”'}, "
        "{'信息\\n内容': \"行政'强制'\", '': 0, '制发件数': 2.5}]",
        "[{0: '信息\\n内容', 1: None, 2: '制发件数'}, "
        "{0: '规章', 1: '1,024', 2: '“3”'}, {0: \"行政'强制'\", 1: 0, 2: 2.5}]",
        '{"columns": ["a"], "data": '
        '[["信息\\n内容", "", "制发件数"], ["规章", "1,024", "“3”"], ["行政\'强制\'", 0, 2.5]]}',
    ],
)
def test_objects_in_a_text(table):
    assert told(f"表二\n{table}\n二、之后") == ["表二", ROWS, "二、之后"]


def test_characters_that_no_text_holds():
    assert gir.parse('二、主动公开政府信息情况\n["规章", "\\u0000", "\\t1", "\\ud800", 0]').proactive is not None


def test_brackets_without_end_take_no_time():
    assert len(told('["甲",\n' * 5000)) == 5000
