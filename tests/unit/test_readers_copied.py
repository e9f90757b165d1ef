"""Tables as browsers copy them: `innerText` puts a tab on a line of its own between cells that hold paragraphs."""

from __future__ import annotations

import gov_info_report as gir
from gov_info_report.document import Grid, Limits, Passage
from gov_info_report.readers.text import read_text

PAGE = (
    "二、主动公开政府信息情况\n\n信息内容\n\n\t\n\n本年制发件数\n\n\t\n\n本年废止\n\n件数\n\n\t\n\n现行有效件数\n\n\n\n\n"
    "规章\n\n\t\n\n\N{NO-BREAK SPACE}\n\n\t\n\n2\n\n\t\n\n7\n\n\n\n\n"
    "行政规范性文件\n\n\t\n\n3\n\n\t\n\n\N{NO-BREAK SPACE}\n\n\t\n\n5\n\n"
    "三、收到和处理政府信息公开申请情况\n\n本年没有收到申请。"
)


def blocks() -> list[list[list[str]] | str]:
    """What the page is made of: the cells of its tables, and its passages."""
    made: list[list[list[str]] | str] = []
    for block in read_text(PAGE, Limits().start()).blocks:
        if isinstance(block, Grid):
            made.append([[cell.text for cell in row.cells] for row in block.rows])
        elif isinstance(block, Passage):
            made.append(block.text)
    return made


def test_cells_are_divided_by_tabs_on_their_own_lines_and_rows_by_empty_lines() -> None:
    assert blocks() == [
        "二、主动公开政府信息情况",
        [
            ["信息内容", "本年制发件数", "本年废止\n件数", "现行有效件数"],
            ["规章", "", "2", "7"],
            ["行政规范性文件", "3", "", "5"],
        ],
        "三、收到和处理政府信息公开申请情况",
        "本年没有收到申请。",
    ]


def test_empty_cells_keep_their_columns() -> None:
    reading = gir.read(PAGE)
    names = ("issued", "repealed", "in_force")
    rows = {
        row: [reading.report[f"proactive.{row}.{name}"] for name in names]
        for row in ("regulations", "normative_documents")
    }
    assert rows == {"regulations": [gir.Mark.BLANK, 2, 7], "normative_documents": [3, gir.Mark.BLANK, 5]}


def test_each_cell_knows_its_place() -> None:
    reading = gir.read(PAGE)
    span = reading.spans["proactive.normative_documents.in_force"]
    assert span is not None
    assert PAGE[span.start : span.end] == "5"


def test_tabs_that_divide_no_rows_are_space() -> None:
    text = "一、总体情况\n\n第一段。\n\t\n第二段。"
    assert [block.text for block in read_text(text, Limits().start()).blocks if isinstance(block, Passage)] == [
        "一、总体情况",
        "第一段。",
        "第二段。",
    ]
