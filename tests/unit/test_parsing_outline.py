"""The outline of a document: title, preamble, and what belongs to each section."""

import pytest

import gov_info_report as gir
from gov_info_report.document import FURNITURE, Document, Limits, Passage
from gov_info_report.parsing import parse_document
from gov_info_report.recognise import cut_headings

TITLE = "青禾县水利局2024年政府信息公开工作年度报告"


def prose(report):
    return {
        "title": report.title,
        "preamble": report.preamble,
        **{
            name: getattr(report, name).text
            for name in ("overview", "problems", "other_matters")
            if getattr(report, name) is not None
        },
    }


def parsed(text, **kwargs):
    reading = gir.read(text, **kwargs)
    return prose(reading.report), [(finding.code, finding.actual) for finding in reading.findings]


@pytest.mark.parametrize(
    ("front", "title", "preamble"),
    [
        ("", "", ""),
        (TITLE, TITLE, ""),
        (f"{TITLE}\n依法编制。", TITLE, "依法编制。"),
        (f"首页\n{TITLE}\n依法编制。\n电话略。", TITLE, "依法编制。\n电话略。"),
        ("依法编制。", "", "依法编制。"),
        ("# 青禾县\n依法编制。", "青禾县", "依法编制。"),
        (f"# 栏目\n{TITLE}\n依法编制。", TITLE, "依法编制。"),
        (f"# {TITLE}\n依法编制。", TITLE, "依法编制。"),
        (f"目录：{TITLE}\n{TITLE}", TITLE, ""),
        (f"\\{TITLE}\n依法编制。", "", f"{TITLE}\n依法编制。"),
        ("# \\甲\n# \\乙\n依法编制。", "甲\n乙", "依法编制。"),
        ("  依法编制。 ", "", "依法编制。"),
        ("甲\t乙\n丙|丁", "", "甲 乙\n丙|丁"),
        ("||", "", "||"),
        ("|", "", "|"),
    ],
    ids=repr,
)
def test_title_and_preamble(front, title, preamble):
    held, findings = parsed(f"{front}\n一、总体情况\n平稳。", format="text")
    assert held == {"title": title, "preamble": preamble, "overview": "平稳。"}
    first = front.split("\n")[0].strip("# ")
    assert findings == ([("text-unplaced", first)] if first in ("首页", "栏目", f"目录：{TITLE}") else [])


def test_a_title_printed_twice_is_one_title():
    held, findings = parsed(f"{TITLE}\n{TITLE}\n一、总体情况\n平稳。")
    assert held == {"title": TITLE, "preamble": "", "overview": "平稳。"}
    assert findings == [("text-unplaced", TITLE)]


def test_what_stands_before_the_title_is_of_the_page():
    held, _ = parsed(f"首页 > 年报\n字号：大 中 小\n{TITLE}\n索引号：0142/2024-00002\n依法编制。\n一、总体情况\n平稳。")
    assert held == {"title": TITLE, "preamble": "依法编制。", "overview": "平稳。"}


@pytest.mark.parametrize(
    "lines",
    [
        ("青禾县水利局", "2024年政府信息公开工作年度报告"),
        ("青禾县水利局2024年", "政府信息公开工作", "年度报告"),
        ("青禾县水利局", "2024年度", "政府信息公开工作年度报告"),
        ("青禾县水利局政府信息公开工作年度报告", "（2024年度）"),
        ("青禾县水利局2024年政府", "信息公开工作年度报告"),
        ("青禾县水利局2024年", "", "政府信息公开工作年度报告"),
    ],
)
def test_a_title_printed_on_several_lines(lines):
    report = gir.parse("\n".join([*lines, "一、总体情况", "平稳。"]))
    title = "\n".join(filter(None, lines))
    assert (report.title, report.institution, report.year) == (title, "青禾县水利局", 2024)


@pytest.mark.parametrize(
    ("line", "before", "after"),
    [
        ("工作取得实效。二、主动公开政府信息情况", "工作取得实效。", None),
        ("六、其他需要报告的事项：无。", "", "无。"),
        ("工作有序。六、其他需要报告的事项 无其他事项。", "工作有序。", "无其他事项。"),
        ("六、其他事项本机关无。", "", "本机关无。"),
        ("六、其他需要报告的事项（一）收费情况。未收费。", "", "（一）收费情况。未收费。"),
    ],
)
def test_a_heading_glued_to_the_text_before_or_after(line, before, after):
    report = gir.parse(f"一、总体情况\n{line}")
    assert report.overview == gir.model.Overview(before)
    assert report.other_matters == (None if after is None else gir.model.OtherMatters(after))
    assert report.proactive == (gir.model.Proactive2021() if after is None else None)


def test_a_table_of_contents_is_no_report():
    contents = "一、总体情况 …… 1\n二、主动公开政府信息情况 …… 2\n六、其他需要报告的事项 …… 5"
    held, findings = parsed(f"{TITLE}\n目录\n{contents}\n一、总体情况\n平稳。\n六、其他需要报告的事项\n无。")
    assert held == {"title": TITLE, "preamble": "", "overview": "平稳。", "other_matters": "无。"}
    assert findings == [
        (
            "text-unplaced",
            "一、总体情况\n…… 1\n二、主动公开政府信息情况 …… 2\n六、其他需要报告的事项\n…… 5\n目录",
        )
    ]


@pytest.mark.parametrize("before", ["", "目 录\n"])
@pytest.mark.parametrize("entry", ["{}", "{}\n（一）概况", "{} 1", "{}\n1"])
def test_a_list_of_the_parts_before_the_title_is_no_report(entry, before):
    headings = ("一、总体情况", "二、主动公开政府信息情况", "六、其他需要报告的事项")
    entries = "\n".join(map(entry.format, headings))
    body = f"{headings[0]}\n平稳。\n{headings[1]}\n{headings[2]}\n无。"
    held, findings = parsed(f"{before}{entries}\n{TITLE}\n依法编制。\n{body}")
    assert held == {"title": TITLE, "preamble": "依法编制。", "overview": "平稳。", "other_matters": "无。"}
    listed = "\n".join(map(entry.replace(" ", "\n").format, headings))
    assert findings == [("text-unplaced", f"{listed}\n{before}".strip())]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("一、总体情况", {"overview": ""}),
        ("一、总体情况\n平稳。\n\n有序。", {"overview": "平稳。\n有序。"}),
        (
            "一、总体情况\n（一）主动公开。公布。\n（二）依申请公开。收到。",
            {"overview": "（一）主动公开。公布。\n（二）依申请公开。收到。"},
        ),
        (
            "五、存在的主要问题及改进情况\n一是不够。\n六、其他需要报告的事项\n无。",
            {"problems": "一是不够。", "other_matters": "无。"},
        ),
        (
            "六、其他需要报告的事项\n无。\n青禾县水利局\n2025年1月15日",
            {"other_matters": "无。\n青禾县水利局\n2025年1月15日"},
        ),
        ("一、总体情况\n\\五、存在的主要问题及改进情况", {"overview": "五、存在的主要问题及改进情况"}),
        ("一、总体情况\n甲\t乙", {"overview": "甲 乙"}),
        ("## 概述\n平稳。", {"overview": "平稳。"}),
        ("一、 总体情况\t\n平稳。", {"overview": "平稳。"}),
        ("| 一、总体情况 |\n| 平稳。 |", {"overview": "平稳。"}),
        ("| 一、总体情况 | |\n| 平稳 | 有序。 |", {"overview": "| 平稳 | 有序。 |"}),
        ("一、总体情况（略）\n平稳。", {"overview": "（略）\n平稳。"}),
        (
            "一、总体情况良好，有序。\n一、总体情况\n平稳。",
            {"preamble": "一、总体情况良好，有序。", "overview": "平稳。"},
        ),
    ],
    ids=repr,
)
def test_prose_belongs_to_the_heading_above_it(text, wanted):
    held, findings = parsed(text, format="text")
    assert held == {"title": "", "preamble": "", **wanted}
    assert findings == []


def test_a_heading_in_a_table_of_the_source_is_a_heading():
    reading = gir.read("三、收到和处理政府信息公开申请情况\t\t\n一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1")
    assert reading.report["requests.received.total"] == 1
    assert reading.findings == gir.Findings()


@pytest.mark.parametrize("format", ["text", "markdown"])
def test_a_section_printed_twice_keeps_the_first_and_tells_the_second(format):
    text = "五、存在的主要问题及改进情况\n一是不够。\n五、存在的主要问题及改进情况\n二是不足。"
    held, findings = parsed(text, format=format)
    assert held["problems"] == "一是不够。"
    assert ("section-repeated", "二是不足。") in findings
    assert {code for code, _ in findings} == {"section-repeated"}


def test_rows_under_prose_are_a_table_of_their_own():
    """A table that stands under section five is still table 4, and the prose around it stays in section five."""
    text = (
        "五、存在的主要问题及改进情况\n一是不够。\n"
        "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n"
        + "\t".join("1000100010" + "00000")
    )
    reading = gir.read(text)
    assert reading.report["disputes.reconsideration.upheld"] == 1
    assert reading.report.problems.text == "一是不够。"
    assert [(finding.code, *finding.paths) for finding in reading.findings] == [
        ("section-out-of-order", "problems"),
        ("heading-missing", "disputes"),
    ]


def test_a_table_of_the_documents_own_in_prose_is_prose():
    held, findings = parsed("一、总体情况\n科室\t篇数\n办公室\t12\n五、存在的主要问题及改进情况\n不够。")
    assert held == {"title": "", "preamble": "", "overview": "科室 篇数\n办公室 12", "problems": "不够。"}
    assert findings == []


def test_all_six_headings_alone():
    reading = gir.read(
        "一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
        "四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n六、其他需要报告的事项"
    )
    assert reading.report == gir.Report(
        overview=gir.model.Overview(),
        proactive=gir.model.Proactive2021(),
        requests=gir.model.Requests(),
        disputes=gir.model.Disputes(),
        problems=gir.model.Problems(),
        other_matters=gir.model.OtherMatters(),
    )
    assert reading.findings == gir.Findings()
    assert reading.spans == {}
    missing = gir.validate(reading).of("table-missing", "section-missing")
    assert [(finding.code, *finding.paths) for finding in missing] == [
        ("table-missing", "proactive"),
        ("table-missing", "requests"),
        ("table-missing", "disputes"),
    ]


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("其他需要报告的事项：本年未收取信息处理费。", ["其他需要报告的事项", "本年未收取信息处理费。"]),
        ("总体情况 全年工作平稳。", ["总体情况", "全年工作平稳。"]),
        ("将加强培训。其他需要报告的事项", ["将加强培训。", "其他需要报告的事项"]),
        ("依法办理申请。主动公开政府信息情况", ["依法办理申请。", "主动公开政府信息情况"]),
        ("⼀、总体情况 全年⼯作平稳。", ["⼀、总体情况", "全年⼯作平稳。"]),
        ("主动公开政府信息情况：全年公开72条。", ["主动公开政府信息情况：全年公开72条。"]),
        ("我们总结了总体情况 全年平稳。", ["我们总结了总体情况 全年平稳。"]),
    ],
)
def test_a_heading_without_its_numeral_is_cut_from_the_prose_on_its_line(line, pieces):
    assert [words for words, _ in cut_headings(line)] == pieces


@pytest.mark.parametrize("space", [" ", ""])
def test_headings_are_cut_from_a_report_on_one_line(space):
    parts = (
        *("依法编制。", "一、总体情况", "（一）主动公开情况", "公开3条。", "二、主动公开政府信息情况"),
        *("第二十条第（一）项", "信息内容", "规章", "0", "380.44", "三、收到和处理政府信息公开申请情况"),
        *(
            "（本列数据的勾稽关系）",
            "一、本年新收政府信息公开申请数量",
            "3",
            "三、本年度办理结果",
            "四、结转下年度继续办理",
            "0",
        ),
        *("四、政府信息公开行政复议、行政诉讼情况", "结果维持", "总计", "五、存在的主要问题及改进情况", "更新不及时。"),
        *("六、其他需要报告的事项", "无。"),
    )
    assert [words for words, heading in cut_headings(space.join(parts)) if heading] == [
        parts[at] for at in (1, 4, 10, 17, 20, 22)
    ]
    pieces = "".join(words for words, _ in cut_headings(space.join(parts)))
    assert "".join(pieces.split()) == "".join(parts)


@pytest.mark.parametrize(
    "line",
    [
        "内容包括：一、总体情况；二、主动公开政府信息情况；六、其他需要报告的事项。",
        "由一、总体情况，二、主动公开政府信息情况和其他部分组成。",
        "由总体情况、主动公开政府信息情况、其他需要报告的事项组成。",
        "详见二、主动公开政府信息情况部分。",
        "全年有序，三、本年度办理结果如下。",
    ],
)
def test_headings_that_a_sentence_names_are_prose(line):
    assert cut_headings(line) == ((line, None),)


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("有序。 **二、主动公开政府信息情况** 见下表", ["有序。", "二、主动公开政府信息情况", "见下表"]),
        ("将加强培训。六 其他需要报告的事项", ["将加强培训。", "六 其他需要报告的事项"]),
        ("一、总体概述（一）主动公开", ["一、总体概述", "（一）主动公开"]),
        ("六、其它需要报告事项本机关无。", ["六、其它需要报告事项", "本机关无。"]),
    ],
)
def test_headings_among_marks_of_emphasis_and_of_other_words(line, pieces):
    assert [words for words, _ in cut_headings(line)] == pieces


@pytest.mark.parametrize("contents", [True, False])
@pytest.mark.parametrize("organ", ["临河市人民政府办公室", "临河市⼈民政府办公室"])
def test_a_title_on_two_lines_keeps_its_organ(organ, contents):
    headings = ["一、总体情况", "二、主动公开政府信息情况", "六、其他需要报告的事项"]
    listed = ["目录", *headings] if contents else []
    body = [headings[0], "全年工作平稳。", headings[1], "规章\t0\t0\t0", headings[2], "无。"]
    report = gir.parse("\n".join([*listed, organ, "2024年政府信息公开工作年度报告", *body]))
    assert report.institution == "临河市人民政府办公室"


@pytest.mark.parametrize(
    ("text", "prose", "unplaced"),
    [
        ("一、总体情况\n一、总体情况\n平稳。", {"overview": "平稳。"}, "一、总体情况"),
        ("一、总体情况\n3\n一、总体情况\n平稳。", {"overview": "平稳。"}, "一、总体情况\n3"),
        ("一、总体情况\n3\n六、其他需要报告的事项\n无。", {"other_matters": "无。"}, "一、总体情况\n3"),
    ],
    ids=repr,
)
def test_a_heading_with_nothing_but_a_page_number_below_it_is_of_the_contents(text, prose, unplaced):
    assert parsed(text) == ({"title": "", "preamble": "", **prose}, [("text-unplaced", unplaced)])


@pytest.mark.parametrize(
    "after", ["办事指南", "\\说明", "规章\t0\t0\t1"], ids=("a menu", "literal", "a row of its own")
)
def test_the_label_of_a_row_is_prose_where_no_figure_of_its_own_follows(after):
    report = gir.parse(f"{TITLE}\n行政许可\n{after}\n一、总体情况\n平稳。", "text")
    assert report.preamble.split("\n")[0] == "行政许可"
    figures = {record.path: record.value for record in gir.to_records(report)}
    assert figures.get("proactive.licensing.decisions") is None


@pytest.mark.parametrize(
    ("text", "reason", "severity"), [("数 5", "", "warning"), ("无数", "", "info"), ("数 5", FURNITURE, "info")]
)
def test_what_a_reader_puts_aside_is_told_and_may_hold_a_figure_if_it_has_digits(text, reason, severity):
    blocks = (Passage("一、总体情况", (1, 1, None, None, None)), Passage("平稳。", (2, 1, None, None, None)))
    found = parse_document(Document("text", blocks, ((text, reason, None),)), Limits().start())
    assert [(f.code, f.severity, f.actual) for f in found.findings] == [("text-unplaced", severity, text)]
