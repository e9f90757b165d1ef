"""JSON of another kind than the library's: what interfaces of sites and programs answer."""

import json

import pytest

import gov_info_report as gir

PAGE = (
    '<h1>青溪市林业局2023年政府信息公开工作年度报告</h1><h2>二、主动公开政府信息情况</h2>\n<table border="1">\n'
    "<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
    "<tr><td>规章</td><td>1</td><td>0</td><td>7</td></tr></table><h2>六、其他需要报告的事项</h2><p>未收取信息处理费。</p>"
)
TEXT = (
    "青溪市林业局2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
    "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数\n规章 | 1 | 0 | 7\n"
    "六、其他需要报告的事项\n未收取信息处理费。"
)
TABLE = [["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], ["规章", 1, 0, 7]]
RECORD = dict(zip(*TABLE, strict=True))


@pytest.mark.parametrize(
    "value",
    [
        {"code": 200, "data": {"title": "2023年报", "read": True, "content": PAGE}},
        [{"id": 5, "content": PAGE}],
        {
            "title": "青溪市林业局2023年政府信息公开工作年度报告",
            "raw_text": TEXT.replace("|", ""),
            "text": TEXT,
            "date": "2024-01-18",
        },
        {
            "二、主动公开政府信息情况": {
                "第二十条第（一）项": {"规章": {"本年制发件数": 1, "本年废止件数": 0, "现行有效件数": 7}}
            }
        },
        {"text": "二、主动公开政府信息情况", "tables": [TABLE]},
        {"text": "二、主动公开政府信息情况", "tables": [[RECORD, RECORD | {"信息内容": "行政规范性文件"}]]},
        {
            "text": "二、主动公开政府信息情况",
            "frame": {str(n): {str(k): row[n] for k, row in enumerate(TABLE)} for n in range(4)},
        },
        {
            "text": "二、主动公开政府信息情况",
            "cells": [
                {"id": 9, "rowIndex": row, "columnIndex": column, "rowSpan": 1, "content": str(TABLE[row][column])}
                for column in range(4)
                for row in range(2)
            ],
        },
        {"text": "二、主动公开政府信息情况", "rows": [TABLE[0], dict(sorted(RECORD.items()))]},
        {"text": "二、主动公开政府信息情况", "frame": {"0": dict(enumerate(TABLE[0])), "1": dict(enumerate(TABLE[1]))}},
        {
            "text": "二、主动公开政府信息情况",
            "data": [{"index": k, **dict(enumerate(row))} for k, row in enumerate(TABLE)],
        },
        {"text": "二、主动公开政府信息情况", "data": [{"3": d, "0": a, "2": c, "1": b} for a, b, c, d in TABLE]},
        {"type": "Table", "text": TEXT.replace("|", ""), "metadata": {"page": 1, "text_as_html": PAGE}},
        {"text": "二、主动公开政府信息情况", "rows": {"规章": {name: RECORD[name] for name in TABLE[0][1:]}}},
    ],
)
def test_values(value):
    reading = gir.read(json.dumps(value, ensure_ascii=False))
    assert reading.format == "json"
    assert [reading.report[f"proactive.regulations.{name}"] for name in ("issued", "repealed", "in_force")] == [1, 0, 7]
    assert [finding.code for finding in reading.findings if finding.severity != "info" and finding.paths] == []


def test_what_programs_say_of_a_table_is_no_figure():
    words = [[{"t": "Str", "c": "说明"}, {"t": "Str", "c": "35"}], [["border", "1"], ["width", "100"]]]
    page = {"heading": "二、主动公开政府信息情况", "attributes": words, "visits": "128", "规章": [1, 0, 7]}
    reading = gir.read(json.dumps(page))
    assert [reading.report[f"proactive.regulations.{name}"] for name in ("issued", "repealed", "in_force")] == [1, 0, 7]
    assert [cell for cell in gir.to_records(reading.report) if cell.value in (35, 100, 128)] == []
    lines = {
        "id": 7,
        "lines": ["二、主动公开政府信息情况", "规章", "1", "0", "7", "https://a.example/", "行政许可", "35"],
    }
    assert gir.parse(json.dumps(lines))["proactive.licensing.decisions"] == 35


def test_a_row_without_a_label_in_a_text_of_its_own():
    rows = ["行政复议\t\t\t\t", "结果维持\t结果纠正\t其他结果\t尚未审结\t总计", "1\t0\t0\t2\t3"]
    lines = [{"type": "row", "text": line} for line in ["四、行政复议、行政诉讼情况", *rows]]
    assert [gir.parse(json.dumps(lines))[f"disputes.reconsideration.{name}"] for name in ("upheld", "total")] == [1, 3]


def test_a_value_on_each_line_and_values_in_a_fence():
    page = {"content": PAGE}
    wanted = gir.parse(PAGE)
    assert gir.parse("\n".join([json.dumps({"id": 1}), "", json.dumps(page)])) == wanted
    assert gir.parse(f"```json\n{json.dumps(page, indent=2)}\n```\n") == wanted


def test_what_holds_no_report_is_told_as_foreign():
    with pytest.raises(gir.ParseError) as raised:
        gir.read('{"code": 404, "message": "页面不存在"}')
    assert raised.value.code == "json-foreign"


def test_what_means_to_be_ours_is_told_what_it_lacks():
    with pytest.raises(gir.ParseError) as raised:
        gir.read(json.dumps({"schema_version": 1, "title": PAGE}))
    assert raised.value.code == "json-foreign"


def test_characters_that_no_text_holds():
    source = json.dumps(
        {"t": [["二、主动公开政府信息情况", "\x00", "\ud800"], ["规章", "\t1", "\x07"]], "六、\x00": "\x01无"}
    )
    assert gir.read(source).report.proactive is not None


def test_places():
    spans = gir.read(json.dumps({"id": 1, "content": PAGE})).spans
    assert str(spans["proactive.regulations.in_force"]) == "第1个表格第2行第4列"
    spans = gir.read(json.dumps({"id": 1, "content": TEXT})).spans
    assert str(spans["proactive.regulations.in_force"]) == "第3段"
    spans = gir.read(json.dumps({"text": "二、主动公开政府信息情况", "rows": TABLE})).spans
    assert str(spans["proactive.regulations.in_force"]) == "第3个表格第2行第4列"


def test_cells_far_apart_make_no_table():
    cells = [{"row": number, "col": number, "text": "规章"} for number in range(3000)]
    with pytest.raises(gir.ParseError) as told:
        gir.read(json.dumps(cells, ensure_ascii=False))
    assert told.value.code == "json-foreign"
