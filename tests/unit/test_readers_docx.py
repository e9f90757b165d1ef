"""Word documents: paragraphs, tables, styles, numbering, changes, text boxes, and what is refused."""

import io
import struct
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import gov_info_report as gir
from gov_info_report.document import FURNITURE, HIDDEN, NOTE, Cell, Document, Grid, GridRow, Limits, Passage
from gov_info_report.errors import MissingExtraError, ParseError
from gov_info_report.readers import read_document
from gov_info_report.readers.detection import detect_binary
from gov_info_report.readers.numbering import numeral
from gov_info_report.readers.package import DEEPEST, MOST_PARTS
from gov_info_report.readers.page import LONG_CELL

BLANK_FORM = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "documents" / "blank-form-2021.docx"

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def relationships(*entries):
    inner = "".join(
        f'<Relationship Type="{RELATED}/{kind}" Target="{target}"{more}/>' for kind, target, more in entries
    )
    return f"<Relationships>{inner}</Relationships>"


def archive(parts, compression=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def package(body, **parts):
    """A Word file with a body, and the parts that are named."""
    files = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relationships(("officeDocument", "word/document.xml", "")),
        "word/_rels/document.xml.rels": relationships(*((kind, f"{kind}.xml", "") for kind in parts)),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    roots = {"styles": "styles", "numbering": "numbering", "header": "hdr", "footer": "ftr"}
    for kind, content in parts.items():
        root = roots.get(kind, kind)
        files[f"word/{kind}.xml"] = f"<w:{root} {NAMESPACES}>{content}</w:{root}>"
    return archive(files)


def read(source, limits=None):
    return read_document(source, "docx", (limits or Limits()).start())


def read_body(body, **parts):
    return read(package(body, **parts))


def p(text="", properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text) if text else ''}</w:p>"


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(text="", properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def table(*rows):
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def passage(text, block, level=0, literal=False):
    return Passage(text, (None, None, None, None, block), level, literal)


def cell(text, column, row, table=1, at=None):
    """A cell; `at` says which of its row it is, where cells to its left span columns."""
    return Cell(text, column, (None, column + 1, table, row, None, None, at or column + 1))


def texts(document):
    return [block.text for block in document.blocks if isinstance(block, Passage)]


def columns(document, number=0):
    """The cells of a grid as text and column, row by row."""
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    return [[(each.text, each.column) for each in row.cells] for row in grids[number].rows]


# A document of python-docx, whole


def test_a_whole_document():
    made = docx.Document()
    made.add_heading("青禾县水利局2024年政府信息公开工作年度报告", 0)
    made.add_paragraph("本报告依法 编制。").add_run().add_break()
    made.paragraphs[-1].add_run("\t电话略。")
    made.add_paragraph("  ")
    made.add_heading("二、主动公开政府信息情况", 1)
    grid = made.add_table(2, 3)
    grid.cell(0, 0).merge(grid.cell(0, 1)).text = "信息内容"
    grid.cell(0, 2).text = "本年\n制发件数"
    grid.cell(1, 0).text = "规章"
    grid.cell(1, 2).text = " 0 "
    made.add_paragraph("前").runs[0].add_break(WD_BREAK.PAGE)
    made.paragraphs[-1].add_run("后")
    file = io.BytesIO()
    made.save(file)
    assert read(file.getvalue()) == Document(
        "docx",
        (
            passage("青禾县水利局2024年政府信息公开工作年度报告", 1, level=1),
            passage("本报告依法 编制。", 2),
            passage("电话略。", 2),
            passage("二、主动公开政府信息情况", 3, level=1),
            Grid(
                (
                    GridRow((cell("信息内容", 0, 1), cell("本年\n制发件数", 2, 1, at=2)), "信息内容\t本年 制发件数"),
                    GridRow((cell("规章", 0, 2), cell("", 1, 2), cell("0", 2, 2)), "规章\t\t0"),
                ),
                exact=True,
            ),
            passage("前", 4),
            passage("后", 4),
        ),
    )


@pytest.mark.skipif(not BLANK_FORM.exists(), reason=f"the shared corpus is not there: {BLANK_FORM}")
def test_the_blank_form():
    reading = gir.read(BLANK_FORM)
    assert (reading.format, list(reading.findings)) == ("docx", [])
    report = reading.report
    empty = gir.blank(2021)
    assert (report.proactive, report.requests, report.disputes) == (empty.proactive, empty.requests, empty.disputes)
    assert reading.spans["requests.received.total"] == gir.document.Span(table=2, row=4, column=10, cell=8)


# Text


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (run("甲") + run("乙"), "甲乙"),
        ("<w:r><w:t> 甲 </w:t></w:r>" + run("乙"), "甲乙"),
        (run("甲 ") + run(" 乙"), "甲  乙"),
        (run("甲\n乙"), "甲 乙"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:ptab/></w:r>", "甲 乙"),
        ("<w:r><w:t>1</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>2</w:t></w:r>", "1\u20112"),
        ('<w:r><w:sym w:font="宋体" w:char="5E74"/><w:sym/><w:sym w:char="110000"/></w:r>', "年\ufffd\ufffd"),
        (f"<w:hyperlink>{run('甲')}</w:hyperlink><w:smartTag>{run('乙')}</w:smartTag>", "甲乙"),
        (f"<w:sdt><w:sdtPr>{run('不')}</w:sdtPr><w:sdtContent>{run('甲')}</w:sdtContent></w:sdt>", "甲"),
        (f'<w:fldSimple w:instr="DATE">{run("2024年")}</w:fldSimple>', "2024年"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText>'
            f'<w:fldChar w:fldCharType="separate"/></w:r>{run("7")}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "7",
        ),
        ("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", "x+1"),
        (f"<w:r><w:ruby><w:rt>{run('zhāng')}</w:rt><w:rubyBase>{run('章')}</w:rubyBase></w:ruby></w:r>", "章"),
        (f"<w:ins>{run('新')}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r>{run('旧')}</w:del>", "新"),
        (f"<w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新')}</w:moveTo>", "新"),
        (run("甲", '<w:vanish w:val="0"/>'), "甲"),
        (run("24") + run("[1]", '<w:vertAlign w:val="superscript"/>'), "24[¹]"),
        (run("24") + run("1", '<w:vertAlign w:val="subscript"/>') + run(" 件"), "24¹ 件"),
        (run("24") + run("1", '<w:vertAlign w:val="baseline"/>'), "241"),
        (run("甲\x7f乙"), "甲\ufffd乙"),
        (run("甲_xFFFE_乙"), "甲_xFFFE_乙"),
    ],
)
def test_the_text_of_a_paragraph(inside, text):
    assert read_body(f"<w:p>{inside}</w:p>").blocks == (passage(text, 1),)


def test_hidden_text_is_a_remark():
    document = read_body(f"<w:p>{run('甲')}{run(' 乙 ', '<w:vanish/>')}{run(' ', '<w:vanish/>')}</w:p>")
    assert document == Document("docx", (passage("甲", 1),), (("乙", HIDDEN, None),))


@pytest.mark.parametrize("struck", ["strike", "dstrike"])
def test_text_struck_out_is_a_remark(struck):
    printed = run("5", f'<w:{struck} w:val="0"/>')
    document = read_body(f"<w:p>{run('8', f'<w:{struck}/>')}{printed}</w:p>")
    assert document == Document("docx", (passage("5", 1),), (("8", HIDDEN, None),))


def test_what_wraps_paragraphs_and_tables():
    inner = p("甲") + table(tc("规章"))
    document = read_body(
        f"<w:sdt><w:sdtContent><w:customXml>{inner}</w:customXml></w:sdtContent></w:sdt><w:bookmarkStart/>"
        f"<mc:AlternateContent><mc:Choice>{p('乙')}</mc:Choice><mc:Fallback>{p('丙')}</mc:Fallback></mc:AlternateContent>"
        "<mc:AlternateContent/>"
    )
    assert texts(document) == ["甲", "乙"]
    assert columns(document) == [[("规章", 0)]]


GONE = "<w:rPr><w:del/></w:rPr>"


def test_a_deleted_end_joins_paragraphs():
    body = p("甲", GONE) + p("", "<w:rPr><w:moveFrom/></w:rPr>") + p("乙", '<w:outlineLvl w:val="0"/>') + p("丙")
    assert read_body(body).blocks == (passage("甲乙", 1, level=1), passage("丙", 2))


def test_a_deleted_end_before_a_table_and_at_the_very_end():
    document = read_body(p("甲", GONE) + table(tc("规章")) + p("乙", GONE))
    assert [block.text if isinstance(block, Passage) else "表" for block in document.blocks] == ["甲", "表", "乙"]


def test_properties_that_were_changed_do_not_count():
    was = '<w:pPrChange><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:pPrChange><w:rPr><w:ins/></w:rPr>'
    assert read_body(p("甲", was)).blocks == (passage("甲", 1),)


# Text boxes

BOX = "<w:txbxContent>{}</w:txbxContent>"


def test_text_boxes_are_read_once_after_their_paragraph():
    new = f"<w:drawing><anchor>{BOX.format(p('一') + table(tc('规章')))}</anchor></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{BOX.format(p('一'))}</v:textbox></v:shape></w:pict>"
    both = f"<mc:AlternateContent><mc:Choice>{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    document = read_body(f"<w:p>{run('前')}<w:r>{both}</w:r>{run('后')}</w:p><w:p><w:r>{old}</w:r></w:p>")
    assert document.blocks == (
        passage("前后", 1),
        passage("一", 2),
        Grid((GridRow((cell("规章", 0, 1),), "规章"),), exact=True),
        passage("一", 3),
    )


def test_a_text_box_in_a_cell_and_one_on_a_deleted_end():
    box = BOX.format(p("乙"))
    row = f"<w:tc><w:p>{run('甲')}<w:r><w:pict>{box}</w:pict></w:r></w:p></w:tc>"
    document = read_body(f"<w:p><w:pPr>{GONE}</w:pPr>{run('前')}<w:r>{box}</w:r></w:p>{p('后')}{table(row)}")
    assert texts(document) == ["乙", "前后"]
    assert columns(document) == [[("甲\n乙", 0)]]


# Tables


def test_merged_cells():
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    document = read_body(
        table(
            tc("角", f'<w:gridSpan w:val="2"/>{down}') + tc("上", '<w:gridSpan w:val="3"/>'),
            tc("", f'<w:gridSpan w:val="2"/>{on}') + tc("左", down) + tc("中", '<w:gridSpan w:val="2"/>'),
            tc("", f'<w:gridSpan w:val="2"/>{on}') + tc("", '<w:vMerge w:val="continue"/>') + tc("一") + tc("二"),
            tc("甲") + tc("乙") + tc("丙") + tc("丁") + tc("戊"),
        )
    )
    assert columns(document) == [
        [("角", 0), ("上", 2)],
        [("左", 2), ("中", 3)],
        [("一", 3), ("二", 4)],
        [("甲", 0), ("乙", 1), ("丙", 2), ("丁", 3), ("戊", 4)],
    ]


def test_merged_cells_that_begin_nowhere_or_hold_something():
    on = "<w:vMerge/>"
    document = read_body(table(tc("", on) + tc("甲"), tc("", on) + tc("", on), tc("乙", on) + tc("", on)))
    assert columns(document) == [[("", 0), ("甲", 1)], [("", 1)], [("乙", 0)]]


def test_cells_merged_across_as_old_files_do():
    row = tc("甲", '<w:hMerge w:val="restart"/>') + tc("", "<w:hMerge/>") + tc("乙")
    assert columns(read_body(table(row))) == [[("甲", 0), ("乙", 2)]]


@pytest.mark.parametrize(("span", "column"), [("0", 1), ("-2", 1), ("two", 1), ("٣", 1), ("", 1), ("99999", 100)])
def test_wrong_spans(span, column):
    document = read_body(table(tc("甲", f'<w:gridSpan w:val="{span}"/>') + tc("乙")))
    assert columns(document) == [[("甲", 0), ("乙", column)]]


def test_rows_that_begin_further_right():
    document = read_body(table(tc("甲") + tc("乙"), f'<w:trPr><w:gridBefore w:val="1"/></w:trPr>{tc("丙")}'))
    assert columns(document) == [[("甲", 0), ("乙", 1)], [("丙", 1)]]


def test_deleted_and_inserted_rows_and_cells():
    document = read_body(
        table(
            tc("甲") + tc("旧", "<w:cellDel/>") + tc("乙", "<w:cellIns/>"),
            f"<w:trPr><w:del/></w:trPr>{tc('旧')}",
            f"<w:trPr><w:ins/></w:trPr><w:sdt><w:sdtContent>{tc('新')}</w:sdtContent></w:sdt>",
        )
    )
    assert columns(document) == [[("甲", 0), ("乙", 1)], [("新", 0)]]


def test_a_table_of_nothing_is_none():
    assert read_body(table() + table("") + table(tc() + tc())).blocks == ()


def test_a_table_around_a_table_is_layout():
    outer = f"<w:tc>{p('一、总体情况')}{table(tc('规章') + tc('0'))}{p()}</w:tc>{tc('旁')}"
    assert read_body(table(outer) + table(tc("甲"))).blocks == (
        passage("一、总体情况", 1),
        Grid((GridRow((cell("规章", 0, 1), cell("0", 1, 1)), "规章\t0"),), exact=True),
        passage("旁", 2),
        Grid((GridRow((cell("甲", 0, 1, table=2),), "甲"),), exact=True),
    )


@pytest.mark.parametrize("text", ["文" * LONG_CELL, "文" * (LONG_CELL + 1)])
def test_a_table_around_an_article_is_layout(text):
    assert texts(read_body(table(tc(text) + tc("旁")))) == [text, "旁"]


# Styles and numbering

STYLES = """
<w:style w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>
<w:style w:styleId="2"><w:name w:val="标题 2"/></w:style>
<w:style w:styleId="t"><w:name w:val="Title"/></w:style>
<w:style w:styleId="n"><w:name w:val="公文标题"/><w:basedOn w:val="2"/></w:style>
<w:style w:styleId="o"><w:name w:val="heading 3"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:styleId="x"><w:name w:val="x"/><w:basedOn w:val="y"/></w:style>
<w:style w:styleId="y"><w:name w:val="y"/><w:basedOn w:val="x"/></w:style>
<w:style w:styleId="l"><w:name w:val="Literal"/></w:style>
<w:style w:styleId="lt"><w:name w:val="Literal Title"/><w:basedOn w:val="t"/></w:style>
<w:style><w:name w:val="Literally"/></w:style>
"""


@pytest.mark.parametrize(
    ("properties", "level"),
    [
        ("", 0),
        ('<w:pStyle w:val="a"/>', 0),
        ('<w:pStyle w:val="1"/>', 1),
        ('<w:pStyle w:val="2"/>', 2),
        ('<w:pStyle w:val="t"/>', 1),
        ('<w:pStyle w:val="n"/>', 2),
        ('<w:pStyle w:val="o"/>', 0),
        ('<w:pStyle w:val="x"/>', 0),
        ('<w:pStyle w:val="unknown"/>', 0),
        ("<w:pStyle/>", 0),
        ('<w:outlineLvl w:val="2"/>', 3),
        ('<w:outlineLvl w:val="many"/>', 0),
        ('<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>', 0),
    ],
)
def test_the_level_of_a_heading(properties, level):
    assert read_body(p("题", properties), styles=STYLES).blocks == (passage("题", 1, level),)


def test_literal_paragraphs():
    literal, title = '<w:pStyle w:val="l"/>', '<w:pStyle w:val="lt"/>'
    body = (
        p("  一、总体情况 ", literal)
        + p("", literal)
        + p("_xFFFE__x005F_xFFFE__xD800_", literal)
        + f"<w:p><w:pPr>{title}</w:pPr>{run('甲')}<w:r><w:br/></w:r>{run('乙')}</w:p>"
        + p(" 甲 ", '<w:pStyle w:val=""/>')
    )
    assert read_body(body, styles=STYLES).blocks == (
        passage("  一、总体情况 ", 1, 0, True),
        passage("", 2, 0, True),
        passage("\ufffe_xFFFE_\ufffd", 3, 0, True),
        passage("甲", 4, 1, True),
        passage("乙", 4, 1, True),
        passage("甲", 5),
    )


def level(number, format, pattern, *more):
    return f'<w:lvl w:ilvl="{number}"><w:numFmt w:val="{format}"/><w:lvlText w:val="{pattern}"/>{"".join(more)}</w:lvl>'


NUMBERING = (
    '<w:abstractNum w:abstractNumId="5">'
    + level(0, "chineseCountingThousand", "%1、", '<w:start w:val="1"/>')
    + level(1, "japaneseCounting", "（%2）", '<w:pStyle w:val="h2"/>')
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "%3.%4", '<w:suff w:val="nothing"/>')
    + level(4, "bullet", "●")
    + level(5, "decimal", "%6" * 40)
    + level(6, "decimal", "附件%8", '<w:suff w:val="space"/>')
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="5"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride><w:lvlOverride w:ilvl="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="6"/></w:num><w:num w:numId="4"/>'
)
NUMBERED_STYLES = (
    '<w:style w:styleId="h1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="h2"><w:name w:val="heading 2"/><w:basedOn w:val="h1"/></w:style>'
    '<w:style w:styleId="l"><w:name w:val="Literal"/><w:basedOn w:val="h1"/></w:style>'
)


def item(text, at=None, number=1):
    level = "" if at is None else f'<w:ilvl w:val="{at}"/>'
    return p(text, f'<w:numPr>{level}<w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers():
    body = "".join(
        [
            item("总体情况"),
            item("主动公开", 1),
            item(" 依申请公开", 1),
            item("机制", 2),
            item("细目", 3),
            item("细目", 3),
            item("要点", 4),
            item("太长", 5),
            item("名单", 6),
            item("无此级", 8),
            item("", 0),
            item("三", 0),
            item("新一级", 1),
            item("重新从三", 0, number=2),
            item("接着", 0, number=2),
            item("没有", 0, number=3),
            item("没有", 0, number=9),
            item("不编", 0, number=0),
        ]
    )
    assert texts(read_body(body, numbering=NUMBERING)) == [
        "一、总体情况",
        "（一）主动公开",
        "（二）依申请公开",
        "1.机制",
        "1.1 细目",
        "1.2 细目",
        "要点",
        "太长",
        "附件1 名单",
        "无此级",
        "三、三",
        "（一）新一级",
        "三、重新从三",
        "四、接着",
        "没有",
        "没有",
        "不编",
    ]


def test_numbers_that_come_from_a_style():
    style = '<w:pStyle w:val="{}"/>'.format
    body = (
        p("甲", style("h1"))
        + p("乙", style("h2"))
        + p("字面", style("l"))
        + p("丙", style("h1"))
        + p("丁", style("h1") + '<w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("戊", style("h1") + '<w:numPr><w:ilvl w:val="1"/></w:numPr>')
    )
    document = read_body(body, styles=NUMBERED_STYLES, numbering=NUMBERING)
    assert texts(document) == ["一、甲", "（一）乙", "字面", "二、丙", "丁", "（一）戊"]


@pytest.mark.parametrize(
    ("format", "numbers", "wanted"),
    [
        (
            "chineseCounting",
            [0, 1, 10, 11, 20, 21, 100, 101, 110, 1000, 1001, 1010, 9999, 10000],
            "零 一 十 十一 二十 二十一 一百 一百零一 一百一十 一千 一千零一 一千零一十 九千九百九十九 10000",
        ),
        ("chineseLegalSimplified", [2, 12, 105], "贰 壹拾贰 壹佰零伍"),
        ("ideographDigital", [10, 25], "一〇 二五"),
        ("decimalFullWidth", [12], "１２"),
        ("decimalZero", [1, 12], "01 12"),
        ("decimalEnclosedCircleChinese", [0, 1, 20, 21], "0 ① ⑳ 21"),
        ("upperRoman", [0, 4, 1999, 4000], "0 IV MCMXCIX 4000"),
        ("lowerRoman", [14], "xiv"),
        ("upperLetter", [0, 1, 27, 781], "0 A AA 781"),
        ("lowerLetter", [26], "z"),
        ("ordinal", [3], "3"),
    ],
)
def test_numerals(format, numbers, wanted):
    assert " ".join(numeral(number, format) for number in numbers) == wanted


# Beside the text


def test_headers_footers_and_notes_are_remarks():
    note = '<w:footnote w:type="separator">{}</w:footnote><w:footnote>{}</w:footnote>'
    document = read_body(
        p("甲"),
        header=p("青禾县水利局") + p("青禾县水利局"),
        footer=p("— 5 —") + table(tc("内部") + tc("资料")),
        footnotes=note.format(p(), p("不含下级。")),
    )
    assert document == Document(
        "docx",
        (passage("甲", 1),),
        (("青禾县水利局", FURNITURE, None), ("内部 资料", FURNITURE, None), ("不含下级。", NOTE, None)),
    )


def test_relations_that_lead_nowhere_or_outside():
    parts = {
        "_rels/.rels": relationships(("officeDocument", "/Word/main.xml", "")),
        "word/main.xml": f"<w:document {NAMESPACES}><w:body>{p('甲')}</w:body></w:document>",
        "word/_rels/main.xml.rels": relationships(
            ("styles", "lost.xml", ""),
            ("header", "lost.xml", ""),
            ("numbering", "https://example.org/numbering.xml", ' TargetMode="External"'),
            ("footer", "../../outside.xml", ""),
        ),
        "outside.xml": f"<w:ftr {NAMESPACES}>{p('根')}</w:ftr>",
    }
    assert read(archive(parts)) == Document("docx", (passage("甲", 1),), (("根", FURNITURE, None),))


def test_the_strict_variant():
    body = f"<w:document {NAMESPACES}><w:body>{p('甲')}</w:body></w:document>"
    strict = body.replace(MAIN, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert texts(read(archive({"word/document.xml": strict}))) == ["甲"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_parts_in_other_encodings(encoding):
    body = f"<w:document {NAMESPACES}><w:body>{p('甲')}</w:body></w:document>"
    if encoding == "utf-16":
        body = '<?xml version="1.0" encoding="UTF-16"?>' + body
    assert texts(read(archive({"word/document.xml": body.encode(encoding)}))) == ["甲"]


# Told from other files


@pytest.mark.parametrize(
    ("parts", "format"),
    [
        (("[Content_Types].xml", "word/document.xml"), "docx"),
        (("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (("word/document.xml", "word/embeddings/a.xlsx", "[Content_Types].xml"), "docx"),
        (("[Content_Types].xml", "ppt/slides.xml"), "zip"),
        (("word/document.xml",), "zip"),
        (("content.xml", "mimetype"), "zip"),
    ],
)
def test_archives_are_told_apart_by_their_names(parts, format):
    inner = archive({"[Content_Types].xml": "", "xl/workbook.xml": ""}, zipfile.ZIP_STORED)
    assert detect_binary(archive(dict.fromkeys(parts, inner), zipfile.ZIP_STORED)) == format


def test_a_damaged_document_is_still_told():
    assert detect_binary(package(p("甲"))[:-200]) == "docx"
    assert detect_binary(package(p("甲")) + b"PK\x01\x02" * MOST_PARTS) == "docx"
    assert detect_binary(b"PK\x03\x04....") == "zip"


def test_rich_text_is_taken_for_an_old_document():
    assert detect_binary(rb"{\rtf1\ansi}") == "doc"


# Refused


def damaged(problem):
    return rf"^文件已损坏，或者不是 Word 文档 \(the file is damaged, or no Word document\): {problem}"


WHOLE = package(p("甲") * 50)


def lying(source):
    """An archive whose directory says that its parts are small."""
    changed = bytearray(source)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 24 : at + 28] = struct.pack("<I", 10)
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def encrypted(source):
    changed = bytearray(source)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 8] |= 1
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        (b"", "File is not a zip file"),
        (WHOLE[:-30], "File is not a zip file"),
        (lying(WHOLE), ""),
        (encrypted(WHOLE), "File '_rels/.rels' is encrypted"),
        (archive({"_rels/.rels": "<a/>"}, zipfile.ZIP_BZIP2), "compression 12"),
        (archive({"_rels/.rels": "<a>"}), "Premature end of data"),
        (
            archive({"_rels/.rels": "<a>\ud800</a>".encode("utf-8", "surrogatepass")}),
            "Invalid bytes in character encoding|Input is not proper UTF-8",
        ),
        (archive({"_rels/.rels": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "a document type declaration"),
        (
            archive({"_rels/.rels": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16")}),
            "a document type declaration",
        ),
        (b"PK\x01\x02" * (MOST_PARTS + 1), f"more than {MOST_PARTS} parts"),
    ],
)
def test_damaged_files(source, problem):
    with pytest.raises(ParseError, match=damaged(problem)):
        read(source)


@pytest.mark.parametrize(
    "parts",
    [{}, {"_rels/.rels": "<a/>"}, {"word/document.xml": "<document/>"}, {"xl/workbook.xml": "<workbook/>"}],
)
def test_archives_without_a_text(parts):
    with pytest.raises(ParseError, match=r"^文件中没有 Word 正文 \(the file holds no text of a Word document\)$"):
        read(archive(parts))


def test_entities_of_another_kind_are_refused():
    with pytest.raises(ParseError, match=damaged("Entity 'b' not defined")):
        read_body("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>")


def test_zip_bombs():
    bomb = package(p("0" * 10_000_000))
    assert len(bomb) < 100_000
    with pytest.raises(ParseError, match=r"too large: \d+ bytes, at most 1000000, as Limits.unpacked says"):
        read(bomb, Limits(unpacked=1_000_000))
    with pytest.raises(ParseError, match="too large"):
        read(package(p("0" * 10_000), styles="0" * 10_000), Limits(unpacked=15_000))


def test_a_part_that_is_read_again_counts_again():
    parts = {
        "word/document.xml": f"<w:document {NAMESPACES}><w:body/></w:document>",
        "word/_rels/document.xml.rels": relationships(*[("header", "header.xml", "")] * 50),
        "word/header.xml": f"<w:hdr {NAMESPACES}>{p('眉' * 1000)}</w:hdr>",
    }
    assert read(archive(parts)) == Document("docx", (), (("眉" * 1000, FURNITURE, None),))
    with pytest.raises(ParseError, match=r"too large: \d+ bytes, at most 50000"):
        read(archive(parts), Limits(unpacked=50_000))


def test_elements_that_nest_too_deep():
    deep = "<w:sdt>" * 12 + "</w:sdt>" * 12
    with pytest.raises(ParseError, match=r"elements nest 14 deep, at most 13, as Limits\.depth says"):
        read(package(deep), Limits(depth=13))
    assert read(package(deep), Limits(depth=14)).blocks == ()
    for tags in (DEEPEST, 100_000):
        with pytest.raises(ParseError, match=rf"elements nest \d+ deep, at most {Limits().depth}"):
            read_body("<w:sdt>" * tags + "</w:sdt>" * tags)
    with pytest.raises(ParseError, match=r"Excessive depth|nest too deep"):  # as the parser's version has it
        read(package("<w:sdt>" * DEEPEST + "</w:sdt>" * DEEPEST), Limits(depth=10**6))


def test_elements_that_nest_deeper_than_we_can_walk():
    tags = DEEPEST - 100
    assert sys.getrecursionlimit() < tags
    with pytest.raises(ParseError, match=r"the elements of the document nest too deep"):
        read(package("<w:sdt>" * tags + "</w:sdt>" * tags), Limits(depth=DEEPEST))


def test_too_many_cells_and_tags():
    body = table(*[tc("规章") + tc("1") + tc("2")] * 4)
    with pytest.raises(ParseError, match=r"more than 11 cells; Limits\.cells sets it"):
        read(package(body), Limits(cells=11))
    assert columns(read(package(body), Limits(cells=12)))[3] == [("规章", 0), ("1", 1), ("2", 2)]
    with pytest.raises(ParseError, match=r"more than 12 cells; Limits\.cells sets it"):
        read(package("<w:p/>" * 500), Limits(cells=12))


def test_too_little_time():
    with pytest.raises(ParseError, match=r"reading took more than 1e-09 seconds; Limits\.seconds sets it"):
        read(WHOLE, Limits(seconds=1e-9))


def test_without_lxml(monkeypatch):
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(MissingExtraError, match=r"needs lxml\): pip install 'gov_info_report\[docx\]'$"):
        read(WHOLE)


# Whatever comes in

SEED = package(
    p("一、总体情况", '<w:pStyle w:val="1"/>') + item("甲") + table(tc("规章", "<w:vMerge/>") + tc("1")),
    styles=STYLES,
    numbering=NUMBERING,
    footer=p("— 5 —"),
)
STORED = archive(
    {name: zipfile.ZipFile(io.BytesIO(SEED)).read(name) for name in zipfile.ZipFile(io.BytesIO(SEED)).namelist()},
    zipfile.ZIP_STORED,
)


@st.composite
def mutilated(draw):
    """A document with bytes flipped, cut out and doubled."""
    source = bytearray(draw(st.sampled_from([SEED, STORED])))
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(source) - 1))
        match draw(st.sampled_from(["flip", "set", "cut", "end", "double"])):
            case "flip":
                source[at] ^= 1 << draw(st.integers(0, 7))
            case "set":
                source[at] = draw(st.integers(0, 255))
            case "cut":
                del source[at : at + draw(st.integers(1, 40))]
            case "end":
                del source[max(at, 1) :]
            case _:
                source[at:at] = source[at : at + draw(st.integers(1, 40))]
        if not source:
            break
    return bytes(source)


@pytest.mark.slow
@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(source=mutilated())
@example(source=b"PK\x05\x06" + b"\xff" * 18)
def test_mutilated_documents_are_read_or_refused(source):
    with suppress(ParseError):
        assert read(source).format == "docx"
    with suppress(ParseError):
        gir.read(source, "docx")
