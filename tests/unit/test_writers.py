"""The writers: the layout of the tables, each format's escapes, and that the readers take it all back."""

from __future__ import annotations

import json
import re
from itertools import takewhile
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import gov_info_report as gir
from gov_info_report.document import Document, Grid, Limits, Passage, grid_from_spans
from gov_info_report.errors import FormatError
from gov_info_report.model import (
    SECTIONS,
    TABLES,
    DisputeResults,
    Disputes,
    Mark,
    OtherMatters,
    Overview,
    Problems,
    Report,
    Unreadable,
    blank,
    evolve,
    make_converter,
    section_label,
    table,
    tables_of,
)
from gov_info_report.readers import READERS, detect, read_document
from gov_info_report.recognise import is_plain_title, is_structural, section_heading, write_figure
from gov_info_report.writers import WRITERS, write
from gov_info_report.writers.sheet import Sheet, SheetCell, grid, sheet

TITLE = "青禾县水利局2024年政府信息公开工作年度报告"
PROSE_FORMATS = tuple(format for format in READERS if format in WRITERS)


# The sheets


def printed(of: Sheet) -> str:
    """A sheet as a picture: a row a line, spans in brackets after a cell, figures by their field's name."""
    return "\n".join(" | ".join(map(printed_cell, row)) for row in of)


def printed_cell(cell: SheetCell) -> str:
    spans = "" if cell.row_span == cell.column_span == 1 else f" [{cell.row_span}×{cell.column_span}]"
    return (cell.text if cell.path is None else "." + cell.path.rsplit(".", 1)[1]) + spans


def blank_sheet(name: str, edition: int) -> Sheet:
    return sheet(table(name, edition), getattr(blank(edition), name))


def test_sheet_of_table_2_in_the_2021_edition() -> None:
    assert (
        printed(blank_sheet("proactive", 2021))
        == """\
第二十条第（一）项 [1×4]
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | .issued | .repealed | .in_force
行政规范性文件 | .issued | .repealed | .in_force
第二十条第（五）项 [1×4]
信息内容 | 本年处理决定数量 [1×3]
行政许可 | .decisions [1×3]
第二十条第（六）项 [1×4]
信息内容 | 本年处理决定数量 [1×3]
行政处罚 | .decisions [1×3]
行政强制 | .decisions [1×3]
第二十条第（八）项 [1×4]
信息内容 | 本年收费金额（单位：万元） [1×3]
行政事业性收费 | .amount [1×3]"""
    )


def test_sheet_of_table_2_in_the_2019_edition() -> None:
    assert (
        printed(blank_sheet("proactive", 2019))
        == """\
第二十条第（一）项 [1×4]
信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量
规章 | .made | .published | .public_total
规范性文件 | .made | .published | .public_total
第二十条第（五）项 [1×4]
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政许可 | .items_last_year | .items_change | .decisions
其他对外管理服务事项 | .items_last_year | .items_change | .decisions
第二十条第（六）项 [1×4]
信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量
行政处罚 | .items_last_year | .items_change | .decisions
行政强制 | .items_last_year | .items_change | .decisions
第二十条第（八）项 [1×4]
信息内容 | 上一年项目数量 | 本年增/减 [1×2]
行政事业性收费 | .items_last_year | .items_change [1×2]
第二十条第（九）项 [1×4]
信息内容 | 采购项目数量 | 采购总金额 [1×2]
政府集中采购 | .items | .amount [1×2]"""
    )


APPLICANTS = ".natural_person | .enterprise | .research_institute | .public_welfare | .legal_service | .other | .total"

TABLE_3 = """\
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） [3×3] | 申请人情况 [1×7]
自然人 [2×1] | 法人或其他组织 [1×5] | 总计 [2×1]
商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他
一、本年新收政府信息公开申请数量 [1×3] | …
二、上年结转政府信息公开申请数量 [1×3] | …
三、本年度办理结果 [22×1] | （一）予以公开 [1×2] | …
（二）部分公开（区分处理的，只计这一情形，不计其他情形） [1×2] | …
（三）不予公开 [8×1] | 1.属于国家秘密 | …
2.其他法律行政法规禁止公开 | …
3.危及“三安全一稳定” | …
4.保护第三方合法权益 | …
5.属于三类内部事务信息 | …
6.属于四类过程性信息 | …
7.属于行政执法案卷 | …
8.属于行政查询事项 | …
（四）无法提供 [3×1] | 1.本机关不掌握相关政府信息 | …
2.没有现成信息需要另行制作 | …
3.补正后申请内容仍不明确 | …
（五）不予处理 [5×1] | 1.信访举报投诉类申请 | …
2.重复申请 | …
3.要求提供公开出版物 | …
4.无正当理由大量反复申请 | …
5.要求行政机关确认或重新出具已获取信息 | …
（六）其他处理 [3×1] | 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 | …
2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 | …
3.其他 | …
（七）总计 [1×2] | …
四、结转下年度继续办理 [1×3] | …"""


def test_sheet_of_table_3_in_the_2021_edition() -> None:
    assert printed(blank_sheet("requests", 2021)) == TABLE_3.replace("…", APPLICANTS)


def test_sheet_of_table_3_in_the_2019_edition_has_one_row_of_other_outcomes() -> None:
    older = TABLE_3.replace("三、本年度办理结果 [22×1]", "三、本年度办理结果 [20×1]")
    older = re.sub(r"（六）其他处理 .*?3\.其他 \| …", "（六）其他处理 [1×2] | …", older, flags=re.DOTALL)
    assert printed(blank_sheet("requests", 2019)) == older.replace("…", APPLICANTS)


@pytest.mark.parametrize("edition", [2021, 2019])
def test_sheet_of_table_4(edition: int) -> None:
    five = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"
    assert printed(blank_sheet("disputes", edition)) == "\n".join(
        (
            "行政复议 [1×5] | 行政诉讼 [1×10]",
            five.replace(" |", " [2×1] |") + " [2×1] | 未经复议直接起诉 [1×5] | 复议后起诉 [1×5]",
            f"{five} | {five}",
            " | ".join([".upheld | .corrected | .other | .pending | .total"] * 3),
        )
    )


@pytest.mark.parametrize("edition", [2021, 2019])
@pytest.mark.parametrize("name", TABLES)
def test_every_figure_stands_in_one_cell_of_the_sheet_and_no_header_cell_has_a_path(name: str, edition: int) -> None:
    of = table(name, edition)
    values = {path: number for number, path in enumerate(of.paths)}
    cells = [cell for row in sheet(of, getattr(evolve(blank(edition), values), name)) for cell in row]
    assert {cell.path: cell.text for cell in cells if not cell.header} == {
        path: str(number) for path, number in values.items()
    }
    assert [cell for cell in cells if cell.header and cell.path is not None] == []


def test_a_cell_holds_its_figure_as_it_is_printed() -> None:
    figures: tuple[Any, ...] = (7, Mark.BLANK, Mark.NOT_APPLICABLE, Mark.MISSING, Unreadable("约 3"))
    section = Disputes(reconsideration=DisputeResults(*figures))
    assert [cell.text for cell in sheet(table("disputes", 2021), section)[-1]] == [
        *("7", "", "/", "〔缺〕", r"〔约\u00203〕"),
        *["〔缺〕"] * 10,
    ]


def test_a_grid_shows_a_span_at_its_top_left() -> None:
    of = (
        (SheetCell("a", 2, 1), SheetCell("b", 1, 2), SheetCell("c", 2, 1)),
        (SheetCell("d"), SheetCell("e")),
        (SheetCell("f", 1, 4),),
    )
    assert grid(of) == [["a", "b", "", "c"], ["", "d", "e", ""], ["f", "", "", ""]]


def test_the_grid_of_nothing_is_empty() -> None:
    assert grid(()) == []


# The formats

SMALL = Report(
    title=TITLE,
    preamble="本报告数据统计期限自2024年1月1日起。",
    overview=Overview("（一）主动公开。公开*12*条。\n一、总体情况\n\n1. 3~5月"),
    disputes=Disputes(*(DisputeResults(1, 0, Mark.BLANK, Mark.NOT_APPLICABLE, 1) for _ in range(3))),
    other_matters=OtherMatters(),
)


def test_text() -> None:
    assert write(SMALL, "text") == (
        "青禾县水利局2024年政府信息公开工作年度报告\n\n"
        "本报告数据统计期限自2024年1月1日起。\n\n"
        "一、总体情况\n\n"
        "（一）主动公开。公开*12*条。\n"
        "\\一、总体情况\n"
        "\\\n"
        "1. 3~5月\n\n"
        "四、政府信息公开行政复议、行政诉讼情况\n\n"
        "行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t\n"
        "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t\n"
        "\t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n"
        "1\t0\t\t/\t1\t1\t0\t\t/\t1\t1\t0\t\t/\t1\n\n"
        "六、其他需要报告的事项\n"
    )


def test_markdown() -> None:
    assert write(SMALL, "markdown") == (
        "# 青禾县水利局2024年政府信息公开工作年度报告\n\n"
        "本报告数据统计期限自2024年1月1日起。\n\n"
        "## 一、总体情况\n\n"
        "（一）主动公开。公开\\*12\\*条。\n\n"
        "&#x4E00;、总体情况\n\n"
        "<br>\n\n"
        "1\\. 3\\~5月\n\n"
        "## 四、政府信息公开行政复议、行政诉讼情况\n\n"
        "| 行政复议 |  |  |  |  | 行政诉讼 |  |  |  |  |  |  |  |  |  |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n"
        "| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 "
        "| 未经复议直接起诉 |  |  |  |  | 复议后起诉 |  |  |  |  |\n"
        "|  |  |  |  |  | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 "
        "| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n"
        "| 1 | 0 |  | / | 1 | 1 | 0 |  | / | 1 | 1 | 0 |  | / | 1 |\n\n"
        "## 六、其他需要报告的事项\n"
    )


def test_html() -> None:
    head, body = write(SMALL, "html").split("<body>\n")
    assert re.sub("<style>.*</style>", "<style>…</style>", head, flags=re.DOTALL) == (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{TITLE}</title>\n<style>…</style>\n</head>\n"
    )
    five = "<th>结果维持</th><th>结果纠正</th><th>其他结果</th><th>尚未审结</th><th>总计</th>"
    values = "<td>1</td><td>0</td><td></td><td>/</td><td>1</td>"
    tall = five.replace("<th>", '<th rowspan="2">')
    assert body == (
        f"<h1>{TITLE}</h1>\n"
        "<p>本报告数据统计期限自2024年1月1日起。</p>\n"
        "<h2>一、总体情况</h2>\n"
        "<p>（一）主动公开。公开*12*条。</p>\n"
        '<p class="literal">一、总体情况\n\n1. 3~5月</p>\n'
        "<h2>四、政府信息公开行政复议、行政诉讼情况</h2>\n"
        "<table>\n"
        '<tr><th colspan="5">行政复议</th><th colspan="10">行政诉讼</th></tr>\n'
        f"<tr>{tall}"
        '<th colspan="5">未经复议直接起诉</th><th colspan="5">复议后起诉</th></tr>\n'
        f"<tr>{five}{five}</tr>\n"
        f"<tr>{values}{values}{values}</tr>\n"
        "</table>\n"
        "<h2>六、其他需要报告的事项</h2>\n"
        "</body>\n</html>\n"
    )


def test_json_is_the_converters_plain_data_readable_by_a_person() -> None:
    written = write(SMALL, "json")
    assert json.loads(written) == make_converter().unstructure(SMALL)
    assert written.startswith('{\n  "schema_version": 1,\n  "title": "青禾县水利局2024年政府信息公开工作年度报告",\n')


def test_an_html_page_without_a_title_is_called_by_its_first_heading() -> None:
    page = write(Report(title=" ", problems=Problems()), "html")
    assert re.findall("<title>(.*)</title>", page) == ["五、存在的主要问题及改进情况"]


def test_table_3_in_text_has_three_label_fields_before_its_seven_values() -> None:
    lines = write(Report(requests=blank().requests), "text").splitlines()[2:]
    assert {line.count("\t") for line in lines} == {9}
    assert lines[2].split("\t")[4:9] == ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(FormatError, match=r"^no writer for format 'yaml'; there are text, markdown, html, json, docx$"):
        write(SMALL, "yaml")


@pytest.mark.parametrize(
    ("prose", "text", "markdown", "html"),
    [
        ("公开12条。", "公开12条。", "公开12条。", "<p>公开12条。</p>"),
        ("一、总体情况", r"\一、总体情况", "&#x4E00;、总体情况", '<p class="literal">一、总体情况</p>'),
        ("规章\\", "\\规章\\", "&#x89C4;章\\\\", '<p class="literal">规章\\</p>'),
        ("\\一", "\\\\一", "&#x5C;一", '<p class="literal">\\一</p>'),
        ("# 甲", r"\# 甲", "&#x23; 甲", '<p class="literal"># 甲</p>'),
        ("规章,0,0", r"\规章,0,0", "&#x89C4;章,0,0", '<p class="literal">规章,0,0</p>'),
        ("全年1,024件,均办结", "全年1,024件,均办结", "全年1,024件,均办结", "<p>全年1,024件,均办结</p>"),
        ('"甲",乙', '\\"甲",乙', '&#x22;甲",乙', '<p class="literal">"甲",乙</p>'),
        ("│甲│", r"\│甲│", "&#x2502;甲│", '<p class="literal">│甲│</p>'),
        ("+--+", r"\+--+", "&#x2B;--+", '<p class="literal">+--+</p>'),
        ("{{ 甲 }}", r"\{{ 甲 }}", "&#x7B;\\{ 甲 }}", '<p class="literal">{{ 甲 }}</p>'),
        ("**甲**", r"\**甲**", r"&#x2A;\*甲\*\*", '<p class="literal">**甲**</p>'),
        ("甲|乙", r"\甲|乙", r"&#x7532;\|乙", '<p class="literal">甲|乙</p>'),
        (" 甲", r"\ 甲", "&#x20;甲", '<p class="literal"> 甲</p>'),
        ("甲\u3000", "\\甲\u3000", "&#x7532;&#x3000;", '<p class="literal">甲\u3000</p>'),
        ("甲  乙", "甲  乙", "甲  乙", '<p class="literal">甲  乙</p>'),
        ("第 5 页", r"\第 5 页", "&#x7B2C; 5 页", '<p class="literal">第 5 页</p>'),
        ("---", r"\---", "&#x2D;--", '<p class="literal">---</p>'),
        ("</p>", r"\</p>", "&#x3C;/p>", '<p class="literal">&lt;/p&gt;</p>'),
        ("甲<乙&amp;", "甲<乙&amp;", r"甲\<乙\&amp;", "<p>甲&lt;乙&amp;amp;</p>"),
        ("*甲_`[~", "*甲_`[~", r"\*甲\_\`\[\~", "<p>*甲_`[~</p>"),
        ("- 甲", "- 甲", r"\- 甲", "<p>- 甲</p>"),
        ("> 甲", "> 甲", r"\> 甲", "<p>&gt; 甲</p>"),
        ("12) 甲", "12) 甲", r"12\) 甲", "<p>12) 甲</p>"),
        ("1.5倍", "1.5倍", "1.5倍", "<p>1.5倍</p>"),
        ("\n", "\\\n\\", "<br>\n\n<br>", '<p class="literal">\n</p>'),
        (
            "甲\n乙\n\n丙\n丁",
            "甲\n乙\n\\\n丙\n丁",
            "甲\n\n乙\n\n<br>\n\n丙\n\n丁",
            '<p>甲</p>\n<p class="literal">乙\n\n丙</p>\n<p>丁</p>',
        ),
    ],
)
def test_prose_is_escaped_by_the_formats_own_means(prose: str, text: str, markdown: str, html: str) -> None:
    report = Report(problems=Problems(prose))
    assert write(report, "text").removeprefix("五、存在的主要问题及改进情况\n\n") == text + "\n"
    assert write(report, "markdown").removeprefix("## 五、存在的主要问题及改进情况\n\n") == markdown + "\n"
    body = write(report, "html").partition("<h2>五、存在的主要问题及改进情况</h2>\n")[2]
    assert body == html + "\n</body>\n</html>\n"


@pytest.mark.parametrize(
    ("title", "text", "markdown", "html"),
    [
        (TITLE, TITLE, f"# {TITLE}", f"<h1>{TITLE}</h1>"),
        (f"《{TITLE}》", f"《{TITLE}》", f"# 《{TITLE}》", f"<h1>《{TITLE}》</h1>"),
        (
            f"《{TITLE}》*",
            rf"# \《{TITLE}》*",
            rf"# &#x300A;{TITLE}》\*",
            f'<h1 class="literal">《{TITLE}》*</h1>',
        ),
        (
            f"{TITLE} #",
            rf"# \{TITLE} #",
            rf"# &#x9752;{TITLE[1:]} \#",
            f'<h1 class="literal">{TITLE} #</h1>',
        ),
        ("年报", r"# \年报", "# &#x5E74;报", '<h1 class="literal">年报</h1>'),
        (f"# {TITLE}", rf"# \# {TITLE}", f"# &#x23; {TITLE}", f'<h1 class="literal"># {TITLE}</h1>'),
        (
            "甲\n\n乙",
            "# \\甲\n# \\\n# \\乙",
            "# &#x7532;\n# <br>\n# &#x4E59;",
            '<h1 class="literal">甲\n\n乙</h1>',
        ),
        (
            "县  局2024年政府信息公开年报",
            "县  局2024年政府信息公开年报",
            "# 县  局2024年政府信息公开年报",
            '<h1 class="literal">县  局2024年政府信息公开年报</h1>',
        ),
    ],
)
def test_a_title_is_bare_where_it_reads_as_one(title: str, text: str, markdown: str, html: str) -> None:
    report = Report(title=title, problems=Problems())
    assert write(report, "text") == f"{text}\n\n五、存在的主要问题及改进情况\n"
    assert write(report, "markdown") == f"{markdown}\n\n## 五、存在的主要问题及改进情况\n"
    body = write(report, "html").partition("<body>\n")[2]
    assert body == f"{html}\n<h2>五、存在的主要问题及改进情况</h2>\n</body>\n</html>\n"


def test_a_cell_of_markdown_is_escaped() -> None:
    section = Disputes(reconsideration=DisputeResults(Unreadable("约*3|_4_[5]`~#\\")))
    assert write(Report(disputes=section), "markdown").splitlines()[6].split(" | ")[0] == (
        r"| 〔约\*3\\u007c\_4\_\[5]\`\~\#\\u005c〕"
    )


# What the readers take back

HOSTILE = st.sampled_from(
    [
        *(
            "一、",
            "总体情况",
            "规章",
            "（七）总计",
            "行政复议",
            "信息内容",
            "2024年",
            "政府信息公开工作年度报告",
            TITLE,
        ),
        *(
            "公开了",
            "件",
            "第1页",
            "12",
            "0",
            "/",
            "〔缺〕",
            "〔",
            "〕",
            "。",
            "1.",
            "- ",
            "* ",
            "> ",
            "+ ",
            "=",
            "---",
        ),
        *(
            "|",
            "||",
            "| --- |",
            "\\",
            "\\\\",
            "#",
            "## ",
            "# \\",
            "<",
            "</p>",
            "<br>",
            "<table>",
            "<!--",
            "{",
            "[",
            "](",
        ),
        *(
            "&",
            "&lt;",
            "&#x20;",
            "`",
            "*",
            "**",
            "_",
            "~~~",
            "\n",
            "\n\n",
            " ",
            "  ",
            "\u3000",
            "\xa0",
            "\u2028",
        ),
        *("\u2029", "\ufeff", "\u200b", "\uffff", "\U0001f600", "\U0010ffff", "x", "é"),
    ]
)
CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n")
PROSE = st.lists(HOSTILE | CHARACTERS, max_size=12).map("".join) | st.sampled_from(
    [section_label(name) for name in ("overview", *TABLES, "problems")]
)
FIGURES = (
    st.integers(-(10**18) + 1, 10**18 - 1)
    | st.decimals(-(10**9), 10**9, places=4)
    | st.sampled_from(Mark)
    | PROSE.map(Unreadable)
    | st.text(CHARACTERS, min_size=390, max_size=420).map(Unreadable)
)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A report with some of its sections, each of either edition, hostile prose and a few hostile figures."""
    forms = st.sampled_from([blank(2021), blank(2019)])
    present = draw(st.sets(st.sampled_from(SECTIONS), min_size=1))
    sections = {name: getattr(draw(forms), name) for name in SECTIONS if name in present}
    for name in sections.keys() - TABLES:
        sections[name] = attrs.evolve(sections[name], text=draw(PROSE))
    report = Report(title=draw(PROSE), preamble=draw(PROSE), **sections)
    paths = [path for of, _ in tables_of(report) for path in of.paths]
    changes = st.dictionaries(st.sampled_from(paths), FIGURES, max_size=8) if paths else st.just({})
    return evolve(report, draw(changes))


def taken_back(document: Document) -> dict[str, Any]:
    """What a document holds by the name of its place: prose joined again, and the cells of grids."""
    blocks = list(document.blocks)
    title = [block.text for block in takewhile(is_title_line, blocks) if isinstance(block, Passage)]
    found: dict[str, Any] = {"title": title, "preamble": []}
    name = "preamble"
    for block in blocks[len(title) :]:
        if isinstance(block, Grid):
            assert found[name] == []
            found[name] = [[(cell.column, cell.text) for cell in row.cells] for row in block.rows]
        elif not block.literal and (heading := section_heading(block.text, marked=True)):
            name = heading.section
            found[name] = []
        else:
            assert block.literal or not is_structural(block.text, front=name == "preamble")
            assert block.level == 0
            found[name].append(block.text)
    return {name: "\n".join(lines) if name not in TABLES else lines for name, lines in found.items()}


def is_title_line(block: object) -> bool:
    return isinstance(block, Passage) and (
        (block.literal and block.level == 1) or (not block.literal and is_plain_title(block.text))
    )


def expected(report: Report, exact: bool) -> dict[str, Any]:
    parts: dict[str, Any] = {"title": report.title, "preamble": report.preamble}
    for name in SECTIONS:
        section = getattr(report, name)
        if section is not None and name not in TABLES:
            parts[name] = section.text
    for of, section in tables_of(report):
        filled = sheet(of, section)
        spans = [[(cell.text, cell.row_span, cell.column_span) for cell in row] for row in filled]
        resolved = [[(cell.column, cell.text) for cell in row.cells] for row in grid_from_spans(spans, 1).rows]
        parts[of.name] = resolved if exact else [list(enumerate(row)) for row in grid(filled)]
    return parts


@pytest.mark.parametrize("format", PROSE_FORMATS)
@given(report=reports())
@example(report=Report(title="年报", problems=Problems()))
@example(report=Report(title="\n", preamble="\n", problems=Problems("\n")))
@example(report=Report(disputes=Disputes(DisputeResults(Unreadable("字" * 401)))))
def test_the_reader_takes_back_what_the_writer_wrote(format: str, report: Report) -> None:
    document = read_document(write(report, format), format, Limits().start())
    assert taken_back(document) == expected(report, exact=format == "html")


@pytest.mark.parametrize("format", [format for format in WRITERS if format != "docx"])
@given(report=reports())
def test_what_is_written_tells_its_format(format: str, report: Report) -> None:
    assert detect(write(report, format)) == format


@pytest.mark.slow
@given(report=reports())
def test_the_converter_takes_back_what_json_holds(report: Report) -> None:
    assert make_converter().structure(json.loads(write(report, "json")), Report) == report


@given(figure=FIGURES)
def test_no_figure_is_lost_in_a_row_of_text(figure: Any) -> None:
    report = Report(disputes=Disputes(*(DisputeResults(*[figure] * 5) for _ in range(3))))
    assert write(report, "text").split("\n")[-2] == "\t".join([write_figure(figure)] * 15)


@pytest.mark.parametrize(
    ("blank", "written_out"),
    [
        (("direct_litigation", "litigation_after_reconsideration"), False),
        (("reconsideration",), False),
        (("reconsideration", "litigation_after_reconsideration"), False),
        (("litigation_after_reconsideration.pending", "litigation_after_reconsideration.total"), True),
    ],
    ids=["litigation", "reconsideration", "both ends", "two cells"],
)
def test_whole_blocks_left_empty_are_written_as_they_are_and_cells_that_could_slide_are_written_out(
    blank, written_out, consistent
):
    paths = gir.model.table("disputes", 2021).paths
    gone = {path: gir.Mark.BLANK for path in paths if any(f"{path}.".startswith(f"disputes.{each}.") for each in blank)}
    report = gir.evolve(consistent[2021], gone)
    text = gir.serialise(report, "text")
    assert gir.parse(text) == report
    assert ("〔空〕" in text) is written_out
