"""XLSX: cells and what they show, merged cells, prose among tables, hidden parts, and what is refused."""

import io
import sys
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

import gov_info_report as gir
from gov_info_report.document import HIDDEN, Grid, Limits, Passage, Span
from gov_info_report.readers.xlsx import read_xlsx
from gov_info_report.testing import consistent_reports
from tests.documents import texts

EXAMPLE = Path(__file__).parents[2] / "examples" / "web-page.html"


def read(source, **limits):
    return read_xlsx(source, Limits(**limits).start())


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def sheet(*rows, merged=(), formats=()):
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for area in merged:
        book.active.merge_cells(area)
    for place, code in formats:
        book.active[place].number_format = code
    return saved(book)


def row(*words):
    return list(enumerate(words))


def edited(source, changes):
    """A workbook with texts in its parts replaced, and parts of `None` left out."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name in changes:
                if changes[name] is None:
                    continue
                for before, after in changes[name]:
                    assert before in content
                    content = content.replace(before, after)
            new.writestr(name, content)
    return file.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


# Whole reports


def workbook(report):
    """The official form on one sheet, as offices fill it in: prose in merged cells, the tables below each other."""
    book = openpyxl.Workbook()
    page, number = book.active, 1
    for element in html.fromstring(gir.serialise(report, "html")).iter("h1", "h2", "p", "table"):
        if element.tag != "table":
            page.cell(number, 1, element.text_content())
            page.merge_cells(start_row=number, start_column=1, end_row=number, end_column=10)
            number += 1
            continue
        taken = set()
        for line in element.iter("tr"):
            column = 1
            for cell in line:
                while (number, column) in taken:
                    column += 1
                down, across = int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))
                words = cell.text_content()
                page.cell(number, column, int(words) if words.isdigit() else words or None)
                taken |= {(number + a, column + b) for a in range(down) for b in range(across)}
                if down * across > 1:
                    page.merge_cells(
                        start_row=number, start_column=column, end_row=number + down - 1, end_column=column + across - 1
                    )
                column += across
            number += 1
    return saved(book)


def test_a_whole_report():
    report = gir.parse(EXAMPLE)
    reading = gir.read(workbook(report), "xlsx")
    assert reading.report == report
    assert (list(reading.findings), reading.format) == ([], "xlsx")
    assert str(reading.spans["proactive.licensing.decisions"]).startswith("第1个表格第")


@settings(max_examples=20, deadline=None)
@given(consistent_reports())
def test_any_report(report):
    assert gir.parse(workbook(report), "xlsx") == report


# Cells


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (12, "General", "12"),
        (-3, "General", "-3"),
        (0, "0.00", "0"),
        (12.0, "General", "12"),
        (18.871, "0.00", "18.871"),
        (0.1 + 0.2, "General", "0.3"),
        (1e-7, "General", "0.0000001"),
        (1e15, "General", "1000000000000000"),
        (11398889, "#,##0", "11398889"),
        (5, '0"件"', "5"),
        (5, '[Red]0"days"', "5"),
        (0.255, "0.0%", "25.5%"),
        (0.255, "General", "0.255"),
        ("007", "General", "007"),
        (" ／ ", "General", "／"),
        ("本年\n制发", "General", "本年\n制发"),
        ("a_x000D_b", "General", "a\nb"),
        (True, "General", "TRUE"),
        (False, "General", "FALSE"),
        (date(2024, 3, 1), "yyyy-mm-dd", "2024年3月1日"),
        (datetime(2024, 3, 1, 9, 5), "yyyy-mm-dd h:mm", "2024年3月1日9:05"),
        (time(18, 30), "h:mm", "18:30"),
        (time(0, 0), "h:mm", "0:00"),
        (45292, 'm"月"d"日"', "2024年1月1日"),
        (45292, "General", "45292"),
        (-1, "yyyy", "-1"),
        (3000000, "yyyy", "3000000"),
        ("=1+1", "General", "=1+1"),
        ("#REF!", "General", "#REF!"),
        (CellRichText("规", TextBlock(InlineFont(b=True), "章")), "General", "规章"),
    ],
    ids=str,
)
def test_what_a_cell_shows(value, code, shown):
    assert texts(read(sheet(["甲", value], formats=[("B1", code)]))) == [[row("甲", shown)]]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (b'<c r="B1"><f>SUM(A1:A3)</f><v>6</v></c>', "6"),
        (b'<c r="B1"><f>SUM(A1:A3)</f></c>', "=SUM(A1:A3)"),
        (b'<c r="B1"><f/></c>', "="),
        (b'<c r="B1" t="str"><f>"a"</f><v></v></c>', ""),
        (b'<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
        (b'<c r="B1" t="s"><v>99</v></c>', ""),
        (b'<c r="B1" t="s"><v>x</v></c>', ""),
        (b'<c r="B1" t="inlineStr"><is><r><t>\xe8\xa7\x84</t></r><r><t>\xe7\xab\xa0</t></r></is></c>', "规章"),
        (b'<c r="B1" t="inlineStr"/>', ""),
        (b'<c r="B1" s="77"><v>6</v></c>', "6"),
        (b'<c r="B1"><v>1E+3</v></c>', "1000"),
        (b'<c r="B1"><v>1E+999</v></c>', "1E+999"),
        (b'<c r="B1"><v>INF</v></c>', "INF"),
        (b'<c r="B1"><v>six</v></c>', "six"),
        (b'<c r="B1"/>', ""),
        (b"<c><v>6</v></c>", "6"),
    ],
)
def test_cells_as_stored(cell, shown):
    source = sheet(["甲", 777, "乙"])
    stored = b'<c r="B1" t="n"><v>777</v></c>'
    assert texts(read(edited(source, {SHEET: [(stored, cell)]}))) == [[row("甲", shown, "乙")]]


def shared(strings, *cells):
    """A workbook whose rows are single cells that share strings."""
    rows = "".join(f'<row><c t="s"><v>{at}</v></c></row>' for at in cells)
    relation = '<Relationship Id="rId99" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    source = edited(
        sheet(["甲"]),
        {
            SHEET: [(b'<row r="1"><c r="A1" t="inlineStr"><is><t>&#30002;</t></is></c></row>', rows.encode())],
            "xl/_rels/workbook.xml.rels": [(b"</Relationships>", relation.encode())],
        },
    )
    file = io.BytesIO(source)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", f"<sst>{''.join(strings)}</sst>")
    return file.getvalue()


def test_texts_that_cells_share():
    strings = [
        "<si><t>规章</t></si>",
        "<si><r><t>规范性</t></r><r><rPr/><t>文件</t></r><rPh><t>guifan</t></rPh></si>",
        '<si><r><t>24</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>[1]_x000D_</t></r></si>',
        '<si><r><t>24</t></r><r><rPr><vertAlign val="baseline"/></rPr><t>1</t></r></si>',
        "<si/>",
    ]
    assert texts(read(shared(strings, 0, 1, 0))) == [[row("规章"), row("规范性文件"), row("规章")]]
    assert texts(read(shared(strings, 2, 3))) == [[row("24[¹]"), row("241")]]


def test_rows_and_cells_without_their_places():
    source = sheet(["甲", 1], ["乙", 2])
    places = [(f' r="{place}"'.encode(), b"") for place in ("1", "2", "A1", "B1", "A2", "B2")]
    assert texts(read(edited(source, {SHEET: places}))) == [[row("甲", "1"), row("乙", "2")]]


def test_dates_from_1904():
    source = sheet(["甲", 43830], formats=[("B1", "yyyy-mm-dd")])
    changed = edited(source, {"xl/workbook.xml": [(b"<workbookPr/>", b'<workbookPr date1904="1"/>')]})
    assert texts(read(changed)) == [[row("甲", "2024年1月1日")]]


# Rows


def test_merged_cells_and_gaps():
    source = sheet(
        ["角", None, "上", None, None],
        [None, None, "一", "二", "三"],
        ["组", "甲", 1, None, 3],
        [None, "乙", None, None, None],
        merged=["A1:B2", "C1:E1", "A3:A4"],
    )
    document = read(source)
    assert texts(document) == [
        [
            [(0, "角"), (2, "上")],
            [(2, "一"), (3, "二"), (4, "三")],
            [(0, "组"), (1, "甲"), (2, "1"), (3, ""), (4, "3")],
            [(1, "乙"), (2, ""), (3, ""), (4, "")],
        ]
    ]
    [grid] = document.blocks
    assert grid.exact
    assert grid.rows[2].cells[2].span == Span(table=1, row=3, column=3)
    assert [line.raw for line in grid.rows][2:] == ["组\t甲\t1\t\t3", "乙\t\t\t"]


def test_text_under_merged_cells_is_named():
    cell = b'<c r="B1" t="inlineStr"><is><t>9</t></is></c></row>'
    source = edited(sheet(["甲", 1], merged=["A1:B1"]), {SHEET: [(b"</row>", cell)]})
    document = read(source)
    assert texts(document) == [[row("甲")]]
    assert document.remarks == (("9", HIDDEN, Span(table=1, row=1, column=2)),)


@pytest.mark.parametrize("area", ["A1", "A1:", "A1:B", "B2:A1", "A1:XFD1048576"])
def test_areas_that_are_none_or_everything(area):
    source = edited(sheet(["甲", 1], merged=["A5:B5"]), {SHEET: [(b'ref="A5:B5"', f'ref="{area}"'.encode())]})
    shown = row("甲") if area == "A1:XFD1048576" else row("甲", "1")
    assert texts(read(source)) == [[shown]]


def test_prose_among_tables():
    long = "我局修订了政务公开目录，将灌溉用水计划和水费收取标准逐项列明，并且在村务栏按月张贴"
    source = sheet(
        ["青禾县水利局2024年政府信息公开工作年度报告"],
        ["一、总体情况", long * 3 + "。\n\n第二段。"],
        ["二、主动公开政府信息情况"],
        ["第二十条第（一）项"],
        ["规章", 1],
        [],
        ["行政许可", 2],
        ["没有其他。"],
        [long],
        ["甲", "乙"],
    )
    document = read(source)
    assert texts(document) == [
        "青禾县水利局2024年政府信息公开工作年度报告",
        "一、总体情况",
        long * 3 + "。",
        "第二段。",
        "二、主动公开政府信息情况",
        [[(0, "第二十条第（一）项"), (1, "")], row("规章", "1")],
        [row("行政许可", "2")],
        "没有其他。",
        long,
        [row("甲", "乙")],
    ]
    assert document.blocks[3].span == Span(table=1, row=2, column=2)


def test_rows_of_formatted_cells_without_text():
    book = openpyxl.Workbook()
    page = book.active
    for number, words in ((2, ("结果维持", "结果纠正")), (5, ("甲", "乙"))):
        for column, word in enumerate(words, start=1):
            page.cell(number, column, word)
    for number in (1, 3, 4, 6, 7):
        for column in (1, 2):
            page.cell(number, column).number_format = "0"
    assert texts(read(saved(book))) == [
        [row("结果维持", "结果纠正"), row("", "")],
        [row("甲", "乙"), row("", "")],
    ]


# Sheets


def test_sheets_in_order_and_hidden_parts():
    book = openpyxl.Workbook()
    book.active.append(["甲", 1])
    book.active.row_dimensions[1].hidden = True
    book.active.column_dimensions["B"].hidden = True
    hidden = book.create_sheet("下拉")
    hidden.sheet_state = "veryHidden"
    hidden.append(["选项", 7])
    hidden.append([])
    hidden.append(["选项"])
    book.create_sheet("表二").append(["乙", 2])
    book.create_chartsheet("图")
    document = read(saved(book))
    assert texts(document) == [[row("甲", "1")], [row("乙", "2")]]
    assert document.blocks[1].rows[0].cells[0].span == Span(table=3, row=1, column=1)
    assert document.remarks == (
        ("选项\t7", HIDDEN, Span(table=2, row=1, column=1)),
        ("选项", HIDDEN, Span(table=2, row=3, column=1)),
    )


def test_a_workbook_whose_only_text_is_hidden():
    book = openpyxl.Workbook()
    hidden = book.create_sheet("数据")
    hidden.append(["甲", 1])
    hidden.sheet_state = "hidden"
    document = read(saved(book))
    assert (texts(document), document.remarks) == ([[row("甲", "1")]], ())


# What is refused


def test_workbooks_without_their_parts():
    source = sheet(["甲", 1.5])
    assert texts(read(edited(source, {"xl/styles.xml": None}))) == [[row("甲", "1.5")]]
    assert texts(read(edited(source, {SHEET: None}))) == []
    assert texts(read(edited(source, {"xl/_rels/workbook.xml.rels": None}))) == []
    with pytest.raises(gir.ParseError, match=r"不是 Excel 工作簿.*no workbook of Excel"):
        read(edited(source, {"xl/workbook.xml": None}))
    with pytest.raises(gir.ParseError, match=r"不是 Excel 工作簿"):
        read(edited(source, {"xl/workbook.xml": [(b"<workbook ", b"<book "), (b"</workbook>", b"</book>")]}))


def test_sheets_elsewhere_are_not_fetched():
    relations = "xl/_rels/workbook.xml.rels"
    source = edited(
        sheet(["甲", 1]),
        {relations: [(b'Target="/xl/worksheets/sheet1.xml"', b'TargetMode="External" Target="https://example.org/"')]},
    )
    assert texts(read(source)) == []


def test_limits():
    source = sheet(*[["甲", 1, 2]] * 50)
    assert len(texts(read(source))[0]) == 50
    with pytest.raises(gir.ParseError, match="表格单元格超过 200 个"):
        read(source, cells=200)
    with pytest.raises(gir.ParseError, match="文件过大"):
        read(source, unpacked=1000)
    with pytest.raises(gir.ParseError, match="读取超过"):
        read(source, seconds=1e-9)
    many = shared([f"<si><t>{'a' * 30_000}</t></si>"], *[0] * 100)
    with pytest.raises(gir.ParseError, match=r"文件过大：10\d{5} 字节"):
        read(many, unpacked=1_000_000)


def test_cells_far_apart_cost_nothing():
    far = edited(sheet(["甲", 1], ["乙", 2]), {SHEET: [(b'r="B1"', b'r="XFD1"')]})
    assert texts(read(far, cells=10)) == [[[(0, "甲"), (1, ""), (16383, "1")], [(0, "乙"), (1, "2"), (16383, "")]]]


def test_what_pandas_adds_is_left_out():
    source = sheet([None, 0, 1, 2], [0, "规章", "nan", 1], [1, "行政规范性文件", 2, 3])
    assert texts(read(source)) == [[[(0, "规章"), (1, ""), (2, "1")], [(0, "行政规范性文件"), (1, "2"), (2, "3")]]]


def test_declarations_that_expand():
    bomb = (
        b'<?xml version="1.0"?>\n<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">'
        b'<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet'
    )
    with pytest.raises(gir.ParseError, match="不是 Excel 文档"):
        read(edited(sheet(["甲", 1]), {SHEET: [(b"<worksheet", bomb)]}))


@pytest.mark.parametrize("source", [b"", b"PK\x03\x04", sheet(["甲"])[:-40]], ids=["empty", "begun", "cut"])
def test_damaged_archives(source):
    with pytest.raises(gir.ParseError, match=r"文件已损坏，或者不是 Excel 文档"):
        read(source)


def test_without_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(gir.MissingExtraError, match=r"pip install 'gov_info_report\[xlsx\]'"):
        read(sheet(["甲"]))


SEED = workbook(gir.parse(EXAMPLE))
PARTS = {name: zipfile.ZipFile(io.BytesIO(SEED)).read(name) for name in zipfile.ZipFile(io.BytesIO(SEED)).namelist()}
CHANGES = st.lists(st.tuples(st.integers(0), st.integers(0, 255)), max_size=30)


@settings(max_examples=60, deadline=None)
@given(CHANGES, st.sampled_from([None, *PARTS]))
def test_damaged_workbooks_are_read_or_refused(changes, part):
    damaged = bytearray(SEED if part is None else PARTS[part])
    for at, value in changes:
        damaged[at % len(damaged)] = value
    source = bytes(damaged)
    if part is not None:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for name, content in PARTS.items():
                archive.writestr(name, source if name == part else content)
        source = file.getvalue()
    try:
        document = read(source)
    except gir.ParseError:
        return
    assert all(isinstance(block, Passage | Grid) for block in document.blocks)
