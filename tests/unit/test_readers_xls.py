"""Old workbooks: what their cells show, merged cells, hidden sheets, and what is refused."""

import datetime
import io
import sys
from contextlib import suppress

import pytest
import xlwt

import gov_info_report as gir
from gov_info_report.document import HIDDEN, Grid, Limits, Span
from gov_info_report.errors import MissingExtraError
from gov_info_report.readers import detect_binary, read_document


def workbook(*sheets):
    """A workbook of sheets, each given as rows; a tuple is a value with its number format."""
    book = xlwt.Workbook()
    for number, rows in enumerate(sheets, start=1):
        sheet = book.add_sheet(f"表{number}")
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                if isinstance(value, tuple):
                    sheet.write(row, column, value[0], xlwt.easyxf(num_format_str=value[1]))
                elif value is not None:
                    sheet.write(row, column, value)
    return book


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(source, **limits):
    return read_document(source, "xls", Limits(**limits).start())


def rows(document):
    return [
        [[(cell.column, cell.text) for cell in row.cells] for row in block.rows]
        if isinstance(block, Grid)
        else block.text
        for block in document.blocks
    ]


def test_a_report():
    book = workbook(
        [["二、主动公开政府信息情况"], ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], ["规章", 0, 1, 12]]
    )
    reading = gir.read(saved(book))
    assert reading.format == "xls"
    assert reading.report.proactive.regulations.in_force == 12
    assert reading.spans["proactive.regulations.in_force"] == Span(table=1, row=3, column=4)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12, "12"),
        (15.279, "15.279"),
        (0.1 + 0.2, "0.3"),
        (True, "TRUE"),
        ("本年\n制发", "本年\n制发"),
        ((datetime.date(2024, 1, 31), "yyyy-mm-dd"), "2024年1月31日"),
        ((0.125, "0.0%"), "12.5%"),
    ],
)
def test_what_a_cell_shows(value, text):
    assert rows(read(saved(workbook([["甲", value]])))) == [[[(0, "甲"), (1, text)]]]


def test_merged_cells_and_hidden_sheets():
    book = workbook([["规章", 0, 1]], [["草稿", 9]])
    book.get_sheet(0).write_merge(1, 2, 0, 1, "行政许可")
    book.get_sheet(0).write(1, 2, 3)
    book.get_sheet(0).write(2, 2, 4)
    book.get_sheet(1).visibility = 1
    document = read(saved(book))
    assert rows(document) == [[[(0, "规章"), (1, "0"), (2, "1")], [(0, "行政许可"), (2, "3")], [(2, "4")]]]
    assert document.remarks == (("草稿\t9", HIDDEN, Span(table=2, row=1, column=1)),)


def test_limits_and_damages():
    source = saved(workbook([["甲", 1, 2]] * 50))
    assert detect_binary(source) == "xls"
    with pytest.raises(gir.ParseError, match="表格单元格超过 100 个"):
        read(source, cells=100)
    for at in range(512, len(source), 97):
        damaged = source[:at] + b"\xff" * 8 + source[at + 8 :]
        with suppress(gir.ParseError):
            read(damaged)


def test_without_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "xlrd", None)
    with pytest.raises(MissingExtraError, match=r"pip install .*gov_info_report\[xlsx\]"):
        read(b"")
