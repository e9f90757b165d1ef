"""Rows that commas divide: in files of their own, and in texts; and what commas in prose are."""

import pytest

import gov_info_report as gir
from gov_info_report.document import Grid, Limits, Passage
from gov_info_report.readers import read_document


def told(source, format="text"):
    """The words of passages, and of grids row by row, cells with the columns in which they stand where some are not."""
    return [
        block.text if isinstance(block, Passage) else [[cell.text for cell in row.cells] for row in block.rows]
        for block in read_document(source, format, Limits().start()).blocks
    ]


@pytest.mark.parametrize("format", ["text", "csv"])
def test_tables_with_prose_between(format):
    source = (
        "二、主动公开政府信息情况\n信息内容,本年制发件数,本年废止件数,现行有效件数\n规章,0,,3\n\n"
        '第二十条第（五）项,,,\n行政许可,"1,024",,\n三、收到和处理政府信息公开申请情况\n'
        "全年收到申请 3 件,其中自然人 2 件。\n"
        '"三、本\n年度办\n理结果",（一）予以公开,1,2\n'
    )
    assert told(source, format) == [
        "二、主动公开政府信息情况",
        [["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], ["规章", "0", "", "3"]],
        [["第二十条第（五）项", ""], ["行政许可", "1,024"]],
        "三、收到和处理政府信息公开申请情况",
        "全年收到申请 3 件,其中自然人 2 件。",
        [["三、本\n年度办\n理结果", "（一）予以公开", "1", "2"]],
    ]


@pytest.mark.parametrize(
    "line",
    [
        "全年公开信息 11,398",
        "1,024,500",
        "11,398",
        "主动公开,依申请公开,不予公开",
        "2024,1,5",
        "收到申请3件,办结3件。",
        "经费 1,024,500 元,0 元",
    ],
)
def test_commas_in_prose_divide_nothing(line):
    assert told(line) == [line]


def test_where_rows_are_divided_so_rows_of_two_cells_are_rows_too():
    assert told("行政许可,37") == ["行政许可,37"]
    assert told("规章,0,0,0\n行政许可,37\n\n行政处罚,12") == [
        [["规章", "0", "0", "0"], ["行政许可", "37"]],
        [["行政处罚", "12"]],
    ]


FIGURES = "5,1,1,0,7,0,0,3,0,3,3,2,2,4,11"


def test_figures_alone_are_a_row_where_there_are_many():
    assert told(FIGURES) == [[FIGURES.split(",")]]


def test_escaped_rows_are_prose():
    assert told("\\规章,0,0,0\n规章,0,0,0") == ["规章,0,0,0", [["规章", "0", "0", "0"]]]


def test_escaped_rows_are_prose_in_markdown():
    assert told("&#x89C4;章,0,0,0\n\n# 规章,0,0,0\n规章,0,0,0", "markdown") == [
        "规章,0,0,0",
        "规章,0,0,0",
        [["规章", "0", "0", "0"]],
    ]


def test_columns_in_which_a_table_has_nothing_are_none():
    source = (
        '"规章",,,0,,1\n"行政规范性文件",,,2,,3\n"三、收到和处理政府信息公开申请情况",,,,,\n"（一）予以公开",1,,,,\n'
    )
    assert told(source, "csv") == [
        [["规章", "0", "1"], ["行政规范性文件", "2", "3"]],
        "三、收到和处理政府信息公开申请情况",
        [["（一）予以公开", "1"]],
    ]


def test_a_file_without_rows_is_a_text():
    assert told("一、总体情况\n规章\t0\t1", "csv") == ["一、总体情况", [["规章", "0", "1"]]]


def test_a_column_of_cells_with_a_space_is_there_and_one_of_cells_with_nothing_is_not():
    assert told('规章,"1",,"2"," ","3"\n行政许可,4,,5," ",6') == [
        [["规章", "1", "2", "", "3"], ["行政许可", "4", "5", "", "6"]],
    ]


def test_a_quote_that_is_not_closed_is_a_quote():
    assert told('规章,0,0,0\n"甲,1,2\n乙,3,4') == [
        [["规章", "0", "0", "0"]],
        '"甲,1,2',
        [["乙", "3", "4"]],
    ]


def test_places():
    source = '\ufeff规章, 0 ,"1"\n"行政\n许可",2,3\n'
    (grid,) = read_document(source, "text", Limits().start()).blocks
    assert isinstance(grid, Grid)
    cells = [cell for row in grid.rows for cell in row.cells]
    assert [source[cell.span.start : cell.span.end] for cell in cells] == ["规章", "0", "1", "行政\n许可", "2", "3"]
    assert [(cell.span.line, cell.span.column) for cell in cells][:4] == [(1, 1), (1, 5), (1, 9), (2, 2)]
    assert grid.exact


ROWS = "信息内容,本年制发件数,本年废止件数,现行有效件数\r\n规章,1,2,3\r\n行政规范性文件,4,5,6\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file(tmp_path, encoding):
    path = tmp_path / "年报.CSV"
    path.write_bytes(f"二、主动公开政府信息情况\r\n{ROWS}".encode(encoding))
    reading = gir.read(path)
    assert (reading.format, reading.report.proactive.regulations.issued) == ("csv", 1)
    assert reading.report.proactive.normative_documents.in_force == 6


@pytest.mark.parametrize("mark", [";", "；", " ; "])
@pytest.mark.parametrize("format", ["text", "csv"])
def test_semicolons_divide_cells_as_well(mark, format):
    rows = [["信息内容", "制发件数", "废止件数"], ["规章", "1,024", "0.5"], ["行政规范性文件", "2", ""]]
    source = "二、主动公开政府信息情况\n" + "\n".join(map(mark.join, rows)) + "\n甲；乙：各有不足。"
    assert told(source, format) == ["二、主动公开政府信息情况", rows, "甲；乙：各有不足。"]


def test_slashes_divide_cells_where_many_numbers_stand_each_after_one():
    row = ["一、本年新收政府信息公开申请数量", "5", "0", "0", "0", "0", "0", "5"]
    source = "本年增/减 / 数量\n\n" + " / ".join(row) + "\n行政许可 / 7"
    assert told(source) == ["本年增/减 / 数量", [row, ["行政许可", "7"]]]
    assert told("行政许可 / 7") == ["行政许可 / 7"]
    assert told("规章 / / / / / / /") == ["规章 / / / / / / /"]


@pytest.mark.parametrize("mark", [",", ";", " / "])
def test_a_page_on_one_line_is_what_stands_between_the_marks(mark):
    figures = [str(number) for number in range(41)]
    cells = ["首页", "|", "年报", "一、总体情况", "全年培训2次。", "二、主动公开政府信息情况", "行政许可"]
    source = mark.join([*cells, *figures, "五、存在的主要问题及改进情况", "一是力量不足。"])
    assert told(source) == [
        *cells[:6],
        [["行政许可", *figures]],
        "五、存在的主要问题及改进情况",
        "一是力量不足。",
    ]


def test_places_at_other_marks():
    source = '规章; 0 ;"1";2\n'
    (grid,) = read_document(source, "text", Limits().start()).blocks
    assert isinstance(grid, Grid)
    assert [source[cell.span.start : cell.span.end] for cell in grid.rows[0].cells] == ["规章", "0", "1", "2"]
    row = "四、结转下年度继续办理 / 1 / 0 / 22 / 0 / 0 / 23"
    (grid,) = read_document(row, "text", Limits().start()).blocks
    assert isinstance(grid, Grid)
    assert [row[cell.span.start : cell.span.end] for cell in grid.rows[0].cells] == row.split(" / ")


def test_a_tab_within_a_cell_of_a_file_is_a_space():
    assert told("规章;1\t2;3;4\n甲\t乙\n一句,二\t句。", "csv") == [[["规章", "1 2", "3", "4"]], "甲 乙", "一句,二 句。"]
    assert gir.read("二、主动公开政府信息情况\n规章;1\t2;3;4\n{\t行政许可", "csv").report.proactive is not None
