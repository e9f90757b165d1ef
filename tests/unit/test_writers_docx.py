"""The official form as a Word document: what stands in it, how it looks, and that it is read back equal."""

import io
import zipfile
from decimal import Decimal

import docx
import pytest
from attrs import evolve
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import HealthCheck, given, settings

import gov_info_report as gir
from gov_info_report.document import Limits, Passage
from gov_info_report.model import tables_of
from gov_info_report.readers import read_document
from gov_info_report.testing import reports
from gov_info_report.writers import write
from gov_info_report.writers.docx import TEXT_WIDTH, WIDTHS
from gov_info_report.writers.sheet import grid, sheet

TITLE = "青禾县水利局2024年政府信息公开工作年度报告"


def report_of(edition=2021, **changes):
    filled = gir.evolve(gir.blank(edition), {"requests.received.total": 14, "disputes.direct_litigation.total": 3})
    return evolve(filled, title=TITLE, preamble="本报告依法编制。\n特此公布。", **changes)


def opened(report):
    """The document as python-docx sees it."""
    return docx.Document(io.BytesIO(write(report, "docx")))


def once(table):
    """The texts of a table by rows; python-docx gives a merged cell for every place that it covers."""
    seen = set()
    for row in table.rows:
        yield ["" if cell._tc in seen or seen.add(cell._tc) else cell.text for cell in row.cells]


def paragraphs(report):
    """The text of each paragraph outside of tables, with its style."""
    return [(each.text, each.style.name) for each in opened(report).paragraphs]


@pytest.mark.parametrize("edition", [2021, 2019])
def test_the_text_and_the_tables(edition):
    report = report_of(
        edition, overview=gir.model.Overview("全年平稳。"), other_matters=gir.model.OtherMatters("无\n未收费。")
    )
    assert paragraphs(report) == [
        (TITLE, "Title"),
        ("本报告依法编制。", "Body Text"),
        ("特此公布。", "Body Text"),
        ("一、总体情况", "Heading 1"),
        ("全年平稳。", "Body Text"),
        ("二、主动公开政府信息情况", "Heading 1"),
        ("", "Figure"),
        ("三、收到和处理政府信息公开申请情况", "Heading 1"),
        ("", "Figure"),
        ("四、政府信息公开行政复议、行政诉讼情况", "Heading 1"),
        ("", "Figure"),
        ("五、存在的主要问题及改进情况", "Heading 1"),
        ("六、其他需要报告的事项", "Heading 1"),
        ("无", "Literal"),
        ("未收费。", "Body Text"),
    ]
    sheets = [sheet(of, section) for of, section in tables_of(report)]
    for printed, made in zip(sheets, opened(report).tables, strict=True):
        seen = set()  # python-docx gives a merged cell once for every place that it covers
        shown = [
            ["" if each._tc in seen or seen.add(each._tc) else each.text for each in row.cells] for row in made.rows
        ]
        assert shown == grid(printed)


def test_how_it_looks():
    made = opened(report_of())
    page = made.sections[0]
    assert [round(length.mm) for length in (page.page_width, page.page_height)] == [210, 297]
    assert page.page_width - page.left_margin - page.right_margin == TEXT_WIDTH * Pt(1) // 20
    assert abs(page.left_margin - Mm(28)) < Mm(1)
    styles = {style.name: style for style in made.styles}
    assert {
        name: (styles[name].font.size.pt, styles[name].element.rPr.rFonts.get(qn("w:eastAsia")))
        for name in ("Title", "Heading 1", "Figure", "Label")
    } == {
        "Title": (22, "方正小标宋简体"),
        "Heading 1": (16, "黑体"),
        "Figure": (9, "宋体"),
        "Label": (9, "宋体"),
    }
    assert styles["Title"].paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert styles["Body Text"].paragraph_format.line_spacing == Pt(28)
    assert [each.text for each in page.footer._element.iter(qn("w:t"))] == ["— ", "1", " —"]


def test_the_properties_name_the_title():
    assert opened(report_of()).core_properties.title == TITLE
    assert opened(evolve(report_of(), title="甲 \n\uffff乙&<")).core_properties.title == "甲 \ufffd乙&<"


def test_a_table_stands_on_one_page_and_only_table_3_repeats_its_header_where_it_cannot():
    made = opened(report_of())
    heads = [[row._tr.trPr.find(qn("w:tblHeader")) is not None for row in each.rows] for each in made.tables]
    assert [sum(rows) for rows in heads] == [0, 3, 0]
    assert heads[1][:3] == [True] * 3
    kept = [[row.cells[-1].paragraphs[0].paragraph_format.keep_with_next for row in each.rows] for each in made.tables]
    assert kept == [[True] * (len(rows) - 1) + [None] for rows in kept]


@pytest.mark.parametrize("edition", [2019, 2021])
def test_the_headings_of_items_are_shaded_and_stand_at_the_left(edition):
    proactive, *others = opened(report_of(edition)).tables
    shaded = [
        (cell.text, cell.paragraphs[0].style.name)
        for each in (proactive, *others)
        for row in each.rows
        for cell in dict.fromkeys(row.cells)
        if cell._tc.tcPr.find(qn("w:shd")) is not None
    ]
    items = "一五六八九" if edition == 2019 else "一五六八"
    assert shaded == [(f"第二十条第（{item}）项", "Label") for item in items]


def test_the_widths_fill_the_page():
    assert [(len(widths), sum(widths)) for widths in WIDTHS.values()] == [(n, TEXT_WIDTH) for n in (4, 10, 15)]


def test_the_same_report_gives_the_same_bytes():
    first, second = write(report_of(), "docx"), write(report_of(), "docx")
    assert first == second
    members = zipfile.ZipFile(io.BytesIO(first)).infolist()
    assert [(member.filename, member.date_time) for member in members] == [
        (name, (1980, 1, 1, 0, 0, 0))
        for name in (
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "word/document.xml",
            "word/_rels/document.xml.rels",
            "word/styles.xml",
            "word/fontTable.xml",
            "word/settings.xml",
            "word/footer1.xml",
        )
    ]


def literal(report):
    document = read_document(write(report, "docx"), "docx", Limits().start())
    return [block.text for block in document.blocks if isinstance(block, Passage) and block.literal]


def test_only_what_needs_it_is_literal():
    text = "平常的话。\n一、总体情况\n\n 前有空格\n_x0041_\n非字符\ufffe与_x0041_\n_xFFFE\uffff"
    report = evolve(report_of(), problems=gir.model.Problems(text))
    assert literal(report) == ["一、总体情况", "", " 前有空格", "非字符\ufffe与_x0041_", "_xFFFE\uffff"]
    assert gir.parse(write(report, "docx")) == report


@pytest.mark.parametrize(
    "title", ["", "年报", "甲\n\n乙", " 甲", TITLE + "\ufffe", "一、总体情况", TITLE + "\n" + TITLE]
)
def test_odd_titles(title):
    report = evolve(report_of(), title=title)
    assert gir.parse(write(report, "docx")) == report


@pytest.mark.parametrize(
    "figure",
    [
        *gir.Mark,
        0,
        -3,
        Decimal("18.8710"),
        gir.Unreadable(""),
        gir.Unreadable(" 约 三十\n件"),
        gir.Unreadable("缺"),
        gir.Unreadable("\ufffe_xFFFE_"),
        gir.Unreadable("_x0041_"),
    ],
)
def test_every_kind_of_figure(figure):
    report = gir.evolve(report_of(), {"proactive.fees.amount": figure, "requests.outcomes.granted.other": figure})
    assert gir.parse(write(report, "docx")) == report


@pytest.mark.slow
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(report=reports())
def test_any_report_is_read_back_equal(report):
    reading = gir.read(write(report, "docx"))
    assert (reading.format, reading.report, list(reading.findings)) == ("docx", report, [])
